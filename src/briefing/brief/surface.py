"""The page as a surface for charts."""

from __future__ import annotations

from briefing.brief.canvas import TaggedCanvas
from briefing.brief.setting import Place, Setting


class PageSurface:
    """Paths, text and metrics of a chart → the tagged canvas."""

    def __init__(self, canvas: TaggedCanvas, setting: Setting, place: Place) -> None:
        self.canvas, self.setting, self.place = canvas, setting, place
