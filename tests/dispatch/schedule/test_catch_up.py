"""What is done about moments that came: catching up, the clock set back or forward (cases 28 and 29)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dispatch import machine
from briefing.dispatch.models import Calendar, CatchUp, Timing
from briefing.dispatch.schedule import MAX_DECISIONS, ClockReading, ScheduleDecision, clock_shift, decide
from tests.dispatch.schedule.times import utc
from tests.thorough import examples

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def daily(catch_up: CatchUp = "latest") -> Timing:
    return Timing(cron="0 7 * * *", zone="UTC", catch_up=catch_up)


def rows_of(decisions: tuple[ScheduleDecision, ...]) -> list[tuple[int, str, bool]]:
    return [(one.at.day, one.stage, one.late) for one in decisions]


@pytest.mark.parametrize(
    ("catch_up", "stages"),
    [
        ("latest", ["SKIPPED_MISFIRE", "SKIPPED_MISFIRE", "PLANNED"]),
        ("all", ["PLANNED", "PLANNED", "PLANNED"]),
        ("skip", ["SKIPPED_MISFIRE", "SKIPPED_MISFIRE", "SKIPPED_MISFIRE"]),
    ],
)
def test_three_days_off_are_three_rows_whatever_the_policy(catch_up: CatchUp, stages: list[str]) -> None:
    found = decide(daily(catch_up), utc("2026-07-10 07:05"), utc("2026-07-13 12:00"))
    assert rows_of(found) == [(11, stages[0], True), (12, stages[1], True), (13, stages[2], True)]


@pytest.mark.parametrize("catch_up", ["latest", "skip"])
def test_back_within_the_grace_the_run_of_the_day_is_not_late(catch_up: CatchUp) -> None:
    found = decide(daily(catch_up), utc("2026-07-10 07:05"), utc("2026-07-13 07:15"))
    assert rows_of(found)[2] == (13, "PLANNED", False)
    assert [one.stage for one in found[:2]] == ["SKIPPED_MISFIRE"] * 2


def test_a_minute_after_the_grace_it_is_late() -> None:
    found = decide(daily("skip"), utc("2026-07-12 12:00"), utc("2026-07-13 07:16"))
    assert rows_of(found) == [(13, "SKIPPED_MISFIRE", True)]


def test_what_comes_more_often_than_the_alarm_clock_is_not_missed() -> None:
    timing = Timing(cron="* * * * *", zone="UTC")
    found = decide(timing, utc("2026-07-10 07:00"), utc("2026-07-10 07:05"))
    assert [(one.at.minute, one.stage) for one in found] == [(minute, "PLANNED") for minute in range(1, 6)]


def test_a_free_day_is_recorded_as_such_and_is_not_the_latest() -> None:
    calendar = Calendar(weekend=(5, 6), policy="skip")
    timing = Timing(cron="0 7 * * *", zone="UTC", calendar=calendar)
    found = decide(timing, utc("2026-07-16 00:00"), utc("2026-07-19 12:00"))  # Thursday to Sunday
    assert [one.stage for one in found] == ["SKIPPED_MISFIRE", "PLANNED", "SKIPPED_HOLIDAY", "SKIPPED_HOLIDAY"]


@pytest.mark.parametrize("catch_up", ["latest", "all", "skip"])
def test_two_months_of_every_minute_are_a_thousand_rows_and_one(catch_up: CatchUp) -> None:
    timing = Timing(cron="* * * * *", zone="Europe/Berlin", catch_up=catch_up)
    after, now = utc("2025-07-01 00:00"), utc("2025-09-01 00:00")
    head, *rest = decide(timing, after, now)
    minutes = 62 * 24 * 60
    assert len(rest) == MAX_DECISIONS
    minute = dt.timedelta(minutes=1)
    newest = now - MAX_DECISIONS * minute
    assert head == ScheduleDecision(newest, "SKIPPED_MISFIRE", True, minutes - MAX_DECISIONS, after + minute)
    # The last 16 minutes lie within the grace; of what was missed all, one or none run.
    planned = {"all": MAX_DECISIONS, "latest": 16, "skip": 16}[catch_up]
    assert Counter(one.stage for one in rest)["PLANNED"] == planned


def test_a_clock_set_back_repeats_nothing() -> None:
    last = utc("2026-07-10 07:05")
    assert [one.at for one in decide(daily(), last - HOUR, last)] == [utc("2026-07-10 07:00")]
    assert decide(daily(), last, last - HOUR) == ()
    assert decide(daily(), last, last + HOUR) == ()


BOOT = "5a0d1f5e-0000-4000-8000-000000000001"
BEFORE = ClockReading(utc("2026-07-10 07:05"), 1000.0, BOOT)


@pytest.mark.parametrize("moved", [365 * DAY, -2 * DAY, DAY + dt.timedelta(seconds=1)])
def test_a_clock_that_was_set_by_more_than_a_day_is_reported(moved: dt.timedelta) -> None:
    passed = dt.timedelta(minutes=5)
    assert clock_shift(BEFORE, ClockReading(BEFORE.wall + passed + moved, 1300.0, BOOT)) == moved


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(ClockReading(BEFORE.wall - HOUR, 1300.0, BOOT), id="set back by an hour"),
        pytest.param(ClockReading(BEFORE.wall + 3 * DAY, 1000.0 + 3 * 86_400, BOOT), id="slept for three days"),
        pytest.param(ClockReading(BEFORE.wall + 3 * DAY, 60.0, "another"), id="off for three days"),
        pytest.param(ClockReading(BEFORE.wall + 3 * DAY), id="no clock from boot"),
    ],
)
def test_a_machine_that_slept_or_was_off_just_catches_up(now: ClockReading) -> None:
    assert clock_shift(BEFORE, now) is None


def test_two_unknown_boots_are_not_one() -> None:
    assert clock_shift(ClockReading(BEFORE.wall), ClockReading(BEFORE.wall + 365 * DAY)) is None


@pytest.mark.parametrize(
    "now", [ClockReading(BEFORE.wall - 2 * DAY, 60.0, "another"), ClockReading(BEFORE.wall - 2 * DAY)]
)
def test_the_past_does_not_come_back_over_a_boot_either(now: ClockReading) -> None:
    assert clock_shift(BEFORE, now) == -2 * DAY


def test_the_machine_tells_how_long_it_runs_and_since_which_start() -> None:
    seconds, which = machine.boot()
    again, same = machine.boot()
    assert (seconds, which) == (-1.0, "") or (0 < seconds <= again and which == same and len(which) == 36)


@settings(max_examples=examples(60), deadline=None)
@given(
    st.sampled_from(sorted(available_timezones() - {"localtime", "Factory", "posixrules"})),
    st.sampled_from(["30 2 * * *", "*/20 * * * *", "0 0,12 * * 1-5", "45 23 * * *", "0 */5 1-20 * *"]),
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2037, 1, 1)),
    st.lists(st.integers(0, 60 * 24 * 4), max_size=5),
)
def test_decisions_do_not_depend_on_how_often_the_alarm_clock_rings(
    zone: str, cron: str, start: dt.datetime, cuts: list[int]
) -> None:
    timing = Timing(cron=cron, zone=zone, catch_up="all")
    first = start.replace(tzinfo=dt.UTC)
    bounds = [first, *(first + dt.timedelta(minutes=cut) for cut in sorted(cuts)), first + 4 * DAY]
    whole = [one.at for one in decide(timing, bounds[0], bounds[-1])]
    assert [one.at for a, b in pairwise(bounds) for one in decide(timing, a, b)] == whole
    assert all(earlier < later for earlier, later in pairwise(whole))
