"""Where a printed number comes from: its formula, the observations behind it, their sources, its places."""

from __future__ import annotations

from typing import Any

from briefing.explain import Explanation
from briefing.pipeline.ledger_file import known_facts, known_sources
from briefing.preview.slide_views import LanguageView


def lineage(view: LanguageView, name: str) -> dict[str, Any] | None:
    """Return a fact of a language as machines get it from `explain`; None for one that its edition does not have."""
    if view.document is None or view.trace is None:
        return None
    fact = known_facts(view.document).get(name)
    if fact is None:
        return None
    known = known_sources(view.document)
    uses = tuple(use for use in view.trace.uses if use.fact == name)
    found = Explanation(fact, {key: known[key] for key in fact.sources if key in known}, uses)
    return {**found.as_json(), "places": [str(use.place) for use in uses], "text": str(found)}
