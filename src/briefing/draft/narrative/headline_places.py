"""Of which places a headline is: the place of the edition, or others, which the head of a brief names too."""

from __future__ import annotations

from typing import Final

from briefing.draft.narrative.edition_words import fixed
from briefing.draft.narrative.indicator_labels import things
from briefing.draft.narrative.second_order import OF_COURSES
from briefing.draft.narrative.section_plan import COMPARISONS
from briefing.draft.narrative.written_sections import WrittenSection

OF_ALL_PLACES: Final = ("only_place",)  # types of a thesis that counts all places
_SUBJECTS: Final = ("near", "ahead", "turn")  # roles of the facts of the place that a finding is about
_SEVERAL: Final = 2  # places, of which a title may be of others than the edition's


def head_entity(lead: WrittenSection) -> str | None:
    """Return what the head of a brief says where the headline is of other places: the place that it is about, where it
    is about one, else that of the edition, and others."""
    context = lead.context
    if not is_of_others(lead):
        return None
    place = _about(lead) or context.project.edition.entity
    named = context.book.place_in(context.lang, place)
    return fixed("own_and_others", context.lang).format(named, things(context))


def _about(lead: WrittenSection) -> str:
    """Return the place other than the edition's that a headline is about; "" where it is about that one, or none."""
    thesis = lead.thesis
    if thesis is None:
        return ""
    if thesis.type in OF_ALL_PLACES:
        return thesis.entities[0] if thesis.entities else ""
    subject = next((thesis.facts[role] for role in _SUBJECTS if role in thesis.facts), "")
    return thesis.entities[0] if ".of(" in subject and thesis.entities else ""


def is_of_others(lead: WrittenSection) -> bool:
    """Whether the headline of a section is of other places than the edition's, or of all of them."""
    context = lead.context
    if len(context.subject(lead.plan.subject).entities) < _SEVERAL:
        return False
    if lead.thesis is not None:
        return lead.thesis.type in (*OF_COURSES, *OF_ALL_PLACES)
    own = context.book.place_in(context.lang, context.project.edition.entity)
    return lead.plan.view in COMPARISONS and own not in context.trial.printed(lead.title)
