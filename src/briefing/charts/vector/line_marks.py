"""Lines over years: published values with marks, dashed bridges, breaks, labels that touch nothing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.axis import is_lifted
from briefing.charts.boxes import Box
from briefing.charts.label_placement import around_mark, misleads, next_to_mark
from briefing.charts.line_pieces import are_one_line
from briefing.charts.remarks import noted
from briefing.charts.roles import owner
from briefing.charts.time_axis import fineness, is_dated
from briefing.charts.vector.area_marks import draw_area
from briefing.charts.vector.break_marks import break_line, break_words
from briefing.charts.vector.chart_canvas import ChartCanvas, Point, style
from briefing.charts.vector.line_ground import NAME_MOST, label_face, line_ground, named_series, scale_room
from briefing.charts.vector.plot_area import (
    PlotArea,
    grid,
    level,
    level_words,
    pale_dots,
    remark_words,
    scale_mark,
    years,
)
from briefing.charts.vector.result_column import with_result, write_results
from briefing.charts.vector.series_names import NamedEnd, write_names
from briefing.charts.vector.span_marks import band_years, draw_spans, shade
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.line_points import lone_points

MARK = 2.9
_LEAST_MARK, _PART = 1.6, 0.19  # of marks that stand close: the line between them is seen
_END_MARK = 2.4
_REACH = 40.0  # to either side of a point whose value has no room beside it
_WEIGHT = {"highlight": 2.6, "second": 2.0}
_THINNEST, _DENSE = (
    0.5,
    0.4,
)  # of its weight, a line of close points, so that its turns are seen; for each point of width
_IN_BAND = 0.55  # of its weight, a line in a band, which would look like the fringe of a thicker one
_HISTORY = 0.5  # of its weight, a line before it counts
_SPACE = 8.0
_ABOUT = 40.0  # across, within which a point of another line may take a value for its own
_CLEAR = 1.2  # between a value and any line
_INK = 2.5  # between a value and the middle of a line of data, which is wide itself
_FARTHER = (2.5, 5.0, 7.5, 10.0)  # from its mark, where a value would touch a line of the grid
_FARTHEST = (*_FARTHER, 14.0, 18.0, 22.0)  # where it would touch the line of data itself
_SPARSE = 6.0  # half marks from one mark to the next
_ORDER: dict[Role, int] = {"context": 0, "second": 1, "highlight": 2}


def draw_lines(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of lines over the whole canvas."""
    named = named_series(plot)
    area = line_ground(plot, canvas.options, canvas.surface, where=str(canvas.place))
    area.frame(canvas)
    band_years(canvas, area, 0.0)
    shade(canvas, area)
    if plot.axis.visible:
        room = canvas.options.ends is not None and area.first >= scale_room(plot, canvas.sizes, canvas.surface)
        left = canvas.options.numbers == "own" and (room or bool(named or with_result(plot)))
        grid(canvas, area, left=left)
    elif is_lifted(plot):
        scale_mark(canvas, area)
    for rule in plot.rules:
        break_line(canvas, area, rule) if rule.along == "category" else level(canvas, area, rule)
    years(canvas, area)
    mark = min(MARK, max(_LEAST_MARK, _PART * (area.last - area.first) / max(1, len(plot.categories) - 1)))
    for series in plot.series:
        if series.role == "ghost":
            pale_dots(canvas, area, series, ringed=[int(one.at) for one in plot.remarks if one.ring])
        elif series.filled:
            draw_area(canvas, area, series)
        else:
            draw_series(canvas, area, series, mark)
    write_names(canvas, _ends(area, named), NAME_MOST * canvas.width, area.box.y)
    write_results(canvas, area)
    draw_spans(canvas, area)
    _labels(canvas, area)
    for rule in plot.rules:
        words = break_words if rule.along == "category" else level_words
        words(canvas, area, rule)
    ground = Box(0, area.box.y + 3, canvas.width, canvas.height - area.box.y - 3)
    for remark in plot.remarks:
        remark_words(canvas, area, remark, ground)


def _ends(area: PlotArea, named: Sequence[PlotSeries]) -> list[NamedEnd]:
    """Return where the named lines end, with their last values."""
    found = [(series, end) for series in named if (end := series.last)]
    column = area.last if is_dated(area.plot) else 0.0  # clear of lines that are longer
    ends = [
        (series, max(area.x(at), column) + 8, area.y(_middle(area.plot, series, at, value)))
        for series, (at, value) in found
    ]
    return [NamedEnd(series, series.last_label, x, y) for series, x, y in ends]


def _middle(plot: Plot, series: PlotSeries, at: int, value: float) -> float:
    """Return the value that a name at the end of a series stands at: of an area its middle."""
    span = plot.span(series, at) if plot.stacks(series) else None
    return sum(span) / 2 if span else value


def draw_series(canvas: ChartCanvas, area: PlotArea, series: PlotSeries, mark: float) -> None:
    """Draw a line with a mark at each point; gaps stay open, bridges are dashed and have no marks."""
    role = owner(area.plot, series)
    colour = canvas.mark_colour(role)
    share = _HISTORY if series.thin else 1.0
    share *= _IN_BAND if any(other.role == "unseen" for other in area.plot.series) else 1.0
    weight = share * _WEIGHT.get(role, 1.6) * fineness(area.plot, area.last - area.first)
    z = 2.0 + _ORDER.get(role, 0)
    dash = (4.0, 3.0) if series.role == "bridge" or not series.observed else None
    run: list[tuple[int, float]] = []
    for index, value in [*enumerate(series.values), (len(series.values), None)]:
        if value is not None:
            run.append((index, value))
            continue
        if len(run) > 1:
            below = 0.5 if dash else 0.0
            canvas.axes.plot(
                *zip(*run, strict=True), color=colour, linewidth=weight, linestyle=style(dash), zorder=z - below
            )
            canvas.obstacles.add_line(area.point(*point) for point in run)
        run = []
    if series.observed:
        _marks(canvas, area, series, colour, mark, z + 4)


def _marks(canvas: ChartCanvas, area: PlotArea, series: PlotSeries, colour: str, mark: float, z: float) -> None:
    """Draw the marks of a series at its points; of one without marks at those that no line shows."""
    crowded = (area.last - area.first) / max(1, len(series.values) - 1) < _SPARSE * mark
    mark = max(mark, _END_MARK) if crowded else mark  # only ends are marked, and where something is written
    written = noted(area.plot, series)
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    lone = lone_points(series.values)
    shown: dict[Role, list[tuple[int, float]]] = {}
    for index, value in known:
        own: Role = series.roles[index] if series.roles else series.role
        ends = index in (known[0][0], known[-1][0])
        if not (series.markers or index in lone):
            continue
        if crowded and own != "bound" and not (ends or index in written or index in lone):
            continue  # the pale_dots of marks that stand close would cut the line into dashes, which stand for a gap
        shown.setdefault(own, []).append((index, value))
        x, y = area.point(index, value)
        canvas.obstacles.boxes.append(Box(x - mark, y - mark, 2 * mark, 2 * mark))
    paper = canvas.colour("paper")
    for own, points in shown.items():
        hue = colour if own == "bound" else canvas.mark_colour(own)
        if own == "second":
            # another shape, as in greys its colour alone would not part it from the first
            for half, fill in ((mark + 1.6, paper), (mark + 0.6, hue)):
                canvas.marks(points, half, fill, zorder=z, marker="D")
        elif own == "bound":
            canvas.marks(points, mark - 0.2, paper, zorder=z, markeredgecolor=hue, markeredgewidth=1.5)
        elif mark < MARK:  # edges of paper would cut the line between them into beads
            canvas.marks(points, mark, hue, zorder=z)
        else:
            canvas.marks(points, mark + 0.5, hue, zorder=z, markeredgecolor=paper, markeredgewidth=1.0)


def _labels(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write the values: strong ones first, then the leading series', then the others from the last to the first.

    A value that would stand on another text is left to the scale, where there is one.
    """
    plot = area.plot
    labels = [
        (series, index, label)
        for series in plot.series
        for index, label in enumerate(series.labels)
        if label is not None
        and series.values[index] is not None
        # the last value of a named series stands beside its name
        and not (series.end and not series.result and label is series.last_label)
    ]
    leads = [series for series in plot.series if series.role == "highlight"] or plot.series[:1]

    def order(item: tuple[PlotSeries, int, Label]) -> tuple[bool, bool, bool, int]:
        return item[2].optional, not item[2].strong, item[0] not in leads, -item[1]

    for series, index, label in sorted(labels, key=order):
        point = area.point(index, series.values[index] or 0.0)  # a label has a value
        face = label_face(canvas.sizes, label)
        size = canvas.size_of(label.text, face)
        near = next_to_mark(point, size, label.side, MARK + 3.2, _rise(area, series, index))
        options = _clear_of_scale(canvas, area, near, point[0])
        if is_dated(plot):
            options = _with_farther(options, point)
        options = [one for one in options if one.y > area.box.y + 0.5] or options  # not on the foot's line
        others = _others(area, series, point[0])
        free = _free(canvas, area, options, point, others)
        box = canvas.obstacles.best(free or options, margin=0.6)
        if label.optional and not (free and canvas.obstacles.cost(box.grown(_CLEAR)) == 0):
            continue
        spare = plot.axis.visible and series not in leads
        hemmed = plot.axis.visible and any(misleads(option, point, others) for option in options)
        if (spare or hemmed) and not (free and canvas.obstacles.is_clear(box)):
            continue
        if not spare and not (free and canvas.obstacles.is_clear(box)):
            about = Box(point[0] - _REACH, area.box.y, 2 * _REACH, area.box.h)
            box = _cheapest(
                canvas, [one for one in around_mark(point, size, label.side) if not one[1].overhang(about)], box
            )
        role = owner(plot, series)
        colour = canvas.word_colour(role) if label.strong or len(plot.series) > 1 else canvas.colour("ink_2")
        canvas.write(label.text, box, face, colour)


def _free(
    canvas: ChartCanvas, area: PlotArea, options: Sequence[Box], mark: Point, others: Sequence[Point]
) -> list[Box]:
    """Return places of a value that touch no text and are nearest to its own mark: those off the ink of the line and of
    the axis at zero, if need be farther away, where there are any."""

    def unread(places: Sequence[Box]) -> list[Box]:
        return [one for one in places if not (_crowded(canvas, one) or misleads(one, mark, others))]

    def inkless(places: Sequence[Box]) -> list[Box]:
        return [one for one in places if canvas.obstacles.is_clear(one.grown(_INK))]

    free = unread(options)
    if not is_dated(area.plot):
        away = [one for one in _with_farther(options, mark, _FARTHEST) if one.y > area.box.y + 0.5]
        return inkless(free) or inkless(unread(away)) or free
    clear = inkless(free)  # a value on a line of the grid is no harder to place, but harder to read
    return [option for option in clear if canvas.obstacles.cost(option.grown(_CLEAR)) == 0] or clear or free


def _cheapest(canvas: ChartCanvas, about: Sequence[tuple[float, Box]], otherwise: Box) -> Box:
    """Return the place that covers least, clear of other texts where that can be."""
    spaced = [place for place in about if not _crowded(canvas, place[1])]
    return canvas.obstacles.cheapest(spaced or about or [(0.0, otherwise)])[1]


def _clear_of_scale(canvas: ChartCanvas, area: PlotArea, options: Sequence[Box], x: float) -> list[Box]:
    """Return places of a value that begin where the numbers of a scale end, or end where they begin: next to them it
    would be read as one."""
    plot = area.plot
    if not plot.axis.visible or area.first <= 0 or canvas.options.numbers == "none":
        return list(options)
    scale = scale_room(plot, canvas.sizes, canvas.surface)
    if canvas.options.numbers == "right":
        return [option for option in options if option.x1 <= canvas.width - scale] or list(options)
    return [replace(option, x=max(option.x, min(scale, x))) for option in options]


def _with_farther(options: Sequence[Box], mark: Point, steps: Sequence[float] = _FARTHER) -> list[Box]:
    """Return places of a value over and under its mark, then those farther from it, then those at its sides."""
    sides = [option for option in options if option.y < mark[1] < option.y + option.h]
    upright = [option for option in options if option not in sides]
    away = [
        Box(option.x, option.y + (by if option.y > mark[1] else -by), option.w, option.h)
        for by in steps
        for option in upright
    ]
    return [*upright, *away, *sides]


def _others(area: PlotArea, series: PlotSeries, x: float) -> list[Point]:
    """Return the published points of the other lines about a place across."""
    points = (
        area.point(at, value)
        for other in area.plot.series
        if other.role != "bridge" and not are_one_line(other, series)
        for at, value in enumerate(other.values)
        if value is not None
    )
    return [point for point in points if abs(point[0] - x) < _ABOUT]


def _crowded(canvas: ChartCanvas, box: Box) -> bool:
    """Return whether a value would touch another text: two numbers with only a space between them read as one."""
    spaced = Box(box.x - _SPACE, box.y, box.w + 2 * _SPACE, box.h)
    return any(spaced.touches(other) for other in canvas.words)


def _rise(area: PlotArea, series: PlotSeries, index: int) -> float:
    """Return the slope of the line through a point, in points up for a point across; bridges count."""
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    place = [at for at, _ in known].index(index)
    one, other = known[max(0, place - 1)], known[min(len(known) - 1, place + 1)]
    if one == other:
        return 0.0
    (x0, y0), (x1, y1) = area.point(*one), area.point(*other)
    return (y1 - y0) / (x1 - x0)
