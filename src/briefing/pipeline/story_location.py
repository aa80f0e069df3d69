"""The part of the story, with file and line, that is printed at the place of a finding of the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefing.errors import Finding
from briefing.model.text import Text, plain

if TYPE_CHECKING:
    from briefing.model.document import Document, Point
    from briefing.proof.findings import Location, ProofFinding
    from briefing.proof.parsed_file import Element, ParsedFile

_UNSEEN: Final = str.maketrans("", "", "\u00ad\u00a0\u200b")


def in_story(found: ProofFinding, parsed: ParsedFile | None, document: Document) -> Finding:
    """Return a finding with the name that the author knows its place by, from the parsed file and its document.

    A figure has its printed number.
    """
    finding, location = found.finding(), found.location
    origin, head = _origin(parsed, location, document) if parsed else ("", "")
    place = document.places.get(origin)
    if place is None:
        return finding
    if head and location.element.startswith(("figure", "table")):
        location = replace(location, element=head)
    place = _line_of_text(parsed, location, origin, document) or place
    return replace(finding, where=f"{place}, {origin}: {location}", origin=origin)


def _line_of_text(parsed: ParsedFile | None, location: Location, origin: str, document: Document) -> str:
    """Return file and line of the one point of a part of the story that holds the words of an element."""
    pages = parsed.pages if parsed else ()
    elements = (one for page in pages if page.number == location.page for one in page.elements)
    printed = next((_letters(one.text) for one in elements if one.name == location.element), "")
    points = [point for section in document.sections if f"section {section.id}" == origin for point in section.points]
    texts = [(*point.lead, *point.body) for point in points]
    nodes = {run.node for text in texts if printed and printed in _letters(plain(text)) for run in text}
    return document.nodes[nodes.pop()].where if len(nodes) == 1 and nodes <= document.nodes.keys() else ""


def _origin(parsed: ParsedFile, location: Location, document: Document) -> tuple[str, str]:
    """Return the part of the story at a place in a file, and the words before its title: "Figure 2"."""
    if parsed.kind == "letter":
        return "letter", ""
    if parsed.kind == "deck" and location.page == 1:
        return "cover", ""
    titles = dict(_titles(document))
    if part := _side_column_part(parsed, location, document):
        return part, ""
    for element in _before(parsed, location):
        words = _closed(element.text)
        found = max((title for title in titles if title in words), key=len, default="")
        if found:
            head = " ".join(element.text.split()).partition(" " + titles[found][1][:12])[0]
            return titles[found][0], head if words.endswith(found) and words != found else ""
    return "", ""


def _side_column_part(parsed: ParsedFile, location: Location, document: Document) -> str:
    """Return the part whose side column holds an element: its words are those of a point there, and of no section."""
    own = next((_letters(one.text) for one in _before(parsed, location)), "")
    if parsed.kind != "brief" or not own:
        return ""
    for part in document.parts:
        points = [point for aside in part.asides for point in aside.points]
        others = [point for section in part.sections for point in section.points]
        if any(_starts_with(point, own) for point in points) and not any(_starts_with(point, own) for point in others):
            return f"part {part.id}"
    return ""


def _starts_with(point: Point, words: str) -> bool:
    return _letters(plain((*point.lead, *point.body))).startswith(words)


def _letters(words: str) -> str:
    """Return letters and digits alone: a lead is printed with a full stop or without."""
    return "".join(char for char in words.translate(_UNSEEN) if char.isalnum())


def _titles(document: Document) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield titles without their spaces, each with the part of the story that it heads and the title as printed."""
    named: list[tuple[Text, str]] = [(part.headline, f"part {part.id}") for part in document.parts]
    named += [(section.title, f"section {section.id}") for section in document.sections]
    for title, origin in named:
        if words := _closed(plain(title)):
            yield words, (origin, " ".join(plain(title).split()))


def _closed(words: str) -> str:
    """Return words without spaces and characters for line breaks, in which files differ."""
    return "".join(words.translate(_UNSEEN).split())


def _before(parsed: ParsedFile, location: Location) -> Iterator[Element]:
    """Yield the element of a place, then those before it; in a deck those of its slide alone, from its title on."""
    pages: Mapping[int, tuple[Element, ...]] = {page.number: page.elements for page in parsed.pages}
    own = pages.get(location.page if parsed.paged else 1, ())
    if parsed.kind == "deck":
        yield from own
        return
    at = next((at for at, one in enumerate(own) if one.name == location.element), len(own) - 1)
    yield from reversed(own[: at + 1])
    for number in range(location.page - 1, 0, -1):
        yield from reversed(pages.get(number, ()))
