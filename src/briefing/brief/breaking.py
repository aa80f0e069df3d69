"""Where the lines of a paragraph end: all ends are chosen at once, so that no line pays for the one before.

The idea is that of Knuth and Plass, "Breaking paragraphs into lines" (1981): the sum of all lines' demerits is least.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

# A last line shorter than this part of the measure, or than the second if it is a single word, looks like an accident.
_RUNT, _WORD = 0.18, 0.4
# A title breaks rather where it pauses, for so much more unevenness (a part of the squared measure).
_SENSE = 0.15
# A hyphen, and two on lines in a row, for so much unevenness: as a part of the squared measure at a ragged edge, as
# demerits in justified lines.
_RAGGED_HYPHEN, _HYPHEN, _HYPHENS = 0.03, 3600.0, 40_000.0
# What such a last line of a justified paragraph is worth, in demerits.
_LONELY = 1e6
# How far a space of a justified line may shrink and comfortably grow, as parts of itself.
_SHRINK, _GROW = 0.22, 0.5
# A space that would grow further gapes: its line stays ragged instead.
GAPE = 1.25
# A paragraph is hyphenated where spaces grow, or a ragged edge is empty, beyond these parts of space and measure.
_LOOSE, _EMPTY = 0.5, 0.2


class Box(Protocol):
    """What stays on one line: its width and the space before it in points.

    `hyphen` is the width of the hyphen that it shows where a line ends after it; `head` and `tail` are the blanks that
    it gives up where it begins or ends a line; `pauses` says that the sense rests.
    """

    @property
    def width(self) -> float:
        """Its width in points."""

    @property
    def space(self) -> float:
        """The width of the space before it; none within a word."""

    @property
    def hyphen(self) -> float:
        """The width of the hyphen after it at a line's end; 0 for none."""

    @property
    def head(self) -> float:
        """The blank of a mark that gives it up at a line's start."""

    @property
    def tail(self) -> float:
        """The blank of a mark that gives it up at a line's end."""

    @property
    def pauses(self) -> bool:
        """Whether a title should rather break after it."""


def ragged(boxes: Sequence[Box], measure: float, *, balanced: bool = False) -> list[int]:
    """Boxes → the end of each line: the fewest lines, then the evenest right edge; the last counts if `balanced`."""
    square = measure * measure

    def cost(first: int, last: int, width: float, _spaces: float) -> float:
        slack, final = measure - width, last == len(boxes)
        line = 4 * square  # one line more costs more than any unevenness
        if final and not balanced:
            return line + square / 4 * _runt(first, last, width / measure)
        line += slack * slack
        if boxes[last - 1].hyphen:
            line += square * _RAGGED_HYPHEN * (2 if first and boxes[first - 1].hyphen else 1)
        return line - (square * _SENSE if balanced and not final and boxes[last - 1].pauses else 0.0)

    return least(boxes, measure, 0.0, cost)


def justified(boxes: Sequence[Box], measure: float) -> list[int]:
    """Boxes → the end of each line: spaces as near to their own width as the whole paragraph allows."""

    def cost(first: int, last: int, width: float, spaces: float) -> float:
        slack = measure - width
        if last == len(boxes):
            tight = 100 * (-slack / (_SHRINK * spaces)) ** 3 if slack < 0 and spaces else 0.0
            return (10 + tight) ** 2 + _LONELY * _runt(first, last, width / measure)
        reach = _GROW if slack > 0 else _SHRINK
        # a line of one word has no space to give: as bad as its emptiness
        ratio = abs(slack) / (reach * spaces) if spaces else 10 * abs(slack) / measure
        demerits = (10 + 100 * min(ratio, 1e3) ** 3) ** 2
        if boxes[last - 1].hyphen:
            # the eye starts on the first line: a hyphen there is as bad as a second one in a row
            demerits += _HYPHENS if not first or boxes[first - 1].hyphen else _HYPHEN
        return demerits

    return least(boxes, measure, _SHRINK, cost)


def _runt(first: int, last: int, part: float) -> float:
    """How bad a last line is that fills a part of the measure: 1 for a single word, less for a few short ones."""
    if first and last - first == 1 and part < _WORD:
        return 1.0
    return 0.4 if first and part < _RUNT else 0.0


def least(
    boxes: Sequence[Box], measure: float, shrink: float, cost: Callable[[int, int, float, float], float]
) -> list[int]:
    """Boxes → the end of each line, so that the sum of costs is least. `cost` is asked (first, last, width, sum of
    spaces); spaces may shrink by the part `shrink` of themselves."""
    count = len(boxes)
    widths, gaps, heads = [box.width for box in boxes], [box.space for box in boxes], [box.head for box in boxes]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        inner, spaces = (boxes[end - 1].hyphen if end < count else 0.0) - boxes[end - 1].tail, 0.0
        for start in range(end - 1, -1, -1):
            gap = gaps[start + 1] if start + 1 < end else 0.0
            inner, spaces = inner + widths[start] + gap, spaces + gap
            width = inner - heads[start]
            if width - shrink * spaces > measure + 0.01 and start < end - 1:
                break
            total = best[start][0] + cost(start, end, width, spaces)
            if total < best[end][0]:
                best[end] = (total, start)
    ends, at = [], count
    while at:
        ends.append(at)
        at = best[at][1]
    return ends[::-1]


def strained(boxes: Sequence[Box], ends: Sequence[int], measure: float, *, even: bool) -> bool:
    """Whether a line but the last would be better with a hyphen: its spaces are wide (`even`) or its edge is empty.

    In even lines a last one of a word may be better too.
    """
    start = 0
    for end in ends[:-1]:
        spaces = sum(box.space for box in boxes[start + 1 : end])
        slack = measure - sum(box.width for box in boxes[start:end]) - spaces
        if slack > (_LOOSE * spaces if even else _EMPTY * measure):
            return True
        start = end
    last = sum(box.width + box.space for box in boxes[start:])
    return even and _runt(start, len(boxes), last / measure) > 0
