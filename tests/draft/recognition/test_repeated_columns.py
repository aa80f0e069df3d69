"""Columns of exports that say again what others say are left out, and a table that only they made odd is read."""

from __future__ import annotations

from tests.draft.recognition.test_recognising import grid, reasons, recognised, roles, rows

HEAD = "Id|Place|Year|Sex|Value|NumericValue|Low|High|Date|YearBegin|YearOf"


def export(number: str = "{0:.1f} [{1:.1f}-{2:.1f}]") -> str:
    cells: list[tuple[object, ...]] = []
    for place in ("Arran", "Skye", "Tiree"):
        for year in range(2011, 2017):
            for sex in ("F", "M"):
                value = 10 + (7 * year + 3 * len(place) + (sex == "M")) % 23 / 3
                text = number.format(value, value - 1, value + 1)
                moment = f"2021-02-09T16:20:{len(cells) % 60:02}Z"
                bounds = f"{value - 1:.5f}|{value + 1:.5f}"
                cells.append((9000 - 7 * len(cells), place, year, sex, text, f"{value:.5f}", bounds, moment,
                              f"{year}-01-01", year))  # fmt: skip
    return grid(HEAD, *cells)


def test_an_export_with_ids_bounds_and_moments_has_the_values_of_its_places() -> None:
    data = recognised(export())
    assert {name: role for name, role in roles(data).items() if role != "ignored"} == {
        "Place": "entity", "Year": "period", "Sex": "category", "NumericValue": "value",
    }  # fmt: skip
    found = reasons(data)
    assert found["Id"] == "it numbers the rows"
    assert found["Value"] == "numbers with their bounds, as texts"
    assert found["Low"] == found["High"] == "a bound of NumericValue"
    assert found["Date"] == "moments at which rows were written"
    assert found["YearBegin"] == found["YearOf"] == "it says when, as Year does"
    assert len(rows(data, "value")) == 36


def test_of_numbers_that_stand_there_twice_one_column_is_left_out() -> None:
    data = recognised(export("{0:.5f}"))
    assert roles(data)["Value"] == "value"
    assert reasons(data)["NumericValue"] == "it has the numbers of Value again"


def test_a_column_that_joins_two_others_and_periods_in_one_text_are_left_out() -> None:
    cells = [
        (f"{year}-{month:02}", group, trade, year, month, f"{group}: {trade}", 7 * month + len(group) * len(trade))
        for year in (2021, 2022)
        for month in range(1, 13)
        for group in ("Boats", "Crews")
        for trade in ("fishing", "ferrying")
    ]
    data = recognised(grid("time|group|trade|year|month|label|count", *cells))
    assert roles(data) == {
        "time": "ignored", "group": "category", "trade": "category", "year": "year", "month": "month",
        "label": "ignored", "count": "value",
    }  # fmt: skip
    assert reasons(data)["label"] == "it joins group and trade"
    assert reasons(data)["time"] == "it says when, as year and month do"


def test_codes_next_to_names_of_parts_of_the_only_country_are_no_notes() -> None:
    wards = [(f"E{14000 + at}", f"Ward {chr(65 + at // 26)}{chr(97 + at % 26)}", "France", 2024, 400 + 7 * at % 90)
             for at in range(60)]  # fmt: skip
    data = recognised(grid("WardID|WardName|Country|Year|Pay", *wards))
    assert roles(data)["WardName"] == "category"
    assert roles(data)["WardID"] == "ignored", "each value had its code as a note"
