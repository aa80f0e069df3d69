"""The last page of a part takes a figure more where a quarter of it would be left empty."""

from __future__ import annotations

from briefing.brief.layout import Flow, lay_out
from tests.brief.test_brief_layout import ROOM, ZONES, Slab


class _Figure(Slab):
    """A chart that may grow by a part of a page."""

    def __init__(self, tall: float, most: float = ROOM * 0.3) -> None:
        super().__init__(tall, gap=10)
        self.most, self.more = most, 0.0

    def stretch(self, height: float) -> None:
        self.more = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.give, self.height = width, self.most, self.tall + self.more
        return width, self.height


def _figures(last: float, most: float = ROOM * 0.3) -> tuple[list[_Figure], list[list[object]]]:
    """Return three figures of a page and one of a part of the next, and what stands on each page."""
    figures = [_Figure(ROOM * share, most) for share in (0.3, 0.3, 0.3)]
    for figure in figures:
        figure.give = most
    pages = lay_out(Flow(main=[*figures, Slab(ROOM * last, gap=10)]), ZONES)
    return figures, [[item.block for item in page.placed] for page in pages]


def test_the_last_figure_of_a_page_goes_on_to_a_next_one_that_would_have_a_fourth_of_it_empty() -> None:
    figures, (first, second) = _figures(0.64)
    assert first == figures[:2]
    assert second[0] is figures[2]


def test_it_stays_where_the_next_page_is_nearly_full_or_the_charts_left_cannot_fill_theirs() -> None:
    for figures, (first, _) in (_figures(0.9), _figures(0.64, most=20.0)):
        assert first == figures
