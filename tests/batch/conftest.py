"""The project of many towns, made once, and a cluster of this machine."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.towns import project
from tests.programs import missing


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project; not to be changed."""
    return project(tmp_path_factory.mktemp("towns") / "mine")


@pytest.fixture
def cluster() -> Iterator[str]:
    """→ the address of a scheduler with two workers under nannies; it ends with its test, as idle ones look around
    fifty times a second, which took an eighth of a processor for the rest of a run."""
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
