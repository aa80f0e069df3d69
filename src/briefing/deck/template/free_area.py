"""Where evidence may stand on a layout, and the zones of a slide that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from pptx.slide import SlideLayout

from briefing.deck.plan import grid
from briefing.deck.plan.grid import SlideZones
from briefing.deck.slides import Box, TextStyle
from briefing.deck.template import typefaces
from briefing.deck.template.placeholders import FEET, TITLES, Canvas, LayoutPlaceholder, master_content
from briefing.deck.template.scheme import COVERING, shown_shapes

if TYPE_CHECKING:
    from briefing.deck.template.layout_mapping import LayoutMapping

LEAST_WIDTH, LEAST_HEIGHT = 600.0, 230.0
MARGIN = 28.0  # that evidence keeps from the edges of a slide, whatever a template does
TITLE_LINES = 2 * grid.TITLE_STYLES[0].leading
GAP = 6.0  # between bands
IMPRINT_TALL = 42.0  # of two lines and their air
SOURCE_TALL, SOURCE_GAP, BODY_GAP = 28.0, 3.0, 17.0  # a loose source line, the rule above it, and the air above that


def title_box(title: LayoutPlaceholder) -> Box:
    """Return the place of two lines of a headline where the text of a title placeholder would stand."""
    inner = title.inner
    spare = inner.h - TITLE_LINES
    if title.anchor == "t" or spare < 0:
        return replace(inner, h=TITLE_LINES)
    return replace(inner, y=inner.y + (spare if title.anchor == "b" else spare / 2), h=TITLE_LINES)


def free_area(
    layout: SlideLayout,
    known: Mapping[str, LayoutPlaceholder],
    places: Mapping[str, LayoutPlaceholder],
    canvas: Canvas,
) -> Box:
    """Return the rectangle of a layout between title and feet, clear of what stands there.

    Its sides are those of the layout's or the master's content placeholder, else of the title.
    """
    title = title_box(places["title"])
    left, right = max(MARGIN, title.x), min(960.0 - MARGIN, title.x1)
    top = title.y1
    if "subtitle" in places:
        top = max(top, places["subtitle"].box.y + places["subtitle"].box.h)
    contents = [h.inner for h in known.values() if h.kind not in (*TITLES, *FEET.values()) and h not in places.values()]
    mastered = master_content(layout, canvas.scale) if not contents else None  # a layout of a title alone
    contents += [mastered] if mastered else []
    wide = [box for box in contents if box.w > 0.75 * (right - left) and box.y1 > canvas.height * 0.5]
    if wide:
        left, right = max(MARGIN, wide[0].x), min(960.0 - MARGIN, wide[0].x + wide[0].w)
    feet = [_text_top(places[place]) for place in (*FEET, "source") if place in places]
    foot = min([canvas.height - MARGIN / 2, *(y - GAP for y in feet if y > top)])
    room = Box(left, top + GAP, right - left, foot - top - GAP)
    return _cleared(room, [box for _, box in shown_shapes(layout, canvas.scale)])


def _text_top(foot: LayoutPlaceholder) -> float:
    """Return the y of the one line of text in a placeholder at the foot."""
    spare = max(0.0, foot.inner.h - grid.FOOTER_STYLE.leading)
    return foot.inner.y + {"t": 0.0, "ctr": spare / 2, "b": spare}[foot.anchor]


def _cleared(room: Box, obstacles: list[Box]) -> Box:
    """Return the largest part of a rectangle that nothing touches, cut by cut.

    What covers most of it is ground; what would cost most of it is decoration behind the evidence.
    """
    for box in sorted(obstacles, key=lambda item: item.w * item.h, reverse=True):
        cut = _without(room, box)
        if cut.w >= room.w * (1 - COVERING) and cut.h >= room.h * (1 - COVERING):
            room = cut
    return room


def _without(room: Box, box: Box) -> Box:
    if not room.touches(box) or room.overlap(box) >= COVERING * room.w * room.h:
        return room
    parts = (
        Box(room.x, room.y, room.w, box.y - GAP - room.y),
        Box(room.x, room.y, box.x - GAP - room.x, room.h),
        Box(room.x, box.y1 + GAP, room.w, room.y1 - box.y - box.h - GAP),
        Box(box.x1 + GAP, room.y, room.x1 - box.x - box.w - GAP, room.h),
    )
    return max(parts, key=lambda part: max(0.0, part.w) * max(0.0, part.h))


def _narrowed(footer: LayoutPlaceholder, fonts: Any) -> Box:
    """Return the place of a footer as Arial would fill it, which is measured with, less a reserve."""
    return replace(footer.inner, w=footer.inner.w * 0.96 / typefaces.width(typefaces.named(footer.face, fonts))[0])


def zones(mapping: LayoutMapping, canvas: Canvas, fonts: Any) -> SlideZones:
    """Return the zones of the slides of a layout."""
    if mapping.role == "cover":
        return _cover_zones(mapping, canvas)
    places, body = mapping.places, mapping.body
    title = places["title"]
    top = body.y
    if "subtitle" in places:
        subtitle = places["subtitle"].inner
    else:
        subtitle = Box(body.x, top, body.w, 20)
        top += 20 + 12
    if "source" in places:
        source = places["source"].inner
        foot, rule = body.y1 - BODY_GAP, body.y1
    else:
        source = Box(body.x, body.y1 - SOURCE_TALL, body.w, SOURCE_TALL)
        rule = source.y - SOURCE_GAP
        foot = rule - BODY_GAP
    footer, date = places.get("footer"), places.get("date")
    return SlideZones(
        title=title_box(title),
        subtitle=subtitle,
        body=Box(body.x, top, body.w, foot - top),
        source_rule=rule,
        source=source,
        title_styles=tuple(replace(_inherited(style, title)) for style in grid.TITLE_STYLES),
        subtitle_style=replace(grid.SUBTITLE_STYLE, align="" if "subtitle" in places else title.align),
        foot_style=TextStyle(12, 15, "", align=""),
        footer=_narrowed(footer, fonts) if footer else None,
        date=date.inner if date else None,
        subtitle_rises="subtitle" not in places and title.anchor == "t",
    )


def _inherited(style: TextStyle, title: LayoutPlaceholder) -> TextStyle:
    """Return a title's style in the colour, weight and alignment of its placeholder."""
    return replace(style, colour="", bold=title.bold, align="")


def _cover_zones(mapping: LayoutMapping, canvas: Canvas) -> SlideZones:
    """Return a cover's zones: the imprint has the body's place."""
    places = mapping.places
    title = places["title"]
    largest = min(44.0, max(28.0, title.size))
    sizes = [largest, *(size for size in (40.0, 34.0, 30.0, 26.0, 22.0) if size < largest)]
    if "subtitle" in places:
        subtitle = places["subtitle"].inner
        style = TextStyle(min(22.0, max(16.0, places["subtitle"].size)), 0, "", align="", bold=places["subtitle"].bold)
        style = replace(style, leading=style.size * 1.3)
    else:
        y = min(title.inner.y1 + 16, canvas.height - 120)
        subtitle, style = Box(title.inner.x, y, title.inner.w, 90), TextStyle(18, 25, "ink_2", align=title.align)
    body, foot_style = _imprint_place(mapping, subtitle, style, canvas)
    return SlideZones(
        title=title.inner,
        subtitle=subtitle,
        body=body,
        source_rule=canvas.height,
        source=Box(0, canvas.height, 0, 0),
        title_styles=tuple(_inherited(TextStyle(size, size * 1.16), title) for size in sizes),
        subtitle_style=style,
        foot_style=foot_style,
    )


def _imprint_place(mapping: LayoutMapping, subtitle: Box, style: TextStyle, canvas: Canvas) -> tuple[Box, TextStyle]:
    """Return where a cover's imprint stands, and its style.

    That is its placeholder; a loose box under a subtitle that has no room for it; else a box of no height, as it
    follows the subtitle.
    """
    imprint = mapping.places.get("imprint")
    if imprint:
        return imprint.inner, TextStyle(14, 18, "", align="")
    below = subtitle.y1 + GAP
    taken = min(
        (placeholder.box.y for placeholder in mapping.placeholders.values() if placeholder.box.y > below),
        default=canvas.height - MARGIN,
    )
    if subtitle.h >= 2 * style.leading + IMPRINT_TALL or taken - below < IMPRINT_TALL:
        return replace(subtitle, h=0), style
    align = mapping.places["subtitle"].align if "subtitle" in mapping.places else "l"
    return Box(subtitle.x, below, subtitle.w, IMPRINT_TALL), TextStyle(14, 18, "ink_2", align=align)
