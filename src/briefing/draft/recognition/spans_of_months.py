"""Texts of several months of a year, as "Jan–Mar 2023" or "2023年1—3月" → the quarter, half or year that they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final, NamedTuple

_CHINESE: Final = re.compile(
    r"(?P<year>[12][0-9]{3})\s?年\s?(?P<first>[0-9]{1,2})\s?月?(?:份)?\s?[-—–~～至到]{1,2}\s?(?P<last>[0-9]{1,2})\s?月(?:份)?"
)
_NAMED: Final = re.compile(
    r"(?P<first>[^\W\d_]{3,10})\.?\s?(?:[-–—/]|to|bis|à|a)\s?(?P<last>[^\W\d_]{3,10})\.?,? (?P<year>[12][0-9]{3})"
)
_PARTS: Final = {3: "Q", 6: "S", 12: ""}  # months of a part of a year, and the letter before its number


class MonthSpan(NamedTuple):
    """The months of a year from a first to a last."""

    calendar_year: str
    first: int
    last: int

    @property
    def notation(self) -> str:
        """The quarter, half or year that the months are, as periods are written; "" where they are none."""
        length = self.last - self.first + 1
        letter = _PARTS.get(length)
        if letter is None or (self.first - 1) % length:
            return ""
        return f"{self.calendar_year}-{letter}{(self.first - 1) // length + 1}" if letter else self.calendar_year


def span_of(text: str, month_number: Callable[[str], int]) -> MonthSpan | None:
    """Return the months that a text is of; None where it is of none, or of one alone."""
    found = _CHINESE.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        return None
    first, last = month_number(found["first"]), month_number(found["last"])
    return MonthSpan(found["year"], first, last) if 0 < first < last else None


def overlapping(spans: Iterable[tuple[str, MonthSpan]]) -> tuple[str, str] | None:
    """Return two texts of one year that have months in common; None where there are none."""
    ordered = sorted(spans, key=lambda item: item[1])
    for (text, one), (other, following) in pairwise(ordered):
        if one.calendar_year == following.calendar_year and following.first <= one.last:
            return text, other
    return None
