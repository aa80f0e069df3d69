"""The type scale of a page: sizes and leadings in points, families and colours by role."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Family = Literal["text", "display"]
Align = Literal["l", "r", "c"]


class ParagraphStyle(Struct, frozen=True):
    """How a paragraph looks: `lead` colours its bold runs and `link` its links.

    `balanced` evens out all lines, the last one too; `hanging` sets an opening mark left of the measure; `hyphens`
    lets a long word end a line in part, and marks the main text, whose Chinese lines are flush and may end inside a
    frequent word; with `even` its bold runs differ in colour alone.
    """

    size: float
    leading: float
    family: Family = "text"
    weight: Literal["Regular", "Semibold", "Bold"] = "Regular"
    italic: bool = False
    colour: str = "ink"
    lead: str = ""
    link: str = "highlight"
    tracking: float = 0.0
    caps: bool = False
    balanced: bool = False
    hanging: bool = False
    hyphens: bool = False
    even: bool = False
    align: Align = "l"

    def coloured(self, colour: str) -> ParagraphStyle:
        """The same style in another palette role."""
        return replace(self, colour=colour)

    def weight_of(self, *, bold: bool) -> str:
        """The weight of a run: bold is the family's semibold, or bold where the style is semibold already."""
        return "Semibold" if bold and self.weight == "Regular" and not self.even else self.weight

    def aligned(self, side: str) -> ParagraphStyle:
        """The same style, to the right for r, in the middle for c and to the left for anything else."""
        sides: dict[str, Align] = {"r": "r", "c": "c"}
        return replace(self, align=sides.get(side, "l"))


# No more than twelve sizes on a page: 25.5 24 14 12 11.5 10.5 9.5 9 8.5 8 7.5.
HEADLINES = tuple(
    ParagraphStyle(size, leading, "display", "Semibold", balanced=True)
    for size, leading in ((24, 27.4), (23, 26.4), (22, 25.4))
)
# the first one, and what stands below it, on the dark ground of the first page
OPENING_HEADLINES = tuple(
    ParagraphStyle(size, leading, "display", "Semibold", balanced=True)
    for size, leading in ((33, 38), (30, 35), (27.5, 32), (25.5, 28.6))
)
# where that page is short of room
LOW_OPENING_HEADLINES = (*HEADLINES, ParagraphStyle(21, 24.4, "display", "Semibold", balanced=True))
OPENING_STANDFIRST = ParagraphStyle(12, 16, colour="ink", balanced=True)
BEHIND = ParagraphStyle(8, 10, colour="ink_3", align="r")
# in the middle of a field of dots
FIELD_TIMES = ParagraphStyle(14, 17, weight="Bold", colour="ink", align="c")
FIELD_SINCE = ParagraphStyle(7.5, 9, colour="ink_2", align="c")
# the headline of a page that a part goes on to, in the largest that has room
PAGE_HEADS = tuple(
    ParagraphStyle(size, leading, "display", "Semibold", balanced=True) for size, leading in ((16, 18.3), (14, 18))
)
STANDFIRST = ParagraphStyle(12, 16, colour="ink_2", balanced=True)
H2 = ParagraphStyle(14, 18, "display", "Semibold", balanced=True)
BODY = ParagraphStyle(10.5, 14, hyphens=True)
ADVICE = replace(BODY, lead="highlight")
FIGURE_TITLE = ParagraphStyle(12, 13.8, weight="Semibold", lead="ink_3", balanced=True)
FIGURE_SUBTITLE = ParagraphStyle(9, 11.2, colour="ink_2")
PANEL_TITLE = ParagraphStyle(9.5, 11.6, weight="Semibold")
PANEL_DETAIL = ParagraphStyle(8.5, 10, colour="ink_2")
SOURCE = ParagraphStyle(7.5, 8.8, colour="ink_3", link="ink_2")
SOURCES_NUMBER = ParagraphStyle(8.0, 9.8, weight="Semibold", colour="ink_2", align="r")
# names in bold would be a third of all bold characters of a Chinese brief
SOURCES = ParagraphStyle(8.0, 9.8, colour="ink_3", lead="ink", link="highlight", even=True)
FOOTER = ParagraphStyle(8, 10, colour="ink_3")
KICKER = ParagraphStyle(8, 10, weight="Bold", colour="accent_text", tracking=0.7, caps=True)
HEADER = ParagraphStyle(8.5, 10, colour="ink_3")

BIG_NUMBER = ParagraphStyle(24, 27, "display", "Semibold", colour="highlight")
BIG_LABEL = ParagraphStyle(10.5, 13.4, colour="ink_2", balanced=True)

CARD_HEAD = ParagraphStyle(8.5, 11, weight="Semibold", colour="ink_2")
CARD_LABEL = ParagraphStyle(9.5, 11.6, weight="Semibold")
CARD_UNIT = ParagraphStyle(8.5, 10.6, colour="ink_2")
CARD_VALUE = ParagraphStyle(24, 26, weight="Bold")
CARD_DATE = ParagraphStyle(9, 11.2, weight="Semibold", align="r")
CARD_CHANGE = ParagraphStyle(9, 11.6)
CARD_FIRST = ParagraphStyle(8.5, 10, colour="ink_2")
CARD_LAST = ParagraphStyle(8.5, 10, colour="ink_2", align="r")

TABLE_HEAD = ParagraphStyle(8.5, 10, colour="ink_3")
TABLE_CELL = ParagraphStyle(9, 11)
TABLE_DETAIL = ParagraphStyle(8.5, 9.8, colour="ink_2")
ANSWER = ParagraphStyle(8.5, 9.8, balanced=True)
RANK = ParagraphStyle(8.5, 10, weight="Bold", colour="paper", align="c")

# a narrow column would gape: ragged, and no word is divided
ASIDE_BODY = ParagraphStyle(9.5, 12.4, colour="ink_2", lead="ink")
QUOTE = ParagraphStyle(11.5, 14.3, "display", hanging=True)
ATTRIBUTION = ParagraphStyle(8.5, 11, colour="ink_2", lead="ink")
CONTENTS = ParagraphStyle(9.5, 12.4, colour="ink_2", link="ink_2", balanced=True)
CONTENTS_NUMBER = ParagraphStyle(9.5, 12.4, weight="Bold", colour="highlight")
TILE = ParagraphStyle(9, 11)
TILE_DETAIL = ParagraphStyle(9, 11, colour="ink_2")
TILE_KNOWN = ParagraphStyle(9, 11, weight="Semibold", colour="highlight")
GROUP = ParagraphStyle(9, 11, weight="Semibold", colour="ink_2")
EVENT_DATE = ParagraphStyle(9, 11, weight="Semibold")
EVENT = ParagraphStyle(9, 11, colour="ink_2")
