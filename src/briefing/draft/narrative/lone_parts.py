"""Parts of a whole → the one whose newest change went another way than those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.supporting_insight import Way

_FEWEST: Final = 5  # parts, of which one alone is worth a sentence


def lone_part(lead: Insight, scene: ChartScene) -> Iterator[Insight]:
    """Yield the part that fell over the latest year while all others rose, or the other way round: the changes over the
    whole period do not show it. A change smaller than the median of the others is too slight."""
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
