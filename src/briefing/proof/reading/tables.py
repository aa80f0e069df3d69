"""The tables of a dataset as they lie on the disk: raw cells by file, line and column, and rows by their heads."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefing.proof.reading.rows import Rows, all_rows, rows_at, tidied

_MOST_BYTES = 200_000_000
Grid = Mapping[int, list[str]]


class Tables(Struct):
    """A project's folder; files are read when they are asked for, and kept."""

    folder: Path
    files: dict[str, bytes | None] = field(default_factory=dict)
    grids: dict[tuple[str, str], Grid] = field(default_factory=dict)
    told: dict[str, Any] | None = None

    def content(self, name: str) -> bytes | None:
        """A file's bytes; None where it is missing, too large or outside the folder."""
        if name not in self.files:
            path = self.path(name)
            self.files[name] = path.read_bytes() if path and path.stat().st_size <= _MOST_BYTES else None
        return self.files[name]

    def path(self, name: str) -> Path | None:
        """Where a file lies; None where it is missing or outside the folder."""
        path = self.folder / name
        return path if path.is_file() and path.resolve().is_relative_to(self.folder.resolve()) else None

    def at(self, name: str, numbers: Collection[int]) -> Rows | None:
        """A Parquet file, or a CSV file of a folder, and numbers of rows from 1 → those rows by their heads."""
        path = self.path(name)
        return rows_at(path, name, numbers) if path else None

    def digest(self, name: str) -> str:
        """A file's SHA-256; "" where it is missing, and for Parquet and folders: in a ledger theirs is that of the
        rows that were read."""
        content = None if name.lower().endswith(".parquet") else self.content(name)
        return "" if content is None else hashlib.sha256(content).hexdigest()

    @property
    def settings(self) -> dict[str, Any]:
        """What briefing.toml says; nothing where it cannot be read."""
        if self.told is None:
            try:
                self.told = tomllib.loads((self.content("briefing.toml") or b"").decode("utf-8", "replace"))
            except tomllib.TOMLDecodeError:
                self.told = {}
        return self.told

    def layout(self, table: str) -> dict[str, Any]:
        """What `[tables.<table>]` of briefing.toml says."""
        layouts = self.settings.get("tables", {})
        layout = layouts.get(table, {}) if isinstance(layouts, dict) else {}
        return layout if isinstance(layout, dict) else {}

    def grid(self, name: str, sheet: str = "") -> Grid:
        """A CSV, XLSX or small Parquet table → its cells by line, from 1; nothing where it cannot be read."""
        if (name, sheet) not in self.grids:
            self.grids[name, sheet] = self._grid(name.lower(), self.path(name), name, sheet)
        return self.grids[name, sheet]

    def _grid(self, ending: str, path: Path | None, name: str, sheet: str) -> Grid:
        if ending.endswith(".parquet"):
            small = path is not None and path.stat().st_size <= _MOST_BYTES
            return dict(enumerate(all_rows(path), start=1)) if path and small else {}
        content = self.content(name) or b""
        if ending.endswith(".csv"):
            return _csv(content)
        return _sheet(content, sheet) if ending.endswith((".xlsx", ".xlsm")) else {}

    def rows(self, name: str) -> list[dict[str, str]]:
        """The usual name of a table, as "sources.csv" → its rows by the heads of its columns, wherever it lies."""
        table = name.partition(".")[0]
        layout = self.layout(table)
        known = [str(layout.get("file", "")), name, f"{table}.xlsx", f"{table}.parquet"]
        file = next((one for one in known if one and self.path(one)), "")
        lines = list(self.grid(file, str(layout.get("sheet", ""))).values()) if file else []
        renamed = layout.get("columns", {})
        heads = [renamed.get(head, head) for head in lines[0]] if lines and isinstance(renamed, dict) else []
        return [dict(zip(heads, cells, strict=False)) for cells in lines[1:]]


def _csv(content: bytes) -> Grid:
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    rows: dict[int, list[str]] = {}
    line = 1
    try:
        for cells in reader:
            if any(cells):
                rows[line] = list(map(tidied, cells))
            line = reader.line_num + 1
    except csv.Error:
        return {}
    return rows


def _sheet(content: bytes, sheet: str) -> Grid:
    from briefing.proof.package.workbooks import cells_of

    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(cells_of(content, sheet).items()):
        cells = rows.setdefault(row, [])
        cells += [""] * (column - 1 - len(cells))
        cells.append(f"{value:.15g}" if isinstance(value, float) else tidied(value))
    return rows
