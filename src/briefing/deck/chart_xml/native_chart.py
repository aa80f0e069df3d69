"""A planned chart → a native, editable PowerPoint chart with its own workbook, by python-pptx.

The plot area lies exactly in `ChartBox.inner`: n categories share it equally and marks stand in the middle of their
share, so that what the plan has placed around the chart meets its marks. What python-pptx has no names for is finished
in the part: steps of the theme's colours, trend lines, labels that follow their cells, a second plot on the same axes.
"""

from __future__ import annotations

import math
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.shapes.shapetree import SlideShapes

from briefing.deck.chart_xml.axes import set_bounds, show, turn
from briefing.deck.chart_xml.chart_data import DotData, PlotData
from briefing.deck.chart_xml.data_labels import text_properties
from briefing.deck.chart_xml.date_cells import date_cells, date_code, dates, first_days, text_cells
from briefing.deck.chart_xml.dot_chart import finish_dots
from briefing.deck.chart_xml.number_format import minus, scaled, spaced
from briefing.deck.chart_xml.plane_chart import finish_plane, plane_data
from briefing.deck.chart_xml.series_format import drawn_series, series_markup
from briefing.deck.chart_xml.target_lines import dashed
from briefing.deck.ooxml.shapes import insert_after, name_shape, parse_elements
from briefing.deck.ooxml.text_xml import XmlContext, emu_box, escape, languages, locale
from briefing.deck.reading import C
from briefing.deck.slides import ChartBox
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Form, Plot
from briefing.model.text import plain

TYPES: dict[Form, XL_CHART_TYPE] = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "share": XL_CHART_TYPE.BAR_STACKED_100,
    "dumbbell": XL_CHART_TYPE.XY_SCATTER,
    "dots": XL_CHART_TYPE.XY_SCATTER,
    "sparklines": XL_CHART_TYPE.LINE_MARKERS,  # a chart for each row
}
_AXES = ("500000001", "500000002")  # python-pptx numbers them below zero, which the format does not allow
_SPINE = 1.25
_GRID = 0.75
_ENDS = 2  # the categories of a slope
_NO_FILL = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def add_chart(shapes: SlideShapes, box: ChartBox, context: XmlContext) -> Any:
    """Add a chart and what the workbook behind it is written from, and return its graphic frame.

    Raise LayoutError with every reason against it.
    """
    _check(box, context.where)
    data = _data(box.plot)
    frame: Any = shapes.add_chart(_type(box.plot), *emu_box(box.box), data)  # type: ignore[arg-type]
    _finish(frame.chart, box, context)
    name_shape(frame._element, box.name, plain(box.alt))
    return frame._element


def chart_space(box: ChartBox, context: XmlContext) -> Any:
    """Return what the part of a chart says, without a workbook. Raise LayoutError with every reason against it."""
    _check(box, context.where)
    space = parse_xml(_data(box.plot).xml_bytes(_type(box.plot)))
    _finish(Chart(space, None), box, context)  # type: ignore[no-untyped-call]
    return space


def _finish(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Finish a chart that python-pptx has made."""
    form = box.plot.form
    numbers: dict[str, str] = {}
    for axis in chart._chartSpace.iter(f"{C}axId", f"{C}crossAx"):
        axis.set("val", numbers.setdefault(axis.get("val"), _AXES[min(len(numbers), 1)]))
    if form == "dumbbell":
        finish_dots(chart, box, context)
    elif form == "dots":
        finish_plane(chart, box, context)
    else:
        _finish_series(chart, box, context)
        _finish_categories(chart, box.plot)
        _finish_category_axis(chart, box, context)
        _finish_value_axis(chart, box, context)
    _finish_space(chart, box, context)


def _data(plot: Plot) -> Any:
    if plot.form == "dots":
        return plane_data(plot)
    if plot.form == "dumbbell":
        return DotData(plot)
    return PlotData(plot, drawn_series(plot))


def _type(plot: Plot) -> XL_CHART_TYPE:
    if plot.form == "dots" and len(plot.series) > 2:
        return XL_CHART_TYPE.BUBBLE
    if plot.form == "share":
        return TYPES["share"] if plot.of_shares else XL_CHART_TYPE.BAR_STACKED
    return XL_CHART_TYPE.COLUMN_STACKED if plot.stacked and plot.form == "column" else TYPES[plot.form]


def _check(box: ChartBox, where: str) -> None:
    """Every reason why a chart cannot be drawn, at once."""
    at = f"{where}, {box.place}"
    plot = box.plot
    found: list[Finding] = []
    if not box.alt:
        found.append(Finding(at, "a chart needs an alt text", "give the chart an `alt`"))
    if not plot.categories or not plot.series:
        found.append(Finding(at, "a chart without data", "give it at least one series and one category"))
    for series in plot.series:
        if len(series.values) != len(plot.categories):
            what = f"series {series.name!r} has {len(series.values)} values for {len(plot.categories)} categories"
            found.append(Finding(at, what, "give one value, or None, for each category"))
        if any(value is not None and not math.isfinite(value) for value in series.values):
            found.append(Finding(at, f"series {series.name!r} holds a value that is no number", "leave the value out"))
    if not plot.axis.low < plot.axis.high:
        found.append(Finding(at, "the value axis has no length", "give it bounds that differ"))
    if found:
        raise LayoutError(found)


def _finish_space(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """What surrounds the plots: no title, no legend, gaps for what has no value, the plot area in its place."""
    chart.has_legend = False
    chart.has_title = False
    space = chart._chartSpace
    for name in ("date1904", "roundedCorners", "txPr", "chart/{C}plotVisOnly", "chart/{C}plotArea/{C}layout"):
        for old in space.findall(f"{C}{name.format(C=C)}"):
            old.getparent().remove(old)
    head = f'<c:date1904 val="0"/><c:lang val="{escape(locale(context.lang))}"/><c:roundedCorners val="0"/>'
    space[0:0] = parse_elements(head)
    area = space.chart.plotArea
    area.insert(0, *parse_elements(_layout(box)))
    area.extend(parse_elements(_NO_FILL))
    insert_after(area, '<c:plotVisOnly val="1"/>')
    insert_after(space.chart, _NO_FILL + _text(box, context))


def _text(box: ChartBox, context: XmlContext) -> str:
    """Return the look of any text that has none of its own."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(box.axis_size * 100)}">'
        f'{context.colours.fill("ink_2")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:pPr>'
        f"<a:endParaRPr {languages(context.lang)}/></a:p></c:txPr>"
    )


def _layout(box: ChartBox) -> str:
    """Return the plot area as shares of the chart's frame."""
    outer, inner = box.box, box.inner
    shares = {
        "x": (inner.x - outer.x) / outer.w,
        "y": (inner.y - outer.y) / outer.h,
        "w": inner.w / outer.w,
        "h": inner.h / outer.h,
    }
    values = "".join(f'<c:{name} val="{share:.6f}"/>' for name, share in shares.items())
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{values}</c:manualLayout></c:layout>"
    )


def _finish_series(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Finish lines, bars, columns or parts of a whole.

    Targets stand over columns as dashes of a second plot on the same axes.
    """
    (plot,) = chart.plots
    if box.plot.form != "line":
        plot.gap_width = box.gap_width
        plot.overlap = _overlap(box.plot)
        plot.vary_by_categories = False
    for smooth in plot._element.findall(f"{C}smooth"):
        plot._element.remove(smooth)  # each series says so
    over: list[Any] = []
    filled: list[Any] = []
    for element, series in zip(plot._element.sers, drawn_series(box.plot), strict=True):
        insert_after(element.tx, series_markup(box, series, context))
        if dashed(box.plot, series):
            element.extend(parse_elements('<c:smooth val="0"/>'))
            over.append(element)
        if series.filled:
            filled.append(element)
    if over:
        axes = "".join(f'<c:axId val="{number}"/>' for number in _AXES)
        kind = f'<c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>{axes}'
        (lines,) = parse_elements(f"<c:lineChart>{kind}</c:lineChart>")
        lines[2:2] = over
        plot._element.addnext(lines)
    if filled:
        _fill(plot._element, filled)


def _fill(lines: Any, filled: list[Any]) -> None:
    """Move series of a plot of lines into one of areas that stand on each other, on the same axes, behind the lines."""
    axes = "".join(f'<c:axId val="{number}"/>' for number in _AXES)
    (areas,) = parse_elements(f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{axes}</c:areaChart>')
    for element in filled:
        for name in ("marker", "smooth"):
            for old in element.findall(f"{C}{name}"):
                element.remove(old)
    areas[2:2] = filled
    lines.addprevious(areas)
    if not lines.findall(f"{C}ser"):
        lines.getparent().remove(lines)


def _overlap(plot: Plot) -> int:
    """Return 100 where bars stand in one place: parts, a target around a value, or series that share no category; else
    0."""
    filled = [series for series in plot.series if not series.over]
    crowded = any(sum(value is not None for value in row) > 1 for row in zip(*(s.values for s in filled), strict=True))
    return 0 if crowded and not plot.stacked else 100


def _finish_categories(chart: Any, plot: Plot) -> None:
    """Give periods within years as dates, as their cells hold them."""
    days = first_days(plot)
    for held in list(chart._chartSpace.iter(f"{C}cat")) if days else ():
        address = held.findtext(f".//{C}f")
        if dates(plot):
            cells = date_cells(address, days, date_code(plot))
        else:
            cells = text_cells(address, [day.isoformat() for day in days])
        held.getparent().replace(held, next(parse_elements(f"<c:cat>{cells}</c:cat>")))


def _finish_category_axis(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Rows count from the top down. Bars grow from a line; ranks and parts of a whole need none."""
    plot = box.plot
    bars = plot.form in ("bar", "share")
    axis = chart.category_axis
    # "low" is the end of the value axis where it starts, which a reversed axis has at the top.
    ticks = XL_TICK_LABEL_POSITION.HIGH if plot.axis.reverse else XL_TICK_LABEL_POSITION.LOW
    axis.tick_label_position = ticks if box.category_axis else XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = XL_TICK_MARK.NONE
    turn(axis, bars)
    axis.tick_labels.number_format = date_code(plot) if dates(plot) else "General"
    sketched = plot.form == "line" and not box.category_axis and not plot.axis.visible
    ends = plot.form == "line" and box.on_edges and not plot.axis.visible  # a slope's foot lies at no value
    slope = ends and len(plot.categories) == _ENDS
    grounded = plot.axis.low == 0 and not plot.rank_marks  # zero is drawn, so that the whole scale is seen
    bare = plot.rank_marks or plot.form == "share" or ((sketched or ends) and not grounded)
    # Bars grow from zero, wherever the axis starts; a line stands over the axis, unless it goes below zero.
    lifted = plot.axis.lifted  # beyond zero, which is drawn as a stronger line
    over = plot.form == "line" and (bare or lifted or not plot.below_zero)
    crossing = XL_AXIS_CROSSES.MINIMUM if over else XL_AXIS_CROSSES.AUTOMATIC
    chart.value_axis.crosses = XL_AXIS_CROSSES.MAXIMUM if plot.axis.reverse else crossing
    colour, weight = (
        ("rule_strong", _GRID)
        if lifted or (plot.form == "line" and plot.axis.off_zero and not box.end_marked and not slope)
        else ("" if bare else "ink", _SPINE)
    )
    line = context.colours.line(colour, weight)
    look = f"<c:spPr><a:noFill/>{line}</c:spPr>{text_properties(box.axis_size, 'ink_2', context)}"
    element = axis._element
    insert_after(element.tickLblPos, look)
    for name, value in (("axPos", "l" if bars else "b"), ("auto", "0"), ("noMultiLvlLbl", "1")):
        element.find(f"{C}{name}").set("val", value)
    insert_after(element.lblOffset, '<c:tickLblSkip val="1"/>')


def _finish_value_axis(chart: Any, box: ChartBox, context: XmlContext) -> None:
    """Its numbers stand at the right (below bars); grid lines only where it is seen."""
    plot = box.plot
    scale = plot.axis
    axis = chart.value_axis
    show(axis, scale.visible)
    turn(axis, scale.reverse)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS if box.scale else XL_TICK_LABEL_POSITION.NONE
    axis.has_major_gridlines = scale.visible
    if scale.visible:
        line = f"<c:spPr>{context.colours.line('rule', _GRID)}</c:spPr>"
        axis._element.majorGridlines.extend(parse_elements(line))
    if not plot.of_shares:  # parts are drawn as shares of their row, whose scale is the chart's own
        set_bounds(axis, scale)
        axis.major_unit = scale.step
    code = scaled(plot.number_format, scale.step)
    if scale.low < 0:
        code = minus(code)
    if box.on_edges and box.scale_left:
        code = spaced(code, after=True)  # the first mark stands on the axis, at its number
    axis.tick_labels.number_format = code
    element = axis._element
    insert_after(element.tickLblPos, _NO_FILL + text_properties(box.axis_size, "ink_3", context))
    side = "b" if plot.form in ("bar", "share") else "l" if box.scale_left else "r"
    element.find(f"{C}axPos").set("val", side)
    element.crosses.set("val", "min" if box.scale_left else "max")
    between = "midCat" if box.on_edges else "between"
    insert_after(element.crosses, f'<c:crossBetween val="{between}"/>')
