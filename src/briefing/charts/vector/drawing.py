"""A plot → a matplotlib Figure of the chart's size, drawn on a surface."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Final

from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles
from briefing.charts.vector import text_lines
from briefing.charts.vector.bar_marks import draw_bars
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.column_marks import draw_columns, labelled
from briefing.charts.vector.drawing_surface import DrawingOptions, Marks, Measure, Sizes
from briefing.charts.vector.dumbbell_marks import draw_dumbbells
from briefing.charts.vector.line_marks import draw_lines
from briefing.charts.vector.rank_marks import draw_ranks
from briefing.charts.vector.row_table import height, least_height
from briefing.charts.vector.share_marks import draw_shares
from briefing.charts.vector.slope_marks import draw_slopes
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Form, Plot
from briefing.model.ledger import Place, Trace
from briefing.model.text import plain
from briefing.typesetting.runs import split_lines

# Between two places of a chart of ranks: closer from nine places on, so that ten are as high as eight.
_USUAL, _CLOSE, _TALLEST = 100.8, 11.2, 330.0
# Least parts of the usual height: for ranks and slopes, whose names stand below each other, and for all else.
_NAMED, _FLAT = 0.83, 0.6
# Of a wide chart, its height as a part of its width.
_LINE_OF_WIDE, _SLOPE_OF_WIDE, _COLUMN_OF_WIDE = 0.4, 0.3, 0.28


def draw(plot: Plot, options: DrawingOptions, surface: Marks, *, trace: Trace, place: Place) -> ChartCanvas:
    """Draw a plot; the origin of the surface is the lower left corner.

    Every printed text is noted in `trace` at `place`. Return the canvas, which knows where each text stands.
    """
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.transforms import IdentityTransform

    from briefing.charts.vector.backend import SurfaceCanvas

    with matplotlib.rc_context():
        if matplotlib.rcParams != matplotlib.rcParamsDefault:  # to set them anew takes longer than a drawing
            matplotlib.rcdefaults()  # nothing of a figure may depend on a user's own settings
        matplotlib.rcParams["lines.scale_dashes"] = False  # dashes are in points
        matplotlib.rcParams["lines.solid_capstyle"] = "butt"  # a line ends where its last value is
        figure = Figure(figsize=(options.width / 72, options.height / 72), dpi=72, frameon=False)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        obstacles = Obstacles(Box(0, 0, options.width, options.height))
        canvas = ChartCanvas(surface, options, trace, place, obstacles, axes, IdentityTransform())
        FORMS[plot.form](canvas, plot)
        for artist in axes.get_children():
            artist.set_clip_on(False)  # marks at an edge of the plot area are drawn whole
        SurfaceCanvas(figure, surface).draw()
    return canvas


def height_for(plot: Plot, size: Sizes, width: float, measure: Measure) -> float:
    """Return the height in points that suits a plot of a width: by its rows, or by its form."""
    if plot.in_rows:
        return height(plot, size, width, measure)
    if plot.rank_marks:
        span = plot.axis.high - plot.axis.low
        return min(_TALLEST, span * min(14.4, max(_CLOSE, _USUAL / span))) + 3.6 * size.axis
    if plot.form == "line" and len(plot.categories) == 2:
        return max(120.0, _SLOPE_OF_WIDE * width)
    if plot.form == "line" or plot.stacked:
        return max(156.0, _LINE_OF_WIDE * width)
    spans = any(remark.span for remark in plot.remarks)
    wordy = any(" " in plain(label.text) for series in plot.series for label in series.labels if label)
    below = plot.axis.low < 0  # labels stand under columns too
    usual = max(104.0, _COLUMN_OF_WIDE * width)
    return usual + (14.0 if spans else 0.0) + (12.0 if wordy else 0.0) + (22.0 if below else 0.0)


def least_height_for(plot: Plot, size: Sizes, width: float, measure: Measure) -> float:
    """Return the least height in points at which a plot can be read, where a page has no more for it."""
    if plot.in_rows:
        return least_height(plot, size, width, measure)
    usual = height_for(plot, size, width, measure)
    named = plot.rank_marks or (plot.form == "line" and len(plot.categories) == 2)
    return usual * (_NAMED if named else _FLAT)


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
    return 120.0 + 14.0 * len(plot.categories)


def _draw_lines(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw lines: ranks, the two ends of slopes, or values over years."""
    form = draw_ranks if plot.rank_marks else draw_slopes if len(plot.categories) == 2 else draw_lines
    form(canvas, plot)


# The marks of each form.
FORMS: Final[Mapping[Form, Callable[[ChartCanvas, Plot], None]]] = {
    "bar": draw_bars,
    "column": draw_columns,
    "line": _draw_lines,
    "dumbbell": draw_dumbbells,
    "share": draw_shares,
}
