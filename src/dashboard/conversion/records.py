"""JSON of reports, one a line or in a list → Markdown texts."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from dashboard.conversion.converted import Converted, RefusalError, counted
from dashboard.vocabulary import encodings

MOST = 50
"""Reports that are converted from one file."""

TEXTS = (
    "article",
    "response",
    "report",
    "text",
    "content",
    "output",
    "answer",
    "markdown",
    "body",
)
"""Fields that hold the text; the first that is there."""

_TITLES = ("title", "topic", "question", "query", "prompt", "id")
_SOURCES = ("sources", "references", "citations", "urls")
_WRAPPERS = ("reports", "records", "data", "results", "items", "documents")
_NAMES = ("id", "index", "number", "n")
_ADDRESSES = ("url", "link", "href", "uri")
_WORDS = ("title", "name", "headline")
_LONGEST_TITLE = 150
_LONGEST_NAME = 40
_NAME = re.compile(r"[^A-Za-z0-9]+")
_HAS_LIST = re.compile(
    r"^(?:#{1,6} |\*\*)?(?:\d{1,2}\. )?(?:sources|references|works cited|bibliography|citations)"
    r"(?: used| cited)?:?\*{0,2}:?[ \t]*$|^\[\^?\d{1,4}\](?::|[ \t]+[^\n]{0,300}https?://)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADED = re.compile(r"\s*#\s+\S")
_HEADING = re.compile(r"^# \S", re.MULTILINE)


def convert(data: bytes, stem: str, *, by_line: bool) -> list[Converted]:
    """Convert JSON of reports.

    Args:
        data: The file.
        stem: Of its name.
        by_line: Whether each line is a report.

    Raises:
        RefusalError: It is no JSON, or no report in it has a text.
    """
    try:
        text = encodings.strict_utf8(data)
    except UnicodeDecodeError as error:
        raise RefusalError("it is not in UTF-8; save it as UTF-8") from error
    notes: list[str] = []
    values = list(_lines(text, notes)) if by_line else _whole(text)
    reports = [(record, said) for record in values if (said := _text(record))]
    if not reports:
        fields = ", ".join(TEXTS)
        raise RefusalError(f"no record has a text; name its field one of {fields}")
    if len(reports) < len(values):
        n = len(values) - len(reports)
        notes.append(
            counted(n, "record without a text is", "records without a text are") + " left out"
        )
    if len(reports) > MOST:
        n = len(reports) - MOST
        notes.append(f"only the first {MOST} reports are read; {n:,} more are left out")
    done = _named(reports[:MOST], stem)
    last = done[-1]
    done[-1] = Converted(last.name, last.text, last.title, (*last.notes, *notes))
    return done


def _parsed(text: str) -> object:
    # Numbers stay as written: a long one would take long to read.
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _lines(text: str, notes: list[str]) -> Iterator[object]:
    broken = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _parsed(line)
        except (ValueError, RecursionError):
            broken.append(number)
    if broken:
        where = ", ".join(str(number) for number in broken[:5]) + (", …" if broken[5:] else "")
        what = counted(len(broken), "line is no JSON and is", "lines are no JSON and are")
        notes.append(f"{what} left out: {where}")


def _whole(text: str) -> list[object]:
    try:
        value = _parsed(text)
    except RecursionError as error:
        raise RefusalError("its JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise RefusalError(
            f"it is no JSON: {error.msg.lower()} at line {error.lineno}; export it anew"
        ) from error
    if isinstance(value, dict):
        for name in _WRAPPERS:
            if isinstance(value.get(name), list) and not _text(value):
                return list(value[name])
        return [value]
    return value if isinstance(value, list) else [value]


def _text(record: object) -> str | None:
    if not isinstance(record, dict):
        return None
    for name in TEXTS:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and (inner := _text(value)):
            return inner
    return None


def _named(reports: Sequence[tuple[object, str]], stem: str) -> list[Converted]:
    done: list[Converted] = []
    names: set[str] = set()
    for number, (record, text) in enumerate(reports, 1):
        assert isinstance(record, dict)
        name = stem
        if len(reports) > 1:
            name = f"{stem}-{_short_name(record) or number}"
            name = name if name not in names else f"{stem}-{number}"
            while name in names:
                name += "-2"
        names.add(name)
        done.append(_report(record, text, f"{name}.md"))
    return done


def _short_name(record: Mapping[str, object]) -> str:
    for field in ("id", "title"):
        value = record.get(field)
        if isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME:
            return _NAME.sub("-", value).strip("-").lower()
    return ""


def _report(record: Mapping[str, object], text: str, name: str) -> Converted:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"
    title = _title(record)
    notes: list[str] = []
    if title and not (_HEADED.match(text) or len(_HEADING.findall(text)) == 1):
        text = f"# {title}\n\n{text}"
    entries = list(_entries(record))
    if entries and not _HAS_LIST.search(text):
        text += "\n## Sources\n\n" + "\n".join(entries) + "\n"
        n = counted(len(entries), "source", "sources")
        notes.append(f"{n} of the record follow the text as a list")
    return Converted(name, text, title, tuple(notes))


def _title(record: Mapping[str, object]) -> str | None:
    for field in _TITLES:
        value = record.get(field)
        if isinstance(value, str) and value.strip():
            words = " ".join(value.split())
            if len(words) <= _LONGEST_TITLE:
                return words
    return None


def _entries(record: Mapping[str, object]) -> Iterator[str]:
    """Lines `[n] title url` of a field with sources."""
    for field in _SOURCES:
        value = record.get(field)
        pairs: list[tuple[str, object]] = []
        if isinstance(value, dict):
            pairs = [(str(key), item) for key, item in value.items()]
        elif isinstance(value, list):
            pairs = [(str(place), item) for place, item in enumerate(value, 1)]
        lines = [line for key, item in pairs if (line := _entry(key, item))]
        if lines:
            yield from lines
            return


def _entry(key: str, item: object) -> str | None:
    if isinstance(item, str):
        title, url = ("", item) if item.startswith("http") else (item, "")
        if key.startswith("http"):
            key, title, url = "", item, key
    elif isinstance(item, dict):
        title, url = _first(item, _WORDS), _first(item, _ADDRESSES)
        key = _first(item, _NAMES) or key
    else:
        return None
    said = " ".join(f"{title} {url}".split())
    if not said or said.isdecimal():  # numbers of sources that the file does not hold
        return None
    number = key.strip("[]^ ")
    return f"[{number}] {said}" if number.isdecimal() and len(number) < 9 else f"- {said}"


def _first(item: Mapping[str, object], names: Sequence[str]) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
