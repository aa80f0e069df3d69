"""A change that is the largest of parts says so where the whole of them, which changed more, stands on the page too."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.insights.finding import insights
from briefing.draft.narrative.added_up import can_be_added
from briefing.draft.narrative.figure_context import set_against
from briefing.draft.narrative.first_story import story
from briefing.draft.narrative.part_changes import ONLY, of_changes, together, with_decimals
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.wording_slots import Slots, UnfilledError
from briefing.draft.narrative.wording_tables import Slot
from briefing.draft.recognition.remembered import NAME
from briefing.read.yamlnodes import parse
from tests.draft.narrative.tables import Values, table, years

PARTS: dict[str, Values] = {
    "trade": [120.0 + 5 * at for at in range(12)],
    "care": [80.0 + 2 * at for at in range(12)],
    "mines": [60.0 - 3 * at for at in range(12)],
    "crafts": [40.0 - at for at in range(12)],
}
WHOLE = [300.0 + 3 * at for at in range(12)]
SAYING: tuple[Slot, ...] = ("point", "sentence")


def _superlatives(folder: Path, indicators: dict[str, Values]) -> list[str]:
    """What is written of the largest changes, in every wording."""
    project = table(folder, {key: {"Alder": row} for key, row in indicators.items()}, years(2020, 12))
    found = []
    for lang in ("en", "zh"):
        context = PhrasingContext(project, lang)
        (lead,) = (one for one in insights(project) if one.type == "largest_changes")
        lead = with_decimals(lead, context)
        (other,) = (one for one in of_changes(lead, context) if one.type == "opposite_change")
        for one in (lead, other):
            for slot in SAYING * 2:  # each time another wording
                found.append(context.trial.printed(text(one, context, slot)))
    return found


def test_the_largest_change_of_parts_of_a_known_whole_is_that_among_the_parts(tmp_path: Path) -> None:
    found = _superlatives(tmp_path, {**PARTS, "all": WHOLE})
    assert found
    assert all("among the parts" in one or "各部分中" in one for one in found), found


def test_parts_are_not_called_the_series_where_their_whole_and_others_are_series_too(tmp_path: Path) -> None:
    found = _superlatives(tmp_path, {**PARTS, "all": WHOLE, "fares": [9000.0 + 700 * at for at in range(12)]})
    assert all("among the parts" in one or "各部分中" in one for one in found), found


def test_the_table_of_all_counts_series_beside_a_divided_whole(tmp_path: Path) -> None:
    steps = dict(zip(PARTS, (2, 3, 7, 11), strict=True))  # of which none is the sum of others
    rising: dict[str, Values] = {key: [10.0 * step + step * at for at in range(12)] for key, step in steps.items()}
    whole = [sum(row[at] or 0 for row in rising.values()) for at in range(12)]
    for other, counted in (({}, set(PARTS)), ({"fares": [900.0 - 7 * at for at in range(12)]}, {*PARTS, "fares"})):
        rows: dict[str, Values] = {**rising, "all": whole, **other}
        project = table(tmp_path / str(len(other)), {key: {"Alder": row} for key, row in rows.items()}, years(2020, 12))
        sections = parse(story(project, insights(project), "en"), "story").value["sections"]
        (overview,) = (one for one in sections if one["id"] == "overview")
        assert {key for key in rows if f"{key}.change > 0" in str(overview["title"])} == counted


def test_where_no_whole_is_known_nothing_is_larger_and_no_parts_are_named(tmp_path: Path) -> None:
    found = _superlatives(tmp_path, PARTS)
    assert any("largest" in one for one in found)
    assert not any("parts" in one or "各部分" in one for one in found), found


def test_what_ended_earlier_and_fell_too_leaves_no_part_the_only_one_that_fell(tmp_path: Path) -> None:
    rising = {"trade": PARTS["trade"], "care": PARTS["care"], "ports": [20.0 + at for at in range(12)]}
    for crafts, only in ((PARTS["crafts"], False), ([40.0 + at for at in range(12)], True)):
        parts: dict[str, Values] = {**rising, "mines": PARTS["mines"], "crafts": [*crafts[:-1], None]}
        project = table(tmp_path / str(only), {key: {"Alder": row} for key, row in parts.items()}, years(2020, 12))
        (lead,) = (one for one in insights(project) if one.type == "largest_changes")
        assert "crafts" not in lead.subjects
        assert (ONLY in with_decimals(lead, PhrasingContext(project, "en")).statistics) is only


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_wording_says_of_parts_that_all_rose_which_one_fell_most(lang: str, tmp_path: Path) -> None:
    rising: dict[str, Values] = {key: [10.0 + step * at for at in range(12)] for step, key in enumerate(PARTS, 2)}
    project = table(tmp_path, {key: {"Alder": row} for key, row in rising.items()}, years(2020, 12))
    (lead,) = (one for one in insights(project) if one.type == "largest_changes")
    slots = Slots(PhrasingContext(project, lang), lead)
    assert "ferry crafts" in slots.filled("<label> [rose|fell] most", brief=True).text.lower()
    for slot in ("<other_label>", "<of_other>"):
        with pytest.raises(UnfilledError):
            slots.filled(f"<label> [rose|fell] most, {slot} [fell|rose] most", brief=True)


@pytest.mark.parametrize(("whole", "called"), [({"all": WHOLE}, "Of 4 parts, "), ({}, "Of 4 series, ")])
def test_what_rose_and_fell_is_counted_as_parts_where_their_whole_is_known(
    whole: dict[str, Values], called: str, tmp_path: Path
) -> None:
    indicators = {**PARTS, **whole}
    project = table(tmp_path, {key: {"Alder": row} for key, row in indicators.items()}, years(2020, 12))
    context = PhrasingContext(project, "en")
    (lead,) = (one for one in insights(project) if one.type == "largest_changes")
    (counted,) = (one for one in of_changes(lead, context) if one.type == "rises_and_falls")
    assert context.trial.printed(text(counted, context, "sentence")).startswith(called)


@pytest.mark.parametrize(
    ("head", "called"),
    [
        ("Sector", "sectors"),
        ("Branches", "branches"),
        ("Categories", "categories"),
        ("AgeGroup", "age groups"),
        ("Colour", "series"),
    ],
)
def test_parts_are_called_as_the_head_of_the_column_that_divides_them(head: str, called: str, tmp_path: Path) -> None:
    project = table(tmp_path, {key: {"Alder": row} for key, row in PARTS.items()}, years(2020, 12))
    (tmp_path / NAME).write_text(
        f'[[tables]]\ncolumns = {{ "{head}" = "category", "Year" = "period" }}\n', encoding="utf-8"
    )
    assert PhrasingContext(project, "en").parts == called


@pytest.mark.parametrize(
    ("name", "added"), [("Tin mines", True), ("All ferry trade", False), ("Total of what is made", False)]
)
def test_what_may_hold_the_others_by_its_name_is_not_added_to_them(name: str, added: bool, tmp_path: Path) -> None:
    project = table(
        tmp_path, {key: {"Alder": row} for key, row in PARTS.items()}, years(2020, 12), names={"mines": name}
    )
    context = PhrasingContext(project, "en")
    (lead,) = (one for one in insights(project) if one.type == "largest_changes")
    shapes = {key: shape for key in PARTS if (shape := shape_of(context, key)) is not None}
    scene = ChartScene(context, shapes, 1)
    assert bool([*together(lead, scene)]) is added
    assert can_be_added(lead.subjects, context) is added


@pytest.mark.parametrize(("name", "added"), [("Tin mines", True), ("All ferry trade", False)])
def test_a_part_is_held_against_no_sum_that_counts_it_twice(name: str, added: bool, tmp_path: Path) -> None:
    rows: dict[str, Values] = {**PARTS, "barns": [40.0 + at for at in range(12)]}
    project = table(
        tmp_path, {key: {"Alder": row} for key, row in rows.items()}, years(2020, 12), names={"mines": name}
    )
    context = PhrasingContext(project, "en")
    shapes = {key: shape for key in rows if (shape := shape_of(context, key)) is not None}
    plan = SectionPlan("time", next(iter(PARTS)), ())
    assert ("against_parts" in {one.type for one in set_against(plan, ChartScene(context, shapes, 1))}) is added
