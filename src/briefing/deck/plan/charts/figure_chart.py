"""A figure of the project's own on a slide: its paths as freeform shapes and its words as boxes, in one group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from briefing.charts.vector import DrawingOptions, Font, Segment, Sizes, TextMark
from briefing.charts.vector.drawing_cache import recorded
from briefing.charts.vector.drawing_surface import PathMark
from briefing.deck.plan import grid
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, Element, Freeform, Group, Paragraph, Path, Shape, TextBox, TextStyle
from briefing.model.chart import Plot
from briefing.model.ledger import Place
from briefing.model.text import Text, plain, text
from briefing.model.theme import Palette
from briefing.typesetting import arial
from briefing.typesetting.runs import split_lines

SIZES: Final = Sizes(label=14.0, axis=14.0, strong=20.0, note=12.0)
_LEADING: Final = 1.2  # of a line, in its size
_BASE: Final = 0.97  # from the top of a line to where its letters stand, in its size
_SLACK: Final = 0.06  # of a width: what another typeface may take more
_ROUND: Final = 12  # points of a path that may be a circle
_UNEVEN: Final = 0.03  # of its radius
_ALIGN: Final[dict[str, Align]] = {"left": "l", "centre": "ctr", "right": "r"}


class ArialMeasure:
    """The measures of the deck's face."""

    faces = "deck"

    def width(self, string: str, font: Font, size: float) -> float:
        """Return the width that a string takes."""
        return arial.width(text(string), size, font == "bold")

    def ascent(self, _: Font, size: float) -> float:
        """Return how far capitals rise."""
        return 0.716 * size

    def descent(self, _: Font, size: float) -> float:
        """Return how far letters hang."""
        return arial.DESCENT * size


def figure_chart(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the group of a figure that fills an area."""
    palette, page = page.palette, page if page.place else page.at("chart")
    assert palette is not None  # of a slide that is planned
    options = DrawingOptions(palette, SIZES, area.w, area.h)
    drawing = recorded(plot, options, ArialMeasure(), Place("deck", page.number, page.place))
    paths = [mark for mark in drawing.marks if isinstance(mark, PathMark)]
    lines = [mark for mark in drawing.marks if isinstance(mark, TextMark)]
    words = [line for note in drawing.notes for line in split_lines(note) if plain(line).strip()]
    roles = _roles(palette)
    shapes = (
        _shape(page.numbered("Mark", at), mark, area, roles)
        for at, mark in enumerate((mark for mark in paths if _is_seen(mark)), start=1)
    )
    boxes = (
        _box(page, page.numbered("Words", at), (mark, line), area, roles)
        for at, (mark, line) in enumerate(zip(lines, words, strict=True), start=1)
    )
    return [Group(page.numbered("Figure", 1), (*shapes, *boxes), plot.alt)]


def _roles(palette: Palette) -> dict[str, str]:
    """Return the role of each colour of a palette, by which a shape follows the theme."""
    return {getattr(palette, role).upper(): role for role in reversed(Palette.__struct_fields__)}


def _is_seen(mark: PathMark) -> bool:
    return any(letter != "M" for letter, _ in mark.segments)


def _shape(name: str, mark: PathMark, area: Box, roles: dict[str, str]) -> Freeform | Shape:
    paint = mark.paint
    if paint.clips:  # strokes of a hatch, which fill what they are cut at
        outline = tuple(_paths(paint.clips[0], area, closed=True))
        return Freeform(name, outline, fill=_role(paint.stroke or paint.fill, roles), hatched=True)
    paths = tuple(_paths(mark.segments, area, closed=bool(paint.fill)))
    kind = _plain_form(paths)
    if kind and paint.fill and paint.alpha == 1.0 and not paint.dash:
        box = Freeform(name, paths).box
        return Shape(name, kind, box, _role(paint.fill, roles), _role(paint.stroke, roles), paint.width)
    return Freeform(
        name,
        paths,
        fill=_role(paint.fill, roles),
        line=_role(paint.stroke, roles),
        weight=paint.width,
        dash=bool(paint.dash),
        alpha=paint.alpha,
    )


def _plain_form(paths: Sequence[Path]) -> Literal["", "rect", "ellipse"]:
    """Return whether paths are a level rectangle or a circle, which are shapes of their own in any program."""
    if len(paths) != 1:
        return ""
    points = paths[0].points
    level = all(min(abs(x - u), abs(y - v)) < 0.01 for (x, y), (u, v) in pairwise((*points, points[0])))
    (left, *_, right), (top, *_, low) = (sorted(side) for side in zip(*points, strict=True))
    wide, high = right - left, low - top
    corners = {(round(x, 2), round(y, 2)) for x, y in points}
    if level and corners == {(round(x, 2), round(y, 2)) for x in (left, right) for y in (top, low)}:
        return "rect"
    middle, radius = ((left + right) / 2, (top + low) / 2), (wide + high) / 4
    off = max(abs(math.dist(point, middle) - radius) for point in points)
    return "ellipse" if len(points) >= _ROUND and off <= _UNEVEN * radius + 0.05 else ""


def _role(colour: str, roles: dict[str, str]) -> str:
    return roles.get(colour.upper(), colour)


def _paths(segments: Sequence[Segment], area: Box, *, closed: bool) -> Iterator[Path]:
    """Yield the parts of a path on the slide, whose y grows downwards."""
    points: list[tuple[float, float]] = []
    ends = False
    for letter, numbers in (*segments, ("M", ())):
        if letter == "M":
            if len(points) > 1:
                yield Path(tuple(points), closed or ends)
            points, ends = [], False
        if letter == "Z":
            ends = True
        elif numbers:
            points.append((area.x + numbers[-2], area.y1 - numbers[-1]))


def _box(page: Page, name: str, drawn: tuple[TextMark, Text], area: Box, roles: dict[str, str]) -> TextBox:
    mark, line = drawn
    bold = mark.font == "bold"
    wide = arial.width(line, mark.size, bold)
    slack = wide * _SLACK + 1.0
    left = {"left": 0.0, "centre": slack / 2, "right": slack}[mark.align]
    box = Box(
        area.x + mark.x - left, area.y1 - mark.y - _BASE * mark.size, wide + slack, _LEADING * mark.size
    )  # fmt: skip
    style = grid.aligned(
        TextStyle(mark.size, _LEADING * mark.size, _role(mark.colour, roles), bold), _ALIGN[mark.align]
    )
    return TextBox(name, box, (Paragraph(line, style),), page.place, whole=True)
