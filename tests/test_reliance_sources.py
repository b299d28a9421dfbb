import numpy as np
import pytest

from dashboard.measures.reliance import integrity, network, origins, profile, reading_list, summary
from dashboard.model import Citation, Codebook, Coding, Document, Passage, Section, Source, Span
from dashboard.model import Theme as ThemeOf
from dashboard.study import analysis
from dashboard.tables import tables
from dashboard.vocabulary import addresses

REPORT = """\
# Are heat pumps quiet?

## What was measured [1]

New models are quieter than a fridge [1] [2]. Old ones were not. Nobody measured at night [4].

## What people say

Neighbours complain rarely [2]. Installers agree [7].

## Sources

[1] Noise in figures: https://www.example.org/noise
[2] More noise: https://example.org/more
[3] A book that nobody cites: https://example.net/book
[4] Noise again: http://example.org/noise/?utm_source=feed#top
"""


@pytest.fixture
def report():
    return analysis.read("report", {"analysis.md": REPORT.encode()})


def built(read, scope="sentence"):
    return tables.build(read.document, read.book, read.codings, scope)


def made(cited, sources, themes=None, sections=None):
    """A text in tables: for each passage its sources, for each section heading its passages."""
    passages = [
        Passage(
            f"p{n + 1}",
            Span(n * 10, n * 10 + 10),
            Span(n * 10, n * 10 + 10),
            tuple(Citation(Span(n * 10 + at, n * 10 + at + 1), id_) for at, id_ in enumerate(ids)),
        )
        for n, ids in enumerate(cited)
    ]
    of_sections = []
    for title, size in sections or [("", len(passages))]:
        level, title = (2, title[1:]) if title.startswith("+") else (1, title)
        of_sections.append(
            Section(f"s{len(of_sections)}", title, level, tuple(passages[:size])),
        )
        del passages[:size]
    text = "x" * len(cited) * 10
    document = Document("d", "", text, tuple(of_sections), tuple(sources))
    codings = [Coding(f"p{n + 1}", id_, "hand") for id_, ns in (themes or {}).items() for n in ns]
    book = Codebook(tuple(ThemeOf(id_, id_.upper()) for id_ in themes or {}))
    return tables.build(document, book, codings)


def plain(ids):
    return [Source(id_) for id_ in ids]


def at(*urls):
    return [Source(str(n), url=url, is_listed=True) for n, url in enumerate(urls, start=1)]


def origin(sources, groups=None):
    table = origins.origins(made([], sources), groups)
    return [
        None if missing else (name, basis)
        for name, basis, missing in zip(
            table["origin"], table["basis"], table["origin"].isna(), strict=True
        )
    ]


# Profile


def test_a_profile_says_how_often_where_and_for_what_a_source_is_cited():
    text = made(
        ["1", "12", "", "11"],
        plain("123"),
        {"a": [0, 1], "b": [1], "c": [2]},
        [("One", 1), ("Two", 2), ("Three", 1)],
    )

    table = profile.source_profile(text).drop(columns="title")

    assert table.iloc[:2].values.tolist() == [
        ["1", 4, 3, 2, 3, 2, "p1", "p4", 0.0, 0.75],
        ["2", 1, 1, 0, 1, 2, "p2", "p2", 0.25, 0.25],
    ]
    assert table.iloc[2, 1:6].tolist() == [0, 0, 0, 0, 0]
    assert table.iloc[2, 6:].isna().all()


def test_sources_are_co_cited_once_per_passage_that_cites_both():
    table = network.co_citation(made(["12", "2112", "23", "2"], plain("123")))

    assert table.values.tolist() == [["1", "2", 2, 0.5], ["2", "3", 1, 0.25]]


def test_themes_are_coupled_by_the_sources_they_share():
    text = made(["12", "23", "4", ""], plain("1234"), {"a": [0], "b": [1], "c": [2], "d": [3]})

    table = network.theme_coupling(text)

    assert table.iloc[:2].values.tolist() == [["a", "b", 1, 3, 1 / 3], ["a", "c", 0, 3, 0.0]]
    assert table["n_either"].tolist() == [3, 3, 2, 3, 2, 1]
    assert len(table) == 6


def test_the_network_places_what_is_cited_together_near_each_other():
    text = made(["12", "12", "12", "23", "34", "56", "56", "5"], plain("1234567"))

    table = network.network_layout(text).set_index("source_id")

    def apart(a, b):
        return np.hypot(*(table.loc[a, ["x", "y"]] - table.loc[b, ["x", "y"]]).astype(float))

    assert table.index.tolist() == list("123456")
    assert table[["x", "y"]].min().tolist() == [0.0, 0.0]
    assert table[["x", "y"]].max().tolist() == [1.0, 1.0]
    assert apart("1", "2") < apart("1", "4")
    assert apart("5", "6") < apart("1", "5")
    assert min(apart(a, b) for a in table.index for b in table.index if a < b) > 0.02
    assert network.network_layout(text).equals(table.reset_index())


def test_the_network_draws_together_what_began_far_apart():
    table = network.network_layout(made(["14", "25", "36"] * 4, plain("123456")))
    at = table.set_index("source_id")[["x", "y"]]

    def apart(a, b):
        return np.hypot(*(at.loc[a] - at.loc[b]))

    for a, b in ("14", "25", "36"):
        assert all(apart(a, b) < apart(a, other) for other in "123456" if other not in (a, b))


def test_only_the_sources_cited_most_are_placed():
    text = made(["13", "3", "23", "4"], plain("12345"))

    assert network.network_layout(text, most=2)["source_id"].tolist() == ["1", "3"]
    assert network.network_layout(text)["source_id"].tolist() == list("1234")


def test_a_source_far_out_does_not_press_the_others_together():
    text = made(["1234567"] * 3 + ["78", "89"], plain("123456789"))
    crowd = network.network_layout(text).set_index("source_id").loc[list("1234567"), ["x", "y"]]

    assert (crowd.max() - crowd.min() > 0.52).all()


def test_sources_that_are_often_cited_together_stand_apart_all_the_same():
    ids = [f"s{n}" for n in range(24)]
    twelve = [[a, b] for a in ids[:12] for b in ids[:12] if a < b] * 4
    text = made(twelve + [[id_] for id_ in ids], plain(ids))
    spots = network.network_layout(text)[["x", "y"]].to_numpy()

    apart = np.sqrt(((spots[:, None] - spots[None]) ** 2).sum(axis=2)) + np.eye(24)
    assert apart.min() > 0.75 / np.sqrt(24) * 0.85


def test_a_single_source_stands_in_the_middle():
    assert network.network_layout(made(["1"], plain("1")))[["x", "y"]].values.tolist() == [
        [0.5, 0.5]
    ]


def test_two_sources_are_placed_apart():
    table = network.network_layout(made(["12"], plain("12")))

    assert sorted(table["x"]) == [0.0, 1.0]
    assert table["y"].between(0, 1).all()


# Origins


def test_an_address_is_the_same_without_what_only_copies_differ_in():
    same = {
        addresses.work(url)
        for url in (
            "https://www.example.org/a/?id=3&utm_source=x&utm_medium=y#part",
            "http://example.org/a?id=3",
            "HTTPS://Example.org:443/a?id=3&fbclid=9#:~:text=words",
        )
    }

    assert same == {"example.org/a?id=3"}


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "https://example.org/A?id=3", "https://example.org/a?id=4"]
)
def test_an_address_differs_in_path_and_query(url):
    assert addresses.work(url) != addresses.work("https://example.org/a?id=3")


@pytest.mark.parametrize("url", [None, "", "no address", "https://[half", "/only/a/path"])
def test_what_is_no_address_has_no_host(url):
    assert (addresses.host(url), addresses.work(url)) == (None, None)


def test_an_address_with_letters_for_a_port_is_none():
    assert addresses.work("https://example.org:port/") is None


def test_sources_fold_to_their_publisher_or_else_their_host():
    sources = [
        Source("1", url="https://a.example/1", publisher="The Post"),
        Source("2", url="https://b.example/2", publisher="the post"),
        Source("3", url="https://www.c.example/3"),
        Source("4", url="https://c.example/4"),
        Source("5"),
    ]

    assert origin(sources) == [
        ("The Post", "publisher"),
        ("The Post", "publisher"),
        ("c.example", "host"),
        ("c.example", "host"),
        None,
    ]


def test_a_host_is_its_publishers_unless_several_publish_there():
    one = [Source("1", url="https://a.example/1", publisher="A"), *at("https://a.example/2")]
    one[1] = Source("2", url="https://a.example/2")
    several = [*one, Source("3", url="https://a.example/3", publisher="B")]

    assert origin(one)[1] == ("A", "publisher")
    assert origin(several)[1] == ("a.example", "host")


def test_works_on_a_carriers_host_do_not_fold_but_one_work_listed_twice_does():
    arxiv = origin(at("https://arxiv.org/1", "https://arxiv.org/2", "http://www.arxiv.org/1/"))

    assert arxiv == [
        ("arxiv.org/1", "address"),
        ("arxiv.org/2", "address"),
        ("arxiv.org/1", "address"),
    ]
    assert origin(at("https://pmc.ncbi.nlm.nih.gov/9")) == [
        ("pmc.ncbi.nlm.nih.gov/9", "address"),
    ]


@pytest.mark.parametrize("member", ["2", "b.example", "www.B.example", "THE POST"])
def test_a_group_that_a_person_named_goes_first(member):
    sources = [
        Source("1", url="https://a.example/1"),
        Source("2", url="https://news.b.example/2", publisher="The Post"),
    ]

    assert origin(sources, {"Owner": ["a.example", member]}) == [("Owner", "group")] * 2


# Integrity


def kinds(table):
    return list(zip(table["kind"], table["message"], strict=True))


def test_a_report_is_told_what_does_not_fit(report):
    table = integrity.integrity(built(report), report.document.problems)

    assert kinds(table) == [
        ("not_listed", "[7] is cited but not listed"),
        ("never_cited", "[3] is listed but never cited"),
        ("same_address", "[4] has the address of [1]: example.org/noise"),
        ("gap", "there are no sources [5] to [6]"),
        ("heading", "citation mark in a heading, not counted"),
        ("one_origin", "[1] and [2] are of example.org: looks like 2 sources, is 1"),
        ("uncited", "the passage has no mark"),
    ]


def test_each_mark_that_was_not_counted_is_a_finding_with_its_passage():
    said = "# Rain\n\nIt fell [1]. It froze [about 2].\n\nSee [perhaps 1]."
    text = f"{said}\n\n## Sources\n\n[1] A\n[2] B\n"
    read = analysis.read("rain", {"analysis.md": text.encode()})
    table = integrity.integrity(built(read), read.document.problems)

    unread = table[table["kind"] == "unread"]
    assert unread["passage_id"].tolist() == ["p2", "p3"]
    assert set(unread["message"]) == {
        "2 brackets hold numbers or labels of the source list and were not counted"
    }
    assert set(table[table["kind"] == "uncited"]["message"]) == {
        "the passage has no mark; what looks like one was not counted"
    }


def test_each_finding_leads_to_its_place(report):
    built_tables = built(report)
    table = integrity.integrity(built_tables, report.document.problems)
    places = table.set_index("kind")

    text = report.document.text
    assert places.loc["not_listed", ["source_id", "passage_id"]].tolist() == ["7", "p5"]
    assert places.loc["never_cited", "source_id"] == "3"
    assert places.loc["same_address", "source_id"] == "4"
    assert text[places.loc["heading", "start"] :].startswith("[1]\n\nNew models")
    assert text[places.loc["one_origin", "start"] :].startswith("New models")
    assert text[places.loc["uncited", "start"] :].startswith("Old ones")
    assert places["start"].isna().tolist() == [False, True, True, True, False, False, False]


def test_every_finding_says_what_to_do(report):
    table = integrity.integrity(built(report), report.document.problems)

    assert table["advice"].str.endswith(".").all()


def test_kinds_are_counted_found_or_not(report):
    found = integrity.integrity(built(report), report.document.problems)

    table = integrity.by_kind(found)

    assert dict(zip(table["kind"], table["n_findings"], strict=True)) == {
        "no_list": 0,
        "not_listed": 1,
        "never_cited": 1,
        "same_address": 1,
        "gap": 1,
        "unread": 0,
        "heading": 1,
        "one_origin": 1,
        "uncited": 1,
        "lead_in": 0,
    }


def test_a_text_without_a_list_is_told_so_once():
    table = integrity.integrity(made(["1", "2"], plain("12")))

    assert kinds(table) == [
        ("no_list", "the text has no source list; its 2 sources are known by marks only")
    ]


def test_a_text_where_all_fits_is_told_nothing():
    listed = at("https://a.example/1", "https://b.example/2")

    assert integrity.integrity(made(["12", "1"], listed)).empty


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ("1 2 3", []),
        ("0 1 2", []),
        ("3 1", ["there is no source [2]"]),
        ("2 6", ["there is no source [1]", "there are no sources [3] to [5]"]),
        ("a b", []),
    ],
)
def test_gaps_in_the_numbers_are_told(ids, found):
    table = integrity.integrity(made([], [Source(id_, is_listed=True) for id_ in ids.split()]))

    assert table.loc[table["kind"] == "gap", "message"].tolist() == found


def test_sources_of_one_group_that_a_person_named_are_told_as_one():
    listed = at(*(f"https://{host_}.example/" for host_ in "abc"), "https://c.example/4")
    text = made(["123", "1", "13"], listed)

    table = integrity.integrity(text, groups={"Owner": ["a.example", "2"]})

    told = table.loc[table["kind"] == "one_origin", ["source_id", "passage_id", "message"]]
    assert told.values.tolist() == [
        ["1", "p1", "[1] and [2] are of Owner: looks like 2 sources, is 1"]
    ]


# Order


def test_sources_are_counted_along_the_text():
    table = profile.cumulative_sources(made(["", "12", "1", "321"], plain("123")))

    assert table["n_new"].tolist() == [0, 2, 0, 1]
    assert table["n_sources"].tolist() == [0, 2, 2, 3]
    assert table["place"].tolist() == [0, 0.25, 0.5, 0.75]


def test_sources_cited_early_and_never_again_are_listed():
    text = made(["23", "1", "4", "2", "", ""], plain("1234"))

    table = profile.early_only(text)

    assert table.drop(columns="title").values.tolist() == [
        ["3", 1, "p1", 0.0],
        ["1", 1, "p2", 1 / 6],
    ]
    assert profile.early_only(text, early=0.5)["source_id"].tolist() == ["3", "1", "4"]


def test_the_conclusion_is_held_against_what_stands_before_it():
    text = made(["12", "1", "3", "14", "5"], plain("12345"), None, [("A", 3), ("B", 2)])

    table = profile.conclusion(text)

    assert table.drop(columns="title").values.tolist() == [
        ["1", 1, 2, False],
        ["4", 1, 0, True],
        ["5", 1, 0, True],
    ]


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        ([("A", 2), ("B", 2)], ("s1",)),
        ([("A", 2), ("6. The net effect", 1), ("Notes", 1)], ("s1",)),
        ([("A", 3), ("Conclusions", 1), ("+What follows", 1), ("Notes", 1)], ("s1", "s2")),
        ([("A", 2), ("五、结论与展望", 1), ("+Sources", 0)], ("s1",)),
        ([("Summary", 1), ("A", 2), ("B", 1)], ("s2",)),
        ([("A", 2), ("B", 1), ("Conclusion", 0)], ("s1",)),
        ([("A", 1), ("Conclusions of others", 1), ("B", 3)], ("s2",)),
        ([("A", 4)], ()),
        ([], ()),
    ],
)
def test_the_conclusion_is_found_by_its_title_or_stands_last(sections, found):
    text = made([""] * sum(size for _, size in sections), [], None, sections)

    assert profile.conclusion_sections(text) == found


def test_what_stands_after_the_conclusion_does_not_show_its_sources_before():
    sections = [("A", 2), ("Conclusion", 1), ("Notes", 1)]
    text = made(["1", "1", "2", "2"], plain("12"), None, sections)

    assert profile.conclusion(text)[["source_id", "n_before", "is_new"]].values.tolist() == [
        ["2", 0, True]
    ]


# Summary


def test_the_statement_names_what_the_text_rests_on(report):
    told = summary.statement(built(report))

    assert told.sentences == (
        "The text cites 4 sources in 5 citations over 5 passages.",
        "1 more is listed but never cited.",
        "4 are listed, 4 with a known publisher or host, of which there are 2;"
        " kinds of address: .org 3 and .net 1.",
        "Most relied on is [2], cited in 2 of the 4 passages with a source.",
        "Counting a source once per passage, 2 sources carry half, as concentrated as if"
        " 3.6 sources were cited equally (1/HHI).",
        "The heaviest loss would be [2], [4] and [7]: without any one of them 1 passage would"
        " have no source.",
        "To check every cited passage, read 3 sources: [2], [4] and [7].",
        "No theme rests on a single source; the narrowest has 2 sources.",
        "1 of 5 passages (20%) has no mark.",
        "This counts the marks in the text. It doesn't say whether the sources say what they are"
        " cited for, or whether what they say is true.",
    )
    assert told.text == " ".join(told.sentences)


def test_the_statement_names_themes_on_one_source(heat_pumps):
    told = summary.statement(built(heat_pumps).coded_by("term")).text

    assert "On one source only" not in told
    assert "No theme rests on a single source; the narrowest has 2 sources." in told
    one = summary.statement(made(["1", "12"], plain("12"), {"a": [0], "b": [1]})).text
    assert "On one source only is: “A”." in one


def test_a_source_that_carries_exactly_half_carries_half():
    assert "1 source carries half" in summary.statement(made(["1", "2"], plain("12"))).text


def test_many_names_are_cut_and_the_rest_is_counted():
    six, seven = (
        summary.statement(made(ids, plain(ids))).sentences[-3] for ids in ("123456", "1234567")
    )

    assert six.endswith("read 6 sources: [1], [2], [3], [4], [5] and [6].")
    assert seven.endswith("read 7 sources: [1], [2], [3], [4], [5] and 2 more.")


def test_the_statement_says_which_marks_hold_a_passage(report):
    told = summary.statement(built(report, "paragraph")).text

    assert "Every passage has a mark or stands in a paragraph with one." in told


def test_the_same_tables_give_the_same_statement(report):
    first, second = (summary.statement(built(report)).markdown("Noise") for _ in range(2))

    assert first == second


def test_the_markdown_holds_the_paragraph_and_its_tables(report):
    lines = summary.statement(built(report)).markdown("Noise").splitlines()

    assert lines[0] == "# Noise"
    assert lines[2].startswith("The text cites 4 sources")
    assert "| effective number of sources | 3.57 | sources |" in lines
    assert "| share of sources to read to check all | 0.60 | share 0–1 |" in lines
    assert "| passages on one source only | 3 | passages |" in lines
    assert "| share without a source | 0.20 | share 0–1 |" in lines
    assert r"| \[2\] | More noise | 2 | 1 |" in lines
    assert not any(r"\[3\]" in line for line in lines if line.startswith("|"))


def test_titles_are_no_markup_in_markdown():
    title = "a | b\n# <b>*c*</b> [d](https://x.example) www.e.example"
    text = made(["1"], [Source("1", title)], {"t": [0]})

    lines = summary.statement(text).markdown(title).splitlines()

    shown = r"a \| b # \<b\>\*c\*\</b\> \[d\](https\://x.example) www\.e.example"
    assert lines[0] == f"# {shown}"
    assert lines[-1] == rf"| \[1\] | {shown} | 1 | 1 |"


def test_sources_known_by_their_address_are_named_in_short_and_their_address_is_kept():
    address = "https://www.example.org/reports/2024/noise-of-heat-pumps-in-cities"
    text = made([[address], [address]], [Source(address, url=address)])

    told = summary.statement(text)

    assert "Most relied on is example.org/…cities, cited in 2 of the 2 passages" in told.text
    assert "read 1 source: example.org/…cities." in told.text
    assert told.markdown().splitlines()[-1].startswith(r"| example.org/…cities | https\://www\.exa")


def test_a_source_without_a_title_stands_with_its_address_in_the_table():
    text = made(["1"], [Source("1", url="https://example.org/a")])

    assert (
        summary.statement(text)
        .markdown()
        .endswith("| \\[1\\] | https\\://example.org/a | 1 | 1 |\n")
    )


def test_findings_name_sources_as_the_statement_does():
    first, second = "https://example.org/noise-in-old-towns", "https://example.org/noise-in-ports"
    text = made([[first, second]], [Source(id_, url=id_) for id_ in (first, second)])

    found = integrity.integrity(text)

    messages = found.loc[found["kind"] == "one_origin", "message"].tolist()
    assert len(messages) == 1
    assert not any("https" in said or "[" in said for said in messages)
    assert messages[0].endswith("are of example.org: looks like 2 sources, is 1")


def test_a_greedy_list_is_said_to_be_one():
    chance = np.random.default_rng(5)
    ids = [str(n) for n in range(40)]
    cited = [chance.choice(ids, size=4, replace=False) for _ in range(200)]

    text = made(cited, plain(ids))

    assert not reading_list.reading_list(text)["is_smallest"].any()
    assert "(an estimate; fewer may do)" in summary.statement(text).text
