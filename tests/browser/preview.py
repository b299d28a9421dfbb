"""Take the picture of the README again: `python -m tests.browser.preview`."""

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, ROOT, serve

PICTURE = ROOT / "data" / "trump-putin-us-russia" / "preview.png"


def main() -> None:
    process, address = serve(ROOT / "app.py")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
            page.goto(f"{address}/?pick=theme:sanctions&pick=source:1")
            page.locator(".st-key-reading_order .point > path").first.wait_for()
            page.wait_for_timeout(2000)  # fonts
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        process.terminate()


if __name__ == "__main__":
    main()
