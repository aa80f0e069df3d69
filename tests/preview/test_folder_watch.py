"""Folders that the system cannot watch are polled, and it is said once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import watchfiles

from briefing.preview import folder_watch
from briefing.preview.folder_watch import watch_folders


def watching(folder: Path, changed: Callable[[], None], unwatched: Callable[[str], None]) -> Event:
    """Watch a folder in a thread; return the event that ends it."""
    stop = Event()
    Thread(target=watch_folders, args=(lambda: [folder], changed, stop, unwatched), daemon=True).start()
    return stop


@pytest.fixture
def no_watches(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A system that has no watches left; return whether each attempt polled."""
    attempts: list[bool] = []
    real = watchfiles.watch

    def limited(*paths: Path, force_polling: bool | None, **options: Any) -> Iterator[Any]:
        attempts.append(bool(force_polling))
        if not force_polling:
            raise OSError("OS file watch limit reached")
        return real(*paths, force_polling=force_polling, **options)

    monkeypatch.setattr(folder_watch, "watch", limited)
    return attempts


def test_folders_that_cannot_be_watched_are_polled_and_it_is_said_once(tmp_path: Path, no_watches: list[bool]) -> None:
    changed, reasons = Event(), list[str]()
    stop = watching(tmp_path, changed.set, reasons.append)
    try:
        assert changed.wait(10)
        time.sleep(1)
        changed.clear()
        (tmp_path / "story.en.yaml").write_text("title: another\n", encoding="utf-8")
        assert changed.wait(10)
    finally:
        stop.set()
    assert reasons == ["OS file watch limit reached"]
    assert no_watches == [False, True]


def test_a_watch_that_fails_again_and_again_waits_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts, changes, reasons = list[float](), list[float](), list[str]()

    def failing(*_: Path, **__: Any) -> Iterator[Any]:
        attempts.append(time.monotonic())
        raise OSError("no watches at all")

    monkeypatch.setattr(folder_watch, "watch", failing)
    stop = watching(tmp_path, lambda: changes.append(0.0), reasons.append)
    time.sleep(1.8)
    stop.set()
    assert 2 <= len(attempts) <= 4
    assert len(changes) == 1
    assert reasons == ["no watches at all"]
