"""The rows that failed as a table, which is accepted as the table of a batch again, from any folder."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from briefing.batch.task import Result, Task
from briefing.model.text import escape_formula, unescape_formula
from briefing.read.characters import tidy, without_flaws
from briefing.read.files import TABLE_BYTES
from briefing.read.source_table import SourceRow, SourceTable

# Columns of a table of failures, which need not be deleted after fixing it.
COLUMNS = ("failed_line", "failed_what", "failed_where", "failed_fix")
REPORT = "batch.json"  # it is next to them
_PROJECT = "project"
# The longest text in each of them, shorter if the table would be too large to be read.
_MAX_CHARACTERS = (2_000, 200, 0)


def as_csv(table: SourceTable, tasks: Iterable[Task], results: Mapping[int, Result], out: Path) -> bytes:
    """Return the failed rows as CSV.

    They have their own cells; the project is given relative to the output folder, also if the table had no such column.
    """
    projects = {task.line: task.project for task in tasks}
    rows = [row for row in table.rows if results[row.line].faults]
    columns = [name for name in table.columns if name not in COLUMNS]
    columns = columns if _PROJECT in columns else [_PROJECT, *columns]
    cells_ = [{**row.cells, _PROJECT: _relative(out, projects[row.line])} for row in rows]
    reasons = [tuple(_reasons(results[row.line])) for row in rows]
    for most in _MAX_CHARACTERS:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180 section 2
        writer.writerow([*columns, *COLUMNS])
        for row, cells, why in zip(rows, cells_, reasons, strict=True):
            cut = (words[:most] for words in why)
            writer.writerow(map(escape_formula, [*(cells[name] for name in columns), str(row.line), *cut]))
        content = text.getvalue().encode()
        if len(content) <= TABLE_BYTES:
            break
    return content


def _relative(out: Path, project: str) -> str:
    """Return the path of a project relative to the output folder."""
    try:
        return Path(os.path.relpath(project, out.resolve())).as_posix()
    except ValueError:  # another drive
        return Path(project).as_posix()


def _reasons(result: Result) -> Iterator[str]:
    for name in ("what", "where", "fix"):
        parts = dict.fromkeys(getattr(found, name) for found in result.faults)
        text = " | ".join(words for words in parts if words)
        yield tidy(without_flaws(text))


def restore(table: SourceTable) -> SourceTable:
    """Return the table with its original cells if it holds failures; any other table unchanged."""
    if not set(COLUMNS) & set(table.columns):
        return table
    return replace(table, rows=tuple(map(_unescape_row, table.rows)))


def _unescape_row(row: SourceRow) -> SourceRow:
    return replace(row, cells={name: unescape_formula(cell) for name, cell in row.cells.items()})


def is_failures_file(table: SourceTable, folder: Path) -> bool:
    """Return whether a batch wrote this table, by its columns and the report next to it."""
    return set(COLUMNS) <= set(table.columns) and (folder / REPORT).is_file()
