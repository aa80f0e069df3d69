"""What frames every slide: title, subtitle, the source and note lines at the foot, and the footer below them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.grid import SlideZones
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextBox
from briefing.model.cited import keys_shown
from briefing.model.document import Decisions
from briefing.model.text import Text, embolden, join, plain, text
from briefing.typesetting import arial
from briefing.typesetting.runs import split_lines
from briefing.wording.source_numbers import numbered_lines, whole_line

USUAL_LINES, MOST_LINES = 2, 4


def head(page: Page) -> list[Element]:
    """Return a section's title and subtitle, in reading order."""
    section = page.section
    room = f"two lines of {page.zones.title_styles[-1].size:g} points"
    fix = "shorten the title to 16 words or fewer; put the rest in the subtitle or a point"
    heading = fit.set_title(page, page.zones.title, page.zones.title_styles, room, fix)
    elements: list[Element] = [heading]
    if section.subtitle:
        zone, style = page.zones.subtitle, page.zones.subtitle_style
        smaller = replace(style, size=grid.NAME.size, leading=grid.NAME.leading)
        sizes = (style, smaller) if smaller.size < style.size else (style,)
        paragraphs = fit.single(section.subtitle, fit.largest_style(sizes, [(section.subtitle, zone)]))
        box = replace(zone, y=zone.y - _unused_height(page, heading)) if page.zones.subtitle_rises else zone
        if fit.height(paragraphs, box.w) > box.h + 0.5:
            fix = "write a shorter `subtitle`, without what its charts name; that of `auto` names all of them"
            what = f"{fit.excess(paragraphs, box)} too many for its line: {plain(section.subtitle)!r}"
            raise page.error("subtitle", what, fix)
        elements.append(fit.set_text(page, "Subtitle", box, paragraphs, placeholder="subtitle"))
    return elements


def zones_below(page: Page, head: Sequence[Element]) -> SlideZones:
    """Return a page's zones, with what a short title or a missing subtitle leaves given to the body.

    Only where the subtitle moves up below the title, as in our own layouts.
    """
    zones, heading = page.zones, head[0]
    if not zones.subtitle_rises or not isinstance(heading, TextBox):
        return zones
    up, body = _unused_height(page, heading), zones.body
    up += 0 if page.section.subtitle else zones.subtitle.h
    return replace(zones, body=replace(body, y=body.y - up, h=body.h + up))


def _unused_height(page: Page, heading: TextBox) -> float:
    """Return the height of the lines that a title leaves unused, by which its subtitle moves up to stay below it."""
    style = heading.paragraphs[0].style
    used = len(split_lines(heading.paragraphs[0].text))
    return max(0, _most_lines(page) - used) * style.leading


def _most_lines(page: Page) -> int:
    return max(2, int(page.zones.title.h // page.zones.title_styles[0].leading))


def foot(page: Page) -> tuple[list[Element], float]:
    """Return rule and box of the source and note lines, and the y down to which the body may reach.

    The note begins its own line. Lines that their place does not hold move the rule up, and the foot of the body.
    """
    section = page.section
    if not section.source_line and not section.note_line:
        return [], page.zones.body.y1
    chosen = _source_lines(page)
    count = _line_count(page, chosen)
    place = page.zones.source
    rise = max(0.0, count * grid.SOURCE_STYLE.leading - place.h)
    box = Box(place.x, place.y - rise, place.w, place.h + rise)
    rule = Shape(
        "Source rule",
        "line",
        Box(page.zones.body.x, page.zones.source_rule - rise, page.zones.body.w, 0),
        line="rule",
        weight=0.75,
    )
    paragraphs = tuple(Paragraph(item, grid.SOURCE_STYLE) for item in chosen)
    source = fit.set_text(page, "Source", box, paragraphs, placeholder="source")
    return [rule, source], page.zones.body.y1 - rise


def needs_short_sources(page: Page) -> bool:
    """Return whether a section's sources with their days, and its note, take more than the usual lines."""
    section = page.section
    return (
        bool(section.source_line_short)
        and _line_count(page, _with_whole_dates(section.source_line, section.note_line)) > USUAL_LINES
    )


def _source_lines(page: Page) -> tuple[Text, ...]:
    """Return a section's source and note, in the form that all slides of the deck have."""
    section = page.section
    sources = section.source_line_short if page.short_sources and section.source_line_short else section.source_line
    sources = _on_one_line(page, sources)
    chosen = _with_whole_dates(sources, section.note_line)
    if _line_count(page, chosen) > MOST_LINES and section.note_line_least:
        chosen = _with_whole_dates(sources, section.note_line_least)  # the notes have all of it
    if _line_count(page, chosen) <= MOST_LINES:
        return chosen
    box = Box(0, 0, page.zones.source.w, MOST_LINES * grid.SOURCE_STYLE.leading)
    words = fit.excess(tuple(Paragraph(item, grid.SOURCE_STYLE) for item in chosen), box)
    raise page.error(
        "source",
        f"{words} too many for {MOST_LINES} lines",
        "shorten the note, show fewer series, whose statuses and values it tells, or name fewer sources in short",
    )


def shortens_sources(page: Page) -> bool:
    """Return whether the source line of a section names some of its sources alone, so that a slide lists all."""
    line = page.section.source_line_short if page.short_sources else page.section.source_line
    return bool(line) and _on_one_line(page, line) is not line


def _on_one_line(page: Page, sources: Text) -> Text:
    """Return a source line as it is where it takes one line, with the numbers of its entries if the deck ends with a
    list; else with as many of its entries as one line holds, those that give most, and the numbers of the others."""
    entries, known = page.section.source_entries, page.document.sources
    given = known, keys_shown(page.section, known)
    line = whole_line(page.wording, entries, *given) if page.listed and entries else sources
    if len(entries) < 2 or _line_count(page, _with_whole_dates(line)) <= 1:
        return line
    for line in numbered_lines(page.wording, entries, *given):
        if _line_count(page, _with_whole_dates(line)) <= 1:
            return line
    return line


def _with_whole_dates(*texts: Text) -> tuple[Text, ...]:
    return tuple(fit.whole_dates(item) for item in texts if item)


def _line_count(page: Page, texts: Sequence[Text]) -> int:
    """Return how many lines texts take, with the one that their box keeps free where they are Chinese."""
    tall = fit.height([Paragraph(item, grid.SOURCE_STYLE) for item in texts], page.zones.source.w)
    return round(tall / grid.SOURCE_STYLE.leading)


def footer(page: Page, part: Text = ()) -> Text:
    """Return the part of the story, the edition's header, organisation and classification; what does not fit is left
    out.

    The edition's title is left out where the part has the same, as in a story without parts; a header that the story
    gives stands. A company's layout has no place for the part.
    """
    zone, style, imprint = page.zones.footer, page.zones.foot_style, page.document.edition.imprint
    if zone is None:
        return ()
    lead = embolden(part) if page.zones.parted else ()
    parts = [
        () if lead and part == page.document.header else page.document.header,
        text(imprint.organisation, term="imprint"),
        text(imprint.classification, term="imprint"),
    ]
    least = 0 if lead else 1
    while len(parts) > least and arial.width(join([lead, *parts], " · "), style.size) > zone.w:
        parts.pop(0)
    line = join([lead, *parts], " · ")
    if lead and arial.width(line, style.size) > zone.w:
        what = f"{fit.excess(fit.single(lead, style), zone)} too many for its line"
        raise page.error("footer", what, "shorten the part's `name`, or in a story without `parts` the edition's title")
    return line


def date(page: Page) -> Text:
    """Return the edition's date, for the date placeholder, where the page has one.

    A text, no field: what opens the deck would set a field to its own day, and a deck tells the day of its edition.
    """
    if page.zones.date is None:
        return ()
    return text(page.wording.edition_date(page.document.edition), term="date of the edition")


def notes(page: Page) -> Text:
    """Speaker notes: what the speaker says, points that left the slide, the full source and note lines."""
    section = page.section
    blocks = [section.notes, _spoken(page), section.source_line_notes or section.source_line]
    blocks.append(section.note_line_full or section.note_line)
    return join(blocks, "\n\n")


def _spoken(page: Page) -> Text:
    """Return lines for the notes of what a slide leaves out: the points of questions, of a projected slide all points,
    and why its questions matter and what is known."""
    content: list[Text] = []
    section, presented = page.section, page.presented
    space = page.wording.joint(" ")
    asked = [block for block in section.blocks if isinstance(block, Decisions)]
    for block in asked if presented else ():
        answers = [(item.question, join([item.why, item.known], space)) for item in block.items]
        content += [join([question, answer], space) for question, answer in answers if answer]
    if asked or (presented and section.blocks):  # without evidence the points stand on the slide
        colon = page.wording.joint(": ")
        content += [join([point.lead, point.body], space if point.continues else colon) for point in section.points]
    return join(content, "\n")
