"""Bands that a slide leaves empty: between its head and its evidence, and between that and its foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.measuring import MeasuredSlide, TextExtent
from briefing.proof.parsed_file import Element, ParsedFile

BAND = Rule("layout-band", "warning", "a chart and its words have the height between head and foot of their slide")
RULES = (BAND,)

_HEAD, _FOOT, _EVIDENCE = {"title", "subtitle"}, {"source", "footer", "date", "number"}, {"chart", "table"}
_MOST = 24.0  # points of an empty band
_RULE = 14.0  # above a foot: a rule so near is of the foot
_AIR = 6.0  # that lines of text have above and below their signs


def check_bands(parsed: ParsedFile, slides: Sequence[MeasuredSlide]) -> Findings:
    """Yield the empty bands of slides that have a chart, and one alone: those of cards are small."""
    for slide in slides:
        if sum(element.role == "chart" for element in slide.page.elements) != 1:
            continue
        shown = list(zip(slide.page.elements, slide.extents, strict=True))
        head = [bottom for _, bottom in _reaches(pair for pair in shown if pair[0].role in _HEAD)]
        foot = [top for top, _ in _reaches(pair for pair in shown if pair[0].role in _FOOT)]
        body = list(_reaches(pair for pair in shown if pair[0].role not in _HEAD | _FOOT))
        end = min(foot, default=slide.page.high) - _RULE * slide.scale
        body = [reach for reach in body if reach[1] - reach[0] > 0 or reach[1] < end]
        most = (_MOST + _AIR) * slide.scale
        edges = (
            ("above", min(top for top, _ in body) - max(head, default=0.0) if head else 0.0),
            ("below", min(foot, default=0.0) - max(bottom for _, bottom in body) if foot else 0.0),
        )
        for side, tall in edges:
            if tall > most:
                what = f"a band of {tall - _AIR * slide.scale:.0f} pt stands empty {side} its evidence"
                yield BAND.at(parsed.location(slide.page), what, "enlarge the evidence, or move what stands there")


def _reaches(shown: Iterable[tuple[Element, tuple[TextExtent, ...]]]) -> Iterable[tuple[float, float]]:
    """Yield top and bottom of elements: of charts, tables and shapes their boxes, of texts their signs."""
    for element, extents in shown:
        if element.role not in _EVIDENCE and extents:
            yield min(extent.box[1] for extent in extents), max(extent.box[3] for extent in extents)
        elif element.box is not None and (element.role in _EVIDENCE or not element.paragraphs):
            yield element.box[1], element.box[3]
