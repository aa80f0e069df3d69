"""Layout: slides and pages from the geometry of the file, charts, colours; what is drawn stands in `rendering`."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.layout import charts, colour, pages, slides

RULES = (*slides.RULES, *charts.RULES, *colour.RULES, *pages.RULES)


def check(evidence: Evidence) -> Iterator[ProofFinding]:
    """Yield what is wrong with the look of slides, pages and charts, without rendering them."""
    for part in (slides, charts, colour, pages):
        yield from part.check(evidence)
