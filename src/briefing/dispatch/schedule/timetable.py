"""The times at which a schedule is due.

Cron expressions are read as by Debian's cron and CronSim: if both lists of days are given, either may match; an
expression whose minute or hour begins with a star follows the wall clock, any other gives times of day. When clocks go
forward, a skipped time becomes the first minute that exists; when they go back, a repeated one runs once.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, MutableMapping
from zoneinfo import ZoneInfo

from cronsim import CronSim
from msgspec import Struct

from briefing.dispatch.models import Timing
from briefing.dispatch.schedule import workdays
from briefing.model.period import Notation

MINUTE = dt.timedelta(minutes=1)
# No zone has put its clocks back by more since 1970; that was in Antarctica.
OVERLAP = dt.timedelta(hours=7)
# CronSim gives up after 50 years without a match.
HORIZON = dt.timedelta(days=50 * 366)
# How many moments are looked at for the next few that run.
MAX_TIMES = 10_000


# How CronSim says the first of months.
_FIRST_OF = re.compile(r"on the first day of (.+)|on (\w+) 1$")


class DueTime(Struct, frozen=True):
    """A time at which a schedule is due: `nominal` by its expression, `at` by its calendar; both in UTC.

    With `holiday` nothing runs: the day is free and the calendar's policy is skip.
    """

    at: dt.datetime
    nominal: dt.datetime
    holiday: bool = False


def due_times(timing: Timing, after: dt.datetime, until: dt.datetime) -> Iterator[DueTime]:
    """Yield the distinct due times of a checked timing with after < at <= until, in order.

    If a calendar moves several times to the same one, the nominal time nearest to it represents them.
    """
    zone = ZoneInfo(timing.zone)
    if timing.releases:
        yield from _releases(timing, zone, after, until)
        return
    fixed = not any(field.startswith("*") for field in timing.cron.split()[:2])
    plan: dict[dt.datetime, DueTime] = {}
    day, target, free = dt.date.min, dt.date.min, False
    for local in CronSim(timing.cron, _start(timing, after.astimezone(zone))):
        if local.date() != day:
            day = local.date()
            if timing.until and day > timing.until:
                break
            target, free = _target(timing, day)
            # Nothing that follows lies before this: days only go on, and so do the first times at which they show.
            settled = _fixed(dt.datetime.combine(target, dt.time()), zone)
            yield from _take_settled(plan, settled, after, until)
            if settled > until:
                return
        for nominal in (_fixed(local, zone),) if fixed else _wall_clock_times(local, zone):
            at = nominal if target == day else _fixed(dt.datetime.combine(target, local.time()), zone)
            _add(plan, DueTime(at, nominal, free))
    yield from _take_settled(plan, until + MINUTE, after, until)


def next_runs(timing: Timing, now: dt.datetime, count: int = 5) -> tuple[DueTime, ...]:
    """Return the next `count` runs, fewer if the schedule ends before."""
    ahead = itertools.islice(due_times(timing, now, now + HORIZON), MAX_TIMES)
    return tuple(itertools.islice((moment for moment in ahead if not moment.holiday), count))


def explain(timing: Timing) -> str:
    """Describe a timing in English, on one line."""
    if timing.releases:
        times = [release.at.astimezone(ZoneInfo(timing.zone)) for release in timing.releases]
        words = [
            f"At {len(times)} releases from {min(times):%Y-%m-%d %H:%M} to {max(times):%Y-%m-%d %H:%M}, {timing.zone}"
        ]
    else:
        at = CronSim(timing.cron, dt.datetime(2024, 1, 1)).explain()
        if timing.working_day:
            at = _FIRST_OF.sub(lambda found: f"on {_counted(timing.working_day)} of {found[1] or found[2]}", at)
        words = [f"{at}, {timing.zone}"]
    if timing.calendar and not timing.working_day:
        move = {"skip": "not at all", "previous": "on the working day before", "next": "on the next working day"}
        words.append(f"on a free day {move[timing.calendar.policy]}")
    if timing.ahead:
        words.append(f"built {timing.ahead} minutes ahead")
    if timing.until:
        words.append(f"until {timing.until.isoformat()}")
    return "; ".join(words)


def reference(timing: Timing, moment: dt.datetime) -> Notation | None:
    """Return the period of the last release up to a moment; None without a release calendar."""
    past = [release for release in timing.releases if release.at <= moment]
    return max(past, key=lambda release: release.at).period if past else None


def local_moment(local: dt.datetime, zone: str) -> dt.datetime:
    """Return the time at which clocks of a zone first show a local time or, in a gap, the first minute after it."""
    return _fixed(local, ZoneInfo(zone))


def _releases(timing: Timing, zone: ZoneInfo, after: dt.datetime, until: dt.datetime) -> Iterator[DueTime]:
    for at in sorted({release.at for release in timing.releases}):
        if after < at <= until and not (timing.until and at.astimezone(zone).date() > timing.until):
            yield DueTime(at, at)


def _counted(working_day: int) -> str:
    if working_day > 0:
        return f"working day {working_day}"
    return "the last working day" if working_day == -1 else f"the last working day but {-working_day - 1}"


def _start(timing: Timing, after: dt.datetime) -> dt.datetime:
    """Return the local time after which every candidate for a later run lies."""
    local, calendar = after.replace(tzinfo=None) - OVERLAP, timing.calendar
    if timing.working_day:  # counted from the first of its month
        return dt.datetime.combine(local.date().replace(day=1), dt.time()) - MINUTE
    if calendar and calendar.policy == "next":
        return dt.datetime.combine(workdays.previous_workday(calendar, local.date()), dt.time()) - MINUTE
    return local


def _target(timing: Timing, day: dt.date) -> tuple[dt.date, bool]:
    """Return the day to which a calendar moves a run, and whether it is skipped there."""
    calendar = timing.calendar
    if timing.working_day:
        return workdays.workday_of_month(calendar or workdays.MONDAY_TO_FRIDAY, day, timing.working_day), False
    if calendar is None or workdays.is_workday(calendar, day):
        return day, False
    if calendar.policy == "skip":
        return day, True
    return (workdays.previous_workday if calendar.policy == "previous" else workdays.next_workday)(calendar, day), False


def _add(plan: MutableMapping[dt.datetime, DueTime], moment: DueTime) -> None:
    known = plan.get(moment.at)
    if known is None or _rank(moment) < _rank(known):
        plan[moment.at] = moment


def _rank(moment: DueTime) -> tuple[bool, dt.timedelta]:
    return moment.holiday, abs(moment.at - moment.nominal)


def _take_settled(
    plan: MutableMapping[dt.datetime, DueTime], settled: dt.datetime, after: dt.datetime, until: dt.datetime
) -> Iterator[DueTime]:
    """Remove times before `settled` from the plan; yield those in the range, in order."""
    for at in sorted(at for at in plan if at < settled):
        moment = plan.pop(at)
        if after < at <= until:
            yield moment


def _offsets(local: dt.datetime, zone: ZoneInfo) -> tuple[dt.timedelta, dt.timedelta]:
    """Return the offsets before and after a clock change at this local time; else the same twice."""
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() or dt.timedelta() for fold in (0, 1))
    return first, second


def _wall_clock_times(local: dt.datetime, zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Yield the times at which wall clocks show a local time: one, none in a gap, two in an overlap."""
    first, second = _offsets(local, zone)
    if first >= second:
        yield (local - first).replace(tzinfo=dt.UTC)
    if first > second:
        yield (local - second).replace(tzinfo=dt.UTC)


def _fixed(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the time at which clocks first show a local time or, in a gap, the first minute after it."""
    first, second = _offsets(local, zone)
    while first < second:
        local += MINUTE
        first, second = _offsets(local, zone)
    return (local - first).replace(tzinfo=dt.UTC)
