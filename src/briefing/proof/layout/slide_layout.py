"""Checks of the layout of slides, from the geometry of the file alone."""

from __future__ import annotations

from functools import partial

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location
from briefing.proof.layout import slide_bands, slide_content, slide_geometry, slide_overlap, slide_text
from briefing.proof.layout.measuring import measured
from briefing.proof.page_findings import found_in
from briefing.proof.parsed_file import ParsedFile

RULES = (
    *slide_geometry.RULES, *slide_bands.RULES, *slide_overlap.RULES, *slide_text.RULES, *slide_content.RULES
)  # fmt: skip
_CHECKS = (
    slide_geometry.check_geometry,
    slide_bands.check_bands,
    slide_overlap.check_overlap,
    slide_text.check_text,
    slide_content.check_content,
)


def check(evidence: Evidence) -> Findings:
    """Yield the findings in decks, of each rule one at a location."""
    for parsed in evidence.of_kind("deck"):
        yield from found_in(parsed, "slide-layout", partial(_deck, parsed))


def _deck(parsed: ParsedFile) -> Findings:
    slides = [measured(page) for page in parsed.pages]
    reported: set[tuple[str, Location]] = set()
    for look in _CHECKS:
        for found in look(parsed, slides):
            if (found.rule, found.location) not in reported:
                reported.add((found.rule, found.location))
                yield found
