"""Planned slides → where each fact and term stands in the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.deck.slides import ChartBox, Element, Group, Slide, TableBox, TextBox
from briefing.model.ledger import Trace
from briefing.model.text import Text


def note_uses(slides: Sequence[Slide], trace: Trace) -> None:
    """Record every text of every slide at its place: "slide 4, title", "slide 4, notes", "slide 4, alt text"."""
    for number, slide in enumerate(slides, start=1):
        note_slide(slide, number, trace)
        trace.note(trace.place(number, "", "notes"), slide.notes)


def note_slide(slide: Slide, number: int, trace: Trace) -> None:
    """Record every text of a slide without its notes at the place of a page."""
    around = (("footer", [slide.footer]), ("date", [slide.date]))
    for element, texts in (*map(_texts, slide.elements), *around):
        trace.note_all(trace.place(number, element), texts)
    trace.note_all(trace.place(number, "", "alt"), _alternatives(slide.elements))


def _texts(item: Element) -> tuple[str, Iterable[Text]]:
    """Return the place of an element and the texts that a reader sees there."""
    if isinstance(item, TextBox):
        return item.place, [paragraph.text for paragraph in item.paragraphs]
    if isinstance(item, TableBox):
        return item.place, [cell.text for row in item.rows for cell in row]
    if isinstance(item, ChartBox):
        return item.place, [label.text for series in item.plot.series for label in series.labels if label]
    if isinstance(item, Group):
        boxes = [part for part in item.items if isinstance(part, TextBox)]
        place = boxes[0].place if boxes else item.name
        return place, [paragraph.text for box in boxes for paragraph in box.paragraphs]
    return item.name, []


def _alternatives(elements: Sequence[Element]) -> Iterator[Text]:
    for item in elements:
        if not isinstance(item, TextBox):
            yield item.alt
