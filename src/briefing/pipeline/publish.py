"""Finished files → their folder: all or none, and the ledger last.

Everything is written and synced in a staging folder inside the output folder (so that a rename never crosses a file
system), every target is tried, and only then are the files renamed one by one. A failure on the way puts the former
files back. What a power cut could still mix is recognised: the ledger, renamed last, holds its siblings' hashes.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from briefing.errors import Finding, OutputError

STAGE: Final = ".briefing-"  # how the name of every staging folder begins
# A file in each staging folder that its process keeps locked; the operating system frees it, however the process ends.
_ALIVE: Final = ".alive"
_ABANDONED_SECONDS: Final = 3600  # of a staging folder that has no such file, as its process died before making it
_told: list[Callable[[Path], object]] = []


def tell(listener: Callable[[Path], object]) -> None:
    """From now on a listener is called with each staging folder of this process before it is made."""
    _told.append(listener)


def put_in_place(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """File name → bytes, in order, → the paths in `folder`; OutputError if any cannot be written, none replaced."""
    with _staging(folder) as stage:
        for name, content in files.items():
            _write(stage / name, content, folder)
        targets = tuple(folder / name for name in files)
        _try_targets(targets)
        _replace(stage, targets)
    return targets


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A new folder inside `folder`, removed at the end; `folder` itself goes too if it was made here in vain."""
    made: list[Path] = []
    try:
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        stage = _new(folder)
        _remove_abandoned(stage)
        alive = (stage / _ALIVE).open("wb")
    except OSError as error:
        _remove_empty(made)
        raise _refusal(folder, error) from error
    hold(alive)
    try:
        yield stage
    except BaseException:
        _remove(stage, alive)
        _remove_empty(made)
        raise
    _remove(stage, alive)


def _remove(stage: Path, alive: BinaryIO) -> None:
    alive.close()  # before, as Windows removes no open file
    shutil.rmtree(stage, ignore_errors=True)


def hold(file: BinaryIO) -> bool:
    """Lock an open file until it is closed; False where another process holds it.

    On Windows, where an open file cannot be removed, nothing needs to be locked.
    """
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def _remove_abandoned(own: Path) -> None:
    """Remove the staging folders beside one's own whose processes were killed."""
    now = own.stat().st_mtime  # by the clock of the disk that holds them all
    for stage in own.parent.glob(f"{STAGE}*"):
        with suppress(OSError):
            if stage.is_dir() and not stage.is_symlink() and _abandoned(stage, now):
                shutil.rmtree(stage, ignore_errors=True)


def _abandoned(stage: Path, now: float) -> bool:
    alive = stage / _ALIVE
    if not alive.exists():
        return stage.stat().st_mtime < now - _ABANDONED_SECONDS
    if sys.platform == "win32":
        alive.unlink()  # OSError where its process is alive
        return True
    with alive.open("rb") as file:
        return hold(file)


def _new(folder: Path) -> Path:
    """A folder whose name no other process can have, also on another machine."""
    stage = folder / f"{STAGE}{os.urandom(8).hex()}"
    for listener in _told:
        listener(stage)
    stage.mkdir(0o700)
    return stage


def _remove_empty(folders: list[Path]) -> None:
    for path in folders:
        with suppress(OSError):
            path.rmdir()


def _write(path: Path, content: bytes, folder: Path) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refusal(folder / path.name, error) from error


def _try_targets(targets: tuple[Path, ...]) -> None:
    """A file that another program holds open refuses to be opened for writing; nothing has been replaced yet."""
    findings: list[Finding] = []
    for target in targets:
        try:
            if target.is_symlink() or target.exists():
                with target.open("r+b"):
                    pass
        except OSError as error:
            findings.extend(_refusal(target, error).findings)
    if findings:
        raise OutputError(findings)


def _replace(stage: Path, targets: tuple[Path, ...]) -> None:
    kept = stage / "former"
    kept.mkdir()
    done: list[Path] = []
    target = stage
    try:
        for target in targets:
            _keep(target, kept / target.name)
            done.append(target)
            os.replace(stage / target.name, target)
    except BaseException as error:
        _put_back(done, kept)
        if isinstance(error, OSError):
            raise _refusal(target, error) from error
        raise
    _sync_folder(stage.parent)


def _keep(target: Path, kept: Path) -> None:
    """A second name for the former file; a copy where the file system knows no links."""
    if not target.exists():
        return
    try:
        os.link(target, kept)
    except OSError:
        shutil.copy2(target, kept)


def _put_back(done: list[Path], kept: Path) -> None:
    for target in done:
        with suppress(OSError):
            if (kept / target.name).exists():
                os.replace(kept / target.name, target)
            else:
                target.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renames last; Windows knows no such call for folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> OutputError:
    fixes = {
        errno.ENOSPC: "make room on the disk, or choose another folder with --out",
        errno.EDQUOT: "make room in your quota, or choose another folder with --out",
        errno.EACCES: "close the program that holds it open, allow writing, or choose another folder with --out",
        errno.EPERM: "close the program that holds it open, allow writing, or choose another folder with --out",
        errno.EISDIR: "a folder has the name of the file: move it, or choose another folder with --out",
        errno.ENOTDIR: "a file stands where a folder should: move it, or choose another folder with --out",
        errno.EEXIST: "a file stands where a folder should: move it, or choose another folder with --out",
    }
    reason = error.strerror or str(error)
    what = f"cannot be written: {reason[:1].lower()}{reason[1:]}; nothing was replaced"
    fix = fixes.get(error.errno or 0, "choose another folder with --out")
    return OutputError([Finding(str(path), what, fix)])
