"""The earlier readings of a value → its first one, and by how much it has been revised since."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts import measures
from briefing.facts.formula import FirstReading, as_tree
from briefing.facts.measures import Pair
from briefing.facts.over_time import MeasureRequest, single
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording.levels import readable_decimals
from briefing.wording.rounding import published


def first_reading(request: MeasureRequest) -> Fact:
    """Return the value of a period as it was first published; FactError for one that has no earlier reading."""
    now = single(request, _itself)
    row = now.observations[0]
    if len(now.observations) > 1 or now.measure not in ("value", "rank"):
        what = f"{request.series.expression} is worked out from several values, which have readings of their own"
        raise Impossible(what, request.name, "ask one of the short names that it is worked out from")
    if not row.earlier:
        dated = [period for period in request.compared.periods if request.compared.observations(period)[0].earlier]
        fix = f"write {request.written(dated[-1])}" if dated else "print the value alone"
        raise FactError(f"the value of {request.period} has no earlier reading", request.name, fix)
    formula = FirstReading(row)
    reading = formula.reading
    decimals = published(reading.value) if reading.decimals is None else reading.decimals
    shown = readable_decimals(reading.value, decimals)
    fixed = now.format.decimals
    return replace(
        now,
        name=request.name,
        value=reading.value,
        qualifier=reading.qualifier,
        decimals=shown if fixed is None else fixed,
        formula=str(formula),
        tree=as_tree(formula, (row,)),
    )


def revision(request: MeasureRequest) -> Fact:
    """Return the value of a period less its first reading, in the unit; of percentages in percentage points."""
    base, other = first_reading(request), single(request, _itself)
    found = measures.change(Pair(request.name, base, other, (), "print the values alone"))
    return replace(found, measure="revision", period=request.period)


def _itself(period: Period) -> tuple[Period]:
    return (period,)
