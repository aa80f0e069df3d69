"""Scales of charts: where axes start, whether equal units share one, ranks, grid lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import isclose
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.drawn_charts import Axis, Chart, Plot, number, places
from briefing.proof.package.opc_package import Package
from briefing.proof.package.workbooks import cells_in
from briefing.proof.package.xml_names import long, value

ZERO = Rule("chart-zero", "error", "bars and columns start at zero, unbroken")
AXIS = Rule("chart-axis", "warning", "an axis of lines that does not start at zero is named on the slide")
SCALE = Rule("chart-scale", "warning", "charts of one unit on one slide have one scale")
RANK = Rule("chart-rank", "warning", "rank charts have 1 at the top")
GRID = Rule("chart-grid", "warning", "grid lines on the value axis only, at most five")
RULES = (ZERO, AXIS, SCALE, RANK, GRID)

_MOST_LINES: Final = 5
# An automatic axis starts above zero where the lowest value is more than this share of the highest.
_NEAR: Final = 5 / 6
_AXIS_WORDS: Final = re.compile("axis|scale|轴|刻度|achse|skala|axe|échelle|eje|escala", re.IGNORECASE)
_BREAK: Final = re.compile("(?<![:/])//(?!/)")
_BARE: Final = re.compile(r'General|[#0?.,;_*\s"\\]|\[[^\]]*\]')
_UNIT_HEADS: Final = {"unit", "单位", "einheit", "unité", "unidad"}
_RANK_WORDS: Final = re.compile(r"\brank(s|ing)?\b|名次|排名|位次", re.IGNORECASE)
_LOWEST_RANK: Final = 100
_WITHIN: Final = 1e-6


def check_scales(chart: Chart) -> Findings:
    """Yield what is wrong with the axes of a chart."""
    for plot in chart.plots:
        if plot.value is not None and plot.bars:
            yield from _zero(chart, plot, plot.value)
        elif plot.value is not None and plot.lines:
            yield from list(_ranks(chart, plot, plot.value)) or _shortened(chart, plot, plot.value)
    yield from _grid(chart)


def _zero(chart: Chart, plot: Plot, axis: Axis) -> Findings:
    ends = _ends(plot)
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    what = fix = ""
    if number(axis.tree.find(long("c:scaling")), "c:logBase") is not None:
        what, fix = "bars on a logarithmic axis, which has no zero", "use dots, or a plain axis from 0"
    elif axis.low is not None and axis.low > 0:
        what, fix = f"the bars start at {axis.low:g}, not at zero", "set the minimum of the value axis to 0"
    elif axis.high is not None and axis.high < 0:
        what, fix = f"the axis of the bars ends at {axis.high:g}, below zero", "set its maximum to 0"
    elif plot.grouping != "percentStacked" and _lifted(axis, [*ends, *_others(chart, plot)]):
        what = f"the axis of the bars is automatic, and for values from {low:g} to {high:g} it starts away from zero"
        fix = "set the minimum of the value axis to 0"
    elif base := _base(plot, axis, low):
        what, fix = f"the bars grow from {base}, not from zero", "let the category axis cross at zero"
    elif plot.grouping != "percentStacked" and (cut := _cut(axis, low, high)):
        what, fix = cut, "let the axis hold every bar"
    if what:
        yield ZERO.at(chart.location, what, fix)


def _ends(plot: Plot) -> list[float]:
    """Return where the bars end; of stacks the sums on both sides of zero."""
    if not plot.stacked:
        return [end for series in plot.series for end in series.values.values()]
    above: dict[int, float] = {}
    below: dict[int, float] = {}
    for series in plot.series:
        for at, part in series.values.items():
            side = above if part >= 0 else below
            side[at] = side.get(at, 0.0) + part
    return [*above.values(), *below.values()]


def _others(chart: Chart, plot: Plot) -> Iterator[float]:
    """Yield the values of the other plots on the same axis, which move it where it is automatic."""
    for other in chart.plots:
        if other is not plot and other.value is plot.value:
            for series in other.series:
                yield from series.values.values()


def _lifted(axis: Axis, values: Iterable[float]) -> bool:
    """Whether an automatic axis leaves zero out."""
    held = list(values)
    if not held:
        return False
    low, high = min(held), max(held)
    if low > 0:
        return axis.low is None and low > _NEAR * high
    return high < 0 and axis.high is None and high < _NEAR * low


def _base(plot: Plot, axis: Axis, lowest: float) -> str:
    """Return what bars grow from where that is not zero, in words."""
    category = plot.category.tree if plot.category else None
    at = number(category, "c:crossesAt")
    if at is not None:
        return f"{at:g}" if at else ""
    crossing = value(category, long("c:crosses"))
    if crossing == "min" and (lowest if axis.low is None else axis.low) < 0:
        return "the foot of the axis"
    return "the end of the axis" if crossing == "max" and axis.high != 0 else ""


def _cut(axis: Axis, low: float, high: float) -> str:
    if axis.high is not None and high > axis.high and not isclose(high, axis.high, rel_tol=_WITHIN):
        return f"a bar of {high:g} is cut off at {axis.high:g}, where its axis ends"
    if axis.low is not None and low < axis.low and not isclose(low, axis.low, rel_tol=_WITHIN, abs_tol=_WITHIN):
        return f"a bar of {low:g} is cut off at {axis.low:g}, where its axis starts"
    return ""


def _shortened(chart: Chart, plot: Plot, axis: Axis) -> Findings:
    """Yield a finding for lines on a shortened axis, except slopes of two categories, ranks, lines without a scale that
    print each value, and bars, which have a rule."""
    slope = max((series.room for series in plot.series), default=0) <= 2
    has_bars = any(other.bars and other.value is axis for other in chart.plots)
    if slope or axis.reverse or has_bars or plot.grouping == "percentStacked" or chart.is_sparkline:
        return
    if not axis.scaled and _prints_all(plot):
        return
    values = [end for series in plot.series for end in series.values.values()]
    fixed = axis.low if axis.low is not None and axis.low > 0 else axis.high if (axis.high or 0) < 0 else None
    if (fixed is None and not _lifted(axis, values)) or _named(chart, fixed):
        return
    start = "away from zero, as it is automatic" if fixed is None else f"at {fixed:g}"
    what = f"the value axis of the lines starts {start}, and the slide does not say so"
    yield AXIS.at(chart.location, what, "start it at 0, or mark it with // and name its start in the subtitle")


def _prints_all(plot: Plot) -> bool:
    """Whether each value of two lines or more is printed at its mark, so that they are read against each other; dashes
    join values of others."""
    whole = [series for series in plot.series if not series.dashed]
    printed = {(at, series.values[at]) for series in whole for at in series.plotted.labels if at in series.values}
    return len(whole) > 1 and all(point in printed for series in whole for point in series.values.items())


def _named(chart: Chart, start: float | None) -> bool:
    """Whether the slide names the start of a shortened axis."""
    if _BREAK.search(chart.slide_text):
        return True
    if start is None:
        return False
    start_pattern = re.compile(rf"(?<![\d.]){re.escape(f'{start:g}')}(?!\.?\d)")
    return any(
        _AXIS_WORDS.search(line) and start_pattern.search(line.replace(",", ""))
        for line in chart.slide_text.splitlines()
    )


def _ranks(chart: Chart, plot: Plot, axis: Axis) -> Findings:
    if axis.reverse or not places(plot) or max(_ends(plot)) > _LOWEST_RANK:
        return
    if axis.low == 1 or _RANK_WORDS.search(_about(chart)):
        fix = "reverse the value axis: 1 at the top"
        yield RANK.at(chart.location, "ranks run upward, so that 1 is at the foot", fix)


def _about(chart: Chart) -> str:
    """Return what describes a chart: subtitle of its slide, alternative text, its own title, its axes."""
    heads = [element.text for element in chart.page.elements if element.role == "subtitle"]
    heads += [element.alt or "" for element in chart.page.elements if element.name == chart.location.element]
    titles = [item.iter(long("a:t")) for item in chart.tree.iter(long("c:title"))]
    return "\n".join([*heads, *(part.text or "" for parts in titles for part in parts)])


def _grid(chart: Chart) -> Findings:
    fix = "keep three to five lines on the value axis"
    for axis in chart.axes:
        major, minor = (_drawn(axis, name) for name in ("c:majorGridlines", "c:minorGridlines"))
        if (major or minor) and axis.kind != "valAx":
            yield GRID.at(chart.location, "grid lines between the categories", fix)
        elif minor:
            yield GRID.at(chart.location, "minor grid lines", fix)
        elif major and axis.step:
            values = [0.0, *(end for plot in chart.plots if plot.value is axis for end in _ends(plot))]
            low = min(values) if axis.low is None else axis.low
            high = max(values) if axis.high is None else axis.high  # an automatic end lies beyond
            count = (high - low) / axis.step
            if count > _MOST_LINES + _WITHIN:
                yield GRID.at(chart.location, f"{count:.0f} grid lines", fix)


def _drawn(axis: Axis, name: str) -> bool:
    lines = axis.tree.find(long(name))
    return lines is not None and next(lines.iter(long("a:noFill")), None) is None


def check_shared(charts: Iterable[Chart]) -> Findings:
    """Yield the charts of a slide whose scale is not the one that most charts of their unit have."""
    scales: dict[tuple[bool, bool], list[_Scale]] = {}
    for chart in charts:
        plot = chart.plots[0] if chart.plots else None
        axis = plot.value if plot else None
        if plot is None or axis is None or plot.kind == "scatterChart" or chart.is_sparkline:
            continue
        if plot.grouping == "percentStacked":
            continue
        if axis.low is not None and axis.high is not None:
            scales.setdefault((_upright(plot), axis.reverse), []).append(_Scale(chart, axis, axis.low, axis.high))
    for one_way in scales.values():
        if all(scale.alike(one_way[0]) for scale in one_way):
            continue  # whatever their units
        units: dict[str, list[_Scale]] = {}
        for scale in one_way:
            package, book = scale.chart.parsed.package, scale.chart.book
            unit = unit_of(package, book) if package is not None else ""
            units.setdefault(unit or _BARE.sub("", scale.axis.code), []).append(scale)
        units.pop("", None)
        for unit, held in units.items():
            usual = Counter((scale.low, scale.high) for scale in held).most_common(1)[0][0]
            first = next(scale for scale in held if (scale.low, scale.high) == usual)
            for scale in held:
                if not scale.alike(first):
                    other = f"{first.words} in {first.chart.location.element or 'another chart'}"
                    what = f"two scales for one unit, {unit}: {scale.words} here, {other}"
                    yield SCALE.at(scale.chart.location, what, "give both the same minimum and maximum")


class _Scale(Struct, frozen=True):
    """A chart, its value axis and the bounds of it."""

    chart: Chart
    axis: Axis
    low: float
    high: float

    @property
    def words(self) -> str:
        """The bounds."""
        return f"{self.low:g} to {self.high:g}"

    def alike(self, other: _Scale) -> bool:
        """Whether both have the same bounds, but for rounding."""
        pairs = ((self.low, other.low), (self.high, other.high))
        return all(isclose(one, two, rel_tol=_WITHIN, abs_tol=1e-12) for one, two in pairs)


def _upright(plot: Plot) -> bool:
    return not (plot.bars and value(plot.tree, long("c:barDir")) == "bar")


def unit_of(package: Package, book: str) -> str:
    """Return the unit of a chart as its workbook has it, "" if it has none."""
    cells = cells_in(package, book, "About") if book in package.parts else {}
    heads = {row: str(cells[row, 1]).strip().lower() for row, column in cells if column == 1}
    return next((str(cells.get((row, 2), "")).strip() for row, head in heads.items() if head in _UNIT_HEADS), "")
