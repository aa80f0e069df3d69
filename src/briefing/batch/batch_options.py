"""Where the rows and the files of a batch are, and what builds them."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import Any, TypedDict, Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import UsageError

TIMEOUT = 600.0


class BatchOptions(Struct, frozen=True, kw_only=True):
    """How a table's editions are built.

    `out` is the folder of the files. `query` is an SQL query in place of a table file, and `url_env` the environment
    variable with the database's URL. `workers` is the number of processes, by default one for each processor; or the
    batch runs on a Dask scheduler at `cluster`, "local" for one on this machine. An edition may take `timeout` seconds.
    `only` names the outputs of rows that name none.
    """

    out: Path = Path("output")
    query: str = ""
    url_env: str = ""
    workers: int | None = None
    cluster: str | None = None
    timeout: float = TIMEOUT
    only: tuple[str, ...] | None = None


class BatchKeywords(TypedDict, total=False):
    """The fields of BatchOptions as keyword arguments."""

    out: str | Path
    query: str
    url_env: str
    workers: int | None
    cluster: str | None
    timeout: float | None
    only: Iterable[str] | None


def batch_options(options: BatchOptions | str | Path | None = None, **keywords: Unpack[BatchKeywords]) -> BatchOptions:
    """Return the options with keyword arguments in place of their fields; a path is the folder of the files."""
    base = options if isinstance(options, BatchOptions) else BatchOptions(out=Path(options or "output"))
    given: dict[str, Any] = dict(keywords)
    if "out" in given:
        given["out"] = Path(given["out"])
    if given.get("only") is not None:
        given["only"] = tuple(given["only"])
    if given.get("timeout", 0) is None:
        del given["timeout"]
    result: BatchOptions = replace(base, **given)
    if (result.workers is not None and result.workers < 1) or not 0 < result.timeout < inf:
        raise UsageError(
            "--workers must be at least 1 and --timeout more than 0", fix="give at least one worker and one second"
        )
    return result
