"""Files that LibreOffice saves in another format."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.once import shared_folder
from tests.programs import office

POWERPOINT = "pptx:Impress MS PowerPoint 2007 XML"


def converted(paths: Sequence[Path], kind: str, folder: Path, purpose: str = "draw the deck") -> list[Path]:
    """Files → the same in another format, by one run of LibreOffice; a folder that is not theirs.

    All runs of a process share a profile, which takes longer to make than a small deck to draw.
    """
    program = office(purpose)
    profile = shared_folder(f"office-{os.getpid()}")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]
