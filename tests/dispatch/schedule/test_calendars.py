"""Free days: left out, put forward or put off (case 30)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dispatch.models import Calendar, DayPolicy, Timing
from briefing.dispatch.schedule import DueTime, decide, due_times
from briefing.errors import InputError
from tests.dispatch.schedule.times import local, utc, walls
from tests.thorough import examples


def german(policy: DayPolicy, cron: str = "0 7 * * *") -> Timing:
    calendar = Calendar(country="DE", weekend=(5, 6), policy=policy)
    return Timing(cron=cron, zone="Europe/Berlin", calendar=calendar)


def test_a_free_day_is_skipped_and_recorded() -> None:
    found = list(due_times(german("skip", "0 7 1 * *"), utc("2026-04-15 00:00"), utc("2026-06-15 00:00")))
    assert [(moment.at, moment.holiday) for moment in found] == [
        (utc("2026-05-01 05:00"), True), (utc("2026-06-01 05:00"), False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "at"), [("previous", "2026-04-02 07:00"), ("next", "2026-04-07 07:00")], ids=["previous", "next"]
)
def test_four_free_days_in_a_row_are_passed_over(policy: DayPolicy, at: str) -> None:
    # Good Friday, Saturday, Sunday, Easter Monday
    timing = german(policy, "0 7 4 4 *")
    found = list(due_times(timing, utc("2026-03-01 00:00"), utc("2026-05-01 00:00")))
    zone = "Europe/Berlin"
    assert found == [DueTime(local(at, zone), local("2026-04-04 07:00", zone))]


@pytest.mark.parametrize("policy", ["previous", "next"])
def test_two_holidays_and_a_sunday_in_a_row_are_one_run_with_the_days_next_to_them(policy: DayPolicy) -> None:
    # 25 and 26 December are holidays, 27 is a Sunday.
    found = walls(german(policy), "2026-12-23 12:00", "2026-12-29 12:00")
    assert found == ["12-24 07:00 +0100", "12-28 07:00 +0100", "12-29 07:00 +0100"]


def test_a_run_that_several_days_share_has_the_time_nearest_to_it() -> None:
    timing = german("next", "0 7 25,26 12 *")
    (found,) = due_times(timing, utc("2026-12-01 00:00"), utc("2026-12-31 00:00"))
    assert found == DueTime(utc("2026-12-28 06:00"), utc("2026-12-26 06:00"))
    (found,) = due_times(german("previous", "0 7 25,26 12 *"), utc("2026-12-01 00:00"), utc("2026-12-31 00:00"))
    assert found == DueTime(utc("2026-12-24 06:00"), utc("2026-12-25 06:00"))
    (found,) = due_times(german("next", "0 7 25-28 12 *"), utc("2026-12-01 00:00"), utc("2026-12-31 00:00"))
    assert found.at == found.nominal == utc("2026-12-28 06:00")


def test_a_run_put_forward_over_the_end_of_a_month_is_seen_in_time() -> None:
    # 1 November 2026 is a Sunday, so that it runs on Friday 30 October.
    timing = german("previous", "0 7 1 11 *")
    assert walls(timing, "2026-10-30 06:59", "2026-10-30 07:00") == ["10-30 07:00 +0100"]
    assert walls(timing, "2026-10-30 07:00", "2026-11-20 07:00") == []


def test_a_run_put_off_is_seen_by_one_who_asks_in_between() -> None:
    timing = german("next", "0 7 * * 6")
    assert walls(timing, "2026-08-02 12:00", "2026-08-03 07:00") == ["08-03 07:00 +0200"]


def test_a_free_day_does_not_take_a_run_of_the_next_with_it() -> None:
    # In Nuuk 23:00 of Saturday, 28 March is 00:00 of Sunday.
    calendar = Calendar(weekend=(5,), policy="skip")
    timing = Timing(cron="0 0,23 28,29 3 *", zone="America/Nuuk", calendar=calendar)
    found = list(due_times(timing, utc("2026-03-28 12:00"), utc("2026-03-29 12:00")))
    assert found == [DueTime(utc("2026-03-29 01:00"), utc("2026-03-29 01:00"))]


def test_a_run_put_off_keeps_its_time_over_a_change_of_the_clocks() -> None:
    # The clocks change on Sunday, 29 March: 07:00 on Saturday is +0100, on Monday +0200.
    timing = german("next", "0 7 28 3 *")
    assert walls(timing, "2026-03-27 00:00", "2026-04-03 00:00") == ["03-30 07:00 +0200"]


def test_a_run_put_into_a_gap_is_the_first_minute_after_it() -> None:
    calendar = Calendar(days=(dt.date(2026, 3, 7),), policy="next")
    timing = Timing(cron="30 2 7 3 *", zone="America/New_York", calendar=calendar)
    assert walls(timing, "2026-03-06 00:00", "2026-03-10 00:00") == ["03-08 03:00 -0400"]


def test_days_of_ones_own_count_next_to_those_of_the_country() -> None:
    calendar = Calendar(country="DE", days=(dt.date(2026, 5, 15),), weekend=(5, 6), policy="next")
    timing = Timing(cron="0 7 14 5 *", zone="Europe/Berlin", calendar=calendar)
    assert walls(timing, "2026-05-01 00:00", "2026-06-01 00:00") == ["05-18 07:00 +0200"]


def test_a_subdivision_has_holidays_of_its_own() -> None:
    def runs(subdivision: str) -> list[str]:
        calendar = Calendar(country="DE", subdivision=subdivision, policy="next")
        return walls(
            Timing(cron="0 7 6 1 *", zone="Europe/Berlin", calendar=calendar), "2026-01-05 00:00", "2026-01-09 00:00"
        )

    assert runs("BY") == runs("Bayern") == ["01-07 07:00 +0100"]
    assert runs("BE") == runs("") == ["01-06 07:00 +0100"]


def test_a_weekend_day_that_the_country_works_is_a_working_day() -> None:
    # China works on Saturday, 28 February 2026, in exchange for Monday the 23rd.
    calendar = Calendar(country="CN", weekend=(5, 6), policy="next")
    timing = Timing(cron="0 9 23,28 2 *", zone="Asia/Shanghai", calendar=calendar)
    assert walls(timing, "2026-02-20 00:00", "2026-03-05 00:00") == ["02-24 09:00 +0800", "02-28 09:00 +0800"]


def test_a_calendar_without_a_working_day_says_so() -> None:
    days = tuple(dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(800))
    timing = Timing(cron="0 7 1 6 *", zone="UTC", calendar=Calendar(days=days, policy="next"))
    with pytest.raises(InputError, match="no working day within a year of 2026-06-01"):
        list(due_times(timing, utc("2026-05-31 12:00"), utc("2026-06-02 00:00")))


CALENDARS = st.builds(
    Calendar,
    country=st.sampled_from(["", "DE", "CN", "US"]),
    weekend=st.sampled_from([(), (5, 6), (4,)]),
    days=st.lists(st.dates(dt.date(2026, 3, 1), dt.date(2026, 4, 30)), max_size=6).map(tuple),
    policy=st.sampled_from(["skip", "previous", "next"]),
)


@settings(max_examples=examples(80), deadline=None)
@given(
    CALENDARS,
    st.sampled_from(
        ["30 2 * * *", "0 7 * * 1-5", "0 7,19 * * *", "15 23 L,1 * *", "0 */6 * * *", "0 0 1,15 * *", "0 7 * * 6"]
    ),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "America/Nuuk", "Africa/Cairo"]),
    st.lists(st.integers(0, 60 * 24 * 50), min_size=1, max_size=6),
)
def test_moments_do_not_depend_on_where_an_interval_is_cut(
    calendar: Calendar, cron: str, zone: str, cuts: list[int]
) -> None:
    timing = Timing(cron=cron, zone=zone, calendar=calendar, catch_up="all")
    first = utc("2026-03-07 00:00")
    bounds = [first, *(first + dt.timedelta(minutes=cut) for cut in sorted(cuts)), first + dt.timedelta(days=50)]
    whole = list(due_times(timing, bounds[0], bounds[-1]))
    assert [moment for a, b in pairwise(bounds) for moment in due_times(timing, a, b)] == whole
    assert all(earlier.at < later.at for earlier, later in pairwise(whole))
    decided = [one for a, b in pairwise(bounds) for one in decide(timing, a, b)]
    assert [(one.at, one.stage) for one in decided] == [
        (moment.at, "SKIPPED_HOLIDAY" if moment.holiday else "PLANNED") for moment in whole
    ]
    if calendar.policy != "skip":
        for moment in whole:
            day = moment.at.astimezone(ZoneInfo(zone)).date()
            assert day.weekday() not in calendar.weekend or calendar.country == "CN"
            assert day not in calendar.days
