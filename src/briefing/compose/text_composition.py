"""The words of a text node → the text with what it prints and what is wrong with it.

A text is found again by its words where data, edition and conditions are the same: after a change of another sentence
nearly all are.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefing.compose.language.conditions import Expects
from briefing.compose.language.markdown import space_bold, to_text
from briefing.compose.language.story_characters import lines_of, one_line
from briefing.compose.language.templates import PrintedFact, render
from briefing.compose.prose.checker import ProseChecker
from briefing.compose.prose.search_text import ProseFinding
from briefing.facts import FactRegistry
from briefing.model.dataset import Statement
from briefing.model.fact import Fact
from briefing.model.text import Text
from briefing.reuse import reused
from briefing.wording import DirectedWording


class ComposedText(Struct, frozen=True):
    """A text of the story: as it is written, and with its terms and years as runs of their own; the facts, numbers and
    parameters that it prints, and what is wrong with it."""

    plain: Text
    checked: Text
    facts: tuple[Fact, ...]
    printed: tuple[PrintedFact, ...]
    parameters: tuple[str, ...]
    findings: tuple[ProseFinding, ...]


class TextComposer(Struct, frozen=True):
    """Composes the texts of an edition; `made_from` is a digest of all that its fields are made from."""

    book: FactRegistry
    wording: DirectedWording
    statements: Mapping[str, Statement]
    parameters: Mapping[str, str | bool]
    checker: ProseChecker
    made_from: bytes

    def composed(
        self, source: str, tested: Expects, heading: str, anchors: Mapping[str, bool], *, lined: bool, outside: bool
    ) -> ComposedText:
        """Return a text under a heading; `anchors` are the sections and whether a link may lead there.

        `lined` preserves line ends; `outside` says that it is no text of the story. StoryError or FactError where it
        cannot be composed.
        """

        def composed() -> ComposedText:
            expectations = self.checker.expectations(tested)
            marked = render(source, self.book, self.wording, self.statements, self.parameters, expectations)
            marked.text = lines_of(marked.text) if lined else one_line(marked.text)
            if not self.wording.language.spaced:
                marked.text = space_bold(marked.text)
            text = self.wording.tight(to_text(marked, anchors))
            checked, findings = self.checker.check(text, marked, tested, heading, outside=outside)
            facts, parameters = tuple(marked.facts.values()), tuple(marked.parameters)
            return ComposedText(text, checked, facts, marked.printed, parameters, findings)

        return reused("text", (self.made_from, anchors, source, tested, heading, lined, outside), composed)
