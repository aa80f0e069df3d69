"""One fact in two editions → why it changed, from the records behind it: the same for a ledger and for a build.

A revision is a newer reading of the same period, a correction another value of the same reading (the day on which it
was published has not changed), a confirmation the same value that is provisional no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct, field

from briefing.model.dataset import Observation, Status, Target
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording.rounding import exact

RevisionKind = Literal["revised", "corrected", "confirmed"]
# Other periods; the same record with another value, status or source; other records of the same periods; another
# formula.
Why = Literal["period", "revised", "corrected", "confirmed", "records", "formula"]
_NUMBER = re.compile(r"\d[\d,.]*")
_KINDS: Final[tuple[RevisionKind, ...]] = ("revised", "corrected", "confirmed")
# What a final value confirms: provisional, estimated by the publisher, imputed, uncertain, not validated.
_UNSETTLED: Final[frozenset[Status]] = frozenset({"P", "E", "I", "U", "V"})


class Revision(Struct, frozen=True):
    """A record that both editions rest on: what of it (value, status, source) was `old` and is `new`.

    `change` is by how much the value has changed, None where that is not known.
    """

    indicator: str
    entity: str
    period: Period
    part: Literal["value", "status", "source"]
    old: str
    new: str
    kind: RevisionKind = "revised"
    change: float | None = None


class _Record(Struct):
    """What is known of a record, on which a fact may rest several times."""

    values: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)

    def add(self, record: Observation | Target) -> None:
        self.values.add(f"{'' if record.qualifier == '=' else record.qualifier}{record.value:.12g}")
        self.sources.add(record.source)
        if isinstance(record, Observation):
            self.statuses.add(record.status)
            self.published.add(record.published)

    @property
    def parts(self) -> tuple[set[str], set[str], set[str]]:
        return self.values, self.statuses, self.sources


def same(old: Fact, new: Fact) -> bool:
    """Whether two facts say the same number from the same records by the same formula."""
    digests = [(f"{one.value:.12g}", one.unit, one.qualifier, one.formula) for one in (old, new)]
    if digests[0] != digests[1]:
        return False
    before, after = _records(_published(old)), _records(_published(new))
    return before.keys() == after.keys() and all(before[key].parts == after[key].parts for key in before)


def reasons(old: Fact, new: Fact) -> tuple[Why, ...]:
    """Return why a fact is not the same as in the edition before; nothing where it is."""
    if same(old, new):
        return ()
    before, after = _records(_published(old)), _records(_published(new))
    found: list[Why] = []
    if old.periods != new.periods:
        found.append("period")
    elif before.keys() != after.keys():
        found.append("records")
    kinds = {one.kind for one in revisions(old, new)}
    found += [kind for kind in _KINDS if kind in kinds]
    alike = _NUMBER.sub("#", old.formula) == _NUMBER.sub("#", new.formula) and old.unit == new.unit
    if not found or (not alike and before.keys() == after.keys()):
        found.append("formula")
    return tuple(found)


def revisions(old: Fact, new: Fact) -> tuple[Revision, ...]:
    """Return the records that both facts rest on and that have changed."""
    return record_revisions(_published(old), _published(new))


def record_revisions(old: Iterable[Observation | Target], new: Iterable[Observation | Target]) -> tuple[Revision, ...]:
    """Return the records that are among the old and the new ones and that have changed, by time."""
    before, after = _records(old), _records(new)
    found = [one for key in before.keys() & after.keys() if (one := _revision(key, before[key], after[key]))]
    return tuple(sorted(found, key=lambda one: (one.period.chronological, one.entity, one.indicator, one.part)))


_PARTS: tuple[Literal["value", "status", "source"], ...] = ("value", "status", "source")
_Key = tuple[str, str, str, Period, str]


def _revision(key: _Key, before: _Record, after: _Record) -> Revision | None:
    """Return what of a record has changed; its value before its status, its status before its source."""
    for part, was, now in zip(_PARTS, before.parts, after.parts, strict=True):
        if was != now:
            words = ", ".join(sorted(was)), ", ".join(sorted(now))
            kind = _kind(part, before, after)
            return Revision(*key[1:4], part, *words, kind, _change(*words) if part == "value" else None)
    return None


def _kind(part: str, before: _Record, after: _Record) -> RevisionKind:
    if part == "value" and before.published == after.published not in (set(), {""}):
        return "corrected"
    settled = part == "status" and before.statuses <= _UNSETTLED and after.statuses == {"A"}
    return "confirmed" if settled else "revised"


def _change(old: str, new: str) -> float | None:
    try:
        return float(exact(float(new)) - exact(float(old)))
    except ValueError:  # a bound, or several values of one record
        return None


def _published(fact: Fact) -> tuple[Observation | Target, ...]:
    return (*fact.observations, *fact.targets)


def _records(published: Iterable[Observation | Target]) -> Mapping[_Key, _Record]:
    """Return what is known of each record, by kind, indicator, place, period and series."""
    found: dict[_Key, _Record] = {}
    for record in published:
        kind = "observation" if isinstance(record, Observation) else "target"
        key = (kind, record.indicator, record.entity, record.period, getattr(record, "series", ""))
        found.setdefault(key, _Record()).add(record)
    return found
