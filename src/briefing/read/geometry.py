"""The shapes of GeoJSON (RFC 7946) and TopoJSON: rings of degrees and properties of each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from msgspec import Struct

from briefing.errors import InputError

Degrees = tuple[float, float]
_DEEPEST: Final = 20  # collections in collections


class Geometry(Struct, frozen=True):
    """A place: where it stands in its file, its properties, its rings of degrees, or its point if it has no rings."""

    where: str
    properties: Mapping[str, Any]
    rings: list[list[Degrees]]
    point: Degrees | None = None


def geometries(content: Any, where: str) -> list[Geometry]:
    """Return the places of decoded JSON; InputError where it has none, or is of another form."""
    kind = content.get("type") if isinstance(content, dict) else None
    try:
        if kind == "Topology":
            found = list(_topology(content))
        elif kind in ("FeatureCollection", "Feature"):
            features = content["features"] if kind == "FeatureCollection" else [content]
            found = [shape for number, item in enumerate(features, 1) for shape in _feature(item, number)]
        else:
            named = repr(kind) if isinstance(kind, str) else "no type"
            fix = 'give a GeoJSON "FeatureCollection" or a TopoJSON "Topology"'
            raise InputError(f"these are no boundaries: the file has {named}", where, fix)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        what = f"the boundaries are damaged: {type(error).__name__}: {error}"
        raise InputError(what[:200], where, "export them again as GeoJSON or TopoJSON") from None
    if not any(shape.rings for shape in found):
        fix = "give the outlines of places as Polygon or MultiPolygon; lines and points enclose nothing"
        raise InputError("the file has no polygons", where, fix)
    return found


def _feature(item: Mapping[str, Any], number: int) -> Iterator[Geometry]:
    properties = {**({"id": item["id"]} if "id" in item else {}), **(item.get("properties") or {})}
    geometry = item.get("geometry")
    if geometry is not None:
        yield _geometry(f"feature {number}", properties, list(_parts(geometry)))


def _parts(geometry: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield each polygon's rings, or a point, of a geometry of GeoJSON."""
    kind = geometry["type"]
    if kind == "Polygon":
        yield "rings", [[_pair(point) for point in ring] for ring in geometry["coordinates"]]
    elif kind == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield "rings", [[_pair(point) for point in ring] for ring in polygon]
    elif kind == "Point":
        yield "point", _pair(geometry["coordinates"])
    elif kind == "GeometryCollection" and depth < _DEEPEST:
        for one in geometry["geometries"]:
            yield from _parts(one, depth + 1)


def _pair(point: Sequence[Any]) -> Degrees:
    return float(point[0]), float(point[1])


def _geometry(where: str, properties: Mapping[str, Any], parts: Sequence[tuple[str, Any]]) -> Geometry:
    rings = [ring for kind, part in parts if kind == "rings" for ring in part]
    point = next((part for kind, part in parts if kind == "point"), None)
    return Geometry(where, properties, [_opened(ring) for ring in rings], None if rings else point)


def _opened(ring: list[Degrees]) -> list[Degrees]:
    """Return a ring without its last point, which is its first again."""
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


# TopoJSON


def _topology(content: Mapping[str, Any]) -> Iterator[Geometry]:
    transform = content.get("transform") or {"scale": (1, 1), "translate": (0, 0)}
    scale, move = _pair(transform["scale"]), _pair(transform["translate"])
    delta = "transform" in content
    arcs = [_arc(arc, scale, move, delta=delta) for arc in content["arcs"]]
    number = 0
    for key, collection in content["objects"].items():
        for item in collection["geometries"] if collection["type"] == "GeometryCollection" else [collection]:
            number += 1
            properties = {**({"id": item["id"]} if "id" in item else {}), **(item.get("properties") or {})}
            parts = [] if item.get("type") is None else list(_joined(item, arcs, scale, move))
            if parts:
                yield _geometry(f"{key} {number}", properties, parts)


def _arc(arc: Sequence[Sequence[float]], scale: Degrees, move: Degrees, *, delta: bool) -> list[Degrees]:
    across, down = [point[0] for point in arc], [point[1] for point in arc]
    if delta:
        across, down = list(accumulate(across)), list(accumulate(down))
    return [(x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in zip(across, down, strict=True)]


def _joined(
    item: Mapping[str, Any], arcs: Sequence[list[Degrees]], scale: Degrees, move: Degrees
) -> Iterator[tuple[str, Any]]:
    """Yield each polygon's rings, or a point, of a geometry of TopoJSON."""
    kind = item["type"]
    if kind == "Point":
        x, y = _pair(item["coordinates"])
        yield "point", (x * scale[0] + move[0], y * scale[1] + move[1])
    elif kind in ("Polygon", "MultiPolygon"):
        for polygon in [item["arcs"]] if kind == "Polygon" else item["arcs"]:
            yield "rings", [_ring(ring, arcs) for ring in polygon]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Degrees]]) -> list[Degrees]:
    """Return the ring of some arcs, each beginning where the one before it ends; ~n is arc n backwards."""
    found: list[Degrees] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return found
