"""What is computed once and shown many times: by all sessions, or by the one that owns it.

What is kept is found again by the function that made it and by all that the function was given. The
function sees nothing else: one that is defined inside another is refused, and the session is shut
while it runs. So no input can be forgotten, and nothing stale is shown.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

import streamlit as st

from dashboard.page import session
from dashboard.page.opened import Opened

P = ParamSpec("P")
T = TypeVar("T")

_MOST, _MOST_OWN = 200, 100
"""Results that are kept for all sessions, and for one session's own texts."""


def memo(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """The result of a function, made anew only if one of its arguments says something else.

    An analysis is told by the digest of its files. Give records, ids and functions, never a table:
    instead of a table give what it is computed from. The result is shared, so nobody may change it.

    Raises:
        TypeError: The function is defined inside another, or an argument is no frozen record,
            tuple, text, number or function.
        RuntimeError: The function reads the session.
    """
    key = (_content(function), _content(arguments), _content(tuple(sorted(named.items()))))
    given = [*arguments, *named.values()]
    is_own = any(isinstance(one, Opened) and one.is_own for one in given)
    made = _made_own if is_own else _made

    def make() -> object:
        with session.shut():
            return function(*arguments, **named)

    return cast(T, made(repr(key), make))


def _content(value: object) -> Hashable:
    """What a value says, in plain tuples, so that two that say the same are one key."""
    if isinstance(value, Opened):
        return "analysis", value.analysis.id, value.digest
    if isinstance(value, FunctionType):
        if value.__closure__ or "<" in value.__qualname__:
            raise TypeError(f"{value.__qualname__} sees more than its arguments")
        return value.__module__, value.__qualname__
    if isinstance(value, tuple):
        return tuple(_content(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type) and _is_frozen(value):
        parts = (_content(getattr(value, field.name)) for field in fields(value))
        return type(value).__qualname__, *parts
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} is no frozen record, tuple, text, number or function")


def _is_frozen(value: object) -> bool:
    return bool(type(value).__dataclass_params__.frozen)  # type: ignore[attr-defined]


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _made(key: str, _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()


# What is made of a person's own text is forgotten with the session.
@st.cache_resource(max_entries=_MOST_OWN, show_spinner=False, scope="session")
def _made_own(key: str, _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()
