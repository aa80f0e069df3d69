"""The slide's grid and type scale: named zones in points (960 × 540, y down) and the styles of text."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.slides import Align, Box, TextStyle

WIDTH, HEIGHT = 960.0, 540.0
GUTTER = 14.4
_READING, _READING_MOST = 240.0, 270.0  # width of the reading panel
_PANEL_GAP = 36.0  # between evidence and panel
_TALL = 362.0  # height of our own body


class SlideZones(Struct, frozen=True):
    """The places of a slide, in points of a canvas 960 wide: bands that a layout gives, and what follows from them.

    `body` is where evidence stands; title, subtitle, source, footer and date are the places of their placeholders.
    Our own layouts have `OWN`, whose footer begins with the part of the story (`parted`); a company template brings its
    own, without a footer or a date where its layout has none. Its canvas is 960 wide too, whatever its slides measure:
    a smaller slide is shown as large, so that the least sizes of text hold on the canvas.
    """

    title: Box
    subtitle: Box
    body: Box
    source_rule: float
    source: Box
    title_styles: tuple[TextStyle, ...]
    subtitle_style: TextStyle
    foot_style: TextStyle
    footer: Box | None = None
    date: Box | None = None
    subtitle_rises: bool = False  # to stay below a title of one line
    parted: bool = False

    @property
    def head_rule(self) -> float:
        """The y of the rule under the head row, shared by evidence and panel."""
        return self.body.y + HEAD.leading + 4.0

    @property
    def table_foot(self) -> float:
        """The y of the last rule of a table and of the foot of a panel's callout."""
        return self.body.y1 - 2.0

    @property
    def _reading(self) -> float:
        """The width of the reading panel: the lower the body, the wider, so that it holds as many words."""
        return min(_READING_MOST, _READING * max(1.0, _TALL / self.body.h))

    @property
    def evidence(self) -> Box:
        """Evidence with a panel at its right."""
        return Box(self.body.x, self.body.y, self.body.w - self._reading - _PANEL_GAP, self.body.h)

    @property
    def panel(self) -> Box:
        """The reading panel."""
        return Box(self.body.x1 - self._reading, self.body.y, self._reading, self.body.h)

    @property
    def halves(self) -> tuple[Box, Box]:
        """Two panels side by side."""
        (left, wide), (right, _) = self.columns(2, GUTTER)
        return Box(left, self.body.y, wide, self.body.h), Box(right, self.body.y, wide, self.body.h)

    @property
    def hero(self) -> Box:
        """One big number and its points."""
        return Box(self.body.x, self.body.y, 250, self.body.h)

    @property
    def hero_evidence(self) -> Box:
        """What stands at the right of the big number."""
        return Box(self.body.x + 294.8, self.body.y, self.body.w - 294.8, self.body.h)

    def columns(self, count: int, gap: float = 24.0, area: Box | None = None) -> tuple[tuple[float, float], ...]:
        """Return x and width of so many equal columns, over the body if no area is given."""
        area = area or self.body
        width = (area.w - gap * (count - 1)) / count
        return tuple((area.x + index * (width + gap), width) for index in range(count))


TITLE_STYLES = (TextStyle(26, 31, bold=True), TextStyle(24, 29, bold=True), TextStyle(22, 27, bold=True))
SUBTITLE_STYLE = TextStyle(16, 20, "ink_2")
FOOTER_STYLE = TextStyle(10.5, 14, "ink_3", lead="accent_text")
# The last line of a slide: part, title and issuer at the left, date and page number at the right.
FOOTER, DATE, NUMBER = Box(45, 517, 680, 14), Box(735, 517, 140, 14), Box(885, 517, 30, 14)
# The zones of our own layouts.
OWN = SlideZones(
    parted=True,
    footer=FOOTER,
    date=DATE,
    title=Box(45, 20, 870, 63),  # so that the capitals of the first line begin at 26
    subtitle=Box(45, 87, 870, 20),
    body=Box(45, 120, 870, 362),
    source_rule=496.0,
    source=Box(45, 500, 870, 14),  # of one line: more lines grow upwards
    title_styles=TITLE_STYLES,
    subtitle_style=SUBTITLE_STYLE,
    foot_style=FOOTER_STYLE,
    subtitle_rises=True,
)

PANEL_HEAD = TextStyle(16, 20.5, bold=True)
BODY = TextStyle(16, 20.5, "ink_2", lead="ink")
SMALL_HEAD, SMALL_BODY = TextStyle(14, 18.5, bold=True), TextStyle(14, 18.5, "ink_2", lead="ink")  # the least of a text
PROJECTED = TextStyle(18, 23, "ink", lead="highlight")  # body text of a deck to be presented
NAME = TextStyle(14, 18, bold=True)
NAMES = (NAME, TextStyle(12, 15, bold=True))  # of rows that leave little height
CELL = TextStyle(14, 18, "ink")
RESULT = TextStyle(32, 36, bold=True)  # what a line comes to
DETAIL = TextStyle(14, 17.5, "ink_3")
DETAILS = (DETAIL, TextStyle(12, 15, "ink_3"))  # of rows that leave little room
HEAD = TextStyle(14, 17.5, "ink_3")
REMARK = TextStyle(14, 17.5, "ink_2")
AXIS = HEAD.size  # of what a native chart writes at its axes
SOURCE_STYLE = TextStyle(10.5, 14, "ink_3")
NOTE_ROOM = SOURCE_STYLE.leading  # of the body: what a note takes that says what is left out


def aligned(style: TextStyle, align: Align) -> TextStyle:
    """Return the same style, set left (l), right (r) or centred (ctr)."""
    return replace(style, align=align)


def coloured(style: TextStyle, colour: str, *, bold: bool | None = None) -> TextStyle:
    """Return the same style in another palette role, in another weight if `bold` says so."""
    return replace(style, colour=colour, bold=style.bold if bold is None else bold)
