"""Lines of cells, as of a text or a sheet → tables, without what stands above and below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

import pandas as pd
from msgspec import Struct

from briefing.draft.importing.grid_parts import Lines, grid_parts, stripped_cells
from briefing.draft.importing.stated_sources import stated_source
from briefing.draft.importing.table_limits import check_columns, check_rows
from briefing.draft.raw_table import Omission, RawTable
from briefing.errors import InputError
from briefing.read.characters import flaw, tidy, without_flaws

_MOST_REPORTED: Final = 20
_LOST: Final = "\ufffd"


class Place(Struct, frozen=True):
    """Where lines come from: the path for messages, the file's name, the sheet, and what their numbers count."""

    where: str
    file: str
    part: str = ""
    counted: Literal["line", "row"] = "line"

    def at(self, number: int) -> str:
        """Return the place of a line."""
        return f"{self.file}{f', sheet {self.part}' if self.part else ''}, {self.counted} {number}"


def grid_table(lines: Lines, place: Place) -> RawTable:
    """Return the table that lines hold: heads of up to four rows, title above, footnotes below.

    Lines that do not fit, repeated heads and refused characters are reported in its omissions. InputError where there
    is no row at all, or where there are too many rows or columns.
    """
    lines = [(number, cells if any(cell.strip() for cell in cells) else []) for number, cells in lines]
    if not any(cells for _, cells in lines):
        raise InputError("there is nothing in it", place.where, "export the table again, with its rows")
    parts = grid_parts(lines)
    heads = [stripped_cells(cells) for _, cells in lines[parts.head : parts.body] if cells]
    width = max([len(head) for head in heads], default=0)
    omissions: list[Omission] = []
    body = list(_body(lines[parts.body : parts.end], heads, width, place, omissions))
    if not heads:
        width = max((len(cells) for _, cells in body), default=0)
        omissions.append(Omission(place.at(lines[0][0]), "no line names the columns, so they are called by number"))
    check_columns(width, place.where)
    check_rows(len(body), place.where)
    frame = text_frame(column_names(_joined_heads(heads, width, parts.numeric)), body, place, omissions)
    title = [_words(cells) for _, cells in lines[: parts.head] if cells]
    notes = [_words(cells) for _, cells in lines[parts.end :] if cells]
    return RawTable(
        file=place.file,
        frame=frame,
        part=place.part,
        counted=place.counted,
        title="\n".join(title),
        footnotes=tuple(notes),
        source=stated_source([*title, *notes]),
        omissions=tuple(omissions),
    )


def _words(cells: Sequence[str]) -> str:
    """A line above or below a table as one text."""
    return ", ".join(tidy(without_flaws(cell)) for cell in cells if cell.strip()).lstrip("#% ")


def _body(
    lines: Lines, heads: Sequence[Sequence[str]], width: int, place: Place, omissions: list[Omission]
) -> Iterator[tuple[int, list[str]]]:
    """Rows as wide as the head; what does not fit is reported."""
    short, repeated = [], []
    for number, cells in lines:
        stripped = stripped_cells(cells)
        if not stripped:
            continue
        if heads and stripped in heads:
            repeated.append(number)
        elif stripped[0].lstrip().startswith("#") and len(stripped) == 1 and width > 1:
            omissions.append(Omission(place.at(number), f"a comment: {tidy(stripped[0])[:80]}"))
        elif width and len(stripped) > width:
            reason = f"it has {len(stripped)} cells, and the head {width}: the row is left out"
            omissions.append(Omission(place.at(number), reason))
        else:
            if len(cells) < width and place.counted == "line":
                short.append(number)
            yield number, stripped + [""] * (width - len(stripped))
    for numbers, reason in ((repeated, "the head again"), (short, "the line is short: its last cells count as empty")):
        if numbers:
            omissions.append(Omission(_places(place, numbers), reason))


def _places(place: Place, numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers[:_MOST_REPORTED])) + " …" * (len(numbers) > _MOST_REPORTED)
    return place.at(numbers[0]) if len(numbers) == 1 else f"{place.at(numbers[0]).rpartition(' ')[0]}s {listed}"


def _joined_heads(heads: Sequence[Sequence[str]], width: int, numeric: frozenset[int]) -> list[str]:
    """The heads of each column, joined; a group's name stands over all its columns."""
    full = []
    for depth, head in enumerate(heads):
        cells, last = [*head, *[""] * (width - len(head))], ""
        for at in range(width):
            if depth < len(heads) - 1 and at in numeric:
                last = cells[at].strip() or last
                cells[at] = last
        full.append(cells)
    columns = [[tidy(row[at]) for row in full] for at in range(width)]
    return [" / ".join(_distinct(column)) for column in columns]


def _distinct(parts: Sequence[str]) -> list[str]:
    """The parts of a head without those that another repeats: "2003" in "2003 rating"."""
    words = [set(part.split()) for part in parts]
    return [
        part
        for at, part in enumerate(parts)
        if part and not any(words[at] < other for other in words) and part not in parts[:at]
    ]


def column_names(heads: Sequence[str]) -> list[str]:
    """Return names that differ: "column 3" for none, "rate (2)" for one that was there."""
    seen, names = set[str](), []
    for at, head in enumerate(heads, start=1):
        first = name = tidy(without_flaws(head)).lstrip("\ufeff") or f"column {at}"
        count = 1
        while name in seen:
            count += 1
            name = f"{first} ({count})"
        seen.add(name)
        names.append(name)
    return names


def text_frame(
    names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], place: Place, omissions: list[Omission]
) -> pd.DataFrame:
    """Return numbered rows as a frame of tidy texts; columns without any cell are left out and reported if they have a
    name, and refused characters deleted and reported."""
    good: dict[str, str] = {}
    columns: dict[str, list[str]] = {name: [] for name in names}
    for number, cells in rows:
        for name, cell in zip(names, cells, strict=True):
            if cell not in good:
                good[cell] = tidy(without_flaws(cell.replace(_LOST, "?")))
                if flaw(cell):
                    becomes = "becomes a question mark" if _LOST in cell else "is deleted from the cell"
                    omissions.append(Omission(f"{place.at(number)}, column {name}", f"{flaw(cell)} {becomes}"))
            columns[name].append(good[cell])
    empty = [name for name in names if rows and not any(columns[name])]
    for name in empty:
        del columns[name]
    stated = [name for name in empty if not re.fullmatch(r"column \d+", name)]
    if stated:
        omissions.append(Omission(", ".join(stated[:_MOST_REPORTED]), "the column has no cell"))
    return pd.DataFrame(columns, index=[number for number, _ in rows], dtype="str")


def record_table(records: Sequence[Mapping[str, str]], place: Place) -> RawTable:
    """Return records, counted from 1, as a table with a column for each of their keys."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows = [(number, [record.get(key, "") for key in keys]) for number, record in enumerate(records, start=1)]
    return numbered_table(column_names(keys), rows, place)


def numbered_table(names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], place: Place) -> RawTable:
    """Return numbered rows of cells as a table; InputError for too many rows or columns."""
    check_columns(len(names), place.where)
    check_rows(len(rows), place.where)
    omissions: list[Omission] = []
    frame = text_frame(names, rows, place, omissions)
    return RawTable(file=place.file, frame=frame, part=place.part, counted=place.counted, omissions=tuple(omissions))


def own_labels(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return labels of codes, none where they are the codes again."""
    return labels if any(code != label for code, label in labels.items()) else {}
