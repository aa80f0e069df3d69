"""Places compared → what supports the title above them: who follows, who stands near, who moved up or changed most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.insights.arrays import on_own_scale
from briefing.draft.narrative.others_alike import turned_too
from briefing.draft.narrative.second_order import nearer, only_place, passed, rates_of_two, reversal, undone
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import Way, made, of_place, subject_of
from briefing.errors import FactError

_PLACES: Final = 5  # of which one moved furthest
_FEWEST_PERIODS: Final = 2  # between which a rank can be the same
_RANKS: Final = 2  # by which a place moved up at least
_MOST: Final = 60  # places whose values are looked up
_MANY: Final = 0.3  # of all places, whose newest change is news when it goes against the whole period


def of_places(plan: SectionPlan, scene: ChartScene) -> Iterator[Insight]:
    """Yield what supports the title of a section that compares places."""
    key = plan.subject
    subject, places = scene.context.subject(key), scene.shapes[key].places
    if len(places) < _PLACES - 2 or subject.within_year:
        return
    own = subject.entity
    if not on_own_scale(subject):
        yield from _of_order(plan, sorted(places, key=lambda place: -scene.last(key, place)), scene)
    if plan.view == "order" and plan.lead is not None and plan.lead.type == "climber":
        yield from _overtaken(plan.lead, key, places, own, scene)
    if plan.view == "courses" and plan.lead is not None:
        yield from rates_of_two(plan.lead, key, scene)
        yield from turned_too(plan.lead, key, scene)
        yield from undone(plan.lead, key, scene)
    if plan.view == "alike" and plan.lead is not None:
        yield from only_place(plan.lead, key, own)
        yield from reversal(plan.lead, key, own, scene)
    if plan.view == "alike":
        yield from newest_moves(key, places, own, scene)
    if plan.view == "moves" and plan.lead is not None:
        yield from _around_newest(plan.lead, key)
    if plan.view in ("alike", "spread"):
        yield from _furthest(key, places, own, scene)


def _of_order(plan: SectionPlan, ordered: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """What the order of places says, from the highest value to the lowest."""
    key, own = plan.subject, scene.context.subject(plan.subject).entity
    if plan.view == "ranking" and plan.lead is not None and plan.lead.type == "ends":
        yield from _moved_up_and_most(key, ordered, scene)
        return
    if plan.view == "ranking":
        yield from _runner_up(key, ordered, own, scene)
        if own in ordered[1:-1]:
            yield from _neighbours(key, ordered, own)
        yield from nearer(key, ordered, own, scene)
        yield from passed(key, ordered, own, scene)
        yield from _same_rank(key, own, scene)
    if plan.view in ("ranking", "alike"):
        yield from climber(key, ordered, scene)
    if plan.view == "spread" or (plan.view == "ranking" and own not in (ordered[0], ordered[-1])):
        yield from ends_of(key, ordered, scene)


def _moved_up_and_most(key: str, ordered: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """Who moved up by several ranks, and where the value changed most, next to both ends of an order."""
    yield from climber(key, ordered, scene)
    yield from _furthest(key, ordered, scene.context.subject(key).entity, scene)


def _runner_up(key: str, ordered: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """Who follows the first, and how far behind."""
    best, second = (of_place(key, place, own) for place in ordered[:2])
    claim = f"{best}.rank(best='highest') == 1 and {second}.rank(best='highest') == 2"
    if not scene.context.holds(f"{second}.rank(best='lowest') == {key}.places() - 1"):  # another one has as much
        return
    facts = {"best": f"{best}.last", "second": f"{second}.last", "behind": f"{second}.minus({best})"}
    yield made("runner_up", key, claim, facts, entities=[place for place in ordered[:2] if place != own])


def _neighbours(key: str, ordered: Sequence[str], own: str) -> Iterator[Insight]:
    """Who stands just before and just behind the edition's place."""
    at = ordered.index(own)
    above, below = (of_place(key, ordered[place], own) for place in (at - 1, at + 1))
    ranked = f"known({key}.rank(best='highest'))"  # a place that turns out to hold the others has none
    claim = f"{ranked} and {above}.last > {key}.last and {key}.last > {below}.last"
    facts = {"above": f"{above}.last", "below": f"{below}.last", "last": f"{key}.last"}
    yield made("neighbours", key, claim, facts)


def _same_rank(key: str, own: str, scene: ChartScene) -> Iterator[Insight]:
    """That the place had the same rank at the beginning, where it shared it with none; of one period there is none."""
    if own not in scene.shapes[key].places or len(scene.shapes[key].periods) < _FEWEST_PERIODS:
        return
    first = f"{key}.first.period"
    before, now = f"{key}.rank({first}, best='highest')", f"{key}.rank(best='highest')"
    alone = f"{before} + {key}.rank({first}, best='lowest') == {key}.places(period={first}) + 1"
    if scene.context.holds(f"{alone} and {now} + {key}.rank(best='lowest') == {key}.places() + 1"):
        facts = {"rank_before": before, "rank": now, "first": f"{key}.first"}
        yield made("same_rank", key, f"{before} == {now}", facts)


def ends_of(key: str, ordered: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """Who has the highest value and who the lowest, where each is alone with it."""
    own, (highest, lowest) = scene.context.subject(key).entity, (ordered[0], ordered[-1])
    top, low = of_place(key, highest, own), of_place(key, lowest, own)
    claim = f"{top}.rank(best='highest') == 1 and {low}.rank(best='lowest') == 1"
    alone = f"{top}.rank(best='lowest') == {key}.places() and {low}.rank(best='highest') == {key}.places()"
    if scene.context.holds(alone):
        facts = {"highest": f"{top}.last", "lowest": f"{low}.last"}
        yield made("ends", key, claim, facts, entities=[place for place in (highest, lowest) if place != own])


def _furthest(key: str, places: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """Which place rose most over the period, or fell most where most fell, by the difference of its two values."""
    found = moved_most(key, places, own, scene)
    if found is None:
        return
    place, down = found
    there = of_place(key, place, own)
    end, sign = ("lowest", "<") if down else ("highest", ">")
    claim = f"{there}.rank_of('change', best={end!r}) == 1 and {there}.change {sign} 0"
    facts = {"moved_most": f"{there}.change", "first": f"{there}.first", "last": f"{there}.last"}
    yield made("furthest", key, claim, facts, "down" if down else "up", [place] if place != own else ())


def newest_moves(key: str, places: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """In how many places the newest change went against what most did over the whole period, where these are many and
    were few a period before; and where it was largest."""
    context, shape = scene.context, scene.shapes[key]
    if not shape.yearly or len(places) < _PLACES or len(places) > _MOST or shape.lowest <= 0:
        return
    rose, every = (context.fact(f"{key}.places({how})") for how in ("'rose'", ""))
    if rose is None or every is None:
        return
    down = rose.value > every.value / 2
    against, along = ("fell", "rose") if down else ("rose", "fell")
    newest, before = (
        f"{key}.between({key}.lag({later + 1}).period, {key}.{end}.period)"
        for later, end in enumerate(("last", "lag(1)"))
    )
    now, then = context.fact(f"{newest}.places({against!r})"), context.fact(f"{before}.places({against!r})")
    moved: dict[str, float] = {}
    for place in places:
        if (fact := context.fact(f"{of_place(key, place, own)}.on_previous()")) is not None:
            moved[place] = float(fact.value)
    if now is None or then is None or now.value < _MANY * every.value or 2 * then.value > now.value or not moved:
        return
    if not (place := _single(moved, down=down)):
        return
    there = of_place(key, place, own)
    facts = {"moved": f"{newest}.places({against!r})", "places": f"{key}.places()", "last": f"{key}.last"}
    facts |= {"along": f"{before}.places({along!r})", "before": f"{key}.lag(1)"}
    facts["most_along"] = f"{key}.places({along!r})"
    facts["most"] = f"{there}.last"
    claim = f"{facts['moved']} >= {_MANY} * {facts['places']} and {facts['most_along']} > {facts['places']} / 2"
    claim += f" and {_largest_newest(key, there, down=down)}"
    yield made("newest_moves", key, claim, facts, "down" if down else "up", (place,))


def _around_newest(lead: Insight, key: str) -> Iterator[Insight]:
    """Where the newest change was largest, and in how many places it went the other way a period before."""
    there = subject_of(lead.facts["most"])
    facts = {"last": f"{there}.last", "before": f"{there}.lag(1)"}
    claim = _largest_newest(key, there, down=lead.direction == "down")
    yield made("largest_newest", key, claim, facts, lead.direction, lead.entities)
    facts = {name: lead.facts[name] for name in ("along", "places", "before")}
    way: Way = "up" if lead.direction == "down" else "down"
    yield made("period_before", key, f"{facts['along']} > 0", facts, way, lead.entities)


def _largest_newest(key: str, there: str, *, down: bool) -> str:
    """Return the condition that no place fell, or rose, more at the end than one."""
    newest = f"{there}.between({key}.lag(1).period, {key}.last.period)"
    end, sign = ("lowest", "<") if down else ("highest", ">")
    return f"{newest}.rank_of('percent', best={end!r}) == 1 and {newest}.percent {sign} 0"


def with_most(lead: Insight, scene: ChartScene) -> Insight:
    """Return a finding that is true of all places with the one that changed most, which its chart marks; any other as
    it is."""
    key = lead.subjects[0]
    if lead.type != "all_but" or lead.entities or len(lead.subjects) > 1 or not scene.has_many_places(key):
        return lead
    own = scene.context.subject(key).entity
    found = moved_most(key, scene.shapes[key].places, own, scene)
    if found is None or found[1] != (lead.direction == "down"):
        return lead
    there, best = of_place(key, found[0], own), "lowest" if found[1] else "highest"
    most = f"{there}.rank_of('change', best={best!r}) == 1"
    if not scene.context.holds(most):
        return lead
    facts = {**lead.facts, "most": f"{there}.last", "most_moved": f"{there}.change"}
    return replace(lead, facts=facts, claim=f"{lead.claim} and {most}")


def moved_most(key: str, places: Sequence[str], own: str, scene: ChartScene) -> tuple[str, bool] | None:
    """Return the place whose value changed most the way that most did, and whether that is down; None of few
    places, or where several changed alike."""
    moved: dict[str, float] = {}
    for place in places:
        if (fact := scene.context.fact(f"{of_place(key, place, own)}.change")) is not None:
            moved[place] = float(fact.value)
    if len(moved) < _PLACES:
        return None
    down = sum(value < 0 for value in moved.values()) > len(moved) / 2
    most = _single(moved, down=down)
    return (most, down) if most else None


def _single(moved: Mapping[str, float], *, down: bool) -> str:
    """Return the place that rose, or fell, most; "" where several did so alike."""
    end = (min if down else max)(moved.values())
    most = [place for place, value in moved.items() if value == end]
    return most[0] if len(most) == 1 else ""


def climber(key: str, places: Sequence[str], scene: ChartScene) -> Iterator[Insight]:
    """Yield the place that gained most ranks since the first period of a short name, of equals the one that is ahead
    now; nothing where none gained two, or where not all places have a first value."""
    subject = scene.context.subject(key)
    if len(places) > _MOST or subject.entity not in places:
        return
    first = subject.periods[0]
    then: dict[str, float] = {}
    for place in places:
        try:
            then[place] = float(subject.of(place).at(first).value)
        except FactError:
            return
    now = {place: scene.last(key, place) for place in places}
    gained = {place: _rank(then, place) - _rank(now, place) for place in places}
    best = max(places, key=lambda place: (gained[place], -_rank(now, place)))
    shared = any([*values.values()].count(values[best]) > 1 for values in (then, now))
    if gained[best] < _RANKS or shared:
        return
    there = of_place(key, best, subject.entity)
    before, after = f"{there}.rank({key}.first.period, best='highest')", f"{there}.rank(best='highest')"
    entities = () if best == subject.entity else (best,)
    yield Insight(
        "climber", (key,), f"{after} < {before}", {"rank_before": before, "rank": after}, 0.0, 0.0, 0.0, "up", entities
    )


def _overtaken(lead: Insight, key: str, places: Sequence[str], own: str, scene: ChartScene) -> Iterator[Insight]:
    """When a place that moved up passed the one that is now behind it, and how fast both moved."""
    place = lead.entities[0] if lead.entities else own
    ordered = sorted(places, key=lambda one: -scene.last(key, one))
    for one in passed(key, ordered[ordered.index(place) :][:2], own, scene):
        yield from (one, *rates_of_two(one, key, scene))


def _rank(values: Mapping[str, float], place: str) -> int:
    return 1 + sum(value > values[place] for value in values.values())
