"""The values of a series → the ends of their middle half, each as a median of the lower or the upper half."""

from __future__ import annotations

from typing import Final, Literal

from briefing.errors import FactError
from briefing.facts.breaks import crossed
from briefing.facts.combined import MOST, middle_value
from briefing.facts.formula import Selection, as_tree, operand
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact

QuartileEnd = Literal["lower", "upper"]
LEAST: Final = 12  # values, of which a quarter is three


def quartile(name: str, series: TimeSeries, end: QuartileEnd) -> Fact:
    """Return the median of the lower or the upper half of the newest values, as many as a formula can hold.

    Both halves have the median of all where the number is odd, so that half of the values at least lie between.
    FactError for fewer than twelve values, for bounds, and across a break that forbids comparing.
    """
    points = [series.point(period) for period in series.periods[-MOST:]]
    if len(points) < LEAST:
        what = f"is a quarter of {len(points)} values, and {LEAST} are needed"
        raise FactError(what, name, "print the values alone")
    first, last = points[0].value_period, points[-1].value_period
    if any(item.effect == "refuse" for item in crossed(series.breaks, first, last)):
        raise FactError("compares values across a break", name, "print the values alone")
    other = next((point for point in points if point.qualifier != "=" or point.unit != points[-1].unit), None)
    if other is not None:
        what = f"compares {other.qualifier} {other.formula} {other.unit} of {other.period}"
        raise FactError(what, name, "print the values alone")
    ordered = sorted(points, key=lambda point: (point.value, point.value_period.ordinal))
    half = (len(points) + 1) // 2
    chosen = ordered[:half] if end == "lower" else ordered[-half:]
    value, _ = middle_value(chosen)
    observations = tuple(dict.fromkeys(row for point in points for row in point.observations))
    formula = Selection(f"{end}_quartile", {"of": tuple(map(operand, points))})
    listed = ", ".join(f"{point.period}: {point.formula}" for point in points)
    return Fact(
        name=name,
        measure="ratio",
        value=float(value),
        unit=points[-1].unit,
        qualifier="=",
        decimals=max(point.decimals for point in chosen),
        formula=f"{end} quartile of {len(points)} values ({listed})",
        tree=as_tree(formula, observations),
        observations=observations,
        indicator=points[-1].indicator,
        entity=series.entity,
        units=series.units,
        format=series.format,
        window=(first, last),
    )
