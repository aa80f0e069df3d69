"""The cards of a letter: the first of the edition, without those whose numbers its words and its chart give, and
without one of two that are left of which it does not speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isclose
from typing import Final

from briefing.model.cards import OF_LETTER, Card, Cards
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.text import Text

_FEWEST: Final = 2
_ENDS: Final = 2  # of a gap


def letter_cards(document: Document) -> tuple[Card, ...]:
    """Return the first cards of a document; where the story names the chart of the letter, without those of its series
    and of the gaps between them whose values the greeting prints, unless fewer than two are left. Of two alone neither
    is of what the letter does not speak of: a card of the chart proves more, and a card of what the subject line is
    about stays.
    """
    blocks = (block for section in document.sections for block in section.blocks)
    cards: tuple[Card, ...] = next((block.cards[:OF_LETTER] for block in blocks if isinstance(block, Cards)), ())
    chosen = [section for section in document.sections if section.id == document.letter.chart]
    charts = [block for section in chosen for block in section.blocks if isinstance(block, Chart)]
    shown = {series.key for chart in charts for series in chart.series}
    printed = {_number(fact) for fact in _facts(document, document.letter.greeting)}
    given = [card for card in cards if _number(card.last) in printed]
    drawn = [card for card in given if card.slope.series[0].key in shown or _is_gap(card.last, charts)]
    others = tuple(card for card in cards if card not in drawn)
    named = {_subject(fact) for words in _words(document) for fact in _facts(document, words)}
    argued = [card for card in cards if card.slope.series[0].key in shown or _subject(card.last) in named]
    if drawn and len(others) <= _FEWEST <= len(argued):
        headed = {_subject(fact) for fact in _facts(document, document.letter.subject)}
        needless = sorted(argued, key=lambda card: (_subject(card.last) in headed, card not in drawn))
        return tuple(card for card in argued if card not in needless[: len(argued) - _FEWEST])
    return others if len(others) >= _FEWEST else cards


def _words(document: Document) -> Iterator[Text]:
    """Yield what a letter says above its cards and below them."""
    letter = document.letter
    yield from (letter.subject, letter.greeting, letter.ask)
    for point in letter.points:
        yield from (point.lead, point.body)


def _facts(document: Document, words: Text) -> Iterator[Fact]:
    return (document.facts[run.fact] for run in words if run.fact in document.facts)


def _subject(fact: Fact) -> tuple[object, ...]:
    return fact.indicator, fact.entity


def _is_gap(fact: Fact, charts: Iterable[Chart]) -> bool:
    """Whether a value is that of a gap which a chart prints between two of its series."""
    for chart in charts:
        for gap in chart.differences if fact.value is not None else ():
            ends = [_point(chart, *end) for end in (gap.start, gap.end)] if gap.between_series else []
            values = [end.value for end in ends if end is not None and end.period == fact.period]
            if len(values) == _ENDS and isclose(abs(values[1] - values[0]), abs(fact.value)):
                return True
    return False


def _point(chart: Chart, key: str, category: str) -> Fact | None:
    points = next((series.points for series in chart.series if series.key == key), ())
    return points[chart.categories.index(category)] if points else None


def _number(fact: Fact) -> tuple[object, ...]:
    return fact.indicator, fact.entity, fact.period, fact.value
