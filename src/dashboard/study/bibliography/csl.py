"""CSL-JSON → sources: what Zotero, Pandoc and most programs for references write."""

import json

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered

_ITEMS = ("items", "references", "sources")
_IDS = ("citation-number", "citation-key", "id")
"""The number goes first, since it is what a text prints; then what a person wrote."""

_PUBLISHERS = ("publisher", "container-title")
_ADDRESSES = ("url", "link")


def read(text: str, gathered: Gathered) -> None:
    """Take the items of a list, or of an object that holds one.

    Raises:
        InputError: It is no JSON, or holds no items.
    """
    items = _items(_loaded(text, gathered.file), gathered.file)
    gathered.check(len(items))
    for number, item in enumerate(items, 1):
        place = f"item {number}"
        if not isinstance(item, dict):
            gathered.add(Source(""), place, str(item) if isinstance(item, str) else "…")
            continue
        source = _source({str(key).lower(): value for key, value in item.items()})
        gathered.add(source, place, _text(item.get("id")) or ", ".join(map(str, item)))


def _loaded(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this begins like JSON but breaks off: {error.msg.lower()}; export it again"
        raise InputError.at(file, message, error.lineno) from None
    except RecursionError:
        raise InputError.at(file, "its JSON is nested too deeply; export it again") from None
    except ValueError:  # a number of thousands of digits
        raise InputError.at(
            file, "its JSON contains a number that is too long; export it again"
        ) from None


def _items(value: object, file: str) -> list[object]:
    if isinstance(value, dict):
        held = next((value[name] for name in _ITEMS if isinstance(value.get(name), list)), None)
        value = [value] if held is None else held
    if not isinstance(value, list):
        raise InputError.at(file, "this JSON is not a list; export the sources as CSL-JSON")
    return value


def _source(item: dict[str, object]) -> Source:
    url = next(filter(None, (fields.address(_text(item.get(name))) for name in _ADDRESSES)), None)
    names = (fields.words(_text(item.get(name))) for name in _PUBLISHERS)
    return Source(
        id=next(filter(None, (_text(item.get(name)) for name in _IDS)), ""),
        title=fields.words(_text(item.get("title"))),
        url=url or fields.of_doi(_text(item.get("doi"))),
        publisher=next(filter(None, names), None),
        published=_issued(item.get("issued")),
        is_listed=True,
    )


def _text(value: object) -> str:
    """A text or whole number, or the first of several; empty if it is something else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return value if isinstance(value, str) else ""


def _issued(value: object) -> str | None:
    if not isinstance(value, dict):
        return fields.published([_text(value)])
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        texts = [_text(part) for part in first[:3]]
        numbers = [int(text) if text.isdecimal() else 0 for text in texts if len(text) <= 4]
        if numbers and len(numbers) == len(texts):
            return fields.iso(*numbers)
    return fields.published([_text(value.get("raw")), _text(value.get("literal"))])
