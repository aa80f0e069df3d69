"""The answer to a query on a database, or a table of it → a raw table. The URL appears in no message and no table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.draft.importing.table_limits import check_rows
from briefing.draft.importing.text_tables import TablePlace, column_names, numbered_table
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError
from briefing.read.report import suggest
from briefing.read.source_table import MOST_ROWS, as_text

SQLITE: Final = b"SQLite format 3\x00"
_SHOWN: Final = 8


def is_database(source: str) -> bool:
    """Return whether a source is the URL of a database."""
    return "://" in source and source.partition(":")[0].partition("+")[0] in ("postgresql", "postgres", "sqlite")


def database_table(url: str, query: str, table: str, root: Path) -> RawTable:
    """Return the answer to a query, a table by its name, or the only table.

    InputError where the database refuses, or has several tables and none is named.
    """
    from briefing.read.database import database_answer, database_tables  # brings SQLAlchemy, of the extra `sql`

    where = "the database"
    if not query:
        names = database_tables(url, root, where)
        if table and table not in names:
            raise InputError(f"there is no table {table!r}", where, suggest(table, names, "tables"))
        if not table and len(names) != 1:
            listed = ", ".join(names[:_SHOWN]) + " …" * (len(names) > _SHOWN)
            what = f"it has {len(names)} tables: {listed}" if names else "it has no table"
            raise InputError(what, where, "name one by --table, or write a --query")
        table = table or names[0]
        query = f'select * from "{table.replace(chr(34), chr(34) * 2)}"'  # noqa: S608 (the database's own name)
    columns, rows = database_answer(url, query, MOST_ROWS + 1, root, where)
    check_rows(len(rows), where)
    cells = [(number, [as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    return numbered_table(column_names(columns), cells, TablePlace(where, table or "answer", counted="row"))
