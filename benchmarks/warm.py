"""Editions in one process, each when it is asked for: warm.py ours|by_hand OUT.

A line in; its seconds, and those of a processor, out. So that two such processes take turns, and a busy machine slows
both.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from processes import PROJECT


def job(name: str, out: str) -> Callable[[], object]:
    """Whose edition, where to → what makes one."""
    if name == "ours":
        import briefing
        from briefing.reuse import from_nothing

        def build() -> object:
            with from_nothing():  # the script by hand finds nothing again either
                return briefing.build(PROJECT, out)

        return build
    import by_hand

    return lambda: by_hand.main(out)


def main() -> None:
    """Arguments, lines → seconds."""
    made = job(*sys.argv[1:])
    for _ in sys.stdin:
        begun, used = time.perf_counter(), time.process_time()
        made()
        print(time.perf_counter() - begun, time.process_time() - used, flush=True)


if __name__ == "__main__":
    main()
