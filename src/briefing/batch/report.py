"""Results → the account of a batch: batch.json with every row, failures.csv with those to be mended."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from briefing.batch.table import FAILED, Batch
from briefing.batch.task import Result
from briefing.errors import OutputError
from briefing.model.text import inert
from briefing.read.tables import Row
from briefing.staging import put_in_place

ACCOUNT = "batch.json"
FAILURES = "failures.csv"


def write(batch: Batch, results: Mapping[int, Result], out: Path) -> tuple[Path, ...]:
    """The table and each line's result → the files of the account, in the order of the table and without any time.

    The same results make the same bytes. Without failures a former failures.csv is removed. OutputError.
    """
    rows = [batch_row(results[task.line]) for task in batch.tasks]
    account = b'{"rows": [\n' + b",\n".join(rows) + b"\n]}\n"
    failed = [row for row in batch.table.rows if results[row.line].faults]
    files = {FAILURES: _table(batch, failed, results, out)} if failed else {}
    paths = put_in_place({**files, ACCOUNT: account}, out)
    if not failed:
        try:
            (out / FAILURES).unlink(missing_ok=True)
        except OSError as error:
            what = f"it tells of failures that are none any more, and cannot be removed: {error.strerror}"
            raise OutputError(
                what, str(out / FAILURES), "close the program that holds it open, and remove it"
            ) from None
    return tuple(sorted(paths))


def batch_row(result: Result) -> bytes:
    """A result → its line of batch.json: the key and the SHA-256 of each file, or what failed."""
    told: dict[str, object] = {"line": result.line}
    if result.faults:
        told["failed"] = [found.as_json() for found in result.faults]
    else:
        told |= {"key": result.key, "files": dict(sorted(result.files.items()))}
    return msgspec.json.encode(told)


def _table(batch: Batch, rows: list[Row], results: Mapping[int, Result], out: Path) -> bytes:
    """The rows that failed, with their own cells, as a table that can be given to a batch again."""
    columns = [name for name in batch.table.columns if name not in FAILED]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180 section 2
    writer.writerow([*columns, *FAILED])
    for row in rows:
        cells = {**row.cells, "project": _from(out, batch.folder, row.cells.get("project", ""))}
        writer.writerow(map(_shown, [*(cells[name] for name in columns), *_why(results[row.line])]))
    return text.getvalue().encode()


def _from(out: Path, folder: Path, project: str) -> str:
    """A project's path from the folder of the table → from that of the output."""
    if not project:
        return ""
    try:
        return Path(os.path.relpath(folder / project, out)).as_posix()
    except ValueError:  # another drive
        return project


def _why(result: Result) -> Iterator[str]:
    yield str(result.line)
    for name in ("what", "where", "fix"):
        told = dict.fromkeys(getattr(found, name) for found in result.faults)
        yield " | ".join(text for text in told if text)


def _shown(cell: str) -> str:
    """A cell → one that a spreadsheet shows as text."""
    return inert(" ".join(cell.split()))
