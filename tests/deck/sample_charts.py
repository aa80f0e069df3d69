# ruff: noqa: E501  (a row of the sample is a line, as in the dataset)
"""Charts made by hand from made-up values, and the facts they hold."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from briefing.model.chart import Chart, Column, Series
from briefing.model.chart_remarks import Annotation, SeriesBreak
from briefing.model.dataset import Observation, Qualifier, Target
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period
from briefing.model.text import Run, Text

YEARS = tuple(str(year) for year in range(2014, 2024))


def t(value: str, fact: str = "", bold: bool = False) -> Text:
    """A string → one run."""
    return (Run(value, fact=fact, bold=bold),) if value else ()


def fact(
    name: str,
    value: float,
    *,
    measure: Measure = "value",
    unit: str = "",
    qualifier: Qualifier = "=",
    decimals: int = 1,
    year: int | None = None,
) -> Fact:
    """A fact with one observation."""
    seen = Observation("i", "Belling", Period.year(year or 2023), value, unit, "S", qualifier=qualifier)
    aims = (Target("i", "Belling", Period.year(year or 2025), value, "S", qualifier),) if measure == "target" else ()
    return Fact(
        name, measure, value, unit, qualifier, decimals, "", (seen,), aims, period=Period.year(year) if year else None
    )


def run(key: str, values: Mapping[int, float], *, decimals: int = 1, unit: str = "", bounds: dict[int, Qualifier] | None = None, years: tuple[str, ...] = YEARS) -> tuple[Fact | None, ...]:  # fmt: skip
    """Values by year → facts for each category."""
    found = bounds or {}
    return tuple(
        fact(f"{key}.at({year})", values[int(year)], unit=unit, decimals=decimals, year=int(year), qualifier=found.get(int(year), "="))
        if int(year) in values
        else None
        for year in years
    )  # fmt: skip


PATENTS = {2014: 48.2, 2015: 61.3, 2016: 76.8, 2017: 94.5, 2018: 111.2, 2019: 132.0, 2021: 185.0, 2022: 218.3, 2023: 262.9}  # fmt: skip
CONTRACTS = {2014: 313.6, 2015: 345.26, 2016: 394.08, 2018: 495.78, 2019: 569.53, 2020: 631.62, 2021: 700.57, 2022: 794.75, 2023: 853.69}  # fmt: skip
ENTERPRISES = {2014: 10400, 2016: 16000, 2017: 20000, 2018: 25000, 2019: 27000, 2021: 27600, 2023: 28300}
FIRMS = {2014: 146, 2018: 199, 2022: 293, 2023: 337}
ENDS = ("2014", "2023")


def multiple(key: str, value: float) -> Fact:
    """A multiple of the first value."""
    return fact(f"{key}.multiple", value, measure="multiple", unit="×", decimals=2)


def slope(key: str, name: str, value: float, highlight: bool = False) -> Chart:
    """The mini slope of a card, as an index with the first year at 1."""
    ends = (fact(f"{key}.index(2014)", 1.0, measure="multiple", unit="×"), multiple(key, value))
    return Chart("slope", "en", ENDS, (Series(key, t(name), ends),), highlight=key if highlight else "", alt=t(f"Slope: {name} from 1 in 2014 to {value:.1f} in 2023."))  # fmt: skip


def cover_chart() -> Chart:
    """Four index slopes."""
    rows = (
        ("patents", "invention patents per 10,000 residents", 5.454),
        ("contracts", "contracts (nominal)", 2.722),
        ("enterprises", "high-tech enterprises", 2.721),
        ("firms", "new firms a day", 2.308),
    )
    series = tuple(
        Series(key, t(name), (fact(f"{key}.base", 1.0, measure="multiple", unit="×"), multiple(key, value)))
        for key, name, value in rows
    )
    return Chart(
        "slope", "en", ENDS, series, highlight="patents", baseline=t("2014 = 1×"), alt=t("Slopes of four indicators.")
    )


def multiples() -> Chart:
    """The ranked bar of multiples."""
    rows = (
        ("patents", "Patent density", "invention patents held per 10,000 residents, year-end stock", 5.454, "48.2", "262.9", "20.7"),
        ("contracts", "Technology contracts", "billion yuan, yearly flow, nominal", 2.722, "313.6", "853.7", "11.8"),
        ("enterprises", "High-tech enterprises", "nationally certified, stock", 2.721, "10,400", "28,300", "11.8"),
        ("firms", "New technology firms", "founded a day, yearly average", 2.308, "146", "337", "9.7"),
    )  # fmt: skip
    return Chart(
        "bar",
        "en",
        tuple(row[0] for row in rows),
        (Series("multiple", t("multiple"), tuple(multiple(row[0], row[3]) for row in rows)),),
        highlight="patents",
        rows=tuple(Series(row[0], t(row[1]), (), t(row[2])) for row in rows),
        columns=(
            Column(t("2014"), tuple(t(row[4], f"{row[0]}.first") for row in rows)),
            Column(t("2023"), tuple(t(row[5], f"{row[0]}.last") for row in rows), emphasis=True),
            Column(t("% a year"), tuple(t(row[6], f"{row[0]}.growth") for row in rows), emphasis=True),
        ),
        baseline=t("2014 = 1×"),
        alt=t("Bars of multiples: patent density 5.5×, contracts 2.7×, enterprises 2.7×, new firms 2.3×."),
    )


def targets() -> Chart:
    """Latest values as a share of their targets."""
    rows = (
        ("rd", "R&D intensity", "% of GDP", 6.58, 6.0, "6.58", "2024", "about 6", "2025", "S&T ministry\nMay 2023"),
        ("precise", "High-precision industries", "value added, % of GDP", 30.1, 30.0, "30.1", "2021", "over 30", "2025", "City\nAug 2021"),
        ("hightech", "High-tech value added", "billion yuan, nominal", 1185.9, 1200.0, "1,185.9", "2023", "over 1,200", "2025", "S&T ministry\nMay 2023"),
        ("basic", "Basic research", "% of R&D spending", 16.6, 17.0, "16.6", "2022", "about 17", "2025", "S&T ministry\nMay 2023"),
        ("pharma", "Pharma and health scale", "billion yuan, nominal", 976.1, 1250.0, "976.1", "2023", "1,250", "2026", "City\nJune 2024"),
    )  # fmt: skip
    shares = tuple(
        fact(f"{row[0]}.target_share(2025)", row[3] / row[4] * 100, measure="share", unit="%", decimals=0)
        for row in rows
    )
    return Chart(
        "bullet",
        "en",
        tuple(row[0] for row in rows),
        (Series("share", t("share of target"), shares),),
        highlight="rd",
        rows=tuple(Series(row[0], t(row[1]), (), t(row[2])) for row in rows),
        columns=(
            Column(t("Latest"), tuple((*t(row[5], f"{row[0]}.latest"), *t("\n" + row[6])) for row in rows), emphasis=True),
            Column(t("Target"), tuple((*t(row[7], f"{row[0]}.target"), *t("\n" + row[8])) for row in rows)),
            Column(t("Set by"), tuple(t(row[9]) for row in rows)),
        ),
        targets=tuple(fact(f"{row[0]}.target(2025)", row[4], measure="target") for row in rows),
        baseline=t("Share of target"),
        alt=t("Bars of the share of each target that is reached."),
    )  # fmt: skip


def bump_chart() -> Chart:
    """Ranks in the Nature Index by output year."""
    years = tuple(str(year) for year in range(2017, 2025))
    ranks: dict[str, dict[int, float]] = {
        "Belling": {2017: 1, 2019: 1, 2021: 1, 2022: 1, 2023: 1, 2024: 1},
        "Shanghai": {2017: 7, 2019: 5, 2020: 5, 2021: 3, 2022: 3, 2023: 2, 2024: 2},
        "New York": {2017: 2, 2019: 2, 2021: 2, 2022: 2, 2023: 3, 2024: 3},
        "Boston": {2017: 3, 2019: 3, 2021: 4, 2022: 4, 2023: 4, 2024: 4},
        "Nanjing": {2020: 8, 2021: 8, 2022: 6, 2023: 5, 2024: 5},
        "Guangzhou": {2022: 8, 2023: 8, 2024: 6},
        "San Francisco Bay Area": {2017: 4, 2019: 4, 2021: 5, 2022: 5, 2023: 6, 2024: 7},
    }
    series = tuple(
        Series(city, t(city), tuple(
            fact(f"nature.of('{city}').rank({year})", found[int(year)], measure="rank", unit="rank", decimals=0, year=int(year))
            if int(year) in found else None for year in years))
        for city, found in ranks.items()
    )  # fmt: skip
    gained = ("0", "+5", "−1", "−1", "+7", "+19", "−3")
    return Chart(
        "bump",
        "en",
        years,
        series,
        highlight="Belling",
        second="Shanghai",
        columns=(Column(t("Places gained since 2017"), tuple(t(item, "nature.change") for item in gained)),),
        annotations=(
            Annotation("Shanghai", "2020", t("Shanghai passed San Francisco and Boston by 2021, New York in 2023")),
            Annotation("Belling", "2018", t("First in every output year since 2016, says Springer Nature")),
        ),
        alt=t("Ranks of seven cities, 2017 to 2024: Belling first throughout, Shanghai from seventh to second."),
    )


def patents_line() -> Chart:
    """The line of published years."""
    return Chart(
        "line",
        "en",
        YEARS,
        (Series("patents", t("Belling"), run("patents", PATENTS)),),
        highlight="patents",
        annotations=(Annotation("patents", "2018", t("Passed the hundred mark in 2018")),),
        breaks=(SeriesBreak("patents", "2019", "2021", t("Population base moved to the 2020 census")),),
        alt=t("Line: patents per 10,000 residents from 48.2 in 2014 to 262.9 in 2023."),
    )


def contracts_columns() -> Chart:
    """Columns over the years."""
    shown = run("contracts", CONTRACTS)
    ends = tuple(seen for point in (shown[0], shown[-1]) if point for seen in point.observations)
    return Chart(
        "columns",
        "en",
        YEARS,
        (Series("contracts", t("Belling"), shown),),
        highlight="2023",
        growth=replace(fact("contracts.growth", 11.8, measure="growth", unit="%"), observations=ends),
        periods=tuple(map(Period.year, range(2014, 2024))),
        alt=t("Columns: contracts from 313.6 in 2014 to 853.7 billion yuan in 2023."),
    )


def enterprises_columns() -> Chart:
    """Enterprises with a bound and an approximate year."""
    bounds: dict[int, Qualifier] = {2017: "≈", 2019: "≥"}
    return Chart(
        "columns",
        "en",
        YEARS,
        (Series("enterprises", t("Enterprises"), run("enterprises", ENTERPRISES, decimals=0, bounds=bounds)),),
        highlight="2023",
        title=t("Enterprises: at most 5% more than in 2019"),
        subtitle=t("Nationally certified high-tech enterprises, year end"),
        alt=t("Columns: enterprises from 10,400 in 2014 to 28,300 in 2023."),
    )


def firms_columns() -> Chart:
    """New firms a day, four published years."""
    return Chart(
        "line",
        "en",
        YEARS,
        (Series("firms", t("New firms"), run("firms", FIRMS, decimals=0)),),
        highlight="firms",
        title=t("New firms: 337 a day, 15% more than in 2022"),
        subtitle=t("New technology firms a day, yearly average"),
        alt=t("Line: new firms a day from 146 in 2014 to 337 in 2023."),
    )
