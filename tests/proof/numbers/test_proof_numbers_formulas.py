"""A formula of the ledger is worked out again, and what it rests on is what was observed."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.proof.numbers.computing import compute
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.earlier_formulas import Unreadable, parsed
from briefing.proof.reading.formula_trees import Calculation
from briefing.proof.reading.ledger_reader import LedgerFact
from tests.proof.numbers.sample import FACTS, FIRST, LAST, cell, fact

GROWTH = fact(20.7425640653, "((262.9 / 48.2)^(1/9) − 1) × 100", FIRST, LAST, unit="% a year")
PLACE = fact(
    2,
    "place of 7 among 3: A 9, Town 7, C 5",
    cell(2023, 9, entity="A"),
    cell(2023, 7),
    cell(2023, 5, entity="C"),
    unit="rank",
)
YEAR = fact(2018, "first > 100 (2017: 94.5, 2018: 111.2)", cell(2017, 94.5), cell(2018, 111.2), unit="year")
SINCE = fact(
    2017, "every published value > 90 since (2017: 94.5, 2018: 111.2)", cell(2017, 94.5), cell(2018, 111.2), unit="year"
)
GOOD = (*FACTS.values(), GROWTH, PLACE, YEAR, SINCE)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.formula)
def test_a_right_formula_is_silent(good: LedgerFact) -> None:
    assert fault(good) == ""


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.formula)
def test_a_value_that_its_formula_does_not_give_is_found(good: LedgerFact) -> None:
    assert fault(replace(good, value=good.value + (0.001 if good.value % 1 else 2)))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (fact(5.5, "264 / 48", FIRST, LAST), "is none of its observations"),
        (fact(262.9, "262.9", FIRST, LAST), "lacks the observation 48.2"),
        (fact(1, "1 +", LAST), "cannot be read"),
        (fact(1, "1 / 0", LAST), "cannot be read"),
        (fact(1, "__import__('os')", LAST), "cannot be read"),
        (fact(1, "9^9999", LAST), "cannot be read"),
        (fact(1, "(" * 3000, LAST), "cannot be read"),
        (fact(1, "1" * 5000, LAST), "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_formula_is_stated(wrong: LedgerFact, message: str) -> None:
    assert message in fault(wrong)


def test_only_the_project_s_own_factors_may_stand_where_they_are_known() -> None:
    ratio = fact(2.00335575191, "569.53 / 284,288 × 1,000", cell(2019, 569.53), cell(2019, 284288))
    assert fault(ratio) == fault(ratio, (Fraction(1000),)) == ""
    assert "1,000 of its formula" in fault(ratio, (Fraction(10),))


def test_an_age_is_counted_from_the_year_of_the_edition_and_from_no_other() -> None:
    tree = trees.Difference((2026.0, trees.PeriodOf(0)))
    age = replace(fact(3, "2026 − 2023", LAST, unit="years"), tree=tree)
    assert fault(age, (), 2026) == ""
    assert "2,026 of its formula is none of its observations" in fault(age, (), 2027)
    assert fault(replace(age, value=4), (), 2026)
    assert fault(replace(age, formula="2026 − 2022"), (), 2026)
    assert fault(replace(age, tree=trees.Difference((2026.0, 2022.0)), value=4), (), 2026)


def worked(formula: str) -> Fraction:
    tree = parsed(formula, ())
    assert isinstance(tree, Calculation)
    return compute(tree, ())


SMALL = st.integers(1, 99)


@given(SMALL, SMALL, SMALL, SMALL)
def test_sums_and_products_are_those_of_python(a: int, b: int, c: int, d: int) -> None:
    assert worked(f"{a} + {b} × {c} − {d}") == a + b * c - d
    assert worked(f"({a} + {b}) / {c}^2") == Fraction(a + b, c**2)


@given(st.text(alphabet="0123456789.,()+−×/^ a", max_size=40))
def test_any_text_is_a_formula_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(worked(text), Fraction)
