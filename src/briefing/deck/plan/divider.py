"""The dark slide before each part of a long deck: its number, name and headline, what follows, and its data small."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.time_axis import category_words
from briefing.deck.plan import frame
from briefing.deck.plan.blocks.panel import run_in
from briefing.deck.plan.cover_dots import emblem
from briefing.deck.plan.divider_marks import FILLED, VALUE, column_picture, last_words, line_picture, shares
from briefing.deck.plan.divider_note import caption, divider_note
from briefing.deck.plan.divider_ranks import rank_rows, ranks_fit
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, Slide, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import LEAST_POINTS, Chart, Plot
from briefing.model.document import Part, Point, RankStrip, Section
from briefing.model.text import Text, join, plain, text

_NUMBER = TextStyle(96, 100, "highlight", bold=True)
_NAME = TextStyle(26, 32, "accent_text", bold=True)
_STANDFIRST = TextStyle(24, 32, "ink_2")
_ENTRY, _SMALL_ENTRY = TextStyle(18, 23, "ink_2"), TextStyle(14, 18, "ink_2")
_CAPTION, _SOURCE = TextStyle(14, 18, "ink_2"), TextStyle(14, 18, "ink_3")
_WORDS = 0.56  # of the width of a slide: what follows; the picture takes the rest
_BETWEEN, _GAP = 30.0, 10.0
_BELOW_TITLE = 6.0
_AFTER_NUMBER = 18.0


def divider(page: Page, part: Part, number: int, sections: Sequence[Section]) -> Slide:
    """Return the slide before the sections of a part, the `number`-th of the story; 0 for one without a number."""
    slide = _slide(page, part, number, sections)
    return _slide(page, part, number, sections, slide.elements) if divider_note(page, (), slide.elements) else slide


def _slide(page: Page, part: Part, number: int, sections: Sequence[Section], drawn: Sequence[Element] = ()) -> Slide:
    """Return the same slide with a note on the values of a picture that is `drawn`."""
    titles = {plain(section.title) for section in sections}
    title = part.name if not part.headline or plain(part.headline) in titles else part.headline
    sources = part.source_line if title == part.headline or part.picture else ()
    words = [part.standfirst, *(run_in(point, page.wording) for point in _concluded(part))]
    words = words if part.standfirst else [item.title for item in sections]
    section = Section(
        f"part {part.id}", title, source_line=sources, note_line=divider_note(page, [title, *words], drawn)
    )
    page = replace(page, section=section)
    head, (foot, low) = frame.head(page), frame.foot(page)
    zones = frame.zones_below(page, head)
    body = replace(zones.body, w=zones.body.w * _WORDS - _BETWEEN, h=min(low, zones.body.y1) - zones.body.y)
    top = body.y + _BELOW_TITLE
    elements: list[Element] = [*head]
    left = body.x
    if number:
        number_text = text(str(number), term="list number")
        box = Box(left, top, fit.width(number_text, _NUMBER), _NUMBER.leading)
        elements.append(fit.set_text(page.at("part"), "Part number", box, fit.single(number_text, _NUMBER)))
        left = box.x1 + _AFTER_NUMBER
    if title != part.name:
        box = Box(left, top, body.x1 - left, _NUMBER.leading)
        elements.append(fit.set_text(page.at("part"), "Part name", box, fit.single(part.name, _NAME), anchor="ctr"))
    area = Box(body.x, top + _NUMBER.leading + _GAP, body.w, body.y1 - top - _NUMBER.leading - _GAP)
    if not page.presented:
        first = _standfirst(page, part, area)
        below = max([area.y, *(item.box.y1 for item in first)]) + _BETWEEN
        drawn = _conclusions(page, part, replace(area, y=below, h=area.y1 - below)) if first else []
        elements += [*first, *drawn] or _entries(page.at("contents"), sections, area)
    left = body.x1 + _BETWEEN
    chosen = [one for one in page.document.sections if one.id == part.picture]
    area = Box(left, body.y, zones.body.x1 - left, body.h)
    elements += _picture(page, chosen, sections, area, cited=bool(part.picture and sources))
    elements += foot
    return Slide(
        "pause",
        section.id,
        part.id,
        tuple(elements),
        dark=True,
        footer=frame.footer(page, part.name),
        date=frame.date(page),
        foot_style=page.zones.foot_style,
    )


def _standfirst(page: Page, part: Part, area: Box) -> list[TextBox]:
    """Return the sentences below the headline of a part; nothing where it has none, or they have no room."""
    content = fit.single(part.standfirst, _STANDFIRST)
    tall = fit.height(content, area.w) if part.standfirst else 0.0
    box = Box(area.x, area.y, area.w, tall)
    return [fit.set_text(page.at("part"), "Standfirst", box, content)] if 0 < tall <= area.h else []


def _concluded(part: Part) -> tuple[Point, ...]:
    """Return the boxed points of a part."""
    return next((one.points for one in part.asides if one.boxed and one.points), ())


def _conclusions(page: Page, part: Part, area: Box) -> list[Element]:
    """Return the boxed points of a part at the foot of an area, below a rule; nothing where they have no room."""
    written = [Paragraph(run_in(point, page.wording), _ENTRY) for point in _concluded(part)]
    heights = [fit.height((one,), area.w) for one in written]
    tall = sum(heights) + _GAP * len(heights)
    if not 0 < tall <= area.h:
        return []
    y = area.y1 - tall
    elements: list[Element] = [Shape("Conclusions", "line", Box(area.x, y, area.w, 0), line="rule", weight=0.75)]
    for number, (content, high) in enumerate(zip(written, heights, strict=True), start=1):
        box = Box(area.x, y + _GAP, area.w, high)
        elements.append(fit.set_text(page.at("part"), f"Conclusion {number}", box, (content,)))
        y += high + _GAP
    return elements


def _entries(page: Page, sections: Sequence[Section], area: Box) -> list[Element]:
    """Return the titles of a part's slides, each leading to its slide, as many as have room."""
    for style in (_ENTRY, _SMALL_ENTRY):
        heights = [fit.height(fit.single(section.title, style), area.w) for section in sections]
        if sum(heights) + _GAP * (len(heights) - 1) <= area.h:
            break
    elements: list[Element] = []
    y = area.y
    for number, (section, tall) in enumerate(zip(sections, heights, strict=True), start=1):
        if y + tall > area.y1:
            break
        content = fit.single(_unlinked(section.title), style)
        box = fit.set_text(page, f"Entry {number}", Box(area.x, y, area.w, tall), content)
        elements.append(replace(box, link=section.id) if isinstance(box, TextBox) else box)
        y += tall + _GAP
    return elements


def _unlinked(title: Text) -> Text:
    return tuple(replace(run, link="") for run in title)


def _picture(
    page: Page, named: Sequence[Section], sections: Sequence[Section], area: Box, *, cited: bool
) -> list[Element]:
    """Return a chart of the named section over its first and last period, or its ranks, else of the part's, and a line
    that says what it shows, else the field of the cover again, else a chart of the edition; as high as the area. One
    that the slide has `cited` names no source.
    """
    own, ranked = next(iter(_plots(named)), None), _ranks(named, area)
    if own is None and ranked is None:
        own = next(iter(_plots(sections)), None)
        ranked = _ranks(sections, area) if own is None else None
    if ranked is not None and own is None:
        words, area = _words(page, ranked[0], ranked[0].subtitle, area, cited=cited)
        return [*rank_rows(page, ranked[1], area), *words]
    cover = page.document.cover
    if own is None and cover is not None and cover.dot:
        return emblem(cover, area)
    chosen = own or next((one for one in _plots(page.document.sections) if one[1].form == "line"), None)
    if chosen is None:
        return []
    section, drawn, measured = chosen
    shown = caption(page, drawn, measured)
    if shown != measured:  # the words of the chart for those who cannot see it are of series that are not drawn here
        alone = join([page.say("drawn_alone"), last_words(page, drawn)], page.wording.joint(": "))
        drawn = replace(drawn, alt=join([measured, alone], page.wording.joint("; ")))
    words, area = _words(page, section, shown, area, cited=cited)
    with_names = drawn.form != "bar" or _has_room_for_names(drawn, area.w)
    foot = _CAPTION.leading if with_names and not drawn.classed and not page.presented else 0.0
    above = Box(area.x, area.y + VALUE.leading, area.w, area.h - VALUE.leading - foot)
    found = line_picture(page, drawn, above) if drawn.form == "line" else column_picture(page, drawn, above)
    below = replace(above, y=above.y1 + 2, h=foot)
    found += (_names if drawn.form == "bar" else _ends)(page, drawn, below) if foot else []
    return [*found, *words]


def _ranks(sections: Sequence[Section], area: Box) -> tuple[Section, RankStrip] | None:
    """Return the first ranks of sections that have room in an area."""
    blocks = ((section, block) for section in sections for block in section.blocks)
    return next(
        ((one, block) for one, block in blocks if isinstance(block, RankStrip) and ranks_fit(block, area)), None
    )


def _words(page: Page, section: Section, shown: Text, area: Box, *, cited: bool) -> tuple[list[Element], Box]:
    """Return the words at the foot of a picture, what is shown and the source, and the area over them."""
    source = () if cited else (section.source_line_short if page.short_sources else ()) or section.source_line
    lines = [(shown, _CAPTION, "caption"), (source, _SOURCE, "source")]
    words = [(fit.single(content, style), name) for content, style, name in lines if content and not page.presented]
    heights = [fit.height(content, area.w) for content, _ in words]
    y = area.y1 - sum(heights)
    found: list[Element] = []
    for (content, name), height in zip(words, heights, strict=True):
        found.append(fit.set_text(page.at(name), f"Picture {name}", Box(area.x, y, area.w, height), content))
        y += height
    return found, replace(area, h=area.h - sum(heights) - _GAP * bool(words))


def _has_room_for_names(plot: Plot, wide: float) -> bool:
    """Whether the name of each place has room under its column."""
    words = [row.name for row in plot.rows]
    return len(words) == len(shares(plot)) and max(fit.width(one, _CAPTION) for one in words) < wide / len(words)


def _names(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the names of places under their columns."""
    step, centred = area.w / len(plot.rows), replace(_CAPTION, align="ctr")
    boxes = (replace(area, x=area.x + (at + FILLED / 2 - 0.5) * step, w=step) for at in range(len(plot.rows)))
    return [
        fit.set_text(page.at("picture"), f"Picture name {number}", box, fit.single(row.name, centred))
        for number, (row, box) in enumerate(zip(plot.rows, boxes, strict=True), start=1)
    ]


def _ends(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the names of the first and the last period at the foot of a picture, under its marks."""
    drawn = len(shares(plot))
    first, *_, last = category_words(plot)[:drawn]
    inset = area.w * (1 - FILLED) / drawn if plot.form == "column" else 0.0
    box = replace(area, w=area.w - inset)
    return [
        fit.set_text(page.at("picture"), f"Picture period {number}", box, fit.single(fit.axis_text(words), style))
        for number, words, style in ((1, first, _CAPTION), (2, last, replace(_CAPTION, align="r")))
    ]


def _plots(sections: Sequence[Section]) -> list[tuple[Section, Plot, Text]]:
    """Return the lines and columns of sections, lines first, then columns over time, each with what it shows; none that
    crosses a break at which comparing is refused, is too short to show a path, or ends early, as half of the picture
    would be empty."""
    found: list[tuple[Section, Plot, Text]] = []
    for section in sections:
        charts = [block for block in section.blocks if isinstance(block, Chart)]
        for chart in charts:
            with suppress(LayoutError):  # which the slide of the chart reports
                plot = plotted(chart)
                held = shares(plot)
                drawn = plot.form in ("column", "bar") or (plot.form == "line" and len(held) >= LEAST_POINTS)
                if drawn and held and held[-1] is not None and not any(one.refused for one in chart.breaks):
                    found.append((section, plot, chart.subtitle if len(charts) > 1 else section.subtitle))
    return sorted(found, key=lambda one: ("line", "column", "bar").index(one[1].form))
