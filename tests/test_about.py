import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.errors import Fault, InputError
from dashboard.model import Source
from dashboard.study import about, strict_yaml
from dashboard.study.about import About, Origin

FILE = "about.yaml"


def faults_of(text):
    with pytest.raises(InputError) as caught:
        about.read(text.encode(), FILE)
    return caught.value.faults


def test_every_field_is_read_as_it_is_written():
    text = """
title: 'Sanctions: what is known'
language: pt-BR
publisher: NO
url: https://example.org/a?b=c#d
page: sanctions-2024
taken: 2026-11-22
note: >-
  The list
  was lost.
sources:
  - id: 3
    title: A report
    url: HTTP://example.org/3
    publisher: Office
    published: 2024-05
  - {id: Smith 2020}
origins:
  - name: The Office
    members: [3, example.org]
  - {name: Others, members: [Their Press]}
"""

    assert about.read(text.encode(), FILE) == About(
        title="Sanctions: what is known",
        language="pt-BR",
        publisher="NO",
        url="https://example.org/a?b=c#d",
        page="sanctions-2024",
        taken="2026-11-22",
        note="The list was lost.",
        sources=(
            Source("3", "A report", "HTTP://example.org/3", "Office", "2024-05", is_listed=True),
            Source("Smith 2020", is_listed=True),
        ),
        origins=(Origin("The Office", ("3", "example.org")), Origin("Others", ("Their Press",))),
    )


def test_nothing_is_needed_and_what_is_left_empty_is_not_known():
    assert about.read(b"title:\nurl:\nlanguage:\nsources:\n", FILE) == About()


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-17", "2024-02-29"])
def test_a_date_is_as_precise_as_known(date):
    assert about.read(f"taken: {date}".encode(), FILE).taken == date


@pytest.mark.parametrize(
    "date", ["24", "2024-13", "2023-02-29", "17.5.2024", "2024-5", "٢٠٢٤", "0000"]
)
def test_what_is_no_date_is_a_fault(date):
    assert faults_of(f"taken: {date}") == (
        Fault(FILE, f"expected a date such as 2024, 2024-05 or 2024-05-17, found '{date}'", 1, 8),
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "example.org",
        "https://",
        "https:///path",
        "https://a b",
        "http://[::1",
        "https://x/\\y",
        "file:///etc/passwd",
    ],
)
def test_only_an_address_of_the_web_is_a_url(url):
    (fault,) = faults_of(f"sources: [{{id: 1, url: '{url}'}}]")

    assert (fault.line, fault.column) == (1, 24)
    assert fault.message.startswith("expected an address that begins with https:// or http://, ")


def test_all_faults_are_told_with_their_places():
    text = """titel: x
language: english text
sources:
  - id: 1
    pubished: 2024
  - title: no id
  - id: 1
  - id: '[2]'
  - text
"""

    assert (
        faults_of(text)
        == (
            Fault(FILE, "unknown field 'titel'; did you mean 'title'?", 1, 1),
            Fault(FILE, "expected a language tag such as en or pt-BR, found 'english text'", 2, 11),
            Fault(FILE, "unknown field 'pubished'; did you mean 'published'?", 5, 5),
            Fault(FILE, "the field 'id' is missing; add it", 6, 5),
            Fault(FILE, "the source id '1' is used twice; give each source its own", 7, 9),
            Fault(
                FILE,
                "expected the mark by which the text cites it, such as 3 for [3], found '[2]'",
                8,
                9,
            ),
            Fault(FILE, "expected fields such as id, found a text", 9, 5),
            Fault(FILE, "the field 'id' is missing; add it", 9, 5),
        )[:-1]
    )


def test_the_faults_of_origins_are_told_with_their_places():
    text = """origins:
  - name: A
    members: [1, www.BBC.com, '', [x]]
  - name: a
    members: [bbc.com, 2, 2]
  - {name: C, members: []}
  - {name: '', members: }
  - {members: x, host: y}
"""

    assert faults_of(text) == (
        Fault(FILE, "this member is empty; fill it in or remove it", 3, 31),
        Fault(FILE, "expected a text, found a list", 3, 35),
        Fault(FILE, "the origin 'a' is used twice; merge the two", 4, 11),
        Fault(
            FILE, "the member 'bbc.com' belongs to two origins, first to 'A'; keep it in one", 5, 15
        ),
        Fault(FILE, "the member '2' belongs to two origins, first to 'a'; keep it in one", 5, 27),
        Fault(FILE, "this origin has no members; add a source id, host or publisher", 6, 24),
        Fault(FILE, "the field 'name' is empty; fill it in", 7, 12),
        Fault(FILE, "the field 'members' is empty; fill it in", 7, 25),
        Fault(FILE, "the field 'name' is missing; add it", 8, 5),
        Fault(FILE, "expected a list of source ids, hosts or publishers, found a text", 8, 15),
        Fault(FILE, "unknown field 'host'; choose from name, members", 8, 18),
    )


KEYED = """# A study
One thing is said [@{10.1000/x:y}; @doe_2020, p. 3]. Another [@doe_2020].
"""
LINKED = f"""# A study
One thing is said ([report](https://example.org/{"a" * 300}?q=[1]&r=2#top)).
"""
YEARED = """# A study
One thing is said (Smith, 2020; de Vries et al., 2021a).

## References
Smith, J. (2020). A book. Press.
de Vries, P., & Ames, B. (2021a). Another book. Press.
"""
FOOTNOTED = """# A study
One thing is said.[^a long name] And more.[^2]

[^a long name]: A book.
[^2]: https://example.org/2
"""
WIKI = """== One ==
A thing is said.<ref group="note">A book.</ref> More.<ref name="x y">Another book.</ref>
"""
LABELLED = """# A study
One thing is said [Lightning write-up][]. And more [RFC2119].

[Lightning write-up]: https://example.org/lightning "A write-up"
[RFC2119]: https://example.org/2119
"""


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.md", KEYED),
        ("a.md", LINKED),
        ("a.md", YEARED),
        ("a.md", FOOTNOTED),
        ("a.wiki", WIKI),
        ("a.md", LABELLED),
        ("a.tex", r"One thing is said \cite{doe:2020,ray+al}. And more \citep[p.~3]{x/y}."),
        ("a.txt", "One thing is said [1]. And more [2, 3].\n\n[1] A book.\n[2] Another."),
    ],
)
def test_every_source_that_a_reader_finds_can_be_written(file, text):
    found = reading.read(text.encode(), file).sources

    assert found
    listed = tuple(
        Source(s.id, s.title, s.url, s.publisher, s.published, is_listed=True) for s in found
    )
    assert about.read(about.write(About(sources=listed)), FILE).sources == listed


@pytest.mark.parametrize("id_", ["[2]", "[Smith 2020]", "x" * 2001, r"a\tb", r"a\nb", r"a\rb"])
def test_what_no_text_cites_by_is_no_id(id_):
    (fault,) = faults_of(f'sources: [{{id: "{id_}"}}]')

    assert fault.message.startswith(
        "expected the mark by which the text cites it, such as 3 for [3]"
    )


@pytest.mark.parametrize("id_", ["x" * 2000, "Smith 2020", "https://e.org/?a=[1]", "[a] [b]", "#1"])
def test_whatever_a_text_cites_by_is_an_id(id_):
    written = about.write(About(sources=(Source(id_, is_listed=True),)))

    assert about.read(written, FILE).sources == (Source(id_, is_listed=True),)


WORDS = st.one_of(
    st.sampled_from(["NO", "2024-01-02", "a: b", "# x", "it's", '"q"', "- x", "1", "é 😀 ~"]),
    st.lists(st.sampled_from(["word", "and", "treaties:", "#1"]), min_size=20).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=20).map(strict_yaml.seen),
)
MAYBE = WORDS.map(lambda text: text or None)
URLS = st.sampled_from([None, "https://example.org/a?b=c#d", "HTTP://é.example/[1]"])
DATES = st.sampled_from([None, "2024", "2024-05", "2024-02-29"])


@st.composite
def abouts(draw):
    ids = draw(st.lists(WORDS.filter(about._ID.fullmatch), unique=True, max_size=3))
    names = draw(st.lists(WORDS.filter(bool), unique_by=str.casefold, max_size=3))
    return About(
        title=draw(MAYBE),
        language=draw(st.sampled_from(["en", "no", "pt-BR"])),
        publisher=draw(MAYBE),
        url=draw(URLS),
        page=draw(MAYBE),
        taken=draw(DATES),
        note=draw(WORDS),
        sources=tuple(
            Source(id_, draw(MAYBE), draw(URLS), draw(MAYBE), draw(DATES), is_listed=True)
            for id_ in ids
        ),
        origins=tuple(Origin(name, (f"{n}", f"{n}.org")) for n, name in enumerate(names)),
    )


@given(abouts())
def test_what_is_known_of_a_text_is_read_as_it_was_written(told):
    assert about.read(about.write(told), FILE) == told


def test_what_is_not_known_is_not_written():
    assert about.write(About(title="NO")).decode() == (
        "# Where the text is from, and the list of its sources.\ntitle: 'NO'\n"
    )


def test_an_address_or_date_that_could_not_be_read_is_not_written():
    sources = (
        Source("1", "A\u2028b\x07", "javascript:alert(1)", " ", "c. 1999", is_listed=True),
        Source("2", None, "https://example.org/\x85", None, "2023-02-30", is_listed=True),
        Source("3", "only cited"),
    )

    written = about.write(About(url="ftp://example.org", taken="once", sources=sources))

    assert about.read(written, FILE) == About(
        sources=(Source("1", "A b", is_listed=True), Source("2", is_listed=True))
    )


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (About(language="english text"), "expected a language tag"),
        (About(sources=(Source("[1]", is_listed=True),)), "the mark by which the text cites it"),
        (About(sources=(Source("1 ", is_listed=True),)), "with a space"),
        (About(sources=(Source("a\u2028b", is_listed=True),)), r"U\+2028"),
        (About(origins=(Origin("A", ()),)), "'members' is missing"),
        (About(origins=(Origin("A", ("1",)), Origin("B", ("1",)))), "belongs to two origins"),
    ],
)
def test_what_could_not_be_read_is_not_written(told, reason):
    with pytest.raises(ValueError, match=reason):
        about.write(told)


def test_what_notes_mean_is_kept():
    told = about.read(b"same:\n- {note: '7', as: ['3']}\n- {note: '9', as: ['1', '9']}\n", FILE)

    assert told.same == (about.Same("7", ("3",)), about.Same("9", ("1", "9")))
    assert about.read(about.write(told), FILE) == told


@pytest.mark.parametrize(
    ("same", "said"),
    [
        ("{note: '7', as: []}", "say which source it is, or ['7'] to keep it apart"),
        ("{note: '7'}", "as"),
        ("{note: '7', as: ['3']}\n- {note: '7', as: ['4']}", "the note '7' stands here twice"),
    ],
)
def test_what_cannot_be_used_of_notes_is_told(same, said):
    with pytest.raises(InputError) as error:
        about.read(f"same:\n- {same}\n".encode(), FILE)

    assert said in str(error.value)


def test_the_ways_in_which_marks_are_read_are_kept():
    told = about.read(b"marks: [numbers, parentheses, numbers]\n", FILE)

    assert told.marks == ("numbers", "parentheses")
    assert about.read(about.write(told), FILE) == told


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("[number]", "no marks are called 'number'; did you mean 'numbers'?"),
        ("numbers", "expected a list"),
        ("['']", "this way of writing marks is empty"),
    ],
)
def test_ways_of_writing_marks_that_there_are_not_are_told(marks, said):
    with pytest.raises(InputError) as caught:
        about.read(f"marks: {marks}\n".encode(), FILE)

    assert said in str(caught.value)
