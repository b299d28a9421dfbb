"""Passages without a citation that need none: they only lead in what follows.

`Main data types include:` stands above a list whose items have the sources; an item that is the
title of a section only names it. Neither makes a claim of its own.
"""

import re

from dashboard.tables.tables import Tables

_LEADS = re.compile(r"[:：][*_`\"”’)\]]{0,4}\Z")
_LONGEST = 300
"""Characters of a passage that only leads in; a longer one says something besides."""

_AROUND = re.compile(r"^[\W\d_]+|[\W_]+$")
_LINKED = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\s]{0,300}\)")


def lead_ins(tables: Tables) -> frozenset[str]:
    """The ids of the passages that lead in what follows and cite nothing.

    Args:
        tables: Of a text or a part of it.
    """
    cited = set(tables.citations["passage_id"])
    titles = {_bare(title) for title in tables.sections["section"]} - {""}
    passages = tables.passages
    last = passages["passage_id"].iloc[-1] if len(passages) else None
    return frozenset(
        id_
        for id_, words in zip(passages["passage_id"], passages["text"], strict=True)
        if id_ not in cited
        and len(words) <= _LONGEST
        and ((id_ != last and _LEADS.search(words)) or _bare(words) in titles)
    )


def _bare(words: str) -> str:
    """Words without number, link, emphasis and stop, in small letters."""
    if len(words) > _LONGEST:
        return ""
    return _AROUND.sub("", _LINKED.sub(r"\1", words)).casefold()
