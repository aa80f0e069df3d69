"""Several real processes that do the same to one ledger at the same moment."""

from __future__ import annotations

import subprocess
import sys

from tests.dispatch.delivery_log.logs import Place

_BEGIN = """
import datetime as dt, sys, time
from pathlib import Path
from briefing.dispatch.delivery_log import deliveries, occurrences, store
from briefing.dispatch.models import Definition, Occurrence

def opened():
    return store.open_log(Path(sys.argv[1]), sys.argv[2])

def meet():
    print("here", flush=True)
    sys.stdin.readline()
"""


def at_once(place: Place, code: str, *, count: int = 2, meets: int = 1) -> list[list[str]]:
    """Code that calls `meet()` so many times → what each process printed; none goes on from there before all came."""
    line = [sys.executable, "-c", _BEGIN + code, str(place.folder), place.url]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(count)]
    result: list[list[str]] = [[] for _ in started]
    try:
        for _ in range(meets):
            for one, lines in zip(started, result, strict=True):
                assert one.stdout is not None
                while (text := one.stdout.readline()) != "here\n":
                    assert text, one.communicate()
                    lines.append(text)
            for one in started:
                assert one.stdin is not None
                one.stdin.write("\n")
                one.stdin.flush()
        for one, lines in zip(started, result, strict=True):
            out, err = one.communicate(timeout=120)
            assert (one.returncode, err) == (0, "")
            lines += out.splitlines()
    finally:
        for one in started:
            if one.poll() is None:
                one.kill()
                one.communicate()
    return [[row.strip() for row in lines] for lines in result]
