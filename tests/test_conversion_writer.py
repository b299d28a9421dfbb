"""Each element of a page is written so that no word moves to where it does not belong."""

import pytest

from dashboard.conversion import html as web
from dashboard.conversion.converted import RefusalError


def converted(html):
    return web.convert(html.encode(), "page.md")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>co\u00adop a\x0bb c\x00d", "coop a b c\ufffdd"),
        ("<p>By Ann<h1>Mills</h1>", "By Ann\n\n# Mills"),
        ("<title>Site</title><h2>Mills</h2><p>x", "# Site\n\n## Mills\n\nx"),
        ("<pre>Mills turn [1].\nx</pre>", "Mills turn [1]. x"),
        ("<p>x<pre> </pre>", "x"),
        ('<p><math alttext="x^2"><mi>x</mi></math> y', "x^2 y"),
        ('<p><img class="mwe-math-fallback" alt="E=m"> y', "E=m y"),
        ("<p>y <code>a`b</code>", "y a`b"),
        ("<p><code>a<div>b</div>c</code> d", "`a`\n\nb\n\nc d"),
        (
            '<p>w <a href="https://b.example/">x<div>y</div>z</a></p>',
            "w [x](https://b.example/)\n\ny\n\nz",
        ),
        ("<ol start=99999999><li>a</ol>", "1. a"),
        ("<ol><li value=99999999>a</ol>", "1. a"),
        ("<ol><li value=4>a<li>b</ol>", "4. a\n5. b"),
        ("<ul><li></li>x</ul>", "  x"),
        ("<ul><li><h3>a</h3> b</ul>", "- a\n\n  b"),
        ("<table><tr><td><h5>a</h5><td>b</table>", "| a | b |"),
        ("<table><tr><td>x<th>y<tr><td>1<td>2</table>", "| x | y |\n| 1 | 2 |"),
        ("<table><tr><td>a<td>b<tr><td> <td> <tr><td>c<td>d</table>", "| a | b |\n| c | d |"),
        (
            "<table><tr><td>a<td>b<table><tr><td>c<td>d</table></table>",
            "a\n\nb\n\n| c | d |",
        ),
    ],
)
def test_an_element_is_written_as_it_reads(html, text):
    assert converted(html).text == f"{text}\n"


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<p id=n>1. A remark</p>", "\n\n[^1]: A remark"),
        ("<p id=n>(1) A remark</p>", "\n\n[^1]: A remark"),
        ("<p id=n>[a] ^ A remark</p>", "\n\n[^1]: A remark"),
        ('<ul><li id=n><a href="#r">↩</a></li></ul>', ""),
        ("<ul><li id=n>See <pre>a  b</pre></ul>", "\n\n[^1]: See a b"),
        ("<ul><li>a<li id=n>note<li>b</ul>", "\n\n- a\n\n[^1]: note\n\n- b"),
        (
            "<table><tr><td><a name=n>1</a><td>1,000 mills.<tr><td>2<td>Other.</table>",
            "\n\n[^1]: 1,000 mills.\n\n| 2 | Other. |",
        ),
        ("<table><tr id=n><td>1,000 mills.<td>b</table>", "\n\n[^1]: 1,000 mills. b"),
        (
            "<table><tr><td>a<td>b <p id=n>note</p><tr><td>c<td>d</table>",
            "\n\n| a | b |\n| c | d |\n\n[^1]: note",
        ),
    ],
)
def test_a_note_becomes_a_definition_wherever_it_stands(note, text):
    assert converted(f'<p>x<sup><a href="#n">1</a></sup></p>{note}').text == f"x[^1]{text}\n"


def test_pictures_that_nobody_sees_are_not_counted():
    text = converted("<p>y<img width=1 height=9><img height=0><img>")

    assert text.notes == ("1 picture is left out",)


def test_a_page_of_rules_only_has_no_text():
    with pytest.raises(RefusalError, match="no text of its own"):
        converted("<p>— * —</p>")
