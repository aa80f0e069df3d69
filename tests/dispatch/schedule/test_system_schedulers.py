"""Files for alarm clocks: what they start is the command, whatever its folder is called."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dispatch.models import Timing
from briefing.dispatch.schedule import MINUTES, check_timing, due_times, scheduler_files
from briefing.dispatch.scheduler_install import install_schedule
from briefing.errors import UsageError
from tests import programs
from tests.dispatch.schedule.times import utc
from tests.thorough import examples

COMMAND = ("/opt/briefing/bin/briefing", "tick", "/srv/reports/belling")
ODD = "we ird ä %d 100% $HOME & ; < > `x` (y)"
NAMES = {"n": "{http://schemas.microsoft.com/windows/2004/02/mit/task}"}


def analyze() -> str:
    """→ the checker of systemd."""
    return programs.program("systemd-analyze", "systemd-analyze", "check the units")


def program(folder: Path) -> str:
    """A program that prints its arguments, in a folder with an odd name."""
    path = folder / ODD / "briefing"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def verified(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    files = scheduler_files("systemd", [command, "tick", f"{folder}/{ODD} ' \" \\"], "belling")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    runtime = folder / "runtime"
    runtime.mkdir(exist_ok=True)
    return subprocess.run(
        [analyze(), "verify", "--user", *(str(folder / name) for name in files)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_systemd_accepts_its_units_and_finds_the_program_in_an_odd_folder(tmp_path: Path) -> None:
    done = verified(tmp_path, program(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_systemd_says_so_where_the_program_is_not(tmp_path: Path) -> None:
    wrong = f"{program(tmp_path)}x"
    done = verified(tmp_path, wrong)
    assert done.returncode != 0
    assert f"Command {wrong} is not executable" in done.stderr


@pytest.mark.parametrize("minutes", MINUTES)
def test_each_alarm_clock_rings_every_few_minutes(minutes: int) -> None:
    timer = scheduler_files("systemd", COMMAND, "x", minutes)["briefing-x.timer"]
    when = re.findall(r"^OnCalendar=(.*)$", timer, re.MULTILINE)[0]
    result = subprocess.run(
        [analyze(), "calendar", "--iterations=3", "--base-time=2026-07-01 11:59:30 UTC", when],
        env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    clock = [f"12:{step:02}" for step in range(0, 60, minutes)] + [f"{hour}:00" for hour in (13, 14)]
    expected = sorted({*clock, *(f"13:{step:02}" for step in range(0, 60, minutes))})[:3]
    assert re.findall(r"2026-07-01 (\d\d:\d\d):00 UTC", result) == expected
    line = scheduler_files("cron", COMMAND, "x", minutes)["briefing-x.crontab"].splitlines()[1]
    cron = " ".join(line.split()[:5])
    check_timing(cron, "UTC")
    rings = due_times(Timing(cron=cron, zone="UTC"), utc("2026-07-01 11:59"), utc("2026-07-01 14:30"))
    assert [f"{moment.at:%H:%M}" for moment in rings][:3] == expected
    task = ElementTree.fromstring(scheduler_files("windows", (r"C:\briefing.exe",), "x", minutes)["briefing-x.xml"])
    assert task.findtext(".//{n}Repetition/{n}Interval".format(**NAMES)) == f"PT{minutes}M"


def test_the_timer_makes_up_for_an_hour_off_and_starts_with_its_user() -> None:
    files = scheduler_files("systemd", COMMAND, "belling")
    assert list(files) == ["briefing-belling.service", "briefing-belling.timer"]
    timer = files["briefing-belling.timer"].splitlines()
    assert {"OnCalendar=*:0/5", "Persistent=true", "WantedBy=timers.target"} <= set(timer)
    service = files["briefing-belling.service"].splitlines()
    assert 'ExecStart=":/opt/briefing/bin/briefing" "tick" "/srv/reports/belling"' in service
    assert "NoNewPrivileges=yes" in service


def as_cron_reads(line: str) -> str:
    """A line of a crontab → what cron hands to the shell (crontab(5): a bare % ends the command)."""
    command = line.split(None, 5)[5]
    return re.split(r"(?<!\\)%", command)[0].replace("\\%", "%")


def started_by_cron(command: list[str]) -> list[str]:
    """A command → the arguments that reach the program, by cron's reading and a real shell."""
    text = scheduler_files("cron", command, "x")["briefing-x.crontab"]
    comment, line = text.splitlines()
    assert comment.startswith("# ")
    done = subprocess.run(["sh", "-c", as_cron_reads(line)], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.splitlines()


def test_cron_starts_the_program_in_an_odd_folder(tmp_path: Path) -> None:
    arguments = ["tick", f"{tmp_path}/{ODD} ' \" 'x'"]
    assert started_by_cron([program(tmp_path), *arguments]) == arguments


def test_a_bare_percent_sign_would_end_the_command() -> None:
    assert as_cron_reads("* * * * * /x 'a%b'") == "/x 'a"


def as_windows_reads(arguments: str) -> list[str]:
    """A command line without its program → arguments, by the rules of Microsoft's C runtime."""
    found, word, quoted, place = [], "", False, 0
    begun = False
    while place < len(arguments):
        slashes = len(arguments[place:]) - len(arguments[place:].lstrip("\\"))
        place += slashes
        sign = arguments[place : place + 1]
        if sign == '"':
            word += "\\" * (slashes // 2)
            begun = True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
        else:
            word += "\\" * slashes
            begun = begun or slashes > 0
            if sign in (" ", "\t") and not quoted:
                found += [word] if begun else []
                word, begun = "", False
            elif sign:
                word, begun = word + sign, True
        place += 1
    return [*found, word] if begun else found


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.text(alphabet="ab \\\"&<>'%ä漢", max_size=8), max_size=3))
def test_a_task_for_windows_starts_what_was_given(arguments: list[str]) -> None:
    command = ["C:\\Program Files\\B & <ä>\\briefing.exe", *arguments]
    if any(part.count("%") > 1 for part in arguments):
        with pytest.raises(UsageError, match="replaces by a variable"):
            scheduler_files("windows", command, "x")
        return
    text = scheduler_files("windows", command, "x")["briefing-x.xml"]
    assert text.isascii()
    for encoding in ("ascii", "utf-8", "utf-16"):
        task = ElementTree.fromstring(text.encode(encoding))
        assert task.findtext(".//{n}Exec/{n}Command".format(**NAMES)) == command[0]
        assert as_windows_reads(task.findtext(".//{n}Exec/{n}Arguments".format(**NAMES)) or "") == arguments


def test_a_task_for_windows_makes_up_for_a_time_off() -> None:
    task = ElementTree.fromstring(
        scheduler_files("windows", (r"C:\briefing.exe", "tick", r"C:\p"), "x")["briefing-x.xml"]
    )
    setting = {element.tag.removeprefix(NAMES["n"]): element.text for element in task.iter()}
    assert setting["StartWhenAvailable"] == "true"
    assert setting["MultipleInstancesPolicy"] == "IgnoreNew"
    assert setting["DisallowStartIfOnBatteries"] == setting["StopIfGoingOnBatteries"] == "false"


@pytest.mark.parametrize(
    ("kind", "command", "what"),
    [
        ("systemd", ["briefing", "tick"], "'briefing' is not an absolute path"),
        ("cron", ["./briefing"], "not an absolute path"),
        ("windows", ["/usr/bin/briefing"], "not an absolute path"),
        ("cron", [], "not an absolute path"),
        ("systemd", ['/opt/a"b/briefing'], "quotation mark or a backslash"),
        ("systemd", ["/b", "/p\nExecStart=/evil"], "character that no line can hold"),
        ("cron", ["/b", "/p\n* * * * * /evil"], "character that no line can hold"),
        ("windows", ["C:\\b.exe", "\x00"], "character that no line can hold"),
        ("cron", ["/b", "/undecodable-\udcff"], "character that no line can hold"),
        ("cron", ["/b", "/a\\b"], "holds a backslash"),
        ("windows", ["C:\\%TEMP%\\b.exe"], "replaces by a variable"),
        ("windows", ["C:\\b.exe", "$(Arg0)"], "replaces by a variable"),
        ("cron", ["/b", "/" + "long" * 300], "reads at most 990 bytes"),
    ],
)
def test_what_cannot_stand_in_a_file_is_refused(kind: str, command: list[str], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        scheduler_files(kind, command, "x")  # type: ignore[arg-type]


def test_everything_that_is_wrong_is_reported_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        scheduler_files("cron", ["briefing"], "../x", 7)
    assert [finding.where for finding in caught.value.findings] == ["minutes", "name", "command"]
    assert all(finding.fix for finding in caught.value.findings)


def test_importing_the_schedule_loads_neither_holidays_nor_pydantic() -> None:
    code = (
        "import sys, briefing.dispatch.schedule; print({'holidays', 'pydantic', 'yaml', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_command_that_is_left_to_do_is_quoted(starter: Path, tmp_path: Path) -> None:
    folder = starter.rename(tmp_path / "monthly $HOME; report")
    done = install_schedule(folder, "cron", sys.executable, 5, tmp_path / "units; and more")
    read = subprocess.run(
        ["sh", "-c", done.next_steps[0].replace("crontab -l", "true").replace("| crontab -", "")],
        capture_output=True, text=True, check=True, env={"HOME": "elsewhere", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert read.stdout == done.files[0].read_text()
