import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.cli import main
from dashboard.conversion import sandbox
from dashboard.study import folder

SHIPPED = folder.shipped() / "trump-putin-us-russia"
PAGE = "<html><body><h1>Heat pumps</h1><p>They are cheap [1].</p><p>Quiet too.</p></body></html>"
TWO = '{"id": "a", "report": "Cheap [1]."}\n{"id": "b", "report": "Quiet [2]. Loud."}\n'
HEADED = "# Pumps\n\n## Cost\n\nThey are cheap [1].\n\n## Sound\n\nThey are quiet [1]. Some.\n"
TEXT = "# Heat pumps\n\nThey are cheap [2][2]. They’re 𝔮uiet [1].\n"


@pytest.fixture
def text_file(tmp_path):
    file = tmp_path / "pumps.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


def zipped(place, *entries):
    with zipfile.ZipFile(place, "w") as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return place


@pytest.fixture
def broken(tmp_path):
    """The shipped analysis with two faults in its codebook and one file too many."""
    copy = tmp_path / "broken"
    shutil.copytree(SHIPPED, copy)
    book = (copy / "codebook.yaml").read_text("utf-8")
    (copy / "codebook.yaml").write_text(
        book.replace("    exclude:", "    exlude:", 1).replace("id: sanctions", "id: a b"), "utf-8"
    )
    (copy / "notes.txt").write_text("x")
    return copy


def refused(capsys, *argv):
    """The one sentence that a call ends with when it cannot be done."""
    assert main(list(map(str, argv))) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("citelight: ")
    assert printed.err.count("\n") == 1
    return printed.err.removeprefix("citelight: ").rstrip("\n")


def test_read_as_json_gives_everything_a_reader_finds(text_file, capsys):
    assert main(["read", str(text_file), "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    text = found["text"]
    assert list(found) == [
        "title",
        "text",
        "sections",
        "passages",
        "citations",
        "sources",
        "problems",
        "styles",
    ]
    assert found["title"] == "Heat pumps"
    assert [text[p["start"] : p["end"]] for p in found["passages"]] == [
        "They are cheap [2][2].",
        "They’re 𝔮uiet [1].",
    ]
    assert found["passages"][0].keys() == {"id", "section_id", "start", "end"}
    assert {p["section_id"] for p in found["passages"]} <= {s["id"] for s in found["sections"]}
    assert all(section.keys() == {"id", "title", "level"} for section in found["sections"])
    assert [
        (c["passage_id"], c["source_id"], text[c["start"] : c["end"]]) for c in found["citations"]
    ] == [("p1", "2", "[2]"), ("p1", "2", "[2]"), ("p2", "1", "[1]")]
    assert found["sources"] == [
        {"id": id_, "title": None, "url": None, "published": None} for id_ in ("1", "2")
    ]
    assert found["problems"] == []


def test_what_a_reader_could_not_resolve_is_told_with_its_place(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("Words [1].\n\nMore [1-1000000].\n")

    assert main(["read", str(file), "--json"]) == 0
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert main(["read", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert (problem["start"], problem["end"]) == (17, 28)
    assert lines[-2:] == ["not resolved:", f"  line 3: {problem['message']}"]


def test_read_tells_a_person_the_same_in_words(text_file, capsys):
    assert main(["read", str(text_file)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Heat pumps"
    assert lines[1] == "2 passages, 3 citations, 2 sources"
    assert lines[-6:] == [
        "source  citations  published  title",
        "     1          1             (not known)",
        "     2          2             (not known)",
        "",
        "marks    counted  not counted  written as",
        "numbers        3            0  numbers [n]",
    ]


def test_a_person_says_which_marks_are_read(tmp_path, capsys):
    said = "# Rain\n\nIt fell [1]. It froze (1). It thawed (2). It dried (3).\n\n## Sources\n\n"
    (tmp_path / "a.md").write_text(said + "[1] A\n[2] B\n[3] C\n")
    file = str(tmp_path / "a.md")

    assert main(["read", file]) == 0
    assert "To count others, name all you want: --read-as numbers,parentheses" in (
        capsys.readouterr().out
    )
    assert main(["read", file, "--read-as", "numbers,parentheses"]) == 0
    assert "4 passages, 4 citations, 3 sources" in capsys.readouterr().out
    assert main(["passages", file, "--read-as", "parentheses", "--uncited", "--json"]) == 0
    assert [one["text"] for one in json.loads(capsys.readouterr().out)] == ["It fell [1]."]
    assert main(["counts", file, "--read-as", "numbers", "--json"]) == 0
    assert [one["n_citations"] for one in json.loads(capsys.readouterr().out)] == [1, 0, 0]


def test_marks_that_no_text_has_are_refused_with_what_was_meant(tmp_path, capsys):
    (tmp_path / "a.md").write_text("It fell [1].")

    assert main(["read", str(tmp_path / "a.md"), "--read-as", "number"]) == 2
    assert "no marks are called 'number'; did you mean 'numbers'?" in capsys.readouterr().err


def test_read_lets_no_text_move_the_cursor(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("# A \u202e\u2066title\n\nWords [1].\n", encoding="utf-8")

    main(["read", str(file)])

    assert all(c.isprintable() or c == "\n" for c in capsys.readouterr().out)


def test_read_takes_a_web_page_as_it_takes_a_text(tmp_path, capsys):
    (tmp_path / "pumps.html").write_text(PAGE)

    assert main(["read", str(tmp_path / "pumps.html")]) == 0

    assert capsys.readouterr().out.splitlines()[:2] == [
        "Heat pumps",
        "2 passages, 1 citations, 1 sources",
    ]


@pytest.mark.parametrize("kind", ["jsonl", "zip"])
def test_read_tells_each_text_of_a_file_and_gives_a_list_as_json(kind, tmp_path, capsys):
    file = tmp_path / f"r.{kind}"
    if kind == "jsonl":
        file.write_text(TWO)
    else:
        zipped(file, ("x/a.md", "Cheap [1]."), ("x/b.txt", "Quiet [2]. Loud."))

    assert main(["read", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["read", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    counts = ["1 passages, 1 citations, 1 sources", "2 passages, 1 citations, 1 sources"]
    assert [line for line in lines if "passages, " in line] == counts
    assert [lines[lines.index(count) - 1] for count in counts] == ["a", "b"]
    assert [document["title"] for document in found] == ["a", "b"]
    assert [len(document["passages"]) for document in found] == [1, 2]


def test_read_and_counts_take_the_archive_of_an_analysis(tmp_path, capsys):
    file = zipped(
        tmp_path / "saved.zip",
        ("pumps/analysis.md", HEADED),
        ("pumps/codebook.yaml", "themes: [{id: a, name: A, terms: [cheap]}]"),
    )

    assert main(["read", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Pumps"
    assert main(["counts", str(file), "--by", "theme", "--json"]) == 0
    assert [row["theme_id"] for row in json.loads(capsys.readouterr().out)] == ["a"]
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == "pumps: 3 passages, 1 themes, no fault\n"


def test_check_of_an_archive_gives_its_faults_as_those_of_a_folder(tmp_path, capsys):
    file = zipped(
        tmp_path / "saved.zip",
        ("a/analysis.md", HEADED),
        ("a/about.yaml", "titel: x"),
        ("b/analysis.md", ""),
    )

    assert main(["check", str(file)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "a/about.yaml:1: column 1: unknown field 'titel'; did you mean 'title'?",
        "b/analysis.md: the file is empty",
    ]


def test_check_says_where_nobody_wrote_a_codebook(tmp_path, capsys):
    (tmp_path / "analysis.md").write_text(HEADED)

    assert main(["check", str(tmp_path)]) == 0

    assert capsys.readouterr().out == f"{tmp_path.name}: 3 passages, no codebook, no fault\n"


def test_check_finds_no_fault_in_what_ships(capsys):
    assert main(["check", str(SHIPPED)]) == 0
    assert capsys.readouterr().out == ("trump-putin-us-russia: 14 passages, 7 themes, no fault\n")


def test_check_gives_one_line_per_fault_and_ends_with_1(broken, capsys):
    assert main(["check", str(broken)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "notes.txt: not read; choose from analysis.txt, analysis.md, about.yaml, codebook.yaml, "
        "codings.yaml, events.yaml",
        f"codebook.yaml:{line_of(broken, 'exlude')}: column 5: unknown field 'exlude'; "
        "did you mean 'exclude'?",
        f"codebook.yaml:{line_of(broken, 'a b')}: column 9: expected up to 40 letters, digits "
        "and -, such as arms-control, found 'a b'",
        "codings.yaml: not read: codebook.yaml has no usable themes; fix that first",
        "events.yaml: not read: codebook.yaml has no usable themes; fix that first",
    ]


def line_of(path, words):
    lines = (path / "codebook.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_a_link_in_a_circle_is_told_by_every_command_and_the_rest_is_done(
    text_file, monkeypatch, capsys
):
    data = text_file.parent / "data"
    (data / "pumps").mkdir(parents=True)
    (data / "pumps" / "analysis.md").write_bytes(text_file.read_bytes())
    (data / "loop").symlink_to("loop")
    fault = "loop: not shown: a link that leads out of the folder or nowhere; put the folder here"
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.setattr(cli.subprocess, "call", lambda *_, **__: 0)
    monkeypatch.setattr(os, "chdir", lambda _: None)

    assert main(["check", str(data)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == fault
    assert lines[1].startswith("pumps: ")
    for command in ("counts", "open"):
        main([command, str(data)])
        assert f"citelight: {fault}" in capsys.readouterr().err
    assert refused(capsys, "read", data / "loop") == (
        "loop: a link that leads in a circle; name the file"
    )


def test_check_of_several_analyses_names_each_in_its_faults(broken, capsys):
    (broken.parent / "empty").mkdir()

    assert main(["check", str(broken.parent)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("broken/notes.txt: ")
    assert lines[-1] == (
        "empty/analysis.txt: the text is missing; save it here as analysis.txt or analysis.md"
    )


@pytest.mark.parametrize(
    ("by", "keys", "first"),
    [
        ("source", ("source_id",), {"source_id": "1", "n_passages": 6, "n_citations": 6}),
        (
            "theme",
            ("theme_id",),
            {"theme_id": "institutional-pushback", "n_passages": 7, "n_citations": 17},
        ),
        (
            "theme-source",
            ("theme_id", "source_id"),
            {
                "theme_id": "institutional-pushback",
                "source_id": "1",
                "n_passages": 4,
                "n_citations": 4,
            },
        ),
    ],
)
def test_counts_as_json_are_the_rows_of_the_measure(by, keys, first, capsys):
    assert main(["counts", str(SHIPPED), "--by", by, "--json"]) == 0

    rows = json.loads(capsys.readouterr().out)
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    assert {name: rows[0][name] for name in first} == first
    assert len(rows) == {"source": 9, "theme": 7, "theme-source": 63}[by]
    assert rows[0].get("title") is None


@pytest.mark.parametrize(
    ("basis", "n_passages"),
    [
        ("hand", [7, 6, 4, 2, 6, 4, 5]),
        ("term", [7, 6, 4, 2, 6, 5, 5]),
        ("section", [4, 2, 2, 2, 2, 2, 2]),
    ],
)
def test_themes_are_counted_on_the_basis_that_is_asked_for(basis, n_passages, capsys):
    assert main(["counts", str(SHIPPED), "--by", "theme", "--basis", basis, "--json"]) == 0

    assert [row["n_passages"] for row in json.loads(capsys.readouterr().out)] == n_passages


def test_counts_for_a_person_say_basis_and_unit_and_stand_in_columns(capsys):
    assert main(["counts", str(SHIPPED), "--by", "theme"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Themes counted by: coded by a language model."
    assert lines[3:5] == [
        "theme_id                theme                   n_passages  n_citations",
        "institutional-pushback  Institutional pushback           7           17",
    ]
    assert lines[-2:] == [
        "n_passages: passages that carry it",
        "n_citations: citations in those passages",
    ]


def test_counts_of_a_text_that_nobody_coded_say_that_its_headings_are_its_themes(tmp_path, capsys):
    (tmp_path / "pumps.md").write_text(HEADED)

    assert main(["counts", str(tmp_path / "pumps.md"), "--by", "theme"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Nobody coded this text: its headings are its themes."
    assert [line.split() for line in lines[4:6]] == [
        ["cost", "Cost", "1", "1"],
        ["sound", "Sound", "2", "1"],
    ]


def test_a_broken_codebook_is_told_and_the_sources_are_counted_all_the_same(broken, capsys):
    assert main(["counts", str(broken), "--json"]) == 0

    printed = capsys.readouterr()
    assert [row["n_passages"] for row in json.loads(printed.out)] == [6, 5, 6, 3, 2, 3, 3, 2, 1]
    assert printed.err.count("\n") == 5


def test_a_lone_text_has_counts_of_its_sources_and_no_themes(text_file, capsys):
    assert main(["counts", str(text_file), "--json"]) == 0
    assert [row["n_citations"] for row in json.loads(capsys.readouterr().out)] == [1, 2]

    assert main(["counts", str(text_file), "--by", "theme"]) == 0
    assert "This analysis has no themes." in capsys.readouterr().out


def printed(capsys, *argv):
    """The passages that `passages --json` gives."""
    assert main(["passages", *map(str, argv), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def numbers(capsys, *argv):
    return [row["number"] for row in printed(capsys, SHIPPED, *argv)]


def test_passages_are_asked_for_by_theme_source_section_and_words(capsys):
    both = ("--theme", "sanctions", "--theme", "UNCERTAINTY")
    assert numbers(capsys, *both) == [1, 2, 3, 4, 5, 8, 11, 13, 14]
    assert numbers(capsys, *both, "--all") == [1, 13]
    assert numbers(capsys, "--source", "2", "--source", "[3]", "--all") == [1, 6, 10, 14]
    assert numbers(capsys, "--theme", "sanctions", "--section", "s2") == [3, 4]
    assert numbers(capsys, "--section", "executive summary", "--words", "SANCTIONS") == [1, 2]
    assert len(numbers(capsys)) == 14
    assert numbers(capsys, "--uncited") == []


def test_a_basis_decides_which_passages_carry_a_theme(capsys):
    assert numbers(capsys, "--theme", "uncertainty") == [1, 8, 11, 13, 14]
    assert numbers(capsys, "--theme", "uncertainty", "--basis", "section") == [13, 14]


def test_passages_are_asked_for_by_the_text_of_a_link(capsys):
    assert numbers(capsys, "--select", "all-themes:sanctions,uncertainty") == [1, 13]
    assert numbers(capsys, "--select", "event:mayflower-speech-2016") == [3]
    assert numbers(capsys, "--select", "theme:sanctions", "--words", "grand bargain") == [1, 13]


def test_a_passage_comes_with_its_place_and_its_words(text_file, capsys):
    (row,) = printed(capsys, text_file, "--source", "1")

    assert row == {
        "passage_id": "p2", "number": 2, "section_id": "s0", "section": "", "line": 3,
        "start": 37, "end": 55, "themes": [], "sources": ["1"], "text": "They’re 𝔮uiet [1].",
    }  # fmt: skip
    assert TEXT[row["start"] : row["end"]] == row["text"]


def test_passages_for_a_person_say_where_they_stand(capsys):
    assert main(["passages", str(SHIPPED), "--theme", "sanctions", "--section", "s3"]) == 0
    first, _, place, words = capsys.readouterr().out.splitlines()

    assert first == "1 of 14 passages"
    assert place == (
        "passage 5 of 14, line 7, 2. Rhetoric versus policy: pressure remained despite overtures"
    )
    assert words.startswith("Despite repeated signaling")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--theme", "sanctons"], "there is no theme 'sanctons'; there are: "),
        (["--source", "33"], "there is no source '33'; there are: 1, 2, 3"),
        (["--section", "s77"], "there is no section 's77'; there are: s1, s2"),
        (["--select", "passage:p77"], "there is no passage 'p77'; the nearest are: p7"),
        (["--select", "from:x"], "there is no passage 'x'; it has 14 others"),
        (["--select", "colour:red"], "--select: “colour:red” selects nothing; use theme:…"),
    ],
)
def test_passages_of_what_is_not_there_are_refused_with_what_there_is(argv, words, capsys):
    assert words in refused(capsys, "passages", SHIPPED, *argv)


def test_a_text_without_themes_says_that_it_has_none(text_file, capsys):
    assert "it has no themes" in refused(capsys, "passages", text_file, "--theme", "cost")
    assert "has no basis 'term'" in refused(capsys, "passages", text_file, "--basis", "term")


def test_what_cannot_be_done_ends_with_2_and_one_sentence(tmp_path, text_file, capsys):
    (tmp_path / "old.ppt").write_bytes(b"x")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "about.yaml").write_text("titel: x")
    (tmp_path / "broken" / "notes.txt").write_text("x")

    missing = "there is no such file or folder; check the name"
    assert refused(capsys, "read", tmp_path / "nope") == f"nope: not read: {missing}"
    assert refused(capsys, "check", tmp_path / "nope") == f"nope: {missing}"
    assert refused(capsys, "counts", tmp_path / "nope") == f"nope: {missing}"
    assert refused(capsys, "open", tmp_path / "nope") == f"nope: {missing}"
    assert refused(capsys, "read", tmp_path) == (
        f"{tmp_path.name}: not read: this is a folder; name the file in it"
    )
    assert refused(capsys, "read", tmp_path / "old.ppt").startswith("old.ppt: .ppt can't be read; ")
    assert refused(capsys, "check", text_file) == (
        "pumps.md: this is a file; name the folder it is in"
    )
    assert refused(capsys, "counts", tmp_path).endswith(
        "holds several analyses: broken, one, two; name one of them"
    )
    assert refused(capsys, "counts", tmp_path / "broken") == (
        "analysis.txt: the text is missing; save it here as analysis.txt or analysis.md "
        "(and 2 more, which 'citelight check' lists)"
    )
    assert refused(capsys, "counts", text_file, "--basis", "hand") == (
        "pumps has no basis 'hand'; it has: none"
    )
    (tmp_path / "two.jsonl").write_text(TWO)
    assert refused(capsys, "counts", tmp_path / "two.jsonl").endswith(
        "two.jsonl holds 2 texts; put the one you mean into a file of its own"
    )
    for command in ("read", "check", "counts", "open"):
        assert "x" * 300 not in refused(capsys, command, "x" * 5000)


def word_file(place):
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return place


@pytest.mark.parametrize("command", ["read", "counts"])
@pytest.mark.parametrize(
    ("module", "file", "what"), [("mammoth", "a.docx", "Word"), ("pypdfium2", "a.pdf", "PDF")]
)
def test_a_file_that_needs_the_extra_is_refused_with_how_to_get_it(
    command, module, file, what, tmp_path, monkeypatch, capsys
):
    word_file(tmp_path / "a.docx")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    # So it is in the child where nobody installed the module.
    start = f"import sys; sys.modules['{module}'] = None\n{sandbox._START}"
    monkeypatch.setattr(sandbox, "_START", start)

    assert refused(capsys, command, tmp_path / file) == (
        f"{file}: {what} files need the extra: pip install 'citelight[import]'"
    )


@pytest.mark.parametrize("command", ["read", "counts"])
def test_a_text_that_cannot_be_read_is_told_by_the_name_of_its_file(command, tmp_path, capsys):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7\n")
    word_file(tmp_path / "word.txt")
    (tmp_path / "a\x1b[2J.key").write_bytes(b"x")

    assert refused(capsys, command, tmp_path / "empty.md") == "empty.md: the file is empty"
    assert refused(capsys, command, tmp_path / "scan.txt") == (
        "scan.txt: this is a PDF file, not text; name it .pdf and it is converted"
    )
    assert refused(capsys, command, tmp_path / "word.txt") == (
        "word.txt: this is a Word file, not text; name it .docx and it is converted"
    )
    assert refused(capsys, command, tmp_path / "a\x1b[2J.key").startswith(
        "a [2J.key: .key can't be read; choose a text, Markdown, "
    )
    two = zipped(tmp_path / "two.zip", ("a.md", "Words."), ("b.md", ""))
    assert refused(capsys, command, two) == "two.zip/b: the file is empty"


def test_check_is_for_folders_and_archives(tmp_path, capsys):
    (tmp_path / "pumps.html").write_text(PAGE)
    (tmp_path / "bad.zip").write_text("x")

    assert refused(capsys, "check", tmp_path / "pumps.html") == (
        "pumps.html: this is a file; name the folder it is in"
    )
    assert refused(capsys, "check", word_file(tmp_path / "a.docx")).startswith(
        "a.docx: this is a file; "
    )
    assert refused(capsys, "check", tmp_path / "bad.zip") == (
        "bad.zip: the archive is damaged; pack it again"
    )


@pytest.mark.skipif(os.name == "nt", reason="the page is a child there")
@pytest.mark.parametrize("file", ["a.html", "a.jsonl", "a.zip", "a.docx", "."])
def test_open_starts_the_page_on_a_file_of_any_kind(file, tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(os, "execv", lambda _, command: started.append(command))
    monkeypatch.setattr(cli.subprocess, "call", lambda *_, **__: 0)
    for name in ("analysis.md", "a.html", "a.jsonl", "a.zip", "a.docx"):
        (tmp_path / name).write_text("x")

    assert main(["open", str(tmp_path / file), "--port", "8600"]) == 0

    (command,) = started
    assert command[-3:] == ["--server.port=8600", "--", str((tmp_path / file).resolve())]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "the following arguments are required: COMMAND; see 'citelight --help'"),
        (["raed", "x"], "invalid choice: 'raed'"),
        (["read"], "the following arguments are required: FILE; see 'citelight read --help'"),
        (["counts", "x", "--by", "year"], "invalid choice: 'year'"),
        (["open", "--port", "0"], "'0' isn't a port; give a number from 1 to 65535"),
        (["open", "--port", "65536"], "'65536' isn't a port; give a number from 1 to 65535"),
        (["open", "--port", "٨"], "'٨' isn't a port; give a number from 1 to 65535"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2_and_one_sentence(argv, words, capsys):
    assert words in refused(capsys, *argv)


@pytest.mark.parametrize("command", [[], ["read"], ["check"], ["counts"], ["open"]])
def test_help_gives_examples_that_are_understood(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])

    printed = capsys.readouterr().out
    examples = printed.split("examples:\n")[1].split("\n\n")[0].splitlines()
    assert caught.value.code == 0
    assert examples
    assert all(line.startswith("  citelight ") for line in examples)
    assert all(" ".join(command) in line for line in examples)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("read", "a text, web page, Word, PDF or JSON file, or a ZIP of texts"),
        ("check", "an analysis or several, or a ZIP of them"),
        ("counts", "an analysis, its ZIP, or a text, web page, Word, PDF or JSON file"),
        ("open", "an analysis, a folder or ZIP of several, or a text, web page, Word, PDF"),
    ],
)
def test_help_names_what_can_be_given(command, words, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])

    assert words in " ".join(capsys.readouterr().out.split())


def run(*argv, cwd, **options):
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *argv],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path("src").resolve()), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=300,
        check=False,
        **options,
    )


def test_the_module_runs_from_any_folder_and_writes_utf8(text_file):
    done = run("read", text_file.name, "--json", cwd=text_file.parent)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["text"] == TEXT


def test_reading_a_text_does_not_wait_for_the_libraries_of_the_page(text_file):
    code = (
        "import sys; from dashboard.cli import main; main(['read', 'pumps.md']); "
        "print(sorted({'pandas', 'plotly', 'streamlit'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=text_file.parent,
        env={**os.environ, "PYTHONPATH": str(Path("src").resolve())},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )

    assert done.stderr == "[]\n"


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_whoever_reads_only_the_first_line_gets_no_error(text_file):
    text_file.write_text("Words [1].\n\n" * 2_000)  # more than a pipe holds
    command = f"{sys.executable} -m dashboard read pumps.md --json | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=text_file.parent,
        env={**os.environ, "PYTHONPATH": str(Path("src").resolve())},
        capture_output=True,
        timeout=300,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


@pytest.mark.skipif(os.name == "nt", reason="the page is a child there")
def test_open_starts_the_page_with_our_settings_from_any_folder_and_stops_when_told(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "open", "--port", str(port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path("src").resolve())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        # `allowedHosts` stands in our settings only: without them any host is let in.
        assert handshake(port, "127.0.0.1") == 101
        assert handshake(port, "evil.example") == 403
        page.send_signal(signal.SIGTERM)
        page.wait(120)
    finally:
        page.kill()
        page.wait()


def wait_for(address):
    for _ in range(1800):
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def handshake(port, host):
    """The status that a browser gets which asks for the page under this host name."""
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request.encode())
        return int(connection.recv(100).split()[1])
