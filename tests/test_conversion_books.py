"""Books, open documents, notebooks and dumps of wikis: their words and notes, in their order."""

import io
import json
import zipfile

import pytest

from dashboard import reading
from dashboard.conversion import dump, epub, notebook, odt
from dashboard.conversion.converted import RefusalError
from dashboard.errors import InputError
from dashboard.study import intake
from tests.said import cited, quotes, titles

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>x</title></head><body>{}</body></html>"
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    return file.getvalue()


def package(*chapters):
    items = "".join(f'<item id="c{n}" href="{name}"/>' for n, name in enumerate(chapters))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mills</dc:title></metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )


def book(**chapters):
    """An EPUB book of chapters by name, in their order."""
    files = {f"{name}.xhtml": CHAPTER.format(said) for name, said in chapters.items()}
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": package(*files),
            **{f"OEBPS/{name}": said for name, said in files.items()},
        }
    )


def pointer(place, number):
    return f'<a epub:type="noteref" href="{place}">{number}</a>'


def read(converted):
    return reading.read(converted.text.encode(), converted.name)


def test_a_book_is_read_in_its_order_with_the_notes_of_another_chapter():
    data = book(
        one=f"<h1>Wind</h1><p>Mills turn.{pointer('notes.xhtml#n1', 1)}</p>",
        two=f"<h1>Water</h1><p>Wheels turn.{pointer('notes.xhtml#n2', 2)}</p>",
        notes='<ol><li id="n1">The wind, 1901.</li><li id="n2">The water, 1902.</li></ol>',
    )

    document = read(epub.convert(data, "mills.md"))
    assert document.title == "Mills"
    assert titles(document) == ["Wind", "Water"]
    assert cited(document) == ["1", "2"]
    assert {one.id: one.title for one in document.sources} == {
        "1": "The wind, 1901",
        "2": "The water, 1902",
    }


def test_places_of_the_same_name_in_two_chapters_are_two():
    data = book(
        one=f'<h1>Wind</h1><p>Mills turn.{pointer("#n1", 1)}</p><aside id="n1"><p>A.</p></aside>',
        two=f'<h1>Water</h1><p>Wheels turn.{pointer("#n1", 1)}</p><aside id="n1"><p>B.</p></aside>',
    )

    document = read(epub.convert(data, "mills.md"))
    assert len(document.sources) == 2
    assert len(set(cited(document))) == 2


def test_a_link_to_another_chapter_is_no_mark():
    data = book(one='<p>See <a href="two.xhtml">chapter two</a>. It rains.</p>', two="<p>Rain.</p>")

    assert cited(read(epub.convert(data, "a.md"))) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"a.txt": "x"}), "not a book"),
        (packed({"META-INF/container.xml": CONTAINER}), "damaged"),
        (
            packed({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package("gone.xhtml")}),
            "damaged",
        ),
        (
            packed(
                {
                    "META-INF/container.xml": CONTAINER,
                    "META-INF/encryption.xml": "<encryption><EncryptedData/></encryption>",
                }
            ),
            "protected",
        ),
        (
            packed({"META-INF/container.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "entities",
        ),
        (b"PK\x03\x04 broken", "damaged"),
        (book(one=" "), "no text"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(data, said):
    with pytest.raises(RefusalError, match=said):
        epub.convert(data, "a.md")


def open_document(body):
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="{OFFICE}:drawing:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": kind, "content.xml": content})


def note(words, kind="footnote"):
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )


def test_an_open_document_keeps_headings_lists_tables_links_and_notes():
    data = open_document(
        '<text:h text:outline-level="1">Mills</text:h>'
        f"<text:p>They turn<text:s/>fast.{note('The wind, 1901.')} Few are left.{note('Counted.')}"
        '</text:p><text:list><text:list-item><text:p>See <text:a xlink:href="https://a.example/1">'
        "the map</text:a>.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )

    converted = odt.convert(data, "mills.md")
    document = read(converted)
    assert document.title == "Mills"
    assert quotes(document)[:2] == ["They turn fast.[^1]", "Few are left.[^2]"]
    assert "[the map](https://a.example/1)" in converted.text
    assert {one.id: one.title for one in document.sources if one.id in "12"} == {
        "1": "The wind, 1901",
        "2": "Counted",
    }


def test_what_an_open_document_hides_is_left_out_and_told():
    data = open_document(
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:p>It rains.<office:annotation><text:p>no!</text:p></office:annotation>"
        "<draw:frame><draw:image/></draw:frame></text:p>"
    )

    converted = odt.convert(data, "a.md")
    assert converted.text == "It rains.\n"
    assert converted.notes == (
        "1 picture is left out",
        "1 comment is left out",
        "tracked changes: deleted words are left out",
    )


def test_notes_within_notes_end():
    inner = note("deep")
    for _ in range(20):
        inner = note(f"deeper{inner}")

    assert "deep" in odt.convert(open_document(f"<text:p>It rains.{inner}</text:p>"), "a.md").text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"a.txt": "x"}), "not an OpenDocument text"),
        (packed({"content.xml": "<a"}), "damaged"),
        (packed({"content.xml": "<a/>"}), "no text document"),
        (open_document(" "), "no text"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_an_open_document_that_cannot_be_read_says_why(data, said):
    with pytest.raises(RefusalError, match=said):
        odt.convert(data, "a.md")


def cells(*cells):
    kinds = [
        {"cell_type": kind, "source": source, "outputs": [{}] if kind == "code" else []}
        for kind, source in cells
    ]
    return json.dumps({"cells": kinds, "metadata": {"kernelspec": {"language": "python"}}}).encode()


def test_a_notebook_is_its_text_and_marks_in_its_code_are_none():
    data = cells(
        ("markdown", ["# Rain\n", "\n", "It fell [1].\n"]),
        ("code", "k[1] = sp[2]"),
        ("markdown", "It stopped [2].\n\n## Sources\n\n[1] A\n[2] B"),
        ("raw", "nothing"),
    )

    converted = notebook.convert(data, "a.md")
    document = read(converted)
    assert document.title == "Rain"
    assert cited(document) == ["1", "2"]
    assert converted.notes == ("1 output of code is left out",)


def test_code_cannot_end_its_own_fence():
    data = cells(("markdown", "It fell [1]."), ("code", "``````\nk[2]\n``````"))

    assert cited(read(notebook.convert(data, "a.md"))) == ["1"]


@pytest.mark.parametrize("data", [b"[]", b"{}", b"x", b'{"cells": [{}]}', cells(("code", "1"))])
def test_what_is_no_notebook_says_so(data):
    with pytest.raises(RefusalError):
        notebook.convert(data, "a.md")


PAGE = "<page><title>{}</title><revision><text>{}</text></revision></page>"
DUMP = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{}</mediawiki>'


def test_a_dump_of_a_wiki_is_its_pages():
    said = "It is a town.&lt;ref&gt;Survey, 2001.&lt;/ref&gt; It is old."
    data = DUMP.format(
        PAGE.format("Vell", said) + PAGE.format("Ell", "#REDIRECT [[Vell]]")
    ).encode()

    (folder,) = intake.take(data, "dump.xml")
    assert folder.name == "Vell"
    document = reading.read(folder.files["analysis.wiki"], "Vell.wiki")
    assert cited(document) == ["1"]
    assert document.sources[0].title == "Survey, 2001"


def test_of_a_large_dump_the_first_pages_are_read_and_the_others_told():
    data = DUMP.format("".join(PAGE.format(f"T{n}", "It rains.") for n in range(13))).encode()

    pages = dump.convert(data)
    assert [page.title for page in pages] == [f"T{n}" for n in range(10)]
    assert pages[0].notes == ("3 more pages are left out",)
    with pytest.raises(RefusalError, match="no page"):
        dump.convert(DUMP.format("").encode())


def test_wikitext_that_was_escaped_is_put_back_and_told():
    text = b"It is a town.&lt;ref&gt;Survey &amp; map.&lt;/ref&gt;"

    (folder,) = intake.take(text, "vell.wiki")
    document = reading.read(folder.files["analysis.wiki"], "vell.wiki")
    assert cited(document) == ["1"]
    assert b"was escaped" in folder.files["about.yaml"]


@pytest.mark.parametrize("suffix", [".qmd", ".Rmd"])
def test_quarto_and_r_markdown_are_read_as_markdown(suffix):
    text = b"---\ntitle: Rain\n---\n\nIt fell [@ames19].\n\n```{r}\nk[1]\n```\n"

    (folder,) = intake.take(text, f"rain{suffix}")
    (name,) = folder.files
    document = reading.read(text, name)
    assert document.title == "Rain"
    assert cited(document) == ["ames19"]


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("a.rtf", b"{\\rtf1 Rain}", "save it as .docx or .odt"),
        ("a.org", b"#+TITLE: Rain", "export it as HTML or Markdown"),
        ("a.adoc", b"= Rain", "asciidoctor"),
        ("a.doc", b"x", "save it as .docx"),
    ],
)
def test_files_that_cannot_be_read_are_refused_by_name_with_what_to_do(file, data, said):
    with pytest.raises(InputError, match=said):
        intake.take(data, file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#+TITLE: Rain\n\n* One\nIt fell [cite:@ames].\n", "Org"),
        ("= Rain\n:toc:\n\nIt fell <<ames>>.\n", "AsciiDoc"),
        ("= Rain\n\n[[ames]]\nIt fell.\n", "AsciiDoc"),
    ],
)
def test_a_pasted_text_in_a_markup_without_a_reader_is_refused_by_name(text, said):
    for file in ("Pasted text.md", "a.txt"):
        with pytest.raises(InputError, match=said):
            reading.read(text.encode(), file)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("= Rain =\n\nIt fell.", "a.wiki"),
        ("= 3 + 4\n\nIt fell.", "a.md"),
        ("# Rain\n\nIt.", "a.md"),
    ],
)
def test_what_only_looks_like_another_markup_is_read(text, file):
    assert list(reading.read(text.encode(), file).passages())
