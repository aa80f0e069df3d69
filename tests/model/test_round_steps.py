"""Which scales begin at zero."""

from __future__ import annotations

import pytest

from briefing.model.round_steps import slopes_from_zero


@pytest.mark.parametrize(
    ("starts", "ends", "whole"),
    [
        ([100.0, 100.0, 100.0], [153.0, 135.0, 115.0], False),  # an index that rises from its base
        ([100.0, 100.0, 100.0], [153.0, 115.0, 99.0], False),  # far from zero
        ([12.0, 30.0], [14.0, 41.0], True),
        ([0.0, 0.0], [3.0, 5.0], True),
        ([-2.0, 4.0], [3.0, 5.0], True),
    ],
)
def test_slopes_begin_at_zero_unless_all_lie_far_from_it_or_rise_from_one_value(
    starts: list[float], ends: list[float], *, whole: bool
) -> None:
    assert slopes_from_zero(starts, ends) is whole
