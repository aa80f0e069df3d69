"""Text, size and width → lines, measured in Arial.

    wrap(text, size, width, bold=False) -> lines         greedy; each line a Text whose runs keep fact, term and link
    balance(text, size, width, bold=False) -> lines      as few lines as `wrap`, of like length, broken at sense
    broken(lines) -> Text                                lines joined by runs of "\\n", as a Paragraph wants them

`size`, `width` and `leading` are points. A line may fill the width less a reserve of 3 %, or 5 % where it holds CJK,
so that another renderer breaks nowhere else. A line never breaks inside the print of a fact ("853.7 billion yuan"), but
in Chinese before its number where the line would be short, nor between a number and the unit word after it. "\\n" in a
text is a hard break.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from briefing.model.text import Run, Text, plain
from briefing.typesetting.arial import advances, has_cjk, is_cjk, reserve
from briefing.typesetting.break_opportunities import break_opportunities, inside_words
from briefing.typesetting.line_breaking import TIED, YEAR, balanced, filled, first_fit
from briefing.typesetting.runs import Span, cut, split_lines

ORPHAN = 4.5  # em: a last line of Chinese that is narrower, as one of three signs and a mark, looks like an accident
# Where a word may end; what stands there tells whether it does.
_MAY_END = re.compile(" |(?<=-).|[^\x00-\u10ff]|(?<=[^\x00-\u10ff]).", re.S)
# No line starts with the first set or ends with the second (the short form of the kinsoku rules).
_NO_START = frozenset("，。、；：！？）》」』】〉〕”’…—·％‰,.;:!?)]}")
_NO_END = frozenset("（《「『【〈〔“‘([{")
# Signs of an address after which a line may break.
_STROKES = frozenset("/?")
_UNITS = frozenset(
    (
        "%",
        "‰",
        "×",
        "bn",
        "billion",
        "m",
        "million",
        "trillion",
        "thousand",
        "points",
        "percentage",
        "yuan",
        "pp",
        "times",
    )
)
# Where sense breaks, a break costs less; before these words it costs less than after them.
_CLAUSE = frozenset(";:.!?；：。！？")
_SENSE = frozenset(";:,.–—；：，。")
_SCALES = frozenset(("bn", "billion", "m", "million", "trillion", "thousand"))
_NUMBERED = frozenset(("week", "weeks", "quarter", "month", "year", "day", "no.", "figure", "slide", "page"))
# What ending a title's line costs: within a name, after a number, after a word that belongs to the next.
_NAME, _NUMBER, _LEADS = 1.2, 1.1, 0.9


def broken(lines: Sequence[Text]) -> Text:
    """Return lines as one text with a run of a line break between them."""
    joined: Text = ()
    for number, line in enumerate(lines):
        joined += (Run("\n"), *line) if number else line
    return joined


def wrap(text: Text, size: float, width: float, bold: bool = False, *, glued: bool = True) -> tuple[Text, ...]:
    """Return the lines of a text, each as long as the width allows; a word wider than a line is cut.

    Without `glued` a fact is divided at its spaces, as office programs do that set the lines themselves.
    """
    return _set(text, size, width, bold, balance=False, glued=glued)


def unbroken(text: Text, size: float, width: float, bold: bool = False) -> list[tuple[int, int]]:
    """Return where the words of a text without hard breaks begin and end, the pieces of one that is wider than a line
    too; only its spaces tie a number to its unit, as office programs know no more of it."""
    paragraph = _measured(text, bold, has_cjk(text))
    return [(word.start, word.end) for word in _words(paragraph, width / size, together=False, glued=False)]


def balance(text: Text, size: float, width: float, bold: bool = False) -> tuple[Text, ...]:
    """Return as few lines as `wrap` does, of like length, broken at sense; no word stands alone on the last line if
    that can be helped."""
    return _set(text, size, width, bold, balance=True, glued=True)


def word_too_wide(text: Text, size: float, width: float, bold: bool = False) -> str:
    """Return the first word of a text that is wider than a line, which would be cut; "" for none. An address may end a
    line at its strokes."""
    wide, room = has_cjk(text), width * (1 - reserve(text)) / size
    for part in split_lines(text):
        paragraph = _measured(part, bold, wide)
        start = _skip(paragraph.chars, 0)
        while start < len(paragraph.chars):
            end = _end(paragraph, start)
            word = paragraph.chars[start:end]
            if paragraph.span(start, end) > room and not _STROKES & set(word):
                return word
            start = _skip(paragraph.chars, end)
    return ""


class _Paragraph(Struct, frozen=True):
    """A text between hard breaks: its characters, the run of each and the place of each in em."""

    chars: str
    runs: Text
    owner: tuple[int, ...]
    place: tuple[float, ...]

    def span(self, start: int, end: int) -> float:
        """Width of a stretch of characters in em."""
        return self.place[end] - self.place[start]

    def fact(self, before: int, after: int) -> bool:
        """Return whether two characters stand in the print of one fact."""
        return self.owner[before] == self.owner[after] and bool(self.runs[self.owner[after]].fact)


@functools.lru_cache(maxsize=1024)
def _set(text: Text, size: float, width: float, bold: bool, *, balance: bool, glued: bool) -> tuple[Text, ...]:
    """Return the lines of a text, each as full as it can be or all of like length."""
    wide = has_cjk(text)
    room = width * (1 - reserve(text)) / size
    lines: list[Text] = []
    for part in split_lines(text):
        paragraph = _measured(part, bold, wide)
        words = _words(paragraph, room, together=balance, glued=glued, jointed=wide and not balance)
        if balance:
            ends = balanced(words, room, partial(_break_cost, paragraph, words))
        else:
            ends = filled(words, room)
            ends = filled(words, room, ORPHAN) if wide and _is_orphan(paragraph, words, ends) else ends
        lines += [cut(part, words[a].start, words[b - 1].end) for a, b in itertools.pairwise((0, *ends))] or [()]
    return tuple(lines)


def _is_orphan(paragraph: _Paragraph, words: Sequence[Span], ends: Sequence[int]) -> bool:
    """Whether the last of several lines has only a few signs; a year may stand alone."""
    start, end = (words[ends[-2]].start, words[-1].end) if len(ends) > 1 else (0, 0)
    return start > 0 and paragraph.span(start, end) < ORPHAN and any(map(is_cjk, paragraph.chars[start:end]))


def leaves_orphan(text: Text, size: float, width: float, bold: bool = False) -> bool:
    """Whether a program that sets Chinese lines as full as they can be leaves a few signs on the last one, with the
    reserve of a line or without; in a text without hard breaks."""
    if not has_cjk(text) or "\n" in plain(text):
        return False
    paragraph = _measured(text, bold, wide=True)
    for room in (width / size, width * (1 - reserve(text)) / size):
        words = _words(paragraph, room, together=False)
        ends = first_fit(words, room)
        if len(ends) == 1:  # so it fits the widest line
            return False
        if _is_orphan(paragraph, words, ends):
            return True
    return False


def _measured(text: Text, bold: bool, wide: bool) -> _Paragraph:
    owner = tuple(number for number, run in enumerate(text) for _ in run.text)
    place = tuple(itertools.accumulate(advances(text, bold, wide), initial=0.0))
    return _Paragraph(plain(text), text, owner, place)


def _words(
    paragraph: _Paragraph, room: float, *, together: bool, glued: bool = True, jointed: bool = False
) -> list[Span]:
    """Return the stretches that no line divides; one wider than a line is cut into pieces that are not.

    With `together` dates and numbers with their units are such stretches too, for text whose lines are broken here;
    without `glued` not even facts are. Where they are `jointed`, a Chinese fact may be divided before its number.
    """
    words: list[Span] = []
    size = len(paragraph.chars)
    start = _skip(paragraph.chars, 0)
    space = 0.0
    while start < size:
        end = _end(paragraph, start, jointed=jointed)
        end = _glue(paragraph, start, end, room, together=together) if glued else end
        while paragraph.span(start, end) > room and end > start + 1:
            stop = _cut(paragraph.chars, start, bisect.bisect_right(paragraph.place, paragraph.place[start] + room) - 1)
            words.append(Span(width=paragraph.span(start, stop), space=space, start=start, end=stop))
            start, space = stop, 0.0
        joint = jointed and end < size and paragraph.fact(end - 1, end)
        words.append(Span(width=paragraph.span(start, end), space=space, start=start, end=end, joint=joint))
        start = _skip(paragraph.chars, end)
        space = paragraph.span(end, start)
    return words


def _cut(chars: str, start: int, last: int) -> int:
    """Return where a word that is wider than a line is cut: after the last stroke of an address that the line holds, as
    LibreOffice does, else where the line is full, as PowerPoint does on fewer lines."""
    strokes = (at for at in range(last, start + 1, -1) if chars[at - 1] in _STROKES and chars[at].isalpha())
    return next(strokes, max(start + 1, last))


def _skip(chars: str, at: int) -> int:
    """Return the first character from `at` on that is no space."""
    while at < len(chars) and chars[at] == " ":
        at += 1
    return at


def _end(paragraph: _Paragraph, start: int, *, jointed: bool = False) -> int:
    """Return the end of the word that starts here: before a space, or where a line may break without one."""
    chars = paragraph.chars
    end = start + 1
    while found := _MAY_END.search(chars, end):
        end = found.start()
        if chars[end] == " " or _breaks(paragraph, start, end, jointed=jointed):
            return end
        end += 1
    return len(chars)


def _breaks(paragraph: _Paragraph, start: int, at: int, *, jointed: bool = False) -> bool:
    """Return whether a line may break before the character at `at`, which no space precedes."""
    before, after = paragraph.chars[at - 1], paragraph.chars[at]
    if after < "\u0080" and before < "\u0080":
        # A hyphen between two whole words, never "5.5-fold" or "S-1".
        return before == "-" and after.isalpha() and at - start >= 4 and paragraph.chars[start : at - 1].isalpha()
    # At a curly mark LibreOffice breaks on neither side, unless the text is marked as Chinese.
    if not (is_cjk(before) or is_cjk(after)) or before.isdigit():
        return False
    if paragraph.fact(at - 1, at) and not (jointed and _is_joint(paragraph, at)):
        return False
    if not break_opportunities(paragraph.chars)[at - 1].allowed or at - 1 in inside_words(paragraph.chars):
        return False
    return after not in _NO_START and before not in _NO_END and before not in "”’" and after not in "“‘"


def _is_joint(paragraph: _Paragraph, at: int) -> bool:
    """Whether a number begins here after a word of its own fact, as in 增长50%; a single sign, as 约, stays with it."""
    chars = paragraph.chars
    return at > 1 and chars[at].isdigit() and all(map(is_cjk, chars[at - 2 : at])) and paragraph.fact(at - 2, at)


def _glue(paragraph: _Paragraph, start: int, end: int, room: float, *, together: bool) -> int:
    """Return the end of a word, moved past spaces that must not become a break."""
    chars = paragraph.chars
    while (after := _skip(chars, end)) > end and after < len(chars):
        stop = _end(paragraph, after)
        counted = chars[end - 1].isdigit() and chars[after:stop].rstrip(".,;:)") in _UNITS
        counted = counted or (together and _belong(chars[start:end].split(" "), chars[after:stop].rstrip(".,;:)")))
        if not (counted or paragraph.fact(end - 1, after)) or paragraph.span(start, stop) > room:
            break
        end = stop
    return end


def _belong(before: Sequence[str], word: str) -> bool:
    """Return whether a word belongs to those before it, as "June 2026", "30 June", "week 27" or "41.6 million tonnes"
    do."""
    last = before[-1]
    if YEAR.fullmatch(word):
        return last[:1].isupper() and last.isalnum()
    if last.lower() in _NUMBERED:
        return word.isdigit()
    if last in ("percentage", "per"):
        return word in ("point", "points", "cent")
    if last in _SCALES and len(before) > 1:
        return before[-2][-1:].isdigit() and word.isalpha() and word not in TIED
    return last.isdigit() and len(last) <= 2 and word[:1].isupper() and word.isalpha()


def _break_cost(paragraph: _Paragraph, words: Sequence[Span], first: int, last: int) -> float:
    """Return what it costs to end a line here: nothing at the end of a clause, a little at another mark, more within a
    clause, and after a word that belongs to the next."""
    word = paragraph.chars[words[last - 1].start : words[last - 1].end]
    if last == len(words):
        return 1.0 if last == first + 1 else 0.0
    if word[-1] in _SENSE:
        return 0.0 if word[-1] in _CLAUSE else 0.12
    if is_cjk(word[-1]):
        return 0.62  # Chinese has no spaces, so that this may be within a word
    if word[-1] == "-":
        return 0.62  # a compound at a line's end is the last resort
    end, following = word.rpartition(" ")[2], paragraph.chars[words[last].start : words[last].end]
    if end in TIED:
        return _LEADS
    if end[-1].isdigit() and not YEAR.fullmatch(end):
        return 0.46 if following.partition(" ")[0] in TIED else _NUMBER
    return _NAME if last > 1 and end[:1].isupper() and following[:1].isupper() else 0.36
