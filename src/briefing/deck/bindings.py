"""Bindings: what a slide remembers of how it was written, so that new data finds its places in a deck edited by hand.

Each slide carries a tag part that holds JSON: the story, the slide's key and for each element its name, its place and
look as written, and its texts with the fact or term behind each number. An element is found again by an identity that
survives renaming, moving and copying of its slide.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from lxml import etree
from msgspec.structs import replace
from pptx.opc.package import Part
from pptx.slide import Slide as PptxSlide

from briefing.deck import reading
from briefing.deck.ooxml.package import DeckProperties, guid
from briefing.deck.ooxml.shapes import WrittenShape
from briefing.deck.ooxml.text_xml import clean, escape
from briefing.deck.ooxml.written_slides import TAGS, SlideParts
from briefing.deck.reading import A, P, R, properties_of
from briefing.deck.slides import (
    EDITION_DATE,
    ChartBox,
    Element,
    Freeform,
    Group,
    Picture,
    Shape,
    Slide,
    TableBox,
    TextBox,
)
from briefing.model.text import Run, Text, plain
from briefing.typesetting.runs import split_lines

VERSION: Final = 1
TAG: Final = "BRIEFING"
_IDENTITY = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_A16 = "http://schemas.microsoft.com/office/drawing/2014/main"
_CREATION: Final = f"{{{_A16}}}creationId"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARSER = etree.XMLParser(resolve_entities=False)  # a tag part may have been written by anyone
_KINDS: Mapping[type, str] = {
    TextBox: "text",
    Shape: "shape",
    Freeform: "shape",
    Group: "group",
    TableBox: "table",
    ChartBox: "chart",
    Picture: "picture",
}
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))
# Stands for the date of a slide until the slide is put into a deck; its term tells it from any other text.
_UNDATED: Final = Run("\ue000", term="a date to come")
_UNDATED_EDITION: Final = Run("\ue001", term=EDITION_DATE)
# A stretch of plain text, or a number with the fact or term behind it. Terms begin with a tilde.
Segment = str | list[str]


def identity(key: str, name: str) -> str:
    """Return the GUID of an element's shape, from the slide's key and its name: the same in every edition."""
    return guid("shape", key, name)


def identity_of(shape: Any) -> str:
    """Return the GUID of a shape, empty for one that has none."""
    found = next(properties_of(shape).iter(_CREATION), None)
    return "" if found is None else str(found.get("id", "")).upper()


def segments(texts: Iterable[Text]) -> list[Segment]:
    """Return paragraphs as plain stretches and numbers, with "\\n" between paragraphs and `BREAK` between lines."""
    found: list[Segment] = []
    for number, paragraph in enumerate(texts):
        if number:
            _append(found, "\n")
        for run in paragraph:
            words = clean(run.text).replace("\n", reading.BREAK)
            if words and (run.fact or run.term):
                found.append([words, run.fact or f"~{run.term}"])
            else:
                _append(found, words)
    return found


def _append(found: list[Segment], words: str) -> None:
    if found and isinstance(found[-1], str):
        found[-1] += words
    elif words:
        found.append(words)


def characters_of(parts: Iterable[Segment]) -> str:
    """Return the characters of segments."""
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


def note_lines(notes: Text) -> list[Text]:
    """Return the paragraphs in which the notes of a slide are written."""
    return [line for line in split_lines(notes) if plain(line).strip()]


def _identify(shape: Any, key: str) -> None:
    """Give a shape a GUID, as PowerPoint gives it, which keeps it."""
    properties = properties_of(shape)
    extensions = properties.find(f"{A}extLst")
    if extensions is None:
        extensions = etree.SubElement(properties, f"{A}extLst")
    extension = etree.SubElement(extensions, f"{A}ext", {"uri": _IDENTITY})
    etree.SubElement(extension, _CREATION, {"id": key}, {"a16": _A16})


def unique(name: str, names: list[str]) -> str:
    """Return the name that an element alone has on its slide, and add it to those that stand there so far."""
    name = clean(name)
    names.append(name)
    return f"{name} #{names.count(name)}" if names.count(name) > 1 else name


def bind_shape(item: Element | str, name: str, key: str, shape: WrittenShape, page: PptxSlide, slide: Slide) -> str:
    """Give the shape of a planned element, or of a footer by its name, its identity; return as JSON what the slide
    remembers of how it was written.
    """
    found = _json(_binding(item, name, shape, slide, page.part))
    _identify(shape.element, identity(key, name))
    return found


def bind(page: PptxSlide, slide: Slide, key: str) -> tuple[str, str]:
    """Give a slide the part of its tag; return as JSON what it remembers, before and behind that of its shapes."""
    part: Any = page.part
    tags = Part(part.package.next_partname("/ppt/tags/tag%d.xml"), _CONTENT_TYPE, part.package, b"")
    custom_data = etree.SubElement(part._element.cSld, f"{P}custDataLst")
    etree.SubElement(custom_data, f"{P}tags", {f"{R}id": part.relate_to(tags, TAGS)})
    notes = f',"notes":{_json(segments(note_lines(slide.notes)))}' if slide.notes else ""
    return f'{{"slide":{_json(key)},"items":[', f"]{notes}}}"


def undated(slide: Slide) -> Slide:
    """Return a slide with what stands for the words of its date, and of the edition on a cover, if each is one run."""
    if len(slide.date) == 1:
        slide = replace(slide, date=(replace(slide.date[0], text=_UNDATED.text, term=_UNDATED.term),))
    if edition_of(slide):
        elements = [_undated_box(item) if isinstance(item, TextBox) else item for item in slide.elements]
        slide = replace(slide, elements=elements)
    return slide


def edition_of(slide: Slide) -> str:
    """Return the words that say which date a cover is of; empty where they stand in no box that has one look."""
    if slide.layout != "cover":
        return ""
    boxes = [
        [run for one in item.paragraphs for run in one.text] for item in slide.elements if isinstance(item, TextBox)
    ]
    dates = [(runs, run.text) for runs in boxes for run in runs if run.term == EDITION_DATE]
    if len(dates) != 1:
        return ""
    ((runs, words),) = dates
    return words if len({(run.bold, run.italic, run.link, run.lang) for run in runs}) == 1 else ""


def _undated_box(box: TextBox) -> TextBox:
    def without(run: Run) -> Run:
        return replace(run, text=_UNDATED_EDITION.text) if run.term == EDITION_DATE else run

    return replace(box, paragraphs=tuple(replace(one, text=tuple(map(without, one.text))) for one in box.paragraphs))


def dated(parts: SlideParts, slide: Slide) -> SlideParts:
    """Return the parts of a slide that was written undated, with the words of its date."""
    if words := edition_of(slide):
        stand_in = _UNDATED_EDITION.text
        content = parts.content.replace(stand_in.encode(), html.escape(clean(words), quote=False).encode())
        bindings = parts.bindings.replace(json.dumps(stand_in)[1:-1], json.dumps(clean(words))[1:-1])
        parts = replace(parts, content=content, bindings=bindings)
    stand_in, words = (_json(segments([one])) for one in ((_UNDATED,), slide.date))
    if stand_in not in parts.bindings:
        return parts  # which has no date, or no place for it in its layout
    content = html.escape(clean(plain(slide.date)), quote=False).encode()
    before, _, after = parts.content.rpartition(_UNDATED.text.encode())  # behind it stands the slide's number alone
    return replace(parts, content=before + content + after, bindings=parts.bindings.replace(stand_in, words))


def tag_content(bindings: str, properties: DeckProperties) -> bytes:
    """Return the tag part of a slide of a deck, which names its story and template, and then what it remembers."""
    head = _json({"version": VERSION, "story": properties.story, "template": properties.template})
    words = escape(f"{head[:-1]},{bindings[1:]}")
    content = f'<p:tagLst xmlns:p="{P[1:-1]}"><p:tag name="{TAG}" val="{words}"/></p:tagLst>'
    return f"{_HEAD}{content}".encode()


def _json(value: Mapping[str, Any] | list[Segment] | str) -> str:
    return _ENCODER.encode(value)


def _binding(item: Element | str, name: str, shape: WrittenShape, slide: Slide, part: Any) -> dict[str, Any]:
    """Return what the slide remembers of an element."""
    kind = "text" if isinstance(item, str) else _KINDS[type(item)]
    found: dict[str, Any] = {"name": name, "kind": kind, "box": reading.box_of(shape.element)}
    if isinstance(item, Shape | Freeform | Group):
        found["look"] = reading.look(shape.markup)
    if kind == "text":
        found |= {"text": segments(_texts(item, slide)), "set": reading.text_look(shape.markup)}
    elif not isinstance(item, str | TextBox) and item.alt:
        found["alt"] = segments([item.alt])
    if isinstance(item, TableBox):
        found["rows"] = [[segments([cell.text]) for cell in row] for row in item.rows]
        found["heights"] = [int(row.get("h")) for row in shape.element.iter(f"{A}tr")]
        found["set"] = [list(map(reading.text_look, row)) for row in shape.cells]
    elif isinstance(item, ChartBox):
        found["chart"] = reading.chart_of(part.related_part(shape.element.chart_rId)._element)
    return found


def _texts(item: Element | str, slide: Slide) -> list[Text]:
    if isinstance(item, TextBox):
        return [paragraph.text for paragraph in item.paragraphs]
    return [slide.footer if item == "Footer" else slide.date]


def read_bindings(part: Part) -> dict[str, Any] | None:
    """Return what a slide's part remembers, None where it holds no tag of ours that can be read."""
    try:
        value = next((json.loads(tag.get("val", "")) for _, tag in _tags(part)), None)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _tags(part: Part) -> Iterator[tuple[Part, Any]]:
    """Yield the part that holds our tag, and the tag; those of other programs may stand in other parts."""
    for relation in part.rels.values():
        if relation.reltype == TAGS and not relation.is_external:
            with suppress(etree.XMLSyntaxError):
                for tag in etree.fromstring(relation.target_part.blob, _PARSER).iter(f"{P}tag"):
                    if tag.get("name", "").upper() == TAG:
                        yield relation.target_part, tag


def copy_bindings(source: Part, target: Part) -> None:
    """Let a slide remember what another one, the same slide of a new edition, remembers."""
    value = next(tag.get("val", "") for _, tag in _tags(source))
    for part, tag in _tags(target):
        tag.set("val", value)
        root = tag.getroottree()
        part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
