"""Names that stand below others, as "Exports" below "Goods" and again below "Services" → names that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.draft.importing.grid_parts import Lines, looks_like_number, says_nothing, stripped_cells

_BETWEEN: Final = ", "
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}年?")
_HALF: Final = 0.5  # of a blank: a row without values, and a year, is above the rows that begin where it does
Path = tuple[str, ...]


def names_below_others(rows: Lines, numeric: frozenset[int]) -> tuple[Lines, str]:
    """Return rows in which a name that recurs has the names above it before it, and the first such name; "" for none.

    What stands above a row is the nearest one before it that begins further left, has no values, or is a year. So it is
    where one column alone has texts, and of names that differ then.
    """
    at = _column_of_names(rows, numeric)
    if at is None:
        return rows, ""
    paths = _paths([cells for _, cells in rows], at)
    names = iter(_of_years(_distinct([path for path in paths if path])))
    new, first = [], ""
    for (number, cells), path in zip(rows, paths, strict=True):
        name = next(names) if path else ()
        if path and name != path[-1:]:
            first = first or path[-1]
            cells = [*cells[:at], _joined(name), *cells[at + 1 :]]
        new.append((number, cells))
    # a year without values says nothing that the names below it do not say then
    valued = [row for row, path in zip(new, paths, strict=True) if path or not _YEAR.fullmatch("".join(row[1]).strip())]
    return (valued, first) if first else (rows, "")


def names_above_others(rows: Lines, new: Lines, numeric: frozenset[int]) -> tuple[str, ...]:
    """Return the names, as `new` rows have them, of those rows with values that have several others set in right below
    them, as a country has its regions; the first where all others are below it, else "", stands in front."""
    at = _column_of_names(rows, numeric)
    if at is None:
        return ()
    named = [
        (len(cells[at]) - len(cells[at].lstrip()), other[at].strip())
        for (_, cells), (_, other) in zip(rows, new, strict=False)
        if len(stripped_cells(cells)) > at + 1 and cells[at].strip()
    ]
    depths = [depth for depth, _ in named]
    found = [name for (depth, name), *below in zip(named, depths[1:], depths[2:], strict=False) if min(below) > depth]
    if not found:
        return ()
    return (named[0][1] if min(depths[1:]) > depths[0] else "", *found)


def _column_of_names(rows: Lines, numeric: frozenset[int]) -> int | None:
    """Return the only column that has texts, next to others of numbers."""
    words = ((at, cell) for _, cells in rows for at, cell in enumerate(cells) if at not in numeric)
    texts = sorted({at for at, cell in words if not (says_nothing(cell) or looks_like_number(cell))})
    return texts[0] if len(texts) == 1 and numeric else None


def _paths(rows: Sequence[Sequence[str]], at: int) -> list[Path]:
    """Return the name of each row with all those above it before it; () for a row without one, or without values."""
    above: list[tuple[float, str]] = []
    paths: list[Path] = []
    for cells in rows:
        text = cells[at] if at < len(cells) else ""
        name = text.strip()
        if not name:
            paths.append(())
            continue
        values = len(stripped_cells(cells)) > at + 1
        depth = len(text) - len(text.lstrip()) - (0 if values and not _YEAR.fullmatch(name) else _HALF)
        while above and above[-1][0] >= depth:
            above.pop()
        above.append((depth, name))
        paths.append(tuple(one for _, one in above) if values else ())
    return paths


def _joined(name: Path) -> str:
    """Return a name of several parts as one text; a year and its part are a period, as "2021 March"."""
    *before, last = name
    between = " " if before and _YEAR.fullmatch(before[-1]) else _BETWEEN
    return between.join(filter(None, (_BETWEEN.join(before), last)))


def _of_years(names: Sequence[Path]) -> list[Path]:
    """Return the years alone where the same text stands below each, as "Average"."""
    below = {name[1:] for name in names}
    alone = len(below) == 1 and all(len(name) == 2 and _YEAR.fullmatch(name[0]) for name in names)
    return [name[:1] if alone else name for name in names]


def _distinct(paths: Sequence[Path]) -> list[Path]:
    """Return as many names from the end of each path as distinguish it; the last alone where none do."""
    names = [path[-1:] for path in paths]
    for length in range(2, 1 + max(map(len, paths), default=1)):
        often = Counter(names)
        if len(often) == len(names):
            return names
        names = [path[-length:] if often[name] > 1 else name for name, path in zip(names, paths, strict=True)]
    same = {name[-1] for name, count in Counter(names).items() if count > 1}
    return [name[-1:] if name[-1] in same else name for name in names]
