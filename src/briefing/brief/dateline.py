"""The date of a brief, which its pages are painted without: all that the briefs of two days differ in.

A brief is set on one day of its month, whatever its own. Where it stood before, its date is put into each page, its
properties and its attachments.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.catalog import SAVED, date_source
from briefing.brief.page_zones import PageZones
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import HEADER
from briefing.brief.text_block import TextBlock
from briefing.brief.xmp import DocumentProperties, packet
from briefing.model.document import Document
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, text

BAR: Final = " \u00a0|\u00a0 "
HEAD: Final = 28.0  # below the top of the page
MOST: Final = 0.6  # what the date may take of a page's width
_DAY: Final = 28  # which every month has
_SLOT: Final = "% date"  # stands for a date in the source of a page, whose texts are hexadecimal
_FACE_ALSO: Final = "0123456789…"  # what the words of another day may need


class Dateline(Struct, frozen=True):
    """Where a date stands: page from 1, whether on dark ground, and its mark there, if it is content."""

    page: int
    dark: bool
    mark: int | None = None


class UndatedBrief(Struct, frozen=True):
    """A brief without its date: its file before it is compressed, its trace, and where the date will stand."""

    source: bytes
    trace: Trace
    lines: tuple[Dateline, ...]


def undated(document: Document) -> Document:
    """Return the same document for all days of a month."""
    edition = document.edition
    return replace(document, edition=replace(edition, as_of=edition.as_of.replace(day=_DAY), moment=None))


def words(context: BriefContext) -> Text:
    """Return place and date of an edition, without the period: ranks and targets may run on after it; the date alone
    where the edition is called as its place, as the other end of the line says that."""
    edition = context.document.edition
    named = edition.entity and edition.entity.casefold() != edition.title.casefold()
    place: Text = (Run(edition.entity, term="entity of the edition"), Run(BAR)) if named else ()
    return place + text(context.wording.edition_of(edition), term="date of the edition")


def width(context: BriefContext) -> float:
    """Return the width of place and date on one line."""
    return sum(line.width for line in context.typesetter.lines(words(context), HEADER, 10_000.0))


def register(canvas: TaggedCanvas, undated_context: BriefContext) -> None:
    """Give the characters of all dates of a month the first codes of their faces, so that a date has one source."""
    every = (*words(undated_context), Run(_FACE_ALSO))
    for line in undated_context.typesetter.lines(every, HEADER, 10_000.0):
        for piece in line.pieces:
            canvas.register(f"{piece.shaped.text} ", piece.face)


def reserve(canvas: TaggedCanvas, element: Element | None, *, dark: bool) -> Dateline:
    """Return where the date of the page being painted stands; `element` is what it is content of."""
    return Dateline(canvas.page, dark, canvas.reserve(_SLOT, element))


def dated(
    brief: UndatedBrief, contexts: tuple[BriefContext, BriefContext], zones: PageZones, properties: DocumentProperties
) -> tuple[bytes, Trace]:
    """Return the file and the trace of a brief with its date, from its context undated and dated."""
    before, context = contexts
    canvas = _LineCanvas(io.BytesIO(), (zones.width, zones.height), properties, context.faces.text(), context.root)
    register(canvas, before)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(brief.source)) as file:
        for line in brief.lines:
            body: Any = file.pages[line.page - 1].obj.Contents
            source = body.read_bytes().replace(_SLOT.encode(), canvas.source(context, zones, line), 1)
            body.write(_deflated(source), filter=pikepdf.Name.FlateDecode)
        moment = date_source(properties)
        for name in ("/CreationDate", "/ModDate"):
            file.docinfo[name] = moment
        attached = [item.EF.F for item in _attached(file)]
        for item in attached:
            item.Params.ModDate = pikepdf.String(moment)
        file.Root.Metadata.write(packet(properties, 3 if attached else 2))
        file.save(target, **SAVED)
    found, own = brief.trace, context.trace
    trace = Trace("brief", [*found.uses, *own.uses], [*found.terms, *own.terms], found.nodes)
    return target.getvalue(), trace


def _attached(file: pikepdf.Pdf) -> Iterator[Any]:
    root: Any = file.Root
    yield from root.get("/AF", ())


class _LineCanvas(TaggedCanvas):
    """Paints the dates of pages, of which it has none."""

    number = 1

    @property
    def page(self) -> int:
        """The number of the page that the date stands on."""
        return self.number

    def source(self, context: BriefContext, zones: PageZones, line: Dateline) -> bytes:
        """Return the source of a date in the content of its page."""
        self.number, self._code = line.page, []
        element = None if line.mark is None else Element("P")
        self._marks = [element] * (line.mark or 0)  # type: ignore[list-item]  # whose number alone counts
        own = context.on_dark() if line.dark else context
        shown = context.typesetter.shortened(words(context), HEADER, MOST * zones.full)
        block = TextBlock(own, shown, HEADER.aligned("r"), element, Origin("edition", "running head"))
        _, tall = block.wrap(zones.full, block.content.style.leading)
        with self.artifact("Header"):
            block.drawOn(self, zones.left, zones.height - HEAD - tall)
        self._close_mark()
        return "\n".join(self._code).encode("latin-1")


def _deflated(content: bytes) -> bytes:
    """Return a page as short as zlib makes it, since a brief is sent by e-mail."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9)
    return packer.compress(content) + packer.flush()
