"""A rank in the ledger, repeated from the values in its formula or, of many places, from the table itself.

Up to some dozen places a formula names each with its own: "place of 5 among 3: Alden 9, Burford 5, Corby 2". Of more it
counts those ahead: "place of 5 among 16,000: 4 higher"; then the same figure is computed for every place of the table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import LedgerFact, Record

RANK: Final = re.compile(r"place of (.+?) among (\d[\d,]{0,12}): (.+)", re.DOTALL)
_AHEAD: Final = re.compile(r"(\d[\d,]{0,12}) (higher|lower)")
NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
# A number with its own sign; that of a difference stands apart from it.
_SIGNED: Final = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
_LAST_DAYS: Final = {4: "-12-31", 7: "-31"}
# Indicator, series and year → the value of each place.
Values = Mapping[tuple[str, str, int], Mapping[str, Fraction]]
Work = Callable[[str], Fraction]


def rank_fault(fact: LedgerFact, match: re.Match[str], work: Work) -> str:
    """Return what is wrong with a rank, "" if nothing; `match` is that of its formula, `work` computes formulas."""
    own, count = work(match[1]), int(match[2].replace(",", ""))
    ahead = _AHEAD.fullmatch(match[3])
    if ahead:
        return _counted_fault(fact, own, ahead, match[1])
    named = named_formulas(match[3], {cell.entity for cell in fact.records})
    if len(named) != count or {cell.entity for cell in fact.records} != set(named):
        return f"it is ranked among {count}, with observations of {len({cell.entity for cell in fact.records})}"
    values = {entity: work(formula) for entity, formula in named.items()}
    listed = list(values.values())
    if listed != sorted(listed) and listed != sorted(listed, reverse=True):
        return "the values in its formula are in no order"
    if own not in listed:
        return f"{float(own):,.12g} is ranked, which is none of its values"
    for entity, formula in named.items():
        held = {Fraction(repr(cell.value)) for cell in fact.records if cell.entity == entity}
        numbers = {Fraction(number.replace(",", "")) for number in NUMBER.findall(formula)}
        if not {abs(value) for value in held} <= numbers:
            return f"{entity} has other values than its observations"
    place = listed.index(own) + 1
    return "" if fact.value == place else f"{match[1]} stands in place {place}, not {fact.value:g}"


def named_formulas(listed: str, entities: Iterable[str]) -> dict[str, str]:
    """Return the formula of each place of a list, in its order."""
    names = "|".join(re.escape(name) for name in sorted(entities, key=lambda name: (-len(name), name)))
    parts = re.split(rf"(?:^|, )({names}) (?=[\d(−-])", listed)
    return dict(zip(parts[1::2], parts[2::2], strict=True)) if names else {}


def _counted_fault(fact: LedgerFact, own: Fraction, ahead: re.Match[str], formula: str) -> str:
    if fact.value != int(ahead[1].replace(",", "")) + 1:
        return f"{ahead[1]} are ahead of it, and its place is {fact.value:g}"
    if not fact.records:
        return ""  # reported elsewhere
    first = fact.records[0].entity
    mine = [cell for cell in fact.records if cell.entity == first]
    if any(Fraction(repr(abs(cell.value))) not in map(_figure, NUMBER.findall(formula)) for cell in mine):
        return f"{float(own):,.12g} is ranked, which is none of its observations"
    return ""


def counted_fault(fact: LedgerFact, values: Values, work: Work) -> str:
    """Return what is wrong with a rank among more places than its formula names, by the values of the table.

    Returns "" where the table does not have the rank's own values as they are in the ledger.
    """
    match = RANK.fullmatch(fact.formula)
    ahead = _AHEAD.fullmatch(match[3]) if match else None
    if match is None or ahead is None or not fact.records:
        return ""
    own = fact.records[0].entity
    mine = [cell for cell in fact.records if cell.entity == own]
    if any(values.get(key_of(cell), {}).get(own) != Fraction(repr(cell.value)) for cell in mine):
        return ""
    if len({abs(cell.value) for cell in mine}) < len(mine):
        return ""  # which figure of the formula is whose would be a guess
    worked = {}
    for entity in values[key_of(mine[0])]:
        formula = formula_of(entity, match[1], mine, values)
        if formula:
            worked[entity] = work(formula)
    count, level = int(match[2].replace(",", "")), work(match[1])
    if len(worked) != count:
        return f"it is ranked among {count:,} places, and the table has {len(worked):,} with a value"
    better = sum(value > level if ahead[2] == "higher" else value < level for value in worked.values())
    if better != int(ahead[1].replace(",", "")):
        return f"{better:,} places of the table are {ahead[2]}, not {ahead[1]}"
    return ""


def formula_of(entity: str, formula: str, mine: Iterable[Record], values: Values) -> str:
    """Return a formula of one place with the figures of another; "" where that place lacks one."""
    left: dict[Fraction, list[str]] = {}
    for cell in mine:
        other = values.get(key_of(cell), {}).get(entity)
        if other is None:
            return ""
        left.setdefault(Fraction(repr(cell.value)), []).append(_written(other))

    def put(number: re.Match[str]) -> str:
        waiting = left.get(_figure(number.group()), [])
        return waiting.pop(0) if waiting else number.group()

    return _SIGNED.sub(put, formula)


def _figure(number: str) -> Fraction:
    return Fraction(number.replace(",", "").replace("−", "-"))


def _written(value: Fraction) -> str:
    """Return a value as a formula writes it, in brackets where it has a sign."""
    text = f"{float(value):.15g}" if value.denominator != 1 else str(value.numerator)
    return f"({text.replace('-', '−')})" if text.startswith("-") else text


def key_of(cell: Record) -> tuple[str, str, int]:
    """Return the key of an observation in `Values`."""
    return cell.indicator, cell.series, cell.year


def table_values(tables: Tables, as_of: str) -> Values:
    """Return the value of each place at an as-of date, as far as the rows of the tables show it."""
    published = {row.get("id", ""): _last_day(row.get("published", "")) for row in tables.rows("sources.csv")}
    edition = tables.settings.get("edition", {})
    totals = set(edition.get("totals", ())) if isinstance(edition, dict) else set()
    rows: dict[tuple[str, str, int], dict[str, list[Mapping[str, str]]]] = {}
    for row in tables.rows("observations.csv"):
        entity, year = row.get("entity", ""), row.get("year", "")
        if not row.get("value") or not year.isdecimal() or entity in totals:
            continue
        if published.get(row.get("source_id", ""), "") > as_of:
            continue
        key = row.get("indicator_id", ""), row.get("series", "") or "official", int(year)
        rows.setdefault(key, {}).setdefault(entity, []).append(row)
    return {
        key: {entity: value for entity, found in places.items() if (value := _standing(found)) is not None}
        for key, places in rows.items()
    }


def _standing(rows: list[Mapping[str, str]]) -> Fraction | None:
    """Return the value of the rows of a place and year: the preferred one, or that of all."""
    preferred = [row for row in rows if row.get("preferred", "yes").casefold() in ("yes", "true", "1")]
    values = {row["value"] for row in preferred or rows}
    try:
        return Fraction(next(iter(values)).replace("−", "-")) if len(values) == 1 else None
    except ValueError:
        return None


def _last_day(published: str) -> str:
    """Return the last day of a day, month or year, as far as comparing dates needs it."""
    try:
        return dt.date.fromisoformat(published).isoformat()
    except ValueError:
        return published + _LAST_DAYS.get(len(published), "")
