"""What a mark prints beside a value."""

from __future__ import annotations

import pytest

from briefing.charts import values
from tests.charts import given


@pytest.mark.parametrize(
    ("value", "published", "shown"),
    [
        (262.9, 1, 1),
        (853.69, 2, 1),
        (28300.0, 0, 0),
        (28300.5, 1, 0),
        (1.48726, 5, 3),
        (0.05123456, 8, 5),
        (5e-9, 9, 9),
    ],
)
def test_labels_show_four_figures_of_the_highest_value_however_small_it_is(
    value: float, published: int, shown: int
) -> None:
    assert values.decimals([given.fact("x.last", value, decimals=published)]) == shown


def test_noughts_need_no_decimals() -> None:
    assert values.decimals([given.fact("x.last", 0.0, decimals=0)]) == 0
