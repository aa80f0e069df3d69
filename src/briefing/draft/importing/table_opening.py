"""Sources of a draft → the raw tables that are in them, whatever they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.importing.data_frames import frame_table, parquet_table
from briefing.draft.importing.database_tables import SQLITE, database_table, is_database
from briefing.draft.importing.file_contents import content_tables
from briefing.draft.importing.sdmx_xml import SdmxLabels, has_data, sdmx_labels, xml_root
from briefing.draft.importing.source_bytes import check_size, first_bytes, source_bytes
from briefing.draft.importing.statistical_files import STATISTICAL, statistical_table
from briefing.draft.importing.text_tables import TablePlace
from briefing.draft.raw_table import Omission, RawTable
from briefing.errors import Finding, InputError

_MOST_FILES: Final = 200
_TABLES: Final = {
    ".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls", ".parquet", ".xml", ".px",
    ".gz", ".zip", ".db", ".sqlite", ".sqlite3", *STATISTICAL,
}  # fmt: skip
Source = str | Path | pd.DataFrame


class OpenOptions(Struct, frozen=True):
    """What of a source is read: a sheet of a workbook; a query, or a whole table, of a database."""

    sheet: str = ""
    query: str = ""
    table: str = ""


def open_tables(sources: Sequence[Source], options: OpenOptions | None = None) -> tuple[RawTable, ...]:
    """Return the tables of files, folders, databases and data frames, in their order.

    Each table has what was left out of it; what a folder holds that is no table is reported with the first. A file of
    SDMX structures gives labels to the others. InputError where a source is missing, damaged, too large or unknown.
    """
    opening = _Opening(options or OpenOptions(), _structures(sources) if len(sources) > 1 else {})
    return tuple(table for source in sources for table in opening.tables(source))


def _structures(sources: Sequence[Source]) -> dict[str, SdmxLabels]:
    """The labels in those of several sources that are files of SDMX structures, by path."""
    found = {}
    for path in (Path(source) for source in sources if not isinstance(source, pd.DataFrame)):
        if path.suffix.lower() == ".xml" and path.is_file():
            root = xml_root(source_bytes(path), path.as_posix())
            if not has_data(root):
                found[path.as_posix()] = sdmx_labels(root)
    return found


class _Opening(Struct, frozen=True):
    """Opens sources, under options, with the labels of structures by their files."""

    options: OpenOptions
    structures: Mapping[str, SdmxLabels]

    def tables(self, source: Source) -> tuple[RawTable, ...]:
        """Return the tables of a source."""
        if isinstance(source, pd.DataFrame):
            return (frame_table(source, TablePlace("the DataFrame", "data", counted="row")),)
        if is_database(str(source)):
            return (database_table(str(source), self.options.query, self.options.table, Path()),)
        path = Path(source)
        if path.is_dir():
            return self._folder(path)
        return () if path.as_posix() in self.structures else self._file(path)

    def _folder(self, folder: Path) -> tuple[RawTable, ...]:
        """The tables of all files below a folder, in the order of their names; others are reported."""
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        if len(files) > _MOST_FILES:
            what = f"the folder has {len(files):,} files, and at most {_MOST_FILES} are read"
            raise InputError(what, folder.as_posix(), "name the files that are needed")
        tables: list[RawTable] = []
        omissions, wrong = [], list[Finding]()
        for path in files:
            inner = path.relative_to(folder)
            if any(part.startswith((".", "_")) for part in inner.parts):
                omissions.append(Omission(inner.as_posix(), "its name begins with a dot or _"))
                continue
            if path.suffix.lower() not in _TABLES:
                omissions.append(Omission(inner.as_posix(), "its name ends as that of no table"))
                continue
            try:
                tables += [replace(table, folder=folder.resolve().name) for table in self._file(path)]
            except InputError as error:
                wrong += error.findings
                omissions += [Omission(inner.as_posix(), finding.what) for finding in error.findings]
        if not tables:
            raise InputError(wrong or "the folder holds no table", folder.as_posix(), "put tables into it")
        return (replace(tables[0], omissions=(*omissions, *tables[0].omissions)), *tables[1:])

    def _file(self, path: Path) -> tuple[RawTable, ...]:
        rows = TablePlace(path.as_posix(), path.name, counted="row")
        first = first_bytes(path)
        if first == SQLITE:
            url = f"sqlite:///{path.resolve().as_posix()}"
            return (replace(database_table(url, self.options.query, self.options.table, Path()), file=path.name),)
        check_size(path)
        if path.suffix.lower() in STATISTICAL:
            return (statistical_table(path, rows),)
        if first.startswith(b"PAR1"):
            return (parquet_table(path, rows),)
        place = TablePlace(path.as_posix(), path.name)
        return content_tables(source_bytes(path), place, self.options.sheet, tuple(self.structures.values()))
