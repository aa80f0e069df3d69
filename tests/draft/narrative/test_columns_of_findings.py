"""Charts of findings that one series after another of the same line would not tell: columns in colour, means, years."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from briefing.draft.drafting import draft
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial
from briefing.draft.narrative.charts_over_time import over_time, readings
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.written_sections import titles, write_sections
from briefing.model.period import MONTH
from briefing.read.yamlnodes import parse
from tests.draft.narrative.made_up_projects import Made, insight, project
from tests.draft.narrative.tables import table, years
from tests.zoo.foreign import zoo


def _view(made: Made, lead: Any) -> SectionView:
    context = PhrasingContext(project(made), "en")
    shapes = {key: shape for key in ("visits", "tickets") if (shape := shape_of(context, key)) is not None}
    return SectionView(SectionPlan("time", "visits", (lead,)), shapes["visits"], ChartScene(context, shapes))


def test_each_move_of_a_streak_is_in_colour_and_few_years_are_all_drawn() -> None:
    facts = {"last": "visits.last", "streak": "visits.streak()", "change": "visits.on_previous('percent')"}
    fell = insight("streak", facts, "visits.streak() <= -3", "down")
    whole = (40.0, 52, 70, 61, 64, 66, 58, 50, 41, 33, 30, 31, 30, 33, 34, 29, 25, 21)
    drawn = [one["chart"] for one in over_time(_view(Made({"Ash": whole}), fell))]
    columns = next(one for one in drawn if "since" in one)
    assert (columns["kind"], columns["since"]) == ("columns", "{{ visits.at(2025).period }}")
    assert "period" not in columns
    long = (*(50.0 + at % 3 for at in range(30)), 60, 50, 40, 30, 20)
    columns = next(one["chart"] for one in over_time(_view(Made({"Ash": long}), fell)) if "since" in one["chart"])
    assert columns["period"] == {"last": 12}
    newest = insight(
        "change", {"last": "visits.last", "before": "visits.lag(1)"}, "visits.last < visits.lag(1)", "down"
    )
    assert not [one for one in over_time(_view(Made({"Ash": whole}), newest)) if "since" in one["chart"]]


@pytest.mark.parametrize(("second", "drawn"), [((0.2, -0.3, 0.1, 0.4, -0.1, 0.2), False), ((9, -4, 8, 5, 11, 7), True)])
def test_a_series_that_would_be_flat_on_the_scale_of_another_is_not_drawn_with_it(
    second: tuple[float, ...], drawn: bool
) -> None:
    facts = {"last": "visits.last", "before": "visits.lag(1)"}
    rose = insight("change", facts, "visits.last > visits.lag(1)", "up")
    made = Made({"Ash": (24, 25, 23, 26, 24, 27)}, unit="tickets", second=second)
    found = [one["chart"]["series"] for one in over_time(_view(made, rose))]
    assert ["visits"] in found
    assert (["visits", "tickets"] in found) == drawn


@pytest.mark.parametrize(("months", "drawn"), [(2, "line"), (12, "columns")])
def test_a_swing_of_two_months_a_year_is_a_line_as_columns_of_two_years_would_be_four(months: int, drawn: str) -> None:
    values = [4.0 - at * 5 % 7 if at % 12 < months else None for at in range(49)]
    fell = insight(
        "change", {"last": "visits.last", "before": "visits.year_ago"}, "visits.last < visits.year_ago", "down"
    )
    charts = [one["chart"] for one in over_time(_view(Made({"Ash": values}, MONTH), fell))]
    assert charts[0]["kind"] == drawn


def test_values_above_all_earlier_ones_are_columns_in_colour_only_about_zero_and_with_the_nearest_of_these() -> None:
    facts = {"start": "visits.at(2026)", "most": "visits.between(visits.first.period, 2025).highest"}
    facts |= {"least": "visits.between(2026, visits.last.period).lowest", "before": "visits.at(2025)"}
    above = insight("recent_values", facts, f"{facts['least']} > {facts['most']}", "up")
    course = (*(-2.0 + at % 4 for at in range(16)), 3.0, 4, 3.5, 5)

    def kinds(values: tuple[float, ...]) -> list[str]:
        return [one["chart"]["kind"] for one in over_time(_view(Made({"Ash": values}), above))]

    columns = next(one["chart"] for one in over_time(_view(Made({"Ash": course}), above)))
    assert (columns["kind"], columns["since"]) == ("columns", "{{ visits.at(2026).period }}")
    assert "columns" not in kinds(tuple(value + 300 for value in course)), "levels far from zero would look alike"
    old = (*(5.0 if at == 3 else -1.0 for at in range(90)), 6.0, 7, 8)
    far = {**facts, "start": "visits.at(2100)", "most": "visits.between(visits.first.period, 2099).highest"}
    lead = insight("recent_values", far, "visits.last > 0", "up")
    drawn = [one["chart"]["kind"] for one in over_time(_view(Made({"Ash": old}), lead))]
    assert "columns" not in drawn, "the highest before is older than all columns"


def test_two_readings_have_their_changes_over_the_same_years_in_large_and_no_value_of_another_year() -> None:
    facts = {"change": "visits.change", "change2": "tickets.change", "start": "visits.first"}
    facts |= {"now": "visits.at(2015)", "other_now": "tickets.last"}
    both = insight("two_sources", facts, "visits.change > 0", "up", subjects=("visits", "tickets"))
    made = Made({"Ash": (-3, 1, 2, 4, 6, 9, 10)}, second=(-4, 0, 2, 3, 6, 8), unit="tickets", noun="Sales")
    panels = readings(_view(made, both))["charts"]
    assert {one["until"] for one in panels} == {"{{ visits.at(2015).period }}"}, "both end where the shorter one does"
    results = [one["results"][0] for one in panels]
    assert [one["text"] for one in results] == ["{{ visits.change | signed }}", "{{ tickets.change | signed }}"]
    assert {one["detail"] for one in results} == {"{{ visits.first | period }} to {{ visits.at(2015) | period }}"}


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the writers and the proof out."""
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))


def test_a_mean_that_tells_most_is_drawn_on_the_first_slide_and_on_no_other(tmp_path: Path) -> None:
    draft(zoo() / "global-temp-annual.csv", tmp_path / "drafted", build_it=False)
    made = parse((tmp_path / "drafted" / "story.en.yaml").read_text(encoding="utf-8"), "story").value
    shown = [one for one in made["sections"] if "deck" in one.get("only", ["deck"])]
    assert [one["id"] for one in shown if one.get("chart", {}).get("mean")] == ["summary"]
    assert "highest" in made["title"]["text"], "a series in small letters begins no sentence in the words for a chart"
    assert "above its base" not in shown[0]["title"]["text"], "the mean that it rose from is below it"
    assert "difference from a base" in shown[0]["subtitle"]
    assert any("What changed" in str(one) for one in shown[0]["points"])
    printed = [one for one in made["sections"] if "brief" in one.get("only", ["brief"])]
    assert printed[0]["chart"]["mean"], "a brief begins with the whole time"
    assert printed[0]["chart"]["results"]
    assert not any(one.get("chart", {}).get("mean") for one in printed[1:])
    assert not any(one["id"] == "readings" for one in printed), "whose changes stand in the charts of both sources"
    assert "of" in made["cover"]["chart"]["results"][0]["text"], "a count, as nobody knows from which base a level is"


def test_the_last_slide_is_called_by_what_has_to_be_settled(tmp_path: Path) -> None:
    def made(name: str, values: list[float], unit: str) -> list[dict[str, Any]]:
        found = table(tmp_path / name, {"sea_level": {"Alder": values}}, years(1950, len(values)), unit=unit)
        return parse(story(found, insights(found), "en"), "story").value["sections"]  # type: ignore[no-any-return]

    def last(name: str, values: list[float], unit: str) -> dict[str, Any]:
        return made(name, values, unit)[-1]

    bent = [0.3 * math.sin(at * 1.7) - 0.4 + max(0, at - 30) / 25 for at in range(60)]
    open_base, stated = last("open", bent, "unit not stated yet"), last("stated", [40.0, 44, 43, 47, 52, 51, 58], "cm")
    assert open_base["id"] == stated["id"] == "closing"
    assert open_base["title"] == "Still unknown: the base"
    assert stated["title"] == "Answer these questions before using the figures"
    assert "decisions" in str(stated["table"]["rows"][0])
    asked = str(last("money", [40.0, 44, 43, 47, 52, 51, 58], "million EUR")["table"]["rows"])
    assert "nominal or adjusted for inflation?" in asked
    assert "exchange rate" not in asked, "one place has one money"
    in_millimetres, from_mean = last("mm", bent, "mm"), last("based", bent, "mm above the mean of 1961–1990")
    assert in_millimetres["title"] == open_base["title"], "a unit says from no base"
    assert "in what unit" not in str(in_millimetres["table"]["rows"])
    assert "base" not in from_mean["title"]
    assert "hero" not in made("level", bent, "mm")[0], "a level from an unknown base is no large number"
    assert "hero" in made("amount", [40.0, 44, 43, 47, 52, 51, 58], "cm")[0]


def test_a_single_value_that_is_on_the_cover_has_other_words_in_its_section_before_the_newest_change() -> None:
    view = _view(Made({"Ash": (40.0, 41, 43, 42, 44, 43, 45, 46, 44, 47, 120, 48)}), None)
    sides = {"value": "visits.at(2020)", "before": "visits.at(2019)", "after": "visits.at(2021)"}
    claim = "visits.at(2020) > visits.at(2019) and visits.at(2020) > visits.at(2021)"
    change = insight(
        "change", {"last": "visits.last", "before": "visits.lag(1)"}, "visits.last < visits.lag(1)", "down"
    )
    plan = SectionPlan("time", "visits", (insight("outlier", sides, claim, "up"), change))
    (section,) = write_sections([plan], view.scene)
    first, second, *_ = (one.text for one in titles(section).options)
    assert first != second
    assert sides["value"] in first
    assert sides["value"] in second


def test_the_newest_value_of_a_long_name_is_called_by_its_change_before_its_level_alone() -> None:
    name = {"en": "Net number of commuters by ferry and by rail from every town", "zh": "渡轮和铁路净通勤人数"}
    view = _view(Made({"Ash": (-40.0, 41, 43, -42, 44, 43, 45, 46, 44, 47, 52, 58)}, names=name), None)
    record = insight("record", {"last": "visits.last", "first": "visits.first"}, "visits.last == visits.highest", "up")
    (section,) = write_sections([SectionPlan("newest", "visits", (record,))], view.scene)
    _, second, *_ = (one.text for one in titles(section).options)
    assert "visits.lag(1)" in second or "on_previous" in second
