"""Pages and papers as people save them: each citation counts once and its source is known."""

from dashboard import reading
from dashboard.conversion import html as web


def read(html):
    text = web.convert(html.encode(), "page.md")
    return reading.read(text.text.encode(), text.name)


def cited(document):
    return [
        [citation.source_id for citation in passage.citations] for passage in document.passages()
    ]


def sources(document):
    return [(source.id, source.title, source.url) for source in document.sources]


def test_buttons_of_a_chat_cite_their_address():
    document = read(
        "<main><h2>Income</h2><p>Most mills lose money.<span><a"
        ' href="https://www.mills.example/r?utm_source=chatgpt.com"><span>mills.example</span><span>'
        '+1</span></a></span> Some sell flour.<span><a href="https://flour.example/a">flour.example'
        "</a></span></p><p>Few are new.<span><a href='https://www.mills.example/r'>mills.example</a>"
        "</span></p></main>"
    )

    assert cited(document) == [
        ["https://www.mills.example/r"],
        ["https://flour.example/a"],
        ["https://www.mills.example/r"],
    ]
    assert [source.title for source in document.sources] == ["mills.example", "flour.example"]


def test_numbers_that_are_links_are_resolved_by_the_list_of_buttons_below():
    document = read(
        '<h1>Do mills pay?</h1><p>Most do not<a href="https://mills.example/r">1</a>'
        '<a href="https://flour.example/a"><span>2</span></a>. Some do'
        '<a href="https://c.example/"><sup>3</sup></a>.</p><h2>Sources</h2>'
        '<div><a href="https://mills.example/r"><div>mills.example</div><div>Mill report</div>'
        '<div hidden>icon</div></a><a href="https://flour.example/a"><div>Flour</div></a>'
        '<a href="https://d.example/"><div>Not cited</div></a></div>'
    )

    assert cited(document) == [["1", "2"], ["3"]]
    assert sources(document) == [
        ("1", "mills.example Mill report", "https://mills.example/r"),
        ("2", "Flour", "https://flour.example/a"),
        ("3", None, "https://c.example/"),
        ("https://d.example/", "Not cited", "https://d.example/"),
    ]


def test_a_link_with_blocks_is_a_source_only_below_a_heading_for_sources():
    card = '<a href="https://ads.example/"><div>Buy oak wheels</div></a>'

    assert "](" not in web.convert(f"<h2>More</h2><p>x</p>{card}".encode(), "a").text
    long = f'<h2>Sources</h2><a href="https://b.example/"><p>{"word " * 80}</p></a>'
    assert "](" not in web.convert(long.encode(), "a").text


def test_raised_numbers_with_works_cited_are_resolved():
    document = read(
        "<h1>Mills</h1><p>Most lose money.<sup>1</sup><span> Some do not.</span><sup>2</sup></p>"
        "<h4>Works cited</h4><ol><li><p>Mill report, accessed 2025-03-03, "
        '<a href="https://mills.example/r">https://mills.example/r</a></p></li>'
        "<li>Flour prices (2019). Retrieved 2025-03-03</li></ol>"
    )

    assert cited(document) == [["1"], ["2"]]
    assert [(source.url, source.published) for source in document.sources] == [
        ("https://mills.example/r", None),
        (None, "2019"),
    ]


def test_footnotes_of_a_newsletter_are_its_sources():
    document = read(
        '<head><link rel="canonical" href="https://a.example/p/mills"></head><article><h1>Mills</h1>'
        '<p>Most lose money.<a class="footnote-anchor" id="footnote-anchor-1"'
        ' href="https://a.example/p/mills#footnote-1">1</a> Some sell'
        ' <a href="https://flour.example/a">flour</a>.<a class="footnote-anchor"'
        ' id="footnote-anchor-2" href="#footnote-2">2</a></p>'
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a>'
        '<div><p>Mill report, <a href="https://mills.example/r">here</a>.</p></div></div>'
        '<div class="footnote"><a id="footnote-2" href="#footnote-anchor-2">2</a>'
        "<div><p>My count.</p><p>Twice.</p></div></div></article>"
    )

    assert cited(document) == [["1"], ["2"]]
    assert sources(document) == [
        ("1", "Mill report", "https://mills.example/r"),
        ("2", "My count. Twice", None),
    ]


def test_links_in_the_prose_of_a_newspaper_are_sources_but_its_own_and_buttons_are_none():
    document = read(
        '<head><meta property="og:url" content="https://news.example/mills"></head><article>'
        "<h1>Mills lose money</h1>"
        '<p>Most do, a <a href="https://mills.example/r">report</a> says.</p><p>Others <a'
        ' href="https://flour.example/a">sell flour</a>.</p><p>See <a'
        ' href="https://news.example/old">old mills</a>.</p><p>Share: <a'
        ' href="https://twitter.com/intent/tweet?url=x">tweet</a> <a'
        ' href="https://www.facebook.com/sharer/sharer.php?u=x">post</a> <a'
        ' href="https://wa.me/?text=x">send</a></p><p>As <a'
        ' href="https://x.com/ann/status/1">Ann wrote</a>.</p></article>'
    )

    assert cited(document) == [
        ["https://mills.example/r"],
        ["https://flour.example/a"],
        [],
        [],
        ["https://x.com/ann/status/1"],
    ]


def test_a_text_of_google_docs_has_its_title_its_addresses_and_its_footnotes():
    html = (
        '<html><body class="c5 doc-content"><p class="c2 title"><span>Mills</span></p>'
        "<p>By Ann</p>"
        "<h1><span>Income</span></h1><p><span>Most lose money [1]. Some sell flour [2].</span>"
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><h1>References</h1>'
        '<ol start="1"><li><span>Mill report. </span><a href="https://www.google.com/url?q='
        'https://mills.example/r%3Fa%3D1&amp;sa=D&amp;usg=x">https://mills.example/r?a=1</a></li></ol>'
        '<ol start="2"><li>Flour prices.</li></ol><hr><div><p>'
        '<a href="#ftnt_ref1" id="ftnt1">[1]</a><span> My own remark.</span></p></div></body>'
    )
    document = read(html)

    text = web.convert(html.encode(), "a.md")

    assert text.title == document.title == "Mills"
    assert text.text.startswith("# Mills\n\nBy Ann\n\n# Income\n\n")
    assert cited(document) == [[], ["1"], ["2", "fn1"]]
    assert sources(document) == [
        ("1", "Mill report", "https://mills.example/r?a=1"),
        ("2", "Flour prices", None),
        ("fn1", "My own remark", None),
    ]
    assert document.problems == ()


def test_a_paragraph_called_title_is_none_elsewhere():
    text = web.convert(
        b'<body class="c5"><p class="title">Teaser</p><h1>Mills</h1><p>x</p>', "a.md"
    )

    assert text.text == "Teaser\n\n# Mills\n\nx\n"
    assert text.title == "Mills"


def test_raised_numbers_name_entries_whose_numbers_are_typed():
    document = read(
        "<h1>Mills</h1><p>Most lose money<sup>1</sup>. Some sell flour<sup>1,2</sup>.</p>"
        "<h2>References</h2><p>1. Mill report</p><p>[2] Flour prices</p>"
    )

    assert cited(document) == [["1"], ["1", "2"]]
    assert [source.title for source in document.sources] == ["Mill report", "Flour prices"]
