"""Height of a map on a page with its classes, worked out without the library that draws it."""

from __future__ import annotations

from typing import Final

from briefing.charts.vector import text_lines
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.text_lines import Face
from briefing.model.outlines import MapPlot

SWATCH, GAP, BELOW = 1.75, 1.5, 4.0  # a swatch's height in sizes of its words; points
LEAST: Final = 60.0  # height of a map
_LEAST_SHARE, _MOST_SHARE = 0.3, 0.6  # of the width: height of a map with the words around it
_MOST_SWATCH: Final = 96.0
PAD: Final = 4.0  # beside a count in its swatch


def map_height(drawn: MapPlot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height of a map of a width, with its classes."""
    ground = max(LEAST, min(max(drawn.high / drawn.wide, _LEAST_SHARE), _MOST_SHARE) * width)
    return ground + legend_height(drawn, sizes, width, measure)


def least_map_height(drawn: MapPlot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height below which a map of a width is not drawn: its classes give nothing up."""
    return LEAST + legend_height(drawn, sizes, width, measure)


def legend_height(drawn: MapPlot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height of the classes below a map."""
    drawn = counted(drawn, sizes, width, measure)
    rule, bounds = Face(sizes.note), Face(sizes.axis, strong=True)
    lines = len(text_lines.lines(measure, drawn.rule, rule, width)) if drawn.rule else 0
    words = BELOW + text_lines.tall(measure, rule, lines) if lines else 0.0
    wide = swatch_width(drawn, width)
    most = max(len(text_lines.lines(measure, item.words, bounds, wide)) for item in drawn.classes)
    return 8.0 + SWATCH * sizes.axis + BELOW + text_lines.tall(measure, bounds, most) + words


def counted(drawn: MapPlot, sizes: Sizes, width: float, measure: Measure) -> MapPlot:
    """Return a map whose counts have room in their swatches: in words, else as numbers alone."""
    room = swatch_width(drawn, width) - 2 * PAD
    fitting = all(text_lines.width(measure, item.count, Face(sizes.axis)) <= room for item in drawn.classes)
    return drawn if fitting else drawn.numbered


def swatch_width(drawn: MapPlot, width: float) -> float:
    """Return the width of the swatch of a class below a map of a width."""
    count = len(drawn.classes) + (1 if drawn.absent else 0)
    return min(_MOST_SWATCH, (width - GAP * (count - 1)) / count)
