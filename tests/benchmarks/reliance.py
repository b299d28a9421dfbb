"""How long each measure of reliance takes on 5,000 passages × 300 sources, in milliseconds.

Run as `python tests/benchmarks/reliance.py`. To be reached: 100 ms, the reading list 300 ms.
"""

import random
import statistics
import time
from functools import partial

from dashboard.measures.reliance import (
    footing,
    integrity,
    knock_out,
    network,
    origins,
    profile,
    reading_list,
    summary,
)
from dashboard.measures.reliance.marks import marks
from dashboard.measures.reliance.reading_list import smallest_cover
from dashboard.model import (
    Citation,
    Codebook,
    Coding,
    Document,
    Passage,
    Problem,
    Section,
    Source,
    Span,
    Theme,
)
from dashboard.tables import tables

PASSAGES, SOURCES, THEMES, SECTIONS = 5_000, 300, 12, 50
LENGTH, TIMES = 40, 7


def made(n_sources):
    """A text whose sources are used as unevenly as in real ones: half its marks by a few."""
    chance = random.Random(7)
    ids = [str(number) for number in range(1, n_sources + 1)]
    weights = [1 / rank for rank in range(1, n_sources + 1)]
    sources = tuple(
        Source(id_, f"Title {id_}", f"https://h{int(id_) % 120}.example/{id_}", is_listed=True)
        for id_ in ids
    )
    passages, codings = [], []
    for number in range(PASSAGES):
        start = number * LENGTH
        paragraph = Span(start - number % 4 * LENGTH, (number - number % 4 + 4) * LENGTH)
        n_marks = chance.choice((0, 0, 1, 1, 2, 3, 4))
        cited = chance.choices(ids, weights, k=n_marks)
        citations = tuple(
            Citation(Span(start + at, start + at + 1), id_) for at, id_ in enumerate(cited)
        )
        passage = Passage(f"p{number + 1}", Span(start, start + LENGTH), paragraph, citations)
        passages.append(passage)
        for theme in chance.sample(range(THEMES), k=chance.randrange(4)):
            codings.append(Coding(passage.id, f"t{theme}", "hand"))
    each = PASSAGES // SECTIONS
    sections = tuple(
        Section(f"s{n}", f"Part {n}", 1, tuple(passages[n * each : (n + 1) * each]))
        for n in range(SECTIONS)
    )
    document = Document("made", "Made", "x" * LENGTH * PASSAGES, sections, sources)
    book = Codebook(tuple(Theme(f"t{n}", f"Theme {n}") for n in range(THEMES)))
    return document, tables.build(document, book, codings)


def hard():
    """Every three of 25 sources stand in one passage, so that no rule decides any of them."""
    ids = [str(number) for number in range(1, 26)]
    chance = random.Random(3)
    passages = []
    for number in range(2_300):
        cited = chance.sample(ids, k=3)
        spans = [Span(number * 9 + at, number * 9 + at + 1) for at in range(3)]
        citations = tuple(map(Citation, spans, cited))
        span = Span(number * 9, number * 9 + 9)
        passages.append(Passage(f"p{number + 1}", span, span, citations))
    section = Section("s0", "", 0, tuple(passages))
    document = Document("hard", "", "x" * 9 * 2_300, (section,), tuple(map(Source, ids)))
    return tables.build(document, Codebook(), ())


def median(run):
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        run()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


def main():
    document, made_tables = made(SOURCES)
    lent = tables.build(document, Codebook(), (), "paragraph")
    problems = [Problem("citation mark in a heading, not counted", Span(0, 1))]
    without = {str(number) for number in range(1, 20)}
    found = integrity.integrity(made_tables, problems)
    runs = {
        "support": partial(knock_out.support, made_tables, without),
        "support, by paragraph": partial(knock_out.support, lent, without),
        "theme_losses": partial(knock_out.theme_losses, made_tables, without),
        "worst_first": partial(knock_out.worst_first, made_tables),
        "worst_pairs": partial(knock_out.worst_pairs, made_tables),
        "support_depth": partial(footing.support_depth, made_tables),
        "depth_counts": partial(footing.depth_counts, made_tables),
        "theme_footing": partial(footing.theme_footing, made_tables),
        "source_profile": partial(profile.source_profile, made_tables),
        "co_citation": partial(network.co_citation, made_tables),
        "theme_coupling": partial(network.theme_coupling, made_tables),
        "network_layout": partial(network.network_layout, made_tables),
        "origins": partial(origins.origins, made_tables),
        "integrity": partial(integrity.integrity, made_tables, problems),
        "integrity_counts": partial(integrity.by_kind, found),
        "cumulative_sources": partial(profile.cumulative_sources, made_tables),
        "early_only": partial(profile.early_only, made_tables),
        "conclusion": partial(profile.conclusion, made_tables),
        "summary_figures": partial(summary.summary_figures, made_tables),
        "statement": partial(summary.statement, made_tables),
        "reading_list": partial(reading_list.reading_list, made_tables),
        "reading_list, one theme": partial(reading_list.reading_list, made_tables, "t0"),
        "reading_steps": partial(reading_list.reading_steps, made_tables),
        "reading_list, 25 sources, hard": partial(reading_list.reading_list, hard()),
    }
    for name, run in runs.items():
        print(f"{name:32} {median(run):8.1f} ms")
    chosen, is_smallest = smallest_cover(marks(made_tables).pairs)
    print(f"{len(chosen)} of {SOURCES} sources to read; proven smallest: {is_smallest}")


if __name__ == "__main__":
    main()
