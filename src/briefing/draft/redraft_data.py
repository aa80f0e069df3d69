"""New files of a drafted project, read as those it was drafted from → its tables, and what changes in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from briefing.draft.recognition.remembered import tables_of
from briefing.read.files import TABLE_BYTES, decode, read_bytes

_KEY: Final = ("indicator_id", "entity", "period", "published")
_SHOWN: Final = 8  # rows of each kind that a report lists
_OUTPUTS: Final = "output"
Rows = Mapping[tuple[str, ...], str]


class NewTables(Struct, frozen=True):
    """The tables of a project as new files have them, by name, and the rows that are added, removed or changed.

    `dates` are the sources of these rows that have a date, which is that of the old files.
    """

    tables: Mapping[str, bytes]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    dates: Mapping[str, str] = {}

    def as_json(self) -> dict[str, Any]:
        """The names of the tables that change, and the rows."""
        return {
            "tables": list(self.tables),
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
            "dates": dict(self.dates),
        }

    def __str__(self) -> str:
        if not self.tables:
            return "The new files have the data that the project has."
        lines = ["The new files change the data; take them in with --accept data:"]
        for what, rows in (("added", self.added), ("changed", self.changed), ("removed", self.removed)):
            lines.append(f"  {what}: {len(rows)} row{'' if len(rows) == 1 else 's'}")
            lines += [f"    {row}" for row in rows[:_SHOWN]]
            lines += [f"    … and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
        return "\n".join([*lines, *self.reminders()])

    def reminders(self) -> Iterator[str]:
        """Yield what to write into sources.csv, whose dates the new files leave as they are."""
        for source, date in self.dates.items():
            yield f"sources.csv dates {source} {date}: write there when the new values were published"


def new_tables(folder: Path, files: Sequence[str | Path], today: dt.date | None = None, period: str = "") -> NewTables:
    """Return the tables that new files make, each column taken for what it was when the project was drafted.

    Values of periods that begin after `today` are left out. A `period` is that of all values of files that name none,
    which join those of other periods. InputError where the project does not remember how.
    """
    read = tables_of(folder, files, today, period)
    tables = {name: content for name, content in read.items() if content != _bytes(folder / name)}
    before: dict[tuple[str, ...], str] = {}
    after: dict[tuple[str, ...], str] = {}
    for name, content in tables.items():
        before |= _rows(_bytes(folder / name), name)
        after |= _rows(content, name)
    changed = (key for key in sorted(before.keys() & after.keys()) if before[key] != after[key])
    return NewTables(
        tables,
        _only_in(after, before),
        _only_in(before, after),
        tuple(f"{_shown(key, before[key])} → {after[key]}" for key in changed),
        _dates(folder, tables),
    )


def _dates(folder: Path, tables: Mapping[str, bytes]) -> dict[str, str]:
    """Return the dates of the sources that new rows without a date of their own come from."""
    rows = [row for name, content in tables.items() for row in csv.DictReader(io.StringIO(decode(content, name)))]
    named = {row.get("source_id") for row in rows if not row.get("published")}
    path = folder / "sources.csv"
    sources = csv.DictReader(io.StringIO(decode(_bytes(path), path.name))) if path.is_file() else ()
    dates = {row.get("id") or "": row.get("published") or row.get("read_on") or "" for row in sources}
    return {source: date for source, date in dates.items() if source in named and date}


def with_tables(folder: Path, tables: Mapping[str, bytes], into: Path) -> Path:
    """Copy a project without what was built of it, with other tables; return the copy."""
    copy = into / "project"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(_OUTPUTS, ".*"))
    for name, content in tables.items():
        (copy / name).write_bytes(content)
    return copy


def _bytes(path: Path) -> bytes:
    return read_bytes(path, TABLE_BYTES)


def _rows(content: bytes, name: str) -> dict[tuple[str, ...], str]:
    """Return the values of observations by their keys."""
    rows = csv.DictReader(io.StringIO(decode(content, name)))
    return {tuple(row.get(head) or "" for head in _KEY): _value(row) for row in rows}


def _value(row: Mapping[str, str]) -> str:
    qualifier, status = row.get("qualifier") or "=", row.get("status") or "A"
    return f"{qualifier if qualifier != '=' else ''}{row.get('value') or 'none'}{f' {status}' if status != 'A' else ''}"


def _shown(key: tuple[str, ...], value: str) -> str:
    return f"{', '.join(filter(None, key))}: {value}"


def _only_in(rows: Rows, others: Rows) -> tuple[str, ...]:
    """Return the rows that others lack, in order."""
    return tuple(_shown(key, rows[key]) for key in sorted(rows.keys() - others.keys()))
