"""What a section gives to its slide: the points that are for the deck, and cards whose words leave room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import TextBox
from briefing.errors import LayoutError
from briefing.model.document import Cards, Section
from briefing.model.text import Run, plain
from briefing.read import theme as read_theme
from tests.deck.sample import document


def test_a_point_that_is_not_for_the_deck_stays_off_the_slide() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if len(section.points) > 1)

    def slide(section: Section) -> str:
        part = replace(whole.parts[0], sections=(section,))
        shown = plan(replace(whole, parts=(part,)), theme)[-1]
        boxes = [element for element in shown.elements if isinstance(element, TextBox)]
        return " ".join(plain(paragraph.text) for box in boxes for paragraph in box.paragraphs).replace("\n", " ")

    hidden = replace(first.points[0], outputs=("brief",))
    assert plain(hidden.lead) in slide(first)
    assert plain(hidden.lead) not in slide(replace(first, points=(hidden, *first.points[1:])))


def test_a_card_whose_label_pushes_the_slopes_into_the_blocks_is_refused() -> None:
    whole, theme = document(), read_theme(asset("themes/ink.toml"))
    first = next(section for section in whole.sections if any(isinstance(block, Cards) for block in section.blocks))
    row = next(block for block in first.blocks if isinstance(block, Cards))
    long = replace(row.cards[0], label=(Run("W" * 300),))
    section = replace(first, blocks=(replace(row, cards=(long, *row.cards[1:])),))
    part = replace(whole.parts[0], sections=(section,))
    with pytest.raises(LayoutError, match="leave 0 points for the slopes"):
        plan(replace(whole, parts=(part,)), theme)
