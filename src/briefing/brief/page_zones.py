"""The places of a page, and a page with what stands on it."""

from __future__ import annotations

from msgspec import Struct, field

from briefing.brief.flowables import Flowable


class PageZones(Struct, frozen=True):
    """The places of a page in points from its lower left corner."""

    width: float
    height: float
    left: float = 48.0
    # at most 75 characters of the body a line, whatever the page's width: the side column takes the rest
    main: float = 330.0
    gutter: float = 24.0
    top: float = 48.0
    top_continued: float = 74.0
    foot: float = 42.0

    @property
    def full(self) -> float:
        """The measure between the margins."""
        return self.width - 2 * self.left

    @property
    def side(self) -> float:
        """The measure of the side column."""
        return self.full - self.main - self.gutter

    @property
    def side_left(self) -> float:
        """The left edge of the side column."""
        return self.width - self.left - self.side

    @property
    def ceiling(self) -> float:
        """Where content begins."""
        return self.height - self.top

    @property
    def ceiling_continued(self) -> float:
        """Where content begins on a page that a part goes on to, below its headline in small."""
        return self.height - self.top_continued

    @property
    def floor(self) -> float:
        """Where content ends, above the rule of the foot."""
        return self.foot + 9

    @property
    def high(self) -> float:
        """How tall a page is between where content begins and where it ends."""
        return self.ceiling - self.floor


class PlacedFlowable(Struct, frozen=True):
    """A block with its left and lower edge; those of a page are painted by their `turn`, as their tags are read."""

    block: Flowable
    x: float
    y: float
    turn: int = 0


class PageLayout(Struct):
    """One page: placed blocks in reading order; `low` is the lowest edge reached, `empty` what the columns left.

    `main` is the height of the main column, `begun` says that another part stands above, `parted` that a block of the
    side column goes on elsewhere, `continued` that its part goes on from the page before.
    """

    placed: list[PlacedFlowable] = field(default_factory=list)
    low: float = 0.0
    empty: float = 0.0
    main: float = 0.0
    begun: bool = False
    parted: bool = False
    continued: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it yet."""
        return not (self.placed or self.begun)
