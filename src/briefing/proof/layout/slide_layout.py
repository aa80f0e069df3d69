"""Checks of the layout of slides, from the geometry of the file alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain

from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, ProofFinding
from briefing.proof.layout import slide_bands, slide_content, slide_geometry, slide_overlap, slide_text
from briefing.proof.layout.measuring import measured
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.reuse import reused

RULES = (
    *slide_geometry.RULES, *slide_bands.RULES, *slide_overlap.RULES, *slide_text.RULES, *slide_content.RULES
)  # fmt: skip
# What is looked for on each slide, and then in the whole deck.
_CHECKS: tuple[tuple[Callable[..., Findings], Callable[[ParsedFile], Findings] | None], ...] = (
    (slide_geometry.check_geometry, slide_geometry.check_strays),
    (slide_bands.check_bands, None),
    (slide_overlap.check_overlap, None),
    (slide_text.check_text, slide_text.check_families),
    (slide_content.check_content, slide_content.check_titles),
)


def check(evidence: Evidence) -> Findings:
    """Yield the findings in decks, of each rule one at a location."""
    for parsed in evidence.of_kind("deck"):
        reported: set[tuple[str, Location]] = set()
        for found in _deck(parsed):
            if (found.rule, found.location) not in reported:
                reported.add((found.rule, found.location))
                yield found


def _deck(parsed: ParsedFile) -> Findings:
    usual = slide_geometry.usual_places(parsed)
    places = [[*key, *box] for key, box in usual.items()]
    slides = [
        reused("slide-layout", (parsed.kind, page.digest, places), partial(_slide, parsed, page, usual))
        for page in parsed.looks
    ]
    for (_, whole), *of_slides in zip(_CHECKS, *slides, strict=True):
        for one in chain.from_iterable(of_slides):
            yield replace(one, location=replace(one.location, file=parsed.file))
        if whole is not None:
            yield from whole(parsed)


def _slide(parsed: ParsedFile, page: Page, usual: slide_geometry.Usual) -> tuple[tuple[ProofFinding, ...], ...]:
    """Return what each check finds on a slide."""
    slides = (measured(page),)
    first, *others = (look for look, _ in _CHECKS)
    return tuple(first(parsed, slides, usual)), *(tuple(look(parsed, slides)) for look in others)
