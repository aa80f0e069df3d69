"""A file of boundaries, GeoJSON or TopoJSON, or of the places of tiles → Outlines.

shapely is not used: what it would check (that rings close, hold an area and do not cross themselves) takes a page
here, and it brings 10 MB of a compiled library for every user of charts without a map.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from briefing.assets import asset
from briefing.errors import Finding, InputError
from briefing.model.outlines import WIDE, MapPoint, Outlines, Region, Ring
from briefing.read.files import decode, missing_file_fix, read_bytes
from briefing.read.geometry import Geometry, geometries
from briefing.read.map_rings import label_point, reduced, ring_fault
from briefing.read.projection import projected
from briefing.read.report import suggest

MOST_BYTES: Final = 20_000_000
# What is packed: the file and its keys.
PACKED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "world": ("world.json", ("alpha3", "alpha2", "numeric", "name", "name_zh", "also")),
    "us_tiles": ("us_tiles.csv", ("code", "name", "name_zh")),
    "europe_tiles": ("europe_tiles.csv", ("code", "name", "name_zh", "also")),
    "china_tiles": ("china_tiles.csv", ("code", "name", "name_zh", "also")),
}


class BoundaryFile(Struct, frozen=True):
    """Where outlines lie: the file, the properties (of tiles columns) that places are joined by, the first of them
    their code, and whose outlines they are. The rings of `trusted` ones are not checked."""

    path: Path
    keys: tuple[str, ...]
    source: str
    trusted: bool = False


class _NamedGeometry(Struct, frozen=True):
    """A place of a file: where it stands there, what it is called, its rings or the one point that it has."""

    where: str
    names: tuple[str, ...]
    shape: Geometry


@lru_cache(maxsize=8)
def packed(name: str) -> Outlines:
    """Return the outlines that are packed under a name."""
    file, keys = PACKED[name]
    return outlines(name, BoundaryFile(asset(f"maps/{file}"), keys, "", trusted=True))


def outlines(name: str, file: BoundaryFile) -> Outlines:
    """Return the outlines of a file; InputError with every fault of it."""
    path = file.path
    if not path.is_file():
        raise InputError("the file of boundaries is missing", path.as_posix(), missing_file_fix(path))
    size = path.stat().st_size
    if size > MOST_BYTES:
        what = f"{size / 1_000_000:.0f} MB of boundaries; a map takes at most {MOST_BYTES // 1_000_000} MB"
        fix = f"simplify the lines, which no slide shows so finely: mapshaper {path.name} -simplify 5% keep-shapes -o"
        raise InputError(what, path.as_posix(), f"{fix} {path.stem}.simple{path.suffix}")
    data = read_bytes(path, MOST_BYTES)
    return _tiles(name, file, data) if path.suffix.lower() == ".csv" else _shapes(name, file, data)


def _shapes(name: str, file: BoundaryFile, data: bytes) -> Outlines:
    where = file.path.as_posix()
    try:
        content = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        fix = "give GeoJSON or TopoJSON; from a shapefile: mapshaper FILE.shp -o format=topojson"
        raise InputError(f"this is no JSON: {error}", where, fix) from None
    places = _named(file, geometries(content, where))
    _check_degrees(places, where)
    flat = projected([item.shape.rings or [[item.shape.point or (0.0, 0.0)]] for item in places])
    across = [x for shape in flat for ring in shape for x, _ in ring]
    up = [y for shape in flat for ring in shape for _, y in ring]
    left, top = min(across), max(up)
    span = max(across) - left
    if span <= 0:
        raise InputError("the boundaries enclose no area", where, "give the outlines of places, as polygons")
    factor = WIDE / span

    def placed(ring: Sequence[tuple[float, float]]) -> Ring:
        return tuple((round((x - left) * factor), round((top - y) * factor)) for x, y in ring)

    rings = reduced([[placed(ring) for ring in shape] for shape in flat], where)
    regions = [
        Region(item.names[0], item.names, shape if item.shape.rings else (), label_point(shape))
        for item, shape in zip(places, rings, strict=True)
    ]
    return Outlines(name, file.source, round((top - min(up)) * factor), tuple(regions))


def _named(file: BoundaryFile, shapes: Sequence[Geometry]) -> list[_NamedGeometry]:
    """Return the places of a file that have a code; InputError where the key is wrong, or a code stands twice."""
    where = file.path.as_posix()
    properties = list(dict.fromkeys(key for shape in shapes for key in shape.properties))
    if file.keys[0] not in properties:
        what = f"no place has the property {file.keys[0]!r}"
        raise InputError(what, where, suggest(file.keys[0], properties, "properties"))
    places = [_NamedGeometry(shape.where, _names(shape.properties, file.keys), shape) for shape in shapes]
    places = [item for item in places if item.names]
    findings = list(_twice(places, where))
    for item in [] if file.trusted else places:
        faults = [fault for ring in item.shape.rings if (fault := ring_fault(ring))]
        if faults:
            fix = f"repair the file: mapshaper {file.path.name} -clean -o force {file.path.name}"
            findings.append(Finding(f"{where}, {item.where}", f"{item.names[0]} has a ring that {faults[0]}", fix))
    if findings:
        raise InputError(findings)
    if not places:
        fix = "name another property in `key`"
        raise InputError(f"the property {file.keys[0]!r} is empty everywhere", where, fix)
    return places


def _names(properties: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    """Return what a place is joined by, its code first; nothing for one without a code."""
    found: list[str] = []
    for key in keys:
        value = properties.get(key)
        for word in value if isinstance(value, list) else [value]:
            name = str(word).strip() if isinstance(word, str | int | float) else ""
            if not found and not name:
                return ()
            found += [name] if name else []
    return tuple(dict.fromkeys(found))


def _twice(places: Sequence[_NamedGeometry], where: str) -> list[Finding]:
    seen: dict[str, str] = {}
    findings = []
    for item in places:
        first = seen.setdefault(item.names[0], item.where)
        if first != item.where:
            fix = "make one feature of the two, a MultiPolygon, or name another property in `key`"
            what = f"the code {item.names[0]!r} stands twice, first at {first}"
            findings.append(Finding(f"{where}, {item.where}", what, fix))
    return findings


def _check_degrees(places: Sequence[_NamedGeometry], where: str) -> None:
    """Raise InputError for coordinates that are no degrees."""
    for item in places:
        for ring in item.shape.rings or [[item.shape.point or (0.0, 0.0)]]:
            for x, y in ring:
                if not (-360 <= x <= 360 and -90.001 <= y <= 90.001):
                    what = f"{item.names[0]} has a point at {x:g}, {y:g}, which are no degrees"
                    fix = "give longitude and latitude: mapshaper FILE -proj wgs84 -o"
                    raise InputError(what, f"{where}, {item.where}", fix)


# Tiles


def _tiles(name: str, file: BoundaryFile, data: bytes) -> Outlines:
    """Return squares of one size, at the rows and columns of a table."""
    where = file.path.as_posix()
    table = csv.DictReader(io.StringIO(decode(data, where)))
    columns = list(table.fieldnames or ())
    lacking = [key for key in (file.keys[0], "row", "column") if key not in columns]
    if lacking:
        what = f"the table of tiles has no column {' or '.join(map(repr, lacking))}"
        raise InputError(what, where, "give each place a line with its code, and the row and column of its tile")
    findings: list[Finding] = []
    taken: dict[MapPoint, str] = {}
    codes: dict[str, int] = {}
    cells: list[tuple[tuple[str, ...], MapPoint]] = []
    for line, row in enumerate(table, start=2):
        here = f"{where}, line {line}"
        split = {key: [part for part in (value or "").split("|") if part] for key, value in row.items() if key}
        names = _names(split, file.keys)
        place = [(row.get(key) or "").strip() for key in ("column", "row")]
        if not names or not all(part.isdecimal() and len(part) < 4 for part in place):
            fix = "write a code, and whole numbers for row and column"
            findings.append(Finding(here, "the line has no code, or no place for its tile", fix))
            continue
        at = (int(place[0]), int(place[1]))
        if at in taken:
            what = f"{names[0]} and {taken[at]} have the same tile"
            findings.append(Finding(here, what, "give each place a row and column of its own"))
        if names[0] in codes:
            what = f"the code {names[0]!r} stands twice, first in line {codes[names[0]]}"
            findings.append(Finding(here, what, "delete one"))
        taken.setdefault(at, names[0])
        codes.setdefault(names[0], line)
        cells.append((names, at))
    if not cells and not findings:
        findings.append(Finding(where, "the table has no tiles", "give each place a line"))
    if findings:
        raise InputError(findings)
    return _squares(name, file.source, cells)


def _squares(name: str, source: str, cells: Sequence[tuple[tuple[str, ...], MapPoint]]) -> Outlines:
    left, top = min(x for _, (x, _) in cells), min(y for _, (_, y) in cells)
    across = max(x for _, (x, _) in cells) - left + 1
    down = max(y for _, (_, y) in cells) - top + 1
    side = WIDE // across
    gap = side // 14
    regions = []
    for names, (column, row) in cells:
        x, y = (column - left) * side, (row - top) * side
        x1, y1 = x + side - gap, y + side - gap
        square = ((x, y), (x1, y), (x1, y1), (x, y1))
        regions.append(Region(names[0], names, (square,), ((x + x1) // 2, (y + y1) // 2)))
    return Outlines(name, source, down * side - gap, tuple(regions), tiles=True)
