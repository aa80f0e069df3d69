"""Cards of one indicator are of one kind, whatever the place: all multiples, or all changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import editions
from briefing.model.document import Cards
from briefing.model.text import plain
from tests.invented import Invented, project

STORY = """\
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Net visits, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Here, unit: "a year", highlight: true}
      - {fact: other, label: There, unit: "a year"}
      - {fact: both, label: Both, unit: "a year"}
"""
FACTS = """\
visits = { indicator = "visits" }
other = { indicator = "visits", entity = "Sample Town" }
both = { indicator = "visits", places = ["Example City", "Sample Town"], combine = "sum" }"""


@pytest.mark.parametrize(
    ("other", "steps"),
    [
        ((4, 5, 6, 7, 8), ["25×", "2.0×", "6.6×"]),
        ((4, 5, 6, 7, -2), ["+24", "−6", "+18"]),
        ((4, 5, -1, 7, 8), ["+24", "+4", "+28"]),  # in a year between, which no card prints
    ],
)
def test_where_a_value_of_any_place_is_below_zero_every_card_has_its_change(
    other: tuple[float, ...], steps: list[str], tmp_path: Path
) -> None:
    made = Invented(values=(1, 5, 12, 20, 25), other=other, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert [plain(card.multiple) for card in block.cards] == steps
    assert {card.scale is None for card in block.cards} == {steps[0].endswith("×")}


@pytest.mark.parametrize(
    ("unit", "step"),
    [("°C", "+2"), ("degrees Celsius", "+2"), ("°F", "+2"), ("°C days", "1.10×"), ("visits", "1.10×")],
)
def test_a_card_of_temperatures_has_their_change_as_their_zero_is_none_of_heat(
    unit: str, step: str, tmp_path: Path
) -> None:
    made = Invented(values=(20, 19, 21, 20, 22), name="Water", unit=unit, facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert plain(block.cards[0].multiple) == step
    assert (block.cards[0].scale is None) == step.endswith("×")


@pytest.mark.parametrize(
    ("values", "printed", "step"),
    [
        ((-0.29, 1, 2, 3, 0.1), "0.1", "+0.4"),  # −0.3 → 0.1
        ((-2.57, 1, 2, 3, 22.8), "22.8", "+25.4"),
        ((-0.29, 1, 2, 3, -0.3), "−0.3", "−0.01"),  # nothing would be left of it
    ],
)
def test_a_change_on_a_card_has_the_decimals_of_the_values_beside_it(
    values: tuple[float, ...], printed: str, step: str, tmp_path: Path
) -> None:
    made = Invented(values=values, name="Net visits", facts=FACTS)
    (whole,) = editions(project(tmp_path / "mine", made, STORY))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert (plain(block.cards[0].value), plain(block.cards[0].multiple)) == (printed, step)
