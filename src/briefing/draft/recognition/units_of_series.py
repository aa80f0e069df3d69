"""Units that no head states: those that a user gives after --unit, and those that the name of a series implies."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Final, NamedTuple

import pandas as pd
from msgspec.structs import replace

from briefing.draft.recognition.given_for_series import by_series, meant_series, no_series
from briefing.draft.recognition.series_naming import SeriesName
from briefing.errors import InputError
from briefing.model.unstated import UNIT

_GIVEN: Final = "--unit says so"


class _Implied(NamedTuple):
    """A unit, the names of the only thing that is counted so, and the values between which it can be no other one."""

    names: re.Pattern[str]
    unit: str
    least: float
    most: float


# A life in other units than years, or births in others than for each woman, would have values outside these ends. A
# count of people above a hundred million is of single ones: in thousands it would be of more than there are.
_IMPLIED: Final = (
    _Implied(
        re.compile(r"(?:average |mean )?life expectancy(?: at birth)?|median age", re.IGNORECASE), "years", 15, 110
    ),
    _Implied(re.compile(r"(?:total )?fertility(?: rate)?", re.IGNORECASE), "children per woman", 0.5, 10),
)
_PEOPLE: Final = re.compile(r"(?:total )?population(?:,? total)?", re.IGNORECASE)
_MANY: Final = 1e8


def given_units(words: object) -> dict[str, str]:
    """Return units by series, given as SERIES=UNIT; one that names no series stands under "". UsageError for others."""
    return by_series(words, "--unit", "unit", "thousand")


def with_units(
    names: Mapping[str, SeriesName], heads: Mapping[str, str], rows: pd.DataFrame, given: Mapping[str, str]
) -> dict[str, SeriesName]:
    """Return series with the units that are given for their names or heads, or patterns of these; of the others those
    that state none have the unit given for all, else the one that their name implies. InputError for a unit of none."""
    found = dict(names)
    findings = []
    for words, unit in given.items():
        if words:
            mine = meant_series(words, {one: item.name for one, item in names.items()}, heads)
            found |= {one: _given(found[one], unit) for one in mine}
            findings += [] if mine else [no_series("--unit", words, [item.name for item in names.values()])]
    if findings:
        raise InputError(findings)
    for series, item in found.items():
        if UNIT not in item.unit:
            continue
        if "" in given:
            found[series] = _given(item, given[""])
        elif item.unit == UNIT and (unit := _implied(item.name, rows[rows["series"] == series]["value"])):
            found[series] = replace(item, unit=unit, unit_reason=f"{item.name} with such values is counted in no other")
    if "" in given and all(item.unit_reason != _GIVEN for item in found.values()):
        return {series: _unlike(item, given[""]) for series, item in found.items()}
    return found


def _unlike(item: SeriesName, unit: str) -> SeriesName:
    """Return a series that states a unit where another was given for those that state none, with how to change it."""
    how = f"--unit {shlex.quote(f'{item.name}={unit}')} changes it"
    return replace(item, unit_reason=f"{item.unit_reason}; {how}" if item.unit_reason else f"its file says; {how}")


def _given(item: SeriesName, unit: str) -> SeriesName:
    kind = "ratio" if unit.startswith(("%", "‰")) else unit if unit == "rank" else item.kind
    return replace(item, unit=unit, kind=kind, unit_reason=_GIVEN)


def implied_by(name: str) -> tuple[str, ...]:
    """Return the unit that a name may imply, without a look at its values."""
    return tuple(one.unit for one in _IMPLIED if one.names.fullmatch(name))


def _implied(name: str, texts: pd.Series[str]) -> str:
    """Return the only unit in which a series of a name has such values; "" where there are others."""
    values = pd.to_numeric(texts, errors="coerce").dropna()
    if values.empty:
        return ""
    least, most = float(values.min()), float(values.max())
    if _PEOPLE.fullmatch(name) and most >= _MANY and least >= 0 and bool((values % 1 == 0).all()):
        return "persons"
    return next(
        (one.unit for one in _IMPLIED if one.names.fullmatch(name) and one.least <= least and most <= one.most), ""
    )
