"""When a schedule is due: its times, what is decided about them, and the system schedulers that call the tick.

Nothing here reads the clock or stores anything: times come in as arguments and decisions go out.
"""

from briefing.dispatch.schedule.catch_up import MAX_DECISIONS, ScheduleDecision, decide
from briefing.dispatch.schedule.clock_check import MAX_SHIFT, ClockReading, clock_shift
from briefing.dispatch.schedule.system_schedulers import MINUTES, SchedulerKind, scheduler_files
from briefing.dispatch.schedule.timetable import DueTime, due_times, explain, local_moment, next_runs, reference
from briefing.dispatch.schedule.timing_check import PRESETS, check_calendar, check_timing

__all__ = [
    "MAX_DECISIONS",
    "MAX_SHIFT",
    "MINUTES",
    "PRESETS",
    "ClockReading",
    "DueTime",
    "ScheduleDecision",
    "SchedulerKind",
    "check_calendar",
    "check_timing",
    "clock_shift",
    "decide",
    "due_times",
    "explain",
    "local_moment",
    "next_runs",
    "reference",
    "scheduler_files",
]
