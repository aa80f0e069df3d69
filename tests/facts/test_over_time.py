"""Measures over time are what pandas works out, and are refused where a period that they need is missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, FactError, Impossible, Incomparable
from briefing.model.fact import Fact
from briefing.model.period import FREQUENCIES, Period
from tests.facts.months import Harbour, cut, gap, indicator
from tests.thorough import examples

Values = list[float | None]
Given = tuple[str, int, Values]  # the letter of the frequency, the first ordinal, values
_START: Mapping[str, str] = {"M": "2020-02", "Q": "2019-Q2", "S": "2015-S1"}
_A_YEAR: Mapping[str, int] = {"M": 12, "Q": 4, "S": 2}
_FREQUENCY: Mapping[str, str] = {"M": "M", "Q": "Q", "S": "6M"}

published = st.integers(1, 40).map(lambda number: number / 4)


@st.composite
def serieses(draw: st.DrawFn, gaps: bool = False) -> tuple[str, Values]:
    letter = draw(st.sampled_from("MQ"))
    values: Values = list(draw(st.lists(published, min_size=2 * _A_YEAR[letter] + 3, max_size=3 * _A_YEAR[letter])))
    for at in draw(st.lists(st.integers(0, len(values) - 2), max_size=2)) if gaps else ():
        values[at] = None
    return letter, values


def pandas_of(letter: str, values: Values) -> pd.Series[float]:
    index = pd.period_range(_START[letter].replace("-Q", "Q"), periods=len(values), freq=_FREQUENCY[letter])
    return pd.Series([math.nan if value is None else value for value in values], index=index, dtype=float)


def harbour_of(letter: str, values: Values) -> Harbour:
    made = Harbour(("2010-01", "2030-12")).add(indicator("x"), _START[letter], values)
    return made.add(indicator("rate", "%", "mean"), _START[letter], values)


def _to_date(item: pd.Series[float], how: str = "sum") -> pd.Series[float]:
    def one(part: pd.Series[float]) -> pd.Series[float]:
        whole = part.index[0].ordinal == pd.Period(str(part.index[0].year), freq=part.index[0].freqstr).ordinal
        found = part.cumsum(skipna=False) if how == "sum" else part.expanding().mean() + part.cumsum(skipna=False) * 0
        return found if whole else found * math.nan

    return item.groupby([period.year for period in item.index], group_keys=False).apply(one)


def _percent(item: pd.Series[float], periods: int) -> pd.Series[float]:
    return item.pct_change(periods, fill_method=None) * 100


# How a story writes a measure of the last period → what pandas says of each period, of so many periods a year.
_MEASURES: Mapping[str, Callable[[pd.Series[float], int], Any]] = {
    "x.on_previous({})": lambda item, _: _percent(item, 1),
    "x.on_previous('change', {})": lambda item, _: item.diff(),
    "x.on_year({})": _percent,
    "x.on_year('change', {})": lambda item, a_year: item.diff(a_year),
    "rate.on_year({})": lambda item, a_year: item.diff(a_year),
    "rate.on_year('percent', {})": _percent,
    "x.annualised({})": lambda item, a_year: ((1 + _percent(item, 1) / 100) ** a_year - 1) * 100,
    "x.mean_over(3, {})": lambda item, _: item.rolling(3).mean(),
    "x.sum_over(4, {})": lambda item, _: item.rolling(4).sum(),
    "x.to_date({})": lambda item, _: _to_date(item),
    "rate.to_date({})": lambda item, _: _to_date(item, "mean"),
    "x.to_date_on_year({})": lambda item, a_year: _percent(_to_date(item), a_year),
    "rate.to_date_on_year({})": lambda item, a_year: _to_date(item, "mean").diff(a_year),
    "x.contribution(rate_like, {})": lambda item, a_year: item.diff(a_year) / (item.shift(a_year) * 2) * 100,
    "x.contribution(rate_like, {}, on='previous')": lambda item, _: item.diff() / (item.shift() * 2) * 100,
}


def _asked(call: str, period: Period) -> str:
    return call.format(f"period={period.literal}")


def _value(harbour: Harbour, expression: str) -> float:
    try:
        return harbour.fact(expression).value
    except FactError:
        return math.nan


@settings(max_examples=examples(25))
@given(serieses(gaps=True), st.data())
def test_each_measure_is_what_pandas_works_out_and_refused_where_that_has_none(
    made: tuple[str, Values], data: st.DataObject
) -> None:
    letter, values = made
    harbour = harbour_of(letter, values)
    harbour.add(indicator("rate_like"), _START[letter], [value and value * 2 for value in values])
    first = harbour.observations[0].period if values[0] is not None else None
    item, a_year = pandas_of(letter, values), _A_YEAR[letter]
    start = first or Period.containing(item.index[0].start_time.date(), FREQUENCIES[letter])
    at = data.draw(st.integers(0, len(values) - 1))
    for call, expected in _MEASURES.items():
        found = _value(harbour, _asked(call, start + at))
        assert found == pytest.approx(expected(item, a_year).iloc[at], rel=1e-9, abs=1e-9, nan_ok=True), call


def _row(values: list[float]) -> tuple[int, bool]:
    """The length of the last row of rises or falls, with its sign, and whether something ended it."""
    signs = [(after > before) - (after < before) for before, after in pairwise(values)]
    last = signs[-1]
    row = next((at for at, sign in enumerate(reversed(signs)) if sign != last), len(signs))
    return last * row, not last or row < len(signs)


@settings(max_examples=examples(25))
@given(serieses())
def test_looking_back_is_what_pandas_works_out(made: tuple[str, Values]) -> None:
    letter, values = made
    harbour, item, a_year = harbour_of(letter, values), pandas_of(*made), _A_YEAR[letter]
    known = list(item)
    assert harbour.fact("x.lag(2)").value == item.shift(2).iloc[-1]
    assert harbour.fact("x.year_ago").value == item.shift(a_year).iloc[-1]
    assert harbour.fact("x.range").value == item.max() - item.min()
    first = harbour.observations[0].period
    assert harbour.fact(f"x.index_on({first.literal})").value == pytest.approx(known[-1] / known[0] * 100)
    years = (len(known) - 1) / a_year
    assert harbour.fact("x.growth").value == pytest.approx(((known[-1] / known[0]) ** (1 / years) - 1) * 100, abs=1e-9)
    streak, (length, ended) = harbour.fact("x.streak()"), _row(known)
    assert streak.value == (length if length else 0)
    assert (streak.qualifier == "=") is ended
    for end, beyond in (("highest", item[:-1] >= known[-1]), ("lowest", item[:-1] <= known[-1])):
        since = [at for at, holds in enumerate(beyond) if holds]
        if since and since[-1] == len(known) - 2:
            with pytest.raises(FactError, match=f"is not {'above' if end == 'highest' else 'below'}"):
                harbour.fact(f"x.{end}_since()")
            continue
        found = harbour.fact(f"x.{end}_since()")
        assert found.period == first + (since[-1] if since else 0)
        assert (found.qualifier == "=") is bool(since)


@settings(max_examples=examples(15))
@given(serieses(gaps=True))
def test_longer_periods_are_those_whose_every_part_has_a_value(made: tuple[str, Values]) -> None:
    letter, values = made
    harbour, item = harbour_of(letter, values), pandas_of(*made)
    for unit, longer in (("quarter", "Q"), ("year", "Y")) if letter == "M" else (("year", "Y"),):
        groups = item.groupby([period.asfreq(longer) for period in item.index])
        whole = groups.count() == _A_YEAR[letter] // (4 if unit == "quarter" else 1)
        subject, mean = harbour.value(f"x.by('{unit}')"), harbour.value(f"rate.by('{unit}')")
        assert [fact.value for fact in subject.values] == list(groups.sum()[whole])
        assert [fact.value for fact in mean.values] == pytest.approx(list(groups.mean()[whole]))
        assert [str(period) for period in subject.periods] == [
            str(period).replace("Q", "-Q") for period in groups.sum()[whole].index
        ]


def worked_out(tree: Any, fact: Fact) -> float:
    """What a formula's tree gives, by the records of the fact alone."""
    if not isinstance(tree, Mapping):
        return float(tree)
    op, of = tree["op"], tree["of"]
    if op in ("value", "first_reading", "period"):
        record = fact.observations[of]
        if op == "period":
            return float(record.period.ordinal)
        return float(record.value if op == "value" else record.earlier[-1].value)
    if op == "years":
        early, late = (fact.observations[at].period for at in of)
        return float((late - early) / late.frequency.a_year)
    return float(_WORKED[op]([worked_out(part, fact) for part in of]))


_WORKED: Mapping[str, Callable[[list[float]], float]] = {
    "+": sum,
    "−": lambda given: given[0] - given[1],
    "×": lambda given: given[0] * given[1],
    "/": lambda given: given[0] / given[1],
    "^": lambda given: given[0] ** given[1],
    "range": lambda given: max(given) - min(given),
    "streak": lambda given: _row(given)[0],
}


def test_the_tree_of_each_measure_gives_its_value_from_its_records() -> None:
    values: Values = [(7 * at) % 11 + 3 + at / 4 for at in range(40)]
    harbour = harbour_of("M", values).add(indicator("rate_like"), "2020-02", [value and value * 2 for value in values])
    harbour.name("yearly", change="x", on="year").name("pace", change="x", on="annual rate")
    calls = [call.replace(", {}", "").replace("{}", "") for call in _MEASURES]
    calls += ["x.growth", "x.pace", "x.range", "x.streak()", "x.index_on('2021-01')", "yearly.last", "pace.last"]
    calls += ["x.by('quarter').last", "rate.by('year').on_year()", "yearly.on_previous()", "yearly.range", "x.lag(3)"]
    calls += ["x.span", "x.by('quarter').span", "yearly.mean_over(3)"]
    for call in calls:
        fact = harbour.fact(call)
        assert worked_out(fact.tree, fact) == pytest.approx(fact.value, rel=1e-9), call
        assert len(set(fact.observations)) == len(fact.observations)
    assert harbour.fact("x.by('quarter').span").value == 11
    fact = harbour.fact("x.highest_since()")
    assert fact.tree is not None
    assert fact.tree["op"] == "highest_since"
    listed = [fact.observations[part["of"]] for part in fact.tree["of"]]
    assert [row.period for row in listed] == [fact.value_period + at for at in range(len(listed))]


def test_a_change_says_what_it_is_against_and_a_mean_of_which_periods() -> None:
    harbour = harbour_of("M", [5.0] * 30)
    bases = {call: harbour.fact(call.replace(", {}", "").replace("{}", "")) for call in list(_MEASURES)[:13]}
    assert [fact.basis for fact in bases.values()] == [
        *["previous"] * 2, *["year before"] * 4, "annual rate", "", "", *["year to date"] * 4
    ]  # fmt: skip
    assert {str(fact.period) for fact in bases.values()} == {"2022-07"}
    windows = {call: "/".join(map(str, fact.window)) for call, fact in bases.items() if fact.window}
    assert windows["x.mean_over(3, {})"] == "2022-05/2022-07"
    assert windows["x.to_date_on_year({})"] == windows["rate.to_date({})"] == "2022-01/2022-07"
    assert len(windows) == 6


def test_on_the_previous_period_of_what_has_seasons_is_said() -> None:
    harbour = Harbour()
    for adjustment in ("N", "S", "W", "Y", "T", ""):
        harbour.add(indicator(f"x{adjustment}", adjustment=adjustment), "2023-01", range(5, 20))
    harbour.add(indicator("yearly", adjustment="N"), "2021", [5, 6])
    said = {
        key for key in harbour.subjects for call in ("on_previous()", "streak()") if harbour.fact(f"{key}.{call}").notes
    }
    assert said == {"xN", "xW"}
    assert harbour.fact("xN.annualised()").notes == ("not seasonally adjusted",)
    assert not harbour.fact("xN.on_year()").notes
    with pytest.raises(FactError, match="xN, not seasonally adjusted with xS, seasonally adjusted"):
        harbour.fact("xN.minus(xS)")


REFUSED = (
    ("x.on_previous(period='2022-01')", "needs 2021-12, but 2021-12 was not published (strike)", True),
    ("x.on_year(period='2022-12')", "needs 2021-12, but", True),
    ("x.mean_over(3, period='2022-02')", "needs 2021-12, but", True),
    ("x.to_date(period='2021-12')", "needs 2021-12, but", True),
    ("x.lag(12)", "needs 2021-12, but", True),
    ("x.streak('2022-01')", "needs 2021-12, but", True),
    ("x.index_on('2021-12')", "needs 2021-12, but", False),
    ("x.by('quarter').at('2021-Q4')", "no value for 2021-Q4: 2021-12 was not published", False),
    ("x.at('2021-12')", "no value for 2021-12: 2021-12 was not published", False),
    ("x.on_year(period='2020-05')", "needs 2019-05, which has no value", True),
    ("x.at('2022-Q1')", "asks for 2022-Q1, a quarter, of x, which has a value for each month", True),
    ("x.at(2022)", "asks for 2022, a year, of x", True),
    ("q.on_year(period='2022-02')", "asks for 2022-02, a month, of q, which has a value for each quarter", True),
    ("q.at('2022-Q5')", "asks for '2022-Q5', which is no period", False),
    ("x.at('22-03')", "which is no period", False),
    ("x.between('2021-03', 2021)", "asks for 2021, a year, of x", True),
    ("plain.sum_over(99999999999)", "needs 99,999,999,999 values, and there are 36", False),
    ("x.mean_over(30)", "needs 2021-12, but 2021-12 was not published (strike)", False),
    ("plain.mean_over(9, period='2020-02')", "needs 2019-06 to 2019-12, which have no value", True),
    ("x.contribution(rate)", "is a part in ships of a whole in %", False),
    ("x.sum_over(1)", "wrong arguments", False),
    ("x.on_year('ratio')", "wrong arguments", False),
    ("x.contribution(x, on='week')", "wrong arguments", False),
    ("rate.sum_over(3)", "adds up %, where the rule is mean", True),
    ("rate.annualised()", "is at an annual rate of values in %", True),
    ("yearly.annualised()", "is at an annual rate of yearly values, whose change is one", True),
    ("weekly.annualised()", "of which a fixed number makes no year", True),
    ("yearly.to_date()", "is of a year up to a value that is of a whole year", True),
    ("stock.to_date()", "adds up what its indicator's rule takes at the end", True),
    ("plain.to_date()", "needs the rule by which its values make one of a longer period", False),
    ("plain.by('year')", "needs the rule by which values for each month make one", False),
    ("weekly.by('month')", "no whole number makes a month", False),
    ("x.by('week')", "no whole number makes a week", False),
    ("x.between('2022-01', '2022-05').growth", "is a rate a year of values that are 4 months apart", True),
    ("x.between('2022-01', '2022-05').pace", "is a mean change a year of values that are 4 months apart", True),
    ("x.minus(q)", "joins x, which has a value for each month, with q, for each quarter", False),
    ("x.highest_since('2022-03')", "is not above", True),
    ("weekly.on_year(period='2020-W53')", "2019 has no week 53", True),
    ("zero.on_year()", "divides by 0; the base must be above zero", True),
    ("x.revision()", "has no earlier reading", False),
    ("twice.revision()", "is worked out from several values", False),
)  # fmt: skip


@pytest.fixture(scope="module")
def port() -> Harbour:
    gaps = (gap("x", "2021-12", note="strike"),)
    harbour = Harbour(("2020-01", "2022-12"), gaps=gaps)
    values: Values = [10 + (at * 5) % 7 for at in range(36)]
    values[23] = None
    harbour.add(indicator("x"), "2020-01", values)
    for item in (indicator("rate", "%", "mean"), indicator("stock", "tons", "end"), indicator("plain", "tons", "")):
        harbour.add(item, "2020-01", range(5, 41))
    harbour.add(indicator("zero"), "2020-01", [0.0] * 36)
    harbour.add(indicator("q"), "2020-Q1", range(5, 17)).add(indicator("yearly"), "2020", [5, 6, 7])
    harbour.add(indicator("weekly"), "2020-W01", range(5, 110))
    return harbour.name("twice", ratio=("x", "plain"), names={"en": "Twice"})


def test_what_looks_along_values_says_which_period_it_leaves_out(port: Harbour) -> None:
    for call in ("highest", "lowest", "range"):
        assert port.fact(f"x.{call}").notes == ("2021-12 was not published",)
    assert port.fact("x.between('2022-01', '2022-12').highest").notes == ()
    assert port.fact("x.streak()").notes == ()


@pytest.mark.parametrize(("expression", "what", "followed"), REFUSED)
def test_what_the_data_do_not_carry_is_refused_with_a_fix_that_works(
    expression: str, what: str, followed: bool, port: Harbour
) -> None:
    with pytest.raises(BriefingError) as refused:
        port.fact(expression)
    (finding,) = refused.value.findings
    assert what in finding.what
    if followed:
        written = finding.fix.removeprefix("write ").partition(", or print")[0].partition(", which say")[0]
        assert all(port.value(one) for one in written.split(" or "))
    elif "write " in finding.fix and "aggregate" not in finding.fix:
        assert finding.fix.partition("write ")[2]


@pytest.mark.parametrize(
    ("refused", "named", "instead"),
    [
        ("x.at('22-03')", "2022-03", "x.at('2022-03')"),
        ("q.at('2022-Q5')", "2022-Q1 to Q4", "q.at('2022-Q4')"),
        ("x.minus(q)", "x.by('quarter')", "q.minus(x.by('quarter'))"),
        ("q.share(yearly)", "q.by('year')", "q.by('year').share(yearly, 2022)"),
        ("x.by('quarter').at('2021-Q4')", "2020-Q1 to 2021-Q3, 2022-Q1", "x.by('quarter').at('2021-Q3')"),
        ("plain.to_date()", "plain.mean_over(3)", "plain.mean_over(3)"),
        ("x.by('week')", "by('quarter')", "x.by('quarter').last"),
        ("twice.revision()", "one of the short names", "plain.last"),
        ("plain.sum_over(99999999999)", "plain.sum_over(36) at most", "plain.sum_over(36)"),
        ("x.on_year('ratio')", "on_year() or on_year('change')", "rate.on_year('change')"),
        ("x.range()", "x.range without brackets", "x.range"),
        ("x.between('2020-01', '2022-01').on_previous()", "x.on_previous(period='2021-11')", "x.on_previous()"),
        ("x.lag(1).on_year", "x.on_year(period=x.lag(1).period)", "x.on_year(period=x.lag(2).period)"),
        (
            "plain.lag(1).on_year()",
            "write plain.on_year(period=plain.lag(1).period)",
            "plain.on_year(period='2022-11')",
        ),
        (
            "yearly.at(2021).on_previous()",
            "write yearly.on_previous(period=yearly.at(2021).period)",
            "yearly.on_previous(period=yearly.at(2021).period)",
        ),
        ("plain.last.on_previous()", "write plain.on_previous()", "plain.on_previous()"),
        ("x.last.period and true", "x.last.period > '2022-12'", "x.last.period > '2022-12'"),
    ],
)
def test_a_fix_in_words_names_what_works(refused: str, named: str, instead: str, port: Harbour) -> None:
    with pytest.raises(BriefingError) as caught:
        port.value(refused)
    assert named in caught.value.findings[0].fix
    assert port.value(instead) is not None


def test_what_is_known_is_what_the_data_give_and_a_mistake_stays_one(port: Harbour) -> None:
    for call in ("x.on_year()", "x.on_previous(period='2022-01')", "x.revision()", "x.highest_since('2022-03')"):
        assert port.value(f"known({call})") is False
    assert port.value("known(x.on_previous())") is True
    mistakes = (
        "x.points", "rate.sum_over(3)", "plain.to_date()", "x.by('week').last", "x.minus(q)", "x.of('Nowhere').last",
        "yearly.annualised()", "x.rank()", "twice.revision()", "x.contribution(rate)", "rate.sum_of('A', 'B').last",
    )  # fmt: skip
    for mistake in mistakes:
        with pytest.raises(Impossible):
            port.value(f"known({mistake})")


def test_a_break_between_refuses_what_compares_across_it_and_a_disclosed_one_is_noted() -> None:
    breaks = (cut("x", "2022-05", "2022-06"), cut("y", "2022-05", "2022-06", "disclose"))
    harbour = Harbour(breaks=breaks)
    for name in "xy":
        harbour.add(indicator(name), "2021-01", [*range(10, 27), *range(3, 23)])
    for call in ("on_previous(period='2022-06')", "on_year(period='2022-08')", "mean_over(3, period='2022-07')"):
        with pytest.raises(Incomparable, match=r"across a break: 2022-05–2022-06, new scales") as refused:
            harbour.fact(f"x.{call}")
        fix = refused.value.findings[0].fix
        assert harbour.fact(fix.removeprefix("write ").partition(", or")[0]).value
        assert harbour.fact(f"y.{call}").notes == ("2022-05–2022-06: new scales",)
    assert harbour.fact("x.on_year(period='2022-05')").value > 0
    assert (harbour.fact("x.streak()").value, harbour.fact("x.streak()").qualifier) == (19, "≥")
    assert (harbour.fact("y.streak()").value, harbour.fact("y.streak()").qualifier) == (19, "=")
    assert str(harbour.fact("x.highest_since()").period) == "2022-06"
    assert str(harbour.fact("y.highest_since('2023-03')").period) == "2022-05"
    quarter = harbour.value("x.by('quarter')")
    with pytest.raises(Incomparable, match="across a break"):
        _ = quarter.at(Period.containing(harbour.observations[16].period.end, FREQUENCIES["Q"]))


def test_the_comparison_with_pandas_finds_a_measure_of_another_period() -> None:
    values: Values = [float(at * at) for at in range(1, 30)]
    item, harbour = pandas_of("M", values), harbour_of("M", values)
    found = harbour.fact("x.on_previous()").value
    assert found == pytest.approx(_percent(item, 1).iloc[-1])
    assert found != pytest.approx(_percent(item, 2).iloc[-1], rel=1e-9)
    assert harbour.fact("x.mean_over(3)").value != pytest.approx(item.rolling(4).mean().iloc[-1])
    assert _row([3, 1, 2, 3]) == (2, True)
    assert _row([1, 2, 3]) == (2, False)
    assert _row([3, 2, 2]) == (0, True)
