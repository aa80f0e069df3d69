"""Detect that the machine's clock was set, by the time since boot, which nobody sets."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

MAX_SHIFT = dt.timedelta(days=1)


class ClockReading(Struct, frozen=True):
    """A reading of both clocks: `wall` in UTC, `boot` seconds since boot, sleep included (-1: unknown), `boot_id`."""

    wall: dt.datetime
    boot: float = -1.0
    boot_id: str = ""


def clock_shift(before: ClockReading, now: ClockReading) -> dt.timedelta | None:
    """Return how far the wall clock was set between two ticks, if by more than a day; forward is positive.

    A shift backward is detected even across a reboot; one forward only within the same boot.
    """
    same_boot = before.boot_id == now.boot_id and 0 <= before.boot <= now.boot
    moved = (now.wall - before.wall) - dt.timedelta(seconds=now.boot - before.boot if same_boot else 0)
    return moved if abs(moved) > MAX_SHIFT and (same_boot or moved < dt.timedelta()) else None
