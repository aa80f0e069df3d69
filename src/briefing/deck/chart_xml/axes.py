"""The value axis of a native chart: which of its ends stay where they are, and where zero is drawn."""

from __future__ import annotations

from typing import Any

from briefing.model.chart import Axis


def set_bounds(axis: Any, scale: Axis) -> None:
    """Set the ends of a value axis; free ones are left to the program, and follow edited data."""
    if scale.free not in ("high", "both"):
        axis.maximum_scale = scale.high
    if scale.free not in ("low", "both"):
        axis.minimum_scale = scale.low


def show(axis: Any, visible: bool) -> None:
    """Show or hide an axis, in so many words: python-pptx leaves out what is the format's default."""
    axis.visible = visible
    axis._element.delete_.set("val", str(int(not visible)))


def turn(axis: Any, reverse: bool) -> None:
    """Let an axis run backwards or not, in so many words."""
    axis.reverse_order = reverse
    if not reverse:
        axis._element.scaling.get_or_add_orientation().set("val", "minMax")
