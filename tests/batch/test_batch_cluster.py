"""A batch on a cluster: it makes what the pool makes, says what workers lack, and outlives the death of one.

Its tests share a cluster and what the pool makes of the same rows. The last one kills a worker of the cluster.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from briefing.batch import BatchProgress, batch
from briefing.batch.cluster import _differences
from briefing.cli import main
from briefing.errors import BriefingError, UsageError
from tests.batch.towns import FALSE, NAMES, digests, editions, lives, table, until, workers
from tests.following import followed
from tests.thorough import THOROUGH

ALL = "deck;brief;letter"
# Each output is made once; in a thorough run by each of the first two rows, which two workers build at the same time.
OUTPUTS = (ALL, ALL) if THOROUGH else ("deck;letter", "brief")
LETTERS = NAMES[2:8]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of towns, the last ones as letters, and of one whose claim is false."""
    towns = [*zip(NAMES, OUTPUTS, strict=False), *((name, "letter") for name in LETTERS), (FALSE, ALL)]
    return table(tmp_path_factory.mktemp("rows"), (",".join(town) for town in towns), "entity,outputs")


@pytest.fixture(scope="module")
def pooled(towns: Path, rows: Path) -> Path:
    """What a process of this machine makes of them, with nothing in the way."""
    assert batch(rows, towns, rows.parent / "pooled", workers=1).exit_code == 3
    return rows.parent / "pooled"


@pytest.fixture(scope="module")
def clustered(towns: Path, rows: Path, shared_cluster: str) -> Path:
    """What a cluster makes of them."""
    assert batch(rows, towns, rows.parent / "clustered", cluster=shared_cluster).exit_code == 3
    return rows.parent / "clustered"


def test_a_worker_of_a_cluster_that_would_build_otherwise_is_reported() -> None:
    here = {"briefing": "1.0", "pandas": "3.0", "/data": "there", "/out": "there"}
    assert _differences(here, dict(here)) == []
    assert _differences(here, {"briefing": "1.0", "pandas": "2.0", "/data": "missing", "/out": "there"}) == [
        "it has pandas 2.0, not 3.0",
        "it does not see the folder /data",
    ]


def test_a_cluster_that_does_not_answer_is_reported(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("briefing.batch.cluster.CONNECT_SECONDS", 2)
    given = ["batch", str(table(tmp_path, NAMES[:1])), str(towns), "--cluster", "tcp://127.0.0.1:1"]
    assert main([*given, "--out", str(tmp_path / "out")]) == 2
    assert "the cluster does not answer" in capsys.readouterr().err


def test_a_cluster_is_used_once_it_answers_and_its_workers_are_alike(
    towns: Path, rows: Path, shared_cluster: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    own = rows, towns, rows.parent / "refused"
    with monkeypatch.context() as patch:
        patch.setattr("briefing.batch.cluster.CONNECT_SECONDS", 1)
        with pytest.raises(UsageError, match="the cluster does not answer") as silent:
            batch(*own, cluster="tcp://127.0.0.1:1")
    fix = "start `dask <>` and some `dask <>`, and give its address as <>HOST:8786"
    *started, scheme = followed(fix, silent.value.findings[0].fix, ["<0>", "<1>", "<2>"])
    assert set(started) <= {one.name for one in entry_points(group="dask_cli")}
    assert shared_cluster.startswith(scheme)
    with monkeypatch.context() as patch:
        patch.setattr("briefing.batch.cluster.versions", lambda: {"pandas": "0.1"})
        with pytest.raises(BriefingError, match=r"it has pandas .*, not 0\.1") as unlike:
            batch(*own, cluster=shared_cluster)
    assert len(unlike.value.findings) == 2
    for found in unlike.value.findings:
        followed("give every worker the same versions and the same shared folders", found.fix, [])
    assert request.getfixturevalue("clustered").is_dir()  # the same call without a fault


def test_the_same_rows_on_a_cluster_and_in_the_pool_are_the_same_bytes(clustered: Path, pooled: Path) -> None:
    assert {path.suffix for path in pooled.iterdir()} == {".pptx", ".pdf", ".html", ".txt", ".json", ".csv"}
    assert digests(clustered) == digests(pooled)


@pytest.mark.skipif(sys.platform == "win32", reason="its signals are those of POSIX")
def test_a_killed_worker_of_the_cluster_itself_costs_no_row(
    tmp_path: Path, towns: Path, shared_cluster: str, pooled: Path
) -> None:
    import distributed

    with distributed.Client(shared_cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        pids = client.run(os.getpid)
    seen: list[int] = []

    def kill(progress: BatchProgress) -> None:
        if progress.done == 1:
            seen.extend(pid for worker in pids.values() for pid in workers(worker))
            os.kill(next(iter(pids.values())), signal.SIGKILL)

    letters = table(tmp_path, LETTERS)
    done = batch(letters, towns, tmp_path / "out", cluster=shared_cluster, timeout=60.0, only=["letter"], progress=kill)
    assert done.exit_code == 0
    made = editions(tmp_path / "out")
    assert len(made) == 3 * len(LETTERS)
    assert made.items() <= editions(pooled).items()
    assert seen
    until(lambda: not any(map(lives, seen)))
