"""The tables of a project and their columns: which are required, which have defaults."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.read.report import Report, nearest_name

# What a column of periods is called too, in tables of years.
YEARS: Final[Mapping[str, str]] = {"period": "year", "from_period": "from_year", "to_period": "to_year"}


# What all rows of a table may share.
SAME: Final = ("indicator_id", "entity", "source_id")


class Columns(Struct, frozen=True):
    """Columns of one table. `pattern` allows a family of columns, as `name_zh`; one of YEARS may have either name."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    pattern: str = ""
    needed: bool = False

    def known(self, column: str) -> bool:
        """Is this a column of the table?"""
        names = (*self.required, *self.optional)
        years = (YEARS[name] for name in names if name in YEARS)
        return column in names or column in years or bool(re.fullmatch(self.pattern, column))


TABLES: dict[str, Columns] = {
    "sources": Columns(
        required=("id", "publisher", "title"),
        optional=("published", "read_on", "short", "primary", "url", "evidence_phrase"),
        pattern=r"(short|primary)_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
    ),
    "indicators": Columns(
        required=("id", "unit"),
        optional=(
            *("kind", "direction_of_good", "decimals", "scale", "thousands", "sign", "definition"),
            *("frequency", "year_starts", "adjustment", "lag_days", "aggregate"),
        ),
        pattern=r"(name|unit)_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
    ),
    "observations": Columns(
        required=("indicator_id", "entity", "period", "value", "source_id"),
        optional=("series", "unit", "qualifier", "status", "preferred", "note", "published", "adjustment"),
        pattern=r"note_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
    ),
    "targets": Columns(
        required=("indicator_id", "entity", "period", "value", "source_id"),
        optional=("qualifier", "note"),
    ),
    "breaks": Columns(
        required=("indicator_id", "from_period", "to_period", "effect", "reason"),
        optional=("entity", "series", "source_id"),
        pattern=r"reason_[a-z]{2,3}(_[A-Za-z]+)?",
    ),
    "statements": Columns(required=("id", "kind", "text", "source_id"), optional=("speaker", "period", "note", "lang")),
    "milestones": Columns(required=("date", "title", "source_id"), optional=("detail",)),
    "entities": Columns(required=("id",), optional=("code",), pattern=r"name_[a-z]{2,3}(_[A-Za-z]+)?"),
    "evidence": Columns(required=("source_id", "phrase"), optional=("indicator_id",)),
}


def check_columns(name: str, present: tuple[str, ...], where: str, report: Report, file: str | None = None) -> bool:
    """Return whether the required columns of a table are present; mismatches go into the report.

    `file` is what briefing.toml has to name before it can fill columns: "" for a query, None where it cannot.
    """
    columns = TABLES[name]
    missing = [column for column in columns.required if column not in present and YEARS.get(column) not in present]
    unknown = [column for column in present if not columns.known(column)]
    meant = _pairs(missing, unknown)
    for column, year in YEARS.items():
        if column in present and year in present and columns.known(column):
            report.add(where, f"the table has the columns {column!r} and {year!r}", "delete one of the two")
    for column in missing:
        fix = f"rename {meant[column]!r}" if column in meant else "add it"
        if column in SAME and column not in meant and file is not None:
            lines = f'{f"file = {json.dumps(file)} and " if file else ""}fill = {{ {column} = "…" }}'
            fix = f"{fix}, or write {lines} in [tables.{name}] if it is the same in all rows"
        report.add(where, f"the column {column!r} is missing", fix)
    absent = [
        column
        for column in (*columns.required, *columns.optional)
        if column not in present and YEARS.get(column) not in present
    ]
    renamed = {own: column for column, own in meant.items()}
    for column in unknown:
        near = renamed.get(column) or nearest_name(column, [name for name in absent if name not in meant])
        fix = f"did you mean {near!r}?" if near else "delete it, or correct its name"
        fix = "rename it to 'name_en', or to name_ and another language code" if column == "name" else fix
        report.add(f"{where}, column {column}", "this column is unknown", fix)
    if (
        name in ("indicators", "entities")
        and not {"name", "code"} & set(present)
        and not any(column.startswith("name_") and columns.known(column) for column in present)
    ):
        report.add(where, "there is no name column", "add name_en, or name_ and another language code")
    return not missing


def _pairs(missing: Sequence[str], unknown: Sequence[str]) -> dict[str, str]:
    """Return the likeliest pairs of missing and unknown columns, each name in one pair at most."""
    pairs: dict[str, str] = {}
    called = {column: [column, *([YEARS[column]] if column in YEARS else [])] for column in missing}
    rank = {
        (column, own): max(difflib.SequenceMatcher(None, own, name).ratio() for name in called[column])
        for column in missing
        for own in unknown
    }
    for column, own in sorted(rank, key=lambda pair: (-rank[pair], missing.index(pair[0]))):
        if column not in pairs and own not in pairs.values() and nearest_name(own, called[column]):
            pairs[column] = own
    return pairs
