"""Years in rows of their own over names that come again each year are a column of years."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.draft.recognition.test_published_tables import named, read, values

HEAD = "Line,Fares (EUR m),Costs (EUR m)"


def test_names_that_come_again_below_each_year_have_a_column_of_years(tmp_path: Path) -> None:
    years = [f"{year},,\nNorth,{year - 2010},3\nSouth,5,{year - 2015}\nWest,2,2\n" for year in (2020, 2021, 2022)]
    data = read(tmp_path, f"{HEAD}\n{''.join(years)}")
    assert {period for _, period, _ in values(data)} == {"2020", "2021", "2022"}
    assert {*named(data).values()} == {"million euros"}
    assert len(data.observations) == 18
    assert "10" in [value for _, period, value in values(data) if period == "2020"]


@pytest.mark.parametrize(
    "rows",
    [
        ["2020 North", "2020 South", "West"],  # not all have one
        ["2020 North", "2020 South", "2020 West"],  # one year alone
        ["2020 North", "2021 South", "2022 West"],  # no name comes again
        ["2020 March", "2021 March", "2022 March"],  # which are periods
    ],
)
def test_other_names_with_years_stay(rows: list[str], tmp_path: Path) -> None:
    table = "\n".join(f"{row},{2018 + at},{at + 1}" for at, row in enumerate(rows))
    data = read(tmp_path, f"Line,When,Boats\n{table}\n")
    assert "Year" not in [decision.column for decision in data.decisions]
