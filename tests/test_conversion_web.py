"""Web pages become Markdown that the readers read as the page says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.conversion import html as web
from dashboard.conversion.converted import RefusalError
from dashboard.vocabulary.list_headings import PAGE_NAMES, heads_list, heads_source_list

WIKI = """<!DOCTYPE html><html><head><title>Tidal mill - Wikipedia</title>
<meta name="generator" content="MediaWiki 1.44"></head><body>
<div class="vector-header">Main page · Donate</div>
<main id="content"><header><h1 id="firstHeading"><span>Tidal mill</span></h1></header>
<div class="mw-parser-output"><div class="hatnote">For the band, see elsewhere.</div>
<p>A <b>tidal mill</b> is driven by the <a href="https://en.wikipedia.org/wiki/Tide">tide</a>.<sup
id="cite_ref-old_1-0" class="reference"><a href="#cite_note-old-1"><span
class="cite-bracket">&#91;</span>1<span class="cite-bracket">&#93;</span></a></sup><sup
class="reference"><a href="https://en.wikipedia.org/wiki/Tidal_mill#cite_note-2">[2]</a></sup>
Some stand still.<sup class="reference"><a href="#cite_note-3">[a]</a></sup></p>
<h2 id="History">History<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>
<ul><li>Built in 1170<sup class="reference"><a href="#cite_note-old-1">[1]</a></sup></li></ul>
<h2>Notes</h2><ol class="references"><li id="cite_note-3"><span class="mw-cite-backlink"><a
href="#cite_ref-3">^</a></span> <span>As of last year.</span></li></ol>
<h2>References</h2><div class="reflist"><ol class="references">
<li id="cite_note-old-1"><span>^ <a href="#cite_ref-old_1-0"><sup>a</sup></a> <a
href="#cite_ref-old_1-1"><sup>b</sup></a></span> <cite>Reed, A. (2001). <a class="external text"
href="https://example.org/mills">"Mills of the coast"</a>. <i>Water</i>.</cite></li>
<li id="cite_note-2"><b><a href="#cite_ref-2">^</a></b> <a class="external text"
href="https://example.org/tide">Tide and wheel</a></li></ol></div>
<div class="navbox">Mills by country</div></div></main></body></html>"""


def converted(html, name="page.md"):
    return web.convert(html.encode(), name)


def read(html):
    text = converted(html)
    return reading.read(text.text.encode(), text.name)


def cited(document):
    return [
        (document.quote(passage.span), [citation.source_id for citation in passage.citations])
        for passage in document.passages()
    ]


def test_a_saved_wikipedia_page_reads_as_on_the_screen():
    document = read(WIKI)

    assert document.title == "Tidal mill"
    assert cited(document) == [
        ("A tidal mill is driven by the tide.[1][2]", ["1", "2"]),
        ("Some stand still.[^a]", ["a"]),
        ("Built in 1170[1]", ["1"]),
    ]
    assert [(source.id, source.title, source.url) for source in document.sources] == [
        ("1", '"Mills of the coast"', "https://example.org/mills"),
        ("2", "Tide and wheel", "https://example.org/tide"),
        ("a", "As of last year", None),
    ]
    assert document.problems == ()


def test_what_is_left_out_and_moved_is_told():
    notes = converted(WIKI).notes

    assert notes == (
        "menus and what else stands around the text are left out",
        "1 note follows as [^a]: …",
    )


def test_footnotes_become_definitions_without_the_way_back():
    text = converted(
        '<h1>T</h1><p>Claim.<sup><a id="r1" href="#fn1">1</a></sup></p><section class="footnotes">'
        '<ol><li id="fn1"><p>See <a href="https://example.org/n">the note</a>.'
        ' <a href="#r1">↩</a></p></li></ol></section>'
    )

    assert text.text == ("# T\n\nClaim.[^1]\n\n[^1]: See [the note](https://example.org/n).\n")


def test_a_footnote_is_not_called_as_a_source_that_the_text_numbers():
    document = read(
        '<p>One<a href="#_ftn1" name="_ftnref1">[1]</a> and two [1].</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A remark.</p></div>'
    )

    assert cited(document) == [("One[^fn1] and two [1].", ["fn1", "1"])]


def test_notes_outside_of_the_article_are_kept():
    text = converted(
        "<header><h1>Site</h1></header><article><h1>Post</h1><p>"
        + "Words of the post. " * 9
        + '<a class="footnote-ref" href="#n1"><sup>1</sup></a></p></article>'
        '<footer>Imprint<ol><li id="n1">The note.</li></ol></footer>'
    )

    assert text.title == "Post"
    assert "Site" not in text.text
    assert "Imprint" not in text.text
    assert text.text.endswith("[^1]\n\n[^1]: The note.\n")


def test_a_header_with_the_title_is_kept_and_a_footer_is_not():
    text = converted("<header><h1>Mills</h1></header><p>Text.</p><footer>Imprint</footer>").text

    assert text == "# Mills\n\nText.\n"
    assert converted("<header>Site</header><p>Text.</p>").text == "Text.\n"
    assert converted("<header><h1>A</h1><p>By B.</p></header>c").text == "# A\n\nBy B.\n\nc\n"


def test_numbers_in_brackets_that_lead_to_a_list_stay():
    document = read(
        '<h1>R</h1><p>Up <a href="#ref-1">[1]</a><a href="#ref-2">[2]</a>.</p><h2>Sources</h2>'
        '<p id="ref-1">[1] <a href="https://a.example/">First</a></p>'
        '<p id="ref-2">[2] Second: https://b.example/</p>'
    )

    assert cited(document) == [("Up [1][2].", ["1", "2"])]
    assert [source.title for source in document.sources] == ["First", "Second"]


def test_raised_numbers_name_the_entries_of_a_list_but_no_units():
    document = read(
        "<h2>Findings</h2><p>Costs fell.<sup>1,2</sup> It took 3 km<sup>2</sup>.</p>"
        "<h2>References</h2><ol><li>First https://a.example</li><li>Second</li></ol>"
    )

    assert cited(document) == [("Costs fell.[1,2]", ["1", "2"]), ("It took 3 km².", [])]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("Costs fell<sup>1–2</sup>", "Costs fell[1–2]"),
        ("Costs fell<sup>1; 2</sup>", "Costs fell[1; 2]"),
        ("Costs fell<sup>1,9</sup>", "Costs fell¹,⁹"),
        ("<sup>1</sup> Costs fell", "¹ Costs fell"),
        ("Costs fell<b> </b><sup>2</sup>", "Costs fell [2]"),
        ("In 3 km<i hidden>long</i><sup>2</sup>", "In 3 km²"),
        ("In 10 k<b>m</b><sup>2</sup>", "In 10 km²"),
        ("By 10<sup>-3</sup>", "By 10⁻³"),
        ("The 4<sup>th</sup> and 2<sup>nd</sup>", "The 4th and 2nd"),
    ],
)
def test_what_a_raised_number_means_is_told_by_what_stands_before(html, said):
    text = converted(f"<p>{html}</p><h2>References</h2><ol><li>First<li>Second</ol>").text

    assert text.split("\n\n")[0] == said


def test_links_to_other_sites_are_marks_and_those_to_the_same_are_words():
    text = converted(
        '<head><link rel="canonical" href="https://www.example.org/a"></head><p>See '
        '<a href="https://other.example/x_(y)">this</a>, <a href="https://example.org/b">that</a>,'
        ' <a href="/c">here</a>, <a href="javascript:alert(1)">run</a>'
        '<a href="https://other.example/1">[1]</a><sup><a href="//other.example/2">2</a></sup>.</p>'
    ).text

    assert text == (
        "See [this](https://other.example/x_(y)), that, here, run"
        "[[1]](https://other.example/1)[[2]](https://other.example/2).\n"
    )


def test_words_that_look_like_structure_stay_words():
    html = (
        "<p># of mills</p><p>&gt; 5 %</p><p>| a</p><p>```</p><p>+ 3 °C warmer</p><p>2 * 3 [x]</p>"
    )

    assert converted(html).text.split("\n\n") == [
        r"\# of mills",
        r"\> 5 %",
        r"\| a",
        r"\```",
        r"\+ 3 °C warmer",
        "2 * 3 [x]\n",
    ]
    assert len(list(read("<h1>T</h1>" + html).passages())) == 5


def test_lists_tables_quotations_and_code_keep_their_form():
    text = converted(
        "<ul><li>a<ol start=3><li>b</li><li><p>c</p><p>d</p></ol><li>e</ul>"
        "<table><tr><th>Year<th>GW<tr><td>2019<td>1 | 2</table>"
        "<blockquote><p>Said.</p></blockquote><pre>x = [1]\n```</pre><p>Use <code>y[2]</code>.</p>"
        "<p><strong>Bold head</strong></p><p>One<br>two<br><br>three</p>"
    ).text

    assert text == (
        "- a\n  3. b\n  4. c\n\n    d\n\n- e\n\n| Year | GW |\n| --- | --- |\n| 2019 | 1 | 2 |\n\n"
        "> Said.\n\n````\nx = [1]\n```\n````\n\nUse `y[2]`.\n\n**Bold head**\n\n"
        "One  \ntwo\n\nthree\n"
    )


def test_a_bold_sentence_is_no_heading():
    assert converted("<p><b>Mills are old.</b></p>").text == "Mills are old.\n"
    assert converted("<p><b>Mills</b><sup><a href=#n>1</a></sup></p><p id=n>N</p>").text == (
        "Mills[^1]\n\n[^1]: N\n"
    )


def test_a_table_that_only_places_things_is_no_table():
    text = converted("<table><tr><td><h2>Head</h2><p>Body.</p></td><td>Side.</td></tr></table>")

    assert text.text == "## Head\n\nBody.\n\nSide.\n"


def test_hidden_text_and_scripts_are_left_out_and_hidden_text_is_told():
    text = converted(
        "<p>seen</p><p style='display: none'>h1</p><p hidden>h2</p><p aria-hidden=true>h3</p>"
        "<p style='font-size:0'>h4</p><script>s</script><style>p{}</style><template>t</template>"
        "<img src=a.png><img src=b.png>"
    )

    assert text.text == "seen\n"
    assert text.notes == ("hidden text is left out", "2 pictures are left out")


def test_a_title_stands_above_a_page_without_a_first_heading():
    assert converted("<title>My  page</title><h2>A</h2><p>b</p>").text.startswith(
        "# My page\n\n## A"
    )


def test_headings_of_figures_and_contents_are_no_marks():
    text = converted(
        '<p>See Figure <a href="#f1">1</a> and section <a href="#s">2</a>.</p>'
        '<figure id="f1"><p>Caption</p></figure><h2 id="s">Two</h2>'
    ).text

    table = converted(
        '<p>See Table <a class="ref" href="#t">1</a>.</p>'
        '<div><table id="t"><tr><td>a<td>b</table></div>'
    ).text

    assert text.startswith("See Figure 1 and section 2.")
    assert table == "See Table 1.\n\n| a | b |\n"


@pytest.mark.parametrize(
    ("data", "words", "n_notes"),
    [
        ("\ufeff<p>café</p>".encode(), "café", 0),
        ("<meta charset=iso-8859-1><p>café “x”</p>".encode("cp1252"), "café “x”", 0),
        ("<p>café</p>".encode("utf-16"), "café", 0),
        ("<meta charset=utf-8><p>café</p>".encode("latin-1"), "café", 1),
        (b"<meta charset=utf-7><p>+ADw-b+AD4-</p>", "+ADw-b+AD4-", 0),
        ('<meta charset="koi8-r"><p>мир</p>'.encode("koi8-r"), "мир", 0),
    ],
)
def test_the_encoding_is_what_the_page_says_or_a_guess_that_is_told(data, words, n_notes):
    text = web.convert(data, "x.md")

    assert text.text == f"{words}\n"
    assert len(text.notes) == n_notes


def test_a_page_without_text_says_how_to_save_it():
    with pytest.raises(RefusalError, match=r"no text of its own.*script"):
        converted("<title>App</title><div id=root></div><script>x</script>")


def test_entities_of_its_own_are_refused():
    with pytest.raises(RefusalError, match="entities"):
        converted("<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>")


def test_the_readers_know_each_heading_of_a_source_list_too():
    assert all(heads_list(f"2. {name.title()}:") and heads_source_list(name) for name in PAGE_NAMES)
    assert not heads_list("Sources of error")


def test_links_to_a_heading_itself_are_left_out():
    assert converted('<h2 id="a">Mills <a href="#a">¶</a></h2><p>b</p>').text == "## Mills\n\nb\n"


def test_nesting_does_not_matter():
    assert "deep" in converted("<div><b>" * 5_000 + "deep [1]").text


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>", "</table>"),
        *("<tr>", "<td>", "</td>", "<h2>", "</h2>", "<b>", "</b>", "<sup>", "</sup>", "<br>"),
        *("<blockquote>", "</blockquote>", "<a href='#n'>", "</a>", "<div id=n>", "</div>"),
        *("<dt id=n>", "<dd>", "<code>", "</code>", "<p id=n>"),
        *("mill", "[1]", "wheel", "tide", "<hr>", "<pre>", "</pre>"),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=25))
def test_no_word_of_any_page_is_lost(pieces):
    expected = sorted(piece for piece in pieces if piece.isalpha())
    try:
        text = converted("".join(f" {piece} " for piece in pieces)).text
    except RefusalError:
        text = ""
    found = sorted(text.replace("`", " ").replace("*", " ").replace("[", " [").split())
    assert [word for word in found if word.isalpha()] == expected


@pytest.mark.parametrize(
    "outside",
    [
        '<div id="sub_menu"><a href="https://video.example/x">Video</a> | <a href="/b">B</a></div>',
        '<ul class="site-footer links"><li><a href="https://a.example">Design: Abel</a></li></ul>',
        '<div class="share"><a href="https://net.example/share">Share</a></div>',
        '<section class="related"><a href="https://a.example/1">Another report</a></section>',
    ],
)
def test_lists_of_links_around_a_page_are_left_out(outside):
    page = f"<html><body>{outside}<h1>Rain</h1><p>It fell all night.</p></body></html>"

    converted = web.convert(page.encode(), "a.md")
    assert converted.text == "# Rain\n\nIt fell all night.\n"
    assert "menus and what else stands around the text are left out" in converted.notes


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="header"><p>It fell, <a href="https://a.example">they say</a>, here.</p></div>',
        '<div class="footer"><p id="n1">Ames, <a href="https://a.example">Rain</a></p></div>'
        '<p>It fell.<a href="#n1"><sup>1</sup></a></p>',
        '<div class="content"><a href="https://a.example">A report</a></div>',
    ],
)
def test_what_is_called_so_and_is_text_or_notes_stays(inside):
    page = f"<html><body><h1>Rain</h1>{inside}<p>It stopped.</p></body></html>"

    assert "https://a.example" in web.convert(page.encode(), "a.md").text
