"""Lines of cells → where the heads of a table stand, where its rows, and what stands above and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

Lines = Sequence[tuple[int, list[str]]]
_MOST_HEADS: Final = 6
_LONG_NOTE: Final = 60
_MOST_STATED: Final = 15
_FEWEST_ROWS: Final = 20  # that begin with a period, or most where there are fewer
_MOSTLY: Final = 0.8
_SAMPLE: Final = 2_000  # lines that show which columns hold numbers
_NUMBER: Final = re.compile(
    r"[<>≤≥~≈]?\s*\(?[-+−–]?[$€£¥]?\s*\d[\d.,'’ \u00a0\u202f]*([eE][-+]?\d+)?\)?\s*%?\s*\*?([a-z]{0,3}|[A-Z])\*?"
)
_PERIOD: Final = re.compile(
    r"(1[5-9]|20|21)\d\d([-/. ]?([QqTtMmWwSsHh年]|[A-Za-z]{3,9})?[-/. ]?\d{0,2}(-\d\d)?|年.*)?"
    r"|(19|20)\d\d ?\(?[perbfd*]\)?|[QqTt][1-4][-/.' ]\d\d"
    r"|([QqTtMm]\d\d?|[^\W\d_]{3,10}\.?)[-/. ](19|20|21)\d\d|YR\d{4}|(19|20)\d\d \[YR\d{4}\]"
)
_DATE: Final = re.compile(r"\d{1,2}(\.\d{1,2}\.|/\d{1,2}/)(1[5-9]|20|21)\d\d")  # a row of dates alone is a head
_MARK: Final = re.compile(r"(?<=\w)\s?\((?:[a-z*]{1,2}|[0-9]{1,2}|[nN] ?= ?[0-9][0-9.,'’ ]*)\)$")
# A scale in digits, which a line of units may have among words: "in %; 1 000; number".
SCALE: Final = re.compile(r"1(?:[ .,'’\u00a0\u202f]?000){1,3}")
# A unit in brackets at the other end of the line of a title, which has so many letters at least.
_AT_RIGHT: Final = re.compile(r"[(\[（][^()（）\[\]]{1,40}[)\]）]")
_TITLE: Final = 12
# The head of a line that states units.
UNIT_HEAD: Final = re.compile(
    r"(?:pre)?units?(?: of measure(?:ment)?)?|uom|unité|einheit|unidad|unità|单位", re.IGNORECASE
)
_MISSING: Final = re.compile(r"[.:…\-–—*]+|n/?a|#n/a|null|none|nan|nd|n\.[ad]\.?|s[/.]d\.?|k\. ?a\.|x|c", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"\W*(sources?|notes?|footnotes?|data (extracted|source)|last updated?|updated|copyright|legend|special value"
    r"|quelle|anmerkung|fuente|nota|fonte|注|资料来源|数据来源|说明|来源)\b.*|[*†©‡¹²³].+|\(?\d+[).] .+",
    re.IGNORECASE | re.DOTALL,
)


# What is a note whatever else stands in its line: "Source: Register of Isles, 2022" cut at its comma.
_TITLED_NOTE: Final = re.compile(
    r"\W*(sources?|(foot)?notes?|data source|last updated?|copyright|quelle|anmerkung|fuente|nota|fonte"
    r"|注|资料来源|数据来源|说明|来源)\s*[:：]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_number(text: str) -> bool:
    """Return whether a cell seems to be a number, perhaps with a flag; what it is says recognition."""
    return bool(_NUMBER.fullmatch(text.strip()))


def looks_like_period(text: str) -> bool:
    """Return whether a cell seems to be a period of time, perhaps with a flag, the number of a note or that of those
    who answered in brackets."""
    return bool(_PERIOD.fullmatch(_MARK.sub("", text.strip())))


def says_nothing(text: str) -> bool:
    """Return whether a cell is empty or a sign for a missing value."""
    return not text.strip() or bool(_MISSING.fullmatch(text.strip()))


class GridParts(Struct, frozen=True):
    """Where the parts of a table begin, by positions in its lines: heads, body, and what stands below; `stated` are
    lines between heads and body that say something of all values, as "Release date" does."""

    head: int
    body: int
    end: int
    numeric: frozenset[int]
    stated: tuple[int, ...] = ()


def stripped_cells(cells: Sequence[str]) -> list[str]:
    """Return cells without the empty ones at their end."""
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return list(cells[: last + 1])


def grid_parts(lines: Lines) -> GridParts:
    """Return where the parts of a table are in its lines, of which one at least has cells."""
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in lines]
    reach = sorted(len(stripped_cells(cells)) for _, cells in lines if cells)
    width = reach[int(len(reach) * 0.9)] if len(reach) > 2 else reach[-1]
    head = _first_wide(lines, filled, width)
    numeric = _numeric(lines[head + 1 :], width)
    body, stated = head + 1, _stated(lines, head)
    if stated:
        body = stated[-1] + 1
    elif _has_no_head(lines[head][1], numeric) and not _names_a_period(lines, head, numeric):
        body = head
        if head > 0 and _names_all_but_the_first(lines[head - 1][1], width):
            head -= 1
    most = head if stated else min(head + _MOST_HEADS, len(lines) - 1)
    while head < body < most and _is_head(lines, head, body, numeric):
        body += 1
    while body > head > 0 and _is_group(lines[head - 1][1], numeric, width):
        head -= 1
    if (
        body > head > 1
        and _names_the_first(lines[head - 2 : head + 1])
        and _is_group(lines[head - 2][1], numeric, width)
    ):
        head -= 2
    return GridParts(head, body, _end(lines, body, width, numeric), numeric, stated)


def _stated(lines: Lines, head: int) -> tuple[int, ...]:
    """The positions of lines below a head that each state something of all values: the rows under them begin with
    periods, they with words, as "Unit" and "Release date". One such line alone may be of names."""
    firsts = [cells[0].strip() if cells else "" for _, cells in lines]
    first = next((at for at in range(head + 1, len(lines)) if looks_like_period(firsts[at])), 0)
    rows = [looks_like_period(text) for text in firsts[first : first + _SAMPLE] if text]
    if not first or first > head + _MOST_STATED or sum(rows) < min(_FEWEST_ROWS, _MOSTLY * len(rows)):
        return ()
    between = [at for at in range(head + 1, first) if firsts[at]]
    if len(between) > 1 or any(UNIT_HEAD.fullmatch(firsts[at]) for at in between):
        return tuple(range(head + 1, first))
    return ()


def _names_a_period(lines: Lines, head: int, numeric: frozenset[int]) -> bool:
    """Whether the only column of numbers has a period over values that are none: "2019" over 31135.9."""
    if len(numeric) != 1 or 0 in numeric:
        return False
    at = min(numeric)
    cells = [row[at] for _, row in lines[head : head + _SAMPLE] if at < len(row) and row[at].strip()]
    values = [cell for cell in cells[1:] if looks_like_number(cell)]
    return looks_like_period(cells[0]) and 2 * sum(map(looks_like_period, values)) < len(values)


def _names_all_but_the_first(cells: Sequence[str], width: int) -> bool:
    """Whether a line has words over all columns but the first, which it leaves without a name."""
    stripped = stripped_cells(cells)
    return len(stripped) == width > 1 and not stripped[0].strip() and all(cell.strip() for cell in stripped[1:])


def _names_the_first(three: Lines) -> bool:
    """Whether a line names the first column, which the head does not, with nothing but an empty line between them: it
    is the upper row of heads."""
    (_, above), (_, between), (_, head) = three
    return bool(above and above[0].strip() and not between and head and not head[0].strip())


def block_starts(lines: Lines) -> list[int]:
    """Return where further tables begin below the first: after an empty line, perhaps with a title, a line of heads
    with numbers below it, or below the empty line under it."""
    parts = grid_parts(lines)
    first, starts = lines[parts.body - 1][1], list[int]()
    for at in range(parts.body + 1, len(lines) - 1):
        cells = lines[at][1]
        below = next((further for _, further in lines[at + 1 : at + 3] if further), [])
        if not cells or not _is_row(below, parts.numeric):
            continue
        over = [cells[column] for column in parts.numeric if column < len(cells) and cells[column].strip()]
        words = len(over) > 1 and not any(looks_like_number(cell) or says_nothing(cell) for cell in over)
        if cells == first or words:
            start = at - 2 if _names_the_first(lines[at - 2 : at + 1]) else at
            while start > parts.body and lines[start - 1][1] and not _is_row(lines[start - 1][1], parts.numeric):
                start -= 1
            if not lines[start - 1][1] and (start < at or cells != first):
                starts.append(start)
    return starts


def _first_wide(lines: Lines, filled: Sequence[int], width: int) -> int:
    """The position of the first line that is about as wide as the table; one of words with an empty line below it is a
    title, if there is another of words."""
    wide = [
        at
        for at, (_, cells) in enumerate(lines)
        if filled[at] >= min(max(2, 0.5 * width), width) and len(stripped_cells(cells)) >= 0.8 * width
    ]
    if not wide:
        return filled.index(max(filled))
    above = lines[wide[0] - 1][1] if wide[0] else []
    packed = len(stripped_cells(above)) == filled[wide[0] - 1] >= max(2, 0.5 * width)
    if packed and _is_text(above) and _is_data(lines[wide[0]][1]):
        return wide[0] - 1  # a head that lacks names
    first, second = wide[0], wide[1] if len(wide) > 1 else wide[0]
    words = _is_text(lines[first][1]) and _is_text(lines[second][1])
    return second if words and second > first + 1 and not lines[first + 1][1] else first


def _is_text(cells: Sequence[str]) -> bool:
    return not any(looks_like_number(cell) for cell in cells)


def _is_data(cells: Sequence[str]) -> bool:
    return any(looks_like_number(cell) and not looks_like_period(cell) for cell in cells)


def _numeric(lines: Lines, width: int) -> frozenset[int]:
    """Positions of columns most of whose cells are numbers, in the lines that are not far shorter than the table, as
    its numbered notes are."""
    numbers, texts = Counter[int](), Counter[int]()
    sample = [cells for _, cells in lines[:_SAMPLE]]
    for cells in [one for one in sample if len(stripped_cells(one)) > width / 2] or sample:
        for at, cell in enumerate(cells):
            if not says_nothing(cell):
                (numbers if looks_like_number(cell) else texts)[at] += 1
    return frozenset(at for at, count in numbers.items() if count > texts[at])


def _has_no_head(cells: Sequence[str], numeric: frozenset[int]) -> bool:
    """Whether the first full line is a row of data: numbers where there are numbers below, and they are no periods."""
    over = [cells[at] for at in numeric if at < len(cells) and not says_nothing(cells[at])]
    values = [cell for cell in over if looks_like_number(cell)]
    periods = [cell for cell in over if looks_like_period(cell)]
    if len(over) > 1 and all(_DATE.fullmatch(cell.strip()) for cell in over):
        return False
    return bool(values) and len(values) == len(over) and (len(periods) < len(over) or len(over) == 1)


def _is_head(lines: Lines, head: int, at: int, numeric: frozenset[int]) -> bool:
    """Whether the line below a head belongs to it: words over numbers, periods below names that recur, or the names of
    the columns that the head leaves without one."""
    cells = lines[at][1]
    over = [cells[column] for column in sorted(numeric) if column < len(cells) and cells[column].strip()]
    if at + 1 >= len(lines) or _heads_a_group(lines, at, numeric):
        return False
    if not over:
        return _names_the_rest(cells, lines[head][1])
    words = [cell for cell in over if cells[0].strip() or not SCALE.fullmatch(cell.strip())]
    if words and not any(looks_like_number(cell) for cell in words):
        return any(not says_nothing(cell) for cell in words)
    above = lines[head][1]
    names = [above[column] if column < len(above) else "" for column in numeric]
    recur = len(names) > 1 and (len(set(names)) < len(names) or "" in names)
    dated = all(looks_like_period(cell) for cell in over) or all(_DATE.fullmatch(cell.strip()) for cell in over)
    return recur and (dated or (not cells[0].strip() and _counts(over)))


def _heads_a_group(lines: Lines, at: int, numeric: frozenset[int]) -> bool:
    """Whether a line has one text over the columns of numbers and another such line comes further below, each with rows
    under it: heads of groups of rows, as "Change in %" in the middle of a table."""
    begins = _text_alone(lines[at][1], numeric)
    if begins is None or not _is_row(lines[at + 1][1], numeric):
        return False
    return any(
        _text_alone(cells, numeric) == begins and _is_row(below, numeric)
        for (_, cells), (_, below) in pairwise(lines[at + 1 : at + _SAMPLE])
    )


def _text_alone(cells: Sequence[str], numeric: frozenset[int]) -> int | None:
    """Where the only text of a line over columns of numbers begins, which may stand in several merged cells, if it is
    no number; None elsewhere."""
    filled = [at for at, cell in enumerate(cells) if cell.strip() and at in numeric]
    texts = {cells[at].strip() for at in filled}
    if len(texts) != 1 or filled[0] == 0:
        return None
    return None if any(looks_like_number(text) or says_nothing(text) for text in texts) else filled[0]


def _names_the_rest(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a line without numbers has a text in each column without a head, and in no other: "Region", "Sex" below
    years. One such text may as well be the name of a group of rows."""
    unnamed = [at for at, cell in enumerate(above) if not cell.strip()]
    return len(unnamed) > 1 and [at for at, cell in enumerate(cells) if cell.strip()] == unnamed


def _counts(cells: Sequence[str]) -> bool:
    """Whether cells count, as 1, 2, 3: weeks or months below the name of a year."""
    numbers = [int(cell) for cell in cells if cell.strip().isdecimal()]
    return len(numbers) == len(cells) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_group(cells: Sequence[str], numeric: frozenset[int], width: int) -> bool:
    """Whether the line above a head names columns or groups of them: texts over numbers that are no title, which begins
    at the left, cut by its own commas."""
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    texts = {cells[at].strip() for at in filled}
    if unit_at_right(cells):
        return False
    if not numeric & set(filled) or (filled == list(range(len(filled))) and len(filled) < 0.6 * width):
        return False
    return len(texts) > 1 or (filled[0] > 0 and len(filled) > 1) or len(numeric) < 3


def unit_at_right(cells: Sequence[str]) -> str:
    """Return the unit in brackets that stands at the other end of the line of a title, as "千人" of "（1,000人）"; ""
    where none does."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    titled = len(filled) == len({*filled}) == 2 and cells[0].strip() and len(filled[0]) >= _TITLE
    unit = filled[1][1:-1].strip() if titled and _AT_RIGHT.fullmatch(filled[1]) else ""
    return re.sub(r"^1,000(?=[\u4e00-\u9fff])", "千", unit)


def _end(lines: Lines, body: int, width: int, numeric: frozenset[int]) -> int:
    """The position after the last row of data; below it stand footnotes."""
    end = len(lines)
    last = next((at for at in range(len(lines) - 1, body, -1) if _is_row(lines[at][1], numeric)), body)
    while end > last + 1:
        cells = lines[end - 1][1]
        after_gap = any(not between for _, between in lines[last + 1 : end - 1])
        alone = len(stripped_cells(cells)) == 1 and (
            width > 2 or len(cells[0]) > _LONG_NOTE or _breaks_off(cells, numeric)
        )
        if cells and not (after_gap or _NOTE.match(cells[0].strip()) or alone):
            break
        end -= 1
    return end


def _breaks_off(cells: Sequence[str], numeric: frozenset[int]) -> bool:
    """Whether a line begins with words in a table whose rows begin with numbers or dates."""
    return 0 in numeric and not looks_like_number(cells[0])


def _is_row(cells: Sequence[str], numeric: frozenset[int]) -> bool:
    """Whether a line holds data; without numeric columns every one with more than one cell does."""
    if not cells or _TITLED_NOTE.match(cells[0]):
        return False
    if _NOTE.match(cells[0].strip()) and not any(_value(cells, at) for at in numeric):
        return False
    return any(_value(cells, at) for at in numeric) if numeric else len(stripped_cells(cells)) > 1


def _value(cells: Sequence[str], at: int) -> bool:
    """Whether there is a number in a column; the first, alone, may number a footnote."""
    return at < len(cells) and (at > 0 or len(cells) == 1) and looks_like_number(cells[at])
