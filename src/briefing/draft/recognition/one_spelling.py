"""Texts of a column that differ in capitals alone, as "Coconut oil" and "Coconut Oil", become one.

Some years of one thing are often typed by somebody else. Where rows would then say two things of one period the texts
stay two.
"""

from __future__ import annotations

from collections import Counter
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
        spellings = _spellings(frame[name])
        if not spellings:
            continue
        mapped = frame.assign(**{name: frame[name].replace(spellings)})
        clashes = set(mapped[name][mapped.duplicated(keys) & ~frame.duplicated(keys)])
        same = {other: most for other, most in spellings.items() if most not in clashes}
        frame = frame.assign(**{name: frame[name].replace(same)}) if clashes else mapped
        choices += [f"“{other}” of {name} is “{most}”, as nothing else differs" for other, most in same.items()]
    return replace(table, frame=frame) if choices else table, tuple(choices)


def _spellings(texts: pd.Series[str]) -> dict[str, str]:
    """Return the spelling that each text gives way to, of those that differ in capitals alone: the most frequent, or
    the first of these."""
    groups: dict[str, Counter[str]] = {}
    for text, count in Counter(map(str, texts)).items():
        if sum(map(str.isalpha, text)) >= _FEWEST:
            groups.setdefault(text.casefold(), Counter())[text] = count
    ordered = ([text for text, _ in group.most_common()] for group in groups.values())
    return {other: most for most, *others in ordered for other in others}
