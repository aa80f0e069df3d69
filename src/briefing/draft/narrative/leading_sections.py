"""Which section an edition leads with, and which stand one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.draft.narrative.headline_places import OF_ALL_PLACES
from briefing.draft.narrative.second_order import LEADING
from briefing.draft.narrative.written_sections import WrittenSection

_CHANGES: Final = "changes"  # the view of what all parts changed by
_OF_SEVERAL: Final = (_CHANGES, "parts", "pair")  # views of several short names


def thesis_of(sections: Sequence[WrittenSection]) -> WrittenSection:
    """Return the section whose finding the cover has: that with the most telling reason, else the first.

    Of many parts none leads but the one that changed most.
    """
    others = {key for one in sections if one.plan.view == _CHANGES for key in one.lead.subjects[1:]}
    leading = [one for one in sections if one.plan.view == _CHANGES or one.plan.subject not in others] or sections
    found = [one for one in leading if one.thesis]
    return min(found, key=_telling_first, default=leading[0])


def _telling_first(section: WrittenSection) -> tuple[bool, int]:
    """Return the place of a section among those that may lead: of many places the finding on all of them goes before
    what one or two of them did."""
    many = section.context.has_many_places(section.plan.subject)
    given = section.thesis.type if section.thesis else LEADING[0]
    return many and given not in OF_ALL_PLACES, LEADING.index(given)


def thesis_first(sections: Sequence[WrittenSection]) -> list[WrittenSection]:
    """Return the sections in their order, that which proves the cover in front, and next to it the course of the one
    place that it is about, then where that one stands among all."""
    first = thesis_of(sections)
    place = first.thesis.entities[:1] if first.thesis and first.thesis.type in OF_ALL_PLACES else ()
    others = [one for one in sections if one is not first]
    own = [one for one in others if place and one.plan.view == "courses" and one.lead.entities[:1] == place]
    own += [one for one in others if place and one.lead.type == "ends" and one.plan.subject == first.plan.subject]
    return [first, *own, *(one for one in others if one not in own)]


def subjects_together(sections: Sequence[WrittenSection]) -> list[WrittenSection]:
    """Return the sections in their order, those on the course of a short name and on its places one after the other."""
    found: list[WrittenSection] = []
    for section in sections:
        same = [at for at, one in enumerate(found) if _is_alone(section) and one.plan.subject == section.plan.subject]
        found.insert(same[-1] + 1 if same and _is_alone(found[same[-1]]) else len(found), section)
    return found


def _is_alone(section: WrittenSection) -> bool:
    """Whether a section is on one short name, and not on that among others."""
    return section.plan.view not in _OF_SEVERAL
