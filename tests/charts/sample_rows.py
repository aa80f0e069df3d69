"""Charts that compare: before and after, parts of a whole, a year with its target, panels side by side."""

from __future__ import annotations

from briefing.model.chart import Chart, Series
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import text
from tests.charts.given import ENTERPRISES, RANKS, YEARS, fact, run

CITIES = {
    "Belling": (14.29, 41.9),
    "Shanghai": (9.4, 26.55),
    "Shenzhen": (12.81, 24.8),
    "Guangzhou": (5.1, None),
    "Hangzhou": (None, 18.2),
    "Nanjing": (11.6, 11.2),
}


def dumbbell() -> Chart:
    """Places before and after; given out of order, one end missing at either side, one bound, one that fell."""
    bounds: dict[str, Qualifier] = {"Shenzhen": "≥"}

    def point(city: str, at: int, year: int) -> Fact | None:
        value = CITIES[city][at]
        name = f"x.of('{city}').at({year})"
        return None if value is None else fact(name, value, unit="%", year=year, qualifier=bounds.get(city, "="))

    def points(at: int, year: int) -> tuple[Fact | None, ...]:
        return tuple(point(city, at, year) for city in reversed(CITIES))

    series = (
        Series("2018", text("2018", term="year"), points(0, 2018)),
        Series("2023", text("2023", term="year"), points(1, 2023)),
    )
    names = tuple(reversed(CITIES))
    rows = tuple(Series(city, text(city), ()) for city in names)
    return Chart("dumbbell", "en", names, series, "Belling", rows=rows, alt=text("Six cities before and after."))


def falling_dumbbell() -> Chart:
    """Three places, of which the first by value fell and the second leads."""
    cities = {"Northam": (25.2, 23.6), "Belling": (6.5, 11.4), "Eastbury": (1.9, 4.4)}
    series = tuple(
        Series(
            str(year),
            text(str(year), term="year"),
            tuple(fact(f"x.of('{city}').at({year})", found[at], unit="%", year=year) for city, found in cities.items()),
        )
        for at, year in enumerate((2018, 2023))
    )
    rows = tuple(Series(city, text(city), ()) for city in cities)
    return Chart("dumbbell", "en", tuple(cities), series, "Belling", rows=rows, alt=text("Three cities."))


def rank_dumbbell() -> Chart:
    """Ranks before and after: the best row first, one at the left."""
    shown = {city: found for city, found in RANKS.items() if 2017 in found}
    series = tuple(
        Series(
            str(year),
            text(str(year), term="year"),
            tuple(
                fact(f"nature.of('{city}').at({year})", found[year], "rank", unit="rank", decimals=0, year=year)
                for city, found in shown.items()
            ),
        )
        for year in (2017, 2024)
    )
    rows = tuple(Series(city, text(city), ()) for city in shown)
    return Chart("dumbbell", "en", tuple(shown), series, "Shanghai", rows=rows, alt=text("Ranks before and after."))


def share() -> Chart:
    """Three parts of places, given out of order, one part too small for its label."""
    parts = {"Belling": (52.0913, 46.9087, 1.0), "Shanghai": (35.25, 48.5, 16.25), "Suzhou": (41.5, 33.25, 25.25)}
    names = ("Shanghai", "Belling", "Suzhou")
    series = tuple(
        Series(
            key,
            text(name),
            tuple(fact(f"{key}.share({city})", parts[city][at], "share", unit="%", year=2023) for city in names),
        )
        for at, (key, name) in enumerate({"high": "High value", "plain": "Other inventions", "late": "Lapsed"}.items())
    )
    rows = tuple(Series(city, text(city), ()) for city in names)
    return Chart("share", "en", names, series, "high", rows=rows, alt=text("Parts of three cities."))


def year_share() -> Chart:
    """Two parts over years, which are columns."""
    years = ("2021", "2022", "2023")
    found = {"high": (45.2, 48.9, 52.1), "rest": (54.8, 51.1, 47.9)}
    series = tuple(
        Series(
            key,
            text(name),
            tuple(
                fact(f"{key}.share({year})", value, "share", unit="%", year=int(year))
                for year, value in zip(years, found[key], strict=True)
            ),
        )
        for key, name in {"high": "High-value patents", "rest": "Other patents"}.items()
    )
    periods = tuple(Period.year(int(year)) for year in years)
    return Chart("share", "en", years, series, periods=periods, alt=text("Two parts over three years."))


def aimed_columns() -> Chart:
    """A yearly count with a gap, and its target two years after the last value."""
    years = (*YEARS, "2024", "2025")
    points = run("enterprises", ENTERPRISES, years)
    aim = fact("enterprises.target(2025)", 31000, "target", qualifier="≈", decimals=0, year=2025)
    return Chart(
        "columns",
        "en",
        years,
        (Series("enterprises", text("Enterprises"), points),),
        "2023",
        targets=(*[None] * (len(years) - 1), aim),
        alt=text("Columns with a target."),
    )


def panels() -> tuple[Chart, ...]:
    """Four places over years, one panel each."""
    years = YEARS[3:]
    found = {
        "Belling": (21.3, 24.0, 27.8, 30.1, 36.2, 41.0, 41.9),
        "Shanghai": (9.4, 11.0, 13.9, 17.7, 21.0, 25.2, 26.55),
        "Shenzhen": (12.81, 14.0, 15.1, 18.8, 20.0, 22.2, 24.8),
        "Nanjing": (11.6, 11.4, 11.9, 12.2, 11.0, 10.9, 11.2),
    }
    return tuple(
        Chart(
            "line",
            "en",
            years,
            (
                Series(
                    city,
                    text(city),
                    tuple(
                        fact(f"x.of('{city}').at({year})", value, unit="per 10,000", year=int(year))
                        for year, value in zip(years, values, strict=True)
                    ),
                ),
            ),
            highlight=city if city == "Belling" else "",
            title=text(city),
            ends=True,
        )
        for city, values in found.items()
    )
