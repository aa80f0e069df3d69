"""SDMX-CSV 1 and 2, and the tab-separated files of Eurostat → what they say of their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.sdmx_content import SdmxContent, sdmx_table, structure_name
from briefing.draft.importing.text_tables import TablePlace, column_names
from briefing.draft.raw_table import ColumnFacts, Omission, RawTable, Role
from briefing.errors import InputError

_FIRST: Final = re.compile(r"DATAFLOW|STRUCTURE(\[.*\])?")
_ID: Final = re.compile(r"([A-Z][A-Z0-9_@$-]*)(?:\[[^\]]*\])?(?:: *(.+))?")
_CODE: Final = re.compile(r"([\w.@$/+-]+): +(.+)", re.DOTALL)
_MESSAGE: Final = {"STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW", "LAST UPDATE"}
_DIMENSIONS: Final[Mapping[str, Role]] = {"geo": "entity_code", "unit": "unit"}


def is_sdmx_csv(table: RawTable) -> bool:
    """Return whether a table is SDMX-CSV, by its first column."""
    return bool(_FIRST.fullmatch(str(table.frame.columns[0]).partition(":")[0])) and len(table.frame.columns) > 2


def sdmx_csv_tables(table: RawTable, place: TablePlace) -> tuple[RawTable, ...]:
    """Return the observations of a table of SDMX-CSV, one table for each dataflow; deletions are left out.

    InputError where there is nothing else.
    """
    ids, concepts = [], {}
    for head in table.frame.columns:
        found = _ID.fullmatch(head)
        ids.append(found[1] if found else head)
        if found and found[2]:
            concepts[found[1]] = found[2]
    names = _label_columns(ids)
    concepts.update({of: ids[at] for at, of in names.items()})
    frame = table.frame.set_axis(column_names(ids), axis=1)
    first = frame.columns[0] if "STRUCTURE_ID" not in frame else "STRUCTURE_ID"
    deleted = frame["ACTION"].eq("D") if "ACTION" in frame else frame[first].isna()
    omissions = list(table.omissions)
    if deleted.any():
        omissions.append(Omission(place.at(int(frame.index[deleted][0])), "rows that delete values are left out"))
    if deleted.all():
        raise InputError("all its rows delete values", place.where, "ask for the data, not for its changes")
    tables = []
    for flow, rows in frame[~deleted].groupby(first, sort=False):
        codes: dict[str, dict[str, str]] = {}
        columns = {}
        for at, name in enumerate(frame.columns):
            if name in _MESSAGE or at in names:
                continue
            columns[name], codes[name] = _codes(list(rows[name]), bool(concepts.get(name)) and at - 1 not in names)
            if at + 1 in names:
                codes[name] = {c: t for c, t in zip(rows[name], rows.iloc[:, at + 1], strict=True) if c and t}
        title = structure_name(str(flow)) or next(iter(rows.get("STRUCTURE_NAME", ())), "")
        content = SdmxContent(
            records=[dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)],
            dimensions=_dimensions(list(columns)), concepts=concepts, codes=codes, title=title,
            omissions=tuple(omissions),
        )  # fmt: skip
        part = str(flow) if frame[first].nunique() > 1 else ""
        made = sdmx_table(content, TablePlace(place.where, place.file, part, "line"))
        tables.append(replace(made, frame=made.frame.set_axis(rows.index, axis=0)))
        omissions = []
    return tuple(tables)


def _label_columns(ids: Sequence[str]) -> dict[int, str]:
    """Positions of columns that hold the labels of the codes in the column before them → its id."""
    return {
        at: ids[at - 1]
        for at in range(1, len(ids))
        if _ID.fullmatch(ids[at - 1]) and not _ID.fullmatch(ids[at]) and ids[at] not in _MESSAGE
    }


def _codes(cells: list[str], labelled: bool) -> tuple[list[str], dict[str, str]]:
    """The codes of cells as "A: Value A", and their labels; the cells where they are no such."""
    found = [_CODE.fullmatch(cell) for cell in cells]
    if not labelled or not any(found):
        return cells, {}
    codes = [match[1] if match else cell for match, cell in zip(found, cells, strict=True)]
    return codes, {match[1]: match[2].strip() for match in found if match}


def _dimensions(names: Sequence[str]) -> list[str]:
    """The dimensions, which programs write before the value; attributes follow it."""
    return list(names[: names.index("OBS_VALUE")]) if "OBS_VALUE" in names else []


def is_eurostat(table: RawTable) -> bool:
    r"""Return whether the first head lists dimensions, as "freq,unit,geo\TIME_PERIOD"."""
    return bool(re.fullmatch(r"\w+(,\w+)*\\\w+", str(table.frame.columns[0])))


def eurostat_table(table: RawTable) -> RawTable:
    """Return a table with a column for each dimension of its first; periods stay across, with their flags."""
    first = table.frame.columns[0]
    names = first.partition("\\")[0].split(",")
    wrong = [cell for cell in table.frame[first] if cell.count(",") != len(names) - 1]
    good = table.frame[table.frame[first].str.count(",").eq(len(names) - 1)]
    frame = good.drop(columns=first)
    for at, name in enumerate(names):
        frame.insert(at, name, good[first].str.split(",").str[at].astype("str"))
    omissions = [
        Omission(table.file, f"{cell!r} has not {len(names)} dimensions, so its row is left out") for cell in wrong
    ]
    columns = {name: ColumnFacts(role=_DIMENSIONS[name]) for name in names if name in _DIMENSIONS}
    return replace(table, frame=frame, columns=columns, omissions=(*table.omissions, *omissions))
