"""Rounding: halves as by hand, bounds to their own side."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.wording.rounding import exact, opposite, published, rounded, significant

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
DECIMALS = st.integers(0, 6)


def test_halves_go_away_from_nought_on_the_decimal_form_not_the_binary_one() -> None:
    assert str(rounded(2.675, 2)) == "2.68"  # the binary form lies below and would give 2.67
    assert str(rounded(0.125, 2)) == "0.13"  # half to even would give 0.12
    assert str(rounded(-2.5, 0)) == "-3"


def test_nought_never_keeps_a_minus() -> None:
    assert str(rounded(-0.004, 2)) == "0.00"
    assert str(rounded(-0.004, 2, "≤")) == "0.00"


@given(NUMBERS, DECIMALS)
def test_a_number_moves_by_at_most_half_a_unit_of_its_last_place(value: float, decimals: int) -> None:
    assert abs(rounded(value, decimals) - exact(value)) <= Decimal(5).scaleb(-decimals - 1)


@given(NUMBERS, DECIMALS)
def test_a_lower_bound_is_never_raised_and_an_upper_bound_never_lowered(value: float, decimals: int) -> None:
    assert rounded(value, decimals, "≥") <= exact(value) <= rounded(value, decimals, "≤")


@given(NUMBERS, st.integers(1, 4))
def test_significant_figures_keep_bounds_true_too(value: float, figures: int) -> None:
    assert significant(value, figures, "≥") <= exact(value) <= significant(value, figures, "≤")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (5.4544, "5.5"),
        (9.96, "10"),
        (99.6, "100"),
        (0.0996, "0.10"),
        (0.742, "0.74"),
        (445.4, "445"),
        (2.0, "2.0"),
        (0, "0"),
    ],
)
def test_two_significant_figures_survive_a_carry_and_keep_whole_figures(value: float, printed: str) -> None:
    assert str(significant(value, 2)) == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3))
def test_a_published_number_prints_as_it_was_published(value: Decimal) -> None:
    number = float(value)
    assert float(str(rounded(number, published(number)))) == number


def test_published_decimals_are_those_of_the_shortest_form() -> None:
    assert [published(value) for value in (48.2, 185.0, 853.69, 1e21, 0.1 + 0.2)] == [1, 0, 2, 0, 17]


def test_a_turned_bound_is_the_other_bound() -> None:
    assert [opposite(sign) for sign in ("=", "≈", "≥", "≤")] == ["=", "≈", "≤", "≥"]
