"""Help on the page: the manual, from the package."""

import re

from dashboard.page.help import citing, manual
from tests.app.test_page import start
from tests.conftest import TEXT

MARKUP = r"<[a-z/!]|\$|:\w+\[|:[a-z_]+:|\]\("
"""What Streamlit would show otherwise than it is written."""


def shown(app):
    return "\n".join(element.value for element in app.markdown)


def test_help_opens_the_whole_manual_in_sections(tmp_path):
    (tmp_path / "analysis.txt").write_text(TEXT, "utf-8")
    app = start(tmp_path)
    before = shown(app)

    app.button(key="help").click().run()

    assert not app.exception
    assert "number and every mark in a chart is a door" not in before
    assert "number and every mark in a chart is a door" in shown(app)
    sections = re.findall(r"^## (.+)$", manual(), re.MULTILINE)
    assert [one.label for one in app.expander] == [*sections, "Every way of citing that is read"]
    said = "".join(shown(app).split())
    assert all("".join(line.split()) in said for line in manual().split("\n") if line[:1] != "#")


def test_help_is_there_when_no_analysis_can_be_shown(tmp_path):
    app = start(tmp_path / "nothing")

    app.button(key="help").click().run()

    assert not app.exception
    assert "number and every mark in a chart is a door" in shown(app)


def test_the_manual_is_plain_markdown_for_the_page():
    prose = re.sub(r"`[^`\n]+`", "", manual())

    assert not re.search(MARKUP, prose)


def test_the_ways_of_citing_are_plain_markdown_for_the_page():
    said = re.sub(r"(?m)^    .*$|``.+?``|`[^`\n]+`", "", citing())

    assert len(said) > 1_000
    assert not re.search(MARKUP, said)
