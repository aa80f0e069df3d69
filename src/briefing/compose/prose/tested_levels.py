"""Levels that a text may type, and the only place of a count: both are borne out by its own expectation.

"One region is below 4%" with `expect: rate.places('below', 4) == 1` stops the build when it is false. "Only Lakeland
is below 4%" is not borne out by that count alone, as it may be another region: it needs a comparison of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from briefing.compose.language.conditions import Expectations
from briefing.compose.prose.search_text import Prose, ProseFinding
from briefing.model.dataset import Dataset
from briefing.model.fact import Fact
from briefing.wording.context_words import ContextWords
from briefing.wording.fitting import is_percentage

_FIGURES: Final = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_COUNT: Final = re.compile(
    r"(?P<root>.+)\.places\('(?P<how>\w+)'(?:, (?P<level>-?[\d.]+))?(?:, (?P<period>[^()]+))?\)$"
)
_CLASS: Final = re.compile(r"\.places_from\((?P<low>-?[\d.]+), (?P<high>-?[\d.]+)[,)]")
_CROSSED: Final = re.compile(r"\b(?:first_)?(?P<side>above|below)(?:_since)?\((?P<level>-?[\d.]+)\)")
_SIDES: Final = {"<": "below", "<=": "below", ">": "above", ">=": "above"}
_SIGNS: Final = {"below": "<", "above": ">"}
_MOVES: Final = {"rose": "> 0", "fell": "< 0"}
_UNIT: Final = re.compile(r"\s*(?P<unit>\S[^,.;:!?，。；：！？]*)")


class TestedLevels:
    """The levels that the expectations of an edition's texts hold values against; `holds` says what is true now."""

    def __init__(
        self, dataset: Dataset, entity: str, words: ContextWords | None, lang: str, holds: Callable[[str], bool]
    ) -> None:
        self._dataset, self._entity, self._words, self._lang, self._holds = dataset, entity, words, lang, holds

    def side(self, text: str, start: int, end: int) -> str:
        """Return on which side of the number from `start` to `end` the words of a text put values: below or above."""
        words = self._words
        if words is None:
            return ""
        before, behind = text[:start], text[end:].lstrip("%％ ")
        for side, ends, begins in (
            ("below", words.under, words.under_behind),
            ("above", words.over, words.over_behind),
        ):
            found = re.search(ends, before, re.IGNORECASE)
            if found and not re.search(words.refusing, before[: found.start()], re.IGNORECASE):
                return side
            if re.search(begins, behind):
                return side
        return ""

    def tested(
        self, text: str, start: int, end: int, shown: str, expectations: Expectations, printed: Sequence[Fact]
    ) -> bool:
        """Whether a number typed into a text, of which `shown` are all words, is a level of its own expectation."""
        side = self.side(text, start, end)
        if not side or not _FIGURES.fullmatch(text, start, end):  # "1.2.3" is no level
            return False
        number, behind = float(text[start:end].replace(",", "")), text[end:]
        named = {entity for name, entity in self._places.items() if name in shown} or {self._entity}
        for item in expectations.comparisons:
            fact = item.left
            if item.right != number or _SIDES.get(item.operator) != side or not isinstance(fact, Fact):
                continue
            if fact.measure != "count" and fact.entity in named and self._fits(fact, behind):
                return True
        if named != {self._entity}:
            return False
        facts = [*expectations.facts(), *printed]
        return any((side, number) in _levels(fact.name) and self._fits(fact, behind) for fact in facts)

    def _fits(self, fact: Fact, behind: str) -> bool:
        """Whether what follows a number is the unit of an indicator, in which a level is compared."""
        indicator = self._dataset.indicators.get(fact.indicator)
        unit = fact.unit if indicator is None or fact.measure == "value" else indicator.unit
        units = {unit, *(indicator.units.values() if indicator else ())}
        if is_percentage(unit):
            return re.match(r"\s?(?:[%％]|per ?cent\b)(?!\s*points?)", behind) is not None
        following = _UNIT.match(behind)
        return following is None or any(following["unit"].startswith(one) for one in units if one)

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The names of all places, totals too, and their entities."""
        names = {row.entity: row.entity for row in self._dataset.observations}
        return names | {name: entity for entity, name in self._dataset.places.get(self._lang, {}).items()}

    def only_findings(
        self, prose: Prose, expectations: Expectations, printed: Sequence[Fact]
    ) -> Iterator[ProseFinding]:
        """Find places that a text calls the only ones, where it tests a count alone: that may be of another."""
        sides = [side for item in expectations.comparisons for side in (item.left, item.right)]
        facts = [side for side in sides if isinstance(side, Fact)]
        counts = [found for fact in (*facts, *printed) if (found := _COUNT.match(fact.name)) is not None]
        if not counts or self._words is None:
            return
        compared = {fact.entity for fact in facts if fact.measure != "count"}
        for found in re.finditer(self._words.only, prose.text, re.IGNORECASE):
            signs = [sign for sign in found["p"] or found["alone"] if sign in prose.places]
            for sign in [sign for sign in signs if prose.places[sign] not in compared]:
                claim = _of_place(counts[0], prose.places[sign])
                now = "" if self._holds(claim) else "; it is not true now: name the place that is counted"
                what = f"{prose.names[sign]!r} is called the only place, and {counts[0][0]} does not say which it is"
                yield ProseFinding(what, f"give the text an `expect` of that place too, as `{claim}`{now}")


def _levels(name: str) -> set[tuple[str, float]]:
    """Return the levels in the name of a fact, each with the side on which values lie."""
    found: set[tuple[str, float]] = set()
    if (count := _COUNT.match(name)) and count["level"]:
        found.add((count["how"], float(count["level"])))
    if of_class := _CLASS.search(name):
        found |= {("above", float(of_class["low"])), ("below", float(of_class["high"]))}
    return found | {(crossed["side"], float(crossed["level"])) for crossed in _CROSSED.finditer(name)}


def _of_place(count: re.Match[str], place: str) -> str:
    """Return the condition by which a place is one of those counted."""
    root = f"{count['root']}.of({place!r})"
    if count["how"] in _SIGNS:
        value = f"at({count['period']})" if count["period"] else "last"
        return f"{root}.{value} {_SIGNS[count['how']]} {count['level']}"
    return f"{root}.change {_MOVES.get(count['how'], '== 0')}"
