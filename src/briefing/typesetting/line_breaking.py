"""Where the lines of a paragraph end, by one of several strategies.

`first_fit` fills each line as far as it goes. The others choose all ends at once, so that no line pays for the one
before, as in Knuth and Plass, "Breaking paragraphs into lines" (1981): `ragged` and `justified` for paragraphs,
`balanced` for titles and labels. All take words and a measure in one unit, and return the end of each line as an index
of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

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
# One line more costs more than any unevenness.
_LINE = 1e6
# What a line may be too wide by, as a part of the measure: a hundredth of a point on a column.
_ROUNDING = 3e-5


class Unbreakable(Struct, frozen=True, kw_only=True):
    """What stays on one line: its width, and that of the space before it.

    `hyphen` is the width of the hyphen that it shows where a line ends after it; `head` and `tail` are the blanks that
    it gives up where it begins or ends a line; `pauses` says that a title should rather break after it.
    """

    width: float
    space: float = 0.0
    hyphen: float = 0.0
    head: float = 0.0
    tail: float = 0.0
    pauses: bool = False


# What a line costs: from the first word up to the last, its width and the sum of its spaces.
Cost = Callable[[int, int, float, float], float]


def first_fit(words: Sequence[Unbreakable], measure: float) -> list[int]:
    """Return the ends of lines that are as full as can be; a word wider than the measure stands alone."""
    most = measure * (1 + _ROUNDING)
    ends: list[int] = []
    width = 0.0
    for at, word in enumerate(words):
        width += word.space + word.width
        if at and width > most:
            ends.append(at)
        if not at or width > most:
            width = word.width
    return [*ends, len(words)] if words else []


def balanced(words: Sequence[Unbreakable], measure: float, break_cost: Callable[[int, int], float]) -> list[int]:
    """Return the ends of as few lines as `first_fit` makes, of like width, where a break costs little.

    `break_cost` is asked (first, last) of a line; 1 is as bad as a line of twice the mean width.
    """
    greedy = first_fit(words, measure)
    if len(greedy) < 2:
        return greedy
    mean = (sum(word.width + word.space for word in words) - words[0].space) / len(greedy)

    def cost(first: int, last: int, width: float, _spaces: float) -> float:
        return _LINE + ((width - mean) / mean) ** 2 + break_cost(first, last)

    return best_fit(words, measure, cost)


def ragged(words: Sequence[Unbreakable], measure: float, *, even: bool = False, runt: float | None = None) -> list[int]:
    """Return the ends of the fewest lines, with the evenest right edge.

    With `even` the last line counts too. A last line narrower than `runt` (by default one of a word or a few short
    ones) is avoided.
    """
    square = measure * measure

    def cost(first: int, last: int, width: float, _spaces: float) -> float:
        slack, final = measure - width, last == len(words)
        line = 4 * square  # one line more costs more than any unevenness
        if final and not even:
            short = _runt(first, last, width / measure) if runt is None else float(bool(first) and width < runt)
            return line + square / 4 * short
        line += slack * slack
        if words[last - 1].hyphen:
            line += square * _RAGGED_HYPHEN * (2 if first and words[first - 1].hyphen else 1)
        return line - (square * _SENSE if even and not final and words[last - 1].pauses else 0.0)

    return best_fit(words, measure, cost)


def justified(words: Sequence[Unbreakable], measure: float) -> list[int]:
    """Return the ends of lines whose spaces are as near to their own width as the whole paragraph allows."""

    def cost(first: int, last: int, width: float, spaces: float) -> float:
        slack = measure - width
        if last == len(words):
            tight = 100 * (-slack / (_SHRINK * spaces)) ** 3 if slack < 0 and spaces else 0.0
            return (10 + tight) ** 2 + _LONELY * _runt(first, last, width / measure)
        reach = _GROW if slack > 0 else _SHRINK
        # a line of one word has no space to give: as bad as its emptiness
        ratio = abs(slack) / (reach * spaces) if spaces else 10 * abs(slack) / measure
        demerits = (10 + 100 * min(ratio, 1e3) ** 3) ** 2
        if words[last - 1].hyphen:
            # the eye starts on the first line: a hyphen there is as bad as a second one in a row
            demerits += _HYPHENS if not first or words[first - 1].hyphen else _HYPHEN
        return demerits

    return best_fit(words, measure, cost, shrink=_SHRINK)


def _runt(first: int, last: int, part: float) -> float:
    """How bad a last line is that fills a part of the measure: 1 for a single word, less for a few short ones."""
    if first and last - first == 1 and part < _WORD:
        return 1.0
    return 0.4 if first and part < _RUNT else 0.0


def best_fit(words: Sequence[Unbreakable], measure: float, cost: Cost, *, shrink: float = 0.0) -> list[int]:
    """Return the ends of lines whose costs sum to the least; spaces may shrink by a part of themselves."""
    count, most = len(words), measure * (1 + _ROUNDING)
    widths, gaps, heads = (
        [word.width for word in words],
        [word.space for word in words],
        [word.head for word in words],
    )
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        inner, spaces = (words[end - 1].hyphen if end < count else 0.0) - words[end - 1].tail, 0.0
        for start in range(end - 1, -1, -1):
            gap = gaps[start + 1] if start + 1 < end else 0.0
            inner, spaces = inner + widths[start] + gap, spaces + gap
            width = inner - heads[start]
            if width - shrink * spaces > most and start < end - 1:
                break
            total = best[start][0] + cost(start, end, width, spaces)
            if total < best[end][0]:
                best[end] = (total, start)
    ends, at = [], count
    while at:
        ends.append(at)
        at = best[at][1]
    return ends[::-1]


def strained(words: Sequence[Unbreakable], ends: Sequence[int], measure: float, *, justify: bool) -> bool:
    """Whether a line but the last would be better with a hyphen: its spaces are wide (`justify`) or its edge is empty.

    In justified lines a last one of a word may be better too.
    """
    for start, end in pairwise([0, *ends[:-1]]):
        spaces = sum(word.space for word in words[start + 1 : end])
        slack = measure - sum(word.width for word in words[start:end]) - spaces
        if slack > (_LOOSE * spaces if justify else _EMPTY * measure):
            return True
    start = ends[-2] if len(ends) > 1 else 0
    last = sum(word.width + word.space for word in words[start:])
    return justify and _runt(start, len(words), last / measure) > 0
