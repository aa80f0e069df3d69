"""Why a record changed between two editions: a newer reading, a correction of the same one, or a confirmation."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.facts.revisions import record_revisions
from briefing.model.dataset import Observation, Target
from briefing.model.period_notation import parse_period

FIRST = Observation(
    "oil", "World", parse_period("2026-06"), 86.11, "dollars", "EIA", status="P", published="2026-07-02"
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value": 85.4, "status": "A", "published": "2026-07-09"}, ("value", "revised", "86.11", "85.4", -0.71)),
        ({"value": 85.4}, ("value", "corrected", "86.11", "85.4", -0.71)),
        ({"status": "A", "published": "2026-07-09"}, ("status", "confirmed", "P", "A", None)),
        ({"status": "A"}, ("status", "confirmed", "P", "A", None)),
        ({"status": "E"}, ("status", "revised", "P", "E", None)),
        ({"source": "IEA"}, ("source", "revised", "EIA", "IEA", None)),
        ({"value": 86.0, "qualifier": "≥"}, ("value", "corrected", "86.11", "≥86", None)),
        ({"published": "2026-07-09"}, None),
        ({"period": parse_period("2026-07"), "value": 83.76}, None),
        ({"entity": "Brent"}, None),
        ({"series": "weekly"}, None),
    ],
)
def test_a_record_of_the_same_period_is_revised_corrected_or_confirmed(
    change: dict[str, Any], expected: tuple[object, ...] | None
) -> None:
    found = record_revisions([FIRST], [replace(FIRST, **change)])
    assert [(one.part, one.kind, one.old, one.new, one.change) for one in found] == (
        [] if expected is None else [expected]
    )


def test_what_has_no_date_of_its_own_is_revised() -> None:
    undated = replace(FIRST, published="")
    (one,) = record_revisions([undated], [replace(undated, value=85.4)])
    assert one.kind == "revised"
    target = Target("oil", "World", FIRST.period, 80, "EIA")
    (one,) = record_revisions([target, FIRST], [replace(target, value=75), FIRST])
    assert (one.kind, one.change) == ("revised", -5)


def test_revisions_stand_in_the_order_of_time_whatever_their_frequency() -> None:
    periods = ["2026-W30", "2026-06", "2025", "2026-Q1"]
    old = [replace(FIRST, period=parse_period(period), published="") for period in periods]
    found = record_revisions(old, [replace(row, value=1) for row in old])
    assert [str(one.period) for one in found] == ["2025", "2026-Q1", "2026-06", "2026-W30"]
