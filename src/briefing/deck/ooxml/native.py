"""A planned chart → a native, editable PowerPoint chart with its own workbook.

The plot area lies exactly in `ChartBox.inner`: n categories share it equally and marks stand in the middle of their
share, so that what the plan has set beside the chart meets its marks.
"""

from __future__ import annotations

import math

from briefing.deck.ooxml.markup import Pen, escape, languages, locale
from briefing.deck.ooxml.native_axis import below_zero, bounds
from briefing.deck.ooxml.native_dumbbell import dumbbell
from briefing.deck.ooxml.native_format import minus, scaled, spaced
from briefing.deck.ooxml.native_labels import text_properties
from briefing.deck.ooxml.native_series import drawn, series_elements
from briefing.deck.ooxml.opc import Package, Part, content, relation
from briefing.deck.ooxml.package import Properties
from briefing.deck.ooxml.shapes import named, transform
from briefing.deck.ooxml.workbook import WORKBOOK, workbook
from briefing.deck.slides import ChartBox
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Form, Plot
from briefing.model.text import plain

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CATEGORY_AXIS, _VALUE_AXIS = 500000001, 500000002
_SPINE = 1.25
_GRID = 0.75
_NO_LINE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def chart_part(box: ChartBox, pen: Pen, number: int, package: Package, properties: Properties) -> Part:
    """A chart box and the number of the chart in the deck → its part with the workbook behind it."""
    _check(box, pen.where)
    blob = workbook(box.plot, drawn(box.plot), properties)
    book = package.add(f"ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx", WORKBOOK, blob)
    part = package.add(f"ppt/charts/chart{number}.xml", content("drawingml.chart"), chart_space(box, pen))
    part.relate(relation("package"), book)
    return part


def frame(box: ChartBox, number: int, relation: str) -> str:
    """A chart box, its shape id and the relationship to its part → the graphic frame on the slide."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named(number, box.name, plain(box.alt))}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{transform(box.box, "p")}'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
        f'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relation}"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


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


def chart_space(box: ChartBox, pen: Pen) -> str:
    """A chart box → the content of its chart part; the workbook is its relationship rId1."""
    form = dumbbell(box, pen) if box.plot.form == "dumbbell" else _with_axes(box, pen)
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="{escape(locale(pen.lang))}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(box)}{form}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(box, pen)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _text(box: ChartBox, pen: Pen) -> str:
    """The look of any text that has none of its own."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(box.axis_size * 100)}">'
        f'{pen.colours.fill("ink_2")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:pPr>'
        f"<a:endParaRPr {languages(pen.lang)}/></a:p></c:txPr>"
    )


def _layout(box: ChartBox) -> str:
    """The plot area as shares of the chart's frame."""
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


_AXES = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
_GROUPING: dict[Form, str] = {"share": "percentStacked"}


def _bars(box: ChartBox, pen: Pen) -> str:
    """Bars, columns or parts of a whole; aims stand over columns as dashes of a second plot on the same axes."""
    plot = box.plot
    dashes = series_elements(box, pen, dashes=True)
    over = f'<c:lineChart>{_STANDARD}{dashes}<c:marker val="1"/>{_AXES}</c:lineChart>' if dashes else ""
    return (
        f'<c:barChart><c:barDir val="{"col" if plot.form == "column" else "bar"}"/>'
        f'<c:grouping val="{_GROUPING.get(plot.form, "clustered")}"/><c:varyColors val="0"/>'
        f'{series_elements(box, pen)}<c:gapWidth val="{box.gap_width}"/><c:overlap val="{_overlap(plot)}"/>'
        f"{_AXES}</c:barChart>{over}"
    )


def _overlap(plot: Plot) -> int:
    """100 where bars stand in one place: parts, an aim around a value, or series that share no category; else 0."""
    filled = [series for series in plot.series if series.role != "target"]
    crowded = any(sum(value is not None for value in row) > 1 for row in zip(*(s.values for s in filled), strict=True))
    return 0 if crowded and plot.form != "share" else 100


_STANDARD = '<c:grouping val="standard"/><c:varyColors val="0"/>'


def _line(box: ChartBox, pen: Pen) -> str:
    return f'<c:lineChart>{_STANDARD}{series_elements(box, pen)}<c:marker val="1"/>{_AXES}</c:lineChart>'


def _with_axes(box: ChartBox, pen: Pen) -> str:
    """Lines or bars, and their axes."""
    form = _line(box, pen) if box.plot.form == "line" else _bars(box, pen)
    return form + _category_axis(box, pen) + _value_axis(box, pen)


def _category_axis(box: ChartBox, pen: Pen) -> str:
    """Rows count from the top down. Bars grow from a line; ranks and parts of a whole need none."""
    plot = box.plot
    bars = plot.form in ("bar", "share")
    # "low" is the end of the value axis where it starts, which a reversed axis has at the top.
    ticks = ("high" if plot.axis.reverse else "low") if box.category_axis else "none"
    sketched = plot.form == "line" and not box.category_axis and not plot.axis.visible
    ends = plot.form == "line" and box.on_edges and not plot.axis.visible  # a slope's foot lies at no value
    bare = plot.rank_marks or plot.form == "share" or sketched or ends
    line = pen.colours.line("" if bare else "ink", _SPINE)
    # Bars grow from zero, wherever the axis starts; a line stands over the axis, unless it goes below zero.
    over = plot.form == "line" and (bare or not below_zero(plot))
    crossing = "max" if plot.axis.reverse else "min" if over else "autoZero"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if bars else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if bars else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{ticks}"/><c:spPr><a:noFill/>{line}</c:spPr>'
        f'{text_properties(box.axis_size, "ink_2", pen)}<c:crossAx val="{_VALUE_AXIS}"/>'
        f'<c:crosses val="{crossing}"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(box: ChartBox, pen: Pen) -> str:
    """Its numbers stand at the right (below bars); grid lines only where it is seen."""
    plot = box.plot
    axis = plot.axis
    line = pen.colours.line("rule", _GRID)
    grid = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>" if axis.visible else ""
    bars = plot.form in ("bar", "share")
    direction = "maxMin" if axis.reverse else "minMax"
    code = scaled(plot.number_format, axis.step)
    if axis.low < 0:
        code = minus(code)
    if box.on_edges and box.scale_left:
        code = spaced(code, after=True)  # the first mark stands on the axis, at its number
    # Parts are drawn as shares of their row, whose scale is the chart's own.
    whole_rows = plot.form == "share"
    ends = "" if whole_rows else bounds(axis)
    unit = "" if whole_rows else f'<c:majorUnit val="{axis.step!r}"/>'
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="{direction}"/>{ends}</c:scaling>'
        f'<c:delete val="{int(not axis.visible)}"/>'
        f'<c:axPos val="{"b" if bars else "l" if box.scale_left else "r"}"/>{grid}'
        f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if box.scale else "none"}"/>'
        f'{_NO_LINE}{text_properties(box.axis_size, "ink_3", pen)}<c:crossAx val="{_CATEGORY_AXIS}"/>'
        f'<c:crosses val="{"min" if box.scale_left else "max"}"/>'
        f'<c:crossBetween val="{"midCat" if box.on_edges else "between"}"/>'
        f"{unit}</c:valAx>"
    )
