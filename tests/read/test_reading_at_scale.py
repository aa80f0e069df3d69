"""700,000 rows lie in the source; an edition reads its own, in little memory. Ten million were measured by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.dispatch.servers import postgresql as servers
from tests.dispatch.servers.postgresql import Postgresql
from tests.read.kinds import PEERS, arrow, put
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

ROWS = 700_000  # a third of them of an indicator that is read: more than 200,000
MOST_MEGABYTES = 400
FILES = 4
# Builds, and again after a change of the settings. A process inherits the ru_maxrss of the one that started it, which
# the kernel's own mark of a process does not.
BUILD = """
import pathlib, re, resource, sys, briefing
project, out, old, new = sys.argv[1:]
settings = pathlib.Path(project, "briefing.toml")
for text in (settings.read_text("utf-8"), settings.read_text("utf-8").replace(old, new)):
    settings.write_text(text, "utf-8")
    try:
        briefing.build(project, out)
    except briefing.BriefingError as error:
        print(error)
    else:
        print("built")
status = pathlib.Path("/proc/self/status")
mark = re.search("VmHWM:\\s+([0-9]+)", status.read_text()) if status.exists() else None
print((int(mark[1]) if mark else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""
# The rows of other places: a thousand of them, with indicators that the edition uses and others.
FILLER = """insert into observations select case when n % 3 = 0 then 'library_visits' else 'indicator ' || n % 50 end,
    'Place ' || n % 1000, 1900 + n / 1000 % 100, n % 9973 / 10.0, '=', 'A', 'EXAMPLE', 'made' from """
NUMBERS = (
    f"(with recursive n(n) as (select 1 union all select n + 1 from n where n < {ROWS}) select n from n) as numbers"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with servers.running() as server:
        yield server


def holds(project: Path, out: Path) -> None:
    """The edition is made in the memory that is allowed; without `entities` it is refused in the same memory."""
    line = [sys.executable, "-c", BUILD, str(project), str(out), PEERS, 'entities = "all"']
    done = subprocess.run(line, capture_output=True, text=True, env=dict(os.environ), check=True)
    printed, _, memory = done.stdout.strip().rpartition("\n")
    first, _, second = printed.partition("\n")
    assert (first, len(list(out.iterdir()))) == ("built", 5)
    assert "more than 200,000 rows would be read" in second
    assert 'write entities = "edition"' in second
    assert int(memory) < MOST_MEGABYTES, f"{memory} MB"


def filler(count: int, first: int) -> dict[str, Any]:
    """Rows of other places, in an order in which each entity stands everywhere."""
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]

    at = np.arange(first, first + count)
    names = pa.array(["library_visits", *(f"indicator {number}" for number in range(1, 50))])
    places = pa.array([f"Place {number}" for number in range(1000)])
    same = {"qualifier": "=", "status": "A", "source_id": "EXAMPLE", "note": "made"}
    return {
        "indicator_id": names.take(pa.array(np.where(at % 3, at % 50, 0))),
        "entity": places.take(pa.array(at % 1000)),
        "year": pa.array(1900 + at // 1000 % 100),
        "value": pa.array(at % 9973 / 10.0),
    } | {name: pa.array([word]).take(pa.array(np.zeros(count, int))) for name, word in same.items()}


@ONLY_IN_A_THOROUGH_RUN  # another reads by the same way
def test_a_folder_of_parquet(starter: Path, tmp_path: Path) -> None:
    arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    put(starter, "parquet-folder")
    for number in range(FILES):
        made = pa.table(filler(ROWS // FILES, number * ROWS // FILES))
        pq.write_table(made, starter / "observations" / f"part-{number}-more.parquet")
    holds(starter, tmp_path / "out")


def test_one_parquet_file_of_one_row_group(starter: Path, tmp_path: Path) -> None:
    arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    put(starter, "parquet")
    path = starter / "observations.parquet"
    own = pq.read_table(path)
    more = pa.table(filler(ROWS, 0))
    pq.write_table(pa.concat_tables([more, own.cast(more.schema)]), path, row_group_size=ROWS * 2)
    holds(starter, tmp_path / "out")


@ONLY_IN_A_THOROUGH_RUN  # another reads by the same way
def test_a_folder_of_csv(starter: Path, tmp_path: Path) -> None:
    arrow()
    import pyarrow as pa
    from pyarrow import csv

    put(starter, "csv-folder")
    csv.write_csv(pa.table(filler(ROWS, 0)), starter / "observations" / "part-9.csv")
    holds(starter, tmp_path / "out")


@ONLY_IN_A_THOROUGH_RUN  # another reads by the same way
def test_sqlite(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    from contextlib import closing

    monkeypatch.setenv("FIGURES_URL", "sqlite:///figures.db")
    put(starter, "sqlite")
    with closing(sqlite3.connect(starter / "figures.db")) as connection, connection:
        connection.execute("pragma synchronous = off")
        connection.execute(FILLER + NUMBERS)
    holds(starter, tmp_path / "out")


def test_postgresql(server: Postgresql, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.database()
    monkeypatch.setenv("FIGURES_URL", url)
    put(starter, "postgresql", url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"{FILLER} generate_series(1, {ROWS}) as n".encode())
    holds(starter, tmp_path / "out")
