"""How many places rose, fell, or lie above or below a level."""

from __future__ import annotations

import pytest

from briefing.errors import FactError
from briefing.facts.ranking import MOST_NAMED
from briefing.model.dataset import Break
from briefing.model.period import Period
from tests.facts.towns import book, row


@pytest.mark.parametrize(
    ("asked", "name", "value", "formula"),
    [
        (("rose",), "places('rose')", 2, "2 of 3 places > 0: Alden 60 − 40, Corby 30 − 10, Burford 80 − 90"),
        (("fell",), "places('fell')", 1, "1 of 3 places < 0: Alden 60 − 40, Corby 30 − 10, Burford 80 − 90"),
        (("unchanged",), "places('unchanged')", 0, "0 of 3 places = 0: Alden 60 − 40, Corby 30 − 10, Burford 80 − 90"),
        (("above", 50), "places('above', 50)", 2, "2 of 3 places > 50: Burford 80, Alden 60, Corby 30"),
        (("below", 50), "places('below', 50)", 1, "1 of 3 places < 50: Burford 80, Alden 60, Corby 30"),
        ((), "places()", 3, "places with a value: 3"),
    ],
)
def test_places_are_counted_by_what_became_of_them_and_by_where_they_lie(
    asked: tuple[str | float, ...], name: str, value: int, formula: str
) -> None:
    fact = book().subject("visits").places(*asked)  # type: ignore[arg-type]
    assert (fact.name, fact.measure, fact.value, fact.formula) == (f"visits.{name}", "count", value, formula)
    assert fact.among == (3, 4)  # Dunmore lacks the last year
    assert {item.entity for item in fact.observations} == {"Alden", "Burford", "Corby"}


def test_a_count_may_be_of_other_years() -> None:
    visits = book().subject("visits")
    assert visits.between(Period.year(2019), Period.year(2021)).places("unchanged").value == 1
    assert (
        visits.between(Period.year(2019), Period.year(2021)).places("unchanged").name
        == "visits.between(2019, 2021).places('unchanged')"
    )
    assert visits.places("above", 25, period=Period.year(2021)).value == 2
    assert visits.places("above", 25, period=Period.year(2021)).name == "visits.places('above', 25, year=2021)"


def test_a_count_is_of_single_places_and_of_no_ranks() -> None:
    with pytest.raises(FactError, match="several places together"):
        book().subject("north").places("rose")
    with pytest.raises(TypeError):
        book().subject("visits").places("above")
    with pytest.raises(TypeError):
        book().subject("visits").places("rose", 3)
    with pytest.raises(TypeError):
        book().subject("visits").places("taller")


def test_a_break_that_forbids_a_comparison_forbids_the_count_of_those_that_rose() -> None:
    change = Break(
        "visits", "Corby", "official", Period.year(2019), Period.year(2021), "refuse", "counted anew", source="DESK"
    )
    with pytest.raises(FactError, match="counted anew"):
        book(breaks=(change,)).subject("visits").places("rose")
    assert book(breaks=(change,)).subject("visits").places("above", 50).value == 2


@pytest.mark.parametrize(("level", "open_"), [(55, True), (200, True), (40, False)])
def test_a_bound_that_leaves_a_count_open_is_refused(level: float, open_: bool) -> None:
    more = row("visits", "Eastley", 2023, 50, qualifier="≥")
    if not open_:
        assert book(more).subject("visits").places("above", level).value == 3
        return
    with pytest.raises(FactError, match=r"Eastley .* may be > "):
        book(more).subject("visits").places("above", level)


def test_of_many_places_the_formula_has_one_as_the_pattern_of_all() -> None:
    rows = [row("visits", f"Town {at:03}", year, at) for at in range(MOST_NAMED) for year in (2019, 2023)]
    fact = book(*rows).subject("visits").places("above", 50)
    assert (fact.value, fact.formula) == (11, "11 of 63 places > 50, as Alden 60")
    assert {item.entity for item in fact.observations} == {"Alden"}
    assert len(book(*rows).subject("visits").places().observations) == 1
