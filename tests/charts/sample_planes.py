"""Charts of dots in a plane, made by hand from made-up values."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from briefing.model.chart import Chart, Column, Series
from briefing.model.period import Period
from briefing.model.text import text
from tests.charts.given import YEARS, fact

_TOWNS = (
    ("Belling", 2.1, 74.0, 900.0),
    ("Corrie", 1.4, 81.5, 120.0),
    ("Dunmow", 3.9, 66.2, 45.0),
    ("Esk", 5.6, 58.3, 210.0),
    ("Fenwick", 1.9, 79.8, 60.0),
)


def scatter() -> Chart:
    """Five towns by two values, sized by a third, with both medians."""
    names = tuple(name for name, *_ in _TOWNS)
    columns = list(zip(*(values for _, *values in _TOWNS), strict=True))
    facts = [
        tuple(
            fact(f"{key}.of('{name}').at(2023)", value, unit=key, year=2023)
            for name, value in zip(names, column, strict=True)
        )
        for key, column in zip(("births", "life", "people"), columns, strict=True)
    ]
    medians = fact("births.median", 2.1), fact("life.median", 74.0)
    return Chart(
        "scatter",
        "en",
        names,
        tuple(
            Series(key, text(name), points, text(unit))
            for key, name, unit, points in zip(
                ("births", "life", "people"), ("Births", "Life", "People"), ("a woman", "years", "thousand"), facts,
                strict=True,
            )
        ),
        highlight="Belling",
        second="Esk",
        rows=tuple(Series(name, text(name, term="name"), ()) for name in names),
        medians=medians,
        median_names=tuple(text("Median", fact=one.name) for one in medians),
        own="Belling",
        alt=text("Dots of towns."),
    )  # fmt: skip


def sparklines() -> Chart:
    """Two rows of different units, one with a gap and a bound."""
    years = YEARS[:5]
    lines = {"patents": (48.2, None, 76.8, 94.5, 111.2), "firms": (900.0, 870.0, 910.0, 840.0, 820.0)}
    series = tuple(
        Series(
            key,
            text(key.capitalize()),
            tuple(
                None
                if value is None
                else fact(f"{key}.at({year})", value, unit=key, year=int(year), qualifier="≥" if value == 76.8 else "=")
                for year, value in zip(years, values, strict=True)
            ),
        )
        for key, values in lines.items()
    )
    return Chart(
        "sparklines",
        "en",
        years,
        series,
        highlight="firms",
        rows=tuple(Series(item.key, item.name, (), text(f"unit of {item.key}", term="name")) for item in series),
        columns=(
            Column(text("2014", term="year"), (text("48.2", fact="patents.first"), text("900", fact="firms.first"))),
            Column(text("Change"), (text("+131%", fact="patents.percent"), text("−8.9%", fact="firms.percent"))),
        ),
        periods=tuple(Period.year(int(year)) for year in years),
        alt=text("Two lines."),
    )  # fmt: skip


def strip() -> Chart:
    """The five towns on one scale."""
    whole = scatter()
    return replace(
        whole, kind="strip", series=whole.series[1:2], medians=whole.medians[1:], median_names=whole.median_names[1:]
    )


def strip_of(values: Iterable[float], highlight: str = "") -> Chart:
    """Places on one scale by their values: "Place 0", "Place 1" and so on."""
    facts = tuple(fact(f"Place {number}", value, year=2023) for number, value in enumerate(values))
    rows = tuple(Series(item.name, text(item.name), ()) for item in facts)
    series = (Series("x", text("X"), facts),)
    return Chart("strip", "en", tuple(row.key for row in rows), series, highlight, rows=rows, alt=text("Dots."))


def histogram() -> Chart:
    """Fourteen towns in four classes, of which two are named."""
    counts = tuple(
        fact(f"life.places_from({low}, {low + 10})", float(count), "count", unit="", decimals=0, year=2023)
        for low, count in ((50, 1), (60, 2), (70, 8), (80, 3))
    )
    return Chart(
        "histogram", "en", ("50–60", "60–70", "70–80", "80–90"), (Series("life", text("Places"), counts),),
        columns=(Column((), (text("Esk 58.3", fact="life.esk"), (), text("Belling 74.0", fact="life.belling"), ())),),
        medians=(fact("life.median", 74.5),), median_names=(text("Median 74.5", fact="life.median"),),
        highlight="70–80", own="70–80", classes=(50.0, 10.0), alt=text("Classes."),
    )  # fmt: skip
