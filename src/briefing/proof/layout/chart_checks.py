"""Checks of the charts of a deck: form, scales, labels and colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Final

from briefing.proof.colour_science import contrast, known
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Rule
from briefing.proof.layout import chart_colours, chart_labels, chart_scales
from briefing.proof.layout.drawn_charts import Axis, Chart, Plot, Reader, Series, flag
from briefing.proof.package.xml_names import long, value
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import Page
from briefing.proof.reading.deck.master_layouts import Masters
from briefing.proof.reading.plotted_series import whole_line

EMPTY = Rule("chart-empty", "error", "a chart shows something")
FORM = Rule("chart-form", "error", "no 3-D, second value axis, smoothed line, area, ring, or pie of more than 3 slices")
POINTS = Rule("chart-points", "error", "a line has at least 4 observed points")
BRIDGE = Rule("chart-bridge", "warning", "years without a value are gaps or dashed bridges, never zero")
SORTED = Rule("chart-sorted", "warning", "bars are sorted by value, unless their order is natural")
MANY = Rule("chart-many", "advice", "a chart shows no more than a reader takes in")
RULES = (
    EMPTY, FORM, POINTS, BRIDGE, SORTED, MANY, *chart_scales.RULES, *chart_labels.RULES, *chart_colours.RULES,
)  # fmt: skip

_LEAST_POINTS: Final = 4
_GROUND: Final = 0.6  # of the widest line, at most the weight of one that stands back
_MOST_SLICES: Final = 3
_SEEN: Final = 1.1  # contrast under which a mark cannot be distinguished from its ground
_FORMS: Final = {"areaChart": "an area", "doughnutChart": "a ring", "ofPieChart": "a pie of a pie"}
_YEAR = re.compile(r"[12][0-9]{3}(?:/[0-9]{2})?")
_REST: Final = re.compile(r"(?:(?:all|the) )*(?:others?\b|rest\b|remain)|其他|其它|其余", re.IGNORECASE)
_NATURAL: Final = re.compile(
    r"\d|^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring|summer|autumn|winter)"
    r"|[一二三四五六七八九十]+月|^(周|星期)[一二三四五六日]|[春夏秋冬]",
    re.IGNORECASE,
)


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong with the charts of decks."""
    for parsed in evidence.of_kind("deck"):
        if parsed.package is None:
            continue
        reader = Reader(parsed, parsed.package, Masters(parsed.package))
        for page in parsed.undated:
            if inputs := reader.inputs(page):
                units = [chart_scales.unit_of(parsed.package, book) for book in reader.books(page)]
                yield from found_on(parsed, page, "slide-charts", (*inputs, units), partial(_page, reader, page))


def _page(reader: Reader, page: Page) -> Findings:
    held = list(reader.charts(page))
    for chart in held:
        yield from _chart(chart)
    yield from chart_scales.check_shared(held)


def _chart(chart: Chart) -> Findings:
    empty = _empty(chart)
    if empty:
        yield EMPTY.at(chart.location, empty, "give it data, and marks that stand out, or leave the chart out")
        return
    yield from _form(chart)
    for plot in chart.plots:
        if plot.lines:
            yield from _points(chart, plot)
            yield from _bridges(chart, plot)
        if plot.bars:
            yield from _sorted(chart, plot)
        yield from _many(chart, plot)
    yield from chart_scales.check_scales(chart)
    texts = list(chart_labels.chart_texts(chart))
    yield from chart_labels.check_labels(chart, texts)
    yield from chart_colours.check_colours(chart, texts)


def _empty(chart: Chart) -> str:
    drawn = [series for _, series in chart.drawn()]
    if not drawn:
        return "the chart has no series"
    if not any(series.plotted.values for series in drawn):
        return "the chart has no values"
    colours = {colour for series in drawn for colour in _colours(series)}
    if not any(series.visible for series in drawn):
        return "no mark of the chart is drawn"
    judged = known(chart.ground) and all(known(colour) for colour in colours)
    if judged and all(contrast(colour, chart.ground) < _SEEN for colour in colours):
        return "the marks of the chart have the colour of their ground"
    return ""


def _colours(series: Series) -> Iterator[str]:
    if series.line:
        yield series.line
    for look in series.looks.values():
        yield from look.colours


def _is_filled_well(chart: Chart, plot: Plot) -> bool:
    """Whether areas stand on each other from zero, or are a band behind a line."""
    if plot.kind != "areaChart" or not plot.stacked or plot.value is None:
        return False
    band = any(other.lines for other in chart.plots) and not plot.series[0].visible
    return band or plot.value.low is None or plot.value.low <= 0


def _form(chart: Chart) -> Findings:
    for plot in chart.plots:
        slices = sum(value != 0 for series in plot.series[:1] for value in series.values.values())
        smooth = any(flag(series.tree, "c:smooth", absent=False) and series.line for series in plot.series)
        if "3D" in plot.kind or plot.kind == "surfaceChart":
            yield FORM.at(chart.location, "a chart in three dimensions", "draw it flat")
        elif plot.kind in _FORMS and not _is_filled_well(chart, plot):
            yield FORM.at(chart.location, f"the chart is {_FORMS[plot.kind]}", "draw bars, or lines")
        elif plot.kind == "pieChart" and slices > _MOST_SLICES:
            yield FORM.at(chart.location, f"a pie of {slices} slices", "draw bars sorted by value, or at most 3 slices")
        elif smooth and plot.kind in ("lineChart", "scatterChart"):
            fix = "join the points straight"
            yield FORM.at(chart.location, "a smoothed line, which shows values that nobody measured", fix)
    measured = {
        id(plot.value): plot.value
        for plot in chart.plots
        if plot.value and plot.kind not in ("scatterChart", "bubbleChart")
    }
    if len(measured) > 1 and not _equal(list(measured.values())):
        yield FORM.at(chart.location, "two value axes, so that two scales meet", "draw two charts, or an index of both")


def _equal(axes: list[Axis]) -> bool:
    bounds = {(axis.low, axis.high, axis.reverse) for axis in axes}
    return len(bounds) == 1 and None not in next(iter(bounds))


def _lines(plot: Plot) -> dict[str, list[Series]]:
    """Return the lines of a plot, each with its runs: a break cuts a line into series of one name."""
    found: dict[str, list[Series]] = {}
    for series in plot.series:
        flat = len(set(series.plotted.values.values())) == 1 and not series.dots
        if series.line and not series.dashed and not flat:
            found.setdefault(whole_line(series.name), []).append(series)
    return {name: one for name, one in found.items() if _are_disjoint(one)} or {
        series.name: [series] for runs in found.values() for series in runs
    }


def _are_disjoint(runs: Iterable[Series]) -> bool:
    ends = sorted((min(run.plotted.values), max(run.plotted.values)) for run in runs if run.plotted.values)
    return all(first[1] <= second[0] for first, second in pairwise(ends))


def _points(chart: Chart, plot: Plot) -> Findings:
    """Yield lines of few points, except slopes and the lines of small tables, which join two ends by design, and ranks,
    which are no paths."""
    if plot.ranks or chart.is_sparkline or max((series.room for series in plot.series), default=0) <= 2:
        return
    spanned = value(chart.tree.find(long("c:chart")), long("c:dispBlanksAs")) == "span"
    lines = _lines(plot)
    if all(map(_YEAR.fullmatch, lines)) and not spanned:  # a line a year: the path of its months is known
        return
    for name, runs in lines.items():
        count = sum(len(run.plotted.values) for run in runs)
        if 2 <= count < _LEAST_POINTS and (spanned or any(map(_joins, runs))):
            what = f"the line of {name} is drawn through {count} observed points"
            yield POINTS.at(chart.location, what, "draw columns or bars, or a slope from the first to the last")


def _joins(series: Series) -> bool:
    """Whether a line joins two points: it has values in two categories side by side."""
    held = series.plotted.values
    return any(at + 1 in held for at in held)


def _bridges(chart: Chart, plot: Plot) -> Findings:
    blank = value(chart.tree.find(long("c:chart")), long("c:dispBlanksAs")) or "zero"
    gaps = [series for series in plot.series if series.line and not series.dashed and _gap(series)]
    if not gaps or blank == "gap" or plot.stacked:
        return
    names = ", ".join(series.name for series in gaps[:3])
    if blank == "zero":
        what, fix = f"points without a value are drawn as zero: {names}", "draw them as gaps (dispBlanksAs gap)"
    else:
        what = f"a whole line runs over points without a value: {names}"
        fix = "draw them as gaps, and bridge them with a dashed series that says so"
    yield BRIDGE.at(chart.location, what, fix)


def _gap(series: Series) -> bool:
    held = series.plotted.values
    return bool(held) and len(held) < max(held) - min(held) + 1


def _sorted(chart: Chart, plot: Plot) -> Findings:
    drawn = [series for series in plot.series if not series.track]
    names = next((series.plotted.categories for series in drawn if series.plotted.categories), {})
    if not names or all(_NATURAL.search(name) for name in names.values()):
        return
    positions = [at for at in sorted(names) if not _REST.match(names[at])]
    rows = [[series.values[at] for at in positions if at in series.values] for series in drawn]
    rows.append([sum(series.values.get(at, 0.0) for series in drawn) for at in positions])
    if any(row == sorted(row) or row == sorted(row, reverse=True) for row in rows):
        return
    what = f"the bars from {names[positions[0]]} to {names[positions[-1]]} stand in no order of their values"
    yield SORTED.at(chart.location, what, "sort them by value, the largest first")


def _standing_out(lines: Mapping[str, list[Series]]) -> list[str]:
    """Return the lines that are not a thin ground without marks and values, as earlier years behind the newest."""
    widest = max((run.wide for runs in lines.values() for run in runs), default=0.0)
    return [
        name
        for name, runs in lines.items()
        if any(run.dots or run.plotted.labels or run.wide > _GROUND * widest for run in runs)
    ]


def _many(chart: Chart, plot: Plot) -> Findings:
    rows = max((len(series.plotted.values) for series in plot.series), default=0)
    names = next((series.plotted.categories for series in plot.series if series.plotted.categories), {})
    count, most, of = 0, 0, ""
    if plot.lines:
        count, most, of = len(_standing_out(_lines(plot))), 8 if plot.ranks else 4, "lines"
    elif plot.bars and plot.grouping == "percentStacked":
        count, most, of = len(plot.series), 4, "parts"
    elif plot.bars and not all(_NATURAL.search(name) for name in names.values()):
        count, most, of = rows, 8, "bars"
    elif plot.kind == "scatterChart" and any(not series.dots and len(series.values) == 2 for series in plot.series):
        count, most, of = rows, 12, "rows"
    if count > most:
        fix = f"show the {most} that matter"
        yield MANY.at(chart.location, f"{count} {of}, of which a reader takes in {most}", fix)
