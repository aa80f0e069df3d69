"""The ledger: where each fact, term and source stands in the outputs, and which claims were tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from briefing.errors import Finding
from briefing.model.text import NO_BREAK, Text, plain


class Node(Struct, frozen=True):
    """A text of the story: its file and line, the outputs that it belongs to, how many letters and digits it prints."""

    where: str
    outputs: tuple[str, ...]
    letters: int


class Use(Struct, frozen=True):
    """A fact as printed at a place of an output."""

    output: str
    place: str
    text: str
    fact: str


class Term(Struct, frozen=True):
    """A numeral that is no fact, and the reason why it may stand."""

    output: str
    place: str
    text: str
    why: str


class Claim(Struct, frozen=True):
    """A sentence and the expectation it was tested with; `node` names the text of the story, or what holds several."""

    place: str
    text: str
    expect: str
    holds: bool
    node: str = ""


class Trace(Struct):
    """Collects the uses and terms of one output while a writer places text.

    `nodes` counts the letters and digits that were placed of each text of the story, `places` names the text that
    stands first at a place: what is not noted here counts as not printed.
    """

    output: str
    uses: list[Use] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    nodes: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def note(self, place: str, text: Text) -> str:
        """Record every fact and term of a text at its place, with plain spaces; → the plain text."""
        for run in text:
            if run.fact:
                self.uses.append(Use(self.output, place, run.text.replace(NO_BREAK, " "), run.fact))
            elif run.term:
                self.terms.append(Term(self.output, place, run.text.replace(NO_BREAK, " "), run.term))
            if run.node:
                self.nodes[run.node] = self.nodes.get(run.node, 0) + letters(run.text)
                self.places.setdefault(place, run.node)
        return plain(text)

    def show(self, text: Text) -> None:
        """Record that a text stands in the file, beside what is read: the name of a section of slides."""
        for run in text:
            if run.node:
                self.nodes[run.node] = self.nodes.get(run.node, 0) + letters(run.text)

    def note_all(self, place: str, texts: Iterable[Text]) -> None:
        """Record several texts of one place."""
        for text in texts:
            self.note(place, text)


def letters(words: str) -> int:
    """Words → how many letters and digits they have, which breaks, spaces and stops at a line's end do not change."""
    return sum(map(str.isalnum, words))


class Written(Struct, frozen=True):
    """What a writer gives back: file suffix (as `.pptx`) → bytes, where each fact and term stands, and warnings."""

    files: Mapping[str, bytes]
    trace: Trace
    findings: tuple[Finding, ...] = ()
