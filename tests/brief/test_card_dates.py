"""The dates of a strip of cards stand on one line in all of them."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.brief.card_strip import CardStrip
from briefing.brief.structure import Element, Origin
from briefing.model.document import Cards
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_layout import ROOM, ZONES, bare_context


def test_the_dates_of_all_cards_stand_on_one_line_with_smaller_values_where_one_is_long() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    values = ("143,093", "745", "6,632", "22,318")
    shown = tuple(
        replace(card, value=text(value), dated=text("Dec 2015"))
        for card, value in zip(cards.cards, values, strict=False)
    )
    strip = CardStrip(bare_context(), replace(cards, cards=shown), Element("Sect", origin=Origin("section x", "cards")))
    for width in (ZONES.full, 470.0):
        strip.wrap(width, ROOM)
        assert {len(box.dated.lines or ()) for box in strip.boxes} == {1}
        assert len({box.value.content.style.size for box in strip.boxes}) == 1
