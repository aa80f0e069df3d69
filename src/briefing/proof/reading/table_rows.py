"""Rows by their numbers, from Parquet and SDMX files and from the CSV files of a folder."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

from briefing.proof.reading.cell_text import tidied
from briefing.proof.reading.sdmx_rows import observations

Rows = Mapping[int, Mapping[str, str]]
SDMX = (".xml", ".json")
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


def readable(name: str) -> bool:
    """Whether the rows of a file can be read here: Parquet needs pyarrow."""
    return not name.lower().endswith(".parquet") or find_spec("pyarrow") is not None


def rows_at(path: Path, name: str, numbers: Collection[int]) -> Rows:
    """Return rows of a file by their numbers from 1, each by its heads, with what the names of its folders give, as
    "entity=Town"; nothing where it cannot be read."""
    try:
        if name.lower().endswith(".parquet"):
            from briefing.proof.reading import parquet_rows  # pyarrow may be missing

            found = dict(parquet_rows.rows(path, numbers))
        elif name.lower().endswith(SDMX):
            found = {number: row for number, row in enumerate(observations(path), start=1) if number in numbers}
        else:
            found = dict(_csv(path, numbers))
    except Exception:  # pyarrow raises a dozen kinds for a damaged file
        return {}
    given = dict(_given(name))
    return {number: {**given, **row} for number, row in found.items()}


def all_rows(path: Path) -> list[list[str]]:
    """Return the head and the rows of a small Parquet or SDMX file; nothing where it cannot be read."""
    if not readable(path.name):
        return []
    try:
        if path.name.lower().endswith(SDMX):
            found = observations(path)
            head = list(dict.fromkeys(name for row in found for name in row))
            return [head, *([row.get(name, "") for name in head] for row in found)]
        from briefing.proof.reading import parquet_rows  # pyarrow may be missing

        return [list(row) for row in parquet_rows.table(path)]
    except Exception:  # as above
        return []


def _given(name: str) -> Iterator[tuple[str, str]]:
    for folder in name.split("/")[:-1]:
        key, sign, value = folder.partition("=")
        if sign:
            yield unquote(key), "" if value == _NOTHING else tidied(unquote(value))


def _csv(path: Path, numbers: Collection[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    last = max(numbers, default=0)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = filter(None, csv.reader(file))
        head = list(map(tidied, next(lines, [])))
        for number, cells in enumerate(lines, start=1):
            if number in numbers:
                yield number, dict(zip(head, map(tidied, cells), strict=False))
            if number >= last:
                return
