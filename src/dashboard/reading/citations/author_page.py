"""Marks by author and page, as the MLA asks for: `(Ames 12; Bell 34-36)`, `Ames says … (15)`.

Only with a list that has the authors, one work of each, and where such marks are many.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar

_NAME = r"(?:(?:van|von|de|der|den|del|di|la|le|el|al|ten|ter)[ -]){0,3}[A-ZÀ-ÞŁŚŠŽČ][\w’'-]{1,40}"
_PAGES = r"(?!(?:1[5-9]|20)\d\d)\d{1,4}(?:[–-]\d{1,4})?(?:,\s?\d{1,4}(?:[–-]\d{1,4})?){0,5}"
_GROUP = re.compile(r"\(([^()\[\]]{3,200}\d)\)")
_PIECE = re.compile(
    rf"(?:see |see also |cf\. |qtd\. in )?({_NAME})(?:,? and {_NAME}|, et al\.| et al\.)? {_PAGES}"
)
_ALONE = re.compile(rf"\({_PAGES}\)")
_WORD = re.compile(
    r"([A-ZÀ-ÞŁŚŠŽČ][\w-]{1,40})( (?:argues|calls|claims|concludes|contends|describes|explains"
    r"|finds|notes|observes|points|puts|remarks|says|sees|shows|states|suggests|writes)\b)?"
)
_LOOK_BACK = 160
"""Characters before a lone page that may name its author."""


def find(
    text: str, places: Iterable[Span], entries: Mapping[str, str], *, is_asked: bool = False
) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        entries: Author and year of each entry of the reference list → the id of its source.
        is_asked: Whether a person wants them however few they are.
    """
    known = _by_author(entries)
    places = list(places)
    named = [mark for place in places for mark in _named(text, place, known)]
    if len(named) < FEWEST and not is_asked:
        return Found()
    alone = [mark for place in places for mark in _alone(text, place, known)]
    return Found(in_order((*named, *alone)))


def _by_author(entries: Mapping[str, str]) -> dict[str, str]:
    """Those authors of whom the list has one work."""
    works: dict[str, set[str]] = {}
    for entry, id_ in entries.items():
        works.setdefault(entry.rpartition(" ")[0], set()).add(id_)
    return {author: ids.pop() for author, ids in works.items() if len(ids) == 1}


def _named(text: str, place: Span, known: Mapping[str, str]) -> Iterator[Mark]:
    for match in _GROUP.finditer(text, place.start, place.end):
        pieces = [_PIECE.fullmatch(piece.strip()) for piece in match[1].split(";")]
        ids = tuple(known[piece[1]] for piece in pieces if piece and piece[1] in known)
        if len(ids) == len(pieces):
            yield Mark(Span(*match.span()), ids)


def _alone(text: str, place: Span, known: Mapping[str, str]) -> Iterator[Mark]:
    """Pages after the author's name in the same sentence; of several, the one who speaks."""
    for match in _ALONE.finditer(text, place.start, place.end):
        before = text[max(place.start, match.start() - _LOOK_BACK) : match.start()]
        before = before[max(before.rfind(end) for end in (". ", "? ", "! ", ")")) + 1 :]
        names = [(name, verb) for name, verb in _WORD.findall(before) if name in known]
        authors = {name for name, verb in names if verb} or {name for name, _ in names}
        if len(authors) == 1:
            yield Mark(Span(*match.span()), (known[authors.pop()],))


def _has_authors(context: Context) -> bool:
    return not context.marks and bool(context.listed.authors)


GRAMMARS = (
    Grammar(
        key="author-page",
        name="author and page",
        form="`(Ames 12; Bell 34-36)`, `Ames says … (15)`",
        sentence="authors and pages, as the MLA asks for",
        evidence=Evidence.LAST,
        precedence=20,
        condition="three with a name, a list with one work of each author, and no other marks",
        find=lambda context: find(
            context.text, context.places, context.listed.authors, is_asked=context.is_asked
        ),
        is_believed=_has_authors,
        examples=(
            Example(
                "Rain fell (Ames 12). Snow fell (Bell 3-5). Hail fell (Ames 14; Bell 9). Ames says"
                " it stopped (15).\n\n"
                "## Works Cited\n\nAmes, Ann. The Rain. 2019.\n\nBell, Bo. The Snow. 2020.\n",
                {"Ames 2019": 3, "Bell 2020": 2},
                passages=4,
            ),
        ),
    ),
)
