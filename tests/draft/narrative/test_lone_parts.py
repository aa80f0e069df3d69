"""A part that went another way than all others over the latest year has bars of that year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.charts_of_places import parts
from briefing.draft.narrative.charts_over_time import over_time
from briefing.draft.narrative.lone_parts import lone_part
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from tests.draft.narrative.tables import Values, months, table, years

RISING = {key: [(10.0 + year) * at for year in range(6)] for at, key in enumerate(("fish", "salt", "tin", "wool"), 2)}
FELL = [90.0, 92, 94, 96, 98, 80]


def _scene(folder: Path, parts: Mapping[str, Values], periods: list[str]) -> ChartScene:
    project = table(folder, {key: {"Alder": row} for key, row in parts.items()}, periods)
    context = PhrasingContext(project, "en")
    shapes = {key: shape for key in parts if (shape := shape_of(context, key)) is not None}
    return ChartScene(context, shapes)


def _found(scene: ChartScene) -> list[Insight]:
    lead = Insight("largest_changes", tuple(scene.shapes), "", {}, 0.0, 0.0, 0.0, "up")
    return [*lone_part(lead, scene)]


def test_the_one_part_that_fell_over_the_latest_year_is_found_and_drawn_among_all(tmp_path: Path) -> None:
    scene = _scene(tmp_path, {**RISING, "grain": FELL}, years(2020, 6))
    (found,) = _found(scene)
    assert (found.subjects[0], found.direction) == ("grain", "down")
    assert set(found.subjects) == {*RISING, "grain"}
    assert scene.context.holds(found.claim)
    assert "only ferry grain fell" in scene.context.trial.printed(text(found, scene.context, "sentence"))
    view = SectionView(SectionPlan("time", "grain", (found,)), scene.shapes["grain"], scene)
    bars = next(over_time(view))["chart"]
    assert (bars["kind"], bars["measure"], bars["highlight"]) == ("bar", "growth", "grain")
    assert bars["period"] == {"last": 2}, "the latest year, from the value before it"
    assert set(bars["series"]) == set(found.subjects)


def test_no_part_stands_alone_where_one_is_always_the_same_and_has_no_shape(tmp_path: Path) -> None:
    scene = _scene(tmp_path, {**RISING, "grain": FELL, "corn": [0.0] * 6}, years(2020, 6))
    of_all = Insight("largest_changes", tuple(scene.shapes), "", {}, 0.0, 0.0, 0.0, "up")
    without = {key: shape for key, shape in scene.shapes.items() if not shape.constant}
    assert [*lone_part(of_all, replace(scene, shapes=without))] == []


def test_months_are_set_against_those_of_a_year_before(tmp_path: Path) -> None:
    rising = {key: [200 + at / 2 + row[0] for at in range(25)] for key, row in RISING.items()}
    scene = _scene(tmp_path, {**rising, "grain": [*(90.0 - at for at in range(24)), 70]}, months(2023, 25))
    (found,) = _found(scene)
    assert found.facts["newest"] == "grain.on_year()", "on the month before it rose"
    view = SectionView(SectionPlan("time", "grain", (found,)), scene.shapes["grain"], scene)
    assert next(over_time(view))["chart"]["period"] == {"last": 13}


def test_no_part_stands_alone_where_another_fell_or_did_not_change_or_parts_are_few_or_the_fall_is_slight(
    tmp_path: Path,
) -> None:
    given = {
        "another": {**RISING, "grain": FELL, "corn": FELL},
        "unchanged": {**RISING, "grain": FELL, "corn": [50.0] * 6},
        "few": {**dict(list(RISING.items())[:3]), "grain": FELL},
        "slight": {**RISING, "grain": [*FELL[:-1], FELL[-2] - 0.1]},
        "none": {**RISING, "grain": [*FELL[:-1], 99.0]},
        "gap": {**RISING, "grain": FELL, "corn": [50.0, 51, 52, 53, 54]},
    }
    found = {name: _found(_scene(tmp_path / name, parts, years(2020, 6))) for name, parts in given.items()}
    assert not any(found.values()), found


def test_that_the_others_rose_is_claimed_as_well(tmp_path: Path) -> None:
    (found,) = _found(_scene(tmp_path / "now", {**RISING, "grain": FELL}, years(2020, 6)))
    still = {**RISING, "salt": [*RISING["salt"][:-1], RISING["salt"][-2]]}
    later = _scene(tmp_path / "later", {**still, "grain": FELL}, years(2020, 6))
    assert not later.context.holds(found.claim), "salt did not change, and “the other parts rose” is not true of it"


def test_the_share_of_a_place_is_drawn_with_the_places_and_not_with_parts_of_another_kind(tmp_path: Path) -> None:
    goods = {"fish": 2, "salt": 3, "tin": 4}
    rows = {
        key: {
            place: [times * (size + year) for year in range(6)]
            for place, times in (("Alder", 1.0), ("Birch", 9.0), ("Cedar", 2.0))
        }
        for key, size in goods.items()
    }
    rows["all"] = {place: [sum(rows[key][place][year] for key in goods) for year in range(6)] for place in rows["fish"]}
    context = PhrasingContext(table(tmp_path, rows, years(2020, 6)), "en")
    shapes = {key: shape for key in rows if (shape := shape_of(context, key)) is not None}
    lead = Insight("majority", ("fish",), "", {}, 0.0, 0.0, 0.0, entities=("Birch",))
    view = SectionView(SectionPlan("parts", "fish", (lead,)), shapes["fish"], ChartScene(context, shapes))
    drawn = next(parts(view))["chart"]
    assert (drawn["series"], drawn["entities"], drawn["highlight"]) == (["fish"], "all", "Birch")
    of_goods = replace(lead, subjects=("fish", "all"), entities=())
    view = SectionView(SectionPlan("parts", "fish", (of_goods,)), shapes["fish"], ChartScene(context, shapes))
    assert set(next(parts(view))["chart"]["series"]) == set(goods)


def test_shares_of_places_are_side_by_side_as_they_have_no_sum(tmp_path: Path) -> None:
    rows = {"fluent": {"Alder": [73.0, 74], "Birch": [68.0, 69], "Cedar": [78.0, 79]}}
    kinds = {}
    for unit in ("visits", "%"):
        context = PhrasingContext(table(tmp_path / unit.strip("%"), rows, years(2020, 2), unit=unit), "en")
        shape = shape_of(context, "fluent")
        assert shape is not None
        lead = Insight("evenness", ("fluent",), "", {}, 0.0, 0.0, 0.0, entities=("Cedar", "Birch"))
        view = SectionView(SectionPlan("parts", "fluent", (lead,)), shape, ChartScene(context, {"fluent": shape}))
        kinds[unit] = next(parts(view))["chart"]["kind"]
    assert kinds == {"visits": "stacked", "%": "bar"}
