"""JSON-stat 1 and 2 → cubes; pyjstat would lose statuses, units and codes, of which it keeps labels or ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from briefing.draft.importing.cube_tables import Cube, CubeDimension
from briefing.draft.importing.grid_parts import looks_like_period
from briefing.draft.raw_table import Role, StatedSource
from briefing.errors import InputError

_ROLES: Final[Mapping[str, Role]] = {"time": "period", "geo": "entity_code", "metric": "indicator"}


def is_json_stat(document: Any) -> bool:
    """Return whether a document is a dataset of JSON-stat, of any version."""
    return isinstance(document, Mapping) and next(_datasets(document), None) is not None


def json_stat_cubes(document: Mapping[str, Any], where: str) -> list[Cube]:
    """Return the datasets of a document as cubes; InputError where one contradicts itself."""
    try:
        return [_cube(dataset) for dataset in _datasets(document)]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        what = f"the JSON-stat dataset contradicts itself: {type(error).__name__} {error}"
        raise InputError(what, where, "download the file again") from None


def _datasets(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The dataset itself, or those of a collection or a bundle."""
    inner = (document.get("link") or {}).get("item") if document.get("class") == "collection" else document.values()
    for item in (document, *(inner or ())):
        if isinstance(item, Mapping) and "value" in item and isinstance(item.get("dimension"), Mapping):
            yield item


def _cube(dataset: Mapping[str, Any]) -> Cube:
    inner = dataset["dimension"]
    ids, sizes = (dataset.get(name) or inner[name] for name in ("id", "size"))
    roles = dataset.get("role") or inner.get("role") or {}
    of = {name: role for kind, role in _ROLES.items() for name in roles.get(kind) or ()}
    count = 1
    for size in sizes:
        count *= int(size)
    return Cube(
        dimensions=[_dimension(name, inner[name], of.get(name)) for name in ids],
        values=[_text(_at(dataset["value"], at)) for at in range(count)],
        statuses=_statuses(dataset.get("status"), count),
        title=str(dataset.get("label") or ""),
        footnotes=tuple(map(str, dataset.get("note") or ())),
        source=StatedSource(str(dataset.get("source") or ""), "", _day(str(dataset.get("updated") or ""))),
    )


def _dimension(name: str, dimension: Mapping[str, Any], role: Role | None) -> CubeDimension:
    category = dimension.get("category") or {}
    labels = {code: str(label) for code, label in (category.get("label") or {}).items()}
    index = category.get("index") or list(labels)
    codes = sorted(index, key=lambda code: int(index[code])) if isinstance(index, Mapping) else list(map(str, index))
    units = {code: _unit(unit) for code, unit in (category.get("unit") or {}).items()}
    if role == "period":  # codes of time may say nothing, as CI_0019150
        named = {code: code if looks_like_period(code) else labels.get(code, code) for code in codes}
        codes, labels = list(named.values()), {}
    if role == "entity_code" and labels == {code: code for code in labels}:
        role = "entity"
    return CubeDimension(name, codes, str(dimension.get("label") or ""), labels, units, role)


def _day(text: str) -> str:
    """The day of a moment in ISO form, empty for any other."""
    found = re.match(r"\d{4}-\d\d-\d\d", text)
    return found.group() if found else ""


def _unit(unit: Mapping[str, Any]) -> str:
    """The words of a unit: "million euros" of a base and a multiplier, or its label."""
    return str(unit.get("base") or unit.get("label") or unit.get("symbol") or "")


def _at(values: Any, at: int) -> Any:
    """The value at a position of a list, or of an object by its position."""
    return values[at] if isinstance(values, Sequence) else values.get(str(at))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _statuses(status: Any, count: int) -> dict[int, str]:
    """Statuses by position; one text is that of all values."""
    if isinstance(status, Mapping):
        return {int(at): str(text) for at, text in status.items() if text}
    if isinstance(status, str):
        return dict.fromkeys(range(count), status) if status else {}
    return {at: str(text) for at, text in enumerate(status or ()) if text}
