"""What looks like a citation mark and is none: formulas, code, units, the site's own links."""

import pytest

from dashboard import reading
from tests.said import cited

ENTRIES = "## Sources\n\n1. Ames, J. Rain, 2019.\n2. Bell, K. Dams, 2020.\n3. Cole, A. Hail.\n"


def read(text, file="notes.md"):
    return reading.read(f"# Rain\n\n{text}\n\n{ENTRIES}".encode(), file)


@pytest.mark.parametrize(
    "text",
    [
        "The rate is $a[2]$ [1].",
        "It holds for $x \\in [1, 2]$, and for $y_{i}$ in $[2, 3]$ [1].",
        "The set \\(y \\in [1,2]\\) is closed [1].",
        "Take \\( [2, 3] \\) or \\\\(k[2]\\\\) [1].",
        "It grows [1].\n\n\\[ f[2] = 3 \\]",
        "It grows [1].\n\n\\[\nf[2] + g[3] = 2\n\\]",
        "It grows [1].\n\n$$\nx \\in [1, 2]\n$$",
        "It grows [1].\n\n$$\n- b[2]\n+ c[3]\n$$",
        "It grows as $$f[2]$$ does [1].",
        "The map $g[2]\n+ h[3]$ is wrapped [1].",
        "With $p[2] \\text{ for all wells}$ it grows [1].",
    ],
)
def test_a_formula_in_its_delimiters_holds_no_mark(text):
    assert cited(read(text)) == ["1"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It cost $5 to $10 [1], then $6 [2] to $12.", "1 2"),
        ("It cost $5 [1]/$6 [2].", "1 2"),
        ("It cost US$5 [1] and A$7 [2], or 10$ [3] and 12$.", "1 2 3"),
        ("It cost $5M [1] and grew by 10 M$ [2].", "1 2"),
        ("Inns cost $$ [1] to $$$ [2].", "1 2"),
        ("Set `$HOME` [1] and `$PATH` [2].", "1 2"),
        ("| $5 [1] | $6 [2] |\n|---|---|\n| $7 [3] | $8 |", "1 2 3"),
        ("It rained \\[1\\] and hailed \\[2, 3\\].", "1 2 3"),
        ("It rained \\(see [1]\\) and hailed \\([2]\\).", "1 2"),
        ("It rained \\(\\[1\\]\\).", "1"),
        ("A dollar $ stays one [1], and so does $ [2].", "1 2"),
    ],
)
def test_prices_and_escaped_brackets_are_no_formulas(text, ids):
    assert cited(read(text)) == ids.split()
