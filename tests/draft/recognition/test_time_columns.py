"""Which column says when, and which of its years can be read."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.errors import InputError
from tests.draft.recognition.test_recognising import grid, recognised, roles, rows


def test_of_two_columns_of_years_the_one_that_tells_rows_apart_is_the_period() -> None:
    cells = [
        (name, 1990 + at, year, at + year) for at, name in enumerate(("Arran", "Skye")) for year in range(2001, 2005)
    ]
    data = recognised(grid("island|start_year|year|visits", *cells))
    assert roles(data) == {"island": "entity", "start_year": "ignored", "year": "period", "visits": "value"}


def test_of_a_season_and_its_weeks_or_a_year_and_its_months_the_finer_column_is_the_period() -> None:
    weeks = [(2021 + at // 3, f"{2021 + at // 3 + (at % 3) // 2}-W{(40, 50, 3)[at % 3]:02}") for at in range(9)]
    cells = [
        (name, f"{year}/{(year + 1) % 100}", week, at)
        for name in ("Arran", "Skye")
        for at, (year, week) in enumerate(weeks)
    ]
    data = recognised(grid("island|season|Kalenderwoche|visits", *cells))
    assert roles(data) == {"island": "entity", "season": "ignored", "Kalenderwoche": "period", "visits": "value"}
    months = [
        (name, f"{year}-{at:02}-01", year, at)
        for name in ("Arran", "Skye")
        for year in (2021, 2022)
        for at in (1, 2, 3)
    ]
    assert roles(recognised(grid("island|date|year|visits", *months)))["date"] == "period"


def test_when_figures_came_out_is_no_finer_period_than_their_year() -> None:
    cells = [
        (name, year, f"{year + 1}-0{at}-01", at + year)
        for at, name in ((1, "Arran"), (2, "Skye"))
        for year in (2021, 2022)
    ]
    data = recognised(grid("island|year|date of publication|visits", *cells))
    assert roles(data)["year"] == "period"
    once = [
        (name, year, f"{year}-0{at}-01", at + year) for at, name in ((1, "Arran"), (2, "Skye")) for year in (2021, 2022)
    ]
    assert roles(recognised(grid("island|year|census date|visits", *once)))["year"] == "period"
    again = [
        (name, year, f"{year}-0{at}-01", at + year)
        for name in ("Arran", "Skye")
        for year in (2021, 2022, 2023)
        for at in (2, 5, 9)
    ]
    assert roles(recognised(grid("island|year|date|visits", *again)))["date"] == "period"
    with pytest.raises(InputError, match="two values for 2021 of Arran"):
        recognised(grid("island|year|release date|visits", *again))


def test_dates_with_months_between_them_are_of_months_and_the_edition_holds_as_many_as_if_there_were_more() -> None:
    dates = [f"20{year:02}-{month:02}-{day:02}" for year in range(2, 16) for month, day in ((1, 4 + year), (5, 9))]
    data = recognised(grid("date|visits", *((date, at) for at, date in enumerate(dates))))
    assert rows(data, "period")[:2] == [("2002-01",), ("2002-05",)]
    assert data.period == '{ last = 161, frequency = "month" }'
    near = ["2002-01-04", "2002-01-20", *dates[2:]]  # two in one month
    assert rows(recognised(grid("date|visits", *((date, at) for at, date in enumerate(near)))), "period")[0] == (
        "2002-01-04",
    )


def test_years_long_before_others_are_left_out() -> None:
    years = [-10000, -5000, 0, 1000, 1500, 1600, 1700, 1800, 1900, 2000]
    data = recognised(grid("year|visits", *((year, at) for at, year in enumerate(years))))
    assert [period for (period,) in rows(data, "period")] == ["1500", "1600", "1700", "1800", "1900", "2000"]
    assert "“-10000”" in data.omissions[0].reason


def test_a_year_with_a_fraction_is_named() -> None:
    with pytest.raises(InputError, match=r"line 3, column year: 1958.2027 is a year with a fraction"):
        recognised(grid("year|visits", (1850.0, 1), (1958.2027, 2), (1958.2877, 3)))


def test_seconds_since_1970_are_days() -> None:
    texts = [str(1_517_443_200 + 86_400 * at) for at in range(12)]
    data = recognised(grid("Timestamp|visits", *((text, at % 5) for at, text in enumerate(texts))))
    assert rows(data, "period")[0] == ("2018-02-01",)
    assert (
        roles(recognised(grid("year|visits", *((2001 + at, text) for at, text in enumerate(texts)))))["visits"]
        == "value"
    )


def test_a_table_whose_only_numbers_are_periods_says_so() -> None:
    with pytest.raises(InputError, match="no column holds numbers besides the periods in Year of opening"):
        recognised(grid("island|Year|Year of opening", ("Arran", 0, 1972), ("Skye", 0, 1922), ("Mull", 0, 1931)))


@pytest.mark.parametrize(
    ("heads", "period", "besides"),
    [("island|visits", "2024", ""), ("island|year|visits", "", "the periods in year and ")],
)
def test_a_column_of_numbers_that_is_left_out_is_named_with_what_takes_it(
    heads: str, period: str, besides: str
) -> None:
    cells = [(name, *([] if period else [2001]), 7 + at) for at, name in enumerate(("Arran", "Skye", "Mull"))]
    options = RecognitionOptions(roles={"visits": "ignored"}, period=period)
    with pytest.raises(InputError, match=f"column visits: no column holds numbers besides {besides}visits") as raised:
        recognised(grid(heads, *cells), options)
    assert "--map 'visits'=value takes it" in str(raised.value)
    assert "--period'=" not in str(raised.value), "the period that was given is no column"
    taken = recognised(grid(heads, *cells), RecognitionOptions(roles={"visits": "value"}, period=period))
    assert roles(taken)["visits"] == "value"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("2004 (p)", "P"),
        ("2004p", "P"),
        ("2004 [prov.]", "P"),
        ("2004 (estimate)", "E"),
        ("2004 (r)", "A"),
        ("2004", "A"),
    ],
)
def test_a_status_behind_a_period_is_that_of_its_values(head: str, status: str) -> None:
    across = recognised(grid(f"isle|2002|2003|{head}", ("Arran", 4, 5, 7), ("Skye", 6, 8, 9)))
    rows = [(isle, year, 4 + at) for isle in ("Arran", "Skye") for at, year in enumerate(("2002", "2003", head))]
    down = recognised(grid("isle|year|visits", *rows))
    for data in (across, down):
        found = {str(row["period"]): row["status"] for row in data.observations.to_dict("records")}
        assert found == {"2002": "A", "2003": "A", "2004": status}


def test_few_years_from_1500_on_are_periods_next_to_earlier_ones() -> None:
    rows = [(town, year, year % 7 + 3) for town in ("Ayr", "Bute", "Crail") for year in (1451, 1501, 1601, 1701)]
    data = recognised(grid("town|Year|boats", *rows))
    assert sorted(set(data.observations["period"])) == ["1501", "1601", "1701"]
    assert any("1451" in item.reason for item in data.omissions)


def test_measures_that_differ_in_capitals_alone_are_one_over_the_years() -> None:
    heads = [f"Harbour {'Score' if year < 2014 else 'score'} {year}" for year in range(2011, 2018)]
    cells = [(isle, *(40 + at * step % 9 for step in range(7))) for at, isle in enumerate(("Arran", "Coll", "Skye"), 2)]
    data = recognised(grid("|".join(["Isle", *heads]), *cells))
    assert [item.name for item in data.indicators] == ["Harbour Score"]
    assert data.observations["period"].nunique() == 7


def test_measures_of_one_year_that_differ_in_capitals_stay_two() -> None:
    cells = [(isle, at, 3 + at, 7 * at, 9 - at) for at, isle in enumerate(("Arran", "Coll", "Skye"), 2)]
    data = recognised(grid("Isle|CO 2011|CO 2012|Co 2011|Co 2012", *cells))
    assert len(data.indicators) == 2


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@pytest.mark.parametrize(
    ("head", "before", "total"),
    [("Month|", (), ()), ("Year|Month|", (2025,), ()), ("Month|", (), ("WHOLE YEAR",))],
)
def test_months_of_years_that_heads_end_in_are_their_periods(
    head: str, before: tuple[int, ...], total: tuple[str, ...]
) -> None:
    cells = [(*before, month, 400 + 7 * at % 50, 430 + 9 * at % 50, 0.1) for at, month in enumerate((*MONTHS, *total))]
    data = recognised(grid(f"{head}Trips_2024|Trips_2025|Rise_2024_to_2025", *cells))
    assert [item.name for item in data.indicators] == ["Trips"], "its values of 2024 were those of 2025"
    assert rows(data, "period", "value")[:1] == [("2024-01", "400")]
    assert sorted(set(data.observations["period"]))[-1] == "2025-12"
    assert len(data.observations) == 24
