"""A name or period that does not exist → a FactError that lists what does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from briefing.errors import FactError
from briefing.model.dataset import Gap, Missing
from briefing.model.period import YEAR, Period, consecutive
from briefing.model.period_notation import parse_period

_MOST: Final = 40  # names that are listed
_REASONS: Final[Mapping[Missing, str]] = {
    "H": "fell on a holiday or a weekend",
    "L": "was not collected",
    "M": "has no value, as there can be none",
    "O": "was not published",
    "Q": "was withheld",
}


def unknown(
    what: str, name: str, known: Iterable[str], where: str = "", kind: type[FactError] = FactError
) -> FactError:
    """Return the error for a name that does not exist; it lists those that do, near ones first."""
    names = sorted(known)
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    fix = f"did you mean {' or '.join(near)}? " if near else ""
    listed = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
    return kind(f"{what} {name!r} does not exist", where, f"{fix}there are: {listed or 'none'}")


def no_value(
    expression: str, subject: str, period: Period, known: Sequence[Period], gap: Gap | None = None
) -> FactError:
    """Return the error of a period without a published value, with the reason for it and those that have one."""
    reason = f": {gap_reason(gap)}" if gap is not None else ""
    return FactError(f"{subject} has no value for {period}{reason}", expression, with_value(known))


def gap_reason(gap: Gap) -> str:
    """Return why a period has no value, as "2025-10 was not published"."""
    return f"{gap.period} {_REASONS[gap.status]}{f' ({gap.note})' if gap.note else ''}"


def gap_note(gap: Gap) -> str:
    """Return the note of a fact that its values leave out a period, as "2025-10 was not published"."""
    return f"{gap.period} {_REASONS[gap.status]}"


def gap_of_note(note: str) -> tuple[Period, Missing] | None:
    """Return the period that a note of a fact calls without a value, and why it has none; None for another note."""
    period, _, reason = note.partition(" ")
    status = next((status for status, words in _REASONS.items() if words == reason), None)
    return (parse_period(period), status) if status is not None else None


def with_value(known: Sequence[Period], what: str = "a value") -> str:
    """Return the fix that lists periods, as "months with a value: 2015-01 to 2025-09"."""
    return f"{counted(known)} with {what}: {spans(known)}"


def counted(known: Sequence[Period]) -> str:
    """Return what periods are called, as "years" or "months"."""
    if known and known[0].frequency.partial:
        return "parts of a year"
    return f"{known[0].frequency.unit}s" if known else "years"


def spans(periods: Iterable[Period]) -> str:
    """Return periods as "2012, 2014–2019, 2021–2023" or "2015-01 to 2025-09, 2025-11"."""
    return ", ".join(map(_span, consecutive(periods))) or "none"


def _span(run: Sequence[Period]) -> str:
    joint = "–" if run[0].frequency == YEAR else " to "
    return str(run[0]) if len(run) == 1 else f"{run[0]}{joint}{run[-1]}"
