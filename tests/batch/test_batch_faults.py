"""Faults apart: a worker that dies, hangs or is killed costs its row at most, and what is there is right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.batch import BatchProgress, BatchResult, batch
from tests.batch.towns import FALSE, NAMES, account, digests, editions, lives, table, until, whole, workers
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its signals are those of POSIX")

SIX = NAMES[:6]


@pytest.fixture(params=["pool", "cluster"] if THOROUGH else ["pool"])
def where(request: pytest.FixtureRequest) -> str | None:
    """Who does the work: two processes of this machine, or a cluster."""
    return str(request.getfixturevalue("cluster")) if request.param == "cluster" else None


@pytest.fixture(scope="module")
def undisturbed(towns: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six editions as letters, built with nothing in the way."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert batch(table(folder, SIX), towns, folder / "out", workers=1, only=["letter"]).exit_code == 0
    return folder / "out"


def run(
    folder: Path, towns: Path, where: str | None, rows: list[str] = SIX, function: str = "", **more: object
) -> BatchResult:
    """The rows as letters in a folder of their own, by a function of the tests."""
    options = {"workers": 2, "cluster": where, "only": ["letter"], "timeout": 60.0, **more}
    with pytest.MonkeyPatch.context() as patch:
        if function:
            patch.setattr("briefing.batch._FUNCTION", f"tests.batch.faulty:{function}")
        return batch(table(folder, rows), towns, folder / "out", **options)  # type: ignore[arg-type]


def why(done: BatchResult) -> dict[int, str]:
    """The line of each failure and what it says."""
    return {result.line: result.faults[0].what for result in done.failures}


def test_rows_that_raise_crash_or_hang_fail_alone_and_leave_no_worker(
    tmp_path: Path, towns: Path, where: str | None
) -> None:
    seen: list[int] = []
    done = run(
        tmp_path, towns, where, [*SIX, FALSE], function="poisoned", timeout=10.0,
        progress=lambda progress: seen.extend(workers(os.getpid())),
    )  # fmt: skip
    result = why(done)
    assert result.pop(8).startswith("the claim ")
    assert result == {
        2: "its worker died 3 times, with exit code 7",
        3: "its worker died 3 times, by SIGSEGV",
        4: "it took longer than 10 seconds and was stopped",
    }
    assert (done.exit_code, done.progress.built) == (3, 3)
    assert whole(tmp_path / "out")
    assert seen
    until(lambda: not any(map(lives, seen)))


@ONLY_IN_A_THOROUGH_RUN
def test_a_row_whose_worker_died_twice_is_built_by_the_third(tmp_path: Path, towns: Path, undisturbed: Path) -> None:
    done = run(tmp_path, towns, None, function="dying_once")
    assert (done.exit_code, (tmp_path / "tries").read_text()) == (0, "xxx")
    assert digests(tmp_path / "out") == digests(undisturbed)


def test_killed_workers_leave_the_bytes_of_an_undisturbed_run(
    tmp_path: Path, towns: Path, where: str | None, undisturbed: Path
) -> None:
    killed: list[int] = []

    def kill(progress: BatchProgress) -> None:
        if progress.done in (1, 3):  # both, then one while the other goes on
            killed.extend(found := workers(os.getpid())[: 3 - len(killed)])
            for pid in found:
                os.kill(pid, signal.SIGKILL)

    done = run(tmp_path, towns, where, progress=kill)
    assert len(set(killed)) >= 3  # the second time they were others
    assert done.exit_code == 0
    assert [result.line for result in done.results] == [2, 3, 4, 5, 6, 7]
    assert digests(tmp_path / "out") == digests(undisturbed)


def test_what_a_worker_prints_or_reads_disturbs_nothing(tmp_path: Path, towns: Path, undisturbed: Path) -> None:
    result = run(tmp_path, towns, None, function="printing", workers=1)
    assert [str(fault) for failed in result.failures for fault in failed.faults] == []
    assert digests(tmp_path / "out") == digests(undisturbed)


def test_a_function_that_is_not_there_fails_every_row_and_says_so(tmp_path: Path, towns: Path) -> None:
    done = run(tmp_path, towns, None, SIX[:1], function="missing")
    assert (done.exit_code, list(why(done))) == (1, [2])
    assert "has no attribute 'missing'" in why(done)[2]


@ONLY_IN_A_THOROUGH_RUN
def test_a_folder_that_is_removed_while_it_runs_is_reported_and_the_next_run_goes_on(
    tmp_path: Path, towns: Path, undisturbed: Path
) -> None:
    def remove(progress: BatchProgress) -> None:
        if progress.done == 3:
            shutil.rmtree(tmp_path / "out", ignore_errors=True)

    done = run(tmp_path, towns, None, progress=remove)
    assert len(done.failures) >= 3
    assert {found.what for result in done.failures for found in result.faults} >= {
        "the file was removed while the batch ran"
    }
    assert {str(row["line"]) for row in account(tmp_path / "out") if "failed" in row} == {
        str(result.line) for result in done.failures
    }
    assert run(tmp_path, towns, None).exit_code == 0
    assert digests(tmp_path / "out") == digests(undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with room for a few letters; only where this process may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=72k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_fails_what_has_no_room_and_the_rest_is_whole(
    tmp_path: Path, towns: Path, small_disk: Path, undisturbed: Path
) -> None:
    done = batch(table(tmp_path, SIX), towns, small_disk, workers=2, only=["letter"])
    assert done.exit_code == 3
    assert 1 <= done.progress.built < 6
    assert all("no space left on device" in what for what in why(done).values())
    there = editions(small_disk)
    assert whole(small_disk)
    assert there.items() <= editions(undisturbed).items()
