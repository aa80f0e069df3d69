"""Bindings: what a slide remembers of how it was written, so that new data finds its places in a deck edited by hand.

Each slide carries a tag part that holds JSON: the story, the slide's key and for each element its name, its place and
look as written, and its texts with the fact or term behind each number. An element is found again by an identity that
survives renaming, moving and copying of its slide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from briefing.deck import reading
from briefing.deck.ooxml.markup import clean, escape
from briefing.deck.ooxml.opc import Package, content
from briefing.deck.ooxml.opc import Part as Page
from briefing.deck.ooxml.package import Properties, guid
from briefing.deck.plan.fit import pieces
from briefing.deck.reading import P
from briefing.deck.slides import ChartBox, Element, Picture, Shape, Slide, TableBox, TextBox
from briefing.model.text import Text, plain

if TYPE_CHECKING:
    from pptx.opc.package import Part

VERSION: Final = 1
TAG: Final = "BRIEFING"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
_IDENTITY = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
_CREATION: Final = f"{{{_A16}}}creationId"
_CHART = re.compile(r'<c:chart [^>]*r:id="([^"]+)"')
_PARSER = etree.XMLParser(resolve_entities=False)  # a tag part may have been written by anyone
_HEIGHT = re.compile(r'<a:tr h="(\d+)"')
_PLACE = re.compile(r'<[ap]:xfrm([^>]*)><a:off x="(-?\d+)" y="(-?\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/></[ap]:xfrm>')
_KINDS: Mapping[type, str] = {
    TextBox: "text",
    Shape: "shape",
    TableBox: "table",
    ChartBox: "chart",
    Picture: "picture",
}
# A stretch of plain text, or a number with the fact or term behind it. Terms begin with a tilde.
Segment = str | list[str]


def identity(key: str, name: str) -> str:
    """Key of a slide and name of an element → the GUID of its shape, the same in every edition."""
    return guid("shape", key, name)


def identity_of(shape: Any) -> str:
    """A shape → its GUID, empty for one that has none."""
    found = next(properties_of(shape).iter(_CREATION), None)
    return "" if found is None else str(found.get("id", "")).upper()


def properties_of(shape: Any) -> Any:
    """A shape → its non-visual properties: name, alt text, extensions."""
    return next(shape.iter(f"{P}cNvPr"))


def segments(texts: Iterable[Text]) -> list[Segment]:
    """Paragraphs → plain stretches and numbers, paragraphs parted by "\\n", lines by `BREAK`."""
    found: list[Segment] = []
    for number, text in enumerate(texts):
        if number:
            _add(found, "\n")
        for run in text:
            words = clean(run.text).replace("\n", reading.BREAK)
            if words and (run.fact or run.term):
                found.append([words, run.fact or f"~{run.term}"])
            else:
                _add(found, words)
    return found


def _add(found: list[Segment], words: str) -> None:
    if found and isinstance(found[-1], str):
        found[-1] += words
    elif words:
        found.append(words)


def spelled(parts: Iterable[Segment]) -> str:
    """Segments → their characters."""
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


def note_lines(notes: Text) -> list[Text]:
    """The notes of a slide → the paragraphs in which they are written."""
    return [line for line in pieces(notes) if plain(line).strip()]


def identified(markup: str, key: str) -> str:
    """The markup of a shape → the same with a GUID, as PowerPoint gives it, which keeps it."""
    given = f'<a:ext uri="{_IDENTITY}"><a16:creationId xmlns:a16="{_A16}" id="{key}"/></a:ext></a:extLst>'
    end = markup.index(">", markup.index("<p:cNvPr "))
    if markup[end - 1] == "/":
        return f"{markup[: end - 1]}><a:extLst>{given}</p:cNvPr>{markup[end + 1 :]}"
    end = markup.index("</p:cNvPr>")
    head = markup[:end].removesuffix("</a:extLst>")
    return head + ("<a:extLst>" if len(head) == end else "") + given + markup[end:]


def bind(
    package: Package, part: Page, slide: Slide, key: str, properties: Properties, made: Sequence[str]
) -> tuple[list[str], str]:
    """A package, a slide's part and plan, its key in the deck, what the file says of itself and the markup of its
    shapes → their markup with identities, and that of the list of tags."""
    key = clean(key)
    items: list[dict[str, Any]] = []
    told: list[str] = []
    bound = list(made)
    for number, markup in enumerate(made):
        item = slide.elements[number] if number < len(slide.elements) else _foot(markup)
        if not item:
            continue
        name = item if isinstance(item, str) else item.name
        name = clean(name)
        told.append(name)
        name += f" #{told.count(name)}" if told.count(name) > 1 else ""
        bound[number] = identified(markup, identity(key, name))
        items.append(_item(item, name, markup, part, slide))
    value = {"version": VERSION, "story": properties.story, "template": properties.template, "slide": key}
    value |= {"items": items}
    if slide.notes:
        value["notes"] = segments(note_lines(slide.notes))
    words = escape(json.dumps(value, separators=(",", ":")))
    page = part.name.rpartition("slide")[2].removesuffix(".xml")
    held = f'<p:tagLst xmlns:p="{P[1:-1]}"><p:tag name="{TAG}" val="{words}"/></p:tagLst>'
    tags = package.add(f"ppt/tags/tag{page}.xml", content("presentationml.tags"), held)
    listed = f'<p:custDataLst><p:tags r:id="{part.relate(RELATION, tags)}"/></p:custDataLst>'
    return bound, listed


def _foot(markup: str) -> str:
    """The markup of what stands below the elements → its name, empty for the slide's number."""
    return next((name for name in ("Footer", "Date") if f'name="{name} Placeholder' in markup), "")


def _item(item: Element | str, name: str, markup: str, part: Page, slide: Slide) -> dict[str, Any]:
    """An element as written → what is remembered of it."""
    kind = "text" if isinstance(item, str) else _KINDS[type(item)]
    found: dict[str, Any] = {"name": name, "kind": kind, "box": _box(markup)}
    if isinstance(item, Shape):
        found["look"] = reading.look(markup)
    if kind == "text":
        found |= {"text": segments(_texts(item, slide)), "set": reading.text_look(markup)}
    elif not isinstance(item, str | TextBox) and item.alt:
        found["alt"] = segments([item.alt])
    if isinstance(item, TableBox):
        cells = [reading.text_look(cell) for cell in markup.split("<a:tc>")[1:]]
        wide = len(item.widths)
        found["rows"] = [[segments([cell.text]) for cell in row] for row in item.rows]
        found["heights"] = [int(height) for height in _HEIGHT.findall(markup)]
        found["set"] = [cells[at : at + wide] for at in range(0, len(cells), wide)]
    elif isinstance(item, ChartBox):
        chart = part.relations[_CHART.findall(markup)[0]][1]
        assert isinstance(chart, Page)
        found["chart"] = reading.chart_of(etree.fromstring(chart.blob))
    return found


def _box(markup: str) -> list[int] | None:
    """The markup of a shape as written → its place as `reading.box_of` reads it."""
    found = _PLACE.search(markup)
    if found is None:
        return None
    turned, *numbers = found.groups()
    return [*map(int, numbers), int("flipH" in turned), int("flipV" in turned)]


def _texts(item: Element | str, slide: Slide) -> list[Text]:
    if isinstance(item, TextBox):
        return [paragraph.text for paragraph in item.paragraphs]
    return [slide.footer if item == "Footer" else slide.date]


def read_bindings(part: Part) -> dict[str, Any] | None:
    """A slide's part → what it remembers; None where it holds no tag of ours that can be read."""
    try:
        value = next((json.loads(tag.get("val", "")) for _, tag in _tags(part)), None)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _tags(part: Part) -> Iterator[tuple[Part, Any]]:
    """A slide's part → the part that holds our tag, and the tag; other programs' tags may stand beside it."""
    for relation in part.rels.values():
        if relation.reltype == RELATION and not relation.is_external:
            with suppress(etree.XMLSyntaxError):
                for tag in etree.fromstring(relation.target_part.blob, _PARSER).iter(f"{P}tag"):
                    if tag.get("name", "").upper() == TAG:
                        yield relation.target_part, tag


def remember(part: Part, fresh: Part) -> None:
    """A slide's part, and the same slide made anew → the first remembers what the second does."""
    told = next(tag.get("val", "") for _, tag in _tags(fresh))
    for held, tag in _tags(part):
        tag.set("val", told)
        root = tag.getroottree()
        held.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
