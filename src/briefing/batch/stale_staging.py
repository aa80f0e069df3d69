"""Staging folders that a worker leaves behind when it is killed → removed, those of dead workers alone.

A worker keeps a mark in the output folder that names the staging folder it is about to make. The operating system
keeps the mark locked for as long as the worker lives, and no longer, however it ends: what an unlocked mark names
belongs to nobody. Staging folders without a mark are of other programs and stay.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from briefing.staging import STAGE, hold

_LOCK_PREFIX = STAGE + "batch-"


class StagingLock:
    """The mark of one worker in the folder that it writes to."""

    def __init__(self) -> None:
        self._path = Path()
        self._file: BinaryIO | None = None

    def note(self, stage: Path) -> None:
        """Name a staging folder that is about to be made."""
        if self._file is None or self._path.parent != stage.parent or not self._path.exists():
            self.remove()
            self._path, self._file = _create_locked(stage.parent)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(stage.name.encode())
        self._file.flush()

    def remove(self) -> None:
        """Leave no mark, as its staging folder is gone."""
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
        hold(file)
        if Path(name).exists():  # else it was swept away between the two calls
            return Path(name), file
        file.close()


def remove_stale(folder: Path) -> tuple[Path, ...]:
    """An output folder → the staging folders of dead workers that were removed from it."""
    removed: list[Path] = []
    for lock in sorted(folder.glob(_LOCK_PREFIX + "*")):
        with suppress(OSError), lock.open("r+b") as file:
            if not hold(file):
                continue
            stage = folder / Path(file.read().decode("utf-8", "replace")).name
            if sys.platform == "win32":
                file.close()
                lock.unlink()
            if stage.name.startswith(STAGE) and not stage.name.startswith(_LOCK_PREFIX) and stage.is_dir():
                shutil.rmtree(stage, ignore_errors=True)
                removed.append(stage)
            lock.unlink(missing_ok=True)
    return tuple(removed)
