"""Entries of the columns of tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.read.table_columns import TABLES, YEARS, Columns
from briefing.reference.example_project import example_folder
from briefing.reference.reference_entry import Entry, Example

INTRODUCTION: Final = """\
A project's tables are CSV, XLSX or Parquet files of these names, as `observations.csv`; `[tables]` of briefing.toml
names others, and says how they lie. Only sources, indicators and observations are required. A column that is not here
is an error. `datapackage.json` may describe the tables; it then says how their text is written.
"""
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "recipients": ("address",),
    "releases": ("date", "time", "period"),
    "batch": (),
}
_FILES: Final[Mapping[str, str]] = {"releases": "settings/releases.csv"}


def entries() -> tuple[Entry, ...]:
    """Return the entries of all columns of the data."""
    return tuple(entry for name, columns in TABLES.items() for entry in _of_table(name, columns))


def _of_table(name: str, columns: Columns) -> Iterator[Entry]:
    named = (*columns.required, *columns.optional)
    for column, about in columns.about.items():
        details = [("table", f"{name}{', which every project has' if columns.needed else ''}")]
        if column in columns.required:
            details.append(("required", "yes"))
        if column in YEARS:
            details.append(("also", f"`{YEARS[column]}`"))
        if column not in named:
            details.append(("family", "a column for each language, by its code"))
        yield Entry(f"{name}.{column}", column, about, tuple(details), _example(name, column, columns.required))


def plain_table(name: str, columns: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the entries of the columns of a table that is no data: of a batch, recipients, releases."""
    for column, about in columns.items():
        needed = _NEEDED[name]
        details = [("table", name)] + ([("required", "yes")] if column in needed else [])
        yield Entry(f"{name}.{column}", column, about, tuple(details), _example(name, column, needed))


def _example(name: str, column: str, with_it: Iterable[str]) -> tuple[Example, ...]:
    """Return the first row of the example's table that has something in a column, with the columns it cannot lack."""
    file = _FILES.get(name, f"{name}.csv")
    with (example_folder() / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    found = next((row for row in rows if row.get(column)), None)
    if found is None:
        return ()
    shown = [key for key in found if key == column or key in with_it]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([shown, [found[key] for key in shown]])
    return (Example(text.getvalue().rstrip("\n"), "csv", file=f"reference/{file}"),)
