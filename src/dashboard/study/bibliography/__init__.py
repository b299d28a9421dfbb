"""A list of sources from elsewhere → sources, and these joined to those that a text cites.

Some texts carry `[1] [2]` and no list. A person pastes or uploads the list that belongs to them:

    text ──read──▶ Listed ──join, with the document's sources──▶ the sources of `about.yaml`

`read` takes plain lists of any shape, CSL-JSON, BibTeX and RIS. What a list does not say stays
unknown, and what could not be read is told.
"""

import re

from dashboard.errors import InputError
from dashboard.study.bibliography import bibtex, csl, entries, ris
from dashboard.study.bibliography.gathered import Gathered, Kind, Listed
from dashboard.study.bibliography.joining import join

__all__ = ["MAX_BYTES", "Listed", "join", "read"]

MAX_BYTES = 2_000_000
"""The largest list that is read, in UTF-8."""

_JSON = re.compile(r"\s*(?:\{|\[\s*(?:[{\"]|\]\s*\Z))")
_READERS = {"list": entries.read, "CSL-JSON": csl.read, "BibTeX": bibtex.read, "RIS": ris.read}


def read(text: str, file: str = "the list") -> Listed:
    """Read a list of sources, whatever its kind.

    Args:
        text: As it was pasted or decoded.
        file: What messages call it.

    Raises:
        InputError: It is too large, damaged, or nothing in it is a source; or it is BibTeX and
            the library that reads it is not installed.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise InputError.at(file, f"the list is larger than {limit} MB; paste only the list")
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError.at(file, "the list is empty; paste one source per line")
    kind = _kind(text)
    gathered = Gathered(file)
    _READERS[kind](text, gathered)
    return gathered.listed(kind)


def _kind(text: str) -> Kind:
    if _JSON.match(text):
        return "CSL-JSON"
    if ris.looks_so(text):
        return "RIS"
    return "BibTeX" if bibtex.looks_so(text) else "list"
