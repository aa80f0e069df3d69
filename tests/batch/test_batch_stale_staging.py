"""What a dead worker leaves is removed, and nothing of one that lives or of another program."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from briefing.batch.stale_staging import remove_stale
from briefing.batch.task import Result, Task
from briefing.batch.worker_slot import WorkerSlot
from tests.batch.towns import NAMES, until, whole, workers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its signals are those of POSIX")


def stages(folder: Path) -> list[Path]:
    return [path for path in folder.glob(".briefing-*") if path.is_dir()]


def test_the_staging_folder_of_a_dead_worker_alone_is_removed(tmp_path: Path) -> None:
    foreign = tmp_path / "out" / ".briefing-foreign"
    foreign.mkdir(parents=True)
    slot = WorkerSlot("tests.batch.faulty:staging")
    result: list[Result] = []
    thread = threading.Thread(target=lambda: result.append(slot.run(Task(1, "", str(tmp_path / "out")), 60)))
    thread.start()
    until(lambda: any(list(stage.iterdir()) for stage in stages(tmp_path / "out")))
    (stage,) = set(stages(tmp_path / "out")) - {foreign}
    assert remove_stale(tmp_path / "out") == ()  # its worker lives
    assert stage.is_dir()
    slot.end()
    thread.join()
    assert stages(tmp_path / "out") == [foreign]  # the slot has removed it
    assert list((tmp_path / "out").iterdir()) == [foreign]
    assert result[0].faults


def test_what_a_worker_killed_with_its_driver_leaves_the_next_cleanup_removes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    slot = WorkerSlot("tests.batch.faulty:staging")
    thread = threading.Thread(target=lambda: slot.run(Task(1, "", str(out)), 60), daemon=True)
    thread.start()
    until(lambda: any(list(stage.iterdir()) for stage in stages(out)))
    (stage,) = stages(out)
    copied = [path.read_bytes() for path in out.iterdir() if path.is_file()]
    assert copied == [stage.name.encode()]  # the mark names the folder
    (pid,) = workers(os.getpid())
    slot.end()
    thread.join()
    # As after a power cut: mark and folder are there, and nobody holds them.
    stage.mkdir()
    (out / ".briefing-batch-left").write_bytes(copied[0])
    assert remove_stale(out) == (stage,)
    assert list(out.iterdir()) == []
    assert pid


@pytest.mark.parametrize("named", ["../outside", "/", "", "important", ".briefing-batch-x", "\udcff"])
def test_a_mark_that_names_anything_else_removes_nothing(tmp_path: Path, named: str) -> None:
    out = tmp_path / "out"
    for folder in (out / "important", tmp_path / "outside"):
        folder.mkdir(parents=True)
    (out / ".briefing-batch-left").write_bytes(named.encode("utf-8", "surrogateescape"))
    assert remove_stale(out) == ()
    assert (out / "important").is_dir()
    assert (tmp_path / "outside").is_dir()


def test_an_output_folder_that_is_not_there_has_nothing_to_cleanup(tmp_path: Path) -> None:
    assert remove_stale(tmp_path / "missing") == ()


def test_a_worker_that_has_done_many_tasks_gives_way_to_a_fresh_one(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.batch.worker_slot.MAX_TASKS", 2)
    slot = WorkerSlot("briefing.batch.task:build_task")
    seen = []
    for line, name in enumerate(NAMES[:5]):
        task = Task(line, str(towns), str(tmp_path / "out"), entity=name, outputs=("letter",))
        assert not slot.run(task, 60).faults
        seen += workers(os.getpid())
    slot.end()
    assert [seen.index(pid) for pid in seen] == [0, 0, 2, 2, 4]
    remove_stale(tmp_path / "out")
    assert whole(tmp_path / "out")
