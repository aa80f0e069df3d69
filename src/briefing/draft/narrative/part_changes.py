"""Parts that rose and fell → what supports the title above their bars: what comes next, the other end, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.wording.levels import common_decimals

DECIMALS: Final = "decimals"  # the statistic that says how many a text prints
_NAMED: Final = 2  # that come next behind the first


def with_decimals(lead: Insight, context: PhrasingContext) -> Insight:
    """Return a finding on the changes of parts with the decimals that their bars have: those of the coarser values."""
    facts = [fact for key in lead.subjects if (fact := context.fact(f"{key}.change")) is not None]
    return replace(lead, statistics={**lead.statistics, DECIMALS: float(common_decimals(facts))})


def of_changes(lead: Insight, context: PhrasingContext) -> Iterator[Insight]:
    """Yield what a chart of all changes shows besides the largest, the most telling first."""
    values = {key: float(fact.value) for key in lead.subjects if (fact := context.fact(f"{key}.change")) is not None}
    first, *others = values
    up = values[first] > 0
    alike = sorted((key for key in others if values[key] * values[first] > 0), key=lambda key: -abs(values[key]))
    against = [key for key in others if values[key] * values[first] < 0]
    if "other" in lead.facts:
        other = lead.subjects[-1]
        claim = _extreme(other, [key for key in values if key != other], up=not up)
        facts = {"most": lead.facts["other"]}
        yield Insight(
            "opposite_change", (other,), claim, facts, 0.0, 0.0, 0.0, "down" if up else "up", statistics=lead.statistics
        )
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


def _extreme(key: str, others: Sequence[str], *, up: bool) -> str:
    """Return the claim that a short name changed more than others, all of them named."""
    sign = ">" if up else "<"
    return " and ".join([f"{key}.change {sign} 0", *(f"{key}.change {sign} {other}.change" for other in others)])


def _count(conditions: Iterable[str]) -> str:
    return f"count({', '.join(conditions)})"
