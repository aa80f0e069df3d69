"""Sources of a draft → the raw tables that are in them, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.importing.delimited_text import delimited_lines
from briefing.draft.importing.grid_tables import Place, grid_table
from briefing.draft.importing.json_files import json_document, json_tables
from briefing.draft.importing.source_bytes import source_bytes, source_text
from briefing.draft.importing.workbook_files import is_workbook, workbook_tables
from briefing.draft.raw_table import Omission, RawTable


class OpenOptions(Struct, frozen=True):
    """What of a source is read: a sheet of a workbook; a query, or a whole table, of a database."""

    sheet: str = ""
    query: str = ""
    table: str = ""


def open_tables(sources: Sequence[str | Path], options: OpenOptions | None = None) -> tuple[RawTable, ...]:
    """Return the tables of files, in their order; each has what was left out of it.

    InputError where a source is missing, damaged, too large or of a kind that is not known.
    """
    options = options or OpenOptions()
    return tuple(table for source in sources for table in _file_tables(Path(source), options))


def _file_tables(path: Path, options: OpenOptions) -> tuple[RawTable, ...]:
    data = source_bytes(path)
    place = Place(path.as_posix(), path.name)
    if is_workbook(data):
        return workbook_tables(data, options.sheet, place)
    text, encoding = source_text(data, place.where)
    if text.lstrip()[:1] in ("{", "["):
        return json_tables(json_document(text, place.where), place)
    lines, _ = delimited_lines(text, place.where)
    table = grid_table(lines, place)
    if encoding.startswith("utf"):
        return (table,)
    reason = f"its letters are read as {encoding}; save it as UTF-8 if they are wrong"
    return (replace(table, omissions=(Omission(path.name, reason), *table.omissions)),)
