"""Write a document as a tagged, archival PDF, with where each fact stands in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from itertools import chain

from msgspec.msgpack import decode, encode
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.catalog import EmbeddedFile
from briefing.brief.checks import check, check_headings, check_writable
from briefing.brief.dateline import UndatedBrief, dated, register, undated
from briefing.brief.flow import FlowBuilder
from briefing.brief.fonts import FontSet, load_usual
from briefing.brief.han_fonts import HanFonts, characters
from briefing.brief.han_typesetting import HanTypesetter
from briefing.brief.layout import Flow, lay_out
from briefing.brief.page_furniture import Furniture, Masthead, masthead, zones
from briefing.brief.page_zones import PageLayout, PageZones
from briefing.brief.sources import appendix, facts_file, sources_file
from briefing.brief.structure import Element
from briefing.brief.xmp import DocumentProperties
from briefing.errors import LayoutError
from briefing.model.cited import cited_sources
from briefing.model.document import Document, Part, Tested
from briefing.model.ledger import Trace, Written
from briefing.model.record_links import with_record_links
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.reuse import Large, digest, reused
from briefing.typesetting.font_files import WHOLE
from briefing.typesetting.hyphenation import load_patterns
from briefing.wording import Wording, of


def prepare(everything: bool) -> None:
    """Load the usual fonts; with `everything` what draws charts and hyphenates English too."""
    load_usual()
    if everything:
        import_module("briefing.charts.vector.backend")  # matplotlib; charts that were drawn before need none
        load_patterns("en")


def write(document: Document, theme: Theme) -> Written:
    """Return a document's PDF (PDF/UA-1 and PDF/A-3a) and its trace; PDF/A-2a where nothing is attached.

    Raises LayoutError with everything that would make the file wrong or unreadable for some of its readers.
    """
    document = _of_pages(document)
    set_on = replace(undated(document), tested=Tested())  # which no page prints
    try:
        facts = Large(document.facts)  # half of a document, which its ledger is made from too
        bare = replace(set_on, facts={}, parts=tuple(replace(part, sections=()) for part in set_on.parts))
        sections = ((part.id, *map(Large, part.sections)) for part in set_on.parts)
        made_from = digest(bare, facts, theme, *chain.from_iterable(sections))
    except UnicodeEncodeError:  # half a character, which is refused with its place
        faces = _faces(document, theme, b"")
        return _dated(_written(set_on, theme, faces), document, theme, faces)
    faces = _faces(document, theme, made_from)
    found = reused("brief", (made_from,), lambda: encode(_written(set_on, theme, faces)))
    return _dated(decode(found, type=UndatedBrief), document, theme, faces)


def _dated(brief: UndatedBrief, document: Document, theme: Theme, faces: FontSet) -> Written:
    """Return a brief with the date of its document."""
    contexts = _context(undated(document), theme, faces), _context(document, theme, faces)
    content, trace = dated(brief, contexts, zones(document.edition.page), properties(document))
    return Written({".pdf": content}, trace)


def _faces(document: Document, theme: Theme, made_from: bytes) -> FontSet:
    """Return the fonts of a document, found by the digest `made_from`, if any, of all but its day."""
    wording = _wording(document)

    def held() -> str:
        return characters(document, wording)

    han = HanFonts(lambda: reused("characters", (made_from,), held) if made_from else held())
    return FontSet.of(theme.fonts, han, whole=wording.lang in WHOLE)


def _wording(document: Document) -> Wording:
    return of(document.lang.strip() or "en")  # without a language all other faults are still found


def _context(document: Document, theme: Theme, faces: FontSet) -> BriefContext:
    """Return what every flowable of the brief of a document shares."""
    wording = _wording(document)
    typesetter = HanTypesetter(faces, document.lang)
    return BriefContext(document, theme, faces, typesetter, wording, Trace("brief"), Element("Document"))


def _of_pages(document: Document) -> Document:
    """Return a document without what its pages do not show: its name, files and recipients are all that tells many
    editions from each other.
    """
    document = with_record_links(document)
    edition = replace(document.edition, slug="", web_folder="")
    parts = tuple(part for part in document.parts if not part.sections or _is_shown(part))
    document = replace(document, parts=parts or document.parts)
    return replace(document, edition=edition, inputs={}, findings=(), notices=(), changed=None, mailing=None, places={})


def _is_shown(part: Part) -> bool:
    """Whether pages show anything of a part: one whose sections all go elsewhere would be a headline alone."""
    return any("brief" in section.outputs for section in part.sections)


def _written(document: Document, theme: Theme, faces: FontSet) -> UndatedBrief:
    """Return the brief of a document."""
    check_writable(document)  # what has such a text cannot be checked any further
    context = _context(document, theme, faces)
    check(context)
    context.document = replace(document, sources=cited_sources(document))
    areas = zones(document.edition.page)
    head = masthead(context)
    story = FlowBuilder(context, areas)
    flows = [story.part(part) for part in document.parts]
    if flows:
        flows[-1].end += appendix(context, areas)
    check_headings(context)
    pages: list[PageLayout] = []
    alone: tuple[Flow, list[PageLayout]] | None = None  # the part before, if it began on a page of its own
    faulty = {finding.origin for finding in context.findings}
    for part, flow in zip(document.parts, flows, strict=True):
        if faulty & {"", f"part {part.id}", *(f"section {section.id}" for section in part.sections)}:
            _left_out(context, part)
            continue
        try:
            result = lay_out(flow, areas, pages[-1] if pages else None)
        except LayoutError as error:
            context.findings += error.findings
            _left_out(context, part)
            continue
        begun = result[0].begun
        if begun:
            pages[-1].placed += result[0].placed
            pages[-1].low = result[0].low
            result[0] = pages.pop()
        for page in result[1:]:
            page.continued = True
        if alone and not begun:
            _fill(*alone, areas)
        alone = None if begun else (flow, result)
        pages += _numbered(context, part.id, result, len(pages))
    if alone:
        _fill(*alone, areas)
    if not pages:
        _stop(context)
    attached = [facts_file(document)] if document.facts or document.sources else []
    return _paint(context, pages, areas, head, attached)


def _fill(flow: Flow, pages: list[PageLayout], areas: PageZones) -> None:
    """Lay a part out again on its pages, with charts that fill them: no other part begins there."""
    for page, again in zip(pages, lay_out(flow, areas, filled=True), strict=True):
        page.placed, page.low = again.placed, again.low


def _left_out(context: BriefContext, part: Part) -> None:
    """A part that cannot be set: the others are looked at, and their links lead nowhere wrong for that."""
    for key in (part.id, *(section.id for section in part.sections)):
        context.pages.setdefault(key, 1)


def _numbered(context: BriefContext, part: str, pages: Sequence[PageLayout], before: int) -> Sequence[PageLayout]:
    """Remember on which page each place of a part falls."""
    context.pages[part] = before + 1
    for at, page in enumerate(pages):
        for item in page.placed:
            for key in item.block.places():
                context.pages.setdefault(key, before + at + 1)
    return pages


def _paint(
    context: BriefContext,
    pages: Sequence[PageLayout],
    areas: PageZones,
    head: Masthead,
    attached: Sequence[EmbeddedFile],
) -> UndatedBrief:
    document = context.document
    canvas = TaggedCanvas(
        io.BytesIO(), (areas.width, areas.height), properties(document), context.faces.text(), context.root
    )
    canvas.deflates_pages = False  # before the date is there
    register(canvas, context)
    furniture = Furniture(context, areas, len(pages), head)
    for page in pages:
        furniture.draw(canvas, page)
        canvas.showPage()
    _stop(context)
    canvas.attachments = [*context.attachments, *attached]
    if document.sources:
        canvas.attachments.append(sources_file(document))
    return UndatedBrief(canvas.uncompressed(), context.trace, tuple(furniture.dates))


def _stop(context: BriefContext) -> None:
    if context.findings:
        raise LayoutError(context.findings)


def properties(document: Document) -> DocumentProperties:
    """Return what the file of a document says about itself."""
    imprint = document.edition.imprint
    names = [part.name for part in document.parts if part.name]
    wording = _wording(document)
    locale = wording.language.locale if document.lang.strip() else ""
    return DocumentProperties(
        title=plain(document.title),
        author=imprint.organisation or imprint.owner,
        subject=plain(document.subtitle),
        keywords=wording.joint(", ").join([document.edition.entity, *(plain(name) for name in names)]),
        lang=locale or document.lang,
        date=document.edition.as_of,
    )
