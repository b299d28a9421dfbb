"""Word files: what they say is kept, what they hide or bring along is not."""

import io
import zipfile

import pytest

from dashboard import reading
from dashboard.conversion import child, word
from dashboard.conversion.converted import RefusalError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
    ' Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
RELATION = f'<Relationship Id="{{0}}" Type="{R}/{{1}}" Target="{{2}}" {{3}}/>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)


def paragraph(words, style="", inner=""):
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{words}</w:t></w:r>{inner}</w:p>'


def pointer(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def docx(body, parts=None, relations=()):
    """A Word file with a body and further parts."""
    names = (
        ("Heading1", "heading 1"),
        ("Heading2", "heading 2"),
        ("Title", "Title"),
        ("TOC1", "toc 1"),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in names
    )
    own = [("rIdS", "styles", "styles.xml", ""), *relations]
    content = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(
            RELATION.format("rId1", "officeDocument", "word/document.xml", "")
        ),
        "word/_rels/document.xml.rels": RELATIONS.format(
            "".join(RELATION.format(*relation) for relation in own)
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/document.xml": (
            f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
        ),
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in content.items():
            archive.writestr(name, said)
    return packed.getvalue()


def notes_part(kind, words):
    return (
        f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:type="separator" w:id="-1"/>'
        f'<w:{kind} w:id="1">{paragraph(words)}</w:{kind}></w:{kind}s>'
    )


def test_headings_footnotes_and_typed_marks_are_kept_apart():
    data = docx(
        paragraph("Mills by the sea", "Title")
        + paragraph("Contents 1", "TOC1")
        + paragraph("Where they stand", "Heading1")
        + paragraph("Most are in estuaries [1].", inner=pointer("footnote", 1))
        + paragraph("Few are left.", inner=pointer("endnote", 1))
        + paragraph("References", "Heading1")
        + paragraph("[1] Estuaries. https://example.org/e"),
        {
            "word/footnotes.xml": notes_part("footnote", "See the map."),
            "word/endnotes.xml": notes_part("endnote", "As counted."),
        },
        [("rIdF", "footnotes", "footnotes.xml", ""), ("rIdE", "endnotes", "endnotes.xml", "")],
    )

    text = word.convert(data, "mills.md")
    document = reading.read(text.text.encode(), text.name)

    assert text.title == "Mills by the sea"
    assert "Contents" not in text.text
    assert text.notes == ("2 notes follow as [^fn1]: …",)
    assert [
        [citation.source_id for citation in passage.citations] for passage in document.passages()
    ] == [["1", "fn1"], ["en1"]]
    assert {source.id: source.title for source in document.sources} == {
        "1": "Estuaries",
        "fn1": "See the map",
        "en1": "As counted",
    }


def test_the_title_of_the_properties_stands_above_a_text_without_one():
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
        "</c:coreProperties>"
    )
    named = word.convert(docx(paragraph("A."), {"docProps/core.xml": core.format("Mills")}), "a")
    made = word.convert(docx(paragraph("A."), {"docProps/core.xml": core.format("x.docx")}), "a")

    headed = docx(paragraph("Wheels", "Title"), {"docProps/core.xml": core.format("Mills")})

    assert word.convert(headed, "a").title == "Wheels"
    assert named.text == "# Mills\n\nA.\n"
    assert made.title is None


def test_deleted_and_hidden_words_are_left_out_and_told():
    data = docx(
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> seen</w:t></w:r></w:p>',
        {"word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1"/></w:comments>'},
    )

    text = word.convert(data, "a.md")

    assert text.text == "Kept added seen\n"
    assert text.notes == (
        "1 comment is left out",
        "tracked changes: deleted words are left out",
        "hidden text is left out",
        "tracked changes: inserted words are kept",
    )


def test_words_of_fields_are_kept_and_their_commands_are_not():
    text = word.convert(
        docx(
            '<w:p><w:fldSimple w:instr="DDEAUTO cmd"><w:smartTag><w:r><w:t>Seen [1]</w:t></w:r>'
            "</w:smartTag></w:fldSimple></w:p>"
        ),
        "a.md",
    )

    assert text.text == "Seen [1]\n"


SUPERSCRIPT = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
NUMBERED = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="1">
<w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def coded(command, words, style=""):
    """Words that a program for references put in."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f"{mark('begin')}<w:r><w:instrText> ADDIN {command} </w:instrText></w:r>"
        f"{mark('separate')}<w:r>{style}<w:t>{words}</w:t></w:r>{mark('end')}"
    )


def listed(words):
    """An item whose number Word counts itself."""
    return (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


@pytest.mark.parametrize(
    "entries",
    [
        paragraph("1. Ann, Mill report") + paragraph("2. Bob, Flour prices"),
        paragraph("[1] Ann, Mill report") + paragraph("[2] Bob, Flour prices"),
        listed("Ann, Mill report") + listed("Bob, Flour prices"),
    ],
)
@pytest.mark.parametrize(("marks", "style"), [("[1], [2]", ""), ("1,2", SUPERSCRIPT)])
def test_citations_of_a_program_are_resolved_by_each_kind_of_list(entries, marks, style):
    data = docx(
        paragraph("Mills", "Title")
        + paragraph(
            "Most lose money ",
            inner=coded("ZOTERO_ITEM {&quot;x&quot;: &quot;[9]&quot;}", marks, style),
        )
        + paragraph("References", "Heading1")
        + entries,
        {"word/numbering.xml": NUMBERED},
        [("rIdN", "numbering", "numbering.xml", "")],
    )

    text = word.convert(data, "mills.md")
    document = reading.read(text.text.encode(), text.name)

    (passage,) = document.passages()
    assert [citation.source_id for citation in passage.citations] == ["1", "2"]
    assert [source.title for source in document.sources] == [
        "Ann, Mill report",
        "Bob, Flour prices",
    ]


def body_of(inner, parts=None, relations=()):
    return word.convert(docx(inner, parts, relations), "a.md")


@pytest.mark.parametrize(
    "around",
    [
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="rtl">{}</w:bdo>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:ins>{}</w:ins>",
        '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
        '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
        '<w:dir w:val="rtl"><w:bdo w:val="rtl">{}</w:bdo></w:dir>',
    ],
)
def test_words_and_notes_are_kept_whatever_stands_around_them(around):
    run = f'<w:r><w:t xml:space="preserve">Mills turn.</w:t></w:r>{pointer("footnote", 1)}'
    text = body_of(
        f"{paragraph('Few are left.')}<w:p>{around.format(run)}</w:p>",
        {"word/footnotes.xml": notes_part("footnote", "As counted.")},
        [("rIdF", "footnotes", "footnotes.xml", "")],
    )

    assert text.text == "Few are left.\n\nMills turn.[^1]\n\n[^1]: As counted.\n"


def test_a_sign_that_a_writer_chose_for_a_note_is_its_mark():
    sign = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    text = body_of(
        paragraph("Mills turn.", inner=sign),
        {"word/footnotes.xml": notes_part("footnote", "As counted.")},
        [("rIdF", "footnotes", "footnotes.xml", "")],
    )

    assert text.text == "Mills turn.[^1]\n\n[^1]: As counted.\n"


def test_footnotes_and_endnotes_are_counted_each_by_themselves():
    text = body_of(
        paragraph("Mills turn.", inner=pointer("footnote", 1))
        + paragraph("Few are left.", inner=pointer("endnote", 1)),
        {
            "word/footnotes.xml": notes_part("footnote", "See the map."),
            "word/endnotes.xml": notes_part("endnote", "As counted."),
        },
        [("rIdF", "footnotes", "footnotes.xml", ""), ("rIdE", "endnotes", "endnotes.xml", "")],
    )

    assert "Mills turn.[^fn1]" in text.text
    assert "Few are left.[^en1]" in text.text


@pytest.mark.parametrize("words", ["Mills turn all night", "Mills turn all night."])
def test_a_file_of_one_line_with_a_note_is_read(words):
    text = body_of(
        paragraph(words, inner=pointer("footnote", 1)),
        {"word/footnotes.xml": notes_part("footnote", "As counted.")},
        [("rIdF", "footnotes", "footnotes.xml", "")],
    )

    document = reading.read(text.text.encode(), text.name)
    assert [c.source_id for p in document.passages() for c in p.citations] == ["1"]


def test_moved_words_and_those_in_tags_stand_once():
    text = body_of(
        "<w:p><w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>moved "
        "</w:t></w:r></w:moveTo><w:fldSimple><w:smartTag><w:customXml><w:r><w:t>tagged</w:t></w:r>"
        "</w:customXml></w:smartTag></w:fldSimple></w:p>"
    )

    assert text.text == "moved tagged\n"


def test_what_surrounds_the_text_in_word_is_left_out_and_told():
    parts = {
        "word/styles.xml": f"""<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="T">
<w:name w:val="TOC Heading"/></w:style><w:style w:type="paragraph" w:styleId="t"><w:name
w:val="toc 3"/></w:style><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/>
</w:style></w:styles>""",
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph("Draft")}</w:hdr>',
        "word/footnotes.xml": notes_part("footnote", "Lost."),
    }
    inner = paragraph("Contents", "T") + paragraph("Mills 3", "t") + paragraph("Sub", "S")
    hidden = '<w:p><w:r><w:rPr><w:vanish w:val="{}"/></w:rPr><w:t>seen</w:t></w:r></w:p>'
    seen = hidden.format("false") + hidden.format("off") + hidden.format("true") * 2

    text = body_of(inner + seen, parts, [("rIdF", "footnotes", "footnotes.xml", "")])

    assert text.text == "Sub\n\nseen\n\nseen\n"
    assert text.notes == (
        "1 footnote that nothing points to left out",
        "headers and footers of the pages are left out",
        "hidden text is left out",
    )
    empty = {"word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p/></w:hdr>'}
    assert body_of(paragraph("x"), empty).notes == ()


def test_hidden_words_of_notes_are_left_out_too():
    note = "</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>seen"
    text = body_of(
        paragraph("Mills.", inner=pointer("footnote", 1)),
        {"word/footnotes.xml": notes_part("footnote", note)},
        [("rIdF", "footnotes", "footnotes.xml", "")],
    )

    assert text.text == "Mills.[^1]\n\n[^1]: seen\n"


def test_words_in_a_box_are_kept():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"

    assert "In a box." in body_of(paragraph("Mills.", inner=box)).text


def test_a_comment_is_not_part_of_the_text():
    said = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{paragraph("No!")}</w:comment></w:comments>'
    )
    text = body_of(
        paragraph("Mills.", inner='<w:r><w:commentReference w:id="1"/></w:r>'),
        {"word/comments.xml": said},
        [("rIdC", "comments", "comments.xml", "")],
    )

    assert text.text == "Mills.\n"
    assert text.notes == ("1 comment is left out",)


def test_a_style_that_the_file_brings_along_is_not_used():
    style = {"mammoth/style-map": "p => h1:fresh"}

    assert body_of(paragraph("Mills."), style).text == "Mills.\n"


def test_pictures_are_counted_and_outer_files_never_looked_at():
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' r:link="rId7"/></w:drawing></w:r>'
    )
    relations = [
        ("rId7", "image", "file:///etc/hostname", 'TargetMode="External"'),
        ("rId8", "hyperlink", "javascript:alert(1)", 'TargetMode="External"'),
    ]
    link = '<w:hyperlink r:id="rId8"><w:r><w:t>here</w:t></w:r></w:hyperlink>'

    text = word.convert(docx(paragraph("See ", inner=picture + link), None, relations), "a.md")

    assert text.text == "See here\n"
    assert text.notes == ("1 picture is left out",)


def lying(data, said=10, part="word/document.xml"):
    """The unpacked size of a part is said to be another."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    size = archive.getinfo(part).file_size
    return data.replace(size.to_bytes(4, "little"), said.to_bytes(4, "little"))


def twice(data):
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<x/>")
    return packed.getvalue()


def encrypted(data):
    packed = bytearray(data)
    place = packed.rindex(b"PK\x01\x02")
    packed[place + 8] |= 1
    return bytes(packed)


def method(data, number):
    """The text is said to be packed in another way."""
    packed = bytearray(data)
    place = packed.rindex(b"PK\x01\x02")
    packed[place + 10] = number
    packed[packed.rindex(b"PK\x03\x04", 0, place) + 8] = number
    return bytes(packed)


def broken(data):
    """The packed text itself is damaged."""
    packed = bytearray(data)
    place = packed.rindex(b"PK\x03\x04") + 30 + len("word/document.xml")
    packed[place : place + 9] = b"\xff" * 9
    return bytes(packed)


def cased(data):
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/Document.xml", "<x/>")
    return packed.getvalue()


def overlaid(data):
    """Two parts that lie over each other."""
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/x.bin", bytes(200))
    said = bytearray(packed.getvalue())
    last = said.rindex(b"PK\x01\x02")
    offset = last + 42
    said[offset : offset + 4] = (int.from_bytes(said[offset : offset + 4], "little") - 60).to_bytes(
        4, "little"
    )
    return bytes(said)


DEEP = "<w:sdt><w:sdtContent>" * 200 + paragraph("x") + "</w:sdtContent></w:sdt>" * 200
GOOD = docx(paragraph("Solar rose [1]."))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(""), "^there is no text in it; if it holds pictures"),
        (docx(DEEP), "nested too deeply"),
        (docx(paragraph("x"))[:-60], "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("x", {"word/document.xml": "<!DOCTYPE d [<!ENTITY x 'y'>]><d>&x;</d>"}), "entities"),
        (lying(docx(paragraph("word " * 5_000)), 101_000_000), "unpacks to more than 100 MB"),
        (
            lying(docx("x", {"word/x.bin": "y" * 54_321}), 101_000_000, "word/x.bin"),
            "unpacks to more than 100 MB",
        ),
        (docx("x", {f"word/{n}.bin": "" for n in range(2_001)}), "more than 2,000 parts"),
        (GOOD.replace(b"word/document.xml", b"word/dokument.xml"), "not a Word file"),
        (lying(docx(paragraph("word " * 5_000))), "damaged"),
        (twice(GOOD), "damaged"),
        (cased(GOOD), "damaged"),
        (overlaid(GOOD), "damaged"),
        (broken(GOOD), "damaged"),
        (method(GOOD, 99), "damaged"),
        (lying(docx(paragraph("word " * 5_000)), 41_000_000), "unpacks to more than 100 MB"),
        (docx("x", {"word/document.xml": "<x/>"}), "damaged"),
        (docx("x", {"word/document.xml": "<!ENTITY x>".encode("utf-16-le")}), "entities"),
        (encrypted(GOOD), "password"),
    ],
)
def test_what_is_hostile_or_damaged_is_refused(data, said):
    with pytest.raises(RefusalError, match=said):
        word.convert(data, "a.md")


def test_only_the_parts_that_hold_text_are_unpacked():
    data = docx("x", {"word/media/a.png": "x", "word/styles.bin": "x", "custom/b.xml": "x"})

    parts = set(word._parts(data))

    assert {"word/document.xml", "word/styles.xml"} <= parts
    assert not parts & {"word/media/a.png", "word/styles.bin", "custom/b.xml"}


def test_tables_in_tables_without_end_are_refused():
    data = docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60)

    answer = child.answered(data, "a.docx", guard=False)

    assert answer == {"refused": "it is nested too deeply; paste its text"}
