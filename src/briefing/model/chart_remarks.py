"""What a story says of places in a chart: remarks, breaks, differences between marks."""

from __future__ import annotations

from msgspec import Struct

from briefing.model.text import Text


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
    a category."""

    start: tuple[str, str]
    end: tuple[str, str]
    text: Text
