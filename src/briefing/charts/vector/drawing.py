"""A plot as a matplotlib Figure of the chart's size, drawn on a surface.

Imported when a chart is drawn that is not in the cache, as matplotlib takes longer to load than all else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import matplotlib
from matplotlib.transforms import IdentityTransform

from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles
from briefing.charts.vector.backend import SurfaceCanvas
from briefing.charts.vector.bar_marks import draw_bars
from briefing.charts.vector.bare_axes import bare_axes
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.column_marks import draw_columns
from briefing.charts.vector.dots_marks import draw_dots
from briefing.charts.vector.drawing_surface import DrawingOptions, Marks
from briefing.charts.vector.dumbbell_marks import draw_dumbbells
from briefing.charts.vector.line_marks import draw_lines
from briefing.charts.vector.map_marks import draw_map
from briefing.charts.vector.rank_marks import draw_ranks
from briefing.charts.vector.share_marks import draw_shares
from briefing.charts.vector.slope_marks import draw_slopes
from briefing.charts.vector.sparkline_marks import draw_sparklines
from briefing.model.chart import Form, Plot
from briefing.model.ledger import Place, Trace


def draw(plot: Plot, options: DrawingOptions, surface: Marks, *, trace: Trace, place: Place) -> ChartCanvas:
    """Draw a plot; the origin of the surface is the lower left corner.

    Every printed text is noted in `trace` at `place`. Return the canvas, which knows where each text stands.
    """
    with matplotlib.rc_context():
        if matplotlib.rcParams != matplotlib.rcParamsDefault:  # to set them again takes longer than a drawing
            matplotlib.rcdefaults()  # nothing of a figure may depend on a user's own settings
        matplotlib.rcParams["lines.scale_dashes"] = False  # dashes are in points
        matplotlib.rcParams["lines.solid_capstyle"] = "butt"  # a line ends where its last value is
        matplotlib.rcParams["hatch.linewidth"] = 0.5  # thinner than any line of data
        obstacles = Obstacles(Box(0, 0, options.width, options.height))
        with bare_axes(options.width, options.height) as (figure, axes):
            canvas = ChartCanvas(surface, options, trace, place, obstacles, axes, IdentityTransform())
            FORMS[plot.form](canvas, plot)
            SurfaceCanvas(figure, surface).draw()
    return canvas


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
    "dots": draw_dots,
    "sparklines": draw_sparklines,
    "map": draw_map,
}
