"""A paragraph's text and the structure elements that its runs stand under: links, other languages, notes."""

from __future__ import annotations

from msgspec import Struct, field

from briefing.brief.context import Origin
from briefing.brief.structure import Element
from briefing.brief.styles import ParagraphStyle
from briefing.model.text import Run, Text


class TaggedText(Struct, eq=False):
    """A paragraph's text, shared by its parts after a split: one element, one note in the ledger for each run.

    `owners` are the elements of runs that stand under another one than the paragraph's.
    """

    text: Text
    style: ParagraphStyle
    element: Element | None
    place: Origin
    key: str = ""
    level: int | None = None
    owners: dict[int, Element] = field(default_factory=dict)
    spans: dict[int, Element] = field(default_factory=dict)
    links: dict[int, Element] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)
    placed: bool = False

    def element_of(self, run: Run) -> Element | None:
        """A run → its element, made when it is painted, so that it follows what stands before; None for furniture."""
        if self.element is None:
            return None
        owner = self.link_of(run) if run.link else self.owners.get(id(run), self.element)
        if not run.lang:
            return owner
        if id(run) not in self.spans:
            self.spans[id(run)] = owner.add("Span", lang=run.lang)
        return self.spans[id(run)]

    def alike(self, run: Run, other: Run) -> bool:
        """Whether two runs are painted as one: one element, one colour."""
        if run is other:
            return True
        if run.link or other.link or run.lang or other.lang or run.bold != other.bold:
            return False
        return self.owners.get(id(run)) is self.owners.get(id(other))

    def link_of(self, run: Run) -> Element:
        """A run of a link → the one element of that link, whose runs may differ in look."""
        assert self.element is not None
        first = self.linked(run)[0]
        if id(first) not in self.links:
            self.links[id(first)] = self.owners.get(id(first), self.element).add("Link")
        return self.links[id(first)]

    def linked(self, run: Run) -> Text:
        """A run of a link → all neighbours with the same target."""
        first = last = next(at for at, one in enumerate(self.text) if one is run)
        while first and self.text[first - 1].link == run.link:
            first -= 1
        while last + 1 < len(self.text) and self.text[last + 1].link == run.link:
            last += 1
        return self.text[first : last + 1]
