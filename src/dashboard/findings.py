"""Measures → the sentence that a chart is titled with. Plain text; each says its unit."""

from collections.abc import Sequence

from pandas import DataFrame


def crossing(sources: DataFrame, themes: DataFrame, n_passages: int) -> str:
    """What `source_counts` and `theme_counts` show at first sight."""
    parts = []
    n_citations = int(sources["n_citations"].sum())
    if n_citations:
        ranked = sources.sort_values("n_citations", ascending=False, kind="stable")
        share = ranked["n_citations"].cumsum() / n_citations
        few = int((share < 0.5).sum()) + 1
        cited = int((sources["n_citations"] > 0).sum())
        ids = ranked["source_id"].head(few).tolist()
        top = _listed([f"[{id_}]" for id_ in sources["source_id"] if id_ in ids][:5], few)
        verb = "carries" if few == 1 else "carry"
        parts.append(
            f"{few} of {cited} sources, {top}, {verb} {share.iloc[few - 1]:.0%} of the citations"
        )
    else:
        parts.append("No citations in this text")
    if len(themes) and themes["n_passages"].max() > 0:
        widest = themes.sort_values("n_passages", ascending=False, kind="stable").iloc[0]
        parts.append(
            f"“{widest['theme']}” runs through {widest['n_passages']} of {n_passages} passages"
        )
    return "; ".join(parts)


def reading_order(marks: DataFrame, n_sections: int) -> str:
    """How far the sources reach along the text."""
    if not len(marks):
        return "No citations in this text"
    reach = marks.groupby("source_id", sort=False)["section_id"].nunique()
    widest, most = reach.idxmax(), int(reach.max())
    spans = f"Source [{widest}] is cited in {most} of {n_sections} sections"
    narrow = [f"[{id_}]" for id_ in reach.index[reach == 1]]
    if most == 1 or not narrow:
        return spans
    return f"{spans}; {_listed(narrow[:4], len(narrow))} only in one"


def sections(table: DataFrame, n_sections: int) -> str:
    """Which theme is spoken of in most sections, and which section holds most themes."""
    met = table[table["n_passages"] > 0]
    if not len(met):
        return "No section carries a theme"
    spread = met.groupby("theme", sort=False).size()
    wide = met.groupby("section_id", sort=False).agg(
        section=("section", "first"), n=("theme", "size")
    )
    fullest = wide.sort_values("n", ascending=False, kind="stable").iloc[0]
    n_themes = table["theme_id"].nunique()
    return (
        f"“{spread.idxmax()}” stands in {spread.max()} of {n_sections} sections; "
        f"“{fullest['section'] or 'the opening'}” holds {fullest['n']} of {n_themes} themes"
    )


def agreement(table: DataFrame) -> str:
    """How far `coding_agreement` says the basis reaches, over all themes."""
    both, basis, hand = (int(table[name].sum()) for name in ("n_both", "n_basis", "n_hand"))
    return f"{both} of {hand} codings by hand found; {basis - both} more that the hand did not make"


def _listed(shown: Sequence[str], n: int) -> str:
    if n > len(shown):
        return f"{', '.join(shown)} and {n - len(shown)} more"
    return shown[0] if n == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
