"""Journeys through the page in a real browser: only what no other test can see."""

from playwright.sync_api import expect

from tests.browser.conftest import Reader

SOURCES, THEMES = 10, 11  # traces of the main figure after its seven rows of tiles
EVERYTHING = [f"p{n}" for n in range(1, 15)]


def test_a_click_on_a_tile_shows_the_very_words(reader):
    reader.open()
    reader.click(reader.bar("theme_by_source", 2, 1))

    reader.reads("p1", "p3", "p4", "p5", "p13")
    expect(reader.heading).to_contain_text("Sanctions × Source [1]")
    first = reader.page.locator("[data-passage=p1] blockquote")
    expect(first).to_contain_text(
        "legislative entrenchment of sanctions, and strategic uncertainty"
    )
    expect(first.locator("[data-source='1']")).to_have_text("[1]")


def test_clicking_the_same_tile_after_moving_on_opens_it_again(reader):
    reader.open()
    tile = reader.bar("theme_by_source", 2, 1)
    reader.click(tile).reads("p1", "p3", "p4", "p5", "p13")
    reader.page.locator(".st-key-next button:visible").click()
    reader.reads("p3", "p4", "p5", "p13")

    reader.click(tile)
    reader.reads("p1", "p3", "p4", "p5", "p13")


def test_a_tile_opens_again_after_other_bars_were_clicked(reader):
    reader.open()
    tile = reader.bar("theme_by_source", 2, 1)
    for bar, ids in (
        (tile, ["p1", "p3", "p4", "p5", "p13"]),
        (reader.bar("theme_by_source", SOURCES, 8), ["p11", "p12"]),
        (reader.bar("theme_by_source", THEMES, 5), ["p2", "p7", "p8", "p13"]),
        (tile, ["p1", "p3", "p4", "p5", "p13"]),
        (tile, ["p1", "p3", "p4", "p5", "p13"]),
        (reader.bar("theme_by_source", SOURCES, 8), ["p11", "p12"]),
    ):
        reader.click(bar).page.wait_for_timeout(600)  # two clicks on a bar read the same
        reader.reads(*ids)


def test_clicks_on_bars_and_marks_read_what_they_count(reader):
    reader.open()
    reader.click(reader.bar("theme_by_source", SOURCES, 8)).reads("p11", "p12")
    expect(reader.heading).to_contain_text("Source [8]: not listed in the text")

    reader.click(reader.bar("theme_by_source", THEMES, 5)).reads("p2", "p7", "p8", "p13")
    expect(reader.heading).to_contain_text("Arms control")

    passage_8 = reader.bar("reading_order", 1, 8)
    reader.click(passage_8, at=(10, 8)).reads(*EVERYTHING[7:])


def test_a_mark_of_the_reading_order_reads_on_from_its_passage(reader):
    reader.open()
    mark = reader.page.locator(".st-key-reading_order .trace:nth-child(2) .point:last-child > path")
    reader.click(mark)

    reader.reads("p14")
    expect(reader.page.locator("[data-passage=p14] blockquote")).to_contain_text(
        "most analysts cited here conclude that the balance of effects was entrenchment"
    )


def test_the_picked_tile_is_outlined_and_the_chart_is_not_drawn_anew(reader):
    reader.open()
    tile = reader.bar("theme_by_source", 2, 1)
    tile.evaluate("path => { window.before = path }")
    reader.click(tile).reads("p1", "p3", "p4", "p5", "p13")

    expect(tile).to_have_css("stroke-width", "2.5px")
    assert tile.evaluate("path => path === window.before")


def test_the_theme_filter_leaves_its_passages_and_says_how_many(reader):
    reader.open()
    filter_ = reader.page.locator(".st-key-theme")
    filter_.get_by_role("button", name="Sanctions").click()
    filter_.get_by_role("button", name="Uncertainty").click()

    reader.reads("p1", "p2", "p3", "p4", "p5", "p8", "p11", "p13", "p14")
    expect(reader.page.locator(".st-key-filters")).to_contain_text("9 of 14 passages")
    reader.page.locator(".st-key-clear button").click()
    reader.reads(*EVERYTHING)


def test_a_section_is_picked_where_it_crosses_a_theme(reader):
    reader.open("?view=sections")
    reader.click(reader.bar("theme_by_section", 5, 4))

    reader.reads("p7", "p8")
    expect(reader.heading).to_contain_text("Arms control × Section 3. Arms control")


def test_a_link_opens_the_same_view(reader):
    reader.open()
    reader.click(reader.bar("theme_by_source", 2, 1)).reads("p1", "p3", "p4", "p5", "p13")
    reader.page.locator(".st-key-next button:visible").click()
    reader.reads("p3", "p4", "p5", "p13")
    reader.page.wait_for_url("**p=p3**")

    reader.open("?" + reader.page.url.partition("?")[2])
    reader.reads("p3", "p4", "p5", "p13")
    expect(reader.bar("theme_by_source", 2, 1)).to_have_css("stroke-width", "2.5px")


def test_everything_is_reached_by_keyboard(reader):
    reader.open()
    pick = reader.page.get_by_role("combobox", name="What to read")
    pick.focus()
    pick.press_sequentially("Arms control")
    reader.page.keyboard.press("Enter")
    reader.reads("p2", "p7", "p8", "p13")

    passage = reader.page.get_by_role("combobox", name="Passage")
    passage.focus()
    passage.press_sequentially("8 of 14")
    reader.page.keyboard.press("Enter")
    reader.reads("p8", "p13")


def test_a_cell_of_the_table_behind_a_chart_is_a_door(reader):
    reader.open()
    reader.page.locator(".st-key-data_theme_by_source button").click()
    grid = reader.page.get_by_test_id("stDataFrame")
    expect(grid).to_be_visible()
    reader.page.wait_for_timeout(500)
    box = grid.bounding_box()
    reader.page.mouse.click(box["x"] + 40, box["y"] + 35 + 35 * 2 + 17)  # third row: arms control

    reader.reads("p2", "p7", "p8", "p13")


def test_a_table_can_be_taken_away(reader):
    reader.open()
    reader.page.locator(".st-key-data_theme_by_source button").click()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Download CSV").click()

    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert download.value.suggested_filename == "trump-putin-us-russia-theme_by_source.csv"
    assert lines[0] == '"theme_id","theme","source_id","title","n_passages","n_citations"'
    assert len(lines) == 1 + 7 * 9


def test_the_paragraph_and_the_reasons_open_in_place(reader):
    reader.open("?p=p4")
    passage = reader.page.locator("[data-passage=p4]")
    passage.get_by_text("In its paragraph").click()
    expect(passage).to_contain_text("Trump’s public admiration for Putin")

    passage.get_by_text("Why these themes, which sources").click()
    expect(passage).to_contain_text("Presidential tone set against legislative action.")


def test_the_first_screen_holds_title_filter_both_charts_and_the_reader(reader):
    reader.open()
    for key in ("head", "theme", "theme_by_source", "reading_order", "reader"):
        box = reader.page.locator(f".st-key-{key}").bounding_box()
        assert box["y"] >= 0, key
        assert box["y"] + box["height"] <= 900, key


def test_the_reader_stays_in_sight_when_the_page_scrolls(reader):
    reader.page.set_viewport_size({"width": 1440, "height": 560})
    reader.open()
    reader.page.mouse.move(300, 300)
    reader.page.mouse.wheel(0, 300)
    reader.page.wait_for_function(
        "document.querySelector('.st-key-reading_order').getBoundingClientRect().top < 400"
    )

    box = reader.page.locator(".st-key-reader").bounding_box()
    assert 0 < box["y"] < 140
    assert box["y"] + box["height"] <= 560


def test_on_a_phone_the_words_of_a_pick_are_in_sight_and_nothing_scrolls_sideways(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("?pick=theme:arms-control")

    box = reader.page.locator("[data-passage=p2] blockquote").bounding_box()
    assert 400 < box["y"] < 800
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_charts_have_a_name_that_says_their_finding(reader):
    reader.open()
    figures = reader.page.get_by_role("figure")

    expect(figures.first).to_have_accessible_name(
        "3 of 9 sources, [1], [2] and [3], carry 55% of the citations; “Institutional pushback” "
        "runs through 7 of 14 passages. Tiles: passages per theme and source."
    )
    expect(figures.nth(1)).to_have_accessible_name(
        "Sources [1] and [3] are cited in 5 of 7 sections each; [8] and [9] only in one. "
        "Reading order: a mark is "
        "a passage that cites the source, in the colours of its themes."
    )


def test_a_whole_visit_asks_nobody_else_and_logs_no_error(reader):
    reader.open("?theme=nothing")
    expect(reader.page.get_by_text("theme “nothing”")).to_be_visible()
    reader.click(reader.bar("theme_by_source", 1, 1))
    for view in ("Sections", "Sources", "Themes", "Themes × sources"):
        reader.page.locator(".st-key-view").get_by_text(view, exact=True).click()
        reader.page.wait_for_timeout(800)
    expect(reader.bar("theme_by_source", 1, 1)).to_be_visible()

    assert reader.elsewhere == []
    assert reader.complaints == []


def test_no_button_of_the_platform_is_left_on_the_page(reader):
    reader.open()

    expect(reader.page.get_by_role("button", name="Deploy")).to_have_count(0)
    expect(reader.page.get_by_test_id("stToolbar")).not_to_be_visible()
    expect(reader.page).to_have_title(
        "How did Trump's relationship with Vladimir Putin impact US-Russia foreign policy?"
    )


def test_each_tap_of_a_finger_opens_what_it_taps(browser, address):
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    reader = Reader(phone.new_page(), address).open()

    for nth, first in ((6, "p6"), (3, "p3"), (9, "p9"), (9, "p9")):
        bar = reader.bar("reading_order", 1, nth)
        bar.evaluate("one => one.scrollIntoView({ block: 'center' })")
        box = bar.bounding_box()
        reader.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        reader.page.wait_for_function(
            "id => document.querySelector('[data-passage]')?.dataset.passage === id", arg=first
        )
        reader.settle()
    phone.close()


def test_the_way_back_leads_through_what_was_chosen_and_out_again(reader):
    reader.page.goto("about:blank")
    reader.open("?view=sections")
    reader.page.locator(".st-key-view").get_by_text("Reliance", exact=True).click()
    reader.page.wait_for_url("**view=reliance**")
    reader.click(reader.bar("knock_out", 2, 1)).reads("p8")
    reader.page.wait_for_url("**pick=source**")
    reader.page.wait_for_timeout(1200)  # as long as the page waits for an address to arrive

    reader.page.go_back()
    reader.reads(*EVERYTHING)
    reader.page.go_back()
    expect(reader.page.locator(".st-key-theme_by_section")).to_be_visible()
    reader.page.go_forward()
    reader.page.go_forward()
    reader.reads("p8")
    assert "pick=source%3A7" in reader.page.url

    for _ in range(3):
        reader.page.go_back()
    reader.page.wait_for_url("about:blank")
