"""The slide's grid and type scale: named zones in points (960 × 540, y down) and the styles of text."""

from __future__ import annotations

from dataclasses import replace

from briefing.deck.slides import Align, Box, Style

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT = 45.0, 915.0
FULL = RIGHT - LEFT
GUTTER = 14.4
COLUMN = 59.3

TAG = Box(LEFT, 0, 40, 7)
TRACKER = Box(LEFT, 23, 360, 16)
# The footer placeholder: it runs along the head, so that nothing hangs below the source and note lines.
FOOTER = Box(415, 23, 500, 16)
TITLE = Box(LEFT, 45.5, FULL, 63)
SUBTITLE = Box(LEFT, 116, FULL, 20)
BODY_TOP = 152.0
HEAD_RULE = 171.0  # the rule under the head row, shared by evidence and panel
TABLE_FOOT = 459.0  # the last rule of a table and the foot of a panel's callout
BODY_FOOT = 472.0
SOURCE_RULE = 489.0
SOURCE = Box(LEFT, 492, 826, 28)  # leaves the page number its place at the right

EVIDENCE = Box(LEFT, BODY_TOP, 595, BODY_FOOT - BODY_TOP)
PANEL = Box(690, BODY_TOP, 225, BODY_FOOT - BODY_TOP)
WHOLE = Box(LEFT, BODY_TOP, FULL, BODY_FOOT - BODY_TOP)
HALVES = (Box(LEFT, BODY_TOP, 427.8, 320), Box(487.2, BODY_TOP, 427.8, 320))
HERO = Box(LEFT, BODY_TOP, 250, 320)
HERO_EVIDENCE = Box(339.8, BODY_TOP, 575.2, 320)
CARD_X = (45.0, 266.1, 487.2, 708.3)
CARD_W = 206.7

TRACKER_STYLE = Style(12, 15, "accent_text", bold=True)
FOOTER_STYLE = Style(12, 15, "ink_3", align="r")
TITLE_STYLES = (Style(26, 31, bold=True), Style(24, 29, bold=True), Style(22, 27, bold=True))
SUBTITLE_STYLE = Style(15, 19, "ink_2")
PANEL_HEAD = Style(15, 19, bold=True)
BODY = Style(14, 18.5, "ink_2", lead="ink")
BODY_INK = Style(14, 18.5, "ink", lead="highlight")
PROJECTED = Style(18, 23, "ink", lead="highlight")  # body text of a deck to be presented
NAME = Style(14, 18, bold=True)
CELL = Style(14, 18, "ink")
DETAIL = Style(12, 15, "ink_3")
HEAD = Style(12, 15, "ink_3")
HEAD_ACCENT = Style(12, 15, "accent_text", bold=True)
REMARK = Style(12, 15, "ink_2")
SOURCE_STYLE = Style(10.5, 14, "ink_3")


def column(first: int, count: int) -> tuple[float, float]:
    """Index of a grid column (0–11) and a number of columns → x and width."""
    return LEFT + first * (COLUMN + GUTTER), count * COLUMN + (count - 1) * GUTTER


def columns(count: int, gap: float = 24.0, area: Box = WHOLE) -> tuple[tuple[float, float], ...]:
    """A number of equal columns → x and width of each."""
    width = (area.w - gap * (count - 1)) / count
    return tuple((area.x + index * (width + gap), width) for index in range(count))


def aligned(style: Style, align: Align) -> Style:
    """The same style, set left (l), right (r) or centred (ctr)."""
    return replace(style, align=align)


def coloured(style: Style, colour: str, *, bold: bool | None = None) -> Style:
    """The same style in another palette role, bold if wanted."""
    return replace(style, colour=colour, bold=style.bold if bold is None else bold)
