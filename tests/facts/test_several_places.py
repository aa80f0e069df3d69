"""Several places together: their sum, their mean, their share of all; what cannot be added is refused."""

from __future__ import annotations

import pytest

from briefing.errors import FactError
from briefing.facts.combined import places_of_mean
from briefing.model.dataset import Break
from briefing.model.period import Period
from briefing.wording.levels import own_decimals
from tests.facts.towns import book, row


def test_a_sum_of_places_has_a_formula_and_the_lineage_of_each() -> None:
    north = book().subject("north")
    assert (north.last.value, north.last.formula, north.last.unit) == (140, "60 + 80", "thousand visits")
    assert [item.entity for item in north.last.observations] == ["Alden", "Burford"]
    assert north.multiple.formula == "(60 + 80) / (40 + 90)"
    assert (north.name, north.entity, north.members) == (
        "Visits in the north",
        "Alden and Burford",
        ("Alden", "Burford"),
    )


def test_a_sum_in_the_story_is_the_same_as_one_in_facts() -> None:
    given = book()
    inline = given.subject("visits").sum_of("Alden", "Burford")
    assert inline.last.value == given.subject("north").last.value
    assert inline.last.name == "visits.sum_of('Alden', 'Burford').last"
    assert given.subject("visits").share(inline).formula == "60 / (60 + 80) × 100"


def test_a_mean_says_that_it_is_unweighted() -> None:
    usual = book().subject("usual")
    assert (usual.last.formula, round(usual.last.value, 6), usual.last.decimals) == ("(60 + 80 + 30) / 3", 56.666667, 1)
    assert usual.last.notes == ("unweighted mean: 'Alden', 'Burford', 'Corby'",)
    assert places_of_mean(usual.last.notes[0]) == ("Alden", "Burford", "Corby")
    assert places_of_mean("2019–2021: a new census") == ()
    assert usual.multiple.notes == usual.last.notes


def test_a_median_lists_its_values_and_takes_the_middle() -> None:
    visits = book().subject("visits")
    assert visits.median_of("Alden", "Burford", "Corby").last.formula == "median of 3: 30; 60; 80"
    assert visits.median_of("Alden", "Burford", "Corby").last.value == 60
    assert visits.median_of("all").at(Period.year(2021)).value == (25 + 44) / 2
    assert visits.median_of("Alden", "Burford").multiple.formula == "(median of 2: 60; 80) / (median of 2: 40; 90)"


def test_the_edition_s_place_may_be_one_of_several() -> None:
    assert book(entity="Burford").subject("here").last.formula == "80 + 30"


def test_all_places_are_those_with_the_series_and_a_year_needs_each_of_them() -> None:
    visits = book().subject("visits")
    assert [period.notation for period in visits.sum_of("all").periods] == [2019, 2021]
    assert visits.sum_of("all").at(Period.year(2021)).value == 44 + 70 + 25 + 20
    with pytest.raises(FactError, match="Dunmore has no value for 2023") as raised:
        visits.sum_of("all").at(Period.year(2023))
    assert raised.value.findings[0].fix == "years with a value for each place: 2019, 2021"
    assert visits.share_of_all(Period.year(2021)).formula == "44 / (44 + 70 + 25 + 20) × 100"


def test_several_places_that_lack_a_year_are_all_named() -> None:
    given = book(row("visits", "Easton", 2019, 5)).subject("visits")
    with pytest.raises(FactError, match="Dunmore and Easton have no value for 2023"):
        given.sum_of("Alden", "Dunmore", "Easton").at(Period.year(2023))


@pytest.mark.parametrize(
    ("key", "expected"),
    [("open", "adds up % of libraries"), ("per_head", "adds up thousand a head"), ("each", "which is no quantity")],
)
def test_a_rate_is_never_added_up_but_has_a_mean(key: str, expected: str) -> None:
    with pytest.raises(FactError, match=expected) as raised:
        book().subject(key).sum_of("Alden", "Burford")
    assert "mean_of" in raised.value.findings[0].fix
    assert book().subject(key).mean_of("Alden", "Burford").last.value > 0


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("Alden",), "joins 1 place, and"),
        (("Alden", "Alden"), "counts Alden twice"),
        (("Alden", "Nowhere"), "'Nowhere' does not exist"),
        ((1, 2), "no text"),
    ],
)
def test_what_are_no_several_places_is_refused(places: tuple[str, ...], expected: str) -> None:
    with pytest.raises(FactError, match=expected) as raised:
        book().subject("visits").sum_of(*places)
    assert all(finding.fix for finding in raised.value.findings)


def test_a_total_among_the_places_is_not_counted_twice() -> None:
    rows = [row("staff", "Country", year, 22) for year in (2019, 2021, 2023)]
    with pytest.raises(FactError, match="Country is as much as all other places together") as raised:
        book(*rows).subject("staff").sum_of("all")
    assert 'totals = ["Country"]' in raised.value.findings[0].fix
    assert book(*rows, totals=("Country",)).subject("staff").sum_of("all").last.value == 22


def test_where_not_all_places_were_read_they_are_not_added_up() -> None:
    with pytest.raises(FactError, match="only the places that"):
        book(whole=False).subject("visits").sum_of("all")


def test_bounds_pass_on_and_bounds_that_pull_apart_are_refused() -> None:
    given = book(row("visits", "Easton", 2023, 5, qualifier="≥"), row("visits", "Fenton", 2023, 5, qualifier="≤"))
    visits = given.subject("visits")
    assert visits.sum_of("Alden", "Easton").at(Period.year(2023)).qualifier == "≥"
    with pytest.raises(FactError, match="open on both sides"):
        visits.sum_of("Easton", "Fenton").at(Period.year(2023))


def test_several_places_together_have_no_rank_and_no_place_of_their_own() -> None:
    north = book().subject("north")
    with pytest.raises(FactError, match="several places together"):
        north.of("Alden")
    with pytest.raises(FactError, match="several places together"):
        north.rank(Period.year(2023))


def test_a_rank_of_several_places_together_spoils_no_rank_of_a_single_one() -> None:
    visits = book().subject("visits")
    with pytest.raises(FactError, match="several places together"):
        visits.sum_of("Alden", "Burford").rank(Period.year(2023))
    assert visits.rank(Period.year(2023)).value == 2


def test_several_places_together_have_the_breaks_of_each_once_in_any_language() -> None:
    moved = [
        Break(
            "visits",
            town,
            "official",
            Period.year(2019),
            Period.year(2021),
            "disclose",
            "counters moved",
            "DESK",
            {"zh": "更换计数器"},
        )
        for town in ("Alden", "Burford")
    ]
    found = book(breaks=(*moved, moved[0]))
    assert [item.entity for item in found.subject("north").breaks] == ["Alden", "Burford"]
    assert found.subject("visits").sum_of("Alden", "Corby").breaks == (moved[0],)


def test_a_value_without_a_decimal_among_those_of_a_table_that_writes_their_zeros_is_printed_as_it_is() -> None:
    rows = [row("temperature", "Alden", year, value, decimals=decimals) for year, value, decimals in READ]
    for read, printed in ((rows, 0), (rows[:1] + rows[2:], 1)):
        found = book(*read).subject("temperature")
        assert own_decimals(found.at(Period.year(2021)), 1) == printed


READ = ((2019, 1.4, 1), (2020, 2.0, 1), (2021, 3.0, None))  # the first two as 1.4 and 2.0, the last one as 3
