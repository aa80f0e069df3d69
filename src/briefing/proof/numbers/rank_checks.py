"""A rank in the ledger, repeated from the values in its formula or, of many places, from the table itself.

Up to some dozen places a formula names each with its own value; of more it counts those that are ahead, and then the
same figure is computed for every place of the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from briefing.proof.numbers.computing import compute, exact, in_order
from briefing.proof.numbers.published_rows import TABLES, TableRow, newest, table_rows
from briefing.proof.periods import Period
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Calculation, Rank, plainly, spelled, used
from briefing.proof.reading.ledger_reader import LedgerFact, Record

# Indicator, series and period → the value of each place.
Values = Mapping[tuple[str, str, Period], Mapping[str, Fraction]]


def rank_fault(fact: LedgerFact, rank: Rank) -> str:
    """Return what is wrong with a rank, "" if nothing."""
    own = compute(rank.own, fact.records)
    if rank.places is None:
        return _counted_fault(fact, rank, own)
    entities = {record.entity for record in fact.records}
    named = places_of(fact, rank.places)
    if len(named) != rank.among or entities != set(named):
        return f"it is ranked among {rank.among}, with observations of {len(entities)}"
    values = [compute(part, fact.records) for part in named.values()]
    if not in_order(values):
        return "the values in its formula are in no order"
    if own not in values:
        return f"{plainly(float(own))} is ranked, which is none of its values"
    if wrong := unused_fault(fact, named):
        return wrong
    place = values.index(own) + 1
    return "" if fact.value == place else _misplaced(fact, rank, place)


def _misplaced(fact: LedgerFact, rank: Rank, place: int) -> str:
    return f"{spelled(rank.own, fact.records)} stands in place {place}, not {fact.value:g}"


def places_of(fact: LedgerFact, parts: Sequence[Calculation]) -> dict[str, Calculation]:
    """Return the formula of each place, by the place of the records that it uses. Raises Unreadable without one."""
    try:
        entities = [{fact.records[at].entity for at in used(part)} for part in parts]
    except IndexError as error:
        raise Unreadable("it names a record that is not there") from error
    return {found.pop(): part for found, part in zip(entities, parts, strict=True) if len(found) == 1}


def unused_fault(fact: LedgerFact, named: Mapping[str, Calculation]) -> str:
    """Return which place has a record whose value its formula does not use."""
    values = {entity: {abs(fact.records[at].value) for at in used(part)} for entity, part in named.items()}
    unused = {record.entity for record in fact.records if abs(record.value) not in values.get(record.entity, ())}
    entity = next((one for one in named if one in unused), None)
    return "" if entity is None else f"{entity} has other values than its observations"


def own_records(fact: LedgerFact) -> list[Record]:
    """Return the records of the place that a fact is of, which stand first."""
    return [record for record in fact.records if record.entity == fact.records[0].entity]


def _counted_fault(fact: LedgerFact, rank: Rank, own: Fraction) -> str:
    if fact.value != rank.ahead + 1:
        return f"{rank.ahead:,} are ahead of it, and its place is {fact.value:g}"
    named = {abs(fact.records[at].value) for at in used(rank.own)}
    if fact.records and any(abs(record.value) not in named for record in own_records(fact)):
        return f"{plainly(float(own))} is ranked, which is none of its observations"
    return ""


def counted_fault(fact: LedgerFact, rank: Rank, values: Values) -> str:
    """Return what is wrong with a rank among more places than its formula names, by the values of the table.

    Returns "" where the table does not have the rank's own values as they are in the ledger.
    """
    worked = worked_for_places(fact, rank.own, values)
    if worked is None:
        return ""
    if len(worked) != rank.among:
        return f"it is ranked among {rank.among:,} places, and the table has {len(worked):,} with a value"
    level = compute(rank.own, fact.records)
    better = sum(value > level if rank.side == "higher" else value < level for value in worked)
    return "" if better == rank.ahead else f"{better:,} places of the table are {rank.side}, not {rank.ahead:,}"


def worked_for_places(fact: LedgerFact, own: Calculation, values: Values) -> list[Fraction] | None:
    """Return what a formula of one place gives for each place of the table that has its values.

    None where the table does not have the place's own values as they are in the ledger, and where the formula is a text
    of an earlier version in which two of them are alike: which is whose would be a guess.
    """
    if not fact.records:
        return None
    mine = [fact.records[at] for at in sorted(used(own)) if fact.records[at].entity == fact.records[0].entity]
    if any(values.get(key_of(record), {}).get(record.entity) != exact(record.value) for record in mine):
        return None
    if fact.tree is None and len({abs(record.value) for record in mine}) < len(mine):
        return None
    found = []
    for entity in values[key_of(mine[0])]:
        others = [values.get(key_of(record), {}).get(entity) for record in mine]
        known = [value for value in others if value is not None]
        if len(known) == len(mine):
            at = {id(record): value for record, value in zip(mine, known, strict=True)}
            given = [at.get(id(record), exact(record.value)) for record in fact.records]
            found.append(compute(own, fact.records, given))
    return found


def key_of(record: Record) -> tuple[str, str, Period]:
    """Return the key of an observation in `Values`."""
    return record.indicator, record.series, record.period


def table_values(tables: Tables, as_of: str) -> Values:
    """Return the value of each place at an as-of date, as far as the rows of the tables show it."""
    return tables.derived(f"values as of {as_of}", TABLES, lambda: _values(tables, as_of))


def _values(tables: Tables, as_of: str) -> Values:
    edition = tables.settings.get("edition", {})
    totals = set(edition.get("totals", ())) if isinstance(edition, dict) else set()
    rows: dict[tuple[str, str, Period], dict[str, list[TableRow]]] = {}
    for row in table_rows(tables):
        if row.value and row.entity not in totals:
            rows.setdefault((row.indicator, row.series, row.period), {}).setdefault(row.entity, []).append(row)
    return {
        key: {entity: value for entity, found in places.items() if (value := _standing(found, as_of)) is not None}
        for key, places in rows.items()
    }


def _standing(rows: list[TableRow], as_of: str) -> Fraction | None:
    """Return the value of the rows of a place and period: the preferred one, or that of all."""
    standing = [row for source in {row.source for row in rows} if (row := newest(rows, source, as_of)) is not None]
    values = {row.value for row in [row for row in standing if row.preferred] or standing}
    try:
        return Fraction(next(iter(values)).replace("−", "-")) if len(values) == 1 else None
    except ValueError:
        return None
