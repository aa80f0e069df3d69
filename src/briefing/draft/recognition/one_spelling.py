"""Texts of a column that differ in capitals alone, as "Coconut oil" and "Coconut Oil", become one.

They are years of one thing that somebody else typed. Where rows would then say two things of one period they stay two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.column_roles import TableRoles

_FEWEST: Final = 4  # letters: "m" and "M", "Co" and "CO" are two things


def with_one_spelling(table: RawTable, roles: TableRoles) -> tuple[RawTable, tuple[str, ...]]:
    """Return a table with one spelling of each place, indicator and category, and what was decided."""
    frame, choices = table.frame, []
    named = roles.of("entity", "indicator", "category")
    keys = list(dict.fromkeys((*named, *roles.of("unit"), *roles.time.columns)))
    for name in named:
        for most, others in _variants(frame[name]):
            mapped = frame.assign(**{name: frame[name].replace(dict.fromkeys(others, most))})
            if mapped.duplicated(keys).sum() == frame.duplicated(keys).sum():
                frame = mapped
                choices += [f"“{other}” of {name} is “{most}”, as nothing else differs" for other in others]
    return replace(table, frame=frame) if choices else table, tuple(choices)


def _variants(texts: pd.Series[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield spellings that differ in capitals alone: the most frequent, or first of those, and the others."""
    groups: dict[str, Counter[str]] = {}
    for text, count in Counter(map(str, texts)).items():
        if sum(map(str.isalpha, text)) >= _FEWEST:
            groups.setdefault(text.casefold(), Counter())[text] = count
    for spellings in groups.values():
        most, *others = (text for text, _ in spellings.most_common())
        if others:
            yield most, others
