"""The last slides, where others name some of their sources alone: all of them by number, with title, date and link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.deck.plan import frame
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page, SetLines
from briefing.deck.slides import Box, Paragraph, Slide, TextBox, TextStyle
from briefing.model.dataset import Observation, Source
from briefing.model.document import Part
from briefing.model.text import NO_BREAK, Run, Text, join
from briefing.wording.source_numbers import listed_source

_COLUMNS: Final = 3
_SIZES: Final = ((14, 18), (12, 15), (11, 13))
_STYLES: Final = tuple(TextStyle(size, leading, "ink_2", lead="ink", before=4.0) for size, leading in _SIZES)
_STEP: Final = 0.5  # points of air
_Entry = tuple[Text, SetLines]
_Columns = list[list[_Entry]]


def source_slides(page: Page, part: Part) -> list[Slide]:
    """Return the slides that list all sources of a document, in the largest style that takes the fewest slides."""
    sources = page.document.sources
    below = page.say("all_sources_below", "number of sources", count=page.wording.number(len(sources), 0))
    if any(run.link for content in _texts(page) for run in content):
        below = join([below, page.say("sources_linked")], page.wording.joint("; "))
    if any(page.wording.lang in source.titles for source in sources.values()):
        below = join([below, page.say("titles_translated")], page.wording.joint("; "))
    first = replace(page, section=replace(page.section, title=page.say("all_sources"), subtitle=below))
    body = frame.zones_below(first, frame.head(first)).body
    texts, wide = _texts(page), page.zones.columns(_COLUMNS)[0][1]
    sets = [[(content, fit.set_lines(Paragraph(content, style), wide)) for content in texts] for style in _STYLES]
    counts = [len(_filled(entries, body.h)) for entries in sets]
    at = counts.index(min(counts))
    pages = _spread(sets[at], _STYLES[at], body, counts[at])
    return [_slide(first, part, columns, number) for number, columns in enumerate(pages)]


def _spread(entries: Sequence[_Entry], style: TextStyle, body: Box, count: int) -> list[_Columns]:
    """Return the columns of a number of slides with as much air between entries as these have room for."""
    wider = replace(style, before=style.before + _STEP)
    led = [(content, replace(lines, style=wider)) for content, lines in entries]
    if wider.before <= style.size and len(_filled(led, body.h)) == count:
        return _spread(led, wider, body, count)
    return _pages(entries, style, body, count)


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
    """Return each source with its number, its title and when it was published."""
    given: dict[str, list[Observation]] = {}
    for fact in page.document.facts.values():
        for item in fact.observations:
            given.setdefault(item.source, []).append(item)
    texts = []
    for at, source in enumerate(page.document.sources.values(), start=1):
        date = _date(page, source, given.get(source.id, ()))
        listed = listed_source(page.wording, source, date)
        if not page.wording.language.spaced:
            listed = _linked_at_date(listed)
        number = Run(f"{at}{NO_BREAK}{NO_BREAK}", term="number of a source", bold=True)
        texts.append(fit.whole_dates((number, *listed)))
    return texts


def _linked_at_date(listed: Text) -> Text:
    """Return a source whose date is its link: programs set a link as a field of its own, which in a title of Chinese
    signs and figures has another face and other spaces than titles without a link."""
    link = next((run.link for run in listed if run.link), "")
    return (*(replace(run, link="") for run in listed[:-1]), replace(listed[-1], link=link))


def _date(page: Page, source: Source, given: Sequence[Observation]) -> str:
    """When a source was published; of one without a date to which period its values go, else when it was read."""
    newest = source.continued_to({item.period for item in given}, dated=any(item.published for item in given))
    if newest is None:
        return page.wording.publication_date(source, listed=True)
    return page.wording.phrase("data_to", period=page.wording.dated(newest, form="short"))


def _pages(entries: Sequence[_Entry], style: TextStyle, body: Box, count: int) -> list[_Columns]:
    """Return entries in columns about as high as each other, on a number of pages."""
    least = sum(fit.stacked_height([lines]) for _, lines in entries) / _COLUMNS / count
    rooms = (least + step * style.leading for step in range(int(body.h // style.leading)))
    tries = (_filled(entries, min(body.h, room)) for room in rooms)
    return next((pages for pages in tries if len(pages) == count), _filled(entries, body.h))


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
