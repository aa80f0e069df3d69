"""A query on a database → a table: PostgreSQL or SQLite, never changed, within a time limit.

The URL stands in an environment variable. No message repeats it, or the host, user or password that it holds.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from threading import Timer

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import URL, Connection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from briefing.errors import InputError, install
from briefing.read import source_table
from briefing.read.characters import FIX, flaw, tidy
from briefing.read.report import Report
from briefing.read.source_table import CELL_CHARACTERS, MOST_ROWS, SourceRow, SourceTable, as_text
from briefing.read.table_layout import Layout, apply_layout, too_many

QUERY_SECONDS = 60
_SELECT = re.compile(r"\s*(select|with|values|table)\b", re.IGNORECASE)
_LATE = re.compile(r"statement timeout|interrupted")


def query_table(query: str, url_env: str, root: Path, where: str, report: Report, most: int = MOST_ROWS) -> SourceTable:
    """Return the answer to a query as a table; `url_env` is the variable that holds the URL, `where` the query's place.

    Its lines are counted from the first row, in the order in which the database gives them. A cell with a line break
    keeps it, so that it can be refused; other refused characters, and cells that are too long, are reported. InputError
    where nothing can be read at all, and for more than `most` rows.
    """
    with _opened(*_stated(url_env, where), root, where) as database:
        columns, rows = database.ask(query, (), most + 1)
    if len(rows) > most:
        raise InputError(f"the answer has more than {most:,} rows", where, "narrow the query")
    doubled = [name for position, name in enumerate(columns) if name in columns[:position]]
    if doubled:
        raise InputError(f"two columns are called {doubled[0]!r}", where, "rename one, with `as`")
    place = f"{where}, the answer"
    read = (
        SourceRow(number, {name: _cell(as_text(value)) for name, value in zip(columns, cells, strict=True)})
        for number, cells in enumerate(rows, start=1)
    )
    table = SourceTable(place, place, columns, tuple(read), "")
    for row in table.rows:
        for column, text in row.cells.items():
            if flaw(text):
                report.add(table.where(row, column), f"{flaw(text)} stands in the cell", FIX)
            elif len(text) > CELL_CHARACTERS:
                report.add(table.where(row, column), f"the cell has {len(text):,} characters", "shorten it")
    return table


def _cell(text: str) -> str:
    return text if "\n" in text or "\r" in text else tidy(text)


def read_query(name: str, layout: Layout, root: Path, report: Report) -> SourceTable:
    """Return the rows that the layout asks for of a table of `[tables]` that is a query.

    The database leaves out the others, by their texts without blanks, so that one with a blank too many is not lost:
    for this it looks at every row of the query, and has use for an index only by a condition in the query itself.
    The rows are sorted by their columns as text, from left to right, whatever order the database gives: so each has a
    place, as "briefing.toml tables.observations, answer row 17, column value". The digest is that of the rows.
    """
    where, most = layout.where, source_table.MOST_ROWS
    inner = f"select * from (\n{layout.query.strip().rstrip(';')}\n) as answer"  # noqa: S608 (the author's own query)
    with _opened(*_stated(layout.url_env, where), root, where) as database:
        given, _ = database.ask(f"{inner} where 1 = 0", (), 1)
        head = source_table.named_columns((0, list(given)), where)
        filters = layout.filters_by_heading()
        chosen = {head.index(name): texts for name, texts in filters.items() if name in head}
        rows: list[tuple[object, ...]] = []
        if len(chosen) == len(filters):  # the caller reports a column that is missing
            named = {given[at]: texts for at, texts in chosen.items()}
            _, rows = database.ask(*database.filtered(inner, named, most + 1), most + 1)
    if len(rows) > most:
        raise too_many(layout, where)
    lines = sorted(
        [as_text(value) for value in cells]
        for cells in rows
        if all(tidy(as_text(cells[at])) in texts for at, texts in chosen.items())
    )
    read = source_table.tidy_rows(enumerate(lines, start=1), head, where, report, "answer row")
    file = f"briefing.toml tables.{name}"
    table = apply_layout(SourceTable(file, where, head, tuple(read), "", counted="answer row"), layout)
    return replace(table, digest=source_table.rows_digest(table.rows))


def database_answer(
    url: str, query: str, most: int, root: Path, where: str
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and at most so many rows of a query on the database of a URL; InputError if it refuses."""
    with _opened(url, "the URL", root, where) as database:
        return database.ask(query, (), most)


def database_tables(url: str, root: Path, where: str) -> list[str]:
    """Return the names of the tables and views of the database of a URL."""
    with _opened(url, "the URL", root, where) as database:
        found = sa.inspect(database.connection)
        return sorted([*found.get_table_names(), *found.get_view_names()])


class _Database(Struct, frozen=True):
    """A database that can be asked; `where` is the place of the query, for messages."""

    connection: Connection
    url: URL
    where: str

    def filtered(self, query: str, filters: Mapping[str, frozenset[str]], most: int) -> tuple[str, tuple[str, ...]]:
        """Return a query for at most so many rows with the texts of the filters, or with others that differ in blanks
        alone, and the values of its placeholders."""
        sqlite = self.url.get_backend_name() == "sqlite"
        mark = "?" if sqlite else "%s"
        bare = {column: sorted({text.replace(" ", "") for text in texts}) for column, texts in filters.items()}
        names = [_bare('answer."' + column.replace('"', '""') + '"', sqlite=sqlite) for column in bare]
        if bare and not sqlite:  # next to placeholders a % is written twice
            query, names = query.replace("%", "%%"), [name.replace("%", "%%") for name in names]
        marks = [", ".join([mark] * len(texts)) or "null" for texts in bare.values()]
        asked = " and ".join(f"{name} in ({some})" for name, some in zip(names, marks, strict=True))
        return f"{query}{' where ' * bool(asked)}{asked} limit {most}", tuple(chain(*bare.values()))

    def ask(self, query: str, values: Sequence[str], most: int) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """Return the columns and at most so many rows of a query, without more being sent; InputError if the database
        refuses."""
        options: dict[str, object] = {"stream_results": bool(_SELECT.match(query))}
        if not values:
            options["no_parameters"] = True  # then a % or a colon of the query is a sign like any other
        try:
            with _in_time(self.connection):
                found = self.connection.execution_options(**options).exec_driver_sql(query, tuple(values) or None)
                if not found.returns_rows:
                    raise InputError("the query gives no rows", self.where, "write a select")
                with found:  # the server's cursor is closed
                    return tuple(map(str, found.keys())), [tuple(row) for row in found.fetchmany(most)]
        except SQLAlchemyError as error:
            reason = _reason(error, self.url)
            if _LATE.search(reason):
                what = f"the database did not answer within {QUERY_SECONDS} seconds"
                raise InputError(what, self.where, "narrow the query itself, by a column with an index") from None
            raise InputError(
                f"the database refuses the query: {reason}", self.where, "correct the query, which must be one select"
            ) from None


def _bare(column: str, *, sqlite: bool) -> str:
    """Return SQL for the text of a column without blanks, tabs and line ends."""
    text = f"cast({column} as text)"
    if sqlite:
        text = f"iif(typeof({column}) = 'real', printf('%.15g', {column}), {column})"  # 3, not 3.0
    for sign in " \t\r\n":  # themselves, as calling char() costs more than all else
        text = f"replace({text}, '{sign}', '')"
    return text


@contextmanager
def _in_time(connection: Connection) -> Iterator[None]:
    """PostgreSQL keeps its own limit; SQLite is interrupted."""
    if connection.dialect.name != "sqlite":
        yield
        return
    timer = Timer(QUERY_SECONDS, connection.connection.driver_connection.interrupt)  # type: ignore[union-attr]
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _opened(text: str, name: str, root: Path, where: str) -> Iterator[_Database]:
    """Open the database of a URL, which messages call by its name. The database itself refuses what would change it;
    closing takes back what was begun."""
    url, options = _url(text, name, root, where)
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=options, hide_parameters=True)
    with ExitStack() as opened:
        try:
            connection = opened.enter_context(engine.connect())
            if url.get_backend_name() == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = ON")
        except SQLAlchemyError as error:
            what = f"the database cannot be reached: {_kind(error)}"
            raise InputError(what, where, f"check {name}, and that the server runs") from None
        yield _Database(connection, url, where)


def _stated(url_env: str, where: str) -> tuple[str, str]:
    """The URL in an environment variable, and what messages call it."""
    text = os.environ.get(url_env, "")
    if not text:
        what = f"the environment variable {url_env} is not set"
        raise InputError(what, where, "set it to the URL of the database, postgresql://… or sqlite:///…")
    return text, f"the URL in {url_env}"


def _url(text: str, name: str, root: Path, where: str) -> tuple[URL, dict[str, object]]:
    """A URL and its driver's options; a SQLite file is looked for below the project."""
    try:
        url = sa.make_url(text)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise InputError(f"{name} cannot be read", where, "write postgresql://… or sqlite:///…") from None
    if kind == "postgresql":
        if importlib.util.find_spec("psycopg") is None:
            raise InputError("PostgreSQL needs psycopg", where, install("postgresql"))
        limits = f"-c default_transaction_read_only=on -c statement_timeout={QUERY_SECONDS}s"
        own = url.query.get("options", "")  # as a search_path; ours come last and hold
        limits = f"{own if isinstance(own, str) else ' '.join(own)} {limits}"
        return url.set(drivername="postgresql+psycopg"), {"connect_timeout": 10, "options": limits}
    if kind != "sqlite":
        raise InputError(f"{name} is of no database that is read here", where, "use PostgreSQL or SQLite")
    path = root / (url.database or "")
    if not path.is_file():
        raise InputError(f"{name} names no SQLite file", where, "put it there, or give its absolute path")
    return url.set(drivername="sqlite+pysqlite", database=str(path)), {"timeout": 10}


def _kind(error: Exception) -> str:
    return type(getattr(error, "orig", None) or error).__name__


def _reason(error: Exception, url: URL) -> str:
    """The database's own first line, without what the URL keeps secret."""
    text = str(getattr(error, "orig", None) or type(error).__name__).partition("\n")[0]
    for secret in (url.password, url.host, url.database):
        text = text.replace(str(secret), "…") if secret else text
    if url.username:  # as a word of its own, as a name may be a letter
        text = re.sub(rf"(?<!\w){re.escape(url.username)}(?!\w)", "…", text)
    return text[:200]
