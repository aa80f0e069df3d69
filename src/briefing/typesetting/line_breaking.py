"""Where the lines of a paragraph end, by one of several strategies.

`first_fit` fills each line as far as it goes, as does `filled`, which divides a fact only in need. The others choose
all ends at once, so that no line pays for the one before, as in Knuth and Plass, "Breaking paragraphs into lines"
(1981): `ragged` for paragraphs, `balanced` for titles and labels. All take words and a measure in one unit, and
return the end of each line as an index of the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

# A last line shorter than this part of the measure, or than the second if it is a single word, looks like an accident.
_RUNT, _WORD = 0.18, 0.4
# A title breaks rather where it pauses, for so much more unevenness (a part of the squared measure).
_SENSE = 0.15
# It does not end a line at a word that belongs to the next, unless that saves more than so much unevenness.
_LEADS = 0.25
# Such words: a line of a title that ends with one is read on as if the rest were lost.
TIED = frozenset(
    re.findall(
        r"\S+",
        "a an the of in to at by for from and or per No. on with than as but nor its their this that which who "
        "is are was were be has have had not no only over under between into near since until after before about",
    )
)
# A number that is a year or a span of years, and no count of what follows.
YEAR = re.compile(r"(1[89]|2[01])\d\d(?:[–-]\d+)?")
# A hyphen for so much unevenness, as a part of the squared measure.
_HYPHEN = 0.03
# A paragraph is hyphenated where the edge of a line is empty beyond this part of the measure.
_EMPTY = 0.2
# A line ends at a joint only where it would fill less than this part of the measure without it.
_FILLED = 0.85
# The line before the last one gives no words to it that leave less than this part of the measure filled.
_SHORT = 0.6
# One line more costs more than any unevenness.
_LINE = 1e6
# What a line may be too wide by, as a part of the measure: a hundredth of a point on a column.
_ROUNDING = 3e-5


class Unbreakable(Struct, frozen=True, kw_only=True):
    """What stays on one line: its width, and that of the space before it.

    `hyphen` is the width of the hyphen that it shows where a line ends after it; `head` and `tail` are the blanks that
    it gives up where it begins or ends a line; `pauses` says that a title should rather break after it, `leads` that it
    should not, as a preposition or a number before what is counted. After a `joint`, as before the number of a Chinese
    fact, a line ends only in need.
    """

    width: float
    space: float = 0.0
    hyphen: float = 0.0
    head: float = 0.0
    tail: float = 0.0
    pauses: bool = False
    leads: bool = False
    joint: bool = False


# What a line costs: from the first word up to the last, and its width.
Cost = Callable[[int, int, float], float]


def leads(word: str) -> bool:
    """Whether a word belongs to the next one, so that no line of a title should end with it."""
    return word in TIED or (word[-1:].isdigit() and not YEAR.fullmatch(word))


def in_names(words: Sequence[str]) -> list[bool]:
    """Return of each word of a title whether it is part of a name that goes on, as “United” of “United States”: both
    have a capital, no sign is between them, and the first does not only begin a sentence."""
    before, after = ["", *words], [*words[1:], ""]
    return [
        old[-1:] not in ("", ".", "!", "?", ":") and word[:1].isupper() and word[-1].isalnum() and new[:1].isupper()
        for old, word, new in zip(before, words, after, strict=False)
    ]


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


def filled(words: Sequence[Unbreakable], measure: float, runt: float = 0.0) -> list[int]:
    """Return the ends of lines as full as can be, at a joint only where a line would be short without it.

    To a last line narrower than `runt`, where that is little of the measure, come words of the line before it, unless
    that would be short then.
    """
    ends: list[int] = []
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and _width(words, start, end + 1) <= measure * (1 + _ROUNDING):
            end += 1
        whole = end
        while whole < len(words) and words[whole - 1].joint and whole > start + 1:
            whole -= 1
        start = whole if _width(words, start, whole) >= _FILLED * measure else end
        ends.append(start)
    runt = min(runt, _WORD * measure)
    first, last = (0, *ends)[-3:-1] if len(ends) > 1 else (0, 0)
    short = bool(last) and _width(words, last, len(words)) < runt
    while short and last > first + 1 and (_width(words, last, len(words)) < runt or words[last - 1].joint):
        last -= 1
    if short and _width(words, last, len(words)) <= measure and _width(words, first, last) >= _SHORT * measure:
        ends[-2] = last
    return ends


def _width(words: Sequence[Unbreakable], start: int, end: int) -> float:
    """Return the width of a line of some words."""
    line = words[start:end]
    inner = sum(word.width for word in line) + sum(word.space for word in line[1:])
    return inner - line[0].head - line[-1].tail


def balanced(words: Sequence[Unbreakable], measure: float, break_cost: Callable[[int, int], float]) -> list[int]:
    """Return the ends of as few lines as `first_fit` makes, of like width, where a break costs little.

    `break_cost` is asked (first, last) of a line; 1 is as bad as a line of twice the mean width.
    """
    greedy = first_fit(words, measure)
    if len(greedy) < 2:
        return greedy
    mean = (sum(word.width + word.space for word in words) - words[0].space) / len(greedy)

    def cost(first: int, last: int, width: float) -> float:
        return _LINE + ((width - mean) / mean) ** 2 + break_cost(first, last)

    return best_fit(words, measure, cost)


def ragged(words: Sequence[Unbreakable], measure: float, *, even: bool = False, runt: float | None = None) -> list[int]:
    """Return the ends of the fewest lines, with the evenest right edge.

    With `even` the last line counts too. A last line narrower than `runt` (by default one of a word or a few short
    ones) is avoided.
    """
    if _fits(words, measure):
        return [len(words)]
    square = measure * measure

    def cost(first: int, last: int, width: float) -> float:
        slack, final = measure - width, last == len(words)
        line = 4 * square  # one line more costs more than any unevenness
        if final and not even:
            short = _runt(first, last, width / measure) if runt is None else float(bool(first) and width < runt)
            return line + square / 4 * short
        line += slack * slack
        if words[last - 1].hyphen:
            line += square * _HYPHEN * (2 if first and words[first - 1].hyphen else 1)
        if even and not final:
            line += square * (_LEADS * words[last - 1].leads - _SENSE * words[last - 1].pauses)
        return line

    weighed = [word.hyphen or (even and (word.pauses or word.leads)) for word in words[:-1]]
    plain = [0.0 if word else 4 * square for word in weighed]
    return best_fit(words, measure, cost, plain)


def _fits(words: Sequence[Unbreakable], measure: float) -> bool:
    """Whether there are words that all stand on one line."""
    most = measure * (1 + _ROUNDING)
    width, gap = -words[-1].tail if words else 0.0, 0.0
    for at, word in enumerate(reversed(words)):  # the order in which `best_fit` adds them
        width += word.width + gap
        gap = word.space
        if at and width - word.head > most:
            return False
    return bool(words)


def _runt(first: int, last: int, part: float) -> float:
    """How bad a last line is that fills a part of the measure: 1 for a single word, less for a few short ones."""
    if first and last - first == 1 and part < _WORD:
        return 1.0
    return 0.4 if first and part < _RUNT else 0.0


def best_fit(words: Sequence[Unbreakable], measure: float, cost: Cost, plain: Sequence[float] = ()) -> list[int]:
    """Return the ends of lines whose costs sum to the least.

    Where `plain` has a number for a word, a line that ends after it costs that and the square of what it leaves free,
    and `cost` is not asked, which takes longer than all else.
    """
    count, most = len(words), measure * (1 + _ROUNDING)
    widths, gaps, heads = (
        [word.width for word in words],
        [word.space for word in words],
        [word.head for word in words],
    )
    least, starts = [0.0], [0]
    for end in range(1, count + 1):
        found, best = float("inf"), 0
        base = plain[end - 1] if end <= len(plain) else 0.0
        inner = (words[end - 1].hyphen if end < count else 0.0) - words[end - 1].tail
        gap = 0.0
        for start in range(end - 1, -1, -1):
            inner += widths[start] + gap
            gap = gaps[start]
            width = inner - heads[start]
            if width > most and start < end - 1:
                break
            if base:
                free = measure - width
                total = least[start] + (base + free * free)
            else:
                total = least[start] + cost(start, end, width)
            if total < found:
                found, best = total, start
        least.append(found)
        starts.append(best)
    ends, at = [], count
    while at:
        ends.append(at)
        at = starts[at]
    return ends[::-1]


def strained(words: Sequence[Unbreakable], ends: Sequence[int], measure: float) -> bool:
    """Whether a line but the last would be better with a hyphen, as its edge is empty."""
    for start, end in pairwise([0, *ends[:-1]]):
        width = sum(word.width for word in words[start:end]) + sum(word.space for word in words[start + 1 : end])
        if measure - width > _EMPTY * measure:
            return True
    return False
