"""One fact in two editions → why it changed, from the records behind it: the same for a ledger and for a build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from briefing.model.fact import Fact
from briefing.model.period import Period

# Other years; the same record with another value, status or source; other records of the same years; another formula.
Why = Literal["period", "revised", "records", "formula"]
_NUMBER = re.compile(r"\d[\d,.]*")


class Revision(Struct, frozen=True):
    """A record that both editions rest on: what of it (value, status, source) was `old` and is `new`."""

    indicator: str
    entity: str
    period: Period
    part: Literal["value", "status", "source"]
    old: str
    new: str


def same(old: Fact, new: Fact) -> bool:
    """Whether two facts say the same number from the same records by the same formula."""
    digests = [(f"{one.value:.12g}", one.unit, one.qualifier, one.formula) for one in (old, new)]
    return digests[0] == digests[1] and _records(old) == _records(new)


def reasons(old: Fact, new: Fact) -> tuple[Why, ...]:
    """Return why a fact is not the same as in the edition before; nothing where it is."""
    if same(old, new):
        return ()
    before, after = _records(old), _records(new)
    found: list[Why] = []
    if old.periods != new.periods:
        found.append("period")
    elif before.keys() != after.keys():
        found.append("records")
    if revisions(old, new):
        found.append("revised")
    alike = _NUMBER.sub("#", old.formula) == _NUMBER.sub("#", new.formula) and old.unit == new.unit
    if not found or (not alike and before.keys() == after.keys()):
        found.append("formula")
    return tuple(found)


def revisions(old: Fact, new: Fact) -> tuple[Revision, ...]:
    """Return the records that both facts rest on and that have changed."""
    before, after = _records(old), _records(new)
    found = []
    for key in before.keys() & after.keys():
        pairs = zip(before[key], after[key], strict=True)
        changed = [(part, *pair) for part, pair in zip(_PARTS, pairs, strict=True) if pair[0] != pair[1]]
        for part, was, now in changed[:1]:
            found.append(Revision(key[1], key[2], key[3], part, ", ".join(sorted(was)), ", ".join(sorted(now))))
    return tuple(sorted(found, key=lambda one: (one.period, one.entity, one.indicator, one.part)))


_PARTS: tuple[Literal["value", "status", "source"], ...] = ("value", "status", "source")
_Key = tuple[str, str, str, Period, str]


def _records(figure: Fact) -> Mapping[_Key, tuple[set[str], set[str], set[str]]]:
    """Return the values, status marks and sources of each record, by kind, indicator, place, period and series."""
    found: dict[_Key, tuple[set[str], set[str], set[str]]] = {}
    for kind, records in (("observation", figure.observations), ("target", figure.targets)):
        for record in records:
            key = (kind, record.indicator, record.entity, record.period, getattr(record, "series", ""))
            values, marks, sources = found.setdefault(key, (set(), set(), set()))
            values.add(f"{'' if record.qualifier == '=' else record.qualifier}{record.value:.12g}")
            marks.add(getattr(record, "status", ""))
            sources.add(record.source)
    return found
