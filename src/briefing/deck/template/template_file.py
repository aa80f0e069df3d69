"""A template's file → a presentation without slides, and without anything that belonged to them or to its author.

Masters, layouts, themes, their media, table styles, embedded fonts and the company's marks (custom properties,
sensitivity label) stay. All else that the presentation refers to is left behind, so that no part of an old slide is
saved along.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pptx import Presentation as open_presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from briefing.assets import asset
from briefing.deck.ooxml.text_xml import NAMESPACES, escape, is_east_asian, locale
from briefing.deck.template.xpath import at, tag
from briefing.errors import BriefingError, InputError

DEFAULT = asset("templates/default.pptx")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KINDS = (b"presentationml.template.main+xml", b"presentationml.slideshow.main+xml")
# What the presentation may refer to, and what the package may, before anything of ours is added.
_RELATIONSHIPS = {
    f"{_OFFICE}{kind}" for kind in ("slideMaster", "notesMaster", "handoutMaster", "theme", "tableStyles", "font")
}
_PACKAGE_RELATIONSHIPS = {
    f"{_OFFICE}officeDocument",
    f"{_OFFICE}custom-properties",
    "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
}
_ELEMENTS = (
    "sldMasterIdLst",
    "notesMasterIdLst",
    "handoutMasterIdLst",
    "sldSz",
    "notesSz",
    "embeddedFontLst",
    "kinsoku",
    "defaultTextStyle",
)


def open_template(path: Path, company: str, lang: str) -> Presentation:
    """Return the presentation of a checked template, with what every deck has, in a language.

    Raise InputError for what python-pptx cannot read.
    """
    presentation = read_template(path)
    _add_ours(presentation, company, lang)
    return presentation


@contextmanager
def unreadable_is_input_error(path: Path) -> Iterator[None]:
    """Around what reads a template: a broken package, which fails in as many ways as it has parts, is an InputError."""
    try:
        yield
    except BriefingError:
        raise
    except Exception as error:
        raise InputError(
            f"the file is no whole presentation ({type(error).__name__})",
            path.as_posix(),
            "open it in PowerPoint, let it repair the file, and save it again",
        ) from error


def read_template(path: Path) -> Presentation:
    """Return the presentation of a checked template, without slides; InputError for what python-pptx cannot read."""
    with unreadable_is_input_error(path):
        presentation = open_presentation(io.BytesIO(_as_presentation(path.read_bytes())))
        _strip_presentation(presentation)
        _strip_links_to_slides(presentation)
        _renumber_shapes(presentation)
        if not any(master.slide_layouts for master in presentation.slide_masters):
            raise InputError("the file holds no layouts", path.as_posix(), "give a template with a slide master")
    return presentation


def _as_presentation(data: bytes) -> bytes:
    """Return the bytes of a template or a show as a presentation's, which differ in one content type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        if not any(kind in types for kind in _KINDS):
            return data
        for kind in _KINDS:
            types = types.replace(kind, b"presentationml.presentation.main+xml")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
            for name in archive.namelist():
                target.writestr(name, types if name == "[Content_Types].xml" else archive.read(name))
    return packed.getvalue()


def _drop(part: Part, allowed: set[str]) -> None:
    for key, relation in list(part.rels.items()):
        if relation.reltype not in allowed:
            part.rels.pop(key)


def _strip_presentation(presentation: Presentation) -> None:
    """Drop the slides and what only they or their editing needed: comments, shows, sections, histories, views."""
    part: Any = presentation.part
    element = part._element
    for child in list(element):
        if tag(child) not in _ELEMENTS:
            element.remove(child)
    for name in ("firstSlideNum", "removePersonalInfoOnSave", "bookmarkIdSeed"):
        element.attrib.pop(name, None)
    _drop(part, _RELATIONSHIPS)
    package = part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype not in _PACKAGE_RELATIONSHIPS:
            package._rels.pop(key)
    element.get_or_add_sldIdLst()


def _strip_links_to_slides(presentation: Presentation) -> None:
    """Buttons of masters and layouts that lead to a slide of the template lead nowhere."""
    parts: list[Any] = []
    for master in presentation.slide_masters:
        parts += [master.part, *(layout.part for layout in master.slide_layouts)]
    for part in parts:
        for key, relation in list(part.rels.items()):
            if relation.reltype != f"{_OFFICE}slide":
                continue
            for link in at(part._element, f"//*[@r:id='{key}' or @r:link='{key}']"):
                link.getparent().remove(link)
            part.rels.pop(key)


def _renumber_shapes(presentation: Presentation) -> None:
    """Shapes of one part that share an id, as LibreOffice writes them, get ids of their own."""
    for master in presentation.slide_masters:
        for owner in (master, *master.slide_layouts):
            shapes = at(owner._element, ".//p:cNvPr")
            known = [int(shape.get("id", "0")) for shape in shapes]
            free = max(known, default=0)
            for index, shape in enumerate(shapes):
                if known[index] in known[:index]:
                    free += 1
                    shape.set("id", str(free))


def _add_ours(presentation: Presentation, company: str, lang: str) -> None:
    """What every deck has: properties of view and show, the file's own properties, a text style, a notes master."""
    part = presentation.part
    show = f"<p:presentationPr {NAMESPACES}/>"
    # The normal view with the notes open.
    view = (
        f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/>'
        '</p:normalViewPr><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
    )
    named = f"<Company>{escape(company)}</Company>" if company else ""
    application = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Microsoft Office PowerPoint</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"{named}<AppVersion>16.0000</AppVersion></Properties>"
    )
    _add(part, "/ppt/presProps.xml", CONTENT_TYPE.PML_PRES_PROPS, RELATIONSHIP_TYPE.PRES_PROPS, show)
    _add(part, "/ppt/viewProps.xml", CONTENT_TYPE.PML_VIEW_PROPS, RELATIONSHIP_TYPE.VIEW_PROPS, view)
    kinds = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES
    _add(part.package, "/docProps/app.xml", *kinds, application)
    _complete_text_style(presentation, lang)
    _add_notes_master(presentation)


def _add(owner: Any, name: str, kind: str, relation: str, xml: str) -> None:
    package = getattr(owner, "package", owner)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    owner.relate_to(Part(PackURI(name), kind, package, (head + xml).encode()), relation)


def _complete_text_style(presentation: Presentation, lang: str) -> None:
    """Loose boxes take their faces from the presentation's default style: where it names none, the theme's."""
    element: Any = presentation.part._element
    style = element.find(qn("p:defaultTextStyle"))
    if style is not None and len(at(style, "a:*/a:defRPr[a:latin][a:ea][a:cs]")) == len(_LEVELS) - 2:
        return
    default: Any = open_presentation(str(DEFAULT)).part._element
    ours = default.find(qn("p:defaultTextStyle"))
    set_language(ours, lang)
    if style is None:
        after = element.find(qn("p:kinsoku"))
        before = after if after is not None else element.find(qn("p:notesSz"))
        before.addnext(ours)
        return
    for level in ours:
        theirs = style.find(level.tag)
        if theirs is None:
            style.append(level)
            continue
        run = theirs.find(qn("a:defRPr"))
        if run is None:
            run = level.find(qn("a:defRPr"))
            after = theirs.find(qn("a:extLst"))
            theirs.append(run) if after is None else after.addprevious(run)
            continue
        _complete_faces(run, level.find(qn("a:defRPr")))
    style[:] = sorted(style, key=lambda level: _LEVELS.index(tag(level)))


_LEVELS = ["defPPr", *(f"lvl{number}pPr" for number in range(1, 10)), "extLst"]
# What stands after the faces in the properties of a run.
_AFTER = {"ea": ("cs", "sym"), "latin": ("ea", "cs", "sym"), "cs": ("sym",)}
_TAIL = ("hlinkClick", "hlinkMouseOver", "rtl", "extLst")


def _complete_faces(run: Any, ours: Any) -> None:
    for face in ("latin", "ea", "cs"):
        given, ours_face = run.find(qn(f"a:{face}")), ours.find(qn(f"a:{face}"))
        if given is not None or ours_face is None:
            continue
        later = [child for child in run if tag(child) in (*_AFTER[face], *_TAIL)]
        later[0].addprevious(ours_face) if later else run.append(ours_face)


def _add_notes_master(presentation: Presentation) -> None:
    """The template's notes master if notes can be written on it, else that of python-pptx; listed either way."""
    part: Any = presentation.part
    theirs = [(key, rel.target_part) for key, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.NOTES_MASTER]
    if not theirs or not at(theirs[0][1]._element, "p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph[@type='body']"):
        for old, _ in theirs:
            part.rels.pop(old)
        image = part.notes_master.placeholders.get(PP_PLACEHOLDER.SLIDE_IMAGE)  # of the one that python-pptx adds
        image.height = int(image.width * (presentation.slide_height or 1) / (presentation.slide_width or 1))
    for listed in at(part._element, "p:notesMasterIdLst"):
        part._element.remove(listed)
    key = part.relate_to(part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    result = parse_xml(f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>')
    part._element.find(qn("p:sldMasterIdLst")).addnext(result)


def set_language(element: Any, lang: str) -> None:
    """Let all text below an element be of a language."""
    code = locale(lang)
    for run in at(element, ".//*[@lang]"):
        run.set("lang", code)
        if is_east_asian(code):
            run.set("altLang", "en-US")
