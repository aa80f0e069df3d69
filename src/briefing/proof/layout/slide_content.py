"""The content of a slide: title, empty placeholders, alternative texts, reading order."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.measuring import MeasuredSlide
from briefing.proof.parsed_file import Element, Page, ParsedFile

BLANK = Rule("layout-blank", "error", "no slide is blank")
TITLE = Rule("layout-title", "error", "every slide has a title")
TWICE = Rule("layout-title-twice", "warning", "no two slides have the same title")
EMPTY = Rule("layout-empty", "warning", "no placeholder is left empty or with its prompt")
ALT = Rule("layout-alt", "warning", "every chart, picture and table has an alternative text that says what it shows")
ORDER = Rule("layout-order", "warning", "a slide is read as title, subtitle, evidence, panel, source")
RULES = (BLANK, TITLE, TWICE, EMPTY, ALT, ORDER)

_MOST_SIGNS, _MOST = 400, 500  # signs of an alternative text; shapes whose order is looked at
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".webp")
_NOTHING = {
    "picture", "image", "photo", "chart", "table", "graphic", "object", "diagram", "bild",
    "图片", "图表", "图像", "表格",
}  # fmt: skip
_PROMPTS = (
    "click to add",
    "click to edit",
    "klicken sie",
    "cliquez pour",
    "单击此处",
    "单击以",
    "点击此处",
    "lorem ipsum",
)
_STUBS = {"tbd", "tbc", "todo", "xxx", "xxxx"}
_FURNITURE = {"footer", "date", "number"}
_DRAWN = {"chart", "table", "picture"}


def check_content(parsed: ParsedFile, slides: Sequence[MeasuredSlide]) -> Findings:
    """Yield what slides of a deck lack, and bad titles and alternative texts."""
    for slide in slides:
        page = slide.page
        title = _title(page)
        if _is_blank(page):
            yield BLANK.at(parsed.location(page), "the slide is blank", "fill it, or drop it")
            continue
        if title is None:
            fix = "give it one, in the title placeholder of its layout"
            yield TITLE.at(parsed.location(page), "the slide has no title", fix)
        for element in page.elements:
            yield from _of_element(parsed, page, element, _words(title))
        yield from _order(parsed, page)


def check_titles(parsed: ParsedFile) -> Findings:
    """Yield the titles of a deck that stand on an earlier slide too."""
    titles: dict[str, Page] = {}
    for page in parsed.pages:
        title = _title(page)
        if title is None or _is_blank(page):
            continue
        first = titles.setdefault(_words(title), page)
        if first is not page:
            what = f"it has the title of slide {first.number}"
            yield TWICE.at(parsed.location(page, title), what, "say what is new on this slide")


def _title(page: Page) -> Element | None:
    return next((element for element in page.elements if element.role == "title" and element.text.strip()), None)


def _words(title: Element | None) -> str:
    return " ".join(title.text.split()) if title else ""


def _is_blank(page: Page) -> bool:
    return not any(
        element.text.strip() or element.role in _DRAWN for element in page.elements if element.role not in _FURNITURE
    )


def _of_element(parsed: ParsedFile, page: Page, element: Element, title: str) -> Findings:
    location = parsed.location(page, element)
    words = element.text.strip()
    if element.holder and element.role not in _FURNITURE | _DRAWN and not words and element.role != "title":
        yield EMPTY.at(location, "its placeholder is empty", "fill it, or drop it")
    elif words.lower().startswith(_PROMPTS) or words.lower().strip("[]. ") in _STUBS:
        fix = "write what belongs there, or drop it"
        yield EMPTY.at(location, f"it still says {words.splitlines()[0][:40]!r}", fix)
    if element.alt is not None and element.role in _DRAWN and (what := _bad_alt(element, title)):
        yield ALT.at(location, what, f"say in a sentence what the {element.role} shows")


def _bad_alt(element: Element, title: str) -> str:
    """Return what is wrong with an alternative text; "" if nothing is."""
    alt = " ".join((element.alt or "").split())
    if not alt:
        return f"the {element.role} has no alternative text"
    if len(alt) > _MOST_SIGNS:
        return f"its alternative text has {len(alt)} signs, {_MOST_SIGNS} are the most"
    if alt.lower().endswith(_FILES):
        return f"its alternative text is the name of a file, {alt[:60]!r}"
    if alt == element.name or alt.lower().rstrip("0123456789 ") in _NOTHING:
        return f"its alternative text, {alt!r}, tells nothing"
    return "its alternative text is the slide's title again" if alt == title else ""


def _order(parsed: ParsedFile, page: Page) -> Findings:
    """Yield the first element of a slide that a screen reader reads too early."""
    elements = [element for element in page.elements if element.text.strip() or element.role in ("chart", "table")]
    elements = [element for element in elements if element.role not in _FURNITURE][:_MOST]
    roles = [element.role for element in elements]
    first: Element | None = None
    what = ""
    if "title" in roles and roles[0] != "title":
        first, what = elements[0], "it is read before the title"
    elif "subtitle" in roles and (early := _before(elements, "subtitle", {"chart", "table", "body"})):
        first, what = early, "it is read before the subtitle"
    elif "source" in roles and _after(elements, "source", {"chart", "table", "body"}):
        first, what = elements[roles.index("source")], "the source is read before what it is the source of"
    elif early := _panel_before_chart(elements):
        first, what = early, "it is read before the chart to its left"
    if first is not None:
        fix = "change the order of the shapes: send back what is read first"
        yield ORDER.at(parsed.location(page, first), what, fix)


def _before(elements: Sequence[Element], role: str, early: set[str]) -> Element | None:
    at = next(at for at, candidate in enumerate(elements) if candidate.role == role)
    return next((element for element in elements[:at] if element.role in early), None)


def _after(elements: Sequence[Element], role: str, late: set[str]) -> bool:
    at = next(at for at, candidate in enumerate(elements) if candidate.role == role)
    return any(element.role in late for element in elements[at:])


def _panel_before_chart(elements: Sequence[Element]) -> Element | None:
    for at, panel in enumerate(elements):
        if panel.role == "body" and panel.box:
            later = [other for other in elements[at:] if other.role in ("chart", "table") and other.box]
            if any(other.box and panel.box[0] >= other.box[2] for other in later):
                return panel
    return None
