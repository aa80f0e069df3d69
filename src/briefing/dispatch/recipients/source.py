"""Where recipients stand: a CSV or XLSX file of the project, or the answer of a database."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import InputError
from briefing.read.characters import FIX, flaw, tidy
from briefing.read.files import TABLE_BYTES, decode, inside, read_bytes
from briefing.read.report import Report
from briefing.read.tables import CELL_CHARACTERS, MOST_ROWS, Layout, Row, Table, read_table

if TYPE_CHECKING:
    from sqlalchemy import URL

QUERY_SECONDS = 60


class RecipientTable(Struct, frozen=True, kw_only=True):
    """A table file below the project's folder, or an SQL query and the environment variable with the database's URL.

    `where` is the place in dispatch.toml, for messages.
    """

    file: str = "recipients.csv"
    sheet: str = ""
    query: str = ""
    url_env: str = ""
    where: str = "dispatch.toml, recipients"


def load(source: RecipientTable, project: Path, report: Report) -> Table:
    """Source and the project's folder → its rows. Cells with a line break keep it, so that it can be refused.

    Cells that hold refused characters are reported. InputError where nothing can be read at all.
    """
    if source.query:
        return _answer(source, project, report)
    path = inside(project, source.file, source.where)
    table = read_table(path, Layout(source.file, source.sheet), report)
    broken = {line: cells for line, cells in _lines(path, source.sheet) if any(map(_breaks, cells))}
    rows = [
        replace(row, cells=dict(zip(table.columns, broken[row.line], strict=False))) if row.line in broken else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _breaks(cell: str) -> bool:
    return "\n" in cell or "\r" in cell


def _lines(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """The cells as they stand, which `read_table` has found readable."""
    data = read_bytes(path, TABLE_BYTES)
    if path.suffix.lower() != ".csv":
        from briefing.read.workbook import read_sheet

        if path.suffix.lower() in (".xlsx", ".xlsm"):
            yield from read_sheet(data, sheet, path.as_posix())
        return
    reader, line = csv.reader(io.StringIO(decode(data, path.as_posix()), newline="")), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _answer(source: RecipientTable, project: Path, report: Report) -> Table:
    """The answer of the database as a table, whose lines are counted from its first row."""
    from briefing.read.workbook import as_text

    columns, answer = _ask(source, project)
    if len(answer) > MOST_ROWS:
        raise InputError(f"the answer has more than {MOST_ROWS:,} rows", source.where, "narrow the query")
    doubled = [name for position, name in enumerate(columns) if name in columns[:position]]
    if doubled:
        raise InputError(f"two columns are called {doubled[0]!r}", source.where, "rename one, with `as`")
    rows = [
        Row(number, {name: _cell(as_text(value)) for name, value in zip(columns, cells, strict=True)})
        for number, cells in enumerate(answer, start=1)
    ]
    place = f"{source.where}, the answer"
    table = Table(place, place, columns, tuple(rows), "")
    for row in rows:
        for column, text in row.cells.items():
            if flaw(text):
                report.add(table.where(row, column), f"{flaw(text)} stands in the cell", FIX)
            elif len(text) > CELL_CHARACTERS:
                report.add(table.where(row, column), f"the cell has {len(text):,} characters", "shorten it")
    return table


def _cell(text: str) -> str:
    return text if _breaks(text) else tidy(text)


def _ask(source: RecipientTable, project: Path) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows, at most one more than may be. No message repeats the URL or what it holds.

    The database itself refuses what would change it.
    """
    import sqlalchemy as sa
    from sqlalchemy.exc import SQLAlchemyError

    url, options = _database(source, project)
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=options, hide_parameters=True)
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        what = f"the database of the recipients cannot be reached: {_kind(error)}"
        raise InputError(what, source.where, f"check the URL in {source.url_env}, and that the server runs") from None
    with connection:
        try:
            if url.get_backend_name() == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = ON")
            # Without parameters a % or a colon of the query is a sign like any other.
            answer = connection.execution_options(no_parameters=True).exec_driver_sql(source.query)
            if not answer.returns_rows:
                raise InputError("the query gives no rows", source.where, "write a select")
            return tuple(map(str, answer.keys())), [tuple(row) for row in answer.fetchmany(MOST_ROWS + 1)]
        except SQLAlchemyError as error:
            reason = _reason(error, url)
            raise InputError(f"the database refuses the query: {reason}", source.where, "mend the query") from None
        finally:
            connection.rollback()


def _database(source: RecipientTable, project: Path) -> tuple[URL, dict[str, object]]:
    """The URL of the environment variable and its driver's options; a SQLite file is looked for below the project."""
    import sqlalchemy as sa
    from sqlalchemy.exc import ArgumentError

    text = os.environ.get(source.url_env, "")
    if not text:
        what = f"the environment variable {source.url_env} is not set"
        raise InputError(what, source.where, "set it to the URL of the database, postgresql://… or sqlite:///…")
    name = f"the URL in {source.url_env}"
    try:
        url = sa.make_url(text)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise InputError(f"{name} cannot be read", source.where, "write postgresql://… or sqlite:///…") from None
    if kind == "postgresql":
        from importlib.util import find_spec

        if find_spec("psycopg") is None:
            raise InputError("PostgreSQL needs psycopg", source.where, "pip install briefing[postgresql]")
        limits = f"-c default_transaction_read_only=on -c statement_timeout={QUERY_SECONDS}s"
        own = url.query.get("options", "")  # as a search_path; ours come last and hold
        limits = f"{own if isinstance(own, str) else ' '.join(own)} {limits}"
        return url.set(drivername="postgresql+psycopg"), {"connect_timeout": 10, "options": limits}
    if kind != "sqlite":
        raise InputError(f"{name} is of no database that is read here", source.where, "use PostgreSQL or SQLite")
    path = project / (url.database or "")
    if not path.is_file():
        raise InputError(f"{name} names no SQLite file", source.where, "put it there, or give its absolute path")
    return url.set(drivername="sqlite+pysqlite", database=str(path)), {"timeout": 10}


def _kind(error: Exception) -> str:
    return type(getattr(error, "orig", None) or error).__name__


def _reason(error: Exception, url: URL) -> str:
    """The database's own first line, without what the URL keeps secret."""
    text = str(getattr(error, "orig", None) or type(error).__name__).partition("\n")[0]
    for secret in (url.password, url.host, url.database):
        text = text.replace(str(secret), "…") if secret else text
    return text[:200]
