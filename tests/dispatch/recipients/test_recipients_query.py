"""Recipients from a database: SQLite and PostgreSQL; nothing is written there, no message holds the URL."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from briefing.dispatch import recipients, settings
from briefing.dispatch.models import Recipient
from briefing.errors import InputError
from tests.dispatch.servers import postgresql
from tests.dispatch.servers.postgresql import Postgresql

SECRET = "canary7Xq"
ROWS = [
    ("a@x.test", "Board, secretariat", "board;press", "brief;deck", "2014-2023"),
    ("zoë@bücher.example", None, "press", None, None),
]
MADE = "create table people (mail text, name text, circle text, files text, years text)"
QUERY = """\
select mail as address, name, circle as groups, files as outputs, years as period
from people where mail like '%@%' and 'a:b' <> ':name' order by mail"""


def project(folder: Path, query: str = QUERY) -> Path:
    text = f'[recipients]\nurl_env = "PEOPLE_URL"\nquery = """\n{query}"""\n'
    (folder / "dispatch.toml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> tuple[Recipient, ...]:
    return recipients.read_recipients(settings.read_settings(folder), folder)


def result(folder: Path) -> str:
    """Everything that can be printed of the error; each finding has place and fix."""
    with pytest.raises(InputError) as caught:
        read(folder)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return "\n".join([*map(str, caught.value.findings), *traceback.format_exception(caught.value)])


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / f"{SECRET}.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(MADE)
        connection.executemany("insert into people values (?, ?, ?, ?, ?)", ROWS)
    monkeypatch.setenv("PEOPLE_URL", f"sqlite:///{path}")
    return path


def check(found: tuple[Recipient, ...]) -> None:
    assert [(row.address, row.name, row.groups, row.outputs, row.period) for row in found] == [
        ("a@x.test", "Board, secretariat", ("board", "press"), ("brief", "deck"), (2014, 2023)),
        ("zoë@xn--bcher-kva.example", "", ("press",), ("brief",), None),
    ]


def test_a_query_gives_recipients(database: Path, tmp_path: Path) -> None:
    found = read(project(tmp_path))
    check(found)
    assert found[1].where.endswith("dispatch.toml, line 1, recipients, the answer, line 2")


def test_a_file_of_the_project_may_be_named_relative_to_it(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEOPLE_URL", f"sqlite:///{database.name}")
    check(read(project(tmp_path)))


def test_faults_of_an_answer_have_row_and_column(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("insert into people values ('b@x.test' || char(10), 'De' || char(8238) || 'sk', '', '', '')")
    found = result(project(tmp_path))
    assert "the answer, line 2, column address: a line break is in the cell" in found
    assert "the answer, line 2, column name: the direction override U+202E stands in the cell" in found


def test_a_query_cannot_change_the_database(database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    assert "the database refuses the query: attempt to write a readonly database" in result(
        project(tmp_path, "delete from people returning mail as address")
    )
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        ("select mial as address from people", "the database refuses the query: no such column: mial"),
        ("select mail from people", "the column 'address' is missing"),
        ("select mail as address, name as address from people", "two columns are called 'address'"),
        ("pragma query_only = off", "the query gives no rows"),
    ],
)
def test_a_wrong_query_is_reported(query: str, finding: str, database: Path, tmp_path: Path) -> None:
    found = result(project(tmp_path, query))
    assert finding in found
    assert SECRET not in found


@pytest.mark.parametrize(
    ("url", "finding"),
    [
        ("", "the environment variable PEOPLE_URL is not set"),
        (f"{SECRET}", "the URL in PEOPLE_URL cannot be read"),
        (f"postgresql://u:{SECRET}@localhost:port/x", "the URL in PEOPLE_URL cannot be read"),
        (f"mysql://u:{SECRET}@localhost/x", "is of no database that is read here"),
        (f"sqlite:///{SECRET}.missing", "names no SQLite file"),
        ("sqlite://", "names no SQLite file"),
        (f"postgresql://u:{SECRET}@127.0.0.1:9/x", "the database cannot be reached: OperationalError"),
        (f"postgresql+psycopg2://u:{SECRET}@127.0.0.1:9/x", "cannot be reached: OperationalError"),
    ],
)
def test_a_database_that_cannot_be_asked_is_reported_without_its_url(
    url: str, finding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEOPLE_URL", url)
    found = result(project(tmp_path))
    assert finding in found
    assert SECRET not in found
    assert not (tmp_path / f"{SECRET}.missing").exists()


def test_what_is_no_database_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{SECRET}.db").write_text("no database" * 100)
    monkeypatch.setenv("PEOPLE_URL", f"sqlite:///{SECRET}.db")
    found = result(project(tmp_path))
    assert "the database refuses the query: file is not a database" in found
    assert SECRET not in found


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with postgresql.running() as server:
        yield server


@pytest.fixture
def people(server: Postgresql, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database that holds the same people."""
    url = server.database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(MADE)
        connection.cursor().executemany("insert into people values (%s, %s, %s, %s, %s)", ROWS)
    monkeypatch.setenv("PEOPLE_URL", url)
    return url


def test_postgresql_gives_the_same_recipients(people: str, tmp_path: Path) -> None:
    check(read(project(tmp_path)))


def test_a_query_cannot_change_postgresql(people: str, tmp_path: Path) -> None:
    found = result(project(tmp_path, "delete from people returning mail as address"))
    assert "cannot execute DELETE in a read-only transaction" in found
    assert "read-only" in result(project(tmp_path, "commit; delete from people returning mail as address"))
    check(read(project(tmp_path)))


def test_postgresql_tells_what_is_wrong_without_its_url(
    people: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = result(project(tmp_path, "select mial as address from people"))
    assert 'column "mial" does not exist' in found
    assert postgresql.PASSWORD not in found
    monkeypatch.setenv("PEOPLE_URL", people.replace(postgresql.PASSWORD, f"{SECRET}wrong"))
    found = result(project(tmp_path))
    assert "the database cannot be reached: OperationalError" in found
    assert SECRET not in found
    assert postgresql.PASSWORD not in found
    assert "127.0.0.1" not in found
