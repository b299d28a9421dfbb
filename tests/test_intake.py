import io
import re
import struct
import tempfile
import zipfile
import zlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard import conversion, reading
from dashboard.conversion.zipped import Limits
from dashboard.errors import Fault, InputError
from dashboard.exports import csv
from dashboard.model import Source
from dashboard.study import about, analysis, folder, intake
from dashboard.study.about import About
from dashboard.study.intake import Folder

REPORT = b"# Tidal mills\n\nThey turn twice a day [1].\n"
BOOK = b"themes:\n  - {id: cost, name: Cost, terms: [cheap]}\n"
ALL = (
    "text, Markdown, LaTeX, wikitext, reStructuredText, HTML, Word, OpenDocument, PDF, EPUB, "
    "JATS, Jupyter, JSON or ZIP"
)
OF_TEXT = [suffix for suffix in intake.SUFFIXES if suffix not in conversion.SUFFIXES]


def zipped(*entries, method=zipfile.ZIP_DEFLATED):
    """An archive of names and what stands under them; a name may stand in it twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in entries:
            # Not by `writestr` with a name, which puts the time of the day into the bytes.
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def taken(*entries, file="mills.zip"):
    return intake.take(zipped(*entries), file)


def refusal(data, file):
    with pytest.raises(InputError) as caught:
        intake.take(data, file)
    (fault,) = caught.value.faults
    assert "\n" not in str(fault)
    assert len(str(fault)) < 300
    return fault


def faults_of(data, file, read=lambda _: None):
    """What is told of a file that may be anything; nothing if it is taken."""
    try:
        found = intake.take(data, file)
        for one in found:
            read(one)
    except InputError as error:
        return error.faults
    assert found
    return ()


# What a file is taken for


@pytest.mark.parametrize("suffix", reading.READERS)
def test_a_text_is_a_folder_of_one_file(suffix):
    (one,) = intake.take(REPORT, f"Mills{suffix.upper()}")

    assert one == Folder("Mills", {f"analysis{suffix}": REPORT})


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("mills.html", b"<html><body><h1>Mills</h1><p>They turn.</p></body></html>"),
        ("mills.json", b'{"title": "Mills", "report": "They turn."}'),
        ("mills.nxml", b"<article><body><sec><title>Mills</title><p>They turn.</p></sec></body>"
                       b"</article>"),
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_converted_and_that_is_said(file, data):
    (one,) = intake.take(data, f"/home/ada/{file}")

    read = analysis.read(one.name, one.files)
    assert one.name == "mills"
    assert "They turn." in [read.document.quote(p.span) for p in read.document.passages()]
    assert read.about.note.startswith(f"Converted from {file}")
    assert read.faults == ()


def test_what_was_lost_in_the_conversion_stands_in_the_note():
    (one,) = intake.take(b'{"text": "They turn."}\n{oops\n', "mills.jsonl")

    assert about.read(one.files["about.yaml"], "about.yaml").note == (
        "Converted from mills.jsonl: 1 line is no JSON and is left out: 2."
    )


def test_each_report_of_a_file_is_a_folder_of_its_own():
    found = intake.take(b'{"text": "One."}\n{"text": "Two."}\n', "two.jsonl")

    assert [one.name for one in found] == ["two-1", "two-2"]
    assert [one.files["analysis.md"] for one in found] == [b"One.\n", b"Two.\n"]


@pytest.mark.parametrize(
    ("file", "shown", "what"),
    [
        ("mills.key", "mills.key", ".key"),
        ("C:\\texts\\mills.KEY", "mills.KEY", ".key"),
        ("mills", "mills", "a file without a suffix"),
        (".zip", ".zip", "a file without a suffix"),
        (".md", ".md", "a file without a suffix"),
        ("", "file", "a file without a suffix"),
        ("/", "file", "a file without a suffix"),
        ("\x00\n", "file", "a file without a suffix"),
        ("a\x1b[2J\u202e\n.ppt", "a [2J.ppt", ".ppt"),
        ("M" * 5_000 + ".key", "M" * 80 + ".key", ".key"),
        ("a." + "x" * 5_000, "a." + "x" * 19, "." + "x" * 19),
    ],
)
def test_a_file_that_is_not_read_is_told_by_a_plain_name_with_all_that_are(file, shown, what):
    assert refusal(REPORT, file) == Fault(shown, f"{what} can't be read; choose a {ALL} file")


def test_the_kinds_that_are_named_are_those_that_are_taken():
    ways = {
        "text": {".txt", ".text", ".bs"},
        "Markdown": {".md", ".markdown", ".qmd", ".rmd"},
        "LaTeX": {".tex", ".latex"},
        "wikitext": {".wiki", ".wikitext", ".mediawiki"},
        "reStructuredText": {".rst"},
        "HTML": {".html", ".htm", ".xhtml", ".mhtml"},
        "Word": {".docx"},
        "OpenDocument": {".odt"},
        "PDF": {".pdf"},
        "EPUB": {".epub"},
        "JATS": {".xml", ".nxml"},
        "Jupyter": {".ipynb"},
        "JSON": {".json", ".jsonl", ".ndjson"},
        "ZIP": {".zip"},
    }

    assert list(ways) == re.split(", | or ", ALL)
    assert set().union(*ways.values()) == set(intake.SUFFIXES)
    assert len(set(intake.SUFFIXES)) == len(intake.SUFFIXES)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Tidal mills.md", "Tidal mills"),
        ("/home/ada/mills.md", "mills"),
        ("C:\\Users\\Ada\\mills.md", "mills"),
        ("../../mills.md", "mills"),
        ("..\\..\\mills.md", "mills"),
        ("mills.v2.md", "mills.v2"),
        ("mills.html.md", "mills.html"),
        ("mi\x00lls\r\nof\tmine.md", "mi lls of mine"),
        ("\x1b[31mmills.md", "[31mmills"),
        ("mills\u202egnp.md", "mills gnp"),
        ("m\ud800.md", "m"),
        ("M" * 5_000 + ".md", "M" * 80),
        ("\x07.\x07.md", "."),
        ("磨坊.md", "磨坊"),
        ("../.zip.md", ".zip"),
    ],
)
def test_a_folder_has_the_plain_name_of_its_file(file, name):
    assert intake.take(REPORT, file)[0].name == name
    assert taken(("a.md", REPORT), file=f"{file}.zip")[0].name == "a"
    assert taken(("analysis.md", REPORT), file=file.removesuffix(".md") + ".zip")[0].name == name


@given(st.text(max_size=200), st.sampled_from(sorted(reading.READERS)))
def test_any_name_gives_a_short_one_on_one_line(name, suffix):
    (one,) = intake.take(REPORT, f"{name}x{suffix}")

    assert 0 < len(one.name) <= 80
    assert one.name == " ".join(one.name.split())
    assert one.name.isprintable()
    assert list(one.files) == [f"analysis{suffix}"]


# ZIP archives


@pytest.mark.parametrize(
    ("place", "name"),
    [("", "mills"), ("tides/", "tides"), ("a/b/tides/", "tides"), ("tides\\", "tides")],
)
def test_a_data_folder_in_an_archive_is_taken_with_all_its_files(place, name):
    files = {"analysis.md": REPORT, "codebook.yaml": BOOK, "about.yaml": b"title: Mills\n"}

    found = taken(*((f"{place}{file}", data) for file, data in files.items()))

    assert found == (Folder(name, files),)


def test_an_archive_may_hold_several_data_folders():
    found = taken(
        ("texts/b/analysis.md", REPORT),
        ("texts/a/analysis.txt", b"Others."),
        ("texts/a/codebook.yaml", BOOK),
    )

    assert found == (
        Folder("a", {"analysis.txt": b"Others.", "codebook.yaml": BOOK}),
        Folder("b", {"analysis.md": REPORT}),
    )


def test_what_lies_beside_data_folders_is_told():
    first, second = taken(
        ("texts/a/analysis.md", REPORT),
        ("texts/b/analysis.md", REPORT),
        ("texts/lone.md", b"No part of a data folder."),
        ("texts/codebook.yaml", BOOK),
        ("about.yaml", b"title: Whose?\n"),
    )

    faults = analysis.read(first.name, first.files).faults

    assert [fault.file for fault in faults] == [
        "lone.md", "texts codebook.yaml", "loose about.yaml",
    ]  # fmt: skip
    assert second == Folder("b", {"analysis.md": REPORT})


def test_an_archive_without_a_data_folder_is_read_text_by_text():
    found = taken(("notes/One.md", REPORT), ("notes/two.tex", b"Words \\cite{a}."))

    assert found == (
        Folder("One", {"analysis.md": REPORT}),
        Folder("two", {"analysis.tex": b"Words \\cite{a}."}),
    )


def test_yaml_beside_a_lone_text_of_an_archive_belongs_to_it():
    one, other = taken(
        ("a/report.md", REPORT), ("a/codebook.yaml", BOOK), ("b/other.md", REPORT),
    )  # fmt: skip

    assert one == Folder("report", {"analysis.md": REPORT, "codebook.yaml": BOOK})
    assert other == Folder("other", {"analysis.md": REPORT})


def test_yaml_beside_several_texts_of_an_archive_is_told():
    one, other = taken(("one.md", REPORT), ("codebook.yaml", BOOK), ("two.md", REPORT))

    assert one.files == {"analysis.md": REPORT, "loose codebook.yaml": BOOK}
    assert other.files == {"analysis.md": REPORT}


def test_what_an_archive_holds_besides_texts_is_converted(monkeypatch):
    one, other = taken(("a.md", REPORT), ("b.html", b"<p>The river rose."))

    assert one == Folder("a", {"analysis.md": REPORT})
    assert other.name == "b"
    assert b"The river rose." in other.files["analysis.md"]
    monkeypatch.setattr(intake, "_MOST_CONVERTED", 0)
    (alone,) = taken(("a.md", REPORT), ("b.html", b"<p>The river rose."))
    assert alone.files == {"analysis.md": REPORT, "b.html": b"<p>The river rose."}


def test_of_an_archive_what_can_be_read_is_read_and_the_rest_is_told():
    (one,) = taken(("a.pdf", b"no PDF"), ("b.md", REPORT))

    faults = analysis.read(one.name, one.files).faults

    assert one.name == "b"
    assert [fault.file for fault in faults] == ["a.pdf"]


def test_an_archive_of_which_nothing_can_be_read_says_why():
    assert [fault.file for fault in faults_of(zipped(("a.pdf", b"no PDF")), "a.zip")] == ["a.pdf"]
    assert refusal(zipped(("a.pdf", b"no PDF")), "a.zip").message.startswith("this is plain text")


def test_what_systems_leave_in_an_archive_is_passed_over():
    (one,) = taken(
        ("__MACOSX/._analysis.md", b"\x00\x05\x16\x07"),
        ("__MACOSX/mills/analysis.md", b"junk"),
        ("mills/", b""),
        ("mills/.DS_Store", b"junk"),
        ("mills/.old.md", b"junk"),
        (".git/analysis.md", b"junk"),
        ("mills/analysis.md", REPORT),
        ("mills/preview.png", b"\x89PNG"),
        ("mills/run.sh", b"exit"),
    )

    assert one == Folder("mills", {"analysis.md": REPORT})


def test_a_misspelt_file_of_a_data_folder_is_told_as_on_disk():
    (one,) = taken(("analysis.md", REPORT), ("codebok.yaml", BOOK), ("a\x07b.yml", b"x: y"))

    faults = analysis.read(one.name, one.files).faults

    assert [fault.file for fault in faults] == ["codebok.yaml", "a b.yml"]
    assert faults[0].message == "not read; did you mean 'codebook.yaml'?"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "../../analysis.md", "a/../../analysis.md", "..\\..\\analysis.md"],
)
def test_a_name_that_leads_out_of_the_archive_is_not_followed(name, tmp_path, monkeypatch):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)

    assert refusal(zipped((name, REPORT)), "a.zip").message.startswith(
        "the archive contains no text"
    )
    assert taken((name, b"Bad."), ("mills/good.md", REPORT)) == (
        Folder("good", {"analysis.md": REPORT}),
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_name_from_the_root_is_a_name_like_any_other():
    assert taken(("/etc/analysis.md", REPORT)) == (Folder("etc", {"analysis.md": REPORT}),)
    assert taken(("/analysis.md", REPORT)) == (Folder("mills", {"analysis.md": REPORT}),)


def test_of_two_entries_of_one_name_the_later_counts_as_when_unpacked():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("analysis.md", b"First."), ("analysis.md", REPORT))

    assert intake.take(data, "mills.zip") == (Folder("mills", {"analysis.md": REPORT}),)


def test_an_archive_in_an_archive_stays_packed():
    inner = zipped(("analysis.md", REPORT))

    assert refusal(zipped(("inner.zip", inner)), "a.zip") == Fault(
        "a.zip", "the archive contains no text; put analysis.txt or analysis.md into it"
    )


def test_an_entry_without_a_name_is_passed_over():
    data = zipped(("@.md", b"Nameless."), ("good.md", REPORT)).replace(b"@.md", b"\x00.md")

    assert intake.take(data, "a.zip") == (Folder("good", {"analysis.md": REPORT}),)


def test_an_archive_with_a_password_is_told():
    data = bytearray(zipped(("analysis.md", REPORT)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data), "a.zip").message == (
        "the archive is protected by a password; pack it without"
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_packed_in_a_rare_way_is_told(method):
    assert refusal(zipped(("analysis.md", REPORT), method=method), "a.zip").message == (
        "the archive uses an unusual compression; pack it as a plain ZIP"
    )


def damaged():
    whole = zipped(("analysis.md", bytes(range(256)) * 9))
    yield b""
    yield b"no archive at all"
    yield b"PK\x05\x06"
    yield whole[:-30]
    yield whole[: len(whole) // 2]
    place = whole.index(b"analysis.md") + 20
    yield whole[:place] + bytes(10) + whole[place + 10 :]
    place = whole.index(b"analysis.md") + 11
    yield whole[:place] + b"\xff" + whole[place + 1 :]  # a kind of block that there is not
    yield whole.replace(struct.pack("<L", zlib.crc32(bytes(range(256)) * 9)), b"\x00\x01\x02\x03")


@pytest.mark.parametrize("data", damaged())
def test_a_damaged_archive_is_told(data):
    assert refusal(data, "a.zip") == Fault("a.zip", "the archive is damaged; pack it again")


@given(st.data())
def test_an_archive_with_a_few_wrong_bytes_is_read_or_refused(data):
    packed = bytearray(
        zipped(
            ("a/analysis.md", REPORT * 3),
            ("a/codebook.yaml", BOOK),
            method=data.draw(st.sampled_from([0, 8, 12, 14])),
        )
    )
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))

    assert {fault.file for fault in faults_of(bytes(packed), "a.zip")} <= {"a.zip"}


def test_an_archive_that_unpacks_to_very_much_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "_LIMITS", Limits(2_000, 1_000_000, 1_000_000))
    half = bytes(600_000)

    assert refusal(zipped(("a.md", half), ("b.md", half)), "bomb.zip") == Fault(
        "bomb.zip", "it unpacks to more than 50 MB; pack fewer files"
    )
    assert refusal(zipped(("a.md", half * 9)), "bomb.zip").message.startswith("it unpacks")
    assert taken(("a.md", half), ("b.png", half))[0].name == "a"


def test_an_archive_of_too_many_files_is_refused_before_it_is_listed(monkeypatch):
    data = zipped(*((f"{number}.md", b"") for number in range(3_000)), method=0)
    monkeypatch.setattr(zipfile, "ZipFile", None)

    assert refusal(data, "a.zip") == Fault(
        "a.zip", "the archive has more than 2,000 files; pack fewer"
    )


@pytest.mark.parametrize("name", ["{}.md", "{}/analysis.md"])
def test_an_archive_of_too_many_texts_is_refused(name):
    entries = [(name.format(number), REPORT) for number in range(51)]

    assert refusal(zipped(*entries), "a.zip") == Fault(
        "a.zip", "it contains 51 texts; at most 50 can be read"
    )
    assert len(taken(*entries[1:])) == 50


# Any bytes


@given(st.binary(max_size=300), st.sampled_from(OF_TEXT))
@example(b"\xff\xfe", ".md")
@example(b"PK\x05\x06" + bytes(18), ".zip")
def test_any_bytes_give_folders_or_one_clear_error(data, suffix):
    faults = faults_of(data, f"a{suffix}", lambda one: analysis.read(one.name, one.files))

    assert len(faults) < 2
    assert all("\n" not in str(fault) for fault in faults)


@pytest.mark.parametrize("suffix", sorted(conversion.SUFFIXES))
def test_what_cannot_be_converted_is_an_error_that_names_the_file(suffix):
    data = b"PK\x03\x04 word/ [{<\x80" if suffix == ".docx" else b"{ %PDF- [[<\x80"

    assert refusal(data, f"C:\\texts\\a\x07b{suffix}").file == f"a b{suffix}"


@given(st.binary(max_size=60), st.sampled_from(["html", "json", "xml"]))
@settings(max_examples=3)
def test_any_bytes_to_be_converted_give_folders_or_one_clear_error(data, suffix):
    assert {fault.file for fault in faults_of(data, f"a.{suffix}")} <= {f"a.{suffix}"}


# YAML that is handed over alone


@pytest.mark.parametrize("file", ["about.yaml", "codebook.yaml", "codings.yaml", "events.yaml"])
def test_a_yaml_file_is_known_by_its_name(file):
    data = b"themes: []" if file == "codebook.yaml" else b"note: themes"

    assert intake.part(data, file) == file
    assert intake.part(data, f"C:\\mills\\{file}") == file


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("# mine\nthemes:\n- id: a\n  name: title\n", "codebook.yaml"),
        ("\ufeffthemes: []\n", "codebook.yaml"),
        ("version: 2\r\ncoder: Ada\r\n", "codings.yaml"),
        ("passages: []", "codings.yaml"),
        ("periods: []", "events.yaml"),
        ("events: []", "events.yaml"),
        ("title: A\nsources: []", "about.yaml"),
        ("origins: []\n", "about.yaml"),
        ("note: Found in a drawer\n", "about.yaml"),
        ("language: de\n", "about.yaml"),
    ],
)
def test_a_yaml_file_of_another_name_is_known_by_its_fields(text, file):
    assert intake.part(text.encode(), "mine.yml") == file


def test_the_fields_that_tell_a_file_are_those_it_has():
    fields = {field for field, owner in intake._OWNERS.items() if owner == "about.yaml"}

    assert fields == set(about._FIELDS)


@pytest.mark.parametrize("data", [b"", b"jobs:\n  build: {}\n", b" themes: []", b"\xff\xfe\x00"])
def test_a_yaml_file_of_something_else_is_told_with_the_names(data):
    with pytest.raises(InputError) as caught:
        intake.part(data, "ci/build\x07.yml")

    assert caught.value.faults == (
        Fault(
            "build.yml",
            "this is not a YAML file of a data folder; name it codebook.yaml, about.yaml, "
            "codings.yaml or events.yaml",
        ),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("themes: [{id: a}]", Fault("mine.yml", "the field 'name' is missing; add it", 1, 10)),
        ("note: [a]", Fault("mine.yml", "expected a text, found a list", 1, 7)),
    ],
)
def test_a_codebook_or_about_that_cannot_be_used_is_told_before_it_is_laid_anywhere(text, fault):
    with pytest.raises(InputError) as caught:
        intake.part(text.encode(), "mine.yml")

    assert caught.value.faults == (fault,)


# What is pasted, and names


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("They turn [1].", ".md"),
        ("", ".md"),
        ("<!DOCTYPE html>\n<html><body>They turn.</body></html>", ".html"),
        ('<?xml version="1.0"?><article><body/></article>', ".xml"),
        ('{"text": "They turn."}', ".json"),
        ('[{"text": "They turn."},\n {"text": "They stop."}]\n', ".json"),
        ('{"text": "They turn."}\n{"text": "They stop."}', ".jsonl"),
        ('{"text": "They turn."\n', ".json"),
        ("[[Tidal mill]]s turn.\n[[Category:Mills]]", ".md"),
        ('["They turn", she said](https://mills.example) twice.', ".md"),
        ("[[" * 50_000, ".md"),
        ("\ud800 \U0001f4a7", ".md"),
    ],
)
def test_a_pasted_text_is_named_by_what_it_looks_like(text, suffix):
    assert intake.paste(text) == f"Pasted text{suffix}"


def test_a_pasted_text_is_taken_under_the_name_it_is_given():
    text = "[[Tidal mill]]s turn.[1]\n"

    (one,) = intake.take(text.encode(), intake.paste(text))

    assert one == Folder("Pasted text", {"analysis.md": text.encode()})


def test_a_name_that_is_taken_is_given_a_number():
    assert intake.unused("a", []) == "a"
    assert intake.unused("a", ["a", "a 3"]) == "a 2"
    assert intake.unused("a", ["a", "a 2"]) == "a 3"


def test_the_faults_of_a_text_stand_under_the_name_of_its_file():
    error = InputError(
        [Fault("analysis.md", "the file is empty"), Fault("about.yaml", "not YAML", 3, 1)]
    )

    assert intake.named(error, "mills.pdf").faults == (
        Fault("mills.pdf", "the file is empty"),
        Fault("about.yaml", "not YAML", 3, 1),
    )


# What is taken away


LISTED = b"""\
Tidal mills

1. How they work
A gate holds the flood back [1]. The ebb turns the wheel [2, 3].
2. Where they stood
On the Rance [2]. In many places nobody knows [4].

Sources
[1] Mills of the coast, 2019: https://mills.example/coast
[2] A wheel that rests, 3 May 2020: https://mills.example/wheel
[3] Gates https://mills.example/gates
"""
LINKS = b"""\
# Tidal mills

## How they work

A gate holds the flood ([Coast](https://mills.example/coast)). The ebb [turns
it](https://mills.example/wheel?a=1&b=2).

## Where they stood

On the Rance ([Coast](https://mills.example/coast), [Rance](https://rance.example/)).
"""
NOTES = b"""\
# Tidal mills

## How they work

A gate holds the flood.[^gate] The ebb turns the wheel.[^2]

## Where they stood

On the Rance.[^2]

[^gate]: Mills of the coast, https://mills.example/coast
[^2]: A wheel that rests.
"""
YEARS = b"""\
# Tidal mills

## How they work

A gate holds the flood (Thorne, 2019). The ebb turns the wheel (Okafor & Lind, 2020).

## Where they stood

On the Rance (Thorne, 2019).

## References

Okafor, B., & Lind, C. (2020). A wheel that rests. https://mills.example/wheel
Thorne, A. (2019). Mills of the coast. Harbour Press.
"""


def same(read):
    """What must not change when an analysis is saved and taken again."""
    document = read.document
    return {
        "id": read.id,
        "title": document.title,
        "text": document.text,
        "sections": document.sections,
        "sources": document.sources,
        "problems": document.problems,
        "themes": read.book,
        "codings": read.codings,
        "hand": read.hand,
        "events": read.events,
        "faults": read.faults,
    }


def saved_and_taken(read, files):
    kept, notes = intake.whole(read, files)
    assert notes == ()
    (again,) = intake.take(csv.to_zip(kept, read.id), "saved.zip")
    assert again == Folder(read.id, kept)
    return analysis.read(again.name, again.files)


@pytest.mark.parametrize(
    ("name", "text", "ids"),
    [
        ("analysis.txt", LISTED, ["1", "2", "3", "4"]),
        ("analysis.md", LINKS, None),
        ("analysis.md", NOTES, None),
        ("analysis.md", YEARS, None),
    ],
)
def test_an_analysis_that_is_saved_and_taken_again_is_the_same(name, text, ids):
    read = analysis.read("tides", {name: text})

    again = saved_and_taken(read, {name: text})

    assert [theme.name for theme in read.book.themes] == ["How they work", "Where they stood"]
    assert len(read.document.sources) >= 2
    assert ids is None or [source.id for source in read.document.sources] == ids
    assert same(again) == same(read)
    assert (read.is_drafted, again.is_drafted) == (True, False)
    assert (
        intake.whole(again, intake.whole(read, {name: text})[0])[0]
        == (intake.whole(read, {name: text})[0])
    )


def test_the_addresses_of_a_link_report_are_its_ids_before_and_after():
    read = analysis.read("tides", {"analysis.md": LINKS})

    again = saved_and_taken(read, {"analysis.md": LINKS})

    ids = [source.id for source in again.document.sources]
    assert len(ids) == 3
    assert all("mills.example" in id_ or "rance.example" in id_ for id_ in ids)
    assert ids == [source.id for source in read.document.sources]


def test_the_shipped_analysis_is_the_same_when_saved_and_taken_again():
    place = folder.shipped() / "trump-putin-us-russia"
    files, _ = folder.files(place)
    read = analysis.read(place.name, files)

    again = saved_and_taken(read, files)

    assert same(again) == same(read)
    kept, _ = intake.whole(read, files)
    assert {name for name in files if kept[name] != files[name]} <= {"about.yaml"}


@given(
    st.lists(
        st.sampled_from(
            [b"Mills", b"Gates [1].", b"Wheels [2] [7].", b"# One", b"## Two", b"## Sources", b"",
             b"[1] Coast https://mills.example/", b"[2] Wheel, 2020", b"- item [1]",
             b"On [Rance](https://rance.example/a).", b"Ebb.[^1]", b"[^1]: Flood"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_text_that_can_be_read_is_the_same_when_saved_and_taken_again(lines):
    files = {"analysis.md": b"\n".join((b"They turn.", *lines))}
    read = analysis.read("tides", files)

    again = saved_and_taken(read, files)

    assert same(again) == same(read)


def test_what_a_person_wrote_is_kept_to_the_byte_where_nothing_was_found_beyond_it():
    files = {
        "analysis.md": b"They turn [2]. They stop [1].\n",
        "about.yaml": b"# mine\nsources:\n- {id: 2, title: 'Wheel' } # second\n- id: 1\n",
        "codebook.yaml": b"# mine\nthemes: [ {id: a, name: A} ]\r\n",
        "codings.yaml": b"coder: Ada\npassages: []  # none yet\n",
    }
    read = analysis.read("tides", files)

    assert read.faults == ()
    assert intake.whole(read, files) == (files, ())


def test_what_was_found_in_the_text_joins_what_a_person_wrote():
    files = {
        "analysis.md": LISTED,
        "about.yaml": b"publisher: Harbour Press\nsources: [{id: 9, title: Mine}]\n",
    }

    kept, _ = intake.whole(analysis.read("tides", files), files)

    told = about.read(kept["about.yaml"], "about.yaml")
    assert told.publisher == "Harbour Press"
    assert [source.id for source in told.sources] == ["1", "2", "3", "9"]
    assert told.sources[-1] == Source("9", "Mine", is_listed=True)


def test_a_file_of_a_person_that_cannot_be_read_is_not_written_over():
    files = {"analysis.txt": LISTED, "about.yaml": b"titel: x\n", "codebook.yaml": b"themes: x\n"}
    read = analysis.read("tides", files)

    assert len(read.faults) == 2
    assert intake.whole(read, files) == (
        files,
        ("The sources found are not in about.yaml, which can't be read; fix it first.",),
    )


def test_sources_that_no_list_can_hold_are_told_and_the_rest_is_saved(monkeypatch):
    files = {"analysis.txt": LISTED}
    read = analysis.read("tides", files)
    write = about.write

    def too_large(told):
        if told.sources:
            raise ValueError("about.yaml: the file is larger than 1 MB\nand more")
        return write(told)

    monkeypatch.setattr(about, "write", too_large)
    kept, notes = intake.whole(read, files)

    assert notes == (
        "The sources found are not in about.yaml: about.yaml: the file is larger than 1 MB.",
    )
    assert about.read(kept["about.yaml"], "about.yaml") == About(title="Tidal mills")
    assert set(kept) == {"analysis.txt", "about.yaml", "codebook.yaml"}


def test_a_saved_archive_is_the_same_each_time_and_unpacks_into_one_folder():
    files = {"analysis.md": REPORT, "codebook.yaml": BOOK}
    data = csv.to_zip(files, "tides")

    assert data == csv.to_zip(files, "tides")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["tides/analysis.md", "tides/codebook.yaml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        with tempfile.TemporaryDirectory() as place:
            archive.extractall(place)
    assert len(csv.to_zip({"analysis.md": REPORT * 1_000}, "tides")) < 2_000
