"""On which days a schedule with a calendar runs, and where other runs move."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from briefing.dispatch.models import Calendar
from briefing.errors import InputError

if TYPE_CHECKING:
    from holidays import HolidayBase

DAY = dt.timedelta(days=1)
MAX_DAYS = 366
# Of a schedule that counts working days and has no calendar.
MONDAY_TO_FRIDAY = Calendar(weekend=(5, 6))


def is_workday(calendar: Calendar, day: dt.date) -> bool:
    """Return whether a schedule with this calendar runs on a day.

    A weekend day that the country works in exchange for a bridging day is a working day there.
    """
    if day in calendar.days:
        return False
    country = _holidays(calendar.country, calendar.subdivision) if calendar.country else None
    if country is not None and day in country:
        return False
    return day.weekday() not in calendar.weekend or (country is not None and day in country.weekend_workdays)


def previous_workday(calendar: Calendar, day: dt.date) -> dt.date:
    """Return the last day before this one on which the schedule runs."""
    return _search(calendar, day, -DAY)


def next_workday(calendar: Calendar, day: dt.date) -> dt.date:
    """Return the first day after this one on which the schedule runs."""
    return _search(calendar, day, DAY)


def workday_of_month(calendar: Calendar, month: dt.date, number: int) -> dt.date:
    """Return a working day of the month of a day: 1 is the first, −1 the last; InputError where it has not so many."""
    first = month.replace(day=1)
    found = [
        day for step in range(31) if (day := first + step * DAY).month == month.month and is_workday(calendar, day)
    ]
    if len(found) < abs(number):
        what = f"{month:%B %Y} has {len(found)} working days, so that there is no working day {number}"
        raise InputError(what, "working_day", f"write at most {max(len(found), 1)}, or leave some days out of days")
    return found[number if number < 0 else number - 1]


def _search(calendar: Calendar, day: dt.date, step: dt.timedelta) -> dt.date:
    found = day
    for _ in range(MAX_DAYS):
        found += step
        if is_workday(calendar, found):
            return found
    raise InputError(f"no working day within a year of {day}", "days", "leave some of its days out")


@functools.cache
def _holidays(country: str, subdivision: str) -> HolidayBase:
    """Return the holidays of a country; loading them takes as long as a hundred decisions."""
    from holidays import country_holidays  # takes 110 ms, and few schedules have a country

    return country_holidays(country, subdivision or None)
