"""Heads that are dates, as "31.12.2023" and "Stand am 31.12.2023" → their periods: years where there is one a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from briefing.draft.recognition.time_texts import frequency_of_days, one_period
from briefing.model.period import DAY, Period
from briefing.model.period_notation import NotationError, as_frequency, parse_period

_BEFORE: Final = re.compile(
    r"(?:(?:stand|situation|position|saldo|balance)\s*:?\s+)?(?:(?:am|zum|per|al|au|as at|as of|at|on)\s+)?(?=[0-9])",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2((?:1[5-9]|20|21)[0-9]{2})")
_MONTHS: Final = 12


def period_of_head(head: str) -> Period | None:
    """Return the period that a head writes, also as a date in numbers whose order is plain: days stand first before a
    point, or where no month has such a number; None for what is none."""
    plain = _BEFORE.sub("", " ".join(head.split()), count=1)
    found = _NUMERIC.fullmatch(plain)
    if found is None:
        return one_period(plain)
    first, sign, second, year = found.groups()
    if sign == "." or int(first) > _MONTHS:
        day, month = first, second
    elif int(second) > _MONTHS:
        day, month = second, first
    else:
        return None
    try:
        return parse_period(f"{year}-{month:0>2}-{day:0>2}")
    except NotationError:
        return None


def in_usual_frequency(heads: Mapping[str, Period]) -> tuple[dict[str, Period], str]:
    """Return dates as the years, quarters or months of which there is one each, and in words why; others stay."""
    if len(heads) > 1 and all(period.frequency == DAY for period in heads.values()):
        frequency, odd, reason = frequency_of_days(heads.values())
        if frequency != DAY and not odd:
            return {head: as_frequency(period, frequency) for head, period in heads.items()}, reason
    return dict(heads), ""
