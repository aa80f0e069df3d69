"""New files of a drafted project, read as those it was drafted from → its tables, and what changes in them."""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.project_files import tables_of
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError
from briefing.model.edition import Project
from briefing.read.files import TABLE_BYTES, decode, read_bytes

REMEMBERED: Final = "import.toml"
_OBSERVATIONS: Final = "observations.csv"
# Tables whose rows people fill in: theirs stay, and what is new is added.
_KEPT: Final = ("indicators.csv", "entities.csv")
_KEY: Final = ("indicator_id", "entity", "period", "published")
_SHOWN: Final = 8  # rows of each kind that a report lists
_OUTPUTS: Final = "output"


class NewTables(Struct, frozen=True):
    """The tables of a project as new files have them, by name, and what changes: rows by how they change."""

    tables: Mapping[str, bytes]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The names of the tables that change, and the rows."""
        return {
            "tables": list(self.tables),
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
        }

    def __str__(self) -> str:
        lines = ["The new files change the data; take them in with --accept data:"]
        for what, rows in (("added", self.added), ("changed", self.changed), ("removed", self.removed)):
            lines.append(f"  {what}: {len(rows)} row{'' if len(rows) == 1 else 's'}")
            lines += [f"    {row}" for row in rows[:_SHOWN]]
            lines += [f"    … and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
        return "\n".join(lines)


def new_tables(project: Project, sources: Sequence[str | Path]) -> NewTables:
    """Return the tables that new files make, each column taken for what it was when the project was drafted.

    InputError where the project does not remember that.
    """
    roles = _remembered(project.root)
    options = RecognitionOptions(roles=roles, entity=project.edition.entity, languages=tuple(project.edition.languages))
    written = tables_of(recognise(open_tables(sources, OpenOptions()), options))
    tables = {_OBSERVATIONS: written[_OBSERVATIONS].encode()}
    for name in _KEPT:
        if name in written and (project.root / name).is_file():
            tables[name] = _with_new_rows(_content(project.root / name), written[name])
    before, after = _rows(_content(project.root / _OBSERVATIONS)), _rows(written[_OBSERVATIONS])
    return NewTables(
        {name: content for name, content in tables.items() if content != _bytes(project.root / name)},
        _sorted(after, before),
        _sorted(before, after),
        tuple(
            f"{_shown(key, before[key])} → {after[key]}"
            for key in sorted(before.keys() & after.keys())
            if before[key] != after[key]
        ),
    )


def with_tables(folder: Path, tables: Mapping[str, bytes], into: Path) -> Path:
    """Copy a project without what was built of it, with other tables; return the copy."""
    copy = into / "project"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(_OUTPUTS, ".*"))
    for name, content in tables.items():
        (copy / name).write_bytes(content)
    return copy


def _remembered(folder: Path) -> dict[str, Any]:
    path = folder / REMEMBERED
    if not path.is_file():
        fix = "put the new rows into its tables yourself, and leave the files out"
        raise InputError(f"the project has no {REMEMBERED}, which says how its files were read", str(folder), fix)
    try:
        found = tomllib.loads(_content(path))
        return {column: role for table in found.get("tables", []) for column, role in table["columns"].items()}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        fix = "correct it, or draft the project again into a new folder"
        raise InputError(f"it cannot be read: {error}", path.as_posix(), fix) from None


def _bytes(path: Path) -> bytes:
    return read_bytes(path, TABLE_BYTES)


def _content(path: Path) -> str:
    return decode(_bytes(path), path.name)


def _rows(text: str) -> dict[tuple[str, ...], str]:
    """Return the values of observations by their keys."""
    return {tuple(row.get(name) or "" for name in _KEY): _value(row) for row in csv.DictReader(io.StringIO(text))}


def _value(row: Mapping[str, str]) -> str:
    value = row.get("value") or "none"
    qualifier, status = row.get("qualifier") or "=", row.get("status") or ""
    return " ".join(filter(None, (qualifier if qualifier != "=" else "", value, status if status != "A" else "")))


def _shown(key: tuple[str, ...], value: str) -> str:
    return f"{', '.join(filter(None, key))}: {value}"


def _sorted(rows: Mapping[tuple[str, ...], str], others: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """Return the rows that others lack, in order."""
    return tuple(_shown(key, rows[key]) for key in sorted(rows.keys() - others.keys()))


def _with_new_rows(kept: str, written: str) -> bytes:
    """Return a table with the rows of another whose ids it lacks, in its own columns."""
    heads = next(csv.reader(io.StringIO(kept)), [])
    known = {row.get("id") for row in csv.DictReader(io.StringIO(kept))}
    new = [row for row in csv.DictReader(io.StringIO(written)) if row["id"] not in known]
    if not new:
        return kept.encode()
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_in_order(new, heads))
    return (kept if kept.endswith("\n") else kept + "\n").encode() + text.getvalue().encode()


def _in_order(rows: Sequence[Mapping[str, str]], heads: Sequence[str]) -> Iterator[list[str]]:
    for row in rows:
        yield [row.get(head) or "" for head in heads]
