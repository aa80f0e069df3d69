"""What supports the title of a section: it is found where it is there, and not where it is not."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.fallback_insights import own_table
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.second_order import fall_before
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.supporting_findings import supporting
from briefing.draft.narrative.supporting_insight import change_measure
from briefing.model.period import MONTH, YEAR, Frequency
from tests.draft.narrative.made_up_projects import Made, Values, project

STRAIGHT = (10.0, 11, 12, 13, 14, 15, 16, 17)


def _found(places: Mapping[str, Values], view: View = "time", frequency: Frequency = YEAR) -> dict[str, Insight]:
    """What supports a section of visits, by type."""
    context = PhrasingContext(project(Made(places, frequency)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape})
    found = {one.type: one for one in supporting(SectionPlan(view, "visits"), scene, ())}
    assert all(not one.claim or context.holds(one.claim) for one in found.values())
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((10, 20, 30, 40, 42, 43, 45, 46), {"slower"}),
        ((10, 11, 12, 13, 15, 23, 33, 43), {"faster"}),
        ((10, 20, 30, 40, 38, 30, 21, 15), {"turn"}),
        ((30, 40, 30, 20, 30, 45, 50, 55), {"recovery", "turn"}),
        ((10, 11, 12, 40, 13, 14, 15, 16), {"outlier"}),
        ((10, 11, 12, 13, 30, 31, 32, 33), {"leap"}),
    ],
)
def test_a_course_is_supported_by_what_happened_in_it(values: Values, expected: set[str]) -> None:
    assert expected <= set(_found({"Ash": values}))


def _turn_of(values: Values) -> bool:
    return "turn" in _types_of(values)


def _types_of(values: Values) -> set[str]:
    context = PhrasingContext(project(Made({"Ash": values}, MONTH)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    plan, scene = SectionPlan("time", "visits"), ChartScene(context, {"visits": shape})
    return {one.type for one in supporting(plan, scene, ())}


def test_a_season_alone_makes_no_peak_since_which_it_fell() -> None:
    wave = [20 + 6 * math.cos((at - 2) * 2 * math.pi / 12) + (0.5 if at == 14 else 0) for at in range(42)]
    assert not _turn_of(wave)
    assert _turn_of([value - (0 if at < 15 else (at - 14) * 0.5) for at, value in enumerate(wave)])


def test_a_rise_since_a_low_that_is_mostly_the_season_is_no_turn() -> None:
    wave = [20 + 6 * math.cos((at - 2) * 2 * math.pi / 12) - (2.5 if at == 20 else 0) for at in range(39)]
    assert not _turn_of(wave)
    assert _turn_of([value + (max(0, at - 20) * 3) for at, value in enumerate(wave)])


def test_the_largest_move_of_a_season_is_no_step() -> None:
    wave = [20 + 6 * math.cos((at - 2) * 2 * math.pi / 12) for at in range(40)]
    wave[20] -= 0.1  # so that one move is the largest
    steps = {"one_step", "two_steps", "step", "leap"}
    assert steps.isdisjoint(_types_of(wave))
    jumped = [value + (9 if at >= 21 else 0) for at, value in enumerate(wave)]
    assert not steps.isdisjoint(_types_of(jumped))


def test_a_straight_course_is_supported_by_its_newest_change_alone() -> None:
    assert set(_found({"Ash": STRAIGHT})) == {"change"}


def test_one_step_carries_the_change_where_it_is_most_of_it() -> None:
    found = _found({"Ash": (10, 17, 17.6, 17.4, 18.2, 18.8, 18.4, 19)})["step"]
    assert found.facts["value"] == "visits.at(2011)"
    later = PhrasingContext(project(Made({"Ash": (10, 17, 17.6, 17.4, 18.2, 18.8, 18.4, 11)})), "en")
    assert not later.holds(found.claim)
    assert "step" not in _found({"Ash": (10, None, 17, 17.6, 17.4, 18.2, 18.8, 18.4, 19)}), "nobody knows when it was"


@pytest.mark.parametrize(
    "values",
    [
        (23, 28, 38, 26, 24, 15, 12, 15),  # a step of 12 within a fall of 8, and a rise before it
        (20, 24, 36, 22, 25, 23, 24, 14),  # a step that others undid
    ],
)
def test_a_step_larger_than_the_whole_change_carries_none_of_it(values: Values) -> None:
    assert "step" not in _found({"Ash": values})


@pytest.mark.parametrize(
    "values",
    [
        (36.8, 35, 31, 30, 28.4, 25.1, 24, 22.3, 21, 18.4, 15.4, 12.9),  # its largest move in % is the newest
        (10, 13, 14, 15, 16, 17, 20.8, 22, 23, 24),  # two of one size in %
        (100, 101, 102, 120, 121, 122, 142, 143, 144, 145),  # the larger of two is no larger in %
    ],
)
def test_no_move_stands_out_where_another_is_as_large_in_the_measure_that_is_printed(values: Values) -> None:
    assert "leap" not in _found({"Ash": values})


def test_the_move_that_stands_out_is_the_largest_in_percent_and_its_claim_fails_once_another_is_larger() -> None:
    values = (10, 10.3, 14, 14.3, 14.6, 14.9, 15.2, 40, 41, 41.5)  # +36% from 2011 to 2012, +163% from 2016 to 2017
    found = _found({"Ash": values})["leap"]
    assert found.facts["value"] == "visits.at(2017)"
    later = PhrasingContext(project(Made({"Ash": (*values, 160)})), "en")
    assert not later.holds(found.claim)


@pytest.mark.parametrize(
    "values",
    [
        (10, 20, 30, 40, 60, 50, 41, 42, 43, 46),  # over a peak
        (10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32),  # straight, though the halves differ in %
        (10, 16, 11, 15, 20, 14, 26, 30, 22, 34),  # back and forth
    ],
)
def test_a_course_has_no_pace_across_a_peak_or_without_a_bend(values: Values) -> None:
    assert not {"slower", "faster"} & set(_found({"Ash": values}))


def test_the_pace_changes_at_the_bend_and_not_in_the_middle() -> None:
    found = _found({"Ash": (10, 20, 30, 40, 42, 43, 44, 45, 46, 47, 48)})["slower"]
    assert found.facts["middle"] == "visits.at(2013)"


def test_a_peak_that_was_passed_is_the_highest_before_its_fall() -> None:
    values = (30, 40, 30, 20, 30, 45, 50, 55)
    found = _found({"Ash": values})["recovery"]
    revised = PhrasingContext(project(Made({"Ash": (43, *values[1:])})), "en")
    assert not revised.holds(found.claim)


def test_one_odd_value_is_no_peak_that_it_took_years_to_pass() -> None:
    odd = (12, 13, 14, 15, 40, 16, 18, 19, 21, 25, 31, 38, 47, 60)
    assert "recovery" not in _found({"Ash": odd})
    assert "recovery" in _found({"Ash": (*odd[:4], 30, 40, 33, *odd[5:])})


@pytest.mark.parametrize(("before", "recovered"), [((33, 32), True), ((60, 32), False), ((), False)])
def test_a_first_value_is_a_peak_that_was_passed_only_where_the_data_have_lower_ones_alone_before_it(
    before: tuple[float, ...], recovered: bool
) -> None:
    made = project(Made({"Ash": (*before, 40, 38, 30, 20, 30, 45, 50, 55)}))
    first, last = made.edition.period
    made = replace(made, edition=replace(made.edition, period=(first + len(before), last)))
    context = PhrasingContext(made, "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    found = supporting(SectionPlan("time", "visits"), ChartScene(context, {"visits": shape}), ())
    assert ("recovery" in {one.type for one in found}) == recovered


def test_a_course_that_falls_as_deep_again_and_again_has_no_peak_that_it_took_years_to_pass() -> None:
    rain = (60, 75, 45, 74, 46, 72, 44, 70, 79, 42, 55, 66, 84, 60)
    assert "recovery" not in _found({"Ash": rain})
    once = (60, 62, 64, 66, 69, 71, 74, 77, 79, 42, 55, 66, 84, 90)
    assert "recovery" in _found({"Ash": once})


def test_the_place_that_moved_most_is_so_by_the_difference_of_the_two_values_that_are_printed() -> None:
    places = {"Ash": (50, 50, 51), "Birch": (2, 4, 8), "Cedar": (60, 70, 90), "Dale": (5, 5, 5), "Elm": (9, 8, 10)}
    assert _found(places, "spread")["furthest"].entities == ("Cedar",), "Birch rose most in percent"


def test_the_moves_to_and_from_an_odd_value_are_no_moves_of_their_own() -> None:
    assert "leap" not in _found({"Ash": (10, 11, 12, 40, 13, 14, 15, 16)})
    back = _found({"Ash": (105, 108, 112, 115, 121, 124, 126, 87, 134, 137, 139, 142, 144)})
    assert {"odd", "outlier"} & {*back}
    assert "one_step" not in back, "it only came back"


@pytest.mark.parametrize(
    ("januaries", "odd"),
    [((30, 38, 47, 58), set()), ((12, 12, 14, 58), {"outlier"}), ((40, 12, 44, 12, 58), set())],
)
def test_a_month_that_departs_every_year_is_not_odd_where_it_does_so_by_more_each_time(
    januaries: Values, odd: set[str]
) -> None:
    year = (10, 11, 10, 12, 11, 10, 11, 12, 10, 11, 12)
    values = [value for january in januaries for value in (january, *year)]
    assert {"odd", "outlier"} & {*_found({"Ash": [*year, *values]}, frequency=MONTH)} == odd


@pytest.mark.parametrize(
    ("values", "since"),
    [
        ((5, 4, 3, -2, -4), "visits.at(2013)"),
        ((-5, -4, -3, 2, 4, 1), "visits.at(2013)"),
        ((5, 4, 3, 2, -4), ""),  # the newest value alone
        ((5, -4, 3, -2, -4), ""),  # it only varies about zero
        ((5, 4, 0, -2, -4), ""),  # nobody knows on which side it was
    ],
)
def test_values_that_came_to_the_other_side_of_zero_and_stayed_are_found(values: Values, since: str) -> None:
    found = _found({"Ash": values}).get("crossing")
    assert (found.facts["value"] if found else "") == since


def test_months_are_on_a_side_of_zero_for_half_a_year_and_temperatures_are_on_none() -> None:
    months = (1, 2, 1, 3, 2, 1, 2, -1, -2, -3, -1, -2)
    assert "crossing" not in _found({"Ash": months}, frequency=MONTH)
    assert "crossing" in _found({"Ash": (*months, -4)}, frequency=MONTH)
    context = PhrasingContext(project(Made({"Ash": (*months, -4)}, unit="°C")), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    found = supporting(SectionPlan("time", "visits"), ChartScene(context, {"visits": shape}), ())
    assert "crossing" not in [one.type for one in found]


def test_a_ranking_is_supported_by_who_is_near_and_both_ends() -> None:
    places = {name: [value * at for value in STRAIGHT] for at, name in enumerate(("Ash", "Birch", "Cedar", "Dale"), 2)}
    first = _found({"Dale": places["Dale"], **places}, "ranking")
    assert {"runner_up", "same_rank"} <= set(first)
    assert "neighbours" not in first, "the first has none ahead"
    middle = _found({"Birch": places["Birch"], **places}, "ranking")
    assert {"neighbours", "ends"} <= set(middle)


def test_places_with_the_same_value_are_neither_first_nor_second_nor_last() -> None:
    places = {name: [value * at for value in STRAIGHT] for at, name in enumerate(("Ash", "Birch", "Cedar", "Dale"), 2)}
    found = _found({"Birch": places["Birch"], **places, "Elm": places["Dale"]}, "ranking")
    assert not {"runner_up", "ends"} & set(found)
    assert "same_rank" not in _found({"Dale": places["Dale"], **places, "Elm": places["Dale"]}, "ranking")


def test_a_share_of_all_places_supports_a_course_where_it_changed_and_the_places_add_up() -> None:
    names = ("Ash", "Birch", "Cedar", "Dale", "Elm")
    grown = {name: (STRAIGHT if name != "Ash" else [4 * value for value in STRAIGHT[::-1]]) for name in names}
    assert "portion" in _found(grown)
    assert "portion" not in _found(dict.fromkeys(names, STRAIGHT))


def _moved_on(values: Sequence[float], count: int, period: int) -> Values:
    return tuple(values[at % period] + at * 0.1 for at in range(count))


def test_a_peak_of_a_cycle_is_no_turn_and_one_alone_is() -> None:
    cycle = (10.0, 40, 80, 100, 70, 40, 15, 5, 2)
    assert "turn" not in _found({"Ash": (*_moved_on(cycle, 27, 9), 10.0, 50, 95, 110, 75, 40, 14, 4)})
    assert "turn" in _found({"Ash": (10.0, 12, 20, 30, 46, 58, 71, 85, 100, 110, 75, 40, 14, 4)})


def test_a_dip_that_every_year_has_is_no_peak_that_it_took_a_year_to_pass() -> None:
    year = (90.0, 95, 100, 96, 88, 80, 72, 70, 74, 79, 84, 88)
    assert "recovery" not in _types_of(_moved_on(year, 32, 12))
    fallen = (*(90.0 + at for at in range(8)), 70, 60, 55, 62, 71, 80, 86, 92, 96, 99, 103, 104)
    assert "recovery" in _types_of(fallen)


@pytest.mark.parametrize(
    ("values", "carried"),
    [
        ((6, 12, 20, 25, 24, 9, 3, 26, 20), False),  # it regains what two years lost
        ((6, 7, 8, 9, 7, 5, 3, 26, 20), True),
        ((40, 20, 12, 14, 16, 30, 44, 14, 18), False),  # a fall to where it had been
        ((36, 30, 24, 18, 22, 30, 44, 20, 18), False),  # and to the same value
        ((11, 22, 33, 38, 40, 100, 66, 23, 39, 57), False),  # a rise of which nothing was left two years later
        ((11, 22, 33, 38, 40, 100, 66, 43, 49, 57), True),
    ],
)
def test_a_step_back_to_where_a_series_had_been_is_not_the_whole_change(values: Values, carried: bool) -> None:
    assert ("one_step" in _found({"Ash": values})) is carried


def test_a_step_over_years_without_a_value_is_said_of_none_of_them_alone() -> None:
    for lang, alone in (("en", "alone|one step"), ("zh", "一步")):
        values = {"Ash": (14, 15, 14, 15, None, 40, 39, 38, 37)}
        step = _found(values)["one_step"]
        title = text(step, PhrasingContext(project(Made(values)), lang), "title").text
        assert not re.search(alone, title)
        assert ".at(2013)" in title
        assert ".at(2015)" in title
    assert "gap" not in _found({"Ash": (14, 15, 14, 15, 15, 40, 39, 38, 37)})["one_step"].facts


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ((1, *([None] * 19), 30, 31, 30, 31, 30, 31, 29), {"one_step"}),
        ((10, 11, *([None] * 9), 20, 21, 22, 23, 24, 25), {"leap"}),
        ((10, *([None] * 9), 20, *([None] * 4), 21, 22, 21, 22, 23, 24), {"one_year"}),
        ((10, 11, 12, *([None] * 4), 40, *([None] * 4), 13, 14, 15, 16), {"outlier", "odd"}),
        ((30, 40, 30, *([None] * 4), 20, 30, 45, 50, 55), {"recovery"}),
    ],
)
def test_what_came_within_years_without_a_value_is_no_move_of_one_of_them(values: Values, kinds: set[str]) -> None:
    assert not kinds & {*_found({"Ash": values})}
    every = tuple(value for value in values if value is not None)
    assert kinds & {*_found({"Ash": every})} or kinds == {"one_year"}


def test_a_step_is_more_than_the_whole_in_percent_only_where_the_whole_is_less_in_percent() -> None:
    assert "more" in _found({"Ash": (16.0, 17, 15, 16, 31, 36, 27, 29, 28)})["one_step"].facts
    # from 20 to 40 is +100%, from 10 to 28 +180%, though 20 is more than 18
    assert "more" not in _found({"Ash": (10.0, 14, 17, 20, 40, 37, 30, 29, 28)})["one_step"].facts


@pytest.mark.parametrize(
    ("unit", "values", "measure"),
    [
        ("%", (10, 20, 30, 40, 38, 30, 21, 15), "points"),
        ("visits", (-10, 20, 30, 40, 38, 30, 21, 15), "change"),
        ("visits", (10, 20, 30, 40, 38, 30, 21, 15), "percent"),
    ],
)
def test_a_percentage_turns_by_points_and_what_lies_below_zero_by_its_unit(
    unit: str, values: Values, measure: str
) -> None:
    context = PhrasingContext(project(Made({"Ash": values}, unit=unit)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    found = supporting(SectionPlan("time", "visits"), ChartScene(context, {"visits": shape}), ())
    (turn,) = [one for one in found if one.type == "turn"]
    assert turn.facts["since"].endswith(f".{measure}")


def test_what_a_recovery_made_good_is_said_by_the_measure_of_its_changes() -> None:
    places = {"Ash": (30, 40, 30, 20, 30, 45, 50, 55), "Elm": (-1,) * 8}
    context = PhrasingContext(project(Made(places)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape})
    (recovery,) = [one for one in supporting(SectionPlan("time", "visits"), scene, ()) if one.type == "recovery"]
    (loss,) = fall_before(recovery, change_measure(context.subject("visits")))
    assert loss.facts["lost"].endswith(".change")


def test_a_rise_that_had_not_begun_before_a_year_is_not_most_of_it() -> None:
    flat = [20.0 - at % 4 for at in range(24)]
    begun = [at / 3 + at % 4 for at in range(24)]
    for early, table in ((flat, "late:whole"), (begun, "late")):
        steep = [early[-1] + 3 * at for at in range(1, 12)]
        found = _found({"Ash": [value - 18 for value in (*early, *steep)]})["late"]
        assert own_table(found) == table


def test_a_step_that_was_lost_again_is_not_most_of_a_change_which_came_later() -> None:
    before, after = (-15, -13, -14, -12, 15, 14), (3, 11, 19, 14, 20)
    assert "step" in _found({"Ash": (*before, -5, -3, -1, *after)})
    assert "step" not in _found({"Ash": (*before, -5, -16, -11, *after)})
