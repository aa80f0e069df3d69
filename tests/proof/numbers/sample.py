"""A small ledger and what a reader sees of it, to be changed."""

from __future__ import annotations

from typing import Any

from briefing.proof.evidence import Evidence
from briefing.proof.parsed_file import Element, Kind, Page, ParsedFile, Run
from briefing.proof.reading.ledger_reader import (
    CellLocation,
    Claim,
    Ledger,
    LedgerEdition,
    LedgerFact,
    LedgerSource,
    Record,
    Term,
    Use,
)

SOURCE = LedgerSource("Office", "Yearbook", "https://example.org", "2024")


def location(words: str) -> CellLocation:
    """Words, as "observations.csv, line 2, column value" → the cell that they name."""
    file, row, column = words.rsplit(", ", 2)
    kind, _, number = row.rpartition(" ")
    return CellLocation(file, kind, int(number), column.removeprefix("column "))


def cell(year: int | str, value: float, cell: str = "", **more: Any) -> Record:
    given: dict[str, Any] = {"indicator": "trees", "entity": "Town", "qualifier": "=", "source": "OFFICE"}
    return Record(written=year, value=value, cell=location(cell) if cell else None, **(given | more))


def fact(value: float, formula: str, *cells: Record, unit: str = "×", qualifier: str = "=") -> LedgerFact:
    return LedgerFact(value, unit, qualifier, formula, cells)


FIRST, LAST = cell(2014, 48.2), cell(2023, 262.9)
FACTS = {
    "trees.first": fact(48.2, "48.2", FIRST, unit="trees"),
    "trees.last": fact(262.9, "262.9", LAST, unit="trees"),
    "trees.multiple": fact(5.45435684647, "262.9 / 48.2", FIRST, LAST),
}
USES = (
    Use("deck", 1, "title", "text", "5.5-fold", "trees.multiple"),
    Use("deck", 1, "chart", "text", "262.9", "trees.last"),
    Use("deck", 1, "", "notes", "48.2", "trees.first"),
)
TERMS = (Term("deck", 1, "title", "text", "2014", "year"),)
CLAIMS = (Claim("trees, title", "Trees more than doubled", "trees.multiple > 2", True),)


def ledger(**changed: Any) -> Ledger:
    head = LedgerEdition("town", "en", "2024-12-31", "")
    given: dict[str, Any] = {
        "edition": head,
        "facts": FACTS,
        "uses": USES,
        "terms": TERMS,
        "claims": CLAIMS,
        "sources": {"OFFICE": SOURCE},
    }
    return Ledger(**(given | changed))


def parsed(
    *texts: str, notes: str = "", alt: str | None = None, kind: Kind = "deck", name: str = "town.en.pptx"
) -> ParsedFile:
    elements = tuple(
        Element("text", f"Text {at}", (0, 0, 10, 10), ((Run(text),),), alt if at == 1 else None)
        for at, text in enumerate(texts, start=1)
    )
    return ParsedFile(name, kind, b"", (Page(1, 960, 540, elements, (notes,) if notes else ()),))


GOOD = ("From 2014 trees rose 5.5-fold", "262.9")


def evidence(*texts: str, notes: str = "They were 48.2.", **changed: Any) -> Evidence:
    return Evidence((parsed(*(texts or GOOD), notes=notes),), ledger(**changed), "town.en.ledger.json")
