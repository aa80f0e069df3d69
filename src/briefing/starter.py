"""A small project that builds at once, to be edited."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefing.assets import asset
from briefing.errors import OutputError, UsageError


def start(folder: Path) -> tuple[Path, ...]:
    """Copy the starter project into a new or empty folder and return its files; else UsageError."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("it is a file", str(folder), "name a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("the folder is not empty", str(folder), "name a new folder")
    template = asset("project")
    names = sorted(path.relative_to(template) for path in template.rglob("*") if path.is_file())
    try:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(template / name, folder / name)
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(what, str(folder), "name a folder where you may write") from error
    return tuple(folder / name for name in names)
