"""A dumbbell as a native chart: two dots in each row, joined by a grey line.

Only a scatter chart places dots freely along a row, so the workbook says which row a dot stands in. The line of a row
is a series of its own whose two points are the row's two cells: it follows edited data without a formula. Error bars
would need fewer series, but LibreOffice draws none that are given point by point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION, XL_TICK_MARK

from briefing.charts.roles import EARLIER, EARLIER_EDGE, MARKS, WORDS
from briefing.deck.chart_xml.axes import set_bounds, show
from briefing.deck.chart_xml.data_labels import AT_POINTS, BODY, NO_BOX, NO_LEADERS, moved, shown
from briefing.deck.chart_xml.series_format import data_point, marker
from briefing.deck.ooxml.package import guid
from briefing.deck.ooxml.shapes import insert_after, parse_elements
from briefing.deck.ooxml.text_xml import XmlContext, escape, languages
from briefing.deck.reading import C
from briefing.deck.slides import ChartBox
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import plain

_C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_EXTENSION = f'<c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {_C15}>'
_NO_LINE = '<a:ln w="19050"><a:noFill/></a:ln>'
_JOIN = 2.5
_ZERO = 1.0
_EARLIER = 0.7  # size of an earlier dot, which lies over the later one where they meet
_HOLLOW, _EDGE = 2.0, 1.25


def finish_dots(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Finish the scatter chart of two series: lines that join the dots of each row, dots over them, hidden axes."""
    plot = box.plot
    (scatter,) = (drawn._element for drawn in chart.plots)
    series = list(scatter.sers)
    ends = len(plot.series)
    joins, dots = series[:-ends], series[-ends:]
    line = f"<c:spPr>{context.colours.line('context_soft', _JOIN)}</c:spPr>"
    for element in joins:
        _finish(element, f'{line}<c:marker><c:symbol val="none"/></c:marker>')
    for at, element in enumerate(dots):
        _finish(element, _dots(box, at, context))
        held = [(index, plain(label.text)) for index, label in _shown_labels(plot.series[at])]
        address = element.findtext(f".//{C}xVal//{C}f")
        element.extend(parse_elements(label_range(held, len(plot.categories), address)))
    # Their order puts dots over lines. In the part the longer series come first: LibreOffice loses those outgrown.
    # LibreOffice draws the first in the part over those that follow, PowerPoint the last in their order.
    for element, number in zip(dots, [dot.find(f"{C}order").get("val") for dot in reversed(dots)], strict=True):
        element.find(f"{C}order").set("val", number)
    for element in (*dots, *joins) if len(plot.categories) > 1 else (*joins, *dots):
        scatter.find(f"{C}axId").addprevious(element)
    _finish_axes(chart, plot, context)


def _finish(element: Any, look: str) -> None:
    """Give a series its look; its places down are rows, whatever its values are."""
    for old in element.findall(f"{C}spPr"):
        element.remove(old)
    insert_after(element.tx, look)
    element.find(f"{C}yVal/{C}numRef/{C}numCache/{C}formatCode").text = "General"


def _finish_axes(chart: Any, plot: Plot, context: XmlContext) -> None:
    """Hide the axis of the values, and that of the rows, but where values lie below zero it is the line of zero."""
    across, down = chart.category_axis, chart.value_axis
    for axis in (across, down):
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.tick_labels.number_format = "General"
    show(across, False)
    set_bounds(across, plot.axis)
    if plot.axis.free:
        across.major_unit = plot.axis.step
    zero = plot.below_zero
    across.crosses = XL_AXIS_CROSSES.AUTOMATIC if zero else XL_AXIS_CROSSES.MINIMUM
    down.crosses = XL_AXIS_CROSSES.MINIMUM
    show(down, zero)
    down.reverse_order = True
    down.maximum_scale, down.minimum_scale = len(plot.categories) + 0.5, 0.5
    if zero:
        insert_after(down._element.tickLblPos, f"<c:spPr><a:noFill/>{context.colours.line('ink_3', _ZERO)}</c:spPr>")


def _dots(box: ChartBox, at: int, context: XmlContext) -> str:
    """Return the look of the dots of one end, and their labels."""
    series = box.plot.series[at]
    later = at == len(box.plot.series) - 1
    roles = series.roles or (series.role,) * len(series.values)
    points = "".join(
        data_point(index, _dot(box, role, later, context), context.colours.unseen(_colour(role, later)))
        for index, role in enumerate(roles)
        if role != series.role and series.values[index] is not None
    )
    look = f"<c:spPr>{_NO_LINE}</c:spPr>{_dot(box, series.role, later, context)}"
    return f"{look}{points}{_labels(box, series, later, context)}"


def _shown_labels(series: PlotSeries) -> list[tuple[int, Label]]:
    pairs = zip(series.labels, series.values, strict=False)
    return [(at, label) for at, (label, value) in enumerate(pairs) if label is not None and value is not None]


def _labels(box: ChartBox, series: PlotSeries, later: bool, context: XmlContext) -> str:
    """Labels that print their value's cell as the cell shows it; other programs print what stood there.

    The value of a dot across is what no other label of a scatter chart prints alike everywhere.
    """
    result = ""
    for index, label in _shown_labels(series):
        role = series.roles[index] if series.roles else series.role
        colour = WORDS.get(role, "ink") if later else "ink_2"
        result += cell_label(box, (series.name, index, colour), label, context, strong=later)
    return f"<c:dLbls>{result}{NO_BOX}{shown(False)}{NO_LEADERS if box.shifts else ''}</c:dLbls>"


def cell_label(
    box: ChartBox, point: tuple[str, int, str], label: Label, context: XmlContext, *, strong: bool, look: str = NO_BOX
) -> str:
    """Return the label of a point that prints a cell, on a ground with a look; the point is its series, its index and
    its colour."""
    name, index, colour = point
    size = (box.strong_size or box.label_size) if label.strong else box.label_size
    return (
        f'<c:dLbl><c:idx val="{index}"/>{moved(box, name, index)}'
        f"<c:tx><c:rich>{BODY}<a:spAutoFit/></a:bodyPr><a:lstStyle/><a:p>"
        f'<a:fld id="{guid(f"{context.where} {box.name} {name}", index)}" type="CELLRANGE">'
        f'<a:rPr {languages(context.lang)} sz="{round(size * 100)}" b="{int(strong)}">{context.colours.fill(colour)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:rPr><a:pPr/><a:t>{escape(plain(label.text))}'
        f"</a:t></a:fld><a:endParaRPr {languages(context.lang)}/></a:p></c:rich></c:tx>{look}"
        f'<c:dLblPos val="{AT_POINTS[label.side]}"/>{shown(False)}'
        f'<c:extLst>{_EXTENSION}<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


def label_range(held: Sequence[tuple[int, str]], count: int, address: str) -> str:
    """Return where the labels of so many points read their cells, and what these show."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(words)}</c:v></c:pt>' for at, words in held)
    return (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" {_C15}><c15:datalabelsRange>'
        f"<c15:f>{address}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{count}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>'
    )


def _dot(box: ChartBox, role: Role, later: bool, context: XmlContext) -> str:
    """Return the mark of a dot: the later one is larger and has the colour of its role, the earlier one is grey; a
    bound is hollow."""
    colour = _colour(role, later)
    size = max(2, round(box.marker * (1.0 if later else _EARLIER)))
    look = context.colours.fill(colour) + (
        context.colours.line("paper", 1.0) if later else context.colours.line(EARLIER_EDGE, _EDGE)
    )
    if role == "bound":
        look = context.colours.fill("paper") + context.colours.line(colour, _HOLLOW)
    return marker("circle", size, look)


def _colour(role: Role, later: bool) -> str:
    return MARKS.get(role, "context") if later else EARLIER
