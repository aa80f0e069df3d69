"""A simulated year, a look every half hour, against lists of a year that were written without this program.

In a thorough run a look every five minutes.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import time_machine

from briefing.dispatch import machine
from briefing.dispatch.models import Calendar, Timing
from briefing.dispatch.schedule import ScheduleDecision, decide
from tests.dispatch.schedule.times import utc
from tests.thorough import THOROUGH

STEP = dt.timedelta(minutes=5 if THOROUGH else 30)
WEEKDAYS = Timing(
    cron="0 7 * * 1-5", zone="Europe/Berlin", calendar=Calendar(country="DE", weekend=(5, 6), policy="skip")
)
FIRST_WORKING_DAY = Timing(
    cron="0 9 1 * *", zone="Asia/Shanghai", calendar=Calendar(country="CN", weekend=(5, 6), policy="next")
)


def written(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def simulated(timing: Timing) -> list[ScheduleDecision]:
    """2026 as a machine lives through it that never stops: at every step it decides what has come since."""
    found: list[ScheduleDecision] = []
    with time_machine.travel(utc("2025-12-31 23:31"), tick=False) as clock:
        decided = machine.now()
        while decided < utc("2026-12-31 23:58"):
            clock.shift(STEP)
            now = machine.now()
            new = decide(timing, decided, now)
            assert all(now - one.at < STEP for one in new)
            found += new
            decided = now
    return found


@pytest.mark.parametrize(
    ("timing", "name", "count"),
    [(WEEKDAYS, "weekdays_berlin_2026.txt", 254), (FIRST_WORKING_DAY, "first_working_day_shanghai_2026.txt", 12)],
    ids=["weekdays", "first working day"],
)
def test_a_simulated_year_equals_an_independently_written_list(timing: Timing, name: str, count: int) -> None:
    found = simulated(timing)
    lines = [f"{one.at:%Y-%m-%d %H:%M %a}" for one in found if one.stage == "PLANNED"]
    assert lines == written(name)
    assert len(lines) == count
    assert not any(one.late for one in found)
    # The other weekdays are holidays, and recorded as such.
    skipped = [f"{one.at:%m-%d}" for one in found if one.stage == "SKIPPED_HOLIDAY"]
    german = ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "12-25"]
    assert skipped == (german if timing is WEEKDAYS else [])


def test_the_written_list_finds_a_schedule_without_holidays() -> None:
    timing = Timing(cron=WEEKDAYS.cron, zone=WEEKDAYS.zone)
    found = [f"{one.at:%Y-%m-%d %H:%M %a}" for one in decide(timing, utc("2026-01-01 00:00"), utc("2026-12-31 23:00"))]
    assert len(found) == 261
    assert found != written("weekdays_berlin_2026.txt")
