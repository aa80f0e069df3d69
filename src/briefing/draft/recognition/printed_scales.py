"""In which scale values are printed, and with how many decimals, where the short name of an indicator says so."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

Form = tuple[str, int]  # a scale, or "", and decimals; ("", 0) where values are printed as they stand

_SCALES: Final = (("trillion", 1e12), ("billion", 1e9), ("million", 1e6))
# A unit that counts in a scale itself, the next scale, how many of one the other is, and what stands before its noun.
_NEXT: Final = (("thousand", "million", 1e3, " "), ("million", "billion", 1e3, " "), ("万", "亿", 1e4, ""))
_FIVE_DIGITS: Final = 1e4
_FIGURES: Final = 4
_TEN: Final = 10
_MOST_SCALED: Final = 2  # decimals of a number in millions; with three it is no shorter than in full
_MANY: Final = 30  # values, of which the share says something that ends in zero
_NINE_OF_TEN: Final = 0.85  # about the part that has all decimals where the last figure is any of ten


def printed_forms(series: Mapping[str, tuple[pd.DataFrame, str]], entity: str) -> dict[str, Form]:
    """Return the forms of series, each given by its rows with a value and its unit."""
    found = {key: _form(rows, entity, unit) for key, (rows, unit) in series.items()}
    for unit in {unit: None for _, unit in series.values()}:
        alike = {key: rows for key, (rows, other) in series.items() if other == unit}
        found |= _in_next_scale(alike, entity, unit)
    return found


def _form(rows: pd.DataFrame, entity: str, unit: str) -> Form:
    scale, decimals = _large_scale(rows, entity, unit)
    return (scale, decimals) if scale else ("", _dropped_zeros(rows["value"]))


def _in_next_scale(series: Mapping[str, pd.DataFrame], entity: str, unit: str) -> dict[str, Form]:
    """Return the next larger scale for all series in a unit that counts in a scale itself, where the largest has more
    than four digits and the least keeps two decimals: 143,093 thousand are 143.1 million. Nothing where they have none.
    """
    scale, size = next(((one, by) for own, one, by, gap in _NEXT if unit == own or unit.startswith(own + gap)), ("", 1))
    if not scale:
        return {}
    newest = {key: rows.sort_values("period").groupby("entity")["number"].last().abs() for key, rows in series.items()}
    largest = {key: float(values.get(entity, values.max())) / size for key, values in newest.items()}
    least = min(float(values.min()) for values in newest.values()) / size
    if max(largest.values()) < _FIVE_DIGITS / size or least < 1 / _TEN:
        return {}
    needed = {
        key: max(_decimals_of_figures(value), _decimals_of_moves(series[key], entity, size))
        for key, value in largest.items()
    }
    return {key: (scale, min(_MOST_SCALED, one)) for key, one in needed.items()}


def _decimals_of_figures(value: float) -> int:
    """Return the decimals with which a value has as many figures as four digits."""
    return max(0, _FIGURES - 1 - math.floor(math.log10(value))) if value > 0 else 0


def _dropped_zeros(values: pd.Series[str]) -> int:
    """Return the decimals of values of which a program has dropped the zeros at the end, so that 52.1 is 52.10 in a
    sentence next to 53.04; 0 of others. About nine of ten have all decimals, and none of several ends in zero."""
    behind = values.str.partition(".")[2]
    most = int(behind.str.len().max())
    whole = float((behind.str.len() == most).mean())
    known = len(values) >= _MANY and 0 < most <= _MOST_SCALED and _NINE_OF_TEN <= whole < 1
    return most if known and not behind.str.contains("[0-9]0$").any() else 0


def _large_scale(rows: pd.DataFrame, entity: str, unit: str) -> tuple[str, int]:
    """Return the scale in which values are printed that are long without, and its decimals; "" where they are short or
    have a scale.

    It is that of the newest value of the edition's place, or a smaller one in which the median of all places keeps two
    digits. Its decimals show the usual move of that place, so that no value "rose" from 5.8 to 5.8 million.
    """
    if re.search(r"thousand|million|billion|trillion|[万亿]|000|%|‰|index", unit, re.IGNORECASE):
        return "", 0
    newest = rows.sort_values("period").groupby("entity", sort=False)["number"].last().abs()
    own, usual = float(newest.get(entity, newest.max())), float(newest.median())
    for name, size in _SCALES:
        if own >= size and usual >= size / _TEN:
            return name, max(1 if usual >= size else 2, _decimals_of_moves(rows, entity, size))
    return "", 0


def _decimals_of_moves(rows: pd.DataFrame, entity: str, size: float) -> int:
    """Return the decimals, at most two, that show the usual move of a place in a scale."""
    own = rows[rows["entity"] == entity].sort_values("period")["number"].dropna()
    moves = float(own.diff().abs().median()) / size if len(own) > 1 else 0.0
    return min(_MOST_SCALED, math.ceil(-math.log10(moves))) if 0 < moves < 1 else 0
