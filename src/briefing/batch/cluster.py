"""Run jobs on the workers of a Dask scheduler; each of their threads has a worker slot."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefing.batch.task import Result
from briefing.batch.worker_slot import Job, end_workers, run_job
from briefing.errors import BriefingError, Finding, InputError, UsageError, install
from briefing.pipeline.ledger_file import versions

LOCAL_ADDRESS = "local"
CONNECT_SECONDS = 30
# How often the scheduler of a local cluster gives the task of a lost worker to another one.
_ALLOWED_FAILURES = 2


class DaskCluster:
    """The workers of a scheduler at `address`, or `worker_count` local ones for `local`; `name` identifies the batch.

    Raise UsageError if it cannot be reached, InputError with all folders and versions that its workers lack.
    """

    ready = 1  # the next one is on its way while one runs

    def __init__(self, address: str, worker_count: int, folders: Iterable[str]) -> None:
        if find_spec("distributed") is None:
            raise UsageError("--cluster needs distributed", fix=install("cluster"))
        self._address = address
        self._local: Any = None
        self._jobs: dict[str, Any] = {}
        self._client = self._connect(worker_count)
        try:
            self.name = str(self._client.id)
            self._check(sorted(set(folders)))
        except BaseException:
            self.end()
            raise

    def _connect(self, worker_count: int) -> Any:
        import dask  # of an extra, as distributed, which takes 300 ms
        import distributed

        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we raise an error instead
        client: Callable[..., Any] = distributed.Client
        cluster: Callable[..., Any] = distributed.LocalCluster

        try:
            if self._address != LOCAL_ADDRESS:
                found = client(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
                found.wait_for_workers(1, timeout=CONNECT_SECONDS)
                return found
        except (OSError, TimeoutError, ValueError) as error:
            what = f"the cluster does not answer, or has no worker: {type(error).__name__}"
            fix = "start `dask scheduler` and some `dask worker`, and give its address as tcp://HOST:8786"
            raise UsageError(what, self._address, fix) from None
        with dask.config.set({"distributed.scheduler.allowed-failures": _ALLOWED_FAILURES}):
            self._local = cluster(
                n_workers=worker_count, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            )
        found = client(self._local, set_as_default=False)
        if sys.platform != "win32":
            found.register_plugin(_ignoring_interrupts(distributed.WorkerPlugin)())
        return found

    def _check(self, folders: list[str]) -> None:
        """Report what a worker cannot see or would build differently, which would fail row by row."""
        ours = describe_environment(folders)
        lacks = [
            Finding(f"worker {worker}", what, "give every worker the same versions and the same shared folders")
            for worker, theirs in sorted(self._client.run(describe_environment, folders, on_error="ignore").items())
            for what in _differences(ours, theirs)
        ]
        if lacks:
            raise InputError(lacks)

    @property
    def workers(self) -> Mapping[str, int]:
        """The number of jobs that run at the same time now, by the address of a worker; workers come and go."""
        try:
            threads: dict[str, int] = self._client.nthreads()
        except (OSError, RuntimeError, TimeoutError):
            self._check_scheduler()
            raise
        return threads or {"": 1}

    def submit(self, job: Job, worker: str) -> Future[Result]:
        """Submit a job to a worker; that of a lost worker goes to another."""
        self._check_scheduler()
        if worker not in self._jobs:
            place = {"workers": [worker], "allow_other_workers": True} if worker else {}
            self._jobs[worker] = self._client.get_executor(pure=False, **place)
        future: Future[Result] = self._jobs[worker].submit(run_job, job)
        return future

    def _check_scheduler(self) -> None:
        if self._client.status != "running":
            fix = "start it again, and run the same command again: it skips what is done"
            raise BriefingError("the scheduler is gone", self._address, fix)

    def end(self) -> None:
        """Cancel pending jobs, end the worker processes and leave the cluster as it was."""
        for jobs in self._jobs.values():
            with suppress(Exception):  # the cluster may be gone
                jobs.shutdown(wait=False)
        with suppress(Exception):
            self._client.run(end_workers, self.name, on_error="ignore")
        with suppress(Exception):
            self._client.close(timeout=5)
        if self._local is not None:
            with suppress(Exception):
                self._local.close(timeout=10)


def _ignoring_interrupts(base: type) -> type:
    """Return a plugin that makes local workers ignore Ctrl-C, which the driver handles."""

    class Deaf(base):  # type: ignore[misc]
        def setup(self, worker: object) -> None:  # noqa: ARG002
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return Deaf


def describe_environment(folders: list[str]) -> dict[str, str]:
    """Return which folders this process sees, and the versions of what makes an edition."""
    return {**versions(), **{folder: "there" if Path(folder).is_dir() else "missing" for folder in folders}}


def _differences(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    unlike = [name for name, version in ours.items() if theirs.get(name) != version]
    return [
        f"it has {name} {theirs.get(name)}, not {ours[name]}"
        if "." in ours[name]
        else f"it does not see the folder {name}"
        for name in unlike
    ]
