"""Columns of numbers that follow from another one, as its change or its smoothed course, or that number the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.time_columns import TimeColumns

_CHANGE_HEAD: Final = re.compile(
    r"change|chg|diff|delta|growth|yoy|y/y|mom|m/m|qoq|increase|环比|同比|增减|增量|增速", re.IGNORECASE
)
_SMOOTH_HEAD: Final = re.compile(
    r"smooth(ed|ing)?|trend|moving|rolling|lowess|\bsma\b|[0-9]+[- ]?(day|month|year)s? (average|mean)|running",
    re.IGNORECASE,
)
# As R and pandas write the names of rows, from any number on where rows were left out, and lists their numbers.
_NAMELESS: Final = re.compile(r"column [0-9]+|unnamed: ?[0-9]+", re.IGNORECASE)
_ROW_HEAD: Final = re.compile(r"index|obs\.?|row(names?| ?number)?|#|n[or]\.?|序号", re.IGNORECASE)
_MOST: Final = 0.95
_FEWEST: Final = 5
_PADDED: Final = re.compile(r"0[0-9]+")
_FEWEST_PADDED: Final = 2
_PADDED_PART: Final = 0.1  # of all, as codes from 1 to 99 have
_FEWEST_UNLIKE: Final = 12  # values, of which a multiple of others is no chance
_ROWS_OF_GROUP: Final = 3  # of a group in a period at least, on average, that repeat its value
_FEWEST_BEGUN: Final = 2  # years with which sums begin again
_ROUNDED: Final = (0.005, 0.05)  # by how much of it a multiple may differ, as both are rounded: most, and all
_MOST_COMPARED: Final = 60  # columns; of more only neighbours are compared


def row_numbers(rest: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, str]]:
    """Yield columns without a name of their own that number the rows of a file, with the reason."""
    numeric = {name: one for name, one in rest.items() if one.numeric and len(one.floats) >= _FEWEST}
    for name, one in numeric.items():
        steps = one.floats.diff().iloc[1:]
        counts = one.floats.iloc[0] in (0, 1) and bool((steps == 1).all())
        nearly = len(numeric) > 1 and one.floats.is_unique and float((steps == 1).mean()) >= _MOST
        if (counts and _ROW_HEAD.fullmatch(name.strip())) or ((counts or nearly) and _NAMELESS.fullmatch(name.strip())):
            yield name, "it numbers the rows"


def padded_codes(rest: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, str]]:
    """Yield columns of whole numbers of which several begin with zeros, as no amount does, with the reason."""
    for name, one in rest.items():
        padded = sum(_PADDED.fullmatch(text.strip()) is not None for text in one.distinct)
        if one.whole and padded >= max(_FEWEST_PADDED, _PADDED_PART * len(one.distinct)):
            yield name, "its numbers begin with zeros, as codes do"


def derived(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str], time: TimeColumns
) -> Iterator[tuple[str, str]]:
    """Yield numeric columns that only say what another one says, with the reason."""
    if time.across or time.across_parts or len(rest) < 2:
        return
    numeric = {name: one for name, one in rest.items() if one.numeric}
    yield from _multiples(numeric)
    yield from _running_sums(numeric, frame, keys)
    groups = [str(name) for name in frame if name not in rest and name not in keys and name not in time.columns]
    yield from _of_groups(numeric, frame[[*groups, *time.columns, *numeric]], groups, list(time.columns))
    for name, one in numeric.items():
        if not (_CHANGE_HEAD.search(name) or _SMOOTH_HEAD.search(name)):
            continue
        others = [other for other in numeric if other != name and not _CHANGE_HEAD.search(other)][:_MOST_COMPARED]
        found = next((other for other in others if _is_change(one, numeric[other], frame, keys)), "")
        if _CHANGE_HEAD.search(name) and found:
            yield name, f"it is the change of {found}, row by row, which an edition works out by itself"
        base = next((other for other in others if _stem(other) == _stem(name) and not _SMOOTH_HEAD.search(other)), "")
        if _SMOOTH_HEAD.search(name) and base:
            yield name, f"it is {base}, smoothed"


def _multiples(numeric: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, str]]:
    """Yield columns that are one number times another in each row, as emissions a day and a year."""
    heads = [name for name in list(numeric)[:_MOST_COMPARED] if numeric[name].floats.nunique() >= _FEWEST_UNLIKE]
    for at, name in enumerate(heads):
        given = numeric[name].floats
        for other in heads[:at]:
            base = numeric[other].floats
            both = base.notna() & given.notna() & (base != 0)
            if base[both].nunique() < _FEWEST_UNLIKE or given[both].nunique() < _FEWEST_UNLIKE:
                continue
            factors = given[both] / base[both]
            factor = factors.median()
            if factor in (0, 1):
                continue
            errors = (factors / factor - 1).abs()
            usual, largest = _ROUNDED
            if errors.quantile(_MOST) <= usual and errors.max() <= largest:
                yield name, f"it is {other} times one number in each row, so that it says nothing else"
                break


def _of_groups(
    numeric: Mapping[str, ColumnProfile], frame: pd.DataFrame, groups: list[str], periods: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield columns that repeat a value of the group of each row, as of the region of a town."""
    for group in groups:
        cells = frame.drop_duplicates([group, *periods])
        if frame[group].nunique() < _FEWEST or len(cells) * _ROWS_OF_GROUP > len(frame):
            continue
        same = [name for name in numeric if len(frame.drop_duplicates([group, *periods, name])) == len(cells)]
        unlike = [name for name in same if numeric[name].floats.nunique() >= _FEWEST]
        if len(same) < len(numeric):
            yield from ((name, f"it is the same in all rows of one {group}: a value of these") for name in unlike)


def _running_sums(
    numeric: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield columns that add up another one since a year began, as what was sold until its May."""
    for name in list(numeric)[:_MOST_COMPARED]:
        sums = numeric[name].floats
        for other in list(numeric)[:_MOST_COMPARED]:
            parts = numeric[other].floats
            if name != other and parts.nunique() >= _FEWEST_UNLIKE and _adds_up(sums, parts, frame, keys):
                yield name, f"it is {other} added up since each year began, which says nothing else"
                break


def _adds_up(sums: pd.Series[float], parts: pd.Series[float], frame: pd.DataFrame, keys: list[str]) -> bool:
    """Whether each sum is the one before it and its part, or begins again with its part, at least twice."""
    grouped = sums.groupby([frame[key] for key in keys]) if keys else sums
    near = 0.02 * float(parts.abs().median()) + 0.051
    for before in (grouped.shift(), grouped.shift(-1)):  # the newest row may be the first
        known = sums.notna() & parts.notna() & before.notna()
        added = known & ((before + parts - sums).abs() <= near)
        begun = known & ~added & ((parts - sums).abs() <= near)
        enough = added.sum() >= _FEWEST_UNLIKE and begun.sum() >= _FEWEST_BEGUN and added.sum() > begun.sum()
        if enough and (added | begun)[known].mean() >= _MOST:
            return True
    return False


def _stem(head: str) -> str:
    return re.sub(r"[^a-z]+", "", re.sub(r"[(\[].*?[)\]]", "", re.sub(_SMOOTH_HEAD, "", head)).casefold())


def _is_change(column: ColumnProfile, level: ColumnProfile, frame: pd.DataFrame, keys: list[str]) -> bool:
    """Whether a column is the difference of another from row to row, or the same in %, within each place."""
    values = level.floats
    before = values.groupby([frame[key] for key in keys]).shift() if keys else values.shift()
    change, given = values - before, column.floats
    for expected in (change, 100 * change / before, change / before):
        both = expected.notna() & given.notna()
        if both.sum() < _FEWEST:
            continue
        scale = given[both].abs().median() or 1.0
        close = (expected[both] - given[both]).abs() <= 0.02 * scale + 0.051
        if close.mean() >= _MOST and given[both].abs().max() > 0:
            return True
    return False
