"""Charts of what adds up, made by hand from made-up values."""

from __future__ import annotations

from briefing.model.chart import TOTAL, Chart, Series
from briefing.model.text import text
from tests.charts.given import run

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
