"""The dates of a strip of cards stand on one line in all of them, those of the ends below its line."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import MagicMock, Mock, patch

import pytest
from msgspec.structs import replace

from briefing.brief.card_strip import CardStrip, Slope
from briefing.brief.flowables import Flowable
from briefing.brief.structure import Element, Origin
from briefing.model.cards import CardMark
from briefing.model.document import Cards
from briefing.model.period_notation import parse_period
from briefing.model.text import Run, text
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


def test_the_first_value_and_the_last_year_stand_below_the_line_of_a_card() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    valued = ((*text("2011: "), Run("41", fact=cards.cards[0].last.name)), text("2019"))
    dated = text("2011"), text("2019")
    long = ((*valued[0], *text(" thousand visitors of the year before")), valued[1])
    heights = []
    for ends, shown in ((valued, 2), (dated, 0), (long, 1)):
        block = replace(cards, cards=tuple(replace(card, ends=ends) for card in cards.cards))
        strip = CardStrip(bare_context(), block, Element("Sect", origin=Origin("section x", "cards")))
        heights.append(strip.wrap(ZONES.full, ROOM)[1])
        assert [len(box.ends) for box in strip.boxes if box.slope] == [shown] * len(strip.boxes)
    assert heights[0] > heights[1]


def test_cards_without_a_line_have_no_room_for_one() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )

    def tall(count: int) -> float:
        """The height of a strip of which so many cards have one value alone."""
        plain_cards = [replace(card, changes=(), ends=((), ())) for card in cards.cards]
        made = [
            replace(card, slope=replace(card.slope, categories=card.slope.categories[-1:])) if at < count else card
            for at, card in enumerate(plain_cards)
        ]
        assert sum(card.single for card in made) == count
        strip = CardStrip(
            bare_context(), replace(cards, cards=tuple(made)), Element("Sect", origin=Origin("section x", "cards"))
        )
        return strip.wrap(ZONES.full, ROOM)[1]

    whole = len(cards.cards)
    assert tall(whole) < tall(whole - 1) == tall(0)


def test_the_line_of_a_card_is_hollow_at_bounds_and_at_provisional_months_as_charts_are() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    card = cards.cards[0]
    (series,) = card.slope.series
    last = card.last
    months = map(parse_period, ("2020-01", "2020-02", "2020-03"))
    firm, bound, early = (replace(last, period=month, qualifier="=") for month in months)
    rows = tuple(replace(row, status="P") for row in early.observations)
    points = firm, replace(bound, qualifier="≥"), replace(early, observations=rows)
    slope = Slope(
        bare_context(), replace(card, slope=replace(card.slope, series=(replace(series, points=points),))),
        Element("Figure", origin=Origin("section x", "cards")), "ink",
    )  # fmt: skip
    assert slope.hollow == [False, True, True]


@pytest.mark.parametrize(("every", "hatched"), [(6, False), (1, True)])
def test_between_few_months_of_each_year_the_line_of_a_card_is_dashed_as_in_charts(
    every: int, *, hatched: bool
) -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    card = cards.cards[0]
    (series,) = card.slope.series
    start = parse_period("2020-01")
    points = tuple(
        replace(card.last, period=start + at) if at % every == 0 and at not in (3, 4) else None for at in range(25)
    )
    slope = Slope(
        bare_context(), replace(card, slope=replace(card.slope, series=(replace(series, points=points),))),
        Element("Figure", origin=Origin("section x", "cards")), "ink",
    )  # fmt: skip
    slope.wrap(100, ROOM)
    slope.canvas = Mock()
    slope._line("ink")
    assert bool(slope.canvas.hatch.called) == hatched
    assert slope.canvas.stroke_line.called


def test_the_rule_of_a_card_stands_between_the_ends_of_its_line_and_its_marks() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    first = (*text("2011: "), Run("41", fact=cards.cards[0].last.name))
    card = replace(cards.cards[0], ends=(first, text("2019")), marks=(CardMark("record", text("highest since 2015")),))
    strip = CardStrip(
        bare_context(), replace(cards, cards=(card,)), Element("Sect", origin=Origin("section x", "cards"))
    )
    strip.wrap(ZONES.full, ROOM)
    (box,) = strip.boxes
    box.canvas = MagicMock()
    with patch.object(Flowable, "drawOn", autospec=True) as drawn:
        box.draw()
    bottoms = {call.args[0]: call.args[3] for call in drawn.call_args_list}
    rule = box.canvas.stroke_line.call_args.args[1]
    assert 0 <= bottoms[box.marks] < bottoms[box.marks] + box.marks.height < rule
    assert [rule < bottoms[end] for end in box.ends] == [True, True]


def test_a_dash_over_a_year_without_a_value_touches_the_line_at_neither_side() -> None:
    cards = next(
        block for section in sample.parts()[0].sections for block in section.blocks if isinstance(block, Cards)
    )
    card = cards.cards[0]
    (series,) = card.slope.series
    start = parse_period("1978")
    points = tuple(None if at == 9 else replace(card.last, period=start + at) for at in range(42))
    slope = Slope(
        bare_context(), replace(card, slope=replace(card.slope, series=(replace(series, points=points),))),
        Element("Figure", origin=Origin("section x", "cards")), "ink",
    )  # fmt: skip
    slope.wrap(260, ROOM)
    slope.canvas = Mock()
    slope._line("ink")
    strokes = sorted((call.args[0], call.args[2]) for call in slope.canvas.stroke_line.call_args_list)
    gaps = [round(after[0] - before[1], 3) for before, after in pairwise(strokes)]
    assert len([gap for gap in gaps if gap > 0]) == 2
