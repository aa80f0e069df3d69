"""A project → the alarm clock of an operating system that ticks for it, and what is left to do by hand."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from pathlib import Path

from msgspec import Struct

from briefing.dispatch.schedule import Kind, units
from briefing.staging import put_in_place


class Installed(Struct, frozen=True):
    """Files that were written, and the commands that switch them on."""

    files: tuple[Path, ...]
    todo: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([*(str(path) for path in self.files), *(f"next: {line}" for line in self.todo)])

    def as_json(self) -> dict[str, list[str]]:
        """The form of `--json`."""
        return {"files": [str(path) for path in self.files], "next": list(self.todo)}


def installed(project: Path, kind: Kind, python: str, minutes: int, out: Path | None) -> Installed:
    """A project's folder and the Python that runs its ticks → the files of its alarm clock, in `out`.

    Without `out` those of systemd go where it looks for a user's units, others into the project's state folder.
    """
    from briefing.dispatch import settings

    folder = project.resolve()
    told = settings.read(folder)
    # two projects of one name on one machine are two alarm clocks
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:6]
    name = f"{re.sub(r'[^a-z0-9]+', '-', folder.name.lower()).strip('-') or 'project'}-{digest}"
    command = [python, "-m", "briefing.cli", "tick", str(folder), "--quiet"]
    texts = units(kind, command, name, minutes)
    home = Path.home() / ".config" / "systemd" / "user"
    into = out or (home if kind == "systemd" else told.folder)
    files = put_in_place({file: text.encode() for file, text in texts.items()}, into)
    return Installed(files, _todo(kind, name, files[0]))


def _todo(kind: Kind, name: str, file: Path) -> tuple[str, ...]:
    if kind == "systemd":
        timer = f"systemctl --user daemon-reload && systemctl --user enable --now briefing-{name}.timer"
        return timer, "loginctl enable-linger   # so that it rings while nobody is logged in"
    if kind == "cron":
        return (f"(crontab -l 2>/dev/null; cat {shlex.quote(str(file))}) | crontab -",)
    return (subprocess.list2cmdline(["schtasks", "/Create", "/TN", f"briefing-{name}", "/XML", str(file)]),)
