"""Breaks between two compared periods → a refusal with the reason, or the notes that must be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.errors import Incomparable
from briefing.model.dataset import Break
from briefing.model.period import Period

_BETWEEN: Final = re.compile(r"\.between\([^)]*\)")


def crossed(breaks: Iterable[Break], first: Period, last: Period) -> tuple[Break, ...]:
    """Return the breaks between two periods, in order of time.

    A break from 2017 to 2019 lies somewhere between, so 2017 to 2018 crosses it as well. Breaks of years cross months.
    """
    found = (item for item in breaks if first.end < item.after.end and last.end > item.before.end)
    return tuple(sorted(found, key=lambda item: (item.before.end, item.after.end, item.reason)))


def notes_across(
    expression: str, breaks: Iterable[Break], ends: tuple[Period, Period], known: Sequence[Period], fix: str = ""
) -> tuple[str, ...]:
    """Return a note for each disclosed break between two periods; FactError for breaks that refuse.

    Unless there is a `fix`, it names the same fact on either side of the break.
    """
    first, last = ends
    between = crossed(breaks, first, last)
    refusals = [item for item in between if item.effect == "refuse"]
    if refusals:
        reasons = "; ".join(f"{_span(item)}, {item.reason} (source {item.source})" for item in refusals)
        asked = [period for period in known if first <= period <= last]
        fix = fix or _fix(expression, refusals, asked) or _fix(expression, refusals, known) or "print the values alone"
        raise Incomparable(f"compares {first} with {last} across a break: {reasons}", expression, fix)
    return tuple(dict.fromkeys(f"{_span(item)}: {item.reason}" for item in between))


def _span(item: Break) -> str:
    return f"{item.before}–{item.after}"


def _fix(expression: str, refusals: Sequence[Break], known: Sequence[Period]) -> str:
    """What may be asked instead: the same on either side of the break; "" where neither has two values."""
    root, _, call = _BETWEEN.sub("", expression).rpartition(".")
    before = [period for period in known if period.end <= min(item.before.end for item in refusals)]
    after = [period for period in known if period.end >= max(item.after.end for item in refusals)]
    asked = re.search(r"index_at\((.*)\)", call)  # the period of an index, which one side holds
    sides = [side for side in (before, after) if len(side) > 1]
    sides = [side for side in sides if not asked or asked[1] in (period.literal for period in side)]
    calls = [f"{root}.between({side[0].literal}, {side[-1].literal}).{call}" for side in sides]
    return f"write {' or '.join(calls)}, or print the values alone" if calls else ""
