"""What import.toml remembers of how a table was read, and new files read in the same way."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.raw_table import Role
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.project_files import observations_table
from briefing.draft.recognition.recognising import GIVEN_PERIOD, recognise
from briefing.draft.recognition.time_texts import DateOrder
from briefing.errors import InputError, UsageError
from briefing.read.project import settings
from briefing.read.tomlfile import read_toml

NAME = "import.toml"
_OBSERVATIONS: Final = "observations.csv"


class Remembered(Struct, frozen=True):
    """The roles of columns by name, the order of dates and the ids of series by what divides them."""

    roles: Mapping[str, Role]
    dates: DateOrder
    keys: Mapping[str, str]
    sheet: str = ""


def remembered(folder: Path) -> Remembered:
    """Return what a project remembers; InputError where it was not drafted from a table."""
    path = folder / NAME
    if not path.is_file():
        what = "the project does not remember how its table was read"
        raise InputError(what, path.as_posix(), "draft it from a table with: briefing draft FILE --out FOLDER")
    values: dict[str, Any] = read_toml(path).values
    try:
        tables = values.get("tables", ())
        roles = {column: role for table in tables for column, role in table.get("columns", {}).items()}
    except (AttributeError, TypeError):
        fix = "write it as briefing draft did: [[tables]] with [tables.columns], each column = its role"
        raise InputError("it does not say how the table was read", path.as_posix(), fix) from None
    return Remembered(roles, values.get("dates", ""), values.get("series", {}), values.get("sheet", ""))


def tables_of(
    folder: Path, files: Sequence[str | Path], today: dt.date | None = None, period: str = ""
) -> Mapping[str, bytes]:
    """Return the tables of a project as new files give them, by the name of their file: observations.csv.

    Columns have the roles that the project remembers, and series the ids that they have in it. InputError for a series
    that it does not know, and for a table that cannot be read so. Values of periods that begin after `today` are left
    out. Of tables that name no period all values are of the given `period`, and those of others stay.
    """
    known = remembered(folder)
    if period and GIVEN_PERIOD not in known.roles:
        raise UsageError("the tables of the project name their periods", GIVEN_PERIOD, "leave it out")
    tables = open_tables(files, OpenOptions(sheet=known.sheet))
    heads = {str(name) for table in tables for name in table.frame.columns}
    roles = {column: role for column, role in known.roles.items() if column in heads}
    place = settings(folder).edition.entity
    options = RecognitionOptions(roles=roles, dates=known.dates, period=period, entity=place, today=today)
    found = observations_table(_with_known_keys(recognise(tables, options), known), _source(folder))
    return {_OBSERVATIONS: (_with_other_periods(found, folder) if period else found).encode("utf-8")}


def _with_other_periods(found: str, folder: Path) -> str:
    """Return observations with those of a project that are of other periods before them."""
    own, new = (csv.DictReader(io.StringIO(text)) for text in (_observations(folder), found))
    rows = list(new)
    others = [row for row in own if row["period"] not in {row["period"] for row in rows}]
    written = io.StringIO()
    heads = dict.fromkeys((*(own.fieldnames or ()), *(new.fieldnames or ())))
    table = csv.DictWriter(written, tuple(heads), restval="", lineterminator="\n")
    table.writeheader()
    table.writerows([*others, *rows])
    return written.getvalue()


def _with_known_keys(data: ImportedData, known: Remembered) -> Any:
    keys = {item.key: known.keys.get(item.series, "") for item in data.indicators}
    unknown = [item.name for item in data.indicators if not keys[item.key]]
    if unknown:
        fix = "draft the new table into a folder of its own, and copy its rows of indicators.csv and [facts]"
        raise InputError(f"the project has no series {', '.join(unknown[:5])}", data.file, fix)
    return data.observations.assign(indicator_id=data.observations["indicator_id"].map(keys))


def _source(folder: Path) -> str:
    """Return the source that the project's observations name."""
    first = next(csv.DictReader(io.StringIO(_observations(folder))), {})
    return first.get("source_id", "")


def _observations(folder: Path) -> str:
    return (folder / _OBSERVATIONS).read_text(encoding="utf-8-sig")
