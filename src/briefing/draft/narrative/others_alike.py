"""A place that turned → another one that turned too: what readers would take for the exception of one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import change_measure, made, of_place
from briefing.errors import FactError

_LOST: Final = 0.05  # of its highest value, that a place has lost at least


def turned_too(lead: Insight, key: str, scene: ChartScene) -> Iterator[Insight]:
    """Yield the place besides that of a finding which lost most of its highest value since, where any lost much."""
    if lead.type != "reversal":
        return
    subject, lost = scene.context.subject(key), dict[str, float]()
    for place in scene.shapes[key].places:
        try:
            values = [fact for fact in subject.of(place).values if fact.qualifier == "="]
        except FactError:
            continue
        numbers = [float(fact.value) for fact in values]
        top = max(numbers, default=0.0)
        if top > 0 and 0 < numbers.index(top) < len(numbers) - 1 and values[-1].period == scene.shapes[key].last:
            lost[place] = 1 - numbers[-1] / top
    others = {place: part for place, part in lost.items() if place not in lead.entities and part >= _LOST}
    if not others:
        return
    place = max(others, key=lambda one: others[one])
    there = of_place(key, place, subject.entity)
    measure = change_measure(subject)
    since = f"{there}.between({there}.highest.period, {there}.last.period).{measure}"
    facts = {"too": f"{there}.highest", "now": f"{there}.last", "fell": since, "turn": lead.facts["turn"]}
    claim = f"{since} < 0 and {there}.highest.period < {there}.last.period"
    yield made("turned_too", key, claim, facts, "down", (place,))
