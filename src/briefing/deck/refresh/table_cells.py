"""A table that may have been edited: rows and columns are found by their heads, cells by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from briefing.deck.bindings import characters_of
from briefing.deck.reading import A, characters
from briefing.deck.refresh import merging
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.part_import import PartImporter
from briefing.deck.refresh.text_body import BoundText, refresh_text


def refresh_table(
    shape: Any, old: dict[str, Any], new: dict[str, Any], fresh: Any, importer: PartImporter, log: RefreshLog
) -> None:
    """Refresh a table in place, from what is remembered of it, what the new edition has and the new table."""
    rows, fresh_rows = list(shape.iter(f"{A}tr")), list(fresh.iter(f"{A}tr"))
    now = [[characters(body) for body in _bodies(row)] for row in rows]
    was = [[characters_of(cell) for cell in row] for row in old["rows"]]
    columns = pairs([row[0] for row in zip(*was, strict=False)], now[0] if now else [])
    rows_now = pairs([row[0] for row in was], [row[0] if row else "" for row in now])
    rows_new = pairs([_key(row) for row in old["rows"]], [_key(row) for row in new["rows"]])
    for at, row in enumerate(was):
        place = log.at(f"row {row[0]}" if at else "header")
        if at not in rows_now:
            place.leave("a row that was removed by hand stays removed")
        elif at not in rows_new:
            _drop(rows[rows_now[at]], now[rows_now[at]] == row, place)
        else:
            there = rows_new[at]
            cells = list(zip(_texts(old, at), _texts(new, there), strict=False))
            _refresh_row(_bodies(rows[rows_now[at]]), cells, _bodies(fresh_rows[there]), columns, importer, place)
    standing = {there: rows[rows_now[at]] for at, there in rows_new.items() if at in rows_now}
    for there, row in enumerate(fresh_rows):
        if there in rows_new.values():
            continue
        place = log.at(f"row {characters_of(new['rows'][there][0])}")
        if not standing or len(row.findall(f"{A}tc")) != (len(now[0]) if now else 0):
            place.leave("a new row cannot stand in a table whose rows or columns were changed by hand")
        else:
            _insert(importer.copy(row), there, standing)
            place.change("", "a row")
    for at, there in rows_new.items():
        # A height that was given by hand stays.
        if at in rows_now and rows[rows_now[at]].get("h") == str(old["heights"][at]):
            rows[rows_now[at]].set("h", str(new["heights"][there]))


def pairs(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return the index in the second of two lists of heads by that in the first; a head reworded in place is a pair."""
    found: dict[int, int] = {}
    for tag, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and end - start == stop - begin):
            found |= dict(zip(range(start, end), range(begin, stop), strict=True))
    # What was moved by hand stands elsewhere, once.
    for at, head in enumerate(one):
        if at not in found and one.count(head) == 1 and other.count(head) == 1:
            found[at] = other.index(head)
    return found


def _key(row: Sequence[Any]) -> str:
    """Return what the head of a row is, whatever number it prints."""
    return "".join(merging.skeleton(row[0])) if row else ""


def _bodies(row: Any) -> list[Any]:
    return [cell.find(f"{A}txBody") for cell in row.findall(f"{A}tc")]


def _texts(table: dict[str, Any], row: int) -> list[BoundText]:
    return [BoundText(*cell) for cell in zip(table["rows"][row], table["set"][row], strict=False)]


def _refresh_row(
    bodies: Sequence[Any],
    cells: Sequence[tuple[BoundText, BoundText]],
    fresh: Sequence[Any],
    columns: dict[int, int],
    importer: PartImporter,
    log: RefreshLog,
) -> None:
    """Refresh the cells of one row, given as remembered and in the new edition, from the new row's bodies."""
    for at, (old, new) in enumerate(cells):
        if at in columns and columns[at] < len(bodies):
            refresh_text(bodies[columns[at]], old, new, fresh[at], importer, log)
        else:
            removed = (f"“{item.text}” was removed by hand with its column" for item in merging.bound(old.segments))
            log.leave_all((what, "") for what in removed)


def _drop(row: Any, untouched: bool, log: RefreshLog) -> None:
    """Remove a row that the new edition no longer has, unless it was edited."""
    if untouched:
        row.getparent().remove(row)
        log.change("a row", "")
    else:
        log.leave("a row that was rewritten by hand; the new edition no longer has it")


def _insert(row: Any, at: int, standing: dict[int, Any]) -> None:
    """Put a row that the new edition adds behind the one that it follows there; `standing` are rows by their index."""
    before = [index for index in standing if index < at]
    if before:
        standing[max(before)].addnext(row)
    else:
        next(iter(standing.values())).addprevious(row)
    standing[at] = row
