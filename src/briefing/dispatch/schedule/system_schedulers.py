"""Files that make systemd, cron or the Windows Task Scheduler run a command every few minutes.

They only start the tick, which decides itself what is due, so that it is the same under each of them.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Literal
from xml.etree import ElementTree

from briefing.errors import Finding, UsageError

SchedulerKind = Literal["systemd", "cron", "windows"]
# Parts into which an hour can be divided, so that the last is as long as the others.
MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60)
# Cron reads no longer command: MAX_COMMAND of Vixie's and Debian's cron.
MAX_COMMAND = 990
TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_SERVICE = """\
[Unit]
Description=briefing {name}: builds and sends what is due

[Service]
Type=oneshot
ExecStart={command}
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
"""
_TIMER = """\
[Unit]
Description=briefing {name}: looks every {minutes} min for what is due

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""


# What a file of each kind cannot contain, and why.
_REFUSED: Mapping[SchedulerKind, tuple[str, str]] = {
    "systemd": (r"(?!)", ""),
    "cron": (r"\\", "holds a backslash, which one cron reads otherwise than another"),
    "windows": (r"%[^%]*%|\$\(Arg", "holds what the Task Scheduler replaces by a variable"),
}
_NO_TEXT = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"


def scheduler_files(kind: SchedulerKind, command: Sequence[str], name: str, minutes: int = 5) -> Mapping[str, str]:
    """Return the files, by name, that run a command every few minutes; it begins with an absolute path.

    `name` distinguishes several of them: lower-case ASCII letters, digits and hyphens. Raise UsageError with everything
    that such a file cannot hold. Texts are UTF-8; that for Windows is ASCII, which any encoding leaves as it is.
    """
    found = list(_findings(kind, command, name, minutes))
    if found:
        raise UsageError(found)
    return {"systemd": _systemd, "cron": _cron, "windows": _windows}[kind](command, name, minutes)


def _findings(kind: SchedulerKind, command: Sequence[str], name: str, minutes: int) -> Iterator[Finding]:
    if minutes not in MINUTES:
        known = ", ".join(map(str, MINUTES))
        yield Finding("minutes", f"an hour does not divide into parts of {minutes} min", f"write one of {known}")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", name):
        yield Finding("name", f"{name[:60]!r} is not a valid name", "use a to z, 0 to 9 and hyphens, at most 80")
    path: PurePath = (PureWindowsPath if kind == "windows" else PurePosixPath)(command[0] if command else "")
    if not path.is_absolute():
        example = r"C:\briefing\briefing.exe" if kind == "windows" else "/opt/briefing/briefing"
        fix = f"write the whole path of the program, as {example}"
        yield Finding("command", f"{str(path)[:200]!r} is not an absolute path", fix)
    if kind == "systemd" and re.search(r"[\"'\\]", str(path)):
        yield Finding(
            "command",
            f"{str(path)[:200]!r} holds a quotation mark or a backslash",
            "install briefing in a folder without them",
        )
    pattern, what = _REFUSED[kind]
    for part in command:
        if re.search(_NO_TEXT, part):
            yield Finding(
                "command", f"{part[:200]!r} holds a character that no line can hold", "rename it without that character"
            )
        elif re.search(pattern, part):
            yield Finding("command", f"{part[:200]!r} {what}", "rename it without that")
    if kind == "cron" and len(_crontab(command).encode("utf-8", "replace")) > MAX_COMMAND:
        yield Finding(
            "command",
            f"cron reads at most {MAX_COMMAND} bytes of a command",
            "move the project into a folder with a shorter path",
        )


def _systemd(command: Sequence[str], name: str, minutes: int) -> Mapping[str, str]:
    """systemd.service(5), "Command lines": the colon keeps `$` as it is; systemd.unit(5): `%%` is a percent sign."""
    words = [f":{command[0]}", *command[1:]]
    line = " ".join('"{}"'.format(re.sub(r'(["\\])', r"\\\1", word).replace("%", "%%")) for word in words)
    calendar = "*:00" if minutes == 60 else f"*:0/{minutes}"
    return {
        f"briefing-{name}.service": _SERVICE.format(name=name, command=line),
        f"briefing-{name}.timer": _TIMER.format(name=name, minutes=minutes, calendar=calendar),
    }


def _crontab(command: Sequence[str]) -> str:
    """crontab(5): a bare `%` would end the command; the shell reads the rest."""
    return shlex.join(command).replace("%", "\\%")


def _cron(command: Sequence[str], name: str, minutes: int) -> Mapping[str, str]:
    field = {1: "*", 60: "0"}.get(minutes, f"*/{minutes}")
    comment = f"# briefing {name}: looks every {minutes} min for what is due"
    return {f"briefing-{name}.crontab": f"{comment}\n{field} * * * * {_crontab(command)}\n"}


def _windows(command: Sequence[str], name: str, minutes: int) -> Mapping[str, str]:
    """A task of schema 1.2 ([MS-TSCH] 2.5), which runs while its owner is logged on."""
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": TASKS})
    for path, text in (
        ("RegistrationInfo/Description", f"briefing {name}: looks every {minutes} min for what is due"),
        ("Triggers/TimeTrigger/Repetition/Interval", f"PT{minutes}M"),
        ("Triggers/TimeTrigger/Repetition/StopAtDurationEnd", "false"),
        ("Triggers/TimeTrigger/StartBoundary", "2026-01-01T00:00:00"),
        ("Triggers/TimeTrigger/Enabled", "true"),
        ("Principals/Principal/LogonType", "InteractiveToken"),
        ("Principals/Principal/RunLevel", "LeastPrivilege"),
        ("Settings/MultipleInstancesPolicy", "IgnoreNew"),
        ("Settings/DisallowStartIfOnBatteries", "false"),
        ("Settings/StopIfGoingOnBatteries", "false"),
        ("Settings/StartWhenAvailable", "true"),
        ("Actions/Exec/Command", command[0]),
        ("Actions/Exec/Arguments", subprocess.list2cmdline(command[1:])),
    ):
        element = task
        for tag in path.split("/"):
            inner = element.find(tag)
            element = ElementTree.SubElement(element, tag) if inner is None else inner
        element.text = text
    for element in task.iter("Principal"):
        element.set("id", "Author")
    for element in task.iter("Actions"):
        element.set("Context", "Author")
    ElementTree.indent(task)
    # No encoding is declared: what is not ASCII is written as a character reference.
    text = ElementTree.tostring(task, encoding="us-ascii", xml_declaration=False).decode("ascii")
    return {f"briefing-{name}.xml": f'<?xml version="1.0"?>\n{text}\n'}
