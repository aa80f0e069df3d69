"""The tables inside a brief: whether each series has the values that it was composed of."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from briefing.proof.findings import Findings, Location
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.planned.planned_charts import is_value, shifts
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart

Cells = Mapping[tuple[str, str], str]


def check(plan: list[PlanEntry], parsed: ParsedFile, ledger: Ledger) -> Findings:
    """Yield tables inside a brief that give a value to another series or category than the plan."""
    tables = {name: _cells(data) for name, data in parsed.attached.items() if name.endswith(".csv")}
    for entry in plan:
        for figure in entry.charts:
            expected = _expected(figure, ledger)
            alike = [name for name, cells in tables.items() if expected and expected.keys() <= cells.keys()]
            wrong = [
                (name, key) for name in alike if (key := _first_wrong(expected, tables[name], ledger.edition.lang))
            ]
            if wrong and len(wrong) == len(alike):
                name, key = wrong[0]
                stands, composed = tables[name][key], f"{expected[key].value:.12g}"
                what = f"{entry.place}: {' '.join(key)} is {stands} in it, it was composed as {composed}"
                yield NUMBERS.at(Location(parsed.file, 0, f"attached {name}"), what, FIX)


def _cells(data: bytes) -> Cells:
    """Return the values of a table by series and category; nothing where it is not of a figure."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return {}
    return {
        (row["series"], row["category"]): row["value"] for row in rows if {"series", "category", "value"} <= row.keys()
    }


def _expected(figure: PlannedChart, ledger: Ledger) -> dict[tuple[str, str], LedgerFact]:
    return {
        (series.name, category): ledger.facts[fact]
        for series in figure.series
        for category, fact in zip(figure.categories, series.facts, strict=True)
        if fact in ledger.facts
    }


def _first_wrong(expected: Mapping[tuple[str, str], LedgerFact], cells: Cells, lang: str) -> tuple[str, str] | None:
    """Return the first cell with another value than its fact; each series may be shown by a power of ten of its own, as
    those of dots are."""
    for series in dict.fromkeys(name for name, _ in expected):
        own = {key: fact for key, fact in expected.items() if key[0] == series}
        by_power = (
            all(is_value(cells[key], fact, shift) for key, fact in own.items()) for shift in shifts(own.values(), lang)
        )
        if not any(by_power):
            return next(key for key, fact in own.items() if not is_value(cells[key], fact))
    return None
