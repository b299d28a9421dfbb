"""The text layer of PDF files: lines become the paragraphs, headings and entries they were."""

import pytest

from dashboard import reading
from dashboard.conversion import pdf
from dashboard.conversion.converted import RefusalError

BODY, BOLD = "F1", "F2"


def make(pages, info="", extra=""):
    """A PDF file; each page a list of (x, y, size, font, words)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        f"<< {info} >>",
    ]
    kids = []
    for page in pages:
        shown = "\n".join(
            f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET"
            for x, y, size, font, words in page
        )
        shown = extra + shown
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font"
            f" << /F1 3 0 R /F2 4 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    )
    data, places = "%PDF-1.7\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{said}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return (f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}{end}").encode("latin-1")


def lines(words, x=50, top=700, size=10, font=BODY, pitch=13):
    return [(x, top - n * pitch, size, font, said) for n, said in enumerate(words)]


LONG = "Mills that the tide drives have stood in many estuaries since the middle ages and"


def text_of(*pages, info=""):
    return pdf.convert(make(pages, info), "mills.md").text


def test_headings_paragraphs_and_entries_are_told_apart():
    page = [
        *lines(["Mills by the sea"], top=760, size=20),
        *lines(["1 Findings"], top=730, size=14, font=BOLD),
        *lines(
            [LONG, "a few still turn [1]. They are old [2].", LONG, "none is new [2]."], top=705
        ),
        *lines(["References"], top=640, font=BOLD),
        *lines(["[1] Reed, Mills of the coast,", "https://example.org/mills"], top=620),
        *lines(["[2] Poe, Wheels, 2001."], top=594),
    ]

    text = pdf.convert(make([page]), "mills.md")
    document = reading.read(text.text.encode(), text.name)

    assert document.title == "Mills by the sea"
    assert [section.title for section in document.sections] == ["1 Findings", "References"]
    assert text.text.split("\n\n")[2:4] == [
        f"{LONG} a few still turn [1]. They are old [2].",
        f"{LONG} none is new [2].",
    ]
    assert [
        [citation.source_id for citation in passage.citations] for passage in document.passages()
    ] == [["1"], ["2"], ["2"]]
    assert [(source.id, source.title, source.url) for source in document.sources] == [
        ("1", "Reed, Mills of the coast", "https://example.org/mills"),
        ("2", "Poe, Wheels, 2001", None),
    ]


def test_a_sentence_goes_on_over_a_page_and_past_running_heads():
    words = ["here", "there", "nowhere", "elsewhere"]
    pages = [
        [
            *lines([f"Journal of Mills {n + 7}"], top=780, size=9),
            *lines([f"{LONG} {word}", f"{word} {LONG}"], top=700),
            *lines([str(n + 1)], x=300, top=20, size=9),
        ]
        for n, word in enumerate(words)
    ]

    text = pdf.convert(make(pages), "mills.md")

    assert text.text == " ".join(f"{LONG} {word} {word} {LONG}" for word in words) + "\n"
    assert "page numbers and running heads are left out" in text.notes


def test_a_gap_a_stop_at_a_pages_end_and_a_plain_heading_part_paragraphs():
    first = [
        *lines([f"{LONG} one", f"{LONG} two"], top=700),
        *lines([f"{LONG} three", f"{LONG} end."], top=640),
    ]
    second = [*lines([f"Then {LONG} four"]), *lines(["References", "[1] Reed, Mills."], top=660)]

    assert text_of(first, second).split("\n\n") == [
        f"{LONG} one {LONG} two",
        f"{LONG} three {LONG} end.",
        f"Then {LONG} four",
        "## References",
        "[1] Reed, Mills.\n",
    ]


@pytest.mark.parametrize(("gap", "n_paragraphs"), [(1, 1), (1.3, 1), (1.6, 2), (2.3, 2)])
def test_a_wider_gap_between_lines_parts_paragraphs(gap, n_paragraphs):
    # Each line is as long as the column, so that nothing but the gap tells them apart.
    above = lines([f"{LONG} one", f"{LONG} two", f"{LONG} end."])
    below = lines([f"{LONG} six", f"{LONG} ten", f"{LONG} fin."], top=above[-1][1] - gap * 13)

    assert len(text_of([*above, *below]).split("\n\n")) == n_paragraphs


@pytest.mark.parametrize(("gap", "n_headings"), [(1.5, 1), (2.6, 2)])
def test_a_heading_of_two_lines_has_no_gap_between_them(gap, n_headings):
    heading = [
        (50, 740, 20, BODY, "Mills by the sea"),
        (50, 740 - gap * 20, 20, BODY, "and inland"),
    ]
    text = text_of([*heading, *lines([f"{LONG} one", f"{LONG} two."], top=660)])

    assert text.count("# ") == n_headings


def test_the_address_of_an_entry_in_a_line_of_its_own_belongs_to_it():
    page = [
        *lines(["References"], font=BOLD, size=12),
        *lines(["1. Reed. Mills.", "https://example.org/mills", "2. Poe. Wheels."], top=680),
        *lines(["3. A third entry of the list that is far longer than the two above it."], top=641),
    ]

    assert text_of(page).split("\n\n")[1:3] == [
        "1. Reed. Mills. https://example.org/mills",
        "2. Poe. Wheels.",
    ]


def test_columns_with_raised_numbers_and_parted_words_are_read_as_printed():
    left = [
        *lines(["Most of the tidal mills run at a loss."]),
        (204, 704, 6, BODY, "1"),
        *lines(["A few sell flour to the visit-", "ors who come in summer."], top=687),
        (163, 678, 6, BODY, "2,3"),
    ]
    right = [
        *lines(["Others are opened for one", "day in autumn."], x=320),
        (390, 691, 6, BODY, "1"),
        *lines(["References"], x=320, top=665, size=12, font=BOLD),
        *lines(["1. Reed. Mills.", "2. Poe. Wheels.", "3. Day. Oak."], x=320, top=648),
    ]

    text = text_of([*lines(["Mills by the sea"], top=760, size=20), *left, *right])
    document = reading.read(text.encode(), "mills.md")

    assert "to the visitors who come" in text
    assert [
        [citation.source_id for citation in passage.citations] for passage in document.passages()
    ] == [["1"], ["2", "3"], ["1"]]
    assert [source.title for source in document.sources] == [
        "Reed. Mills",
        "Poe. Wheels",
        "Day. Oak",
    ]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([(50, 700, 10, BODY, "Mills are old."), (112, 704, 6, BODY, "12")], "Mills are old.¹²\n"),
        (
            [(50, 700, 10, BODY, "Mills are old."), (112, 704, 6, BODY, "1-3")],
            "Mills are old.¹-³\n",
        ),
        ([(50, 700, 10, BODY, "Mills are old"), (109, 704, 10, BODY, "2")], "Mills are old 2\n"),
        ([(50, 700, 10, BODY, "Mills are old"), (109, 700, 6, BODY, "2")], "Mills are old 2\n"),
        ([(50, 700, 10, BODY, "As CO"), (80, 704, 6, BODY, "2x is")], "As CO2x is\n"),
    ],
)
def test_only_small_digits_above_the_line_are_raised(pieces, text):
    assert text_of(pieces) == text


@pytest.mark.parametrize(
    ("pieces", "is_heading"),
    [
        ([(50, BOLD, "Mills by"), (100, BOLD, "the sea")], True),
        ([(50, BODY, "Mills by"), (100, BOLD, "the sea")], False),
        ([(50, BOLD, "Mills by"), (100, BODY, "the sea")], False),
        ([(50, BOLD, "Mills"), (80, BODY, "that stand by"), (150, BOLD, "the sea")], False),
    ],
)
def test_a_line_is_bold_if_all_of_it_is(pieces, is_heading):
    page = [(x, 700, 10, font, words) for x, font, words in pieces]
    text = text_of([*page, *lines([LONG, f"{LONG} on", f"{LONG} end."], top=670)])

    assert text.startswith("## Mills") == is_heading


def test_letters_that_nobody_can_read_are_hidden():
    page = [*lines(["Seen."]), (50, 600, 1, BODY, "Ignore all of this.")]

    assert text_of(page) == "Seen.\n"


def test_two_columns_are_read_one_after_the_other():
    left = lines(["The left column of the page has", "three lines that go on to", "the next"])
    right = lines(["column, which stands to the", "right."], x=320)

    assert text_of(left + right) == (
        "The left column of the page has three lines that go on to the next column, which"
        " stands to the right.\n"
    )


def test_a_word_parted_at_a_lines_end_is_joined():
    assert text_of(lines(["The mills are of a consider-", "able age and well-kept."])) == (
        "The mills are of a considerable age and well-kept.\n"
    )


def test_bold_text_is_no_heading_where_most_is_bold_or_it_is_long():
    many = lines(["All is bold", "and no line is a heading here"], font=BOLD)
    long = [*lines([LONG] * 4, font=BOLD), *lines([f"{LONG} so on."] * 9, top=600)]

    assert text_of(many) == "All is bold and no line is a heading here\n"
    assert "#" not in text_of(long)


def test_small_digits_above_the_line_are_raised():
    page = [
        (50, 700, 10, BODY, "Mills are old."),
        (112, 704, 6, BODY, "2"),
        *lines(["In 1999 there were 3."], top=660),
    ]

    assert text_of(page) == "Mills are old.²\n\nIn 1999 there were 3.\n"


def test_the_title_of_the_properties_is_taken_unless_a_program_made_it():
    page = lines(["Words."])

    assert text_of(page, info="/Title (On mills)") == "# On mills\n\nWords.\n"
    assert text_of(page, info="/Title (Microsoft Word - mills.doc)") == "Words.\n"


def test_contents_with_leaders_are_left_out():
    text = pdf.convert(make([lines(["1 Mills . . . . . . . 3", "Words of the text."])]), "a.md")

    assert text.text == "Words of the text.\n"
    assert "a table of contents is left out" in text.notes


def test_hidden_words_are_left_out_unless_they_are_all_there_is():
    seen = "BT /F1 10 Tf 50 700 Td (Seen.) Tj ET\n"
    hidden = [(50, 600, 10, BODY, ") Tj 3 Tr (Hidden.")]

    both = pdf.convert(make([hidden], extra=seen), "a.md")
    scan = pdf.convert(make([hidden]), "a.md")

    assert (both.text, both.notes[0]) == ("Seen.\n", "hidden text is left out")
    assert scan.text == "Hidden.\n"
    assert "text recognition" in scan.notes[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make([lines(["7"], x=300, top=20)]), r"no text in it"),
        (make([[]]), r"no text in it; if it looks scanned"),
        (make([lines(["x"])])[:90], "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (make([]), "damaged"),
        (make([[]] * 2_001), "2,001 pages; at most 2,000"),
    ],
)
def test_what_has_no_text_is_refused(data, said):
    with pytest.raises(RefusalError, match=said):
        pdf.convert(data, "a.md")


def test_a_line_on_most_pages_is_a_running_head_though_some_have_none():
    pages = [lines([f"{LONG} {word}."]) for word in ("one", "two", "six", "ten", "few")]
    headed = [[*lines(["The mills of the sea"], top=780), *page] for page in pages[:4]]

    assert "The mills of the sea" not in text_of(*headed, pages[4])


def marks_of(text):
    document = reading.read(text.encode(), "mills.md")
    return [
        (document.quote(passage.span), [citation.source_id for citation in passage.citations])
        for passage in document.passages()
    ]


REFERENCES = lines(["References", "1. Reed. Mills.", "2. Poe. Wheels.", "3. Day. Oak."], top=500)


def test_a_raised_number_that_parts_a_line_stays_with_the_sentence_before_it():
    # The file writes: words, raised number, more words of the same line.
    page = [
        (50, 700, 10, BODY, "Most run at a loss."),
        (133.4, 704, 6, BODY, "1"),
        (140, 700, 10, BODY, "A few sell flour that they grind"),
        (280.1, 704, 6, BODY, "2,3"),
        (291, 700, 10, BODY, "in summer."),
        *lines(["The rest is closed."], top=687),
        *REFERENCES,
    ]

    assert marks_of(text_of(page)) == [
        ("Most run at a loss.¹", ["1"]),
        ("A few sell flour that they grind²,³ in summer.", ["2", "3"]),
        ("The rest is closed.", []),
    ]


@pytest.mark.parametrize("is_last", [True, False])
def test_raised_numbers_that_the_file_has_elsewhere_go_to_the_end_of_their_line(is_last):
    words = [
        "Most of the tidal mills that stand in the estuaries run at a loss today.",
        "A few sell flour to visitors in the summer and bake bread as well.",
        "The oldest one is closed.",
    ]
    marks = [(349, 704, 6, BODY, "1"), (337, 691, 6, BODY, "2"), (161.5, 678, 6, BODY, "3")]
    page = [*lines(words), *marks] if is_last else [*lines(words[:2]), *marks[:2]]
    expected = [
        (f"{said}{mark}", [str("¹²³".index(mark) + 1)])
        for said, mark in zip(words, "¹²³", strict=True)
    ]

    assert marks_of(text_of([*page, *REFERENCES])) == expected[: len(words) if is_last else 2]


def test_a_line_that_ends_with_a_raised_mark_within_a_sentence_does_not_end_its_paragraph():
    page = [
        *lines([LONG]),
        *lines(["the tide turns the oldest of them"], top=687),
        (200.2, 691, 6, BODY, "1"),
        *lines([f"while {LONG}", "the others stand still."], top=674),
        *REFERENCES,
    ]

    assert text_of(page).split("\n\n")[0] == (
        f"{LONG} the tide turns the oldest of them¹ while {LONG} the others stand still."
    )


@pytest.mark.parametrize("mark", ["", "[1]", " [1, 2]", " [1] [2]"])
def test_a_short_line_ends_its_paragraph_with_and_without_marks_after_its_stop(mark):
    page = lines([LONG, f"the tide turns them.{mark}", f"Others {LONG}", "stand still."])

    assert text_of(page).count("\n\n") == 1


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([(72.25, 704, 6, BODY, "1"), (75.6, 700, 10, BODY, ". So it is.")], "Mills¹. So it is.\n"),
        ([(72.25, 704, 6, BODY, "1-3"), (81, 700, 10, BODY, ", as")], "Mills¹-³, as\n"),
        ([(72.25, 700, 10, BODY, " in 1999"), (111.2, 704, 6, BODY, "12")], "Mills in 1999¹²\n"),
        ([(72.25, 700, 10, BODY, " 4"), (80.6, 704, 6, BODY, "1/2")], "Mills 41/2\n"),
        ([(72.25, 700, 10, BODY, " 4 of 12, 1999")], "Mills 4 of 12, 1999\n"),
    ],
)
def test_each_raised_digit_is_found_whatever_stands_round_it(pieces, text):
    assert text_of([(50, 700, 10, BODY, "Mills"), *pieces]) == text


def test_the_raised_number_of_a_note_at_the_foot_of_a_page_stays_a_plain_one():
    page = [*lines(["The mills turn."]), (50, 104, 6, BODY, "1"), (54, 100, 9, BODY, "Reed, 2001.")]

    assert text_of(page).split("\n\n")[1] == "1 Reed, 2001.\n"


def entry_of(*said):
    """The address of the one entry that some lines make."""
    page = [*lines(["The mills turn [1]."], top=740), *lines(["References", *said], top=700)]
    document = reading.read(text_of(page).encode(), "mills.md")
    assert len(document.sources) == 1
    return document.sources[0].url


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (
            ["[1] Reed. Mills. https://example.org/mills-of-", "the-coast.html"],
            "https://example.org/mills-of-the-coast.html",
        ),
        (
            ["[1] Reed. Mills. https://example.org/mills-", "of-the-", "coast.html."],
            "https://example.org/mills-of-the-coast.html",
        ),
        (
            ["[1] Reed. Mills. https://doi.org/10.1234/ab-", "12-34"],
            "https://doi.org/10.1234/ab-12-34",
        ),
        (["[1] Reed. Mills. https://doi.org/10.1234/", "oak99"], "https://doi.org/10.1234/oak99"),
        (["[1] Reed. Mills. https://doi.org/", "10.1234/oak99"], "https://doi.org/10.1234/oak99"),
        (["[1] Reed. Mills. https://", "example.org/mills"], "https://example.org/mills"),
        (
            ["[1] Reed. Mills. https://example.org/old_", "mills?page=", "7 (2001)."],
            "https://example.org/old_mills?page=7",
        ),
        (
            ["[1] Reed. Mills. https://example.org/coast/", "old-mills.html, 2001."],
            "https://example.org/coast/old-mills.html",
        ),
        (
            ["[1] Reed. Mills. https://example.org/coast", "/old/mills"],
            "https://example.org/coast/old/mills",
        ),
        (
            ["[1] Reed. Mills. https://www.example.", "org/mills"],
            "https://www.example.org/mills",
        ),
        (
            ["[1] Reed. Mills of the coast and sea.", "https://example.org/mills.", "pdf"],
            "https://example.org/mills.pdf",
        ),
    ],
)
def test_an_address_that_goes_on_in_the_next_line_is_whole(said, url):
    assert entry_of(*said) == url


def test_a_doi_that_breaks_at_its_hyphen_keeps_it():
    page = lines(
        ["Reed. Mills. doi:10.1234/s1-", "04x-", "ab. Poe. Wheels. doi 10.1234/ab-", "cd."]
    )

    assert text_of(page) == "Reed. Mills. doi:10.1234/s1-04x-ab. Poe. Wheels. doi 10.1234/ab-cd.\n"


@pytest.mark.parametrize(
    "after", ["Accessed in May.", "2001.", "12-14.", "(2001).", "Well-known.", "and seen."]
)
def test_words_after_an_address_that_ends_with_its_line_are_no_part_of_it(after):
    if after == "Well-known.":
        assert entry_of("[1] Reed. https://example.org/mills", after) == "https://example.org/mills"
    else:
        assert entry_of("[1] Reed. https://example.org/", after) == "https://example.org/"


def test_a_word_parted_after_an_address_loses_its_hyphen():
    page = lines(["See https://example.org/old-mills and con-", "sider the www-", "pages."])

    assert text_of(page) == "See https://example.org/old-mills and consider the wwwpages.\n"


def blocks_under_references(*pieces):
    page = [*lines(["Of the mills by the sea many stand."], top=750), *pieces]
    return text_of(page).rstrip("\n").split("## References\n\n")[1].split("\n\n")


def test_a_short_line_with_a_stop_and_a_column_break_do_not_tear_a_numbered_entry():
    left = lines(
        [
            "References",
            "[1] Reed, Mills of the coast.",
            "An account of them, 2001.",
            "[2] Poe. Wheels.",
        ]
    )
    right = lines(["A long history, 2003.", "[3] Day, Oak, 2004."], x=320)

    assert blocks_under_references(*left, *right) == [
        "[1] Reed, Mills of the coast. An account of them, 2001.",
        "[2] Poe. Wheels. A long history, 2003.",
        "[3] Day, Oak, 2004.",
    ]


@pytest.mark.parametrize(
    "ends",
    ["Ash Press.", "Hall, 7, 12-19", "https://example.org/oak", "https://doi.org/10.1234/oak-"],
)
@pytest.mark.parametrize(
    "author", ["Poe, B.", "Poe B,", "van Poe, B.", r"\320\320\320.", "Östlund, B."]
)
def test_entries_without_numbers_that_stand_flush_are_told_apart_by_their_authors(ends, author):
    more = ["and-ash"] if ends.endswith("-") else []
    said = [
        "Reed, A., Lund, C., and Ames, D. (2001). Of the mills that",
        f"the tide turns. {ends}",
        *more,
        f"{author} (2002). Of the wheels that stand by the rivers,",
        "and of those that turn. Elm Press.",
    ]

    assert len(blocks_under_references(*lines(["References", *said]))) == 2


def test_an_author_in_the_second_line_of_an_entry_begins_none():
    said = [
        "Reed, A. B.,",
        "Poe, C. D. E.",
        "Day, F. Of the mills that the tide turns today, 2001.",
    ]

    assert len(blocks_under_references(*lines(["References", *said]))) == 1


@pytest.mark.parametrize(
    "displaced",
    [
        (50, 590, 10, BODY, "[Expand]"),
        (50, 487, 10, BODY, "[Expand] 1. Reed. Mills."),
        (50, 700, 10, BODY, "[show more] Mills turn [1]. They stand [2, 3]. [Hide]"),
    ],
)
def test_a_button_of_a_printed_page_decides_nothing_wherever_it_lies(displaced):
    page = [*lines(["Mills turn [1]. They stand [2, 3]."]), *REFERENCES]
    page = [piece for piece in page if piece[:2] != displaced[:2]] + [displaced]
    page.sort(key=lambda piece: -piece[1])
    converted = pdf.convert(make([page]), "mills.md")
    document = reading.read(converted.text.encode(), "mills.md")

    assert marks_of(converted.text) == [
        ("Mills turn [1].", ["1"]),
        ("They stand [2, 3].", ["2", "3"]),
    ]
    assert [source.title for source in document.sources] == [
        "Reed. Mills",
        "Poe. Wheels",
        "Day. Oak",
    ]
    assert "buttons of a printed page, such as [Expand], are left out" in converted.notes


def test_a_word_in_brackets_that_is_no_button_or_stands_in_a_sentence_stays():
    said = "Press [Expand] to see [the mills] and [Showboat]"

    assert text_of(lines([said])) == f"{said}\n"
