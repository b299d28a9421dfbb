"""Standards documents: RFCs as text, and the Markdown that they are made from."""

import re
from collections.abc import Iterator

from dashboard.model import Source
from dashboard.reading.markup.view import View, blanked

_RFC = re.compile(
    r"(?m)^(?:Request for Comments:|Internet-Draft|INTERNET-DRAFT|"
    r"RFC \d{3,5}\b.*\[Page|.*\[Page \d+\][ \t]*$)"
)
_HEADING = re.compile(
    r"(?m)^((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}\.?|Appendix [A-Z]\.)[ \t]{1,4}(\S[^\n]{0,100})$"
)
_CONTENTS_LINE = re.compile(r"(?:\. ?){3,}[ \t]*\d{0,4}[ \t]*$")
_OLD_BULLET = re.compile(r"(?m)^( {2,12})o(?= {1,3}\S)")
_PLAIN_HEADING = re.compile(
    r"(?m)^(?:Abstract|Status of [Tt]his Memo|Copyright Notice|Acknowledge?ments?|Contributors|"
    r"Authors?['’]s?'? Addresse?s?|Index)[ \t]*$"
)
_CONTENTS = re.compile(r"(?m)^(?:\d+\.?[ \t]+)?Table of Contents[ \t]*$", re.IGNORECASE)
_PAGE = re.compile(r"(?m)^[^\n]*\[Page \d{1,4}\][ \t]*(?:\n\s*\n?[^\n]*\b(?:19|20)\d\d[ \t]*$)?")
_REFERENCES = re.compile(r"(?:normative |informative )?references$", re.IGNORECASE)
_LABEL = re.compile(r"(?m)^( {1,8})\[([\w.:+-]{1,60})\](?=[ \t]|$)")

_KRAMDOWN = re.compile(r"(?m)^--- (?:abstract|middle|back|note_\w+)[ \t]*$")
_LIST = re.compile(r"(?m)^(?:normative|informative):[ \t]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)*)")
_KEY = re.compile(r"(?m)^(?: {2}|\t)([A-Za-z0-9][\w.+-]{1,60}):")
_SAID = re.compile(r"(?m)^[ \t]+(title|target):[ \t]*\n?[ \t]*[\"']?([^\n\"]+)")
_TITLE = re.compile(r"(?m)^title:[ \t]*[\"']?([^\n\"']+)")
_ATTRIBUTES = re.compile(r"(?m)^\{:[^\n]*\}[ \t]*$|^[ \t]*\{::?[^\n]*\}[ \t]*$")


def is_rfc(text: str) -> bool:
    """Whether a text is an RFC or a draft of one, as plain text."""
    return _RFC.search(text[:6000]) is not None and _HEADING.search(text) is not None


def rfc(text: str) -> View:
    """Blank page breaks and contents; its headings stand at the margin."""
    plain = blanked(text, [match.span() for match in _PAGE.finditer(text)])
    numbered = [match for match in _HEADING.finditer(plain) if not _CONTENTS_LINE.search(match[2])]
    matches = sorted([*numbered, *_PLAIN_HEADING.finditer(plain)], key=_start)
    contents = _CONTENTS.search(plain)
    if contents:
        later = [match.start() for match in matches if match.start() > contents.end()]
        indented = plain.find("\n\n", contents.end())
        end = later[0] if later else indented
        plain = blanked(plain, [(contents.start(), end)])
    first = matches[0].start() if matches else 0
    headings = {
        match.start(): _depth(match)
        for match in matches
        if not contents or match.start() < contents.start() or match.start() >= contents.end()
    }
    plain = blanked(plain, [(0, first)])
    plain = _with_labels(plain, [match for match in matches if match.start() in headings])
    plain = _OLD_BULLET.sub(r"\1•", plain)
    return View(plain, "", headings, _rfc_title(text[:first]))


def _start(match: re.Match[str]) -> int:
    return match.start()


def _depth(match: re.Match[str]) -> int:
    if not match.re.groups:
        return 2
    return match[1].rstrip(".").count(".") + 2


def _rfc_title(head: str) -> str | None:
    """The lines in the middle of the page, below the first page's head."""
    for block in re.split(r"\n[ \t]*\n", head.strip("\n"))[1:]:
        lines = [line for line in block.split("\n") if line.strip()]
        if lines and all(line.startswith(" " * 6) for line in lines):
            words = [line.strip() for line in lines if not line.strip().startswith("draft-")]
            return " ".join(words) or None
    return None


def _with_labels(text: str, matches: list[re.Match[str]]) -> str:
    """Write the entries of reference sections as definitions."""
    parts = []
    done = 0
    for index, match in enumerate(matches):
        words = match[2].strip() if match.re.groups else ""
        if not _REFERENCES.match(words):
            continue
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        start = match.end()
        parts.append(text[done:start])
        parts.append(_LABEL.sub(_as_definition, text[start:end]))
        done = end
    return "".join([*parts, text[done:]])


def _as_definition(match: re.Match[str]) -> str:
    """`   [RFC1] ` as `[^RFC1]:`, at the margin so that the entry's lines hang below it."""
    return f"[^{match[2]}]:".ljust(len(match[0])) if len(match[1]) > 1 else match[0]


def is_kramdown(text: str) -> bool:
    """Whether a text is the source of an RFC in Markdown."""
    return text.startswith("---") and _KRAMDOWN.search(text) is not None


def _entries(block: str) -> Iterator[Source]:
    """What a list of references in YAML says: keys, and titles and addresses below them."""
    keys = list(_KEY.finditer(block))
    for key, later in zip(keys, [*keys[1:], None], strict=True):
        fields = dict(_SAID.findall(block, key.end(), later.start() if later else len(block)))
        title, url = fields.get("title", "").strip(), fields.get("target", "").strip()
        yield Source(key[1], title or None, url or None, is_listed=True)


def kramdown(text: str) -> View:
    """Blank the front matter, take its lists of references."""
    first = _KRAMDOWN.search(text)
    end = first.start() if first else 0
    head = text[:end]
    sources = {source.id: source for block in _LIST.findall(head) for source in _entries(block)}
    places = [(0, end), *(match.span() for match in _KRAMDOWN.finditer(text))]
    plain = blanked(text, places)
    plain = blanked(plain, [match.span() for match in _ATTRIBUTES.finditer(plain)])
    title = _TITLE.search(head)
    return View(plain, "", {}, title[1].strip() if title else None, sources)
