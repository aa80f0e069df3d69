"""Text, size and width → lines, measured with the advance widths of Arial kept in `assets/deck/arial.json`.

    width(text, size, bold=False) -> float               points, without any reserve
    wrap(text, size, width, bold=False) -> lines         greedy; each line a Text whose runs keep fact, term and link
    balance(text, size, width, bold=False) -> lines      as few lines as `wrap`, of like length, broken at sense
    height(lines, leading) -> float                      points
    fits(lines, size, width, bold=False) -> bool         every line is within the width less its reserve
    broken(lines) -> Text                                lines joined by runs of "\\n", as a Paragraph wants them

`size`, `width` and `leading` are points. A line may fill the width less a reserve of 3 %, or 5 % where it holds CJK,
so that another renderer breaks nowhere else. A line never breaks inside the print of a fact ("853.7 billion yuan"),
nor between a number and the unit word after it. "\\n" in a text is a hard break. A bold run is measured bold.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.assets import asset
from briefing.model.text import Run, Text, plain

RESERVE = 0.03
CJK_RESERVE = 0.05
SPACED = 0.2  # em, between CJK and Latin, as renderers set them
_LAST_NARROW = "\u10ff"  # all that is drawn a full em wide comes after it
# Where a word may end; what stands there tells whether it does.
_MAY_END = re.compile(" |(?<=-).|[^\x00-\u10ff]|(?<=[^\x00-\u10ff]).", re.S)
# No line starts with the first set or ends with the second (the short form of the kinsoku rules).
_NO_START = frozenset("，。、；：！？）》」』】〉〕”’…—·％‰,.;:!?)]}")
_NO_END = frozenset("（《「『【〈〔“‘([{")
# Signs of an address after which a line may break.
_STROKES = frozenset("/?")
# Marks that Chinese faces draw a full em wide.
_WIDE_IN_CJK = frozenset("“”‘’…—·")
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
_TIED = frozenset(("a", "an", "the", "of", "in", "to", "at", "by", "for", "from", "and", "or", "per", "No."))


class _Face(dict[str, float]):
    """Character → its advance in em. Unknown ones count a whole em, so that a box is never too small."""

    def __missing__(self, char: str) -> float:
        if is_cjk(char):
            advance = 1.0
        elif unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
            advance = 0.0
        else:
            advance = 1.3 if char > "\uffff" else 1.0
        return self.setdefault(char, advance)


@functools.cache
def _face(bold: bool, wide: bool) -> _Face:
    """The advances of a face; `wide` for a text that holds CJK."""
    data = json.loads(asset("deck/arial.json").read_text(encoding="utf-8"))
    rows = data["bold" if bold else "regular"]
    face = _Face({chr(first + i): units / data["unitsPerEm"] for first, *row in rows for i, units in enumerate(row)})
    face["\u2011"] = face["-"]
    if wide:
        face.update(dict.fromkeys(_WIDE_IN_CJK, 1.0))
    return face


def is_cjk(char: str) -> bool:
    """Whether a character is drawn a full em wide and allows a line to break beside it."""
    return char > _LAST_NARROW and unicodedata.east_asian_width(char) in "WF"


def has_cjk(text: Text) -> bool:
    """Whether any character of a text is CJK."""
    return any(max(run.text, default="") > _LAST_NARROW and any(map(is_cjk, run.text)) for run in text)


def reserve(text: Text) -> float:
    """Share of a width that a line of this text leaves free."""
    return CJK_RESERVE if has_cjk(text) else RESERVE


def width(text: Text, size: float, bold: bool = False) -> float:
    """Text in one line → its width in points."""
    wide = has_cjk(text)
    em = sum(sum(map(_face(bold or run.bold, wide).__getitem__, run.text)) for run in text)
    return (em + (sum(_script_spaces(plain(text))) if wide else 0.0)) * size


def _script_spaces(chars: str) -> Iterator[float]:
    """The space after each character of a text that holds CJK: a little between a sign or mark and what is none."""
    for one, two in itertools.pairwise(chars):
        yield SPACED if is_cjk(one) != is_cjk(two) and one > " " and two > " " else 0.0
    yield 0.0


def height(lines: int | Sequence[Text], leading: float) -> float:
    """Lines, or their number → the height in points."""
    return (lines if isinstance(lines, int) else len(lines)) * leading


def fits(lines: Iterable[Text], size: float, width: float, bold: bool = False) -> bool:
    """Whether each line is within the width less its reserve."""
    return all(_width(line, size, bold) <= width * (1 - reserve(line)) + 1e-6 for line in lines)


def broken(lines: Sequence[Text]) -> Text:
    """Lines → one text with a run of a line break between them."""
    joined: Text = ()
    for number, line in enumerate(lines):
        joined += (Run("\n"), *line) if number else line
    return joined


def wrap(text: Text, size: float, width: float, bold: bool = False) -> tuple[Text, ...]:
    """Text → its lines, each as long as the width allows; a word wider than a line is cut."""
    return _set(text, size, width, bold, _greedy)


def balance(text: Text, size: float, width: float, bold: bool = False) -> tuple[Text, ...]:
    """Text → as few lines as `wrap` makes, of like length, broken at sense; no word stands alone on the last line
    if that can be helped."""
    return _set(text, size, width, bold, _balanced)


_width = width
# A word is (start, end, start of the next word) in the characters of its paragraph; a line is (first, last + 1) word.
_Word = tuple[int, int, int]
_Line = tuple[int, int]


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
        """Whether two characters stand in the print of one fact."""
        return self.owner[before] == self.owner[after] and bool(self.runs[self.owner[after]].fact)

    def text(self, start: int, end: int) -> Text:
        """A stretch of characters as runs."""
        cut: list[Run] = []
        while start < end:
            stop = start
            while stop < end and self.owner[stop] == self.owner[start]:
                stop += 1
            run, chars = self.runs[self.owner[start]], self.chars[start:stop]
            cut.append(run if run.text == chars else replace(run, text=chars))
            start = stop
        return tuple(cut)


@functools.lru_cache(maxsize=1024)
def _set(
    text: Text, size: float, width: float, bold: bool, way: Callable[[_Paragraph, list[_Word], float], list[_Line]]
) -> tuple[Text, ...]:
    """Text → lines, each paragraph of it broken one way."""
    wide = has_cjk(text)
    room = width * (1 - (CJK_RESERVE if wide else RESERVE)) / size
    lines: list[Text] = []
    for part in _paragraphs(text):
        paragraph = _measured(part, bold, wide)
        words = _words(paragraph, room)
        lines += [paragraph.text(words[a][0], words[b - 1][1]) for a, b in way(paragraph, words, room)] or [()]
    return tuple(lines)


def _paragraphs(text: Text) -> list[Text]:
    """Text → its parts between hard breaks."""
    if not any("\n" in run.text or "\r" in run.text for run in text):
        return [tuple(run for run in text if run.text)]
    parts: list[list[Run]] = [[]]
    for run in text:
        head, *rest = run.text.replace("\r\n", "\n").split("\n")
        parts[-1].append(replace(run, text=head))
        parts += [[replace(run, text=piece)] for piece in rest]
    return [tuple(run for run in part if run.text) for part in parts]


def _measured(text: Text, bold: bool, wide: bool) -> _Paragraph:
    owner: list[int] = []
    advances: list[float] = []
    for number, run in enumerate(text):
        owner += [number] * len(run.text)
        advances += map(_face(bold or run.bold, wide).__getitem__, run.text)
    chars = plain(text)
    if wide:
        advances = [advance + space for advance, space in zip(advances, _script_spaces(chars), strict=False)]
    return _Paragraph(chars, text, tuple(owner), tuple(itertools.accumulate(advances, initial=0.0)))


def _words(paragraph: _Paragraph, room: float) -> list[_Word]:
    """The stretches that no line divides; one wider than a line is cut into pieces that are not."""
    words: list[_Word] = []
    size = len(paragraph.chars)
    start = _skip(paragraph.chars, 0)
    while start < size:
        end = _glue(paragraph, start, _end(paragraph, start), room)
        after = _skip(paragraph.chars, end)
        while paragraph.span(start, end) > room and end > start + 1:
            cut = _cut(paragraph.chars, start, bisect.bisect_right(paragraph.place, paragraph.place[start] + room) - 1)
            words.append((start, cut, cut))
            start = cut
        words.append((start, end, after))
        start = after
    return words


def _cut(chars: str, start: int, last: int) -> int:
    """Where a word that is wider than a line is cut: after the last stroke of an address that the line holds, as
    LibreOffice does, else where the line is full, as PowerPoint does on fewer lines."""
    strokes = (at for at in range(last, start + 1, -1) if chars[at - 1] in _STROKES and chars[at].isalpha())
    return next(strokes, max(start + 1, last))


def _skip(chars: str, at: int) -> int:
    """The first character from `at` on that is no space."""
    while at < len(chars) and chars[at] == " ":
        at += 1
    return at


def _end(paragraph: _Paragraph, start: int) -> int:
    """The end of the word that starts here: before a space, or where a line may break without one."""
    chars = paragraph.chars
    end = start + 1
    while found := _MAY_END.search(chars, end):
        end = found.start()
        if chars[end] == " " or _breaks(paragraph, start, end):
            return end
        end += 1
    return len(chars)


def _breaks(paragraph: _Paragraph, start: int, at: int) -> bool:
    """Whether a line may break before the character at `at`, which no space precedes."""
    before, after = paragraph.chars[at - 1], paragraph.chars[at]
    if after < "\u0080" and before < "\u0080":
        # A hyphen between two whole words, never "5.5-fold" or "S-1".
        return before == "-" and after.isalpha() and at - start >= 4 and paragraph.chars[start : at - 1].isalpha()
    # Beside a curly mark LibreOffice breaks on neither side, unless the text is marked as Chinese.
    if not (is_cjk(before) or is_cjk(after)) or paragraph.fact(at - 1, at) or before.isdigit():
        return False
    return after not in _NO_START and before not in _NO_END and before not in "”’" and after not in "“‘"


def _glue(paragraph: _Paragraph, start: int, end: int, room: float) -> int:
    """The end of a word, moved past spaces that must not become a break."""
    chars = paragraph.chars
    while (after := _skip(chars, end)) > end and after < len(chars):
        stop = _end(paragraph, after)
        counted = chars[end - 1].isdigit() and chars[after:stop].rstrip(".,;:)") in _UNITS
        if not (counted or paragraph.fact(end - 1, after)) or paragraph.span(start, stop) > room:
            break
        end = stop
    return end


def _greedy(paragraph: _Paragraph, words: list[_Word], room: float) -> list[_Line]:
    """Words → lines, each as full as it can be."""
    lines: list[_Line] = []
    first = 0
    for at, (_, end, _) in enumerate(words):
        if at > first and paragraph.span(words[first][0], end) > room:
            lines.append((first, at))
            first = at
    return [*lines, (first, len(words))] if words else []


def _balanced(paragraph: _Paragraph, words: list[_Word], room: float) -> list[_Line]:
    """Words → as many lines as the greedy way makes, at the lowest cost."""
    greedy = _greedy(paragraph, words, room)
    count = len(greedy)
    if count < 2:
        return greedy
    mean = paragraph.span(words[0][0], words[-1][1]) / count
    best: dict[int, tuple[float, list[_Line]]] = {0: (0.0, [])}
    for number in range(1, count + 1):
        found: dict[int, tuple[float, list[_Line]]] = {}
        for first, (cost, lines) in best.items():
            for last in range(first + 1, len(words) + 1):
                span = paragraph.span(words[first][0], words[last - 1][1])
                if span > room and last > first + 1:
                    break
                if (number == count) != (last == len(words)):
                    continue
                total = cost + ((span - mean) / mean) ** 2 + _break_cost(paragraph, words, first, last)
                if last not in found or total < found[last][0]:
                    found[last] = (total, [*lines, (first, last)])
        best = found
    return best[len(words)][1] if len(words) in best else greedy


def _break_cost(paragraph: _Paragraph, words: list[_Word], first: int, last: int) -> float:
    """What it costs to end a line here: nothing at the end of a clause, a little at another mark, more within a clause,
    and after a word that belongs to the next."""
    word = paragraph.chars[words[last - 1][0] : words[last - 1][1]]
    if last == len(words):
        return 1.0 if last == first + 1 else 0.0
    if word[-1] in _SENSE:
        return 0.0 if word[-1] in _CLAUSE else 0.12
    if is_cjk(word[-1]):
        return 0.62  # Chinese has no spaces, so that this may be within a word
    if word[-1] == "-":
        return 0.62  # a compound at a line's end is the last resort
    return 0.46 if word in _TIED or word[-1].isdigit() else 0.36
