"""The dark questions: two by two, each with what the record shows and what it lacks; the proposal at the foot."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import BAR
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape, TextStyle
from briefing.model.document import Decision, Decisions
from briefing.model.text import Text, plain, text

QUESTIONS = (
    TextStyle(30, 36, "ink", bold=True),
    TextStyle(26, 31, "ink", bold=True),
    TextStyle(22, 27, "ink", bold=True),
)
PROJECTED = (TextStyle(24, 31, "ink_2"), TextStyle(20, 26, "ink_2"), TextStyle(18, 23, "ink_2"))
BODIES = (
    TextStyle(18, 24, "ink_2"),
    TextStyle(16, 22, "ink_2"),
    TextStyle(15, 20, "ink_2"),
    TextStyle(14, 18.5, "ink_2"),
)
INDENT = 48.0
LABEL_GAP = 14.0
PROPOSALS = (TextStyle(16, 21, "ink", lead="highlight"), TextStyle(14, 18.5, "ink", lead="highlight"))
PROPOSAL_LINES = 2  # of the larger size
CELL_PAD = 8.0  # below the last line of a cell


def decisions(page: Page, block: Decisions) -> list[Element]:
    """Return at most four questions in a grid of two columns, and the section's ask as the proposal."""
    proposal, foot = _proposal(page.at("proposal"))
    page = page.at("decisions")
    rows = (len(block.items) + 1) // 2
    top = page.zones.body.y + 4
    tall = (foot - 8 - top) / rows
    zones = [
        Box(page.zones.halves[index % 2].x, top + index // 2 * tall, page.zones.halves[0].w, tall)
        for index in range(len(block.items))
    ]
    question, body = _sizes(page, block, zones)
    elements: list[Element] = []
    for index, (item, zone) in enumerate(zip(block.items, zones, strict=True), start=page.before + 1):
        elements += _decision(page, item, index, zone, question, body)
    return elements + proposal


def _rows(page: Page, item: Decision, body: TextStyle) -> list[tuple[Text, Text, TextStyle]]:
    """Label, text and style of the lines under a question; what is missing stands out, and is all that is projected."""
    if page.presented:
        return [((), item.missing, body)] if item.missing else []
    rows = [
        (page.say("why_short"), item.why, body),
        (page.say("known_short"), item.known, body),
        (page.say("missing_short"), item.missing, replace(body, colour="ink", bold=True)),
    ]
    return [row for row in rows if row[1]]


def _labels(page: Page, block: Decisions, body: TextStyle) -> float:
    labels = [label for item in block.items for label, _, _ in _rows(page, item, body) if label]
    return max(fit.width(label, body) for label in labels) + LABEL_GAP if labels else 0.0


def _tall(page: Page, item: Decision, zone: Box, question: TextStyle, body: TextStyle, labels: float) -> float:
    wide = zone.w - INDENT
    total = 14 + fit.height(fit.single(item.question, question), wide) + 6 + CELL_PAD
    for _, content, style in _rows(page, item, body):
        total += fit.height(fit.single(content, style), wide - labels) + 2
    return total


def _sizes(page: Page, block: Decisions, zones: list[Box]) -> tuple[TextStyle, TextStyle]:
    bodies = PROJECTED if page.presented else BODIES
    for question in QUESTIONS:
        for body in bodies:
            labels = _labels(page, block, body)
            if all(
                _tall(page, item, zone, question, body, labels) <= zone.h
                for item, zone in zip(block.items, zones, strict=True)
            ):
                return question, body
    labels = _labels(page, block, bodies[-1])
    index, over = max(
        (
            (index, _excess(page, item, zone, labels, bodies[-1]))
            for index, (item, zone) in enumerate(zip(block.items, zones, strict=True), start=page.before + 1)
        ),
        key=lambda found: found[1],
    )
    words = "word" if over == 1 else "words"
    raise page.error(f"question {index}", f"{over} {words} too many for its quarter", "shorten question or answers")


def _excess(page: Page, item: Decision, zone: Box, labels: float, body: TextStyle) -> int:
    """Return how many words a question has too many in the smallest sizes, taken from its longest text."""
    count = 0
    content = {name: plain(getattr(item, name)).split() for name in ("question", "why", "known", "missing")}
    while _tall(page, item, zone, QUESTIONS[-1], body, labels) > zone.h and any(content.values()):
        longest = max(content, key=lambda name: len(content[name]))
        content[longest].pop()
        item = replace(item, **{longest: text(" ".join(content[longest]))})
        count += 1
    return count


def _decision(page: Page, item: Decision, index: int, zone: Box, question: TextStyle, body: TextStyle) -> list[Element]:
    strong = item.highlight
    rule = (
        Shape(f"Rule {index}", "rect", Box(zone.x, zone.y - 1.5, zone.w, 3), fill="highlight")
        if strong
        else Shape(f"Rule {index}", "line", Box(zone.x, zone.y, zone.w, 0), line="rule_strong", weight=0.75)
    )
    number = replace(question, colour="highlight" if strong else "context")
    wide = zone.w - INDENT
    y = zone.y + 14
    tall = fit.height(fit.single(item.question, question), wide)
    elements: list[Element] = [
        rule,
        fit.set_text(
            page,
            f"Number {index}",
            Box(zone.x, y, INDENT - 8, question.leading),
            fit.single(text(str(index), term="list number"), number),
        ),
        fit.set_text(
            page,
            f"Question {index}",
            Box(zone.x + INDENT, y, wide, tall),
            fit.single(item.question, question),
        ),
    ]
    y += tall + 6
    rows = _rows(page, item, body)
    labels = max((fit.width(label, body) + LABEL_GAP for label, _, _ in rows if label), default=0.0)
    for line, (label, content, style) in enumerate(rows, start=1):
        tall = fit.height(fit.single(content, style), wide - labels)
        left = zone.x + INDENT
        name = f"{index}.{line}"
        lower = Box(left, y, labels - 4, body.leading)
        value = Box(left + labels, y, wide - labels, min(tall, max(0.0, zone.y1 - y)))
        if label:
            label_content = fit.single(label, replace(body, colour="ink_3"))
            elements.append(fit.set_text(page, f"Label {name}", lower, label_content))
        elements.append(fit.set_text(page, f"Answer {name}", value, fit.single(content, style)))
        y += tall + 2
    return elements


def _proposal(page: Page) -> tuple[list[Element], float]:
    section = page.section
    if not section.ask:
        return [], page.foot
    inner = page.zones.body.w - BAR - 24
    words = (*page.lead("proposal"), *section.ask)
    styles = (grid.PROJECTED,) if page.presented else PROPOSALS
    style = next((one for one in styles if len(fit.lines(words, one, inner)) <= PROPOSAL_LINES), styles[-1])
    content = fit.single(words, style)
    tall = fit.height(content, inner) + 22
    box = Box(page.zones.body.x, page.foot - 2 - tall, page.zones.body.w, tall)
    return [
        Shape("Proposal", "rect", box, fill="highlight_tint"),
        Shape("Proposal bar", "rect", Box(box.x, box.y, BAR, tall), fill="highlight"),
        fit.set_text(
            page,
            "Proposal text",
            Box(box.x + BAR + 12, box.y, inner, tall),
            content,
            anchor="ctr",
        ),
    ], box.y
