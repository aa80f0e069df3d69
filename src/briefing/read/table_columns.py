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
    """Columns of one table. `pattern` allows a family of columns, as `name_zh`; one of YEARS may have either name.

    `about` says what each column holds, and what a family of columns does, by the way that one of them is called.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    pattern: str = ""
    needed: bool = False
    about: Mapping[str, str] = {}

    def known(self, column: str) -> bool:
        """Is this a column of the table?"""
        names = (*self.required, *self.optional)
        years = (YEARS[name] for name in names if name in YEARS)
        return column in names or column in years or bool(re.fullmatch(self.pattern, column))


TABLES: dict[str, Columns] = {
    "sources": Columns(
        required=("id", "publisher", "title"),
        optional=("published", "read_on", "short", "primary", "url", "evidence_phrase"),
        pattern=r"(short|primary|title)_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
        about={
            "id": "What other tables call it.",
            "publisher": "Who published it.",
            "title": "Its title.",
            "published": "When: a year, a month or a day. With an as-of date, later ones are left out.",
            "read_on": "The day on which a source without a date was read; an as-of date counts it.",
            "short": "The name in source lines; the publisher's without it.",
            "primary": "Who issued the figures, where the publisher passes them on.",
            "url": "Its address.",
            "evidence_phrase": "Words of the source that hold its figures; the compiler's own, never printed.",
            "short_zh": "The short name in another language.",
            "primary_zh": "Who issued the figures, in another language.",
            "title_zh": "The title in another language; lists print it in square brackets.",
        },
    ),
    "indicators": Columns(
        required=("id", "unit"),
        optional=(
            *("kind", "direction_of_good", "decimals", "scale", "thousands", "sign", "definition"),
            *("frequency", "year_starts", "adjustment", "lag_days", "aggregate"),
        ),
        pattern=r"(name|unit)_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
        about={
            "id": "What other tables and `[facts]` call it.",
            "unit": (
                "The unit of its values; `1` or an empty cell is none. It may hold numerals, as in "
                '"per 1,000 residents".'
            ),
            "kind": (
                'What its values are, as "stock", "flow, full year", "ratio", "rank", "reading within'
                ' a year" (which is never compared).'
            ),
            "direction_of_good": "`up`, `down` or `context` (neither): ranks count from there.",
            "decimals": "How many decimals are printed at most, 0 to 6; without it, as published.",
            "scale": "The scale of large values: thousand, million, billion, trillion, 万, 亿, 万亿.",
            "thousands": "Whether a separator stands between thousands: yes or no.",
            "sign": "Whether a plus stands before what is above zero: yes or no.",
            "definition": "What is counted, in a sentence.",
            "frequency": (
                "Of what each value is: A year, S half-year, T four months, Q quarter, M month, W week, D day."
            ),
            "year_starts": "The month, 1 to 12, in which its fiscal year begins.",
            "adjustment": "N not adjusted, S seasonally, W by calendar, Y both, T trend.",
            "lag_days": "After how many days a value without a date of its own is published.",
            "aggregate": "How a longer period is made: `sum`, `mean`, `end` (the last value) or `none`.",
            "name_en": "The name in English; a column for each other language, as `name_zh`.",
            "unit_zh": "The unit in another language.",
        },
    ),
    "observations": Columns(
        required=("indicator_id", "entity", "period", "value", "source_id"),
        optional=("series", "unit", "qualifier", "status", "preferred", "note", "published", "adjustment"),
        pattern=r"note_[a-z]{2,3}(_[A-Za-z]+)?",
        needed=True,
        about={
            "indicator_id": "The indicator.",
            "entity": "The place.",
            "period": (
                "2024, 2024-S1, 2024-Q1, 2024-03, 2024-W05, 2024-03-17, 2023/24, or another notation "
                "of ISO 8601 or SDMX; also called `year`."
            ),
            "value": "The value, as it was published; empty where `status` says why there is none.",
            "source_id": "The source.",
            "series": "Its series, where an indicator has several; `official` without it.",
            "unit": "The unit, which has to be that of the indicator.",
            "qualifier": "`=`, `≈` (about), `≥` (at least) or `≤` (at most).",
            "status": (
                "A normal, P provisional, E estimated, F forecast, I imputed, U low reliability and "
                "the other codes of SDMX; O, M, L, H, Q say why there is no value, B that the row "
                "begins a break."
            ),
            "preferred": "Whether the row counts, where several tell of one value: yes or no.",
            "note": "What readers have to know of the value.",
            "published": (
                "When the value was published. Several rows of one period are its readings: the newest counts."
            ),
            "adjustment": "How it is adjusted, where that is not as in indicators.csv.",
            "note_zh": "The note in another language.",
        },
    ),
    "targets": Columns(
        required=("indicator_id", "entity", "period", "value", "source_id"),
        optional=("qualifier", "note"),
        about={
            "indicator_id": "The indicator.",
            "entity": "The place.",
            "period": "The period for which it was set; also called `year`.",
            "value": "The target.",
            "source_id": "Where it was set.",
            "qualifier": "`=`, `≈` (about), `≥` (over) or `≤` (at most).",
            "note": "The words in which it was set.",
        },
    ),
    "breaks": Columns(
        required=("indicator_id", "from_period", "to_period", "effect", "reason"),
        optional=("entity", "series", "source_id"),
        pattern=r"reason_[a-z]{2,3}(_[A-Za-z]+)?",
        about={
            "indicator_id": "The indicator.",
            "from_period": "The last period before the break; also called `from_year`.",
            "to_period": "The first period after it; also called `to_year`.",
            "effect": "`refuse`: nothing is compared across it; `disclose`: what is compared has a note.",
            "reason": "Why; notes print it up to its first semicolon.",
            "entity": 'The place, or several ("North; South"); all without it.',
            "series": "The series; `official` without it.",
            "source_id": "The source that tells of it.",
            "reason_zh": "The reason in another language.",
        },
    ),
    "statements": Columns(
        required=("id", "kind", "text", "source_id"),
        optional=("speaker", "period", "note", "lang"),
        about={
            "id": "What a story calls it.",
            "kind": "What it is: `quotation`, `claim`, or `list`, whose entries tiles show and `items` counts.",
            "text": "The words; the entries of a list stand between bars.",
            "source_id": "The source.",
            "speaker": "Who said it.",
            "period": "Of when it is; also called `year`.",
            "note": "What is to be known of it, as that it is a translation.",
            "lang": "Its language in two letters; without it, Chinese where it holds Chinese characters, else English.",
        },
    ),
    "milestones": Columns(
        required=("date", "title", "source_id"),
        optional=("detail",),
        about={
            "date": "When: a year, a month or a day.",
            "title": "What happened.",
            "source_id": "The source.",
            "detail": "A few words more; the compiler's own, never printed.",
        },
    ),
    "entities": Columns(
        required=("id",),
        optional=("code",),
        pattern=r"name_[a-z]{2,3}(_[A-Za-z]+)?",
        about={
            "id": "The place, as observations.csv has it.",
            "code": "Its code on maps.",
            "name_zh": "Its name in another language.",
        },
    ),
    "evidence": Columns(
        required=("source_id", "phrase"),
        optional=("indicator_id",),
        about={
            "source_id": "The source.",
            "phrase": "Words of the source that hold its figures; the compiler's own, never printed.",
            "indicator_id": "The indicator whose figures they hold.",
        },
    ),
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
