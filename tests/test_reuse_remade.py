"""What changes with its state in a few places is remade from what it was last."""

from __future__ import annotations

import pytest

from briefing.reuse import STORE, from_nothing, remade


@pytest.fixture(autouse=True)
def empty() -> None:
    STORE.clear()


def test_what_is_remade_gets_the_last_result_of_its_parts_and_only_for_another_state() -> None:
    given: list[str | None] = []

    def of(slide: str, state: str) -> str:
        def make(last: str | None) -> str:
            given.append(last)
            return f"{slide} {state}"

        return remade("slide", (slide,), (state,), make)

    assert [of("a", "1"), of("a", "1"), of("a", "2"), of("b", "2"), of("a", "1")] == ["a 1", "a 1", "a 2", "b 2", "a 1"]
    assert given == [None, "a 1", None, "a 2"]
    assert (STORE.hits["slide"], STORE.misses["slide"]) == (1, 4)


@pytest.mark.parametrize(("slide", "state"), [("\ud800", "1"), ("a", "\ud800")])
def test_what_has_no_encoding_or_is_made_from_nothing_is_remade_without_the_last_result(slide: str, state: str) -> None:
    given: list[str | None] = []

    def make(last: str | None) -> str:
        given.append(last)
        return "made"

    for _ in range(2):
        remade("slide", (slide,), (state,), make)
    remade("slide", ("a",), ("1",), make)
    with from_nothing():
        remade("slide", ("a",), ("1",), make)
    assert given == [None] * 4
