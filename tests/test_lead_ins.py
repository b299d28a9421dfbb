"""Passages that only lead in what follows are counted apart from those that cite nothing."""

import pytest

from dashboard.measures.lead_ins import lead_ins
from dashboard.measures.reliance import integrity
from dashboard.study import analysis
from dashboard.tables import tables


def built(text):
    read = analysis.read("rain", {"analysis.md": f"# Rain\n\n{text}\n".encode()})
    return tables.build(read.document, read.book, read.codings)


def leading(text):
    counted = built(text)
    words = dict(zip(counted.passages["passage_id"], counted.passages["text"], strict=True))
    return [words[id_] for id_ in words if id_ in lead_ins(counted)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Main kinds of rain include:\n\n- Fine rain [1]\n- Hard rain [2]", 1),
        ("**Main kinds of rain include:**\n\n- Fine rain [1]\n- Hard rain [2]", 1),
        ("- **Kinds**:\n  - Fine rain [1]\n  - Hard rain [2]", 1),
        ("雨的种类：\n\n- 小雨 [1]\n- 大雨 [2]", 1),
        (
            "- [Kinds](#k)\n- 2. Uses\n\n## Kinds\n\nIt is fine [1].\n\n## Uses\n\nIt helps [2].",
            2,
        ),
        ("Main kinds of rain [1] include:\n\n- Fine rain\n- Hard rain", 0),
        ("It rains. It blows [1].", 0),
        ("It is 9:30 in Vell. It blows [1].", 0),
        ("It blows [1]. And it ends so:", 0),
        ("A" + " very" * 80 + " long sentence of claims leads in:\n\n- Fine rain [1]", 0),
    ],
)
def test_lead_ins_are_told_from_claims(text, said):
    assert len(leading(text)) == said


def test_checks_list_lead_ins_apart_and_last():
    found = integrity.integrity(built("It rains.\n\nKinds:\n\n- Fine rain [1]\n\nIt blows."))

    kinds = [kind for kind in found["kind"] if kind in ("uncited", "lead_in")]
    assert kinds == ["uncited", "uncited", "lead_in"]
