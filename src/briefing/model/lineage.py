"""A fact, a source → its row in the ledger and in what a brief carries inside itself: one form for both."""

from __future__ import annotations

from typing import Any

from briefing.model.dataset import Observation, Source, Target
from briefing.model.fact import Fact


def fact_entry(fact: Fact) -> dict[str, Any]:
    """A fact → its row in the ledger."""
    entry: dict[str, Any] = {
        "value": number(fact.value),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "formula": fact.formula,
        "observations": [_published(item) for item in fact.observations],
    }
    if fact.targets:
        entry["targets"] = [_published(item) for item in fact.targets]
    if fact.notes:
        entry["notes"] = list(fact.notes)
    if fact.previous:
        entry["previous"] = True
    return entry


def published_entries(fact: Fact) -> list[dict[str, Any]]:
    """The observations and targets behind a fact, as rows of the ledger."""
    return [*map(_published, fact.observations), *map(_published, fact.targets)]


def _published(item: Observation | Target) -> dict[str, Any]:
    entry: dict[str, Any] = {"indicator": item.indicator, "entity": item.entity, "year": item.year}
    if isinstance(item, Observation):
        entry["series"] = item.series
    entry |= {"value": number(item.value), "qualifier": item.qualifier}
    if isinstance(item, Observation):
        entry["status"] = item.status
    entry["source"] = item.source
    return entry | {"cell": item.cell} if item.cell else entry


def source_entry(source: Source) -> dict[str, str]:
    """A source → its row in the ledger."""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
    }


def number(value: float) -> int | float:
    """A float → itself without the noise after twelve significant digits; whole numbers without a fraction."""
    short = float(f"{value:.12g}")
    return int(short) if short.is_integer() else short
