"""The ledger: where each fact, term and source stands in the outputs, and which claims were tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from briefing.errors import Finding
from briefing.model.text import Text, plain


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
    """A sentence and the expectation it was tested with."""

    place: str
    text: str
    expect: str
    holds: bool


class Trace(Struct):
    """Collects the uses and terms of one output while a writer places text."""

    output: str
    uses: list[Use] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def note(self, place: str, text: Text) -> str:
        """Record every fact and term of a text at its place; → the plain text."""
        for run in text:
            if run.fact:
                self.uses.append(Use(self.output, place, run.text, run.fact))
            elif run.term:
                self.terms.append(Term(self.output, place, run.text, run.term))
        return plain(text)

    def note_all(self, place: str, texts: Iterable[Text]) -> None:
        """Record several texts of one place."""
        for text in texts:
            self.note(place, text)


class Written(Struct, frozen=True):
    """What a writer gives back: file suffix (as `.pptx`) → bytes, where each fact and term stands, and warnings."""

    files: Mapping[str, bytes]
    trace: Trace
    findings: tuple[Finding, ...] = ()
