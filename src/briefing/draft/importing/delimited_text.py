"""A text with separators → numbered lines of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.draft.importing.table_limits import check_rows
from briefing.errors import InputError

Lines = list[tuple[int, list[str]]]
_SEPARATORS: Final = ("\t", "|", ";", ",")  # the first two are rare in texts, and win
_SAMPLE: Final = 400
_ABOUT: Final = 0.05
_PADDING: Final = re.compile(r"\t(?=[,;|])|(?<=[,;|])\t")
_MOSTLY: Final = 0.9
_BLANKS: Final = re.compile(r"\s{2,}|\t")
_ONE_BLANK: Final = re.compile(r"\s+")
_CLOSE: Final = "close the quotation mark of the cell, or delete it"
_BLANK_FIRST: Final = re.compile(r"^ +(?=[^ ])", re.MULTILINE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MOST_CELL: Final = 1_000_000


def delimited_lines(text: str, where: str) -> tuple[Lines, str]:
    """Return the lines of a text as cells, each with the number of its first line, and the separator.

    Empty lines stay, without cells, as they part a table from what stands above and below it. InputError for a
    quotation mark that is never closed.
    """
    sample = text[: _SAMPLE * 1000].splitlines()[:_SAMPLE]
    separator = _separator(sample)
    if separator.strip() or separator == "\t":
        return list(_cut(text, separator, where)), separator
    pattern = _ONE_BLANK if separator == " " else _BLANKS
    return [(n, pattern.split(line.strip()) if line.strip() else []) for n, line in enumerate(text.splitlines(), 1)], ""


def _separator(lines: Sequence[str]) -> str:
    """The sign that cuts most lines alike, "  " or " " for runs of blanks, and a comma where nothing cuts.

    Of several the one that cuts the head too, and then the one that gives more cells, as a comma may be that of
    decimals, which no head has.
    """
    signs = _SEPARATORS[1:] if _pads(lines) else _SEPARATORS
    found = {sign: _cuts(list(csv.reader(lines, delimiter=sign))) for sign in signs}
    best = max(cuts.share for cuts in found.values())
    if best > 0:
        good = [sign for sign, cuts in found.items() if cuts.share >= best - _ABOUT]
        rare = found[good[0]]
        parts_texts = any(found[sign].first < rare.first and found[sign].cells > rare.cells for sign in good)
        if good[0] in "\t|" and not parts_texts:  # as in "Boats | Large" below a head that commas cut
            return good[0]
        first = min(found[sign].first for sign in good)
        return max((sign for sign in good if found[sign].first == first), key=lambda sign: found[sign].cells)
    bare = [line.strip() for line in lines if not line.startswith("#")]
    for sign, pattern in (("  ", _BLANKS), (" ", _ONE_BLANK)):
        if _cuts([pattern.split(line) for line in bare]).share > 0.5:
            return sign
    return ","


def _pads(lines: Sequence[str]) -> bool:
    """Whether tabs only fill up the cells of another separator: nearly all touch one, as in "Year<tab>,2019"."""
    tabs = sum(line.count("\t") for line in lines)
    return sum(len(_PADDING.findall(line)) for line in lines) > _MOSTLY * tabs


class _Cuts(Struct, frozen=True):
    """How a sign cuts lines: into how many cells most of them, what share of all these are, and the first of these."""

    share: float = 0
    cells: int = 1
    first: int = 0


def _cuts(rows: Sequence[Sequence[str]]) -> _Cuts:
    counts = Counter(len(row) for row in rows if any(row))
    several = {size: count for size, count in counts.items() if size > 1}
    if not several:
        return _Cuts()
    cells = max(several, key=lambda size: (several[size], size))
    return _Cuts(several[cells] / counts.total(), cells, next(at for at, row in enumerate(rows) if len(row) == cells))


def _set_in(text: str) -> dict[int, str]:
    """Return the blanks that lines begin with, by their numbers: they may say which names stand below others."""
    if not _BLANK_FIRST.search(text):
        return {}
    found = ((number, _BLANK_FIRST.match(line)) for number, line in enumerate(_LINE_END.split(text), start=1))
    return {number: blanks[0] for number, blanks in found if blanks}


def _cut(text: str, separator: str, where: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_MOST_CELL)
    # Blanks before a name may say that it stands below another one; those before a quotation mark are none of its cell.
    skips = separator != "\t" and re.search(rf'{re.escape(separator)} +"', text) is not None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=skips)
    start, last = 1, 1
    set_in = _set_in(text)
    try:
        for count, cells in enumerate(reader):
            if start in set_in and any(cells):
                cells[0] = set_in[start] + cells[0]
            yield start, cells if any(cell.strip() for cell in cells) else []
            last, start = start, reader.line_num + 1
            check_rows(count, where)
    except csv.Error as error:
        raise InputError(f"the line cannot be cut into cells: {error}", f"{where}, line {start}", _CLOSE) from None
    if start > last + 1 and "".join(text.splitlines()[last - 1 :]).count('"') % 2:
        raise InputError("a quotation mark is never closed", f"{where}, line {last}", _CLOSE)
