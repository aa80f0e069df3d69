"""A table → its editions, a row each, in processes of this machine or on a cluster.

table ─▶ tasks ─▶ driver ─▶ crew (pool or cluster) ─▶ seat ─▶ worker ─▶ build ─▶ results ─▶ batch.json, failures.csv
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import closing
from math import inf
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing.batch import report, table
from briefing.batch.driver import Crew, Tally, drive
from briefing.batch.pool import Pool, processors
from briefing.batch.stale import sweep
from briefing.batch.table import Batch, Rows
from briefing.batch.task import Result
from briefing.errors import Finding, Interrupted, OutputError, UsageError
from briefing.staging import put_in_place

__all__ = ["TIMEOUT", "Done", "Tally", "batch"]

TIMEOUT = 600.0
_MAKE = "briefing.batch.task:make"  # the function that does a task, as module:name


class Done(Struct, frozen=True):
    """What became of a batch: results in the order of the table, the files that tell of them, and how many."""

    table: str
    results: tuple[Result, ...]
    files: tuple[Path, ...]
    tally: Tally

    @property
    def failures(self) -> tuple[Result, ...]:
        """The rows that were not built."""
        return tuple(result for result in self.results if result.faults)

    @property
    def exit_code(self) -> int:
        """0 all is done, 3 some failed, 1 nothing could be built."""
        failed = self.tally.failed
        return (1 if failed == self.tally.total else 3) if failed else 0


def batch(
    rows: str | Path | None = None,
    project: str | Path | None = None,
    out: str | Path = "output",
    *,
    query: str = "",
    url_env: str = "",
    workers: int | None = None,
    cluster: str | None = None,
    timeout: float | None = None,
    only: Iterable[str] | None = None,
    progress: Callable[[Tally], None] | None = None,
) -> Done:
    """A table file (or an SQL query) → every edition in `out`, with batch.json and, of what failed, failures.csv.

    `project` is that of rows that name none. `workers` processes of this machine, by default one for each processor;
    or those of a Dask scheduler at `cluster`, or with "local" a cluster of this machine. An edition may take `timeout`
    seconds, by default 600. What is there and unchanged is not built again. InputError with every mismatch of the table
    before anything is built; what fails later fails alone.
    """
    if (rows is None) == (not query):
        raise UsageError("a batch takes a table or a query", fix="give one of the two")
    seconds = TIMEOUT if timeout is None else timeout
    if (workers is not None and workers < 1) or not 0 < seconds < inf:
        raise UsageError("workers and timeout are more than nothing", fix="give at least one worker and one second")
    where = Rows(file=Path(rows) if rows is not None else None, query=query, url_env=url_env)
    folder = Path(out)
    given = table.read(where, Path(project) if project is not None else None, folder, None if only is None else [*only])
    put_in_place({}, folder)  # a folder that cannot be written is told now, and not by every row
    sweep(folder)
    try:
        crew = _crew(cluster, workers or processors(), given, folder)
        results, tally = _driven(given, crew, seconds, progress)
    finally:
        sweep(folder)
    files = _account(given, results, tally, folder)
    return Done(given.table.path, tuple(results[task.line] for task in given.tasks), files, tally)


def _crew(cluster: str | None, hands: int, given: Batch, out: Path) -> Crew:
    if cluster is None:
        return Pool(min(hands, len(given.tasks)))
    from briefing.batch.cluster import Cluster

    return Cluster(cluster, hands, [str(out.resolve()), *{task.project for task in given.tasks}])


def _driven(
    given: Batch, crew: Crew, seconds: float, progress: Callable[[Tally], None] | None
) -> tuple[Mapping[int, Result], Tally]:
    results: dict[int, Result] = {}
    tally = Tally(len(given.tasks))
    try:
        with closing(drive(given.tasks, crew, _MAKE, seconds)) as driven:
            for result, hands in driven:
                results[result.line] = result
                tally = tally.with_result(result, hands)
                if progress:
                    progress(tally)
    except KeyboardInterrupt:
        what = f"interrupted: {tally.built + tally.unchanged:,} of {tally.total:,} editions are in place"
        raise Interrupted([Finding("", what, "run the same command again: it skips what is done")]) from None
    return _checked(given, results, tally)


def _account(given: Batch, results: Mapping[int, Result], tally: Tally, out: Path) -> tuple[Path, ...]:
    try:
        return report.write(given, results, out)
    except OutputError as error:
        what = f"{tally.built + tally.unchanged:,} of {tally.total:,} editions are in place"
        told = Finding(given.table.path, what, "run the same command again: it skips what is done")
        raise OutputError([*error.findings, told]) from None


def _checked(given: Batch, results: dict[int, Result], tally: Tally) -> tuple[Mapping[int, Result], Tally]:
    """Results that tell the truth at the end: files may have been removed meanwhile, or written by several rows."""
    out = Path(given.tasks[0].out)
    there = {path.name for path in out.iterdir()} if out.is_dir() else set()
    writers: dict[str, list[int]] = {}
    for task in given.tasks:
        for name in results[task.line].files:
            writers.setdefault(name, []).append(task.line)
    for task in given.tasks:
        result = results[task.line]
        found = next((told for name in result.files if (told := _untrue(name, task.line, there, writers))), None)
        if found:
            results[task.line] = Result(task.line, faults=(found,))
            kept = {"unchanged": tally.unchanged - 1} if result.unchanged else {"built": tally.built - 1}
            tally = replace(tally, failed=tally.failed + 1, **kept)
    return results, tally


def _untrue(name: str, line: int, there: Container[str], writers: Mapping[str, list[int]]) -> Finding | None:
    """What is wrong with a file that a row has written; nobody knows whose it is where several have."""
    if name not in there:
        return Finding(name, "the file was removed while the batch ran", "run the same command again")
    others = [writer for writer in writers[name] if writer != line]
    if others:
        return Finding(name, f"line {others[0]} has written the same file", "give each row a slug of its own")
    return None
