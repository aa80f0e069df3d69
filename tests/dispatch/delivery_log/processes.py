"""Several real processes that do the same to one ledger at the same moment."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.dispatch.delivery_log import deliveries, occurrences, store
from briefing.dispatch.models import Definition, Occurrence
from tests.dispatch.forked import Forked

if TYPE_CHECKING:  # the processes need nothing of it, which imports pytest
    from tests.dispatch.delivery_log.logs import Place

_NAMES = {
    "deliveries": deliveries,
    "occurrences": occurrences,
    "Definition": Definition,
    "Occurrence": Occurrence,
    "dt": dt,
    "time": time,
}


def main(folder: str, url: str, code: str) -> None:
    """Run code that calls `opened()` for the ledger and `meet()` to wait for the others."""

    def opened() -> store.DeliveryLog:
        return store.open_log(Path(folder), url)

    def meet() -> None:
        print("here", flush=True)
        sys.stdin.readline()

    exec(code, {**_NAMES, "opened": opened, "meet": meet})


def at_once(place: Place, code: str, *, count: int = 2, meets: int = 1) -> list[list[str]]:
    """Code that calls `meet()` so many times → what each process printed; none goes on from there before all came."""
    started = [Forked(main, str(place.folder), place.url, code) for _ in range(count)]
    result: list[list[str]] = [[] for _ in started]
    try:
        for _ in range(meets):
            for one, lines in zip(started, result, strict=True):
                while (text := one.stdout.readline()) != "here\n":
                    assert text, one.communicate()
                    lines.append(text)
            for one in started:
                one.stdin.write("\n")
                one.stdin.flush()
        for one, lines in zip(started, result, strict=True):
            out, err = one.communicate(timeout=120)
            assert (one.returncode, err) == (0, "")
            lines += out.splitlines()
    finally:
        for one in started:
            if one.returncode is None:
                one.kill()
                one.communicate()
    return [[row.strip() for row in lines] for lines in result]
