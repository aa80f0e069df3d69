"""Breaks between two compared years → a refusal with the reason, or the notes that must be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.errors import Incomparable
from briefing.model.dataset import Break

_BETWEEN: Final = re.compile(r"\.between\([^)]*\)")


def crossed(breaks: Iterable[Break], first: int, last: int) -> tuple[Break, ...]:
    """Breaks and two years → the breaks between them, in order of time.

    A break from 2017 to 2019 lies somewhere between, so 2017 to 2018 crosses it as well.
    """
    found = (item for item in breaks if first < item.to_year and last > item.from_year)
    return tuple(sorted(found, key=lambda item: (item.from_year, item.to_year, item.reason)))


def notes_across(
    expression: str, breaks: Iterable[Break], first: int, last: int, years: Sequence[int]
) -> tuple[str, ...]:
    """Breaks and two years → a note for each disclosed break; FactError for each that refuses."""
    between = crossed(breaks, first, last)
    refusals = [item for item in between if item.effect == "refuse"]
    if refusals:
        reasons = "; ".join(f"{_span(item)}, {item.reason} (source {item.source})" for item in refusals)
        asked = [year for year in years if first <= year <= last]
        fix = _fix(expression, refusals, asked) or _fix(expression, refusals, years) or "print the values alone"
        raise Incomparable(f"compares {first} with {last} across a break: {reasons}", expression, fix)
    return tuple(dict.fromkeys(f"{_span(item)}: {item.reason}" for item in between))


def _span(item: Break) -> str:
    return f"{item.from_year}–{item.to_year}"


def _fix(expression: str, refusals: Sequence[Break], years: Sequence[int]) -> str:
    """What may be asked instead: the same on either side of the break; "" where neither has two values."""
    root, _, call = _BETWEEN.sub("", expression).rpartition(".")
    before = [year for year in years if year <= min(item.from_year for item in refusals)]
    after = [year for year in years if year >= max(item.to_year for item in refusals)]
    asked = re.search(r"\((\d{4})\)", call)  # the year of an index, which one side holds
    known = [side for side in (before, after) if len(side) > 1 and (not asked or int(asked[1]) in side)]
    sides = [f"{root}.between({side[0]}, {side[-1]}).{call}" for side in known]
    return f"write {' or '.join(sides)}, or print the values alone" if sides else ""
