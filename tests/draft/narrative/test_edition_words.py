"""The title of a table of all short names counts those that rose, where their ends may be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.narrative.edition_words import course_subtitle, measured_between, overview_title, range_point
from briefing.draft.narrative.phrasing import PhrasingContext
from tests.draft.narrative.made_up_projects import Made, project
from tests.draft.narrative.tables import months, table, years


@pytest.mark.parametrize(
    ("periods", "counted"), [(months(2023, 17), False), (months(2023, 25), True), (years(2000, 9), True)]
)
def test_values_that_may_have_a_season_are_counted_over_whole_years_alone(
    periods: list[str], counted: bool, tmp_path: Path
) -> None:
    values = [float(at) for at in range(1, len(periods) + 1)]
    made = table(tmp_path, {key: {"Ash": values} for key in ("a", "b", "c")}, periods)
    found = overview_title(PhrasingContext(made, "en"), ["a", "b", "c"])
    assert ("a.change > 0" in found.when) is counted
    assert found.text.startswith(("All ", "Each ")) is counted
    assert ("a.last == a.highest" in found.text) is not counted, "where they stand needs no whole years"


def test_indicators_none_of_which_is_at_its_highest_only_stand_side_by_side(tmp_path: Path) -> None:
    falling = [float(-at) for at in range(17)]
    made = table(tmp_path, {key: {"Ash": falling} for key in ("a", "b", "c")}, months(2023, 17))
    assert "count(" not in overview_title(PhrasingContext(made, "en"), ["a", "b", "c"]).text


def test_a_chart_of_parts_of_one_amount_is_under_the_name_of_that_amount() -> None:
    made = Made({"Ash": (10, 20, 30)}, second=(5, 6, 7), unit="tickets", noun="sales")
    context = PhrasingContext(project(made), "en")
    both = {"chart": {"kind": "line", "series": ["visits", "tickets"], "measure": "index"}}
    assert course_subtitle(context, both).startswith("Sales, indexed to {{ visits.first | period }}")
    newest = {"chart": {"kind": "columns", "series": ["tickets"], "period": {"last": 2}}}
    assert "{{ tickets.lag(1) | period }}" in course_subtitle(context, newest)
    late = {"chart": {"kind": "columns", "series": ["tickets"], "period": 2010}}
    assert "{{ tickets.first | period }}" in course_subtitle(context, late), "it begins with the first value"
    assert not course_subtitle(context, {**newest, "subtitle": "Its own"})
    without = PhrasingContext(project(Made({"Ash": (10, 20, 30)})), "en")
    assert not course_subtitle(without, {"chart": {"kind": "line", "series": ["visits"]}}), "the name says it all"


def test_what_was_highest_or_lowest_more_than_once_is_not_dated_by_one_period(tmp_path: Path) -> None:
    values = {"once": (3.0, 9.0, 1.0, 4.0), "high": (9.0, 3.0, 9.0, 1.0), "low": (1.0, 9.0, 3.0, 1.0)}
    made = table(tmp_path, {key: {"Ash": row} for key, row in values.items()}, years(2000, 4))
    context = PhrasingContext(made, "en")
    assert {key: bool(range_point(context, key).text) for key in values} == {"once": True, "high": False, "low": False}


def test_a_subtitle_of_one_value_names_its_period_once() -> None:
    for values, form in (
        ((3,), "Visits, {{ visits.last | period }}"),
        ((3, 4), "Visits, {{ visits.first | period }} to"),
    ):
        context = PhrasingContext(project(Made({"Ash": values})), "en")
        assert measured_between(context, "visits", "", "visits.first", "visits.last").startswith(form)
