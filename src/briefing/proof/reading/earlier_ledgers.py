"""Ledgers of earlier versions in the form of the newest: what was words becomes data.

A calendar year is the `year` of a record, all other periods are its `period`; here both are `period`.
The first version had no `version`, no `seal` and no `snapshots` of the files that were built; the second had no `plan`;
the third wrote places as "slide 4, chart", cells as "observations.csv, line 14, column value" and formulas as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

_TYPED: Final = 4  # the first version with places, cells and formulas as data
_PAGE: Final = re.compile(r"(?:slide|page) (\d{1,9})(?:, )?")
_CELL: Final = re.compile(r"(.+), (line|row|answer row) (\d{1,9}), column (.+)", re.DOTALL)
_CHANNELS: Final = {"alt text": "alt", "notes": "notes"}
# Of a letter, what only its HTML form has, or its plain one, and what is drawn.
_OF_LETTER: Final = {"subject": "html", "preheader": "html", "picture title": "html", "address": "plain"} | {
    "drawn in the picture": "pixels"
}


def in_newest_form(ledger: dict[str, Any]) -> dict[str, Any]:
    """Return a ledger of any version as the newest writes it; what is malformed is left as it is."""
    changed = facts_in_newest_form(ledger)
    if ledger.get("version", 1) >= _TYPED:
        return changed
    for key, change in {"uses": _with_place, "terms": _with_place, "plan": _plan_entry}.items():
        if key in ledger:
            changed[key] = _each(ledger[key], change)
    if "snapshots" in ledger:
        changed["snapshots"] = _with_sheets(ledger["snapshots"])
    return changed


def facts_in_newest_form(content: dict[str, Any]) -> dict[str, Any]:
    """Return a ledger, or the facts inside a brief, of any version with its facts as the newest writes them."""
    facts = content.get("facts")
    if not isinstance(facts, dict):
        return dict(content)
    return {**content, "facts": {name: _fact(fact) if isinstance(fact, dict) else fact for name, fact in facts.items()}}


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    held = {key: fact[key] for key in ("observations", "targets") if key in fact}
    return {**fact, **{key: _each(records, record_in_newest_form) for key, records in held.items()}}


def record_in_newest_form(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record of any version as the newest writes it."""
    dated = _with_cell(record)
    if "year" in dated:
        dated = {**dated, "period": dated["year"]}
    return {**dated, "earlier": _each(dated["earlier"], record_in_newest_form)} if "earlier" in dated else dated


def _with_cell(record: dict[str, Any]) -> dict[str, Any]:
    cell = record.get("cell")
    if not isinstance(cell, str):
        return record
    found = _CELL.fullmatch(cell)
    rest = {key: value for key, value in record.items() if key != "cell"}
    if found is None:
        return rest
    file, kind, number, column = found.groups()
    return {**rest, "cell": {"file": file, "kind": kind, "number": int(number), "column": column}}


def _with_place(row: dict[str, Any]) -> dict[str, Any]:
    place = row.get("place")
    if not isinstance(place, str):
        return row
    found = _PAGE.match(place)
    at = place[found.end() :] if found else place.removeprefix("letter").removeprefix(", ")
    channel = next((name for words, name in _CHANNELS.items() if at.endswith(words)), "text")
    if channel != "text":
        at = at.removesuffix("alt text").removesuffix("notes").rstrip(", ")
    elif row.get("output") == "letter":
        channel = _OF_LETTER.get(at, "text")
    rest = {key: value for key, value in row.items() if key != "place"}
    return {**rest, "page": int(found[1]) if found else 0, "element": at, "channel": channel}


def _plan_entry(entry: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(entry.get("place"), str):
        return entry
    kind, _, name = entry["place"].partition(" ")
    rest = {key: value for key, value in entry.items() if key != "place"}
    return {"kind": kind, "id": name, **rest, "charts": _each(entry.get("charts", []), _chart)}


def _chart(chart: dict[str, Any]) -> dict[str, Any]:
    return {"targets" if key == "aims" else key: value for key, value in chart.items()}


def _each(rows: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    return [change(row) if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows


def _with_sheets(node: Any) -> Any:
    """Return snapshots in which the sheets of a workbook call their further texts as the newest version does."""
    if isinstance(node, list):
        return [_with_sheets(item) for item in node]
    if isinstance(node, dict):
        return {"extra_texts" if key == "beside" else key: _with_sheets(value) for key, value in node.items()}
    return node
