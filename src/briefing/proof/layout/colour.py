"""Whether text can be read on what lies behind it, on slides and on pages."""

from __future__ import annotations

from functools import partial
from typing import Final

from briefing.proof.colour_science import contrast, known
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Rule
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run

CONTRAST = Rule("colour-contrast", "error", "text has 4.5:1 against its ground, or 3:1 where it is large")
RULES = (CONTRAST,)

_TEXT: Final = 4.5
_LARGE_TEXT: Final = 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0


def needed(size: float, *, bold: bool) -> float:
    """Return the contrast that text of a size in points needs (0: unknown, and taken as large)."""
    return _LARGE_TEXT if not size or size >= _LARGE or (bold and size >= _LARGE_BOLD) else _TEXT


def check(evidence: Evidence) -> Findings:
    """Yield text that cannot be distinguished from its ground, once for each element and colour."""
    for parsed in evidence.files:
        for page in (*parsed.bodies, *parsed.furniture) if parsed.paged else ():  # each text is judged by itself
            yield from found_on(parsed, page, "page-colours", (), partial(_page, parsed, page))


def _page(parsed: ParsedFile, page: Page) -> Findings:
    for element in page.elements:
        if element.paragraphs:
            yield from _element(parsed, page, element)


def _element(parsed: ParsedFile, page: Page, element: Element) -> Findings:
    reported: set[tuple[str, str]] = set()
    fills = element.fills if len(element.fills) == len(element.paragraphs) else ()
    for at, paragraph in enumerate(element.paragraphs):
        ground = (fills[at] if fills else "") or element.fill or page.ground
        if not known(ground):
            continue
        for run in paragraph:
            if known(run.colour) and (run.colour, ground) not in reported and _faint(run, ground):
                reported.add((run.colour, ground))
                yield CONTRAST.at(parsed.location(page, element), *faint(run.text, run.colour, ground))


def _faint(run: Run, ground: str) -> bool:
    return bool(run.text.strip()) and contrast(run.colour, ground) < needed(run.size, bold=run.bold)


def faint(text: str, colour: str, ground: str) -> tuple[str, str]:
    """Return what is wrong with a text whose colour is too near to its ground, and the fix."""
    quoted = " ".join(text.split())
    quoted = quoted if len(quoted) <= 40 else f"{quoted[:39]}…"
    what = f"“{quoted}” in #{colour} on #{ground} has a contrast of {contrast(colour, ground):.1f}:1"
    return what, "give it 4.5:1, or 3:1 from 18 points or 14 bold: a darker text or a lighter ground, or the reverse"
