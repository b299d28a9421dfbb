"""What the reader says of a source."""

from dashboard.page import opened
from dashboard.page.reader import article
from dashboard.study import analysis


def test_a_source_names_the_notes_that_count_as_it():
    files = {"analysis.md": b"It rained.[^1] It blew.[^2] It froze.[^3]\n\n"
             b"[^1]: Ames, Rain, 1999.\n[^2]: Ibid., 4.\n[^3]: Bell & Co, Wind.\n",
             "about.yaml": b"same:\n- {note: '3', as: ['1']}\n"}  # fmt: skip
    shown = opened.open_(analysis.read("rain", files), files, "digest", is_own=True)

    assert article.notes(shown, "1") == (
        ". Notes 2 (“Ibid., 4.”), 3 (about.yaml says so) count as it too"
    )
    assert article.notes(shown, "2") == ""
