"""A chart as it was drawn: its marks in order, found again by all that it was drawn from.

Every chart is first drawn into marks and then told to its surface, so that one that was drawn before, for which
matplotlib is not even imported, comes out the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefing import cache
from briefing.charts.vector.drawing_surface import Font, Measure, Paint, Segment, Sizes, Surface
from briefing.model.chart import Plot
from briefing.model.ledger import Place, Trace
from briefing.model.text import Text
from briefing.model.theme import Palette


class Stroke(Struct, frozen=True, tag=True, array_like=True):
    """A path that is filled and stroked."""

    segments: tuple[Segment, ...]
    paint: Paint


class Writing(Struct, frozen=True, tag=True, array_like=True):
    """A string from its left end on its baseline."""

    x: float
    y: float
    string: str
    font: Font
    size: float
    colour: str
    angle: float = 0.0


class Drawing(Struct, frozen=True):
    """Marks in the order in which they were drawn, and each text that is noted for them."""

    marks: tuple[Stroke | Writing, ...]
    notes: tuple[Text, ...]


def draw(
    plot: Plot,
    palette: Palette,
    surface: Surface,
    width: float,
    height: float,
    *,
    size: Sizes,
    trace: Trace,
    place: Place,
) -> None:
    """Draw a plot in a width and height in points; the origin of the surface is the lower left corner.

    Every printed text is noted in `trace` at `place`. LayoutError for what finds no room.
    """
    drawing = _drawing(plot, palette, surface, width, height, size, place)
    for note in drawing.notes:
        trace.note(place, note)
    for mark in drawing.marks:
        if isinstance(mark, Stroke):
            surface.path(mark.segments, mark.paint)
        else:
            surface.text(mark.x, mark.y, mark.string, mark.font, mark.size, mark.colour, mark.angle)


def _drawing(
    plot: Plot, palette: Palette, surface: Surface, width: float, height: float, size: Sizes, place: Place
) -> Drawing:
    from briefing.charts.vector import drawing

    plot = replace(plot, alt=(), source="")  # said around it, and no mark of it
    told = msgspec.msgpack.encode((plot, palette, size, width, height))
    entry = cache.key("chart", surface.faces, told)
    kept = cache.load(entry)
    if kept is not None:
        return msgspec.msgpack.decode(kept, type=Drawing)
    marks, trace = _Marks(surface), _Notes("")
    drawing.draw(plot, palette, marks, width, height, size=size, trace=trace, place=place)
    made = Drawing(tuple(marks.marks), tuple(trace.notes))
    cache.store(entry, msgspec.msgpack.encode(made))
    return made


class _Marks:
    """Takes the place of a surface: measures as it does, and keeps what is drawn."""

    def __init__(self, surface: Measure) -> None:
        self.width, self.ascent, self.descent = surface.width, surface.ascent, surface.descent
        self.marks: list[Stroke | Writing] = []

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """A path."""
        self.marks.append(Stroke(tuple(segments), paint))

    def text(self, x: float, y: float, string: str, font: Font, size: float, colour: str, angle: float = 0.0) -> None:
        """A string."""
        self.marks.append(Writing(x, y, string, font, size, colour, angle))


class _Notes(Trace):
    """Keeps the texts that are noted, in order."""

    notes: list[Text] = field(default_factory=list)

    def note(self, place: Place, text: Text) -> str:
        """Keep it."""
        self.notes.append(text)
        return super().note(place, text)
