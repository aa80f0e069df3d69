"""The words of a page in reading order, each with the element that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

from msgspec import Struct

from briefing.proof.findings import Box
from briefing.proof.numbers.printed_numbers import tokens
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.reading.plotted_series import plotted_in
from briefing.reuse import digest

_SIGNS = ("+", "−")
_DRAWN = ("chart", "picture")  # roles of what is no text


class TextUnit(Struct, frozen=True):
    """A paragraph, a cell or a label of a chart: its words, its page and element, and its number among theirs."""

    words: tuple[str, ...]
    page: Page
    element: Element
    at: int

    @property
    def box(self) -> Box | None:
        """Its own place in a chart or a table of a brief, else that of its element."""
        return self.element.cells[self.at] if self.at < len(self.element.cells) else self.element.box


class Region(Struct, frozen=True):
    """The units of a stretch of a file, and all of their words in a row, each with the number of its unit."""

    parsed: ParsedFile
    units: tuple[TextUnit, ...]
    words: tuple[str, ...]
    owners: tuple[int, ...]

    def places(self, sought: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield where words stand in a row, between two places; a number with a sign is not the one without."""
        last = (len(self.words) if end is None else end) - len(sought)
        first, many = sought[0], tuple(sought)
        for at in range(start, last + 1):
            if self.words[at] != first or self.words[at : at + len(many)] != many:
                continue
            signed = at > 0 and self.words[at - 1] in _SIGNS and not self.begins(at)
            if not (first[0].isdigit() and signed):
                yield at

    @property
    def digest(self) -> bytes:
        """A digest of the pages that it stands on, with their charts and shapes, and of which of their units are in it:
        of all but their furniture."""
        parsed = self.parsed
        pages = {unit.page.number: unit.page for unit in self.units}
        numbers = {id(element): at for page in pages.values() for at, element in enumerate(page.elements)}
        places = [(unit.page.number, numbers[id(unit.element)], unit.at) for unit in self.units]
        read = [page.digest for page in pages.values()]
        if parsed.package is not None:
            own = (part for part, number in parsed.package.numbers.items() if number in pages)
            read += [parsed.package.undated_inputs(part, "chart") for part in own]
        return digest(places, read)

    @property
    def figures(self) -> list[tuple[Page, Element]]:
        """The charts and pictures that its units stand in, with their pages."""
        found = {id(one.element): (one.page, one.element) for one in self.units if one.element.role in _DRAWN}
        return [*found.values()]

    def holds(self, sought: Sequence[str]) -> bool:
        """Whether words stand in it in a row."""
        return not sought or next(self.places(sought), None) is not None

    def begins(self, at: int) -> bool:
        """Whether a unit begins with the word at a place."""
        return at == 0 or self.owners[at - 1] != self.owners[at]


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, ignoring case."""
    return tuple(intern(word.casefold()) for word in tokens(text))


def units(parsed: ParsedFile) -> Iterator[TextUnit]:
    """Yield what is read on pages, in order: paragraphs, cells, labels of charts; not the running heads and feet."""
    for page in parsed.bodies:
        for element in page.elements:
            for at, paragraph in enumerate(element.paragraphs):
                if found := words("".join(run.text for run in paragraph)):
                    yield TextUnit(found, page, element, at)
            if element.part and parsed.package and element.part in parsed.package.trees:
                for series in plotted_in(parsed.package, element.part):
                    for at, label in sorted(series.labels.items()):
                        if found := words(label):
                            yield TextUnit(found, page, element, at)


def region(parsed: ParsedFile, held: Sequence[TextUnit]) -> Region:
    """Return units of a file as one stretch."""
    flat = [(word, at) for at, unit in enumerate(held) for word in unit.words]
    return Region(parsed, tuple(held), tuple(word for word, _ in flat), tuple(at for _, at in flat))
