"""Labels of a native chart: live ones print the mark's value, so that they follow edited data."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefing.charts.roles import PALE, WORDS
from briefing.deck.chart_xml.number_format import format_for, spaced, stacked
from briefing.deck.chart_xml.target_lines import dashed, standing_on
from briefing.deck.ooxml.text_xml import XmlContext, escape, languages, runs
from briefing.deck.slides import ChartBox, TextStyle
from briefing.model.chart import SERIES_ROLES, Label, Plot, PlotSeries, Role, Side
from briefing.model.text import Run, plain

# Side of a label → its position. What the form does not allow makes PowerPoint repair the file.
_AT_BARS: dict[Side, str] = {
    "above": "outEnd",
    "right": "outEnd",
    "outside": "outEnd",
    "inside": "inEnd",
    "centre": "ctr",
    "left": "inBase",
    "below": "inBase",
}
# Parts of a whole have no outside: the next part begins there.
_AT_PARTS: dict[Side, str] = dict.fromkeys(_AT_BARS, "ctr") | {"inside": "inEnd", "left": "inBase", "below": "inBase"}
AT_POINTS: dict[Side, str] = {
    "above": "t",
    "outside": "t",
    "below": "b",
    "left": "l",
    "right": "r",
    "centre": "ctr",
    "inside": "ctr",
}
NO_BOX = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
# A moved label draws a line to its mark unless it says not to.
NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext>'
    "</c:extLst>"
)
# Labels never wrap: a wrapped one runs into its neighbours.
BODY = '<a:bodyPr rot="0" vert="horz" wrap="none" lIns="38100" tIns="19050" rIns="38100" bIns="19050" anchor="ctr">'


class _LabelStyle(Struct, frozen=True):
    size: float
    bold: bool
    colour: str


def labels(box: ChartBox, series: PlotSeries, owner: Role, context: XmlContext) -> str:
    """Return the labels of a series; points without one show nothing."""
    result, shifted = "", any(shift.series == series.name for shift in box.shifts)
    for index, value in enumerate(series.values):
        label = _label(box, series, index)
        if value is not None and label is not None:
            role = series.roles[index] if series.roles else series.role
            role = owner if role in ("bound", "bridge") else role
            position = positions(box.plot, series)[label.side]
            code = format_for(plain(label.text), value, box.plot.number_format)
            code = stacked(code) if code and (series.name, index) in box.stacked else code
            if code and box.plot.form == "bar":
                code = spaced(code, after=position == "inEnd", before=position in ("outEnd", "inBase"))
            content = _content(label, _look(box, series, index, label, role), code, context)
            result += (
                f'<c:dLbl><c:idx val="{index}"/>{moved(box, series.name, index)}{content}'
                f'<c:dLblPos val="{position}"/>{shown(True)}</c:dLbl>'
            )
    return f"<c:dLbls>{result}{NO_BOX}{shown(False)}{NO_LEADERS if shifted else ''}</c:dLbls>"


def _label(box: ChartBox, series: PlotSeries, index: int) -> Label | None:
    """Return the label of a point; a rank mark of a series without any prints its rank."""
    if index < len(series.labels):
        return series.labels[index]
    value = series.values[index]
    if box.plot.rank_marks and series.observed and series.markers and value is not None:
        return Label((Run(f"{value:.0f}"),), "centre")
    return None


def moved(box: ChartBox, series: str, index: int) -> str:
    """Return the layout that moves a point's label by shares of the chart, if any; it stays a live value."""
    shift = next((s for s in box.shifts if (s.series, s.index) == (series, index)), None)
    if shift is None:
        return ""
    x, y = shift.right / box.box.w, shift.down / box.box.h
    return f'<c:layout><c:manualLayout><c:x val="{x:.6f}"/><c:y val="{y:.6f}"/></c:manualLayout></c:layout>'


def _content(label: Label, look: _LabelStyle, code: str | None, context: XmlContext) -> str:
    """Return the content of a label: its value in a number format, or its words where no format makes them.

    Such words do not follow edited data. No number format prints words without the number ("unranked"), a number in
    another unit than its value (0.9 亿 for 90 million), quotation marks, or more than eighty characters.
    """
    if code is None:
        content = runs(label.text, TextStyle(look.size, look.size, look.colour, look.bold), context)
        return f"<c:tx><c:rich>{BODY}<a:spAutoFit/></a:bodyPr><a:p>{content}</a:p></c:rich></c:tx>{NO_BOX}"
    text = text_properties(look.size, look.colour, context, bold=look.bold)
    return f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>{NO_BOX}{text}'


def _look(box: ChartBox, series: PlotSeries, index: int, label: Label, role: Role) -> _LabelStyle:
    """Bars carry bold labels, inside in what contrasts with their fill; lines carry them in their own colour.

    Over columns and on lines the labels that are not strong stand back, where any is."""
    size = (box.strong_size or box.label_size) if label.strong else box.label_size
    hollow = bool(series.roles) and series.roles[index] == "bound" and box.plot.form != "line"
    named = role in (*SERIES_ROLES, "plain") and not hollow
    if box.plot.form == "line":
        if box.plot.rank_marks and label.side in ("centre", "inside"):
            # Ink reads on paper as on grey: LibreOffice fills hollow marks with the colour of their line.
            return _LabelStyle(size, named, "paper" if named else "ink")
        if not label.strong and _led(box):
            return _LabelStyle(size, False, WORDS.get("second", "ink_2") if role == "second" else "ink_2")
        return _LabelStyle(size, label.strong or named, WORDS.get(role, "ink_2"))
    if dashed(box.plot, series):
        at = standing_on(box.plot, index, series.values[index] or 0.0)
        named = label.side == "below" and at in SERIES_ROLES
        return _LabelStyle(size, True, "paper" if named else "ink")
    if box.plot.form == "share" and any((s.series, s.index) == (series.name, index) for s in box.shifts):
        return _LabelStyle(size, True, "ink")  # above its part, on paper
    if label.side in ("inside", "centre", "left", "below"):
        return _LabelStyle(size, role not in PALE, "paper" if named else "ink")
    if box.plot.form == "column" and not label.strong and _led(box):
        return _LabelStyle(size, False, WORDS.get(role, "ink_2") if box.plot.stacked else "ink_2")
    return _LabelStyle(size, True, WORDS.get(role, "ink") if label.strong else "ink")


def _led(box: ChartBox) -> bool:
    return any(label.strong for series in box.plot.series for label in series.labels if label)


def text_properties(size: float, colour: str, context: XmlContext, *, bold: bool = False) -> str:
    """Return the look of labels or ticks of a size and a colour role, horizontal, in the theme's face."""
    return (
        f'<c:txPr>{BODY}<a:spAutoFit/></a:bodyPr><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" '
        f'b="{int(bold)}">{context.colours.fill(colour)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f"</a:defRPr></a:pPr><a:endParaRPr {languages(context.lang)}/></a:p></c:txPr>"
    )


def shown(value: bool) -> str:
    """Return whether a label shows its value; nothing else is shown."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def positions(plot: Plot, series: PlotSeries) -> Mapping[Side, str]:
    """Return the position of a label on each side, for a series of a plot."""
    if plot.form == "line" or dashed(plot, series):
        return AT_POINTS
    return _AT_PARTS if plot.stacked else _AT_BARS
