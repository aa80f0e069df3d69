"""A message of SDMX-ML or SDMX-JSON → numbered rows of text: a column for each dimension that counts, period and value.

A value is the text that the message has for it, since a number would lose the digits that its publisher printed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefing.errors import Finding, InputError
from briefing.read.source_table import NumberedCells
from briefing.read.table_layout import Layout

_OURS: Final = {"TIME_PERIOD": "period", "OBS_VALUE": "value", "OBS_STATUS": "status"}
_SHOWN: Final = 4


def read_message(data: bytes, layout: Layout, where: str) -> Iterator[NumberedCells]:
    """Yield the names of the columns, then the observations in their order, numbered from 1.

    Columns are the dimensions and attributes that the layout names, by their ids in the message, and period, value and
    status. InputError where the bytes are no message with data, where they declare a document type, which could draw
    in other files, and where a dimension that the layout does not name has several values, which would be mixed.
    """
    observations = [item for dataset in _message(data, where).data for item in dataset.obs]
    if not observations:
        raise InputError("the SDMX message holds no observation", where, "ask its publisher for the data")
    rows = [_cells(item) for item in observations]
    dimensions = dict.fromkeys(name for item in observations for name in item.key.values)
    _check_dimensions([name for name in dimensions if name not in {*layout.columns, *_OURS}], rows, where)
    known = dict.fromkeys(name for row in rows for name in row)
    ids = [name for name in known if name in layout.columns or name in _OURS]
    yield 0, [name if name in layout.columns else _OURS[name] for name in ids]
    for number, row in enumerate(rows, start=1):
        yield number, [row.get(name, "") for name in ids]


def _message(data: bytes, where: str) -> Any:
    import sdmx  # an extra, and takes 0.4 s

    if b"<!DOCTYPE" in data:
        raise InputError("the message declares a document type", where, "remove the line that begins with <!DOCTYPE")
    logging.getLogger("sdmx").setLevel(logging.ERROR)  # it warns of attributes without values, which are empty cells
    try:
        message = sdmx.read_sdmx(io.BytesIO(data))
    except Exception as error:  # it lets errors of its parsers and of its own model through
        what = f"this cannot be read as SDMX-ML or SDMX-JSON: {type(error).__name__}"
        raise InputError(what, where, "ask its publisher for SDMX-ML 2.1, or save the table as .csv") from None
    if not hasattr(message, "data"):
        raise InputError("the SDMX message holds structures and no data", where, "ask its publisher for the data")
    return message


def _cells(item: Any) -> Mapping[str, str]:
    key = {name: str(part.value) for name, part in item.key.values.items()}
    attributes = {name: str(getattr(part.value, "id", part.value)) for name, part in item.attrib.items()}
    return {**attributes, **key, "OBS_VALUE": "" if item.value is None else str(item.value)}


def _check_dimensions(unnamed: list[str], rows: list[Mapping[str, str]], where: str) -> None:
    found = []
    for name in unnamed:
        values = list(dict.fromkeys(row.get(name, "") for row in rows))
        if len(values) > 1:
            listed = ", ".join(values[:_SHOWN]) + (" …" if len(values) > _SHOWN else "")
            what = f"dimension {name} has {len(values)} values ({listed}), and `columns` does not say what it is"
            fix = f'write columns = {{ {name} = "entity" }}, or "indicator_id", or "series"; or download one of them'
            found.append(Finding(where, what, fix))
    if found:
        raise InputError(found)
