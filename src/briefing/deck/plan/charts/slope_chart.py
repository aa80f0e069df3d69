"""The slope: two years, a line for each series between them, values at both ends and names at the right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.axis import LIFTED, is_lifted
from briefing.charts.end_names import spread, too_many_names
from briefing.charts.roles import WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.charts.axis_ends import slope_axis
from briefing.deck.plan.charts.line_names import LABEL_SIZE, off_middle
from briefing.deck.plan.charts.over_years import PADDING
from briefing.deck.plan.charts.period_names import HEIGHT, is_native, period_names
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.point_labels import GAP
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Freeform, Path, Shape, Shift, TextBox, TextStyle
from briefing.model.chart import Label, Plot, PlotSeries
from briefing.model.text import Text, plain

STRONG_SIZE = 18.0  # of the values of the title's subject
STEEPEST, FLATTEST = 0.8, 3.0  # width of the slopes as a multiple of their height
CLEAR = 12.0  # from a mark's middle to what stands next to it
_OVER_MARK, _UNDER_MARK = 7.0, 1.0  # between the mark of a scale and the lowest point over it, and the foot
LEADER, _NEAR = 14.0, 4.0  # room of a line from a mark to its value, and how far off that needs none
NAME_LEAST, NAME_MOST, MOST_LINES = 110.0, 175.0, 2  # a longer name stands on two lines


def slope(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the chart of a plot of two years in an area, the base's words at the left, names behind the values."""
    page = page.at("chart")
    ended = [series for series in plot.series if series.values[-1] is not None and series.labels[-1]]
    left = max((_wide(label) for label in _firsts(plot)), default=0.0)
    base = fit.width(plot.baseline, grid.REMARK)
    values = max((_wide(series.labels[-1]) for series in ended), default=0.0)
    known = [value for series in plot.series for value in series.values if value is not None]
    tall = area.h - HEIGHT - 8
    # from the kind's own foot, zero or the common base: a line across the foot would else pass for zero
    plot = replace(plot, axis=slope_axis(_foot(plot, known, tall), max(known), PADDING))
    start, names = area.x + CLEAR + max(left, base, 12.0), _names_width(ended, area)
    for leader in (0.0, LEADER):
        clearance = CLEAR + values + 6 + leader
        room = area.x1 - start - clearance
        wide = min(FLATTEST * tall, max(STEEPEST * tall, room - names), room - min(names, NAME_LEAST))
        inner = Box(start, area.y + 8, wide, tall)
        zone = Box(start + wide + clearance, area.y, room - wide, area.h - HEIGHT)
        ends, shifts = _names(page, plot, inner, ended, zone)
        if all(abs(shift.down) <= _NEAR for shift in shifts):
            break
    shifts = [replace(shift, right=leader) for shift in shifts]
    native = is_native(plot)
    periods = [] if native else period_names(page, plot, inner, area, on_edges=True)
    chart = ChartBox(
        "Chart",
        area,
        inner,
        plot,
        plot.alt,
        "chart",
        label_size=LABEL_SIZE,
        strong_size=STRONG_SIZE,
        axis_size=grid.AXIS,
        category_axis=native,
        on_edges=True,
        shifts=(*_starts(plot, inner, area), *shifts),
    )
    marks = [*_mark(page, plot, inner), *periods, *_base(page, plot, inner)]
    return [*_zero(page, plot, inner), *_leaders(plot, inner, shifts), chart, *marks, *ends]


def _names_width(ended: Sequence[PlotSeries], area: Box) -> float:
    """Return the width that names take, the longer ones on several lines where there is the height for them."""
    names = max((fit.width(series.end, _style(series)) for series in ended), default=0.0)
    folded = [fit.height(fit.single(series.end, _style(series)), NAME_MOST) + 4 for series in ended]
    if sum(folded) <= area.h - HEIGHT and max(folded, default=0.0) <= MOST_LINES * grid.CELL.leading + 4:
        return min(names, NAME_MOST)
    return names


def _leaders(plot: Plot, inner: Box, shifts: Sequence[Shift]) -> list[Element]:
    """Return thin lines from the last marks to the values that had to move off them."""
    lines: list[Element] = []
    for series in plot.series:
        moved = next((shift for shift in shifts if shift.series == series.name), None)
        if moved is None or abs(moved.down) <= _NEAR:
            continue
        x, y = position(plot, inner, 1, series.values[-1] or 0.0, on_edges=True)
        ends = Path(((x, y), (x + GAP + moved.right - 1.0, y + moved.down)), closed=False)
        colour = WORDS.get(series.role, "ink_3")
        lines.append(Freeform(f"Leader {series.name}", (ends,), line=colour, weight=0.75))
    return lines


def _foot(plot: Plot, known: Sequence[float], tall: float) -> float:
    """Return where the scale of a height begins: below the lowest value as far as the mark of a lifted one needs."""
    if not is_lifted(plot):
        return min(plot.axis.low, *known)
    room = (grid.HEAD.leading + _OVER_MARK) / tall
    share = max(0.0, room / (1 - room) - PADDING)  # of the span of the values
    return min(plot.axis.low, min(known) - share * (max(known) - min(known)))


def _mark(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the value axis of a scale that does not begin at zero, at the first date, with the mark that opens it
    between its foot and the lowest point. No line stands at the foot: the mark would say of it that dates are left out.
    """
    if not is_lifted(plot):
        return []
    content = fit.axis_text(LIFTED)
    wide, tall = fit.width(content, grid.HEAD), grid.HEAD.leading
    box = Box(inner.x - wide / 2, inner.y1 - _UNDER_MARK - tall, wide, tall)
    line = Shape("Value axis", "line", Box(inner.x, inner.y, 0, box.y - inner.y), line="rule_strong", weight=0.75)
    return [line, fit.set_text(page, "Scale mark", box, fit.single(content, grid.HEAD))]


def _zero(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the line at zero, named, where values lie on both sides of it."""
    known = [value for series in plot.series for value in series.values if value is not None]
    if not min(known) < 0 < max(known):
        return []
    y = position(plot, inner, 0, 0.0, on_edges=True)[1]
    content = fit.axis_text("0")
    wide = fit.width(content, grid.HEAD)
    box = Box(inner.x1 - wide, y + 2, wide, grid.HEAD.leading)
    line = Shape("Zero", "line", Box(inner.x, y, inner.w, 0), line="rule_strong", weight=0.75)
    return [line, fit.set_text(page, "Zero name", box, fit.single(content, grid.HEAD))]


def _firsts(plot: Plot) -> list[Label]:
    return [label for series in plot.series if (label := series.labels[0])]


def _wide(label: Label | None) -> float:
    if label is None:
        return 0.0
    size = STRONG_SIZE if label.strong else LABEL_SIZE
    return fit.width(label.text, TextStyle(size, size, bold=True)) + 4


def _tall(label: Label) -> float:
    return (STRONG_SIZE if label.strong else LABEL_SIZE) * 1.15


def _style(series: PlotSeries) -> TextStyle:
    return grid.coloured(grid.CELL, WORDS.get(series.role, "ink_2"), bold=series.role in WORDS)


def _starts(plot: Plot, inner: Box, area: Box) -> list[Shift]:
    """Return how far first values that would run into each other move off their points."""
    labelled = [
        (series, label) for series in plot.series if (label := series.labels[0]) and series.values[0] is not None
    ]
    wished = [position(plot, inner, 0, series.values[0] or 0.0, on_edges=True)[1] for series, _ in labelled]
    centres = spread(wished, [_tall(label) for _, label in labelled], area.y, area.y1 - HEIGHT)
    return [_down(series, 0, centre - y) for (series, _), y, centre in zip(labelled, wished, centres, strict=True)]


def _names(
    page: Page, plot: Plot, inner: Box, ended: Sequence[PlotSeries], zone: Box
) -> tuple[list[TextBox], list[Shift]]:
    """Return the names next to the last values, none touching the next, and how far each value moves with its name."""
    wished = [position(plot, inner, 1, series.values[-1] or 0.0, on_edges=True)[1] for series in ended]
    content = [fit.single(series.end, _style(series)) for series in ended]
    heights = [
        max(_tall(label), fit.height(words, zone.w)) + 4
        for series, words in zip(ended, content, strict=True)
        if (label := series.labels[-1])
    ]
    if sum(heights) > zone.h:
        raise page.error("chart", *too_many_names(heights, zone.h - grid.NOTE_ROOM))
    centres = spread(wished, heights, zone.y, zone.y1)
    boxes: list[TextBox] = []
    for series, words, tall, centre in zip(ended, content, heights, centres, strict=True):
        label = series.labels[-1]
        down = off_middle(STRONG_SIZE if label and label.strong else LABEL_SIZE, fit.height(words, zone.w))
        box = Box(zone.x, centre - tall / 2 + 2 + down, zone.w, tall - 4)
        boxes.append(fit.set_text(page, f"Name {plain(series.end)}", box, words, anchor="ctr"))
    return boxes, [_down(s, 1, centre - y) for s, y, centre in zip(ended, wished, centres, strict=True)]


def _down(series: PlotSeries, index: int, down: float) -> Shift:
    return Shift(series.name, index, 0.0, down)


def _base(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return what all lines start from, where no value says it."""
    starts = {series.values[0] for series in plot.series}
    if not plot.baseline or len(starts) != 1 or _firsts(plot):
        return []
    y = position(plot, inner, 0, starts.pop() or 0.0, on_edges=True)[1]
    content: Text = plot.baseline
    wide = fit.width(content, grid.REMARK)
    box = Box(inner.x - CLEAR - wide, y - grid.REMARK.leading / 2, wide, grid.REMARK.leading)
    words = fit.single(content, grid.aligned(grid.REMARK, "r"))
    return [fit.set_text(page, "Base", box, words, anchor="ctr")]
