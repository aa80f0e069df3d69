"""A section → what supports its title: when it happened and how fast, what stands out, who is near, what is newest.

A title states the course of a series or the place of one among others. The points of a slide and the paragraphs of a
page say what it leaves out, each an insight of its own with a claim, tested like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Final

import numpy as np
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.insights.recurring_moves import in_other_years
from briefing.draft.narrative.course import Course, left_by_a_line, left_by_two_lines
from briefing.draft.narrative.fallback_insights import measures_of, newest, whole_period
from briefing.draft.narrative.lone_parts import lone_part, lone_since
from briefing.draft.narrative.part_changes import of_changes, opposed, together
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.places_in_support import of_places
from briefing.draft.narrative.second_order import before_late, contribution, late, loss, one_year, recent_values
from briefing.draft.narrative.section_plan import COMPARISONS, SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.single_steps import leap, one_step
from briefing.draft.narrative.supporting_insight import Way, made
from briefing.draft.narrative.zero_crossings import crossing

_LEAST: Final = 6  # periods of a course whose pace is compared, or in which one move is larger than others
_FASTER: Final = 1.6  # times by which the change on one side of a bend exceeds that on the other
_PORTION: Final = 2.0  # points by which a share of all must have changed
_STEEPER: Final = 1.3  # and the move from one value to the next, as a straight line has different changes in %
_SOME: Final = 0.2  # of the change after a bend, that came before it at least: none is no pace
_SIDES: Final = 6  # part of all periods that either side of a bend has at least
_BENT: Final = 0.5  # of what one line leaves, which two that meet leave at most
_MOST_AT_ONCE: Final = 0.8  # and of the change of a part, that one move makes up to be stated beside those of others
_ODD: Final = 4.0  # times the median move, by which a value departs from both of its neighbours
_DIP: Final = 0.15  # of the range between the lowest and the highest value, that a fall and recovery takes
_OWN: Final = 0.5  # of a change since a high or a low, that the same part of the year has to show too
_PLACES: Final = 5  # of which one moved furthest
_ENOUGH: Final = 2  # findings, beside which the newest change is not stated
_SLIGHT: Final = 0.1  # of the range of all values, from which a yearly change is worth a sentence
_AGAIN: Final = 1 / 3  # of a departure, in the same part of the year before or after
_FAR: Final = 8.0  # times the median move, from which an odd value is worth a question
_FAR_OUT: Final = 0.3  # and of the range
# Leads that state by themselves what a supporting finding would.
_STATED: Final[Mapping[str, frozenset[str]]] = {
    "turn": frozenset({"turn", "recovery", "loss", "trend"}),  # of which the mean over all would say the contrary
    "record": frozenset({"record"}),
    "outlier": frozenset({"outlier", "odd", "rank"}),
    "rank_change": frozenset({"rank", "rank_change", "same_rank"}),
    "leader": frozenset({"runner_up", "rank", "leader", "gap_to_best"}),
    "gap_to_best": frozenset({"runner_up", "leader", "gap_to_best"}),
    "convergence": frozenset({"convergence"}),
    "share": frozenset({"share", "majority"}),
    "share_change": frozenset({"share", "majority"}),
    "majority": frozenset({"share", "majority"}),
}
# Families that support a comparison, and a course; a distance from the first supports neither.
_COMPARED: Final = ("peers", "composition", "exception")
_OF_ITSELF: Final = ("level", "trend", "turn", *_COMPARED)
_DISTANT: Final = ("gap_to_best", "leader")


def supporting(plan: SectionPlan, scene: ChartScene, known: Sequence[Insight]) -> Iterator[Insight]:
    """Yield what supports the title of a section, the most telling first. `known` are the insights of its subject that
    lead no section."""
    context, lead = scene.context, plan.lead
    if plan.view == "changes" and lead:
        whole = (*contribution(lead, scene), *opposed(scene), *lone_part(lead, scene), *lone_since(lead, scene))
        parts = (*whole, *together(lead, scene), *_of_parts(lead, context))
        yield from (one for one in parts if _true(one, context))
        return
    if plan.view == "newest":
        yield newest(context, plan.subject)
    if plan.view == "newest" or (lead is not None and lead.type == "two_sources"):  # whose chart has both
        return
    if plan.view == "pair" and lead is not None and lead.type == "opposed":
        turns = (one for one in _of_course(lead.subjects[1], context) if one.type == "turn")
        yield from (one for one in turns if _true(one, context))
    covered = _STATED.get(lead.type, frozenset({lead.type})) if lead else frozenset()
    part = plan.view == "parts" and lead is not None and not lead.entities  # a short name, which has a course
    compared = plan.view in COMPARISONS and not part
    kinds = _COMPARED if compared else _OF_ITSELF
    own = [one for one in (*plan.insights[1:], *known) if one.family in kinds and one.type not in _DISTANT]
    others = lead and lead.entities and lead.entities[0] != context.subject(plan.subject).entity
    if others and (plan.view == "order" or (plan.view == "courses" and scene.has_many_places(plan.subject))):
        own = []  # what is of the edition's place, where the title is of another
    found = [*of_places(plan, scene)] if compared else [*_of_course(plan.subject, context)]
    if lead is not None and lead.type == "record" and not compared:
        found += [*_against(lead, context)]
    if lead is not None and lead.type == "late":
        found += [*before_late(lead)]
    found += [*portion(plan.subject, scene)] if plan.view in ("time", "ranking") else []
    ranked, seen = plan.view in ("ranking", "order"), set(covered)  # a rank says nothing of a course
    for one in sorted([*own, *found], key=lambda item: _RANKS.get(item.type, len(_RANKS))):
        if one.type in seen or (one in found and not _true(one, context)) or (one.type == "rank" and not ranked):
            continue
        if one.type == "loss" and "recovery" in seen - covered:  # which states the same fall
            continue
        if _since_the_start(one, context) or (one.type == "change" and _is_slight(plan.subject, scene)):
            continue
        seen.add(one.type)
        yield one
    stated = seen - covered
    if not compared and "change" not in seen and len(stated) < _ENOUGH and not _is_slight(plan.subject, scene):
        yield newest(context, plan.subject)


def _against(record: Insight, context: PhrasingContext) -> Iterator[Insight]:
    """That the newest value is the highest of a time and still below the first, or the other way round."""
    key = record.subjects[0]
    sign = "<" if record.direction == "up" else ">"
    whole = whole_period(context, key)
    if whole.type == "trend" and context.holds(claim := f"{key}.change {sign} 0"):
        way: Way = "down" if record.direction == "up" else "up"
        yield made("still", key, claim, whole.facts, way)


def _is_slight(key: str, scene: ChartScene) -> bool:
    """Whether the newest of several yearly changes is no news: it is small for the range of all values."""
    values, shape = scene.context.subject(key).values, scene.shapes[key]
    if not shape.yearly or len(values) < _LEAST:
        return False
    return abs(float(values[-1].value) - float(values[-2].value)) < _SLIGHT * (shape.highest - shape.lowest)


def _since_the_start(insight: Insight, context: PhrasingContext) -> bool:
    """Whether a record is that of the whole period, which the end of a line shows."""
    if insight.type != "record":
        return False
    key = insight.subjects[0]
    return context.holds(f"{key}.last == {key}.{'highest' if insight.direction == 'up' else 'lowest'}")


def _of_parts(lead: Insight, context: PhrasingContext) -> Iterator[Insight]:
    """What the bars of all changes show, and the one move of a part at either end that is nearly all of its change."""
    found = [*of_changes(lead, context)]
    yield from found[:1]
    for key in dict.fromkeys((lead.subjects[-1], lead.subjects[0])) if "other" in lead.facts else lead.subjects[:1]:
        leaps = (one for one in _of_course(key, context) if one.type == "leap")
        yield from (replace(one, claim=f"{one.claim} and {_nearly_all(one, key)}") for one in leaps)
    yield from found[1:]


def _nearly_all(leap: Insight, key: str) -> str:
    """Return the condition that a single move is nearly all of a change, or more than all of it."""
    move, change = f"({leap.facts['value']} - {leap.facts['before']})", f"{key}.change"
    most = f"{_MOST_AT_ONCE} * {change}"
    return f"({move} >= {most} and {change} > 0 or {move} <= {most} and {change} < 0)"


_ORDER: Final = (
    *("share_change", "majority", "fell_back", "relative", "passed", "only_place", "reversal", "turned_too"),
    *("newest_moves", "largest_newest", "period_before", "crossing"),
    *("two_rates", "undone", "rates_at_turn", "two_steps", "one_step", "recovery", "loss", "recent_values", "late"),
    *("before_late", "still", "portion", "portion:parts", "turn", "outlier", "odd", "shift", "season"),
    *("slower", "faster", "one_year", "runner_up", "climber", "furthest", "ends", "rank_change", "same_rank", "rank"),
    *("neighbours", "leap", "step"),
    *("record", "streak", "share", "leader", "gap_to_best", "all_but", "trend", "change"),
)
_RANKS: Final = {name: at for at, name in enumerate(_ORDER)}


def _true(insight: Insight, context: PhrasingContext) -> bool:
    given = all(context.fact(expression) is not None for expression in insight.facts.values())
    return given and (not insight.claim or context.holds(insight.claim))


# Of all together


def portion(key: str, scene: ChartScene) -> Iterator[Insight]:
    """What part the edition's place is of all places, or a short name of all that one column of a table divides."""
    context, subject = scene.context, scene.context.subject(key)
    if not subject.adds_up or subject.below_zero or subject.combined:
        return
    places, others = scene.shapes[key].places, scene.divided_with(key)
    same = tuple(one for one in others if context.subject(one).periods[0] == subject.periods[0])
    others = same if len(same) >= _PLACES - 1 else others  # so that all are counted as long as it is
    if len(places) >= _PLACES and subject.entity in places:
        share, count = "share_of_all({})", f"{key}.places()"
        first = f"{key}.first.period"
    elif len(others) >= _PLACES - 1:
        share, count = f"share_with({', '.join(others)}{{}})", _counted((key, *others))
        first = max(context.subject(one).periods[0] for one in (key, *others)).literal
        first = f", period={first}"
    else:
        return
    before, now = f"{key}.{share.format(first)}", f"{key}.{share.format('')}"
    start = f"{key}.first" if first.endswith("first.period") else f"{key}.at({first.rpartition('=')[2]})"
    facts = {"share_before": before, "share": now, "all": count, "start": start, "last": f"{key}.last"}
    if len(others) < len(scene.divided_with(key)):  # those whose data begin later are left out
        facts["since"] = facts.pop("start")
    found = [context.fact(one) for one in (before, now)]
    if None not in found and abs(found[0].value - found[1].value) >= _PORTION:  # type: ignore[union-attr]
        way: Way = "up" if found[1].value > found[0].value else "down"  # type: ignore[union-attr]
        claim = f"{now} {'>' if way == 'up' else '<'} {before}"
        yield made("portion" if places[1:] else "portion:parts", key, claim, facts, way)


def _counted(keys: Sequence[str]) -> str:
    return f"count({', '.join(f'known({one}.last)' for one in keys)})"


# Of a course


def _of_course(key: str, context: PhrasingContext) -> Iterator[Insight]:
    subject = context.subject(key)
    measure = next((one for one in measures_of(subject) if context.fact(f"{key}.{one}") is not None), "")
    if not measure:
        return
    course = Course(context, key, subject.values, measure)
    if any(fact.qualifier != "=" for fact in course.values):
        return
    yield from crossing(course)
    if len(course.values) < _LEAST:
        return
    odd = [*_odd(course)]
    yield from odd
    kinds: tuple[Callable[[Course], Iterator[Insight]], ...] = (_turn, _recovery, recent_values, late, _pace)
    values = {one.facts["value"] for one in odd}
    single = [one for one in one_step(course) if values.isdisjoint((one.facts["before"], one.facts["value"]))]
    yield from single
    for kind in kinds if odd or single else (*kinds, leap):  # the moves to and from an odd value are no others
        yield from kind(course)


def _odd(course: Course) -> Iterator[Insight]:
    """The value that departs most from both of its neighbours, to the same side, and not every year."""
    numbers, usual = course.numbers, median(map(abs, course.moves))
    departures = {
        at: min(abs(numbers[at] - numbers[at - 1]), abs(numbers[at] - numbers[at + 1]))
        for at in range(1, len(numbers) - 1)
        if (numbers[at] - numbers[at - 1]) * (numbers[at] - numbers[at + 1]) > 0
        and not (course.is_far(at - 1) or course.is_far(at))  # of which nobody knows what is next to it
    }
    single = [place for place in departures if not _departs_every_year(course, place, departures)]
    at = max(single, key=lambda place: departures[place], default=0)
    spread = max(numbers) - min(numbers)
    if at and usual and departures[at] >= max(_ODD * usual, _DIP * spread):
        way: Way = "up" if numbers[at] > numbers[at - 1] else "down"
        sign = ">" if way == "up" else "<"
        value, before, after = course.at(at), course.at(at - 1), course.at(at + 1)
        claim = f"{value} {sign} {before} and {value} {sign} {after}"
        facts = {"value": value, "before": before, "after": after}
        far = departures[at] >= max(_FAR * usual, _FAR_OUT * spread)
        yield made("outlier" if far else "odd", course.key, claim, facts, way)


def _departs_every_year(course: Course, at: int, departures: Mapping[int, float]) -> bool:
    """Whether in the year before or after, or in several of all years, the value of the same month departs from its
    neighbours to the same side too, by a good part of it: as every January, though that of each year by more."""
    numbers, periods, a_year = course.numbers, course.periods, course.a_year
    if a_year <= 1:
        return False
    up = numbers[at] > numbers[at - 1]
    away = [
        (periods[other] - periods[at]) // a_year
        for other, size in departures.items()
        if other != at
        and size > _AGAIN * departures[at]
        and (numbers[other] > numbers[other - 1]) == up
        and (periods[other] - periods[at]) % a_year == 0
    ]
    return in_other_years(away, len(numbers) / a_year)


def _turn(course: Course) -> Iterator[Insight]:
    """The peak since which it fell, or the low since which it rose; of both the later."""
    numbers = course.numbers
    spread = max(numbers) - min(numbers)
    found: list[tuple[int, Way, str, str]] = []
    for end, way, sign in (("highest", "down", "<"), ("lowest", "up", ">")):
        at = numbers.index(max(numbers) if end == "highest" else min(numbers))
        # by a season alone a value of March is above one of December: that of the newest March has to be lower too
        moved, own = (
            (number - numbers[at]) * (-1 if way == "down" else 1) for number in (numbers[-1], course.newest(at))
        )
        long_ago = 0 < at < len(numbers) - max(2, course.a_year)
        if long_ago and min(moved, own) >= _DIP * spread and own >= _OWN * moved:
            found.append((at, way, end, sign))  # type: ignore[arg-type]
    for at, way, end, sign in sorted(found, reverse=True):
        if course.is_lone(at, _ODD, _DIP) or course.comes_again(at, len(numbers) - 1):
            continue  # one odd value is no turn, nor is one of a cycle or of a season
        since = f"{course.key}.between({course.key}.{end}.period, {course.key}.last.period).{course.measure}"
        claim = f"{since} {sign} 0 and {course.key}.{end}.period < {course.key}.last.period"
        facts = {"turn": f"{course.key}.{end}", "last": f"{course.key}.last", "since": since}
        yield made("turn", course.key, claim, facts, way)
        return


def _recovery(course: Course) -> Iterator[Insight]:
    """The period in which it first passed the peak before its deepest fall."""
    numbers, best = course.numbers, (0.0, 0, 0)
    if min(numbers) <= 0:
        return
    peak = 0
    for at, number in enumerate(numbers):
        peak = at if number >= numbers[peak] else peak
        best = max(best, (numbers[peak] - number, peak, at))
    depth, peak, low = best
    if course.is_lone(peak, _ODD, _DIP) or course.comes_again(peak, low):
        return  # the peak is one odd value
    if not course.is_record(peak):
        return  # it was passed back to a value that had been there before, or nobody knows
    back = next((at for at in range(low, len(numbers)) if numbers[at] > numbers[peak]), 0)
    if any(course.late[peak:back]):
        return  # it may have passed the peak before, in a period without a value
    if back - peak >= _LEAST // 2 and depth >= _DIP * (max(numbers) - min(numbers)):
        old, again, trough = course.at(peak), course.at(back), course.at(low)
        until, since = (course.span(*ends) for ends in ((0, back - 1), (peak, back)))
        claim = f"{again} > {old} and {until}.highest == {old} and {since}.lowest == {trough}"
        facts = {"old": old, "back": again, "trough": trough, "took": f"{since}.span"}
        yield made("recovery", course.key, claim, facts | {"lost": course.moved(peak, low)})
        yield from loss(course, peak, low)


def _pace(course: Course) -> Iterator[Insight]:
    """Whether it moved faster or slower from the period on at which two straight lines meet that fit it best."""
    numbers, last = course.numbers, len(course.values) - 1
    bend = _bend(numbers)
    moved = course.moved(0, bend), course.moved(bend, last)
    both = [float(fact.value) for one in moved if bend and (fact := course.context.fact(one)) is not None]
    early, late = course.rate(0, bend), course.rate(bend, last)
    if len(both) < 2 or both[0] * both[1] <= 0:
        return
    rates = sorted(abs(float(fact.value)) for one in (early, late) if (fact := course.context.fact(one)) is not None)
    if len(rates) < 2 or rates[1] < _STEEPER * rates[0]:  # which are printed, and may be alike
        return
    first, second = map(abs, both)
    rising = both[0] > 0
    facts = {"early": early, "late": late, "middle": course.at(bend)}
    before, after = abs(numbers[bend] - numbers[0]) / bend, abs(numbers[-1] - numbers[bend]) / (last - bend)
    if first >= _FASTER * second and before >= _STEEPER * after:
        claim = f"{early} > {late} and {late} > 0" if rising else f"{early} < {late} and {late} < 0"
        yield made("slower", course.key, claim, facts, "up" if rising else "down")
        yield from one_year(course, bend, rising=rising)
    elif second >= _FASTER * first >= _SOME * second and after >= _STEEPER * before:
        sign = ">" if rising else "<"
        claim = f"{late} {sign} {early} and {early} {sign} 0 and {late} {sign} 0"
        yield made("faster", course.key, claim, facts, "up" if rising else "down")
        yield from one_year(course, bend, rising=rising)


def _bend(numbers: Sequence[float]) -> int:
    """Return where two lines meet that fit much better than one; 0 where none do, or the course went back on its way.

    A course that rose to a peak and fell has no pace, nor has one that merely wavers about a straight line.
    """
    values = np.array(numbers if numbers[-1] >= numbers[0] else [-number for number in numbers])
    back = float(np.max(np.maximum.accumulate(values) - values))
    if back > _DIP * np.ptp(values):
        return 0
    left = left_by_two_lines(values, _SIDES)
    best = min(left, key=lambda knot: left[knot], default=0)
    return best if best and left[best] <= _BENT * left_by_a_line(values) else 0
