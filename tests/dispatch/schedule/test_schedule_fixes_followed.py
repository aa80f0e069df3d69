"""What a message about a file for a scheduler, or about days without work, proposes works when it is followed."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import Struct

from briefing.dispatch.models import Calendar, Timing
from briefing.dispatch.schedule import SchedulerKind, next_runs, scheduler_files
from briefing.dispatch.schedule.timing_check import check_calendar
from briefing.errors import Finding, InputError, UsageError
from tests.following import followed

NO_LINE = "rename it without that character"


class Asked(Struct, frozen=True):
    """What a scheduler's file is made of: its kind, the program, its argument, a name and an interval."""

    kind: SchedulerKind
    program: str = "/opt/briefing/briefing"
    argument: str = "/srv/project"
    name: str = "project"
    minutes: int = 5


CASES: dict[str, tuple[Asked, str, str, str, tuple[str, ...]]] = {
    "minutes": (Asked("cron", minutes=7), "minutes", "does not divide", "write one of <>, <>, <>, …", ("<0>", "<2>")),
    "name": (
        Asked("cron", name="A b"), "name", "not a valid name", "use <> to <>, <> to <> and hyphens, at most <>",
        ("<0>-<1>-<2>-<3>",),
    ),
    "relative": (
        Asked("cron", program="briefing"), "program", "not an absolute path",
        "write the whole path of the program, as <>", ("<0>",),
    ),
    "relative on Windows": (
        Asked("windows", program="briefing"), "program", "not an absolute path",
        "write the whole path of the program, as <>", ("<0>",),
    ),
    "quotation mark": (
        Asked("systemd", program='/opt/a"b/briefing'), "program", "a quotation mark or a backslash",
        "install briefing in a folder without them", ("/opt/ab/briefing",),
    ),
    "line break": (Asked("systemd", argument="/srv/a\nb"), "argument", "no line can hold", NO_LINE, ("/srv/ab",)),
    "backslash": (
        Asked("cron", argument="/srv/a\\b"), "argument", "a backslash", "rename it without that", ("/srv/ab",)
    ),
    "variable of Windows": (
        Asked("windows", program="C:\\briefing.exe", argument="C:\\%TEMP%\\b"), "argument", "replaces by a variable",
        "rename it without that", ("C:\\TEMP\\b",),
    ),
    "long": (
        Asked("cron", argument="/srv/" + "long" * 300), "argument", "at most 990 bytes",
        "move the project into a folder with a shorter path", ("/srv/short",),
    ),
}  # fmt: skip


def refused(asked: Asked) -> tuple[Finding, ...]:
    try:
        scheduler_files(asked.kind, (asked.program, asked.argument), asked.name, asked.minutes)
    except UsageError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("case", CASES)
def test_what_a_message_proposes_for_a_scheduler_gives_its_files(case: str) -> None:
    asked, field, what, fix, ways = CASES[case]
    (finding,) = refused(asked)
    assert what in finding.what
    values = {name: getattr(asked, name) for name in asked.__struct_fields__}
    for way in followed(fix, finding.fix, ways):
        mended = Asked(**{**values, field: int(way) if field == "minutes" else way})
        assert refused(mended) == (), way


def test_a_year_without_a_working_day_ends_when_some_days_are_left_out() -> None:
    first = dt.date(2026, 1, 1)
    days = tuple(first + dt.timedelta(days=day) for day in range(800))
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    timing = Timing(cron="0 7 * * *", zone="UTC", calendar=Calendar(days=days))
    with pytest.raises(InputError) as caught:
        next_runs(timing, now)
    (finding,) = caught.value.findings
    followed("leave some of its days out", finding.fix, ())
    assert next_runs(Timing(cron="0 7 * * *", zone="UTC", calendar=Calendar(days=days[:300])), now)


def test_a_number_of_the_weekend_is_one_of_those_of_the_message() -> None:
    with pytest.raises(InputError) as caught:
        check_calendar(Calendar(weekend=(7,)))
    (finding,) = caught.value.findings
    for day in followed("<> is Monday, <> is Sunday", finding.fix, ("<0>", "<1>")):
        check_calendar(Calendar(weekend=(int(day),)))
