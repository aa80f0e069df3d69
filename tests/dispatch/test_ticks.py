"""A tick does what is due, catches up what was missed as the schedule says, and tells the owner what failed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import time_machine

from briefing.dispatch import actions, machine, planner, ticks
from briefing.dispatch.context import DispatchContext, open_context
from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.models import Definition
from briefing.dispatch.ticks import tick
from briefing.errors import DispatchError
from tests.dispatch.projects import (
    DAILY,
    HEAD,
    all_deliveries,
    all_occurrences,
    body,
    change,
    outbox,
    project_of,
    receivers,
    sending,
    utc,
)
from tests.dispatch.servers.faulty import faulty
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

pytestmark = pytest.mark.usefixtures("no_boot_clock")


def stages(project: Path) -> list[tuple[str, str, bool]]:
    return [(f"{one.scheduled_for:%d %H:%M}", one.stage, one.late) for one in all_occurrences(project)]


def test_what_is_due_is_sent_once(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with time_machine.travel(utc("2026-03-02 06:58"), tick=False) as clock:
        assert str(tick(project)) == ""
        for minute in range(59, 75, 5):
            clock.move_to(utc("2026-03-02 06:00") + dt.timedelta(minutes=minute))
            tick(project)
    assert stages(project) == [("02 07:00", "DONE", False)]
    assert receivers(project) == ["ada@example.org"]


def test_a_new_schedule_catches_up_nothing_from_before_it_was_seen(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule='catch_up = "all"\n')
    with time_machine.travel(utc("2026-03-02 07:01"), tick=False):
        tick(project)
    assert all_occurrences(project) == ()


@pytest.mark.parametrize(
    ("policy", "expected", "sent"),
    [
        ("latest", ["SKIPPED_MISFIRE", "SKIPPED_MISFIRE", "DONE"], 1),
        ("all", ["DONE", "DONE", "DONE"], 3),
        ("skip", ["SKIPPED_MISFIRE"] * 3, 0),
    ],
)
def test_three_days_off_are_caught_up_by_policy(tmp_path: Path, policy: str, expected: list[str], sent: int) -> None:
    project = project_of(tmp_path, schedule=f'catch_up = "{policy}"\n')
    with time_machine.travel(utc("2026-03-02 12:00"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-05 12:00"))
        tick(project)
    assert stages(project) == [(f"0{day} 07:00", stage, True) for day, stage in zip((3, 4, 5), expected, strict=True)]
    assert len(receivers(project)) == sent
    assert sum("3 March" in body(message) or "5 March" in body(message) for message in outbox(project)) >= min(sent, 1)


def test_a_holiday_is_a_recorded_decision(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule='[schedules.daily.calendar]\ndays = [2026-03-03]\npolicy = "skip"\n')
    with time_machine.travel(utc("2026-03-02 12:00"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-03 07:01"))
        assert "free day: nothing runs on this day" in str(tick(project))
    assert stages(project) == [("03 07:00", "SKIPPED_HOLIDAY", False)]
    assert receivers(project) == []


def test_a_clock_set_back_repeats_nothing(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        for moment in ("07:01", "06:59", "07:00", "07:02"):
            clock.move_to(utc(f"2026-03-02 {moment}"))
            tick(project)
    assert stages(project) == [("02 07:00", "DONE", False)]
    assert len(receivers(project)) == 1


def test_a_clock_that_jumps_asks_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(tmp_path, schedule='catch_up = "all"\n')
    boots = iter([(100.0, "boot"), (400.0, "boot"), (700.0, "boot"), (1000.0, "boot")])
    monkeypatch.setattr(machine, "boot", lambda: next(boots))
    with time_machine.travel(utc("2026-03-02 12:00"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2027-03-02 12:00"))
        for _ in range(2):
            with pytest.raises(DispatchError, match=r"moved by 36[45] days"):
                tick(project)
        assert all_occurrences(project) == ()
        clock.move_to(utc("2026-03-02 12:15"))
        tick(project)
    assert all_occurrences(project) == ()


def test_a_clock_that_is_right_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(tmp_path)
    boots = iter([(100.0, "boot"), (400.0, "boot")])
    monkeypatch.setattr(machine, "boot", lambda: next(boots))
    with time_machine.travel(utc("2026-03-02 12:00"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-05 12:00"))
        tick(project, clock_is_right=True)
    assert [stage for _, stage, _ in stages(project)] == ["SKIPPED_MISFIRE", "SKIPPED_MISFIRE", "DONE"]


def test_a_clock_that_goes_back_over_a_boot_asks_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(tmp_path)
    boots = iter([(100.0, "one"), (60.0, "two"), (70.0, "two"), (90.0, "two"), (120.0, "two")])
    monkeypatch.setattr(machine, "boot", lambda: next(boots))
    with time_machine.travel(utc("2027-03-02 12:00"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-02 06:59"))
        for _ in range(2):
            with pytest.raises(DispatchError, match="was moved by -36"):
                tick(project)
        assert [str(one["Subject"]) for one in outbox(project)] == ["A clock was set"]
        tick(project, clock_is_right=True)
        clock.move_to(utc("2026-03-02 07:00"))
        tick(project)
    assert stages(project) == [("02 07:00", "DONE", False)]


def test_what_another_host_decided_under_a_wrong_clock_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(tmp_path)
    with time_machine.travel(utc("2027-03-02 12:00"), tick=False) as clock:
        with monkeypatch.context() as patched:
            patched.setattr(machine, "host", lambda: "another")
            tick(project)
        clock.move_to(utc("2026-03-02 06:59"))
        with pytest.raises(DispatchError, match="the schedule daily is decided for future days; a clock is or was"):
            tick(project)
        tick(project, clock_is_right=True)
        clock.move_to(utc("2026-03-02 07:00"))
        tick(project)
    assert receivers(project) == ["ada@example.org", "owner@example.org"]


def test_a_schedule_that_cannot_be_decided_keeps_no_other_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(tmp_path, schedule=DAILY.replace("daily", "second"))
    real = ticks._decide

    def decide(at: DispatchContext, one: Definition) -> list[int]:
        if one.name == "daily":
            raise DispatchError("a fault of this one alone")
        return real(at, one)

    monkeypatch.setattr(ticks, "_decide", decide)
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-02 07:00"))
        done = tick(project)
    assert (done.exit_code, str(done.findings[0])) == (3, "a fault of this one alone")
    assert receivers(project) == ["ada@example.org", "owner@example.org"]


def test_an_edition_that_cannot_even_be_begun_keeps_no_other_schedule_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(tmp_path, schedule=DAILY.replace("daily", "second"))
    real = planner.build_planned

    def build(context: DispatchContext, occurrence: int, step: None) -> object:
        if occurrence == 1:
            raise DispatchError("a fault of this one alone")
        return real(context, occurrence, step)

    monkeypatch.setattr(planner, "build_planned", build)
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-02 07:00"))
        assert tick(project).exit_code == 3
    assert sorted(stage for _, stage, _ in stages(project)) == ["DONE", "PLANNED"]


def test_a_schedule_that_comes_back_catches_up_nothing_from_before(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule='catch_up = "all"\n')
    table = project / "dispatch.toml"
    edition = table.read_text(encoding="utf-8")
    with time_machine.travel(utc("2026-03-02 12:00"), tick=False) as clock:
        tick(project)
        change(table, "[schedules.daily]", "[schedules.other]")
        clock.move_to(utc("2026-03-05 06:00"))
        tick(project)
        table.write_text(edition, encoding="utf-8")
        tick(project)
    assert [one.name for one in all_occurrences(project)] == []


def test_a_project_without_schedules_is_reported_so(tmp_path: Path) -> None:
    project = sending(tmp_path / "p")
    assert "nothing will ever be due" in str(tick(project).findings[0])


def test_a_folder_of_dispatch_that_cannot_be_written_is_reported_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("a file", encoding="utf-8")
    with (
        pytest.raises(DispatchError, match="the state folder cannot be written"),
        ticks._tick_lock(tmp_path / "p"),
    ):
        pass


# Two at once

HOLD = """
import sys, time
from briefing.dispatch import ticks
with ticks._tick_lock(__import__("pathlib").Path(sys.argv[1])) as taken:
    print(taken or "mine", flush=True)
    time.sleep(60)
"""


def test_a_second_tick_says_who_has_it_and_a_killed_one_is_no_obstacle(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    folder = project / "dispatch"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == "mine"
        result = tick(project)
        assert f":{holder.pid}" in str(result.findings[0])
        assert result.findings[0].severity == "warning"
        os.kill(holder.pid, signal.SIGKILL)
    assert tick(project).findings == []


def test_a_host_that_died_while_building_is_replaced_when_its_lease_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(tmp_path)
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-02 07:00"))
        with monkeypatch.context() as patched:
            patched.setattr(machine, "process", lambda: "other:1")
            with open_context(project) as at:
                from briefing.dispatch import planner

                planner.plan(at, at.definition("daily"), utc("2026-03-02 07:00"))
        assert "taken by other:1" in str(tick(project).findings[0])
        assert receivers(project) == []
        clock.move_to(utc("2026-03-02 07:31"))
        tick(project)
    assert receivers(project) == ["ada@example.org"]


def test_what_is_planned_keeps_its_definition(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="approval = true\n", mail='reply_to = "first@example.org"')
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        clock.move_to(utc("2026-03-02 07:00"))
        tick(project)
        (project / "recipients.csv").write_text(f"{HEAD}\nmallory@example.org,,,en,,,\n", encoding="utf-8")
        change(project / "dispatch.toml", "approval = true", "only_if_changed = true")
        actions.approve(project, "example-city.en", "Chief editor")
        tick(project)
    assert [one for one in receivers(project) if one != "owner@example.org"] == ["ada@example.org"]
    assert all_occurrences(project)[0].definition.approval


# Pause


def test_a_paused_schedule_decides_nothing_and_catches_up_nothing(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule='catch_up = "all"\n')
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        with open_context(project) as at, at.log.begin() as db:
            occurrences.pause(db, machine.now(), "daily", "holiday of the editors", "Operator")
        clock.move_to(utc("2026-03-04 08:00"))
        tick(project)
        with open_context(project) as at, at.log.begin() as db:
            occurrences.resume(db, machine.now(), "daily", "Operator")
        tick(project)
        assert all_occurrences(project) == ()
        clock.move_to(utc("2026-03-05 07:00"))
        tick(project)
    assert stages(project) == [("05 07:00", "DONE", False)]


def test_after_failures_in_a_row_a_schedule_pauses_and_says_so_once(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="pause_after = 2\n")
    (project / "observations.csv").unlink()
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        for day in (2, 3, 4, 5):
            clock.move_to(utc(f"2026-03-0{day} 07:00"))
            tick(project)
    assert [stage for _, stage, _ in stages(project)] == ["FAILED_BUILD", "FAILED_BUILD"]
    paused = [one for one in outbox(project) if "is paused" in str(one["Subject"])]
    assert len(paused) == 1
    assert "briefing schedule resume daily" in body(paused[0])
    assert "observations.csv" in body(paused[0])


def test_a_success_forgets_earlier_failures(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="pause_after = 2\n")
    table = project / "observations.csv"
    edition = table.read_text(encoding="utf-8")
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        tick(project)
        for day, text in ((2, ""), (3, edition), (4, ""), (5, edition)):
            table.write_text(text, encoding="utf-8")
            clock.move_to(utc(f"2026-03-0{day} 07:00"))
            tick(project)
    assert [stage for _, stage, _ in stages(project)] == ["FAILED_BUILD", "DONE", "FAILED_BUILD", "DONE"]


def test_a_schedule_ends_with_its_last_day(tmp_path: Path) -> None:
    project = project_of(tmp_path, schedule="until = 2026-03-02\n")
    with time_machine.travel(utc("2026-03-02 06:59"), tick=False) as clock:
        for moment in ("2026-03-02 06:59", "2026-03-02 07:00", "2026-03-03 07:00"):
            clock.move_to(utc(moment))
            tick(project)
    assert len(receivers(project)) == 1


@ONLY_IN_A_THOROUGH_RUN  # two senders share their work in test_crash.py
def test_two_ticks_at_once_send_each_delivery_once(tmp_path: Path) -> None:
    rows = HEAD + "".join(f"\nr{number:03d}@example.org,,,en,,," for number in range(60)) + "\n"
    with faulty() as server:
        project = sending(tmp_path / "p", recipients=rows, rest=DAILY, smtp=server.smtp())
        run = "import sys; from briefing.cli import main; sys.exit(main(sys.argv[1:]))"
        when = ["--scheduled-for", "2026-03-02T07:00+00:00"]
        command = [sys.executable, "-c", run, "run", str(project), "daily", *when]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        result = [process.communicate(timeout=120) for process in both]
        end = time.monotonic() + 60
        while {one.state for one in all_deliveries(project)} != {"ACCEPTED"} and time.monotonic() < end:
            subprocess.run(command, check=False, capture_output=True)
        got = sorted(one.recipients[0] for one in server.accepted)
    assert got == [f"r{number:03d}@example.org" for number in range(60)], result
