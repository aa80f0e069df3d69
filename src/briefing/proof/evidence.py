"""All that the checks look at: the files as seen, the ledger, the tables of the dataset."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefing.proof.reading.ledger import Ledger
from briefing.proof.reading.tables import Tables
from briefing.proof.seen import Kind, Seen


class Evidence(Struct, frozen=True):
    """What was read. Without a ledger numbers cannot be traced; without tables they are traced to the ledger alone."""

    seen: tuple[Seen, ...]
    ledger: Ledger | None = None
    ledger_name: str = ""
    tables: Tables | None = None

    def of_kind(self, kind: Kind) -> Iterator[Seen]:
        """The files of one kind."""
        return (one for one in self.seen if one.kind == kind)

    @property
    def lang(self) -> str:
        """The language of the edition."""
        return self.ledger.edition.lang if self.ledger else next((one.lang for one in self.seen if one.lang), "")
