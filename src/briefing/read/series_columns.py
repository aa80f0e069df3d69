"""The columns of indicators and observations that say what a series is: frequency, adjustment, lag, aggregation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from briefing.model.dataset import Adjustment, Aggregation
from briefing.model.period import Frequency
from briefing.model.period_notation import NotationError, frequency_of
from briefing.read.cells import Cells
from briefing.read.source_table import SourceTable

# SDMX's codes of adjustments, and the words for them.
ADJUSTMENT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "N": "not seasonally adjusted",
        "S": "seasonally adjusted",
        "W": "calendar adjusted",
        "Y": "seasonally and calendar adjusted",
        "T": "trend",
    }
)
ADJUSTMENTS: Mapping[str, Adjustment] = MappingProxyType(
    {code: code for code in get_args(Adjustment) if code}
    | {ADJUSTMENT_WORDS[code]: code for code in get_args(Adjustment) if code}
)
AGGREGATIONS: Mapping[str, Aggregation] = MappingProxyType({"sum": "sum", "mean": "mean", "end": "end", "none": ""})


def declared(table: SourceTable) -> tuple[dict[str, Frequency], dict[str, Adjustment], set[str]]:
    """Return the frequencies and the adjustments of indicators, from the raw cells, and whose frequency is wrong."""
    frequencies: dict[str, Frequency] = {}
    adjustments: dict[str, Adjustment] = {}
    unclear: set[str] = set()
    for row in table.rows:
        name, adjusted = row.cells["id"], row.cells.get("adjustment", "")
        try:
            found = indicator_frequency(row.cells.get("frequency", ""), row.cells.get("year_starts", ""))
            if found is not None:
                frequencies[name] = found
        except NotationError:
            unclear.add(name)
        adjustments[name] = _adjustment_of(adjusted) or ""
    return frequencies, adjustments, unclear


def frequency(cells: Cells) -> Frequency | None:
    """The frequency of an indicator; None where its periods say it."""
    text, starts = cells.text("frequency"), cells.text("year_starts")
    try:
        return indicator_frequency(text, starts)
    except NotationError as error:
        cells.reject("frequency" if text and not starts else "year_starts", str(error), error.fix)
        return None


def indicator_frequency(text: str, starts: str) -> Frequency | None:
    """Return the frequency of an indicator's cells, of which either may be empty; NotationError for a wrong one."""
    found = frequency_of(text) if text else None
    if not starts:
        return found
    if not re.fullmatch("[1-9]|1[0-2]", starts):
        raise NotationError(f"{starts!r} is no month", "write the number of the first one, as 4 for April")
    if found is not None and found.unit != "year":
        raise NotationError(f"a {found} has no first month", "leave year_starts empty: it is for fiscal years")
    return Frequency("year", int(starts))


def adjustment(cells: Cells) -> Adjustment:
    """What a table of indicators or of observations says about adjustment, by a code or in words."""
    text = cells.text("adjustment")
    found = _adjustment_of(text) if text else None
    if text and found is None:
        words = ", ".join(f"{code} ({meant})" for code, meant in ADJUSTMENT_WORDS.items())
        cells.reject("adjustment", f"{text[:60]!r} is none of the words that may stand here", f"write one of: {words}")
    return found or ""


def _adjustment_of(text: str) -> Adjustment | None:
    return ADJUSTMENTS.get(text) or ADJUSTMENTS.get(text.casefold())


def lag_days(cells: Cells) -> int | None:
    """After how many days a value is published whose row and source have no date; None where the table has none."""
    text = cells.text("lag_days")
    if text and not re.fullmatch("[0-9]{1,4}", text):
        cells.reject("lag_days", f"{text!r} is no number of days", "write how many days after a period, as 14")
        return None
    return int(text) if text else None
