"""Lines of text in a width, measured as the surface measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Font, Measure
from briefing.model.text import Run, Text, plain
from briefing.typesetting import line_breaking
from briefing.typesetting.break_opportunities import PAUSES, break_opportunities, has_wide
from briefing.typesetting.runs import Span, cut, split_lines

LEADING = 1.18
# What a line of Chinese costs that ends where the sense goes on; see `line_breaking.balanced`.
_NO_PAUSE = 0.62


class Face(Struct, frozen=True):
    """Size and weight of a text."""

    size: float
    strong: bool = False

    def font(self, run: Run) -> Font:
        """Return the font of a run: bold where the face or the run says so."""
        return "bold" if self.strong or run.bold else "text"

    @property
    def leading(self) -> float:
        """Return the distance from one baseline to the next."""
        return self.size * LEADING


def width(surface: Measure, text: Text, face: Face) -> float:
    """Return the width of a text without breaks, in points."""
    return sum(surface.width(run.text, face.font(run), face.size) for run in joined(text, face))


def joined(text: Text, face: Face) -> Text:
    """Join neighbouring runs of one font, so that they are kerned and written together."""
    made: list[Run] = []
    for run in text:
        if made and face.font(made[-1]) == face.font(run):
            made[-1] = Run(made[-1].text + run.text, bold=made[-1].bold)
        elif run.text:
            made.append(Run(run.text, bold=run.bold))
    return tuple(made)


def lines(surface: Measure, text: Text, face: Face, most: float) -> tuple[Text, ...]:
    """Break a text into lines no wider than `most`: at its own breaks, at spaces and between wide characters.

    A word that is wider than the line stands alone and sticks out.
    """
    return _set(surface, text, face, most, balance=False)


def balanced(surface: Measure, text: Text, face: Face, most: float) -> tuple[Text, ...]:
    """Break a text into as few lines as `lines` makes, of even width; Chinese ends them at its pauses where it can."""
    return _set(surface, text, face, most, balance=True)


def _set(surface: Measure, text: Text, face: Face, most: float, *, balance: bool) -> tuple[Text, ...]:
    made: list[Text] = []
    for line in split_lines(text):
        if width(surface, line, face) <= most:
            made.append(cut(line, 0, len(plain(line).rstrip(" "))))
            continue
        words = _words(surface, line, face)
        if balance:
            ends = line_breaking.balanced(words, most, partial(_break_cost, words))
        else:
            ends = line_breaking.first_fit(words, most)
        made += [cut(line, words[a].start, words[b - 1].end) for a, b in pairwise((0, *ends))] or [()]
    return tuple(made)


def _break_cost(words: Sequence[Span], _first: int, last: int) -> float:
    """Return what it costs to end a line of Chinese within a sense."""
    return _NO_PAUSE if last < len(words) and not words[last].space and not words[last - 1].pauses else 0.0


def _words(surface: Measure, text: Text, face: Face) -> list[Span]:
    """Return what stays on one line: words, and characters of Chinese that may be separated."""
    whole = plain(text)
    between = break_opportunities(whole) if has_wide(whole) else ()
    words: list[Span] = []
    start, space = 0, 0.0
    for at in range(1, len(whole) + 1):
        spaced, place = whole[at - 1] == " ", between[at - 1] if between and at < len(whole) else None
        if at < len(whole) and (whole[at] == " " or not (spaced or (place and place.allowed))):
            continue
        stop = start + len(whole[start:at].rstrip(" "))
        words.append(
            Span(
                width=width(surface, cut(text, start, stop), face),
                space=space,
                pauses=whole[stop - 1 : stop] in PAUSES,
                start=start,
                end=stop,
            )
        )
        space = width(surface, cut(text, stop, at), face) + max(0, place.spacing if place else 0) / 1000 * face.size
        start = at
    return words


def tall(surface: Measure, face: Face, count: int = 1) -> float:
    """Return the height of lines in points, from the capitals of the first to the descenders of the last."""
    font: Font = "bold" if face.strong else "text"
    return surface.ascent(font, face.size) + surface.descent(font, face.size) + (count - 1) * face.leading


def widest(surface: Measure, found: Sequence[Text], face: Face) -> float:
    """Return the width of the widest line."""
    return max((width(surface, line, face) for line in found), default=0.0)
