"""Files that LibreOffice saves in another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.once import shared_folder
from tests.programs import office

POWERPOINT = "pptx:Impress MS PowerPoint 2007 XML"


@contextmanager
def profiled(profile: Path) -> Iterator[Path]:
    """A folder for a profile of LibreOffice, which is a copy of that of the first run of all tests, unless it is there:
    to make one takes longer than to draw a small deck."""
    first = shared_folder("office") / "first"
    if first.exists() and not profile.exists():
        shutil.copytree(first, profile)
    yield profile
    if not first.exists():
        made = Path(shutil.copytree(profile, first.with_name(f"first-{os.getpid()}"), dirs_exist_ok=True))
        with suppress(OSError):  # another process was faster
            made.rename(first)


def converted(paths: Sequence[Path], kind: str, folder: Path, purpose: str = "draw the deck") -> list[Path]:
    """Files → the same in another format, by one run of LibreOffice; a folder that is not theirs.

    All runs of a process share a profile.
    """
    program = office(purpose)
    with profiled(shared_folder("office") / str(os.getpid())) as profile:
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(folder), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]
