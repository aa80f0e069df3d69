"""Texts are read as periods of one frequency; what could be read in two ways is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.draft.recognition.time_texts import AmbiguousDates, month_number, one_period, quarter_number, read_periods

NOTATIONS = {
    "1993-Jan": "1993-01", "Jan 1993": "1993-01", "January 1993": "1993-01", "Mar-93": "1993-03",
    "Sept 2024": "2024-09",
    "2010M01": "2010-01", "2024/3": "2024-03", "3/2024": "2024-03", "202403": "2024-03", "2024年3月": "2024-03",
    "2024Q1": "2024-Q1", "Q1 2024": "2024-Q1", "1Q2024": "2024-Q1", "2024年第一季度": "2024-Q1", "2024H2": "2024-S2",
    "2024-W05": "2024-W05", "20240317": "2024-03-17", "17 May 2024": "2024-05-17", "May 17, 2024": "2024-05-17",
    "2024-03-17 00:00:00": "2024-03-17", "1960 [YR1960]": "1960", "X1990": "1990", "2024.0": "2024", "2021 p": "2021",
    "2024年": "2024", "1. Quartal 2018": "2018-Q1", "2nd quarter of 2019": "2019-Q2", "3er trimestre 2020": "2020-Q3",
    "2021, 4th quarter": "2021-Q4", "2. Vj. 2022": "2022-Q2", "Q3/23": "2023-Q3", "4Q98": "1998-Q4", "Q1'05": "2005-Q1",
    "août 2021": "2021-08", "März 2022": "2022-03", "diciembre de 2020": "2020-12", "lipiec 2019": "2019-07",
    "2018 (n = 1,175)": "2018", "May 2021 (N=86)": "2021-05",
    "2017 (40)": "2017", "Q2 2023 (p)": "2023-Q2", "2023年4—6月": "2023-Q2", "2023年1-12月": "2023",
    "Jan–Mar 2023": "2023-Q1", "juillet-décembre 2022": "2022-S2",
}  # fmt: skip


def test_a_notation_is_a_period() -> None:
    assert {text: str(one_period(text)) for text in NOTATIONS} == NOTATIONS


@pytest.mark.parametrize(
    "text",
    [
        "2023年1—9月",
        "Feb-Apr 2023",
        "abc",
        "12",
        "1/2/2024",
        "2024-13",
        "May",
        "3.5",
        "999",
        "5. Quartal 2018",
        "1 part 2018",
        "Q5/23",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert one_period(text) is None


def test_a_number_after_a_year_is_a_quarter_where_the_head_says_so() -> None:
    found = read_periods(["2005", "2005 - 1", "2005 - 4", "2006-02"], of_quarters=True)
    assert found is not None
    assert [str(period) for period in found.periods.values()] == ["2005-Q1", "2005-Q4", "2006-Q2"]
    assert found.other == ("2005",)
    assert read_periods(["2005 - 1", "2005 - 4"]) is None
    months = read_periods(["2005-04", "2005-05"], of_quarters=True)
    assert months is not None
    assert months.frequency.unit == "month"


def test_a_t_counts_quarters_where_there_is_a_fourth_one_and_parts_of_four_months_elsewhere() -> None:
    for texts in (["2013T3", "2013T4"], ["T3 2013", "T4 2013 (p)"]):
        found = read_periods(texts)
        assert found is not None
        assert [str(period) for period in found.periods.values()] == ["2013-Q3", "2013-Q4"]
    parts = read_periods(["2013-T2", "2013-T3"])
    assert parts is not None
    assert parts.frequency.a_year == 3


DATES = [
    (["1999-01-01", "1999-02-01", "1999-03-01", "1999-04-05"], "month", "first working day"),
    (["2020-01-31", "2020-02-28", "2020-03-31"], "month", "last day"),
    (["2001-01-01", "2002-01-01", "2003-01-01"], "year", "always the first"),
    (["2020-03-31", "2020-06-30", "2020-09-30"], "quarter", "last day"),
    (["2024-01-05", "2024-01-12", "2024-01-19"], "week", "week"),
    (["2024-01-02", "2024-01-03", "2024-01-04"], "day", ""),
    (["1.5.2024", "2.6.2024"], "month", "days stand first"),
    (["05/17/2024", "05/18/2024"], "day", "months stand first"),
    (["01/01/2020", "01/02/2020", "01/03/2021"], "month", "first of a month"),
    (["2010/11", "2011/12"], "year", "called by their first"),
    (["2021-09", "2021-12", "2022-03", "2022-09"], "quarter", "always its third"),
    (["2021-09", "2021-12", "2022-03", "2022-05"], "month", ""),
    (["2021-03", "2021-09", "2022-03", "2022-09"], "month", ""),
]


@pytest.mark.parametrize(("texts", "unit", "reason"), DATES, ids=[texts[0] for texts, _, _ in DATES])
def test_dates_have_the_frequency_of_their_places_in_the_year(texts: list[str], unit: str, reason: str) -> None:
    found = read_periods(texts)
    assert found is not None
    assert found.frequency.unit == unit
    assert reason in found.reason
    assert len(set(found.periods.values())) == len(texts)


def test_a_date_that_does_not_fit_hundreds_of_others_is_left_out() -> None:
    months = [f"{year}-{month:02}-{1 + (year % 3)}" for year in range(1999, 2024) for month in range(1, 13)]
    months = [dt.date(*map(int, text.split("-"))).isoformat() for text in months]
    found = read_periods([*months, "2001-10-15"])
    assert found is not None
    assert (found.frequency.unit, found.other, len(found.periods)) == ("month", ("2001-10-15",), 300)


@pytest.mark.parametrize(
    "texts",
    [
        ["05/06/2024", "07/08/2024"],
        ["13/06/2024", "06/25/2024"],
        ["2024-05-06", "06/06/2024", "May 7, 2024", "13/08/2024"],
    ],
)
def test_what_nothing_decides_is_asked(texts: list[str]) -> None:
    with pytest.raises(AmbiguousDates):
        read_periods(texts)


def test_the_order_that_somebody_gives_is_taken_where_it_can_be() -> None:
    found = read_periods(["05/06/2024"], "month first")
    assert found is not None
    assert list(map(str, found.periods.values())) == ["2024-05-06"]
    with pytest.raises(AmbiguousDates, match="no month 13"):
        read_periods(["13/06/2024"], "month first")


def test_months_and_quarters_have_numbers() -> None:
    assert [month_number(text) for text in ("3", "M03", "mar", "March", "三月", "3月", "13", "3.0")] == [
        3,
        3,
        3,
        3,
        0,
        3,
        0,
        3,
    ]
    assert [quarter_number(text) for text in ("Q2", "2", "II", "5", "2.0", "2.5")] == [2, 2, 2, 0, 2, 0]
