"""Text from a document is data: nothing in it runs, loads, links or changes a letter."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Reader, serve

FAR = "https://far.invalid"
SENTENCE = (
    f"The <b>words</b> [link]({FAR}) stay ![img]({FAR}/i.png) :red[as] they -> are, "
    f"<style>*{{display:none}}</style> :smile: **bold** $x^2$ &lt;b&gt; [1]."
)
TEXT = f"""\
# <script>window.ran=1</script> title

## <img src={FAR}/x onerror="window.ran=2"> heading

{SENTENCE}

## Sources

[1] <a href="javascript:window.ran=3">Title</a> <b>b</b>: https://example.org/"onmouseover="x
"""
CODEBOOK = f"""\
themes:
  - id: one
    name: '<img src={FAR}/t.png> **b** :material/verified:'
    definition: '</style><script>window.ran=4</script>'
    terms: [words]
"""


@pytest.fixture
def hostile(page, tmp_path):
    (tmp_path / "analysis.md").write_text(TEXT, "utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    process, address = serve(ROOT / "src" / "dashboard" / "page" / "start.py", tmp_path)
    yield Reader(page, address)
    process.terminate()
    process.wait(10)


@pytest.mark.parametrize("view", ["overview", "sections", "sources", "themes"])
def test_hostile_text_is_shown_as_its_letters(hostile, view):
    hostile.open(f"?view={view}&q=<script>&theme=<b>&pick=theme:one")
    hostile.open(f"?view={view}&pick=theme:one")
    page = hostile.page
    page.wait_for_timeout(1500)
    for summary in page.locator("details > summary").all():
        summary.click()

    assert page.locator("[data-passage=p1] blockquote").inner_text() == SENTENCE
    expect(page.locator("h1.title")).to_have_text("<script>window.ran=1</script> title")
    expect(page.locator("[data-passage=p1] .chips")).to_contain_text(f"<img src={FAR}/t.png> **b**")
    links = page.locator(".stApp a[href^='http']").evaluate_all(
        "all => all.map(e => [e.host, e.rel])"
    )
    assert links == [["example.org", "noopener noreferrer"]]
    assert page.evaluate("window.ran") is None
    assert hostile.elsewhere == []
