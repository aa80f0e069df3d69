"""Names of series at the ends of lines and columns, each in its colour, with the last value before it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.charts.boxes import Box
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import SERIES_ROLES, Label, PlotSeries

_AFTER = 5.0  # a value
_BETWEEN = 3.0  # two names


class NamedEnd(Struct, frozen=True):
    """The end of a series: the value before its name, if any, where both begin, and the height that they name."""

    series: PlotSeries
    value: Label | None
    x: float = 0.0
    y: float = 0.0


def names_width(measure: Measure, sizes: Sizes, ends: Sequence[NamedEnd], most: float) -> float:
    """Return the width of the names, at most `most`, with the values before them; 0 without any."""
    faces = [_face(sizes, end) for end in ends]
    lines = [text_lines.balanced(measure, e.series.end, face, most) for e, face in zip(ends, faces, strict=True)]
    names = max((text_lines.widest(measure, line, face) for line, face in zip(lines, faces, strict=True)), default=0.0)
    return names + _values_width(measure, sizes, ends)


def write_names(canvas: ChartCanvas, ends: Sequence[NamedEnd], most: float, low: float) -> None:
    """Write the names above `low`, clear of each other, each as near to its end as it can stand.

    Names with a value form a column behind the values; one without begins at the end of its series.
    """
    faces = [_face(canvas.sizes, end) for end in ends]
    lines = [text_lines.balanced(canvas.surface, e.series.end, face, most) for e, face in zip(ends, faces, strict=True)]
    talls = [canvas.tall(face, len(line)) for face, line in zip(faces, lines, strict=True)]
    centres = canvas.stacked([end.y for end in ends], [tall + _BETWEEN for tall in talls], low)
    shift, value = _values_width(canvas.surface, canvas.sizes, ends), Face(canvas.sizes.label, strong=True)
    for end, face, line, tall, centre in zip(ends, faces, lines, talls, centres, strict=True):
        colour, x = canvas.word_colour(end.series.role), end.x + (shift if end.value else 0.0)
        if end.value:
            wide, own = canvas.size_of(end.value.text, value)
            first = centre + tall / 2 - canvas.tall(face)
            canvas.write(end.value.text, Box(x - _AFTER - wide, first, wide, own), value, colour)
        box = Box(x, centre - tall / 2, text_lines.widest(canvas.surface, line, face), tall)
        canvas.write_lines(end.series.end, line, box, face, colour)


def _face(sizes: Sizes, end: NamedEnd) -> Face:
    return Face(sizes.label, strong=end.series.role in SERIES_ROLES)


def _values_width(measure: Measure, sizes: Sizes, ends: Sequence[NamedEnd]) -> float:
    face = Face(sizes.label, strong=True)
    values = (text_lines.width(measure, end.value.text, face) + _AFTER for end in ends if end.value)
    return max(values, default=0.0)
