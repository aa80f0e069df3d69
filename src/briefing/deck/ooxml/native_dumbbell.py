"""A dumbbell as a native chart: two dots in each row, joined by a grey line.

Only a scatter chart places dots freely along a row, so the workbook says which row a dot stands in. The line of a row
is a series of its own whose two points are the row's two cells: it follows edited data without a formula. Error bars
would need fewer series, but LibreOffice draws none that are given point by point.
"""

from __future__ import annotations

from briefing.deck.ooxml.markup import Pen, escape, languages
from briefing.deck.ooxml.native_axis import below_zero, bounds
from briefing.deck.ooxml.native_cache import numbers, strings
from briefing.deck.ooxml.native_labels import AT_POINTS, BODY, NO_BOX, NO_LEADERS, TEXT_COLOUR, moved, shown
from briefing.deck.ooxml.package import guid
from briefing.deck.ooxml.workbook import CATEGORIES, column, reference, row_places
from briefing.deck.slides import ChartBox
from briefing.model.chart import Axis, Label, Plot, PlotSeries, Role
from briefing.model.text import plain

_ACROSS, _DOWN = 500000001, 500000002
_C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_EXTENSION = f'<c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {_C15}>'
_NO_LINE = '<a:ln w="19050"><a:noFill/></a:ln>'
_JOIN = 2.5
_ZERO = 1.0
_EARLIER = 0.7  # size of an earlier dot
_HOLLOW = 2.0
# A pale disc under the later dot is a ring around it, where LibreOffice fills hollow marks.
_AROUND, _AROUND_COLOUR = 1.5, "context_soft"  # size of an earlier dot that stands as a ring around the later one
_NEAR = 0.7  # distance of two dots, as a share of the size, that tells them apart
_COLOUR: dict[Role, str] = {"highlight": "highlight", "second": "accent"}


def dumbbell(box: ChartBox, pen: Pen) -> str:
    """A chart box of two series → the scatter chart with its two hidden axes."""
    plot = box.plot
    rows = range(len(plot.categories))
    joined = [row for row in rows if all(series.values[row] is not None for series in plot.series)]
    # Their order puts dots over lines. In the part the longer series come first: LibreOffice loses those outgrown.
    lines = "".join(_join(plot, row, at, pen) for at, row in enumerate(joined))
    # LibreOffice draws the first in the part over those that follow, PowerPoint the last in their order.
    dots = "".join(_dots(box, at, len(joined) + at, pen) for at in reversed(range(len(plot.series))))
    series = dots + lines if len(plot.categories) > 1 else lines + dots
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{series}<c:axId val="{_ACROSS}"/><c:axId val="{_DOWN}"/></c:scatterChart>'
        + _across(plot.axis)
        + _down(plot, pen)
    )


_PLAIN = (
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    '<c:tickLblPos val="none"/>'
)


def _across(axis: Axis) -> str:
    """The hidden axis of the values."""
    unit = f'<c:majorUnit val="{axis.step!r}"/>' if axis.free else ""
    return (
        f'<c:valAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="minMax"/>{bounds(axis)}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="b"/>{_PLAIN}<c:crossAx val="{_DOWN}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/>{unit}</c:valAx>'
    )


def _down(plot: Plot, pen: Pen) -> str:
    """The axis of the rows: hidden, but where values lie below zero it is the line of zero."""
    zero = below_zero(plot)
    line = f"<c:spPr><a:noFill/>{pen.colours.line('ink_3', _ZERO)}</c:spPr>" if zero else ""
    return (
        f'<c:valAx><c:axId val="{_DOWN}"/><c:scaling><c:orientation val="maxMin"/>'
        f'<c:max val="{len(plot.categories) + 0.5!r}"/><c:min val="0.5"/></c:scaling><c:delete val="{int(not zero)}"/>'
        f'<c:axPos val="l"/>{_PLAIN}{line}<c:crossAx val="{_ACROSS}"/>'
        f'<c:crosses val="{"autoZero" if zero else "min"}"/><c:crossBetween val="midCat"/></c:valAx>'
    )


def _join(plot: Plot, row: int, at: int, pen: Pen) -> str:
    """The grey line of a row, named as the row, between its two cells."""
    line, first, last = row + 2, column(1), column(len(plot.series))
    places = [item[row] for _, item in row_places(plot)]
    ends = column(1 + len(plot.series)), column(2 * len(plot.series))
    values = [series.values[row] for series in plot.series]
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{strings(f'{CATEGORIES}${line}', [plot.categories[row]])}</c:tx>"
        f"<c:spPr>{pen.colours.line('context_soft', _JOIN)}</c:spPr>"
        '<c:marker><c:symbol val="none"/></c:marker>'
        f"<c:xVal>{numbers(f'{first}${line}:${last}${line}', values, plot.number_format)}</c:xVal>"
        f"<c:yVal>{numbers(f'{ends[0]}${line}:${ends[1]}${line}', places, 'General')}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _dots(box: ChartBox, at: int, order: int, pen: Pen) -> str:
    """The dots of one end: the values across, the rows down."""
    plot = box.plot
    series = plot.series[at]
    later = at == len(plot.series) - 1
    last = len(plot.categories) + 1
    letter, place = column(1 + at), column(1 + len(plot.series) + at)
    cells = f"{letter}$2:${letter}${last}"
    roles = series.roles or (series.role,) * len(series.values)
    rings = [] if later else _rings(box)
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/>{_ring(box, pen) if index in rings else _dot(box, role, later, pen)}'
        '<c:bubble3D val="0"/>'
        f"<c:spPr>{pen.colours.unseen(_AROUND_COLOUR if index in rings else _colour(role, later))}</c:spPr></c:dPt>"
        for index, role in enumerate(roles)
        if (role != series.role or index in rings) and series.values[index] is not None
    )
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/><c:tx>{strings(f"{letter}$1", [series.name])}</c:tx>'
        f"<c:spPr>{_NO_LINE}</c:spPr>{_dot(box, series.role, later, pen)}{points}"
        f"{_labels(box, series, later, pen)}<c:xVal>{numbers(cells, series.values, plot.number_format)}</c:xVal>"
        f"<c:yVal>{numbers(f'{place}$2:${place}${last}', row_places(plot)[at][1], 'General')}</c:yVal>"
        f'<c:smooth val="0"/>{_range(series, cells)}</c:ser>'
    )


def _shown_labels(series: PlotSeries) -> list[tuple[int, Label]]:
    pairs = zip(series.labels, series.values, strict=False)
    return [(at, label) for at, (label, value) in enumerate(pairs) if label is not None and value is not None]


def _labels(box: ChartBox, series: PlotSeries, later: bool, pen: Pen) -> str:
    """Labels that print their value's cell as the cell shows it; other programs print what stood there.

    The value of a dot across is what no other label of a scatter chart prints alike everywhere.
    """
    made = ""
    for index, label in _shown_labels(series):
        role = series.roles[index] if series.roles else series.role
        size = (box.strong_size or box.label_size) if label.strong else box.label_size
        colour = TEXT_COLOUR.get(role, "ink") if later else "ink_2"
        made += (
            f'<c:dLbl><c:idx val="{index}"/>{moved(box, series, index)}'
            f"<c:tx><c:rich>{BODY}<a:spAutoFit/></a:bodyPr><a:lstStyle/><a:p>"
            f'<a:fld id="{guid(f"{pen.where} {box.name} {series.name}", index)}" type="CELLRANGE">'
            f'<a:rPr {languages(pen.lang)} sz="{round(size * 100)}" b="{int(later)}">{pen.colours.fill(colour)}'
            f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:rPr><a:pPr/><a:t>{escape(plain(label.text))}'
            f"</a:t></a:fld><a:endParaRPr {languages(pen.lang)}/></a:p></c:rich></c:tx>{NO_BOX}"
            f'<c:dLblPos val="{AT_POINTS[label.side]}"/>{shown(False)}'
            f'<c:extLst>{_EXTENSION}<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
        )
    return f"<c:dLbls>{made}{NO_BOX}{shown(False)}{NO_LEADERS if box.shifts else ''}</c:dLbls>"


def _range(series: PlotSeries, cells: str) -> str:
    """Where the labels read their cells, and what these show."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(plain(label.text))}</c:v></c:pt>' for at, label in _shown_labels(series)
    )
    return (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" {_C15}><c15:datalabelsRange>'
        f"<c15:f>{reference(cells)}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(series.values)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>'
    )


def _dot(box: ChartBox, role: Role, later: bool, pen: Pen) -> str:
    """The later dot is larger and has the colour of its role; a bound is hollow."""
    colour = _colour(role, later)
    size = max(2, round(box.marker * (1.0 if later else _EARLIER)))
    look = pen.colours.fill(colour) + pen.colours.line("paper", 1.0)
    if role == "bound":
        look = pen.colours.fill("paper") + pen.colours.line(colour, _HOLLOW)
    return f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{look}</c:spPr></c:marker>'


def _rings(box: ChartBox) -> list[int]:
    """The rows whose two dots would hide each other."""
    first, last = (series.values for series in box.plot.series)
    span = (box.plot.axis.high - box.plot.axis.low) / box.inner.w * box.marker * _NEAR
    pairs = enumerate(zip(first, last, strict=True))
    return [at for at, (one, other) in pairs if one is not None and other is not None and abs(one - other) < span]


def _ring(box: ChartBox, pen: Pen) -> str:
    """An earlier dot around the later one."""
    look = pen.colours.fill(_AROUND_COLOUR) + pen.colours.line("context", 0.75)
    size = round(box.marker * _AROUND)
    return f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{look}</c:spPr></c:marker>'


def _colour(role: Role, later: bool) -> str:
    return _COLOUR.get(role, "context") if later else "context"
