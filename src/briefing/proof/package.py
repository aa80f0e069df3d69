"""The bytes of a finished .pptx → every cause for which PowerPoint would offer to repair it, and what it gives away.

It knows nothing of the writer and trusts nothing that the package says of itself.
"""

from __future__ import annotations

from briefing.errors import Finding
from briefing.proof.charts import check_charts
from briefing.proof.links import check_links
from briefing.proof.markup import check_markup
from briefing.proof.parts import opened
from briefing.proof.presentation import check_presentation
from briefing.proof.privacy import check_privacy
from briefing.proof.properties import check_properties
from briefing.proof.slides import check_slides


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Name and bytes of a .pptx → its findings: errors where PowerPoint would repair or refuse it, warnings else.

    Each says the part, the slide's number, the shape if there is one, and the fix. Nothing is raised for a file that
    cannot be read: that is a finding too.
    """
    package = opened(name, data)
    if package.parts:
        check_presentation(package)
        check_markup(package)
        check_links(package)
        check_slides(package)
        check_charts(package)
        check_properties(package)
        check_privacy(package)
    return tuple(dict.fromkeys(package.findings))
