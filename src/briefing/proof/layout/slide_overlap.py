"""What stands over what on a slide: text over text, over a chart that is not its ground, or under a shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from briefing.proof.findings import Box, Findings, Rule
from briefing.proof.layout.measuring import MeasuredSlide
from briefing.proof.page_boxes import overlap
from briefing.proof.parsed_file import Element, Page, ParsedFile

OVERLAP = Rule("layout-overlap", "error", "no text lies over another, over a chart or under a shape")
RULES = (OVERLAP,)

_SLACK = 2.0  # points that two texts may meet by
_FRAME = 6.0  # that a text may reach into the frame of a chart, which is wider than what is drawn
_LEAST = 8.0  # the least width and height of a shape that a text can be hidden under
_SHARE = (0.12, 0.88)  # of a text that lies over a shape: less is a touch, more is its ground
# Text that is no label of a chart.
_PROSE = {"title", "subtitle", "body", "source", "footer", "date"}
_DRAWN = {"chart", "table"}
_MOST = 1500  # lines of text and frames on one slide that are compared


class Patch(Struct, frozen=True):
    """A piece of a slide: the element that it belongs to, by its place in the order, and its box."""

    at: int
    box: Box
    text: bool


def check_overlap(parsed: ParsedFile, slides: Sequence[MeasuredSlide]) -> Findings:
    """Yield each element that overlaps another, once."""
    for slide in slides:
        reported: set[int] = set()
        for first, second, over in _meetings(slide):
            if second not in reported and (what := _wrong(slide.page, first, second, over)):
                reported.add(second)
                yield OVERLAP.at(parsed.location(slide.page, slide.page.elements[second]), what, "move them apart")


def _meetings(slide: MeasuredSlide) -> Iterator[tuple[int, int, tuple[Patch, Patch]]]:
    """Yield pairs of patches of different elements that meet, with the places of both in the order of the slide."""
    patches = sorted(_patches(slide), key=lambda patch: patch.box[1])[:_MOST]
    open_ones: list[Patch] = []
    for patch in patches:
        open_ones = [earlier for earlier in open_ones if earlier.box[3] > patch.box[1]]
        for earlier in open_ones:
            if earlier.at != patch.at and (earlier.text or patch.text or _both_charts(slide.page, earlier, patch)):
                wide, high = overlap(earlier.box, patch.box)
                if wide > 0 and high > 0:
                    first, second = sorted((earlier, patch), key=lambda item: item.at)
                    yield first.at, second.at, (first, second)
        open_ones.append(patch)


def _patches(slide: MeasuredSlide) -> Iterable[Patch]:
    for at, (element, extents) in enumerate(zip(slide.page.elements, slide.extents, strict=True)):
        for extent in extents:
            for part in extent.parts:
                yield Patch(at, part, True)
        box = element.box
        covers = element.role in ("chart", "picture") or (element.solid and element.role != "line")
        if covers and box and not element.turned and min(box[2] - box[0], box[3] - box[1]) >= _LEAST:
            yield Patch(at, box, False)


def _both_charts(page: Page, one: Patch, other: Patch) -> bool:
    return page.elements[one.at].role == "chart" == page.elements[other.at].role


def _wrong(page: Page, first: int, second: int, over: tuple[Patch, Patch]) -> str:
    """Return what is wrong with two patches that meet, the second above the first; "" if nothing is."""
    below, above = page.elements[first], page.elements[second]
    wide, high = overlap(over[0].box, over[1].box)
    if below.grouped and above.grouped:
        return ""
    if over[0].text and over[1].text:
        return f"its text lies over that of {_named(below)}" if min(wide, high) > _SLACK else ""
    if not over[0].text and not over[1].text:
        return f"it lies over {_named(below)}" if min(wide, high) > _FRAME else ""
    text, frame = (below, above) if over[0].text else (above, below)
    patch = over[0].box if over[0].text else over[1].box
    if frame.role == "chart" and text.role in _PROSE | _DRAWN:
        return f"it lies over {_named(below)}" if min(wide, high) > _FRAME else ""
    if frame is above and frame.role in ("picture", "shape", "text", "body") and min(wide, high) > _SLACK:
        return f"it covers text of {_named(below)}"
    if frame is below and frame.role == "shape" and frame.solid:
        share = wide * high / ((patch[2] - patch[0]) * (patch[3] - patch[1]))
        if _SHARE[0] < share < _SHARE[1]:
            return f"its text runs over the edge of {_named(below)}"
    return ""


def _named(element: Element) -> str:
    return f"{element.name!r}" if element.name else f"a {element.role}"
