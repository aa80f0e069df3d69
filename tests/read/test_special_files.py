"""Files that never end, keys that take gigabytes and pictures that would: each is refused at once, with its place."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

import briefing
from briefing.errors import InputError, LayoutError
from briefing.read.tomlfile import read_toml

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def test_a_pipe_in_a_tables_place_is_refused(starter: Path) -> None:
    (starter / "targets.csv").unlink()
    os.mkfifo(starter / "targets.csv")
    (finding,) = briefing.check(starter)
    assert finding.what == "this is a pipe or a device, not a file"
    assert finding.where.endswith("targets.csv")


@pytest.mark.parametrize("name", ["targets.csv", "story.en.yaml"])
def test_a_file_that_becomes_a_pipe_after_a_build_does_not_stop_the_next(
    starter: Path, kept: Path, tmp_path: Path, name: str
) -> None:
    briefing.build(starter, tmp_path / "out", only=["letter"])
    (starter / name).unlink()
    os.mkfifo(starter / name)
    called = subprocess.run(
        [sys.executable, "-m", "briefing", "build", starter, "--out", tmp_path / "out", "--only", "letter"],
        env={**os.environ, "BRIEFING_CACHE": str(kept)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert called.returncode == 1
    assert name in called.stderr


def test_a_key_of_thousands_of_parts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text('title = "a"\n' + ".".join("a" * 20_000) + " = 1\n")
    with pytest.raises(InputError, match="line 2: a key has more than 32 parts"):
        read_toml(path)


def test_a_long_key_is_cut_short_in_messages(starter: Path) -> None:
    path = starter / "briefing.toml"
    path.write_text(path.read_text() + "a" * 40_000 + " = 1\n")
    assert all(len(finding.where) < 400 for finding in briefing.check(starter))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_a_logo_of_billions_of_pixels_is_refused(starter: Path, tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(1000))) + _chunk(b"IEND", b"")
    (starter / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    path = starter / "briefing.toml"
    path.write_text(path.read_text().replace("[imprint]", '[imprint]\nlogo = "logo.png"'))
    with pytest.raises(LayoutError, match=r"logo\.png cannot be read as a picture"):
        briefing.build(starter, tmp_path / "out", only=["deck"])
