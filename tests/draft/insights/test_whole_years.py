"""The period of an edition: the newest values, of which the first and the last may be compared."""

from __future__ import annotations

import pytest

from briefing.draft.insights.whole_years import of_whole_years
from tests.draft.recognition.test_recognising import grid, recognised

SPAN = '{{ last = {}, frequency = "quarter" }}'


def period(quarters: int, unit: str = "visits", season: float = 4.0) -> str:
    """Return the drafted period of a table of quarters whose first ones are high, from the first of 2010 on."""
    cells = [
        (f"{2010 + at // 4}-Q{at % 4 + 1}", 100 + at * 37 % 11 / 4 - at / 5 + (season if at % 4 == 0 else 0))
        for at in range(quarters)
    ]
    return of_whole_years(recognised(grid(f"quarter|{unit}", *cells))).period


@pytest.mark.parametrize(("quarters", "span"), [(40, 37), (41, 41), (38, 37), (64, 61), (8, 8), (9, 9)])
def test_an_edition_of_values_with_a_season_begins_and_ends_in_the_same_quarter(quarters: int, span: int) -> None:
    assert period(quarters) == SPAN.format(span)


def test_values_that_are_adjusted_or_have_no_season_are_all_in_the_edition() -> None:
    assert period(40, "visits, seasonally adjusted") == SPAN.format(40)
    assert period(40, season=0) == SPAN.format(40)
    assert period(64, season=0) == SPAN.format(60)


def test_what_is_left_out_for_the_season_is_reported() -> None:
    cells = [(f"{2010 + at // 4}-Q{at % 4 + 1}", 100 + at + 9 * (at % 4 == 0)) for at in range(40)]
    assert "the edition is of the newest 37 quarters, so that the first and the last are of the same season" in (
        of_whole_years(recognised(grid("quarter|visits", *cells))).choices
    )
