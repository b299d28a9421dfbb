"""Measures → the sentence that a chart is titled with. Plain text; each says its unit.

`names` holds what each source is called, by id.
"""

from collections.abc import Mapping, Sequence

from pandas import DataFrame, Series

from dashboard.measures.measure import Names
from dashboard.tables.dated import ADDED, PUBLISHED, WRITTEN

_FEW = 3
"""So many that tie are named; a title has no room for more."""

_MOST = 0.8
"""Share of the passages that the head of the reading list is to check."""

_NOUNS = {
    ADDED: ("event", "events"),
    WRITTEN: ("date in the text", "dates in the text"),
    PUBLISHED: ("publication date", "publication dates"),
}


def crossing(sources: DataFrame, themes: DataFrame, n_passages: int, names: Names) -> str:
    """What `source_counts` and `theme_counts` show at first sight."""
    parts = [_carried(sources, names)]
    widest, n = _first(themes["n_passages"], [f"“{name}”" for name in themes["theme"]])
    if n:
        verb, each = ("runs", "") if len(widest) == 1 else ("run", " each")
        parts.append(f"{_some(widest, 'themes')} {verb} through {n} of {n_passages} passages{each}")
    return "; ".join(parts)


def _carried(sources: DataFrame, names: Names) -> str:
    """The fewest sources that carry half of the citations, or those cited most if many tie."""
    ranked = sources.sort_values("n_citations", ascending=False, kind="stable")
    counts = [n for n in ranked["n_citations"].tolist() if n]
    if not counts:
        return "No citations in this text"
    few, carried, total = 0, 0, sum(counts)
    while carried * 2 < total:
        carried += counts[few]
        few += 1
    if few == len(counts) or counts[few] < counts[few - 1]:
        ids = set(ranked["source_id"].head(few))
        top = _listed([names[id_] for id_ in sources["source_id"] if id_ in ids][:5], few)
        verb = "carries" if few == 1 else "carry"
        share = carried / total
        return f"{few} of {len(counts)} sources, {top}, {verb} {share:.0%} of the citations"
    # Which of those that tie to name would be arbitrary.
    if counts[0] == counts[-1]:
        times = "once" if counts[0] == 1 else f"{counts[0]} times"
        return f"Each of the {len(counts)} cited sources is cited {times}"
    most, n = _first(sources["n_citations"], [names[id_] for id_ in sources["source_id"]])
    verb, each = ("is", "") if len(most) == 1 else ("are", " each")
    cited = f"{_some(most, 'sources')} {verb} cited most, {n} of {total} citations{each}"
    return cited[0].upper() + cited[1:]


def reading_order(marks: DataFrame, n_sections: int, names: Names) -> str:
    """How far the sources reach along the text."""
    if not len(marks):
        return "No citations in this text"
    reach = marks.groupby("source_id", sort=False)["section_id"].nunique()
    widest, most = _first(reach, [names[str(id_)] for id_ in reach.index])
    if most == 1 and len(widest) > 1:
        return "No source is cited in more than one section"
    verb, each = ("is", "") if len(widest) == 1 else ("are", " each")
    noun = "" if len(widest) > _FEW else "Source " if len(widest) == 1 else "Sources "
    spans = (
        f"{noun}{_some(widest, 'sources')} {verb} cited in {most} of {n_sections} sections{each}"
    )
    narrow = [names[id_] for id_ in reach.index[reach == 1]]
    if most == 1 or not narrow:
        return spans
    return f"{spans}; {_listed(narrow[:4], len(narrow))} only in one"


def sections(table: DataFrame, n_sections: int) -> str:
    """Which theme is spoken of in most sections, and which section holds most themes."""
    met = table[table["n_passages"] > 0]
    if not len(met):
        return "No section carries a theme"
    spread = met.groupby("theme", sort=False).size()
    wide, n = _first(spread, [f"“{name}”" for name in spread.index])
    if n == 1:
        parts = ["No theme stands in more than one section"]
    else:
        verb, each = ("stands", "") if len(wide) == 1 else ("stand", " each")
        parts = [f"{_some(wide, 'themes')} {verb} in {n} of {n_sections} sections{each}"]
    held = met.groupby("section_id", sort=False).agg(
        section=("section", "first"), n=("theme", "size")
    )
    full, n = _first(held["n"], [f"“{name or 'the opening'}”" for name in held["section"]])
    if n == 1:
        parts.append("no section holds more than one theme")
    else:
        verb, each = ("holds", "") if len(full) == 1 else ("hold", " each")
        n_themes = table["theme_id"].nunique()
        parts.append(f"{_some(full, 'sections')} {verb} {n} of {n_themes} themes{each}")
    return "; ".join(parts)


def agreement(table: DataFrame, who: str) -> str:
    """How many of the coder's codings the other basis found, over all themes.

    Args:
        table: `measures.coding_agreement`.
        who: The coder it is compared with (`HandCoding.who`).
    """
    both, basis, hand = (int(table[name].sum()) for name in ("n_both", "n_basis", "n_hand"))
    return f"{both} of {hand} codings by {who} found; {basis - both} found besides"


def timeline(table: DataFrame, themes: Mapping[str, str]) -> str:
    """How many dates there are, in which year most fall, and which theme has most.

    Args:
        table: `timeline.timeline` over everything; a thing counts once, though it has two themes.
        themes: Name of each theme by id.
    """
    things = table.drop_duplicates(["origin", "item_id"])
    if not len(things):
        return "Nothing in this analysis is dated"
    one, many = ("date", "dates")
    if things["origin"].nunique() == 1:
        one, many = _NOUNS[things["origin"].iloc[0]]
    n = len(things)
    counted = f"{n} {one if n == 1 else many}"
    first, last = things["first_day"].min()[:4], things["last_day"].max()[:4]
    years = things["first_day"].str[:4]
    within = years[years == things["last_day"].str[:4]].value_counts(sort=False)
    parts = [f"{counted}, {first}" if first == last else f"{counted}, {first} to {last}"]
    if len(within) and within.max() > 1 and first != last:
        parts.append(f"{within.max()} of them in {within.idxmax()}")
    named = table["theme_id"].value_counts(sort=False)
    if len(named) > 1 and (named == named.max()).sum() == 1:
        parts.append(f"“{themes[str(named.idxmax())]}” has most, {named.max()}")
    return "; ".join(parts)


def age(least: float, most: float) -> str:
    """How old a source was at a moment, as words that the moment can follow; ages in years."""
    if most < 0:
        return f"it came out {_years(-most, -least)} after"
    if least < 0:
        return "it came out about the time of"
    return f"{_years(least, most)} old at"


def _years(least: float, most: float) -> str:
    if most < 1:
        return "less than a year"
    low, high = f"{least:.1f}", f"{most:.1f}"
    return f"{low} years" if low == high else f"{low} to {high} years"


def _first(counts: "Series[int]", names: Sequence[str]) -> tuple[list[str], int]:
    """The names of those with the highest count, several if they tie, and that count."""
    n = int(counts.max()) if len(counts) else 0
    return [name for name, count in zip(names, counts.tolist(), strict=True) if count == n], n


def _some(names: Sequence[str], nouns: str = "") -> str:
    """Up to `_FEW` by name, more by number."""
    return _listed(names, len(names)) if len(names) <= _FEW else f"{len(names)} {nouns}"


def _listed(shown: Sequence[str], n: int) -> str:
    if n > len(shown):
        return f"{', '.join(shown)} and {n - len(shown)} more"
    return shown[0] if n == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def knock_out(support: DataFrame, worst: DataFrame, off: Sequence[str], names: Names) -> str:
    """What `support` shows without the sources in `off`, else what `worst_first` says."""
    n = len(support)
    if off:
        count = support["state"].value_counts()
        bare, *others = (
            int(count.get(state, 0)) for state in ("bare", "weakened", "supported", "uncited")
        )
        is_ = "is" if bare == 1 else "are"
        gone = _listed([names[id_] for id_ in off[:6]], len(off))
        parts = [f"Without {gone}, {bare} of {_passages(n)} {is_} left bare"]
        words = ("{} weakened", "{} {keep} all their sources", "{} never had a source")
        parts += [
            word.format(k, keep="keeps" if k == 1 else "keep")
            for word, k in zip(words, others, strict=True)
            if k
        ]
        return ", ".join(parts)
    if not worst["n_passages"].any():
        return "No citations in this text"
    total = int(worst["n_bare"].sum())
    if not total:
        return "No passage rests on one source alone"
    top, most = _first(worst["n_bare"], [names[id_] for id_ in worst["source_id"]])
    said = f"{total} of {_passages(n)} {'rests' if total == 1 else 'rest'} on one source alone"
    if len(top) > _FEW:
        return f"{said}, {most} on each of {len(top)} sources"
    each = " each" if len(top) > 1 else ""
    return f"{said}, {_some(top)}" if most == total else f"{said}, {most} on {_some(top)}{each}"


def depth_counts(counts: DataFrame, _: Names) -> str:
    """How much of the text stands on no source, and on one."""
    n = dict(zip(counts["depth"], counts["n_passages"].tolist(), strict=True))
    return (
        f"{n['0']} of {_passages(sum(n.values()))} without a source, {n['1']} on one, "
        f"{n['2'] + n['3+']} on two or more"
    )


def reading_list(table: DataFrame, names: Names) -> str:
    """How few sources check most of the text."""
    if not len(table):
        return "No passage cites a source, so there is nothing to read"
    few = int((table["share_covered"] < _MOST - 1e-9).sum()) + 1
    reached, n = table["share_covered"].iloc[few - 1], int(table["n_covered"].iloc[-1])
    ids = table["source_id"].head(few).tolist()
    read = _listed([names[id_] for id_ in ids[:6]], few)
    what = "1 source" if few == 1 else f"{few} sources"
    return f"Read {what}, {read}, to check {reached:.0%} of {_passages(n)} with a source"


def theme_footing(table: DataFrame, _: Names) -> str:
    """Which themes stand on one source, and which on none."""
    spoken = table[table["n_passages"] > 0]
    parts = []
    for where, what in (
        (spoken["is_on_one_source"], "on one source alone"),
        (spoken["n_sources"] == 0, "on no source"),
    ):
        those = [f"“{name}”" for name in spoken.loc[where, "theme"]]
        if those:
            verb = "stands" if len(those) == 1 else "stand"
            parts.append(f"{_some(those, 'themes')} {verb} {what}")
    return "; ".join(parts) or "No theme rests on one source alone"


def source_profile(table: DataFrame, _: Names) -> str:
    """How many sources hold a passage alone."""
    n_cited, n_alone = (int((table[name] > 0).sum()) for name in ("n_passages", "n_alone"))
    verb = "is" if n_alone == 1 else "are"
    return f"{n_alone} of {n_cited} cited sources {verb} the only source of a passage"


def co_citation(pairs: DataFrame, names: Names) -> str:
    """Which sources are cited together most."""
    if not len(pairs):
        return "No two sources are cited in one passage"
    n = int(pairs["n_passages"].iloc[0])
    top = pairs[pairs["n_passages"] == n]
    named = [
        f"{names[a]} and {names[b]}"
        for a, b in zip(top["source_id_a"], top["source_id_b"], strict=True)
    ]
    if len(top) == 1:
        return f"{named[0]} are cited together most: {_passages(n)}"
    if n == 1:
        return f"No two sources are cited together more than once; {len(top)} pairs are, once"
    shown = "; ".join(named[:3]) + ("; …" if len(top) > 3 else "")
    return f"{len(top)} pairs are cited together most, {_passages(n)} each: {shown}"


def cumulative_sources(curve: DataFrame, _: Names) -> str:
    """How early the sources come in."""
    n = int(curve["n_sources"].max()) if len(curve) else 0
    if not n:
        return "No citations in this text"
    half, last = (
        int((curve["n_sources"] * 2 < n).sum()) + 1,
        int((curve["n_sources"] < n).sum()) + 1,
    )
    sources = "The 1 cited source is" if n == 1 else f"Half of the {n} cited sources are"
    newest = f"; the last new one comes in passage {last}" if n > 1 else ""
    return f"{sources} in by passage {half} of {len(curve)}{newest}"


def _passages(n: int) -> str:
    return "1 passage" if n == 1 else f"{n} passages"
