"""Which parts of a deck have a slide before them, and the number on it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.cards import Cards
from briefing.model.document import Decisions, Document, Part, Section

FEWEST_PARTS, FEWEST_SLIDES = 3, 12
_SUMMARY = 2  # slides


def is_divided(document: Document, sections: Sequence[Section]) -> bool:
    """Return whether a deck of these sections has dividers: a long one of several parts, unless the story has none."""
    parts = [part for part in document.parts if any("deck" in section.outputs for section in part.sections)]
    return document.dividers and len(parts) >= FEWEST_PARTS and len(sections) + 1 >= FEWEST_SLIDES


def is_summary(document: Document, part: Part) -> bool:
    """Return whether a part is the summary at the head of a deck, whose slides need none before them: the first part,
    of at most two slides, that begins with cards."""
    shown = [section for section in part.sections if "deck" in section.outputs]
    first = next(one for one in document.parts if any("deck" in section.outputs for section in one.sections))
    blocks = shown[0].blocks if shown else ()
    return part is first and len(shown) <= _SUMMARY and any(isinstance(block, Cards) for block in blocks)


def number_of(document: Document, part: Part, sections: Sequence[tuple[Section, Part]]) -> int:
    """Return the number of a part among those of the sections of a deck; 0 for an appendix, which follows the part that
    ends in what is to be decided."""
    parts = list({other.id: other for _, other in sections if not is_summary(document, other)}.values())
    closing = [at for at, other in enumerate(parts) if any(map(_decides, other.sections))]
    at = [other.id for other in parts].index(part.id)
    return 0 if closing and at > closing[-1] else at + 1


def _decides(section: Section) -> bool:
    return "deck" in section.outputs and any(isinstance(block, Decisions) for block in section.blocks)
