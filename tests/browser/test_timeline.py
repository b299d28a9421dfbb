"""The timeline in a real browser: a real click, a real link."""

from playwright.sync_api import expect

from dashboard.study import analysis, folder
from tests.browser.conftest import ROOT


def nth(event_id):
    """The place of an event's first bar in the figure as the page draws it."""
    from dashboard.measures import timeline
    from dashboard.tables import tables

    files, _ = folder.files(ROOT / "data" / "trump-putin-us-russia")
    read = analysis.read("shipped", files)
    coded = tables.build(read.document, read.book, read.codings).coded_by("hand")
    table = timeline.timeline(coded, read.document, read.events)
    order = {theme.id: n for n, theme in enumerate(read.book.themes)}
    table["lane"] = table["theme_id"].map(order)
    table = table.sort_values("lane", kind="stable")
    return table["item_id"].tolist().index(event_id) + 1


def test_a_click_on_an_event_shows_it_and_the_words_that_allude_to_it(reader):
    reader.open("?view=timeline")
    bar = reader.bar("timeline", 1, nth("caatsa-2017"))
    reader.click(bar)
    event = reader.page.locator("[data-event='caatsa-2017']")

    expect(event).to_contain_text("CAATSA becomes law")
    expect(event).to_contain_text("not a source of the analysis")
    expect(event.locator("a")).to_have_text("www.govinfo.gov")
    expect(reader.page.locator("mark.alluding").first).to_be_visible()
    expect(bar).to_have_css("stroke-width", "2.5px")
    reader.settle()
    first = reader.passages()
    reader.page.locator(".st-key-next button:visible").click()
    reader.reads(*first[1:])
    reader.click(bar)
    reader.reads(*first)
    assert reader.elsewhere == []
    assert reader.complaints == []


def test_a_passage_leads_back_to_the_timeline_with_its_event_marked(reader):
    reader.open()
    reader.page.locator("[data-passage=p1] [data-select='event:caatsa-2017']").click()
    reader.page.wait_for_url("**event=caatsa-2017**")

    expect(reader.page.locator("[data-event='caatsa-2017']")).to_be_visible()
    bar = reader.bar("timeline", 1, nth("caatsa-2017"))
    expect(bar).to_have_css("stroke-width", "2.5px")
    assert reader.elsewhere == []


def test_on_a_phone_the_timeline_fits(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("?view=timeline&event=caatsa-2017")

    expect(reader.page.locator("[data-event='caatsa-2017']")).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
