"""What a story says of places in a chart: remarks, breaks, differences between marks."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from briefing.model.text import Text

# The key of the targets of a chart, as an end of a difference; with its space no series can have it.
TARGET: Final = "its target"
# Points of several lines of years between which gaps are drawn: all of them print their values.
MOST_BETWEEN_GAPS: Final = 14


class Annotation(Struct, frozen=True):
    """A remark at a point of a series, given by its category."""

    series: str
    category: str
    text: Text


class SeriesBreak(Struct, frozen=True):
    """A break between two categories of a series, with its reason; no line joins the sides of a `refused` one."""

    series: str
    after: str
    before: str
    reason: Text
    refused: bool = False


class Difference(Struct, frozen=True):
    """The growth between two marks, or the gap between two series in one category, in words: each end is a series and
    a category. The end of one to a target is `TARGET`; it is `missed` where its value lies on the wrong side. The words
    of one that is `worded` are the story's own, and not by what its ends differ."""

    start: tuple[str, str]
    end: tuple[str, str]
    text: Text
    missed: bool = False
    worded: bool = False

    @property
    def to_target(self) -> bool:
        """Whether it ends at a target."""
        return self.end[0] == TARGET

    @property
    def between_series(self) -> bool:
        """Whether it is the gap of two series in one category."""
        return self.start[1] == self.end[1] and not self.to_target
