"""Periods of pandas as tables, stories and ledgers write them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

import pandas as pd

FREQUENCIES: Final = {"A": "Y-DEC", "Q": "Q-DEC", "M": "M", "W": "W-SUN", "D": "D"}
LETTERS: Final = {"year": "A", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
A_YEAR: Final = {"A": 1, "Q": 4, "M": 12}
DAYS: Final = {"W": 7, "D": 1}
DAYS_IN_A_YEAR: Final = Decimal("365.2425")


def period_of(written: object) -> pd.Period:
    """2024, '2024-Q1', '2024-01', '2024-W05' or '2024-01-31' → the period."""
    text = str(written)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        return pd.Period(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1), "W-SUN")
    if "Q" in text:
        return pd.Period(text.replace("-", ""), "Q-DEC")
    return pd.Period(text, ("Y-DEC", "M", "D")[text.count("-")])


def letter_of(period: pd.Period) -> str:
    """A period → the letter that SDMX has for its frequency."""
    return period.freqstr[0].replace("Y", "A")


def notation(period: pd.Period) -> str:
    """A period → how a ledger writes it."""
    if letter_of(period) == "W":
        iso = period.start_time.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    return str(period).replace("Q", "-Q")


def a_year_before(period: pd.Period) -> pd.Period:
    """The same period of the year before."""
    if letter_of(period) == "W":
        iso = period.start_time.isocalendar()
        return pd.Period(dt.date.fromisocalendar(iso.year - 1, iso.week, 1), "W-SUN")
    if letter_of(period) == "D":
        return pd.Period(period.start_time.replace(year=period.year - 1), "D")
    return period - A_YEAR[letter_of(period)]


def ends_within(letter: str, bounds: tuple[pd.Period, pd.Period]) -> tuple[pd.Period, pd.Period]:
    """The first and the last period of a frequency whose last day lies within others."""
    first = bounds[0].asfreq(FREQUENCIES[letter], how="start")
    last = bounds[1].asfreq(FREQUENCIES[letter], how="end")
    return first, last if last.end_time <= bounds[1].end_time else last - 1
