"""What lies behind a finding: when most of it happened, what made it, whom it passed, how near it came.

That a value is the highest, or that it rose, is seen in the chart; these say what a reader would have to work out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.added_up import can_be_added
from briefing.draft.narrative.course import Course, left_by_two_lines
from briefing.draft.narrative.part_changes import NET
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import Way, change_measure, counts_time, made, of_place, subject_of
from briefing.errors import FactError
from briefing.model.fact import Fact
from briefing.model.period import Period

# Types that may take the place of a plainer finding as the title of its section, and that the cover is made of.
# The first of them is the most telling.
LEADING: Final = (
    *("contribution", "recovery", "opposed", "fell_back", "relative", "recent_values", "only_place", "passed"),
    *("two_steps", "one_step", "reversal", "late", "faster", "slower", "outlier"),
)
# Types that only the lines of the places which they name show.
OF_COURSES: Final = ("fell_back", "relative", "passed", "reversal")
# Findings that say no more than what a chart shows at a glance.
PLAIN: Final = frozenset(
    ("trend", "record", "streak", "change", "rank", "leader", "gap_to_best", "all_but", "largest_changes")
)
_LONG: Final = 20  # values of a course, of which a part may have most of the change
DECADE: Final = 10  # values of a mean that no single year makes
_PARTS: Final = 10  # of a course, of which either side of the place where most of it begins has one
_LONGER: Final = 40  # values of a course, all of whose recent values are worth a sentence
_CLEAR: Final = 0.03  # of the range, by which these are clear of the others
_SHORT_PART: Final = 0.4  # of all periods, in which most of the change came at most
_MOST: Final = 0.6  # of the change
_FEWEST: Final = 5  # recent values that are all above those before
_STEADY: Final = 0.85  # of the moves one way: of such a course each value is above all before
_PLACES: Final = 6  # of the largest, whose order is read
_NEARER: Final = 15.0  # points by which a ratio to the first has to change
_OWN_NEARER: Final = 10.0  # and that of the edition's place
_BACK: Final = 5.0  # points by which a ratio that had come nearer fell again
_SINGLE: Final = 0.2  # of the change since a bend, that a single year had at least
_MAIN: Final = 40.0  # % of a change that one part made up
_AGAINST: Final = 0.15  # of the change of all, that others may have gone the other way
_TURNED: Final = 0.05  # of the highest value, that was lost since


# Of a course


def late(course: Course) -> Iterator[Insight]:
    """That most of the change came in the last part of the time, of yearly values that have no rate in %: by the means
    of ten years, as single years are dips and records."""
    numbers, last = course.numbers, len(course.values) - 1
    if course.measure == "percent" or course.a_year > 1 or len(numbers) < _LONG:
        return
    left = left_by_two_lines(np.array(numbers), _PARTS)
    knot = min(left, key=lambda place: left[place])
    if (last - knot) > _SHORT_PART * last or not DECADE < knot + 1 <= last + 1 - DECADE:
        return
    first, middle, now = (
        f"{course.key}.mean_over({DECADE}{at})"
        for at in (f", {course.periods[DECADE - 1].literal}", f", {course.periods[knot].literal}", "")
    )
    means = [fact.value for one in (first, middle, now) if (fact := course.context.fact(one)) is not None]
    if len(means) < 3 or (means[2] - means[0]) * (means[2] - means[1]) <= 0:
        return
    up = means[2] > means[0]
    sign = ">" if up else "<"
    claim = f"{now} {sign} {middle} and {now} - {middle} {sign}= {_MOST} * ({now} - {first})"
    facts = {"now": now, "then": middle, "start": first, "middle": course.at(knot), "last": f"{course.key}.last"}
    facts |= {"recent": f"{course.span(knot, last)}.span"}
    facts |= _bounds(course, knot)
    whole = (means[1] - means[0]) * (means[2] - means[0]) <= 0  # it had not begun, and went the other way if any
    claim += f" and {middle} {'<' if up else '>'}= {first}" if whole else ""
    if course.context.holds(claim):
        found = made("late", course.key, claim, facts, "up" if up else "down")
        yield replace(found, statistics={"whole": 1.0}) if whole else found


def _bounds(course: Course, knot: int) -> dict[str, str]:
    """Return the lowest and the highest mean before most of a change came, where these are not its first and last: from
    end to end such a mean seems steadier than it was."""
    means = {}
    for period in course.periods[DECADE - 1 : knot + 1]:
        name = f"{course.key}.mean_over({DECADE}, {period.literal})"
        if (fact := course.context.fact(name)) is not None:
            means[name] = fact.value
    dip, crest = (end(means, key=lambda name: means[name]) for end in (min, max))
    steady = {dip, crest} == {next(iter(means)), next(reversed(means))}
    return {} if steady else {"dip": dip, "crest": crest}


def before_late(late_change: Insight) -> Iterator[Insight]:
    """How little of a change came before the time that brought most of it."""
    facts, up = late_change.facts, late_change.direction == "up"
    gain, more = f"({facts['now']} - {facts['then']})", f"({facts['then']} - {facts['start']})"
    claim = f"{more} {'<' if up else '>'} {gain} and {late_change.claim}"
    if "dip" in facts:
        ends = [f"{facts['dip']} <= {facts[role]} and {facts['crest']} >= {facts[role]}" for role in ("start", "then")]
        claim = " and ".join([claim, *ends])
    named = {
        role: facts[role] for role in ("start", "then", "middle", "recent", "dip", "crest", "now") if role in facts
    }
    yield made("before_late", late_change.subjects[0], claim, named, late_change.direction)


def recent_values(course: Course) -> Iterator[Insight]:
    """That all values since a period are above all before it, of a course that goes to and fro."""
    numbers = course.numbers
    count = len(numbers)
    ups = sum(move > 0 for move in course.moves) / max(1, len(course.moves))
    if count < _LONGER or max(ups, 1 - ups) >= _STEADY or course.a_year > 1:
        return
    clear = _CLEAR * (max(numbers) - min(numbers))
    for up in (True, False):
        values = numbers if up else [-number for number in numbers]
        starts = [at for at in range(1, count - _FEWEST + 1) if min(values[at:]) > max(values[:at]) + clear]
        found = next((at for at in starts if count - at <= _SHORT_PART * count), 0)
        if found:
            low, high = ("lowest", "highest") if up else ("highest", "lowest")
            least, most = f"{course.span(found, count - 1)}.{low}", f"{course.span(0, found - 1)}.{high}"
            facts = {"least": least, "most": most, "start": course.at(found), "before": course.at(found - 1)}
            facts |= _counted(course, found)
            claim = f"{least} {'>' if up else '<'} {most}"
            yield made("recent_values", course.key, claim, facts, "up" if up else "down")
            return


def _counted(course: Course, start: int) -> dict[str, str]:
    """Return how many values there are since a period, where none of them is missing."""
    whole = len(course.values) - start
    known = course.a_year <= 1 and course.periods[-1] - course.periods[start - 1] == whole
    return {"count": f"{course.span(start - 1, len(course.values) - 1)}.span"} if known else {}


def loss(course: Course, peak: int, low: int) -> Iterator[Insight]:
    """How much was lost from a peak to the deepest value after it."""
    lost = course.moved(peak, low)
    facts = {"lost": lost, "old": course.at(peak), "trough": course.at(low)}
    yield made("loss", course.key, f"{lost} < 0", facts, "down")


def fall_before(recovery: Insight, measure: str) -> Iterator[Insight]:
    """How much was lost in the fall that a recovery made good, by the measure of its changes."""
    key, (old, trough) = recovery.subjects[0], (recovery.facts[role] for role in ("old", "trough"))
    ends = [re.fullmatch(r"\w+\.at\((.+)\)", one) for one in (old, trough)]
    if ends[0] and ends[1]:
        lost = f"{key}.between({ends[0][1]}, {ends[1][1]}).{measure}"
        yield made("loss", key, f"{lost} < 0", {"lost": lost, "old": old, "trough": trough}, "down")


def one_year(course: Course, bend: int, *, rising: bool) -> Iterator[Insight]:
    """The largest move of a single year of a course whose pace changed, where it is well above the others."""
    if course.periods[0].frequency.unit != "year" or course.measure != "percent" or any(course.gaps):
        return
    moves = [move if rising else -move for move in course.moves]
    at = max(range(len(moves)), key=lambda place: moves[place])
    rates = [move / number for move, number in zip(moves, course.numbers, strict=False)]
    if rates[at] == max(rates) and moves[at] >= _SINGLE * abs(course.numbers[-1] - course.numbers[bend]):
        facts = {"move": course.moved(at, at + 1), "value": course.at(at + 1), "before": course.at(at)}
        yield made("one_year", course.key, f"known({facts['move']})", facts)


# Of a thing that several sources measure


def two_sources(key: str, others: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """That another source of the same thing shows the rise or the fall too, over the time that both have."""
    context, own = scene.context, scene.context.subject(key).periods
    for other in others:
        theirs = context.subject(other).periods
        if len({*own} & {*theirs}) < _LONG:
            continue
        first = f"{key if own[0] > theirs[0] else other}.first"
        last = f"{key if own[-1] < theirs[-1] else other}.last.period"
        measure = change_measure(context.subject(key))
        moved, too = (f"{one}.between({first}.period, {last}).{measure}" for one in (key, other))
        up = context.holds(f"{moved} > 0")
        sign = ">" if up else "<"
        facts = {"change": moved, "change2": too, "start": first}
        facts |= {"now": f"{key}.at({last})", "other_now": f"{other}.at({last})"}
        found = made("two_sources", key, f"{moved} {sign} 0 and {too} {sign} 0", facts, "up" if up else "down")
        if context.holds(found.claim):
            yield replace(found, subjects=(key, other))


# Of parts


def contribution(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """What part of the change of all together the largest one is, where they add up; a net one where others went
    another way."""
    context, (first, *others) = scene.context, lead.subjects
    if not others or not can_be_added(lead.subjects, context):
        return
    changes = [fact.value for key in lead.subjects if (fact := context.fact(f"{key}.change")) is not None]
    if len(changes) < len(lead.subjects) or not sum(changes):
        return
    against = sum(abs(change) for change in changes if change * sum(changes) < 0)
    part = f"{first}.share_of_change({', '.join(others)})"
    fact = context.fact(part)
    if fact is None or not _MAIN <= fact.value <= 100:
        return
    up = changes[0] > 0
    known = ", ".join(f"known({key}.change)" for key in lead.subjects)
    facts = {"ratio": part, "most": f"{first}.change", "all": f"count({known})"}
    facts["in_all"] = f"{first}.percent_with({', '.join(others)})"
    claim, kind = f"{part} >= {_MAIN:g} and {first}.change {'>' if up else '<'} 0", "contribution"
    if against > _AGAINST * abs(sum(changes)):  # a share of what is left of rises and falls, which the text has to say
        kind, facts["rest"] = "net_contribution", f"{others[0]}.percent_with({', '.join(others[1:])})"
    way: Way = "up" if up else "down"
    statistics = {**lead.statistics, **({NET: 1.0} if against else {})}
    yield Insight(kind, (first,), claim, facts, 0.0, 0.0, 0.0, way, statistics=statistics)


# Of places


def nearer(key: str, ordered: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """How near another place came to the first, or how far it fell behind: the edition's, else the one that moved most.

    `ordered` are the places from the highest value to the lowest.
    """
    subject, context = scene.context.subject(key), scene.context
    if not subject.adds_up or subject.below_zero:
        return
    best, *others = ordered[:_PLACES]
    top = of_place(key, best, own)
    moved: dict[str, tuple[float, Fact, Fact]] = {}
    for place in dict.fromkeys((*others, *([own] if own in ordered[1:] else []))):
        now = context.fact(f"{of_place(key, place, own)}.share({top})")
        then = context.fact(f"{of_place(key, place, own)}.share({top}, {subject.periods[0].literal})")
        # of fewer values no line is drawn, and the page would have that of the edition's place below its title
        if now is not None and then is not None and 2 * len(subject.of(place).values) > len(subject.periods):
            moved[place] = (abs(float(now.value) - float(then.value)), now, then)
    if own in moved and moved[own][0] >= _OWN_NEARER:
        moved = {own: moved[own]}
    place = max(moved, key=lambda one: moved[one][0], default="")
    if not place or moved[place][0] < (_OWN_NEARER if place == own else _NEARER):
        return
    there = of_place(key, place, own)
    part, before = f"{there}.share({top})", f"{there}.share({top}, {subject.periods[0].literal})"
    up = moved[place][1].value > moved[place][2].value
    facts = {"ratio": part, "ratio_before": before, "best": f"{top}.last", "near": f"{there}.last"}
    facts["start"] = f"{there}.first"
    named = [one for one in (place, best) if one != own]
    peak = _nearest(key, place, best, scene) if up else None
    if peak is not None:
        highest = f"{there}.share({top}, {peak.literal})"
        facts |= {"ratio_peak": highest, "peak": f"{there}.at({peak.literal})"}
        yield made("fell_back", key, f"{part} < {highest} and {highest} > {before}", facts, "down", named)
        return
    way: Way = "up" if up else "down"
    yield made("relative", key, f"{part} {'>' if up else '<'} {before}", facts, way, named)


def rates_of_two(lead: Insight, key: str, scene: ChartScene) -> Iterator[Insight]:
    """How fast the two places of a finding rose or fell, or a lone one up to its peak and since."""
    roles = [role for role in ("near", "best", "ahead", "behind") if role in lead.facts][:2]
    named = [subject for role in roles if (subject := subject_of(lead.facts[role]))]
    if len(named) == 2:
        one, other = named
        facts = {"one": f"{one}.growth", "other": f"{other}.growth"}
        claim = f"known({one}.growth) and known({other}.growth) and {one}.span > 1"  # of one year it is the change
        yield made("two_rates", key, claim, facts, entities=lead.entities)
    elif "turn" in lead.facts:
        there = lead.facts["turn"].removesuffix(".highest")
        bounds = (f"{there}.first.period", f"{there}.highest.period", f"{there}.last.period")
        measure = "change" if counts_time(scene.context.subject(key)) else "growth"
        rates = [f"{there}.between({start}, {end}).{measure}" for start, end in pairwise(bounds)]
        facts = {"early": rates[0], "late": rates[1], "turn": f"{there}.highest"}
        yield made("rates_at_turn", key, f"{rates[0]} > 0 and {rates[1]} < 0", facts, "down", lead.entities)


def gained_since(lead: Insight, scene: ChartScene) -> tuple[str, str] | None:
    """Return the value at the earliest period since which a ratio lost again most of what it had gained, with the claim
    that it did; None where there is none, or all is lost."""
    best, near = (subject_of(lead.facts[role]) for role in ("best", "near"))
    peak, now = (scene.context.fact(lead.facts[role]) for role in ("ratio_peak", "ratio"))
    top = scene.context.fact(lead.facts["peak"])
    if not best or not near or peak is None or now is None or top is None or top.period is None:
        return None
    found = None
    for period in reversed([one for one in scene.context.subject(lead.subjects[0]).periods if one < top.period]):
        share = scene.context.fact(f"{near}.share({best}, {period.literal})")
        if share is None or 2 * now.value - peak.value > share.value:
            break
        if round(share.value) < round(now.value):
            then = f"{near}.share({best}, {period.literal})"
            lost = f"({lead.facts['ratio_peak']} - {lead.facts['ratio']})"
            claim = f"{then} < {lead.facts['ratio']} and {lost} >= 0.5 * ({lead.facts['ratio_peak']} - {then})"
            found = (f"{near}.at({period.literal})", claim)
    return found


def undone(lead: Insight, key: str, scene: ChartScene) -> Iterator[Insight]:
    """Since when most of what a place had gained on the first was lost again."""
    if lead.type == "fell_back" and (found := gained_since(lead, scene)) is not None:
        facts = {role: lead.facts[role] for role in ("best", "near", "peak")}
        yield made("undone", key, found[1], facts | {"then": found[0]}, "", lead.entities)


def _nearest(key: str, place: str, best: str, scene: ChartScene) -> Period | None:
    """Return when a place was nearest to the first, where it fell back by several points since; else None."""
    subject = scene.context.subject(key)
    top = {fact.period: float(fact.value) for fact in subject.of(best).values}
    own = [(fact.period, float(fact.value)) for fact in subject.of(place).values]
    ratios = {period: 100 * value / top[period] for period, value in own if period and top.get(period)}
    if not ratios:
        return None
    peak = max(ratios, key=lambda period: ratios[period])
    return peak if ratios[peak] - ratios[max(ratios)] >= _BACK and peak > min(ratios) else None


def only_place(lead: Insight, key: str, own: str) -> Iterator[Insight]:
    """That one place alone moved against all others, of those that have a value at both ends."""
    if len(lead.entities) != 1 or not lead.entities[0] or not lead.direction:
        return
    there = of_place(key, lead.entities[0], own)
    way: Way = "down" if lead.direction == "up" else "up"
    claim = f"{there}.change {'<' if way == 'down' else '>'} 0 and {lead.claim}"
    facts = {"places": f"{key}.places()", "start": f"{there}.first", "last": f"{there}.last"}
    yield made("only_place", key, claim, facts, way, lead.entities)


def passed(key: str, ordered: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """When one of the largest places passed another for good: of several the one that passed the largest."""
    subject, context = scene.context.subject(key), scene.context
    periods = subject.periods
    courses: dict[str, dict[object, float]] = {}
    for place in ordered[:_PLACES]:
        try:
            values = context.subject(key).of(place).values
        except FactError:
            continue
        courses[place] = {fact.period: float(fact.value) for fact in values if fact.qualifier == "="}
    found: list[tuple[float, str, str, int]] = []
    for at, ahead in enumerate(courses):
        for behind in list(courses)[at + 1 :]:
            turn = _crossing(
                [courses[ahead].get(one) for one in periods], [courses[behind].get(one) for one in periods]
            )
            if turn:
                found.append((courses[behind][periods[0]], ahead, behind, turn))
    if not found:
        return
    _, ahead, behind, turn = max(found)
    one, other = of_place(key, ahead, own), of_place(key, behind, own)
    now, then = (periods[at].literal for at in (turn, turn - 1))
    claim = f"{one}.at({now}) > {other}.at({now}) and {one}.at({then}) < {other}.at({then})"
    facts = {"ahead": f"{one}.at({now})", "behind": f"{other}.at({now})"}
    yield made("passed", key, claim, facts, "up", [place for place in (ahead, behind) if place != own])


def _crossing(first: Sequence[float | None], second: Sequence[float | None]) -> int:
    """Return from which value on the first is above the second, having been below it before; 0 where it is not so."""
    known = [(one, other) for one, other in zip(first, second, strict=True) if one is not None and other is not None]
    if len(known) < len(first) or not known:
        return 0
    above = [one > other for one, other in known]
    turn = above.index(True) if True in above else 0
    return turn if turn and all(above[turn:]) and all(one < other for one, other in known[:turn]) else 0


def reversal(lead: Insight, key: str, own: str, scene: ChartScene) -> Iterator[Insight]:
    """What happened to the one place that went another way than all others: its peak, and what it lost since."""
    if len(lead.entities) != 1 or not lead.entities[0]:
        return
    there, context = of_place(key, lead.entities[0], own), scene.context
    highest, last = context.fact(f"{there}.highest"), context.fact(f"{there}.last")
    if highest is None or last is None or highest.value <= 0 or highest.period in (None, last.period):
        return
    first = context.fact(f"{there}.first")
    if first is None or highest.period == first.period or highest.value - last.value < _TURNED * highest.value:
        return
    measure = change_measure(context.subject(key))
    since = f"{there}.between({there}.highest.period, {there}.last.period).{measure}"
    facts = {"turn": f"{there}.highest", "last": f"{there}.last", "since": since}
    claim = f"{since} < 0 and {there}.highest.period < {there}.last.period"
    if context.holds(lowest := f"{there}.rank(best='lowest') == 1"):
        facts, claim = facts | {"least": f"{key}.places()"}, f"{claim} and {lowest}"
    yield made("reversal", key, claim, facts, "down", lead.entities)
