"""A plot → a figure of artists in points, rendered on a surface."""

from __future__ import annotations

from collections.abc import Callable

from briefing.charts.vector.bars import LETTER, draw_bars, height
from briefing.charts.vector.columns import draw_columns
from briefing.charts.vector.lines import draw_lines
from briefing.charts.vector.ranks import draw_ranks
from briefing.charts.vector.sheet import Sheet
from briefing.charts.vector.slopes import draw_slopes
from briefing.charts.vector.surface import Sizes, Surface
from briefing.model.chart import Plot
from briefing.model.ledger import Trace
from briefing.model.text import plain
from briefing.model.theme import Palette


def draw(
    plot: Plot,
    palette: Palette,
    surface: Surface,
    width: float,
    height: float,
    *,
    size: Sizes,
    trace: Trace,
    place: str,
) -> Sheet:
    """Draw a plot in a width and height in points; the origin of the surface is the lower left corner.

    Every printed text is noted in `trace` at `place`. → the sheet, which knows where each text stands.
    """
    import matplotlib
    from matplotlib.figure import Figure

    from briefing.charts.vector.renderer import render

    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # nothing of a figure may depend on a user's own settings
        matplotlib.rcParams["lines.scale_dashes"] = False  # dashes are in points
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
        sheet = Sheet(figure, surface, palette, size, width, height, trace, place)
        _form(plot)(sheet, plot)
        render(figure, surface)
    return sheet


def height_for(plot: Plot, size: Sizes, width: float = 330.0) -> float:
    """A plot and its width → the height that suits it in points: bars by their rows, the others by their form."""
    if plot.form == "bar":
        return height(plot, size, width)
    if plot.rank_marks:
        return (plot.axis.high - plot.axis.low) * 17.5 + 4.6 * size.axis
    if plot.form == "line":
        return 178.0 if len(plot.categories) > 2 else 130.0
    return 150.0


def least_width(plot: Plot, size: Sizes) -> float:
    """A plot → the width below which labels of its columns are dropped or its years thinned out, in points.

    Worked out from average letters, so that a page can choose between panels side by side and one below the other.
    """
    if plot.form == "bar":
        cells = [word for column in plot.columns for word in (column.head, *column.cells)]
        letters = max((len(plain(cell).split("\n")[0]) for cell in cells), default=0)
        return 160.0 + len(plot.columns) * (letters * LETTER * size.label + 12.0)
    words = [word for s in plot.series for label in s.labels if label for word in plain(label.text).split()]
    if plot.form == "column":
        return len(plot.categories) * (max(map(len, words), default=4) * LETTER * size.label + 2.0)
    return 120.0 + 14.0 * len(plot.categories)


def _form(plot: Plot) -> Callable[[Sheet, Plot], None]:
    if plot.form == "bar":
        return draw_bars
    if plot.form == "column":
        return draw_columns
    if plot.rank_marks:
        return draw_ranks
    return draw_slopes if len(plot.categories) == 2 else draw_lines
