"""How large a table may be, whatever it comes from."""

from __future__ import annotations

from typing import Final

from briefing.errors import InputError
from briefing.read.source_table import MOST_ROWS

MOST_COLUMNS: Final = 2_000
# Of all limits: what can be done.
PART: Final = "leave out what is not needed, or put it into an SQLite file and give sqlite:///FILE with --query"


def check_rows(count: int, where: str) -> None:
    """Raise InputError for more rows than are read."""
    if count > MOST_ROWS:
        raise InputError(f"the table has more than {MOST_ROWS:,} rows", where, PART)


def check_columns(count: int, where: str) -> None:
    """Raise InputError for more columns than are read."""
    if count > MOST_COLUMNS:
        fix = "save it with fewer columns, or long: a column of names and one of values"
        raise InputError(f"the table has {count:,} columns, and at most {MOST_COLUMNS:,} are read", where, fix)
