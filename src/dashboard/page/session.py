"""What a visit keeps from one run of the page to the next.

Everything is declared here: what it is, what it is at first, how long it lives, and what the
address calls it. Nothing else reads Streamlit's session, so a name that is not declared here is an
error when it is used, and a function whose result is kept for later may not read any (`shut`).

Streamlit holds the value of a widget under its key; widgets that are not always shown are made with
`persist_state="session"`, or it would forget them. It could also hold them in the address
(`bind="query-params"`), but then the browser has no way back, ids that a text does not have are
dropped without a word, and what was picked is held by no widget.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, Self, TypeVar, overload

import streamlit as st

from dashboard.errors import Fault
from dashboard.model import BASES, Basis
from dashboard.page.platform.history import Parameters, Written
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Scope

T = TypeVar("T")

Life = Literal["visit", "text", "run"]
"""As long as the tab; until another text is opened; handed from one run to the next."""

UNITS = ("passages", "citations")
LANES = ("sources", "themes")
MATCHES = {"any": "any of them", "all": "all of them"}
"""How many of several themes, or of several sources, a passage must have to be left."""
SCOPES = {"sentence": "sentence by sentence", "paragraph": "paragraph by paragraph"}
"""How marks are read: for their own sentence, or for the paragraph if a sentence has none."""

DEPTH_OF_UNDO = 50
"""Changes that can be taken back."""

_is_shut: ContextVar[bool] = ContextVar("_is_shut", default=False)
_read: ContextVar[set[str] | None] = ContextVar("_read", default=None)


class Kept(Generic[T]):
    """Something that is kept, under its own name."""

    def __init__(self, first: T, lives: Life, address: str = "") -> None:
        self.first, self.lives, self.address = first, lives, address
        self.name = ""

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, session: None, _: type) -> "Kept[T]": ...
    @overload
    def __get__(self, session: "Session", _: type) -> T: ...
    def __get__(self, session: "Session | None", _: type) -> "Kept[T] | T":
        if session is None:
            return self
        _refuse_if_shut(self.name)
        if (read := _read.get()) is not None:
            read.add(self.name)
        if self.name not in st.session_state:
            return copy(self.first)
        found: T = st.session_state[self.name]
        return found

    def __set__(self, _: "Session", value: T) -> None:
        st.session_state[self.name] = value


class Each(Generic[T]):
    """One of a kind for each theme, chart, table or upload: widgets, by what they belong to."""

    def __init__(self, key: str) -> None:
        self._key = key

    def key(self, of: object) -> str:
        """The key of the widget."""
        return self._key.format(of)

    def __getitem__(self, of: object) -> T:
        _refuse_if_shut(self.key(of))
        found: T = st.session_state[self.key(of)]
        return found

    def get(self, of: object) -> T | None:
        """Its value; `None` while it is not shown."""
        _refuse_if_shut(self.key(of))
        found: T | None = st.session_state.get(self.key(of))
        return found

    def put(self, of: object, value: T) -> None:
        """Set its value, before it is shown."""
        st.session_state[self.key(of)] = value


_NOTHING = Selection()


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, and how: all that a measure depends on besides the text."""

    basis: Basis | None = None
    scope: Scope = "sentence"
    left_by: Selection = _NOTHING
    """What the filters ask for."""

    without: tuple[str, ...] = ()
    """The sources that are switched off."""

    def before(self) -> Self:
        """The same with all sources on."""
        return replace(self, without=())

    def of_all(self) -> Self:
        """The same without a filter."""
        return replace(self, left_by=_NOTHING)

    def whole(self) -> Self:
        """The same with all sources on and no filter."""
        return replace(self, without=(), left_by=_NOTHING)


@dataclass(frozen=True, slots=True)
class Own:
    """A text that a person handed over or changed."""

    files: Mapping[str, bytes]
    digest: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was before a change, to be brought back."""

    text: str
    """Name of the analysis that was changed."""

    without: tuple[str, ...] | None = None
    """The sources that were switched off before; or"""

    own: Own | None = None
    """the text as it was before."""


class Session:
    """All that is kept."""

    # Which text, and what is shown of it
    analysis = Kept[str]("", "visit", "analysis")
    """The one chosen."""
    opened = Kept[str]("", "visit")
    """The one that the other values speak of."""
    digest = Kept[str]("", "text")
    view = Kept[str]("overview", "visit", "view")
    unit = Kept[str]("passages", "text", "unit")
    lanes = Kept[str]("sources", "text", "lanes")
    basis = Kept[Basis | None](None, "text", "basis")
    basis_chosen = Kept[bool](False, "text")
    """Whether a person chose the basis, so that it belongs into the address."""
    part = Kept[str]("knock_out", "text", "part")
    scope = Kept[Scope]("sentence", "text", "scope")
    without = Kept[list[str]]([], "text", "without")
    without_now = Kept[list[str]]([], "text")
    """What was switched off before the click that changes it."""
    read_for = Kept[str | None](None, "text", "check")
    years = Kept[tuple[int, int] | None](None, "text", "years")
    slider = Kept[tuple[int, int]]((0, 0), "text")

    # Filters
    theme = Kept[list[str]]([], "text", "theme")
    theme_match = Kept[str]("any", "text", "theme_match")
    source = Kept[list[str]]([], "text", "source")
    source_match = Kept[str]("any", "text", "source_match")
    section = Kept[list[str]]([], "text", "section")
    depth = Kept[list[str]]([], "text", "depth")
    q = Kept[str]("", "text", "q")

    # What is read
    pick = Kept[Selection](Selection(), "text", "pick")
    p = Kept[str | None](None, "text", "p")
    listens = Kept[bool](True, "visit")
    """Whether the browser hears clicks on charts itself, and shows their words at once."""
    n_told = Kept[int](0, "visit")
    """The last click that it told of."""
    shows_pick = Kept[bool](False, "run")
    """Whether more of the page than the reader showed what is picked when it was last drawn."""
    is_page_due = Kept[bool](False, "run")
    """Whether the whole page must be drawn anew, and not the reader alone."""

    # Texts that a person handed over, and what is being handed over
    own = Kept[dict[str, Own]]({}, "visit")
    on_disk = Kept[list[str]]([], "run")
    """Names of the analyses that are not."""
    handed = Kept[list[tuple[str, bytes]]]([], "run")
    """Names and bytes of the files that are being handed over."""
    n_handed = Kept[int](0, "visit")
    pasted = Kept[str]("", "visit")
    list_pasted = Kept[str]("", "visit")
    n_lists = Kept[int](0, "visit")
    listing = Kept[bool](False, "visit")
    listed = Kept[tuple[str, list[str]]](("", []), "visit")
    """Of which text a list of sources was read last, and what became of it."""
    new_theme = Kept[str]("", "visit")
    undone = Kept[tuple[Change, ...]]((), "visit")
    """The last `DEPTH_OF_UNDO` changes, the newest last."""

    # What is to be said
    told = Kept[list[str]]([], "visit")
    lost = Kept[list[str]]([], "visit")
    unknown = Kept[list[str]]([], "text")
    faults = Kept[tuple[Fault, ...]]((), "run")

    # What failed in the run before, by region or callback (`incident`)
    incidents = Kept[dict[str, str]]({}, "run")
    slips = Kept[list[str]]([], "run")
    kept = Kept[dict[str, Any]]({}, "run")
    """What was chosen, since a run that ends early may lose it."""

    # The address and the name of the page
    written = Kept[Written | None](None, "visit")
    left_at = Kept[Parameters]({}, "visit")
    filled_from = Kept[Parameters | None](None, "visit")
    """The address that the run filled the session from; `None` once it wrote its own."""
    page_title = Kept[str]("", "visit")

    # Widgets, one for each of something
    chart = Each[Any]("{}_chart")
    clicked_before = Each[list[Any]]("{}_before")
    reader = Each[Any]("reader_{}")
    cells = Each[Any]("{}")
    upload = Each[list[Any]]("upload_{}")
    list_upload = Each[Any]("list_{}")
    marks = Each[list[str]]("marks_{}")
    theme_name = Each[str]("name_{}")
    theme_terms = Each[str]("terms_{}")
    theme_definition = Each[str]("def_{}")
    theme_sections = Each[list[str]]("sections_{}")
    theme_into = Each[str | None]("into_{}")

    def put(self, **values: Any) -> None:  # noqa: ANN401
        """Set several at once.

        Raises:
            AttributeError: One of them is not declared.
        """
        for name, value in values.items():
            if not isinstance(getattr(type(self), name), Kept):
                raise AttributeError(name)
            setattr(self, name, value)

    def forget(self, life: Life) -> None:
        """Make everything that lives so long what it is at first."""
        for kept in declared():
            if kept.lives == life:
                st.session_state.pop(kept.name, None)


S = Session()


def declared() -> Iterator["Kept[Any]"]:
    """Everything that is kept under a name of its own."""
    return (one for one in vars(Session).values() if isinstance(one, Kept))


@contextmanager
def shut() -> Iterator[None]:
    """While a result is computed that is kept for later: nothing can be read from the session."""
    token = _is_shut.set(True)
    try:
        yield
    finally:
        _is_shut.reset(token)


@contextmanager
def noticing() -> Iterator[set[str]]:
    """What is read of the session meanwhile, by name."""
    read: set[str] = set()
    token = _read.set(read)
    try:
        yield read
    finally:
        _read.reset(token)


def _refuse_if_shut(name: str) -> None:
    if _is_shut.get():
        raise RuntimeError(f"what is kept for later depends on `{name}`: give it as an argument")


CHOICES = (
    "view",
    "unit",
    "lanes",
    "basis",
    "basis_chosen",
    "part",
    "scope",
    "without",
    "read_for",
    "years",
    "theme",
    "theme_match",
    "source",
    "source_match",
    "section",
    "depth",
    "q",
    "pick",
    "p",
    "unknown",
)
"""What a person can choose in a text."""


def chosen() -> dict[str, Any]:
    """What is chosen in the text that is open, to be put back with `Session.put`."""
    return {name: st.session_state[name] for name in CHOICES if name in st.session_state}


def is_chosen(name: str) -> bool:
    """Whether something is in the session, not only what it is at first."""
    return name in st.session_state


def filtered() -> Selection:
    """What the filters ask for."""
    return Selection(
        themes=tuple(S.theme),
        all_themes=S.theme_match == "all",
        sources=tuple(S.source),
        all_sources=S.source_match == "all",
        sections=tuple(S.section),
        words=S.q.strip(),
        depths=tuple(S.depth),
    )


def counting() -> Counting:
    """What is counted, as it is chosen."""
    return Counting(basis(), S.scope, filtered(), tuple(S.without))


def clear() -> None:
    """Take all filters and the pick away."""
    S.put(theme=[], source=[], section=[], depth=[], q="", pick=Selection(), p=None)
    S.put(theme_match="any", source_match="any")


def refilter() -> None:
    """After a filter changed: read what it leaves from its beginning."""
    S.put(pick=Selection(), p=None)


def choose_basis() -> None:
    """After another basis was chosen: it belongs into the address, even if it is the usual one."""
    S.put(basis_chosen=True, pick=Selection(), p=None)


def pick(chosen: Selection) -> None:
    """Read what was picked; again from its beginning if it was picked before."""
    if chosen.start:  # of a place in the text only the source is told
        chosen = Selection(sources=chosen.sources, start=chosen.start)
    S.put(pick=chosen, p=chosen.start or None)


def basis() -> Basis | None:
    """The basis that themes are counted by; `None` if the analysis has no themes."""
    return next((name for name in BASES if name == S.basis), None)
