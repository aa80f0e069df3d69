"""An insight → its words: the first wording that no text of the edition has yet, and that no rule of prose refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import TYPES, Insight
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.indicator_labels import width
from briefing.draft.narrative.phrasing import Phrasing, PhrasingContext
from briefing.draft.narrative.wording_slots import Slots, UnfilledError, conditional
from briefing.draft.narrative.wording_tables import Slot, WordingTable

SLOTS: Final[tuple[Slot, ...]] = ("title", "point", "sentence", "ask", "notes", "short")
_MODULES: Final = ("series", "time", "peers", "parts", "caveats")
# Printed letters and words, at most.
_BRIEF: Final[Mapping[Slot, tuple[int, int]]] = {"title": (90, 16), "short": (50, 7)}
_OTHER: Final = (400, 80)
_UNASKED: Final[tuple[Slot, ...]] = ("ask", "notes")  # which nothing stands in for


@cache
def wordings(lang: str) -> WordingTable:
    """Return all wordings of a language."""
    found: dict[str, Mapping[Slot, Sequence[str]]] = {}
    for name in _MODULES:
        found |= import_module(f"briefing.draft.narrative.{name}_wordings_{lang}").WORDINGS
    return found


def phrase(insight: Insight, context: PhrasingContext) -> Phrasing:
    """Return a finding in words, each with what has to hold for it and what stands otherwise."""
    slots = Slots(context, insight)
    return Phrasing(**{slot: text(slots, slot) for slot in SLOTS})


def standing(slots: Slots, slot: Slot) -> ConditionalText:
    """Return a text that is true of any value of the leading short name."""
    known = wordings(slots.context.lang)["standing"]
    return _chosen(slots, slot, known.get(slot, ())) or NO_TEXT


def text(slots: Slots, slot: Slot) -> ConditionalText:
    """Return what an insight says in a slot, and what stands otherwise."""
    book, insight = wordings(slots.context.lang), slots.insight
    own = book.get(_table(insight), {}).get(slot, ())
    family = f"family:{insight.family}" if insight.type in TYPES else ""
    shared = book.get(family, {}).get(slot, ())
    found = _chosen(slots, slot, own) or _chosen(slots, slot, shared)
    if found is None:
        return standing(slots, slot)
    if not found.when or slot in _UNASKED:
        return found
    other = standing(slots, slot)
    return replace(found, otherwise=other if other.text else None)


def _table(insight: Insight) -> str:
    """Return the name of the table of an insight's wordings, as some types say different things."""
    if insight.type != "all_but":
        return insight.type
    return "all_but:indicators" if len(insight.subjects) > 1 else "all_but" if insight.entities else "all_but:every"


def _chosen(slots: Slots, slot: Slot, given: Sequence[str]) -> ConditionalText | None:
    """Return the first unused wording that can be printed within the length of its slot, else the shortest that can."""
    context, (letters, words) = slots.context, _BRIEF.get(slot, _OTHER)
    best: tuple[int, str, ConditionalText] | None = None
    for wording, made, printed in _printable(slots, slot, given):
        if best is None or width(printed) < best[0]:
            best = (width(printed), wording, made)
        if width(printed) <= letters and len(printed.split()) <= words:
            break
    if best is None:
        return None
    context.used.add(_name(context, slot, best[1]))
    return best[2]


def _printable(slots: Slots, slot: Slot, given: Sequence[str]) -> Iterator[tuple[str, ConditionalText, str]]:
    """Give the wordings that can be printed, those that the edition has already at the end."""
    context = slots.context
    for wording in sorted(given, key=lambda one: _name(context, slot, one) in context.used):
        try:
            made = slots.filled(wording, brief=slot in _BRIEF)
        except UnfilledError:
            continue
        whole = conditional(made, slots.insight.claim, context)
        if printed := context.trial.printed(whole):
            yield wording, whole, printed


def _name(context: PhrasingContext, slot: Slot, wording: str) -> str:
    return f"{context.lang}:{slot}:{wording}"
