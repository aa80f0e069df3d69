"""Words of a wording that stand only where the data ask for them: from which end a rank counts, that a share is net."""

from __future__ import annotations

from briefing.draft.insight import Insight
from briefing.draft.narrative.indicator_labels import unit_behind
from briefing.draft.narrative.part_changes import NET
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.supporting_insight import counts_time
from briefing.model.fact import Fact


def end_words(context: PhrasingContext, insight: Insight) -> str:
    """Return from which end a rank counts, where it is not the one that readers take."""
    lowest = "best='lowest'" in insight.facts.get("rank", "")
    return "" if not lowest else {"zh": "（由低到高）"}.get(context.lang, " from the lowest")


def among_words(context: PhrasingContext) -> str:
    """Return that something holds of parts alone; nothing where no whole is known, which may have changed more. The
    whole itself is one of the series, so that parts which have no word of their own are parts."""
    parts = "parts" if context.parts == "series" else context.parts
    return {"zh": "各部分中"}.get(context.lang, f" among the {parts}") if context.wholes else ""


def net_words(context: PhrasingContext, insight: Insight) -> str:
    """Return that a share is one of what rises and falls left, where not all parts went the same way."""
    return {"zh": "净"}.get(context.lang, "net ") if NET in insight.statistics else ""


def time_words(context: PhrasingContext, key: str, name: str, fact: Fact) -> str:
    """Return the unit behind a change of a time that a filter prints: without it a number would be read as one in %."""
    printed = name in ("moved", "moves", "up") and fact.measure == "change"
    return unit_behind(context, key) if printed and counts_time(context.subject(key)) else ""
