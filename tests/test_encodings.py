"""Bytes become text in one module, and archives are opened in one."""

import re
from pathlib import Path

import pytest

import dashboard
from dashboard.vocabulary import encodings

ROOT = Path(dashboard.__file__).parent
PAGE = '<meta charset="{}"><p>Mühlen'


def modules_with(pattern):
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(pattern, path.read_text("utf-8"))
    }


def test_archives_are_opened_in_one_module():
    assert modules_with(r"ZipFile\((?!\w+, \"w\")") == {"conversion/zipped.py"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
def test_a_byte_order_mark_tells_the_encoding_of_texts_and_pages(encoding):
    data = ("\ufeff" + PAGE.format("koi8-r")).encode(encoding)

    assert encodings.decoded(data) == encodings.decoded_page(data)
    assert encodings.decoded(data) == (PAGE.format("koi8-r"), None)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("utf-8", "utf-8"), ("ISO-8859-1", "cp1252"), ("windows-1250", "cp1250"), ("utf-7", "utf-8")],
)
def test_a_page_says_its_encoding_and_a_text_does_not(name, encoding):
    data = PAGE.format(name).encode(encoding)

    assert encodings.decoded_page(data) == (PAGE.format(name), None)


def test_an_older_encoding_is_a_guess_and_damaged_utf_8_is_none():
    old, damaged = "Mühle, Öl".encode("cp1252"), "ÜberÄpfelÖl ".encode() + b"\xff"

    assert encodings.decoded(old) == encodings.decoded_page(old) == ("Mühle, Öl", "Windows-1252")
    assert encodings.decoded(damaged) == encodings.decoded_page(damaged)
    assert encodings.decoded(damaged) == ("ÜberÄpfelÖl \ufffd", None)


def test_strict_utf_8_takes_nothing_else():
    assert encodings.strict_utf8("\ufeffÜ".encode()) == "Ü"
    with pytest.raises(UnicodeDecodeError):
        encodings.strict_utf8(b"\xdc")
