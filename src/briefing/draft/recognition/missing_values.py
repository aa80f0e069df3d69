"""Values that a table does not have: for each indicator the places and periods between others, or at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

_SHOWN: Final = 3  # of one indicator


def missing_values(rows: pd.DataFrame, names: Mapping[str, str], letters: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each series that lacks values: those of periods for which the table has others.

    `rows` has the columns series, entity and period, without those that have neither a value nor a status; `names` and
    `letters` are the name and the frequency of each series. What precedes the first value of a place does not lack.
    """
    frequency = rows["series"].map(letters)
    known = {letter: sorted(set(periods)) for letter, periods in rows["period"].groupby(frequency)}
    for series, own in rows.groupby("series", sort=False):
        lacking = [
            f"{period} of {entity}"
            for entity, periods in own["period"].groupby(own["entity"], sort=False)
            for period in _absent(known[letters[str(series)]], set(periods))
        ]
        if lacking:
            more = f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
            yield f"{names[str(series)]}: {', '.join(lacking[:_SHOWN])}{more}"


def _absent(known: list[str], own: set[str]) -> list[str]:
    if len(own) == len(known):
        return []
    first = min(own)
    return [period for period in known if period > first and period not in own]
