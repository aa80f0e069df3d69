"""A series has the name of its title without what divides and dates the table, or the one that is given."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.names_of_series import given_names
from briefing.errors import InputError, UsageError
from tests.draft.recognition.test_recognising import grid, recognised


def found(*heads: str, title: str = "", **options: object) -> ImportedData:
    cells = [
        (town, 2020 + year, *(3 * at + year + 1 for at in range(len(heads))))
        for town in ("Ash", "Elm")
        for year in (0, 1)
    ]
    text = grid("|".join(["town", "year", *heads]), *cells)
    return recognised(text, RecognitionOptions(**options), title=title)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "name", "edition"),
    [
        (
            "Unemployment rate by region, quarterly, 2016 to 2025 (percent)",
            "Unemployment rate",
            "Unemployment rate by region, quarterly (percent)",
        ),
        ("Births, 1990–2020", "Births", "Births"),
        ("Trips, Q1 2016 to Q4 2025", "Trips", "Trips"),
        ("Trips (January 2016 – December 2025), monthly", "Trips", "Trips, monthly"),
        ("Ferry trips since 2010", "Ferry trips", "Ferry trips"),
        ("Results, 2015-2016", "Results, 2015–2016", "Results, 2015–2016"),  # a season
        ("Price index, 2015–2017 = 100", "Price index", "Price index, 2015–2017 = 100"),
    ],
)
def test_a_title_gives_its_name_without_how_a_table_is_divided_and_dated(title: str, name: str, edition: str) -> None:
    data = found("value", title=title)
    assert ([item.name for item in data.indicators], data.title) == ([name], edition)


def test_names_are_given_by_series_or_for_the_only_one() -> None:
    assert [item.name for item in found("value", names=given_names(["Ferry trips"])).indicators] == ["Ferry trips"]
    data = found("bt", "ft (thousand)", names=given_names(["bt=Bicycle trips"]), units={"bt": "dozen"})
    assert {item.name: item.unit for item in data.indicators} == {"Bicycle trips": "dozen", "Ft": "thousand"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Weekly pay of men", "rate"),
        ("Monthly full-time earnings of women", "rate"),
        ("Pay (upper quartile)", "rate"),
        ("Annual wages", ""),
        ("Weekly trips", ""),
    ],
)
def test_pay_by_the_week_has_no_sum_also_where_a_given_name_says_so(name: str, kind: str) -> None:
    (given,) = found("value", names=given_names([name])).indicators
    (stated,) = found("value", title=name).indicators
    assert (given.kind, stated.kind) == (kind, kind)


def test_the_given_name_of_the_only_series_is_the_title_of_a_table_that_has_none() -> None:
    assert found("value", names=given_names(["Ferry trips"])).title == "Ferry trips"
    assert found("value", names=given_names(["Ferry trips"]), title="The isles").title == "The isles"
    assert found("boats", "ferries", names=given_names(["boats=Ferry trips"])).title != "Ferry trips"


def test_a_name_of_no_series_or_of_several_is_refused_with_what_to_write() -> None:
    with pytest.raises(InputError, match="would be the name of 2 series") as caught:
        found("boats", "ferries", names=given_names(["Trips"]))
    assert caught.value.findings[0].fix.startswith("write one, as --name Boats=Trips")
    with pytest.raises(InputError, match="there is no series 'baots'"):
        found("boats", "ferries", names=given_names(["baots=Trips"]))
    with pytest.raises(InputError, match="is the name of another series too"):
        found("boats", "ferries", names=given_names(["boats=Ferries"]))
    with pytest.raises(UsageError, match="names no name"):
        given_names(["boats="])
