"""The ledger: where each fact, term and source stands in the outputs, and which claims were tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from msgspec import Struct, field
from msgspec.structs import asdict

from briefing.errors import Finding
from briefing.model.text import NO_BREAK, Text, plain


class Node(Struct, frozen=True):
    """A text of the story: its file and line, the outputs that it belongs to, how many letters and digits it prints."""

    where: str
    outputs: tuple[str, ...]
    letters: int


Channel = Literal["text", "notes", "alt", "html", "plain", "pixels"]
_PAGES: Final = {"deck": "slide", "brief": "page", "handout": "slide", "data": "sheet"}
_CHANNELS: Final = {"notes": "notes", "alt": "alt text"}


class Place(Struct, frozen=True):
    """Where a text stands: the output, its slide or page from 1 (0: it has none), the element there, the channel.

    The channel is what is seen ("text"), a speaker's notes, an alternative text; of an e-mail also what only the HTML
    or only the plain form has, and what is drawn in a picture.
    """

    output: str
    page: int = 0
    element: str = ""
    channel: Channel = "text"

    def __str__(self) -> str:
        """The place in words: "slide 4, chart", "page 2, figure 3, alt text"."""
        page = f"{_PAGES.get(self.output, 'page')} {self.page}" if self.page else self.output
        return ", ".join(filter(None, (page, self.element, _CHANNELS.get(self.channel, ""))))


class Use(Struct, frozen=True):
    """A fact as printed at a place."""

    place: Place
    text: str
    fact: str


class Term(Struct, frozen=True):
    """A numeral that is no fact, and the reason why it may stand."""

    place: Place
    text: str
    why: str


def ledger_row(row: Use | Term) -> dict[str, Any]:
    """Return a row of the ledger: the parts of its place, then what stands there."""
    return {**asdict(row.place), **{name: getattr(row, name) for name in row.__struct_fields__[1:]}}


class Claim(Struct, frozen=True):
    """A sentence and the expectation it was tested with; `node` names the text of the story, or what holds several."""

    place: str
    text: str
    expect: str
    holds: bool
    node: str = ""


class Trace(Struct):
    """Collects the uses and terms of one output while a writer places text.

    `nodes` counts the letters and digits that were placed of each text of the story: what is not noted here counts as
    not printed.
    """

    output: str
    uses: list[Use] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    nodes: dict[str, int] = field(default_factory=dict)

    def place(self, page: int, element: str, channel: Channel = "text") -> Place:
        """Return a place of the output."""
        return Place(self.output, page, element, channel)

    def note(self, place: Place, text: Text) -> str:
        """Record every fact and term of a text at its place, with plain spaces; → the plain text."""
        for run in text:
            if run.fact:
                self.uses.append(Use(place, run.text.replace(NO_BREAK, " "), run.fact))
            elif run.term:
                self.terms.append(Term(place, run.text.replace(NO_BREAK, " "), run.term))
            if run.node:
                self.nodes[run.node] = self.nodes.get(run.node, 0) + letters(run.text)
        return plain(text)

    def show(self, text: Text) -> None:
        """Record that a text is in the file without being read in it: the name of a section of slides."""
        for run in text:
            if run.node:
                self.nodes[run.node] = self.nodes.get(run.node, 0) + letters(run.text)

    def note_all(self, place: Place, texts: Iterable[Text]) -> None:
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
