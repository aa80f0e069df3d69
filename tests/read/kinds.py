"""The starter's observations in each kind of source, and the settings by which they are read."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

import briefing.read
from briefing.errors import InputError
from tests.programs import missing

Rows = Sequence[Mapping[str, str]]
FOLDER, DATABASE = 'file = "observations/"', 'query = "select * from observations"\nurl_env = "FIGURES_URL"'
MADE = """create table observations (indicator_id text, entity text, year integer, value double precision,
    qualifier text, status text, source_id text, note text)"""
PEERS = 'entities = ["Sample Town", "Model Village"]'
LARGE = ("parquet", "parquet-folder", "hive", "csv-folder", "sqlite", "postgresql")


def put(project: Path, kind: str, url: str = "", more: str = PEERS) -> Path:
    """A copy of the starter → the same with its observations in another kind of source, and no more in a CSV."""
    given = rows(project)
    (project / "observations.csv").unlink()
    if kind in ("sqlite", "postgresql"):
        settle(project, DATABASE, more)
        (sqlite if kind == "sqlite" else postgresql)(project, given, url)
    elif kind == "parquet":
        settle(project, 'file = "observations.parquet"', more)
        parquet(project / "observations.parquet", given, row_group_size=3)
    else:
        settle(project, FOLDER, more)
        for name, some in divided(kind, given):
            (parquet if name.endswith(".parquet") else text)(project / "observations" / name, some)
    return project


def rows(project: Path) -> list[dict[str, str]]:
    """A project's observations.csv → its rows."""
    with (project / "observations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def divided(kind: str, given: Rows) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Rows → the files of a folder, each with its own."""
    if kind == "hive":
        for entity in sorted({row["entity"] for row in given}):
            some = [{k: v for k, v in row.items() if k != "entity"} for row in given if row["entity"] == entity]
            yield f"entity={entity.replace(' ', '%20')}/part.parquet", some
        return
    for at in range(3):
        ending = "csv" if kind == "csv-folder" else "parquet"
        yield f"part-{at}.{ending}", [dict(row) for row in given[at::3]]


def settle(project: Path, *lines: str, table: str = "observations") -> None:
    """Add a table of `[tables]` to briefing.toml."""
    with (project / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", f"[tables.{table}]", *lines, ""]))


def parquet(path: Path, given: Rows, **options: Any) -> None:
    """Rows → a Parquet file with years and values as numbers."""
    arrow()
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    path.parent.mkdir(parents=True, exist_ok=True)
    typed = [{k: typed_cell(k, v) for k, v in row.items()} for row in given]
    pq.write_table(pa.Table.from_pylist(typed), path, **options)


def typed_cell(column: str, cell: str) -> object:
    """A cell as a database holds it."""
    return (int(cell) if column == "year" else float(cell) if column == "value" else cell) if cell else None


def text(path: Path, given: Rows) -> None:
    """Rows → a CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(given[0]))
        writer.writeheader()
        writer.writerows(given)


def _values(given: Rows) -> list[tuple[object, ...]]:
    return [tuple(typed_cell(column, cell) for column, cell in row.items()) for row in given]


def sqlite(project: Path, given: Rows, url: str = "") -> None:
    """Rows → a SQLite file of the project."""
    with closing(sqlite3.connect(project / "figures.db")) as connection, connection:
        connection.execute(MADE)
        connection.executemany("insert into observations values (?, ?, ?, ?, ?, ?, ?, ?)", _values(given))


def postgresql(project: Path, given: Rows, url: str) -> None:
    """Rows → a table of a PostgreSQL database, in an order of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(MADE.encode())
        marks = b"insert into observations values (%s, %s, %s, %s, %s, %s, %s, %s)"
        connection.cursor().executemany(marks, _values(given)[::-1])


def arrow() -> None:
    """Skip without pyarrow, but not in CI."""
    if find_spec("pyarrow") is None:
        missing("pyarrow is not installed", "read Parquet")


def messages(project: Path) -> list[str]:
    """What reading the project says, one text for each finding, without the folder."""
    with pytest.raises(InputError) as caught:
        briefing.read.project(project)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding).replace(f"{project.as_posix()}/", "") for finding in caught.value.findings]
