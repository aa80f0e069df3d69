"""A place that holds the others is not ranked among them: as somebody says, as its values say, or it is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.total_places import given_totals, total_places, words_of_totals
from briefing.errors import InputError, UsageError
from tests.draft.recognition.test_recognising import grid, recognised

ISLES = ("Northmark", "Eastvale", "Lakeland", "Westhaven")


def rates(*names: str, extreme: str = "", **options: object) -> ImportedData:
    """A table of rates of ten years, in which all places but the first are lowest and highest in turn; `extreme` is the
    lowest always."""
    cells = [
        (name, 2010 + year, 1 if name == extreme else 5 if at == 0 else 3 + (at + year) % 4)
        for at, name in enumerate(names)
        for year in range(10)
    ]
    return recognised(
        grid("region|year|rate", *cells),
        RecognitionOptions(**options),  # type: ignore[arg-type]
        title="Unemployment rate (percent)",
    )


@pytest.mark.parametrize("country", ["Republic of Altland", "Germany", "The Federal Republic of Altland"])
def test_the_only_country_between_its_regions_holds_them_and_is_the_place_of_the_edition(country: str) -> None:
    data = rates(country, *ISLES)
    assert (data.totals, data.entity) == ((country,), country)
    assert f"{country} holds others: it is the only country" in " ".join(data.choices)


def test_a_country_that_is_lower_than_all_others_or_among_countries_holds_none() -> None:
    assert rates("Republic of Altland", *ISLES, extreme="Republic of Altland").totals == ()
    assert rates("Germany", "France", "Italy", "Spain").totals == ()
    assert rates("Kingdom of Ashby", "Republic of Altland", *ISLES).totals == ()


def test_a_first_place_between_the_others_is_asked_about_with_the_line_to_type() -> None:
    data = rates("Altland", *ISLES)
    assert data.totals == ()
    line = next(line for line in data.to_fill if "holds the other places" in line)
    assert 'totals = ["Altland"]' in line
    assert "briefing draft isles.csv --total Altland --out NEW-FOLDER" in line
    assert data.entity == "Altland", "a total is a better choice than the highest of rates"
    for other in (rates("Altland", *ISLES, extreme="Altland"), rates("Germany", "France", "Italy", "Spain", "Poland")):
        assert not [line for line in other.to_fill if "holds the other places" in line]


def test_of_amounts_nobody_is_asked_as_a_whole_is_above_its_parts() -> None:
    cells = [(name, 2010 + year, 5 if at == 0 else 3 + (at + year) % 4) for at, name in enumerate(("Altland", *ISLES))
             for year in range(10)]  # fmt: skip
    data = recognised(grid("region|year|visits", *cells), title="Visits (thousand)")
    assert not [line for line in data.to_fill if "holds the other places" in line]
    assert data.entity != "Altland"


@pytest.mark.parametrize(("pay", "asked"), [(2, False), (20, True)])
def test_what_lies_between_the_others_by_rates_alone_is_asked_about_where_its_amounts_are_large(
    pay: int, asked: bool
) -> None:
    cells = [
        (name, 2010 + year, *((9, pay * 9) if at == 0 else (5 + (at + year) % 4 * 3, 10 + (at + year) % 4)))
        for at, name in enumerate(("Altland", *ISLES))
        for year in range(10)
    ]
    data = recognised(grid("region|year|absent (%)|pay (pounds)", *cells), title="Work")
    assert any("holds the other places" in line for line in data.to_fill) is asked


def test_a_total_that_is_given_is_the_place_of_the_edition() -> None:
    data = rates("Altland", *ISLES, totals={"altland": ""})
    assert (data.totals, data.entity) == (("Altland",), "Altland")
    assert not [line for line in data.to_fill if "holds the other places" in line]
    assert rates("Altland", *ISLES, totals={"Altland": ""}, entity="Eastvale").entity == "Eastvale"
    with pytest.raises(InputError, match="there is no place 'Altlnd'") as caught:
        rates("Altland", *ISLES, totals={"Altlnd": ""})
    assert caught.value.findings[0].fix == "did you mean 'Altland'?"


def test_a_total_without_a_name_of_its_own_is_asked_for_one_and_called_by_it() -> None:
    asked = rates("Total", *ISLES)
    (line,) = [line for line in asked.to_fill if "entities.csv" in line]
    assert "briefing draft isles.csv --total 'Total'=NAME --out NEW-FOLDER" in line
    data = rates("Total", *ISLES, totals=given_totals(["Total=Altland"]))
    assert (data.entity, data.totals) == ("Total", ("Total",))
    assert [(place.name, place.names) for place in data.places] == [("Total", {"en": "Altland"})]
    assert not [line for line in data.to_fill if "entities.csv" in line]
    for wrong in ("=Altland", "Total="):
        with pytest.raises(UsageError, match="names no place"):
            given_totals([wrong])


def test_one_that_is_as_large_as_a_single_other_below_it_holds_none() -> None:
    columns = {"Upland": [6, 8, 7, 9], "Ashby": [1, 2, 3, 4], "Elmford": [2, 3, 1, 2], "Norhaven": [3, 3, 3, 3]}
    assert set(total_places(frame(columns), [*columns])) == {"Upland"}
    alone: dict[str, Sequence[int | None]] = {
        **columns,
        "Ashby": [6, 8, 7, 9],
        "Elmford": [None] * 4,
        "Norhaven": [None] * 4,
    }
    several = {**alone, "Westbridge": [3, 4, 5, 6], "Holm": [1, 3, 1, 5]}
    assert total_places(frame(several), [*several]) == {}


def test_counts_that_never_change_hold_no_others_though_some_below_add_up_to_them() -> None:
    seats = {"Ashby": [30] * 9, "Dover": [10] * 9, "Elmford": [12] * 9, "Norhaven": [8] * 9, "Upland": [40] * 9}
    assert total_places(frame(seats | {"Holm": [5] * 8 + [6]}), [*seats, "Holm"]) == {}


def test_many_that_hold_others_for_one_reason_stand_in_one_line() -> None:
    few = dict.fromkeys("abc", "by its name")
    assert list(words_of_totals(few)) == [f"{name} holds others: by its name" for name in "abc"]
    assert list(words_of_totals(few | {"d": "by its name"})) == ["a, b, c and 1 more hold others: by its name"]


def frame(columns: Mapping[str, Sequence[int | None]]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=float)
