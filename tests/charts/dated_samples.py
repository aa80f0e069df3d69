"""Charts over months, quarters, weeks and days, made by hand from made-up values."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.model.chart import Chart, Series
from briefing.model.dataset import Observation, Status
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.period_notation import parse_period
from briefing.model.text import text

UNIT = "dollars a barrel"
PLACES = ("Northam", "Eastby", "Westford", "Southing", "Midvale")


def value(place: int, at: int, level: float = 80.0) -> float:
    """A made-up price that wanders and has a season."""
    wave = 9 * math.sin(at / 5 + place) + 4 * math.sin(at * 1.7 + place * 2)
    return round(level + 11 * place + wave + 0.08 * at * (place - 1), 2)


def point(key: str, period: Period, number: float, status: Status = "A") -> Fact:
    """The value of a period as a fact."""
    row = Observation(key, "Belling", period, number, UNIT, "DESK", status=status, decimals=2)
    name = f"{key}.at({period.literal})"
    return Fact(name, "value", number, UNIT, "=", 2, "", (row,), indicator=key, entity="Belling", period=period)


def chart(
    kind: str,
    first: str,
    count: int,
    *,
    places: int = 1,
    gaps: Sequence[int] = (),
    provisional: int = 0,
    level: float = 80.0,
) -> Chart:
    """A chart of so many periods from the first; `gaps` have no value, the last ones may be provisional."""
    start = parse_period(first)
    periods = period_range(start, start + (count - 1))
    known = count - provisional
    series = tuple(
        Series(
            key,
            text(key),
            tuple(
                None if at in gaps else point(key.lower(), period, value(place, at, level), "P" if at >= known else "A")
                for at, period in enumerate(periods)
            ),
        )
        for place, key in enumerate(PLACES[:places])
    )
    if kind == "slope":
        series = tuple(replace(item, points=(item.points[0], item.points[-1])) for item in series)
        periods = (periods[0], periods[-1])
    return Chart(
        kind,
        "en",
        tuple(map(str, periods)),
        series,
        highlight=PLACES[0] if places > 1 else "",
        alt=text(f"Prices from {periods[0]} to {periods[-1]}.", term="periods"),
        periods=periods,
    )
