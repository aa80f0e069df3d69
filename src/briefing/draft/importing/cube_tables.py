"""A cube of values, as JSON-stat and PX hold → a raw table with a column for each dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.draft.importing.text_tables import TablePlace, column_names, own_labels, record_table
from briefing.draft.raw_table import ColumnFacts, RawTable, Role, StatedSource
from briefing.errors import InputError
from briefing.read.source_table import MOST_ROWS

_VALUE: Final = "value"
_STATUS: Final = "status"
_UNIT: Final = "unit"


class CubeDimension(Struct, frozen=True):
    """A dimension: its name, the codes of its categories in order, their labels, and units where it is of measures."""

    name: str
    codes: Sequence[str]
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    role: Role | None = None


class Cube(Struct, frozen=True):
    """Values by position, the last dimension running fastest; "" for none. `statuses` are by position."""

    dimensions: Sequence[CubeDimension]
    values: Sequence[str]
    statuses: Mapping[int, str] = field(default_factory=dict)
    unit: str = ""
    title: str = ""
    footnotes: tuple[str, ...] = ()
    source: StatedSource = StatedSource()


def cube_table(cube: Cube, place: TablePlace) -> RawTable:
    """Return a table with a row for each value; codes with labels in its columns, units of measures as a column.

    InputError where there are not as many values as the dimensions ask for, or too many.
    """
    size = prod(len(dimension.codes) for dimension in cube.dimensions)
    if len(cube.values) != size:
        what = f"there are {len(cube.values):,} values, and its dimensions ask for {size:,}"
        raise InputError(what, place.where, "download the file again")
    if size > MOST_ROWS:
        what = f"the cube has {size:,} values, and at most {MOST_ROWS:,} are read"
        raise InputError(what, place.where, "choose fewer categories before downloading it")
    names = column_names([dimension.name for dimension in cube.dimensions])
    value, status, unit = (_free(name, names) for name in (_VALUE, _STATUS, _UNIT))
    measures = next((dimension for dimension in cube.dimensions if any(dimension.units.values())), None)
    records = []
    for at, codes in enumerate(product(*(item.codes for item in cube.dimensions))):
        record = dict(zip(names, codes, strict=True)) | {value: cube.values[at]}
        if cube.statuses:
            record[status] = cube.statuses.get(at, "")
        if measures:
            record[unit] = measures.units.get(codes[cube.dimensions.index(measures)], "")
        records.append(record)
    columns = {
        name: ColumnFacts(item.role, item.label, "", own_labels(item.labels))
        for name, item in zip(names, cube.dimensions, strict=True)
    }
    columns[value] = ColumnFacts("value", unit=cube.unit)
    columns |= {status: ColumnFacts("status")} if cube.statuses else {}
    columns |= {unit: ColumnFacts("unit")} if measures else {}
    table = record_table(records, place)
    facts = {name: columns[name] for name in table.frame.columns}
    return replace(table, columns=facts, title=cube.title, footnotes=cube.footnotes, source=cube.source)


def _free(name: str, names: Sequence[str]) -> str:
    return name if name not in names else f"{name} (of the cell)"
