"""The heads of a summary's points: what changed, what else did, why it matters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.draft.narrative.edition_words import fixed
from briefing.draft.narrative.joined_texts import changed
from briefing.draft.narrative.phrases import plain_leads
from briefing.draft.narrative.phrasing import ConditionalText
from briefing.draft.narrative.stated_facts import Output
from briefing.draft.narrative.summary_points import LEAD, PRINTED, by_reason, with_measures
from briefing.draft.narrative.written_sections import WrittenSection

_PLACES: Final = re.compile(r"\.of\('([^']*)'\)")


def what_changed(
    points: Sequence[ConditionalText], blocks: Sequence[ConditionalText], lead: WrittenSection
) -> list[ConditionalText]:
    """Return points that stand before why these matter and what to watch, the first under a head like theirs, which of
    another subject or other places than the cover's says that it is one more; as they are where nothing follows."""
    if not blocks or not points:
        return [*points]
    kind = "what_changed" if _is_of(lead, points[0]) else "what_else"
    return [headed_as(kind, points[0], lead.context.lang), *points[1:]]


def headed_as(kind: str, point: ConditionalText, lang: str) -> ConditionalText:
    """Return a point under a head of fixed words, with its own lead behind that where this names or prints anything."""
    mark, space = ("", "") if lang == "zh" else (".", " ")
    head = f"**{fixed(kind, lang)}{mark}**{space}"

    def renamed(words: str) -> str:
        found = LEAD.match(words)
        lead, rest = (found["lead"], words[found.end() :]) if found else ("", words)
        has_facts = lead and lead not in plain_leads(lang)
        return f"{head}{lead}{'：' if lang == 'zh' else ' '}{rest}" if has_facts else f"{head}{rest}"

    return changed(point, renamed)


def further_finding(
    sections: Sequence[WrittenSection], title: ConditionalText, above: ConditionalText, output: Output
) -> list[ConditionalText]:
    """Return the finding of a later section under the head of one more, which prints no number of the title or of the
    point `above`; nothing where all are of the cover's subject and places."""
    lead = sections[0]
    if above.text.startswith(f"**{fixed('what_else', lead.context.lang)}"):
        return []
    others = [one for one in sections[1:] if one.words and not one.is_plain and not _is_of(lead, one.title)]
    others = [one for one in others if one.lead.type != "two_sources"]  # the same change, measured twice
    for section in by_reason(others, sections):
        if found := lead.context.stated.next_to(title, [section.reworded("sentence")], (output,), [above]):
            return [headed_as("what_else", with_measures(found, lead.context)[0], lead.context.lang)]
    return []


def _is_of(lead: WrittenSection, point: ConditionalText) -> bool:
    """Whether what a point prints is of subjects and places of the finding of the cover, or of all places."""
    finding = lead.thesis or lead.lead
    keys = {lead.plan.subject, *finding.subjects}
    printed = set(PRINTED.findall(point.text))
    places = set(_PLACES.findall(point.text))
    named = {*finding.entities}
    return bool(places & named) or (printed <= keys and (not named or places <= named))
