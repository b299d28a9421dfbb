import pytest

from dashboard import about
from dashboard.about import About
from dashboard.errors import Fault, InputError
from dashboard.model import Source

FILE = "about.yaml"


def faults_of(text):
    with pytest.raises(InputError) as caught:
        about.read(text.encode(), FILE)
    return caught.value.faults


def test_every_field_is_read_as_it_is_written():
    text = """
title: 'Sanctions: what is known'
language: pt-BR
publisher: NO
url: https://example.org/a?b=c#d
page: sanctions-2024
taken: 2026-11-22
note: >-
  The list
  was lost.
sources:
  - id: 3
    title: A report
    url: HTTP://example.org/3
    publisher: Office
    published: 2024-05
  - {id: Smith2020}
"""

    assert about.read(text.encode(), FILE) == About(
        title="Sanctions: what is known",
        language="pt-BR",
        publisher="NO",
        url="https://example.org/a?b=c#d",
        page="sanctions-2024",
        taken="2026-11-22",
        note="The list was lost.",
        sources=(
            Source("3", "A report", "HTTP://example.org/3", "Office", "2024-05", is_listed=True),
            Source("Smith2020", is_listed=True),
        ),
    )


def test_nothing_is_needed_and_what_is_left_empty_is_not_known():
    assert about.read(b"title:\nurl:\nlanguage:\nsources:\n", FILE) == About()


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-17", "2024-02-29"])
def test_a_date_is_as_precise_as_known(date):
    assert about.read(f"taken: {date}".encode(), FILE).taken == date


@pytest.mark.parametrize(
    "date", ["24", "2024-13", "2023-02-29", "17.5.2024", "2024-5", "٢٠٢٤", "0000"]
)
def test_what_is_no_date_is_a_fault(date):
    assert faults_of(f"taken: {date}") == (
        Fault(FILE, f"expected a date such as 2024, 2024-05 or 2024-05-17, found '{date}'", 1, 8),
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "example.org",
        "https://",
        "https:///path",
        "https://a b",
        "http://[::1",
        "https://x/\\y",
        "file:///etc/passwd",
    ],
)
def test_only_an_address_of_the_web_is_a_url(url):
    (fault,) = faults_of(f"sources: [{{id: 1, url: '{url}'}}]")

    assert (fault.line, fault.column) == (1, 24)
    assert fault.message.startswith("expected an address that begins with https:// or http://, ")


def test_all_faults_are_told_with_their_places():
    text = """titel: x
language: english text
sources:
  - id: 1
    pubished: 2024
  - title: no id
  - id: 1
  - id: '[2]'
  - text
"""

    assert (
        faults_of(text)
        == (
            Fault(FILE, "unknown field 'titel'; did you mean 'title'?", 1, 1),
            Fault(FILE, "expected a language tag such as en or pt-BR, found 'english text'", 2, 11),
            Fault(FILE, "unknown field 'pubished'; did you mean 'published'?", 5, 5),
            Fault(FILE, "the field 'id' is missing; add it", 6, 5),
            Fault(FILE, "the source id '1' stands twice; give each source its own", 7, 9),
            Fault(
                FILE, "expected the mark the text cites it by, such as 3 for [3], found '[2]'", 8, 9
            ),
            Fault(FILE, "expected fields such as id, found a text", 9, 5),
            Fault(FILE, "the field 'id' is missing; add it", 9, 5),
        )[:-1]
    )
