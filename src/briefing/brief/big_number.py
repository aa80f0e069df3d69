"""One number in large type with what it is at its right, between two rules."""

from __future__ import annotations

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable
from briefing.brief.structure import Element
from briefing.brief.styles import BIG_LABEL, BIG_NUMBER
from briefing.brief.text_block import TextBlock
from briefing.model.document import Hero

_PAD, _BETWEEN, _RULE = 5.0, 14.0, 0.75
# The part of the measure that the number may take.
_MOST = 0.5


class BigNumber(Flowable):
    """The number of a section."""

    kind, whole = "big number", True

    def __init__(self, context: BriefContext, hero: Hero, parent: Element, most: float) -> None:
        super().__init__()
        self.context, self.origin, self.most = context, parent.origin, most
        self.value = TextBlock(context, hero.value, BIG_NUMBER, parent.add("P"))
        self.label = TextBlock(context, hero.label, BIG_LABEL, parent.add("P"))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the higher of both."""
        self.width = min(width, self.most)
        self.value.wrap(_MOST * self.width, height)
        self.right = self.value.natural_width() + _BETWEEN
        self.label.wrap(self.width - self.right, height)
        self.height = max(self.value.height, self.label.height) + 2 * _PAD
        return width, self.height

    def draw(self) -> None:
        """Paint the rules, the number and its words, both in the middle."""
        with self.canvas.artifact():
            for y in (_RULE / 2, self.height - _RULE / 2):
                self.canvas.stroke_line(0, y, self.width, y, self.context.colour("rule_strong"), _RULE)
        self.value.drawOn(self.canvas, 0, (self.height - self.value.height) / 2)
        self.label.drawOn(self.canvas, self.right, (self.height - self.label.height) / 2)
