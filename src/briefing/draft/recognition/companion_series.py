"""Series that accompany another one of their table and are no finding of their own: ranks, how sure values are, the
same in another unit, and changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from briefing.draft.raw_table import Omission
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.left_to_fill import listed
from briefing.draft.recognition.ranks_in_tables import follows_as_rank
from briefing.draft.recognition.series_naming import SeriesName

_FEWEST: Final = 4  # values that show by how much one is larger than the other
_MOST_PAIRS: Final = 4_000  # of series that are compared with each other
_MOSTLY: Final = 0.9
_NEAR: Final = 0.06  # points by which a change of printed values may differ from one of all digits
_ROUNDED: Final = 0.002  # of the largest value
_INTERVAL: Final = r"(?:[0-9]{2} ?%? ?)?(?:c\.?i\.?|c\.?l\.?|confidence[ _-](?:interval|limit|bound))"
_END: Final = "(?:lower|upper|low|high)"
_SURENESS: Final = re.compile(
    rf"(?<![a-z])(?:(?:std\.?|standard)[ _-]?err(?:or)?s?|margins?[ _-]of[ _-]error|{_END}[ _-]?{_INTERVAL}"
    rf"|{_INTERVAL}[ _-]?{_END}|confidence intervals?|standardfehler|konfidenzintervall)(?![a-z])|标准误|置信[区下上]",
    re.IGNORECASE,
)


def without_companions(
    rows: pd.DataFrame, names: Mapping[str, SeriesName], heads: Mapping[str, str], options: RecognitionOptions
) -> tuple[pd.DataFrame, list[Omission]]:
    """Return the rows without series that accompany another one of their table, and what that leaves out. Those that
    --map or --unit name stay."""
    asked = {*options.roles, *options.units} - options.by_pattern
    free = [series for series in heads if not {heads[series], names[series].name} & asked]
    sure = [series for series in free if _SURENESS.search(names[series].name)]
    others = {series.partition("|")[0] for series in names if series not in sure}
    sure = [series for series in sure if series.partition("|")[0] in others]
    ranks = follows_as_rank(rows[~rows["series"].isin(sure)], names, free)
    again = _in_another_unit(rows, names, [series for series in free if series not in sure])
    changes = _changes_of_others(rows, names, [series for series in free if series not in again])
    left = {
        "the same values in another unit": again,
        "changes of other values of the table, which an edition works out by itself": changes,
        "ranks of other values of the table, which an edition works out by itself": ranks,
        "how sure other values of the table are, which is no finding of its own": sure,
    }
    omissions = [
        Omission("", f"{why}: {listed([names[series].name for series in found])}")
        for why, found in left.items()
        if found
    ]
    return rows[~rows["series"].isin([*again, *changes, *ranks, *sure])].reset_index(drop=True), omissions


def _in_another_unit(rows: pd.DataFrame, names: Mapping[str, SeriesName], free: Sequence[str]) -> list[str]:
    """Return the series that are another one of their table times a number, and whose name says the unit alone besides,
    as "Peat (mill. tce)" next to "Peat" in PJ."""
    by_name = {(series.partition("|")[0], item.name): series for series, item in names.items()}
    pairs = {}
    for series in free:
        table, item = series.partition("|")[0], names[series]
        first = by_name.get((table, item.name.replace(f" ({item.unit})", "", 1)), series)
        if first != series and names[first].unit != item.unit:
            pairs[series] = first
    wide = _wide(rows, [*pairs, *pairs.values()]) if pairs else pd.DataFrame()
    return [series for series, first in pairs.items() if _is_multiple(wide[first], wide[series])]


def _changes_of_others(rows: pd.DataFrame, names: Mapping[str, SeriesName], free: Sequence[str]) -> list[str]:
    """Return the series in per cent that are the changes of another one of their table from period to period."""
    found: list[str] = []
    for table in dict.fromkeys(series.partition("|")[0] for series in free):
        mine = [series for series in free if series.partition("|")[0] == table]
        shares = [series for series in mine if names[series].unit.startswith("%")]
        amounts = [series for series in mine if series not in shares]
        if not shares or not amounts or len(shares) * len(amounts) > _MOST_PAIRS:
            continue
        wide = _wide(rows, mine)
        levels = wide.reindex(columns=amounts)
        with np.errstate(divide="ignore", invalid="ignore"):
            moves = (100 * (levels / levels.groupby(level="entity").shift(1) - 1)).to_numpy()
        own = wide.reindex(columns=shares).to_numpy()
        found += [series for at, series in enumerate(shares) if _is_among(own[:, at], moves)]
    return found


def _is_among(own: NDArray[np.float64], moves: NDArray[np.float64]) -> bool:
    """Whether a series of per cents has the values of a column of changes, but for rounding."""
    known = np.isfinite(own)
    if np.unique(own[known]).size < _FEWEST:
        return False
    distance = np.abs(moves - own[:, None])
    both = np.isfinite(distance).sum(axis=0)
    close = (distance <= _NEAR).sum(axis=0)
    return bool(((both >= max(_FEWEST, _MOSTLY * known.sum())) & (close >= _MOSTLY * both)).any())


def _wide(rows: pd.DataFrame, series: Sequence[str]) -> pd.DataFrame:
    """Return the values of series in a column each, by place and period, in order of time."""
    mine = rows[rows["series"].isin(series)].drop_duplicates(["series", "entity", "period"])
    mine = mine.assign(number=pd.to_numeric(mine["value"], errors="coerce"))
    return mine.pivot(index=["entity", "period"], columns="series", values="number").sort_index()


def _is_multiple(first: pd.Series[float], second: pd.Series[float]) -> bool:
    """Whether all values of a series are those of another one times a number, but for rounding."""
    both = pd.DataFrame({"first": first, "second": second}).dropna()
    if len(both) < _FEWEST or both["first"].nunique() < _FEWEST:
        return False
    factor = (both["first"] * both["second"]).sum() / (both["first"] ** 2).sum()
    return bool((both["second"] - factor * both["first"]).abs().max() <= _ROUNDED * both["second"].abs().max())
