"""Bars as a table: names at the left, bars from zero, columns of numbers at the right, on shared rules."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.charts.boxes import Box
from briefing.charts.chart_rows import value_rules
from briefing.charts.roles import within
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import INK, ChartCanvas
from briefing.charts.vector.row_table import PAD, RowLayout, frame, remarks, tabled
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Label, Plot, PlotSeries, Role, Rule

_MOST_WORDS = 0.7  # of the bars' room, for values beside them
_TICK, _EDGE = 1.4, 0.5  # a target's tick, and the white beside it within a bar
_THIN = 0.9  # a tick in the middle of its target, where a bar passes this by hardly more than a usual one is wide
_SEEN = 0.3  # at least, between such a tick and a bar short of it


def draw_bars(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of bars over the whole canvas."""
    ground = frame(canvas, plot, _overhang)
    foot = ground.foot(len(plot.categories) - 1)
    levels = [rule.at for rule in value_rules(plot) if rule.role != "target"]
    canvas.axes.vlines(levels, foot + 2, ground.top, color=canvas.colour("ink_3"), linewidth=0.9, zorder=1)
    for series in plot.series:
        if series.role != "target":
            _draw(canvas, ground, series)
    for index in range(len(plot.categories)):
        _bar(canvas, ground, index, table=tabled(plot))
    _targets(canvas, ground)
    zero = min(max(0.0, plot.axis.low), plot.axis.high)
    canvas.axes.vlines(zero, foot + 3, ground.top - 3, color=canvas.colour("ink"), linewidth=INK, zorder=5)
    remarks(canvas, ground)


def _overhang(canvas: ChartCanvas, plot: Plot, room: float) -> float:
    """Return how much shorter the bars must be, so that the labels outside of them have room."""
    span = plot.axis.high - plot.axis.low
    levels = [(rule.at - plot.axis.low) / span for rule in value_rules(plot) if rule.role != "target"]
    need = 0.0
    for _ in range(1 + len(levels)):  # each level may push one label on, past the next
        found = [_needed(share, wide, levels, room, need) for share, wide in _outside(canvas, plot, span)]
        need = max([need, *found])
    if need > room * _MOST_WORDS:
        what = f"values next to the bars need {need:.0f} of {room:.0f} points, and leave the bars too few"
        raise LayoutError(what, str(canvas.place), "print them in a larger unit or fewer digits, or leave out a column")
    return need


def _outside(canvas: ChartCanvas, plot: Plot, span: float) -> Iterator[tuple[float, float]]:
    """Yield the end of each bar that has its label outside, as a share of the scale, and the width of the label."""
    for series in plot.series:
        for value, label in zip(series.values, series.labels, strict=False):
            if value is None or label is None or label.side in ("inside", "left"):
                continue
            face = Face(_label_size(canvas, label, 99.0), strong=True)
            yield (max(value, 0.0) - plot.axis.low) / span, text_lines.width(canvas.surface, label.text, face)


def _needed(share: float, wide: float, levels: list[float], room: float, need: float) -> float:
    """Return what the label of a bar needs behind the lines of levels that would cross it."""
    end, reach = share * (room - need), share * (room - need) + 2 * PAD + wide
    start = max([share, *(level for level in levels if end < level * (room - need) < reach)])
    return room - (room - wide - PAD - 4) / start if start > 0 else 0.0


def _draw(canvas: ChartCanvas, ground: RowLayout, series: PlotSeries) -> None:
    """Draw the bars of a series; those known as a bound are hollow."""
    plot = ground.plot
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    if not known:
        return
    start = max(0.0, plot.axis.low)
    roles = [series.roles[index] if series.roles else series.role for index, _ in known]
    hues = [
        plot.rows[index].role if role == "bound" and plot.rows else role
        for (index, _), role in zip(known, roles, strict=True)
    ]
    bars = canvas.axes.barh(
        [ground.middle(index) for index, _ in known],
        [value - start for _, value in known],
        ground.bar(0, table=tabled(plot)).h,
        start,
        color=[canvas.mark_colour(hue) for hue in hues],
        zorder=2,
    )
    for bar, role in zip(bars, roles, strict=True):
        if role == "bound":
            canvas.hollow(bar)


def _bar(canvas: ChartCanvas, ground: RowLayout, index: int, *, table: bool) -> None:
    plot = ground.plot
    band = ground.bar(index, table=table)
    for series in plot.series:
        value = series.values[index]
        if value is None or series.role == "target":
            continue
        role: Role = series.roles[index] if series.roles else series.role
        zero, end = sorted((ground.x(max(0.0, plot.axis.low)), ground.x(value)))
        box = Box(zero, band.y, end - zero, band.h)
        canvas.obstacles.boxes.append(box)
        _marks(canvas, ground, box)
        label = series.labels[index] if index < len(series.labels) else None
        if label:
            shown = _behind_levels(canvas, ground, box, label) if value >= 0 and label.side != "inside" else box
            _label(canvas, ground, shown, label, role, value < 0)


def _targets(canvas: ChartCanvas, ground: RowLayout) -> None:
    """Draw a tick at the target of each row."""
    plot = ground.plot
    bands = [ground.bar(index, table=tabled(plot)) for index in range(len(plot.categories))]
    for rule in value_rules(plot):
        if rule.role == "target":
            x = _rule_x(ground, rule)
            lows, highs = [band.y - 3 for band in bands], [band.y + band.h + 3 for band in bands]
            ink, wide = canvas.colour("ink"), _tick(ground, rule)
            canvas.axes.vlines(
                [x] * len(bands), lows, highs, color=ink, linewidth=wide, zorder=6, transform=canvas.points
            )


def _marks(canvas: ChartCanvas, ground: RowLayout, box: Box) -> None:
    """Draw rules white where they cross a bar, so that they are seen; a target's tick gets white edges.

    A bar that ends at the tick, short of it or hardly beyond it, has none: they would hide where it ends.
    """
    for rule in value_rules(ground.plot):
        x, aimed, tick = _rule_x(ground, rule), rule.role == "target", _tick(ground, rule)
        least = _TICK / 2 if tick == _TICK else tick / 2 + 2 * _EDGE
        if box.x < x < box.x + box.w + (-least if aimed else 2):
            wide = tick + 2 * _EDGE if aimed else 1.1
            ends = ((x, box.y), (x, box.y + box.h))
            canvas.line(ends, canvas.colour("paper"), wide, z=3)


def _rule_x(ground: RowLayout, rule: Rule) -> float:
    """Return the middle of a rule; a usual tick begins at its target, so that no bar short of it touches it."""
    begins = rule.role == "target" and _tick(ground, rule) == _TICK
    return ground.x(rule.at) + (_TICK / 2 if begins else 0.0)


def _tick(ground: RowLayout, rule: Rule) -> float:
    """Return the width of the tick of a target: a thin one where a usual one would hide by how much a bar passes it,
    unless it would touch a bar short of it."""
    ends = [ground.x(value) - ground.x(rule.at) for series in ground.plot.series if series.role != "target"
            for value in series.values if value is not None]  # fmt: skip
    hidden = any(_THIN / 2 < beyond < _TICK + _EDGE for beyond in ends)
    touched = any(-_THIN / 2 - _SEEN < beyond < 0 for beyond in ends)
    return _THIN if hidden and not touched else _TICK


def _behind_levels(canvas: ChartCanvas, ground: RowLayout, bar: Box, label: Label) -> Box:
    """Return a bar as if it ended at the line of a level that would cross its label."""
    face = Face(_label_size(canvas, label, bar.h), strong=True)
    end = bar.x + bar.w
    reach = end + 2 * PAD + text_lines.width(canvas.surface, label.text, face)
    crossed = [
        x for rule in value_rules(ground.plot) if rule.role != "target" and end < (x := ground.x(rule.at)) < reach
    ]
    return Box(bar.x, bar.y, max([end, *crossed]) - bar.x, bar.h)


def _label_size(canvas: ChartCanvas, label: Label, bar: float) -> float:
    if not label.strong:
        return canvas.sizes.label
    sizes = canvas.sizes.strong, canvas.sizes.label  # no size between: a page has few
    return next((size for size in sizes if size <= bar * 0.8), canvas.sizes.axis)


def _before_levels(ground: RowLayout, bar: Box, x: float, wide: float, negative: bool) -> float:
    """Return where a label within a bar begins so that no line of a level crosses it, if the bar has room for that."""
    levels = [ground.x(rule.at) for rule in value_rules(ground.plot) if rule.role != "target"]
    crossed = [level for level in levels if x - PAD / 2 < level < x + wide + PAD / 2]
    if not crossed:
        return x
    moved = max(crossed) + PAD if negative else min(crossed) - PAD - wide
    return moved if bar.x + PAD <= moved <= bar.x + bar.w - PAD - wide else x


def _label(canvas: ChartCanvas, ground: RowLayout, bar: Box, label: Label, role: Role, negative: bool) -> None:
    aimed = any(rule.role == "target" for rule in value_rules(ground.plot))
    face = Face(canvas.sizes.label if aimed else _label_size(canvas, label, bar.h), strong=True)
    wide, tall = canvas.size_of(label.text, face)
    capital = canvas.surface.ascent("bold", face.size)
    y = bar.y + (bar.h - capital) / 2 - (tall - capital)
    inside = label.side == "inside" and wide + 2 * PAD < bar.w
    if inside and aimed:
        x = bar.x + PAD + 1
    elif inside:
        x = bar.x + PAD if negative else bar.x + bar.w - PAD - wide
        x = _before_levels(ground, bar, x, wide, negative)
    else:
        x = bar.x - PAD - wide if negative else bar.x + bar.w + PAD
    inner = within(role)
    colour = canvas.colour(inner) if inside else canvas.word_colour(role, "ink")
    canvas.write(label.text, Box(x, y, wide, tall), face, colour)
