"""A table that a hand may have edited: rows and columns are found by their heads, cells by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from briefing.deck.bindings import spelled
from briefing.deck.reading import A, characters
from briefing.deck.refresh import merging
from briefing.deck.refresh.log import RefreshLog
from briefing.deck.refresh.text_body import Adopt, refresh_text


def refresh_table(
    shape: Any, old: dict[str, Any], new: dict[str, Any], fresh: Any, adopt: Adopt, log: RefreshLog
) -> None:
    """A table's frame, what is remembered of it, what the new edition has and the new frame → refreshed in place."""
    rows, fresh_rows = list(shape.iter(f"{A}tr")), list(fresh.iter(f"{A}tr"))
    now = [[characters(body) for body in _bodies(row)] for row in rows]
    was = [[spelled(cell) for cell in row] for row in old["rows"]]
    columns = pairs([row[0] for row in zip(*was, strict=False)], now[0] if now else [])
    rows_now = pairs([row[0] for row in was], [row[0] if row else "" for row in now])
    ahead = pairs([_key(row) for row in old["rows"]], [_key(row) for row in new["rows"]])
    for at, row in enumerate(was):
        place = log.at(f"row {row[0]}" if at else "header")
        if at not in rows_now:
            place.leave("a row that was removed by hand stays removed")
        elif at not in ahead:
            _drop(rows[rows_now[at]], now[rows_now[at]] == row, place)
        else:
            there = ahead[at]
            looks = (old["set"][at], new["set"][there])
            pair = (old["rows"][at], new["rows"][there])
            _row(_bodies(rows[rows_now[at]]), pair, _bodies(fresh_rows[there]), looks, columns, adopt, place)
    taken = {there: rows[rows_now[at]] for at, there in ahead.items() if at in rows_now}
    for there, row in enumerate(fresh_rows):
        if there not in ahead.values():
            _insert(
                row, there, taken, len(now[0]) if now else 0, adopt, log.at(f"row {spelled(new['rows'][there][0])}")
            )
    for at, there in ahead.items():
        # A height that a hand has given stays.
        if at in rows_now and rows[rows_now[at]].get("h") == str(old["heights"][at]):
            rows[rows_now[at]].set("h", str(new["heights"][there]))


def pairs(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Two lists of heads → index in the first → index in the second; what was reworded in place is a pair too."""
    found: dict[int, int] = {}
    for tag, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and end - start == stop - begin):
            found |= dict(zip(range(start, end), range(begin, stop), strict=True))
    # What a hand has moved stands elsewhere, once.
    for at, head in enumerate(one):
        if at not in found and one.count(head) == 1 and other.count(head) == 1:
            found[at] = other.index(head)
    return found


def _key(row: Sequence[Any]) -> str:
    """A row → what its head is, whatever number it prints."""
    return "".join(merging.skeleton(row[0])) if row else ""


def _bodies(row: Any) -> list[Any]:
    return [cell.find(f"{A}txBody") for cell in row.findall(f"{A}tc")]


def _row(
    bodies: Sequence[Any],
    cells: tuple[Sequence[Any], Sequence[Any]],
    fresh: Sequence[Any],
    looks: tuple[Sequence[str], Sequence[str]],
    columns: dict[int, int],
    adopt: Adopt,
    log: RefreshLog,
) -> None:
    """The cells of one row: those as they stand, remembered and new ones, the new bodies and both looks."""
    for at, (old, new) in enumerate(zip(*cells, strict=False)):
        if at in columns and columns[at] < len(bodies):
            pair = (looks[0][at], looks[1][at])
            refresh_text(bodies[columns[at]], old, new, fresh[at], pair, adopt, log)
        else:
            log.leave_all((f"“{item.text}” was removed by hand with its column", "") for item in merging.bound(old))


def _drop(row: Any, untouched: bool, log: RefreshLog) -> None:
    """A row that the new edition no longer has."""
    if untouched:
        row.getparent().remove(row)
        log.change("a row", "")
    else:
        log.leave("a row that a hand has rewritten; the new edition no longer has it")


def _insert(row: Any, at: int, taken: dict[int, Any], wide: int, adopt: Adopt, log: RefreshLog) -> None:
    """A row that the new edition adds stands behind the row that it follows there."""
    if not taken or len(row.findall(f"{A}tc")) != wide:
        log.leave("a new row cannot stand in a table whose rows or columns a hand has changed")
        return
    before = [index for index in taken if index < at]
    copied = adopt(deepcopy(row))
    if before:
        taken[max(before)].addnext(copied)
    else:
        next(iter(taken.values())).addprevious(copied)
    taken[at] = copied
    log.change("", "a row")
