"""The tables of a dataset as they lie on the disk: raw cells by file, line and column, and rows by their heads."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

_MOST_BYTES = 200_000_000


class Tables(Struct):
    """A project's folder; files are read when they are asked for, and kept."""

    folder: Path
    files: dict[str, bytes | None] = field(default_factory=dict)
    grids: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def content(self, name: str) -> bytes | None:
        """A file's bytes; None where it is missing, too large or outside the folder."""
        if name not in self.files:
            path = self.folder / name
            inside = Path(name).name == name and path.is_file() and path.stat().st_size <= _MOST_BYTES
            self.files[name] = path.read_bytes() if inside else None
        return self.files[name]

    def digest(self, name: str) -> str:
        """A file's SHA-256, "" where it is missing."""
        content = self.content(name)
        return "" if content is None else hashlib.sha256(content).hexdigest()

    def grid(self, name: str) -> Mapping[int, list[str]]:
        """A CSV table → its cells by the line where each row begins, from 1; nothing where it cannot be read."""
        if name not in self.grids:
            content = self.content(name) or b""
            text = content.decode("utf-8-sig", "replace")
            rows: dict[int, list[str]] = {}
            reader, line = csv.reader(io.StringIO(text, newline="")), 1
            for cells in reader:
                rows[line] = cells
                line = reader.line_num + 1
            self.grids[name] = rows
        return self.grids[name]

    def rows(self, name: str) -> list[dict[str, str]]:
        """A CSV table → its rows by the heads of its columns."""
        grid = list(self.grid(name).values())
        return [dict(zip(grid[0], cells, strict=False)) for cells in grid[1:]] if grid else []
