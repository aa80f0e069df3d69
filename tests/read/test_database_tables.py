"""Tables that are queries: what is sent to the database, what is never sent, and what is wrong is reported."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace
from sqlalchemy import event
from sqlalchemy.engine import Engine

import briefing.read
from briefing.assets import asset
from briefing.errors import InputError
from briefing.read import database, source_table, table_layout
from briefing.read.report import Report
from tests.dispatch.servers import postgresql as servers
from tests.dispatch.servers.postgresql import Postgresql
from tests.read.kinds import MADE, PEERS, messages, put, rows, settle
from tests.read.small import change

SECRET = "canary7Xq"
KINDS = ("sqlite", "postgresql")
HOSTILE = "O'Neill'); drop table observations; -- %s :x ?"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with servers.running() as server:
        yield server


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the observations lie."""
    found = request.getfixturevalue("server").database() if request.param == "postgresql" else "sqlite:///figures.db"
    monkeypatch.setenv("FIGURES_URL", str(found))
    return str(found)


@pytest.fixture
def project(url: str, starter: Path) -> Path:
    """The starter with its observations in the database."""
    return put(starter, url.partition(":")[0], url)


@pytest.fixture
def sent() -> Iterator[list[tuple[str, object]]]:
    """Every statement that goes to a database, with what is bound to it."""
    found: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, bound: object, *___: object) -> None:
        found.append((statement, bound))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def ask(project: Path, query: str) -> None:
    """Put another query in place of that of the project."""
    change(project, "briefing.toml", '"select * from observations"', f"'''{query}'''")


def everything(project: Path) -> str:
    """All that can be printed of the error."""
    with pytest.raises(InputError) as caught:
        briefing.read.project(project)
    return "\n".join([*map(str, caught.value.findings), *traceback.format_exception(caught.value)])


def test_the_database_filters_and_values_are_bound(project: Path, sent: list[tuple[str, object]]) -> None:
    briefing.read.project(project)
    statement, bound = sent[-1]
    assert "(\nselect * from observations\n) as answer where" in statement
    assert "City" not in statement
    assert "library_visits" not in statement
    names = ["ExampleCity", "ModelVillage", "SampleTown", "cycle_paths", "library_visits"]  # as blanks do not count
    assert sorted(bound) == names if isinstance(bound, tuple) else False
    assert statement.endswith(f"limit {source_table.MOST_ROWS + 1}")


def test_names_are_never_sql(project: Path, url: str) -> None:
    change(project, "briefing.toml", '"Model Village"]', f'"Model Village", "{HOSTILE}"]')
    line = f"insert into observations values ('library_visits', '{HOSTILE.replace(chr(39), chr(39) * 2)}', 2019, 7, "
    run(project, url, line + "'=', 'A', 'EXAMPLE', '')")
    found = briefing.read.project(project).dataset.observations
    assert [item.value for item in found if item.entity == HOSTILE] == [7]
    assert len(found) == 13


def run(project: Path, url: str, line: str) -> None:
    """Run a line of SQL on the database of the project."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(project / "figures.db")) as connection, connection:
            connection.execute(line)
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(line.encode())


@pytest.mark.parametrize(
    "query",
    [
        "select * from observations;",
        "select * from observations -- all of them",
        "select * from observations where note like '%in%' or note is null and 'a:b' <> ':c' /* ? %s */",
        "with all_of_them as (select * from observations) select * from all_of_them order by value desc",
    ],
)
def test_a_query_may_be_written_as_one_likes(query: str, project: Path) -> None:
    before = briefing.read.project(project).dataset
    ask(project, query)
    assert briefing.read.project(project).dataset.observations == before.observations


def test_the_order_of_an_answer_is_not_that_of_the_database(project: Path, url: str) -> None:
    before = briefing.read.project(project).dataset
    ask(project, "select * from observations order by value desc")
    assert briefing.read.project(project).dataset.observations == before.observations
    rename = "select note, source_id, status, qualifier, value, year, entity as place, indicator_id from observations"
    ask_again = (project / "briefing.toml").read_text(encoding="utf-8")
    (project / "briefing.toml").write_text(
        ask_again.replace("select * from observations order by value desc", rename) + 'columns = { place = "entity" }\n'
    )
    after = briefing.read.project(project).dataset
    assert {(item.entity, item.value) for item in after.observations} == {
        (item.entity, item.value) for item in before.observations
    }
    name = "briefing.toml tables.observations"
    assert after.inputs[name] == before.inputs[name]


def test_published_decimals_of_an_exact_column_are_kept(project: Path, url: str) -> None:
    if url.startswith("sqlite"):
        ask(project, "select indicator_id, entity, year, case year when 2021 then '62.0' else value end as value,"
            " source_id from observations where indicator_id = 'cycle_paths'")  # fmt: skip
    else:
        run(project, url, "alter table observations alter value type numeric(9, 1)")
    found = briefing.read.project(project).dataset.observations if not url.startswith("sqlite") else ()
    assert all(item.decimals == 1 for item in found)


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        ("delete from observations", "the database refuses the query: "),
        ("drop table observations", "the database refuses the query: "),
        ("select * from observations) as a; delete from observations; select * from (select 1", "the database refuses"),
        ("select valeu from observations", "the database refuses the query: "),
        ("select entity from observations", "the column 'indicator_id' is missing"),
        ("select *, 1 as remark from observations", "column remark: this column is unknown"),
    ],
)
def test_a_wrong_query_is_reported_and_changes_nothing(query: str, finding: str, project: Path, url: str) -> None:
    before = briefing.read.project(project).dataset
    ask(project, query)
    found = messages(project)
    assert any(one.startswith("briefing.toml, line 26, tables.observations") and finding in one for one in found), found
    assert servers.PASSWORD not in everything(project)
    change(project, "briefing.toml", f"'''{query}'''", "'select * from observations'")
    assert briefing.read.project(project).dataset.observations == before.observations


def test_what_gives_no_rows_is_reported(project: Path) -> None:
    ask(project, "select * from observations where 1 = 0")
    assert "no row has a value whose entity is 'Example City' or 'Model Village'" in messages(project)[0]


def test_too_many_rows_are_reported_with_the_fix(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_table, "MOST_ROWS", 11)
    change(project, "briefing.toml", PEERS, 'entities = "all"')
    assert messages(project)[0] == (
        "briefing.toml, line 26, tables.observations: more than 11 rows would be read\n"
        '  fix: in [tables.observations] write entities = "edition", or the list of the peers that the story names'
    )


def test_cells_are_checked(project: Path, url: str) -> None:
    line = "insert into observations values ('library_visits', 'Sample Town', 2018, 7, '=', 'A', 'EXAMPLE', '{}')"
    run(project, url, line.format("a\u202eb"))
    run(project, url, line.format("x" * 10_001).replace("2018", "2017"))
    found = messages(project)
    assert any("answer row" in one and "column note: the direction override U+202E" in one for one in found)
    assert any("answer row" in one and "column note: the cell has 10,001 characters" in one for one in found)


SLOW = {
    "sqlite": "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) as entity from n",
    "postgresql": "select pg_sleep(60)::text as entity, 'a' as indicator_id",
}


def test_an_answer_that_takes_too_long_is_reported(project: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "QUERY_SECONDS", 1)
    kind = url.partition(":")[0]
    with pytest.raises(InputError) as caught:
        database.query_table(SLOW[kind], "FIGURES_URL", project, "batch", Report())
    assert str(caught.value) == (
        "batch: the database did not answer within 1 seconds\n  fix: narrow the query itself, by a column with an index"
    )


def test_an_answer_as_it_stands_keeps_its_order(project: Path) -> None:
    query = "select value, entity from observations order by value desc"
    found = database.query_table(query, "FIGURES_URL", project, "batch.toml", Report())
    values = [float(row.cells["value"]) for row in found.rows]
    assert (found.columns, values) == (("value", "entity"), sorted(values, reverse=True))
    assert str(found.location(found.rows[0], "value")) == "batch.toml, the answer, line 1, column value"
    with pytest.raises(InputError, match="the answer has more than 3 rows"):
        database.query_table(query, "FIGURES_URL", project, "batch.toml", Report(), most=3)


@pytest.mark.parametrize(
    ("url", "finding"),
    [
        ("", "the environment variable FIGURES_URL is not set"),
        (SECRET, "the URL in FIGURES_URL cannot be read"),
        (f"mysql://u:{SECRET}@localhost/x", "is of no database that is read here"),
        (f"sqlite:///{SECRET}.db", "names no SQLite file"),
        (f"postgresql://{SECRET}:{SECRET}@127.0.0.1:9/{SECRET}", "the database cannot be reached: OperationalError"),
    ],
)
def test_a_database_that_cannot_be_asked_is_reported_without_its_url(
    url: str, finding: str, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (starter / "observations.csv").unlink()
    settle(starter, 'query = "select 1"', 'url_env = "FIGURES_URL"')
    monkeypatch.setenv("FIGURES_URL", url)
    found = everything(starter)
    assert f"briefing.toml, line 26, tables.observations: {finding}" in found or finding in found
    assert SECRET not in found
    assert "127.0.0.1" not in found


def test_the_server_tells_nothing_of_who_asks(
    server: Postgresql, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(MADE.encode())
    (starter / "observations.csv").unlink()
    settle(starter, f'query = "select * from {servers.USER}"', 'url_env = "FIGURES_URL"')
    monkeypatch.setenv("FIGURES_URL", url)
    found = messages(starter)[0]
    assert 'the database refuses the query: relation "…" does not exist' in found
    assert servers.USER not in found.replace("briefing.toml", "")


@pytest.mark.parametrize("code", ["110000", "cast(110000 as double precision)", "cast('110000' as char(9))"])
def test_a_code_is_chosen_by_its_text_whatever_its_type(code: str, project: Path) -> None:
    query = f"select {code} as entity, value from observations where entity = 'Sample Town'"
    layout = table_layout.Layout("", query=query, url_env="FIGURES_URL", filters={"entity": ("110000", "Example City")})
    found = database.read_query("observations", layout, project, Report())
    assert [row.cells["entity"] for row in found.rows] == ["110000"] * len(found.rows)
    assert len(found.rows) == len(rows_of("Sample Town"))
    other = replace(layout, filters={"entity": ("11000",)})
    assert database.read_query("observations", other, project, Report()).rows == ()


def rows_of(entity: str) -> list[dict[str, str]]:
    """The rows of an entity in the starter."""
    return [row for row in rows(asset("project")) if row["entity"] == entity]


def test_a_file_that_is_no_database_is_reported(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_URL", "sqlite:///figures.db")
    put(starter, "sqlite")
    (starter / "figures.db").write_bytes(b"no database" * 1000)
    assert messages(starter)[0].startswith(
        "briefing.toml, line 26, tables.observations: the database refuses the query: file is not a database"
    )


def test_a_heading_may_hold_any_sign(project: Path) -> None:
    before = briefing.read.project(project).dataset.observations
    heading = 'the ""place"", in % ?'
    ask(project, 'select indicator_id, entity as "' + heading + '", year, value, source_id from observations')
    with (project / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write(f"columns = {{ '{heading.replace(chr(34) * 2, chr(34))}' = \"entity\" }}\n")
    after = briefing.read.project(project).dataset.observations
    assert [(item.entity, item.value) for item in after] == [(item.entity, item.value) for item in before]
