"""Short ways to write times in tests."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from briefing.dispatch.models import Timing
from briefing.dispatch.schedule import due_times


def utc(text: str) -> dt.datetime:
    """`2026-03-08 07:00` → that moment in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def local(text: str, zone: str) -> dt.datetime:
    """`2026-03-08 07:00` and a zone → that moment, the first of two, in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def walls(timing: Timing, first: str, last: str) -> list[str]:
    """Timing, and two local times → what clocks on the wall show at its moments in between, with offset."""
    zone = ZoneInfo(timing.zone)
    found = due_times(timing, local(first, timing.zone), local(last, timing.zone))
    return [moment.at.astimezone(zone).strftime("%m-%d %H:%M %z") for moment in found]
