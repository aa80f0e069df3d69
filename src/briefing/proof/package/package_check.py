"""Every reason for which PowerPoint would offer to repair a finished .pptx, and what the file gives away.

It knows nothing of the writer and trusts nothing that the package declares.
"""

from __future__ import annotations

from briefing.proof.findings import ProofFinding, Rule
from briefing.proof.package.chart_parts import check_charts
from briefing.proof.package.core_properties import check_properties
from briefing.proof.package.links import check_links
from briefing.proof.package.opc_package import Package, opened
from briefing.proof.package.part_markup import check_markup
from briefing.proof.package.presentation import check_presentation
from briefing.proof.package.privacy import check_privacy
from briefing.proof.package.slide_parts import check_slides

_CHECKS = (
    (Rule("package-lists", "error", "slides, masters, layouts and sections are listed once each"), check_presentation),
    (Rule("package-markup", "error", "no element, attribute or value that PowerPoint refuses"), check_markup),
    (Rule("package-links", "error", "every link leads somewhere, none runs a script"), check_links),
    (
        Rule("package-shapes", "error", "shapes have ids of their own, placeholders that exist, whole tables"),
        check_slides,
    ),
    (Rule("package-charts", "error", "a chart is whole and draws what its workbook holds"), check_charts),
    (Rule("package-properties", "error", "properties and dates that programs can read"), check_properties),
    (Rule("package-private", "warning", "no macro, comment, hidden slide, path or name of a machine"), check_privacy),
)
PARTS = Rule("package-parts", "error", "a zip archive whose parts are whole, typed and related")
RULES = (PARTS, *(rule for rule, _ in _CHECKS))


def read_against_table(package: Package) -> list[ProofFinding]:
    """Return every reason for which PowerPoint would repair or refuse a package, and what it gives away."""
    if package.parts:
        for rule, check in _CHECKS:
            package.rule = rule.id
            check(package)
    return list(dict.fromkeys(package.findings))


def check(name: str, data: bytes) -> tuple[ProofFinding, ...]:
    """Return the same of a file by its name and bytes; a file that cannot be read is a finding too."""
    return tuple(read_against_table(opened(name, data)))
