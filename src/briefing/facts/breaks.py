"""Breaks between two compared years → a refusal with the reason, or the notes that must be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.errors import Incomparable
from briefing.facts.absent import spans
from briefing.model.dataset import Break


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
        raise Incomparable(f"compares {first} with {last} across a break: {reasons}", expression, _fix(refusals, years))
    return tuple(dict.fromkeys(f"{_span(item)}: {item.reason}" for item in between))


def _span(item: Break) -> str:
    return f"{item.from_year}–{item.to_year}"


def _fix(refusals: Sequence[Break], years: Sequence[int]) -> str:
    before = [year for year in years if year <= min(item.from_year for item in refusals)]
    after = [year for year in years if year >= max(item.to_year for item in refusals)]
    sides = [spans(side) for side in (before, after) if len(side) > 1]
    if not sides:
        return "print the values alone"
    return f"print the values alone, or compare with between(…) within {' or '.join(sides)}"
