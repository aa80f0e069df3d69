"""When a schedule is due: its times, what is decided about them, and the alarm clocks that ask.

Nothing here asks what time it is, and nothing is kept: times come in as arguments and go out as decisions.
"""

from briefing.dispatch.schedule.checking import PRESETS, calendar_check, check
from briefing.dispatch.schedule.clocks import FAR, Tick, jumped
from briefing.dispatch.schedule.deciding import MOST, Decision, decide
from briefing.dispatch.schedule.moments import Moment, coming, explain, moments
from briefing.dispatch.schedule.units import MINUTES, Kind, units

__all__ = [
    "FAR",
    "MINUTES",
    "MOST",
    "PRESETS",
    "Decision",
    "Kind",
    "Moment",
    "Tick",
    "calendar_check",
    "check",
    "coming",
    "decide",
    "explain",
    "jumped",
    "moments",
    "units",
]
