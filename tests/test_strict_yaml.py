import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import Fault, InputError
from dashboard.study import strict_yaml

FILE = "book.yaml"
LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]


def faults_of(data: str | bytes, known=("title", "themes", "note"), required=()):
    """All that is wrong with a file whose top has these fields, `themes` being a list."""
    with pytest.raises(InputError) as caught:
        read(data, known, required)
    return caught.value.faults


def read(data: str | bytes, known=("title", "themes", "note"), required=()):
    root = strict_yaml.read(data.encode() if isinstance(data, str) else data, FILE)
    fields = root.fields(known, required)
    values = {name: fields.text(name) for name in known if name != "themes" and fields.get(name)}
    values["themes"] = fields.texts("themes")
    root.finish()
    return values


def test_every_value_stays_the_text_that_stands_in_the_file():
    values = read(
        "title: NO\nthemes: [2024-01-02, 1.10, 010, 12:30:00, ~, true]\nnote: |\n  a\n  b\n"
    )

    assert values == {
        "title": "NO",
        "themes": ("2024-01-02", "1.10", "010", "12:30:00", "~", "true"),
        "note": "a\nb",
    }


def test_keys_that_yaml_takes_for_other_things_are_read_as_their_text():
    assert read("no: a\n1: b\n2024-01-01: c\n~: d\n", known=("no", "1", "2024-01-01", "~")) == {
        "no": "a",
        "1": "b",
        "2024-01-01": "c",
        "~": "d",
        "themes": (),
    }


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault_and_move_no_column():
    assert read(b"\xef\xbb\xbftitle: a\r\nnote: b\r\n") == {"title": "a", "note": "b", "themes": ()}
    assert faults_of(b"\xef\xbb\xbftitel: a\r\n")[0].column == 1


def test_an_unknown_field_names_its_place_and_the_nearest_known_one():
    assert faults_of("# my book\nthems: []\nqqq: x\n") == (
        Fault(FILE, "unknown field 'thems'; did you mean 'themes'?", 2, 1),
        Fault(FILE, "unknown field 'qqq'; choose from title, themes, note", 3, 1),
    )


def test_columns_count_code_points():
    assert faults_of("title: 𝔞\nthemes: ['𝔞é', [x]]\n") == (
        Fault(FILE, "expected a text, found a list", 2, 16),
    )


def test_all_faults_of_a_file_are_told_at_once_in_its_order():
    text = "note: {a: b}\ntitle: !x y\ntitle: z\nthemes: &t one\nextra: 1\n"

    assert faults_of(text, required=("id",)) == (
        Fault(FILE, "the field 'id' is missing; add it", 1, 1),
        Fault(FILE, "expected a text, found a mapping", 1, 7),
        Fault(FILE, "a tag, '!x'; take it out: every value is read as text anyway", 2, 8),
        Fault(FILE, "the field 'title' is given twice, first in line 2; keep one", 3, 1),
        Fault(FILE, "an anchor, '&t'; take it out", 4, 9),
        Fault(FILE, "expected a list of texts, found a text", 4, 9),
        Fault(FILE, "unknown field 'extra'; choose from title, themes, note", 5, 1),
    )


def test_a_value_that_is_read_twice_has_its_fault_told_once():
    root = strict_yaml.read(b"title: [a]", FILE)
    fields = root.fields(("title",))

    values = (fields.text("title"), fields.text("title"))
    with pytest.raises(InputError) as caught:
        root.finish()

    assert values == ("", "")

    assert caught.value.faults == (Fault(FILE, "expected a text, found a list", 1, 8),)


def test_a_tag_of_yaml_itself_is_shown_as_it_is_written():
    assert faults_of("title: !!python/name:os.system\n") == (
        Fault(
            FILE,
            "a tag, '!!python/name:os.system'; take it out: every value is read as text anyway",
            1,
            8,
        ),
    )


def test_a_required_field_that_is_empty_is_a_fault_where_it_stands():
    assert faults_of("note: x\ntitle:\n", required=("title",)) == (
        Fault(FILE, "the field 'title' is empty; fill it in", 2, 7),
    )


def test_a_list_left_empty_is_an_empty_list():
    assert read("themes:\ntitle:\n") == {"title": "", "themes": ()}


def test_aliases_are_refused_before_anything_is_unfolded():
    laughs = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*a, *a]\n" for n in "bcd")

    faults = faults_of(laughs)

    assert Fault(FILE, "an alias, '*a'; write the value out again", 2, 8) in faults
    assert not any("unknown field" in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (
            "title: a\n---\ntitle: b\n",
            Fault(FILE, "a second document begins at '---'; move it to a file of its own", 2, 1),
        ),
        ("", Fault(FILE, "the file is empty; write something into it, or delete it")),
        ("# nothing\n", Fault(FILE, "the file is empty; write something into it, or delete it")),
        ("just text\n", Fault(FILE, "expected fields such as title, found a text", 1, 1)),
        ("- title: a\n", Fault(FILE, "expected fields such as title, found a list", 1, 1)),
        ("? [a]\n: 1\n", Fault(FILE, "the name of a field must be text", 1, 3)),
        (b"title: a\nnote: \xff\n", Fault(FILE, "not UTF-8 text; save it as UTF-8", 2)),
        (
            "title: a\nnote: b\x07\n",
            Fault(FILE, "the character U+0007 isn't allowed here; take it out", 2, 8),
        ),
        (
            "title: a\u2028b\n",
            Fault(FILE, "the character U+2028 isn't allowed here; take it out", 1, 9),
        ),
        (
            'title: "a\\0b"\n',
            Fault(FILE, "the text contains the invisible character U+0000; take it out", 1, 8),
        ),
        (
            'note: a\ntitle: "b\nthemes: []\n',
            Fault(FILE, "not YAML: a quote or bracket is opened and never closed", 2, 8),
        ),
        (
            "themes:\n\t- a\n",
            Fault(
                FILE,
                "not YAML: a tab or a character such as @ or ` stands where a field begins; "
                "indent with spaces and put such texts in quotes",
                2,
                1,
            ),
        ),
        (
            "title: a: b\n",
            Fault(
                FILE,
                "not YAML: a colon where none is expected; put a text that holds ': ' in quotes",
                1,
                9,
            ),
        ),
        (b"x" * 1_000_001, Fault(FILE, "the file is larger than 1 MB; split or shorten it")),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what_to_do(data, fault):
    assert faults_of(data) == (fault,)


class Limited(yaml.SafeLoader):
    """A loader with a limit of its own, which it meets while it reads ahead."""

    def fetch_flow_collection_start(self, token):
        if self.flow_level >= 30:
            raise yaml.scanner.ScannerError(None, None, "too much for me", self.get_mark())
        super().fetch_flow_collection_start(token)


@pytest.mark.parametrize("loader", [*LOADERS, Limited])
@pytest.mark.parametrize("opening", ["[" * 21, "[" * 5000, "{a: " * 5000, "[é, {a: " * 500])
def test_whatever_a_loader_can_bear_the_twenty_first_level_is_the_fault(
    loader, opening, monkeypatch
):
    monkeypatch.setattr(strict_yaml, "_Loader", loader)
    brackets = [at for at, letter in enumerate(opening) if letter in "[{"]

    assert faults_of(f"title: {opening}") == (
        Fault(FILE, "nested more than 20 levels deep; use fewer levels", 1, 8 + brackets[19]),
    )


def test_twenty_levels_are_not_too_deep():
    with pytest.raises(InputError) as caught:
        read("themes: " + "[" * 19 + "]" * 19)

    assert caught.value.faults == (Fault(FILE, "expected a text, found a list", 1, 10),)


def test_a_file_full_of_faults_tells_the_first_hundred():
    faults = faults_of("".join(f"wrong{n}: x\n" for n in range(50_000)))

    assert len(faults) == 101
    assert faults[99].line == 100
    assert faults[100] == Fault(FILE, "there may be more faults; fix these and check again")


def test_a_long_or_hostile_name_is_shortened_and_escaped_in_a_message():
    assert faults_of("x" * 500 + ": 1\n")[0].message == (
        f"unknown field '{'x' * 59}…'; choose from title, themes, note"
    )
    assert faults_of("\u202e: 1\n")[0].message == (
        r"unknown field '\u202e'; choose from title, themes, note"
    )
    assert faults_of('"\\e[31m": 1\n')[0].message == (
        "the text contains the invisible character U+001B; take it out"
    )


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("value", ["\\UFFFFFFFF", "\\U00110000", "\\ud800", "\\x07"])
def test_a_character_that_does_not_exist_is_refused_by_both_loaders(loader, value, monkeypatch):
    monkeypatch.setattr(strict_yaml, "_Loader", loader)

    (fault,) = faults_of(f'title: "{value}"\n')

    assert fault.message.startswith(("not YAML: ", "the text contains the invisible character U+"))


@given(st.sampled_from(LOADERS), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(loader, data):
    assert outcome(loader, data)


@given(
    st.sampled_from(LOADERS),
    st.text(alphabet="ab:-[]{}&*!|>'\"#%?~,\n\t @`\\u0Fé", max_size=60),
)
def test_any_marks_of_yaml_are_read_or_refused(loader, text):
    assert outcome(loader, text.encode())


def outcome(loader, data):
    """What became of the bytes, if it is one of the two things that may."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "_Loader", loader)
        try:
            root = strict_yaml.read(data, FILE)
            values = root.fields(("a", "b")).texts("a")
            root.finish()
        except InputError as error:
            return all(fault.file == FILE and fault.message for fault in error.faults)
        return all(value == value.strip() for value in values)


# What a person or a text may hold: anything but what no file can, and more of what YAML reads.
TEXT = st.one_of(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r"), max_size=40
    ),
    st.text(st.sampled_from(" \n\t:#-'\"\\>|&*!%@`[]{},?~=aN1é\xa0\ufeff😀"), max_size=40),
    st.lists(
        st.sampled_from(["a", "#b", "c:", "-", "", "long-word", "\xa0", "\n"]), max_size=60
    ).map(" ".join),
    st.sampled_from(
        ["NO", "y", "null", "2024-01-02", "1.10", "<<", "=", "---", "...", "? a", ".inf"]
    ),
).filter(lambda text: not strict_yaml.UNSEEN.search(text))
VALUE = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(VALUE)
def test_what_is_written_is_read_as_it_was(value):
    written = strict_yaml.write(value, "a comment").decode()

    for loader in LOADERS:
        assert value_of(yaml.compose(written, Loader=loader)) == value
    assert yaml.load(written, Loader=yaml.SafeLoader) == value  # nothing turns into a date
    assert written.startswith("# a comment\n")
    strict_yaml.read(written.encode(), FILE).finish()


def value_of(node):
    if isinstance(node, yaml.MappingNode):
        return {value_of(key): value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(one) for one in node.value]
    return node.value


def test_a_file_is_written_as_a_person_would_write_it():
    value = {
        "title": "Sanctions: what is known",
        "taken": "2024-01-02",
        "publisher": "O'Brien (ed.), 2nd & last",
        "answer": "NO",
        "note": "word " * 20 + "end",
        "long": "co-operation " * 7 + "ends",
        "lines": "one\n\n  - two",
        "bell": " a\t\ufeff\\",
        "themes": [{"id": "a", "terms": ["it's", "#1"]}, ["x", []]],
        "none": {},
    }

    assert strict_yaml.write(value, "a file").decode() == (
        "# a file\n"
        "title: 'Sanctions: what is known'\n"
        "taken: '2024-01-02'\n"
        "publisher: O'Brien (ed.), 2nd & last\n"
        "answer: 'NO'\n"
        "note: >-\n"
        f"  {'word ' * 17}word\n"
        "  word word end\n"
        "long: >-\n"
        f"  {'co-operation ' * 6}co-operation\n"
        "  ends\n"
        "lines: |-\n"
        "  one\n"
        "\n"
        "    - two\n"
        'bell: " a\\t\\U0000FEFF\\\\"\n'
        "themes:\n"
        "  - id: a\n"
        "    terms:\n"
        "      - it's\n"
        "      - '#1'\n"
        "  - - x\n"
        "    - []\n"
        "none: {}\n"
    )


@pytest.mark.parametrize("character", "\x00\x1b\x7f\x85\u2028\ud800\uffff")
def test_what_no_file_can_hold_is_not_written(character):
    with pytest.raises(ValueError, match=rf"U\+{ord(character):04X} isn't allowed in a text"):
        strict_yaml.write({"a": [f"x{character}"]}, "a file")


@pytest.mark.parametrize("comment", ["one\ntwo", "one\rtwo", "\u2028"])
def test_a_comment_is_one_line(comment):
    with pytest.raises(ValueError, match="one line"):
        strict_yaml.write({}, comment)


def test_a_name_too_long_for_a_field_is_not_written():
    assert value_of(yaml.compose(strict_yaml.write({"é" * 499: "a"}, "f"))) == {"é" * 499: "a"}
    with pytest.raises(ValueError, match="longer than 1000 bytes"):
        strict_yaml.write({"é" * 500 + "e": "a"}, "f")


def test_a_text_is_seen_without_what_nobody_sees():
    assert strict_yaml.seen(" a\u2028b\x85c\x07d\ud800\ne\x0b") == "a b cd\ne"


@given(st.text(st.characters()))
def test_what_is_seen_can_be_written_and_is_read_as_it_is(text):
    seen = strict_yaml.seen(text)

    assert strict_yaml.read(strict_yaml.write(seen, "f") + b"\n", FILE).text() == seen
    assert strict_yaml.seen(seen) == seen
