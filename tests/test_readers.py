import codecs
import gc
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.errors import Fault, InputError
from dashboard.model import Span
from tests.said import quotes

GOLDEN = Path(__file__).parent / "golden"
TEXTS = sorted(path for path in GOLDEN.iterdir() if path.suffix in reading.READERS)

# What texts are made of, so that random ones are headings, lists and marks more often than noise.
PIECES = """
# ## - * 1. 2) > | ``` ~~~ --- === ** [1] [2] [1,3] [2-4] [0] 【3】 . ! ? 。 … “ ” ( ) ` 一、 好 é
one Two three U.S. e.g. http://a.org/b References Sources: Summary [1]: [^1] [x](y) title: [edit]
"""
SPACES = ["\n", "\n\n", " ", "  \n", "\t", "\u00a0"]
TEXT = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES.split() + SPACES), max_size=40).map("".join)
)


def read(text, file="notes.md", **options):
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return reading.read(data, file, **options)


def refusal(data, file="notes.md"):
    with pytest.raises(InputError) as refused:
        read(data, file)
    (fault,) = refused.value.faults
    return fault


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_reads_as_it_did(path, update_golden):
    document = reading.read(path.read_bytes(), path.name)
    actual = json.dumps(asdict(document), indent=1, ensure_ascii=False) + "\n"
    golden = path.with_suffix(".json")
    if update_golden:
        golden.write_text(actual, encoding="utf-8")

    assert actual == golden.read_text(encoding="utf-8")


def test_the_golden_folder_is_not_empty():
    assert len(TEXTS) >= 5


def test_an_unknown_suffix_names_those_that_are_read():
    known = "text, Markdown, LaTeX, wikitext or reStructuredText"

    assert refusal(b"text", "notes.odt") == Fault(
        "notes.odt", f".odt can't be read; choose a {known} file"
    )
    assert refusal(b"text", "notes").message.startswith("a file without a suffix can't be read")


def test_the_case_of_the_suffix_does_not_matter():
    assert read("It rained.", "NOTES.TXT").id == "NOTES"


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, "\ufeff \n".encode()])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == Fault("notes.md", "the file is empty")


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG picture", "give .md or .txt"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file", "name it .pdf and it is converted"),
        (
            b"PK\x03\x04" + bytes(26) + b"word/document.xml",
            "a Word file",
            "name it .docx and it is converted",
        ),
        (b"PK\x03\x04" + bytes(26) + b"notes.md", "a ZIP archive", "give .md or .txt"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "an old Office file (.doc, .xls)", "give .md or .txt"),
        (bytes(range(32)) * 4, "a binary file", "give .md or .txt"),
    ],
)
def test_a_binary_file_is_refused_by_its_kind(data, kind, advice):
    assert refusal(data).message == f"this is {kind}, not text; {advice}"


def test_a_file_that_is_too_large_is_refused_with_both_sizes():
    fault = refusal(b"a" * (reading.MAX_BYTES + 1))

    assert fault.message == "the file has 5.1 MB; at most 5 MB of text can be read"
    assert read(b"a" * reading.MAX_BYTES).title == "notes"


@pytest.mark.parametrize("text", ["# Title only", "***\n---", "```\ncode\n```", "[1] http://a.org"])
def test_a_text_without_a_passage_is_refused(text):
    assert refusal(text).message == "there is no sentence, list item or table row in it"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_an_encoding_is_known_by_its_mark_or_its_zeros(encoding):
    document = read("Über den Fluss [1].\nEr stieg.".encode(encoding))

    assert document.text == "Über den Fluss [1].\nEr stieg."


def test_a_second_byte_order_mark_is_no_character_of_the_text():
    assert read(codecs.BOM_UTF8 * 2 + b"It rained.").text == "It rained."


def test_an_older_encoding_is_guessed_and_said():
    document = read("It was na\u00efve.\nThe caf\u00e9 \u201cclosed\u201d.".encode("cp1252"))

    (problem,) = document.problems
    assert document.text == "It was naïve.\nThe café “closed”."
    assert problem.message == (
        "read as Windows-1252, which is a guess: please check letters and quotes; about.yaml can "
        "name another `encoding`"
    )
    assert document.quote(problem.span) == "ï"


def test_broken_bytes_in_utf8_are_counted_and_shown():
    document = read("Füße größer, schön grün. ".encode() + b"\xff Ende.")

    (problem,) = document.problems
    assert problem.message == "1 character could not be read and is shown as \ufffd"
    assert document.text == "Füße größer, schön grün. \ufffd Ende."


def test_characters_that_cannot_be_shown_are_replaced_and_counted():
    document = read("a\x00b\x07c \ud800 ended.\x0cNext\x0bone.")

    (problem,) = document.problems
    assert document.text == "a\ufffdb\ufffdc \ufffd ended.\nNext\none."
    assert problem.message == "3 characters could not be read and are shown as \ufffd"
    assert problem.span == Span(1, 2)


def test_all_else_stays_as_it_is_written():
    text = "Cafe\u0301 \u200bwide\u00a0space \u202eright [1]."

    assert read(text).text == text
    assert read(text).problems == ()


def test_the_document_carries_the_language_and_splits_by_it():
    text = "Am 3. Mai kam er. Er blieb."

    assert quotes(read(text, language="de")) == ["Am 3. Mai kam er.", "Er blieb."]
    assert read(text, language="de").language == "de"
    assert read(text).language == "en"


def test_reading_leaves_the_garbage_collector_as_it_was():
    read("It rained.")
    refusal(b"")

    assert gc.isenabled()


@given(TEXT)
def test_any_text_is_read_or_refused(text):
    try:
        document = read(text)
    except InputError:
        return

    assert any(True for _ in document.passages())
    for passage in document.passages():
        quote = document.quote(passage.span)
        assert quote
        assert quote == quote.strip()
        assert any(char.isalnum() for char in quote)
    for problem in document.problems:
        assert problem.span.end <= len(document.text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        document = read(data)
    except InputError:
        return

    assert "\r" not in document.text


@given(TEXT)
def test_line_ends_and_a_byte_order_mark_change_nothing(text):
    # Control characters are left out: their share tells whether the file is text at all.
    text = "It rained.\n\n" + "".join(char for char in text if char >= " " or char in "\n\t")
    data = text.encode("utf-8", "surrogatepass")

    document = read(data)

    assert read(codecs.BOM_UTF8 + data) == document
    assert read(data.replace(b"\n", b"\r\n")) == document
    assert read(data.replace(b"\n", b"\r")) == document


@given(TEXT)
def test_what_was_read_reads_the_same_again(text):
    try:
        document = read(text)
    except InputError:
        return

    assert read(document.text).sections == document.sections
