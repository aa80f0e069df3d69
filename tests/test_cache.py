"""The cache gives back what was stored under the same key, whole, or nothing; losing it changes no byte."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing import cache
from briefing.reuse import STORE


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_stored_comes_back_and_nothing_else(kept: Path) -> None:
    cache.store(cache.key("chart", "a"), b"what was drawn")
    assert cache.load(cache.key("chart", "a")) == b"what was drawn"
    assert cache.load(cache.key("chart", "b")) is None
    assert cache.load(cache.key("documents", "a")) is None


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_two_lists_of_parts_have_one_key_only_if_they_are_equal(one: list[bytes], other: list[bytes]) -> None:
    assert (cache.key("chart", *one) == cache.key("chart", *other)) == (one == other)


def test_a_changed_program_finds_nothing_of_the_former(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("chart", "a")
    monkeypatch.setattr(cache, "program", lambda: "another")
    assert cache.key("chart", "a") != before


def test_where_nothing_is_kept_the_program_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "program", None)
    cache.store(cache.key("chart", "a"), b"what was drawn")
    assert cache.load(cache.key("chart", "a")) is None


def test_a_file_of_the_program_that_changes_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefing").mkdir()
    module = tmp_path / "briefing" / "cache.py"
    module.write_text("a = 1")
    monkeypatch.setattr(cache, "__file__", str(module))
    before = cache.program.__wrapped__()
    assert cache.program.__wrapped__() == before
    module.write_text("a = 12")
    assert cache.program.__wrapped__() != before


@pytest.mark.parametrize("damage", [b"", b"x" * 20, b"x" * 500])
def test_an_entry_that_is_damaged_is_not_given_back(kept: Path, damage: bytes) -> None:
    entry = cache.key("chart", "a")
    cache.store(entry, b"what was drawn")
    (path,) = files(kept)
    path.write_bytes(damage)
    assert cache.load(entry) is None
    (said,) = cache.problems()
    assert (said.where, said.what) == (str(path), "the cache has a damaged entry, so its results were made again")
    cache.store(entry, b"what was drawn")
    assert cache.load(entry) == b"what was drawn"


def test_an_entry_with_one_bit_turned_is_not_given_back(kept: Path) -> None:
    entry = cache.key("chart", "a")
    cache.store(entry, b"what was drawn")
    (path,) = files(kept)
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert cache.load(entry) in (None, b"what was drawn")


def test_a_full_folder_loses_its_least_recently_used_entry(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SHARDS", 250)
    monkeypatch.setenv("BRIEFING_CACHE_MB", "1")
    entries = [f"aa{number:062x}" for number in range(4)]
    for at, entry in enumerate(entries):
        cache.store(entry, os.urandom(900))
        os.utime(kept / "aa" / entry[2:], ns=(at, at))
    assert cache.load(entries[0]) is not None  # used just now
    cache.store("aa" + "f" * 62, os.urandom(900))
    left = [entry for entry in entries if (kept / "aa" / entry[2:]).exists()]
    assert left == [entries[0], entries[2], entries[3]]
    assert sum(path.stat().st_size for path in files(kept)) <= 4_000


def test_an_entry_that_another_process_removes_meanwhile_is_no_problem(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Vanished:
        path = "removed"

        def stat(self) -> os.stat_result:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "scandir", lambda folder: nullcontext([Vanished()]))
    cache.store("0" * 64, b"what was drawn")
    assert cache.load("0" * 64) == b"what was drawn"
    assert cache.problems() == ()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "file"))
    cache.store(cache.key("chart", "a"), b"what was drawn")
    assert cache.load(cache.key("chart", "a")) is None
    (unwritten, unread) = cache.problems()
    assert unwritten.where == str(tmp_path / "file")
    assert (unwritten.what, unwritten.severity) == (
        "the cache cannot be written: not a directory, so its results were made again",
        "notice",
    )
    assert unread.what == "the cache cannot be read: not a directory, so its results were made again"
    assert cache.problems() == ()


def test_a_full_disk_stops_nothing_and_is_said(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        cache.store(cache.key("chart", "a"), b"what was drawn")
    assert files(kept) == []
    assert [one.what for one in cache.problems()] == [
        "the cache cannot be written: no space left on device, so its results were made again"
    ]


def test_entries_that_are_missing_or_of_an_older_program_are_no_problem(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store(cache.key("chart", "a"), b"what was drawn")
    monkeypatch.setattr(cache, "program", lambda: "another")
    assert cache.load(cache.key("chart", "a")) is None
    assert cache.problems() == ()


def test_a_build_says_that_its_cache_was_not_used(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    STORE.clear()
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "file"))
    found = [finding for finding in briefing.build(starter, tmp_path / "out").findings if "cache" in finding.what]
    assert [one.severity for one in found] == ["notice"] * len(found) != []
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "folder"))
    followed = briefing.build(starter, tmp_path / "again")
    assert not any("cache" in finding.what for finding in followed.findings)


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    cache.store(cache.key("chart", "a"), b"what was drawn")
    assert (cache.load(cache.key("chart", "a")), files(tmp_path)) == (None, [])


@pytest.mark.skipif(sys.platform != "linux", reason="the usual folder of Linux")
def test_without_a_word_it_lies_in_the_users_own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFING_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    cache.store(cache.key("chart", "a"), b"what was drawn")
    (path,) = files(tmp_path)
    assert path.is_relative_to(tmp_path / "xdg" / "briefing")
    assert path.parent.stat().st_mode & 0o077 == 0


def test_entries_whose_files_were_exchanged_are_both_unknown(kept: Path) -> None:
    one, other = cache.key("chart", "a"), cache.key("chart", "b")
    cache.store(one, b"a chart")
    cache.store(other, b"another")
    first, second = (kept / entry[:2] / entry[2:] for entry in (one, other))
    swapped = first.read_bytes(), second.read_bytes()
    second.write_bytes(swapped[0])
    first.write_bytes(swapped[1])
    assert cache.load(one) is None
    assert cache.load(other) is None
