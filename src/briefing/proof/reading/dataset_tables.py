"""The tables of a dataset as they lie on the disk: raw cells by file, line and column, and rows by their heads."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct, field

from briefing.proof.package.workbooks import cells_of
from briefing.proof.reading.cell_text import tidied
from briefing.proof.reading.table_rows import SDMX, Rows, all_rows, rows_at
from briefing.reuse import reused

T = TypeVar("T")
_MOST_BYTES = 200_000_000
FRAME: Final = "frame "  # what comes before the name of a table that was a data frame
_SIGNS: Final = ("delimiter", "quoteChar")
Grid = Mapping[int, Sequence[str]]


def frame_names(inputs: Iterable[str]) -> set[str]:
    """Return the names of the tables that were data frames, from the inputs of an edition."""
    return {name.removeprefix(FRAME) for name in inputs if name.startswith(FRAME)}


class Tables(Struct):
    """The tables in a project's folder; files are read on demand and cached.

    `frames` are tables that were given to the build in place of files: heads and rows by the table's name; `made` is
    what was made of tables, by its kind.
    """

    folder: Path
    paths: dict[str, Path | None] = field(default_factory=dict)
    files: dict[str, bytes | None] = field(default_factory=dict)
    grids: dict[tuple[str, str], Grid] = field(default_factory=dict)
    parsed_settings: dict[str, Any] | None = None
    package: list[dict[str, Any]] | None = None
    frames: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def content(self, name: str) -> bytes | None:
        """Return a file's bytes; None where it is missing, too large or outside the folder."""
        if name not in self.files:
            path = self.path(name)
            self.files[name] = path.read_bytes() if path and path.stat().st_size <= _MOST_BYTES else None
        return self.files[name]

    def path(self, name: str) -> Path | None:
        """Return where a file lies; None where it is missing or outside the folder."""
        if name not in self.paths:
            path = self.folder / name
            inside = path.is_file() and path.resolve().is_relative_to(self.folder.resolve())
            self.paths[name] = path if inside else None
        return self.paths[name]

    def at(self, name: str, numbers: Collection[int]) -> Rows | None:
        """Return rows of a frame, a Parquet or SDMX file, or a CSV file of a folder, by their numbers from 1."""
        frame = self.frames.get(name.removeprefix(FRAME)) if name.startswith(FRAME) else None
        if frame is not None:
            head = list(map(tidied, frame[0]))
            known = [number for number in numbers if number < len(frame)]
            return {number: dict(zip(head, map(tidied, frame[number]), strict=False)) for number in known}
        path = self.path(name)
        return rows_at(path, name, numbers) if path else None

    def digest(self, name: str) -> str:
        """Return a file's SHA-256; "" where it is missing, and for Parquet and folders: in a ledger theirs is that of
        the rows that were read."""
        content = None if name.lower().endswith(".parquet") else self.content(name)
        return "" if content is None else hashlib.sha256(content).hexdigest()

    @property
    def settings(self) -> dict[str, Any]:
        """The content of briefing.toml; nothing where it cannot be read."""
        if self.parsed_settings is None:
            try:
                content = self.content("briefing.toml") or b""
                self.parsed_settings = reused("settings", (content,), lambda: _settings(content))
            except tomllib.TOMLDecodeError:
                self.parsed_settings = {}
        return self.parsed_settings

    def layout(self, table: str) -> dict[str, Any]:
        """Return `[tables.<table>]` of briefing.toml."""
        layouts = self.settings.get("tables", {})
        layout = layouts.get(table, {}) if isinstance(layouts, dict) else {}
        return layout if isinstance(layout, dict) else {}

    @property
    def resources(self) -> list[dict[str, Any]]:
        """The resources of datapackage.json, each with its file as `path`; nothing where it cannot be read."""
        if self.package is None:
            try:
                content = json.loads((self.content("datapackage.json") or b"{}").decode("utf-8-sig", "replace"))
            except (json.JSONDecodeError, RecursionError):
                content = {}
            listed = content.get("resources") if isinstance(content, dict) else None
            found = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
            self.package = [{**item, "path": _first(item.get("path"))} for item in found]
        return self.package

    def resource(self, key: str, value: str) -> dict[str, Any]:
        """Return the resource with this name or path; nothing where there is none."""
        return next((item for item in self.resources if item.get(key) == value), {})

    def grid(self, name: str, sheet: str = "") -> Grid:
        """Return the cells of a CSV, XLSX or small Parquet table by line, from 1; nothing where it cannot be read."""
        if (name, sheet) not in self.grids:
            self.grids[name, sheet] = self._grid(name.lower(), self.path(name), name, sheet)
        return self.grids[name, sheet]

    def derived(self, kind: str, names: Sequence[str], make: Callable[[], T]) -> T:
        """Return what `make` makes of some tables by their usual names and of nothing else; once for their content."""
        if kind not in self.made:
            inputs = self.inputs(names)
            self.made[kind] = make() if inputs is None else reused(f"tables: {kind}", inputs, make)
        found: T = self.made[kind]
        return found

    def inputs(self, names: Sequence[str]) -> tuple[object, ...] | None:
        """Return all that some tables are read from, by their usual names; None for what is not read as a whole file,
        and for frames."""
        files = [self.file(name) for name in names]
        content = [self.content(file) for file in (*files, "briefing.toml", "datapackage.json")]
        framed = not self.frames.keys().isdisjoint(name.partition(".")[0] for name in names)
        unread = any(file and held is None for file, held in zip(files, content, strict=False))
        return None if framed or unread else (files, *content)

    def _grid(self, ending: str, path: Path | None, name: str, sheet: str) -> Grid:
        if ending.endswith((".parquet", *SDMX)):
            small = path is not None and path.stat().st_size <= _MOST_BYTES
            return dict(enumerate(all_rows(path), start=1)) if path and small else {}
        content = self.content(name) or b""
        if ending.endswith(".csv"):
            written = _written(self.resource("path", name))
            return reused("csv-table", (content, written), lambda: _csv(content, written))
        return _sheet(content, sheet) if ending.endswith((".xlsx", ".xlsm")) else {}

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table by its usual name, as "sources.csv", wherever it lies, each by its heads."""
        heads, lines = self.lines(name)
        return [dict(zip(heads, cells, strict=False)) for cells in lines]

    def file(self, name: str) -> str:
        """Return where a table of a usual name lies, "" where it is missing."""
        table = name.partition(".")[0]
        layout = self.layout(table)
        known = [
            str(layout.get("file", "")),
            str(self.resource("name", table).get("path", "")),
            name,
            f"{table}.xlsx",
            f"{table}.parquet",
        ]
        return next((item for item in known if item and self.path(item)), "")

    def lines(self, name: str) -> tuple[list[str], list[Sequence[str]]]:
        """Return the heads of a table by its usual name, and the cells of its rows."""
        table = name.partition(".")[0]
        layout = self.layout(table)
        file = self.file(name)
        if table in self.frames:
            lines: list[Sequence[str]] = [list(map(tidied, cells)) for cells in self.frames[table]]
        else:
            lines = list(self.grid(file, str(layout.get("sheet", ""))).values()) if file else []
        renamed = layout.get("columns", {})
        heads = [renamed.get(head, head) for head in lines[0]] if lines and isinstance(renamed, dict) else []
        return heads, lines[1:]


def _settings(content: bytes) -> dict[str, Any]:
    return tomllib.loads(content.decode("utf-8", "replace"))


class _Written(Struct, frozen=True):
    """How a CSV file is written: its signs, texts for what is missing, and of columns the marks within numbers."""

    delimiter: str = ","
    quote: str = '"'
    missing: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def plain(self, head: str, cell: str) -> str:
        """Return a cell with a point for decimals; empty where its text means that nothing is there."""
        if cell in self.missing:
            return ""
        point, group = self.marks.get(head, (".", ""))
        return (cell.replace(group, "") if group else cell).replace(point, ".")


def _first(path: object) -> object:
    return path[0] if isinstance(path, list) and path else path


def _written(resource: Mapping[str, Any]) -> _Written:
    dialect, schema = (_table(resource.get(key)) for key in ("dialect", "schema"))
    dialect = _table(dialect.get("csv")) or dialect
    signs = [sign if isinstance(sign, str) and len(sign) == 1 else "" for sign in map(dialect.get, _SIGNS)]
    fields = [item for item in schema.get("fields") or () if isinstance(item, dict)]
    missing = [item.get("value") if isinstance(item, dict) else item for item in schema.get("missingValues") or ()]
    marks = {
        str(item.get("name")): (str(item.get("decimalChar", ".")), str(item.get("groupChar", "")))
        for item in fields
        if "decimalChar" in item or "groupChar" in item
    }
    missing_texts = tuple(text for text in missing if isinstance(text, str) and text)
    return _Written(signs[0] or ",", signs[1] or '"', missing_texts, marks)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _csv(content: bytes, written: _Written) -> Grid:
    text = io.StringIO(content.decode("utf-8-sig", "replace"), newline="")
    reader = csv.reader(text, delimiter=written.delimiter, quotechar=written.quote)
    rows: dict[int, tuple[str, ...]] = {}
    shared: dict[str, str] = {}  # most cells stand in very many rows
    line = 1
    head: list[str] = []
    try:
        for cells in reader:
            if any(cells):
                tidy = list(map(tidied, cells))
                head = head or tidy
                if written.missing or written.marks:
                    tidy = [written.plain(name, cell) for name, cell in zip_longest(head, tidy, fillvalue="")]
                rows[line] = tuple(shared.setdefault(cell, cell) for cell in tidy)
            line = reader.line_num + 1
    except csv.Error:
        return {}
    return rows


def _sheet(content: bytes, sheet: str) -> Grid:
    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(cells_of(content, sheet).items()):
        cells = rows.setdefault(row, [])
        cells += [""] * (column - 1 - len(cells))
        cells.append(f"{value:.15g}" if isinstance(value, float) else tidied(value))
    return rows
