"""Series of a native chart: the look of their role."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.remarks import noted
from briefing.charts.roles import MARKS, PALE, is_part, owner
from briefing.charts.time_axis import fineness
from briefing.deck.chart_xml.data_labels import labels
from briefing.deck.chart_xml.target_lines import dashed, level_series, line_through, standing_on
from briefing.deck.ooxml.text_xml import XmlContext
from briefing.deck.slides import ChartBox
from briefing.model.chart import LEAST_TOTALS, MANY_RANKS, SERIES_ROLES, Plot, PlotSeries, Role
from briefing.model.line_points import lone_points

_CONTEXT_SHARE = 0.7
_HISTORY_SHARE = 0.5
_HOLLOW = 1.5
_LEVEL = 1.0
_TIE = 0.75  # between columns
_TOTAL, _TOTAL_DOT = 1.5, 8  # of a total over its parts: the line, the dots
_WIDER = 2.0  # than a mark, the dot of a reading that was revised
_PARTING = 1.5
_LEAST_RANK_MARK = 18.0
_DOT = 0.45  # of it, where the rank itself is not printed in it
_SPARSE = 5.0  # marks from one point of a line to the next; closer ones would hide the line
_WIDEST_DASH = 24.0  # a wider one grows as thick as a column
_NO_MARK = '<c:marker><c:symbol val="none"/></c:marker>'
# The later a line is drawn, the less hides it: bridges below marks, context below the point of the chart.
_DEPTH: dict[Role, int] = {
    "bridge": 0, "ghost": 0, "unseen": 0, "context": 1, "bound": 1, "target": 2, "second": 3, "highlight": 4,
    "total": 4, "plain": 1,
}  # fmt: skip
_DEPTH |= dict.fromkeys(SERIES_ROLES[2:], 2)


def marker(symbol: str, size: int, look: str) -> str:
    """Return a mark of a size in points, with its fill and outline."""
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{look}</c:spPr></c:marker>'


def data_point(index: int, mark: str, look: str) -> str:
    """Return a point with a mark, or what bars have in its place, and a look of its own."""
    return f'<c:dPt><c:idx val="{index}"/>{mark}<c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'


def drawn_series(plot: Plot) -> list[PlotSeries]:
    """Return the series in the order in which they are drawn and stand in the workbook."""
    if plot.form != "line":
        tracks = [item for item in plot.series if plot.form == "bar" and item.level]  # they lie under their bars
        return [*tracks, *(item for item in plot.series if item not in tracks), *level_series(plot)]
    return [*level_series(plot), *sorted(plot.series, key=lambda item: -1 if item.filled else _DEPTH[item.role])]


def series_markup(box: ChartBox, series: PlotSeries, context: XmlContext) -> str:
    """Return the look of a series with its points, labels and the lines through it, as they follow its name."""
    plot = box.plot
    if series.above:
        return _above(series, context) + labels(box, series, series.role, context)
    if series.filled:
        return f"<c:spPr>{_area(plot, series, context)}</c:spPr>"
    role = owner(plot, series)
    line = plot.form == "line" or dashed(plot, series)
    shape = _line(box, series, role, context) if line else _bars(box, series, role, context)
    look = _marker(box, series, series.role, role, context) if line else '<c:invertIfNegative val="0"/>'
    marked = _marked(box, series)
    if marked:
        look, series = _NO_MARK, replace(series, markers=True)
    points = "".join(
        _point(box, series, index, series.roles[index] if series.roles else series.role, role, context)
        for index, value in enumerate(series.values)
        if value is not None and (index in marked or (series.roles and series.roles[index] != series.role))
    )
    if dashed(plot, series) and series.role == "target" and not series.level:
        points = _dashes_inside(box, series, context)
    behind = labels(box, series, role, context) + line_through(plot, series, context)
    return f"<c:spPr>{shape}</c:spPr>{look}{points}{behind}"


def _above(series: PlotSeries, context: XmlContext) -> str:
    """Return the look of a series over columns: of totals dots, or of many a line that ends in one; of what ties
    columns together a thin line alone."""
    if series.role == "total" and not series.markers:  # its values alone
        return f"<c:spPr>{context.colours.line('', 0)}</c:spPr>{_NO_MARK}"
    if series.role != "total":
        return f"<c:spPr>{context.colours.line('ink_3', _TIE, cap='flat')}</c:spPr>{_NO_MARK}"
    known = [at for at, value in enumerate(series.values) if value is not None]
    look = context.colours.fill("ink") + context.colours.line("paper", 1.0)
    line = context.colours.line("ink" if len(known) >= LEAST_TOTALS else "", _TOTAL, cap="flat")
    dot = marker("circle", _TOTAL_DOT, look)
    if len(known) < LEAST_TOTALS:
        return f"<c:spPr>{line}</c:spPr>{dot}"
    return f"<c:spPr>{line}</c:spPr>{_NO_MARK}{data_point(known[-1], dot, line)}"


def _area(plot: Plot, series: PlotSeries, context: XmlContext) -> str:
    """Return the look of an area: a part in its colour, a band in a tint, nothing below it."""
    if series.role == "unseen":
        return "<a:noFill/>" + context.colours.line("", 0)
    if not is_part(plot, series):
        return context.colours.fill("heat_2") + context.colours.line("", 0)
    return context.colours.fill(MARKS[series.role]) + context.colours.line("paper", _LEVEL)


def _marked(box: ChartBox, series: PlotSeries) -> set[int]:
    """Return the points of a line whose marks stand too close for all: its ends, those at its gaps, and those at which
    something is written; of a line without marks those that nothing else shows. Else none."""
    across = box.inner.w / max(1, len(series.values) - 1)
    if box.plot.form != "line" or not series.observed:
        return set()
    if not series.markers:
        return set() if series.role in ("bridge", "target", "ghost") else set(lone_points(series.values))
    if box.plot.rank_marks:
        return _ranked(series)
    if box.end_marked:
        return {max(at for at, value in enumerate(series.values) if value is not None), *box.marked}
    if across >= _SPARSE * box.marker or series.role in ("bridge", "target", "ghost"):
        return set()
    ends = (None, *series.values, None)
    return noted(box.plot, series) | {
        at for at in range(len(series.values)) if ends[at] is None or ends[at + 2] is None
    }


def _ranked(series: PlotSeries) -> set[int]:
    """Return the points of a line of many ranks that have marks: those that print them, and points that nothing else
    shows. Of few all have."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    printed = {at for at, label in enumerate(series.labels) if label}
    if not known or printed.issuperset(known) or (not printed and len(series.values) <= MANY_RANKS):
        return set()
    return (printed or {known[0], known[-1]}) | set(lone_points(series.values))


def _bars(box: ChartBox, series: PlotSeries, owner: Role, context: XmlContext) -> str:
    """Return the look of a series of bars: a target is a pale track up to its line, an outline without one; a level is
    nothing."""
    if series.role == "target" and line_through(box.plot, series, context):
        return context.colours.fill("context_soft" if series.observed else "") + context.colours.line("", 0)
    return _bar(box.plot, series.role, owner, context)


def _bar(plot: Plot, role: Role, owner: Role, context: XmlContext) -> str:
    """Return fill and outline of a bar of a role; nothing measured fills targets, bounds and bridges, which are
    outlined."""
    if role == "unseen":
        return "<a:noFill/>" + context.colours.line("", 0)
    colour = MARKS[role if role not in ("bound", "bridge") else owner]
    if role in ("target", "bound", "bridge"):
        return "<a:noFill/>" + context.colours.line(colour, _HOLLOW, dash=role == "bridge")
    # Parts of a whole are neighbours, and two of the context have one colour; columns on unseen ones touch no other.
    # These reach as far out as the lines that tie them, which run to their middles.
    if any(series.role == "unseen" for series in plot.series):
        return context.colours.fill(colour) + context.colours.line(colour, _TIE)
    if role in PALE:
        return context.colours.fill(PALE[role]) + context.colours.line(colour, _HOLLOW)
    return context.colours.fill(colour) + context.colours.line("paper" if plot.stacked else "", _PARTING)


def _line(box: ChartBox, series: PlotSeries, owner: Role, context: XmlContext) -> str:
    role = series.role
    if box.plot.form == "column":
        return context.colours.line("", 0)
    if role == "ghost":
        return context.colours.line("", 0)
    if role == "total":
        return context.colours.line("ink", _TOTAL)
    if role == "target":
        return context.colours.line("ink_3", _LEVEL)  # whole, so that it hides the grid line that it may stand on
    share = _HISTORY_SHARE if series.thin else 1.0 if owner in SERIES_ROLES else _CONTEXT_SHARE
    weight = box.line_weight * fineness(box.plot, box.inner.w) * share
    return context.colours.line(MARKS[owner], weight, dash=role == "bridge", cap="flat")


def _marker(box: ChartBox, series: PlotSeries, role: Role, owner: Role, context: XmlContext) -> str:
    """Return the round mark of a role: filled with a paper edge, hollow for a bound and ranks of the context."""
    if series.role == "ghost":
        pale = context.colours.fill("context_soft") + context.colours.line("ink_3", _LEVEL)
        return marker("circle", round(box.marker + _WIDER), pale)
    if dashed(box.plot, series) and not series.level and role != "total":
        return _dash(box, context)
    if not series.markers or not series.observed or role in ("bridge", "target", "total"):
        return _NO_MARK
    ranked = box.plot.rank_marks
    size = max(box.marker, _LEAST_RANK_MARK * context.colours.scale) if ranked else box.marker
    if ranked and series.labels and not any(series.labels):
        ranked, size = False, size * _DOT
    colour = MARKS[owner]
    if role == "bound" or (ranked and owner not in SERIES_ROLES):
        look = context.colours.fill("paper") + context.colours.line(colour, _HOLLOW)
    else:
        look = context.colours.fill(colour) + context.colours.line(colour if ranked else "paper", 1.0)
    return marker("circle", min(72, max(2, round(size))), look)


def _dash(box: ChartBox, context: XmlContext, colour: str = "ink") -> str:
    """Return the mark of a target over columns, with a paper edge that sets it off from one."""
    wide = box.inner.w / len(box.plot.categories) / (1 + box.gap_width / 100)
    look = context.colours.fill(colour) + context.colours.line("paper", 1.0)
    return marker("dash", round(min(_WIDEST_DASH, max(box.marker, wide))), look)


def _dashes_inside(box: ChartBox, series: PlotSeries, context: XmlContext) -> str:
    """Return the marks of targets that stand inside a coloured column, on which ink is not seen."""
    return "".join(
        data_point(index, _dash(box, context, "paper"), context.colours.unseen("paper"))
        for index, value in enumerate(series.values)
        if value is not None and standing_on(box.plot, index, value) in SERIES_ROLES
    )


def _point(box: ChartBox, series: PlotSeries, index: int, role: Role, owner: Role, context: XmlContext) -> str:
    """Return a point whose role is not its series'. A line's part before it keeps the look of the series."""
    colour = owner if role in ("bound", "bridge") else role
    if box.plot.form == "line" or dashed(box.plot, series):
        mark = _marker(box, series, role, colour, context)
        return data_point(index, mark, _line(box, series, owner, context))
    return data_point(index, '<c:invertIfNegative val="0"/>', _bar(box.plot, role, colour, context))
