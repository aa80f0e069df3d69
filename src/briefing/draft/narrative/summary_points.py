"""The findings of a summary that no card of a number has, as points below its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Final

from briefing.draft.narrative.indicator_labels import label
from briefing.draft.narrative.joined_texts import changed
from briefing.draft.narrative.leading_sections import thesis_of
from briefing.draft.narrative.phrasing import NO_TEXT, ConditionalText, PhrasingContext
from briefing.draft.narrative.second_order import LEADING
from briefing.draft.narrative.stated_facts import Output
from briefing.draft.narrative.wording_tables import Slot
from briefing.draft.narrative.written_sections import WrittenSection

OF_ALL_VIEW: Final = "alike"  # the view of what all places did
LEAST_TELLING: Final = 2  # points of a summary
_MOST_TELLING: Final = 3
PRINTED: Final = re.compile(r"{{ *([a-z]\w*)\.")  # the short names that a text prints
_EXPRESSION: Final = re.compile(r"{{.*?}}")
LEAD: Final = re.compile(r"^\*\*(?P<lead>.*?)\*\* ?")  # of a point, in bold


def _telling(sections: Sequence[WrittenSection]) -> list[WrittenSection]:
    """Return the sections whose findings no card has, at most three; of an edition of few the others too."""
    lead, *others = sections
    found = by_reason([one for one in others if one.words and not one.is_plain], sections)
    rest = [one for one in others if one not in found]
    return (found if len(found) >= LEAST_TELLING else [*found, *rest, lead][:LEAST_TELLING])[:_MOST_TELLING]


def by_reason(chosen: Sequence[WrittenSection], sections: Sequence[WrittenSection]) -> list[WrittenSection]:
    """Return chosen sections, those in front whose title says what lies behind a finding and is not on the cover."""
    first = thesis_of(sections).thesis
    found = sorted(chosen, key=lambda one: one.lead.type not in LEADING or one.lead is first)
    return sorted(found, key=lambda one: has_many(one) and one.plan.view != OF_ALL_VIEW)


def has_many(section: WrittenSection) -> bool:
    """Whether a section is on one of many places, which stands for no others."""
    return section.context.has_many_places(section.plan.subject)


def points_of(
    sections: Sequence[WrittenSection],
    output: Output,
    title: ConditionalText = NO_TEXT,
    in_title: Sequence[WrittenSection] = (),
    *,
    plain: bool = False,
) -> list[ConditionalText]:
    """Return the points of a summary: the findings that no card has and that are not `in_title`, of a lone section
    what supports its title; where their numbers have been stated, or stand in that title, what supports the others, of
    several measures the one above: what supports a finding need not name its own. The first is a `plain` sentence where
    another head stands before it."""
    lead, *others = sections
    stated = lead.context.stated
    if not others and len(lead.support) >= LEAST_TELLING:
        return stated.next_to(title, islice(lead.supported("point"), _MOST_TELLING), (output,))
    found, above = list[ConditionalText](), list(in_title)

    def slot() -> Slot:  # of the next one: only the first has another head before it
        return "sentence" if plain and not found else "point"

    for section in _telling(sections):
        given = (one.reworded(slot()) for one in [section] if one not in in_title)
        if new := stated.next_to(title, given, (output,), found):
            found, above = [*found, *new], [section]
    several = len({section.plan.subject for section in sections}) > 1
    further = (one for section in (above if several else sections) for one in section.telling(slot()))
    while len(found) < LEAST_TELLING and (one := next(further, None)) is not None:
        found += stated.next_to(title, [one], (output,), found)
    return with_measures(found, lead.context) if several else found


def with_measures(points: Sequence[ConditionalText], context: PhrasingContext) -> list[ConditionalText]:
    """Return points of several measures, each that is of another one than the point above it under the name of its own,
    unless it has that: "Salmon: Alder moved up, from third to first"."""
    found, above = list[ConditionalText](), ""
    for point in points:
        keys = dict.fromkeys(PRINTED.findall(point.text))
        key = next(iter(keys)) if len(keys) == 1 else ""
        own = bool(key) and key != above and key in context.project.edition.subjects
        found.append(changed(point, partial(_of_measure, key, context)) if own else point)
        above = key or above
    return found


def _of_measure(key: str, context: PhrasingContext, words: str) -> str:
    """Return a text behind the name of what it is about, unless it says that."""
    names = (context.subject(key).name_in(context.lang), label(context, key, article=False))
    plain = _EXPRESSION.sub("", words).casefold()
    if any(name.casefold() in plain for name in names) or f"{{{{ {key}.name }}}}" in words:
        return words
    bold = LEAD.match(words)
    end = bold.end() if bold else 0
    mark = "：" if context.lang == "zh" else ": "
    return f"{words[:end]}{label(context, key, head=True, article=False)}{mark}{words[end:]}"
