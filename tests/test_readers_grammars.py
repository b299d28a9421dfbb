"""Citation grammars beside `[n]`: what each reads, and what only looks like it."""

import pytest

from dashboard import reading
from tests.said import cited, messages, pairs

A, B, C = "https://a.org/one", "https://b.org/two", "https://c.org/three"


def read(text, file="notes.md"):
    head = "" if file.endswith((".rst", ".tex", ".wiki")) else "# Rain\n\n"
    return reading.read(f"{head}{text}\n".encode(), file)


def titles(document):
    return {source.id: source.title for source in document.sources}


# Footnotes


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It rained[^1].", "1"),
        ("It rained.[^1][^2] It blew. [^3]", "1 2 3"),
        ("It rained[^10^].", "10"),
        ("It rained[^1^][1] and blew[^2^][2][^3^][3].", "1 2 3"),
        (f"It rained[^1^][5].\n\n[5]: {A}", "5"),
        ("It rained[^1^][2] and blew[^1][1].", "1 2 1 1"),
        ("It rained [^1, ^2].", "1 2"),
        ("It rained [^1_3][^1_4].", "1_3 1_4"),
        ("It rained[^dam].\n\n[^dam]: The dam of Vell.", "dam"),
        ("**It rained.**[^4]", "4"),
        ("| It rained[^4] | a |", "4"),
        ("- It rained[^6][^9]", "6 9"),
    ],
)
def test_a_footnote_mark_is_read(text, ids):
    assert cited(read(text)) == ids.split()


@pytest.mark.parametrize(
    "text", ["Letters [^a-z] in a pattern.", "`[^1]` in code.", r"Escaped \[^1] here."]
)
def test_what_only_looks_like_a_footnote_is_not_counted(text):
    assert cited(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"[^1]: {A}\n[^2]: [Two]({B})\n\nIt rained[^1]. It blew[^2].",
        f"It rained[^1].\n\n[^1]: {A}\n[^2]:[Two]({B})\n\nIt blew[^2].",
        f"It rained[^1]. It blew[^2].\n\n⁂\n\n[^1]: {A}\n[^2]: Two, {B}",
        f"It rained[^1]. It blew[^2].\n\n# 参考内容如下：\n\n[^1]:[One]({A})\n[^2]:[Two]({B})",
        f"It rained[^1]. It blew[^2].\n\n## Sources\n\n[1] [One]({A})\n[2] [Two]({B})",
        f"It rained[^1]. It blew[^2].\n\n## References[^1] Li, J. Rain.\n\n[^1]: {A}\n[^2]: {B}",
    ],
)
def test_definitions_stand_anywhere_and_are_no_passages(text):
    document = read(text)

    assert pairs(document) == [("It rained[^1].", ["1"]), ("It blew[^2].", ["2"])]
    assert [source.url for source in document.sources] == [A, B]
    assert all(source.is_listed for source in document.sources)
    assert document.problems == ()


def test_a_definition_takes_its_indented_lines_with_it():
    document = read("It rained[^a].\n\n[^a]: The dam\n    of Vell.\n\n    It held.\n\nIt ended.")

    assert titles(document) == {"a": "The dam of Vell"}
    assert [quote for quote, _ in pairs(document)] == ["It rained[^a].", "It ended."]


def test_an_explanatory_footnote_counts_as_its_own_source():
    document = read("It rained[^1].\n\n[^1]: By this we mean more than a drizzle.")

    assert cited(document) == ["1"]
    assert titles(document) == {"1": "By this we mean more than a drizzle"}


def test_footnotes_without_an_entry_are_counted_in_one_problem():
    document = read(f"It rained[^1][^7]. It blew[^8].\n\n[^1]: {A}")

    assert messages(document) == ["read as footnotes [^n]; 2 marks have no entry"]


# Links


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"It rained ([One]({A}#:~:text=rain)).", [A]),
        (f"It rained ([One]({A}?utm_source=openai)).", [A]),
        (f"It rained ([One]({A}?page=2&utm_source=x)).", [f"{A}?page=2"]),
        (f"It rained ([One]({A}); [Two]({B})).", [A, B]),
        (f"It rained ([One]({A}), [Two]({B})).", [A, B]),
        (f"It rained ([[2411.1] One]({A})).", [A]),
        (f"It rained ([]({A})).", [A]),
        (f"It rained ([One]({A}_(b))).", [f"{A}_(b)"]),
        (f"It rained. ([a.org]({A}))", [A]),
        (f"It rained (see [One]({A})).", [A]),
        (f'It rained ([One](<{A}> "A title")).', [A]),
        (f"See [one]({A}), [two]({B}) and [three]({C}).", [A, B, C]),
        (f"It rained[(1)]({A})[(2)]({B}).", ["1", "2"]),
        (f"It rained [[1]]({A}) [[2]]({B}).", ["1", "2"]),
        (f"It rained [1]({A}) [2]({B}) [1]({A}).", ["1", "2", "1"]),
        (f"It rained [(1)]({A}). It blew [(1)]({B}).", [A, B]),
        (f"It rained ([1]({A}); [2]({B}); [3]({C})).", ["1", "2", "3"]),
        (f"See [one [two]({A}) three]({B}), [four]({B}) and [five]({C}).", [A, B, C]),
        (f"It rained (Source: {A}). It blew [출처: {B}, {C}#now].", [A, B, C]),
        (f"It rained（来源：{A}）。", [A]),
        (f"See [one]({A}\\&b) ([two]({B})).", [f"{A}&b", B]),
    ],
)
def test_a_link_is_a_citation_of_its_address(text, ids):
    document = read(text)

    assert cited(document) == ids
    assert all(source.url for source in document.sources)


@pytest.mark.parametrize(
    "text",
    [
        "See ([below](#rain)) and ([there](other.md)).",
        f"An image ![one]({A}) ![two]({B}) ![three]({C}).",
        f"A badge [![one]({A})]({B}).",
        f"Only [one]({A}) and [two]({B}).",
        "Write to ([us](mailto:a@b.org)).",
        f"`([One]({A}))` in code.",
        f"A source: {A} (as it was), [출처: Vell] and [추론].",
    ],
)
def test_what_only_looks_like_a_citing_link_is_not_counted(text):
    assert cited(read(text)) == []


def test_the_words_of_a_link_are_the_title_of_its_source():
    document = read(f"It rained ([**Old** rain]({A}#x)). It blew ([a.org]({A})).")

    (source,) = document.sources
    assert (source.id, source.title, source.url) == (A, "Old rain", f"{A}#x")


def test_a_link_that_shows_its_address_names_no_title():
    document = read(f"It rained ([{A}]({A})). It blew ([Two]({B})).")

    assert titles(document) == {A: None, B: "Two"}


def test_a_lone_link_in_parentheses_is_left_aside_beside_marks_that_a_list_explains():
    listed = f"## Sources\n\n[1] One: {A}\n[2] Two: {B}"

    assert cited(read(f"It rained [1] [2] [1]. It blew ([x]({C})).\n\n{listed}")) == ["1", "2", "1"]
    assert cited(read(f"It rained [1] [2]. It blew ([x]({C})).\n\n{listed}")) == ["1", "2", C]


def test_links_in_the_title_and_in_a_closing_list_are_not_counted():
    document = reading.read(
        f"# [Rain]({A})\n\nIt rained ([Two]({B})).\n\n#### Key Citations\n- [Two]({B})\n"
        f"- [Three]({C})\n".encode(),
        "notes.md",
    )

    assert cited(document) == [B]
    assert [(source.id, source.is_listed) for source in document.sources] == [(B, True), (C, True)]


def test_links_in_sentences_are_left_aside_beside_marks_that_a_list_explains():
    links = f"[one]({A}/1), [two]({A}/2) and [three]({A}/3)"
    marks = "It rained [1] [2] [1] [2] [1]."
    document = read(f"{marks}\n\nSee {links}.\n\n## Sources\n\n[1] One: {B}\n[2] Two: {C}")

    assert cited(document) == ["1", "2", "1", "2", "1"]
    assert messages(document) == [
        "3 links are not counted, since marks name the sources of the list"
    ]


def test_a_text_may_mix_numbers_and_links_in_parentheses():
    links = " ".join(f"It blew ([x]({A}/{n}))." for n in range(3))
    document = read(f"It rained [1] [1] [1].\n\n{links}\n\n## Sources\n\n[1] One: {B}")

    assert cited(document) == ["1", "1", "1", f"{A}/0", f"{A}/1", f"{A}/2"]


def test_a_link_whose_address_is_listed_is_not_counted_beside_its_number():
    text = " ".join(f"See [rain]({A}/{n}) [{n}]." for n in range(1, 5))
    listed = "\n".join(f"[{n}] Rain: {A}/{n}" for n in range(1, 5))

    assert cited(read(f"{text}\n\n## Sources\n\n{listed}")) == ["1", "2", "3", "4"]


# Other brackets


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (r"It rained\[1\]. It blew _\[2\]_\[14\]. It ended\[3\].", "1 2 14 3"),
        (r"It rained \[1, 3\] and \[5-7\], \[2\].", "1 3 5 6 7 2"),
        (
            r"Rain [\[18,](#page-8-4) [28\]](#page-9-0) and [\[3\]](#page-1) or [\[4\]](#page-1).",
            "18 28 3 4",
        ),
        ("It rained【24†source】.", "24"),
        ("It rained【31†L290-L298】【4:2†rain.pdf】.", "31 4:2"),
        ("It rained【F:notes/a.md†L1-L9】.", "notes/a.md"),
        ("[cite_start]It rained. [cite: 1, 16]", "1 16"),
        ("It rained [cite: 8-10, 12].", "8 9 10 12"),
        ("It rained [cite: 10-8] [cite: 1-900].", "10-8 1-900"),
        (
            "It rained. \ue200cite\ue202turn0search0\ue202turn1news3\ue201",
            "turn0search0 turn1news3",
        ),
        ("It rained. citeturn0search0turn12news3", "turn0search0 turn12news3"),
        ("It rained :contentReference[oaicite:0]{index=0}.", "0"),
        ("It rained 【1】【2,3】。", "1 2 3"),
        (
            "It rained [@ames2019; @bell:20, p. 3]. As @ames2019 says [-@cole].",
            "ames2019 bell:20 ames2019 cole",
        ),
        ("It rained [see @doi:10.1/x.y].", "doi:10.1/x.y"),
        ("It rained [@ann]. See @fig:rain1, @bob, x/@cole2 and @dora3.", "ann dora3"),
        ("It rained [@ann; @fig:rain1], as @ann says.", "ann ann"),
        (
            r"It rained \cite{a19, *}. \nocite{b20} \citestyle{c21} \Citep[see][p. 3]{d22}",
            "a19 d22",
        ),
        ('It rained <d-cite key="a19,b20"></d-cite>.', "a19 b20"),
        ("It rained {cite}`a19,b20`, as {cite:t}`c21` says.", "a19 b20 c21"),
        ("It rained {{!RFC2119}} {{?I-D.rain}}.", "RFC2119 I-D.rain"),
        ("It rained [[!RFC2119]] [[HTML]] [[CSP inline]].", "RFC2119 HTML CSP"),
    ],
)
def test_a_mark_of_another_program_is_read(text, ids):
    assert cited(read(text)) == ids.split()


@pytest.mark.parametrize(
    "text",
    [
        r"A formula \[3\] alone.",
        "Figure [1](#page-1-0) and Section [3.1,](#page-2-0).",
        "Measured pass@1 and pass@10 by a@b.org, medium.com/@user or @user.",
        "See @fig:rain and [@tbl:rain].",
        r"All of it \nocite{*} \cite{*}.",
        "It rained [@ann](#ann).\n\n[@bob]: so.",
        "It rained, as @dora3 says.",
        "Read [[HTML]], [[CSP]] and [[DOM]].",
        "It rained [[!RFC2119]] [[HTML]].",
        "A template {{rain}} and {{fig-long}}.",
        "Linked [[1890]] and [[Vell]] and [[Dam|the dam]].",
        "A node A[text] and the list [x1, x2].",
        "H<sub>2</sub>O and 2<sup>128</sup>.",
        "Areas in m², R² and 10⁻⁶ cm⁻¹ for Ca²⁺.",
        "The file libX11.so.6, No.1 and F.4 of 1980.",
        "Seen (ICLR 2025), (as of August 2025) and Dreamer (2019).",
        "The [MATT] framework [sic] [update] [citation needed].",
    ],
)
def test_what_only_looks_like_another_mark_is_not_counted(text):
    assert cited(read(text)) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It rained [^1]. %% ask about [^2] %% It blew[^3].", "1 3"),
        ("It rained [1] <!-- or [2]? --> on dams [3].", "1 3"),
        ("It rained 5%% more [1] and 7%% less [2].", "1 2"),
        ("It rained `<!--` [1] and blew `-->` [2].", "1 2"),
    ],
)
def test_what_a_program_hides_within_a_paragraph_is_not_counted(text, ids):
    assert cited(read(text)) == ids.split()


def test_the_way_back_from_a_note_and_to_the_author_are_no_citations():
    post = "https://vell.substack.com/p/rain"
    document = read(
        f"[Ann Ames](https://substack.com/@ames)\n\nIt rained.[1]({post}#footnote-1-142) It "
        f"[blew]({A}), [hailed]({B}) and [froze]({C}).\n\n"
        f"[1]({post}#footnote-anchor-1-142)\n\nTruly."
    )

    assert cited(document) == ["1", A, B, C]


def test_links_to_share_the_text_are_no_citations():
    document = read(
        f"It [rained]({A}), [blew]({B}) and [froze]({C}).\n\n[Share this report]({A}/s) | "
        "[X](https://twitter.com/intent/tweet?url=a) | [Post](https://www.facebook.com/sharer/?u=a)\n"
    )

    assert cited(document) == [A, B, C]


# Labels, author and year


def test_a_label_is_a_mark_if_a_definition_explains_it():
    document = read(
        f"The ([RAIN]) rule and [the rule][rain], [DAM][] or [other].\n\n[RAIN]: {A}\n[DAM]: {B}\n"
        "[here]: #rain"
    )

    assert cited(document) == ["RAIN", "RAIN", "DAM"]
    assert [source.url for source in document.sources] == [A, B]


DAMS = """\
Rain fills dams [VELL] [PORT].  It runs off as in [WADE].

      level[3] = dam[0] + rain[12];

The rule holds for x[2] and [1, 2].

## References

[PORT]  Bell, K., "Ports", 2012.

[VELL]  Ames, J., "Vell", 2019.

[WADE]  Cole, A., "Wade", 2020.
"""


def test_numbers_beside_a_list_of_labels_are_indices():
    assert cited(read(DAMS)) == ["VELL", "PORT", "WADE"]
    assert messages(read(DAMS)) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (DAMS + f'\n[1]  Dale, B., "Hail", {A}\n', "VELL PORT WADE 2 1 2"),
        (DAMS.replace("[WADE].", "WADE."), "VELL PORT 2 1 2"),
        (
            "It [rained][a], [blew][b] and [hailed][c] [1] on dams [2].\n\n"
            f"[a]: {A}\n[b]: {B}\n[c]: {C}",
            "a b c 1 2",
        ),
    ],
)
def test_numbers_beside_few_labels_other_links_or_numbered_entries_count(text, ids):
    assert cited(read(text)) == ids.split()


def test_labels_of_a_reference_list_are_marks():
    document = read(
        "Rain is wet [RAIN19] [DAM-2].\n\n## References\n\n[RAIN19] Ames, J. Rain, 2019.\n\n"
        f"[DAM-2] Bell, K. Dams, {A}"
    )

    assert cited(document) == ["RAIN19", "DAM-2"]
    assert titles(document) == {"RAIN19": "Ames, J. Rain, 2019", "DAM-2": "Bell, K. Dams"}


REFERENCES = f"""## References

Ames, J., & Bell, K. (2019). Old rain. Vell Press.

- Bell, K., Cole, L., & Dorn, M. (2020a). New rain. {A}
- van Eck, P. (2021). Dry years. Journal of Rain, 3.
- Müller, A. Dämme. Vell, 2018.
"""


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("It rained (Ames & Bell, 2019).", 1),
        ("It rained (Ames and Bell, 2019; Bell et al., 2020a).", 2),
        ("It rained (see e.g. Bell et al. 2020; van Eck, 2021, p. 4).", 2),
        ("Ames and Bell (2019) say so, and Bell et al. (2020a) too.", 2),
        ("Müller (2018) and Muller (2018, p. 3) agree.", 2),
        ("It rained (Bell, Cole, & Dorn, 2020a).", 1),
        ("It rained (Bell et al.,\n2020a).", 1),
        ("As Ames and Bell (2019) say, and as Later Bell et al. (2020a) did.", 2),
        ("It rained (See Bell et al., 2020a; In Vell, Müller 2018).", 2),
        ("Van Eck (2021) and Müller’s (2018) work, and that of Ames and colleagues (2019).", 3),
        ("Bell's (2020a) work, and [Ames & Bell, 2019].", 2),
        ("Ames & Bell (2019b), Bell et al. (2020) and Bell et al. (2020b).", 2),
        ("As Bell et al. (2020a, in Ames, 2019) say.", 1),
        ("It rained (Bell/Cole/Dorn 2020a: 17), as Ames/Bell (2019) say.", 2),
        ("As Müller (2018 p.4) and Ames and Bell (2019 S. 5) say.", 2),
        ("It rained (Ames & Bell [AB], 2019; Müller, 2018).", 2),
        ("In Vell, Bell, Cole, and Dorn (2020a) say so, and Ames und Bell (2019).", 2),
        ("Nothing (ICLR 2025), (Broadway, 1978), (Ames, 2001) or in 2019.", 0),
        ("Nothing (Müller, n.d.), Müller (2018 was dry) or Bell (in press).", 0),
    ],
)
def test_author_and_year_are_a_mark_if_the_list_has_them(text, n):
    document = read(f"{text}\n\n{REFERENCES}")

    assert len(cited(document)) == n
    assert len(document.sources) == 4
    assert len(list(document.passages())) == 1


@pytest.mark.parametrize(
    ("entry", "mark"),
    [
        ("Ames, J., & Bell, K. (2019). Old rain.", "(Ames & Bell, 2019)"),
        ("Ann Bell, Karl Cole. 2020. Old dams.", "(Bell and Cole, 2020)"),
        ("J. Smith and K. Bell. Rain. 2020", "Smith and Bell (2020)"),
        ("World Health Organization. (2021). Rain.", "(World Health Organization, 2021)"),
        ("Smith J, Bell K. Rain. 2019;3:1", "(Smith & Bell, 2019)"),
        ("Zhang et al. 2020. Rain", "(Zhang et al., 2020)"),
        ("OECD (2021). Rain", "(OECD, 2021)"),
        ("World Health Organization. (2021). Rain.", "The World Health Organization (WHO, 2021)"),
        ("UK Rain Agency. (2021). Rain.", "(UK Rain Agency [UKRA], 2021)"),
        ("Office for Dams (OfDa). (2021). Rain.", "(OfDa, 2021)"),
        ("Ames, J. (n.d.). Rain. Vell 1990.", "(Ames, n. d.)"),
        ("Ames, J. (in press). Rain.", "Ames (in press)"),
        ("Vell Board. (n.d.). Rain.", "(Vell Board, n.d.)"),
    ],
)
def test_authors_are_known_in_every_form_of_a_list(entry, mark):
    document = read(f"It rained {mark}.\n\n## References\n\n{entry}")

    assert len(cited(document)) == 1
    assert len(document.sources) == 1
    assert document.sources[0].is_listed


def test_an_entry_without_a_year_is_not_joined_with_the_next():
    document = read(
        "It rained (Cole, 2020).\n\n## References\n\nAmes, J. (in press). Rain.\n"
        "Bell, K. Dams.\nCole, A. (2020). Hail."
    )

    assert {"Ames in press", "Cole 2020"} == {source.id for source in document.sources}


@pytest.mark.parametrize(
    ("entry", "id_"),
    [
        ("World Health Organization. (2021). Rain.", "World 2021"),
        ("Ann Bell and Karl Cole. 2020. Old dams.", "Bell 2020"),
    ],
)
def test_an_entry_without_address_is_called_after_its_author_and_year(entry, id_):
    assert [s.id for s in read(f"It rained.\n\n## References\n\n{entry}").sources] == [id_]


@pytest.mark.parametrize(
    "remark",
    [
        "**Note:** All of this was checked in August 2025.",
        "All sources were read in August 2025.",
        "However, in 2020 it rained.",
        "Data as of 2024 and before.",
    ],
)
def test_a_remark_with_a_year_below_a_list_is_no_entry(remark):
    document = read(f"It rained [1].\n\n## References\n\n[1] Rain\n\n{remark}")

    assert [quote for quote, _ in pairs(document)][-1] == remark
    assert [source.id for source in document.sources] == ["1"]


def test_names_beside_numbers_that_a_list_explains_are_part_of_the_sentence():
    listed = "\n".join(f"[{n}] {name}, J. ({2000 + n}). Rain." for n, name in NAMES)
    text = " ".join(f"See {name} ({2000 + n}) [{n}]." for n, name in NAMES)

    assert cited(read(f"{text}\n\n## References\n\n{listed}")) == ["1", "2", "3"]


NAMES = [(1, "Ames"), (2, "Bell"), (3, "Cole")]


def test_the_words_of_a_link_are_no_mark_by_author_and_year():
    document = read(f"It rained ([Müller, 2018]({C})).\n\n{REFERENCES}")

    assert cited(document) == [C]


def test_names_with_others_are_the_dictionary_of_a_text_without_a_list():
    text = (
        "It rained (Müller et al., 2018). Müller et al. (2018) and Ames & Bell (2019) agree, "
        "as more rain did (3 % in Müller 2018). Seen at ICLR (2025), by Cole (2019), in May 2018."
    )

    assert cited(read(text)) == ["Müller 2018", "Müller 2018", "Ames 2019", "Müller 2018"]
    assert cited(read(f"{text} It blew [1].")) == ["1"]


def test_author_and_year_without_a_list_are_no_marks():
    assert cited(read("It rained (Ames et al., 2019; Bell, 2020).")) == []


# Numbers without brackets


def test_raised_numbers_count_only_with_their_list():
    text = "It rained.¹² It blew³, over 4 km² and 10⁻³ m³."
    listed = "\n\n## Sources\n\n" + "\n".join(f"({n}) Rain {n}. {A}/{n}" for n in range(1, 13))

    assert cited(read(text)) == []
    assert cited(read(text + listed)) == ["12", "3"]


def test_the_list_of_a_conversation_bears_raised_numbers_out_beside_others():
    text = "**`dam`**¹: it broke². It rained[^3^]. It blew[^3^], and blew[^3^]. Over *m*² of land."
    listed = "\n".join(f"({n}) Rain {n}. {A}/{n}." for n in range(1, 4))
    document = read(f"{text}\n\nSource: Conversation with Bing, 4/21/2024\n{listed}")

    assert cited(document) == ["1", "2", "3", "3", "3"]
    assert titles(document)["2"] == "Rain 2"
    assert [section.title for section in document.sections][1:] == [
        "Source: Conversation with Bing, 4/21/2024"
    ]


def test_numbers_raised_by_tags_count_only_with_their_list():
    text = "It rained<sup>1</sup>. It blew.<sup>2, 3</sup> Over 4 km<sup>2</sup> and 2<sup>3</sup>."
    listed = "\n\n## Sources\n\n" + "\n".join(f"{n}. Rain {n}. {A}/{n}" for n in range(1, 4))

    assert cited(read(text)) == []
    assert cited(read(text + listed)) == ["1", "2", "3"]


def _listed(n):
    return "\n\n## Sources\n\n" + "\n".join(f"{k}. Rain {k}. {A}/{k}" for k in range(1, n + 1))


def test_ranges_of_raised_numbers_count_if_the_list_has_all_of_them():
    text = "It rained.¹⁻³ It blew²,⁴ here.<sup>2–4</sup> Port fell by 9%.³⁻¹ See.² ³"
    units = " Over 10⁻³ m²⁻³, SO₄²⁻ and cm⁻¹.<sup>-2</sup>"

    assert cited(read(text + units + _listed(4))) == [*"123", *"24", *"234", *"23"]
    assert cited(read(text + units + _listed(1))) == []


@pytest.mark.parametrize(
    ("mark", "ids"),
    [(" ^1^.", "1"), ("^1^.", "1"), (".^1^", "1"), (" ^1,2^.", "12"), ("^1-3^.", "123")],
)
def test_numbers_between_carets_count_only_with_their_list(mark, ids):
    text = f"It rained{mark}\n\nIt fell by x^2^, 10^2^ and 4 km ^2^.\n\nSee^2"

    assert cited(read(text)) == []
    assert cited(read(text + _listed(3))) == list(ids)


def test_numbers_in_parentheses_count_with_their_list():
    text = (
        "It rained (1). It blew (2,3), and hail (1) fell (3–5)\n\nPort is dry (4). Three ways "
        "(1) rain, (2) wind and (3) snow. See section (2) and Eq. (3), of 2019 (n = 4; 2) (2019)."
    )

    assert cited(read(text)) == []
    assert cited(read(text + _listed(5))) == ["1", "2", "3", "1", "3", "4", "5", "4"]
    assert cited(read(text + _listed(3))) == []
    assert cited(read(f"It rained [1] [2].\n\n{text}{_listed(5)}")) == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell: (1) here, (2) there, (3) twice. Wind came (1) first and (2) last.",
        "Paragraph (1), section (2), article (3), clause (4) and rule (5) hold.",
        "It rained (1). It blew (2).",
        "It rained (5). It blew (4). It hailed (3). It fell (2).",
        "It follows that\n\nx = y + z (1)\n\nso that rain (1), wind (2), hail (3) hold.",
        "It rained in May (12), June (30), and July (9), but for Vell (41).",
    ],
)
def test_other_numbers_in_parentheses_are_no_marks(text):
    assert cited(read(text + _listed(5))) == []


GLUED = "\n\n".join(
    f"A chuva caiu sobre o vale{n % 4 + 1}. O dique {n} cedeu em 1980.{n % 4 + 5}\n"
    f"Custou 500.000 e 3,5 milhões {n % 4 + 2}; depois secou."
    for n in range(8)
)


def test_glued_digits_count_where_nothing_else_does():
    document = read(GLUED)

    assert len(cited(document)) == 24
    assert set(cited(document)) == {"1", "2", "3", "4", "5", "6", "7", "8"}
    assert messages(document)[0].startswith("read as numbers written against the word before")


def test_glued_digits_stand_after_brackets_quotes_and_years():
    text = (
        GLUED + "\n\nCaiu até 2031 4, em DDR5. No _vale_).3 Chamado “Dique”.2 Foram 12, depois.\n"
    )

    assert cited(read(text))[24:] == ["4", "3", "2"]


def test_a_list_bears_glued_digits_out_that_are_large_and_stand_once():
    text = " ".join(f"A chuva caiu sobre o vale.{n}" for n in range(95, 107))
    listed = "\n".join(f"{n}. Chuva {n} {A}/{n}" for n in range(95, 107))

    assert cited(read(text)) == []
    assert cited(read(f"{text}\n\n#### **Referências citadas**\n\n{listed}")) == [
        str(n) for n in range(95, 107)
    ]


def test_glued_digits_do_not_count_beside_another_grammar_or_if_they_are_few():
    assert cited(read(f"It rained [1] [2] [3].\n\n{GLUED}")) == ["1", "2", "3"]
    assert cited(read(f"It rained [1].\n\n{GLUED}")) == ["1"]
    assert cited(read("It rained.1 It blew.2 It ended.1")) == []


def test_glued_digits_stand_after_emphasis_code_degrees_and_short_forms():
    text = (
        "| Vale | Dique |\n|---|---|\n|Choveu muito.1|O dique **Norte**2|\n\n"
        "Veja *Sul*3 e `norte`4. Caiu (![](<>))5. Subiu 20%)6. Chegou a 17 °C.5 Emitiu CO2.1 "
        "Foi nos U.S.2 A 170°3. O **rio encheu.4** Choveu em 2022\\.6 Acabou.1"
    )

    assert cited(read(text)) == ["1", "2", "3", "4", "5", "6", "5", "1", "2", "3", "4", "6", "1"]


def test_a_few_glued_digits_count_if_a_list_has_them_and_they_count_from_one():
    text = "It rained.1 It blew in 2027.2 The dike broke.3 It ended.2 Nobody saw it.3"

    assert cited(read(text + _listed(3))) == ["1", "2", "3", "2", "3"]
    assert cited(read(text.replace(".1", ".3") + _listed(3))) == []
    assert cited(read(text + _listed(2))) == []
    assert cited(read("See Fig.1 and Fig.2 here. Then Fig.3, or Table1. No.2" + _listed(4))) == []
    assert cited(read("PM2.5 fell. PM1.2 rose. PM3.4 did not. PM2.5 stays." + _listed(5))) == []


def test_a_number_after_a_space_is_a_mark_if_the_count_of_the_text_lacks_it():
    text = (
        "It rained.1 The dike 2, as we saw, broke.3 4 It fell in step 3, twice.4 Why?1\n\n"
        "| Place | Rain |\n|---|---|\n| Vell 5 | Phase 2 |\n| Port 3 | little 6 |\n"
    )

    assert cited(read(text + _listed(6))) == ["1", "2", "3", "4", "4", "1", "5", "6"]


def test_several_glued_digits_are_read_though_the_list_is_lost():
    text = (
        "It rained.1 2 The dike broke.3 It cost 20.000.4 See art. 7º.1 It fell.2 5 It rose.3\n\n"
        "It blew.4 In 6 days.5 It ended.1 2 It was dry.3 12 Men saw it.1 It snowed.2"
    )

    assert cited(read(text)) == [*"123412534512312"]


def test_glued_digits_may_be_parted_by_commas_and_stand_after_a_quotation():
    text = (
        'It rained.1 The dike broke.2,3 It cost 2,5 million.4 So "he")1, we say.2 3 4 It fell.5 '
        "It rose.1,3,5 It fell.2 It blew in 1.5,2 places."
    )

    assert cited(read(text + _listed(5))) == [*"1234123451352"]
    assert pairs(read(text + _listed(5)))[1] == ("The dike broke.2,3", ["2", "3"])


def test_glued_digits_between_bars_are_no_marks_without_a_stop():
    assert cited(read("\n\n".join("Here we document |Vim9| scripts." for _ in range(12)))) == []


def test_raised_numbers_do_not_count_beside_another_grammar():
    document = read(f"It rained [1] [2] [1]. It blew¹.\n\n## Sources\n\n[1] {A}\n[2] {B}")

    assert cited(document) == ["1", "2", "1"]


def test_a_few_links_beside_marks_are_not_worth_a_word():
    document = read(
        f"It rained [1] [2] [1], see [x]({C}) and [y]({C}/y).\n\n## Sources\n\n[1] {A}\n[2] {B}"
    )

    assert cited(document) == ["1", "2", "1"]
    assert document.problems == ()


def test_the_bounds_of_a_confidence_interval_are_no_mark():
    text = "It rained [1] more (95% CI [3, 7]; IQR: [2–4]; 95% CI: [1])."

    assert cited(read(text)) == ["1", "1"]


def test_a_formula_holds_no_mark():
    text = "It rained [1]: $$a_t = x[2]$$ and $$\\sum\nb[3]$$ [2]. It cost $$ [3] or $$$."

    assert cited(read(text)) == ["1", "2", "3"]


def test_an_interval_between_escaped_brackets_is_no_mark():
    text = "It rained \\[1\\] in \\[0, 1\\] of all \\[2\\], \\[1, 2\\]."

    assert cited(read(text)) == ["1", "2", "1", "2"]


# Addresses below a paragraph


def test_addresses_below_a_paragraph_cite_it():
    document = read(
        f"It rained. It blew.\nSource: Rain, 2024: {A}\n\n- It ended.  \n  Sources:  \n"
        f"  One: {B}  \n  Two: {C}\n\nIt dried.\n\nRelevant sources:\n{B}\n{C}#x\n\nIt stopped."
    )

    assert [ids for _, ids in pairs(document)] == [[], [A], [B, C], [B, C], []]
    assert titles(document) == {A: "Rain, 2024", B: "One", C: "Two"}


@pytest.mark.parametrize("lines", [f"Source: [A]({A}), {B}", f"Sources:\n\n- [A]({A})\n- {B}"])
def test_addresses_below_a_table_are_a_passage(lines):
    text = f"| Town | Rain |\n|---|---|\n| Vell | 3 |\n\n{lines}\n\nIt blew.\n"

    assert pairs(read(text))[1:] == [(lines, [A, B]), ("It blew.", [])]


def test_an_address_in_brackets_at_the_end_of_a_paragraph_cites_it():
    document = read(f"It rained. It blew. (Source: {A})\n\nIt ended (source: the mayor).")

    assert [ids for _, ids in pairs(document)] == [[], [A], []]


def test_lines_that_say_source_without_an_address_are_text():
    document = read(f"It rained.\n\nSource: the mayor\n\nIt blew.\n\nSee {A}")

    assert [quote for quote, _ in pairs(document)] == [
        "It rained.",
        "Source: the mayor",
        "It blew.",
        f"See {A}",
    ]


def test_a_line_of_marks_alone_belongs_to_the_item_above():
    document = read(
        "- It rained\n- It blew\n\n[2][3]\n\nIt ended [1].\n\n\\[1\\] \\[2\\] \\[3\\]\n"
    )

    assert [ids for _, ids in pairs(document)] == [[], ["2", "3"], ["1", "1", "2", "3"]]


def test_only_addresses_that_follow_one_another_belong_to_the_paragraph_above():
    document = read(
        f"It rained.\n\nSources:\n- {A}\n\n{B}\nand more.\n\n- {C}\n\nIt ended ([a]({A}))."
    )

    assert next(ids for _, ids in pairs(document)) == [A]
    assert [quote for quote, _ in pairs(document)][1:3] == [f"{B}\nand more.", C]


def test_a_list_of_addresses_below_a_paragraph_cites_it():
    document = read(f"It rained.\n\nSources:\n- {A}\n- [Two]({B})\n\nIt blew.")

    assert [ids for _, ids in pairs(document)] == [[A, B], []]


# No marks


def test_a_report_without_marks_is_read_and_says_so():
    document = read(f"It rained. It blew.\n\n## Sources\n\n- {A}\n- {B}")

    assert [source.id for source in document.sources] == [A, B]
    assert messages(document) == ["no citation marks were found, though the text lists 2 sources"]


def test_a_sentence_that_is_a_list_of_marked_names_gives_a_passage_for_each():
    document = read("Found: Vell [1], Upper Dam [1], Low Mill [2], Port [3], Isle [3].")

    assert [ids for _, ids in pairs(document)] == [["1"], ["1"], ["2"], ["3"], ["3"]]
    assert len(pairs(read("In rats [1], mice [2], and people [3] it is so, they say [4]."))) == 1


def test_passages_given_before_the_text_name_their_titles():
    document = read("Document [1](Title: Old rain): It rained.\n\nRain fell [1].")

    assert cited(document) == ["1"]
    assert titles(document) == {"1": "Old rain"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("See [1](#p-1) [2](#p-2) and [3](#p-3).", []),
        ("Linked [[A1]] [[B2]] [[C3]].", []),
        ("- It rained\n\n\\[2\\]\n\nIt blew \\[1\\] \\[3\\].", ["2", "1", "3"]),
        (f"It rained ([x](https://A.org/One)) ([y]({A[:-4]}/One)).", ["https://a.org/One"] * 2),
        (f"[^1]: {A}\nIt rained[^1].", ["1"]),
    ],
)
def test_marks_at_the_edge_of_a_grammar(text, ids):
    assert cited(read(text)) == ids


# Author and page

WORKS = """## Works Cited

Ames, Ann. *Old Rain*. Vell Press, 2009.

Bell, Karl, and Lea Cole. *Dams*. 1853. Port, 2003.

Dorn, Max. "Hail." *Rain*, vol. 3, 1999, pp. 1-9.

Dorn, Max. "Wind." *Rain*, vol. 4, 2001, pp. 3-7.
"""


def test_author_and_page_are_marks_if_the_list_has_the_authors():
    text = (
        "It rained (Ames 11). It blew (Bell and Cole 34-36; Ames 5) for a day (see Bell 7, 9).\n\n"
        'As Ann Ames says, it was "wet" (223). It rained for (12) days, Ames said in (1853).'
    )

    assert cited(read(f"{text}\n\n{WORKS}")) == [
        "Ames 2009", "Bell 1853", "Ames 2009", "Bell 1853", "Ames 2009",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "It rained (Ames 11) and blew (Bell 12).",
        "It rained (Dorn 1), blew (Dorn 2) and hailed (Dorn 3).",
        "It rained (Chapter 11), blew (Figure 2) and hailed (Table 3; Ames 4) by (Ames 1954).",
    ],
)
def test_few_pages_or_other_names_are_no_marks(text):
    assert cited(read(f"{text}\n\n{WORKS}")) == []


def test_an_organisation_of_many_words_is_known_by_its_entry():
    text = (
        "The American Academy of Rain [AAR] (2014) saw it coming. So did the Ministry for Dikes "
        "and Roads (2019). Kay and the Bank of Vell (2019) did not.\n\n"
        "In the American summer of the great flood (2014) none did.\n\n## References\n\n"
        "American Academy of Rain. (2014). Rain. AAR Press.\n\n"
        "Bank of Vell. (2019). Accounts. Vell.\n\nKay, A. (2019). Floods. Vell.\n\n"
        "Ministry for Dikes and Roads. (2019). Dikes. Vell.\n"
    )
    document = reading.read(text.encode(), "rain.md")
    found = [[c.source_id for c in p.citations] for p in document.passages()]

    assert found == [["American 2014"], ["Ministry 2019"], ["Bank 2019"], []]


def test_a_last_line_of_sources_cites_nothing_that_links_have_cited_before():
    links = f"It rained ([a]({A})). It blew ([b]({B}))."
    repeated = read(f"{links}\n\n**Sources:** [a]({A}); [b]({B}).")
    new = read(f"{links}\n\n**Sources:** [a]({A}); [c]({C}).")

    assert cited(repeated) == [A, B]
    assert cited(new) == [A, B, A, C]
