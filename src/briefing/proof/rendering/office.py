"""The PDF of a deck, made by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

SECONDS = 120
# Hidden slides are drawn too, so that pages can be counted against slides.
_FILTER = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
# A deck may come from anywhere: it runs no macro and fetches no picture.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"\
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"\
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def office() -> str:
    """Return the program of LibreOffice on the path, "" if there is none."""
    return shutil.which("soffice") or ""


def as_pdf(data: bytes, program: str, folder: Path) -> bytes:
    """Convert a deck to PDF in an empty folder. Raises ValueError with the reason if that fails."""
    profile, deck = folder / "profile", folder / "deck.pptx"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    deck.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _FILTER, "--outdir", str(folder), str(deck)]
    try:
        _run(command)
    except (OSError, subprocess.SubprocessError) as error:
        late = isinstance(error, subprocess.TimeoutExpired)
        raise ValueError(f"no answer in {SECONDS} seconds" if late else "the program does not start") from error
    pdf = deck.with_suffix(".pdf")
    if not pdf.is_file():
        raise ValueError("it made no PDF of this file")
    return pdf.read_bytes()


def _run(command: list[str]) -> None:
    """Run to the end, or end it with all that it started: `soffice` is a script around the program that draws."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as running:  # noqa: S603
        try:
            running.wait(SECONDS)
        except BaseException:
            if hasattr(os, "killpg"):
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
            raise
