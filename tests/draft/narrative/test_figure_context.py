"""What stands under a figure has a form that the texts next to it have not, and money says what is open of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.figure_context import left_open, set_against
from briefing.draft.narrative.open_prices import priced
from briefing.draft.narrative.phrases import alone
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.supporting_insight import made
from tests.draft.narrative.made_up_projects import Made, project
from tests.draft.narrative.tables import months, table, years

TOWNS = {"Ash": (10, 20, 90), "Birch": (20, 30, 50), "Cedar": (40, 45, 30), "Elm": (15, 20, 25)}
MIDDLE = {"all": "visits.places()", "middle": "visits.median_of('all').percent", "start": "visits.first"}
SPAN = "From {{ visits.first | period }} to {{ visits.last | period }} it rose."


def test_no_form_stands_twice_next_to_each_other_nor_before_all_others_have_stood() -> None:
    context = PhrasingContext(project(Made(TOWNS)), "en")
    found = made("against_median", "visits", "", MIDDLE)
    texts = [alone(found, context, "sentence").text for _ in range(4)]
    assert len({*texts}) == 4
    for first in texts:
        again = alone(found, context, "sentence", [ConditionalText(first)])
        assert again.text.split()[0] != first.split()[0]
    assert not alone(found, context, "sentence", [ConditionalText(SPAN)]).text.startswith("From ")


def test_changes_of_money_without_a_price_basis_say_so_in_the_subtitle_and_others_do_not(tmp_path: Path) -> None:
    def subtitles(unit: str, view: View = "moves") -> list[str]:
        made = table(tmp_path, {"gdp": dict.fromkeys(TOWNS, (4.0, 6.0, 9.0))}, years(2010, 3), unit=unit)
        context = PhrasingContext(made, "en")
        shape = shape_of(context, "gdp")
        assert shape is not None
        scene = ChartScene(context, {"gdp": shape})
        figure = {"chart": {"kind": "bar", "series": ["gdp"]}, "subtitle": "Change, 2010 to 2012"}
        return [one["subtitle"] for one in priced([figure], SectionPlan(view, "gdp"), scene)]

    assert subtitles("US dollars")[0] == "Change, 2010 to 2012; prices and exchange rates not stated"
    assert subtitles("constant 2015 US dollars") == ["Change, 2010 to 2012"]
    assert subtitles("visits") == ["Change, 2010 to 2012"]
    assert subtitles("US dollars", "ranking") == ["Change, 2010 to 2012"], "an order is no change"


def test_a_value_or_a_step_whose_reason_is_open_is_named_by_its_period() -> None:
    context = PhrasingContext(project(Made({"Ash": (10, 12, 60, 13, 40, 41)})), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    first, second = {"value": "visits.at(2012)"}, {"value2": "visits.at(2014)"}
    printed = {}
    for kind, facts in {"outlier": first, "one_step": first, "two_steps": {**first, **second}}.items():
        plan = SectionPlan("time", "visits", (made(kind, "visits", "", facts),))
        (words,) = left_open(plan, ChartScene(context, {"visits": shape}))
        printed[kind] = context.trial.printed(ConditionalText(words))
    assert printed["outlier"].startswith("Whether the value of 2012 is an event")
    assert printed["one_step"].startswith("Whether the step of 2012 is real")
    assert printed["two_steps"].startswith("Whether the steps of 2012 and 2014 are real")


@pytest.mark.parametrize(("things", "open_"), [("towns", 1), ("item entries", 0), ("entries", 0)])
def test_entries_of_a_table_are_no_places_in_which_something_differs(things: str, open_: int) -> None:
    made_up = project(Made({"Ash": (1, 2, 3), "Elm": (2, 3, 4), "Oak": (3, 4, 5)}))
    named = replace(made_up, edition=replace(made_up.edition, things={"en": things}))
    context = PhrasingContext(named, "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    assert len([*left_open(SectionPlan("ranking", "visits"), ChartScene(context, {"visits": shape}))]) == open_


def test_what_a_course_did_in_two_parts_stands_once_and_not_below_a_single_value() -> None:
    values = (40, 41, 43, 42, 44, 43, 45, 46, 44, 47, 120, 48)
    context = PhrasingContext(project(Made({"Ash": values})), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape})
    single = made("outlier", "visits", "", {"value": "visits.at(2020)"})
    plans = SectionPlan("time", "visits", (single,)), SectionPlan("time", "visits"), SectionPlan("newest", "visits")
    assert [[one.type for one in set_against(plan, scene)] for plan in plans] == [[], ["two_parts"], []]


def test_two_parts_of_a_course_of_months_end_in_the_same_month_where_some_have_no_value(tmp_path: Path) -> None:
    values = [None if at % 12 in (0, 1) else 50.0 + at * at % 7 for at in range(41)]
    context = PhrasingContext(table(tmp_path, {"visits": {"Ash": values}}, months(2020, 41)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    (found,) = set_against(SectionPlan("time", "visits"), ChartScene(context, {"visits": shape}))
    assert (found.facts["older"], found.facts["middle"]) == ("visits.at('2021-05')", "visits.at('2022-05')")


@pytest.mark.parametrize(("growth", "measure"), [(1.05, "percent"), (1.4, "growth")])
def test_decades_of_which_one_rose_many_fold_are_given_a_year(growth: float, measure: str) -> None:
    values = tuple(10 * growth**at for at in range(11)) + tuple(10 * growth**10 * (1 + at / 50) for at in range(1, 11))
    context = PhrasingContext(project(Made({"Ash": values})), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    (found,) = set_against(SectionPlan("time", "visits"), ChartScene(context, {"visits": shape}))
    assert found.type == "two_decades"
    assert {found.facts[part].rpartition(".")[2] for part in ("early", "late")} == {measure}
