"""The findings of the proof page in their order, and where on a page each is pinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, ProofFinding, Severity
from briefing.proof.html_report.anchors import Anchors
from briefing.proof.parsed_file import Page

HEADS: Final[dict[Severity, str]] = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
_ACROSS, _DOWN = 10.0, 17.0  # percent of a page within which pins would cover each other on a narrow screen
_IN_ROW = 6
_STEP = 28  # pixels from pin to pin
_PIN = "1.625rem"


class NumberedFinding(Struct, frozen=True):
    """A finding with its number on the page, and the id of the page that it is pinned on ("": of none)."""

    number: int
    found: ProofFinding
    page: str

    @property
    def pin(self) -> str:
        """The id of its pin."""
        return f"pin-{self.number}" if self.page else ""


def numbered(findings: Sequence[ProofFinding], ids: Anchors) -> list[NumberedFinding]:
    """Return findings in the order in which they are listed: by severity, then as found."""
    listed = sorted(findings, key=lambda found: list(HEADS).index(found.severity))
    locations = (found.location for found in listed)
    pages = [ids.pages.get((one.file, one.page)) or ids.pages.get((one.file, 0), "") for one in locations]
    return [NumberedFinding(at, found, page) for at, (found, page) in enumerate(zip(listed, pages, strict=True), 1)]


def pinned(page: Page | None, findings: Sequence[NumberedFinding]) -> Iterator[tuple[NumberedFinding, str, str]]:
    """Yield each finding of a page with the style of its box and of its pin, "" for none and for a corner.

    The page is None for the findings of a file as a whole.
    """
    heaps: list[tuple[float, float, list[int]]] = []
    for finding in findings:
        if page is None or page.wide <= 0 or page.high <= 0:
            yield finding, "", ""
            continue
        box = finding.found.location.box
        left, top, wide, high = _share(box or (0, 0, 0, 0), page)
        near = (heap for heap in heaps if abs(left - heap[0]) < _ACROSS and abs(top - heap[1]) < _DOWN)
        x, y, held = next(near, (left, top, []))
        if not held:
            heaps.append((x, y, held))
        held.append(finding.number)
        edge = f"left:{left:.2f}%;top:{top:.2f}%;width:{wide:.2f}%;height:{high:.2f}%" if box else ""
        yield finding, edge, _next_pin(x, y, len(held) - 1)


def _next_pin(left: float, top: float, others: int) -> str:
    """Return the place of the next pin, given the percentages of the first one and how many pins stand there."""
    row, column = divmod(others, _IN_ROW)
    across = f"{left:.2f}% {'+' if left < 50 else '-'} {column * _STEP}px"
    down = f"{top:.2f}% {'+' if top < 50 else '-'} {row * _STEP}px"
    return ";".join(f"{side}:clamp(0px, {at}, 100% - {_PIN})" for side, at in (("left", across), ("top", down)))


def _share(box: Box, page: Page) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a box in percent of the page, cut at its edges."""
    left, right = (min(max(side / page.wide * 100, 0.0), 100.0) for side in (box[0], box[2]))
    top, bottom = (min(max(side / page.high * 100, 0.0), 100.0) for side in (box[1], box[3]))
    return left, top, max(right - left, 0.0), max(bottom - top, 0.0)
