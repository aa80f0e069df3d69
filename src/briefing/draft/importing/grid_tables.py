"""Lines of cells, as of a text or a sheet → the tables in them, without what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.grid_parts import (
    UNIT_HEAD,
    Lines,
    block_starts,
    grid_parts,
    looks_like_number,
    says_nothing,
    stripped_cells,
    unit_at_right,
)
from briefing.draft.importing.names_below_others import names_above_others, names_below_others
from briefing.draft.importing.stated_sources import stated_source, states_source
from briefing.draft.importing.table_limits import check_columns, check_rows
from briefing.draft.importing.text_tables import TablePlace, column_names, places, text_frame, visible
from briefing.draft.raw_table import ColumnFacts, Omission, RawTable
from briefing.errors import InputError

_FEW: Final = 2
_WIDE_GAP: Final = re.compile(r"\S {4,}\S")
_TABLE: Final = re.compile(r"(?:table|tab|tableau|tabelle|tabla|tabel|cuadro|quadro|表)\b", re.IGNORECASE)
_STAND_IN: Final = re.compile(r"Unnamed: [0-9]+")  # what pandas writes over a column without a head
_MANY: Final = 0.1  # of the rows; more rows than this that are longer than the head show that it lacks names


def grid_tables(lines: Lines, place: TablePlace) -> tuple[RawTable, ...]:
    """Return the tables that lines hold, one below the other, each by its own title where there are several.

    InputError where there is no row at all, or where there are too many rows or columns.
    """
    lines = _without_stand_ins(lines)
    lines = [(number, cells if any(cell.strip() for cell in cells) else []) for number, cells in lines]
    if not any(cells for _, cells in lines):
        raise InputError("there is nothing in it", place.where, "export the table again, with its rows")
    starts = [0, *block_starts(lines)]
    tables = [_table(lines[first:last], place) for first, last in zip(starts, [*starts[1:], None], strict=True)]
    if len(tables) == 1:
        return tuple(tables)
    names = [table.title.replace("\n", ", ") or f"table {count}" for count, table in enumerate(tables, start=1)]
    before = f"{place.part}: " if place.part else ""
    return tuple(replace(table, part=before + name) for table, name in zip(tables, names, strict=True))


def _without_stand_ins(lines: Lines) -> Lines:
    """Lines whose first has empty cells for "Unnamed: 1", "Unnamed: 2": a sheet that pandas wrote as text, the first
    line of which is a title or the upper row of merged heads. Few of them are columns without a name."""
    number, first = lines[0] if lines else (0, [])
    stand_ins = sum(bool(_STAND_IN.fullmatch(cell)) for cell in first)
    if stand_ins < max(_FEW, (len(first) - 1) / 2):
        return lines
    return [(number, ["" if _STAND_IN.fullmatch(cell) else cell for cell in first]), *lines[1:]]


def _table(lines: Lines, place: TablePlace) -> RawTable:
    """The table in lines: heads of several rows, title above, footnotes below; what does not fit is reported."""
    parts = grid_parts(lines)
    heads = [stripped_cells(lines[at][1]) for at in range(parts.head, parts.body) if at not in parts.stated]
    heads = [head for head in heads if head]
    filled = [(number, cells) for number, cells in lines[parts.body : parts.end] if cells]
    rows, again = names_below_others(filled, parts.numeric)
    width = _width(heads, rows)
    omissions: list[Omission] = []
    if not heads:
        omissions.append(Omission(place.at(lines[0][0]), "no line names the columns, so they are called by number"))
    body = list(_body(rows, heads, (width, parts.numeric), place, omissions))
    check_columns(width, place.where)
    check_rows(len(body), place.where)
    names = column_names(_joined_heads(heads, width, parts.numeric))
    frame = text_frame(names, body, place, omissions)
    stated = [lines[at][1] for at in parts.stated if lines[at][1]]
    above = [_words(cells) for _, cells in lines[: parts.head] if cells]
    over = _page_head(lines[: parts.head])
    title = [line for line in above if line != over and not states_source(line)]
    title += [f"Unit: {unit}" for _, cells in lines[: parts.head] if (unit := unit_at_right(cells))]
    notes = [_words(cells) for cells in (*stated, *(cells for _, cells in lines[parts.end :])) if cells]
    return RawTable(
        file=place.file,
        frame=frame,
        part=place.part,
        counted=place.counted,
        title="\n".join(title),
        footnotes=tuple(notes),
        columns=_units(names, stated),
        source=stated_source([*above, *notes]),
        omissions=tuple(omissions),
        above=names_above_others(filled, rows, parts.numeric) if len(filled) == len(rows) else (),
        choices=(f"names that recur, as {again}, begin with what stands above them",) if again else (),
    )


def _units(names: Sequence[str], stated: Sequence[Sequence[str]]) -> dict[str, ColumnFacts]:
    """The unit of each column that lines below its head state; two such lines are its parts, as "£" and "m"."""
    found = dict.fromkeys(names, "")
    for cells in stated:
        if UNIT_HEAD.fullmatch(cells[0].strip()):
            found |= {name: found[name] + visible(cell) for name, cell in zip(names[1:], cells[1:], strict=False)}
    return {name: ColumnFacts(unit=unit) for name, unit in found.items() if unit}


def _page_head(lines: Lines) -> str:
    """The first line above a table where it is the head of a page, as "NATIONAL ACCOUNTS      EXTERNAL SECTOR": many
    blanks are between its words, it is no "Table 3      Exports", and an empty line is between it and another than one
    of units in brackets; "" for none."""
    at = next((at for at, (_, cells) in enumerate(lines) if cells), 0)
    spaced = [cell for cell in (lines[at][1] if lines else ()) if _WIDE_GAP.search(cell.strip())]
    further = [_words(cells) for _, cells in lines[at + 2 :] if cells]
    titled = any(not line.startswith(("(", "[", "（")) for line in further) and not lines[at + 1][1]
    return _words(lines[at][1]) if titled and spaced and not any(map(_TABLE.match, map(str.strip, spaced))) else ""


def _words(cells: Sequence[str]) -> str:
    """A line above or below a table as one text, what merged cells repeat once, without the unit of a title."""
    cells = cells[:1] if unit_at_right(cells) else cells
    return ", ".join(dict.fromkeys(visible(cell) for cell in cells if cell.strip())).lstrip("#% ")


def _width(heads: Sequence[Sequence[str]], rows: Lines) -> int:
    """How many columns there are: as the head has, or more where many rows are longer."""
    width = max([len(head) for head in heads], default=0)
    lengths = (len(stripped_cells(cells)) for _, cells in rows)
    longer = sorted(length for length in lengths if length > width)
    return longer[len(longer) // 2] if len(longer) > max(_FEW, _MANY * len(rows)) else width


def _body(
    rows: Lines,
    heads: Sequence[Sequence[str]],
    columns: tuple[int, frozenset[int]],
    place: TablePlace,
    omissions: list[Omission],
) -> Iterator[tuple[int, list[str]]]:
    """Rows as wide as the head, of whose columns some are of numbers; what does not fit is reported."""
    width, numeric = columns
    reported: dict[str, list[int]] = {}
    for number, cells in rows:
        filled, reason = stripped_cells(cells), ""
        if filled in heads:
            reason = "the head again"
        elif filled[0].lstrip().startswith("#") and len(filled) == 1 and width > 1:
            reason = f"a comment: {visible(filled[0])[:80]}"
        elif len(filled) > width and _has_signs_behind(filled, width, numeric):
            yield number, filled[:width]
        elif len(filled) > width:
            reason = f"more cells than the {width} of the head: left out"
        else:
            if len(cells) < width and place.counted == "line":
                reason = "the line is short: its last cells count as empty"
            yield number, filled + [""] * (width - len(filled))
        if reason:
            reported.setdefault(reason, []).append(number)
    omissions += [Omission(places(place, numbers), reason) for reason, numbers in reported.items()]


def _has_signs_behind(cells: Sequence[str], width: int, numeric: frozenset[int]) -> bool:
    """Whether a row that is longer than the head has numbers where the others have them, and behind them no letter and
    no digit, as the "%" of a first row."""
    fits = all(says_nothing(cells[at]) or looks_like_number(cells[at]) for at in numeric if at < width)
    return bool(numeric) and fits and not any(sign.isalnum() for cell in cells[width:] for sign in cell)


def _joined_heads(heads: Sequence[Sequence[str]], width: int, numeric: frozenset[int]) -> list[str]:
    """The heads of each column, joined; a group's name stands over all its columns."""
    full = []
    for depth, head in enumerate(heads):
        cells, last = [*head, *[""] * (width - len(head))], ""
        group = depth < len(heads) - 1 or (depth > 0 and _is_of_all(cells, numeric))
        for at in range(width):
            if group and at in numeric:
                last = cells[at].strip() or last
                cells[at] = last
        full.append(cells)
    columns = [[visible(row[at]) for row in full] for at in range(width)]
    return [" / ".join(_distinct(column)) for column in columns]


def _is_of_all(cells: Sequence[str], numeric: frozenset[int]) -> bool:
    """Whether the only text of a line stands over the first of several columns of numbers: a unit of all of them."""
    return len(numeric) > 1 and [at for at, cell in enumerate(cells) if cell.strip()] == [min(numeric)]


def _distinct(parts: Sequence[str]) -> list[str]:
    """The parts of a head without those that another repeats: "2003" in "2003 rating"."""
    words = [set(part.split()) for part in parts]
    return [
        part
        for at, part in enumerate(parts)
        if part and not any(words[at] < other for other in words) and part not in parts[:at]
    ]
