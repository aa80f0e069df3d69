"""Build an edition for each row of a table, in processes of this machine or on a cluster.

table ─▶ tasks ─▶ driver ─▶ executor (pool or cluster) ─▶ worker slot ─▶ worker ─▶ build ─▶ results ─▶ batch.json
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from contextlib import closing
from pathlib import Path
from typing import Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefing.batch import batch_report, batch_table
from briefing.batch.batch_options import TIMEOUT, BatchKeywords, BatchOptions, batch_options
from briefing.batch.batch_table import Batch, RowSource
from briefing.batch.driver import BatchExecutor, BatchProgress, drive
from briefing.batch.process_pool import ProcessPool, cpu_count
from briefing.batch.stale_staging import remove_stale
from briefing.batch.task import Result
from briefing.errors import Finding, Interrupted, OutputError, UsageError
from briefing.pipeline.publish import publish

__all__ = ["TIMEOUT", "BatchKeywords", "BatchOptions", "BatchProgress", "BatchResult", "batch"]

_FUNCTION = "briefing.batch.task:build_task"  # the function that runs a task, as module:name
_ORPHANS_SECONDS = 10.0  # in which a worker ends whose cluster worker was killed


class BatchResult(Struct, frozen=True):
    """The results of a batch in the order of the table, the files of its report, and the counts."""

    table: str
    results: tuple[Result, ...]
    files: tuple[Path, ...]
    progress: BatchProgress

    @property
    def failures(self) -> tuple[Result, ...]:
        """The rows that were not built."""
        return tuple(result for result in self.results if result.faults)

    @property
    def exit_code(self) -> int:
        """0 if everything is done, 3 if some rows failed, 1 if nothing could be built."""
        failed = self.progress.failed
        return (1 if failed == self.progress.total else 3) if failed else 0


def batch(
    rows: str | Path | None = None,
    project: str | Path | None = None,
    options: BatchOptions | str | Path | None = None,
    *,
    progress: Callable[[BatchProgress], None] | None = None,
    **keywords: Unpack[BatchKeywords],
) -> BatchResult:
    """Build every edition of a table file, or of an SQL query; write batch.json, and failures.csv if any fail.

    `project` is the project of rows that name none. `options` says where the files go and what builds them (a path
    alone is that folder); keyword arguments take the place of its fields. Unchanged editions are not built again. Raise
    InputError with every mismatch of the table before anything is built; a later failure concerns only its row.
    """
    chosen = batch_options(options, **keywords)
    if (rows is None) == (not chosen.query):
        raise UsageError("a batch takes a table or a query", fix="give one of the two")
    source = RowSource(file=Path(rows) if rows is not None else None, query=chosen.query, url_env=chosen.url_env)
    default = Path(project) if project is not None else None
    batch_ = batch_table.read(source, default, chosen.out, chosen.only)
    publish({}, chosen.out)  # report an unwritable folder now, and not for every row
    remove_stale(chosen.out)
    try:
        results, counts = _run(batch_, _executor(batch_, chosen), chosen.timeout, progress)
    finally:
        remove_stale(chosen.out, _ORPHANS_SECONDS)
    files = _write_report(batch_, results, counts, chosen.out)
    return BatchResult(batch_.table.path, tuple(results[task.line] for task in batch_.tasks), files, counts)


def _executor(batch_: Batch, options: BatchOptions) -> BatchExecutor:
    worker_count = options.workers or cpu_count()
    if options.cluster is None:
        return ProcessPool(min(worker_count, len(batch_.tasks)))
    from briefing.batch.cluster import DaskCluster  # of an extra that may be missing

    folders = [str(options.out.resolve()), *{task.project for task in batch_.tasks}]
    return DaskCluster(options.cluster, worker_count, folders)


def _run(
    batch_: Batch, executor: BatchExecutor, seconds: float, progress: Callable[[BatchProgress], None] | None
) -> tuple[Mapping[int, Result], BatchProgress]:
    results: dict[int, Result] = {}
    counts = BatchProgress(len(batch_.tasks))
    try:
        with closing(drive(batch_.tasks, executor, _FUNCTION, seconds)) as completed:
            for result, worker_count in completed:
                results[result.line] = result
                counts = counts.with_result(result, worker_count)
                if progress:
                    progress(counts)
    except KeyboardInterrupt:
        what = f"interrupted: {counts.built + counts.unchanged:,} of {counts.total:,} editions are in place"
        raise Interrupted([Finding("", what, "run the same command again: it skips what is done")]) from None
    return _verify(batch_, results, counts)


def _write_report(batch_: Batch, results: Mapping[int, Result], counts: BatchProgress, out: Path) -> tuple[Path, ...]:
    try:
        return batch_report.write(batch_, results, out)
    except OutputError as error:
        what = f"{counts.built + counts.unchanged:,} of {counts.total:,} editions are in place"
        finding = Finding(batch_.table.path, what, "run the same command again: it skips what is done")
        raise OutputError([*error.findings, finding]) from None


def _verify(
    batch_: Batch, results: dict[int, Result], counts: BatchProgress
) -> tuple[Mapping[int, Result], BatchProgress]:
    """Correct results whose files were removed in the meantime or written by several rows."""
    out = Path(batch_.tasks[0].out)
    existing = {path.name for path in out.iterdir()} if out.is_dir() else set()
    writers: dict[str, list[int]] = {}
    for task in batch_.tasks:
        for name in results[task.line].files:
            writers.setdefault(name, []).append(task.line)
    for task in batch_.tasks:
        result = results[task.line]
        found = next((flaw for name in result.files if (flaw := _file_flaw(name, task.line, existing, writers))), None)
        if found:
            results[task.line] = Result(task.line, faults=(found,))
            fewer = {"unchanged": counts.unchanged - 1} if result.unchanged else {"built": counts.built - 1}
            counts = replace(counts, failed=counts.failed + 1, **fewer)
    return results, counts


def _file_flaw(name: str, line: int, existing: Container[str], writers: Mapping[str, list[int]]) -> Finding | None:
    """Return what is wrong with a file of a row; its owner is unknown if several rows wrote it."""
    if name not in existing:
        return Finding(name, "the file was removed while the batch ran", "run the same command again")
    others = [writer for writer in writers[name] if writer != line]
    if others:
        return Finding(name, f"line {others[0]} wrote the same file", "give each row its own slug")
    return None
