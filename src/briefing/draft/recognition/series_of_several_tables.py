"""Series of several tables, as the sheets of a workbook: one that goes on in the next sheet is one series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.printed_names import shortened, title_of
from briefing.draft.recognition.series_naming import SeriesName, title_of_table

_LONGEST: Final = 60  # of a title behind a name
_NUMBERED: Final = re.compile(r"(?:sheet|table|tabelle|tab|feuil|blatt|hoja|foglio|blad|工作表)[ _.-]*[0-9]+", re.I)
_WORD: Final = re.compile(r"[^\W\d_]{3}|[\u4e00-\u9fff]")
_CELL: Final = ["entity", "period"]
_FEWEST: Final = 3  # places that two tables share, or values on which they agree
_MOSTLY: Final = 0.5  # of the places of the smaller table


def joined_over_tables(
    rows: pd.DataFrame, names: Mapping[str, SeriesName], letters: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, SeriesName]]:
    """Return rows and names in which series of one name and unit are one where a table has later years of the places of
    another, or the same values again."""
    taken = Counter(item.name for item in names.values())
    shared = [series for series, item in names.items() if taken[item.name] > 1]
    cells = {series: _cells(rows, series) for series in shared}
    first: dict[tuple[str, str, str], list[str]] = {}
    same: dict[str, str] = {}
    for series in shared:
        alike = first.setdefault((names[series].name, names[series].unit, letters[series]), [])
        found = next((one for one in alike if _goes_on(cells[one], cells[series])), None)
        if found is None:
            alike.append(series)
        else:
            same[series] = found
            cells[found] = pd.concat([cells[found], cells[series]]).groupby(level=[0, 1]).first()
    if not same:
        return rows, dict(names)
    rows = rows.assign(series=rows["series"].replace(same))
    again = rows["series"].isin({*same.values()}) & rows.duplicated(["series", *_CELL])
    return rows[~again].reset_index(drop=True), {key: item for key, item in names.items() if key not in same}


def names_of_tables(tables: Sequence[RawTable]) -> list[str]:
    """Return what tables are called among each other: by their sheets, or by their titles where these are names and
    those of sheets are none, as "1.4" and "Sheet2"."""
    sheets = [table.part or title_of(table.file) for table in tables]
    whole = [title_of_table(table) if table.title else "" for table in tables]
    short = Counter(shortened(title, _LONGEST) for title in whole)
    titles = [one if short[one := shortened(title, _LONGEST)] == 1 else title for title in whole]
    named = any(_WORD.search(_NUMBERED.sub("", sheet)) for sheet in sheets)
    return sheets if named or not all(titles) or len({*titles}) < len(titles) else titles


def named_by_table(names: Mapping[str, SeriesName], tables: Sequence[str]) -> dict[str, SeriesName]:
    """Return names, those that several series have with the table of each behind them."""
    taken = Counter(item.name for item in names.values())
    return {
        series: replace(item, name=f"{item.name} ({tables[int(series.partition('|')[0])]})")
        if taken[item.name] > 1
        else item
        for series, item in names.items()
    }


def _cells(rows: pd.DataFrame, series: str) -> pd.Series[float]:
    mine = rows[(rows["series"] == series) & (rows["value"] != "")]
    return pd.to_numeric(mine.set_index(_CELL)["value"])


def _goes_on(one: pd.Series[float], other: pd.Series[float]) -> bool:
    """Whether two series say the same wherever both have a value, or are of other years of the same places."""
    both = one.index.intersection(other.index)
    if len(both):
        return len(both) >= _FEWEST and bool((one.loc[both] == other.loc[both]).all())
    places = [set(mine.index.get_level_values("entity")) for mine in (one, other)]
    years = [set(mine.index.get_level_values("period")) for mine in (one, other)]
    shared = len(places[0] & places[1])
    return shared >= max(_FEWEST, _MOSTLY * min(map(len, places))) and not years[0] & years[1]
