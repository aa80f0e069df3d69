"""The second or the last working day of a month, and the times of a release calendar."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.dispatch.models import Calendar, Release, Timing
from briefing.dispatch.schedule import DueTime, decide, due_times, explain, next_runs, reference
from briefing.dispatch.schedule.workdays import workday_of_month
from briefing.errors import InputError
from tests.dispatch.schedule.times import local, utc, walls
from tests.thorough import examples

GERMAN = Calendar(country="DE", weekend=(5, 6))
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "America/St_Johns", "UTC")


def counted(number: int, zone: str = "Europe/Berlin", calendar: Calendar | None = None, **more: object) -> Timing:
    return Timing(cron="0 7 1 * *", zone=zone, working_day=number, calendar=calendar, **more)  # type: ignore[arg-type]


def test_the_second_working_day_passes_over_new_year_a_weekend_and_easter() -> None:
    found = walls(counted(2, calendar=GERMAN), "2026-01-01 00:00", "2026-06-30 00:00")
    assert found == [
        "01-05 07:00 +0100", "02-03 07:00 +0100", "03-03 07:00 +0100", "04-02 07:00 +0200", "05-05 07:00 +0200",
        "06-02 07:00 +0200",
    ]  # fmt: skip


def test_the_last_working_day_keeps_its_time_over_a_change_of_the_clocks() -> None:
    found = walls(counted(-1), "2026-02-01 00:00", "2026-11-01 00:00")
    assert found[:2] == ["02-27 07:00 +0100", "03-31 07:00 +0200"]
    assert found[-1] == "10-30 07:00 +0100"


@settings(max_examples=examples(60), deadline=None)
@given(
    first=st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 1)),
    number=st.integers(1, 15) | st.integers(-15, -1),
    free=st.frozensets(st.integers(0, 60), max_size=5),
)
@example(dt.date(2024, 2, 29), -1, frozenset())
def test_a_working_day_is_that_which_pandas_counts(first: dt.date, number: int, free: frozenset[int]) -> None:
    days = tuple(sorted(first.replace(day=1) + dt.timedelta(days=step) for step in free))
    month = pd.Period(first, "M")
    calendar = pd.bdate_range(month.start_time, month.end_time.normalize(), freq="C", holidays=list(days))
    expected = calendar[number if number < 0 else number - 1].date()
    assert workday_of_month(Calendar(weekend=(5, 6), days=days), first, number) == expected


@settings(max_examples=40, deadline=None)
@given(
    start=st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2045, 1, 1)),
    zone=st.sampled_from(ZONES),
    number=st.sampled_from([1, 2, 5, -1, -3]),
    cuts=st.lists(st.integers(1, 200 * 24 * 60), max_size=6),
    hour=st.sampled_from([0, 2, 7, 23]),
)
def test_each_month_has_one_run_however_often_somebody_looks(
    start: dt.datetime, zone: str, number: int, cuts: list[int], hour: int
) -> None:
    timing = Timing(cron=f"30 {hour} 1 * *", zone=zone, working_day=number)
    begin = start.replace(tzinfo=dt.UTC)
    looks = [begin, *(begin + dt.timedelta(minutes=cut) for cut in sorted(cuts)), begin + dt.timedelta(days=201)]
    found = [one for first, last in pairwise(looks) for one in decide(timing, first, last)]
    days = [one.at.astimezone(ZoneInfo(zone)).date() for one in found]
    assert len({(day.year, day.month) for day in days}) == len(days) >= 6
    assert all(day == workday_of_month(Calendar(weekend=(5, 6)), day, number) for day in days)
    assert [one.at for one in found] == [one.at for one in due_times(timing, looks[0], looks[-1])]


def test_a_month_without_so_many_working_days_is_said() -> None:
    days = tuple(dt.date(2026, 10, day) for day in range(1, 25))
    with pytest.raises(InputError, match="October 2026 has 5 working days, so that there is no working day 6"):
        workday_of_month(Calendar(weekend=(5, 6), days=days), dt.date(2026, 10, 3), 6)


def test_a_schedule_is_explained() -> None:
    assert explain(counted(2)) == "At 07:00 on working day 2 of every month, Europe/Berlin"
    assert explain(counted(-1, calendar=GERMAN, until=dt.date(2027, 1, 1))) == (
        "At 07:00 on the last working day of every month, Europe/Berlin; until 2027-01-01"
    )
    some = [replace(counted(-2), cron=f"30 9 1 {months} *") for months in ("1,7", "1")]
    assert [explain(timing).partition(",")[0] for timing in some] == [
        "At 09:30 on the last working day but 1 of January and July",
        "At 09:30 on the last working day but 1 of January",
    ]
    assert explain(released(ahead=20)) == (
        "At 2 releases from 2026-07-14 08:30 to 2026-08-12 08:30, America/New_York; built 20 minutes ahead"
    )


# Release calendars


def released(**more: object) -> Timing:
    zone = "America/New_York"
    rows = [("2026-08-12 08:30", "2026-07"), ("2026-07-14 08:30", "2026-06")]
    releases = tuple(Release(local(at, zone), period) for at, period in rows)
    return Timing(cron="", zone=zone, releases=releases, **more)  # type: ignore[arg-type]


def test_a_release_calendar_is_the_timetable_and_says_the_period() -> None:
    timing = released()
    first, second = utc("2026-07-14 12:30"), utc("2026-08-12 12:30")
    assert list(due_times(timing, utc("2026-01-01 00:00"), utc("2027-01-01 00:00"))) == [
        DueTime(first, first), DueTime(second, second),
    ]  # fmt: skip
    assert list(due_times(timing, first, second - dt.timedelta(minutes=1))) == []
    assert [reference(timing, moment) for moment in (first, second - dt.timedelta(minutes=1), second)] == [
        "2026-06", "2026-06", "2026-07",
    ]  # fmt: skip
    assert reference(timing, utc("2026-07-14 12:29")) is None
    assert reference(counted(1), second) is None
    assert [run.at for run in next_runs(timing, first)] == [second]
    assert next_runs(released(until=dt.date(2026, 8, 11)), first) == ()


def test_what_is_built_ahead_is_decided_ahead_once() -> None:
    timing, at = released(ahead=20), utc("2026-07-14 12:30")
    looks = [at + dt.timedelta(minutes=minutes) for minutes in (-26, -21, -20, -15, 0, 5)]
    found = [decide(timing, first, last) for first, last in pairwise(looks)]
    assert [[one.at for one in some] for some in found] == [[], [at], [], [], []]
    (late,) = decide(timing, looks[0], at + dt.timedelta(hours=1))
    assert late.late
