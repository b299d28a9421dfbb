import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from dashboard.exports import csv as export
from dashboard.vocabulary import addresses, encode


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("**bold**", r"\*\*bold\*\*"),
        ("[link](https://x.example)", "\\[link\\]\\(https\\:\u2060\\/\u2060\\/x\\.example\\)"),
        (":smile:", "\\:\u2060smile\\:"),
        ("a -> b", "a \\-\u2060\\> b"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_label_shows_markdown_as_letters(text, shown):
    assert encode.label(text) == shown


def test_a_long_label_is_cut():
    assert encode.label("x" * 500, 10) == "x" * 9 + "…"


@given(st.text(max_size=60))
def test_a_label_has_no_bare_punctuation(text):
    shown = encode.label(text)

    for i, letter in enumerate(shown):
        if letter in "*_`[]()<>#!$:":
            assert shown[i - 1] == "\\"


@given(st.text(max_size=60))
def test_a_chart_text_has_no_tag_and_keeps_its_letters(text):
    shown = encode.chart_text(text)

    assert "<" not in shown
    assert ">" not in shown
    decoded = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert decoded == encode.one_line(text, 60)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https:// x.org",
        "https://user:secret@example.org", "https://user@example.org", "https://exa\u202emple.org", "https://example.org\\x",
        "https://exa<mple.org", "https://[::1", "http://a:99999999", "",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_no_link(url):
    assert addresses.web_address(url) is None


@pytest.mark.parametrize(
    ("url", "href", "host"),
    [
        ("https://example.org/a b", None, None),
        ("HTTPS://Example.org/x?y=1#z", "https://example.org/x?y=1#z", "example.org"),
        ("http://example.org:8080/'\"", "http://example.org:8080/%27%22", "example.org"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("http://[::1]/", "http://[::1]/", "::1"),
    ],
)
def test_a_link_shows_the_host_it_opens(url, href, host):
    assert addresses.web_address(url) == ((href, host) if href else None)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", " =1", "＝1"])
def test_a_formula_becomes_text(text):
    assert encode.spreadsheet_cell(text).startswith("'")


def test_plain_cells_stay_as_they_are():
    assert encode.spreadsheet_cell("Sanctions") == "Sanctions"
    assert encode.spreadsheet_cell("") == ""


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc/passwd", "etc-passwd.csv"),
        ("con", "analysis-con.csv"),
        ("Über uns", "Uber-uns.csv"),
        ("…", "analysis.csv"),
    ],
)
def test_a_file_name_suits_every_system(name, file):
    assert encode.file_name(name, "csv") == file


def test_a_csv_file_reads_back_as_the_table_with_its_formulas_disarmed():
    table = DataFrame({"title": ['=HYPERLINK("x")', 'a,b\n"c"', None], "n": [1, 2, 3]})

    text = export.to_csv(table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [
        ["title", "n"], ["'=HYPERLINK(\"x\")", "1"], ['a,b\n"c"', "2"], ["", "3"],
    ]  # fmt: skip


def test_tags_and_entities_are_letters_in_a_chart():
    assert encode.chart_text("a <b> &amp; c") == "a &lt;b&gt; &amp;amp; c"


def test_what_was_disarmed_before_is_disarmed_again():
    assert encode.spreadsheet_cell("'=1") == "''=1"


def test_a_csv_file_says_its_encoding():
    assert export.to_csv(DataFrame({"title": ["é"]})).startswith(b"\xef\xbb\xbf")
