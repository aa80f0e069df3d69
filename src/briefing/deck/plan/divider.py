"""The dark slide before each part of a long deck: its number, name and headline, what follows, and its data small."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.bridges import bridge_values
from briefing.charts.time_axis import category_words
from briefing.deck.plan import frame
from briefing.deck.plan.blocks.panel import run_in
from briefing.deck.plan.cover_dots import emblem
from briefing.deck.plan.divider_note import caption, divider_note
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Paragraph, Path, Shape, Slide, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import LEAST_POINTS, Chart, Plot, PlotSeries
from briefing.model.document import Part, Point, Section
from briefing.model.text import Text, join, plain, text

_NUMBER = TextStyle(96, 100, "highlight", bold=True)
_NAME = TextStyle(26, 32, "accent_text", bold=True)
_STANDFIRST = TextStyle(24, 32, "ink_2")
_ENTRY, _SMALL_ENTRY = TextStyle(18, 23, "ink_2"), TextStyle(14, 18, "ink_2")
_OTHER = TextStyle(14, 18, "accent_text", bold=True, align="r")
_CAPTION, _SOURCE = TextStyle(14, 18, "ink_2"), TextStyle(14, 18, "ink_3")
_VALUE = TextStyle(18, 23, "highlight", bold=True, align="r")
_WORDS = 0.56  # of the width of a slide: what follows; the picture takes the rest
_BETWEEN, _GAP = 30.0, 10.0
_BELOW_TITLE = 6.0
_AFTER_NUMBER = 18.0
_WEIGHT, _SECOND, _DOT = 3.0, 2.0, 11.0
_HIGHEST = 0.94  # of the height of a picture, its greatest value
_ON_COLUMN = 3.0
_FILLED = 0.72  # of the width of a column's place
_EDGE, _END = 1.5, 48.0  # of a hollow column; about the width of a value at the end of a line


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
    chosen = [one for one in page.document.sections if one.id == part.picture] or sections
    area = Box(left, body.y, zones.body.x1 - left, body.h)
    elements += _picture(page, chosen, area, cited=bool(part.picture and sources))
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


def _picture(page: Page, sections: Sequence[Section], area: Box, *, cited: bool) -> list[Element]:
    """Return a chart of the part over its first and last period and a line that says what it shows, else the field of
    the cover again, else a chart of the edition; as high as the area. One that the slide has `cited` names no source.
    """
    own = list(_plots(sections))
    cover = page.document.cover
    if not own and cover is not None and cover.dot:
        return emblem(cover, area)
    charts = own or [one for one in _plots(page.document.sections) if one[1].form == "line"]
    if not charts:
        return []
    section, drawn, shown = charts[0]
    source = () if cited else (section.source_line_short if page.short_sources else ()) or section.source_line
    lines = [(caption(page, drawn, shown), _CAPTION, "caption"), (source, _SOURCE, "source")]
    spoken = page.presented  # the speaker says it
    words = [(fit.single(content, style), name) for content, style, name in lines if content and not spoken]
    heights = [fit.height(content, area.w) for content, _ in words]
    named = drawn.form != "bar" or _has_room_for_names(drawn, area.w)
    foot = _CAPTION.leading if named and not drawn.classed and not spoken else 0.0
    tall = sum(heights) + _GAP * bool(words) + foot
    above = Box(area.x, area.y + _VALUE.leading, area.w, area.h - _VALUE.leading - tall)
    found = _line(page, drawn, above) if drawn.form == "line" else _columns(page, drawn, above)
    below = replace(above, y=above.y1 + 2, h=foot)
    found += (_names if drawn.form == "bar" else _ends)(page, drawn, below) if foot else []
    y = above.y1 + foot + _GAP
    for (content, name), height in zip(words, heights, strict=True):
        found.append(fit.set_text(page.at(name), f"Picture {name}", Box(area.x, y, area.w, height), content))
        y += height
    return found


def _has_room_for_names(plot: Plot, wide: float) -> bool:
    """Whether the name of each place has room under its column."""
    words = [row.name for row in plot.rows]
    return len(words) == len(_shares(plot)) and max(fit.width(one, _CAPTION) for one in words) < wide / len(words)


def _names(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the names of places under their columns."""
    step, centred = area.w / len(plot.rows), replace(_CAPTION, align="ctr")
    boxes = (replace(area, x=area.x + (at + _FILLED / 2 - 0.5) * step, w=step) for at in range(len(plot.rows)))
    return [
        fit.set_text(page.at("picture"), f"Picture name {number}", box, fit.single(row.name, centred))
        for number, (row, box) in enumerate(zip(plot.rows, boxes, strict=True), start=1)
    ]


def _ends(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the names of the first and the last period at the foot of a picture, under its marks."""
    drawn = len(_shares(plot))
    first, *_, last = category_words(plot)[:drawn]
    inset = area.w * (1 - _FILLED) / drawn if plot.form == "column" else 0.0
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
                shares = _shares(plot)
                drawn = plot.form in ("column", "bar") or (plot.form == "line" and len(shares) >= LEAST_POINTS)
                if drawn and shares and shares[-1] is not None and not any(one.refused for one in chart.breaks):
                    found.append((section, plot, chart.subtitle if len(charts) > 1 else section.subtitle))
    return sorted(found, key=lambda one: ("line", "column", "bar").index(one[1].form))


def _focus(plot: Plot) -> list[PlotSeries]:
    return [item for item in plot.series if "highlight" in (item.role, *item.roles)] or list(plot.series[:1])


def _values(plot: Plot) -> list[float | None]:
    """Return the values of the series in focus; of columns on each other their sums."""
    if plot.form == "column" and plot.stacked:
        parts = [item for item in plot.series if item.observed and not item.over]
        return [sum(value or 0.0 for value in held) for held in zip(*(item.values for item in parts), strict=True)]
    # a line that is thin up to a turn and thick since then is two series
    held = zip(*(item.values for item in _focus(plot)), strict=True)
    return [next((one for one in values if one is not None), None) for values in held]


def _shares(plot: Plot) -> list[float | None]:
    """Return the values in focus as shares of the span from zero; ranks as heights, the first at the top; nothing of
    what shows no path, nor of columns below zero."""
    values = _values(plot)
    known = [value for value in values if value is not None]
    if len(known) < 2 or (max(known) == min(known) and not plot.rank_marks):
        return []
    if plot.rank_marks:
        return [None if value is None else 1 - plot.axis.share(value) for value in values]
    low, high = min(0.0, *known), max(0.0, *known)
    if low < 0 and plot.form != "line":
        return []  # columns stand on the foot of the picture, which would not be zero
    if any(item.role == "target" for item in plot.series):  # whose period may lie ahead
        values = values[: max(at for at, value in enumerate(values) if value is not None) + 1]
    return [None if value is None else (value - low) / (high - low) for value in values]


def _line(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the line in focus over its ground; of ranks all lines, without a ground."""
    known = _runs(_shares(plot), area)
    foot = area.y1
    grounds = tuple(Path((*run, (run[-1][0], foot), (run[0][0], foot))) for run in known if len(run) > 1)
    x, y = known[-1][-1]
    behind: list[Element] = [Freeform("Picture ground", grounds, fill="wash")]
    others = [item for item in plot.series if item.observed and item not in _focus(plot)] if plot.rank_marks else []
    if plot.rank_marks:
        drawn = [_rank_runs(plot, item, area) for item in others]
        behind = [
            Freeform(
                f"Picture other {number}",
                tuple(Path(run, closed=False) for run in runs),
                line="accent" if item.role == "second" else "context",
                weight=_SECOND if item.role == "second" else 1.5,
            )
            for number, (item, runs) in enumerate(zip(others, drawn, strict=True), start=1)
            if any(len(run) > 1 for run in runs)
        ]
        behind += _bridged(plot, area)
    top = y - _DOT - _VALUE.leading
    if plot.rank_marks and any(run[-1][1] < y for item in others for run in _rank_runs(plot, item, area)[-1:]):
        top = y + _DOT  # lines end above it
    above = Box(x - _END, top, _END, _VALUE.leading)
    if not plot.rank_marks and any(above.crossed(*edge) for edge in pairwise(known[-1])):
        top = y + _DOT  # the line falls through the place above its end
    value = Box(area.x, top, area.w, _VALUE.leading)
    return [
        *behind,
        Freeform(
            "Picture line",
            tuple(Path(run, closed=False) for run in known),
            line="highlight",
            weight=_WEIGHT,
            alt=plot.alt,
        ),
        Shape("Picture end", "ellipse", Box(x - _DOT, y - _DOT / 2, _DOT, _DOT), fill="highlight"),
        *_value(page, plot, value),
        *(_second_name(page, plot, area, value) if plot.rank_marks else []),
    ]


def _bridged(plot: Plot, area: Box) -> list[Element]:
    """Return dashes between ranks that have years without one between them, so that no line begins too late."""
    found: list[Element] = []
    for series in plot.series:
        held = [run for run in _runs(_ranks_over(plot, bridge_values(series.values)), area) if len(run) > 1]
        if series.observed and held:
            paths = tuple(Path(run, closed=False) for run in held)
            role = "highlight" if series in _focus(plot) else "accent" if series.role == "second" else "context"
            found.append(Freeform(f"Picture bridge {len(found) + 1}", paths, line=role, weight=1.25, dash=True))
    return found


def _second_name(page: Page, plot: Plot, area: Box, value: Box) -> list[Element]:
    """Return the name of the second line of ranks and its last one above its end, where the value of the line in focus
    is not in the way."""
    second = [item for item in plot.series if item.observed and item.role == "second" and item.values[-1] is not None]
    if not second or page.presented:
        return []
    series = second[-1]
    label = series.labels[-1] if series.labels else None
    words = join([series.end, label.text if label else ()], page.wording.joint(" "))
    box = Box(area.x, _rank_runs(plot, series, area)[-1][-1][1] - _ON_COLUMN - _OTHER.leading, area.w, _OTHER.leading)
    free = box.y1 <= value.y or box.y >= value.y1
    found = [fit.set_text(page.at("picture"), "Picture second", box, fit.single(words, _OTHER))]
    return [*found] if words and free else []


def _rank_runs(plot: Plot, series: PlotSeries, area: Box) -> list[tuple[tuple[float, float], ...]]:
    """Return the points of a line of ranks, the first place at the top."""
    return _runs(_ranks_over(plot, series.values), area)


def _ranks_over(plot: Plot, values: Sequence[float | None]) -> list[float | None]:
    return [None if one is None else 1 - plot.axis.share(one) for one in values]


def _runs(shares: Sequence[float | None], area: Box) -> list[tuple[tuple[float, float], ...]]:
    """Return the points of a line in an area, one run for each stretch with values."""
    step = area.w / max(1, len(shares) - 1)
    runs: list[list[tuple[float, float]]] = [[]]
    for at, share in enumerate(shares):
        if share is None:
            runs.append([])
        else:
            runs[-1].append((area.x + at * step, area.y1 - _HIGHEST * share * area.h))
    return [tuple(run) for run in runs if run]


def _value(page: Page, plot: Plot, box: Box) -> list[Element]:
    """Return the name and the last value of the line in focus above its end, in its colour."""
    series = _focus(plot)[-1]
    label = series.labels[-1] if series.labels else None
    words = () if page.presented else join([series.end, label.text if label else ()], page.wording.joint(" "))
    return [fit.set_text(page.at("picture"), "Picture value", box, fit.single(words, _VALUE))] if words else []


def _columns(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return columns from the foot of an area, those in focus in the colour of lines, those known as a bound hollow,
    with gaps where no value is; the last one has the words for those who cannot see them."""
    shares = _shares(plot)
    step, lit = area.w / max(1, len(shares)), _lit(plot, shares)
    bounds = {at for item in _focus(plot) for at, role in enumerate(item.roles) if role == "bound"}
    known = [number for number, share in enumerate(shares, start=1) if share is not None]
    found: list[Element] = []
    for number, share in enumerate(shares, start=1):
        if share is not None:
            tall = max(1.0, share * area.h * _HIGHEST)
            box = Box(area.x + (number - 1) * step, area.y1 - tall, step * _FILLED, tall)
            colour, alt = "highlight" if number - 1 in lit else "context", plot.alt if number == known[-1] else ()
            line, weight = (colour, _EDGE) if number - 1 in bounds else ("", 0.0)
            fill = "" if line else colour
            found.append(Shape(f"Picture {number}", "rect", box, fill, line, weight, alt))
    if lit == {len(shares) - 1}:
        found += _column_value(page, plot, area, step)
    return found


def _column_value(page: Page, plot: Plot, area: Box, step: float) -> list[Element]:
    """Return the value of the last column over it, of columns on each other their sum, unless the one before is in the
    way."""
    *_, before, last = (share or 0.0 for share in _shares(plot))
    labelled = [item for item in plot.series if item.over] if plot.stacked else _focus(plot)
    label = labelled[-1].labels[-1] if labelled and labelled[-1].labels else None
    foot = area.y1 - last * area.h * _HIGHEST - _ON_COLUMN
    right = area.x1 - step * (1 - _FILLED)
    words = () if page.presented or label is None else label.text
    wide = fit.width(words, _VALUE) + 4
    if not words or (wide > step and area.y1 - before * area.h * _HIGHEST < foot):
        return []
    box = Box(right - max(wide, step * _FILLED), foot - _VALUE.leading, max(wide, step * _FILLED), _VALUE.leading)
    centred = replace(_VALUE, align="ctr" if wide <= step * _FILLED else "r")
    return [fit.set_text(page.at("picture"), "Picture value", box, fit.single(words, centred))]


def _lit(plot: Plot, shares: Sequence[float | None]) -> set[int]:
    """Return the columns in focus: those that the chart highlights, else the newest, of places the highest."""
    lit = {at for item in plot.series if not item.over for at, role in enumerate(item.roles) if role == "highlight"}
    if lit and len(lit) < len(shares):
        return lit
    return {len(shares) - 1 if plot.form == "column" and not plot.classed else shares.index(max(filter(None, shares)))}
