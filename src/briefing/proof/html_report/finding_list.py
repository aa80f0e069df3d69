"""The list of findings by severity, each linked to its pin, and the pins of a page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.proof.findings import Box, ProofFinding, Severity
from briefing.proof.html_report.anchors import Anchors
from briefing.proof.html_report.html_elements import anchor, text
from briefing.proof.parsed_file import Page

_HEADS: dict[Severity, str] = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
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
    order = list(_HEADS)
    listed = sorted(findings, key=lambda found: order.index(found.severity))
    locations = (found.location for found in listed)
    pages = (
        ids.pages.get((location.file, location.page)) or ids.pages.get((location.file, 0)) for location in locations
    )
    return [
        NumberedFinding(at, found, page or "") for at, (found, page) in enumerate(zip(listed, pages, strict=True), 1)
    ]


def listing(findings: Sequence[NumberedFinding]) -> str:
    """Return the findings, or that there are none."""
    if not findings:
        return "<p>Nothing was found.</p>"
    parts = []
    for severity, head in _HEADS.items():
        held = [finding for finding in findings if finding.found.severity == severity]
        if held:
            items = "".join(_item(finding) for finding in held)
            parts.append(f'<h3>{head}</h3><ol class="findings" start="{held[0].number}">{items}</ol>')
    return "".join(parts)


def _item(finding: NumberedFinding) -> str:
    found = finding.found
    where = anchor(finding.pin, found.where) if finding.pin else text(found.where)
    return (
        f'<li id="finding-{finding.number}" class="finding {found.severity}" tabindex="-1">'
        f'<p class="what"><span class="mark {found.severity}">{finding.number}</span> '
        f'<b class="severity">{found.severity.capitalize()}.</b> {text(found.what)}</p>'
        f'<p class="fix"><b>Fix:</b> {text(found.fix)}</p>'
        f'<p class="where">{where} <code>{text(found.rule)}</code></p></li>'
    )


def pins(page: Page | None, findings: Sequence[NumberedFinding]) -> str:
    """Return a pin for each finding of a page (None: a file as a whole), at its box or in the corner."""
    if page is None or page.wide <= 0 or page.high <= 0:
        return "".join(_pin(finding, "") for finding in findings)
    parts: list[str] = []
    heaps: list[tuple[float, float, list[int]]] = []
    for finding in findings:
        left, top, wide, high = _share(finding.found.location.box or (0, 0, 0, 0), page)
        if finding.found.location.box:
            place = f"left:{left:.2f}%;top:{top:.2f}%;width:{wide:.2f}%;height:{high:.2f}%"
            parts.append(f'<span class="box {finding.found.severity}" style="{place}"></span>')
        near = (heap for heap in heaps if abs(left - heap[0]) < _ACROSS and abs(top - heap[1]) < _DOWN)
        x, y, held = next(near, (left, top, []))
        if not held:
            heaps.append((x, y, held))
        held.append(finding.number)
        parts.append(_pin(finding, _next_pin(x, y, len(held) - 1)))
    return "".join(parts)


def _next_pin(left: float, top: float, others: int) -> str:
    """Return the place of the next pin, given the percentages of the first one and how many pins stand there."""
    row, column = divmod(others, _IN_ROW)
    across = f"{left:.2f}% {'+' if left < 50 else '-'} {column * _STEP}px"
    down = f"{top:.2f}% {'+' if top < 50 else '-'} {row * _STEP}px"
    return ";".join(f"{side}:clamp(0px, {at}, 100% - {_PIN})" for side, at in (("left", across), ("top", down)))


def _pin(finding: NumberedFinding, place: str) -> str:
    label = f"Finding {finding.number}, {finding.found.severity}: {finding.found.what}"
    style = f' style="{place}"' if place else ""
    kind = f"pin mark {finding.found.severity}"
    pin = anchor(f"finding-{finding.number}", finding.number, name=finding.pin, kind=kind, aria_label=label)
    return pin.replace("<a ", f"<a{style} ", 1)


def _share(box: Box, page: Page) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a box in percent of the page, cut at its edges."""
    left, right = (min(max(side / page.wide * 100, 0.0), 100.0) for side in (box[0], box[2]))
    top, bottom = (min(max(side / page.high * 100, 0.0), 100.0) for side in (box[1], box[3]))
    return left, top, max(right - left, 0.0), max(bottom - top, 0.0)
