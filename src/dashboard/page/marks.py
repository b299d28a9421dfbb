"""How the text's marks are read: what was not counted, each with its passages, and what to count.

The reader of a text decides by evidence which ways of writing marks it believes. A person who
knows better says so here; the choice is kept in `about.yaml`, in a copy of a text on disk.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.model import Problem, Style
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.opening import opener
from dashboard.page.session import S
from dashboard.page.widgets.memo import memo
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import label, one_line

_MOST_SHOWN = 100
"""Problems that are shown, each a button."""


def show(opened: Opened) -> None:
    """A button that opens what could not be resolved and the ways in which marks are written."""
    document, note = opened.analysis.document, opened.analysis.about.note
    problems = document.problems
    if not (problems or note or document.styles):
        return
    n = len(problems)
    said = f"**{n}** {'problem' if n == 1 else 'problems'} in the text"
    said = said if n else "**1** note" if note else "how its marks are read"
    popover = st.popover(said, type="tertiary", key="problems", on_change="rerun")
    if not popover.open:
        return
    with popover:
        if note:
            st.text(note)
        passages = memo(_passages, opened)
        for place, (problem, ids) in enumerate(zip(problems[:_MOST_SHOWN], passages, strict=False)):
            _problem(opened, place, problem, ids)
        if n > _MOST_SHOWN:
            st.html(f'<p class="said">Shown are the first {_MOST_SHOWN} of {n:,}; '
                    "citelight read lists them all.</p>")  # fmt: skip
        if document.styles:
            _choice(opened, document.styles)


def _problem(opened: Opened, place: int, problem: Problem, ids: Sequence[str]) -> None:
    """One problem: a door to its passages, if it lies in any."""
    quote = one_line(opened.analysis.document.quote(problem.span), 60)
    said = f"{one_line(problem.message, 300)}, {'first at ' if problem.places else ''}“{quote}”"
    if not ids:
        st.text(said)
        return
    st.button(
        label(said, 400),
        type="tertiary",
        key=f"problem_{place}",
        on_click=safely(lambda: session.pick(Selection(passages=tuple(ids)))),
    )


def _choice(opened: Opened, styles: Sequence[Style]) -> None:
    if S.marks.get(opened.digest) is None:
        S.marks.put(opened.digest, _counted(styles))
    names = {style.key: _named(style) for style in styles}
    st.pills(
        "Marks that are counted",
        list(names),
        format_func=names.__getitem__,
        selection_mode="multi",
        key=S.marks.key(opened.digest),
        on_change=safely(lambda: _read_as(opened)),
    )
    if opened.analysis.about.marks:
        st.button(
            "Leave it to the text",
            key="marks_by_text",
            type="tertiary",
            on_click=safely(lambda: _keep(opened, None)),
        )


def _named(style: Style) -> str:
    n = style.n_read or style.n_unread
    return f"{label(style.name)} **{n}**{'' if style.n_read else ' not counted'}"


def _read_as(opened: Opened) -> None:
    """Read the text by the chosen marks; if none is left, keep those there were."""
    if chosen := tuple(S.marks[opened.digest]):
        _keep(opened, chosen)
        return
    S.marks.put(opened.digest, _counted(opened.analysis.document.styles))
    S.told = ["One way of writing marks has to be counted, so nothing was changed."]


def _counted(styles: Sequence[Style]) -> list[str]:
    return [style.key for style in styles if style.n_read]


def _keep(opened: Opened, marks: tuple[str, ...] | None) -> None:
    try:
        S.analysis = opener.lay_about(opened, replace(opened.analysis.about, marks=marks))
        S.put(told=[], lost=[])
    except ValueError as error:
        S.told = [f"The marks were not changed: {str(error).splitlines()[0]}"]
    except DashboardError as error:
        S.told = str(error).splitlines()


def _passages(opened: Opened) -> tuple[tuple[str, ...], ...]:
    """The ids of the passages that each problem lies in."""
    document = opened.analysis.document
    return tuple(
        tuple(passage.id for passage in document.passages_at(problem.places or (problem.span,)))
        for problem in document.problems[:_MOST_SHOWN]
    )
