"""Which reading of a period counts, worked out from the table alone: the newest one up to the as-of date.

A forecast (F) is printed and never compared, a reading of a part of a year only with the same part of another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.numbers.fact_names import fact_name
from briefing.proof.numbers.published_rows import (
    Subject,
    TableRow,
    known_readings,
    last_moment,
    newest,
    rows_by_period,
)
from briefing.proof.periods import Period
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.dataset_tables import FRAME, Tables
from briefing.proof.reading.formula_trees import used
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, Record
from briefing.reuse import digest, reused

READING = Rule("number-reading", "error", "a value is the reading of its period that stood at the as-of date")
LAST = Rule("number-last", "error", "the last value is that of the newest period, and no value of a row is left out")
RULES = (READING, LAST)

_FIX: Final = "build the edition again from today's dataset"
_FORECAST: Final = "F"
_NOISE: Final = Decimal("1e-14")  # of a number that a program wrote
_ALONG: Final = (
    trees.Streak, trees.HighestSince, trees.LowestSince, trees.Range, trees.Highest, trees.Lowest,
    trees.LowerQuartile, trees.UpperQuartile,
)  # fmt: skip
Rows = Mapping[Subject, Mapping[Period, Collection[TableRow]]]


def check(ledger: Ledger, tables: Tables, location: str) -> Findings:
    """Yield records that are another reading than the table's, and last values that are not the last; not looked for
    again where the same facts and readings had none."""
    if not reads_whole(ledger):
        return
    edition, known = ledger.edition, known_readings(tables, ledger.edition.as_of)
    inputs = (ledger.facts_digest, edition.period, edition.newest, *known) if known is not None else None
    found_by = None if known is None else digest(*known, edition.as_of)  # a message may name the date
    look = partial(_check, ledger, tables, location, found_by)
    if inputs is None or not reused("readings", inputs, lambda: not any(look())):
        yield from look()


def _check(ledger: Ledger, tables: Tables, location: str, found_by: bytes | None) -> Findings:
    records = {id(record): record for fact in ledger.facts.values() for record in fact.observations}  # of many facts
    subjects = {_subject(record) for record in records.values() if read_whole(record)}
    rows = rows_by_period(tables, subjects)
    facts = tables.settings.get("facts", {})
    named = facts.items() if isinstance(facts, dict) else ()
    bounded = {name for name, subject in named if isinstance(subject, dict) and "period" in subject}  # by itself
    seen: set[Record] = set()
    looks: dict[Record, str] = {}
    for name, fact in ledger.facts.items():
        place = Location(location, 0, f"fact {name}")
        look = partial(_readings_of, fact, rows, ledger.edition.as_of, looks)
        for record, wrong in look() if found_by is None else fact.found("readings", "", found_by, look):
            if record not in seen:
                seen.add(record)
                yield READING.at(place, f"it rests on {record.value:.12g} for {record.period}; {wrong}", _FIX)
        ended = name.partition(".")[0] not in bounded
        wrong = (ended and _end_fault(name, fact, ledger, rows)) or _skipped(fact, rows, ledger.edition.as_of)
        if wrong:
            yield LAST.at(place, wrong, _FIX)


def _readings_of(fact: LedgerFact, rows: Rows, as_of: str, looks: dict[Record, str]) -> tuple[tuple[Record, str], ...]:
    """Return the records of a fact that are another reading, and how; `looks` has what was found before."""
    found = []
    for record in fact.observations if not fact.previous else ():
        wrong = looks.get(record)
        if wrong is None:
            same = rows.get(_subject(record), {}).get(record.period, ())
            wrong = looks[record] = _reading_fault(record, same, as_of)
        if wrong:
            found.append((record, wrong))
    return tuple(found)


def mixed(name: str, fact: LedgerFact) -> str:
    """Return what is wrong where a fact compares a forecast, or a part of a year with anything but the same part."""
    if fact.previous or (fact.is_published and _plain_value(name)):
        return ""
    forecast = next((record for record in fact.observations if record.status == _FORECAST), None)
    if forecast is not None:
        return f"it rests on {forecast.value:.12g} for {forecast.period}, which is a forecast"
    periods = sorted({record.period for record in fact.observations})
    parts = [one for one in periods if one.in_part]
    other = next((one for one in periods if parts and not one.alike(parts[0])), None)
    if other is not None:
        return f"it compares {parts[0]}, a part of a year, with {other}"
    last = fact_name(name)
    ends = ("first", "last", "highest", "lowest", "rank", "year_ago", "lag")
    if parts and last and last.last.name in ends:
        return f"{parts[0]} is a part of a year, and no {last.last.name} value"
    return ""


def _plain_value(name: str) -> bool:
    parts = fact_name(name)
    return parts is None or parts.last.name in ("at", "first_reading")


def read_whole(record: Record) -> bool:
    """Whether the table of a record was read whole, and not only the rows that facts rest on."""
    return record.cell is not None and (record.cell.kind == "line" or record.cell.file.startswith(FRAME))


def reads_whole(ledger: Ledger) -> bool:
    """Whether any record of a ledger is of a table that was read whole."""
    return any(read_whole(record) for fact in ledger.facts.values() for record in fact.observations)


def unread(ledger: Ledger) -> Iterator[str]:
    """Yield the tables of which other readings of a period were not looked for."""
    for fact in ledger.facts.values():
        for record in fact.observations:
            if record.published and record.cell is not None and not read_whole(record):
                yield record.cell.file


def _subject(record: Record) -> Subject:
    return record.indicator, record.entity, record.series


def _reading_fault(record: Record, rows: Iterable[TableRow], as_of: str) -> str:
    rows = [row for row in rows if row.value and row.source == record.source]
    if not rows:
        return ""
    standing = newest(rows, record.source, as_of)
    if standing is None:
        return f"it was published on {min(row.published for row in rows)}, and the edition is as of {as_of}"
    if not _is(standing.value, record.value):
        return f"the reading of {standing.published or 'its table'} is {standing.value}"
    older = [row for row in rows if last_moment(row.published) < last_moment(standing.published)]
    older.sort(key=lambda row: last_moment(row.published), reverse=True)
    for row, reading in zip(older, record.earlier, strict=False):
        if not _is(row.value, reading.value):
            return f"its earlier reading of {row.published} is {row.value}, not {reading.value:.12g}"
    if len(record.earlier) != len(older):
        return f"it has {len(record.earlier)} earlier readings, and the table has {len(older)}"
    if len(standing.status) == 1 and standing.status.upper() != (record.status or "A"):
        return f"its row has the status {standing.status}, not {record.status}"
    return ""


def _is(text: str, value: float) -> bool:
    number = Decimal(repr(value))
    try:
        return abs(Decimal(text.replace("−", "-")) - number) <= abs(number) * _NOISE
    except InvalidOperation:
        return False


def _end_fault(name: str, fact: LedgerFact, ledger: Ledger, rows: Rows) -> str:
    """Return what is wrong where the table has a later period than the last value, or an earlier one than the first."""
    parts = fact_name(name)
    bounds = ledger.edition.bounds
    end = parts.last.name if parts and all(call.name in ("of", "first", "last") for call in parts.calls) else ""
    plain = fact.is_published and len(fact.observations) == 1 and not fact.previous
    if bounds is None or end not in ("first", "last") or not plain:
        return ""
    record = fact.observations[0]
    rolls = ledger.edition.newest and record.period.alike(bounds[1]) and end == "last"
    known = [
        one
        for one, held in rows.get(_subject(record), {}).items()
        if one.alike(record.period)
        and (bounds[0].first <= one.last <= bounds[1].last or (rolls and one.first > bounds[1].last))
        and _stands(held, ledger.edition.as_of)
    ]
    beyond = max(known, default=record.period) if end == "last" else min(known, default=record.period)
    if beyond != record.period and (record.period < beyond) == (end == "last"):
        return f"it is of {record.period}, and the table has a value of {beyond}"
    return ""


def _skipped(fact: LedgerFact, rows: Rows, as_of: str) -> str:
    """Return which value the table has between those that a fact looks along, and that it leaves out."""
    along = isinstance(fact.readable_formula, _ALONG) or (fact.window is not None and not fact.basis)
    subjects = {_subject(record) for record in fact.observations}
    if not along or fact.previous or fact.longer or len(subjects) != 1:
        return ""
    own, steps = _along(fact)
    if not own:
        return ""
    first, last = min(own), max(own)
    held = rows.get(subjects.pop(), {})
    between = (one for one in held if one.alike(first) and first < one < last and one not in own)
    needed = ((one, [one.later(-step) for step in steps]) for one in between)
    known = (one for one, each in needed if all(part in held and _stands(held[part], as_of) for part in each))
    left_out = next(known, None)
    return "" if left_out is None else f"it looks along {first} to {last}, and leaves out the value of {left_out}"


def _along(fact: LedgerFact) -> tuple[set[Period], set[int]]:
    """Return the periods of the values that a fact looks along, and how far back the records of each of them go."""
    formula = fact.readable_formula
    if not isinstance(formula, _ALONG):
        return {record.period for record in fact.observations}, {0}
    held = fact.observations
    values = [[held[at].period for at in used(part) if at < len(held)] for part in formula.of]
    alike = [one for one in values if one and all(part.alike(one[0]) for part in one)]
    return {max(one) for one in alike}, {max(one).since(part) for one in alike for part in one}


def _stands(rows: Collection[TableRow], as_of: str) -> bool:
    standing = [newest((row for row in rows if row.value), source, as_of) for source in {row.source for row in rows}]
    return any(row is not None and row.preferred and row.status != _FORECAST for row in standing)
