"""Rows of each table → records of the model; a row with a finding gives none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar, get_args

from msgspec import Struct, field

from briefing.model.dataset import (
    Adjustment,
    Break,
    Effect,
    Gap,
    Indicator,
    Milestone,
    Missing,
    Observation,
    Qualifier,
    Source,
    Statement,
    Status,
    Target,
)
from briefing.model.format import SCALES, Format
from briefing.model.period import EARLIEST, Frequency
from briefing.read.cells import Cells, decimals
from briefing.read.report import Report
from briefing.read.series_columns import AGGREGATIONS, adjustment, frequency, lag_days
from briefing.read.source_table import SourceTable

Parsed = TypeVar("Parsed")

# What keyboards have, and the sign that it means.
QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType(
    {"=": "=", "≈": "≈", "≥": "≥", "≤": "≤", "~": "≈", ">=": "≥", "<=": "≤"}
)
STATUSES: Mapping[str, Status] = MappingProxyType({code: code for code in get_args(Status)})
# As authors spell them out.
_STATUS_WORDS = MappingProxyType({"P": "provisional", "E": "estimated", "F": "forecast", "I": "imputed"})
# SDMX's reasons why there is no value.
MISSING: Mapping[str, Missing] = MappingProxyType({code: code for code in get_args(Missing)})
# What a value may be called that is published ahead of its year.
AHEAD = ("E", "F")
EFFECTS: Mapping[str, Effect] = MappingProxyType({"refuse": "refuse", "disclose": "disclose"})
DIRECTIONS = MappingProxyType({word: word for word in ("up", "down", "context")})
YES_NO = MappingProxyType({"yes": True, "no": False, "true": True, "false": False, "TRUE": True, "FALSE": False})
_YES_NO_OPEN: Mapping[str, bool | None] = YES_NO
_ID = re.compile(r"[^\s,|]{1,80}")


class KnownNames(Struct):
    """What other tables may refer to; None where a table could not be read, so that nothing is refused for it."""

    sources: set[str] | None = None
    units: dict[str, str] | None = None
    entities: set[str] | None = None
    frequencies: dict[str, Frequency] = field(default_factory=dict)
    adjustments: dict[str, Adjustment] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)  # of which no frequency could be read


def ids(table: SourceTable | None) -> set[str] | None:
    """The ids of a table, those of wrong rows included."""
    return None if table is None else {row.cells.get("id", "") for row in table.rows}


ParsedRows = list[tuple[Cells, Parsed]]


def parse_rows(table: SourceTable, make: Callable[[Cells], Parsed], report: Report) -> ParsedRows[Parsed]:
    """Return the good rows of a table, each with the record of the model that it gives."""
    parsed = []
    for row in table.rows:
        cells = Cells(table, row, report)
        record = make(cells)
        if cells.good:
            parsed.append((cells, record))
    return parsed


def by_id(parsed: Iterable[tuple[Cells, Parsed]]) -> dict[str, Parsed]:
    """Return records by id; an id that comes twice is a finding."""
    found: dict[str, Parsed] = {}
    labels: dict[str, str] = {}
    for cells, record in parsed:
        name = cells.text("id")
        if name in found:
            cells.reject("id", f"{name!r} stands in {labels[name]} too", "rename or delete one")
            continue
        found[name], labels[name] = record, cells.label
    return found


def _id(cells: Cells) -> str:
    name = cells.need("id")
    if name and not _ID.fullmatch(name):
        cells.reject("id", f"{name[:40]!r} cannot be an id", "use letters, digits, - and _, without blanks")
    return name


def source(cells: Cells) -> Source:
    """Return the Source of a row."""
    return Source(
        id=_id(cells),
        publisher=cells.need("publisher"),
        title=cells.need("title"),
        published=cells.date("published", needed=False),
        read_on=cells.date("read_on", needed=False),
        url=cells.url("url"),
        short=cells.text("short"),
        shorts=_by_language(cells, "short_"),
        primary=cells.text("primary"),
        primaries=_by_language(cells, "primary_"),
        titles=_by_language(cells, "title_"),
    )


def indicator(cells: Cells) -> Indicator:
    """Return the Indicator of a row."""
    name = _id(cells)
    digits = cells.text("decimals")
    if digits and not re.fullmatch("[0-6]", digits):
        cells.reject("decimals", f"{digits!r} is no number of decimals", "write 0 to 6")
    precision = int(digits) if cells.good and digits else None
    form = Format(
        scale=cells.choice("scale", {word: word for word in SCALES}, ""),
        thousands=cells.choice("thousands", _YES_NO_OPEN, None),
        sign=cells.choice("sign", _YES_NO_OPEN, None),
    )
    return Indicator(
        id=name,
        names=_by_language(cells, "name_"),
        unit=_unit(cells.text("unit")),
        kind=cells.text("kind"),
        direction=cells.choice("direction_of_good", DIRECTIONS, ""),
        definition=cells.text("definition"),
        units=_by_language(cells, "unit_"),
        precision=precision,
        format=form,
        frequency=frequency(cells),
        adjustment=adjustment(cells),
        lag_days=lag_days(cells),
        aggregation=cells.choice("aggregate", AGGREGATIONS, ""),
    )


def _by_language(cells: Cells, prefix: str) -> dict[str, str]:
    """Return the cells of a family of columns, as name_zh, by language; empty ones are left out."""
    found = {column: cells.text(column) for column in cells.table.columns if column.startswith(prefix)}
    return {column.removeprefix(prefix).replace("_", "-"): value for column, value in found.items() if value}


def _unit(text: str) -> str:
    """Return a unit; "1", which stands for none in many tables, is empty: a ratio or a score has none."""
    return "" if text == "1" else text


def _measured(cells: Cells, names: KnownNames) -> str:
    return cells.known("indicator_id", names.units, "indicator")


def observation(cells: Cells, names: KnownNames) -> Observation:
    """Return the Observation of a row; its unit is the indicator's."""
    measured = _measured(cells, names)
    expected = (names.units or {}).get(measured, "")
    unit = _unit(cells.text("unit", expected))
    expected = _unit(expected)
    if expected and unit != expected:
        fix = f"write {expected!r} and the value in it; what has another unit is an indicator of its own"
        cells.reject("unit", f"{unit!r} is not the unit of {measured}, {expected!r}", fix)
    preferred = cells.choice("preferred", YES_NO, "preferred" not in cells.table.columns)
    return Observation(
        indicator=measured,
        entity=cells.need("entity"),
        period=cells.period("period", names.frequencies.get(measured)),
        value=cells.number("value"),
        unit=unit,
        source=cells.known("source_id", names.sources, "source"),
        series=cells.text("series", "official"),
        qualifier=cells.choice("qualifier", QUALIFIERS, "="),
        status=_status(cells),
        preferred=preferred,
        note=cells.text("note"),
        cell=cells.location("value"),
        decimals=decimals(cells.text("value")) or None,  # 132.0 says more than 132
        published=cells.moment("published"),
        notes=_notes(cells),
        adjustment=adjustment(cells) or names.adjustments.get(measured, ""),
    )


def gap(cells: Cells, names: KnownNames) -> Gap:
    """Return the Gap of a row of observations, which has no value and says why."""
    measured = _measured(cells, names)
    return Gap(
        indicator=measured,
        entity=cells.need("entity"),
        series=cells.text("series", "official"),
        period=cells.period("period", names.frequencies.get(measured)),
        status=MISSING[cells.text("status")],
        source=cells.known("source_id", names.sources, "source") if cells.text("source_id") else "",
        note=cells.text("note"),
        notes=_notes(cells),
        published=cells.moment("published"),
    )


def _notes(cells: Cells) -> tuple[tuple[str, str], ...]:
    return tuple(_by_language(cells, "note_").items()) if cells.text("note") else ()


def _status(cells: Cells) -> Status:
    given = cells.text("status")
    if given in MISSING:
        cells.reject(
            "status", f"{given!r} says that there is no value", "leave the value empty; if it is right, the status"
        )
        return "A"
    return cells.choice("status", STATUSES, "A", _STATUS_WORDS)


def target(cells: Cells, names: KnownNames) -> Target:
    """Return the Target of a row."""
    return Target(
        indicator=_measured(cells, names),
        entity=cells.known("entity", names.entities, "entity"),
        period=cells.period("period"),
        value=cells.number("value"),
        source=cells.known("source_id", names.sources, "source"),
        qualifier=cells.choice("qualifier", QUALIFIERS, "="),
        note=cells.text("note"),
        cell=cells.location("value"),
    )


def series_break(cells: Cells, names: KnownNames) -> tuple[Break, tuple[str, ...]]:
    """Return the Break of a row, and the places that it concerns; none are all that have the series."""
    before, after = cells.period("from_period"), cells.period("to_period")
    if EARLIEST not in (before, after) and (before.frequency != after.frequency or before >= after):
        fix = f"give the {after.frequency}s before and after the break, in order"
        cells.reject(cells.time("to_period"), f"{after} is not after {before}", fix)
    cells.need("effect", EFFECTS)
    found = Break(
        indicator=_measured(cells, names),
        entity="",
        series=cells.text("series", "official"),
        before=before,
        after=after,
        effect=cells.choice("effect", EFFECTS, "refuse"),
        reason=cells.need("reason"),
        reasons=_by_language(cells, "reason_"),
        source=cells.known("source_id", names.sources, "source") if cells.text("source_id") else "",
    )
    return found, cells.several("entity", names.entities, "entity")


def statement(cells: Cells, names: KnownNames) -> Statement:
    """Return the Statement of a row; without `lang` its words are Chinese if they hold a Han sign, else English."""
    lang = cells.text("lang", "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in cells.text("text")) else "en")
    if not re.fullmatch("[a-z]{2}", lang):
        cells.reject("lang", f"{lang!r} is no language", "give its code in two letters, as en or zh")
    return Statement(
        id=_id(cells),
        kind=cells.need("kind"),
        text=cells.need("text"),
        source=cells.known("source_id", names.sources, "source"),
        speaker=cells.text("speaker"),
        period=cells.period("period") if cells.text(cells.time("period")) else None,
        note=cells.text("note"),
        lang=lang,
    )


def milestone(cells: Cells, names: KnownNames) -> Milestone:
    """Return the Milestone of a row."""
    return Milestone(
        date=cells.date("date"),
        title=cells.need("title"),
        source=cells.known("source_id", names.sources, "source"),
        detail=cells.text("detail"),
    )


def entity(cells: Cells, names: KnownNames) -> tuple[str, dict[str, str], str]:
    """Return the entity of a row, its names by language and its code on maps."""
    return cells.known("id", names.entities, "entity"), _by_language(cells, "name_"), cells.text("code")


def evidence(cells: Cells, names: KnownNames) -> None:
    """Row of evidence: checked alone."""
    cells.need("phrase")
    cells.known("source_id", names.sources, "source")
    if cells.text("indicator_id"):
        _measured(cells, names)
