import pickle

import pytest

from dashboard.conversion.sandbox import Limits
from dashboard.errors import InputError
from dashboard.study import analysis, apart

TEXT = "# Rain\n\n" + "It rained in the hills [1]. It snowed [2].\n\n" * 6_000
LIST = "## Sources\n\n[1] One: https://example.org/1\n[2] Two\n"


def test_a_large_text_is_read_apart_as_it_would_be_here():
    files = {"analysis.md": (TEXT + LIST).encode(), "about.yaml": b"titel: Rain\n"}
    assert sum(map(len, files.values())) > apart.FROM_BYTES

    here, there = analysis.read("rain", files), apart.read("rain", files)

    assert there.document == here.document
    assert (there.book, there.codings, there.about) == (here.book, here.codings, here.about)
    assert there.faults == here.faults
    assert there.faults


def test_a_large_text_that_cannot_be_read_says_the_same_sentence():
    files = {"analysis.md": b"# Rain\n" * 100_000 + b"\n" * 5_000_000}

    with pytest.raises(InputError) as here:
        analysis.read("rain", files)
    with pytest.raises(InputError) as there:
        apart.read("rain", files)

    assert there.value.faults == here.value.faults


def test_a_child_that_takes_too_much_is_ended_and_named(monkeypatch):
    monkeypatch.setattr(apart, "LIMITS", Limits(seconds=1, wait=0.01, memory=2**31))

    with pytest.raises(InputError, match=r"analysis\.md: it takes longer than 1 s to read; split"):
        apart.read("rain", {"analysis.md": (TEXT + LIST).encode()})


def test_an_answer_makes_nothing_but_records_of_the_package():
    with pytest.raises(pickle.UnpicklingError, match="is no record of this package"):
        apart._answered(pickle.dumps(print))
