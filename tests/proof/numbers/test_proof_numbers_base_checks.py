"""What a fact is against in time is counted again: bases, windows and roots that the ledger has wrong are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.proof.numbers import raw_cells
from briefing.proof.numbers.base_checks import last_period, last_periods, time_fault
from briefing.proof.numbers.formulas import fault
from briefing.proof.numbers.readings import mixed
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.formula_trees import Calculation, Formula, spelled
from briefing.proof.reading.ledger_decoding import _longer
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from tests.proof.numbers.sample import ledger

LEVELS = {"2025-05": 101.0, "2025-12": 104.0, "2026-03": 105.0, "2026-04": 106.0, "2026-05": 106.5}


def record(written: int | str, value: float = 0.0, indicator: str = "fuel", status: str = "A") -> Record:
    level = value or LEVELS.get(str(written), 100.0)
    return Record(indicator, "Alden", written, level, "=", "DESK", "official", status)


def made(
    tree: Formula, *written: int | str, value: float | None = None, unit: str = "%", basis: str = "",
    window: tuple[int | str, int | str] | None = None,
) -> LedgerFact:  # fmt: skip
    """A fact of a tree over records of these periods, with the value that the tree gives."""
    records = tuple(record(one) for one in written)
    own = value
    if own is None:
        from briefing.proof.numbers.computing import compute

        own = float(f"{float(compute(tree, records)):.12g}")  # type: ignore[arg-type]
    return LedgerFact(own, unit, "=", spelled(tree, records), records, tree=tree, basis=basis, window=window)


V = trees.Value
PERCENT = trees.Product((trees.Difference((trees.Quotient((V(1), V(0))), 1)), 100))
CHANGE = trees.Difference((V(1), V(0)))


def rate(exponent: Calculation) -> Formula:
    return trees.Product((trees.Difference((trees.Power((trees.Quotient((V(1), V(0))), exponent)), 1)), 100))


def mean_change(*pairs: tuple[int, int]) -> Formula:
    return trees.Quotient((trees.Sum(tuple(trees.Difference((V(one), V(other))) for one, other in pairs)), len(pairs)))


def mean(count: int) -> Formula:
    return trees.Quotient((trees.Sum(tuple(V(at) for at in range(count))), count))


GOOD: Mapping[str, LedgerFact] = {
    "fuel.last": made(V(0), "2026-05", unit="index"),
    "fuel.lag(1)": made(V(0), "2026-04", unit="index"),
    "fuel.year_ago": made(V(0), "2025-05", unit="index"),
    "fuel.on_year()": made(PERCENT, "2025-05", "2026-05", basis="year before"),
    "fuel.on_previous('change')": made(CHANGE, "2026-04", "2026-05", basis="previous", unit="index"),
    "fuel.on_previous('percent', '2026-04')": made(PERCENT, "2026-03", "2026-04", basis="previous"),
    "fuel.on_year(period='2026-01')": made(PERCENT, "2025-01", "2026-01", basis="year before"),
    "fuel.annualised()": made(rate(12), "2026-04", "2026-05", basis="annual rate"),
    "output.annualised()": made(rate(4), "2026-Q1", "2026-Q2", basis="annual rate"),
    "weeks.on_year()": made(PERCENT, "2025-W10", "2026-W10", basis="year before"),
    "fuel.growth": made(rate(trees.Quotient((12, 57))), "2012-03", "2016-12", unit="% a year"),
    "old.growth": made(rate(trees.Quotient((1, 9))), 2014, 2023, unit="% a year"),
    "fuel.mean_over(3)": made(mean(3), "2026-03", "2026-04", "2026-05", window=("2026-03", "2026-05")),
    "fuel.to_date('2026-02')": made(
        mean(2), "2026-01", "2026-02", window=("2026-01", "2026-02"), basis="year to date"
    ),
    "fuel.by('quarter').on_previous()": made(
        trees.Product((trees.Difference((trees.Quotient((
            trees.Quotient((trees.Sum((V(3), V(4), V(5))), 3)), trees.Quotient((trees.Sum((V(0), V(1), V(2))), 3)),
        )), 1)), 100)),
        "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", basis="previous",
    ),
    "food.contribution('fuel')": made(
        trees.Product((trees.Quotient((CHANGE, V(2))), 100)), "2025-05", "2026-05", "2025-05", basis="year before"
    ),
    "inflation.on_previous()": made(
        trees.Difference((
            trees.Product((trees.Difference((trees.Quotient((V(3), V(1))), 1)), 100)),
            trees.Product((trees.Difference((trees.Quotient((V(2), V(0))), 1)), 100)),
        )),
        "2025-04", "2025-05", "2026-04", "2026-05", basis="previous",
    ),
    "inflation.mean_over(2)": made(
        mean_change((2, 0), (3, 1)), "2025-04", "2025-05", "2026-04", "2026-05",
        window=("2026-04", "2026-05"), basis="year before",
    ),
    "monthly.mean_over(2)": made(
        mean_change((1, 0), (2, 1)), "2026-03", "2026-04", "2026-05", window=("2026-04", "2026-05"), basis="previous"
    ),
    "season.on_year()": made(PERCENT, "2025-01/2025-09", "2026-01/2026-09", basis="year before"),
    "school.on_previous()": made(PERCENT, "2023-09/2024-08", "2024-09/2025-08", basis="previous"),
}  # fmt: skip
LASTS = last_periods(ledger(facts=GOOD))


def wrong(name: str, fact: LedgerFact) -> str:
    return time_fault(name, replace(fact, longer=_longer(name)), last_period(name, LASTS)) or mixed(name, fact)


@pytest.mark.parametrize("name", GOOD)
def test_a_fact_against_what_it_says_is_passed(name: str) -> None:
    assert wrong(name, GOOD[name]) == ""


def test_a_fact_is_looked_at_again_only_where_it_or_its_last_value_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def noted(name: str, *given: Any) -> str:
        looked.append(name)
        return fact_fault(name, *given)

    fact_fault = raw_cells._fact_fault
    monkeypatch.setattr(raw_cells, "_fact_fault", noted)
    names = "fuel.last", "fuel.lag(1)"
    facts = {**{name: replace(GOOD[name]) for name in names}, "steel.last": made(V(0), "2026-05")}
    later = {**facts, "fuel.last": made(V(0), "2026-06", unit="index")}
    assert raw_cells._fact_faults(ledger(facts=facts), None) == {}
    assert raw_cells._fact_faults(ledger(facts=facts | {"steel.last": made(V(0), "2026-04")}), None) == {}
    assert looked == [*names, "steel.last", "steel.last"]
    assert list(raw_cells._fact_faults(ledger(facts=later), None)) == ["fuel.lag(1)"]
    assert looked[4:] == [*names]


BAD: tuple[tuple[str, LedgerFact, str], ...] = (
    ("fuel.on_year()", made(PERCENT, "2025-06", "2026-05", basis="year before"), "the year before is 2025-05"),
    ("fuel.on_year()", made(PERCENT, "2024-05", "2026-05", basis="year before"), "the year before is 2025-05"),
    ("fuel.on_previous()", made(PERCENT, "2026-03", "2026-05", basis="previous"), "the period before is 2026-04"),
    ("fuel.on_previous()", made(PERCENT, "2026-04", "2026-05", basis="year before"), "is against 'previous'"),
    ("fuel.on_year()", made(PERCENT, "2025-05", "2026-05"), "against 'nothing'"),
    ("fuel.on_year()", made(PERCENT, "2025-04", "2026-04", basis="year before"), "on_year is of 2026-05"),
    ("fuel.on_year('percent', '2026-04')", GOOD["fuel.on_year()"], "it is of 2026-05, and its name of 2026-04"),
    ("fuel.lag(1)", made(V(0), "2026-03"), "lag is of 2026-04"),
    ("fuel.year_ago", made(V(0), "2025-12"), "year_ago is of 2025-05"),
    ("fuel.annualised()", made(rate(4), "2026-04", "2026-05", basis="annual rate"), "of another distance"),
    ("output.annualised()", made(rate(4), "2025-Q4", "2026-Q2", basis="annual rate"), "the period before is 2026-Q1"),
    ("fuel.growth", made(rate(trees.Quotient((1, 4))), "2012-03", "2016-12", unit="% a year"), "it is 4.75 years"),
    ("fuel.growth", made(rate(trees.Quotient((1, 57))), "2012-03", "2016-12", unit="% a year"), "it is 4.75 years"),
    ("weeks.on_year()", made(PERCENT, "2025-W01", "2026-W53", basis="year before"), "the year before is none"),
    ("fuel.mean_over(3)", made(mean(2), "2026-04", "2026-05", window=("2026-03", "2026-05")), "it lacks 2026-03"),
    ("fuel.mean_over(2)", GOOD["fuel.mean_over(3)"], "is of 3 periods"),
    ("fuel.mean_over(2)", made(mean(2), "2026-04", "2026-05"), "does not say which periods"),
    ("fuel.mean_over(2)", made(mean(2), "2026-02", "2026-05", window=("2026-04", "2026-05")), "rests on 2026-02"),
    ("monthly.mean_over(2)", made(
        mean_change((1, 0), (2, 1)), "2026-02", "2026-04", "2026-05", window=("2026-04", "2026-05"), basis="previous"
    ), "rests on 2026-02"),
    ("fuel.to_date('2026-03')", made(
        mean(2), "2026-02", "2026-03", window=("2026-02", "2026-03"), basis="year to date"
    ), "does not begin with"),
    ("fuel.by('quarter').on_previous()", made(
        trees.Product((trees.Difference((trees.Quotient((
            trees.Sum((V(2), V(3))), trees.Sum((V(0), V(1))),
        )), 1)), 100)),
        "2025-11", "2025-12", "2026-02", "2026-03", basis="previous",
    ), "do not make up whole periods"),
    ("food.contribution('fuel')", made(
        trees.Product((trees.Quotient((CHANGE, V(2))), 100)), "2025-05", "2026-05", "2026-05", basis="year before"
    ), "divides by a value of 2026-05"),
    ("fuel.growth", made(rate(1), "2024-Q1", "2025-03", unit="% a year"), "two frequencies"),
    ("season.on_year()", made(PERCENT, "2025-01/2025-09", "2026-01/2026-06", basis="year before"), "the year before"),
    ("season.percent", made(PERCENT, 2025, "2026-01/2026-06"), "a part of a year, with"),
    ("season.last", made(V(0), "2026-01/2026-06"), "no last value"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "fact", "words"), BAD, ids=lambda one: one if isinstance(one, str) else "")
def test_a_fact_against_another_period_is_found(name: str, fact: LedgerFact, words: str) -> None:
    assert words in wrong(name, fact)


def test_a_forecast_is_printed_and_never_compared() -> None:
    ahead = record("2026-06", 110.0, status="F")
    published = LedgerFact(110.0, "index", "=", "110", (ahead,), tree=V(0))
    against = LedgerFact(3.28638, "%", "=", "", (record("2026-05"), ahead), tree=PERCENT)
    assert mixed("fuel.at('2026-06')", published) == ""
    assert "which is a forecast" in mixed("fuel.last", published)
    assert "which is a forecast" in mixed("fuel.percent", against)


@pytest.mark.parametrize(("written", "unit"), [(("2014-01", "2023-12"), "months"), ((2014, 2023), "years")])
def test_a_distance_is_counted_in_its_own_unit(written: tuple[int | str, int | str], unit: str) -> None:
    tree = trees.Difference((trees.PeriodOf(1), trees.PeriodOf(0)))
    right = made(tree, *written, unit=unit)
    assert fault(right) == ""
    assert f"its periods are {unit}" in fault(made(tree, *written, unit="weeks"))
    mixed_up = made(tree, 2014, "2023-12", unit="years", value=1.0)
    assert fault(mixed_up)
