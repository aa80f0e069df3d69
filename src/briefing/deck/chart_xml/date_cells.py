"""Periods as the cells of a workbook hold them: real dates, each the first day of its period.

Workbooks count days from 1900 on, and all of them alike from March on. Where a period is older, cells hold the days of
all periods as texts, in ISO form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from briefing.charts.time_axis import is_dated
from briefing.deck.ooxml.text_xml import escape
from briefing.deck.reading import DATE_CODES, EPOCH
from briefing.model.chart import Plot

_DAYS, _MONTHS = DATE_CODES
_FIRST_COUNTED: Final = dt.date(1900, 3, 1)
_SHORT: Final = ("week", "day")


def date_code(plot: Plot) -> str:
    """Return the format of the dates of a plot's periods."""
    return _DAYS if plot.periods[0].frequency.unit in _SHORT else _MONTHS


def dates(plot: Plot) -> tuple[dt.date, ...]:
    """Return the first days of the periods of a plot that lie within years; nothing for years and other categories, and
    where a workbook can't count one."""
    days = first_days(plot)
    return days if are_counted(days) else ()


def first_days(plot: Plot) -> tuple[dt.date, ...]:
    """Return the first days of the periods of a plot that lie within years; nothing for years and other categories."""
    return tuple(period.start for period in plot.periods) if is_dated(plot) else ()


def are_counted(days: Sequence[dt.date]) -> bool:
    """Return whether a workbook counts all of the days."""
    return all(day >= _FIRST_COUNTED for day in days)


def code_of_days(days: Sequence[dt.date]) -> str:
    """Return the format of the first days of periods."""
    return _MONTHS if all(day.day == 1 for day in days) else _DAYS


def text_cells(address: str, names: Sequence[str]) -> str:
    """Return a reference to cells of words with what they hold."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(names))
    return (
        f"<c:strRef><c:f>{escape(address)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(names)}"/>{points}</c:strCache></c:strRef>'
    )


def date_cells(address: str, days: Sequence[dt.date], code: str) -> str:
    """Return a reference to cells of dates with what they hold, which counts days as workbooks do."""
    counts = enumerate((day - EPOCH).days for day in days)
    points = "".join(f'<c:pt idx="{at}"><c:v>{count}</c:v></c:pt>' for at, count in counts)
    return (
        f"<c:numRef><c:f>{escape(address)}</c:f><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(days)}"/>{points}</c:numCache></c:numRef>'
    )
