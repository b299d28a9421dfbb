"""The headings of a document → which of them divide it, and what lies under each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.model import Document, Section
from dashboard.vocabulary.list_headings import heads_source_list

_APPARATUS = frozenset(
    """
    see also; external links; further reading; links; notes; footnotes; contents;
    table of contents; index; credits; copyright; license; licence; about the author;
    about the authors; acknowledgements; acknowledgments; disclaimer
    siehe auch; weblinks; anmerkungen; fußnoten; inhalt; inhaltsverzeichnis; danksagung; impressum;
    weiterführende literatur
    voir aussi; liens externes; articles connexes; notes; remerciements; table des matières;
    sommaire
    véase también; enlaces externos; notas; agradecimientos; índice
    目录; 注释; 参见; 外部链接; 致谢; 延伸阅读
    """.replace("\n", ";")
    .replace(";    ", ";")
    .split(";")
)
_KNOWN = frozenset(" ".join(name.split()) for name in _APPARATUS) - {""}
_NUMBER = re.compile(
    r"(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.):](?![0-9])|[0-9]{1,2}(?:\.[0-9]{1,2})+|[IVXLC]{1,6}[.):]"
    r"|[A-Z][.)]|[(（][0-9A-Za-z一二三四五六七八九十]{1,3}[)）])\s*(?=\S)"
    r"|[一二三四五六七八九十]{1,3}[、.]\s*(?=\S)"
)
_PLAIN_NUMBER = re.compile(r"[0-9]{1,2}\s+(?=[^\W\d_])")

_MOST = 10  # colours that can be told apart
_TOO_MUCH = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """A section with those that lie under it, lists of sources and the like left out."""

    section: Section
    below: tuple["Part", ...]

    @property
    def size(self) -> int:
        """Passages in it, those of the sections under it included."""
        return len(self.section.passages) + sum(part.size for part in self.below)

    def sections(self) -> Iterator[Section]:
        """Its section and those under it, in reading order."""
        yield self.section
        for part in self.below:
            yield from part.sections()


def is_apparatus(title: str) -> bool:
    """Whether a heading is one of a list of sources, of links, or the like."""
    return bool(title) and (heads_source_list(title) or _bare(title).casefold() in _KNOWN)


def divide(document: Document) -> list[Part]:
    """The parts that divide a document, in reading order; none if nothing does.

    It begins with the highest headings. One that covers most of the text, such as its title,
    gives way to those under it.
    """
    parts = _parts([section for section in document.sections if section.title])
    total = sum(1 for _ in document.passages())
    while parts:
        largest = max(parts, key=lambda part: part.size)
        if largest.size <= _TOO_MUCH * total or not largest.below:
            break
        place = parts.index(largest)
        parts[place : place + 1] = largest.below
    kept = sorted(range(len(parts)), key=lambda place: (-parts[place].size, place))[:_MOST]
    return [parts[place] for place in sorted(kept)] if len(parts) > 1 else []


def bare_titles(titles: Sequence[str]) -> list[str]:
    """Headings without their numbers; a number with no stop after it is one if most have one."""
    numbered = sum(bool(_PLAIN_NUMBER.match(title)) for title in titles)
    is_numbered = 2 * numbered > len(titles)
    bare = map(_bare, titles)
    return [_PLAIN_NUMBER.sub("", title, count=1) if is_numbered else title for title in bare]


def _bare(title: str) -> str:
    words = " ".join(title.split())
    number = _NUMBER.match(words)
    return words[number.end() :] if number else words


def _parts(sections: Sequence[Section]) -> list[Part]:
    """The sections as parts within parts; those without a passage are left out."""
    parts = []
    start = 0
    while start < len(sections):
        end = start + 1
        while end < len(sections) and sections[end].level > sections[start].level:
            end += 1
        if not is_apparatus(sections[start].title):
            part = Part(sections[start], tuple(_parts(sections[start + 1 : end])))
            if part.size:
                parts.append(part)
        start = end
    return parts
