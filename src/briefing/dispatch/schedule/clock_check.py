"""Has the machine's clock been set? Told by a second clock that nobody sets: the time since boot."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

MAX_SHIFT = dt.timedelta(days=1)


class ClockReading(Struct, frozen=True):
    """What the clocks said: `wall` in UTC, `boot` seconds since boot, sleep included (-1: unknown), `boot_id` which."""

    wall: dt.datetime
    boot: float = -1.0
    boot_id: str = ""


def clock_shift(before: ClockReading, now: ClockReading) -> dt.timedelta | None:
    """Clocks at two ticks → how far the wall clock was set in between, if by more than a day; forward is positive.

    Backward is told even after a boot, since the past does not come back; forward is not then, nor without a clock
    that runs from boot.
    """
    same_boot = before.boot_id == now.boot_id and 0 <= before.boot <= now.boot
    moved = (now.wall - before.wall) - dt.timedelta(seconds=now.boot - before.boot if same_boot else 0)
    return moved if abs(moved) > MAX_SHIFT and (same_boot or moved < dt.timedelta()) else None
