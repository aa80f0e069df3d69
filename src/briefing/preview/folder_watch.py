"""Waits for changes below folders; a burst of them is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Final

from watchfiles import Change, watch

# Milliseconds: what follows a change within a step belongs to it, and after the longest burst it is told.
_STEP: Final = 20
_BURST: Final = 250
_AGAIN: Final = 0.5  # seconds until a folder that is gone is looked for again
_OURS: Final = frozenset({"output", "__pycache__", "node_modules"})


def watch_folders(
    folders: Callable[[], Sequence[Path]],
    changed: Callable[[], None],
    stop: Event,
    unwatched: Callable[[str], None] = lambda _: None,
) -> None:
    """Call `changed` after each burst of changes until `stop` is set; a folder may vanish and come back.

    Where the system cannot watch folders that are there, as it has no watches left, they are polled from then on, and
    `unwatched` gets the reason, once.
    """
    polled = False
    while not stop.is_set():
        watched = [folder for folder in folders() if folder.is_dir()]
        reason = ""
        try:
            for changes in watch(
                *watched,
                watch_filter=_matters,
                debounce=_BURST,
                step=_STEP,
                stop_event=stop,
                rust_timeout=1000,
                yield_on_timeout=True,
                force_polling=polled or None,
                poll_delay_ms=_BURST,
                raise_interrupt=False,
            ):
                if changes:
                    changed()
                if [folder for folder in folders() if folder.is_dir()] != watched:
                    break
        except (OSError, RuntimeError) as error:
            reason = str(error)
        if stop.wait(_AGAIN if reason or not watched else 0.0):
            return
        if reason and all(folder.is_dir() for folder in watched):  # none went away between the look and the watch
            if polled:
                continue
            polled = True
            unwatched(reason)
        changed()


def _matters(change: Change, path: str) -> bool:
    """Return whether a change may be of the project: hidden files and what is built are not."""
    del change
    parts = Path(path).parts
    return not any(part.startswith(".") or part in _OURS for part in parts[-3:]) and not path.endswith(("~", ".swp"))
