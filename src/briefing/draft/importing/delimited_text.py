"""A text with separators → numbered lines of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.errors import InputError

Lines = list[tuple[int, list[str]]]
_SEPARATORS: Final = ("\t", ";", "|", ",")  # a comma may stand in numbers and texts, so the others go first
_SAMPLE: Final = 400
_BLANKS: Final = re.compile(r"\s{2,}|\t")
_ONE_BLANK: Final = re.compile(r"\s+")
_MOST_CELL: Final = 1_000_000


def delimited_lines(text: str, where: str) -> tuple[Lines, str]:
    """Return the lines of a text as cells, each with the number of its first line, and the separator.

    Empty lines stay, without cells, as they part a table from what stands above and below it. The separator is that
    which cuts most of the lines into as many cells; without any, runs of blanks are. InputError for a quotation mark
    that is never closed.
    """
    sample = text[: _SAMPLE * 1000].splitlines()[:_SAMPLE]
    separator = _separator(sample)
    if separator.strip() or separator == "\t":
        return list(_cut(text, separator, where)), separator
    pattern = _ONE_BLANK if separator == " " else _BLANKS
    return [(n, pattern.split(line.strip()) if line.strip() else []) for n, line in enumerate(text.splitlines(), 1)], ""


def _separator(lines: Sequence[str]) -> str:
    """The sign that cuts most lines alike; "  " or " " for runs of blanks, and a comma where nothing cuts."""
    found = [(_alike(list(csv.reader(lines, delimiter=sign))), sign) for sign in _SEPARATORS]
    best = max(share for share, _ in found)
    if best > 0:
        return next(sign for share, sign in found if share >= best - 0.05)
    for sign, pattern in (("  ", _BLANKS), (" ", _ONE_BLANK)):
        if _alike([pattern.split(line.strip()) for line in lines if not line.startswith("#")]) > 0.5:
            return sign
    return ","


def _alike(rows: Sequence[Sequence[str]]) -> float:
    """The share of rows with as many cells as most have, 0 where that is one cell."""
    counts = Counter(len(row) for row in rows if any(row))
    several = Counter({size: count for size, count in counts.items() if size > 1})
    return max(several.values()) / counts.total() if several else 0


def _cut(text: str, separator: str, where: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t")
    start = 1
    try:
        for cells in reader:
            yield start, cells if any(cell.strip() for cell in cells) else []
            start = reader.line_num + 1
    except csv.Error as error:
        fix = "close the quotation mark of a cell, or delete it"
        raise InputError(f"the line cannot be cut into cells: {error}", f"{where}, line {start}", fix) from None
