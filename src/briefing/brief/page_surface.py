"""The page as a surface for charts: paths and live text in the brief's own faces, tagged like all else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import Final

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas, TextState, colour_source, numbers
from briefing.brief.fonts import DRAWN, EmbeddedFont
from briefing.brief.structure import Origin
from briefing.brief.styles import ParagraphStyle
from briefing.charts.vector.drawing_surface import Font, Paint, Segment, TextMark
from briefing.model.text import Run

# The fonts of charts at a size that makes widths thousandths.
STRIPS: Final[dict[Font, ParagraphStyle]] = {
    "text": ParagraphStyle(1000, 1000),
    "bold": ParagraphStyle(1000, 1000, weight="Semibold"),
}
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_MANY = 8  # segments, as a disc has
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class Metrics:
    """The measures of the brief's faces as a chart asks for them."""

    def __init__(self, context: BriefContext) -> None:
        faces, self.typesetter = context.faces, context.typesetter
        self._faces: dict[Font, EmbeddedFont] = {"text": faces.text(), "bold": faces.text("Semibold")}

    def face(self, font: Font) -> EmbeddedFont:
        """The face of a chart's text."""
        return self._faces[font]

    def width(self, string: str, font: Font, size: float) -> float:
        """The width that a string takes in points."""
        if string.isascii():
            return self.face(font).width(string, size)
        return sum(piece.width for piece in self.typesetter.strip(string, STRIPS[font])) * size / STRIPS[font].size

    def ascent(self, font: Font, size: float) -> float:
        """How far capitals and digits rise above the baseline."""
        return self.face(font).cap_height * size

    def descent(self, font: Font, size: float) -> float:
        """How far letters hang below the baseline."""
        return self.face(font).descent * size


class PageSurface(Metrics):
    """Paints paths and text of one chart on the tagged canvas, under the element that is open there."""

    def __init__(self, canvas: TaggedCanvas, context: BriefContext, origin: Origin) -> None:
        super().__init__(context)
        self.canvas, self.context, self.origin = canvas, context, origin
        self.faces = f"{context.theme.fonts.text} {context.document.lang}"

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Fill and stroke a path."""
        # what is set for this path alone: no path of a chart without transparency needs it
        alone = paint.alpha < 1 or paint.clips
        if alone:
            self.canvas.saveState()
        if paint.alpha < 1:
            self.canvas.setFillAlpha(paint.alpha)
            self.canvas.setStrokeAlpha(paint.alpha)
        clips = [f"{_outline(clip)} W n" for clip in paint.clips]
        painted = _painted(segments, _operator(paint))
        self.canvas.paint(" ".join([*clips, *_state(paint), painted]))
        if alone:
            self.canvas.restoreState()

    def text(self, mark: TextMark) -> None:
        """Write a string literally; a character that the face lacks is refused."""
        string, font = mark.string, mark.font
        lacking = self.typesetter.lacking(string, STRIPS[font], Run(string))
        for char in (*lacking, *(char for char in DRAWN if char in string)):
            self.context.refuse_char(self.face(font), char, string, self.origin)
        if not string:
            return
        if mark.angle:
            self.canvas.saveState()
            self.canvas.translate(mark.x, mark.y)
            self.canvas.rotate(mark.angle)
            self.text(replace(mark, x=0.0, y=0.0, angle=0.0))
            self.canvas.restoreState()
            return
        pieces = self.typesetter.strip(string, STRIPS[font])
        # where the pieces read as the string, a reader of the file sees the face of each
        with (
            self.canvas.actual_text(string)
            if "".join(piece.shaped.text for piece in pieces) != string
            else nullcontext()
        ):
            x = mark.x
            for piece in pieces:
                self.canvas.show(piece.shaped, x, mark.y, TextState(piece.face, mark.size, mark.colour))
                x += piece.width * mark.size / STRIPS[font].size


def _outline(segments: Iterable[tuple[str, Sequence[float]]]) -> str:
    """Return the source of a path, its places to a hundredth of a point."""
    return " ".join([f"{_places(values)} {_OPERATORS[letter]}".lstrip() for letter, values in segments])


def _places(values: Sequence[float]) -> str:
    return " ".join([f"{value:.2f}".rstrip("0").rstrip(".") for value in values])


def _painted(segments: Sequence[Segment], operator: str) -> str:
    """Return the source that paints a path; one of many segments by its distances from where it begins, so that all
    discs of a size have the same source, which deflates well.
    """
    if len(segments) < _MANY:
        return f"{_outline(segments)} {operator}"
    start = segments[0][1]
    there = [(letter, [value - start[at % 2] for at, value in enumerate(values)]) for letter, values in segments]
    return f"q 1 0 0 1 {_places(start)} cm {_outline(there)} {operator} Q"


def _state(paint: Paint) -> list[str]:
    """Colours, width, ends and dashes, all of them set: no path inherits from the one before."""
    state = [f"{colour_source(paint.fill)} rg"] if paint.fill else []
    if paint.stroke:
        dashes = numbers(*paint.dash)
        state += [
            f"{colour_source(paint.stroke)} RG {numbers(paint.width)} w",
            f"{_CAPS[paint.cap]} J {_JOINS[paint.join]} j [ {dashes} ] {numbers(paint.offset)} d",
        ]
    return state


def _operator(paint: Paint) -> str:
    if paint.fill:
        return "B" if paint.stroke else "f"
    return "S" if paint.stroke else "n"
