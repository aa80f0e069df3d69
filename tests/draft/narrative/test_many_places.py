"""Of many places no single one stands for the others: the chart has those that changed least, the cards medians."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.draft.insight import MANY_PLACES, Insight
from briefing.draft.narrative.charts_of_places import alike, course_of_one
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext
from briefing.draft.narrative.places_in_support import moved_most
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.summary_numbers import card_keys, numbers
from briefing.draft.narrative.written_sections import WrittenSection
from briefing.facts import SubjectFacts
from briefing.model.edition import Subject
from tests.draft.narrative.made_up_projects import Made, Values, insight, project
from tests.draft.narrative.tables import table, years

RISEN = {f"Town {at:02}": (100, 103, 101 + at) for at in range(1, 24)}  # the later in the alphabet the more
LEAST = [f"Town {at:02}" for at in range(1, 10)]


def _scene(places: Mapping[str, Values], unit: str = "visits") -> ChartScene:
    context = PhrasingContext(project(Made(places, unit=unit)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    return ChartScene(context, {"visits": shape})


def _drawn(scene: ChartScene, *exceptions: str, way: str = "up") -> list[dict[str, Any]]:
    lead = insight("all_but", {"holding": "visits.places()"}, "", way, entities=exceptions)
    return [*alike(SectionView(SectionPlan("alike", "visits", (lead,)), scene.shapes["visits"], scene))]


def _note(scene: ChartScene, figure: Mapping[str, Any]) -> str:
    return str(scene.context.value(figure["note"].strip("{} ")))


def test_where_all_went_one_way_those_that_changed_most_are_drawn_first_and_two_that_changed_least() -> None:
    scene = _scene(RISEN)
    figure, without, *_ = _drawn(scene)
    chart = figure["chart"]
    assert chart["kind"] == "dumbbell"
    assert chart["entities"] == [*(f"Town {at:02}" for at in range(23, 15, -1)), LEAST[1], "edition"]
    assert chart["order"] == "given"
    assert chart["highlight"] == "Town 23"
    assert "columns" not in chart, "its rows go by the difference, and a column would be in %"
    assert "note" not in without, "where there is no room for it"


def test_of_equals_none_changed_most() -> None:
    names = list(RISEN)
    found = moved_most("visits", names, "edition", _scene(RISEN))
    assert found == ("Town 23", False)
    equals = _scene({**RISEN, "Town 22": RISEN["Town 23"]})
    assert moved_most("visits", names, "edition", equals) is None


@pytest.mark.parametrize("way", [1, -1])
def test_the_note_says_of_no_place_that_it_went_another_way_where_none_did(way: int) -> None:
    changed = {place: (100, 100, 100 + way * (row[-1] - 100)) for place, row in RISEN.items()}
    scene = _scene(changed)
    figure = _drawn(scene)[0]
    assert _note(scene, figure) == "Above are the places that changed most, below those that changed least."


def test_the_note_gives_all_exceptions_and_gives_way_when_there_are_others() -> None:
    scene = _scene({**RISEN, "Zell": (100, 99, 90)})
    figure = _drawn(scene, "Zell")[0]
    assert figure["chart"]["entities"][0] == figure["chart"]["highlight"] == "Zell"
    assert _note(scene, figure).startswith("Shown are all places where it did not rise, those where it rose least")
    assert not _note(_scene({**RISEN, "Zell": (100, 99, 90), "Town 05": (100, 99, 95)}), figure)
    assert not _note(_scene({**RISEN, "Zell": (100, 99, 122)}), figure), "it is none of those that rose least"


def test_where_the_exceptions_may_be_more_than_those_drawn_no_note_says_that_they_are_all() -> None:
    fallen = {f"Zell {at}": (100, 99, 90 - at) for at in range(9)}
    figures = _drawn(_scene({**RISEN, **fallen}), *fallen)
    assert figures
    assert not any("where it did not rise" in figure.get("note", "") for figure in figures)


def test_few_places_are_drawn_by_their_order() -> None:
    few = dict(list(RISEN.items())[: MANY_PLACES - 1])
    assert "both ends of the order" in _drawn(_scene(few))[0]["note"]


@pytest.mark.parametrize(("unit", "words"), [("visits", "visits, visits"), ("unit not stated yet", "visits.unit")])
def test_the_subtitle_of_some_places_has_the_unit_or_what_stands_for_it(unit: str, words: str) -> None:
    scene = _scene(RISEN, unit)
    subtitle = _drawn(scene)[0]["subtitle"]
    filled_in = "else visits.unit" in subtitle
    assert filled_in is (unit != "visits")
    assert words in subtitle
    assert subtitle.index(words) < subtitle.index("| period")


def test_cards_of_many_places_are_medians_behind_the_place_of_the_cover(tmp_path: Path) -> None:
    scene = _scene_of_two(tmp_path, RISEN)
    medians = [("middle_visits", None), ("middle_trips", None)]
    assert _cards(scene, None) == medians
    alone = insight("only_place", {"last": "visits.of('Town 05').last"}, "", "down", entities=("Town 05",))
    assert _cards(scene, alone) == [("visits", "Town 05"), *medians]
    assert ", and medians of" in str(numbers(("visits", "trips"), (), alone, scene)["subtitle"])


def test_cards_of_few_places_or_without_medians_are_of_the_place_of_the_edition(tmp_path: Path) -> None:
    few = _scene_of_two(tmp_path / "few", dict(list(RISEN.items())[:6]))
    assert _cards(few, None) == [("visits", None), ("trips", None)]
    without = _scene_of_two(tmp_path / "without", RISEN, medians=("visits",))
    assert _cards(without, None) == [("visits", None), ("trips", None)]


def test_cards_of_an_edition_of_the_whole_are_its_values_and_their_sum_stands_against_no_median(tmp_path: Path) -> None:
    whole = {"All towns": (2300, 2369, 2599)}
    scene = _scene_of_two(tmp_path, {**whole, **RISEN}, totals=[*whole])
    assert _cards(scene, None) == [("visits", None), ("trips", None)]
    cards = [getattr(card, "node", card) for card in numbers(("visits", "trips"), (), None, scene)["cards"]]
    assert not any("compare" in card and card["compare"] == ["median"] for card in cards)


def test_a_median_that_no_section_is_about_has_no_card_where_sections_are_about_several(tmp_path: Path) -> None:
    scene = _scene_of_two(tmp_path / "many", RISEN, more=("calls",))
    assert card_keys(_sections(scene, "visits", "trips"), scene) == ("visits", "trips")
    assert "calls" in card_keys(_sections(scene, "visits"), scene), "one card says too little"
    few = _scene_of_two(tmp_path / "few", dict(list(RISEN.items())[:6]), more=("calls",))
    assert "calls" in card_keys(_sections(few, "visits", "trips"), few)


def _scene_of_two(
    folder: Path,
    places: Mapping[str, Values],
    *,
    medians: Sequence[str] = ("visits", "trips"),
    more: Sequence[str] = (),
    totals: Sequence[str] = (),
) -> ChartScene:
    """Visits and trips of places, with the medians of all."""
    keys = ("visits", "trips", *more)
    made = table(folder, dict.fromkeys(keys, places), years(2020, 3))
    middle = {
        f"middle_{key}": Subject(f"middle_{key}", indicator=key, places=("all",), combine="median") for key in medians
    }
    edition = replace(made.edition, subjects={**made.edition.subjects, **middle}, totals=tuple(totals))
    context = PhrasingContext(replace(made, edition=edition), "en")
    shapes = {key: shape for key in keys if (shape := shape_of(context, key)) is not None}
    return ChartScene(context, shapes)


def _cards(scene: ChartScene, thesis: Insight | None) -> list[tuple[Any, Any]]:
    """What the cards of a summary are of, and of which place where they name one."""
    found = [getattr(card, "node", card) for card in numbers(("visits", "trips"), (), thesis, scene)["cards"]]
    return [(card["fact"], card.get("entity")) for card in found]


def _sections(scene: ChartScene, *keys: str) -> list[WrittenSection]:
    found = insight("all_but", {}, "", "up")
    plans = [SectionPlan("alike", key, (replace(found, subjects=(key,)),)) for key in keys]
    return [WrittenSection(plan, scene.context, None, ConditionalText(""), ()) for plan in plans]


def test_of_amounts_of_many_places_there_is_no_median_next_to_rates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = _scene_of_two(tmp_path, RISEN)
    amount = scene.context.subject("visits")
    monkeypatch.setattr(SubjectFacts, "adds_up", property(lambda self: self.names == amount.names))
    alone = insight("only_place", {"last": "trips.of('Town 05').last"}, "", "down", entities=("Town 05",))
    alone = replace(alone, subjects=("trips",))
    assert _cards(scene, alone) == [("trips", "Town 05"), ("middle_trips", None)]
    assert _cards(scene, None) == [("middle_visits", None), ("middle_trips", None)], "one card alone is no row"


def test_a_course_with_no_other_place_near_it_is_drawn_alone() -> None:
    low: dict[str, Values] = {"Town A": [30.0, 34, 37, 33, 28, 25]}
    scene = _scene(low | {f"Town {at}": [300.0 + 10 * at + 2 * year for year in range(6)] for at in range(3)})
    facts = {"turn": "visits.highest", "last": "visits.last"}
    lead = insight("reversal", facts, "", "down", entities=("Town A",))
    first, *_ = course_of_one(SectionView(SectionPlan("courses", "visits", (lead,)), scene.shapes["visits"], scene))
    assert first["chart"]["entities"] == ["edition"]
    assert "second" not in first["chart"]
