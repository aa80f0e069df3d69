"""What kind of number a head says that its values are."""

from __future__ import annotations

import pytest

from tests.draft.recognition.test_recognising import grid, recognised


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("share price", "rate"),
        ("price of bread", "rate"),
        ("yield to maturity", "rate"),
        ("yield of wheat", ""),
        ("output at constant price", ""),
        ("output at 2015 prices", ""),
        ("births per woman", "rate"),
        ("emissions per capita (tonnes)", "rate"),
        ("deaths per 100,000", "rate"),
        ("prevalence of anaemia", "rate"),
        ("人均产量", "rate"),
        ("output per day", ""),
        ("persons", ""),
    ],
)
def test_prices_yields_and_what_is_divided_among_many_have_no_sum_and_amounts_have_one(head: str, kind: str) -> None:
    data = recognised(grid(f"year|{head}", *((year, year % 7 + 20) for year in range(2001, 2009))))
    assert [item.kind for item in data.indicators] == [kind]


def test_whom_a_head_cites_is_no_part_of_its_name_but_where_two_have_the_same() -> None:
    long = "Ferry workers of all ports and of every age who work on boats and at piers (weekly hours) "
    heads = {
        "Catch (based on Ashby and Port Office (2019))": "Catch",
        "Trade as share of output - Ashby and Berwick (Port Office 2016, Daily data)": "Trade as share of output",
        f"{long}(Ashby & Berwick of the old port (2007))": long.strip(),
        "Births per dock (Port Office, 2015 revision)": "Births per dock",
        "Deaths per dock (Port Office (2015 update))": "Deaths per dock",
        "Debt - Ashby (2015 prices)": "Debt - Ashby (2015 prices)",
    }
    for head, name in heads.items():
        data = recognised(grid(f"year|{head}", *((year, year % 7 + 20) for year in range(2001, 2009))))
        assert [item.name for item in data.indicators] == [name]
    both = "year|Hours (Ashby (2007))|Hours (Berwick (2009))"
    data = recognised(grid(both, *((year, year % 7 + 20, year % 5 + 30) for year in range(2001, 2009))))
    assert [item.name for item in data.indicators] == ["Hours (Ashby (2007))", "Hours (Berwick (2009))"]


def test_a_percentage_whose_values_are_all_below_one_may_be_a_share_of_one_and_has_no_unit() -> None:
    for factor, unit in ((10, "%"), (0.1, "unit not stated yet")):
        rows = [(year, round(factor * (year % 7 + 1), 2)) for year in range(2001, 2009)]
        data = recognised(grid("year|% of all ferries", *rows))
        assert [item.unit for item in data.indicators] == [unit]
