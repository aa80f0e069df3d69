"""Parts of a whole → the one whose newest change went another way than those of all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import Way
from briefing.model.period import Period

_BACK: Final = (3, 10)  # steps back, at least and at most, since when one part alone may have gone another way
_MUCH: Final = 0.1  # of its value then, by which it changed at least
_FEWEST: Final = 5  # parts, of which one alone is worth a sentence


def lone_part(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Yield the part that fell over the latest year while all others rose, or the other way round: the changes over the
    whole period do not show it. A change smaller than the median of the others is too slight."""
    if any(key not in scene.shapes for key in lead.subjects):
        return  # one that is always the same has no shape, and neither rose nor fell
    within_year = any(scene.shapes[key].frequency.a_year > 1 for key in lead.subjects)
    newest = {key: f"{key}.{'on_year' if within_year else 'on_previous'}()" for key in lead.subjects}
    moved = {key: float(fact.value) for key, one in newest.items() if (fact := scene.context.fact(one)) is not None}
    if len(moved) < max(_FEWEST, len(newest)) or len({scene.shapes[key].last for key in newest}) > 1:
        return
    ways: tuple[tuple[Way, str, int], ...] = (("down", "<", -1), ("up", ">", 1))
    for way, sign, factor in ways:
        own = [key for key, value in moved.items() if value * factor > 0]
        others = [value for value in moved.values() if value * factor < 0]
        if len(own) != 1 or len(others) != len(moved) - 1 or abs(moved[own[0]]) < median(map(abs, others)):
            continue
        back = "<" if sign == ">" else ">"
        against = f"count({', '.join(f'{one} {back} 0' for one in newest.values())})"
        known = f"count({', '.join(f'known({one})' for one in newest.values())})"
        facts = {"newest": newest[own[0]], "all": known, "before": f"{own[0]}.lag(1)"}
        claim = f"{newest[own[0]]} {sign} 0 and {against} == {len(others)}"
        subjects = (own[0], *(key for key in newest if key != own[0]))
        yield Insight("lone_part", subjects, claim, facts, 0.0, 0.0, 0.0, way)


def lone_since(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Yield the part of one column that alone rose since a period, or alone fell, where that is not the one which did
    so over the whole time; since its lowest or highest value, where the newest years have it."""
    context = scene.context
    keys = [one for one in (lead.subjects[0], *scene.divided_with(lead.subjects[0])) if context.subject(one).adds_up]
    if len(keys) < _FEWEST or len({scene.shapes[key].last for key in keys}) > 1 or not scene.shapes[keys[0]].yearly:
        return
    values = {key: {fact.period: float(fact.value) for fact in context.subject(key).values} for key in keys}
    periods = scene.shapes[keys[0]].periods
    least, most = _BACK
    for period in periods[max(0, len(periods) - 1 - most) : len(periods) - least]:
        if any(period not in one for one in values.values()):
            continue
        moved = {key: one[periods[-1]] - one[period] for key, one in values.items()}
        for up in (True, False):
            against = [key for key in keys if (moved[key] > 0) == up and moved[key]]
            if len(against) != 1 or not all(moved.values()) or against[0] in lead.subjects:
                continue
            found, then = against[0], values[against[0]][period]
            turned = then == (min if up else max)(values[found].values())
            if turned and abs(moved[found]) >= _MUCH * then > 0:
                yield _lone_since(found, [key for key in keys if key != found], period, up=up)
                return


def _lone_since(key: str, others: Sequence[str], period: Period, *, up: bool) -> Insight:
    way: Way = "up" if up else "down"
    sign, back = (">", "<") if up else ("<", ">")
    moves = {one: f"{one}.between({period.literal}, {one}.last.period).change" for one in (key, *others)}
    turn = f"{key}.{'lowest' if up else 'highest'}"
    claim = " and ".join(
        [
            f"{moves[key]} {sign} 0",
            f"{key}.at({period.literal}) == {turn}",
            *(f"{moves[one]} {back} 0" for one in others),
        ]
    )
    facts = {"then": f"{key}.at({period.literal})", "last": f"{key}.last", "since": moves[key]}
    return Insight("lone_since", (key,), claim, facts, 0.0, 0.0, 0.0, way)
