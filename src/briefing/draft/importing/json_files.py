"""JSON → tables of its records: a list, a list inside an object, columns, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from briefing.draft.importing.grid_tables import grid_tables
from briefing.draft.importing.text_tables import TablePlace, record_table
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError

_MOST_DEPTH: Final = 4


def json_document(text: str, where: str) -> Any:
    """Return the content of a JSON text, numbers as they are printed; JSON lines as a list.

    InputError with its line and column where the text is none.
    """
    try:
        return json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            return [_line(line, number, where) for number, line in enumerate(lines, start=1)]
        raise _broken(error, f"{where}, line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise InputError("the JSON is nested too deep", where, "save its records as a flat list") from None


def _line(line: str, number: int, where: str) -> Any:
    try:
        return json.loads(line, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise _broken(error, f"{where}, line {number}, column {error.colno}") from None


def _broken(error: json.JSONDecodeError, where: str) -> InputError:
    return InputError(f"this is no JSON: {error.msg}", where, "export the file again, or correct the line")


def json_tables(document: Any, place: TablePlace) -> tuple[RawTable, ...]:
    """Return the lists of records of a document, each as a table; InputError where it holds none."""
    found = list(_record_lists(document, "", 0))
    if not found:
        fix = 'write a list of records: [{"year": 2024, "value": 3.4}, …]'
        raise InputError("the JSON holds no list of records", place.where, fix)
    tables: list[RawTable] = []
    for name, rows in found:
        inner = TablePlace(place.where, place.file, name if len(found) > 1 else place.part, "row")
        if isinstance(rows[0], Mapping):
            tables.append(record_table([_flat(row) for row in rows if isinstance(row, Mapping)], inner))
        else:
            cells = [[_text(cell) for cell in row] for row in rows if isinstance(row, list)]
            tables += grid_tables(list(enumerate(cells, start=1)), inner)
    return tuple(tables)


def _record_lists(node: Any, name: str, depth: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """Lists of objects or of lists in a document, with their keys; an object of lists of one length is a table too."""
    if isinstance(node, list) and node:
        inner = [item for item in node if isinstance(item, list) and item and isinstance(item[0], Mapping | list)]
        if (isinstance(node[0], Mapping) and not inner) or all(_is_flat(item) for item in node):
            yield name, node
        else:
            for number, item in enumerate(node, start=1):
                if depth < _MOST_DEPTH:
                    yield from _record_lists(item, f"{name}{number}", depth + 1)
    elif isinstance(node, Mapping) and depth < _MOST_DEPTH:
        columns = _columns(node)
        if columns:
            yield name, columns
            return
        for key, item in node.items():
            yield from _record_lists(item, f"{name} {key}".strip(), depth + 1)


def _is_flat(item: Any) -> bool:
    return isinstance(item, list) and bool(item) and not any(isinstance(cell, list | Mapping) for cell in item)


def _columns(node: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records of an object of columns: lists of one length, or objects by one and the same keys."""
    values = list(node.values())
    if len(values) < 2:
        return []
    if all(_is_flat(value) for value in values) and len({len(value) for value in values}) == 1:
        return [dict(zip(node, cells, strict=True)) for cells in zip(*values, strict=True)]
    plain = all(isinstance(value, Mapping) and value for value in values)
    if plain and not any(isinstance(cell, list | Mapping) for value in values for cell in value.values()):
        keys = list(values[0])
        if all(list(value) == keys for value in values):
            if all(key.isdigit() for key in keys):  # as pandas writes: column → number of the row → cell
                return [{name: node[name][key] for name in node} for key in keys]
            return [{"": name, **value} for name, value in node.items()]
    return []


def _flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A record with the keys of inner objects joined, as "country / value"."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            cells.update(_flat(value, f"{name} / "))
        else:
            cells[name] = _text(value)
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
