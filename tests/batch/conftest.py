"""The project of many towns, made once, and a cluster of this machine."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from briefing.batch.task import Result
from briefing.batch.worker_slot import Job
from tests.batch.towns import project
from tests.programs import missing


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project; not to be changed."""
    return project(tmp_path_factory.mktemp("towns") / "mine")


@contextmanager
def _started() -> Iterator[str]:
    """Start a scheduler with two workers under nannies, and give its address."""
    try:
        import dask
        import distributed
    except ImportError:
        missing("distributed is not installed", "run the batch on a cluster")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        make: Callable[..., Any] = distributed.LocalCluster
        with (
            dask.config.set({"distributed.scheduler.allowed-failures": 2}),
            make(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local,
        ):
            yield local.scheduler_address


@pytest.fixture
def cluster() -> Iterator[str]:
    """→ the address of a scheduler with two workers; it ends with its test, as idle ones look around fifty times a
    second, which took an eighth of a processor for the rest of a run."""
    with _started() as address:
        yield address


@pytest.fixture(scope="module")
def shared_cluster() -> Iterator[str]:
    """→ the address of a scheduler with two workers, the same for all tests of a module that has no others: to start
    it takes a second of a processor."""
    with _started() as address:
        yield address


class InPlace:
    """Runs each row at once, in this process: what a message says is the same wherever rows are built."""

    name, ready, workers = "in place", 0, {"": 1}

    def submit(self, job: Job, worker: str) -> Future[Result]:
        done: Future[Result] = Future()
        module, _, name = job.function.partition(":")
        done.set_result(getattr(import_module(module), name)(job.task))
        return done

    def end(self) -> None:
        """Nothing runs any more."""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for a batch."""
    monkeypatch.setattr("briefing.batch._executor", lambda *_: InPlace())
