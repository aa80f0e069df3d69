"""A result at the right of a chart takes the place of the label that says the same in fewer digits."""

from __future__ import annotations

import pytest

from briefing.charts.values import repeats_last
from briefing.model.chart import Label, SeriesResult
from briefing.model.text import text


@pytest.mark.parametrize(
    ("label", "result", "expected"),
    [
        ("92.5", "92.51", True), ("1,487", "1,486.7", True), ("−3", "−2.8", True), ("4.2", "4.2%", True),
        ("1,487", "1,488.7", False), ("3", "−3.2", False), ("14", "140", False), ("14", "14.9", False),
    ],
)  # fmt: skip
def test_a_label_that_rounds_the_result_is_left_out(label: str, result: str, expected: bool) -> None:
    shown = SeriesResult("visits", text(result))
    assert repeats_last(shown, [Label(text("9")), Label(text(label)), None]) is expected
