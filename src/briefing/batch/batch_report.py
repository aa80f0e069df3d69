"""The report of a batch: batch.json with every row, failures.csv with those to be fixed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefing.batch import failures
from briefing.batch.batch_table import Batch
from briefing.batch.failures import REPORT
from briefing.batch.task import Result
from briefing.errors import OutputError
from briefing.pipeline.publish import publish

FAILURES = "failures.csv"


def write(batch: Batch, results: Mapping[int, Result], out: Path) -> tuple[Path, ...]:
    """Write the report in the order of the table and without times, so that the same results give the same bytes.

    Without failures an earlier failures.csv is removed. Raise OutputError if a file cannot be written.
    """
    rows = [batch_row(results[task.line]) for task in batch.tasks]
    account = b'{"rows": [\n' + b",\n".join(rows) + b"\n]}\n"
    failed = any(results[task.line].faults for task in batch.tasks)
    files = {FAILURES: failures.as_csv(batch.table, batch.tasks, results, out)} if failed else {}
    paths = publish({**files, REPORT: account}, out)
    if not failed:
        try:
            (out / FAILURES).unlink(missing_ok=True)
        except OSError as error:
            what = f"it lists failures of an earlier batch, and cannot be removed: {error.strerror}"
            raise OutputError(
                what, str(out / FAILURES), "close the program that holds it open, and remove it"
            ) from None
    return tuple(sorted(paths))


def batch_row(result: Result) -> bytes:
    """Return a line of batch.json: the key and the SHA-256 of each file, or what failed."""
    row: dict[str, object] = {"line": result.line}
    if result.faults:
        row["failed"] = [found.as_json() for found in result.faults]
    else:
        row |= {"key": result.key, "files": dict(sorted(result.files.items()))}
        row |= {"notices": [found.as_json() for found in result.notices]} if result.notices else {}
    return msgspec.json.encode(row)
