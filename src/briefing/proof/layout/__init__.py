"""Layout: slides and pages from the geometry of the file, charts, colours; what is drawn stands in `rendering`."""

from __future__ import annotations

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.layout import chart_checks, colour, page_layout, slide_layout

RULES = (*slide_layout.RULES, *chart_checks.RULES, *colour.RULES, *page_layout.RULES)


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong with the look of slides, pages and charts, without rendering them."""
    for part in (slide_layout, chart_checks, colour, page_layout):
        yield from part.check(evidence)
