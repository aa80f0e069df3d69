"""The type scale of a page: sizes and leadings in points, families and colours by role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Family = Literal["text", "display"]
Align = Literal["l", "r", "c"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: `lead` colours its bold runs and `link` its links.

    `balanced` evens out all lines, the last one too; `hanging` sets an opening mark left of the measure.
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
    align: Align = "l"

    def coloured(self, colour: str) -> Style:
        """The same style in another palette role."""
        return replace(self, colour=colour)

    def aligned(self, side: str) -> Style:
        """The same style, to the right for r and to the left for anything else."""
        return replace(self, align="r" if side == "r" else "l")


# No more than twelve sizes on a page: 27 24 14 12.5 12 11 10 9.5 9 8.5 8 7.5.
HEADLINES = tuple(
    Style(size, leading, "display", "Semibold", balanced=True) for size, leading in ((27, 32), (25.5, 30), (24, 28.5))
)
STANDFIRST = Style(12, 16.5, colour="ink_2", balanced=True)
H2 = Style(14, 18, "display", "Semibold", balanced=True)
BODY = Style(10, 14)
ADVICE = Style(10, 14, lead="highlight")
FIGURE_NUMBER = Style(8, 10, weight="Bold", colour="ink_3", tracking=0.6, caps=True)
FIGURE_TITLE = Style(12.5, 15, weight="Semibold", balanced=True)
FIGURE_SUBTITLE = Style(9.5, 12, colour="ink_2")
PANEL_TITLE = Style(9.5, 12, weight="Semibold")
SOURCE = Style(7.5, 9.8, colour="ink_3", link="ink_2")
FOOTER = Style(8, 10, colour="ink_3")
KICKER = Style(8, 10, weight="Bold", colour="accent_text", tracking=0.8, caps=True)
HEADER = Style(8.5, 10, colour="ink_3")

CARD_HEAD = Style(8.5, 11, weight="Semibold", colour="ink_2")
CARD_LABEL = Style(9, 11.2, weight="Semibold")
CARD_UNIT = Style(9, 11.2, colour="ink_2")
CARD_VALUE = Style(24, 26, weight="Bold")
CARD_MULTIPLE = Style(9.5, 12, weight="Bold", align="r")

TABLE_HEAD = Style(8.5, 10.5, colour="ink_3")
TABLE_CELL = Style(9, 11.5)
TABLE_DETAIL = Style(8.5, 10.5, colour="ink_2")
RANK = Style(8.5, 10, weight="Bold", colour="paper", align="c")

ASIDE = Style(9.5, 12.6)
ASIDE_BODY = Style(9.5, 12.6, colour="ink_2", lead="ink")
QUOTE = Style(12.5, 16, "display", hanging=True)
ATTRIBUTION = Style(8.5, 11, colour="ink_2", lead="ink")
CONTENTS = Style(9.5, 12.5, colour="ink_2", link="ink_2")
CONTENTS_NUMBER = Style(9.5, 12.5, weight="Bold", colour="highlight")
TILE = Style(9.5, 12)
GROUP = Style(9.5, 12, weight="Semibold", colour="ink_2")
EVENT_DATE = Style(9, 11.5, weight="Semibold")
EVENT = Style(9, 11.5, colour="ink_2")
