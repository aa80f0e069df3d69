"""Charts as vectors: a Plot drawn on a matplotlib Figure, and that on a Surface, in the document's own fonts."""

from __future__ import annotations

from briefing.charts.vector.chart_size import height_for, least_height_for, least_width
from briefing.charts.vector.drawing_cache import draw
from briefing.charts.vector.drawing_surface import (
    DrawingOptions,
    Font,
    Measure,
    Paint,
    Segment,
    Sizes,
    Surface,
    TextMark,
)

__all__ = [
    "LETTER",
    "PAGE",
    "DrawingOptions",
    "Font",
    "Measure",
    "Paint",
    "Segment",
    "Sizes",
    "Surface",
    "TextMark",
    "draw",
    "height_for",
    "least_height_for",
    "least_width",
]

# Sizes on an A4 page; nothing is smaller than 8.5 points.
PAGE = Sizes(label=9.0, axis=8.5, strong=11.5, note=8.5)
# Sizes in a letter, whose point is a pixel of the reader's; on a small screen all of it shrinks.
LETTER = Sizes(label=15.0, axis=14.0, strong=18.0, note=14.0)
