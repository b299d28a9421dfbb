"""The language of a text is told by its script and commonest words."""

import pytest

from dashboard import reading
from dashboard.vocabulary import languages
from tests.test_encodings import SAID


@pytest.mark.parametrize("language", SAID)
def test_a_text_tells_its_language(language):
    assert languages.detect(SAID[language] * 2) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هطل المطر طوال الليل على التلال وامتلأت الآبار بالماء", "ar"),
        ("باران تمام شب بر تپه‌ها بارید و چاه‌ها پر شد و گل‌ها روییدند و پنجره‌ها", "fa"),
        ("גשם ירד כל הלילה על הגבעות והבארות התמלאו מים", "he"),
        ("Дощ ішов усю ніч, і колодязі наповнилися водою, її пили їжаки", "uk"),
        ("सारी रात पहाड़ियों पर बारिश हुई और कुएँ भर गए", "hi"),
    ],
)
def test_a_script_of_its_own_is_told_by_a_few_words(text, language):
    assert languages.detect(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "[1] [2] [3]", "Am 3. Mai kam er. Er blieb.", "Ames 1999, Bell 2001, Cole 2004. " * 20],
)
def test_what_says_nothing_is_taken_for_english(text):
    assert languages.detect(text) == languages.UNKNOWN


def test_an_english_text_may_quote_another_language_at_length():
    english = "The toll of the ferry rose by half in the spring. "

    assert languages.detect(english * 12 + SAID["de"] + SAID["ru"]) == "en"


def test_a_text_is_read_in_its_language_unless_a_person_says_otherwise():
    text = f"# Die Fähre\n\n{SAID['de']}\n\nAm 3. Mai kam er. Er blieb."

    document = reading.read(text.encode(), "a.md")
    assert document.language == "de"
    assert document.quote([*document.passages()][-2].span) == "Am 3. Mai kam er."
    assert reading.read(text.encode(), "a.md", language="en").language == "en"
