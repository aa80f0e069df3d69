"""Height and least width that suit a plot in brief and letter."""

from __future__ import annotations

from bisect import bisect_left

from briefing.charts.dot_labels import MOST_SIDE_BY_SIDE, side_by_side
from briefing.charts.remarks import split_below
from briefing.charts.vector import text_lines
from briefing.charts.vector.break_marks import break_room
from briefing.charts.vector.column_marks import labelled, values_held
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.map_height import least_map_height, map_height
from briefing.charts.vector.row_table import height, least_height
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot
from briefing.model.text import plain
from briefing.typesetting.break_opportunities import has_wide
from briefing.typesetting.runs import split_lines

# Between two places of a chart of ranks: closer from nine places on, so that ten are as high as eight.
_USUAL, _CLOSE, _FARTHEST, _TALLEST = 100.8, 11.2, 14.4, 330.0
# The heads of columns next to ranks, in the size of names.
_HEADS = 1.9
# Least parts of the usual height: for ranks and slopes, whose names stand below each other, for those with the taller
# characters of Chinese, and for all else.
_NAMED, _NAMED_WIDE, _FLAT = 0.83, 0.92, 0.6
# Between two places whose names are Chinese, in the size of names, at the least.
_CLOSE_WIDE = 1.2
# Of a wide chart, its height as a part of its width.
_LINE_OF_WIDE, _SLOPE_OF_WIDE, _COLUMN_OF_WIDE = 0.4, 0.3, 0.28
# Columns: their height on a narrow page, and the least, at which a column is taller than its value.
_COLUMNS, _LEAST_COLUMNS = 104.0, 96.0
# The least height of dots in a plane, and that of wide ones.
_DOTS, _DOTS_OF_WIDE = 190.0, 0.6
# A figure of the project's own.
_FIGURE, _FIGURE_OF_WIDE = 200.0, 0.5
# Stacked columns: how much taller they may be for the values in their parts, and how much flatter with such values.
_OF_PARTS, _HELD = (1.0, 1.1, 1.2, 1.3, 1.4), 1.0
_LEVEL = 6.0  # from one level of dots to the next, where nothing is measured upwards


def height_for(plot: Plot, size: Sizes, width: float, measure: Measure) -> float:
    """Return the height in points that suits a plot of a width: by its rows, or by its form."""
    if plot.in_rows:
        return height(plot, size, width, measure)
    if plot.map:
        return map_height(plot.map, size, width, measure)
    if plot.figure:
        return max(_FIGURE, _FIGURE_OF_WIDE * width)
    if plot.rank_marks:
        span = plot.axis.high - plot.axis.low
        heads = _HEADS * size.axis if plot.columns else 0.0
        words, face = split_below(plot)[1], Face(size.note)
        lines = len(text_lines.lines(measure, words, face, width)) if words else 0
        below = text_lines.tall(measure, face, lines) if lines else 0.0
        return _usual_span(span) + 3.6 * size.axis + heads + below
    if plot.form == "dots" and not plot.axis.visible:
        return 2 * plot.axis.high * _LEVEL * MOST_SIDE_BY_SIDE / side_by_side(plot) + 4 * size.axis
    if plot.form == "dots":
        return max(_DOTS, _DOTS_OF_WIDE * width)
    if plot.form == "line" and len(plot.categories) == 2:
        return max(120.0, _SLOPE_OF_WIDE * width)
    if plot.form == "column" and plot.built_up:
        return _of_parts(plot, size, width, measure)
    if plot.form == "line":
        return max(156.0, _LINE_OF_WIDE * width)
    return max(_COLUMNS, _COLUMN_OF_WIDE * width) + _around_columns(plot, size, measure)


def _usual_span(span: float) -> float:
    """Return the usual height between the first place of a chart of ranks and the last."""
    return min(_TALLEST, span * min(_FARTHEST, max(_CLOSE, _USUAL / span)))


def _of_parts(plot: Plot, size: Sizes, width: float, measure: Measure) -> float:
    """Return the height of stacked columns: usual, or so much more that as many parts as can hold their values do."""
    usual = max(156.0, _LINE_OF_WIDE * width)
    labels = (label for series in plot.series if not series.over for label in series.labels)
    most = sum(label is not None and label.side == "centre" for label in labels)
    best, tallest = -1, usual
    for tall in (usual * part for part in _OF_PARTS):
        held = values_held(plot, size, width, tall, measure)
        if held > best:
            best, tallest = held, tall
        if held >= most:  # no other height holds more
            break
    return tallest


def _around_columns(plot: Plot, size: Sizes, measure: Measure) -> float:
    """Return the height of what stands above and below columns besides a line of values and one of periods."""
    spans = any(remark.span for remark in plot.remarks)
    wordy = any(" " in plain(label.text) for series in plot.series for label in series.labels if label)
    below = plot.axis.low < 0  # labels stand under columns too
    return (
        break_room(measure, size, plot) + (14.0 if spans else 0.0) + (12.0 if wordy else 0.0) + (22.0 if below else 0.0)
    )


def least_height_for(plot: Plot, size: Sizes, width: float, measure: Measure, usual: float | None = None) -> float:
    """Return the least height in points at which a plot can be read, where a page has no more for it.

    `usual` is the height that suits it, where that is known: it takes long to find out.
    """
    if plot.in_rows:
        return least_height(plot, size, width, measure)
    if plot.figure:
        return height_for(plot, size, width, measure)
    if plot.map:
        return least_map_height(plot.map, size, width, measure)
    usual = height_for(plot, size, width, measure) if usual is None else usual
    if plot.form == "column" and plot.built_up:
        return usual * max(_FLAT, _HELD if values_held(plot, size, width, usual, measure) else 0.0)
    if plot.form == "column":
        return _LEAST_COLUMNS + _around_columns(plot, size, measure)
    named = plot.rank_marks or (plot.form == "line" and len(plot.categories) == 2)
    if not named:
        return usual * _FLAT
    if not any(has_wide(plain(series.end)) for series in plot.series):
        return usual * _NAMED
    if not plot.rank_marks:
        return usual * _NAMED_WIDE
    # few places are so far from each other that their names have room in a flatter chart as well
    span = plot.axis.high - plot.axis.low
    spared = max(0.0, _usual_span(span) - span * _CLOSE_WIDE * size.label)
    return max(usual * _NAMED, min(usual * _NAMED_WIDE, usual - spared))


def least_width(plot: Plot, size: Sizes, measure: Measure) -> float:
    """Return the width in points below which labels of columns touch or years are thinned out.

    A page chooses by it between panels side by side and one below the other, and shares a row between them.
    """
    if plot.in_rows:
        cells = [split_lines(cell)[:1] for column in plot.columns for cell in (column.head, *column.cells)]
        face = Face(size.label, strong=True)
        return 160.0 + len(plot.columns) * (
            max((text_lines.widest(measure, c, face) for c in cells), default=0.0) + 12.0
        )
    if plot.form == "column":
        usual = height_for(plot, size, 0.0, measure)
        talls = [usual * part for part in (0.65, 1.0, 1.3)]
        widths = range(8 * len(plot.categories), 36 * len(plot.categories), 4)
        at = bisect_left(widths, True, key=lambda w: all(labelled(plot, size, w, tall, measure) for tall in talls))
        return float(widths[min(at, len(widths) - 1)])
    return 240.0 if plot.form == "dots" else 120.0 + 14.0 * len(plot.categories)
