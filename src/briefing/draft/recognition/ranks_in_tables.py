"""Series that are ranks, as of an index, and which of them another series of their table orders alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.recognition.series_naming import SeriesName
from briefing.model.unstated import UNIT

RANK: Final = "rank"  # the unit of values that are ranks
_RANK_WORDS: Final = re.compile(
    r"(?<![a-z-])(?:rank(?:s|ings?)?|rang|classement)(?![a-z])|排名|位次|名次",  # and not "Higher-rank officers"
    re.IGNORECASE,
)
_MOVE_WORDS: Final = re.compile(r"change|evolution|difference|delta|gained|变化|升降", re.IGNORECASE)
_FEWEST_PLACES: Final = 5  # of which an order of two series that is alike is no chance
_ALIKE: Final = 0.9  # correlation of two orders; ranks of a year before are that near to the values of this one


def follows_as_rank(rows: pd.DataFrame, names: Mapping[str, SeriesName], free: Collection[str]) -> list[str]:
    """Return those `free` series that are ranks, or changes of ranks, where another series of their table says how the
    places stand."""
    valued = rows[rows["value"] != ""]
    numbers = {str(series): pd.to_numeric(mine["value"]) for series, mine in valued.groupby("series", sort=False)}
    ranks = [series for series, values in numbers.items() if _is_rank(names[series].name, values)]
    others = [series for series in numbers if not _RANK_WORDS.search(names[series].name)]
    return [
        series
        for series in numbers
        if series in free
        and (
            any(_alike(valued, series, other) for other in others if _table(other) == _table(series))
            if series in ranks
            else _is_move(names[series].name) and any(_table(one) == _table(series) for one in ranks)
        )
    ]


def with_rank_units(names: Mapping[str, SeriesName], rows: pd.DataFrame) -> dict[str, SeriesName]:
    """Return series with the unit of ranks where they state none, their name says that they are ranks, and their values
    may be some."""
    found = dict(names)
    for series, mine in rows[rows["value"] != ""].groupby("series", sort=False):
        item = names[str(series)]
        if item.unit == UNIT and _is_rank(item.name, pd.to_numeric(mine["value"])):
            found[str(series)] = replace(item, unit=RANK, kind=RANK, unit_reason=f"{item.name} says so")
    return found


def of_ranks(rows: pd.DataFrame, names: Mapping[str, SeriesName]) -> bool:
    """Whether the first series of a table is one of ranks, of which the lowest is the best."""
    return bool(len(rows)) and names[str(rows["series"].iloc[0])].unit == RANK


def _is_rank(name: str, values: pd.Series[float]) -> bool:
    whole = bool((values % 1 == 0).all()) and bool((values >= 1).all())
    return whole and bool(_RANK_WORDS.search(name)) and not _is_move(name)


def _is_move(name: str) -> bool:
    return bool(_RANK_WORDS.search(name) and _MOVE_WORDS.search(name))


def _table(series: str) -> str:
    return series.partition("|")[0]


def _alike(valued: pd.DataFrame, series: str, other: str) -> bool:
    """Whether two series order the places alike, or the other way round, in their newest period together."""
    wide = valued[valued["series"].isin([series, other])].pivot_table(
        index=["period", "entity"], columns="series", values="value", aggfunc="first"
    )
    wide = wide.dropna().astype(float)
    if wide.empty or wide.shape[1] < 2:
        return False
    newest = wide.loc[max(wide.index.get_level_values("period"))]
    orders = newest[series].rank().corr(newest[other].rank())
    return len(newest) >= _FEWEST_PLACES and abs(orders) >= _ALIKE
