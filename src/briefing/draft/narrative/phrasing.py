"""The words of a finding: texts of the story language, each with the condition under which it is true."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from briefing.compose.language.conditions import evaluate
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.draft.insight import MANY_PLACES
from briefing.draft.insights.edition_arrays import edition_arrays
from briefing.draft.insights.known_wholes import known_wholes
from briefing.draft.narrative.conditional_text import NO_TEXT, ConditionalText
from briefing.draft.narrative.phrase_trial import PhraseTrial
from briefing.draft.narrative.stated_facts import StatedFacts
from briefing.draft.recognition.head_words import head_words, plural_of
from briefing.draft.recognition.remembered import remembered
from briefing.errors import FactError, InputError, Undecided
from briefing.facts import FactRegistry, SubjectFacts
from briefing.model.edition import Project
from briefing.model.fact import Fact

# Heads of columns that divide values.
_DIVISIONS: Final = (
    "sector", "industry", "branch", "category", "group", "product", "activity", "fuel", "crop", "species", "division",
    "department", "age group", "product group",
)  # fmt: skip

# Words for sectors of an economy, and how many of these a table of them has at least.
_SECTORS: Final = re.compile(
    r"\b(manufacturing|construction|mining|agriculture|trade|transportation|financial|utilities|services|government)\b",
    re.IGNORECASE,
)
_KINDS: Final = 4

__all__ = ["NO_TEXT", "ConditionalText", "Phrasing", "PhrasingContext"]


class Phrasing(Struct, frozen=True):
    """A finding in words: as a title, a point with a bold lead, a sentence of a paragraph or letter, and a question
    to the board. `short` is the finding in at most 50 characters, for a cover or headline that joins two.
    """

    title: ConditionalText
    point: ConditionalText
    sentence: ConditionalText
    ask: ConditionalText = NO_TEXT
    short: ConditionalText = NO_TEXT


class PhrasingContext:
    """An edition that is being written in a language: its facts, and the wordings that it has used."""

    def __init__(self, project: Project, lang: str) -> None:
        self.project = project
        self.lang = lang
        self.book = FactRegistry(project.dataset, project.edition)
        self.used: set[str] = set()
        self.stated = StatedFacts(self.fact, self.holds)
        self.names: dict[str, str] = {}  # what sentences call short names, once it is known
        self._facts: dict[str, Fact | None] = {}  # by expression
        self._verdicts: dict[str, bool] = {}  # by condition

    @cached_property
    def trial(self) -> PhraseTrial:
        """What prints a text as the edition would."""
        return PhraseTrial(self.project, self.book, self.lang)

    @cached_property
    def bounded(self) -> bool:
        """Whether any value is only known one-sidedly or about, so that a condition may stay open."""
        return any(row.qualifier != "=" for row in self.project.dataset.observations)

    @cached_property
    def wholes(self) -> Mapping[str, tuple[str, ...]]:
        """Which short names are the sum of which others."""
        found = known_wholes(edition_arrays(self.project, self.book).subjects.values())
        return {one.key: tuple(part.key for part in one.parts) for one in found if one.key}

    @cached_property
    def parts(self) -> str:
        """What an English edition calls its short names: as the head of the one column that divides its values does,
        "sectors"; else parts where they add up to a whole, else series."""
        try:
            roles = remembered(self.project.root).roles
        except InputError:  # no table was drafted into the project
            roles = {}
        heads = [head_words(head).replace("_", " ").casefold() for head, role in roles.items() if role == "category"]
        noun = next((many for one in _DIVISIONS for many in [plural_of(one)] if heads in ([one], [many])), "")
        joined = {key for whole, parts in self.wholes.items() for key in (whole, *parts)}
        if not noun and joined and self._are_sectors(joined):
            return "sectors"
        return noun or ("parts" if joined and joined >= {*self.project.edition.subjects} else "series")

    def _are_sectors(self, keys: Collection[str]) -> bool:
        """Whether parts of a whole are those of an economy, by their names."""
        found = [_SECTORS.findall(self.subject(key).name_in("en")) for key in keys]
        kinds = {kind.casefold() for one in found for kind in one}
        return "manufacturing" in kinds and len(kinds) >= _KINDS

    def subject(self, key: str) -> SubjectFacts:
        """Return the facts of a short name."""
        return self.book.subject(key)

    def has_many_places(self, key: str) -> bool:
        """Whether a short name has so many places that no single one, nor two of them, stand for the others."""
        subject = self.subject(key)
        return not subject.combined and len({*subject.entities} - {*self.project.edition.totals}) >= MANY_PLACES

    def value(self, expression: str) -> Any:
        """Return what an expression gives. FactError where the data refuse it, StoryError for what none may hold."""
        evaluation = Evaluation(self.book, statements=self.project.dataset.statements, lang=self.lang)
        return evaluation.value(parse_expression(expression))

    def fact(self, expression: str) -> Fact | None:
        """Return the fact of an expression; None where the data refuse it. Most are asked for tens of times."""
        if expression not in self._facts:
            self._facts[expression] = self._fact(expression)
        return self._facts[expression]

    def _fact(self, expression: str) -> Fact | None:
        try:
            value = self.value(expression)
        except (FactError, Undecided):
            return None
        return value if isinstance(value, Fact) else None

    def holds(self, condition: str) -> bool:
        """Whether a condition is certainly true of today's data."""
        if condition not in self._verdicts:
            self._verdicts[condition] = self._holds(condition)
        return self._verdicts[condition]

    def _holds(self, condition: str) -> bool:
        try:
            verdict, _ = evaluate(self.book, self.project.dataset, condition, lang=self.lang)
        except (FactError, Undecided):
            return False
        return verdict is True
