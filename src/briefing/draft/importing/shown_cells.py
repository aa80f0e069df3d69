"""A cell of a workbook → the text that the workbook shows for it, in one notation for numbers and dates."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from briefing.read.source_table import as_text

# A number's format that says how many decimals are shown, with or without thousands, a unit's text and a percent sign.
_PLAIN: Final = re.compile(r"(?:#,?#*|\?)*0(?P<decimals>\.0+)?(?P<percent>%?)")
_AROUND: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[$€£¥+\- ]')


def shown_text(value: Any, number_format: str) -> str:
    """Return the text of a cell: a number with the decimals that are shown, a date in ISO form, of a month or a year
    where the format shows no more."""
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, number_format)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return as_text(value)
    exact = as_text(value)
    found = _PLAIN.fullmatch(_AROUND.sub("", number_format.split(";")[0]))
    if not found or "e" in exact:
        return exact
    number = Decimal(exact).scaleb(2) if found["percent"] else Decimal(exact)
    step = Decimal(1).scaleb(-len((found["decimals"] or ".")[1:]))
    shown = number.quantize(step, ROUND_HALF_UP)
    if not shown and number:  # a small number under a coarse format is not nothing
        shown = number
    return f"{shown:f}{found['percent']}"


def _date(value: dt.date, number_format: str) -> str:
    letters = set(re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format.lower())) & set("ymdhs")
    if letters == {"y"}:
        return f"{value.year:04d}"
    if letters == {"y", "m"} and value.day == 1:
        return f"{value.year:04d}-{value.month:02d}"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(sep=" ", timespec="seconds" if value.microsecond == 0 else "auto")
    return f"{value:%Y-%m-%d}"
