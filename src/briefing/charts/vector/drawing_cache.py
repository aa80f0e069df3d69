"""A chart as it was drawn: its marks in order, found again by all that it was drawn from.

Every chart is first drawn into marks, which are then passed to its surface, so that one that was drawn before, for
which matplotlib is not even imported, comes out the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.charts.vector.drawing_surface import (
    DrawingOptions,
    FacedMeasure,
    Measure,
    Paint,
    PathMark,
    Segment,
    Surface,
    TextMark,
)
from briefing.errors import FigureError, LayoutError
from briefing.model.chart import Plot
from briefing.model.ledger import Place, Trace
from briefing.model.text import Text
from briefing.reuse import reused


class RecordedDrawing(Struct, frozen=True):
    """Marks in the order in which they were drawn, and each text that is noted for them."""

    marks: tuple[PathMark | TextMark, ...]
    notes: tuple[Text, ...]


def draw(plot: Plot, options: DrawingOptions, surface: Surface, *, trace: Trace, place: Place) -> None:
    """Draw a plot; the origin of the surface is the lower left corner.

    Every printed text is noted in `trace` at `place`. LayoutError for what finds no room.
    """
    drawing = recorded(plot, options, surface, place)
    for note in drawing.notes:
        trace.note(place, note)
    for mark in drawing.marks:
        if isinstance(mark, PathMark):
            surface.path(mark.segments, mark.paint)
        else:
            surface.text(mark)


def recorded(plot: Plot, options: DrawingOptions, surface: FacedMeasure, place: Place) -> RecordedDrawing:
    """Return the marks of a plot in the measures of a surface; LayoutError for what finds no room."""
    plot = replace(plot, alt=(), source="")  # they stand around it, and are no marks of it
    draws = _by_own_code if plot.figure else _by_form
    # stored in a file too, as a process that draws no chart needs no matplotlib, which takes 270 ms to load
    parts = (surface.faces, plot, options)
    return reused("chart", parts, lambda: draws(plot, options, surface, place), form=RecordedDrawing)


def _by_own_code(plot: Plot, options: DrawingOptions, surface: FacedMeasure, place: Place) -> RecordedDrawing:
    # Imported here, as it starts processes, which no other chart does.
    from briefing.charts.vector.figure_call import draw_figure

    assert plot.figure is not None
    try:
        drawn, notes = draw_figure(plot.figure, options, surface, plot.lang)
    except LayoutError as error:
        raise FigureError(replace(finding, where=str(place)) for finding in error.findings) from None
    return RecordedDrawing((*drawn.marks, *(line for words in drawn.words for line in words.lines)), notes)


def _by_form(plot: Plot, options: DrawingOptions, surface: FacedMeasure, place: Place) -> RecordedDrawing:
    # Imported here, as it brings matplotlib.
    from briefing.charts.vector import drawing

    recorder, trace = _Recorder(surface), _Notes("")
    drawing.draw(plot, options, recorder, trace=trace, place=place)
    return RecordedDrawing(tuple(recorder.marks), tuple(trace.notes))


class _Recorder:
    """Stands in for a surface: measures as it does, and records what is drawn."""

    def __init__(self, surface: Measure) -> None:
        self.width, self.ascent, self.descent = surface.width, surface.ascent, surface.descent
        self.marks: list[PathMark | TextMark] = []

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Record a path."""
        self.marks.append(PathMark(tuple(segments), paint))

    def text(self, mark: TextMark) -> None:
        """Record a string."""
        self.marks.append(mark)


class _Notes(Trace):
    """Records the texts that are noted, in order."""

    notes: list[Text] = field(default_factory=list)

    def note(self, place: Place, text: Text) -> str:
        """Record a text."""
        self.notes.append(text)
        return super().note(place, text)
