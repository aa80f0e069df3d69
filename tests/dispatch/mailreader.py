"""A second mail reader: mu, which reads messages with GMime, a parser in C that shares nothing with Python's.

It knows UTF-8 subjects and the names of RFC 2231 with their continuations; ripmime, mpack and mblaze do not know all.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from tests.programs import program


class Opened(Struct, frozen=True):
    """What a mail reader makes of a message: subject, sender, recipient, file name → bytes, the letter as text."""

    subject: str
    sender: str
    to: str
    files: Mapping[str, bytes]
    text: str


def reader() -> str:
    """→ the mail reader to open messages with."""
    return program("mu", "mu (maildir-utils)", "open the messages with it")


def opened(message: bytes, folder: Path) -> Opened:
    """A message's bytes and an empty folder → the message as the other reader sees it."""
    path, files = folder / "message.eml", folder / "files"
    path.write_bytes(message)
    files.mkdir()
    program, environment = reader(), {**os.environ, "LANG": "C.UTF-8", "HOME": str(folder)}
    extract = [program, "extract", "--save-attachments", "--uncooked", f"--target-dir={files}", str(path)]
    subprocess.run(extract, check=True, capture_output=True, env=environment, timeout=60)
    view = [program, "view", "--nocolor", str(path)]
    shown = subprocess.run(view, check=True, capture_output=True, env=environment, timeout=60).stdout.decode()
    head, _, text = shown.partition("\n\n")
    result = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    content = {file.name: file.read_bytes() for file in files.iterdir()}
    return Opened(result["Subject"], result["From"], result["To"], content, text)
