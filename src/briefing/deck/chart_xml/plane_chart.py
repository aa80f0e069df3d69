"""Dots in a plane as a native scatter chart, or as bubbles where a third series says how large they are.

All dots are one series whose rows are the rows of the workbook: name, value across, value up, size. The names at the
dots are the cells of the first column.
"""

from __future__ import annotations

from typing import Any

from pptx.chart.data import BubbleChartData, XyChartData
from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION, XL_TICK_MARK

from briefing.charts.dot_labels import LEADING
from briefing.charts.roles import MARKS, WORDS, within
from briefing.deck.chart_xml.axes import show
from briefing.deck.chart_xml.data_labels import NO_BOX, shown, text_properties
from briefing.deck.chart_xml.dot_chart import cell_label, label_range
from briefing.deck.chart_xml.number_format import minus, scaled
from briefing.deck.chart_xml.series_format import data_point, marker
from briefing.deck.chart_xml.workbook import cell_value, cells, unwritten
from briefing.deck.ooxml.shapes import insert_after, parse_elements
from briefing.deck.ooxml.text_xml import XmlContext, clean, escape
from briefing.deck.reading import C
from briefing.deck.slides import ChartBox
from briefing.model.chart import Axis, Label, Plot, PlotSeries, Role

_GRID = 0.75
_SPINE = 1.25
_JOIN = 1.5
_HOLLOW = 1.75
_EDGE = 0.75
_AS_BAR = '<c:invertIfNegative val="0"/>'


def plane_data(plot: Plot) -> XyChartData | BubbleChartData:
    """Return the data of the one series of dots."""
    return _BubbleData(plot) if len(plot.series) > 2 else _DotData(plot)


class _PlaneData:
    """The cells of dots, by the columns of their workbook."""

    def __init__(self, plot: Plot) -> None:
        make: Any = super().__init__
        make(escape(plot.number_format))
        self._book = plot, plot.series
        self._last = len(plot.categories) + 1
        add: Any = self.add_series  # type: ignore[attr-defined]
        self._named = 2 if plot.series[1].observed else 1  # levels have no name that tells anything
        series = add(clean(plot.series[self._named - 1].name))
        for values in zip(*(item.values for item in plot.series), strict=True):
            series.add_data_point(*(None if value is None else cell_value(value) for value in values))

    def series_name_ref(self, _: Any) -> str:
        """Return the cell of a series' name."""
        return cells(self._named, self._named, 1, 1)

    def x_values_ref(self, _: Any) -> str:
        """Return the cells of the values across."""
        return cells(1, 1, 2, self._last)

    def y_values_ref(self, _: Any) -> str:
        """Return the cells of the values up."""
        return cells(2, 2, 2, self._last)

    def bubble_sizes_ref(self, _: Any) -> str:
        """Return the cells of the sizes."""
        return cells(3, 3, 2, self._last)

    @property
    def xlsx_blob(self) -> bytes:
        """What the workbook is written from."""
        return unwritten(*self._book)


class _DotData(_PlaneData, XyChartData):
    """Dots of one size."""


class _BubbleData(_PlaneData, BubbleChartData):
    """Dots whose area is a value."""


def finish_plane(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Finish the scatter or bubble chart of one series: the looks of its dots, their names, both axes."""
    plot = box.plot
    (drawn,) = (plot_._element for plot_ in chart.plots)
    (series,) = drawn.sers
    bubbles = len(plot.series) > 2
    for name in ("spPr", "marker", "invertIfNegative", "dPt", "dLbls", "smooth", "bubble3D"):
        for old in series.findall(f"{C}{name}"):
            series.remove(old)
    up = plot.series[1]
    insert_after(series.tx, _look(box, up, context, bubbles=bubbles) + _points(box, up, context, bubbles=bubbles))
    last = (series.findall(f"{C}dPt") or [series.find(f"{C}{'invertIfNegative' if bubbles else 'marker'}")])[-1]
    insert_after(last, _labels(box, up, context))
    tail = '<c:bubble3D val="0"/>' if bubbles else '<c:smooth val="0"/>'
    names = cells(0, 0, 2, len(plot.categories) + 1)
    series.extend(parse_elements(tail + label_range(list(enumerate(plot.categories)), len(plot.categories), names)))
    for name in ("scatterStyle", "varyColors", "dLbls", "bubbleScale", "showNegBubbles", "sizeRepresents"):
        for old in drawn.findall(f"{C}{name}"):
            drawn.remove(old)
    head = '<c:varyColors val="0"/>' if bubbles else '<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
    drawn[0:0] = parse_elements(head)
    if bubbles:
        scale = '<c:bubbleScale val="100"/><c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>'
        for element in parse_elements(scale):
            drawn.find(f"{C}axId").addprevious(element)
    assert plot.across is not None
    _axis(chart.category_axis, plot.across, plot.series[0].number_format, box, context, side="b")
    _axis(chart.value_axis, plot.axis, up.number_format or plot.number_format, box, context, side="l")


def _look(box: ChartBox, up: PlotSeries, context: XmlContext, *, bubbles: bool) -> str:
    if bubbles:
        return f"<c:spPr>{_fill(up.role, context, pale=True)}</c:spPr>{_AS_BAR}"
    line = context.colours.line("context", _JOIN) if box.plot.joined else '<a:ln w="19050"><a:noFill/></a:ln>'
    return f"<c:spPr>{line}</c:spPr>{marker('circle', round(box.marker), _fill(up.role, context))}"


def _points(box: ChartBox, up: PlotSeries, context: XmlContext, *, bubbles: bool) -> str:
    found = ""
    for at, role in enumerate(up.roles):
        if role == up.role or up.values[at] is None:
            continue
        look = _fill(role, context, pale=bubbles)
        if bubbles:
            found += data_point(at, _AS_BAR, look)
        else:
            hue = _colour(role)
            line = context.colours.line(hue, _JOIN) if box.plot.joined else context.colours.unseen(hue)
            size = box.marker * (LEADING if role in ("highlight", "second") else 1.0)
            found += data_point(at, marker("circle", round(size), look), line)
    return found


def _colour(role: Role) -> str:
    return MARKS.get(role, "context")


def _fill(role: Role, context: XmlContext, *, pale: bool = False) -> str:
    """Return the look of a dot; bubbles that do not lead are `pale`, as they lie over each other."""
    if role == "bound":
        return context.colours.fill("paper") + context.colours.line("context", _HOLLOW)
    if pale and role == "context":
        return context.colours.fill("context_soft") + context.colours.line("context", _EDGE)
    return context.colours.fill(_colour(role)) + context.colours.line("paper", _EDGE)


def _labels(box: ChartBox, up: PlotSeries, context: XmlContext) -> str:
    named = [(at, label) for at, label in enumerate(up.labels) if label is not None and up.values[at] is not None]
    roles = up.roles or (up.role,) * len(up.values)
    # grid lines end at a name, but the dot that holds one does not
    ground = f"<c:spPr>{context.colours.fill('paper')}<a:ln><a:noFill/></a:ln></c:spPr>"
    looks = [NO_BOX if label.side == "centre" else ground for _, label in named]
    made = "".join(
        cell_label(box, (up.name, at, _word(roles[at], label)), label, context, strong=label.strong, look=look)
        for (at, label), look in zip(named, looks, strict=True)
    )
    return f"<c:dLbls>{made}{NO_BOX}{shown(False)}</c:dLbls>"


def _word(role: Role, label: Label) -> str:
    return within(role) if label.side == "centre" else WORDS.get(role, "ink_2")


def _axis(axis: Any, scale: Axis, code: str, box: ChartBox, context: XmlContext, *, side: str) -> None:
    """Give an axis its ends and lines, with its numbers at the foot or at the left."""
    axis.maximum_scale, axis.minimum_scale = scale.high, scale.low
    show(axis, scale.visible)
    axis.has_title = False
    axis.has_major_gridlines = scale.visible
    if scale.visible:
        axis._element.majorGridlines.extend(parse_elements(f"<c:spPr>{context.colours.line('rule', _GRID)}</c:spPr>"))
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if scale.visible else XL_TICK_LABEL_POSITION.NONE
    code = ("[<1]General;#,##0" if scale.low < 1 else "#,##0") if scale.log else scaled(code, scale.step)
    axis.tick_labels.number_format = minus(code) if scale.low < 0 else code
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    element = axis._element
    line = context.colours.line("ink", _SPINE) if side == "b" else context.colours.line("", 0)
    for old in (*element.findall(f"{C}spPr"), *element.findall(f"{C}txPr")):
        element.remove(old)
    look = f"<c:spPr><a:noFill/>{line}</c:spPr>{text_properties(box.axis_size, 'ink_3', context)}"
    insert_after(element.tickLblPos, look)
    element.find(f"{C}axPos").set("val", side)
    if scale.log:
        element.scaling.insert(0, next(iter(parse_elements('<c:logBase val="10"/>'))))
    else:
        axis.major_unit = scale.step
