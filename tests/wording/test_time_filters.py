"""Filters of time say what a change is against, of which periods a fact is and since when; no other is said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.dataset import Observation
from briefing.model.fact import Basis, Fact, Measure
from briefing.model.period_notation import parse_period
from briefing.wording import of
from tests.wording.conftest import fact

EN, ZH = of("en"), of("zh")


def change(value: float, basis: Basis, period: str = "2026-05", measure: Measure = "percent", unit: str = "") -> Fact:
    window = (parse_period("2026-01"), parse_period(period)) if basis == "year to date" else None
    return replace(fact(measure, value, unit=unit, decimals=1), basis=basis, period=parse_period(period), window=window)


def rows(*values: float) -> tuple[Observation, ...]:
    month = parse_period("2026-06")
    return tuple(Observation("brent", "World", month, value, "US dollars", "EIA", decimals=2) for value in values)


PREVIOUS, YEAR, ANNUAL, TO_DATE = (
    change(0.583, "previous"),
    change(4.25, "year before"),
    change(2.41, "annual rate", "2024-Q4"),
    change(-3.06, "year to date"),
)


@pytest.mark.parametrize(
    ("one", "basis", "than", "short", "chinese"),
    [
        (PREVIOUS, "on the month", "than in the previous month", "on the month", "环比"),
        (change(1, "previous", "2024-Q1"), "on the quarter", "than in the previous quarter", "on the quarter", "环比"),
        (change(1, "previous", "2024-W05"), "on the week", "than in the previous week", "on the week", "环比"),
        (
            change(1, "previous", "2024"),
            *("from the year before", "than in the previous year", "from the year before", "比上年"),
        ),
        (YEAR, "from a year earlier", "than a year earlier", "on the year", "同比"),
        (ANNUAL, "at an annual rate", "at an annual rate", "at an annual rate", "年化"),
        (
            TO_DATE,
            *("from the same months of 2025", "than in the same months of 2025", "on the same months of 2025", "同比"),
        ),
    ],
)
def test_a_basis_is_said_behind_a_verb_behind_a_comparative_and_in_a_card(
    one: Fact, basis: str, than: str, short: str, chinese: str
) -> None:
    assert [EN.say("basis", one), EN.say("basis", one, "than"), EN.say("basis", one, "short")] == [basis, than, short]
    assert ZH.say("basis", one) == chinese


@pytest.mark.parametrize(
    ("words", "chinese", "name", "one"),
    [
        ("rose 0.6% on the month", "环比上升0.6%", "moved", PREVIOUS),
        ("rises 0.6% on the month", "环比上升0.6%", "moves", PREVIOUS),
        ("up 0.6% on the month", "环比升0.6%", "up", PREVIOUS),
        ("rose 4.3% from a year earlier", "同比上升4.3%", "moved", YEAR),
        ("a rise of 4.3% from a year earlier", "同比升幅4.3%", "movement", YEAR),
        ("rose at an annual rate of 2.4%", "年化上升2.4%", "moved", ANNUAL),
        ("fell 3.1% from the same months of 2025", "同比下降3.1%", "moved", TO_DATE),
        ("was unchanged on the month", "环比持平", "moved", change(0, "previous")),
        ("was unchanged at an annual rate", "年化持平", "moved", change(0, "annual rate")),
        (
            *("rose 0.3 percentage points from a year earlier", "同比上升0.3个百分点", "moved"),
            change(0.3, "year before", measure="points", unit="percentage points"),
        ),
    ],
)
def test_a_directed_filter_says_the_basis_in_the_order_of_the_language(
    words: str, chinese: str, name: str, one: Fact
) -> None:
    assert [EN.say(name, one, "basis"), ZH.say(name, one, "basis")] == [words, chinese]


def test_a_comparative_has_its_basis_behind_than() -> None:
    assert EN.say("compared", YEAR, "higher", "basis") == "4.3% higher than a year earlier"


def test_an_annual_rate_is_called_so_without_being_asked() -> None:
    assert [EN.say("moved", ANNUAL), EN.say("up", ANNUAL)] == [
        "rose at an annual rate of 2.4%", "up 2.4% at an annual rate",
    ]  # fmt: skip
    rate = replace(fact("growth", 2.41), basis="annual rate", period=ANNUAL.period)
    assert [EN.default(rate), ZH.default(rate), EN.default(replace(rate, basis=""))] == [
        "2.4% at an annual rate", "年化2.4%", "2.4% a year",
    ]  # fmt: skip
    assert EN.say("movement", ANNUAL) == "a rise of 2.4% at an annual rate"
    assert ZH.say("moved", ANNUAL) == "年化上升2.4%"


def test_a_change_below_the_last_digit_remained_stable_and_none_was_unchanged() -> None:
    small = change(0.04, "previous")
    assert [EN.say("moved", small), EN.say("moves", small, "plural"), EN.say("up", small), ZH.say("moved", small)] == [
        "remained stable", "remain stable", "little changed", "基本持平",
    ]  # fmt: skip
    assert EN.say("moved", small, "basis") == "remained stable on the month"
    assert EN.say("moved", small, 2) == "rose 0.04%"
    assert EN.say("moved", change(-0.04, "previous", measure="points", unit="percentage points")) == "remained stable"
    assert EN.say("moved", change(0, "previous")) == "was unchanged"
    # what is against the first value of the period is printed as before
    assert EN.say("moved", fact("percent", 0.04)) == "rose 0.040%"
    assert EN.say("moved", replace(small, qualifier="≥")) != "remained stable"
    assert EN.say("moved", change(0.4, "previous"), 0) == "rose 0.4%"


def test_changes_on_a_basis_have_one_decimal_as_offices_print_them() -> None:
    assert [EN.say("percent", PREVIOUS), EN.say("signed", PREVIOUS), EN.say("percent", PREVIOUS, 2)] == [
        "0.6%", "+0.6%", "0.58%",
    ]  # fmt: skip
    assert EN.say("percent", change(54.27, "previous")) == "54.3%"
    assert EN.say("percent", fact("percent", 0.583)) == "0.58%"


def test_a_period_is_printed_in_full_in_sentences_short_and_without_its_year() -> None:
    gdp, may = (replace(fact("value", 1.0), period=parse_period(notation)) for notation in ("2024-Q1", "2026-05"))
    assert [EN.say("period", may), EN.say("period", may, year=False), ZH.say("period", may)] == [
        "May 2026", "May", "2026年5月",
    ]  # fmt: skip
    assert [EN.say("period", gdp), EN.say("period", gdp, long=True)] == ["Q1 2024", "the first quarter of 2024"]
    assert EN.say("period", replace(may, period=parse_period("2024-09")), short=True) == "Sep 2024"
    assert [EN.say("period", fact("value", 1, year=2023)), ZH.say("period", fact("value", 1, year=2023))] == [
        "2023", "2023年",
    ]  # fmt: skip
    assert EN.say("period", fact("value", 1, year=2023), year=False) == "2023"
    assert EN.say("period", replace(fact("period", 1, "≤"), period=may.period)) == "May 2026 at the latest"
    assert EN.default(replace(fact("period", 1), period=may.period)) == "May 2026"
    bound = replace(fact("value", 14, "≥"), period=may.period)  # of the value, not of its time
    assert [EN.say("period", bound), EN.say("period", replace(bound, period=parse_period("2023")))] == [
        "May 2026", "2023",
    ]  # fmt: skip
    assert EN.say("year", replace(bound, period=parse_period("2023"))) == "2023"


def test_year_is_for_years_and_names_the_filter_of_all_others() -> None:
    one = replace(fact("value", 1.0), period=parse_period("2026-05"))
    with pytest.raises(FactError, match=r"year prints years[\s\S]*May 2026[\s\S]*write period"):
        EN.say("year", one)
    assert EN.say("year", replace(one, period=parse_period("2023-04/2024-03"))) == "2023/24"


def test_a_window_is_the_last_months_or_those_of_the_year_to_date() -> None:
    def mean(first: str, last: str) -> Fact:
        to_date = first.endswith("-01") or (first, last) == ("2024-Q1", "2024-Q3")
        window = (parse_period(first), parse_period(last))
        return replace(fact("mean", 1.0), window=window, basis="year to date" if to_date else "")

    windows = {
        ("2026-03", "2026-05"): ("in the three months to May 2026", "截至2026年5月的三个月"),
        ("2026-01", "2026-05"): ("in the first five months of 2026", "2026年前五个月"),
        ("2025-06", "2026-05"): ("in the twelve months to May 2026", "截至2026年5月的十二个月"),
        ("2025-01", "2025-12"): ("in 2025", "2025年"),
        ("2026-01", "2026-01"): ("in January 2026", "2026年1月"),
        ("2024-Q1", "2024-Q3"): ("in the first three quarters of 2024", "2024年前三个季度"),
        ("2021", "2023"): ("in the three years to 2023", "截至2023年的三年"),
        ("2024-W02", "2024-W05"): ("in the four weeks to the week of 29 January 2024", "截至2024年第5周的四周"),
    }
    for (first, last), (english, chinese) in windows.items():
        assert [EN.say("window", mean(first, last)), ZH.say("window", mean(first, last))] == [english, chinese]
    assert EN.say("window", mean("2026-01", "2026-05"), short=True) == "January–May 2026"


def test_since_says_where_all_that_is_known_is_lower() -> None:
    one = replace(fact("period", 1), period=parse_period("2022-03"))
    assert [EN.say("since", one), ZH.say("since", one)] == ["since March 2022", "2022年3月以来"]
    assert EN.say("since", replace(one, qualifier="≤")) == "since at least March 2022"


def test_a_streak_of_two_or_more_is_in_a_row() -> None:
    def streak(count: float) -> Fact:
        return replace(fact("streak", count), period=parse_period("2026-05"))

    assert [EN.say("streak", streak(3)), EN.say("streak", streak(-13)), EN.say("streak", streak(2))] == [
        "third rise in a row", "13th fall in a row", "second rise in a row",
    ]  # fmt: skip
    assert [ZH.say("streak", streak(3)), EN.say("words", streak(-3))] == ["连续三个月上升", "three"]
    assert [EN.default(streak(count)) for count in (3, -1, 0)] == ["+3", "−1", "0"]
    with pytest.raises(FactError, match=r"none is in a row[\s\S]*when"):
        EN.say("streak", streak(1))


def test_a_revision_is_said_with_its_first_and_its_present_reading() -> None:
    new, old = rows(85.40, 86.11)
    revision = replace(fact("revision", -0.71, decimals=2, unit="US dollars"), observations=(new, old))
    newest = replace(new, earlier=(replace(old, value=86.0), old))
    for one in (revision, replace(revision, observations=(newest,))):
        assert EN.say("revised", one) == "revised down from 86.11 to 85.40"
        assert ZH.say("revised", one) == "由86.11下修为85.40"
    assert EN.say("moved", revision, 2) == "was revised down by 0.71"
    assert ZH.say("moved", replace(revision, value=0.0)) == "未作修正"
    part = change(0.42, "year before", measure="contribution", unit="percentage points")
    assert EN.say("moved", part) == "added 0.4 percentage points"
    assert EN.say("moved", replace(part, value=-0.42), "basis") == "took off 0.4 percentage points from a year earlier"
    assert [ZH.say("moved", part), EN.default(part)] == ["拉动0.4个百分点", "0.4 percentage points"]
    assert EN.say("revised", replace(revision, value=0.0, observations=rows(85.4, 85.4))) == "unrevised at 85.40"


def test_what_has_no_basis_window_or_period_is_refused_with_what_fits() -> None:
    for name in ("basis", "window", "period", "year", "since", "streak", "revised"):
        with pytest.raises(FactError, match=f"{name} does not fit"):
            EN.say(name, fact("percent", 3.0))
    with pytest.raises(FactError, match="no style 'long'"):
        EN.say("basis", YEAR, "long")
    with pytest.raises(FactError, match="no option 'basis'"):
        EN.say("moved", fact("percent", 3.0), "basis")


def test_a_series_of_changes_is_named_after_what_changes() -> None:
    month = parse_period("2026-05").frequency
    bases: tuple[Basis, ...] = ("year before", "previous", "annual rate")
    assert [EN.change_name("Consumer prices", basis, month) for basis in bases] == [
        "Consumer prices, change on a year before",
        "Consumer prices, change on the previous month",
        "Consumer prices, change on the previous month at an annual rate",
    ]
    assert ZH.change_name("居民消费价格", "year before", month) == "居民消费价格同比"
