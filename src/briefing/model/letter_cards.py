"""The cards of a letter: the first of the edition, without those whose numbers its words and its chart give."""

from __future__ import annotations

from typing import Final

from briefing.model.cards import OF_LETTER, Card, Cards
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.fact import Fact

_FEWEST: Final = 2


def letter_cards(document: Document) -> tuple[Card, ...]:
    """Return the first cards of a document; where the story names the chart of the letter, without those of its series
    whose values the greeting prints, unless fewer than two are left."""
    blocks = (block for section in document.sections for block in section.blocks)
    cards: tuple[Card, ...] = next((block.cards[:OF_LETTER] for block in blocks if isinstance(block, Cards)), ())
    chosen = [section for section in document.sections if section.id == document.letter.chart]
    charts = [block for section in chosen for block in section.blocks if isinstance(block, Chart)]
    shown = {series.key for chart in charts for series in chart.series}
    printed = {_number(document.facts[run.fact]) for run in document.letter.greeting if run.fact in document.facts}
    others = tuple(card for card in cards if card.slope.series[0].key not in shown or _number(card.last) not in printed)
    return others if len(others) >= _FEWEST else cards


def _number(fact: Fact) -> tuple[object, ...]:
    return fact.indicator, fact.entity, fact.period, fact.value
