"""Why a fact changed between two editions: from the records behind it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from briefing.facts.revisions import reasons, revisions, same
from briefing.model.dataset import CellLocation, Observation, Target
from briefing.model.fact import Fact
from briefing.model.period import Period

ROW = Observation("visits", "Town", Period.year(2023), 560.0, "thousand", "OFFICE")
FACT = Fact("visits.last", "value", 560.0, "thousand", "=", 0, "560", (ROW,), period=Period.year(2023))
GROWTH = Fact(
    "visits.percent",
    "percent",
    40.0,
    "%",
    "=",
    1,
    "(560 / 400 − 1) × 100",
    (replace(ROW, period=Period.year(2020)), ROW),
)


def fact(*rows: Observation, **more: Any) -> Fact:
    return replace(FACT, observations=rows, **more)


def test_a_fact_that_says_the_same_has_no_reason() -> None:
    assert same(FACT, FACT)
    assert reasons(FACT, FACT) == ()
    # a ledger keeps twelve digits, a build all of them
    assert same(FACT, replace(FACT, value=560.00000000000005))


def test_where_a_row_stands_in_its_file_is_no_change() -> None:
    assert reasons(FACT, fact(replace(ROW, cell=CellLocation("observations.csv", "line", 9, "value")))) == ()


def test_other_years_are_a_new_period() -> None:
    new = fact(
        replace(ROW, period=Period.year(2024), value=600.0), value=600.0, formula="600", period=Period.year(2024)
    )
    assert reasons(FACT, new) == ("period",)
    assert revisions(FACT, new) == ()
    assert [*map(str, FACT.periods), *map(str, new.periods)] == ["2023", "2024"]


def test_another_value_of_the_same_record_is_a_revision() -> None:
    new = fact(replace(ROW, value=571.5), value=571.5, formula="571.5")
    assert reasons(FACT, new) == ("revised",)
    (revision,) = revisions(FACT, new)
    assert (revision.period.notation, revision.part, revision.old, revision.new) == (2023, "value", "560", "571.5")


def test_a_bound_in_place_of_a_value_is_a_revision() -> None:
    new = fact(replace(ROW, qualifier="≥"), qualifier="≥")
    assert [(one.old, one.new) for one in revisions(FACT, new)] == [("560", "≥560")]


def test_another_status_or_source_of_the_same_value_is_a_revision_of_that_part() -> None:
    for part, new in (
        ("status", fact(replace(ROW, status="P"))),
        ("source", fact(replace(ROW, source="PAPER"))),
        ("source", fact(ROW, replace(ROW, source="PAPER"))),
    ):
        assert reasons(FACT, new) == ("revised",)
        assert [one.part for one in revisions(FACT, new)] == [part]


def test_a_target_is_no_observation() -> None:
    aim = Target("visits", "Town", Period.year(2023), 560.0, "OFFICE")
    assert reasons(FACT, replace(FACT, observations=(), targets=(aim,))) == ("records",)


def test_another_series_of_the_same_year_is_other_records() -> None:
    assert reasons(FACT, fact(replace(ROW, series="new count"))) == ("records",)


def test_another_way_to_work_it_out_is_a_new_formula() -> None:
    new = replace(GROWTH, value=160.0, formula="560 − 400")
    assert reasons(GROWTH, new) == ("formula",)
    assert reasons(GROWTH, replace(GROWTH, value=41.0)) == ("formula",)


def test_a_new_year_and_a_revised_first_year_are_both_reported() -> None:
    rows = (replace(ROW, period=Period.year(2020), value=410.0), replace(ROW, period=Period.year(2024), value=600.0))
    new = replace(GROWTH, value=46.3, formula="(600 / 410 − 1) × 100", observations=rows)
    assert reasons(GROWTH, new) == ("period", "revised")
