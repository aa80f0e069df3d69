"""SDMX-ML 2.0, 2.1 and 3.0, generic or structure-specific → what it holds; a file of structures → its labels.

Elements are found by their names alone, since the versions differ in their namespaces and little else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree
from msgspec import Struct, field

from briefing.draft.importing.sdmx_content import SdmxContent
from briefing.draft.raw_table import Omission, StatedSource
from briefing.errors import InputError

_OF_DATASET: Final = re.compile(r"[A-Z][A-Z0-9_$@-]*")  # others say what is done with it
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class SdmxLabels(Struct, frozen=True):
    """What structures call their concepts and codes: labels by id, and labels of codes by id and code."""

    concepts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    title: str = ""


def xml_root(data: bytes, where: str) -> Any:
    """Return the root of an XML document; InputError where it is none, or declares a document type, which could draw
    in other files."""
    if b"<!DOCTYPE" in data:
        raise InputError("the file declares a document type", where, "remove the line that begins with <!DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f"{where}, line {error.lineno}"
        raise InputError(f"this is no XML: {error.msg}", line, "download or export the file again") from None


def has_data(root: Any) -> bool:
    """Return whether a message holds data, and not structures alone."""
    return next(_every(root, "DataSet"), None) is not None


def sdmx_labels(root: Any) -> SdmxLabels:
    """Return the labels of the structures in a message."""
    lists = {
        item.get("id", ""): {code.get("id") or code.get("value") or "": _label(code) for code in _every(item, "Code")}
        for item in (*_every(root, "Codelist"), *_every(root, "CodeList"))
    }
    names = {item.get("id", ""): _label(item) for item in _every(root, "Concept")}
    concepts, codes, dimensions = dict(names), dict[str, Mapping[str, str]](), []
    for kind in ("Dimension", "TimeDimension", "MeasureDimension", "Attribute", "Measure", "PrimaryMeasure"):
        for item in _every(root, kind):
            concept = item.get("conceptRef") or _reference(item, "ConceptIdentity")
            name = item.get("id") or concept
            concepts[name] = names.get(concept, "")
            dimensions += [name] if kind.endswith("Dimension") else []
            enumeration = item.get("codelist") or _reference(item, "Enumeration")
            if lists.get(enumeration):
                codes[name] = lists[enumeration]
    flows = [*_every(root, "Dataflow"), *_every(root, "DataStructure"), *_every(root, "KeyFamily")]
    return SdmxLabels(concepts, codes, tuple(dimensions), next(filter(None, map(_label, flows)), ""))


def xml_content(root: Any, labels: SdmxLabels, where: str) -> SdmxContent:
    """Return what a message with data holds; InputError where that is no observation."""
    records: list[dict[str, str]] = []
    keys: dict[str, None] = {}
    omissions = []
    for number, part in enumerate(_every(root, "DataSet"), start=1):
        if part.get("action", "") == "Delete":
            omissions.append(Omission(where, f"dataset {number} deletes values, so it is left out"))
        else:
            records += _observations(part, _across(root), keys)
    if not records:
        raise InputError("the SDMX message holds no observation", where, "ask its publisher for the data")
    sender = next(_every(root, "Sender"), None)
    publisher = "" if sender is None else _label(sender) or sender.get("id", "")
    return SdmxContent(
        records=records,
        dimensions=labels.dimensions or tuple(keys),
        concepts=labels.concepts,
        codes=labels.codes,
        title=labels.title,
        source=StatedSource(publisher="" if publisher in _NOBODY else publisher),
        omissions=tuple(omissions),
    )


_NOBODY: Final = {"Unknown", "NOT_CONFIGURED", "unknown", "ANONYMOUS"}


def _across(root: Any) -> str:
    """The dimension by which observations of a series differ."""
    stated = (item.get("dimensionAtObservation", "") for item in _every(root, "Structure"))
    found = next(filter(None, stated), "TIME_PERIOD")
    return "TIME_PERIOD" if found == "AllDimensions" else found


def _observations(part: Any, across: str, keys: dict[str, None]) -> Iterator[dict[str, str]]:
    """The observations of a dataset, each with the cells of its series, group and dataset; `keys` gets the ids of
    generic keys."""
    stated = {name: text for name, text in _plain(part).items() if _OF_DATASET.fullmatch(name)}
    common = {**_cells(part, keys), **stated}
    groups = [_cells(item, {}) for item in part if _name(item) == "Group"]
    for item in part:
        if _name(item) == "Series":
            series = {**common, **_cells(item, keys), **_plain(item)}
            for observation in item:
                if _name(observation) == "Obs":
                    yield _grouped({**series, **_observation(observation, across, keys)}, groups)
        elif _name(item) == "Obs":
            yield _grouped({**common, **_observation(item, across, keys)}, groups)


def _grouped(record: dict[str, str], groups: list[dict[str, str]]) -> dict[str, str]:
    """A record with the attributes of the groups to which it belongs."""
    for group in groups:
        shared = [name for name in group if name in record]
        if shared and all(record[name] == group[name] for name in shared):
            record = {**group, **record}
    return record


def _observation(item: Any, across: str, keys: dict[str, None]) -> dict[str, str]:
    record = _plain(item)
    if _TYPE in item.attrib and across not in record and across != "TIME_PERIOD":  # an explicit measure
        record[across] = item.get(_TYPE).partition(":")[2]
    for part in item:
        name = _name(part)
        if name == "ObsDimension":
            record[part.get("id") or across] = part.get("value", "")
            keys[part.get("id") or across] = None
        elif name == "Time":
            record["TIME_PERIOD"] = (part.text or "").strip()
            keys["TIME_PERIOD"] = None
        elif name == "ObsValue":
            record["OBS_VALUE"] = part.get("value", "")
    record.update(_cells(item, keys))
    return {name: "" if text == "NaN" else text for name, text in record.items()}


def _cells(item: Any, keys: dict[str, None]) -> dict[str, str]:
    """Ids and values of the generic keys and attributes of an element; of a group's key in `keys` too."""
    record = {}
    for part in item:
        name = _name(part)
        if name in ("SeriesKey", "ObsKey", "GroupKey", "Attributes"):
            for value in part:
                label = value.get("id") or value.get("concept") or ""
                record[label] = value.get("value", "")
                if name != "Attributes":
                    keys[label] = None
    return record if _name(item) != "Group" else {**record, **_plain(item)}


def _plain(item: Any) -> dict[str, str]:
    """Ids and values of a structure-specific element: its attributes without a namespace."""
    return {name: text for name, text in item.attrib.items() if not name.startswith("{")}


def _every(root: Any, name: str) -> Iterator[Any]:
    yield from root.iter("{*}" + name)


def _name(item: Any) -> str:
    return etree.QName(item).localname if isinstance(item.tag, str) else ""


def _label(item: Any) -> str:
    """The English name of an element, or its first; a code of 2.0 has a description instead."""
    for kind in ("Name", "Description"):
        names = [(part.get(_LANGUAGE, ""), " ".join((part.text or "").split())) for part in item if _name(part) == kind]
        if names:
            return next((text for language, text in names if language == "en"), names[0][1])
    return ""


def _reference(item: Any, kind: str) -> str:
    """The id that an element of a component refers to, by a Ref or by a URN."""
    for part in _every(item, kind):
        inner = next(_every(part, "Ref"), None)
        if inner is not None:
            return str(inner.get("id", ""))
        text = " ".join(part.itertext()).strip()
        return text.rpartition(".")[2] if kind == "ConceptIdentity" else text.rpartition(":")[2].partition("(")[0]
    return ""
