"""Document and theme → the bytes of a tagged, archival PDF, and where each fact stands in it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from briefing.brief.canvas import TaggedCanvas
from briefing.brief.checks import check, check_headings, check_writable
from briefing.brief.flow import Story
from briefing.brief.fonts import Faces
from briefing.brief.han import HanSetter
from briefing.brief.han_faces import HanFaces, signs
from briefing.brief.layout import Sheet, Zones, lay_out
from briefing.brief.pages import Furniture, Masthead, masthead, zones
from briefing.brief.setting import Setting
from briefing.brief.sources import appendix, facts_file, sources_file
from briefing.brief.structure import Element
from briefing.brief.xmp import Properties
from briefing.errors import LayoutError
from briefing.model.document import Document, Part
from briefing.model.ledger import Trace, Written
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.typesetting.font_files import WHOLE
from briefing.wording import of


def write(document: Document, theme: Theme) -> Written:
    """Document and theme → `.pdf` (PDF/UA-1 and PDF/A-3a) and its trace; PDF/A-2a where nothing is attached.

    Raises LayoutError with everything that would make the file wrong or unreadable for some of its readers.
    """
    wording = of(document.lang.strip() or "en")  # without a language all other faults are still found
    faces = Faces.of(theme.fonts, HanFaces(lambda: signs(document, wording)), whole=wording.lang in WHOLE)
    setter = HanSetter(faces, document.lang)
    setting = Setting(document, theme, faces, setter, wording, Trace("brief"), Element("Document"))
    check_writable(setting)
    _stop(setting)  # nothing more can be told of such a text
    check(setting)
    areas = zones(document.edition.page)
    head = masthead(setting)
    story = Story(setting, areas)
    flows = [story.part(part) for part in document.parts]
    if flows:
        flows[-1].tail += appendix(setting, areas)
    check_headings(setting)
    sheets: list[Sheet] = []
    faulty = {finding.origin for finding in setting.findings}
    for part, flow in zip(document.parts, flows, strict=True):
        if faulty & {"", f"part {part.id}", *(f"section {section.id}" for section in part.sections)}:
            _left_out(setting, part)
            continue
        try:
            made = lay_out(flow, areas, sheets[-1] if sheets else None)
        except LayoutError as error:
            setting.findings += error.findings
            _left_out(setting, part)
            continue
        if made[0].begun:
            sheets[-1].placed += made[0].placed
            sheets[-1].low = made[0].low
            made[0] = sheets.pop()
        for sheet in made[1:]:
            sheet.again = part.headline
        sheets += _numbered(setting, part.id, made, len(sheets))
    if not sheets:
        _stop(setting)
    return _paint(setting, sheets, areas, head)


def _left_out(setting: Setting, part: Part) -> None:
    """A part that cannot be set: the others are looked at, and their links lead nowhere wrong for that."""
    for key in (part.id, *(section.id for section in part.sections)):
        setting.pages.setdefault(key, 1)


def _numbered(setting: Setting, part: str, sheets: Sequence[Sheet], before: int) -> Sequence[Sheet]:
    """Remember on which page each place of a part falls."""
    setting.pages[part] = before + 1
    for at, sheet in enumerate(sheets):
        for item in sheet.placed:
            for key in item.block.places():
                setting.pages.setdefault(key, before + at + 1)
    return sheets


def _paint(setting: Setting, sheets: Sequence[Sheet], areas: Zones, head: Masthead) -> Written:
    document = setting.document
    target = io.BytesIO()
    canvas = TaggedCanvas(target, (areas.width, areas.height), properties(document), setting.faces, setting.root)
    furniture = Furniture(setting, areas, len(sheets), head)
    for sheet in sheets:
        furniture.draw(canvas, sheet)
        canvas.showPage()
    _stop(setting)
    canvas.attachments = setting.attachments
    if document.facts or document.sources:
        canvas.attachments.append(facts_file(document))
    if document.sources:
        canvas.attachments.append(sources_file(document))
    canvas.save()
    return Written({".pdf": target.getvalue()}, setting.trace)


def _stop(setting: Setting) -> None:
    if setting.findings:
        raise LayoutError(setting.findings)


def properties(document: Document) -> Properties:
    """A document → what its file says about itself."""
    imprint = document.edition.imprint
    names = [part.name for part in document.parts if part.name]
    wording = of(document.lang.strip() or "en")
    locale = wording.language.locale if document.lang.strip() else ""
    return Properties(
        title=plain(document.title),
        author=imprint.organisation or imprint.owner,
        subject=plain(document.subtitle),
        keywords=wording.joint(", ").join([document.edition.entity, *(plain(name) for name in names)]),
        lang=locale or document.lang,
        date=document.edition.as_of,
    )
