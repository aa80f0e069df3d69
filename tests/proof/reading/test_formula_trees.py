"""The text of a formula is compared without the zeros at the ends of its numbers."""

from __future__ import annotations

from briefing.proof.reading.formula_trees import normalized


def test_a_comma_behind_a_number_is_none_of_it() -> None:
    assert normalized("place of 43.0 among 1,004: Ostmark 43.0, Vell 20, Tarn 19.40") == (
        "place of 43 among 1,004: Ostmark 43, Vell 20, Tarn 19.4"
    )
