"""A fact, a source → its row in the ledger and in what a brief carries inside itself: one form for both."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from math import isfinite
from typing import Any, Final

from msgspec.structs import asdict

from briefing.model.dataset import Observation, Source, Target
from briefing.model.fact import Fact
from briefing.model.period import YEAR, notations

_DIGITS: Final = 15
_ODD: Final = re.compile(r"[^A-Za-z0-9.]+")
_HELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\.at\('([A-Za-z0-9-]+)'\)")  # a value by its period


def fact_entry(
    fact: Fact, lang: str = "en", observed: Callable[[Observation | Target], object] | None = None
) -> dict[str, Any]:
    """Return the row of a fact in the ledger; `observed` takes the place of `observation_entry`."""
    observed = observed or observation_entry
    entry: dict[str, Any] = {
        "value": number(fact.value),
        "unit": fact.unit,
        **({"unit_words": fact.units[lang]} if fact.units.get(lang, fact.unit) != fact.unit else {}),
        "qualifier": fact.qualifier,
        "formula": fact.formula,
        **({"tree": fact.tree} if fact.tree is not None else {}),
        "observations": [*map(observed, fact.observations)],
    }
    if fact.targets:
        entry["targets"] = [*map(observed, fact.targets)]
    if fact.notes:
        entry["notes"] = list(fact.notes)
    if fact.among:
        entry["among"] = list(fact.among)
    if fact.better == "down":
        entry["better"] = fact.better
    if fact.previous:
        entry["previous"] = True
    if fact.basis:
        entry["basis"] = fact.basis
    if fact.window:
        entry["window"] = list(notations(fact.window))
    if fact.measure == "period" and fact.period is not None and fact.period.frequency != YEAR:  # a year is its value
        entry["period"] = fact.period.notation
    if form := {key: value for key, value in asdict(fact.format).items() if value not in (None, "")}:
        entry["format"] = form
    return entry


def published_entries(fact: Fact) -> list[dict[str, Any]]:
    """The observations and targets behind a fact, as rows of the ledger."""
    return [*map(observation_entry, fact.observations), *map(observation_entry, fact.targets)]


def observation_entry(item: Observation | Target) -> dict[str, Any]:
    """Return the row of an observation or target in the ledger."""
    entry: dict[str, Any] = {"indicator": item.indicator, "entity": item.entity}
    entry["year" if item.period.frequency == YEAR else "period"] = item.period.notation
    if isinstance(item, Observation):
        entry["series"] = item.series
    entry |= {"value": number(item.value), "qualifier": item.qualifier}
    if isinstance(item, Observation):
        entry["status"] = item.status
        if item.published:
            entry["published"] = item.published
        if item.earlier:
            entry["earlier"] = [observation_entry(reading) for reading in item.earlier]
    entry["source"] = item.source
    return entry | {"cell": asdict(item.cell)} if item.cell else entry


def source_entry(source: Source) -> dict[str, str]:
    """Return the row of a source in the ledger."""
    entry = {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
    }
    return entry | {"read_on": source.read_on} if source.read_on else entry


def number(value: float) -> int | float:
    """Return a float without the noise after fifteen significant digits; whole numbers without a fraction."""
    short = float(f"{value:.{_DIGITS}g}")
    short = short if isfinite(short) else value  # the largest of all would be rounded up to what is none
    return int(short) if short.is_integer() else short


def record_anchor(name: str) -> str:
    """Return the id of a fact's record in a web edition, by the fact's name: letters, digits, points and hyphens."""
    words = _ODD.sub("-", name).strip("-")
    if held := _HELD.fullmatch(name):  # a long table has hundreds of them
        return f"record-{held[1].replace('_', '-')}.at.{held[2]}"
    return f"record-{words}" if words == name else f"record-{words}-{sha256(name.encode()).hexdigest()[:6]}"
