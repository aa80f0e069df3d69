"""Charts of what adds up, made by hand from made-up values."""

from __future__ import annotations

from briefing.model.chart import TOTAL, Chart, Series
from briefing.model.text import text
from tests.charts.given import fact, run

_STEPS = {"Fares": 3.2, "Freight": -5.0, "Cars": 1.4, "Mail": -0.6}
_YEARS = tuple(map(str, range(2019, 2024)))
_PARTS = {
    "north": (1.2, -3.4, 2.2, 0.9, 0.3),
    "south": (0.6, -1.1, 0.4, -0.5, 0.2),
    "west": (-0.3, 0.2, 0.1, -0.1, 0.4),
}


def contributions() -> Chart:
    """Three parts on both sides of zero over five years, with their total."""
    totals = tuple(round(sum(column), 1) for column in zip(*_PARTS.values(), strict=True))
    series = tuple(
        Series(key, text(key.title(), term="name"), run(key, dict(zip(range(2019, 2024), values, strict=True)), _YEARS))
        for key, values in (_PARTS | {TOTAL: totals}).items()
    )
    return Chart("contributions", "en", _YEARS, series, highlight="north", alt=text("Contributions."))


def waterfall() -> Chart:
    """Four steps from one level to another, of which one crosses zero."""
    steps = [fact(f"{name}.change", value, "change", unit="million") for name, value in _STEPS.items()]
    first = fact("port.first", 1.1, unit="million", year=2019)
    last = fact("port.last", round(1.1 + sum(_STEPS.values()), 1), unit="million", year=2023)
    names = ("2019", *_STEPS, "2023")
    rows = tuple(Series(name, text(name, term="name"), ()) for name in names)
    series = Series(TOTAL, text("Port", term="name"), (first, *steps, last))
    return Chart("waterfall", "en", names, (series,), rows=rows, alt=text("Waterfall."))
