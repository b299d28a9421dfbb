"""Conversion happens in a child with limits, and all that can go wrong is one plain sentence."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import conversion
from dashboard.conversion import child, kinds, sandbox
from dashboard.conversion.sandbox import Limits
from dashboard.errors import InputError

PAGE = b"<html><body><h1>Mills</h1><p>They turn [1].</p></body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
ROOT = str(Path(conversion.__file__).parents[2])


def message(data, file):
    with pytest.raises(InputError) as caught:
        conversion.convert(data, file)
    return str(caught.value)


def in_child(code, *options):
    return subprocess.run(
        [sys.executable, "-I", *options, "-c", f"import sys; sys.path.insert(0, {ROOT!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_file_is_converted_in_a_child():
    (text,) = conversion.convert(PAGE, "../dir/My mills.HTML")

    assert text == conversion.Converted("My mills.md", "# Mills\n\nThey turn [1].\n", "Mills")


def test_several_reports_come_back_in_order():
    texts = conversion.convert(b'{"text": "One."}\n{"text": "Two \\ud800."}\n', "r.jsonl")

    assert [text.text for text in texts] == ["One.\n", "Two \ufffd.\n"]
    assert [text.name for text in texts] == ["r-1.md", "r-2.md"]


@pytest.mark.parametrize("suffix", sorted(conversion.SUFFIXES))
def test_each_suffix_refuses_what_it_does_not_say(suffix):
    said = message(PNG, f"file{suffix}")

    assert said.startswith(f"file{suffix}: this is a PNG picture, not ")
    assert said.endswith("give a text, web page, Word or PDF file")


@pytest.mark.parametrize(
    ("data", "file", "said"),
    [
        (b"", "a.html", "a.html: the file is empty"),
        (b"text", "a.exe", ".exe cannot be converted; give one of .docx, .epub, .htm,"),
        (b"text", "a", "a file without a suffix cannot be converted"),
        (b"hello", "a.docx", "this is plain text, not a Word file; name it .txt or .md"),
        (b"%PDF-1.4", "a.docx", "this is a PDF file, not a Word file; name it .pdf"),
        (b"PK\x03\x04 word/", "a.pdf", "this is a Word file, not a PDF file; name it .docx"),
        (b"\xd0\xcf\x11\xe0", "a.docx", "password or an old .doc"),
        (
            b"# Mills\n\nThey turn [1].",
            "a.html",
            "this is plain text, not a web page; name it .txt",
        ),
        (b'{"text": "x"}', "a.htm", "this is a JSON file, not a web page; name it .json"),
        (b"<html><p>x", "a.json", "this is a web page, not a JSON file; name it .html"),
        (b"<html><p>x", "a.xml", "this is a web page, not an XML file; name it .html"),
        (b"Mills turn.", "a.json", "it is no JSON: expecting value at line 1; export it anew"),
        (b"MZ" + bytes(99), "a.docx", "this is a program, not a Word file"),
        (bytes(99), "a.html", "this is a binary file, not a web page"),
        (b"<feed/>", "a.xml", "no article in JATS"),
        (b"From: x\n\nhello", "a.mhtml", "there is no page in it"),
        (b" " * 25_000_001, "a.html", "the file has 25.1 MB; at most 25 MB can be converted"),
    ],
)
def test_what_cannot_be_converted_is_said_in_a_sentence(data, file, said):
    assert said in message(data, file)
    assert "\n" not in message(data, file)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><p>x", "a web page"),
        (b"<?xml version='1.0'?><article>", "an XML file"),
        (b'  [{"a": 1}]', "a JSON file"),
        (b"junk\n%PDF-1.7", "a PDF file"),
        ("Mills turn.".encode("utf-16"), None),
        (b"[1] Mills turn.", None),
        (b"MZ is no program.", None),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_first_bytes(data, name):
    assert conversion.kind(data) == name


def test_a_page_in_an_archive_is_found():
    data = (
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>Mills =3D [1]</p>\r\n--x--\r\n"
    )

    assert conversion.convert(data, "a.mhtml")[0].text == "Mills = [1]\n"


def test_a_conversion_that_takes_too_long_is_ended():
    with pytest.raises(InputError, match=r"a\.html: it took longer than 0\.01 s to convert"):
        sandbox.run(PAGE * 20_000, "a.html", Limits(wait=0.01))


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits that Linux keeps")
def test_a_conversion_that_needs_too_much_memory_is_ended():
    with pytest.raises(InputError, match="too much memory"):
        sandbox.run(b"a" * 30_000_000, "a.html", Limits(memory=90_000_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, None),
        (None, "it took longer than 180 s"),
        (-getattr(signal, "SIGXCPU", 0), "it took longer than 20 s"),
        (-11, "it is damaged or, unpacked, too large"),
        (1, "it is damaged or, unpacked, too large"),
        (sandbox.MEMORY, "too much memory"),
    ],
)
def test_how_a_child_ended_is_said(code, said):
    ended = sandbox.ended(code, Limits())

    assert ended is None if said is None else said in ended


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[",
        b'{"converted": []}',
        b'{"converted": [{"name": "a", "text": 3, "title": null, "notes": []}]}',
        b'{"converted": [{"name": "a", "text": "x", "title": null, "notes": [1]}]}',
        b'{"converted": [{"text": "x", "title": null, "notes": []}]}',
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_not_believed(answer):
    with pytest.raises(InputError, match=r"^a\.pdf: it cannot be converted"):
        sandbox.answered(answer, "a.pdf")


def test_a_system_without_room_is_told(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")

    assert message(PAGE, "a.html").startswith("a.html: it cannot be converted now: No such file")


def test_a_child_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    conversion.convert(PAGE, "a.html")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "ends_in"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("import os; os.remove('x')", "PermissionError"),
        ("open('/etc/hostname')", "PermissionError"),
        ("open(sys.prefix + '/x', 'w')", "PermissionError"),
        ("import os; os.open(sys.prefix + '/x', os.O_CREAT | os.O_RDWR)", "PermissionError"),
        ("import colorsys; print('fine')", "fine"),
    ],
)
def test_a_child_calls_nobody_and_opens_no_files(call, ends_in):
    done = in_child(f"from dashboard.conversion import child; child.refuse_all_else()\n{call}")

    assert ends_in in done.stdout + done.stderr
    assert not Path(sys.prefix, "x").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_child_limits_itself():
    done = in_child(
        "import resource as r\n"
        "from dashboard.conversion import child; child.limit(7, 400_000_000)\n"
        "print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_FSIZE)[0] < 10**8,"
        " r.getrlimit(r.RLIMIT_NOFILE)[0] < 100)"
    )

    assert done.stdout == "7 True True\n"


def test_web_pages_need_no_library_and_others_say_which_extra():
    code = (
        "from dashboard.conversion import child\n"
        f"print(child.answered({PAGE!r}, 'a.html', guard=False))\n"
        "print(child.answered(b'x', 'a.docx', guard=False))\n"
        "print(child.answered(b'x', 'a.pdf', guard=False))"
    )
    page, word, pdf = in_child(code, "-S").stdout.splitlines()  # without installed packages

    assert "They turn [1]." in page
    assert "Word files need the extra: pip install 'citelight[import]'" in word
    assert "PDF files need the extra: pip install 'citelight[import]'" in pdf


def test_names_lose_what_no_file_should_be_called():
    answer = child.answered(PAGE, "a\u202e\x00b\n.html", guard=False)

    assert answer["converted"][0]["name"] == "a b.md"


def test_every_suffix_has_a_module():
    assert {suffix: child.MODULES[suffix] for suffix in kinds.EXPECTED} == child.MODULES
