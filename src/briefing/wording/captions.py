"""The numbers over what a document shows: figures and tables are counted separately."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field

from briefing.model.document import Decisions, HeatTable, Table
from briefing.wording.base import Wording

_TABLES: Final = (Table, HeatTable, Decisions)


class NumberedCaption(Struct, frozen=True):
    """What stands before a title: "figure" or "table", its number, and both as printed, "Table 2"."""

    kind: str
    number: int
    named: str

    @property
    def place(self) -> str:
        """How the ledger calls it: "table 2"."""
        return f"{self.kind} {self.number}"


class CaptionCounter(Struct):
    """Counts the figures and the tables of one document."""

    counts: dict[str, int] = field(default_factory=dict)

    def next(self, wording: Wording, blocks: Sequence[object]) -> NumberedCaption:
        """Return the caption of the next blocks: of a table, where nothing else is among them."""
        kind = "table" if blocks and all(isinstance(block, _TABLES) for block in blocks) else "figure"
        number = self.counts[kind] = self.counts.get(kind, 0) + 1
        return NumberedCaption(kind, number, f"{wording.phrase(kind)}{wording.joint(' ')}{number}")
