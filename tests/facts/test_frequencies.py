"""Measures of weeks, days, half-years and fiscal years; bounds, parts of a whole, what conditions settle."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from briefing.compose.language.conditions import Expectations
from briefing.errors import FactError
from briefing.model.dataset import Qualifier
from tests.facts.months import Harbour, at, indicator, rows
from tests.facts.test_over_time import worked_out


@pytest.fixture(scope="module")
def port() -> Harbour:
    harbour = Harbour(("2015-01", "2026-12"))
    harbour.add(indicator("weekly", aggregation="sum"), "2019-W50", [20 + at**2 % 17 for at in range(120)])
    harbour.add(indicator("daily", aggregation="mean"), "2024-01-01", [5 + at % 7 for at in range(430)])
    harbour.add(indicator("half", aggregation="sum"), "2020-S2", [4, 6, 5, 9, 12, 8])
    harbour.add(indicator("fiscal"), "2015-04/2016-03", [40, 44, 50, 60])
    return harbour


def test_weeks_and_days_are_counted_by_their_days(port: Harbour) -> None:
    growth = port.fact("weekly.growth")
    days = 119 * 7
    values = [20 + at**2 % 17 for at in range(120)]
    assert growth.value == pytest.approx(((values[-1] / values[0]) ** (365.2425 / days) - 1) * 100)
    assert f"^(1 / ({days}/365.2425))" in growth.formula
    assert port.fact("weekly.span").unit == "weeks"
    assert port.fact("daily.span").value == 429
    assert port.fact("weekly.on_year(period='2021-W40')").formula.startswith(f"({values[95]} / {values[43]}")
    by_date = pd.Series([5 + at % 7 for at in range(430)], pd.date_range("2024-01-01", periods=430))
    assert port.fact("daily.mean_over(30)").value == pytest.approx(by_date.rolling(30).mean().iloc[-1])
    assert port.fact("daily.year_ago").value == by_date[dt.datetime(2024, 3, 5)]
    months = by_date[:"2025-02"].resample("MS").mean()
    assert [fact.value for fact in port.value("daily.by('month')").values] == pytest.approx(list(months))
    weeks = port.value("daily.by('week')")
    assert (str(weeks.periods[0]), weeks.first.value, len(weeks.periods)) == ("2024-W01", 8, 61)
    assert port.fact("daily.to_date()").value == pytest.approx(by_date["2025":].mean())
    first = port.fact("weekly.to_date(period='2021-W03')")
    assert [str(row.period) for row in first.observations] == ["2021-W01", "2021-W02", "2021-W03"]
    with pytest.raises(FactError, match=r"2023 has no 29 February"):
        port.fact("daily.on_year(period='2024-02-29')")


def test_half_years_and_fiscal_years_have_their_measures(port: Harbour) -> None:
    assert port.fact("half.annualised()").formula == "((8 / 12)^2 − 1) × 100"
    assert port.fact("half.on_year()").value == pytest.approx((8 / 9 - 1) * 100)
    assert [str(period) for period in port.value("half.by('year')").periods] == ["2021", "2022"]
    assert port.fact("fiscal.at(2016)").name == "fiscal.at('2016-04/2017-03')"
    growth = port.fact("fiscal.growth")
    assert growth.formula == "((60 / 40)^(1/3) − 1) × 100"
    assert port.fact("fiscal.on_year()").value == pytest.approx(20)
    assert port.fact("fiscal.span").unit == "years"
    assert port.value("fiscal.last.period == 2018") is True
    assert port.value("fiscal.last.year == 2018") is True
    for fact in (growth, port.fact("half.annualised()"), port.fact("half.growth")):
        assert worked_out(fact.tree, fact) == pytest.approx(fact.value)


def test_the_contributions_of_parts_are_the_change_of_their_whole() -> None:
    here, there = [4.0 + at % 5 for at in range(20)], [9.0 + at % 3 for at in range(20)]
    whole = [one + other for one, other in zip(here, there, strict=True)]
    harbour = Harbour()
    for name, values in (("here", here), ("there", there), ("whole", whole)):
        harbour.add(indicator(name), "2023-01", values)
    harbour.add(indicator("rate", "%"), "2023-01", here)
    for more, on in (("", "on_year()"), (", on='previous'", "on_previous()")):
        parts = sum(harbour.fact(f"{name}.contribution(whole{more})").value for name in ("here", "there"))
        assert parts == pytest.approx(harbour.fact(f"whole.{on}").value)
    fact = harbour.fact("here.contribution(whole)")
    assert (fact.unit, fact.basis, fact.measure) == ("percentage points", "year before", "contribution")
    with pytest.raises(FactError, match="which do not add up"):
        harbour.fact("rate.contribution(rate)")


@pytest.mark.parametrize(
    ("call", "qualifier"),
    [
        ("x.on_previous()", "≥"),
        ("x.mean_over(2)", "≥"),
        ("x.sum_over(3)", "≥"),
        ("x.on_previous(period='2024-04')", "≤"),
        ("x.lag(2)", "="),
    ],
)
def test_what_is_worked_out_from_a_bound_is_one(call: str, qualifier: Qualifier) -> None:
    item = indicator("x")
    harbour = Harbour().add(item, "2024-01", [10, 11])
    harbour.observations += [*rows(item, "2024-03", [20], qualifier="≥"), *rows(item, "2024-04", [25])]
    last = "2024-03" if "period" not in call and "lag" not in call else "2024-04"
    harbour.period = at("2024-01"), at(last)
    assert harbour.fact(call).qualifier == qualifier
    with pytest.raises(FactError, match="may be the highest or not"):
        harbour.fact("x.highest_since('2024-04')")
    with pytest.raises(FactError, match="of which no rise or fall is certain"):
        harbour.fact("x.streak('2024-04')")


def test_an_expectation_settles_the_sign_of_a_change_over_time() -> None:
    harbour = Harbour().add(indicator("x"), "2023-01", range(10, 26))
    given = ("x.on_year() > 0", "x.streak() >= 2")
    found = Expectations(harbour.book, given, {}, {})
    assert found.signs(harbour.fact("x.on_year()")) == {1}
    assert found.signs(harbour.fact("x.on_year('change')")) == {1}
    assert found.signs(harbour.fact("x.on_previous()")) == {-1, 0, 1}
    levels = Expectations(harbour.book, ("x.last > x.year_ago",), {}, {})
    assert levels.signs(harbour.fact("x.on_year()")) == {1}
