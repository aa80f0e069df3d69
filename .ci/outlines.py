"""Writes assets/maps/world.json from Natural Earth's outlines of countries.

The input are two files of Natural Earth's admin 0 countries (public domain, naturalearthdata.com, version 4.1) as
TopoJSON, at 1:110 million and at 1:50 million, with the number of ISO 3166-1 as `id` and the property `name`, as the
package world-atlas 2.0.2 has them; and the codes and names of ISO 3166-1 as JSON, as the package i18n-iso-countries
7.14.0 has them (MIT licence, © 2016 widdix GmbH), which are the other names that a place is found by.

    uv run .ci/outlines.py countries-110m.json countries-50m.json codes.json langs/en.json langs/zh.json

Antarctica is left out. What only the finer file has is too small to draw: it is a point, the middle of its outline.
A part of a country that ISO 3166-1 lists by itself, as French Guiana, is a place of its own: the value that a table has
for France seldom includes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
# Codes that ISO leaves to users, and names that are common for places.
_USERS = {"Kosovo": ("XK", "XKX", ""), "N. Cyprus": ("", "XNC", ""), "Somaliland": ("", "XSL", "")}
_ALSO = {
    "USA": ["United States", "US"], "GBR": ["UK", "Britain"], "KOR": ["South Korea"], "PRK": ["North Korea"],
    "RUS": ["Russia"], "CZE": ["Czech Republic"], "MKD": ["Macedonia"], "SWZ": ["Swaziland"], "CPV": ["Cape Verde"],
    "CIV": ["Ivory Coast"], "COD": ["DR Congo", "Congo, Dem. Rep.", "Congo-Kinshasa"], "VNM": ["Vietnam"],
    "COG": ["Congo, Rep.", "Congo-Brazzaville"], "IRN": ["Iran"], "SYR": ["Syria"], "LAO": ["Laos"],
    "TUR": ["Turkey", "Türkiye"], "BOL": ["Bolivia"], "VEN": ["Venezuela"], "TZA": ["Tanzania"], "MDA": ["Moldova"],
    "HKG": ["Hong Kong", "Hong Kong, China", "中国香港", "香港"], "MAC": ["Macao", "Macau", "中国澳门", "澳门"],
    "TWN": ["Taiwan", "Chinese Taipei", "中国台湾", "台湾"], "BRN": ["Brunei"],
    "PSE": ["Palestine", "West Bank and Gaza"], "MMR": ["Burma"], "TLS": ["East Timor"],
    "FSM": ["Micronesia"], "VAT": ["Holy See", "Vatican"],
    "SVK": ["Slovak Republic"], "KGZ": ["Kyrgyz Republic"], "EGY": ["Egypt, Arab Rep."], "YEM": ["Yemen, Rep."],
    "GMB": ["The Gambia", "Gambia, The"], "BHS": ["The Bahamas", "Bahamas, The"], "NLD": ["The Netherlands"],
}  # fmt: skip
# Far parts of a country: their code, and a box of degrees that holds them and nothing else of it.
_PARTS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "FRA": {
        "GUF": (-55, 2, -51, 6), "GLP": (-62, 15.8, -61, 16.6), "MTQ": (-61.3, 14.3, -60.7, 15),
        "REU": (55, -21.5, 56, -20.8), "MYT": (45, -13.1, 45.4, -12.6),
    },
    "NLD": {"BES": (-68.5, 12, -68.1, 12.4)},
    "NOR": {"SJM": (10, 76, 34, 81)},
}  # fmt: skip
# Inhabited places of ISO 3166-1 that both files lack, where they are in degrees: a table of all countries has them.
_SPOTS = {
    "CCK": (96.84, -12.17), "CXR": (105.67, -10.49), "GIB": (-5.35, 36.13), "TKL": (-171.85, -9.17),
    "TUV": (179.2, -8.52),
}  # fmt: skip


def main(coarse: str, fine: str, codes: str, english: str, chinese: str) -> None:
    """Write the file from the two files of outlines, the codes, and the names in two languages."""
    world, finer = json.loads(Path(coarse).read_text()), json.loads(Path(fine).read_text())
    known = {number: (two, three) for two, three, number, _ in json.loads(Path(codes).read_text())}
    names, words = (json.loads(Path(file).read_text())["countries"] for file in (english, chinese))
    geometries = [
        _named(item, known, names, words)
        for whole in world["objects"]["countries"]["geometries"]
        for item in _parted(whole, world, known, names)
    ]
    drawn = {item["properties"]["alpha3"] for item in geometries}
    points = [
        _named(item, known, names, words)
        for whole in finer["objects"]["countries"]["geometries"]
        for item in _parted(whole, finer, known, names)
    ]
    for item in points:
        if item["properties"]["alpha3"] not in drawn | {"", "ATA"}:
            drawn.add(item["properties"]["alpha3"])
            geometries.append(_point(item, _middle(item, finer), world))
    numbers = {three: (number, two) for number, (two, three) in known.items()}
    for code, spot in _SPOTS.items():
        number, two = numbers[code]
        item = {"type": "Point", "id": number, "properties": {"name": _called(names[two])}}
        geometries.append(_point(_named(item, known, names, words), spot, world))
    kept = [item for item in geometries if item["properties"]["alpha3"] not in ("ATA", "")]
    called = {item["properties"]["name"] for item in kept}
    for item in kept:
        item["properties"]["also"] = [name for name in item["properties"].get("also", ()) if name not in called]
    kept.sort(key=lambda item: item["properties"]["alpha3"])
    used: dict[int, int] = {}
    arcs = []
    for item in kept:
        if "arcs" in item:
            item["arcs"] = _renumbered(item["arcs"], world["arcs"], used, arcs)
    licence = "Outlines: Natural Earth (public domain). Other names: i18n-iso-countries (MIT, © 2016 widdix GmbH)."
    made = {
        "type": "Topology", "licence": licence, "transform": world["transform"], "arcs": arcs,
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
    }  # fmt: skip
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('{"type":"MultiPolygon"', '\n{"type":"MultiPolygon"').replace('{"type":"Po', '\n{"type":"Po')
    (HERE / "assets/maps/world.json").write_text(text + "\n")


def _point(item: dict[str, Any], spot: tuple[float, float], world: Any) -> dict[str, Any]:
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    at = [round((value - by) / step) for value, step, by in zip(spot, scale, move, strict=True)]
    return {"type": "Point", "coordinates": at, "properties": item["properties"]}


def _called(name: str | list[str]) -> str:
    return name if isinstance(name, str) else name[0]


def _named(item: dict[str, Any], known: Any, names: Any, words: Any) -> dict[str, Any]:
    called, number = item["properties"]["name"], item.get("id") or ""
    two, three = known.get(number, ("", ""))
    if not three and called in _USERS:
        two, three, number = _USERS[called]
    english = names.get(two, [])
    others = [*([english] if isinstance(english, str) else english), *_ALSO.get(three, [])]
    chinese = words.get(two, "")
    chinese = [chinese] if isinstance(chinese, str) else chinese
    properties = {
        "name": called, "alpha2": two, "alpha3": three, "numeric": number, "name_zh": (chinese or [""])[0],
        "also": sorted({*others, *chinese[1:]} - {called, two, three}),
    }  # fmt: skip
    found = {"type": item["type"], "properties": {key: value for key, value in properties.items() if value}}
    found["properties"].setdefault("alpha3", "")
    return found | ({"arcs": item["arcs"]} if "arcs" in item else {})


def _parted(item: dict[str, Any], world: Any, known: Any, names: Any) -> list[dict[str, Any]]:
    """Return a country without its far parts, and each of these as a place."""
    numbers = {three: (number, two) for number, (two, three) in known.items()}
    boxes = _PARTS.get(known.get(item.get("id") or "", ("", ""))[1], {})
    polygons = item["arcs"] if item["type"] == "MultiPolygon" else []
    found = {code: [part for part in polygons if _within(part[0], box, world)] for code, box in boxes.items()}
    made = []
    for code, parts in found.items():
        number, two = numbers[code]
        if parts:
            made.append(
                {"type": "MultiPolygon", "arcs": parts, "id": number, "properties": {"name": _called(names[two])}}
            )
    far = [part for parts in found.values() for part in parts]
    return [item | {"arcs": [part for part in polygons if part not in far]}, *made] if far else [item]


def _within(ring: list[int], box: tuple[float, float, float, float], world: Any) -> bool:
    """Whether a ring lies in a box of degrees."""
    left, foot, right, top = box
    return all(left <= x <= right and foot <= y <= top for x, y in _points(ring, world))


def _renumbered(arcs: Any, all_arcs: Any, used: dict[int, int], kept: list[Any]) -> Any:
    if isinstance(arcs, list):
        return [_renumbered(one, all_arcs, used, kept) for one in arcs]
    number = arcs if arcs >= 0 else ~arcs
    if number not in used:
        used[number] = len(kept)
        kept.append(all_arcs[number])
    return used[number] if arcs >= 0 else ~used[number]


def _middle(item: dict[str, Any], world: Any) -> tuple[float, float]:
    """Return the middle of the box around the largest ring, in degrees."""
    rings = []
    for polygon in item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]:
        points = _points(polygon[0], world)
        across, up = [x for x, _ in points], [y for _, y in points]
        size = (max(across) - min(across)) * (max(up) - min(up))
        rings.append((size, ((max(across) + min(across)) / 2, (max(up) + min(up)) / 2)))
    return max(rings)[1]


def _points(ring: list[int], world: Any) -> list[tuple[float, float]]:
    """Return the points of a ring in degrees."""
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    points: list[tuple[float, float]] = []
    for number in ring:
        arc, x, y = [], 0, 0
        for dx, dy in world["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        points += arc if number >= 0 else arc[::-1]
    return points


if __name__ == "__main__":
    main(*sys.argv[1:])
