"""A name or year that does not exist → a FactError that lists what does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from briefing.errors import FactError
from briefing.model.period import Period, consecutive

_MOST: Final = 40  # names that are listed


def unknown(what: str, name: str, known: Iterable[str], where: str = "") -> FactError:
    """Return the error for a name that does not exist; it lists those that do, near ones first."""
    names = sorted(known)
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    fix = f"did you mean {' or '.join(near)}? " if near else ""
    listed = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
    return FactError(f"{what} {name!r} does not exist", where, f"{fix}there are: {listed or 'none'}")


def no_value(expression: str, subject: str, period: Period, known: Sequence[Period]) -> FactError:
    """Return the error of a period without a published value, with those that have one."""
    return FactError(f"{subject} has no value for {period}", expression, f"years with a value: {spans(known)}")


def spans(periods: Iterable[Period]) -> str:
    """Return periods as "2012, 2014–2019, 2021–2023"."""
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in consecutive(periods)) or "none"
