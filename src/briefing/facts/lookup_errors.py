"""A name or year that does not exist → a FactError that lists what does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from briefing.errors import FactError

_MOST: Final = 40  # names that are listed


def unknown(what: str, name: str, known: Iterable[str], where: str = "") -> FactError:
    """Kind of thing, the name that was asked for and the names that exist → the error, near names first."""
    names = sorted(known)
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    fix = f"did you mean {' or '.join(near)}? " if near else ""
    listed = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
    return FactError(f"{what} {name!r} does not exist", where, f"{fix}there are: {listed or 'none'}")


def no_value(expression: str, subject: str, year: int, years: Sequence[int]) -> FactError:
    """A year without a published value → the error, with the years that have one."""
    return FactError(f"{subject} has no value for {year}", expression, f"years with a value: {spans(years)}")


def spans(years: Sequence[int]) -> str:
    """Return years as "2012, 2014–2019, 2021–2023"."""
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in consecutive(years)) or "none"


def consecutive(years: Iterable[int]) -> list[list[int]]:
    """Return the runs of years without a gap, in order."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs
