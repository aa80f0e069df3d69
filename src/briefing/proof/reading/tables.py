"""The tables of a dataset as they lie on the disk: raw cells by file, line and column, and rows by their heads."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

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
            path = self.folder / name
            inside = path.is_file() and path.resolve().is_relative_to(self.folder.resolve())
            self.files[name] = path.read_bytes() if inside and path.stat().st_size <= _MOST_BYTES else None
        return self.files[name]

    def digest(self, name: str) -> str:
        """A file's SHA-256, "" where it is missing."""
        content = self.content(name)
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
        """A CSV or XLSX table → its cells by line, from 1; nothing where it cannot be read."""
        if (name, sheet) not in self.grids:
            content = self.content(name) or b""
            if name.lower().endswith(".csv"):
                self.grids[name, sheet] = _csv(content)
            else:
                self.grids[name, sheet] = _sheet(content, sheet) if name.lower().endswith((".xlsx", ".xlsm")) else {}
        return self.grids[name, sheet]

    def rows(self, name: str) -> list[dict[str, str]]:
        """The usual name of a table, as "sources.csv" → its rows by the heads of its columns, wherever it lies."""
        table = name.partition(".")[0]
        layout = self.layout(table)
        known = [str(layout.get("file", "")), name, f"{table}.xlsx"]
        file = next((one for one in known if one and self.content(one) is not None), "")
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
                rows[line] = [cell.strip() for cell in cells]
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
        cells.append(f"{value:.15g}" if isinstance(value, float) else value.strip())
    return rows
