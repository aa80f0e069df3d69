"""Charts of parts, of years over months, and of a band, from made-up values."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.chart import Chart, Column, Series
from briefing.model.text import text
from tests.charts.given import fact

_YEARS = tuple(map(str, range(2016, 2024)))
_PARTS = {
    "wind": (12, 15, 19, 26, 31, 38, 44, 52),
    "sun": (3, 4, 6, 9, 14, 19, 26, 31),
    "gas": (61, 60, 55, 52, 44, 41, 33, 29),
}


def area() -> Chart:
    """Three parts over eight years, with their sums."""
    series = [
        Series(
            key,
            text(key.title()),
            tuple(
                fact(f"{key}.at({year})", float(value), decimals=0, year=int(year))
                for year, value in zip(_YEARS, values, strict=True)
            ),
        )
        for key, values in _PARTS.items()
    ]
    sums = tuple(
        fact(f"wind.sum_with(sun, gas, {year})", float(sum(values)), "sum", decimals=0, year=int(year))
        for year, values in zip(_YEARS, zip(*_PARTS.values(), strict=True), strict=True)
    )
    total = Series("total", text("Total"), sums)
    return Chart("area", "en", _YEARS, (*series, total), highlight="wind", alt=text("Areas."))


def stacked_bars() -> Chart:
    """Four places of three parts, given out of order, with their sums."""
    places = {"Northam": (4, 2, 1), "Eastby": (21, 14, 9), "Westford": (9, 12, 3), "Upton": (15, 2, 6)}
    series = tuple(
        Series(
            key,
            text(key.title()),
            tuple(
                fact(f"{key}.of({place})", float(values[at]), decimals=0, year=2023) for place, values in places.items()
            ),
        )
        for at, key in enumerate(("wind", "sun", "gas"))
    )
    sums = tuple(text(str(sum(values)), fact=f"wind.of({place}).sum_with()") for place, values in places.items())
    rows = tuple(Series(place, text(place), ()) for place in places)
    return Chart(
        "stacked_bars", "en", tuple(places), series, highlight="wind", rows=rows,
        columns=(Column(text("Total"), sums, emphasis=True),), alt=text("Stacked bars."),
    )  # fmt: skip


def seasonal() -> Chart:
    """Five years over months, the newest of them up to August."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    base = (7.1, 6.4, 6.9, 8.8, 11.2, 14.1, 16.3, 17.0, 15.8, 13.2, 10.4, 8.3)
    series = tuple(
        Series(
            str(year),
            text(str(year), term="year"),
            tuple(
                None if year == 2023 and at > 7 else fact(f"sea.at({year}-{at + 1})", value + shift, year=year)
                for at, value in enumerate(base)
            ),
        )
        for year, shift in zip(range(2019, 2024), (0.0, 0.4, -0.3, 0.2, 1.3), strict=True)
    )
    return Chart("seasonal", "en", months, series, alt=text("Seasonal lines."))


def band() -> Chart:
    """A line over eight years between two others."""
    values = (120.0, 131.0, 128.0, 140.0, 152.0, 149.0, 163.0, 171.0)

    def along(key: str, off: float) -> Series:
        points = (
            fact(f"{key}.at({year})", value + off, decimals=0, year=int(year))
            for year, value in zip(_YEARS, values, strict=True)
        )
        return Series(key, text(key.title()), tuple(points))

    return Chart("band", "en", _YEARS, (along("level", 0), along("low", -12), along("high", 15)), alt=text("A band."))


def crossed_band() -> Chart:
    """A band whose lower end is above its upper one."""
    line, low, high = band().series
    return replace(band(), series=(line, high, low))
