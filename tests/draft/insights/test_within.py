"""Insights along one series: each is found where it was planted, states itself truly, and not where it is not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from briefing import cli
from briefing.draft.insight import TYPES
from briefing.draft.insights.finding import insights
from briefing.draft.insights.level_shifts import _step
from briefing.draft.insights.trends import mann_kendall
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.period import MONTH, QUARTER, WEEK
from tests.draft.insights.fields import written
from tests.draft.insights.in_memory import (
    edition,
    noise,
    of_type,
    types,
    with_break,
    with_last_row,
    with_target,
)

TESTED = ("trend", "turn", "shift", "outlier", "season", "record", "streak")


def test_a_change_is_on_a_year_before_else_on_the_last_known_value() -> None:
    found = of_type(edition({"x": noise(40)}, QUARTER), "change")
    assert found is not None
    assert found.facts == {"last": "x.last", "before": "x.year_ago", "change": "x.on_year()"}
    five_apart = [10.0, *[np.nan] * 4, 11.0, *[np.nan] * 4, 14.0]
    found = of_type(edition({"x": five_apart}), "change")
    assert found is not None
    assert (found.claim, found.direction) == ("x.between(2006, x.last.period).percent > 0", "up")


def test_no_change_is_in_per_cent_of_zero_or_across_signs_and_rates_change_in_points() -> None:
    for values in ([0.0, 5.0], [-2.0, 3.0], [4.0, -1.0]):
        found = of_type(edition({"x": values}), "change")
        assert found is not None
        assert found.facts["change"] == "x.on_year('change')"
    found = of_type(edition({"x": [4.0, 5.0]}, unit="%"), "change")
    assert found is not None
    assert found.facts["change"] == "x.on_year()"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_trend_is_found_and_none_where_the_values_only_vary(sign: int) -> None:
    rising = noise(20) + sign * np.linspace(0, 10, 20)
    found = of_type(edition({"x": rising}), "trend")
    assert found is not None
    assert found.claim == ("x.percent > 0" if sign > 0 else "x.percent < 0")
    assert found.direction == ("up" if sign > 0 else "down")
    assert found.statistics["tau"] * sign > 0.5
    assert of_type(edition({"x": noise(20)}), "trend") is None


def test_the_trend_of_months_with_seasons_is_against_the_same_month() -> None:
    months = np.arange(45)
    seasonal = noise(45, deviation=0.5) + 5 * np.cos(months * 2 * np.pi / 12) + months * 0.1
    found = of_type(edition({"x": seasonal}, MONTH), "trend")
    assert found is not None
    assert found.facts["first"] == "x.between('2015-09', x.last.period).first"  # the last month is September too


def test_a_turn_names_the_peak_and_moves_with_the_data() -> None:
    peak = noise(20) + np.concatenate((np.linspace(0, 12, 12), np.linspace(12, 2, 9)[1:]))
    found = of_type(edition({"x": peak}), "turn")
    assert found is not None
    assert found.facts["since"] == "x.between(x.highest.period, x.last.period).percent"
    assert found.direction == "down"
    assert "turn" not in types(edition({"x": noise(20) + np.linspace(0, 12, 20)}))


def test_a_shift_is_a_step_that_no_break_explains() -> None:
    step = noise(16, deviation=0.5) + 8 * (np.arange(16) >= 9)
    found = of_type(edition({"x": step}), "shift")
    assert found is not None
    assert (found.periods["before"], found.periods["after"]) == ("2009", "2010")
    assert "shift" not in types(with_break(edition({"x": step}), "x", 2009, "disclose"))
    assert "shift" not in types(edition({"x": noise(16, deviation=0.5) + np.linspace(0, 8, 16)}))


def test_what_changed_in_years_without_a_value_is_no_shift_of_the_next_one() -> None:
    step = noise(16, deviation=0.5) + 8 * (np.arange(16) >= 9)
    gap = np.concatenate((step[:9], [np.nan] * 3, step[9:]))
    assert "shift" not in types(edition({"x": gap}))
    survey = np.full(32, np.nan)
    survey[::2] = step  # every second year is no gap where all are so
    found = of_type(edition({"x": survey}), "shift")
    assert found is not None
    assert (found.periods["before"], found.periods["after"]) == ("2017", "2019")


def test_nothing_is_compared_across_a_break_that_forbids_it() -> None:
    values = np.concatenate((np.linspace(200, 230, 10), np.linspace(100, 150, 10)))
    project = with_break(edition({"x": values}), "x", 2010)
    found = of_type(project, "trend")
    assert found is not None
    assert found.facts["first"] == "x.between(2011, x.last.period).first"
    assert all("x.first" not in item.facts.values() for item in insights(project, all=True))
    assert "turn" not in types(project)


def test_a_record_needs_five_values_before_it_and_is_none_of_noise() -> None:
    rising = edition({"x": np.linspace(10, 30, 12)})
    found = of_type(rising, "record")
    assert found is not None
    assert found.facts["since"] == "x.highest_since()"
    assert "record" not in types(edition({"x": np.linspace(10, 20, 5)}))
    last_is_highest = sorted(noise(30))
    assert "record" not in types(edition({"x": [*last_is_highest[:-1][::2], *last_is_highest[1::2][::-1], 101.0]}))


def test_no_record_is_over_years_of_which_many_in_a_row_have_no_value() -> None:
    rising = np.linspace(10, 30, 12)
    hole = [*rising[:4], *[np.nan] * 8, *rising[4:]]
    assert "record" not in types(edition({"x": hole}))
    assert of_type(edition({"x": [*rising[:4], np.nan, *rising[4:]]}), "record") is not None
    survey = np.full(2 * len(rising), np.nan)
    survey[::2] = rising  # every second year is no hole where all are so
    assert of_type(edition({"x": survey}), "record") is not None


def test_what_next_period_may_undo_is_no_finding_yet() -> None:
    """A claim stays a finding only while it is: half a year is no record of months, last month is no turn."""
    rising = edition({"x": np.concatenate((noise(20) + 8, np.linspace(80, 99, 10)))}, MONTH)
    assert "record" not in types(rising)
    found = of_type(edition({"x": np.linspace(10, 30, 40)}, MONTH), "record")
    assert found is not None
    assert found.claim == "x.highest_since() < x.lag(11).period"
    peak = of_type(edition({"x": [*np.linspace(10, 30, 12), 28, 24, 20]}), "turn")
    assert peak is not None
    assert "x.highest.period < x.lag(1).period" in peak.claim
    assert "turn" not in types(edition({"x": [*np.linspace(10, 30, 14), 20]}))


def test_rates_without_a_unit_and_values_about_zero_change_in_their_unit() -> None:
    about_zero = of_type(edition({"x": [-1.0, 2.0, 4.0, 9.0]}), "change")
    unstated = of_type(edition({"rate": [1.0, 2.0, 4.0]}, unit="unit not stated yet"), "change")
    amounts = of_type(edition({"visits": [1.0, 2.0, 4.0]}, unit="unit not stated yet"), "change")
    assert about_zero is not None
    assert unstated is not None
    assert amounts is not None
    assert (about_zero.facts["change"], unstated.facts["change"]) == ("x.on_year('change')", "rate.on_year('change')")
    assert amounts.facts["change"] == "visits.on_year()"


def test_a_streak_counts_rises_in_a_row() -> None:
    values = np.concatenate((noise(12), [101, 103, 104, 106, 108, 109, 111, 112]))
    found = of_type(edition({"x": values}), "streak")
    assert found is not None
    assert found.claim == "x.streak() >= 3"
    assert "streak" not in types(edition({"x": np.concatenate((noise(12), [101, 103, 104, 100]))}))


def test_an_outlier_is_far_from_both_neighbours() -> None:
    values = noise(24)
    values[13] -= 15
    found = of_type(edition({"x": values}), "outlier")
    assert found is not None
    assert (found.periods["value"], found.direction) == ("2014", "down")
    assert "outlier" not in types(edition({"x": noise(24)}))


@pytest.mark.parametrize("every_year", [True, False])
def test_a_month_that_stands_out_every_year_is_no_outlier_where_it_does_so_by_more_each_time(every_year: bool) -> None:
    values = np.linspace(20, 60, 96) + 0.4 * (noise(96) - 100)
    values[::12] *= np.linspace(1.2, 2.6, 8) if every_year else np.array([1.0] * 6 + [2.6, 1.0])
    found = of_type(edition({"x": values}, frequency=MONTH), "outlier")
    assert (found is None) is every_year


def test_a_month_that_stands_out_in_several_years_is_no_outlier_though_those_beside_it_have_none() -> None:
    values = np.linspace(20, 60, 96) + 0.4 * (noise(96) - 100)
    values[::12] *= np.array([1.0, 2.2, 1.0, 2.3, 1.0, 1.0, 2.6, 1.0])
    assert of_type(edition({"x": values}, frequency=MONTH), "outlier") is None


def test_sums_since_each_year_began_have_no_season() -> None:
    assert of_type(edition({"x": noise(60).reshape(5, 12).cumsum(axis=1).ravel()}, MONTH), "season") is None


def test_sums_since_each_year_began_rise_no_times_in_a_row_though_january_has_none() -> None:
    values = (noise(56) + np.tile(np.arange(8.0), 7)).reshape(7, 8)
    months = np.hstack([np.full((7, 1), np.nan), values.cumsum(axis=1), np.full((7, 3), np.nan)])
    months[:, 9:] = months[:, [8]] + np.array([100.0, 200.0, 300.0])
    assert "streak" not in types(edition({"x": months.ravel()[:-4]}, MONTH))


def test_a_season_is_high_in_the_same_months_of_each_year() -> None:
    wave = noise(48) + 6 * np.cos((np.arange(48) - 6) * 2 * np.pi / 12)
    found = of_type(edition({"x": wave}, MONTH), "season")
    assert found is not None
    assert found.periods == {"peak": "2018-07", "trough": "2018-01"}
    assert found.claim.count(" and ") == 6  # in each of four years, and against the next January of three
    assert "season" not in types(edition({"x": noise(48)}, MONTH))
    assert "season" not in types(edition({"x": wave[:30]}, MONTH))


@pytest.mark.parametrize("slope", [0.7, -0.7])
def test_what_a_trend_alone_puts_over_another_part_of_the_year_is_no_season(slope: float) -> None:
    months = np.arange(48)
    small = 0.5 * np.cos((months - 6) * 2 * np.pi / 12)
    assert "season" not in types(edition({"x": 100 + slope * months + small}, MONTH))
    assert "season" in types(edition({"x": 100 + slope * months + 20 * small}, MONTH))


def _rate_of_quarters(thirds: str) -> list[float]:
    """A rate of quarters that falls, with the first quarters high; the third is below the fourth in years marked 3."""
    low = {"3": (-0.25, -0.1), "4": (-0.1, -0.25)}
    return [
        round(7 - 0.03 * (4 * year + at) + part, 2)
        for year, mark in enumerate(thirds)
        for at, part in enumerate((0.4, -0.05, *low[mark]))
    ]


def test_a_season_needs_the_same_quarters_high_and_low_in_most_years() -> None:
    found = of_type(edition({"x": _rate_of_quarters("3343334333")}, QUARTER, unit="%"), "season")
    assert found is not None
    assert found.periods == {"peak": "2019-Q1", "trough": "2019-Q3"}
    assert "season" not in types(edition({"x": _rate_of_quarters("4343434343")}, QUARTER, unit="%"))
    gaps = _rate_of_quarters("3343334333")
    gaps[5] = np.nan
    found = of_type(edition({"x": gaps}, QUARTER, unit="%"), "season")
    assert found is not None
    assert found.periods["trough"] == "2019-Q3"


def test_a_target_is_met_or_missed_and_ahead_it_asks_for_a_pace() -> None:
    project = edition({"x": np.linspace(10, 30, 12)})  # 2001 to 2012
    met = of_type(with_target(project, "x", 2010, 20.0), "target")
    assert met is not None
    assert met.claim == "x.gap(2010, 2010) >= 0"
    ahead = with_target(project, "x", 2020, 35.0)
    found, pace = of_type(ahead, "target"), of_type(ahead, "pace")
    assert found is not None
    assert pace is not None
    assert (found.claim, pace.claim) == ("x.gap(2020) < 0", "x.pace >= x.pace_needed(2020)")
    slow = of_type(with_target(project, "x", 2014, 60.0), "pace")
    assert slow is not None
    assert slow.claim == "x.pace < x.pace_needed(2014)"
    assert not {"target", "pace"} & types(project)


def test_values_that_come_now_and_then_have_no_gaps() -> None:
    steps = [0, 31, 60, 102, 119, 170, 200]
    values = np.full(201, np.nan)
    values[steps] = [5, 6, 4, 7, 8, 6, 5]
    assert "missing" not in types(edition({"x": values}, MONTH))
    values[:] = np.where(np.arange(201) % 20 == 0, 5.0 + np.arange(201) % 7, np.nan)
    values[100] = np.nan
    assert "missing" in types(edition({"x": values}, MONTH))


def test_a_gap_of_several_periods_goes_from_its_first_to_its_last() -> None:
    project = edition({"x": [5.0, 6.0, 4.0, 7.0, 5.0, np.nan, np.nan, np.nan, 8.0, 7.0, 6.0]})
    gap = next(item for item in insights(project, all=True) if item.type == "missing")
    assert gap.claim == "not known(x.at(2006)) and not known(x.at(2008))"
    for lang, words in (("en", "2006–2008"), ("zh", "2006—2008年")):
        found = text(gap, PhrasingContext(project, lang), "sentence")
        assert words in found.text


def test_what_rounding_leaves_of_a_pattern_is_no_step() -> None:
    values = np.where(np.arange(40) % 7 == 3, np.nextafter(6.5, 0), 6.5)
    assert _step(values, np.arange(40.0)) is None
    assert _step(np.where(np.arange(40) < 20, 6.5, 9.5) + noise(40, deviation=0.1) - 100, np.arange(40.0)) is not None


def test_the_limits_of_the_data_are_named() -> None:
    project = edition({"x": [5.0, 6.0, np.nan, 8.0, 7.0], "y": [5.0, 6.0, 7.0, 8.0]})
    found = {item.subjects[0]: item for item in insights(project, all=True) if item.type == "missing"}
    assert (found["x"].claim, found["y"].claim) == ("not known(x.at(2003))", "y.last.period < x.last.period")
    provisional = with_last_row(edition({"x": [5.0, 6.0]}), status="P")
    early = of_type(provisional, "provisional")
    assert early is not None
    assert early.claim == "x.last.provisional"  # of a final value the sentence gives way
    first = with_last_row(provisional, earlier=(replace(provisional.dataset.observations[-1], value=5.5),))
    revised = of_type(first, "revision")
    assert revised is not None
    assert revised.claim == "x.revision() > 0"
    assert not {"missing", "provisional", "revision"} & types(edition({"x": [5.0, 6.0]}))


def test_a_bound_leaves_out_what_it_does_not_decide() -> None:
    lower = with_last_row(edition({"x": [4.0, 6.0]}), qualifier="≥")
    assert "change" in types(lower)
    upper = with_last_row(edition({"x": [4.0, 6.0]}), qualifier="≤")
    assert "change" not in types(upper)


def test_every_insight_has_the_facts_of_its_type_and_one_for_a_subject_and_family() -> None:
    series = {f"x{at}": noise(30, at) + at * np.linspace(0, 5, 30) for at in range(6)}
    project = with_target(edition(series), "x5", 2040, 200.0)
    found = insights(project)
    assert all(set(TYPES[item.type][1]) <= set(item.facts) for item in found)
    assert max(Counter((item.subjects, item.family) for item in found).values()) == 1
    assert found == insights(project)
    scores = [item.score for item in insights(project, all=True)]
    assert scores == sorted(scores, reverse=True)


def test_noise_says_nothing() -> None:
    found: list[str] = []
    for seed in range(8):
        length, frequency = ((12, None), (30, None), (48, MONTH), (40, QUARTER))[seed % 4]
        series = {f"x{at}": noise(length, 1000 * seed + at) for at in range(30)}
        project = edition(series, frequency) if frequency else edition(series)
        found += [item.type for item in insights(project, all=True) if item.type in TESTED]
    assert found == []


def test_the_exact_test_agrees_with_counted_orders() -> None:
    times = np.arange(5.0)
    assert mann_kendall(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), times).p == pytest.approx(2 / 120)
    assert mann_kendall(np.array([2.0, 1.0, 3.0, 4.0, 5.0]), times).p == pytest.approx(10 / 120)
    assert mann_kendall(np.array([3.0, 3.0, 3.0, 3.0, 3.0]), times).p == 1.0


def test_the_command_lists_insights_with_their_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = written(tmp_path / "p", {"x": {"Ash": [10, 12, 13, 15, 16, 18, 21, 23]}})
    assert cli.main(["insights", str(project), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    trend = next(item for item in found if item["type"] == "trend")
    assert trend["numbers"]["change"]["printed"] == "+130%"
    assert trend["numbers"]["first"] | {"printed": ""} == {
        "expression": "x.first",
        "value": 10,
        "unit": "visits",
        "printed": "",
        "period": 2001,
    }
    assert cli.main(["insights", str(project)]) == 0
    assert "trend up            X of all: first 10 (2001)" in capsys.readouterr().out


def test_a_few_large_values_among_zeros_are_no_new_level() -> None:
    dry = [0.0, 0, 0, 0.4, 0, 0, 0, 0.2, 0, 0, 0, 0.1, 0, 0, 0, 0.3]
    wet = [0.0, 21, 0, 19, 0, 0, 24, 18, 0, 0, 26, 20, 0, 0, 0, 23, 0, 0]
    assert of_type(edition({"x": [*dry, *wet]}), "shift") is None
    assert of_type(edition({"x": [*(2.0 + at % 3 for at in range(16)), *(22.0 + at % 3 for at in range(16))]}), "shift")


def test_what_comes_with_the_time_of_the_year_or_in_a_cycle_is_no_turn() -> None:
    cycle = [5.0, 20, 60, 100, 80, 50, 20, 8, 4]
    assert of_type(edition({"x": [*cycle * 4, *(one * 1.2 for one in cycle)]}), "turn") is None


@pytest.mark.parametrize(("usual", "turned"), [(0.6, False), (0.1, True)])
def test_a_fall_from_a_winter_years_ago_is_no_turn_where_every_winter_ends_so(usual: float, turned: bool) -> None:
    chance = np.random.default_rng(3)
    weeks = np.arange(208)
    height = np.where(weeks // 52 == 1, 1.0, usual) * np.exp(-(((weeks % 52 - 26) / 8) ** 2))
    values = 100 + 400 * height + chance.normal(0, 6, weeks.size)
    assert bool(of_type(edition({"x": values}, WEEK), "turn")) is turned
