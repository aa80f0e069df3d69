"""An insight → its words: the first wording that no text of the edition has yet, and that no rule of prose refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Final

from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.draft.narrative.conditional_text import NO_TEXT, OF_EXPRESSION, ConditionalText
from briefing.draft.narrative.cut_words import width
from briefing.draft.narrative.fallback_insights import needs_claim, tables
from briefing.draft.narrative.open_base import is_from_open_base
from briefing.draft.narrative.phrasing import Phrasing, PhrasingContext
from briefing.draft.narrative.stated_facts import outputs_of
from briefing.draft.narrative.wording_slots import Slots, UnfilledError, conditional
from briefing.draft.narrative.wording_tables import Slot, WordingTable
from briefing.model.unstated import is_unstated, stated

SLOTS: Final[tuple[Slot, ...]] = ("title", "point", "sentence", "ask", "short")
_MODULES: Final = (
    "series",
    "time",
    "peers",
    "exceptions",
    "parts",
    "support",
    "reasons",
    "context",
    "outlook",
    "caveats",
    "asks",
)
# Printed letters and words, at most.
_LONGEST: Final[Mapping[Slot, tuple[int, int]]] = {
    "title": (104, 16),
    "short": (64, 11),
    "point": (180, 28),
    "sentence": (200, 25),
    "ask": (120, 24),
}
_BRIEF: Final[tuple[Slot, ...]] = ("title", "short")  # which have the short forms of units and periods
_UNASKED: Final[tuple[Slot, ...]] = ("ask",)  # which say no finding, and nothing stands in for
_ONCE: Final[tuple[Slot, ...]] = ("ask",)  # of which none stands twice in an edition

_WIDE: Final = 118  # letters of a sentence in Chinese, of which each character counts twice
# Words of a first place, which need the claim as an expectation too.
_SUPERLATIVE: Final = re.compile("highest|lowest|largest|most|最|领先")
_LEAD: Final = re.compile(r"\*\*(.+?)\*\*")
_CHOICE: Final = re.compile(r"\[=?([^|\]]*)\|([^\]]*)\]")
_PRINTED: Final = re.compile(rf"\{{\{{ ({OF_EXPRESSION}+?)(?: \| (\w+){OF_EXPRESSION}*)*? \}}\}}")
# From one period to another.
_SPAN: Final = re.compile(
    r"[Ff]rom \{\{[^{}]*\| period\b[^{}]*\}\} to (?:\{\{[^{}]*\| period\b|then\b)|\| period\b[^{}]*\}\}至\{\{"
)
_NO_LEVEL: Final = ("period", "ordinal", "rank", "basis", "times")  # filters that print no level
_LEVELS: Final = ("value", "change", "mean")  # measures
_NAMING: Final = re.compile(r"<[^<>]*\b(?:label|name|place|owner|part)\b", re.IGNORECASE)  # what says of what it is
_NEVER_EMPTY: Final[tuple[Slot, ...]] = ("title", "point", "sentence")


@cache
def wordings(lang: str) -> WordingTable:
    """Return all wordings of a language."""
    found: dict[str, Mapping[Slot, Sequence[str]]] = {}
    for name in _MODULES:
        own: WordingTable = import_module(f"briefing.draft.narrative.{name}_wordings_{lang}").WORDINGS
        found |= {table: {**found.get(table, {}), **slots} for table, slots in own.items()}
    return found


@cache
def plain_leads(lang: str) -> frozenset[str]:
    """Return the leads of points that name and print nothing: "A slower pace."."""
    points = [one for slots in wordings(lang).values() for one in slots.get("point", ())]
    leads = [found[1] for one in points if (found := _LEAD.match(one)) and "<" not in found[1]]
    return frozenset(_CHOICE.sub(rf"\{at}", lead) for lead in leads for at in (1, 2))


def phrase(insight: Insight, context: PhrasingContext) -> Phrasing:
    """Return a finding in words, each with what has to hold for it and what stands otherwise."""
    return Phrasing(**{slot: text(insight, context, slot) for slot in SLOTS})


def text(insight: Insight, context: PhrasingContext, slot: Slot) -> ConditionalText:
    """Return what an insight says in a slot, and what stands otherwise, in as many steps as it takes.

    Each call takes another wording, as long as there is one.
    """
    branches: list[ConditionalText] = []
    for table, filling in tables(insight, context):
        found = _chosen(Slots(context, filling), slot, table)
        if found is not None:
            branches.append(found)
            if not found.when or slot in _UNASKED:
                break
    if not branches and slot in _NEVER_EMPTY:
        key = insight.subjects[0]
        return ConditionalText(f"{{{{ {key}.name }}}}: {{{{ {key}.last }}}}")
    whole = NO_TEXT
    for branch in reversed(branches):
        if not _says_the_same(branch, whole):
            whole = replace(branch, otherwise=whole if branch.when and whole.text else None)
    return whole


def _says_the_same(branch: ConditionalText, otherwise: ConditionalText) -> bool:
    """Whether a text stands in the same words where its condition does not hold, so that this decides nothing."""
    needed, given = ({*one.when.split(" and ")} - {""} for one in (otherwise, branch))
    return branch.text == otherwise.text and needed <= given and not branch.expect


def alone(
    insight: Insight,
    context: PhrasingContext,
    slot: Slot,
    near: Sequence[ConditionalText] = (),
    *,
    named: bool = False,
) -> ConditionalText:
    """Return what an insight says in a slot, and nothing where its claim does not hold. Of its wordings that print no
    number of the texts around it is the one whose form these have least, and then one that the edition has not yet.
    Where what it is about must be `named`, the others are left out."""
    given, shapes = [*_printable(Slots(context, insight), slot, insight.type)], {*map(_opening, near)}
    given = [one for one in given if not named or _NAMING.search(one[0])]
    ranged = any(_SPAN.search(one.text) for one in near)

    def rank(one: tuple[str, ConditionalText, str]) -> tuple[bool, ...]:
        wording, made, printed = one
        alike = _opening(made) in shapes, ranged and bool(_SPAN.search(made.text))
        used = _name(context, slot, wording) in context.used
        return (not _fits(printed, slot, context.lang), context.stated.repeats(made), any(alike), used)

    if not given:
        return NO_TEXT
    wording, made, _ = min(given, key=rank)
    context.used.add(_name(context, slot, wording))
    return replace(made, otherwise=None)


def _opening(text: ConditionalText) -> str:
    """Return the first word of a text; of one that begins with what is printed that it does."""
    return text.text.split(maxsplit=1)[0] if text.text else ""


def is_sayable(insight: Insight, context: PhrasingContext, slot: Slot) -> bool:
    """Whether an insight has words of its own in a slot that can be printed, and not only what stands otherwise."""
    table, filling = next(tables(insight, context))
    return next(_printable(Slots(context, filling), slot, table), None) is not None


def _chosen(slots: Slots, slot: Slot, table: str) -> ConditionalText | None:
    """Return the first unused wording that can be printed within the length of its slot, else the shortest that can."""
    context = slots.context
    best: tuple[int, str, ConditionalText] | None = None
    fitting = False  # whether that has the length of its slot, though it repeats a number
    for wording, made, printed in _printable(slots, slot, table):
        fits = _fits(printed, slot, context.lang)
        if fits and context.stated.is_new(made, outputs_of(slot)):
            best = (width(printed), wording, made)
            break
        if best is None or (fits, -width(printed)) > (fitting, -best[0]):
            best, fitting = (width(printed), wording, made), fits
    if best is None:
        return None
    context.used.add(_name(context, slot, best[1]))
    return best[2]


def _fits(printed: str, slot: Slot, lang: str) -> bool:
    """Whether a text has the length of its slot."""
    letters, words = _LONGEST[slot]
    if lang == "zh" and slot not in _UNASKED:
        letters = min(letters, _WIDE)
    return width(printed) <= letters and len(printed.split()) <= words


def _printable(slots: Slots, slot: Slot, table: str) -> Iterator[tuple[str, ConditionalText, str]]:
    """Give the wordings that can be printed, those that the edition has already at the end."""
    context, claimed = slots.context, slot == "ask" or needs_claim(table)
    bare = []  # these print a number of which nobody knows what it counts, and stand where no other can
    for wording in sorted(_given(slots, slot, table), key=lambda one: _name(context, slot, one) in context.used):
        if slot in _ONCE and _name(context, slot, wording) in context.used:
            return
        try:
            made = slots.filled(wording, brief=slot in _BRIEF)
        except UnfilledError:
            continue
        made.needs_claim |= claimed
        whole = conditional(made, slots.insight.claim, context)
        if made.needs_claim and whole.when and _SUPERLATIVE.search(made.text):
            whole = replace(whole, expect=slots.insight.claim)
        if printed := context.trial.well_printed(whole):
            unbased = slot in _BRIEF or not is_from_open_base(
                context, slots.key
            )  # which prose compares with each other
            if unbased and _counts_unknown(made.text, context):
                bare.append((wording, whole, printed))
            else:
                yield wording, whole, printed
    yield from bare


def _counts_unknown(words: str, context: PhrasingContext) -> bool:
    """Whether a text prints a level or a difference of levels whose unit nobody has stated."""
    facts = [context.fact(expression) for expression, filtered in _PRINTED.findall(words) if filtered not in _NO_LEVEL]
    return any(
        fact is not None and fact.measure in _LEVELS and is_unstated(fact.unit) and not stated(fact.unit)
        for fact in facts
    )


def _given(slots: Slots, slot: Slot, table: str) -> Sequence[str]:
    """Return the wordings of a table, of a question else those of its type."""
    book, insight = wordings(slots.context.lang), slots.insight
    names = (table, *([insight.type] if slot in _UNASKED else []))
    return next((found for name in names if (found := book.get(name, {}).get(slot))), ())


def _name(context: PhrasingContext, slot: Slot, wording: str) -> str:
    return f"{context.lang}:{slot}:{wording}"
