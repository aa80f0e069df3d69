"""What a draft has stated: each number stands at most twice in the prose of a deck, and twice in that of a brief."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct, field

from briefing.draft.narrative.conditional_text import OF_EXPRESSION, ConditionalText
from briefing.draft.narrative.wording_tables import Slot
from briefing.model.fact import Fact

Output = Literal["deck", "brief"]
FactKey = tuple[str, ...]
_MOST: Final = 2
# The outputs whose prose has a text of a slot.
_OUTPUTS: Final[Mapping[Slot, tuple[Output, ...]]] = {
    "title": ("deck", "brief"),
    "short": ("deck", "brief"),
    "ask": ("deck", "brief"),
    "point": ("deck",),
    "sentence": ("brief",),
}
# An expression that a text prints as a number, and not as its period alone.
_NUMBER: Final = re.compile(rf"\{{\{{\s*({OF_EXPRESSION}+?)\s*(?:\|(?!\s*(?:period|year|since)\b)[^}}]*)?\}}\}}")


class StatedFacts(Struct):
    """How often the prose of each output has stated each fact.

    `fact` gives what an expression is, `holds` whether a condition is true.
    """

    fact: Callable[[str], Fact | None]
    holds: Callable[[str], bool]
    barred: set[FactKey] = field(default_factory=set)  # numbers that stand next to what is being written
    brief_has: set[FactKey] = field(default_factory=set)  # findings that the short form of a brief states
    counts: dict[Output, Counter[FactKey]] = field(default_factory=lambda: {"deck": Counter(), "brief": Counter()})

    def add(self, text: ConditionalText, outputs: Iterable[Output]) -> None:
        """Note that outputs have a text."""
        facts = set(self._facts(text))
        for output in outputs:
            self.counts[output].update(facts)

    def is_new(self, text: ConditionalText, outputs: Iterable[Output]) -> bool:
        """Whether outputs may have a text: none of its numbers has been stated twice, or stands next to them."""
        facts = set(self._facts(text))
        return not facts & self.barred and all(
            self.counts[output][fact] < _MOST for output in outputs for fact in facts
        )

    def choose(self, texts: Sequence[ConditionalText], outputs: Sequence[Output]) -> list[ConditionalText]:
        """Return the texts that are new, and note that outputs have them."""
        found: list[ConditionalText] = []
        for text in texts:
            if text.text and self.is_new(text, outputs):
                self.add(text, outputs)
                found.append(text)
        return found

    def next_to(
        self,
        title: ConditionalText,
        texts: Iterable[ConditionalText],
        outputs: Sequence[Output],
        before: Sequence[ConditionalText] = (),
    ) -> list[ConditionalText]:
        """Return the texts that are new and print no number of the title next to which they stand, nor of each other or
        of those `before`, and note that outputs have them; texts that are made one by one take words without these."""
        self.barred = {fact for one in (title, *before) for fact in self._facts(one)}
        found: list[ConditionalText] = []
        for text in texts:
            if text.text and self.is_new(text, outputs):
                self.add(text, outputs)
                found.append(text)
                self.barred |= set(self._facts(text))
        self.barred = set()
        return found

    def unlike(
        self,
        title: ConditionalText,
        before: Sequence[ConditionalText],
        makers: Iterable[Callable[[Sequence[ConditionalText]], ConditionalText]],
        most: int,
    ) -> list[ConditionalText]:
        """Return at most so many texts that print no number of the title next to which they stand, of texts `before`
        them, or of each other, however often the edition has stated it: what a figure is held against may be the
        headline's. Each is made of those around it, whose numbers and forms it avoids."""
        found: list[ConditionalText] = []
        for maker in makers:
            if len(found) >= most:
                break
            near = (title, *before, *found)
            self.barred = {fact for one in near for fact in self._facts(one)}
            text = maker(near)
            if text.text and not self.repeats(text):
                found.append(text)
        self.barred = set()
        return found

    def repeats(self, text: ConditionalText) -> bool:
        """Whether a text prints a number that stands next to it."""
        return not self.barred.isdisjoint(self._facts(text))

    def first(self, texts: Sequence[ConditionalText], outputs: Sequence[Output]) -> list[ConditionalText]:
        """Return the texts that are there, those that are new in front, and note that outputs have the first."""
        given = [one for one in texts if one.text]
        ordered = sorted(given, key=lambda one: not self.is_new(one, outputs))
        for one in ordered[:1]:
            self.add(one, outputs)
        return ordered

    def _facts(self, text: ConditionalText) -> Iterator[FactKey]:
        """Yield what identifies the facts that a text prints today."""
        branch: ConditionalText | None = text
        while branch is not None and branch.when and not self.holds(branch.when):
            branch = branch.otherwise
        for expression in _NUMBER.findall(branch.text) if branch is not None else ():
            fact = self.fact(expression)
            if fact is not None and fact.measure not in ("count", "streak", "period"):
                yield key_of(fact)


def outputs_of(slot: Slot) -> tuple[Output, ...]:
    """Return the outputs whose prose has a text of a slot."""
    return _OUTPUTS.get(slot, ())


def key_of(fact: Fact) -> FactKey:
    """Return what identifies a fact: its measure, its period, and the records that it is worked out from."""
    if fact.measure == "value" and fact.period is not None:
        return ("value", fact.indicator, fact.entity, str(fact.period))
    records = sorted({f"{one.indicator}/{one.entity}/{one.period}" for one in fact.observations})
    return (fact.measure, *records)
