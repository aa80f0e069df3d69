"""The role of the palette whose colour a mark has by its own role, in deck, brief and letter alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.model.chart import SERIES_ROLES, Plot, PlotSeries, Role

_FURTHER: Final[Mapping[Role, str]] = {role: role for role in SERIES_ROLES[2:]}
MARKS: Final[Mapping[Role, str]] = {
    "highlight": "highlight",
    "second": "accent",
    **_FURTHER,
    "context": "context",
    "target": "ink",
    "total": "ink",
    "plain": "ink",
    "earlier": "highlight",
    "earlier_second": "accent",
}
# Columns before those in focus, in the colour of their series: the edge has it, and the face is its tint.
PALE: Final[Mapping[Role, str]] = {"earlier": "highlight_tint", "earlier_second": "accent_tint"}
# The earlier dot of a dumbbell: a smaller one, whose face alone stands out from the ground, as not every program draws
# the edge of a mark; a white edge parts it from the later one that it may lie on.
EARLIER, EARLIER_EDGE = "context", "paper"
# Of the words at a mark, where those of other roles are as dark as the text around them: accents are too pale.
WORDS: Final[Mapping[Role, str]] = {"highlight": "highlight", "second": "accent_text", "plain": "ink", **_FURTHER}
# Rows whose names and changes have their colour, as the values at their marks have.
LEADS: Final[tuple[Role, ...]] = ("highlight", "second")


def lead_colour(role: Role, usual: str) -> str:
    """Return the colour of the words of a row: that of its marks where it leads."""
    return WORDS[role] if role in LEADS else usual


def within(role: Role) -> str:
    """Return the colour of words inside a mark by its role: paper on a mark of colour, ink on a pale one."""
    return "paper" if role in (*SERIES_ROLES, "plain") else "ink"


def is_part(plot: Plot, series: PlotSeries) -> bool:
    """Return whether an area is a part of a whole, not a band around a line nor what is below it."""
    return series.filled and all(item.role != "unseen" for item in plot.series)


def owner(plot: Plot, series: PlotSeries) -> Role:
    """Return the role whose colour a series takes: its own, or for a bridge or a bound that of its series.

    A bridge belongs to the published series whose values it shares most.
    """
    if series.role not in ("bridge", "bound"):
        return series.role
    published = [item for item in plot.series if item.role in (*SERIES_ROLES, "context", "plain")]
    pairs = [zip(item.values, series.values, strict=False) for item in published]
    shared = [sum(a is not None and a == b for a, b in values) for values in pairs]
    return published[shared.index(max(shared))].role if published else "context"


def result_role(series: PlotSeries) -> Role:
    """Return the role whose colour the result of a series takes: that of its last mark, unless this is hollow."""
    last = max((at for at, value in enumerate(series.values) if value is not None), default=0)
    own = series.roles[last] if last < len(series.roles) else series.role
    return own if own in WORDS else series.role
