"""Columns that say again what others say, as exports of databases have them: moments at which rows were written, the
period in another form, numbers as texts with their bounds, and these bounds, and texts of two columns in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final

import pandas as pd

from briefing.draft.raw_table import Role
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.head_words import head_words
from briefing.draft.recognition.time_texts import one_period

_MOMENT: Final = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9.]+)?(?:Z|[+-][0-9:]{2,5})?")
_NUMBER: Final = r"[-−]?[0-9][0-9., ]*"
_BOUNDED: Final = re.compile(rf"{_NUMBER} ?[\[(] ?{_NUMBER}(?:[-–—]|to|,|;) ?{_NUMBER}[\])]")
_LOWER: Final = re.compile(r"(?:numeric )?(?:low|lower|lower bound|low value)", re.IGNORECASE)
_UPPER: Final = re.compile(r"(?:numeric )?(?:high|upper|upper bound|high value)", re.IGNORECASE)
_OF_TIME: Final = re.compile(r"(?<![a-z])(?:time|year|period|date)", re.IGNORECASE)
_VALUE: Final = re.compile(r"(?:(?:obs|numeric|display|fact)[ _]?)?value(?:[ _]?numeric)?", re.IGNORECASE)
_MOSTLY: Final = 0.9
_FEWEST: Final = 5  # different numbers of a column that another one has again
_LOOKED_AT: Final = 200  # texts of a column


def repeated_columns(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: Sequence[str], periods: Sequence[str]
) -> Iterator[tuple[str, Role, str]]:
    """Yield the columns of a table with periods that say nothing new, each with the reason."""
    if not periods:
        return
    joined = _joined([*keys, *(name for name, one in rest.items() if not one.numeric)], frame)
    rest = {name: one for name, one in rest.items() if name not in joined}
    yield from ((name, "ignored", reason) for name, reason in joined.items() if name not in keys)
    found = {name: reason for name, one in rest.items() if (reason := _reason(one, rest, frame, periods))}
    numeric = {name: one for name, one in rest.items() if one.numeric and name not in found}
    found |= _bounds(numeric)
    found |= _again({name: one for name, one in numeric.items() if name not in found})
    left = {name: one for name, one in rest.items() if name not in found}
    found |= _ids_of_rows(left, frame, [*keys, *periods])
    yield from ((name, "ignored", reason) for name, reason in found.items())


def _reason(one: ColumnProfile, rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, periods: Sequence[str]) -> str:
    """Return why a column of texts, or of years, says nothing new; "" for what may do so."""
    texts = one.distinct[:_LOOKED_AT]
    says_when = f"it says when, as {' and '.join(periods)} {'do' if len(periods) > 1 else 'does'}"
    if one.numeric:
        return says_when if len(periods) == 1 and _is_again(one, frame, periods[0]) else ""
    if not texts:
        return ""
    if all(map(_MOMENT.fullmatch, texts)):
        return "moments at which rows were written"
    if _share(texts, _BOUNDED) >= _MOSTLY and any(other.numeric for other in rest.values()):
        return "numbers with their bounds, as texts"
    return says_when if all(map(one_period, texts)) and _follows(frame, periods, one.name) else ""


def _joined(names: Sequence[str], frame: pd.DataFrame) -> dict[str, str]:
    """Return the columns whose texts are those of two others, one behind the other, as “Unemployed | Women” is."""
    found: dict[str, str] = {}
    for name in names:
        others = [other for other in names if other != name and frame[other].nunique() > 1]
        for first, second in permutations(others, 2):
            rows = frame[[name, first, second]].drop_duplicates().itertuples(index=False, name=None)
            if frame[name].nunique() > 1 and all(_joins(*row) for row in rows):
                found[name] = f"it joins {first} and {second}"
                break
    return found


def _joins(text: str, first: str, second: str) -> bool:
    """Whether a text is two others with nothing but signs between them."""
    between = text[len(first) : len(text) - len(second)]
    parted = text.startswith(first) and text.endswith(second) and len(text) > len(first) + len(second)
    return bool(first and second) and parted and not any(map(str.isalnum, between))


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.fullmatch(text)) for text in texts) / len(texts)


def _is_again(one: ColumnProfile, frame: pd.DataFrame, period: str) -> bool:
    """Whether numbers, which their head calls those of a time, are the years in every row."""
    if not _OF_TIME.search(head_words(one.name)):
        return False
    years = pd.to_numeric(frame[period], errors="coerce")
    return one.whole and years.nunique() > 1 and bool((one.floats == years).all())


def _follows(frame: pd.DataFrame, periods: Sequence[str], name: str) -> bool:
    """Whether each period stands with one text."""
    pairs = frame[[*periods, name]].drop_duplicates()
    return len(pairs) == len(pairs[[*periods]].drop_duplicates()) > 1


def _bounds(numeric: Mapping[str, ColumnProfile]) -> dict[str, str]:
    """Return a lower and an upper bound between which the numbers of another column lie."""
    lower = [name for name in numeric if _LOWER.fullmatch(head_words(name))]
    upper = [name for name in numeric if _UPPER.fullmatch(head_words(name))]
    if len(lower) != 1 or len(upper) != 1:
        return {}
    low, high = numeric[lower[0]].floats, numeric[upper[0]].floats
    for name in numeric:
        values = numeric[name].floats
        both = low.notna() & high.notna() & values.notna()
        if name not in (*lower, *upper) and both.any() and (values.between(low, high) | ~both).mean() >= _MOSTLY:
            return dict.fromkeys((*lower, *upper), f"a bound of {name}")
    return {}


def _again(numeric: Mapping[str, ColumnProfile]) -> dict[str, str]:
    """Return the columns of values of which another one has all numbers, as one without flags does."""
    found: dict[str, str] = {}
    values_alone = [name for name in numeric if _VALUE.fullmatch(head_words(name))]
    fullest = sorted(values_alone, key=lambda name: -int(numeric[name].floats.notna().sum()))
    for at, name in enumerate(fullest):
        values = numeric[name].floats
        known = values.notna()
        same = (one for one in fullest[:at] if one not in found and (numeric[one].floats[known] == values[known]).all())
        other = next(same, "")
        if other and values.nunique() >= _FEWEST:
            found[name] = f"it has the numbers of {other} again"
    return found


def _ids_of_rows(rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: Sequence[str]) -> dict[str, str]:
    """Return ids that are another number in each row, where places, periods and few texts distinguish the rows."""
    texts = [name for name, one in rest.items() if not one.numeric and 2 * len(one.distinct) <= len(frame)]
    if frame[[*keys, *texts]].duplicated().any():
        return {}
    ids = [name for name, one in rest.items() if name.casefold() == "id" and one.whole]
    return {name: "it numbers the rows" for name in ids if not frame[name].duplicated().any()}
