"""Parts that rose and fell → what supports the title above their bars: what comes next, the other end, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, Literal

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.added_up import can_be_added
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_view import ChartScene
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.unstated import is_unstated
from briefing.wording.levels import common_decimals

DECIMALS: Final = "decimals"  # the statistic that says how many a text prints
ONLY: Final = "only"  # the statistic that says whether a single one went the other way
NET: Final = "net"  # the statistic that says whether some went another way than all together
_LEAST_AGAINST: Final = 0.15  # of the larger of two opposite changes, that the smaller one has at least
_ROUNDING: Final = 0.0025  # by which the sum of two parts may miss their whole
_NAMED: Final = 2  # that come next behind the first
_Course = Mapping[Period | None, float]


def with_decimals(lead: Insight, context: PhrasingContext) -> Insight:
    """Return a finding on the changes of parts with the decimals that their bars have: those of the coarser values.

    Where a single one went the other way, the claim says so too; not if one that ended earlier went that way as well.
    """
    facts = {key: fact for key in lead.subjects if (fact := context.fact(f"{key}.change")) is not None}
    statistics = {**lead.statistics, DECIMALS: float(common_decimals(list(facts.values())))}
    way = 1 if lead.direction == "up" else -1
    claim, other = lead.claim, lead.subjects[-1]
    every = {**facts, **_left_out(lead.subjects, context)}
    if "other" in lead.facts and all(key == other or fact.value * way > 0 for key, fact in every.items()):
        statistics[ONLY] = 1.0
        claim = " and ".join([claim, *_alike([key for key in facts if key != other], up=way > 0)])
    return replace(lead, claim=claim, statistics=statistics)


def _left_out(keys: Sequence[str], context: PhrasingContext) -> dict[str, Fact]:
    """Return the changes of what has the unit of some short names and is none of them, as what ended earlier."""
    unit = context.subject(keys[0]).unit
    others = {key: context.subject(key) for key in context.project.edition.subjects if key not in keys}
    same = [key for key, one in others.items() if one.unit == unit and not one.combined]
    return {key: fact for key in same if (fact := context.fact(f"{key}.change")) is not None}


def together(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Yield what all parts add up to, before and now, where one column of a table has them and no whole is known."""
    context, (first, *others) = scene.context, lead.subjects
    subjects = [context.subject(key) for key in lead.subjects]
    if not set(others) <= set(scene.divided_with(first)) or not can_be_added(lead.subjects, context):
        return
    since = max(one.periods[0] for one in subjects)
    rest = ", ".join(others)
    before, now = f"{first}.sum_with({rest}, period={since.literal})", f"{first}.sum_with({rest})"
    values = [context.fact(one) for one in (before, now)]
    if None in values or values[0].value == values[1].value:  # type: ignore[union-attr]
        return
    up = values[1].value > values[0].value  # type: ignore[union-attr]
    facts = {"sum_before": before, "sum": now, "all": _count(f"known({key}.last)" for key in lead.subjects)}
    facts |= {"start": f"{first}.at({since.literal})", "last": f"{first}.last"}
    claim = f"{now} {'>' if up else '<'} {before}"
    way: Literal["up", "down"] = "up" if up else "down"
    left = [key for key in scene.divided_with(first) if key not in lead.subjects and context.subject(key).adds_up]
    kind, named = ("together:without", (first, *left)) if len(left) == 1 else ("together", (first,))
    if len(left) == 1 and context.holds(later := f"{left[0]}.first.period > {facts['start']}.period"):
        facts["late"], claim = f"{left[0]}.first", f"{claim} and {later}"
    yield Insight(kind, named, claim, facts, 0.0, 0.0, 0.0, way, statistics=lead.statistics)


def opposed(scene: ChartScene) -> Iterator[Insight]:
    """Yield the two short names that make up a third between them and went opposite ways, where at least one of them
    is divided again; of several the pair that moved most."""
    context = scene.context
    known = {*context.wholes, *(part for parts in context.wholes.values() for part in parts)}
    changes = {key: context.fact(f"{key}.change") for key in scene.single if key in known}
    moved = {key: float(change.value) for key, change in changes.items() if change is not None}
    values = {key: {fact.period: float(fact.value) for fact in context.subject(key).values} for key in moved}
    found: list[tuple[float, str, str]] = []
    for first, second in combinations(moved, 2):
        way = moved[first] * moved[second] < 0 and (first in context.wholes or second in context.wholes)
        others = [values[key] for key in moved if key not in (first, second)] if way else []
        if any(_adds_up(whole, (values[first], values[second])) for whole in others):
            found.append((min(abs(moved[first]), abs(moved[second])), first, second))
    if not found:
        return
    size, first, second = max(found)
    up, down = (first, second) if moved[first] > 0 else (second, first)
    if size < _LEAST_AGAINST * max(abs(moved[up]), abs(moved[down])):
        return
    rise, fall = f"{up}.change", f"{down}.change"
    decimals = common_decimals([fact for one in (rise, fall) if (fact := context.fact(one)) is not None])
    claim = f"{rise} > 0 and {fall} < 0"
    statistics = {DECIMALS: float(decimals)}
    facts = {"rise": rise, "fall": fall, "rise_rate": f"{up}.percent", "fall_rate": f"{down}.percent"}
    rates = facts["rise_rate"], facts["fall_rate"]
    if any(is_unstated(context.subject(key).unit) for key in (up, down)) and all(map(context.fact, rates)):
        facts |= {"rise": rates[0], "fall": rates[1]}  # an amount of nothing tells less than a rate
    yield Insight("opposed", (up, down), claim, facts, 0.0, 0.0, 0.0, "up", (), {}, statistics)


def _adds_up(whole: _Course, parts: Sequence[_Course]) -> bool:
    """Whether parts have values in the periods of a whole and add up to it in each of them."""
    if any(part.keys() != whole.keys() for part in parts):
        return False
    return all(abs(sum(part[at] for part in parts) - value) <= _ROUNDING * abs(value) for at, value in whole.items())


def of_changes(lead: Insight, context: PhrasingContext) -> Iterator[Insight]:
    """Yield what a chart of all changes shows besides the largest, the most telling first."""
    values = {key: float(fact.value) for key in lead.subjects if (fact := context.fact(f"{key}.change")) is not None}
    first, *others = values
    up = values[first] > 0
    alike = sorted((key for key in others if values[key] * values[first] > 0), key=lambda key: -abs(values[key]))
    against = [key for key in others if values[key] * values[first] < 0]
    if "other" in lead.facts:
        other = lead.subjects[-1]
        rest, back = [key for key in values if key != other], "down" if up else "up"
        claim, kind = _extreme(other, rest, up=not up), "opposite_change"
        if ONLY in lead.statistics:
            claim, kind = " and ".join([f"{other}.change {'<' if up else '>'} 0", *_alike(rest, up=up)]), "only_change"
        facts = {"most": lead.facts["other"]}
        yield Insight(kind, (other,), claim, facts, 0.0, 0.0, 0.0, back, statistics=lead.statistics)  # type: ignore[arg-type]
    if len(alike) >= _NAMED:
        yield _next(first, alike, [*alike, *against], lead)
    if against:
        rose, fell = (_count(f"{key}.change {sign} 0" for key in values) for sign in "><")
        known = _count(f"known({key}.change)" for key in values)
        facts = {"rose": rose, "fell": fell, "all": known}
        yield Insight("rises_and_falls", tuple(values), f"{rose} >= 2 and {fell} >= 2", facts, 0.0, 0.0, 0.0)


def _next(first: str, alike: Sequence[str], others: Sequence[str], lead: Insight) -> Insight:
    up = lead.direction == "up"
    second, third = alike[:_NAMED]
    sign = ">" if up else "<"
    claims = [f"{first}.change {sign} {second}.change", f"{third}.change {sign} 0"]
    claims.append(_extreme(second, [key for key in others if key != second], up=up))
    claims.append(_extreme(third, [key for key in others if key not in (second, third)], up=up))
    facts = {"second": f"{second}.change", "third": f"{third}.change"}
    claim = " and ".join(filter(None, claims))
    made = Insight("next_changes", (second, third), claim, facts, 0.0, 0.0, 0.0, lead.direction)
    return replace(made, statistics=lead.statistics)


def _alike(keys: Iterable[str], *, up: bool) -> Iterator[str]:
    """Yield the conditions that short names all rose, or that none did."""
    yield from (f"{key}.change {'>' if up else '<'} 0" for key in keys)


def _extreme(key: str, others: Sequence[str], *, up: bool) -> str:
    """Return the claim that a short name changed more than others, all of them named."""
    sign = ">" if up else "<"
    return " and ".join([f"{key}.change {sign} 0", *(f"{key}.change {sign} {other}.change" for other in others)])


def _count(conditions: Iterable[str]) -> str:
    return f"count({', '.join(conditions)})"
