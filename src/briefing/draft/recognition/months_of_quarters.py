"""Quarters that a table calls by one of their months, as offices of statistics do: 2023-03, 2023-06, 2023-09."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from briefing.model.period import QUARTER, Period

_MONTHS: Final = 3
_FEWEST: Final = 4
_PLACES: Final = ("first", "second", "third")


def quarters_of_months(months: Mapping[str, Period]) -> tuple[dict[str, Period], str]:
    """Return quarters for months that are always the same one of a quarter, and the reason in words; none where a table
    has other months, or most of its quarters lack one."""
    ordinals = sorted({period.ordinal for period in months.values()})
    places = {ordinal % _MONTHS for ordinal in ordinals}
    next_to = sum(after - before == _MONTHS for before, after in pairwise(ordinals))
    if len(places) > 1 or len(ordinals) < _FEWEST or 2 * next_to < len(ordinals) - 1:
        return {}, ""
    place = (next(iter(months.values())).start.month - 1) % _MONTHS
    quarters = {text: Period.containing(period.start, QUARTER) for text, period in months.items()}
    return quarters, f"one month a quarter, always its {_PLACES[place]}"
