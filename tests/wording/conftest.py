"""Facts made by hand, for wording alone."""

from __future__ import annotations

from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period

UNITS: dict[Measure, str] = {"percent": "%", "share": "%", "multiple": "×", "growth": "% a year", "rank": "rank"}


def fact(
    measure: Measure,
    value: float,
    qualifier: Qualifier = "=",
    decimals: int = 0,
    unit: str = "",
    year: int | None = None,
) -> Fact:
    unit = unit or UNITS.get(measure, "things")
    return Fact(
        "subject.fact",
        measure,
        value,
        unit,
        qualifier,
        decimals,
        "1 + 1",
        (),
        period=Period.year(year) if year else None,
    )
