"""Install the system scheduler's files for a project."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from pathlib import Path

from msgspec import Struct

from briefing.dispatch.schedule import SchedulerKind, scheduler_files
from briefing.dispatch.settings import read_settings
from briefing.pipeline.publish import publish


class InstalledSchedule(Struct, frozen=True):
    """Files that were written, and the commands that enable them."""

    files: tuple[Path, ...]
    next_steps: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([*(str(path) for path in self.files), *(f"next: {line}" for line in self.next_steps)])

    def as_json(self) -> dict[str, list[str]]:
        """Return the form of `--json`."""
        return {"files": [str(path) for path in self.files], "next": list(self.next_steps)}


def install_schedule(
    project: Path, kind: SchedulerKind, python: str, minutes: int, out: Path | None
) -> InstalledSchedule:
    """Write the files that call the tick of a project with this Python, to `out`.

    Without `out`, those of systemd go to the user's units, others to the project's state folder.
    """
    folder = project.resolve()
    settings = read_settings(folder)
    # two projects of one name on one machine need different file names
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:6]
    name = f"{re.sub(r'[^a-z0-9]+', '-', folder.name.lower()).strip('-') or 'project'}-{digest}"
    command = [python, "-m", "briefing.cli", "tick", str(folder), "--quiet"]
    texts = scheduler_files(kind, command, name, minutes)
    systemd_folder = Path.home() / ".config" / "systemd" / "user"
    into = out or (systemd_folder if kind == "systemd" else settings.folder)
    files = publish({file: text.encode() for file, text in texts.items()}, into)
    return InstalledSchedule(files, _next_steps(kind, name, files[0]))


def _next_steps(kind: SchedulerKind, name: str, file: Path) -> tuple[str, ...]:
    if kind == "systemd":
        timer = f"systemctl --user daemon-reload && systemctl --user enable --now briefing-{name}.timer"
        return timer, "loginctl enable-linger   # so that it runs while nobody is logged in"
    if kind == "cron":
        return (f"(crontab -l 2>/dev/null; cat {shlex.quote(str(file))}) | crontab -",)
    return (subprocess.list2cmdline(["schtasks", "/Create", "/TN", f"briefing-{name}", "/XML", str(file)]),)
