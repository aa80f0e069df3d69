"""What a project's own code may not do while it draws: write, read what no ledger knows, start programs, use networks.

It is no sandbox. Code that means harm finds a way round it; what an author does without thinking is found, and named.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Files of the machine that libraries read.
_MACHINE: Final = (
    "/etc", "/usr/share", "/usr/lib", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys",
    "/dev/null", "/dev/random", "/dev/urandom",  # and not /dev/shm, in which are files of users
)  # fmt: skip
_CHANGES: Final = {
    "os.remove": "removes a file",
    "os.rename": "renames a file",
    "os.mkdir": "makes a folder",
    "os.rmdir": "removes a folder",
    "os.link": "makes a link",
    "os.symlink": "makes a link",
    "os.truncate": "cuts a file",
    "os.chmod": "changes a file",
    "os.chown": "changes a file",
    "os.utime": "changes a file",
    "os.setxattr": "changes a file",
    "sqlite3.connect": "opens a database",
    "subprocess.Popen": "starts a program",
    "os.system": "starts a program",
    "os.exec": "starts a program",
    "os.posix_spawn": "starts a program",
    "os.spawn": "starts a program",
    "os.startfile": "starts a program",
    "_winapi.CreateProcess": "starts a program",
    "os.fork": "starts a process",
    "os.forkpty": "starts a process",
    "os.kill": "ends a process",
    "os.killpg": "ends a process",
}
_OUTSIDE: Final = ("socket.", "ftplib.", "smtplib.", "urllib.", "http.")
_WRITE_FIX: Final = "return the figure alone: deck, brief and letter are written by the build"
_READ_FIX: Final = "take the figures from `series` and `texts`, which have a source, or write other data into the code"


class ForbiddenAct(BaseException):
    """Something that code of a figure may not do; no `except Exception` catches it."""


class Guard:
    """An audit hook that refuses what a figure does not need; the first such act stays noted, whoever catches it."""

    def __init__(self) -> None:
        self.act = self.fix = ""
        self.watching = False
        roots = (*sys.path, sys.prefix, sys.base_prefix, os.path.dirname(os.__file__))
        self._read = tuple(dict.fromkeys(os.path.realpath(path) for path in (*roots, *_MACHINE) if path))
        sys.addaudithook(self)
        with suppress(ImportError):  # as on Windows
            import _posixsubprocess

            _posixsubprocess.fork_exec = self._fork_exec  # which has no event, and starts the workers of a pool

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse an event of the interpreter."""
        if not self.watching:
            return
        if event == "open":
            self._open(*arguments)
        elif event in _CHANGES:
            named = f" ({arguments[0]!r})" if arguments and isinstance(arguments[0], str) else ""
            self._refuse(f"{_CHANGES[event]}{named}", _WRITE_FIX)
        elif event.startswith(_OUTSIDE):
            self._refuse("reaches out to a network", _READ_FIX)

    def _open(self, path: object, mode: object, flags: object) -> None:
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if writes or (isinstance(flags, int) and flags & _WRITES):
            self._refuse(f"writes a file ({_shown(path)})", _WRITE_FIX)
        if isinstance(path, str | bytes | os.PathLike):
            real = os.path.realpath(os.fsdecode(path))
            if not any(real == root or real.startswith(root + os.sep) for root in self._read):
                self._refuse(f"reads a file ({_shown(path)})", _READ_FIX)

    def _fork_exec(self, *_: object) -> NoReturn:
        self._refuse("starts a process", _WRITE_FIX)

    def _refuse(self, act: str, fix: str) -> NoReturn:
        if not self.act:
            self.act, self.fix = act, fix
        raise ForbiddenAct(act)


def _shown(path: object) -> str:
    return Path(os.fsdecode(path)).name if isinstance(path, str | bytes | os.PathLike) else str(path)


def write_nothing() -> None:
    """Let no file of this process grow, whichever library writes it, where the system can do so."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # which Windows has not

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
