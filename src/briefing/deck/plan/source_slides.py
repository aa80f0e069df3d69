"""The last slide, where others name some of their sources alone: all of them, each date a link to its publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.deck.plan import frame
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page, SetLines
from briefing.deck.slides import Box, Paragraph, Slide, TextBox, TextStyle
from briefing.model.dataset import Observation, Source
from briefing.model.document import Part
from briefing.model.text import Run, Text, join, text

_COLUMNS: Final = 3
_STYLES: Final = (TextStyle(14, 18, "ink_2", lead="ink"), TextStyle(12, 15, "ink_2", lead="ink"))
_WIDEST: Final = 1.65  # the leading of a list that leaves room, as a part of its size
_STEP: Final = 0.5  # points
_Entry = tuple[Text, SetLines]
_Columns = list[list[_Entry]]


def source_slides(page: Page, part: Part) -> list[Slide]:
    """Return the slides that list all sources of a document, in the largest style in which one slide holds them."""
    below = page.say("all_sources_below", "number of sources", count=page.wording.number(len(page.document.sources), 0))
    first = replace(page, section=replace(page.section, title=page.say("all_sources"), subtitle=below))
    body = frame.zones_below(first, frame.head(first)).body
    texts, wide = _texts(page), page.zones.columns(_COLUMNS)[0][1]
    for style in _STYLES:
        entries = [(content, fit.set_lines(Paragraph(content, style), wide)) for content in texts]
        pages = _pages(entries, style, body)
        if len(pages) == 1:
            pages = _spread(entries, style, body)
            break
    return [_slide(first, part, columns, at) for at, columns in enumerate(pages)]


def _spread(entries: Sequence[_Entry], style: TextStyle, body: Box) -> list[_Columns]:
    """Return the columns of one slide with as much leading as it has room for."""
    wider = replace(style, leading=style.leading + _STEP)
    led = [(content, replace(lines, style=wider)) for content, lines in entries]
    pages = _pages(led, wider, body)
    if len(pages) == 1 and wider.leading <= _WIDEST * style.size:
        return _spread(led, wider, body)
    return _pages(entries, style, body)


def _slide(page: Page, part: Part, columns: _Columns, at: int) -> Slide:
    key = "continued" if at == 1 else "continued_part"
    mark = page.say(key, "part of a section", number=str(at + 1)) if at else ()
    title = join([page.section.title, mark], page.wording.joint(" "))
    section = replace(page.section, id=f"sources {at + 1}" if at else "sources", title=title)
    shown = replace(page, section=section, number=page.number + at)
    head = frame.head(shown)
    zones = frame.zones_below(shown, head)
    boxes: list[TextBox] = []
    for number, (column, (x, wide)) in enumerate(zip(columns, zones.columns(_COLUMNS), strict=False), start=1):
        area = Box(x, zones.body.y, wide, zones.body.h)
        paragraphs = [Paragraph(content, lines.style) for content, lines in column]
        boxes.append(fit.set_text(shown.at("sources"), f"Sources {number}", area, paragraphs))
    return Slide(
        "headline",
        section.id,
        part.id,
        (*head, *boxes),
        footer=frame.footer(shown),
        date=frame.date(shown),
        foot_style=page.zones.foot_style,
    )


def _texts(page: Page) -> list[Text]:
    """Return each name once, with the dates of its publications."""
    by_name: dict[str, list[Source]] = {}
    for source in page.document.sources.values():
        by_name.setdefault(source.name, []).append(source)
    given: dict[str, list[Observation]] = {}
    for fact in page.document.facts.values():
        for item in fact.observations:
            given.setdefault(item.source, []).append(item)
    comma = page.wording.joint(", ")
    return [
        (Run(name, term="source", bold=True), *text(comma), *_dates(page, sources, given))
        for name, sources in by_name.items()
    ]


def _dates(page: Page, sources: Sequence[Source], given: Mapping[str, Sequence[Observation]]) -> Text:
    ordered = sorted(sources, key=lambda source: source.published)
    dates: list[Text] = [
        (Run(_date(page, source, given.get(source.id, ())), link=source.url, term="date of a source"),)
        for source in ordered
    ]
    return fit.whole_dates(join(dates, page.wording.joint(", ")))


def _date(page: Page, source: Source, given: Sequence[Observation]) -> str:
    """When a source was published; of one without a date to which period its values go, else when it was read."""
    newest = source.continued_to({item.period for item in given}, dated=any(item.published for item in given))
    if newest is None:
        return page.wording.publication_date(source, listed=True)
    return page.wording.phrase("data_to", period=page.wording.dated(newest, form="short"))


def _pages(entries: Sequence[_Entry], style: TextStyle, body: Box) -> list[_Columns]:
    """Return entries in columns, those of one page as high as each other, page by page."""
    least = sum(fit.stacked_height([lines]) for _, lines in entries) / _COLUMNS
    rooms = (least + step * style.leading for step in range(int(body.h // style.leading)))
    tries = (_filled(entries, min(body.h, room)) for room in rooms)
    return next((pages for pages in tries if len(pages) == 1), _filled(entries, body.h))


def _filled(entries: Sequence[_Entry], room: float) -> list[_Columns]:
    """Return entries in columns of a height, page by page."""
    pages: list[_Columns] = [[[]]]
    for entry in entries:
        column = pages[-1][-1]
        if column and fit.stacked_height([lines for _, lines in (*column, entry)]) > room:
            if len(pages[-1]) == _COLUMNS:
                pages.append([[]])
            else:
                pages[-1].append([])
        pages[-1][-1].append(entry)
    return pages
