"""Remove the staging folders of killed workers, and no others.

A worker holds a lock file in the output folder that names the staging folder it is about to create. The operating
system releases the lock when the worker ends, however it ends: what an unlocked file names belongs to nobody. Staging
folders without a lock file belong to other programs and stay.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from briefing.pipeline.publish import STAGING_PREFIX, acquire, remove_abandoned

_LOCK_PREFIX = STAGING_PREFIX + "batch-"
_STEP = 0.1  # seconds between two looks at locks


class StagingLock:
    """The lock file of one worker in its output folder."""

    def __init__(self) -> None:
        self._path = Path()
        self._file: BinaryIO | None = None

    def note(self, stage: Path) -> None:
        """Name a staging folder that is about to be created."""
        if self._file is None or self._path.parent != stage.parent or not self._path.exists():
            self.remove()
            self._path, self._file = _create_locked(stage.parent)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(stage.name.encode())
        self._file.flush()

    def remove(self) -> None:
        """Remove the lock file after the staging folder."""
        if self._file is not None:
            if sys.platform == "win32":
                self._file.close()
            with suppress(OSError):
                self._path.unlink()
            self._file.close()
            self._file = None


def _create_locked(folder: Path) -> tuple[Path, BinaryIO]:
    while True:
        handle, name = tempfile.mkstemp(prefix=_LOCK_PREFIX, dir=folder)
        file = os.fdopen(handle, "r+b")
        acquire(file)
        if Path(name).exists():  # else it was removed between the two calls
            return Path(name), file
        file.close()


def remove_stale(folder: Path, wait: float = 0.0) -> tuple[Path, ...]:
    """Remove the staging folders of dead workers from an output folder; return them.

    Wait so many seconds for locks that are still held: a worker whose own parent was killed ends a moment later.
    """
    end = time.monotonic() + wait
    removed = _remove_unlocked(folder)
    while time.monotonic() < end and any(folder.glob(_LOCK_PREFIX + "*")):
        time.sleep(_STEP)
        removed += _remove_unlocked(folder)
    return tuple(removed)


def _remove_unlocked(folder: Path) -> list[Path]:
    removed: list[Path] = []
    for lock in sorted(folder.glob(_LOCK_PREFIX + "*")):
        with suppress(OSError), lock.open("r+b") as file:
            if not acquire(file):
                continue
            stage = folder / Path(file.read().decode("utf-8", "replace")).name
            if sys.platform == "win32":
                file.close()
                lock.unlink()
            if stage.name.startswith(STAGING_PREFIX) and not stage.name.startswith(_LOCK_PREFIX) and stage.is_dir():
                remove_abandoned(stage)
                removed.append(stage)
            lock.unlink(missing_ok=True)
    return removed
