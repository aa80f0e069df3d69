"""Ranks among places, by a value or by what became of it, also of ratios and of very many places."""

from __future__ import annotations

import time

import pytest

from briefing.errors import FactError
from briefing.facts.ranking import MOST_NAMED
from briefing.model.dataset import Break, Observation
from briefing.model.period import Period
from tests.facts.towns import book, row


def test_a_ratio_with_a_direction_has_a_rank() -> None:
    rank = book().subject("per_head").rank(Period.year(2023))
    assert (rank.value, rank.formula) == (1, "place of 60 / 4 among 3: Alden 60 / 4, Corby 30 / 2, Burford 80 / 16")
    assert {item.entity for item in rank.observations} == {"Alden", "Burford", "Corby"}


def test_a_ratio_without_a_direction_is_refused_with_a_fix_that_works() -> None:
    with pytest.raises(FactError, match="direction of good is not known") as raised:
        book().subject("each").rank(Period.year(2023))
    assert 'direction = "up" or "down" for facts.each' in raised.value.findings[0].fix
    assert book().subject("each").rank(Period.year(2023), best="highest").value == 1
    assert book().subject("each").rank(Period.year(2023), best="lowest").value == 2  # as Alden and Corby share it


def test_an_indicator_without_a_direction_is_ranked_where_the_call_gives_one() -> None:
    with pytest.raises(FactError, match="direction of good"):
        book().subject("staff").rank()
    rank = book().subject("staff").rank(best="highest")
    assert (rank.name, rank.value) == ("staff.rank(best='highest')", 2)
    with pytest.raises(FactError, match="no end of an order"):
        book().subject("staff").rank(best="tallest")


@pytest.mark.parametrize(("measure", "place"), [("multiple", 2), ("growth", 2), ("percent", 2), ("change", 1)])
def test_places_are_ranked_by_what_became_of_their_values(measure: str, place: int) -> None:
    rank = book().subject("visits").rank_of(measure)
    assert (rank.name, rank.value) == (f"visits.rank_of('{measure}')", place)
    assert "among 3: " in rank.formula  # Dunmore lacks the last year


def test_the_rank_of_a_multiple_names_the_multiple_of_each_place() -> None:
    rank = book().subject("visits").rank_of("multiple")
    assert rank.formula == "place of 60 / 40 among 3: Corby 30 / 10, Alden 60 / 40, Burford 80 / 90"
    assert len(rank.observations) == 6
    assert (rank.value_period.notation, rank.among) == (2023, (3, 4))  # of the last year, as the note says


def test_a_rank_by_percentage_points_and_within_other_years() -> None:
    assert book().subject("open").rank_of("points").value == 2
    assert book().subject("visits").between(Period.year(2019), Period.year(2021)).rank_of("percent").value == 2


def test_what_is_no_measure_of_a_rank_is_refused() -> None:
    with pytest.raises(FactError, match="no measure that places are ranked by") as raised:
        book().subject("visits").rank_of("span")
    assert "'multiple'" in raised.value.findings[0].fix


def test_a_break_of_another_place_refuses_the_rank_by_change() -> None:
    item = Break("visits", "Corby", "official", Period.year(2019), Period.year(2021), "refuse", "new counters", "DESK")
    with pytest.raises(FactError, match="new counters"):
        book(breaks=(item,)).subject("visits").rank_of("multiple")


def test_negative_values_are_ranked() -> None:
    rank = book().subject("temperature").rank()
    assert (rank.value, rank.formula) == (2, "place of −3.5 among 3: Corby 0, Alden −3.5, Burford −10")


def test_ties_share_a_place_and_the_lowest_is_best_where_the_direction_is_down() -> None:
    more = row("rent", "Dunmore", 2023, 5)
    assert [book(more).subject("rent").of(town).rank().value for town in ("Corby", "Dunmore", "Alden")] == [1, 1, 3]


@pytest.mark.parametrize(("qualifier", "value", "town"), [("≥", 50, "Alden"), ("≤", 70, "Alden"), ("≥", 50, "Easton")])
def test_a_bound_that_leaves_the_order_open_is_refused(qualifier: str, value: float, town: str) -> None:
    given = book(row("visits", "Easton", 2023, value, qualifier=qualifier))
    with pytest.raises(FactError, match="cannot be put in order"):
        given.subject("visits").of(town).rank()


def test_a_bound_that_settles_the_order_is_ranked() -> None:
    given = book(row("visits", "Easton", 2023, 85, qualifier="≥")).subject("visits")
    assert [given.of(town).rank().value for town in ("Easton", "Burford", "Alden")] == [1, 2, 3]


def test_a_total_is_no_place_among_its_parts() -> None:
    whole = [row("visits", "Country", year, 300) for year in (2019, 2021, 2023)]
    given = book(*whole, totals=("Country",)).subject("visits")
    assert given.of("Burford").rank().value == 1
    with pytest.raises(FactError, match="Country is a total of other places"):
        given.of("Country").rank()
    assert given.share(given.of("Country")).formula == "60 / 300 × 100"


def many(count: int, years: tuple[int, ...] = (2019, 2023)) -> list[Observation]:
    """So many towns, their values a mix without order, some of them equal."""
    return [
        row("visits", f"Town {at}", year, 100 + (at * 7919 + year) % (count // 2 + 1))
        for at in range(count)
        for year in years
    ]


def test_of_many_places_the_formula_counts_those_ahead_and_the_lineage_holds_the_next_ones() -> None:
    rows = many(500)
    subject = book(*rows, entity="Town 7").subject("visits")
    own = next(item.value for item in rows if item.entity == "Town 7" and item.period.notation == 2023)
    ahead = sum(item.value > own for item in rows if item.period.notation == 2023)
    rank = subject.rank()
    assert rank.value == ahead + 1
    assert rank.formula == f"place of {own:g} among 503: {ahead} higher"  # with Alden, Burford and Corby
    assert rank.observations[0].entity == "Town 7"
    assert len(rank.observations) <= 3
    for other in rank.observations[1:]:
        assert not any(
            min(own, other.value) < item.value < max(own, other.value) for item in rows if item.period.notation == 2023
        )


def test_as_many_places_as_may_be_named_are_named() -> None:
    names = [row("visits", f"Town {at}", 2023, at) for at in range(MOST_NAMED - 3)]
    assert "Town 0 0" in book(*names).subject("visits").rank().formula
    more = row("visits", "Zeal", 2023, 1)
    assert book(*names, more).subject("visits").rank().formula == f"place of 60 among {MOST_NAMED + 1}: 1 higher"


def test_the_ranks_of_sixteen_thousand_towns_take_about_as_long_as_sorting_them() -> None:
    subject = book(*many(16_000), entity="Town 1").subject("visits")
    began = time.process_time()
    ranks = [subject.of(f"Town {at}").rank().value for at in range(0, 16_000, 10)]
    assert time.process_time() - began < 3.0  # the first of them took 4.6 seconds
    assert min(ranks) >= 1
    assert subject.rank_of("multiple").formula.endswith(" higher")
