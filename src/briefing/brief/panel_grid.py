"""Small multiples as one figure: panels of equal size on one scale, each under its name, their data attached."""

from __future__ import annotations

import math

from briefing import charts
from briefing.brief.brief_context import BriefContext
from briefing.brief.figures import FigureFlowable
from briefing.brief.page_surface import Metrics
from briefing.brief.structure import Element
from briefing.brief.styles import PANEL_TITLE as NAME
from briefing.brief.text_block import TextBlock
from briefing.charts import vector
from briefing.charts.vector.panels import ends_in_row, numbers_room, on_one_ground
from briefing.model.document import Multiples
from briefing.model.text import plain

_GUTTER, _BETWEEN = 18.0, 12.0
_NAME_GAP = 5.0
_USUAL = 0.72  # of the height that the same chart has alone
_FLATTEST = 0.85  # of this, for columns: years and labels take the most of a flat panel
_TALLEST = 1.7  # of the usual height, where a page has the room
_ACROSS = 3  # at most; two where that fills the rows
# Few columns, of which four panels stand side by side, and how much taller than usual these are.
_FEW, _IN_A_ROW, _TALLER = 4, 4, 1.8


class MultiplesBlock(FigureFlowable):
    """A grid of panels on the page, one Figure for the reader of its tags."""

    kind = "set of panels"

    def __init__(self, context: BriefContext, block: Multiples, parent: Element) -> None:
        super().__init__(context, parent, block.alt)
        self.plots = charts.plots(block.panels)
        if not plain(block.alt).strip():
            context.refuse(self.origin, "small multiples without an alternative text", "give them an `alt`")
        self.heads = [TextBlock(context, panel.title, NAME, self.element.add("P")) for panel in block.panels]
        few = all(plot.form == "column" and len(plot.categories) <= _FEW for plot in self.plots)
        self.in_a_row = few and len(self.plots) == _IN_A_ROW
        self.across = _IN_A_ROW if self.in_a_row else in_row(len(self.plots))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the column; each row as high as its highest name and a flat chart."""
        self.width = width
        measure = Metrics(self.context)
        self.room = numbers_room(self.plots, vector.PAGE, measure)  # at the right of each row
        self.panel = (width - _GUTTER * (self.across - 1) - self.room) / self.across
        down = math.ceil(len(self.plots) / self.across)
        self.names = max(head.wrap(self.panel, height)[1] for head in self.heads)
        usual = max(vector.height_for(plot, vector.PAGE, self.panel, measure) for plot in self.plots) * _USUAL
        usual *= _TALLER if self.in_a_row else 1.0
        self.give = usual * (_TALLEST - self.factor) * down
        factor = max(self.factor, _FLATTEST) if any(plot.form == "column" for plot in self.plots) else self.factor
        self.tall = usual * factor + self.extra / down
        self.height = down * (self.names + _NAME_GAP + self.tall) + (down - 1) * _BETWEEN
        return width, self.height

    def draw(self) -> None:
        """Draw names and panels row by row under the Figure."""
        self.describe()
        measure = Metrics(self.context)
        plots = on_one_ground(self.plots, vector.PAGE, self.panel, self.tall, measure)
        if self.room:
            self.ends = ends_in_row(plots, vector.PAGE, self.panel, measure)
        for index, (head, plot) in enumerate(zip(self.heads, plots, strict=True)):
            x = index % self.across * (self.panel + _GUTTER)
            top = self.height - index // self.across * (self.names + _NAME_GAP + self.tall + _BETWEEN)
            head.drawOn(self.canvas, x, top - head.height)
            self.canvas.saveState()
            self.canvas.translate(x, top - self.names - _NAME_GAP - self.tall)
            last = index % self.across == self.across - 1 or index == len(plots) - 1
            if self.room:
                self.numbers = "right" if last else "none"
            self.draw_plot(plot, self.panel + (self.room if last else 0.0), self.tall)
            self.canvas.restoreState()


def in_row(count: int) -> int:
    """Return how many of some panels stand side by side: two of two and four, else three."""
    return 2 if count in (2, 4) else _ACROSS
