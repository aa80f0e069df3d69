"""The ledger of the edition before → what of it an edition can tell: its date, its facts, their sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from briefing.errors import InputError
from briefing.model.dataset import Observation, Qualifier, Source, Status, Target
from briefing.model.edition import Previous
from briefing.model.fact import Basis, Fact
from briefing.model.period import Notation, Period
from briefing.model.period_notation import period_of
from briefing.read.files import TABLE_BYTES, read_bytes
from briefing.wording.rounding import published

# What a ledger is called that is no file.
UNNAMED = "the edition before"
_FIX = "give the .ledger.json of an edition of this project, as its build wrote it"


class _Head(Struct):
    slug: str
    as_of: str


class _LedgerRecord(Struct):
    indicator: str
    entity: str
    value: float
    source: str
    year: Notation | None = None
    period: Notation | None = None
    series: str = ""
    qualifier: Qualifier = "="
    status: Status = "A"
    published: str = ""
    earlier: tuple[_LedgerRecord, ...] = ()

    def __post_init__(self) -> None:
        self.dated()

    def dated(self) -> Period:
        """Return its period: a calendar year is its `year`, all others are its `period`."""
        written = self.year if self.period is None else self.period
        if written is None:
            raise ValueError("a record has neither year nor period")
        return period_of(written)

    def observation(self, unit: str) -> Observation:
        """Return the observation that it is a row of."""
        return Observation(
            self.indicator,
            self.entity,
            self.dated(),
            self.value,
            unit,
            self.source,
            series=self.series,
            qualifier=self.qualifier,
            status=self.status,
            published=self.published,
            earlier=tuple(reading.observation(unit) for reading in self.earlier),
        )


class _Fact(Struct):
    value: float
    unit: str
    qualifier: Qualifier
    formula: str
    tree: dict[str, Any] | None = None
    observations: tuple[_LedgerRecord, ...] = ()
    targets: tuple[_LedgerRecord, ...] = ()
    previous: bool = False
    basis: Basis = ""
    window: tuple[Notation, Notation] | None = None


class _Use(Struct):
    fact: str


class _Source(Struct):
    publisher: str
    title: str
    url: str
    published: str
    read_on: str = ""


class _Ledger(Struct):
    edition: _Head
    facts: dict[str, _Fact]
    sources: dict[str, _Source]
    uses: tuple[_Use, ...] = ()


def previous(ledger: Path | bytes, slug: str) -> Previous:
    """Path or bytes of a ledger and the edition's slug → Previous; InputError for what is no ledger, or one of another
    edition.

    Values that it tells of an edition still earlier are left out.
    """
    where = UNNAMED if isinstance(ledger, bytes) else ledger.as_posix()
    data = ledger if isinstance(ledger, bytes) else read_bytes(ledger, TABLE_BYTES)
    try:
        record = msgspec.json.decode(data, type=_Ledger)
        as_of = dt.date.fromisoformat(record.edition.as_of[:10])  # a day, or a moment
        facts = {name: _fact(name, fact) for name, fact in record.facts.items() if not fact.previous}
    except ValueError as error:  # NotationError is one, too
        raise InputError(f"this is no ledger: {error}", where, _FIX) from None
    if record.edition.slug != slug:
        raise InputError(f"this is the ledger of {record.edition.slug!r}, the edition is {slug!r}", where, _FIX)
    sources = {
        key: Source(key, one.publisher, one.title, one.published, one.url, read_on=one.read_on)
        for key, one in record.sources.items()
    }
    return Previous(as_of, facts, sources, frozenset(use.fact for use in record.uses))


def _fact(name: str, record: _Fact) -> Fact:
    observations = tuple(row.observation(record.unit) for row in record.observations)
    targets = tuple(
        Target(row.indicator, row.entity, row.dated(), row.value, row.source, row.qualifier) for row in record.targets
    )
    return Fact(
        name=name,
        measure="value",
        value=record.value,
        unit=record.unit,
        qualifier=record.qualifier,
        decimals=published(record.value),
        formula=record.formula,
        observations=observations,
        targets=targets,
        previous=True,
        tree=record.tree,
        basis=record.basis,
        window=(period_of(record.window[0]), period_of(record.window[1])) if record.window else None,
    )
