"""What leans on the insides of Streamlit and Plotly, in the browser that shows them.

A release that draws its elements otherwise is noticed here: each test stands for a kind of what
`dashboard.page.platform` knows.
"""

import re

from playwright.sync_api import expect

from dashboard.page.platform import dom

UNMATCHED = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const found = new Set();
  const look = rules => {
    for (const rule of rules) {
      if (rule.cssRules?.length) look(rule.cssRules);
      for (const one of rule.selectorText?.split(/,\\s*(?![^(]*\\))/) ?? []) {
        const plain = one.replace(/::?(?:before|after|hover)/g, "");
        if (!document.querySelector(plain)) found.add(one);
      }
    }
  };
  look(sheet.cssRules);
  return [...found];
}"""
REPORT = """# Heat pumps

## Cost of heating

Heat pumps cost less than gas boilers [1]. Old houses need wall insulation first [2].
Gas boilers cost more every winter [1]. The wall insulation is paid once [2].

## Noise of fans

Night noise comes from fans [1]. A limit on night noise protects neighbours [2].
Gas boilers make no night noise [1]. The wall insulation keeps fans out [2]. So they say.[^lost]

## Heating old houses

Old houses lose heat without wall insulation [1]. Gas boilers hide that cost [2].
Fans and night noise matter in old houses [1] [2].
"""
LINKED = REPORT.replace("[1]", "([list](https://prices-of-heat-pumps.example/2024))").replace(
    "[2]", "([survey](https://survey-of-old-houses.example/2023))"
)
"""The same with links, whose long names are written small beside the circles."""


def test_every_selector_of_the_style_meets_something_on_some_page(reader):
    left = None

    def look():
        nonlocal left
        reader.settle()
        found = set(reader.page.evaluate(UNMATCHED, dom.css(1)))
        left = found if left is None else left & found

    reader.open("?theme=sanctions&source=1&pick=source:2")
    reader.page.locator(".st-key-theme_by_source .point").first.wait_for()
    reader.page.locator(".st-key-more button").click()
    reader.page.locator("[data-testid='stPopoverBody'] [data-tag]").first.wait_for()
    look()
    for link, chart in (
        ("?view=sections", "theme_by_section"),
        ("?view=timeline&event=caatsa-2017", "timeline"),
        ("?view=overview&without=2", "theme_by_source"),
        ("?view=reliance&part=knock_out&without=2&pick=source:1", "support_depth"),
        ("?view=reliance&part=sources&without=2&pick=source:1", "co_citation"),
        ("?view=reliance&part=order", "cumulative_sources"),
        ("?view=reliance&part=statement", "support_depth"),
    ):
        reader.open(link)
        reader.page.locator(f".st-key-{chart} .point").first.wait_for()
        look()
    reader.page.locator(".st-key-opener button").click()
    reader.page.locator(".st-key-pasted textarea").fill(LINKED)
    reader.page.locator(".st-key-read_pasted button").click()
    reader.page.get_by_text("Heat pumps", exact=True).first.wait_for()
    reader.page.locator(".st-key-problems button").click()
    reader.page.locator("[class*=st-key-problem_]").first.wait_for()
    look()
    reader.page.keyboard.press("Escape")
    reader.page.locator(".st-key-view").get_by_text("Themes", exact=True).click()
    reader.page.locator(".st-key-start").wait_for()
    look()
    reader.page.locator(".st-key-use_headings button").click()
    reader.page.locator("[class*=st-key-draft_]").first.wait_for()
    look()
    reader.page.locator(".st-key-view").get_by_text("Reliance", exact=True).click()
    reader.page.locator(".st-key-support_depth .point").first.wait_for()
    reader.settle()
    reader.page.locator(".st-key-part").get_by_text("Sources", exact=True).click()
    reader.page.locator(".st-key-co_citation .point").first.wait_for()
    look()

    assert not left, "; ".join(sorted(left))


def test_a_selector_that_meets_nothing_is_noticed(reader):
    reader.open()

    css = '[data-testid="stGone"] > p:hover {margin: 0} @media (width > 1px) {.gone {margin: 0}}'
    assert len(reader.page.evaluate(UNMATCHED, css)) == 2


def test_the_bar_point_and_line_of_a_pick_stand_out(reader):
    reader.open("?view=reliance&part=sources&pick=source:1&pick=other:3")
    chart = reader.page.locator(".st-key-co_citation")
    chart.locator(".point").first.wait_for()
    dashed = (
        "all => all.map(e => getComputedStyle(e).strokeWidth).filter(w => w === '2.5px').length"
    )
    assert chart.locator(".scatterlayer .point").evaluate_all(dashed) == 1
    ink = """all => all.filter(e => getComputedStyle(e).stroke
        === getComputedStyle(document.querySelector('h1.title')).color).length"""
    assert chart.locator(".shapelayer path").evaluate_all(ink) == 1


def test_in_the_reading_order_the_rest_fades_and_the_passage_read_is_marked(reader):
    reader.open("?pick=source:1")
    strip = reader.page.locator(".st-key-reading_order")
    strip.locator(".trace:nth-child(2) .point > path").first.wait_for()
    opacities = strip.locator(".trace:nth-child(2) .point > path").evaluate_all(
        "all => all.map(e => getComputedStyle(e).opacity)"
    )
    assert set(opacities) == {"0.16", "1"}
    fills = strip.locator(".trace:nth-child(1) .point > path").evaluate_all(
        "all => all.map(e => getComputedStyle(e).fill)"
    )
    assert len(fills) == 14
    assert fills.count(fills[0]) == 1  # p1 is being read


def test_plotly_s_own_dimming_is_taken_back(reader):
    reader.open()
    tile = reader.bar("theme_by_source", 2, 1)
    reader.click(tile).reads("p1", "p3", "p4", "p5", "p13")

    expect(reader.bar("theme_by_source", 1, 1)).to_have_css("opacity", "1")


def test_the_page_keeps_its_name_through_later_runs(reader):
    reader.open()
    reader.click(reader.bar("theme_by_source", 2, 1)).reads("p1", "p3", "p4", "p5", "p13")

    expect(reader.page).to_have_title(re.compile("^How did Trump"))


def test_the_words_are_drawn_before_the_rest_of_the_page_is_made(reader):
    """In how many frames before the ways to other passages the new words stood, of some clicks."""
    reader.open()
    reader.page.evaluate(
        """() => {
        let frame = 0;
        window.frames = {};
        const tick = () => { frame++; requestAnimationFrame(tick); };
        requestAnimationFrame(tick);
        const words = () => document.querySelector('[data-passage]')?.dataset.passage;
        const ways = () => document.querySelector('.st-key-nav')?.innerHTML;
        let said = words(), ready = ways();
        new MutationObserver(() => {
          if (words() !== said) { said = words(); window.frames.words = frame; }
          if (ways() !== ready) { ready = ways(); window.frames.ways = frame; }
        }).observe(document.body, {childList: true, subtree: true, attributes: true});
      }"""
    )
    ahead = []
    for place in range(2, 10):
        reader.click(reader.bar("reading_order", 1, place), at=(10, 8))
        reader.reads(*[f"p{n}" for n in range(place, 15)])
        frames = reader.page.evaluate("window.frames")
        ahead.append(frames.get("ways", 0) - frames["words"])
        reader.page.wait_for_timeout(400)  # Plotly takes two clicks within 0.3 s for a double one
    assert max(ahead) > 0, ahead
