"""Files of boundaries: what they give, on a flat map on which areas are true, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import briefing.read
from briefing.errors import InputError
from briefing.model.outlines import WIDE, Outlines
from briefing.read.boundaries import PACKED, BoundaryFile, outlines, packed
from briefing.read.map_rings import area, reduced
from briefing.read.projection import projected
from tests.read.small import FILES

SQUARE = [[0, 40], [10, 40], [10, 50], [0, 50], [0, 40]]
EASTERN = [[10, 40], [20, 40], [20, 50], [10, 50], [10, 40]]
HOLE = [[2, 42], [2, 44], [4, 44], [4, 42], [2, 42]]


def feature(code: object, *rings: object, kind: str = "Polygon", **properties: object) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"code": code, **properties}, "geometry": geometry}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def read(folder: Path, content: str, key: tuple[str, ...] = ("code",), name: str = "towns.geojson") -> Outlines:
    (folder / name).write_text(content, encoding="utf-8")
    return outlines("towns", BoundaryFile(folder / name, key, "The survey"))


TWO = collection(feature("W", SQUARE, HOLE, name="West"), feature("E", EASTERN, name="East"))
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [0, 40]},
    "arcs": [[[10, 10], [0, -10]], [[10, 0], [-10, 0], [0, 10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
    "objects": {
        "towns": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "W", "name": "West"}},
                {"type": "Polygon", "arcs": [[~0, 2]], "properties": {"code": "E", "name": "East"}},
                {"type": "Point", "coordinates": [5, 5], "properties": {"code": "T"}},
                {"type": None, "properties": {"code": "none"}},
            ],
        }
    },
}


def test_both_formats_give_the_same_outlines(tmp_path: Path) -> None:
    west, east = read(tmp_path, TWO, ("code", "name")).regions
    joined = read(tmp_path, json.dumps(TOPOLOGY), ("code", "name"), "towns.json")
    assert [(one.code, one.names) for one in joined.regions] == [
        ("W", ("W", "West")), ("E", ("E", "East")), ("T", ("T",)),
    ]  # fmt: skip
    assert len(west.rings) == 2  # its hole is a ring of its own
    assert set(joined.regions[0].rings[0]) == set(west.rings[0])
    assert set(joined.regions[1].rings[0]) == set(east.rings[0])
    assert joined.regions[2].rings == ()
    assert max(x for one in joined.regions for ring in one.rings for x, _ in ring) == WIDE
    assert west.spot[0] < east.spot[0]


def test_areas_are_true_on_the_map_of_the_world_and_on_smaller_ones() -> None:
    # sin 10° − sin 0° is 2.355 times sin 70° − sin 60°, the area of a stretch of ten degrees by ten
    north = [(0.0, 60.0), *((float(x), 60.0) for x in range(1, 11)), *((float(x), 70.0) for x in range(10, -1, -1))]
    middle = [(x, y - 60.0) for x, y in north]
    for further in (
        [],
        [[[(-160.0, 0.0), (-159.0, 0.0), (-160.0, 1.0)]], [[(170.0, 0.0), (171.0, 0.0), (170.0, 1.0)]]],
    ):
        flat = projected([[north], [middle], *further])
        one, other = (
            area(tuple((round(x * 1e5), round(y * 1e5)) for x, y in shape[0])) for shape in (flat[0], flat[1])
        )
        assert other / one == pytest.approx(2.355, rel=0.02)


def test_a_shape_across_the_end_of_the_degrees_is_whole() -> None:
    (shape,) = projected([[[(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)]]])
    across = [x for x, _ in shape[0]]
    assert max(across) - min(across) < 0.36


def test_what_is_packed_joins_by_every_code_and_name_that_it_has_and_none_is_of_two_places() -> None:
    for name in PACKED:
        found = packed(name)
        names = [word for region in found.regions for word in region.names]
        assert len(names) == len(set(names))
        assert all(abs(sum(map(area, region.rings))) > 0 for region in found.regions if region.rings)
    world = {region.code: region for region in packed("world").regions}
    assert {"FR", "250", "France", "法国"} <= set(world["FRA"].names)
    assert world["SGP"].rings == ()  # too small for outlines of this fineness: a spot
    assert "ATA" not in world
    west = [min(x for ring in world[code].rings for x, _ in ring) for code in ("GUF", "FRA", "PRT")]
    assert west[0] < west[2] < west[1]  # French Guiana is a place of its own, no part of France
    assert world["SJM"].rings
    assert world["REU"].rings == ()
    across = [x for ring in world["RUS"].rings for x, _ in ring]
    assert max(across) - min(across) < WIDE / 2  # in one piece


def refused(folder: Path, content: str, key: tuple[str, ...] = ("code",), name: str = "towns.geojson") -> str:
    with pytest.raises(InputError) as caught:
        read(folder, content, key, name)
    assert all(finding.fix for finding in caught.value.findings)
    return str(caught.value)


def test_a_file_that_is_no_boundaries_is_refused_with_a_way_to_mend_it(tmp_path: Path) -> None:
    bow = [[0, 40], [10, 50], [10, 40], [0, 50], [0, 40]]
    crossed = refused(tmp_path, collection(feature("W", bow), feature("E", [[0, 1], [1, 1], [0, 1]])))
    assert "feature 1: W has a ring that crosses itself near" in crossed
    assert "feature 2: E has a ring that has 2 corners" in crossed
    assert "mapshaper towns.geojson -clean" in crossed
    twice = refused(tmp_path, collection(feature("W", SQUARE), feature("W", EASTERN)))
    assert "feature 2: the code 'W' stands twice, first at feature 1" in twice
    assert "did you mean 'code'" in refused(tmp_path, TWO, ("codes",))
    assert "is empty everywhere" in refused(tmp_path, collection(feature("", SQUARE)))
    assert "no degrees" in refused(tmp_path, collection(feature("W", [[500000, 1], [600000, 1], [600000, 2]])))
    assert "no polygons" in refused(tmp_path, collection(feature("W", *SQUARE, kind="LineString")))
    assert "these are no boundaries: the file has 'Thing'" in refused(tmp_path, '{"type": "Thing"}')
    assert "the file has no type" in refused(tmp_path, "[1]")
    assert "this is no JSON" in refused(tmp_path, "<kml/>")
    damaged = json.dumps(TOPOLOGY | {"arcs": [[[1, 1]]]})
    assert "the boundaries are damaged: IndexError" in refused(tmp_path, damaged)
    deep: dict[str, Any] = {"type": "Polygon", "coordinates": [SQUARE]}
    for _ in range(200):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    assert "no polygons" in refused(tmp_path, collection({"type": "Feature", "properties": {}, "geometry": deep}))
    with (tmp_path / "large.geojson").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"50 MB of boundaries; a map takes at most 20 MB(.|\n)*-simplify 5%"):
        outlines("large", BoundaryFile(tmp_path / "large.geojson", ("code",), ""))
    with pytest.raises(InputError, match="the file of boundaries is missing"):
        outlines("none", BoundaryFile(tmp_path / "none.geojson", ("code",), ""))


def test_too_many_points_are_moved_to_one_grid_on_which_neighbours_meet() -> None:
    edge = [(5000, 3 * at) for at in range(3000)]
    west = (*edge, (0, 9000), (0, 0))
    east = (*reversed(edge), (WIDE, 0), (WIDE, 9000))
    many = [[west], [east]] * 6
    found = reduced(many, "towns.geojson")
    assert sum(len(ring) for rings in found for ring in rings) <= 30_000
    assert {point for point in found[0][0] if point[0] == 5000} == {p for p in found[1][0] if p[0] == 5000}
    with pytest.raises(InputError, match="points of boundaries; a slide takes 30,000"):
        reduced([[((0, 0), (WIDE, 0), (0, WIDE))]] * 10_001, "towns.geojson")


def test_tiles_are_squares_at_their_rows_and_columns(tmp_path: Path) -> None:
    found = read(tmp_path, "code,row,column,name\nW,0,0,West\nE,0,1,East\nS,1,0,South|Sud\n", ("code", "name"), "t.csv")
    west, east, south = found.regions
    assert found.tiles
    assert south.names == ("S", "South", "Sud")
    assert east.rings[0][0][0] == south.rings[0][0][1] == WIDE // 2
    assert west.rings[0][0] == (0, 0)
    wrong = refused(tmp_path, "code,row,column\nW,0,0\nE,0,0\nW,1,1\n,2,2\nX,a,1\n", name="t.csv")
    assert "line 3: E and W have the same tile" in wrong
    assert "line 4: the code 'W' stands twice, first in line 2" in wrong
    assert "line 5: the line has no code" in wrong
    assert "line 6: the line has no code, or no place for its tile" in wrong
    assert "no column 'row' or 'column'" in refused(tmp_path, "code\nW\n", name="t.csv")
    assert "the table has no tiles" in refused(tmp_path, "code,row,column\n", name="t.csv")


def test_a_project_names_its_maps_and_the_codes_of_its_places(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    settings = tmp_path / "briefing.toml"
    named = '\n[maps.towns]\nfile = "towns.geojson"\nkey = ["code", "name"]\nsource = "The survey"\n'
    settings.write_text(FILES["briefing.toml"] + named)
    (tmp_path / "towns.geojson").write_text(TWO)
    (tmp_path / "entities.csv").write_text("id,code\nTown,W\n")
    project = briefing.read.project(tmp_path)
    assert project.dataset.codes == {"Town": "W"}
    assert [region.code for region in project.maps["towns"].regions] == ["W", "E"]
    assert project.maps["towns"].source == "The survey"
    assert "towns.geojson" in project.dataset.inputs
    assert project.files[tmp_path / "towns.geojson"]
    settings.write_text(FILES["briefing.toml"] + named.replace("maps.towns", "maps.world"))
    with pytest.raises(InputError, match="the map 'world' is packed"):
        briefing.read.project(tmp_path)
    settings.write_text(FILES["briefing.toml"] + named.replace('"towns.geojson"', '"../towns.geojson"'))
    with pytest.raises(InputError, match="is no file inside the project"):
        briefing.read.project(tmp_path)


def test_a_code_that_two_places_share_is_a_finding(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    more = "trees,Hamlet,2020,official,1,trees,=,A,yes,OFFICE,\n"
    (tmp_path / "observations.csv").write_text(FILES["observations.csv"] + more, encoding="utf-8")
    (tmp_path / "entities.csv").write_text("id,code,name_zh\nTown,W,镇\nHamlet,W,村\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"entities.csv, line 3, column code: the code of this place stands in"):
        briefing.read.project(tmp_path)
