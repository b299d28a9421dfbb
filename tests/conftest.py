"""What several tests need: one small analysis with its codebook, as text."""

import pytest
from hypothesis import settings

from dashboard.study import analysis
from dashboard.tables import tables

# No deadline: CI has two loaded cores. Few examples: pandas makes each one slow. A change to what
# the properties are about is run once with `pytest --hypothesis-profile=deep`.
settings.register_profile("citelight", deadline=None, max_examples=10)
settings.register_profile("deep", deadline=None, max_examples=250)
settings.load_profile("citelight")

TEXT = """\
Do heat pumps pay off?
Summary
Heat pumps cut heating costs in most homes [1] [2]. Worries about noise remain [3].
1. What they cost
Prices fell by a third [2], and fell again [2]. Installers disagree.
2. How they sound
New models are quieter than a fridge [3] [4].

Sources
[1] Heating in figures: https://example.org/heating
[2] Prices of heat pumps: https://example.org/prices
[3] The sound of a fridge: https://example.net/sound
[5] A book that nobody cites: https://example.net/book
"""

CODEBOOK = """\
themes:
  - id: cost
    name: Cost
    definition: What heat pumps cost to buy and to run.
    terms: [cost*, price*]
    sections: [What they cost]
  - id: noise
    name: Noise
    terms: [noise, quiet*]
    sections: [How they sound]
  - id: climate
    name: Climate
    terms: [emissions]
"""

CODINGS = """\
coder: a reader of heating bills
agreement: {decisions: 15, agreeing: 14, kappa: 0.85}
limits: five sentences are few
passages:
  - quote: cut heating costs in most homes
    themes:
      - {theme: cost, evidence: [heating costs], memo: costs are named}
  - quote: Worries about noise remain
    themes:
      - {theme: noise, evidence: [noise]}
  - quote: New models are quieter
    themes:
      - {theme: noise, evidence: [quieter than a fridge]}
      - {theme: climate}
"""


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew, then review the diff",
    )


@pytest.fixture
def update_golden(request):
    return request.config.getoption("--update-golden")


@pytest.fixture
def heat_pumps():
    """The small analysis: 5 passages, 7 citations, sources 1–3 and 5 listed, 4 only cited."""
    files = {"analysis.txt": TEXT, "codebook.yaml": CODEBOOK, "codings.yaml": CODINGS}
    return analysis.read("heat-pumps", {name: text.encode() for name, text in files.items()})


@pytest.fixture
def coded(heat_pumps):
    """Its tables, with the codings of every basis."""
    return tables.build(heat_pumps.document, heat_pumps.book, heat_pumps.codings)


@pytest.fixture
def by_term(coded):
    """Its tables, themes counted by the words of the passages."""
    return coded.coded_by("term")
