"""Units that no head states: given after --unit, or implied by name and values."""

from __future__ import annotations

import pandas as pd
import pytest

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.recognising import recognise
from briefing.draft.recognition.units_of_series import given_units
from briefing.errors import InputError, UsageError
from briefing.model.unstated import UNIT

TOWNS = ("Ash", "Elm", "Oak")


def found(heads: dict[str, tuple[float, float]], *titles: str, **options: object) -> ImportedData:
    """What a table of towns in two years holds, whose columns run from one value to another, or several of a title
    each, as the pages of a workbook."""
    cells = [
        (town, 2020 + year, *(ends[0] + (ends[1] - ends[0]) * (2 * at + year) / 5 for ends in heads.values()))
        for at, town in enumerate(TOWNS)
        for year in (0, 1)
    ]
    frame = pd.DataFrame(cells, columns=["town", "year", *heads]).astype("str")
    tables = [RawTable("towns.csv", frame, part=title, title=title) for title in titles or ("",)]
    return recognise(tables, RecognitionOptions(**options))  # type: ignore[arg-type]


def units(heads: dict[str, tuple[float, float]], *titles: str, **options: object) -> dict[str, str]:
    return {one.name: one.unit for one in found(heads, *titles, **options).indicators}


def test_a_name_whose_values_can_be_counted_in_one_way_has_that_unit() -> None:
    ends = {"Life expectancy": (50.5, 80.5), "Fertility": (1.5, 6.5), "Berths": (3.0, 9.0)}
    assert units(ends) == {"Life expectancy": "years", "Fertility": "children per woman", "Berths": UNIT}
    assert "counted in no other" in " ".join(found(ends).choices)


def test_values_that_another_unit_would_have_imply_none() -> None:
    assert units({"Life expectancy": (600.0, 960.0), "Fertility": (30.0, 90.0)}) == {
        "Life expectancy": UNIT, "Fertility": UNIT,
    }  # fmt: skip
    assert units({"Population": (1_000.0, 1_300_000.0)}) == {"Population": UNIT}, "which may be thousands"
    assert units({"Population": (1_000_000.0, 601_000_000.0)}) == {"Population": "persons"}


def test_units_are_given_by_name_or_pattern_and_one_for_all_that_state_none() -> None:
    ends = {"Berths": (3.0, 9.0), "Boat length (m)": (3.0, 9.0), "Boats": (2.0, 8.0)}
    given = units(ends, units=given_units(["Berths=thousand berths"]))
    assert (given["Berths"], given["Boats"]) == ("thousand berths", UNIT)
    given = units(ends, units=given_units(["B*s=dozen"]))
    assert (given["Berths"], given["Boats"]) == ("dozen", "dozen")
    given = units(ends, units=given_units(["index, 2015 = 100"]))
    assert (given["Berths"], given["Boats"], given["Boat length"]) == ("index, 2015 = 100", "index, 2015 = 100", "m")


def test_a_unit_for_those_that_state_none_is_no_use_where_all_do_and_the_list_says_so() -> None:
    heads = {"Fares (EUR m)": (3.0, 9.0)}
    (item,) = found(heads, units={"": "thousand"}).indicators
    assert (item.name, item.unit) == ("Fares", "million euros")
    assert "--unit Fares=thousand changes it" in " ".join(found(heads, units={"": "thousand"}).choices)
    assert "changes it" not in " ".join(found({**heads, "Berths": (3.0, 9.0)}, units={"": "thousand"}).choices)


def test_the_last_sign_without_blanks_stands_before_the_unit() -> None:
    assert given_units(["a=b=thousand"]) == {"a=b": "thousand"}
    assert given_units(["a=b=index, 2015 = 100"]) == {"a=b": "index, 2015 = 100"}


def test_a_unit_of_no_series_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="there is no series 'Berhts'") as caught:
        found({"Berths": (3.0, 9.0)}, units={"Berhts": "dozen"})
    assert caught.value.findings[0].fix == "did you mean 'Berths'?"
    with pytest.raises(UsageError, match="names no unit"):
        given_units(["Berths="])
    with pytest.raises(UsageError, match="is given twice"):
        given_units(["Berths=dozen", "Berths=gross"])


def test_the_list_to_fill_in_ends_with_the_command_that_answers_it() -> None:
    asked = found({"Berths": (3.0, 9.0)})
    command = "briefing draft towns.csv --publisher NAME --unit Berths=UNIT --out NEW-FOLDER"
    assert asked.to_fill[-1].endswith(command)
    answered = found({"Berths": (3.0, 9.0)}, units={"Berths": "berths"}, publisher="Isle Office")
    assert answered.source.publisher == "Isle Office"
    assert not [line for line in answered.to_fill if "NAME" in line or "unit of" in line]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("in millions of euros", "million euros"),
        ("In thousands of persons, seasonally adjusted", "thousand persons"),
        ("en millions d’euros (M€), données CVS", "million euros"),
        ("Unit: tonnes", "tonnes"),
        ("单位：亿元", "亿元"),
        ("in Germany", UNIT),
        ("in constant prices", UNIT),
        ("In 2020", UNIT),
        ("Exports in July", UNIT),
    ],
)
def test_a_line_above_a_table_states_the_unit_of_what_states_none(line: str, unit: str) -> None:
    ends = {"Berths": (3.0, 9.0), "Boat length (m)": (3.0, 9.0), "Mooring rate": (1.0, 4.0)}
    assert units(ends, f"Boats by town\n{line}") == {"Berths": unit, "Boat length": "m", "Mooring rate": UNIT}
    table = found(ends, f"Boats by town\n{line}")
    if unit != UNIT:
        assert (f"“{line}” stands with the table" in " ".join(table.choices), table.title) == (True, "Boats by town")


def test_a_line_above_one_page_states_no_unit_of_another() -> None:
    stated = units({"Berths": (3.0, 9.0)}, "Boats\nin tonnes", "Boats moored")
    assert list(stated.values()) == ["tonnes", UNIT]


def test_a_rate_that_is_all_of_a_table_has_the_unit_of_its_line() -> None:
    assert units({"Exchange rate": (3.0, 9.0)}, "Money\nin US dollars") == {"Exchange rate": "US dollars"}
