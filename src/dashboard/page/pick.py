"""What a click chose to read: ids → the passages that match them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from dashboard.tables.tables import Where

SUPPORT = {
    "1": "On one source",
    "bare": "Left bare",
    "weakened": "Weakened",
    "supported": "Still supported",
    "0": "Without a source",
    "2": "On two sources",
    "3+": "On three sources or more",
    "alone": "Cites no other source",
    "pair": "Cites no third source",
    "held": "Held by it",
    "uncited": "Never had a source",
}
"""What a pick can ask of a passage's sources, as `held.Held` knows them."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What a click chose to read; nothing, or ids that passages must all match."""

    theme_id: str | None = None
    source_id: str | None = None
    section_id: str | None = None
    passage_id: str | None = None
    """Read on from this passage; the other ids only say what was hit."""

    support: str | None = None
    """One of `SUPPORT`."""

    event_id: str | None = None
    """The passages that allude to it."""

    other_id: str | None = None
    """A second source, which the passage cites besides."""

    among: str | None = None
    """Ids of these passages, with commas between."""

    is_uncited: bool = False

    def __bool__(self) -> bool:
        return self != Pick()

    @property
    def ids(self) -> dict[str, str]:
        """The ids by the names that figures give them."""
        return {name: id_ for name, id_ in asdict(self).items() if isinstance(id_, str)}

    @property
    def where(self) -> Where:
        """The passages it stands for; all, if it only names a place in the text."""
        if self.passage_id:
            return Where()
        return Where(
            themes=(self.theme_id,) if self.theme_id else (),
            # A source that its paragraph lends a passage is known to `held` only.
            sources=(self.source_id,)
            if self.source_id and not (self.support or self.among)
            else (),
            sections=(self.section_id,) if self.section_id else (),
            is_uncited=self.is_uncited,
        )

    @classmethod
    def of(cls, ids: Mapping[str, str]) -> Self:
        """The pick of a clicked bar. A mark of the strip is a place to read on from."""
        if "event_id" in ids:
            return cls(event_id=ids["event_id"])
        if "passage_id" in ids:
            return cls(source_id=ids.get("source_id"), passage_id=ids["passage_id"])
        return cls(
            ids.get("theme_id"),
            ids.get("source_id"),
            ids.get("section_id"),
            support=ids.get("support"),
            other_id=ids.get("other_id"),
            among=ids.get("among"),
        )
