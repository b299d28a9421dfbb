"""The grammars say what they are, and their examples are read as they say."""

from collections import Counter
from pathlib import Path

import pytest

import dashboard
from dashboard import reading
from dashboard.reading.citations import choice
from dashboard.reading.citations.grammar import Evidence

FORMATS = Path(dashboard.__file__).parent / "docs" / "formats.md"
BEGIN, END = "<!-- grammars -->\n", "<!-- /grammars -->"
EXAMPLES = [(g, example) for g in choice.grammars() for example in g.examples]


def printed():
    """The grammars as `formats.md` shows them, those that are believed first at the top."""
    parts = []
    for evidence in Evidence:
        parts.append(f"## {HEADINGS[evidence]}\n")
        for grammar in choice.grammars():
            if grammar.evidence is evidence:
                parts.append(shown(grammar))
    return "\n".join(parts)


HEADINGS = {
    Evidence.FORM: "Always counted: it can hardly be anything else",
    Evidence.LIST: "Counted if a list of sources explains it",
    Evidence.HABIT: "Counted if no better marks name the sources",
    Evidence.LAST: "Counted if there is hardly anything else",
}


def shown(grammar):
    needs = f" Needs {grammar.condition}." if grammar.condition else ""
    lines = [f"### {grammar.name}\n", f"{grammar.form}: {grammar.sentence}.{needs}\n"]
    for example in grammar.examples:
        text = "\n".join(f"    {line}".rstrip() for line in example.text.splitlines())
        cited = ", ".join(
            f"`{id_}`{f' {n} times' if n > 1 else ''}" for id_, n in example.citations.items()
        )
        n = example.passages
        lines.append(f"{text}\n\nCites {cited}, in {n} {'passage' if n == 1 else 'passages'}.\n")
    return "\n".join(lines)


def test_the_grammars_in_the_manual_are_printed_from_their_records(update_golden):
    """`pytest --update-golden` prints them anew."""
    head, _, rest = FORMATS.read_text("utf-8").partition(BEGIN)
    found, _, tail = rest.partition(END)
    if update_golden:
        FORMATS.write_text(head + BEGIN + printed() + END + tail, "utf-8")
        return

    assert found == printed()


@pytest.mark.parametrize(("grammar", "example"), EXAMPLES, ids=lambda one: getattr(one, "name", ""))
def test_an_example_is_read_as_its_record_says(grammar, example):  # noqa: ARG001
    document = reading.read(example.text.encode(), f"example{example.suffix}")
    cited = Counter(c.source_id for passage in document.passages() for c in passage.citations)

    assert dict(cited) == dict(example.citations)
    assert sum(1 for _ in document.passages()) == example.passages


def test_every_grammar_has_an_example_and_a_place_of_its_own():
    grammars = choice.grammars()

    assert len(grammars) > 20
    assert all(grammar.examples for grammar in grammars)
    assert len({grammar.name for grammar in grammars}) == len(grammars)
    assert len({(grammar.evidence, grammar.precedence) for grammar in grammars}) == len(grammars)
