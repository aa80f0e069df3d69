"""Words on charts: legends, values that are printed, size and direction of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct

from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.drawn_charts import LABELS, Chart, Plot, Series, flag
from briefing.proof.package.xml_names import long, value
from briefing.proof.page_boxes import overlap
from briefing.proof.reading.column_steps import stepped_columns
from briefing.proof.reading.deck.theme_colours import whole
from briefing.proof.reading.plotted_series import formatted, whole_line

LEGEND = Rule("chart-legend", "warning", "labels stand at the marks; a legend only where there are more than 4 series")
LABELLED = Rule("chart-labels", "warning", "lines print their first and last value unless a scale tells it, bars all")
ROTATED = Rule("chart-rotated", "warning", "all text of a chart is horizontal")
TEXT = Rule("chart-text", "warning", "text of a chart has at least 12 points")
TINY = Rule("chart-text-tiny", "error", "text of a chart has at least 10 points")
RULES = (LEGEND, LABELLED, ROTATED, TEXT, TINY)

_NEAR: Final = Decimal("0.08")  # of the height of the values
_GAP: Final = Decimal("0.16")  # of it, for the points of other lines that a value at a start reaches over
# The slide whose chart may be as small as that of a card alone, and yet prints the ends of its lines.
_COVER: Final = 1
_NAMED: Final = 4
_LARGE, _LEAST, _USUAL = 12.0, 10.0, 960.0  # on a slide so wide
_BEFORE, _BEHIND = re.compile(r"(?<![\d.,])"), re.compile(r"(?!\d)")
_PRINTED: Final = re.compile(r"−?\d{1,3}(?:,\d{3})*\.\d{1,6}|\d{2,}(?=[×倍])")
_NARROW: Final = 42.0  # points of a bar and its gap, in which a value of five digits has no room
_DIGIT: Final = 7.0  # points of a digit of the least size, bold, with its share of the space around a value
_SLIVER: Final = 0.08  # of the longest bar
_PAIR: Final = 2  # charts side by side; more are panels that are compared by their shape
_LONG: Final = 8  # bars in natural order from which on the ends may speak for all
_BASES: Final = {Decimal(1), Decimal(100)}
_LEVEL: Final = {"0", "-60000000"}  # no angle, and the one that programs write for their own choice
_OWN, _RICH, _SINGLE = long("c:txPr"), f"{long('c:tx')}/{long('c:rich')}", long("c:dLbl")
_BODY, _DEFAULT, _RUN = long("a:bodyPr"), long("a:defRPr"), long("a:rPr")
_TITLE, _BOTTOM = long("c:title"), long("c:tickLblPos")


class ChartText(Struct, frozen=True):
    """A text of a chart: what it is, the trees of its look, the nearest first; point and series of a label."""

    what: str
    looks: tuple[Tree, ...]
    series: Series | None = None
    point: int = -1
    label: Tree | None = None
    plot: Plot | None = None

    @property
    def sizes(self) -> list[float]:
        """Its sizes in points; none where the file has none."""
        for look in self.looks:
            found = [whole(properties.get("sz"), 0) / 100 for tag in (_RUN, _DEFAULT) for properties in look.iter(tag)]
            found = [size for size in found if size > 0]
            if found:
                return found
        return []


def chart_texts(chart: Chart) -> Iterator[ChartText]:
    """Yield every text that a chart shows."""
    usual = tuple(chart.tree.iterfind(_OWN))
    title = chart.tree.find(f"{long('c:chart')}/{_TITLE}")
    if title is not None:
        yield ChartText("the chart's title", (*_own(title), *usual))
    if chart.legend is not None:
        yield ChartText("the legend", (*_own(chart.legend), *usual))
    for axis in chart.axes:
        if axis.hidden:
            continue
        kind = "value" if axis.kind == "valAx" else "category"
        if value(axis.tree, _BOTTOM) != "none":
            yield ChartText(f"the {kind} axis", (*axis.tree.iterfind(_OWN), *usual))
        for item in axis.tree.iterfind(_TITLE):
            yield ChartText(f"the title of the {kind} axis", (*_own(item), *usual))
    for plot, series in chart.drawn():
        labels = _labels(plot, series)
        if labels is None:
            continue
        common = tuple(labels.iterfind(_OWN))
        single = {value(label, long("c:idx")): label for label in labels.iterfind(_SINGLE)}
        if common and any(str(at) not in single for at in series.plotted.labels):
            yield ChartText(f"the labels of {series.name}", (*common, *usual), series, -1, labels, plot)
        for at in series.plotted.labels:
            one = single.get(str(at))
            if one is not None:
                yield ChartText(f"a label of {series.name}", (*_own(one), *common, *usual), series, at, one, plot)


def _own(item: Tree) -> tuple[Tree, ...]:
    return (*item.iterfind(_RICH), *item.iterfind(_OWN))


def _labels(plot: Plot, series: Series) -> Tree | None:
    own = series.tree.find(LABELS)
    return plot.tree.find(LABELS) if own is None else own


def check_labels(chart: Chart, texts: list[ChartText]) -> Findings:
    """Yield what is wrong with the texts of a chart."""
    yield from _legend(chart)
    yield from _sizes(chart, texts)
    yield from _turned(chart, texts)
    silent = [what for plot in chart.plots for what in (_bars(chart, plot) if plot.bars else _lines(chart, plot))]
    if silent:
        more = f", and {len(silent) - 1} more" if len(silent) > 1 else ""
        fix = "label the first and the last point of a line, and every bar"
        yield LABELLED.at(chart.location, f"no value is printed at {silent[0]}{more}", fix)


def _legend(chart: Chart) -> Findings:
    if chart.legend is None:
        return
    dropped = sum(flag(entry, "c:delete", absent=False) for entry in chart.legend.iterfind(long("c:legendEntry")))
    drawn = list(chart.drawn())
    alone = len(drawn) == 1 and (
        drawn[0][0].kind.startswith(("pie", "doughnut")) or flag(drawn[0][0].tree, "c:varyColors", absent=False)
    )
    count = (len(drawn[0][1].plotted.values) if alone else len(drawn)) - dropped
    if count <= _NAMED:
        what = f"a legend for {count} {'entry' if count == 1 else 'entries'}"
        yield LEGEND.at(chart.location, what, "drop the legend and name each mark next to it")


def _sizes(chart: Chart, texts: list[ChartText]) -> Findings:
    smallest = [(min(sizes), text.what) for text in texts if (sizes := text.sizes)]
    if not smallest:
        return
    size, what = min(smallest)
    times = min(1.0, chart.page.wide / _USUAL)  # on a smaller slide as much smaller
    rule, least = (TINY, _LEAST) if size < _LEAST * times else (TEXT, _LARGE)
    if size < least * times:
        yield rule.at(chart.location, f"{what} has {size:g} points", f"set it in {_LARGE * times:g} points or more")


def _turned(chart: Chart, texts: list[ChartText]) -> Findings:
    for text in texts:
        body = next((body for look in text.looks[:1] if (body := look.find(_BODY)) is not None), None)
        if body is None:
            continue
        angle, way = body.get("rot", "0"), body.get("vert", "horz")
        if angle not in _LEVEL or way != "horz":
            how = f"turned by {whole(angle, 0) / 60000:g}°" if angle not in _LEVEL else "set upright"
            fix = "set it horizontally, and shorten it if it must be"
            yield ROTATED.at(chart.location, f"{text.what} is {how}", fix)
            return


def _bars(chart: Chart, plot: Plot) -> Iterator[str]:
    """Yield the series of bars that do not print every value; in a long row of years, and where bars are too narrow for
    a value each, the ends may speak for all."""
    scaled = plot.value is not None and plot.value.scaled
    steps = stepped_columns(chart.tree)
    if steps:
        silent = [name for name, label in zip(steps.categories, steps.labels, strict=True) if not label]
        yield from ([f"{len(silent)} of {len(steps.labels)} columns that build on each other"] if silent else [])
    for series in plot.series if not steps else ():
        held = series.plotted.values
        if series.track or not series.visible or _shares(plot, series):
            continue
        ends = {min(held), max(held)}
        labels = {*series.plotted.labels, *(at for at in ends if _printed(chart, series, at))}
        if (scaled and len(plot.series) > 1) or (len(held) > _LONG and (scaled or ends <= labels)):
            continue
        longest = max(len(formatted(number, _code(series)).strip()) for number in held.values())
        least = max(_NARROW, longest * _DIGIT)
        narrow = chart.box is not None and (chart.box[2] - chart.box[0]) / max(1, series.room) < least
        panel = sum(element.role == "chart" for element in chart.page.elements) > _PAIR
        if (series.room > _LONG or narrow or panel) and ends == labels:
            continue  # a long row with gaps, a small one, or a panel of several
        missing = [at for at in held if at not in labels and not _is_sliver(plot, series, at)]
        if missing:
            yield f"{len(missing)} of {len(held)} bars of {series.name}"


def _is_sliver(plot: Plot, series: Series, at: int) -> bool:
    """Whether a part of a stacked bar is too short for a value, which the sum of its row then tells of."""
    if plot.grouping != "stacked":
        return False
    rows = [sum(abs(one.values.get(row, 0.0)) for one in plot.series) for row in range(series.room)]
    return abs(series.values[at]) < _SLIVER * max(rows, default=0.0)


def _shares(plot: Plot, series: Series) -> bool:
    """Whether the labels print shares in place of values."""
    labels = _labels(plot, series)
    return labels is not None and flag(labels, "c:showPercent", absent=False)


def _parts(plot: Plot) -> bool:
    """Whether areas stand on each other as parts of a whole, whose scale tells of their sum."""
    return plot.kind == "areaChart" and plot.stacked and plot.series[0].visible


def _lines(chart: Chart, plot: Plot) -> Iterator[str]:
    """Yield the ends of lines that print no value. A chart stresses its widest lines; the others are context."""
    if (
        not plot.lines
        or _sketched(plot)
        or (chart.is_sparkline and chart.page.number != _COVER)
        or any(other.bars or _parts(other) for other in chart.plots)
    ):
        return  # over bars and areas a line ties them together, or is their total
    drawn = [series for series in plot.series if series.line and not series.dashed and series.plotted.values]
    drawn = [series for series in drawn if series.dots or len(set(series.plotted.values.values())) > 1]
    widest = max((series.wide for series in drawn), default=0.0)
    pieces = [series for series in plot.series if series.plotted.values]
    for series in drawn:
        held = series.plotted.values
        first, last = min(held), max(held)
        read = held[first] in _BASES or (len(drawn) > 1 and plot.value is not None and plot.value.scaled)
        read = read or _hemmed(plot, series, first) or _is_continued(pieces, series)
        ends = {} if read else {first: "the start"}
        if not _goes_on(pieces, series):
            ends[last] = "the end"
        missing = [at for at in ends if not _labelled(drawn, series, at) and not _printed(chart, series, at)]
        if series.wide == widest and missing:
            yield f"{' and '.join(ends[at] for at in missing)} of the line of {series.name}"


def _goes_on(pieces: list[Series], series: Series) -> bool:
    """Whether a line ends at a break, behind which it goes on as a series of its own, as "Visits (to 2016)" does."""
    last = max(series.plotted.values)
    return any(
        one.name and series.name.startswith(f"{one.name} (") and min(one.plotted.values) > last for one in pieces
    )


def _is_continued(pieces: list[Series], series: Series) -> bool:
    """Whether a line begins behind a break, before which it is a series of its own."""
    first, names = min(series.plotted.values), (series.name, whole_line(series.name))
    return any(whole_line(one.name) in names and max(one.plotted.values) < first for one in pieces)


def _hemmed(plot: Plot, series: Series, at: int) -> bool:
    """Whether another line begins or runs so near to a line's start that a value there would be read as that one's."""
    values = [Decimal(0), *(value for series in plot.series for value in series.plotted.values.values())]
    span = max(values) - min(values)
    others = [one.plotted.values for one in plot.series if one is not series]
    near = [(held.get(at + step), _GAP if step else _NEAR) for held in others for step in range(3)]
    return any(abs(value - series.plotted.values[at]) < part * span for value, part in near if value is not None)


def _sketched(plot: Plot) -> bool:
    """Whether a line is a sketch from a first to a last value, whose numbers stand on a card next to it."""
    alone = len(plot.series) == 1 and plot.series[0].room <= 2 and not plot.series[0].plotted.labels
    return alone and plot.value is not None and not plot.value.scaled


def _labelled(drawn: list[Series], series: Series, at: int) -> bool:
    """Whether a label prints a value, its own or that of another line in the same place, which rounds to the same."""
    code = _code(series)
    printed = formatted(series.plotted.values[at], code)
    others = (
        other.plotted.values[at] for other in drawn if other.plotted.labels.get(at) and at in other.plotted.values
    )
    return any(formatted(value, code) == printed for value in others)


def _code(series: Series) -> str:
    held = series.tree.find(long("c:val"))
    return (held.findtext(f".//{long('c:formatCode')}") if held is not None else "") or "General"


def _printed(chart: Chart, series: Series, at: int) -> bool:
    """Whether a value is printed in a text that the slide sets over the chart."""
    value = series.plotted.values[at]
    printed = formatted(value, _code(series)).strip()
    over = "\n".join(
        element.text
        for element in chart.page.elements
        if element.role != "title" and element.box and chart.box and min(overlap(element.box, chart.box)) > 0
    )
    if printed and _stands_in(printed, over):
        return True
    figures = (Decimal(found.replace(",", "").replace("−", "-")) for found in _PRINTED.findall(over))
    return any(
        round(value, -int(figure.as_tuple().exponent)) == figure for figure in figures
    )  # finer than the cell, or a multiple


def _stands_in(number: str, text: str) -> bool:
    """Whether a number stands in a text, not as a part of another one."""
    at = text.find(number)
    while at >= 0 and not (_BEFORE.match(text, at) and _BEHIND.match(text, at + len(number))):
        at = text.find(number, at + 1)
    return at >= 0
