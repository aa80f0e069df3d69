"""Numbered rows of cells, records and names of columns → tables of tidy texts with names that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import pandas as pd
from msgspec import Struct

from briefing.draft.importing.table_limits import check_columns, check_rows
from briefing.draft.raw_table import Omission, RawTable
from briefing.read.characters import flaw, tidy, without_flaws

_MOST_REPORTED: Final = 20
_LOST: Final = "\ufffd"


class TablePlace(Struct, frozen=True):
    """Where lines come from: the path for messages, the file's name, the sheet, and what their numbers count."""

    where: str
    file: str
    part: str = ""
    counted: Literal["line", "row"] = "line"

    def at(self, number: int) -> str:
        """Return the place of a line."""
        return f"{self.file}{f', sheet {self.part}' if self.part else ''}, {self.counted} {number}"


def visible(text: str) -> str:
    """Return a text on one line, without signs that nobody can see; a letter that was lost is a question mark."""
    return tidy(without_flaws(text.replace(_LOST, "?")))


def places(place: TablePlace, numbers: Sequence[int]) -> str:
    """Return the place of lines: "a.csv, lines 3, 7, 9"."""
    listed = ", ".join(map(str, numbers[:_MOST_REPORTED])) + " …" * (len(numbers) > _MOST_REPORTED)
    return place.at(numbers[0]) if len(numbers) == 1 else f"{place.at(numbers[0]).rpartition(' ')[0]}s {listed}"


def column_names(heads: Sequence[str]) -> list[str]:
    """Return names that differ: "column 3" for none, "rate (2)" for one that was there."""
    seen, names = set[str](), []
    for at, head in enumerate(heads, start=1):
        first = name = visible(head).lstrip("\ufeff") or f"column {at}"
        count = 1
        while name in seen:
            count += 1
            name = f"{first} ({count})"
        seen.add(name)
        names.append(name)
    return names


def text_frame(
    names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], place: TablePlace, omissions: list[Omission]
) -> pd.DataFrame:
    """Return numbered rows as a frame of tidy texts; columns without any cell are left out and reported if they have a
    name, and refused characters deleted and reported."""
    good: dict[str, str] = {}
    wrong: dict[str, list[int]] = {}
    columns: dict[str, list[str]] = {name: [] for name in names}
    for number, cells in rows:
        for name, cell in zip(names, cells, strict=True):
            if cell not in good:
                good[cell] = visible(cell)
            if good[cell] != cell and flaw(cell):
                becomes = "becomes a question mark" if _LOST in cell else "is deleted"
                wrong.setdefault(f"{flaw(cell)} {becomes}", []).append(number)
            columns[name].append(good[cell])
    omissions += [Omission(places(place, numbers), reason) for reason, numbers in wrong.items()]
    empty = [name for name in names if rows and not any(columns[name])]
    for name in empty:
        del columns[name]
    stated = [name for name in empty if not re.fullmatch(r"column \d+", name)]
    if stated:
        omissions.append(Omission(", ".join(stated[:_MOST_REPORTED]), "the column has no cell"))
    return pd.DataFrame(columns, index=[number for number, _ in rows], dtype="str")


def record_table(records: Sequence[Mapping[str, str]], place: TablePlace) -> RawTable:
    """Return records, counted from 1, as a table with a column for each of their keys."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows = [(number, [record.get(key, "") for key in keys]) for number, record in enumerate(records, start=1)]
    return numbered_table(column_names(keys), rows, place)


def numbered_table(names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], place: TablePlace) -> RawTable:
    """Return numbered rows of cells as a table; InputError for too many rows or columns."""
    check_columns(len(names), place.where)
    check_rows(len(rows), place.where)
    omissions: list[Omission] = []
    frame = text_frame(names, rows, place, omissions)
    return RawTable(file=place.file, frame=frame, part=place.part, counted=place.counted, omissions=tuple(omissions))


def own_labels(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return labels of codes, none where they are the codes again."""
    return labels if any(code != label for code, label in labels.items()) else {}
