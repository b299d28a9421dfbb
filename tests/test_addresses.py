"""Web addresses and DOIs are parsed in one module."""

import ast
from pathlib import Path

import pytest

import dashboard
from dashboard.vocabulary import addresses

PARSERS = {"urlsplit", "urlparse", "unquote", "parse_qs", "parse_qsl"}


def parsers_in(path):
    """What a module imports from `urllib` that takes an address to pieces."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("urllib"):
            yield from PARSERS & {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("urllib"))


def test_no_other_module_takes_addresses_to_pieces():
    root = Path(dashboard.__file__).parent
    found = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if any(parsers_in(path))
    }

    assert found == {"vocabulary/addresses.py"}


@pytest.mark.parametrize(
    ("text", "is_url", "is_https"),
    [
        ("https://example.org/a", True, True),
        ("http://example.org/a", True, False),
        ("HTTPS://example.org", True, True),
        ("https://user@example.org/a", True, False),
        ("https://[half", False, False),
        ("https://example.org/a b", False, False),
        ("see https://example.org", False, False),
        ("https:///a", False, False),
    ],
)
def test_a_field_holds_one_address_and_nothing_else(text, is_url, is_https):
    assert addresses.is_url(text) == is_url
    assert addresses.is_url(text, only_https=True) == is_https


@pytest.mark.parametrize(
    "text", ["10.1/a;b", "doi:10.1/a;b", "DOI: 10.1/a;b", "http://dx.doi.org/10.1/a;b"]
)
def test_a_doi_has_one_address_however_it_is_written(text):
    assert addresses.doi_url(text) == "https://doi.org/10.1/a;b"


def test_a_doi_in_a_text_ends_before_its_punctuation():
    assert addresses.doi("Reed, 2020, doi:10.1234/mills.5.;") == "10.1234/mills.5"
    assert addresses.doi("Reed, 10.1/mills") is None
    assert addresses.quoted_doi_url("10.1234/a<b>#c") == "https://doi.org/10.1234/a%3Cb%3E%23c"


def test_a_link_by_way_of_google_leads_to_its_target():
    assert (
        addresses.unredirected("https://www.google.com/url?q=https://a.example/x&sa=D")
        == "https://a.example/x"
    )
    assert addresses.unredirected("https://a.example/url?q=b") == "https://a.example/url?q=b"


def test_a_button_that_passes_a_page_on_is_no_source():
    assert addresses.is_sharing("https://www.facebook.com/sharer/sharer.php?u=x")
    assert not addresses.is_sharing("https://www.facebook.com/mills")
