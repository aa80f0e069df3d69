"""The only module that asks the machine: what time it is, who is asking, and for a secret that nobody can guess."""

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
    """→ this moment in UTC."""
    return dt.datetime.now(dt.UTC)


def boot() -> tuple[float, str]:
    """→ seconds since this machine was started, sleep included, and which start it was; (-1, "") where nobody tells."""
    if sys.platform != "linux":
        return -1.0, ""
    try:
        which = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return time.clock_gettime(time.CLOCK_BOOTTIME), which
    except (OSError, ValueError):
        return -1.0, ""


def host() -> str:
    """→ the name of this host."""
    return socket.gethostname()


def process() -> str:
    """→ the name of this process among all, as `host:pid:1a2b3c`; two containers may share the first two parts."""
    return f"{host()}:{os.getpid()}:{_RUN}"


def is_process(who: str) -> bool:
    """Whether this is the name of a process, and not of a person."""
    return bool(re.fullmatch(r".*:\d+:[0-9a-f]{6}", who))


def is_gone(process: str) -> bool:
    """The name of a process → whether it surely runs no more: one of this host, whose number nobody has."""
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
    """→ 32 random bytes in hex."""
    return secrets.token_hex(32)
