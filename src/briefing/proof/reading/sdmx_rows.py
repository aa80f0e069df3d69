"""The observations of a message of SDMX-ML or SDMX-JSON, read without a library: a row for each, by its parts' ids.

A row has the period, value and status under our names too. Generic and structure-specific SDMX-ML 2.1 and 3.0, and
SDMX-JSON 1.0 and 2.0: https://sdmx.org/?page_id=5008
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from lxml import etree

Row = Mapping[str, str]
_OURS: Final = {"TIME_PERIOD": "period", "OBS_VALUE": "value", "OBS_STATUS": "status"}


def observations(path: Path) -> list[Row]:
    """Return the observations of a message in their order; nothing where it is none."""
    found = _of_json(json.loads(path.read_bytes())) if path.suffix.lower() == ".json" else _of_xml(path.read_bytes())
    return [{**row, **{ours: row[name] for name, ours in _OURS.items() if name in row}} for row in found]


def _of_xml(content: bytes) -> Iterator[dict[str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    stated = (one.get("dimensionAtObservation") for one in root.iter("{*}Structure"))
    time = next(filter(None, stated), "TIME_PERIOD")
    for dataset in root.iter("{*}DataSet"):
        for item in dataset.iter("{*}Obs"):
            around = item.iterancestors("{*}Series", "{*}Group")
            yield {key: value for part in (*around, item) for key, value in _ids(part, time)}


def _ids(part: Any, time: str) -> Iterator[tuple[str, str]]:
    """Yield the ids and values that an element of a series or of an observation has itself."""
    yield from ((str(key), value) for key, value in part.attrib.items() if "}" not in str(key))
    for child in part:
        name = etree.QName(child).localname
        if name == "ObsDimension":
            yield child.get("id") or time, child.get("value", "")
        elif name == "ObsValue":
            yield "OBS_VALUE", child.get("value", "")
        elif name in ("SeriesKey", "ObsKey", "Attributes"):
            yield from ((one.get("id", ""), one.get("value", "")) for one in child)


def _of_json(message: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    body = message.get("data", message)
    structures = body.get("structures") or [body["structure"]]
    for dataset in body["dataSets"]:
        structure = structures[dataset.get("structure", 0)]
        whole = _named(structure, "dataSet", [0] * 99)
        for key, series in dataset.get("series", {"": dataset}).items():
            about = {**whole, **_named(structure, "series", _numbers(key), series.get("attributes", ()))}
            for at, cells in series.get("observations", {}).items():
                named = _named(structure, "observation", _numbers(at), cells[1:])
                yield {**about, **named, "OBS_VALUE": "" if cells[0] is None else str(cells[0])}


def _numbers(key: str) -> list[int]:
    return [int(part) for part in key.split(":") if part]


def _named(structure: Any, level: str, places: Sequence[int], attributes: Sequence[Any] = ()) -> dict[str, str]:
    """Return the ids of the dimensions and attributes of a level, with the values that stand at these places."""
    dimensions = structure.get("dimensions", {}).get(level, ())
    declared = structure.get("attributes", {}).get(level, ())
    pairs = chain(zip(dimensions, places, strict=False), zip(declared, attributes, strict=False))
    found = ((item, item["values"][at] if at is not None and item.get("values") else None) for item, at in pairs)
    return {item["id"]: str(value.get("id", value.get("name", ""))) for item, value in found if value is not None}
