"""All that the checks look at: the files as read, the ledger, the tables of the dataset."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefing.proof.parsed_file import Kind, ParsedFile
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger


class Evidence(Struct, frozen=True):
    """What was read. Without a ledger numbers cannot be traced; without tables they are traced to the ledger alone."""

    files: tuple[ParsedFile, ...]
    ledger: Ledger | None = None
    ledger_name: str = ""
    tables: Tables | None = None

    def of_kind(self, kind: Kind) -> Iterator[ParsedFile]:
        """Yield the files of one kind."""
        return (parsed for parsed in self.files if parsed.kind == kind)

    @property
    def lang(self) -> str:
        """The language of the edition."""
        return (
            self.ledger.edition.lang if self.ledger else next((parsed.lang for parsed in self.files if parsed.lang), "")
        )
