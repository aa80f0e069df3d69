"""A section → what the brief says under its figure besides what supports the title: against what, and what stays open.

A title and its chart show one course or one order. These set it against the median, the other parts, the whole or an
earlier time, each by a claim of its own, and name in a sentence what such a figure does not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.added_up import can_be_added
from briefing.draft.narrative.edition_words import fixed
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import change_measure, made, of_place, subject_of
from briefing.model.period import Period

_LATEST: Final = re.compile(r"\.on_(?:year|previous)\(")
_MANY_FOLD: Final = 400  # per cent, from which a rise of years is given for each of them: “rose 2,179%” says little
_DECADE: Final = 10  # years of either part of a long course
_FEWEST: Final = 8  # values of a course that has two parts
_PLACES: Final = 5  # that have a median, or an order


def set_against(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """Yield what a figure is held against: other parts or the whole, the median of all places, the gap behind a ratio
    or a rank, then an earlier time; each true of today's data."""
    for kind in _KINDS.get(plan.view, ()):
        for one in kind(plan, scene):
            known = all(scene.context.fact(fact) is not None for fact in one.facts.values())
            if known and (not one.claim or scene.context.holds(one.claim)):
                yield one


def left_open(plan: SectionPlan, scene: ChartScene) -> Iterator[str]:
    """Yield what a figure of its kind does not show, once in an edition; nothing of others. A value or a step is named
    by its period, as the sentence before may be about something else."""
    lead = plan.lead
    name = next((one for one in (lead.type if lead else "", plan.view) if one in _OPEN), "")
    words = _OPEN.get(name, "")
    if words == "open_place" and scene.context.project.edition.things.get("en", "").endswith(_NO_PLACES):
        return
    if words and words not in scene.noted:
        scene.noted.add(words)
        facts = lead.facts if lead else {}
        dates = (f"{{{{ {facts[role]} | period }}}}" for role in ("value", "value2") if role in facts)
        yield fixed(words, scene.context.lang).format(*dates)


_NO_PLACES: Final = "entries"  # as texts of a category that names nothing are called
_OPEN: Final[Mapping[str, str]] = {
    "moves": "open_year",
    "ranking": "open_place",
    "two_steps": "open_steps",
    "one_step": "open_step",
    **dict.fromkeys(("outlier", "odd"), "open_value"),
}


# Of parts


def _of_all_parts(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """What all parts together did in the time in which one of them moved, once in an edition; else what the whole
    did."""
    context, key = scene.context, plan.subject
    subject = context.subject(key)
    latest = plan.lead is not None and any(_LATEST.search(fact) for fact in plan.lead.facts.values())
    if subject.below_zero or len(scene.shapes[key].places) > 1 or latest:  # a chart of one year is held against none
        return
    ends = subject.periods[0], subject.periods[-1]
    same = [one for one in scene.divided_with(key) if _ends(one, scene) == ends and context.subject(one).adds_up]
    facts = {"own": f"{key}.percent"}
    noted = f"all parts {sorted((key, *same))}"
    if len(same) >= _PLACES - 1 and noted not in scene.noted and can_be_added((key, *same), context):
        scene.noted.add(noted)
        known = ", ".join(f"known({one}.change)" for one in (key, *same))
        facts |= {"in_all": f"{key}.percent_with({', '.join(same)})", "all": f"count({known})"}
        yield made("against_parts", key, "", facts)
    wholes = [one for one in context.wholes if key in scene.parts_below(one) and one in scene.shapes]
    largest = max(wholes, key=lambda one: context.subject(one).last.value, default="")
    if largest and _ends(largest, scene) == ends:
        yield Insight("against_whole", (key, largest), "", {**facts, "in_all": f"{largest}.percent"}, 0.0, 0.0, 0.0)


def _ends(key: str, scene: ChartScene) -> tuple[Period, Period]:
    periods = scene.context.subject(key).periods
    return periods[0], periods[-1]


# Of places


def _of_median(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """What the median of all places did in the time in which one of them moved: since its turn, else in all."""
    key, lead, context = plan.subject, plan.lead, scene.context
    subject = context.subject(key)
    if len(scene.shapes[key].places) < _PLACES or subject.below_zero:
        return
    middle, measure = f"{key}.median_of('all')", change_measure(subject)
    since = context.fact(lead.facts["turn"]) if lead is not None and lead.type == "reversal" else None
    if lead is not None and since is not None and since.period is not None:
        claim = f"{lead.facts['turn']}.period < {key}.last.period"
        start, middle = lead.facts["turn"], f"{middle}.between({lead.facts['turn']}.period, {key}.last.period)"
    else:
        start = f"{key}.first"
        claim = f"{middle}.first.period == {start}.period and {middle}.last.period == {key}.last.period"
    facts = {"all": f"{key}.places()", "middle": f"{middle}.{measure}", "start": start}
    own, others = context.fact(f"{_moved(start, key)}.change"), context.fact(facts["middle"])
    kind, entities = "against_median", lead.entities if lead is not None else ()
    if own is not None and others is not None and own.value * others.value < 0:
        signs = ("<", ">") if own.value < 0 else (">", "<")
        kind = "contrary_median"
        claim += f" and {_moved(start, key)}.change {signs[0]} 0 and {facts['middle']} {signs[1]} 0"
    yield made(kind, key, claim, facts, entities=entities)


def _moved(start: str, key: str) -> str:
    """Return the values from an earlier one of a short name, or of one of its places, to the newest."""
    own = subject_of(start) or key
    return f"{own}.between({start}.period, {own}.last.period)"


def _of_least(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """Which place moved least the way that the others did: it is nearest to an exception, or shows how far all went."""
    lead, key = plan.lead, plan.subject
    if lead is None or lead.type not in ("all_but", "only_place") or len(lead.entities) > 1:
        return
    context, own = scene.context, scene.context.subject(key).entity
    measure = change_measure(context.subject(key))
    moved = {
        place: fact.value
        for place in scene.shapes[key].places
        if (fact := context.fact(f"{of_place(key, place, own)}.{measure}")) is not None
    }
    down = sum(value < 0 for value in moved.values()) > len(moved) / 2
    along = {place: value for place, value in moved.items() if (value < 0 if down else value > 0)}
    if len(along) < _PLACES:
        return
    least = (max if down else min)(along, key=lambda place: along[place])
    there, place_of_order = of_place(key, least, own), 1 + len(moved) - len(along)
    end, sign = ("highest", "<") if down else ("lowest", ">")
    claim = f"{there}.rank_of({measure!r}, best={end!r}) == {place_of_order} and {there}.{measure} {sign} 0"
    facts = {"least": f"{there}.{measure}", "last": f"{there}.last"}
    kind = "least_of_others" if len(along) < len(moved) else "least_of_all"
    yield made(kind, key, claim, facts, "down" if down else "up", () if least == own else (least,))


def _of_sum(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """What all places have together, of amounts that add up, and what part of it the largest has."""
    key = plan.subject
    subject, ordered = scene.context.subject(key), scene.from_highest(key)
    if not subject.adds_up or subject.below_zero or len(ordered) < _PLACES:
        return
    best = of_place(key, ordered[0], subject.entity)
    whole = f"{key}.sum_of('all')"
    facts = {"all": f"{key}.places()", "sum_before": f"{whole}.first", "value": f"{whole}.last"}
    facts |= {"share": f"{best}.share_of_all()", "best": f"{best}.last"}
    claim = f"{best}.rank(best='highest') == 1 and {whole}.change > 0 and {whole}.last.period == {best}.last.period"
    yield made("sum_of_places", key, claim, facts, "up", () if ordered[0] == subject.entity else (ordered[0],))


def _of_ends(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """Which value lies in the middle of an order whose ends a title names."""
    key, lead = plan.subject, plan.lead
    if lead is None or lead.type != "ends" or len(scene.shapes[key].places) < _PLACES:
        return
    facts = {**lead.facts, "value": f"{key}.median_of('all').last", "all": f"{key}.places()"}
    claim = f"{lead.claim} and {facts['value']}.period == {lead.facts['highest']}.period"
    yield made("ends_and_median", key, claim, facts, entities=lead.entities)


def _of_gaps(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """How far neighbours in an order are from each other at its upper and at its lower end."""
    key = plan.subject
    own, ordered = scene.context.subject(key).entity, scene.from_highest(key)
    if len(ordered) < _PLACES:
        return
    first, second, beforelast, last = (of_place(key, place, own) for place in (*ordered[:2], *ordered[-2:]))
    facts = {"wide": f"{first}.minus({second})", "narrow": f"{beforelast}.minus({last})"}
    facts |= {"one": f"{first}.last", "two": f"{second}.last", "three": f"{beforelast}.last", "four": f"{last}.last"}
    claim = f"{facts['wide']} > {facts['narrow']} and {facts['narrow']} > 0 and {first}.rank(best='highest') == 1"
    claim += f" and {last}.rank(best='lowest') == 1"
    yield made("gaps_of_order", key, claim, facts, entities=[one for one in ordered if one != own])


def _of_gap(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """How far it is from one to the other of two places whose ratio a figure has, when that was nearest and now."""
    lead = plan.lead
    if lead is None or lead.type not in ("fell_back", "relative"):
        return
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    start = scene.context.fact(lead.facts["peak" if lead.type == "fell_back" else "start"])
    if not best or not near or start is None or start.period is None:
        return
    now, then = (f"{best}.minus({near}{when})" for when in ("", f", {start.period.literal}"))
    facts = {"value": now, "before": then, "start": f"{near}.at({start.period.literal})", "near": f"{near}.last"}
    facts["best"] = f"{best}.last"
    yield made("gap_of_ratio", plan.subject, f"{now} > 0 and {then} > 0", facts, entities=lead.entities)


# Of a course


def _of_earlier(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """How a course moved in its newer and in its older part, once in an edition: ten years each, a year of months, else
    halves."""
    key, lead = plan.subject, plan.lead
    subject = scene.context.subject(key)
    periods = subject.periods
    if len(periods) < _FEWEST or (lead is not None and (lead.type in _IN_PARTS or lead.entities)):
        return
    if (noted := f"earlier {key}") in scene.noted:
        return
    scene.noted.add(noted)
    a_year = max(1, subject.frequency.a_year if subject.frequency is not None else 1)
    step = a_year if a_year > 1 else _DECADE
    back = step if len(periods) > 2 * step else (len(periods) - 1) // 2
    measure = change_measure(subject)
    older, middle = periods[-1 - 2 * back], periods[-1 - back]
    if a_year > 1 and back == step:  # the same months, where some in between have no value
        older, middle = periods[-1] - 2 * step, periods[-1] - step
        if older not in periods or middle not in periods:
            return
    late, early = (
        f"{key}.between({middle.literal}, {key}.last.period)",
        f"{key}.between({older.literal}, {middle.literal})",
    )
    if measure == "percent" and any(scene.context.holds(f"{part}.percent > {_MANY_FOLD}") for part in (late, early)):
        measure = "growth"  # a year
    facts = {"late": f"{late}.{measure}", "early": f"{early}.{measure}"}
    facts |= {"older": f"{key}.at({older.literal})", "middle": f"{key}.at({middle.literal})"}
    yield made(_of_what_length(older, middle, periods[-1]), key, "", facts)


def _of_what_length(older: Period, middle: Period, last: Period) -> str:
    """Return by which words two parts of a course go: those of ten years each, or of the periods of both."""
    steps = {last - middle, middle - older}
    return "two_decades" if last.frequency.unit == "year" and steps == {_DECADE} else "two_parts"


# Whose titles or texts compare two parts of the time, or are about a single value.
_IN_PARTS: Final = ("faster", "slower", "late", "turn", "outlier", "odd")
_Kind = Callable[[SectionPlan, ChartScene], Iterator[Insight]]
_OF_TIME: Final[Sequence[_Kind]] = (_of_all_parts, _of_earlier)
_KINDS: Final[Mapping[str, Sequence[_Kind]]] = {
    "time": (_of_all_parts, _of_median, _of_earlier),
    "newest": _OF_TIME,
    "courses": (_of_gap, _of_median),
    "order": (_of_gaps,),
    "ranking": (_of_ends, _of_gap),
    "alike": (_of_least, _of_sum),
    "spread": (_of_least, _of_sum),
}
