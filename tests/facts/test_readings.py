"""Readings that were replaced, parts of a year and forecasts: printed as they were, and never mixed with values."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Observation
from briefing.model.lineage import fact_entry
from tests.facts.months import Harbour, at, indicator, rows
from tests.facts.test_over_time import worked_out

OIL = indicator("oil", "dollars", "mean")


@pytest.fixture(scope="module")
def port() -> Harbour:
    harbour = Harbour(("2023-01", "2024-12"))
    harbour.add(OIL, "2024-01", [80.25, 82.5, 85.4])
    now = harbour.observations.pop()
    first, second = (
        replace(now, value=value, status="P", published=day, decimals=2)
        for value, day in ((86.11, "2024-04-02"), (85.9, "2024-04-09"))
    )
    harbour.observations.append(replace(now, published="2024-04-16", earlier=(second, first)))
    share = indicator("share", "%", "mean")
    harbour.add(share, "2024-01", [4.5])
    harbour.observations[-1] = replace(harbour.observations[-1], earlier=(replace(harbour.observations[-1], value=4),))
    return harbour


def test_a_revision_is_the_value_less_its_first_reading(port: Harbour) -> None:
    first, revision = port.fact("oil.first_reading()"), port.fact("oil.revision()")
    assert (first.value, first.decimals, first.period) == (86.11, 2, at("2024-03"))
    assert (revision.value, revision.unit, revision.measure) == (-0.71, "dollars", "revision")
    assert revision.formula == "85.4 − 86.11"
    for fact in (first, revision):
        assert worked_out(fact.tree, fact) == pytest.approx(fact.value)
    assert port.fact("share.revision()").unit == "percentage points"
    assert port.fact("oil.revision(oil.last.period)").value == revision.value
    assert port.value("oil.revision() < 0") is True


def test_the_ledger_lists_the_readings_the_newest_first(port: Harbour) -> None:
    (row,) = fact_entry(port.fact("oil.revision()"))["observations"]
    assert (row["period"], [(one["value"], one["published"]) for one in row["earlier"]]) == (
        "2024-03", [(85.9, "2024-04-09"), (86.11, "2024-04-02")]
    )  # fmt: skip
    assert "year" not in row
    assert fact_entry(port.fact("oil.on_previous()"))["basis"] == "previous"
    assert fact_entry(port.fact("oil.mean_over(2)"))["window"] == ["2024-02", "2024-03"]
    assert fact_entry(port.fact("oil.highest_since()"))["period"] == "2024-01"


def test_a_value_without_an_earlier_reading_is_refused_and_the_fix_names_one_that_has_one(port: Harbour) -> None:
    with pytest.raises(FactError, match="value of 2024-02 has no earlier reading") as refused:
        port.fact("oil.revision('2024-02')")
    assert port.fact(refused.value.findings[0].fix.removeprefix("write ")).value == -0.71


@pytest.fixture(scope="module")
def yearly() -> Harbour:
    item = indicator("visits")
    parts = {"2021-01/2021-09": 30, "2022-01/2022-09": 45, "2022-01/2022-03": 9}
    more = [Observation("visits", "Port Alder", at(text), value, "ships", "DESK") for text, value in parts.items()]
    (forecast,) = rows(item, "2024", [99], status="F")
    harbour = Harbour(("2019", "2026")).add(item, "2020", [50, 60, 70, 65])
    harbour.observations += [*more, forecast]
    only = indicator("only")
    harbour.add(only, "2020", [])
    harbour.observations += [replace(row, indicator="only") for row in more]
    return harbour


def test_a_part_of_a_year_is_compared_with_the_same_part_of_another_alone(yearly: Harbour) -> None:
    visits = "visits.between('2021-01/2021-09', '2022-01/2022-09')"
    assert yearly.fact(f"{visits}.percent").value == 50
    assert yearly.fact("visits.on_year(period='2022-01/2022-09')").value == 50
    assert yearly.fact("visits.at('2022-01/2022-03')").value == 9
    assert yearly.fact(f"{visits}.highest").period == at("2022-01/2022-09")
    assert [str(period) for period in yearly.book.subject("visits").periods] == ["2020", "2021", "2022", "2023"]
    assert (yearly.fact("visits.lowest").value, yearly.fact("visits.last").value) == (50, 65)
    with pytest.raises(FactError, match="needs 2021-01/2021-03, which has no value"):
        yearly.fact("visits.on_year(period='2022-01/2022-03')")
    with pytest.raises(FactError, match=r"compares 2021-01/2021-09, a .*, with 2022-01/2022-03"):
        yearly.fact("visits.between('2021-01/2021-09', '2022-01/2022-03').percent")
    for call in ("rank('2022-01/2022-09', best='highest')", "places(period='2022-01/2022-09')"):
        with pytest.raises(FactError, match="compares places by 2022-01/2022-09, a reading of a part"):
            yearly.fact(f"visits.{call}")
    with pytest.raises(FactError, match="needs a value") as refused:
        yearly.fact("only.last")
    assert "2021-01/2021-09" in refused.value.findings[0].fix


def test_a_forecast_is_printed_alone_and_never_a_value(yearly: Harbour) -> None:
    forecast = yearly.fact("visits.at(2024)")
    assert (forecast.value, forecast.observations[0].status) == (99, "F")
    assert yearly.fact("visits.latest").period == at("2023")
    with pytest.raises(FactError, match="compares the forecast of 2024, which is no observation") as refused:
        yearly.fact("visits.index_at(2024)")
    assert yearly.fact(refused.value.findings[0].fix.removeprefix("print it alone, as ")).value == 99
    with pytest.raises(FactError, match="needs 2024, which has no value"):
        yearly.fact("visits.on_year(year=2024)")


def test_a_period_is_compared_as_it_is_written() -> None:
    harbour = Harbour().add(indicator("x"), "2023-11", [5, 9, 7, 8, 6]).add(indicator("y"), "2020", [1, 5, 3])
    true = (
        "x.highest.period == '2023-12'", "x.last.period > '2024-01'", "x.last.period >= x.lag(1).period",
        "x.last.period in ['2024-03', '2024-04']", "x.first_above(6) == '2023-12'", "x.last.period != '2024-02'",
        "x.first_above(6) < '2024-01'", "y.highest.period == 2021", "y.first_above(2) == 2021", "x.last.year == 2024",
        "y.first_above(2).period < x.last.year", "x.highest.period == x.first_above(6).period", 
        "x.lowest_since('2024-01').period == '2023-11'", "x.at(x.highest.period) == 9", "x.at(x.first_above(6)) == 9",
    )  # fmt: skip
    assert all(harbour.value(condition) is True for condition in true)
    for condition, what in (
        ("x.last.period > '2024'", "'2024': 2024 is a year, where the indicator has a value for each month"),
        ("x.last.period > 'soon'", "'soon' is no period"),
        ("x.last.period > 2024", "2024 is a year"),
        ("x.last.period > x.last", "compares a month with x.last, which is a number"),
        ("x.last.period == y.last.period", "2022 is a year"),
    ):
        with pytest.raises(Exception, match=what):
            harbour.value(condition)


def test_a_series_of_changes_is_one_like_any_other() -> None:
    harbour = Harbour(("2021-06", "2029-12"))
    harbour.add(indicator("cpi", "index", "mean", adjustment="N"), "2020-01", [100 + at**2 / 8 for at in range(30)])
    harbour.add(indicator("rate", "%", "mean"), "2020-01", [4 + at / 4 for at in range(30)])
    harbour.name("inflation", change="cpi", on="year").name("points", change="rate", on="year")
    harbour.name("monthly", change="cpi", on="previous").name("annual", change="cpi", on="annual rate")
    harbour.name("faster", change="inflation", on="previous").name("more", change="rate", on="year", how="percent")
    last = harbour.fact("inflation.last")
    assert (last.value, last.unit, last.basis, last.rate) == (
        harbour.fact("cpi.on_year()").value, "%", "year before", True
    )  # fmt: skip
    assert harbour.value("inflation.name").text == "Cpi, change on a year before"
    assert harbour.fact("monthly.last").notes == ("not seasonally adjusted",)
    assert not harbour.fact("inflation.on_previous()").notes
    assert harbour.fact("annual.last").value == harbour.fact("cpi.annualised()").value
    assert harbour.fact("points.last").value == harbour.fact("rate.on_year()").value == 3
    assert harbour.fact("points.on_previous()").measure == "change"
    assert harbour.fact("more.last").unit == "%"
    faster = harbour.fact("inflation.last").value - harbour.fact("inflation.lag(1)").value
    assert harbour.fact("faster.last").value == pytest.approx(faster)
    assert (str(harbour.fact("inflation.first").period), harbour.fact("inflation.streak()").value) == ("2021-06", 17)
    assert harbour.fact("inflation.latest").period == at("2022-06")
    with pytest.raises(FactError, match="needs 2019-05, which has no value"):
        harbour.fact("inflation.at('2020-05')")
    with pytest.raises(FactError, match="leads back to itself"):
        Harbour().name("a", change="b", on="year").name("b", change="a", on="year").fact("a.last")
