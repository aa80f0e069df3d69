"""Files are put in place all or none, the ledger last; every failure leaves what stood there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import OutputError
from briefing.pipeline import publish as publishing
from briefing.pipeline.publish import STAGING_PREFIX, acquire, publish

OLD = {"a.pptx": b"old deck", "a.pdf": b"old brief", "a.ledger.json": b"old ledger"}
NEW = {"a.pptx": b"new deck", "a.pdf": b"new brief", "a.ledger.json": b"new ledger"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a former edition."""
    folder = tmp_path / "output"
    publish(OLD, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_put_in_place_and_no_staging_folder_is_left(out: Path) -> None:
    assert publish(NEW, out) == tuple(out / name for name in NEW)
    assert content(out) == NEW


def test_files_of_others_stay(out: Path) -> None:
    (out / "mine.txt").write_bytes(b"mine")
    publish(NEW, out)
    assert content(out) == {**NEW, "mine.txt": b"mine"}


def test_a_listener_is_told_of_a_staging_folder_before_it_is_made(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[Path, bool]] = []
    monkeypatch.setattr(publishing, "_listeners", [])
    publishing.add_listener(lambda stage: heard.append((stage, stage.exists())))
    publish(NEW, out)
    publish(NEW, out)
    (first, there), (second, _) = heard
    assert (first.parent, there) == (out, False)
    assert first.name.startswith(publishing.STAGING_PREFIX)
    assert first != second


def test_the_ledger_is_renamed_last(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    rename = os.replace

    def note(source: Path, target: Path) -> None:
        order.append(target.name)
        rename(source, target)

    monkeypatch.setattr(os, "replace", note)
    publish(NEW, out)
    assert order == list(NEW)


@pytest.mark.parametrize("failing", list(NEW))
@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
def test_a_failure_between_two_renames_brings_the_old_files_back(
    out: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    rename = os.replace

    def fail(source: Path, target: Path) -> None:
        if target.name == failing and "former" not in source.parts:
            raise error
        rename(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
        publish(NEW, out)
    assert content(out) == OLD


def test_where_nothing_stood_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError):
        publish(NEW, tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_links_gets_copies(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publish(NEW, out)
    assert content(out) == NEW


def test_a_full_disk_replaces_nothing_and_says_so(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        publish(NEW, out)
    assert content(out) == OLD
    (finding,) = caught.value.findings
    assert finding.where == str(out / "a.pptx")
    assert finding.what == "cannot be written: no space left on device; nothing was replaced"
    assert "make room" in finding.fix


def test_a_disk_that_is_full_when_files_are_renamed_replaces_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir

    def full(self: Path, *args: Any, **kwargs: Any) -> None:
        if self.name == "former":
            raise OSError(errno.ENOSPC, "No space left on device")
        mkdir(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(OutputError, match="no space left on device; nothing was replaced"):
        publish(NEW, out)
    assert content(out) == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is held there")
def test_a_lock_has_its_name_only_when_it_is_held(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def hold(file: Any) -> bool:
        names.append(Path(file.name).name)
        assert not [stage for stage in out.glob(f"{STAGING_PREFIX}*") if (stage / ".alive").exists()]
        return acquire(file)

    monkeypatch.setattr("briefing.pipeline.publish.acquire", hold)
    publish(NEW, out)
    assert names == [".alive.new"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB; only where this process may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a file system is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full_replaces_nothing(small_disk: Path) -> None:
    publish(OLD, small_disk)
    with pytest.raises(OutputError, match="no space left"):
        publish({**NEW, "a.pptx": bytes(200_000)}, small_disk)
    assert content(small_disk) == OLD


def test_all_targets_that_are_held_are_told_at_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def held(path: Path, mode: str = "r", *rest: object) -> object:
        if mode == "r+b" and path.suffix in (".pptx", ".pdf"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(OutputError) as caught:
        publish(NEW, out)
    monkeypatch.undo()
    assert [finding.where for finding in caught.value.findings] == [str(out / "a.pptx"), str(out / "a.pdf")]
    assert all("close the program" in finding.fix for finding in caught.value.findings)
    assert content(out) == OLD


def test_a_folder_in_a_files_place_is_refused(out: Path) -> None:
    (out / "a.pdf").unlink()
    (out / "a.pdf").mkdir()
    with pytest.raises(OutputError, match=r"a\.pdf: cannot be written: is a directory"):
        publish(NEW, out)
    assert (out / "a.pptx").read_bytes() == b"old deck"


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"a file")
    with pytest.raises(OutputError, match="a file stands where a folder should"):
        publish(NEW, tmp_path / "output")
    assert (tmp_path / "output").read_bytes() == b"a file"


def test_content_in_pieces_is_written_as_it_comes_and_what_fails_on_the_way_leaves_the_former_file(out: Path) -> None:
    assert publish({"a.pdf": (letter.encode() for letter in "new brief")}, out) == (out / "a.pdf",)
    assert content(out) == {**OLD, "a.pdf": b"new brief"}

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("the source of the lines is gone")

    with pytest.raises(ValueError, match="is gone"):
        publish({"a.pdf": broken()}, out)
    assert content(out) == {**OLD, "a.pdf": b"new brief"}
