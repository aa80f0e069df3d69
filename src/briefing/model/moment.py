"""Days and moments in ISO form: when something was published, and as of when an edition is. A moment has its zone."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from briefing.model.period_notation import NotationError

_DAY: Final = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")


def as_of_day(moment: dt.date | dt.datetime) -> dt.date:
    """Return the day of a moment, in its own zone; a day stays as it is."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


@lru_cache(maxsize=4096)
def parse_moment(text: str) -> dt.datetime | None:
    """Return the moment of a text in ISO form that has a zone; None if it is none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def zone_fix(text: str) -> str:
    """Return the fix for a time without a zone; empty for all else."""
    whole = text.replace(" ", "T", 1)
    if parse_moment(f"{whole}Z") is None and parse_moment(whole) is None:
        return ""
    return f"write {text[:10]}, or with its zone, as {whole if parse_moment(whole) else whole + '+00:00'}"


def day_or_moment(written: object) -> dt.date | dt.datetime:
    """Return the day or the moment that a value of TOML, a cell or a command line writes; NotationError for none."""
    text = written.isoformat() if isinstance(written, dt.date) else str(written)
    if isinstance(written, dt.datetime):
        if written.tzinfo is not None:
            return written
    elif isinstance(written, dt.date):
        return written
    elif (moment := parse_moment(text)) is not None:
        return moment
    elif _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    if fix := zone_fix(text):
        raise NotationError(f"{text[:40]!r} is a time without its zone", fix)
    raise NotationError(f"{text[:60]!r} is not a date", "write it as 2025-12-31")
