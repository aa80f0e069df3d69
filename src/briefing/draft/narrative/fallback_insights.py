"""An insight → the tables that its words may be taken from: its own, then those that stay true when it turns.

A record that is none next month is still a change; a turn that is no turn is a course from its first value to its last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.supporting_insight import change_measure
from briefing.facts import SubjectFacts

# Types whose words print whatever is true, so that they need no claim.
SELF_SIGNING: Final = frozenset(
    {
        *("standing", "overview", "range", "change", "trend", "streak", "rank", "rank_change", "share", "share_change"),
        *("correlation", "target", "pace", "revision"),
    }
)
# What stands where the claim of a type does not hold.
_OTHERWISE: Final[Mapping[str, str]] = {
    "record": "newest",
    "streak": "newest",
    "turn": "whole",
    "turn:again": "whole",
    "overview:all": "overview",
    "overview:none": "overview",
    "shift": "newest",
    "outlier": "newest",
    "season": "newest",
    **dict.fromkeys(("leader", "leader:high", "leader:low"), "leader:plain"),
    **dict.fromkeys(("gap_to_best", "gap_to_best:high", "gap_to_best:low"), "leader:plain"),
    "majority": "share",
    "revision": "newest",
    "evenness": "evenness:plain",
    "largest_changes": "largest_changes:plain",
    "largest_changes:only": "largest_changes:plain",
    "all_but": "all_but:plain",
    "all_but:every": "all_but:plain",
    "all_but:indicators": "all_but:indicators:plain",
    "rises_and_falls": "rises_and_falls:plain",
    "target:met": "target",
    "pace:enough": "pace",
    "pace:short": "pace",
    "trend:multiple": "trend",
    **dict.fromkeys(
        (
            "contribution",
            "largest_alike",
            "before_late",
            "relative",
            "fell_back",
            "only_place",
            "two_rates",
            "rates_at_turn",
            "one_step",
            "two_steps",
            "still",
            "together:without",
            "opposed",
            "record:whole",
            "passed",
            "reversal",
            "turned_too",
            "lone_since",
            "one_year",
            "late",
            "late:whole",
            "recent_values",
            "two_sources",
            "loss",
            "odd",
            "portion",
            "portion:parts",
            "recovery",
            "crossing",
            "slower",
            "faster",
            "leap",
            "step",
            "runner_up",
            "neighbours",
            "same_rank",
            "ends",
            "furthest",
            "opposite_change",
            "only_change",
            "together",
            "next_changes",
            "climber",
            "newest_moves",
            "largest_newest",
            "period_before",
        ),
        "newest",
    ),
}
# The expressions of the newest change and of what it is against, the first that the data give.
_CHANGES: Final = (("on_year()", "year_ago"), ("on_previous()", "lag(1)"), ("on_previous('change')", "lag(1)"))
CHANGE_MEASURES: Final = ("percent", "points", "change")

# Nobody leads by what is no merit: where much is bad, or nobody knows, words say which end of the order it is.
_END_OF_ORDER: Final[Mapping[str, str]] = {"up": "", "down": ":low", "": ":high"}
_TWICE: Final = 2  # periods that had one value
_MULTIPLE: Final = 2.05  # from which a rise is written as a multiple: just above twice, it has no round word


def tables(insight: Insight, context: PhrasingContext) -> Iterator[tuple[str, Insight]]:
    """Give the tables of wordings for an insight, each with the insight that fills it."""
    table = own_table(insight)
    if table == "trend" and is_large(insight, context):
        multiple = multiple_of(insight)
        facts, claim = {**insight.facts, "multiple": multiple}, f"{multiple} >= {_MULTIPLE}"
        table, insight = "trend:multiple", replace(insight, facts=facts, claim=claim)
    if table == "record":
        key, end = insight.subjects[0], "highest" if insight.direction == "up" else "lowest"
        claim = f"{key}.last == {key}.{end}"
        if context.holds(claim):
            table, insight = "record:whole", replace(insight, claim=claim)
    if table == "turn" and is_repeated(insight.facts["turn"], context):
        table, insight = "turn:again", _with_second(insight, context)
    if table in ("leader", "gap_to_best"):
        table += _END_OF_ORDER[context.subject(insight.subjects[0]).direction]
    while table:
        if table in ("newest", "whole"):
            found = (newest if table == "newest" else whole_period)(context, insight.subjects[0])
            yield found.type, found
            break
        yield table, insight
        table = _OTHERWISE.get(table, "")
    yield "standing", level(insight.subjects[0])


def is_large(insight: Insight, context: PhrasingContext) -> bool:
    """Whether a rise over the period is so large that it is written as a multiple."""
    change = context.fact(insight.facts["change"])
    return (
        change is not None and change.measure == "percent" and context.holds(f"{multiple_of(insight)} >= {_MULTIPLE}")
    )


def multiple_of(insight: Insight) -> str:
    """Return the multiple over the time of a change: where there is a season that begins behind the period's first
    value."""
    return f"{insight.facts['change'].rpartition('.')[0]}.multiple"


def is_repeated(extreme: str, context: PhrasingContext) -> bool:
    """Whether the value of a highest or a lowest came again, so that its period is only the first that had it."""
    fact, key = context.fact(extreme), extreme.partition(".")[0]
    values = [one.value for one in context.subject(key).values]
    return fact is not None and values.count(fact.value) > 1


def _with_second(turn: Insight, context: PhrasingContext) -> Insight:
    """Return a turn whose value came twice with the second period that had it; of more than two as it is."""
    key, extreme = turn.subjects[0], context.fact(turn.facts["turn"])
    same = [one.period for one in context.subject(key).values if extreme is not None and one.value == extreme.value]
    if len(same) != _TWICE or same[1] is None:
        return turn
    again = f"{key}.at({same[1].literal})"
    facts, claim = {**turn.facts, "again": again}, f"{turn.claim} and {again} == {turn.facts['turn']}"
    return replace(turn, facts=facts, claim=claim)


def needs_claim(table: str) -> bool:
    """Whether the wordings of a table are only true where the insight's claim is."""
    return table not in SELF_SIGNING and not table.endswith(":plain")


def newest(context: PhrasingContext, key: str) -> Insight:
    """Return what the newest value of a short name says: its change, else its level."""
    frequency = context.subject(key).frequency
    yearly = frequency is not None and frequency.unit == "year"
    given: Sequence[tuple[str, str]] = _CHANGES[1:] if yearly else _CHANGES
    if context.subject(key).below_zero:  # of what has no zero of its own a percentage says nothing
        given = [(change.replace("()", "('change')"), before) for change, before in given]
    for change, before in given:
        facts = {"last": f"{key}.last", "before": f"{key}.{before}", "change": f"{key}.{change}"}
        if all(context.fact(expression) is not None for expression in facts.values()):
            return Insight("change", (key,), "", facts, 0.0, 0.0, 0.0)
    return level(key)


def measures_of(subject: SubjectFacts) -> tuple[str, ...]:
    """Return the measures by which changes of values may be given, the best first: of a percentage, which changes by
    points, none in % of itself, nor of what has no zero of its own."""
    return CHANGE_MEASURES[CHANGE_MEASURES.index(change_measure(subject)) :]


def whole_period(context: PhrasingContext, key: str) -> Insight:
    """Return what became of a short name over the period of the edition, else its level."""
    for change in measures_of(context.subject(key)):
        facts = {"first": f"{key}.first", "last": f"{key}.last", "change": f"{key}.{change}"}
        if all(context.fact(expression) is not None for expression in facts.values()):
            return Insight("trend", (key,), "", facts, 0.0, 0.0, 0.0)
    return level(key)


def level(key: str) -> Insight:
    """Return the newest value of a short name as an insight."""
    return Insight("standing", (key,), "", {"last": f"{key}.last"}, 0.0, 0.0, 0.0)


def own_table(insight: Insight) -> str:
    """Return the name of the table of an insight's wordings, as some types say different things."""
    match insight.type:
        case "all_but":
            every = "all_but" if insight.entities else "all_but:every"
            return "all_but:indicators" if len(insight.subjects) > 1 else every
        case "largest_changes":
            return "largest_changes:only" if insight.statistics.get("only") else insight.type
        case "target":
            return "target:met" if insight.statistics.get("met") else "target"
        case "late":
            return "late:whole" if insight.statistics.get("whole") else "late"
        case "pace":
            return "pace:enough" if insight.statistics.get("on_course") else "pace:short"
        case "missing":
            if insight.entities:
                return "missing:places"
            if insight.claim.startswith("not known("):
                return "missing:gap"
            return "missing:start" if ".first.period" in insight.claim else "missing:newest"
    return insight.type
