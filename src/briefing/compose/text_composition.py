"""The words of a text node → the text with what it prints and what is wrong with it.

A text is found again by its words where data, edition and conditions are the same: after a change of another sentence
nearly all are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from briefing.reuse import reused_by_use
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


class MadeFrom(Struct, frozen=True):
    """Of what texts are composed besides their own words and conditions: a digest of all but what the registry notes to
    be looked at, of which `state` gives the digest by name."""

    digest: bytes
    state: Callable[[str], bytes]


class TextComposer(Struct, frozen=True):
    """Composes the texts of an edition."""

    book: FactRegistry
    wording: DirectedWording
    statements: Mapping[str, Statement]
    parameters: Mapping[str, str | bool]
    checker: ProseChecker
    made_from: MadeFrom

    def composed(
        self, source: str, tested: Expects, heading: str, anchors: Mapping[str, bool], *, lined: bool, outside: bool
    ) -> ComposedText:
        """Return a text under a heading; `anchors` are the sections and whether a link may lead there.

        `lined` preserves line ends; `outside` says that it is no text of the story. StoryError or FactError where it
        cannot be composed.
        """

        def composed() -> tuple[ComposedText, set[str]]:
            with self.book.looking() as names:
                return made(), names

        def made() -> ComposedText:
            expectations = self.checker.expectations(tested)
            marked = render(source, self.book, self.wording, self.statements, self.parameters, expectations)
            marked.text = lines_of(marked.text) if lined else one_line(marked.text)
            if not self.wording.language.spaced:
                marked.text = space_bold(marked.text)
            text = self.wording.tight(to_text(marked, anchors))
            checked, findings = self.checker.check(text, marked, tested, heading, outside=outside)
            facts, parameters = tuple(marked.facts.values()), tuple(marked.parameters)
            return ComposedText(text, checked, facts, marked.printed, parameters, findings)

        parts = self.made_from.digest, anchors, source, tested, heading, lined, outside
        found, names = reused_by_use("text", parts, self.made_from.state, composed)
        self.book.looked_at(names)
        return found
