"""Journeys through the view Reliance in a real browser."""

from playwright.sync_api import expect


def test_a_source_switched_off_leaves_a_passage_bare(reader):
    reader.open("?view=reliance&p=p8")
    box = reader.page.get_by_role("combobox", name="Switch off")
    box.click()
    reader.page.get_by_role("option", name="[7]").click()

    expect(reader.page.locator("[data-passage=p8] .held")).to_have_text("○Bare: 1 → no source")
    expect(reader.page.locator(".st-key-title_knock_out")).to_contain_text("Without [7]")
    reader.page.wait_for_url("**without=7**")


def test_a_bar_of_a_source_opens_its_passages_and_is_outlined(reader):
    reader.open("?view=reliance")
    bar = reader.bar("knock_out", 1, 1)
    reader.click(bar, at=(60, 8)).reads("p7", "p8", "p13")
    expect(bar).to_have_css("stroke-width", "2.5px")

    reader.click(reader.bar("knock_out", 2, 1)).reads("p8")


def test_a_link_without_a_source_shows_what_falls(reader):
    reader.open("?view=reliance&without=7")

    expect(reader.page.locator("[data-passage=p8] .held")).to_contain_text("Bare")
    reader.page.locator(".st-key-state_bare button").click()
    reader.reads("p8")


def test_the_first_screen_holds_the_knock_out_and_the_support_along_the_text(reader):
    reader.open("?view=reliance&without=2,3")
    for key in ("switch_off", "knock_out", "theme_losses", "support_depth"):
        box = reader.page.locator(f".st-key-{key}").bounding_box()
        assert box["y"] >= 0, key
        assert box["y"] + box["height"] <= 900, key


def test_a_visit_of_all_parts_asks_nobody_else_and_logs_no_error(reader):
    reader.open("?view=reliance&without=2")
    for part in ("Reading list", "Themes", "Sources", "Checks", "Order", "Statement", "Knock out"):
        reader.page.locator(".st-key-part").get_by_text(part, exact=True).click()
        reader.page.wait_for_timeout(700)
        reader.settle()

    expect(reader.bar("knock_out", 1, 1)).to_be_visible()
    assert reader.elsewhere == []
    assert reader.complaints == []


def spot(reader, nth):
    """A circle of the network or, after the circles, the point of a line."""
    return reader.page.locator(f".st-key-co_citation .scatterlayer .points > .point >> nth={nth}")


def test_a_circle_opens_its_source_and_a_point_of_a_line_what_cites_both(reader):
    reader.open("?view=reliance&part=sources")
    circle, point = spot(reader, 1), spot(reader, 23)
    reader.click(circle).reads("p1", "p6", "p9", "p10", "p14")
    expect(circle).to_have_css("stroke-width", "2.5px")

    reader.click(point).reads("p1", "p6", "p10", "p14")
    expect(point).to_have_css("stroke-width", "2.5px")
    expect(circle).to_have_css("stroke-width", "1.5px")
    reader.page.wait_for_url("**pick=source%3A2&pick=other%3A3**")

    # A further click on what is picked takes nothing away.
    reader.click(point).reads("p1", "p6", "p10", "p14")


def test_a_click_anywhere_above_a_passage_of_the_curve_reads_on_from_it(reader):
    reader.open("?view=reliance&part=order")
    reader.click(reader.bar("cumulative_sources", 1, 12), at=(10, 10))

    reader.reads("p12", "p13", "p14")


def test_on_a_phone_no_circle_is_cut_off(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("?view=reliance&part=sources")
    spot(reader, 0).wait_for()
    figure = reader.page.locator(".st-key-co_citation .main-svg").first.bounding_box()

    for nth in range(9):
        box = spot(reader, nth).bounding_box()
        assert figure["x"] <= box["x"], nth
        assert box["x"] + box["width"] <= figure["x"] + figure["width"], nth
        assert figure["y"] <= box["y"], nth
        assert box["y"] + box["height"] <= figure["y"] + figure["height"], nth


def test_the_marks_of_both_sources_of_a_picked_pair_stand_out(reader):
    reader.open("?view=reliance&part=sources")
    reader.click(spot(reader, 23)).reads("p1", "p6", "p10", "p14")

    mark = reader.page.locator("[data-passage=p1] mark.cite:not([hidden])")
    plain = mark.nth(0).evaluate("one => getComputedStyle(one).backgroundColor")
    expect(mark.nth(0)).to_have_attribute("data-source", "1")
    for nth, source_id in ((1, "2"), (2, "3")):
        expect(mark.nth(nth)).to_have_attribute("data-source", source_id)
        expect(mark.nth(nth)).not_to_have_css("background-color", plain)
    expect(reader.page.locator(".reader > h2")).to_contain_text("Sources [2] and [3]")
