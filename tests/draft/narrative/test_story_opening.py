"""Which findings a title of two halves may have."""

from __future__ import annotations

from briefing.draft.insight import Insight
from briefing.draft.narrative.story_opening import may_stand_together


def _finding(kind: str, subjects: tuple[str, ...], *places: str) -> Insight:
    return Insight(kind, subjects, "", {}, 0.5, 0.5, 0.5, "up", places)


def test_no_title_of_several_measures_says_of_one_that_it_fell_since_its_peak_and_that_it_rose_most() -> None:
    peak, most = _finding("peak", ("visits",)), _finding("largest_changes", ("visits", "loans"))
    assert not may_stand_together(peak, most, of_one=False)
    assert may_stand_together(peak, most, of_one=True)
    assert may_stand_together(_finding("peak", ("loans",)), most, of_one=False)


def test_no_title_says_two_things_of_one_place() -> None:
    arran, skye = (_finding("only_place", ("visits",), place) for place in ("Arran", "Skye"))
    assert may_stand_together(arran, skye, of_one=False)
    assert not may_stand_together(arran, arran, of_one=True)
