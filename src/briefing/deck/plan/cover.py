"""The dark cover: title and imprint at the left, slopes, a line or columns at the right; alone over all its width."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.end_names import spread
from briefing.charts.time_axis import category_words
from briefing.deck.plan.charts.over_years import PADDING, padded
from briefing.deck.plan.cover_chart import LEFT, PANEL, line
from briefing.deck.plan.cover_columns import columns
from briefing.deck.plan.cover_dots import FIELD_W, dots, key, key_height
from briefing.deck.plan.cover_ridges import LEFT as RIDGES_X
from briefing.deck.plan.cover_ridges import ridges
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import EDITION_DATE, Box, ChartBox, Element, Paragraph, Picture, Shape, TextStyle
from briefing.model.chart import PICTURES, Chart, Plot, Role
from briefing.model.text import Text, join, plain, text
from briefing.typesetting.runs import split_lines

TITLES = (TextStyle(40, 47, bold=True), TextStyle(34, 41, bold=True), TextStyle(30, 36, bold=True))
TITLE_W, TITLE_TOP, TITLE_MOST = 410.0, 144.0, 190.0
FIELD_MOST, IMPRINT_FOOT = 142.0, 482.0
SUBTITLE = TextStyle(18, 25, "ink_2")
# Of a cover without a chart.
ALONE_TITLES, ALONE_SUBTITLE = (TextStyle(54, 62, bold=True), *TITLES), TextStyle(24, 32, "ink_2")
ALONE_W = 760.0
KICKER = TextStyle(14, 18, "accent_text", bold=True)
IMPRINT = TextStyle(14, 20, "ink_3")
SMALL = TextStyle(10.5, 14, "ink_3")
YEAR = TextStyle(14, 18, "ink_2")
HERO = TextStyle(40, 44, "highlight", bold=True)
VALUE = TextStyle(14, 18, "ink", bold=True)
NAME = TextStyle(14, 18, "ink_2")
START, END, NAMES = 536.0, 704.0, 720.0
LOW, HIGH = 446.0, 108.0


def cover(page: Page) -> tuple[Element, ...]:
    """Return the elements of a document's cover, the title first."""
    document = page.document
    image = document.edition.cover_image
    alone = document.cover is None and not image
    field = document.cover if document.cover and document.cover.kind in PICTURES else None
    across, most = (FIELD_W, FIELD_MOST) if field else (ALONE_W if alone else TITLE_W, TITLE_MOST)
    place = Box(page.zones.body.x, TITLE_TOP, across, most)
    styles = ALONE_TITLES if alone else TITLES
    title = fit.set_title(page, place, styles, "the cover", "shorten the edition's title")
    (lines,) = title.paragraphs
    tall = len(split_lines(lines.text)) * lines.style.leading
    bottom = TITLE_TOP + tall
    elements: list[Element] = [replace(title, box=replace(place, h=tall))]
    if image:
        elements.append(Picture("Image", PANEL, image, document.image_alt, filling=True))
    elif not alone and not field:
        elements.append(Shape("Ground", "rect", PANEL, fill="wash"))
    if document.kicker:
        box = Box(page.zones.body.x, 50, TITLE_W, 18)
        elements.append(fit.set_text(page, "Kicker", box, fit.single(document.kicker, KICKER)))
    if document.subtitle:
        style, most = (ALONE_SUBTITLE, ALONE_W) if alone else (SUBTITLE, across)
        wide = fit.balanced_width(document.subtitle, style, most)
        box = Box(page.zones.body.x, bottom + 14, wide, 3 * style.leading)
        content = fit.single(document.subtitle, style)
        elements.append(fit.set_text(page, "Subtitle", box, content, placeholder="subtitle"))
    elements += _imprint(page.at("imprint"))
    if field:
        elements += _picture(page.at("chart"), field)
    elif document.cover is not None:
        elements += _chart(page.at("chart"), document.cover)
    elements += _foot(page)
    return tuple(elements)


def _picture(page: Page, chart: Chart) -> list[Element]:
    """Return a picture made of data at the right, with its words at the left."""
    top = IMPRINT_FOOT - 52 - key_height(chart)
    return [*key(page, chart, top), *dots(page, chart)] if chart.kind == "dots" else ridges(page, chart)


def _chart(page: Page, chart: Chart) -> list[Element]:
    """Return the chart of the cover. LayoutError for a kind that has no place there."""
    drawn = {"slope": _slopes, "line": line, "columns": columns}
    if chart.kind not in drawn:
        what = f"a cover has room for a slope, a line or columns, not for {chart.kind}"
        raise page.error("chart", what, "write `kind: slope`, or give the chart to a section")
    return drawn[chart.kind](page, chart)


def imprint_lines(page: Page) -> list[Text]:
    """Return who issues a document, if the story names it, and of which date it is."""
    edition = page.document.edition
    imprint = edition.imprint
    lines: list[Text] = []
    if imprint.organisation:
        lines.append(page.say("issued_by", "imprint", organisation=imprint.organisation))
    edition_of = text(page.wording.edition_of(edition), term=EDITION_DATE)
    lines.append(join([edition_of, text(imprint.classification, term="imprint")], " · "))
    return lines


def _imprint(page: Page) -> list[Element]:
    imprint = page.document.edition.imprint
    lines = imprint_lines(page)
    box = Box(page.zones.body.x, IMPRINT_FOOT - len(lines) * IMPRINT.leading, TITLE_W, len(lines) * IMPRINT.leading)
    elements: list[Element] = [fit.set_text(page, "Imprint", box, [Paragraph(line, IMPRINT) for line in lines])]
    if imprint.logo:
        logo = Box(page.zones.body.x, box.y - 48, 120, 36)
        elements.append(Picture("Logo", logo, imprint.logo, text(imprint.organisation, term="imprint")))
    return elements


def _foot(page: Page) -> list[Element]:
    document = page.document
    elements: list[Element] = []
    if document.cover_source_line:
        box = Box(page.zones.body.x, 492, TITLE_W + 10, 42)
        content = fit.single(document.cover_source_line, SMALL)
        elements.append(fit.set_text(page, "Source", box, content, placeholder="source"))
    if document.cover_note_line:
        note = shown_note(page)
        x = _note_x(page)
        box = Box(x, 492, fit.balanced_width(note, SMALL, page.zones.body.x1 - x), _NOTE_H)
        elements.append(fit.set_text(page, "Note", box, fit.single(note, SMALL)))
    return elements


def shown_note(page: Page) -> Text:
    """Return the note of a cover's chart, or where it is too long for the foot what it says at least."""
    document = page.document
    tall = fit.height([Paragraph(document.cover_note_line, SMALL)], page.zones.body.x1 - _note_x(page))
    return (tall > _NOTE_H and document.cover_note_line_least) or document.cover_note_line


def _note_x(page: Page) -> float:
    """Return where a note begins: below the words of ridges, else below the panel's."""
    chart = page.document.cover
    return RIDGES_X if chart is not None and chart.kind == "ridge" else NOTE_X


_NOTE_H = 42.0


NOTE_X = LEFT


class _End(Struct, frozen=True):
    """What stands at a line's end; lines that coincide share one."""

    y: float
    value: Text
    names: tuple[Text, ...]
    role: Role


def _slopes(page: Page, chart: Chart) -> list[Element]:
    drawn = plotted(chart)
    known = [value for series in drawn.series for value in series.values if value is not None]
    low, high = min(known), max(known)
    axis = padded(low, high)
    bare = replace(
        drawn,
        axis=axis,
        rules=(),
        remarks=(),
        series=tuple(replace(series, labels=(), end=()) for series in drawn.series),
    )
    spare = (LOW - HIGH) * PADDING
    inner = Box(START, HIGH - spare, END - START, LOW - HIGH + 2 * spare)
    frame = Box(START - 30, HIGH - 14, END - START + 60, LOW - HIGH + 28)
    base = Shape("Base", "line", Box(START, LOW, END - START, 0), line="rule_strong", weight=1.0)
    chart_box = ChartBox(
        "Slopes",
        frame,
        inner,
        bare,
        drawn.alt or chart.alt or page.document.title,
        "chart",
        line_weight=3.5,
        marker=9.0,
        category_axis=False,
        on_edges=True,
    )
    ends = _ends(drawn, low, high)
    return [base, chart_box, *_measure(page, chart), *_texts(page, ends), *_years(page, drawn)]


def _measure(page: Page, chart: Chart) -> list[Element]:
    """Return the chart's subtitle, which says what the slopes measure, above them."""
    if not chart.subtitle:
        return []
    wide = fit.balanced_width(chart.subtitle, NAME, page.zones.body.x1 - START)
    box = Box(START, 40, wide, 2 * NAME.leading)
    return [fit.set_text(page, "Measure", box, fit.single(chart.subtitle, NAME))]


def _ends(plot: Plot, low: float, high: float) -> list[_End]:
    ends: list[_End] = []
    for series in plot.series:
        value = series.values[-1]
        if value is None or not series.end:
            continue  # a line that coincides with another is named there
        y = HIGH + (1 - (value - low) / (high - low or 1.0)) * (LOW - HIGH)
        label = series.labels[-1] if series.labels else None
        content = label.text if label else ()
        same = next((end for end in ends if abs(end.y - y) < 8 and plain(end.value) == plain(content)), None)
        if same is None:
            ends.append(_End(y, content, (series.end,), series.role))
        else:
            ends[ends.index(same)] = replace(same, names=(*same.names, series.end))
    return ends


def _texts(page: Page, ends: list[_End]) -> list[Element]:
    plain_ends = [end for end in ends if end.role != "highlight"]
    values = max((fit.width(end.value, VALUE) for end in plain_ends if end.value), default=0.0) + 8
    wide = page.zones.body.x1 - NAMES - values
    heights = [fit.height([Paragraph(name, NAME) for name in end.names], wide) + 6 for end in plain_ends]
    lead = next((end for end in ends if end.role == "highlight"), None)
    hero_y, centres = _heights(page, lead, plain_ends, heights)
    elements: list[Element] = []
    for index, end in enumerate([lead] if lead else [], start=1):
        number = Box(NAMES, hero_y - 22, page.zones.body.x1 - NAMES, HERO.leading)
        room = max(fit.balanced_width(name, NAME, page.zones.body.x1 - NAMES) for name in end.names)
        below = Box(NAMES, hero_y + 24, room, 3 * NAME.leading)
        elements.append(fit.set_text(page, f"Hero {index}", number, fit.single(end.value, HERO)))
        names = [Paragraph(name, replace(NAME, colour="ink")) for name in end.names]
        elements.append(fit.set_text(page, f"Hero name {index}", below, names))
    for index, (end, tall, centre) in enumerate(zip(plain_ends, heights, centres, strict=True), start=1):
        if end.value:
            box = Box(NAMES, centre - 9, values, 18)
            elements.append(fit.set_text(page, f"Value {index}", box, fit.single(end.value, VALUE)))
        box = Box(NAMES + values, centre - tall / 2, wide, tall)
        content = [Paragraph(name, NAME) for name in end.names]
        elements.append(fit.set_text(page, f"Name {index}", box, content, anchor="ctr"))
    return elements


def _heights(page: Page, lead: _End | None, others: list[_End], talls: list[float]) -> tuple[float, list[float]]:
    """Return where the big number's end and the other ends stand, in the order of the lines.

    A leading line has its number at its end; below others its number gives way as theirs do.
    """
    wished = [end.y for end in others]
    if lead is None or lead.y <= min(wished, default=lead.y):
        return (lead.y if lead else 0.0), spread(wished, talls, HIGH + 90, LOW + 12)
    room = page.zones.body.x1 - NAMES
    names = [Paragraph(name, NAME) for name in lead.names]
    tall = 46 + fit.height(names, max(fit.balanced_width(name, NAME, room) for name in lead.names)) + 8
    placed = spread([*wished, lead.y - 22 + tall / 2], [*talls, tall], HIGH - 24, LOW)
    return placed[-1] - tall / 2 + 22, placed[:-1]


def _years(page: Page, plot: Plot) -> list[Element]:
    first = plot.baseline or fit.axis_text(category_words(plot)[0])
    elements: list[Element] = []
    for name, content, x in (("First year", first, START), ("Last year", fit.axis_text(category_words(plot)[-1]), END)):
        wide = fit.width(content, YEAR)
        box = Box(max(NOTE_X, x - wide / 2), LOW + 14, wide, 18)
        elements.append(fit.set_text(page, name, box, fit.single(content, YEAR)))
    return elements
