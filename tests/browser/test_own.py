"""A text of one's own in a browser: dropped, pasted, changed, saved, seen by nobody else."""

import io
import zipfile

from playwright.sync_api import expect

from tests.browser.conftest import Reader

REPORT = """\
# Heat pumps in cities

## Cost

They cost less to run than gas [1]. Old houses need insulation first [2].

## Noise

Fans are heard at night [3]. Rules set a limit of 40 decibels [3].

## Sources

[1] Price list of 2024, https://prices.example/list
[2] Building survey
"""
FAR = "https://far.invalid"
HOSTILE = f"""\
<!DOCTYPE html><html><head><title>Page</title><meta http-equiv="refresh" content="0;url={FAR}">
<style>*{{display:none}}</style></head><body onload="window.ran=1">
<h1>&lt;script&gt;window.ran=2&lt;/script&gt; Pumps</h1><script>window.ran=3</script>
<p>They are &lt;b&gt;cheap&lt;/b&gt; ![x]({FAR}/x.png) and quiet [1].</p>
<img src="{FAR}/y.png" onerror="window.ran=4"><h2>Sources</h2>
<p>[1] <a href="javascript:window.ran=5">A list</a></p></body></html>
"""


def drop(reader, *files):
    reader.page.locator(".st-key-opener button").click()
    field = reader.page.locator("[data-testid='stFileUploader'] input[type='file']")
    field.set_input_files(
        [{"name": n, "mimeType": "text/plain", "buffer": b} for n, b in files]
    )  # fmt: skip


def title(reader):
    return reader.page.locator("h1.title")


def test_a_dropped_report_is_on_the_page_at_once_and_a_bar_leads_to_its_words(reader):
    reader.open()
    drop(reader, ("report.md", REPORT.encode()))

    expect(title(reader)).to_have_text("Heat pumps in cities")
    reader.reads("p1", "p2", "p3", "p4")
    expect(reader.page.locator("[data-testid='stFileUploader']")).to_have_count(0)
    reader.click(reader.page.locator(".st-key-theme_by_source .barlayer .point > path").first)
    expect(reader.heading).to_contain_text("×")
    assert reader.complaints == []
    assert reader.elsewhere == []


def test_a_pasted_text_is_read(reader):
    reader.open()
    reader.page.locator(".st-key-opener button").click()
    reader.page.locator(".st-key-pasted textarea").fill(REPORT)
    reader.page.locator(".st-key-read_pasted button").click()

    expect(title(reader)).to_have_text("Heat pumps in cities")
    expect(reader.page.locator(".st-key-pasted")).to_have_count(0)


def test_the_saved_folder_is_dropped_again_as_it_was(reader):
    reader.open()
    drop(reader, ("report.md", REPORT.encode()))
    expect(title(reader)).to_have_text("Heat pumps in cities")
    reader.settle()
    reader.page.locator(".st-key-saving button").first.click()
    with reader.page.expect_download() as download:
        reader.page.locator(".st-key-folder_zip button").click()
    packed = download.value.path().read_bytes()

    assert download.value.suggested_filename == "report.zip"
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == [
        "report/analysis.md", "report/about.yaml", "report/codebook.yaml",
    ]  # fmt: skip
    reader.page.reload()
    expect(title(reader)).to_contain_text("Trump")
    drop(reader, ("report.zip", packed))
    expect(title(reader)).to_have_text("Heat pumps in cities")
    reader.reads("p1", "p2", "p3", "p4")


def test_nobody_else_sees_it(reader, browser, address):
    reader.open()
    drop(reader, ("report.md", REPORT.encode()))
    expect(title(reader)).to_have_text("Heat pumps in cities")
    context = browser.new_context()
    other = Reader(context.new_page(), address).open("?analysis=report")

    expect(title(other)).to_contain_text("Trump")
    expect(other.page.locator(".st-key-analysis")).to_have_count(0)
    assert "Heat pumps" not in other.page.content()
    context.close()


def test_a_hostile_page_is_shown_as_its_letters(reader):
    reader.open()
    drop(reader, (f"<img src={FAR}>.html", HOSTILE.encode()))

    expect(title(reader)).to_have_text("<script>window.ran=2</script> Pumps")
    quoted = reader.page.locator("[data-passage=p1] blockquote")
    expect(quoted).to_contain_text(f"<b>cheap</b> ![x]({FAR}/x.png) and quiet [1].")
    assert reader.page.evaluate("window.ran") is None
    assert reader.elsewhere == []


def test_words_given_to_a_theme_show_in_the_charts(reader):
    reader.open()
    drop(reader, ("report.md", REPORT.encode()))
    expect(title(reader)).to_have_text("Heat pumps in cities")
    reader.settle()
    reader.page.get_by_role("radio", name="Themes", exact=True).click()
    reader.page.locator(".st-key-use_headings button").click()
    reader.page.locator(".st-key-terms_noise input").fill("fans, decibels, gas")
    reader.page.keyboard.press("Enter")

    expect(reader.page.locator(".st-key-found_noise")).to_have_text("3 passages")
    expect(reader.page.locator(".st-key-theme")).to_contain_text("Noise 3")
    reader.page.locator(".st-key-undo_change button").first.click()
    expect(reader.page.locator(".st-key-terms_noise input")).to_have_value("")


def test_a_pasted_list_names_the_sources(reader):
    reader.open("?view=sources")
    reader.page.locator(".st-key-listing button").first.click()
    reader.page.locator(".st-key-list_pasted textarea").fill("[1] First\n[2] Second")
    reader.page.locator(".st-key-read_list button").click()

    expect(reader.page.locator(".st-key-listing [data-testid='stTextArea']")).to_have_count(0)
    expect(reader.page.get_by_text("the list has no entry for [3]")).to_be_visible()
    expect(reader.page.locator("h2.finding", has_text="2 of 9 sources are listed")).to_be_visible()


def test_on_a_phone_the_door_fits(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open()
    reader.page.locator(".st-key-opener button").click()
    box = reader.page.locator("[data-testid='stPopoverBody']").bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_words_of_a_theme_have_a_line_of_their_own(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("?view=themes")
    reader.page.locator(".st-key-copy button").click()
    field = reader.page.locator(".st-key-terms_sanctions input")
    field.wait_for()

    assert field.bounding_box()["width"] >= 300
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
