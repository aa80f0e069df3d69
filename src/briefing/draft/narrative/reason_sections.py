"""Planned sections → more of them: a finding that lies behind another gets a section whose chart proves it.

A ranking says who is first; that one place passed another, or fell back, is seen in their two lines alone. Of an
edition of one or two short names the course is all there is to tell, and each thing that happened in it is a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.charts_over_time import FEW
from briefing.draft.narrative.lone_parts import lone_part
from briefing.draft.narrative.phrases import is_sayable
from briefing.draft.narrative.places_in_support import climber, ends_of
from briefing.draft.narrative.second_order import LEADING, OF_COURSES, two_sources
from briefing.draft.narrative.section_plan import COMPARISONS, SectionPlan, comparison_of
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_findings import supporting

_MOST: Final = 8  # sections of an edition with those of reasons
_EVENTS: Final = ("outlier", "one_step", "two_steps")  # that are news of one place too
_NEWS: Final = 0.45  # score of a newest change that is larger than half of those before it
_LEAST: Final = 3  # sections, of which one that is no news may give way
_LED: Final = 6  # times the median: values of which the largest is one of few in a class of a map
_ENOUGH: Final = 4  # sections, next to which one of another subject is cut off
_FIELD: Final = 5  # places
_FEW: Final = 2  # short names, up to which each thing that happened to one is a section
_OF_FEW: Final = 3  # sections on the course of one of these


def with_reasons(plans: Sequence[SectionPlan], scene: ChartScene, insights: Sequence[Insight]) -> list[SectionPlan]:
    """Return the planned sections, each followed by those of what lies behind it, as many as an edition has room for;
    of each type of finding one. A short name of which nothing is news gets one of `insights`, on its places."""
    room = _MOST - len(plans)
    found: list[SectionPlan] = []
    seen: set[str] = set()
    plans = [_of_turn(plan, scene) for plan in plans]
    mapped = _mapped(plans, scene)
    for plan in plans:
        found += _newsworthy(plan, plans, scene)
        for one in (*_behind(plan, scene), *(_map_of_all(plan, scene) if plan is mapped else ())):
            kind = one.insights[0].type
            if room > 0 and kind not in seen and is_sayable(one.insights[0], scene.context, "title"):
                seen.add(kind)
                found.append(one)
                room -= 1
    for key in dict.fromkeys(plan.subject for plan in plans):
        # of many places two stand for no others, and where others tell enough a further subject is a thread cut off
        enough = scene.has_many_places(key) and len(found) >= _ENOUGH
        if all(one.subject != key for one in found) and not enough:
            found += _of_second(key, plans, scene) or comparison_of(key, insights, found)
        compared = any(one.subject == key and one.view in COMPARISONS for one in found)
        of_once = len(scene.shapes[key].periods) == 1
        if room > 0 and not compared and (of_once or scene.is_of_whole(key)):
            ends = _ends(key, scene)
            found += ends
            room -= len(ends)
    return _without_copies(_without_lone_values(found, scene), scene)


def _without_copies(plans: Sequence[SectionPlan], scene: ChartScene) -> list[SectionPlan]:
    """Return sections without the newest values of a few years, all of which the course of the same subject has."""
    courses = {one.subject for one in plans if one.view == "time" and len(scene.shapes[one.subject].periods) <= FEW}
    brief = {key for key in courses if scene.shapes[key].yearly}
    return [one for one in plans if one.view != "newest" or one.insights or one.subject not in brief]


def _without_lone_values(plans: Sequence[SectionPlan], scene: ChartScene) -> list[SectionPlan]:
    """Return sections without those on the only value of a short name, where another compares its places or says the
    same."""
    compared = {one.subject for one in plans if one.view in COMPARISONS}
    stated = compared | {one.subject for one in plans if one.view == "newest"}
    return [
        one
        for one in plans
        if one.lead is not None
        or len(scene.shapes[one.subject].periods) > 1
        or one.subject not in (compared if one.view == "newest" else stated)
    ]


def _mapped(plans: Sequence[SectionPlan], scene: ChartScene) -> SectionPlan | None:
    """Return the section whose places a map shows: that on one place which differs from all others, of which a cover
    is, else the first on what all did."""
    found = [plan for plan in plans if plan.view == "alike" and any(_map_of_all(plan, scene))]
    return max(found, key=lambda plan: len(plan.lead.entities) if plan.lead else 0, default=None)


def _of_turn(plan: SectionPlan, scene: ChartScene) -> SectionPlan:
    """Return a section on nothing but an ordinary newest change as one on the low since which its subject rose, or on
    the peak since which it fell, where there is one."""
    lead = plan.lead
    if lead is None or plan.view != "time" or [one.type for one in plan.insights] != ["change"]:
        return plan
    turns = [one for one in supporting(plan, scene, ()) if one.type == "turn"]
    turns = [one for one in turns if lead.score < _NEWS and is_sayable(one, scene.context, "title")]
    return replace(plan, insights=(*turns[:1], *plan.insights))


def _newsworthy(plan: SectionPlan, plans: Sequence[SectionPlan], scene: ChartScene) -> list[SectionPlan]:
    """Return a section, or what stands for it where it is no news: that the first was first before gives way to who
    moved up, that the first of places rose to how they differ, that a part rose to the changes of all parts."""
    lead, key, context = plan.lead, plan.subject, scene.context
    of_parts = any(one.view == "changes" for one in plans)
    if lead is None or len(plans) < _LEAST or (len(scene.shapes[key].places) < _FIELD and not of_parts):
        return [plan]
    first = f"{key}.rank(best='highest') == 1 and {key}.rank({key}.first.period, best='highest') == 1"
    many = scene.has_many_places(key)
    if plan.view == "time" and many and any(one.view == "alike" for one in plans):
        events = any(one.type in _EVENTS for one in (lead, *supporting(plan, scene, ())))
        return [plan] if events else []  # the course of one of many places, which stands for no others
    if plan.view == "ranking" and lead.type == "rank" and context.holds(first):
        if len(scene.shapes[key].periods) == 1:  # it was first in no other
            return [] if _ends(key, scene) else [plan]
        risen = [one for one in climber(key, scene.from_highest(key), scene) if is_sayable(one, context, "title")]
        return [SectionPlan("order", key, (one,)) for one in risen]
    compared = any(one.view in COMPARISONS and one.subject == key for one in plans)
    of_changes = [one.lead for one in plans if one.view == "changes" and one.lead]
    largest = {one.subjects[0] for one in of_changes if any(lone_part(one, scene))}  # which has a section instead
    one_of_many = len(scene.single) == 1 and compared and not scene.is_of_whole(key)
    if plan.view == "time" and lead.type == "trend" and (key in largest or one_of_many):
        telling = any(one.type in LEADING for one in supporting(plan, scene, ()))
        return [plan] if telling else []
    return [plan]


def _of_second(key: str, plans: Sequence[SectionPlan], scene: ChartScene) -> list[SectionPlan]:
    """Return how near another place came to the first, where it is no news which one is first."""
    compared = [plan for plan in plans if plan.subject == key and plan.view == "ranking"]
    reasons = [one for plan in compared for one in supporting(plan, scene, ())]
    nearer = [one for one in reasons if one.type in ("fell_back", "relative")]
    nearer = [one for one in nearer if is_sayable(one, scene.context, "title")]
    return [SectionPlan("courses", key, (one,)) for one in nearer[:1]]


def _behind(plan: SectionPlan, scene: ChartScene) -> Iterator[SectionPlan]:
    reasons = [*supporting(plan, scene, ())]
    if plan.view in COMPARISONS:
        of_courses = [one for one in reasons if one.type in OF_COURSES]
        nearer = {one.entities[:1] for one in of_courses if one.type in ("fell_back", "relative")}
        # whom a place passed on its way is seen in the line of how near it came to the first
        distinct = [one for one in of_courses if one.type != "passed" or one.entities[:1] not in nearer]
        # the turn of one of several exceptions stands below these; that of a lone one is what the finding is about
        excepted = [*plan.insights[:1], *(one for one in reasons if one.type == "only_place")]
        alone = {place for one in excepted if plan.view == "alike" for place in one.entities}
        if len(alone) > 1:
            distinct = [one for one in distinct if one.type != "reversal" or not alone.intersection(one.entities[:1])]
        if scene.has_many_places(plan.subject):  # of which two stand for no others
            distinct = [one for one in distinct if one.type == "reversal"]
        yield from (SectionPlan("courses", plan.subject, (one,)) for one in distinct)
        yield from (SectionPlan("moves", plan.subject, (one,)) for one in reasons if one.type == "newest_moves")
    elif plan.view == "changes":
        yield from (SectionPlan("pair", one.subjects[0], (one,)) for one in reasons if one.type == "opposed")
        yield from (SectionPlan("time", one.subjects[0], (one,)) for one in reasons if one.type == "lone_part")
        yield from _against(plan, scene)
    elif plan.view == "time" and len(scene.single) <= _FEW:
        yield from _of_one_course(plan, reasons, scene)


def _map_of_all(plan: SectionPlan, scene: ChartScene) -> Iterator[SectionPlan]:
    """Where a rate is highest and lowest, next to the finding that it moved one way in all places but one at most: a
    map shows both ends, and who is between; that one place stands out where it is an end."""
    key, lead = plan.subject, plan.lead
    if lead is None or len(lead.entities) > 1 or not scene.has_many_places(key):
        return
    values = [scene.last(key, place) for place in scene.shapes[key].places]
    if scene.shapes[key].coded and max(values) <= _LED * median(values):
        for one in ends_of(key, scene.from_highest(key), scene):
            places = sorted(one.entities, key=lambda place: place not in lead.entities)
            yield SectionPlan("ranking", key, (replace(one, entities=tuple(places)),))


def _ends(key: str, scene: ChartScene) -> list[SectionPlan]:
    """Return a section on which places have the highest and the lowest value, where two are alone with these."""
    if scene.context.subject(key).adds_up or len(scene.shapes[key].places) < _FIELD:
        return []
    found = [one for one in ends_of(key, scene.from_highest(key), scene) if is_sayable(one, scene.context, "title")]
    return [SectionPlan("ranking", key, (one,)) for one in found]


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
    """What happened to the only short name, besides what the title of its section says; then how it is measured in
    another way, else its newest value, where no title tells of all recent ones."""
    telling = [one for one in reasons if one.type in LEADING and is_sayable(one, scene.context, "title")]
    if not telling:
        return
    yield from (SectionPlan("time", plan.subject, (one,)) for one in telling[1:_OF_FEW])
    same = scene.readings_of_one(scene.shapes[plan.subject])
    if measured := [one for one in two_sources(plan.subject, same, scene) if is_sayable(one, scene.context, "title")]:
        yield SectionPlan("time", plan.subject, (measured[0],))
        return
    clear = any(one.type == "recent_values" for one in telling)  # whose chart has the newest value as the highest
    record = [one for one in plan.insights if one.type == "record" and not clear]
    yield from (SectionPlan("newest", plan.subject, (one,)) for one in record[:1])
