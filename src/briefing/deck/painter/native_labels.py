"""The labels of a native chart where LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Paint
from briefing.deck.chart_xml.number_format import printed
from briefing.deck.painter import faces
from briefing.deck.painter.chart_looks import LabelLook, text_look, value
from briefing.deck.painter.chart_places import ChartPlaces
from briefing.deck.painter.painted_marks import PaintedMark, PaintedPath, PaintedText, rectangle
from briefing.deck.reading import A, C
from briefing.deck.slides import Box
from briefing.model.chart import Label, PlotSeries

LINE: Final = 1.149  # height of a line of the face, in parts of its size
_AWAY: Final = 2.83  # from a mark's middle or a bar's end to the label's box, besides the mark's own half


class LabelAnchor(Struct, frozen=True):
    """What a label belongs to: the middle of a mark with its half size, or a bar from its `start` to its end.

    `positive` says to which side the bar runs.
    """

    x: float
    y: float
    reach: float = 0.0
    start: float = 0.0
    positive: bool = True
    of_bar: bool = False


def label_marks(
    series: Any,
    known: PlotSeries | None,
    anchors: dict[int, LabelAnchor],
    places: ChartPlaces,
    values: dict[int, float],
) -> Iterator[PaintedMark]:
    """Yield the labels of a series of the chart part, at the anchors of its points."""
    usual = LabelLook(places.box.axis_size, False, "#000000")
    for label in series.iterfind(f"{C}dLbls/{C}dLbl"):
        at = int(value(label, "idx"))
        if at not in anchors or label.find(f"{C}delete") is not None:
            continue
        look = text_look(label, usual)
        words = _words(label, values.get(at, 0.0))
        given = known.labels[at] if known and at < len(known.labels) else None
        yield from _placed(words, look, anchors[at], label, given, places)


def _words(label: Any, number: float) -> str:
    code = label.find(f"{C}numFmt")
    if label.find(f"{C}tx") is None and code is not None:
        return printed(code.get("formatCode"), number)
    return "".join("\n" if part.tag == f"{A}br" else part.text or "" for part in label.iter(f"{A}t", f"{A}br"))


def _placed(
    words: str, look: LabelLook, anchor: LabelAnchor, label: Any, given: Label | None, places: ChartPlaces
) -> Iterator[PaintedMark]:
    lines = words.split("\n")
    widths = [faces.width(line, look.bold) * look.size for line in lines]
    wide, tall = max(widths), LINE * look.size * len(lines)
    x, y = _corner(value(label, "dLblPos", "r"), anchor, (wide, tall), places)
    frame = places.box.box
    x += float(value(label, "layout/manualLayout/x", "0")) * frame.w
    y += float(value(label, "layout/manualLayout/y", "0")) * frame.h
    if look.ground:
        yield PaintedPath(rectangle(Box(x, y, wide, tall)), Paint(fill=look.ground))
    fact = next((run.fact for run in given.text if run.fact), "") if given else ""
    node = next((run.node for run in given.text if run.node), "") if given else ""
    for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
        baseline = y + number * LINE * look.size + faces.RISES * look.size
        yield from written(line, (x + (wide - width) / 2, baseline), look, fact=fact, node=node)


def written(
    words: str, place: tuple[float, float], look: LabelLook, *, fact: str = "", node: str = "", term: str = ""
) -> Iterator[PaintedText]:
    """Yield a line of a chart's text from its left end on its baseline."""
    x, y = place
    for piece, start, wide in faces.spots(words, look.bold):
        left, width = x + start * look.size, wide * look.size
        yield PaintedText(left, y, piece, width, look.size, look.colour, look.bold, fact=fact, node=node, term=term)


def _corner(side: str, anchor: LabelAnchor, size: tuple[float, float], places: ChartPlaces) -> tuple[float, float]:
    """Return the upper left corner of a label of a size."""
    wide, tall = size
    if anchor.of_bar:
        return _at_bar(side, anchor, size, places)
    away = anchor.reach + _AWAY
    if side == "t":
        return anchor.x - wide / 2, anchor.y - away - tall
    if side == "b":
        return anchor.x - wide / 2, anchor.y + away
    if side == "l":
        return anchor.x - away - wide, anchor.y - tall / 2
    if side == "r":
        return anchor.x + away, anchor.y - tall / 2
    return anchor.x - wide / 2, anchor.y - tall / 2


def _at_bar(side: str, anchor: LabelAnchor, size: tuple[float, float], places: ChartPlaces) -> tuple[float, float]:
    """Return the corner of a label outside of a bar's end, inside it, at its foot or in its middle."""
    wide, tall = size
    end, start = (anchor.x, anchor.start) if places.lying else (anchor.y, anchor.start)
    length = wide if places.lying else tall
    forward = 1.0 if (anchor.positive == places.lying) else -1.0  # in which direction the bar runs, right or down
    if places.plot.axis.reverse and not places.lying:
        forward = -forward
    middle = {
        "outEnd": end + forward * (_AWAY + length / 2),
        "inEnd": end - forward * (_AWAY + length / 2),
        "inBase": start + forward * (_AWAY + length / 2),
    }.get(side, (start + end) / 2)
    if places.lying:
        return middle - wide / 2, anchor.y - tall / 2
    return anchor.x - wide / 2, middle - tall / 2
