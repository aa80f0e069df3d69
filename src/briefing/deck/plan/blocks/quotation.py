"""The dark pause: a statement verbatim or reported, who made it, and what it leaves open."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import strip
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.document import Quote
from briefing.model.text import Run, Text, join, plain

SIZES = tuple(
    TextStyle(size, leading, "ink") for size, leading in ((40, 51), (36, 46), (32, 41), (30, 38), (28, 36), (24, 31))
)
SPEAKER = TextStyle(15, 19, "ink", bold=True)
ORIGIN = TextStyle(14, 18.5, "ink_2")
MOST_MEASURE = 800.0


def _statement_size(content: Text, measure: float, room: float) -> tuple[TextStyle, float, float]:
    """Return style, width and height of a statement; a smaller size is chosen where it leaves compounds whole."""
    whole = [(style, fit.whole_width(content, style, measure)) for style in SIZES]
    tried = [*((style, wide) for style, wide in whole if wide), *((style, measure) for style in SIZES)]
    sizes = [(style, wide, fit.height(fit.single(content, style), wide)) for style, wide in tried]
    return next((size for size in sizes if size[2] <= room), sizes[-1])


def marked(value: Text) -> Text:
    """Return a statement between quotation marks, unless it brings its own."""
    content = plain(value)
    return value if content[:1] in '“「『"' else (Run("“"), *value, Run("”"))


def quotation(page: Page, block: Quote) -> list[Element]:
    """Return a quotation in the largest allowed size that holds it, with its attribution below."""
    foot, limit = strip(page, page.points, gap=36)
    page = page.at("quote")
    origin = block.origin
    if block.translated:
        origin = join([origin, page.say("translated")], " · ")
    larger = grid.PROJECTED
    speaker, source = (replace(larger, bold=True), larger) if page.presented else (SPEAKER, ORIGIN)
    content = (Paragraph(block.speaker, speaker), Paragraph(origin, replace(source, colour="ink_2")))
    measure = min(MOST_MEASURE, page.zones.body.w)
    credit = fit.height(content, measure)
    start = page.zones.body.y
    label = (Paragraph(page.say("retold"), source),) if block.retold else ()
    label_box = Box(page.zones.body.x, start + 12, measure, fit.height(label, measure) if label else 0.0)
    top = label_box.y1 + (8 if label else 4)
    statement = block.text if block.retold else marked(block.text)
    room = limit - 20 - credit - 16 - top
    style, wide, tall = _statement_size(statement, measure, room)
    bar = Box(page.zones.body.x, start, 24, 2.4)
    words = fit.set_text(
        page, "Quotation", Box(page.zones.body.x, top, wide, min(tall, room)), fit.single(statement, style)
    )
    below = Box(page.zones.body.x, top + tall + 16, measure, credit)
    return [
        Shape("Quotation bar", "rect", bar, fill="accent"),
        *([fit.set_text(page, "Retold", label_box, label)] if label else ()),
        words,
        fit.set_text(page, "Speaker", below, content),
        *foot,
    ]
