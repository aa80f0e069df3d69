"""What results are found by is encoded in few bytes, as each edition has many thousands of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import asdict

from briefing.model.dataset import CellLocation, Observation, Target
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Run

SEEN = Observation(
    "riders", "Northport", Period.year(2020), 1.5, "m", "survey", cell=CellLocation("riders.csv", "row", 2, "value")
)
AIM = Target("riders", "Northport", Period.year(2030), 2.0, "plan")
FACT = Fact("riders.last", "value", 1.5, "m", "=", 1, "[1]", (SEEN,), (AIM,))


@pytest.mark.parametrize("value", [FACT, SEEN, AIM, Run("1.5 m", fact=FACT.name)])
def test_what_parts_have_very_many_of_is_encoded_without_the_names_of_its_fields(value: Any) -> None:
    encoded = msgspec.msgpack.encode(value)
    assert not [name for name in ("indicator", "column", "observations", "bold") if name.encode() in encoded]
    assert asdict(msgspec.msgpack.decode(encoded, type=type(value))) == asdict(value)
