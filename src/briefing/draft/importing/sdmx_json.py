"""SDMX-JSON 1 and 2 → what it holds, values as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from briefing.draft.importing.sdmx_content import SdmxContent
from briefing.draft.raw_table import Omission, StatedSource
from briefing.errors import InputError

_LEVELS: Final = ("dataSet", "series", "observation")


def is_sdmx_json(document: Any) -> bool:
    """Return whether a document is a message of SDMX-JSON with data."""
    inner = document.get("data", document) if isinstance(document, Mapping) else None
    return isinstance(inner, Mapping) and "dataSets" in inner and ("structure" in inner or "structures" in inner)


def json_content(document: Mapping[str, Any], where: str) -> SdmxContent:
    """Return what a message holds; InputError where that is no observation, or the message contradicts itself."""
    try:
        return _content(document, where)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        what = f"the SDMX-JSON message contradicts its structure: {type(error).__name__} {error}"
        raise InputError(what, where, "download the message again") from None


def _content(document: Mapping[str, Any], where: str) -> SdmxContent:
    inner = document.get("data", document)
    structures = inner.get("structures") or [inner["structure"]]
    records: list[dict[str, str]] = []
    omissions = []
    for number, part in enumerate(inner["dataSets"], start=1):
        if part.get("action", "") == "Delete":
            omissions.append(Omission(where, f"dataset {number} deletes values, so it is left out"))
        else:
            records += _observations(part, structures[int(part.get("structure", 0))])
    if not records:
        raise InputError("the SDMX message holds no observation", where, "ask its publisher for the data")
    components = [item for structure in structures for item in _components(structure)]
    sender = (document.get("meta") or document.get("header") or {}).get("sender") or {}
    return SdmxContent(
        records=records,
        dimensions=[item["id"] for structure in structures for item in _components(structure, "dimensions")],
        concepts={item["id"]: _name(item) for item in components},
        codes={
            item["id"]: {value["id"]: _name(value) for value in item.get("values") or () if value and "id" in value}
            for item in components
        },
        title=next(filter(None, map(_name, structures)), ""),
        source=StatedSource(publisher=_name(sender) or sender.get("id", ""), url=_request(document)),
        omissions=tuple(omissions),
    )


def _components(structure: Mapping[str, Any], *kinds: str) -> Iterator[Mapping[str, Any]]:
    for kind in kinds or ("dimensions", "attributes"):
        for level in _LEVELS:
            yield from structure.get(kind, {}).get(level) or ()


def _name(item: Mapping[str, Any]) -> str:
    """The English name of an item, or its first."""
    name = item.get("names") or item.get("name") or ""
    if isinstance(name, Mapping):
        name = name.get("en") or next(iter(name.values()), "")
    return " ".join(str(name).split())


def _request(document: Mapping[str, Any]) -> str:
    """The address from which the message was asked for, where it says so."""
    links = (document.get("header") or document.get("meta") or {}).get("links") or ()
    return next((str(link.get("href", "")) for link in links if link.get("rel") == "request"), "")


def _observations(part: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The observations of a dataset, each with the cells of its series and dataset."""
    dimensions, attributes = structure.get("dimensions", {}), structure.get("attributes", {})
    common = _single(dimensions.get("dataSet")) | _chosen(attributes.get("dataSet"), part.get("attributes"))
    measures = (structure.get("measures") or {}).get("observation") or [{"id": "OBS_VALUE"}]
    inner = part.get("series")
    if inner is None:
        inner = {"": {"observations": part.get("observations", {})}}
    for series, content in inner.items():
        cells = common | _chosen(dimensions.get("series"), _indices(series))
        cells |= _chosen(attributes.get("series"), content.get("attributes"))
        for key, values in content.get("observations", {}).items():
            record = cells | _chosen(dimensions.get("observation"), _indices(key))
            if not isinstance(values, Sequence) or isinstance(values, str):
                values = [values]
            for measure, value in zip(measures, values, strict=False):
                record[measure["id"]] = "" if value is None else str(value)
            yield record | _chosen(attributes.get("observation"), values[len(measures) :])


def _indices(key: str) -> list[str]:
    return key.split(":") if key else []


def _single(components: Sequence[Mapping[str, Any]] | None) -> dict[str, str]:
    """The cells of dimensions that have one value in the whole dataset."""
    return {item["id"]: _cell(item["values"][0]) for item in components or () if item.get("values")}


def _chosen(components: Sequence[Mapping[str, Any]] | None, indices: Sequence[Any] | None) -> dict[str, str]:
    """The cells of components by the positions of their values; a value that is no position is the cell itself."""
    found = {}
    for item, index in zip(components or (), indices or (), strict=False):
        values = item.get("values") or []
        if index is None:
            continue
        position = str(index)
        if values and position.isdigit():
            found[item["id"]] = _cell(values[int(position)])
        elif not isinstance(index, Mapping | list):
            found[item["id"]] = position
    return found


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("id") or value.get("value") or _name(value))
    return str(value)
