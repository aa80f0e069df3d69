"""Sparklines: rows with a small line each, its newest value as a dot, without scale and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.charts.boxes import Box
from briefing.charts.vector.chart_canvas import ChartCanvas, Point
from briefing.charts.vector.row_table import RowLayout, frame
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot

_AIR: Final = 3.0  # above and below a line in its row
_EDGE: Final = 4.0  # at both ends of a line, for its dot
_DOT: Final = 2.2
_GAP: Final = 6.0  # between the words over the lines and the head of a column
_WEIGHT, _LEADING = 1.4, 1.9


def draw_sparklines(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of sparklines over the whole canvas."""
    ground = frame(canvas, plot, lambda *_: 0.0)
    face = Face(canvas.sizes.axis)
    wide, tall = canvas.size_of(plot.baseline, face)
    if wide <= _before_columns(canvas, ground, face) - ground.left:
        canvas.write(plot.baseline, Box(ground.left, ground.top + 4.5, wide, tall), face, canvas.colour("ink_3"))
    for index, line in enumerate(plot.lines):
        _line(canvas, ground, index, line)


def _before_columns(canvas: ChartCanvas, ground: RowLayout, face: Face) -> float:
    """Return where the head of the first column begins, of numbers at its right end."""
    if not ground.cells:
        return canvas.width
    x, wide = ground.cells[0]
    return x + wide - canvas.size_of(ground.plot.columns[0].head, face)[0] - _GAP


def _line(canvas: ChartCanvas, ground: RowLayout, index: int, line: Plot) -> None:
    """Draw the line of a row: dashed where a bridge stands for a gap, with a dot at its newest value."""
    published = line.series[0]
    colour = canvas.mark_colour(published.role)
    weight = _WEIGHT if published.role == "context" else _LEADING
    for series in line.series:
        dash = (3.0, 2.0) if series.role == "bridge" else None
        for run in _runs(ground, index, line, series.values):
            if len(run) > 1:
                canvas.line(run, colour, weight, dash=dash, z=2.5 if dash else 3)
    known = [at for at, value in enumerate(published.values) if value is not None]
    bounds = [at for at in known if published.roles[at] == "bound"]
    for at in dict.fromkeys((*bounds, known[-1])):
        held = [value if at == other else None for other, value in enumerate(published.values)]
        ((point,),) = _runs(ground, index, line, held)
        canvas.axes.plot(
            *zip(point, strict=True), color=colour, linestyle="none", marker="o", markersize=2 * _DOT,
            markeredgecolor=colour, markeredgewidth=1.0, zorder=5, transform=canvas.points,
            markerfacecolor=canvas.colour("paper") if at in bounds else colour,
        )  # fmt: skip


def _runs(ground: RowLayout, index: int, line: Plot, held: Sequence[float | None]) -> list[list[Point]]:
    """Return the places of values in a row, each stretch without a gap."""
    foot, tall = ground.foot(index) + _AIR, ground.row(index) - 2 * _AIR
    step = (ground.bars - 2 * _EDGE) / max(1, len(held) - 1)
    runs: list[list[Point]] = [[]]
    for at, value in enumerate(held):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((ground.left + _EDGE + at * step, foot + line.axis.share(value) * tall))
    return [run for run in runs if run]
