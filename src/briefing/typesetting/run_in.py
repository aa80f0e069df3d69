"""The lead of a point, set into the line of its sentence."""

from __future__ import annotations

from briefing.model.document import Point
from briefing.model.text import Text, embolden, plain, text
from briefing.wording import Wording


def run_in(point: Point, wording: Wording) -> Text:
    """A lead that runs into its sentence: with a full stop (in Chinese a colon) if it ends without a mark."""
    if not point.lead:
        return point.body
    marked = plain(point.lead).rstrip().endswith((".", ":", "?", "!", ",", "。", "：", "？", "！", "，"))
    stop = "" if marked or point.continues else wording.language.forms["lead"]
    return (*embolden(point.lead), *text(stop, bold=True), *text(wording.joint(" ")), *point.body)
