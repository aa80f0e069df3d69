"""A chart of a slide or a page with the texts in and around it, as their places are judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.parsed_file import Element, Page
from briefing.proof.planned.stretches import words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlannedChart

VALUE_WORDS: Final = 4  # of a value with its unit


class Label(Struct, frozen=True):
    """A text and where it stands."""

    text: str
    words: tuple[str, ...]
    box: Box

    @property
    def across(self) -> float:
        """Its middle from the left."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def down(self) -> float:
        """Its middle from above."""
        return (self.box[1] + self.box[3]) / 2


class ChartArea(Struct, frozen=True):
    """A chart with the labels in and around it; `keyed` where a key names its dots."""

    page: Page
    element: Element
    labels: tuple[Label, ...]
    keyed: bool = False


def facts_of(figure: PlannedChart, ledger: Ledger) -> list[list[LedgerFact | None]]:
    """Return the facts of each series by category."""
    return [[ledger.facts.get(fact) for fact in series.facts] for series in figure.series]


def owner_of(label: Label, own: Sequence[LedgerFact], others: Sequence[tuple[str, LedgerFact]], lang: str) -> str:
    """Return the name of what a number belongs to, where it is not its own; "" where it is, or is unknown."""
    if any(agrees(label.text, fact, lang) is not False for fact in own):
        return ""
    return next((name for name, fact in others if agrees(label.text, fact, lang)), "")


def placed(names: Sequence[str], labels: Sequence[Label]) -> list[Label] | None:
    """Return the label of each name; None where one has none or several."""
    found: list[Label] = []
    for name in names:
        own = [label for label in labels if label.words == words(name)]
        if len(own) != 1:
            return None
        found.append(own[0])
    return found
