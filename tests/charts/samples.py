"""Charts of every kind, made by hand from made-up values, and a few that strain a drawer."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.chart import Chart, Column, Series
from briefing.model.chart_remarks import Annotation, SeriesBreak
from briefing.model.dataset import Qualifier
from briefing.model.period import Period
from briefing.model.text import text
from tests.charts.given import CONTRACTS, ENTERPRISES, PATENTS, RANKS, YEARS, fact, run
from tests.charts.sample_maps import isle_map
from tests.charts.sample_parts import area, band, seasonal, stacked_bars
from tests.charts.sample_planes import histogram, scatter, sparklines, strip
from tests.charts.sample_rows import aimed_columns, dumbbell, rank_dumbbell, share, year_share
from tests.charts.sample_sums import contributions, waterfall


def bar() -> Chart:
    """Multiples with columns; given out of order."""
    rows = (
        ("contracts", "Technology contracts", "billion yuan, yearly flow, nominal", 2.7222, "313.6", "853.7", "11.8"),
        ("patents", "Patent density", "invention patents per 10,000 residents", 5.4544, "48.2", "262.9", "20.7"),
        ("enterprises", "High-tech enterprises", "nationally certified, stock", 2.7212, "10,400", "28,300", "11.8"),
        ("firms", "New technology firms", "founded a day, yearly average", 2.3082, "146", "337", "9.7"),
    )
    return Chart(
        "bar",
        "en",
        tuple(row[1] for row in rows),
        (Series("multiple", text("Multiple"), tuple(fact(f"{row[0]}.multiple", row[3], "multiple") for row in rows)),),
        highlight="Patent density",
        rows=tuple(Series(row[0], text(row[1]), (), text(row[2], term="name")) for row in rows),
        columns=(
            Column(text("2014", term="year"), tuple(text(row[4], fact=f"{row[0]}.first") for row in rows)),
            Column(
                text("2023", term="year"), tuple(text(row[5], fact=f"{row[0]}.last") for row in rows), emphasis=True
            ),
            Column(text("% a year"), tuple(text(row[6], fact=f"{row[0]}.growth") for row in rows), emphasis=True),
        ),
        baseline=text("2014 = 1×", term="base"),
        alt=text("Bars of multiples."),
    )


def year_bars() -> Chart:
    """Years as rows keep their order."""
    values = {2019: 2.0, 2021: 1.73, 2023: 1.49}
    years = tuple(map(str, values))
    facts = tuple(fact(f"per.at({year})", value, decimals=2, year=year) for year, value in values.items())
    rows = tuple(Series(year, text(year, term="year"), ()) for year in years)
    return Chart(
        "bar", "en", years, (Series("per", text("Per patent"), facts),), "2023", rows=rows, alt=text("Bars of years.")
    )


def line() -> Chart:
    """Published years with a gap, a break and a remark."""
    return Chart(
        "line",
        "en",
        YEARS,
        (Series("patents", text("Belling"), run("patents", PATENTS)),),
        highlight="patents",
        annotations=(Annotation("patents", "2018", text("Passed the hundred mark")),),
        breaks=(
            SeriesBreak(
                "patents",
                "2019",
                "2021",
                text("population base moved to the census; density is not strictly comparable"),
            ),
        ),
        alt=text("Line of patents."),
    )


def lines() -> Chart:
    """Several series with names at their ends, one of them known by a bound."""
    index = {year: value / 48.2 * 100 for year, value in PATENTS.items()}
    other = {year: value / 313.6 * 100 for year, value in CONTRACTS.items()}
    third = {year: value / 10400 * 100 for year, value in ENTERPRISES.items()}
    return Chart(
        "line",
        "en",
        YEARS,
        (
            Series("patents", text("Invention patents"), run("patents", index, measure="index")),
            Series("contracts", text("Technology contracts"), run("contracts", other, measure="index")),
            Series(
                "enterprises",
                text("High-tech enterprises"),
                run("enterprises", third, measure="index", bounds={2019: "≥"}),
            ),
        ),
        highlight="patents",
        second="enterprises",
        alt=text("Lines of an index."),
    )


def columns() -> Chart:
    """A yearly flow with a gap and its growth."""
    points = run("contracts", CONTRACTS, decimals=2)
    ends = tuple(item for point in (points[0], points[-1]) if point is not None for item in point.observations)
    return Chart(
        "columns",
        "en",
        YEARS,
        (Series("contracts", text("Contracts"), points),),
        highlight="2023",
        growth=replace(fact("contracts.growth", 11.77, "growth"), observations=ends),
        alt=text("Columns of contracts."),
        periods=tuple(Period.year(int(year)) for year in YEARS),
    )


def bounds() -> Chart:
    """Columns that are known only roughly or one-sidedly."""
    found: dict[int, Qualifier] = {2017: "≈", 2019: "≥"}
    return Chart(
        "columns",
        "en",
        YEARS,
        (Series("enterprises", text("Enterprises"), run("enterprises", ENTERPRISES, bounds=found)),),
        alt=text("Columns of enterprises."),
    )


def slope() -> Chart:
    """Multiples from one base, two of which end together."""
    rows = (
        ("patents", "invention patents per 10,000 residents", 5.4544),
        ("contracts", "contracts (nominal)", 2.7222),
        ("enterprises", "high-tech enterprises", 2.7212),
        ("firms", "new firms a day", 2.3082),
    )
    series = tuple(
        Series(
            key,
            text(name, term="name"),
            (fact(f"{key}.start", 1.0, "multiple"), fact(f"{key}.multiple", value, "multiple")),
        )
        for key, name, value in rows
    )
    base = text("2014 = 1×", term="base")
    return Chart("slope", "en", ("2014", "2023"), series, "patents", baseline=base, alt=text("Slopes."))


def slopes(*ends: tuple[float, float]) -> Chart:
    """Slopes of the towns A, B and C, each from its first value to its last."""
    series = tuple(
        Series(
            f"s{at}",
            text(f"Town {'ABC'[at]}", term="name"),
            (fact(f"s{at}.first", first), fact(f"s{at}.last", last)),
        )
        for at, (first, last) in enumerate(ends)
    )
    return Chart("slope", "en", ("2014", "2023"), series, alt=text("Slopes."))


def stacked() -> Chart:
    """Three parts of a whole over six years, two of them without any value, a bound and a remark."""
    years = tuple(map(str, range(2018, 2024)))
    found = {"north": (40, 42, 45, 51, 60), "south": (31, 30, 28, 33, 35), "west": (5, 4, 6, 7, 9)}
    series = tuple(
        Series(
            key,
            text(key.title()),
            run(
                key,
                {year: float(value) for year, value in zip((2018, 2019, 2021, 2022, 2023), values, strict=True)},
                years,
                bounds={2021: "≥"} if key == "south" else None,
            ),
        )
        for key, values in found.items()
    )
    notes = (Annotation("south", "2022", text("The bridge opened")),)
    return Chart("stacked", "en", years, series, highlight="north", annotations=notes, alt=text("Stacked columns."))


def level_slope() -> Chart:
    """Two series of values, both ends labelled."""
    series = (
        Series("a", text("Shanghai"), (fact("a.first", 21.3, year=2014), fact("a.last", 55.2, year=2023))),
        Series("b", text("Shenzhen"), (fact("b.first", 21.9, year=2014), fact("b.last", 54.0, year=2023))),
    )
    return Chart("slope", "en", ("2014", "2023"), series, "a", alt=text("Slopes of values."))


def bump() -> Chart:
    """Ranks, some past the last place."""
    years = tuple(map(str, range(2017, 2025)))
    series = tuple(
        Series(city, text(city), run(f"nature.of('{city}')", found, years, measure="rank"))
        for city, found in RANKS.items()
    )
    return Chart("bump", "en", years, series, "Belling", "Shanghai", alt=text("Ranks of seven cities."))


def bullet() -> Chart:
    """Shares of targets, one of them over it."""
    rows: tuple[tuple[str, str, float, str, str, Qualifier], ...] = (
        ("R&D intensity", "% of GDP", 112.17, "6.73", "about 6", "≈"),
        ("High-precision industries", "value added, % of GDP", 100.33, "30.1", "over 30", "="),
        ("High-tech value added", "billion yuan, nominal", 98.825, "1,185.9", "over 1,200", "="),
        ("Basic research", "% of R&D spending", 99.7, "16.6", "about 17", "≈"),
        ("Pharma and health", "billion yuan, nominal", 18.09, "976.1", "1,250", "="),
    )
    shares = tuple(fact(f"r{at}.target_share(2025)", row[2], "share", qualifier=row[5]) for at, row in enumerate(rows))
    return Chart(
        "bullet",
        "en",
        tuple(row[0] for row in rows),
        (Series("target", text("Share of target"), shares),),
        highlight="R&D intensity",
        rows=tuple(Series(str(at), text(row[0]), (), text(row[1])) for at, row in enumerate(rows)),
        columns=(
            Column(
                text("Latest"),
                tuple((*text(row[3], fact=f"r{at}.last"), *text("\n2023", term="year")) for at, row in enumerate(rows)),
                emphasis=True,
            ),
            Column(text("Target"), tuple(text(row[4], fact=f"r{at}.target(2025)") for at, row in enumerate(rows))),
        ),
        targets=tuple(fact(f"r{at}.target(2025)", 6.0, "target") for at in range(len(rows))),
        alt=text("Shares of targets."),
    )


def hostile() -> Chart:
    """Names that a careless drawer would evaluate, and signs outside of Latin."""
    chart = bar()
    names = ("$x^2$ & <b>", r"\frac{1}{2}_{i}", "=1+1 {{ x }}", "#REF! %s")
    rows = tuple(replace(row, name=text(name)) for row, name in zip(chart.rows, names, strict=True))
    return replace(chart, rows=rows)


def index_lines() -> Chart:
    """Several series as an index, with its base."""
    return replace(lines(), baseline=text("2014 = 100", term="base of the index"))


def hemmed_index() -> Chart:
    """Lines on either side of their base in every year, so that the base's words find no room on it."""
    around = {"north": (9, -12), "south": (-12, 9), "east": (4, -5), "west": (-5, 4)}
    series = tuple(
        Series(
            name,
            text(name.title()),
            run(
                name, {int(year): 100.0 + (ways[at % 2] if at else 0) for at, year in enumerate(YEARS)}, measure="index"
            ),
        )
        for name, ways in around.items()
    )
    above = Series(
        "far",
        text("Far"),
        run("far", {int(year): 100.0 + 20 * at for at, year in enumerate(YEARS)}, measure="index"),
    )
    return replace(lines(), series=(*series, above), highlight=None, second=None, baseline=index_lines().baseline)


def low_start() -> Chart:
    """A line in focus that begins just below another one, near the foot of a scale."""
    ends = {"fast": (1437, 21933), "even": (3853, 5214), "high": (35361, 29329)}
    series = tuple(
        Series(
            name,
            text(name.title()),
            run(name, {int(year): first + (last - first) * at / (len(YEARS) - 1) for at, year in enumerate(YEARS)}),
        )
        for name, (first, last) in ends.items()
    )
    return replace(lines(), series=series, highlight="fast", second="high")


CASES = {
    "bar": bar,
    "bar-years": year_bars,
    "line": line,
    "line-many": lines,
    "columns": columns,
    "columns-bounds": bounds,
    "slope": slope,
    "stacked": stacked,
    "slope-values": level_slope,
    "bump": bump,
    "bullet": bullet,
    "columns-target": aimed_columns,
    "dumbbell": dumbbell,
    "dumbbell-ranks": rank_dumbbell,
    "line-index": index_lines,
    "share": share,
    "share-years": year_share,
    "area": area,
    "stacked_bars": stacked_bars,
    "seasonal": seasonal,
    "band": band,
    "scatter": scatter,
    "strip": strip,
    "histogram": histogram,
    "contributions": contributions,
    "waterfall": waterfall,
    "sparklines": sparklines,
    "map": isle_map,
}
