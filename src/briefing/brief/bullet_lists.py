"""Lists of the main column: each item under its mark or number, nested ones further in, over columns and pages."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable
from briefing.brief.structure import Element
from briefing.brief.styles import BODY
from briefing.brief.text_block import HangingBlock, TextBlock
from briefing.model.document import List
from briefing.model.text import Run, Text, text

# The mark of an item by its level; a list in a list in a list begins again.
_MARKS = ("•", "–")
_INDENT, _AIR = 13.0, 4.0
_BETWEEN, _AROUND = 2.0, 4.0


def items(
    context: BriefContext, block: List, parent: Element, *, gap: float = _AROUND, indent: float = 0.0
) -> Iterator[Flowable]:
    """Yield the paragraphs of a list's items in order; `indent` is where the list around it begins."""
    element = parent.add("L")
    level = _level(parent)
    element.attributes["List"] = {"ListNumbering": "/Decimal" if block.numbered else ("/Disc", "/None")[level % 2]}
    marks = [_mark(block, at, level) for at in range(len(block.items))]
    widest = max(line.width for mark in marks for line in context.typesetter.lines(mark, BODY, 1_000))
    hang = max(_INDENT, widest + _AIR)
    for mark, item in zip(marks, block.items, strict=True):
        entry = element.add("LI")
        label: TextBlock | None = TextBlock(context, mark, BODY, entry.add("Lbl"))
        body = entry.add("LBody")
        for paragraph in item:
            if isinstance(paragraph, List):
                yield from items(context, paragraph, body, gap=_BETWEEN, indent=indent + hang)
            else:
                words = TextBlock(context, paragraph, BODY, body.add("P"))
                yield HangingBlock(words, label, hang, indent + hang).spaced(gap)
            label, gap = None, _BETWEEN


def _level(parent: Element) -> int:
    """How many lists an element stands in."""
    above, found = parent, 0
    while above.parent is not None:
        found += above.tag == "LI"
        above = above.parent
    return found


def _mark(block: List, at: int, level: int) -> Text:
    if block.numbered:
        return text(f"{at + 1}.", term="number of an item")
    return (Run(_MARKS[level % len(_MARKS)]),)
