"""Planned sections → more of them: a finding that lies behind another gets a section whose chart proves it.

A ranking says who is first; that one place passed another, or fell back, is seen in their two lines alone. Of an
edition of one or two short names the course is all there is to tell, and each thing that happened in it is a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.phrases import is_sayable
from briefing.draft.narrative.second_order import LEADING, OF_COURSES
from briefing.draft.narrative.section_plan import COMPARISONS, SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_findings import supporting

_MOST: Final = 8  # sections of an edition with those of reasons
_FEW: Final = 2  # short names, up to which each thing that happened to one is a section
_OF_FEW: Final = 3  # sections on the course of one of these


def with_reasons(plans: Sequence[SectionPlan], scene: ChartScene) -> list[SectionPlan]:
    """Return the planned sections, each followed by those of what lies behind it, as many as an edition has room for;
    of each type of finding one."""
    room = _MOST - len(plans)
    found: list[SectionPlan] = []
    seen: set[str] = set()
    for plan in plans:
        found.append(plan)
        for one in _behind(plan, scene):
            kind = one.insights[0].type
            if room > 0 and kind not in seen and is_sayable(one.insights[0], scene.context, "title"):
                seen.add(kind)
                found.append(one)
                room -= 1
    return found


def _behind(plan: SectionPlan, scene: ChartScene) -> Iterator[SectionPlan]:
    reasons = [*supporting(plan, scene, ())]
    if plan.view in COMPARISONS:
        yield from (SectionPlan("courses", plan.subject, (one,)) for one in reasons if one.type in OF_COURSES)
    elif plan.view == "changes":
        yield from (SectionPlan("pair", one.subjects[0], (one,)) for one in reasons if one.type == "opposed")
        yield from _against(plan, scene)
    elif plan.view == "time" and len(scene.single) <= _FEW:
        yield from _of_one_course(plan, reasons, scene)


def _against(plan: SectionPlan, scene: ChartScene) -> Iterator[SectionPlan]:
    """The part that went against the others by a single step, which no bar shows."""
    lead = plan.insights[0]
    if "other" not in lead.facts:
        return
    course = SectionPlan("time", lead.subjects[-1])
    yield from (
        SectionPlan("time", lead.subjects[-1], (one,))
        for one in supporting(course, scene, ())
        if one.type in ("one_step", "two_steps")
    )


def _of_one_course(plan: SectionPlan, reasons: Sequence[Insight], scene: ChartScene) -> Iterator[SectionPlan]:
    """What happened to the only short name, besides what the title of its section says; then its newest value."""
    telling = [one for one in reasons if one.type in LEADING and is_sayable(one, scene.context, "title")]
    if not telling:
        return
    yield from (SectionPlan("time", plan.subject, (one,)) for one in telling[1:_OF_FEW])
    record = [one for one in plan.insights if one.type == "record"]
    yield from (SectionPlan("newest", plan.subject, (one,)) for one in record[:1])
