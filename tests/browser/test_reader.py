"""The reader's own script: it answers before the server does, and says the same."""

import json
import signal
from itertools import product

import pytest
from playwright.sync_api import expect

from dashboard.page.opened import open_
from dashboard.page.reader import library as held_there
from dashboard.page.reader import reader as written
from dashboard.page.session import Counting
from dashboard.study import analysis, folder
from dashboard.tables import selection
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection
from tests.browser.conftest import ROOT, Reader, serve

OFF = ("2", "3")
"""Sources that are switched off."""

SAME = """async ({library, asked, left, filter}) => {
  const at = "/_stcore/bidi-components/citelight.reader/";
  const { passages, parts } = await import(at + "selection.js");
  const { heading } = await import(at + "reader.js");
  return asked.map(text => {
    const ids = passages(library, parts(text), left && new Set(left));
    return [ids, heading(library, parts(text), ids.length, filter)];
  });
}"""


@pytest.fixture(scope="module")
def opened():
    files, _ = folder.files(ROOT / "data" / "trump-putin-us-russia")
    return open_(analysis.read("shipped", files), files, "digest", is_own=False)


def selections(opened):
    """One of each kind, and crossings of them."""
    themes, sources, sections = list(opened.themes), list(opened.sources), list(opened.sections)
    yield Selection()
    yield from (Selection(themes=(id_,)) for id_ in themes)
    yield from (Selection(themes=tuple(themes[:3]), all_themes=is_all) for is_all in (True, False))
    yield from (
        Selection(themes=(theme,), sources=(source,)) for theme, source in product(themes, sources)
    )
    yield from (Selection(sources=("1", id_), all_sources=True) for id_ in sources[1:])
    yield from (Selection(sections=(id_,)) for id_ in sections)
    yield from (Selection(support=support) for support in SUPPORT)
    yield from (Selection(sources=("2",), support=support) for support in SUPPORT)
    yield from (Selection(depths=depths) for depths in ((DEPTHS[1],), DEPTHS[2:], ("0",)))
    yield from (Selection(event=id_) for id_ in opened.events)
    yield Selection(passages=tuple(opened.passages)[1:14])
    yield Selection(start="p9", sources=("6",))
    yield Selection(start="p2")


@pytest.mark.parametrize("filter_", [Selection(), Selection(themes=("sanctions", "uncertainty"))])
def test_the_browser_finds_the_passages_that_the_server_finds_and_names_them_alike(
    reader, opened, filter_
):
    counted = opened.counted("hand")
    by = Counting("hand", without=OFF)
    library = held_there.library(opened, by, "", "")
    quotes = {
        id_: [quote.passage_id for quote in event.quotes] for id_, event in opened.events.items()
    }
    left = selection.passages(counted, filter_) if filter_ else None
    asked = list(selections(opened))
    reader.open()
    shown = reader.page.evaluate(
        SAME,
        {
            "library": json.loads(json.dumps(library.said)),
            "asked": list(map(str, asked)),
            "left": left,
            "filter": written.asked_for(opened, filter_) if filter_ else "",
        },
    )

    assert len(asked) > 120
    for one, (ids, heading) in zip(asked, shown, strict=True):
        found = selection.passages(counted, filter_, one, without=OFF, events=quotes)
        assert ids == found, one
        assert heading == written.heading(opened, one, filter_, len(found)), one


@pytest.fixture
def slow(page):
    """A page whose server can be stopped and go on."""
    process, address = serve(ROOT / "app.py")
    yield Reader(page, address), process
    process.send_signal(signal.SIGCONT)
    process.terminate()
    process.wait(10)


def test_the_words_of_a_click_stand_before_the_server_answers_and_stay_when_it_does(slow):
    reader, process = slow
    reader.open()
    tile, other = reader.bar("theme_by_source", 2, 1), reader.bar("theme_by_source", 10, 8)
    other.wait_for()
    reader.page.wait_for_timeout(1000)
    process.send_signal(signal.SIGSTOP)
    reader.click(other)
    expect(reader.heading).to_contain_text("Source [8]")
    reader.click(tile)
    expect(reader.heading).to_contain_text("Sanctions × Source [1]")
    expect(tile).to_have_css("stroke-width", "2.5px")
    assert reader.passages() == ["p1", "p3", "p4", "p5", "p13"]
    assert "pick=" not in reader.page.url
    words = reader.page.locator("[data-passage=p1]")
    words.evaluate("one => { window.before = one }")

    process.send_signal(signal.SIGCONT)
    reader.page.wait_for_url("**pick=theme%3Asanctions&pick=source%3A1**")
    reader.reads("p1", "p3", "p4", "p5", "p13")
    assert words.evaluate("one => one === window.before")


def test_without_the_script_s_ears_the_server_alone_answers(reader):
    reader.open("?listen=off")
    tile = reader.bar("theme_by_source", 2, 1)
    reader.click(tile).reads("p1", "p3", "p4", "p5", "p13")

    expect(tile).to_have_css("stroke-width", "2.5px")
    reader.page.locator(".st-key-next button:visible").click()
    reader.reads("p3", "p4", "p5", "p13")
    reader.click(tile).reads("p1", "p3", "p4", "p5", "p13")


def test_a_mark_shows_what_it_names_and_leads_to_its_passages(reader):
    reader.open()
    mark = reader.page.locator("[data-passage=p1] mark.cite[data-select='source:2']")
    card = reader.page.locator(".about-source")
    expect(card).not_to_be_visible()
    mark.hover()
    expect(card).to_contain_text("Source [2]")
    expect(card).to_contain_text("not listed in the text")
    expect(card).to_contain_text("cited in 5 passages, alone in 0")
    reader.page.mouse.move(300, 300)
    expect(card).not_to_be_visible()

    mark.focus()
    reader.page.keyboard.press("Enter")
    expect(card).to_be_visible()
    reader.page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    expect(mark).to_be_focused()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Enter")  # the way that is focused
    expect(reader.heading).to_contain_text("Source [2]")
    assert len(reader.passages()) == 5


def test_a_theme_and_a_source_below_a_passage_lead_to_their_passages_and_back(reader):
    reader.open()
    first = reader.page.locator("[data-passage=p1]")
    first.get_by_role("button", name="Sanctions").click()
    expect(reader.heading).to_contain_text("Sanctions")
    reader.page.wait_for_url("**pick=theme%3Asanctions**")

    reader.page.locator(".reader .back").click()
    reader.reads(*[f"p{n}" for n in range(1, 15)])
    first.locator("li.src").get_by_role("button", name="[3]").click()
    expect(reader.heading).to_contain_text("Source [3]")


def test_the_words_of_what_is_picked_stand_out(reader):
    reader.open("?pick=theme:sanctions&pick=source:1")
    first = reader.page.locator("[data-passage=p1]")

    expect(first.locator("mark.cite.hit")).to_have_text(["[1]"])
    expect(first.locator("mark.words.strong")).to_have_text("legislative entrenchment of sanctions")
    reader.open("?view=timeline&event=caatsa-2017")
    expect(reader.page.locator("[data-passage=p1] mark.alluding").first).to_be_visible()
    reader.page.locator(".reader .back").click()
    expect(reader.page.locator("mark.alluding")).to_have_count(0)


def test_of_a_long_text_the_words_that_were_not_sent_come_with_the_answer(page, tmp_path):
    line = "The wheel of mill {} turned as long as the river ran, {}and the miller slept [{}]. "
    text = "# Mills\n\n" + "\n\n".join(
        line.format(n, "and the grain was ground " * 12, 7 if n == 1400 else n % 3 + 1)
        for n in range(1, 1401)
    )
    (tmp_path / "mills.md").write_text(text, "utf-8")
    (tmp_path / "app.py").write_text(
        "from pathlib import Path\nfrom dashboard.page import app\n"
        f"app.show(Path({str(tmp_path / 'mills.md')!r}))\n",
        "utf-8",
    )
    process, address = serve(tmp_path / "app.py")
    try:
        reader = Reader(page, address).open("?view=sources")
        reader.open("?view=reliance&part=order")
        reader.page.locator(".st-key-cumulative_sources .point").first.wait_for()
        reader.open("?pick=source:7")
        reader.reads("p1400")
        expect(reader.page.locator("[data-passage=p1400] mark.hit")).to_have_text("[7]")
        reader.page.locator(".reader .back").click()
        expect(reader.heading).to_contain_text("1400 of 1400 passages")
        assert len(reader.passages()) == 25
    finally:
        process.terminate()
        process.wait(10)
