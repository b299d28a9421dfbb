from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.measure import all_measures
from dashboard.measures.reliance import (
    footing,
    knock_out,
    network,
    profile,
    reading_list,
)
from dashboard.measures.reliance.marks import Pairs, carries, marks, met
from dashboard.measures.reliance.reading_list import MOST_COLUMNS, smallest_cover
from dashboard.model import Citation, Codebook, Coding, Document, Passage, Section, Source, Span
from dashboard.model import Theme as ThemeOf
from dashboard.tables import tables
from tests.test_measures import ASKED

SOURCES = "12345"


def made(cited, themes=None, paragraphs=None, sources=SOURCES):
    """A text in tables: for each passage the ids it cites, a letter each.

    `themes` gives the passages of each theme by number from 0, `paragraphs` the sizes of the
    paragraphs in passages, paragraph by paragraph then.
    """
    scope = "paragraph" if paragraphs else "sentence"
    return tables.build(*parts(cited, themes, paragraphs, sources), scope)


def parts(cited, themes=None, paragraphs=None, sources=SOURCES):
    spans, start = [], 0
    for size in paragraphs or [1] * len(cited):
        spans += [Span(start * 10, (start + size) * 10)] * size
        start += size
    passages = tuple(
        Passage(
            f"p{n + 1}",
            Span(n * 10, n * 10 + 10),
            spans[n],
            tuple(
                Citation(Span(n * 10 + at % 9, n * 10 + at % 9 + 1), id_)
                for at, id_ in enumerate(ids)
            ),
        )
        for n, ids in enumerate(cited)
    )
    document = Document(
        "d",
        "",
        "x" * len(cited) * 10,
        (Section("s0", "", 0, passages),),
        tuple(map(Source, sources)),
    )
    codings = [Coding(f"p{n + 1}", id_, "hand") for id_, ns in (themes or {}).items() for n in ns]
    return document, Codebook(tuple(ThemeOf(id_, id_.upper()) for id_ in themes or {})), codings


TEXTS = st.lists(st.text(SOURCES, max_size=4), max_size=5)
CHOICES = st.sets(st.sampled_from(SOURCES))


def states(made_tables, without):
    return knock_out.support(made_tables, without)["state"].tolist()


def column(table, name, key="source_id"):
    return dict(zip(table[key], table[name], strict=True))


# Pairs


@given(TEXTS, st.lists(CHOICES, max_size=3))
def test_pairs_are_counted_as_one_by_one(text, themes):
    built = made(text, {f"t{n}": [at for at in range(len(text)) if str(at) in of]
                        for n, of in enumerate(themes)})  # fmt: skip
    held, carried = marks(built), carries(built)

    found, n = met(carried, held.pairs)

    carry = zip(carried.left.tolist(), carried.right.tolist(), strict=True)
    naive = Counter((theme, SOURCES.index(id_)) for theme, at in carry for id_ in set(text[at]))
    counted = zip(found.left.tolist(), found.right.tolist(), n.tolist(), strict=True)
    assert list(counted) == [(*pair, naive[pair]) for pair in sorted(naive)]


@given(TEXTS)
def test_sources_cited_together_are_counted_as_passage_by_passage(text):
    table = network.co_citation(made(text))

    naive = Counter(pair for ids in text for pair in combinations(sorted(set(ids)), 2))
    found = zip(table["source_id_a"], table["source_id_b"], table["n_passages"], strict=True)
    assert {(a, b): n for a, b, n in found} == dict(naive)


@given(TEXTS, st.integers(1, 4))
def test_the_worst_pairs_are_the_first_of_all_pairs(text, most):
    table = knock_out.worst_pairs(made(text), most=most)

    def ranked(pair):
        bare = [ids for ids in text if ids and set(ids) <= set(pair)]
        return -len(bare), -sum(set(ids) == set(pair) for ids in bare)

    worst = sorted(combinations(SOURCES, 2), key=ranked)[:most]
    pairs = list(zip(table["source_id_a"], table["source_id_b"], strict=True))
    assert pairs == [pair for pair in worst if ranked(pair)[0]]


def test_passages_with_too_many_sources_are_left_out_of_the_pairs_and_told():
    most = int((2 * network.MOST_PAIRS) ** 0.5)
    many = [str(n) for n in range(most + 10)]
    built = made([["0", "1"], many, ["1", "2", "3"]], sources=many)

    assert len(network.co_citation(built)) == 4
    assert network.left_out(built) == (1, len(many) - 1)
    assert network.left_out(made(["12", "1234"])) == (0, 4)


def test_what_is_held_grows_with_the_marks_and_not_with_passages_times_sources():
    sources = [str(n) for n in range(3_000)]
    built = made([[id_] for id_ in sources], sources=sources)

    assert len(marks(built).pairs.left) == 3_000
    assert len(knock_out.worst_pairs(built)) == 20
    assert len(reading_list.reading_list(built)) == 3_000


# Knock out


def test_a_passage_is_supported_weakened_bare_or_never_had_a_source():
    table = knock_out.support(made(["1", "12", "2", ""]), ["1"])

    assert table[["n_sources_before", "n_sources_after", "state"]].values.tolist() == [
        [1, 0, "bare"],
        [2, 1, "weakened"],
        [1, 1, "supported"],
        [0, 0, "uncited"],
    ]


def test_a_source_cited_twice_in_a_passage_supports_it_once():
    assert states(made(["11"]), ["1"]) == ["bare"]
    assert knock_out.support(made(["11"]), [])["n_sources_before"].tolist() == [1]


def test_an_id_that_no_source_has_takes_nothing_away():
    assert states(made(["1"]), ["99"]) == ["supported"]


def test_a_passage_without_a_mark_is_held_by_its_paragraph():
    text = ["", "1", "", "2"]
    lent = made(text, paragraphs=[2, 2])

    assert states(lent, ["1"]) == ["bare", "bare", "supported", "supported"]


def test_a_passage_with_a_mark_is_not_held_by_the_others_of_its_paragraph():
    text = ["1", "2", ""]
    lent = made(text, paragraphs=[3])

    assert states(lent, ["1"]) == ["bare", "supported", "weakened"]


def test_themes_are_ranked_by_the_passages_they_lose():
    text = made(["2", "1", "12", ""], {"a": [0, 2], "b": [1, 2, 3], "c": []})

    table = knock_out.theme_losses(text, ["1"])

    assert table.drop(columns=["theme", "share_bare"]).values.tolist() == [
        ["b", 3, 2, 1, 1],
        ["a", 2, 2, 0, 1],
        ["c", 0, 0, 0, 0],
    ]
    assert table["share_bare"].tolist()[:2] == [0.5, 0.0]
    assert np.isnan(table["share_bare"].iloc[2])


def test_themes_of_several_bases_are_refused():
    document, book, codings = parts(["1"], {"a": [0]})
    both = tables.build(document, book, [*codings, Coding("p1", "a", "term")])

    with pytest.raises(ValueError, match="one basis"):
        knock_out.theme_losses(both, [])


def test_the_source_that_leaves_most_passages_bare_is_the_worst():
    table = knock_out.worst_first(made(["12", "13", "2", "2", "3", ""], sources="1234"))

    assert table.drop(columns="title").values.tolist() == [
        ["2", 3, 2, 1, 0.4],
        ["3", 2, 1, 1, 0.2],
        ["1", 2, 0, 2, 0.0],
        ["4", 0, 0, 0, 0.0],
    ]


def test_a_pair_is_as_bad_as_what_is_left_bare_without_both():
    table = knock_out.worst_pairs(made(["12", "12", "3", "123", ""], sources="1234"))

    assert table.values.tolist() == [
        ["1", "2", 2, 2, 0.5],
        ["1", "3", 1, 0, 0.25],
        ["2", "3", 1, 0, 0.25],
        ["3", "4", 1, 0, 0.25],
    ]


def test_at_equal_loss_the_pair_that_holds_more_together_comes_first():
    table = knock_out.worst_pairs(made(["1", "34"]), most=2)

    assert table[["source_id_a", "source_id_b", "n_bare"]].values.tolist() == [
        ["3", "4", 1],
        ["1", "2", 1],
    ]


def test_only_the_worst_pairs_are_listed():
    assert len(knock_out.worst_pairs(made(["1", "2", "3"]), most=2)) == 2


@given(TEXTS)
def test_knocking_out_nothing_changes_nothing(text):
    table = knock_out.support(made(text), [])

    assert (table["n_sources_after"] == table["n_sources_before"]).all()
    assert [state == "supported" for state in table["state"]] == [bool(ids) for ids in text]


@given(TEXTS)
def test_knocking_out_everything_leaves_every_cited_passage_bare(text):
    assert states(made(text), SOURCES) == ["bare" if ids else "uncited" for ids in text]


@given(TEXTS, CHOICES, CHOICES, st.booleans())
def test_knocking_out_more_never_supports_more(text, some, more, by_paragraph):
    built = made(text, paragraphs=[len(text)] if text and by_paragraph else None)

    less = knock_out.support(built, some)
    least = knock_out.support(built, some | more)

    assert (least["n_sources_after"] <= less["n_sources_after"]).all()
    rank = {"uncited": 0, "bare": 0, "weakened": 1, "supported": 2}
    assert all(map(int.__le__, least["state"].map(rank), less["state"].map(rank)))


@given(TEXTS)
def test_singles_and_pairs_are_what_knocking_them_out_leaves_bare(text):
    built = made(text)
    singles = column(knock_out.worst_first(built), "n_bare")
    table = knock_out.worst_pairs(built, most=100)
    pairs = {(row.source_id_a, row.source_id_b): row.n_bare for row in table.itertuples()}

    for id_ in SOURCES:
        assert singles[id_] == states(built, [id_]).count("bare")
    for pair in combinations(SOURCES, 2):
        assert pairs.get(pair, 0) == states(built, pair).count("bare")


# Depth


def test_depth_counts_distinct_sources_up_to_three():
    table = footing.support_depth(made(["", "11", "12", "123", "12345"]))

    assert table["n_sources"].tolist() == [0, 1, 2, 3, 5]
    assert table["depth"].tolist() == ["0", "1", "2", "3+", "3+"]


def test_every_depth_is_counted_even_if_no_passage_has_it():
    table = footing.depth_counts(made(["", "1", "2", "12345"]))

    assert table.values.tolist() == [["0", 1, 0.25], ["1", 2, 0.5], ["2", 0, 0.0], ["3+", 1, 0.25]]


def test_a_paragraph_lends_its_depth_to_passages_without_a_mark():
    text = ["", "12", "1", ""]
    lent = made(text, paragraphs=[3, 1])

    assert footing.support_depth(lent)["n_sources"].tolist() == [2, 2, 1, 0]


# Reading list


def test_the_list_begins_with_the_source_that_covers_most():
    table = reading_list.reading_list(made(["1", "2", "23", "24", "2", ""]))

    assert table[["place", "source_id", "n_added", "n_covered", "is_smallest"]].values.tolist() == [
        [1, "2", 4, 4, True],
        [2, "1", 1, 5, True],
    ]
    assert table["share_covered"].tolist() == [0.8, 1.0]


def test_each_passage_has_the_place_where_the_list_reaches_it():
    table = reading_list.reading_steps(made(["1", "", "12", "2", "2"]))

    assert table.values.tolist() == [["p1", 2, "1"], ["p3", 1, "2"], ["p4", 1, "2"], ["p5", 1, "2"]]


def test_a_theme_has_a_list_of_its_own():
    text = made(["1", "12", "2"], {"a": [0, 1], "b": [1, 2]})

    assert reading_list.reading_list(text, "a")["source_id"].tolist() == ["1"]
    assert reading_list.reading_list(text, "b")["source_id"].tolist() == ["2"]
    assert reading_list.reading_steps(text, "b")["passage_id"].tolist() == ["p2", "p3"]
    assert reading_list.reading_list(text, "none").empty


def test_a_theme_is_covered_by_marks_that_its_paragraph_has_outside_of_it():
    built = made(["", "3"], {"a": [0]}, paragraphs=[2])

    table = reading_list.reading_list(built, "a")

    assert table["source_id"].tolist() == ["3"]


def test_greed_does_not_make_the_list_longer():
    # The widest source, 1, is not needed: 2 and 3 cover all of it.
    table = reading_list.reading_list(made(["12", "12", "13", "13", "24", "35"]))

    assert sorted(table["source_id"]) == ["2", "3"]


def test_of_sources_that_serve_alike_the_more_cited_is_read_then_the_first():
    # Besides 3, which p2 and p3 need, 1 or 2 covers p1.
    assert reading_list.reading_list(made(["12", "23", "3"]))["source_id"].tolist() == ["2", "3"]
    assert reading_list.reading_list(made(["12", "12"]))["source_id"].tolist() == ["1"]


@given(st.lists(st.text("1234567", max_size=4), max_size=9))
def test_the_list_covers_every_cited_passage_and_no_shorter_one_does(text):
    built = made(text, sources="1234567")
    cited = [set(ids) for ids in text if ids]

    table = reading_list.reading_list(built)

    read = set(table["source_id"])
    assert all(ids & read for ids in cited)
    assert table["is_smallest"].all()
    assert not any(
        all(ids & set(fewer) for ids in cited)
        for fewer in combinations("1234567", max(len(read) - 1, 0))
        if read
    )
    assert table["n_added"].sum() == len(cited)
    assert (table["n_added"] > 0).all()


def paired(grid):
    return Pairs.of(*np.nonzero(grid), *grid.shape)


def triples(n_columns):
    """Every three columns in a row: all but two are needed, and no rule decides any."""
    sets = list(combinations(range(n_columns), 3))
    rows = np.zeros((len(sets), n_columns), dtype=bool)
    for row, columns in enumerate(sets):
        rows[row, list(columns)] = True
    return rows


@pytest.mark.parametrize("n_columns", [4, 6, 7, 12, 25])
def test_a_case_that_no_rule_decides_is_solved_up_to_25_sources(n_columns):
    chosen, is_smallest = smallest_cover(paired(triples(n_columns)))

    assert (len(chosen), is_smallest) == (n_columns - 2, True)


def test_above_25_sources_the_list_covers_but_says_that_it_was_found_greedily():
    # In this one greed alone takes 14 columns of which one turns out needless.
    chance = np.random.default_rng(1)
    rows = np.zeros((60, 40), dtype=bool)
    for row in rows:
        row[chance.choice(40, size=3, replace=False)] = True

    chosen, is_smallest = smallest_cover(paired(rows))

    assert not is_smallest
    assert rows[:, chosen].any(axis=1).all()
    for one in chosen:
        assert not rows[:, [c for c in chosen if c != one]].any(axis=1).all()


def test_many_sources_are_solved_exactly_if_few_stay_undecided():
    # 60 sources, each the only one of some passage.
    assert smallest_cover(paired(np.eye(60, dtype=bool))) == (list(range(60)), True)


# Theme footing


def test_a_grid_too_large_to_try_is_covered_greedily_without_what_is_needless():
    n = MOST_COLUMNS + 2
    rows = np.zeros((2 * n, n), dtype=bool)
    for row in range(2 * n):
        rows[row, [row % n, (row + 1 + row // n) % n]] = True

    chosen, is_smallest = smallest_cover(paired(rows))

    assert not is_smallest
    assert rows[:, chosen].any(axis=1).all()
    for column in chosen:
        left = [one for one in chosen if one != column]
        assert not rows[:, left].any(axis=1).all()


def test_footing_counts_sources_and_how_evenly_a_theme_leans_on_them():
    text = made(["1", "12", "1", "", "3"], {"a": [0, 1, 2, 3], "b": [4], "c": [3]})

    a, b, c = footing.theme_footing(text).to_dict("records")

    assert {name: a[name] for name in list(a)[2:7]} == {
        "n_passages": 4,
        "n_cited": 3,
        "n_single": 2,
        "n_sources": 2,
        "n_supports": 4,
    }
    # Shares 3/4 and 1/4: HHI = 10/16.
    assert a["n_effective"] == pytest.approx(1.6)
    assert (a["source_id"], a["n_largest"], a["share_largest"], a["share_passages"]) == (
        "1",
        3,
        0.75,
        1.0,
    )
    assert (a["is_on_one_source"], b["is_on_one_source"], c["is_on_one_source"]) == (
        False,
        True,
        False,
    )
    assert (b["n_effective"], b["source_id"]) == (1.0, "3")
    assert np.isnan(c["n_effective"])
    assert footing.theme_footing(text)["source_id"].isna().tolist() == [False, False, True]


@given(TEXTS)
def test_the_effective_number_lies_between_one_and_the_number_of_sources(text):
    table = footing.theme_footing(made(text, {"a": range(len(text))}))

    if any(text):
        assert 1 <= table["n_effective"].iloc[0] <= table["n_sources"].iloc[0] + 1e-9
    else:
        assert table["n_effective"].isna().all()


# All of them


def counts(built, without):
    """What each measure counts, by key and without regard to order."""
    losses = knock_out.theme_losses(built, without)
    return {
        "losses": sorted(losses.drop(columns="share_bare").itertuples(index=False)),
        "worst": column(knock_out.worst_first(built), "n_bare"),
        "pairs": sorted(knock_out.worst_pairs(built, most=100)["n_bare"]),
        "depth": footing.depth_counts(built)["n_passages"].tolist(),
        "list": len(reading_list.reading_list(built)),
        "footing": footing.theme_footing(built)
        .drop(columns=["source_id", "theme"])
        .set_index("theme_id")
        .sort_index()
        .round(9)
        .to_csv(),
        "profile": sorted(
            profile.source_profile(built)[
                ["source_id", "n_citations", "n_passages", "n_alone", "n_themes"]
            ].itertuples(index=False)
        ),
        "together": sorted(
            (*sorted((row.source_id_a, row.source_id_b)), row.n_passages)
            for row in network.co_citation(built).itertuples()
        ),
        "coupling": sorted(network.theme_coupling(built)["n_sources"]),
        "new": int(profile.cumulative_sources(built)["n_new"].sum()),
    }


@given(TEXTS, CHOICES, st.permutations(SOURCES), st.data())
def test_the_order_of_sources_and_passages_changes_no_count(text, without, sources, data):
    order = data.draw(st.permutations(range(len(text))))
    themes = {"a": list(range(0, len(text), 2)), "b": list(range(len(text) // 2))}

    straight = made(text, themes)
    mixed = made(
        [text[n] for n in order],
        {id_: [order.index(n) for n in ns] for id_, ns in themes.items()},
        sources=sources,
    )

    assert counts(mixed, without) == counts(straight, without)


@pytest.mark.parametrize("text", [[], [""], ["1"]])
def test_every_measure_has_a_table_of_its_schema_for_a_text_of_almost_nothing(text):
    for sources in ("", "1", "12"):
        if any(id_ not in sources for ids in text for id_ in ids):
            continue
        built = made(text, {"a": []}, sources=sources)
        for name, measure in all_measures().items():
            table = measure.compute(built, *ASKED.get(name, ()))

            assert table.columns.tolist() == [c.name for c in measure.columns]
            assert [str(t) for t in table.dtypes] == [c.dtype for c in measure.columns]
