"""The only module that asks the machine: for the time, for the name of this process, for a random secret."""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import socket
import sys
import time
from pathlib import Path

_RUN = secrets.token_hex(3)


def now() -> dt.datetime:
    """Return the current time in UTC."""
    return dt.datetime.now(dt.UTC)


def boot() -> tuple[float, str]:
    """Return the seconds since boot, sleep included, and the id of that boot; (-1, "") if unknown."""
    if sys.platform != "linux":
        return -1.0, ""
    try:
        which = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return time.clock_gettime(time.CLOCK_BOOTTIME), which
    except (OSError, ValueError):
        return -1.0, ""


def host() -> str:
    """Return the name of this host."""
    return socket.gethostname()


def process() -> str:
    """Return a unique name of this process, as `host:pid:1a2b3c`; two containers may share the first two parts."""
    return f"{host()}:{os.getpid()}:{_RUN}"


def is_process(who: str) -> bool:
    """Return whether a name is that of a process, not of a person."""
    return bool(re.fullmatch(r".*:\d+:[0-9a-f]{6}", who))


def is_gone(process: str) -> bool:
    """Return whether a process certainly no longer runs: it was on this host and its id is free."""
    name, number, *_ = [*process.split(":"), ""]
    if name != host() or not number.isdecimal() or sys.platform == "win32":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def new_secret() -> str:
    """Return 32 random bytes in hex."""
    return secrets.token_hex(32)
