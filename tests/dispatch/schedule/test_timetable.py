"""When a schedule is due: daylight saving, odd zones, the meaning of a cron expression (cases 25 to 27)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dispatch.models import Calendar, Timing
from briefing.dispatch.schedule import due_times, explain, next_runs
from tests.dispatch.schedule.times import local, utc, walls
from tests.thorough import examples

MINUTE = dt.timedelta(minutes=1)
NEW_YORK = "America/New_York"


def test_a_time_in_the_spring_gap_is_the_first_minute_that_exists() -> None:
    timing = Timing(cron="30 2 * * *", zone=NEW_YORK)
    assert walls(timing, "2026-03-07 00:00", "2026-03-10 00:00") == [
        "03-07 02:30 -0500", "03-08 03:00 -0400", "03-09 02:30 -0400",
    ]  # fmt: skip


def test_several_times_in_one_gap_are_one_run() -> None:
    timing = Timing(cron="0,30 2,3 * * *", zone=NEW_YORK)
    assert walls(timing, "2026-03-08 00:00", "2026-03-09 00:00") == ["03-08 03:00 -0400", "03-08 03:30 -0400"]


def test_a_time_that_autumn_shows_twice_comes_once() -> None:
    timing = Timing(cron="30 1 * * *", zone=NEW_YORK)
    assert walls(timing, "2026-10-31 00:00", "2026-11-03 00:00") == [
        "10-31 01:30 -0400", "11-01 01:30 -0400", "11-02 01:30 -0500",
    ]  # fmt: skip


def test_asked_within_the_repeated_hour_nothing_of_the_first_comes_back() -> None:
    after = utc("2026-11-01 06:10")  # 01:10 for the second time
    first = next(due_times(Timing(cron="30 1 * * *", zone=NEW_YORK), after, after + dt.timedelta(days=2)))
    assert first.at == utc("2026-11-02 06:30")


@pytest.mark.parametrize(("day", "runs"), [("2026-11-01", 25), ("2026-03-08", 23), ("2026-06-01", 24)])
def test_an_hourly_schedule_follows_the_clock_on_the_wall(day: str, runs: int) -> None:
    midnight = dt.datetime.fromisoformat(day)
    timing = Timing(cron="0 * * * *", zone=NEW_YORK)
    first, last = midnight - MINUTE, midnight + dt.timedelta(days=1) - MINUTE
    assert len(walls(timing, str(first), str(last))) == runs


def test_lord_howe_moves_its_clocks_by_half_an_hour() -> None:
    spring, autumn = ("2026-10-04 00:00", "2026-10-04 04:00"), ("2026-04-05 00:00", "2026-04-05 04:00")
    fixed = Timing(cron="15 2 * * *", zone="Australia/Lord_Howe")
    assert walls(fixed, *spring) == ["10-04 02:30 +1100"]
    assert walls(Timing(cron="45 1 * * *", zone="Australia/Lord_Howe"), *autumn) == ["04-05 01:45 +1100"]
    each = Timing(cron="*/30 1-2 * * *", zone="Australia/Lord_Howe")
    assert walls(each, *spring) == ["10-04 01:00 +1030", "10-04 01:30 +1030", "10-04 02:30 +1100"]
    assert walls(each, *autumn) == [
        "04-05 01:00 +1100", "04-05 01:30 +1100", "04-05 01:30 +1030", "04-05 02:00 +1030", "04-05 02:30 +1030",
    ]  # fmt: skip


def test_the_midnight_that_cairo_leaves_out_is_one_oclock() -> None:
    timing = Timing(cron="0 0 * * *", zone="Africa/Cairo")
    assert walls(timing, "2026-04-23 12:00", "2026-04-25 12:00") == ["04-24 01:00 +0300", "04-25 00:00 +0300"]


def test_a_gap_that_ends_at_midnight_is_one_run_with_what_is_due_then() -> None:
    # Nuuk goes from 23:00 on Saturday to 00:00 on Sunday.
    timing = Timing(cron="30 23 * * *", zone="America/Nuuk")
    assert walls(timing, "2026-03-27 12:00", "2026-03-29 12:00") == ["03-27 23:30 -0200", "03-29 00:00 -0100"]
    assert walls(Timing(cron="0,30 0,23 * * *", zone="America/Nuuk"), "2026-03-28 12:00", "2026-03-29 12:00") == [
        "03-29 00:00 -0100", "03-29 00:30 -0100",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Asia/Kolkata", "2026-01-01 01:30"),
        ("Asia/Kathmandu", "2026-01-01 01:15"),
        ("Pacific/Kiritimati", "2025-12-31 17:00"),
        ("Etc/GMT+12", "2026-01-01 19:00"),
        ("UTC", "2026-01-01 07:00"),
    ],
)
def test_a_zone_far_from_greenwich_or_off_the_hour_is_met(zone: str, at: str) -> None:
    timing = Timing(cron="0 7 1 1 *", zone=zone)
    assert [moment.at for moment in due_times(timing, utc("2025-12-30 00:00"), utc("2026-01-03 00:00"))] == [utc(at)]


def test_no_midnight_of_los_angeles_is_missing_in_march() -> None:
    timing = Timing(cron="0 0 * * *", zone="America/Los_Angeles")
    assert walls(timing, "2026-03-06 12:00", "2026-03-10 12:00") == [
        "03-07 00:00 -0800", "03-08 00:00 -0800", "03-09 00:00 -0700", "03-10 00:00 -0700",
    ]  # fmt: skip


def days(cron: str, first: str, last: str) -> list[str]:
    found = due_times(Timing(cron=cron, zone="UTC"), utc(first), utc(last))
    return [f"{moment.at:%a %d}" for moment in found]


def test_one_to_five_is_monday_to_friday() -> None:
    week = ["Mon 13", "Tue 14", "Wed 15", "Thu 16", "Fri 17"]
    assert days("0 7 * * 1-5", "2026-07-11 00:00", "2026-07-19 23:00") == week
    assert days("0 7 * * MON-FRI", "2026-07-11 00:00", "2026-07-19 23:00") == week


def test_a_day_of_the_month_or_one_of_the_week() -> None:
    found = days("0 8 1 * 1", "2026-07-01 00:00", "2026-07-31 23:00")
    assert found == ["Wed 01", "Mon 06", "Mon 13", "Mon 20", "Mon 27"]


@pytest.mark.parametrize(
    ("cron", "found"),
    [
        ("0 7 L * *", ["Sat 31"]),
        ("0 7 LW * *", ["Fri 30"]),
        ("0 7 * * 5L", ["Fri 30"]),
        ("0 7 * * 1#1", ["Mon 05"]),
        ("0 7 * * 0", ["Sun 04", "Sun 11", "Sun 18", "Sun 25"]),
        ("0 7 * * 7", ["Sun 04", "Sun 11", "Sun 18", "Sun 25"]),
    ],
)
def test_ends_and_weeks_of_a_month(cron: str, found: list[str]) -> None:
    assert days(cron, "2026-10-01 00:00", "2026-10-31 23:00") == found


def test_bounds_are_after_the_first_and_up_to_the_last() -> None:
    timing = Timing(cron="0 7 * * *", zone="UTC")
    found = list(due_times(timing, utc("2026-01-01 07:00"), utc("2026-01-03 07:00")))
    assert [moment.at.day for moment in found] == [2, 3]
    assert list(due_times(timing, utc("2026-01-03 07:00"), utc("2026-01-01 07:00"))) == []


def test_nothing_is_due_after_the_last_day_in_its_own_zone() -> None:
    # 07:00 on the last day in Kiritimati is 17:00 of the day before in UTC.
    timing = Timing(cron="0 7 * * *", zone="Pacific/Kiritimati", until=dt.date(2026, 5, 2))
    assert [moment.at for moment in next_runs(timing, utc("2026-04-30 20:00"))] == [utc("2026-05-01 17:00")]
    assert next_runs(timing, utc("2026-05-02 00:00")) == ()


def test_the_next_runs_of_a_rare_day_are_found() -> None:
    found = next_runs(Timing(cron="0 7 29 2 *", zone="Europe/Berlin"), utc("2026-01-01 00:00"), 3)
    assert [moment.at.year for moment in found] == [2028, 2032, 2036]


def test_free_days_are_not_among_the_next_runs() -> None:
    calendar = Calendar(weekend=(5, 6), policy="skip")
    timing = Timing(cron="0 7 * * *", zone="UTC", calendar=calendar)
    assert [moment.at.day for moment in next_runs(timing, utc("2026-07-16 12:00"), 3)] == [17, 20, 21]


def test_a_timing_is_reported_in_a_sentence() -> None:
    calendar = Calendar(country="CN")
    timing = Timing(cron="0 7 1 * *", zone="Asia/Shanghai", calendar=calendar, until=dt.date(2027, 12, 31))
    assert explain(timing).split("; ") == [
        "At 07:00 on the first day of every month, Asia/Shanghai", "on a free day on the next working day",
        "until 2027-12-31",
    ]  # fmt: skip


# Zone and a day near which its clocks change, by an hour, half an hour, two, three, or a whole day; or never do.
CHANGES = [
    (NEW_YORK, "2026-03-08"),
    (NEW_YORK, "2026-11-01"),
    ("America/Los_Angeles", "2026-03-08"),
    ("Europe/Dublin", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Africa/Cairo", "2026-04-24"),
    ("Africa/Cairo", "2026-10-30"),
    ("America/Nuuk", "2026-03-28"),
    ("America/Nuuk", "2026-10-25"),
    ("America/St_Johns", "2010-11-07"),  # from 00:01 back to 23:01 of the day before
    ("America/Havana", "2026-11-01"),
    ("America/Sao_Paulo", "2017-10-15"),
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Casey", "2010-03-05"),
    ("Pacific/Apia", "2011-12-30"),  # a day that never was
    ("Asia/Kolkata", "2026-06-01"),
    ("Pacific/Kiritimati", "2026-06-01"),
    ("Etc/GMT+12", "2026-06-01"),
]
MINUTES = {
    "*": range(60), "*/15": range(0, 60, 15), "0": [0], "30": [30], "0,45": [0, 45], "10-30/10": [10, 20, 30],
}  # fmt: skip
HOURS = {
    "*": range(24), "*/2": range(0, 24, 2), "0": [0], "1": [1], "2": [2], "1,2": [1, 2], "0-3": range(4), "23": [23],
}  # fmt: skip
WEEKDAYS = {"*": range(7), "1-5": range(5), "0": [6], "6,0": [5, 6]}


def told_minute_by_minute(cron: str, zone: ZoneInfo, after: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """What Debian's cron does, told by looking at the clock on the wall at every minute, without CronSim."""
    minute, hour, _, _, weekday = cron.split()
    fixed = not (minute.startswith("*") or hour.startswith("*"))

    def fits(wall: dt.datetime) -> bool:
        return wall.minute in MINUTES[minute] and wall.hour in HOURS[hour] and wall.weekday() in WEEKDAYS[weekday]

    found, at = [], after
    while (at := at + MINUTE) <= until:
        now, before = at.astimezone(zone), (at - MINUTE).astimezone(zone)
        left_out = int((now.replace(tzinfo=None) - before.replace(tzinfo=None)) / MINUTE) - 1
        skipped = [now.replace(tzinfo=None) - MINUTE * step for step in range(1, left_out + 1)]
        if (fits(now) and not (fixed and now.fold)) or (fixed and any(map(fits, skipped))):
            found.append(at)
    return found


@settings(max_examples=examples(150), deadline=None)
@given(
    st.sampled_from(CHANGES),
    st.sampled_from(sorted(MINUTES)),
    st.sampled_from(sorted(HOURS)),
    st.sampled_from(sorted(WEEKDAYS)),
    st.integers(-1500, 1500),
    st.integers(0, 3000),
)
def test_moments_are_those_that_a_look_at_the_clock_every_minute_finds(
    change: tuple[str, str], minute: str, hour: str, weekday: str, start: int, length: int
) -> None:
    zone, day = change
    after = local(f"{day} 01:00", zone) + start * MINUTE
    until = after + length * MINUTE
    cron = f"{minute} {hour} * * {weekday}"
    found = [moment.at for moment in due_times(Timing(cron=cron, zone=zone), after, until)]
    assert found == told_minute_by_minute(cron, ZoneInfo(zone), after, until)
    assert all(earlier < later for earlier, later in pairwise(found))
