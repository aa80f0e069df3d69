"""Blocks of the side column: a titled box or list of points, a quotation, milestones, the contents."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.components import quotation, rule_above
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.sources import numbered
from briefing.brief.structure import Element
from briefing.brief.styles import ASIDE_BODY, CONTENTS, CONTENTS_NUMBER, H2, SOURCE
from briefing.brief.tables import table
from briefing.brief.text_block import HangingBlock, TextBlock
from briefing.brief.timeline import timeline
from briefing.model.cited import sources_alone
from briefing.model.document import Aside, Point, Quote, Table, Timeline
from briefing.model.text import Run, Text, plain, text
from briefing.typesetting.run_in import run_in

_BOX = (8.0, 10.0, 10.0, 11.0)
_BETWEEN = 14.0
_NUMBER = 14.0
_QUESTION_MARKS, _BETWEEN_QUESTIONS = ("?", "？"), 4.5
# What ends the first half of a headline.
_HALVES = (";", "；", ", and ", "，而")
# Where a sentence turns, so that what stands before it is one.
_TURNS = (", but ", ", while ", ", yet ", "，但")


def aside(context: BriefContext, given: Aside, parent: Element, width: float) -> list[Flowable]:
    """Return an aside as one box, or as a rule, title and content that may break over columns."""
    blocks = _blocks(context, given, parent, width)
    for first in blocks[:1]:
        first.opens = True
    return blocks


def _blocks(context: BriefContext, given: Aside, parent: Element, width: float) -> list[Flowable]:
    element = parent.add("Aside", parent.origin.at("side column"))
    inner = width - _BOX[1] - _BOX[3] if given.boxed else width
    blocks: list[Flowable] = []
    if given.title:
        blocks.append(TextBlock(context, given.title, H2, element.add("H2")).spaced(6, keep=True))
    points = tuple(point for point in given.points if "brief" in point.outputs)
    if not given.points and given.block is None:
        points = findings(context, element.origin.scope)
    blocks += _points(context, points, element, titled=bool(given.title))
    if isinstance(given.block, Quote):
        quoted = quotation(context, given.block, element, gap=8 if given.title else _BETWEEN)
        if not given.title and not points:
            return [quoted]
        blocks.append(quoted)
    elif isinstance(given.block, Timeline):
        blocks += timeline(context, given.block, element)
        if cited := numbered(context, given.sources):
            blocks.append(TextBlock(context, cited, SOURCE, element.add("P")).spaced(4.5))
    elif isinstance(given.block, Table):
        blocks.append(table(context, given.block, element, inner).spaced(6))
    elif given.block is not None:
        kind = type(given.block).__name__.lower()
        context.refuse(
            element.origin, f"a {kind} in the side column", "put it into a section; it needs the main column"
        )
    if cited := numbered(context, sources_alone(context.document, given)):
        blocks.append(TextBlock(context, cited, SOURCE, element.add("P")).spaced(4.5))
    if not blocks:
        return []
    _lead_in(blocks, given)
    if given.boxed:
        for block in blocks:
            block.whole = True  # a box goes on over the page between its points: the end of one alone reads as a slip
        return [Stack(context, blocks, pad=_BOX, fill="wash").spaced(_BETWEEN)]
    rule = rule_above(context)
    rule.space = _BETWEEN
    return [rule, *blocks]


def _lead_in(blocks: list[Flowable], given: Aside) -> None:
    """The first content stays with its title and stands a little below it."""
    if given.title and len(blocks) > 1 and not blocks[1].gap:
        blocks[1].space = 3
    blocks[0].space = 5


def _points(context: BriefContext, points: tuple[Point, ...], element: Element, *, titled: bool) -> list[Flowable]:
    if points and all(_target(point) for point in points):
        return contents(context, points, element)
    blocks: list[Flowable] = []
    # lines of an address stay close, while a reader looks for where a question ends
    asked = all(plain(point.body).rstrip().endswith(_QUESTION_MARKS) for point in points)
    between = 6.0 if any(point.lead for point in points) else _BETWEEN_QUESTIONS if asked else 1
    for at, point in enumerate(points):
        joined = run_in(point, context.wording)
        gap = between if at else 4 if titled else 0
        blocks.append(TextBlock(context, joined, ASIDE_BODY, element.add("P")).spaced(gap))
    return blocks


def _target(point: Point) -> str:
    """The place that a whole point links to, if it links to one."""
    targets = {run.link for run in point.body if run.text.strip()}
    target = targets.pop() if len(targets) == 1 else ""
    return target[1:] if target.startswith("#") else ""


class ContentsEntry(HangingBlock):
    """A line of the contents: the page, known when it is drawn, and the finding that stands there."""

    def __init__(self, context: BriefContext, point: Point, item: Element) -> None:
        super().__init__(TextBlock(context, point.body, CONTENTS, item.add("Reference")), None, _NUMBER)
        self.context, self.target = context, _target(point)
        self.number = item.add("Lbl")  # read after the finding, as in a printed list of contents

    def draw(self) -> None:
        """Paint the page number and the finding."""
        page = self.context.pages.get(self.target)
        if page is None:
            what = f"a link to #{self.target}, which the brief does not have"
            self.context.refuse(self.origin, what, "name a section")
            return
        super().draw()
        number = TextBlock(self.context, text(str(page)), CONTENTS_NUMBER, self.number)
        _, tall = number.wrap(_NUMBER, self.height)
        number.drawOn(self.canvas, 0, self.height - tall)


def findings(context: BriefContext, scope: str) -> tuple[Point, ...]:
    """The headlines of the other parts as links: an aside without content is the table of contents."""
    others = (part for part in context.document.parts if f"part {part.id}" != scope)
    return tuple(
        Point((), tuple(replace(run, link=f"#{part.id}") for run in first_clause(part.headline))) for part in others
    )


def first_clause(words: Text) -> Text:
    """A headline up to its first half: a finding that is short enough for a list."""
    whole = plain(words)
    return _up_to(words, min((at for mark in _HALVES if (at := whole.find(mark)) > 0), default=len(whole)))


def clauses(words: Text) -> list[Text]:
    """Return the beginnings of a headline that are sentences of their own, the longest first."""
    whole = plain(words)
    ends = {at for mark in (*_HALVES, *_TURNS) for at in _places(whole, mark)}
    return [_up_to(words, at) for at in sorted(ends, reverse=True)]


def _places(whole: str, mark: str) -> Iterator[int]:
    at = whole.find(mark)
    while at > 0:
        yield at
        at = whole.find(mark, at + 1)


def _up_to(words: Text, end: int) -> Text:
    clause: list[Run] = []
    for run in words:
        if end > 0 and run.text:
            clause.append(replace(run, text=run.text[:end]))
        end -= len(run.text)
    return tuple(clause)


def contents(context: BriefContext, points: tuple[Point, ...], element: Element) -> list[Flowable]:
    """Return points that link to parts of the brief as its contents: findings with their pages, on one page all."""
    items = element.add("TOC", element.origin.at("contents"))
    last = len(points) - 1
    return [
        ContentsEntry(context, point, items.add("TOCI")).spaced(3 if at else 4, keep=at < last)
        for at, point in enumerate(points)
    ]
