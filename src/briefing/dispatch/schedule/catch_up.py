"""Decide about times that have come: run, run late, or skip with a reason."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Literal

from msgspec import Struct

from briefing.dispatch.models import Timing
from briefing.dispatch.schedule.timetable import DueTime, due_times

# Of more moments at once only the newest are decided one by one.
MAX_DECISIONS = 1_000


class ScheduleDecision(Struct, frozen=True):
    """The decision about a due time; `late` if it is past by more than the grace.

    A `count` above one summarizes older times, from `since` to `at`, the newest of them.
    """

    at: dt.datetime
    stage: Literal["PLANNED", "SKIPPED_HOLIDAY", "SKIPPED_MISFIRE"]
    late: bool = False
    count: int = 1
    since: dt.datetime | None = None


def decide(timing: Timing, after: dt.datetime, now: dt.datetime) -> tuple[ScheduleDecision, ...]:
    """Return a decision for each due time with after < at <= now, in order; each becomes an occurrence.

    Of a timing that builds its editions `ahead` of their time, both ends lie so many minutes later.
    A time at most `grace` minutes past runs. Later ones were missed: with `all` each runs late, with `latest` the
    newest runs unless a newer time does, with `skip` none. A holiday is skipped in any case. Times beyond the newest
    MAX_DECISIONS become one decision, SKIPPED_MISFIRE, with their number.
    """
    recent: deque[DueTime] = deque()
    summed, since, newest = 0, None, None
    ahead = dt.timedelta(minutes=timing.ahead)
    for moment in due_times(timing, after + ahead, now + ahead):
        recent.append(moment)
        if len(recent) > MAX_DECISIONS:
            newest = recent.popleft()
            since = since or newest.at
            summed += 1
    head = (ScheduleDecision(newest.at, "SKIPPED_MISFIRE", True, summed, since),) if newest else ()
    last = next((moment.at for moment in reversed(recent) if not moment.holiday), None)
    return (*head, *(_decision(moment, timing, now, moment.at == last) for moment in recent))


def _decision(moment: DueTime, timing: Timing, now: dt.datetime, newest: bool) -> ScheduleDecision:
    late = now - moment.at > dt.timedelta(minutes=timing.grace)
    missed = late and not (timing.catch_up == "all" or (timing.catch_up == "latest" and newest))
    stage: Literal["PLANNED", "SKIPPED_HOLIDAY", "SKIPPED_MISFIRE"] = "SKIPPED_MISFIRE" if missed else "PLANNED"
    return ScheduleDecision(moment.at, "SKIPPED_HOLIDAY" if moment.holiday else stage, late)
