"""What a story says of a short name where no finding leads, and the fixed words around its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative import phrases
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.indicator_labels import label, place_name, short_label, unit_words
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.wording_slots import Slots

__all__ = [
    "fixed",
    "label",
    "level_point",
    "level_sentence",
    "phrase",
    "place_name",
    "short_label",
    "standing",
    "unit_words",
]

# The expressions of the newest change and of what it is against, the first that the data give.
_CHANGES: Final = (("on_year()", "year_ago"), ("on_previous()", "lag(1)"), ("on_previous('change')", "lag(1)"))
_FEW: Final = 3  # short names of a table that are worth counting


def standing(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a title that is true of any newest value: "Visits stood at 58 in 2023"."""
    return phrases.standing(Slots(context, _of(key)), "title")


def level_point(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a point of the newest value with its change, whichever way that goes."""
    return phrases.text(Slots(context, newest(context, key)), "point")


def level_sentence(context: PhrasingContext, key: str) -> ConditionalText:
    """Return a sentence of the newest value with its change, whichever way that goes."""
    return phrases.text(Slots(context, newest(context, key)), "sentence")


def overview_title(context: PhrasingContext, keys: Sequence[str]) -> ConditionalText:
    """Return the title of a table of several short names: how many of them rose over its period."""
    changes = [f"{key}.change" for key in keys if context.fact(f"{key}.change") is not None]
    rose = f"count({', '.join(f'{change} > 0' for change in changes)})"
    if len(changes) < _FEW or context.fact(rose) is None:
        return ConditionalText(fixed("overview_title", context.lang))
    facts = {"rose": rose, "all": f"count({', '.join(f'known({change})' for change in changes)})"}
    counted = Insight("overview", tuple(keys), "", facts, 0.0, 0.0, 0.0)
    return phrases.text(Slots(context, counted), "title")


def newest(context: PhrasingContext, key: str) -> Insight:
    """Return what the newest value of a short name says: its change, else its level."""
    frequency = context.subject(key).frequency
    yearly = frequency is not None and frequency.unit == "year"
    for change, before in _CHANGES[1:] if yearly else _CHANGES:
        facts = {"last": f"{key}.last", "before": f"{key}.{before}", "change": f"{key}.{change}"}
        if all(context.fact(expression) is not None for expression in facts.values()):
            return Insight("change", (key,), f"known({facts['change']})", facts, 0.0, 0.0, 0.0)
    return _of(key)


def fixed(name: str, lang: str) -> str:
    """Return fixed words of a story: "kicker", "in_brief", "heading_time"."""
    found: Mapping[str, str] = import_module(f"briefing.draft.narrative.fixed_words_{lang}").WORDS
    return found[name]


def _of(key: str) -> Insight:
    return Insight("standing", (key,), "", {"last": f"{key}.last"}, 0.0, 0.0, 0.0)
