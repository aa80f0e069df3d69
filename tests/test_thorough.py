"""A usual run has every pair of values of a large product; a thorough one has the product."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import pytest

from tests import thorough

PARAMETERS = (["ink", "dark", "wine", "jade", "plain"], ["A4", "Letter"], ["en", "zh"], [1, 2, 3])


def met(cases: Sequence[tuple[object, ...]]) -> set[tuple[int, object, int, object]]:
    """Every two values that meet in a case, with the numbers of their parameters."""
    return {(at, case[at], to, case[to]) for case in cases for at, to in combinations(range(len(case)), 2)}


def test_every_two_values_of_different_parameters_meet_in_fewer_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", False)
    chosen, whole = thorough.pairs(*PARAMETERS), list(product(*PARAMETERS))
    assert met(chosen) == met(whole)
    assert len(set(chosen)) == len(chosen) < len(whole) / 2
    assert set(chosen) < set(whole)
    assert thorough.pairs(*PARAMETERS) == chosen  # each process of a run collects the same


def test_each_case_gets_a_value_and_each_value_gets_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", False)
    assert thorough.dealt("abc", (1, 2)) == [("a", 1), ("b", 2), ("c", 1)]


def test_a_thorough_run_has_the_whole_product_and_every_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", True)
    assert thorough.pairs(*PARAMETERS) == list(product(*PARAMETERS))
    assert thorough.dealt("ab", (1, 2)) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert thorough.examples(300) == 300


@pytest.mark.parametrize(("count", "tried"), [(300, 60), (40, 10), (8, 8)])
def test_a_usual_run_tries_a_fifth_of_the_examples_but_ten_where_there_are_as_many(
    count: int, tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", False)
    assert thorough.examples(count) == tried


GROUPS = [("a", "b", "c"), ("a",), ("d", "a"), ("b",), ("e",)]


def test_a_usual_run_has_large_groups_and_those_with_a_case_of_a_new_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough, "THOROUGH", False)
    assert thorough.of_each_kind(GROUPS, str) == [("a", "b", "c"), ("d", "a"), ("e",)]
    assert thorough.of_each_kind([("a", "a", "a"), ("a", "a", "a")], str) == [("a", "a", "a")] * 2
    monkeypatch.setattr(thorough, "THOROUGH", True)
    assert sorted(thorough.of_each_kind(GROUPS, str)) == sorted(GROUPS)
