"""The look of text on slides: whether it fits, its sizes, its faces, its alignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from briefing.proof.findings import Findings, Rule
from briefing.proof.layout.measuring import MeasuredSlide, TextExtent
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run
from briefing.proof.reading.deck.shape_text import east_asian

OVERFLOW = Rule("layout-overflow", "error", "text fits its box")
AUTOFIT = Rule("layout-autofit", "error", "no text is shrunk by the program")
SIZE = Rule("layout-size", "error", "text to be read has 14 pt on slides, any other 10 pt at least")
SIZES = Rule("layout-sizes", "warning", "at most seven sizes of type on a slide")
FACE = Rule("layout-face", "warning", "Chinese, Japanese and Korean text has a face of its own and is marked as such")
FAMILIES = Rule("layout-families", "warning", "one family of type in a deck")
ALIGN = Rule("layout-align", "warning", "text to be read is not centred")
RULES = (OVERFLOW, AUTOFIT, SIZE, SIZES, FACE, FAMILIES, ALIGN)

# Faces that have no Han, kana or Hangul, by how their names begin.
_LATIN_ONLY = (
    "helvetica", "liberation", "calibri", "carlito", "times", "georgia", "verdana", "cambria", "tahoma", "trebuchet",
    "aptos", "segoe ui", "garamond", "century", "corbel", "candara", "constantia", "consolas", "courier", "gill sans",
    "futura", "roboto", "open sans", "lato", "source sans pro", "source serif", "montserrat", "dejavu", "impact",
    "comic", "palatino", "franklin", "bookman",
)  # fmt: skip
_CUTS = {"light", "bold", "black", "narrow", "medium", "semibold", "thin", "regular", "ui", "display"}
_FLOOR, _READ, _MOST_SIZES = 10.0, 14.0, 7
_DOWN, _ASIDE = 0.4, 3.0  # how much of a line, and how many points, may stand beyond a box
_LONG = 40  # signs: a text that is read, not glanced at


def check_text(parsed: ParsedFile, slides: Sequence[MeasuredSlide]) -> Findings:
    """Yield what is wrong with the look of text on slides."""
    for slide in slides:
        for element, extents in zip(slide.page.elements, slide.extents, strict=True):
            if element.paragraphs:
                yield from _of_element(parsed, slide.page, element, extents)
        yield from _small(parsed, slide)
        yield from _many_sizes(parsed, slide)


def _of_element(parsed: ParsedFile, page: Page, element: Element, extents: Sequence[TextExtent]) -> Findings:
    location = parsed.location(page, element)
    frame = element.frame
    if frame and frame.fit == "normAutofit" and frame.scale < 0.995:
        what = f"its text is shrunk to {frame.scale:.0%} of its size"
        yield AUTOFIT.at(location, what, "shorten the text or enlarge the box, and set its size")
    elif what := _over(page, element, extents):
        yield OVERFLOW.at(location, what, "shorten the text, or enlarge the box")
    if what := _faceless(element):
        yield FACE.at(location, what, "give it an East Asian face of the theme and its language")
    centred = [
        paragraph
        for paragraph, setting in zip(element.paragraphs, element.settings, strict=False)
        if setting.align == "ctr" and sum(len(run.text) for run in paragraph) > _LONG
    ]
    if element.role == "body" and centred:
        yield ALIGN.at(location, "text to be read is centred", "align it left")


def _over(page: Page, element: Element, extents: Sequence[TextExtent]) -> str:
    """Return how far a text reaches beyond its box, in words; "" where it fits."""
    for extent in extents:
        if extent.below > max(_DOWN * extent.line, _ASIDE) and not element.cells:
            return f"its text needs {extent.below:.0f} pt more height than its box has"
        if extent.aside > _ASIDE:
            return f"a word is {extent.aside:.0f} pt wider than its {'cell' if element.cells else 'box'}"
    return _grown(page, element, extents) if element.cells else ""


def _grown(page: Page, element: Element, extents: Sequence[TextExtent]) -> str:
    """Return in words where the growth of its rows takes a table; "" where it has the room."""
    rows: dict[float, float] = {}
    for extent in extents:
        rows[extent.room[1]] = max(extent.below, rows.get(extent.room[1], 0.0))
    more = sum(by for by in rows.values() if by > 0)
    if element.box is None or more <= _ASIDE:
        return ""
    left, _, right, end = element.box
    if end + more > page.high:
        return f"its rows grow by {more:.0f} pt, beyond the slide"
    for other in page.elements:
        box = other.box if other is not element and (other.paragraphs or other.role == "chart") else None
        if box and end - _ASIDE <= box[1] < end + more - _ASIDE and box[0] < right and box[2] > left:
            return f"its rows grow by {more:.0f} pt, over {other.name!r}"
    return ""


def _faceless(element: Element) -> str:
    """Return what is wrong with the face of the Han, kana or Hangul of a text; "" if nothing is."""
    for run in _runs(element):
        if (not run.face or not run.lang or _is_latin(run.face)) and east_asian(run.text):
            if not run.face:
                return "East Asian text has no face of its own"
            if not run.lang:
                return "East Asian text is not marked with its language"
            return f"East Asian text is set in {run.face}, which has none of its signs"
    return ""


def _runs(element: Element) -> Iterator[Run]:
    return (run for paragraph in element.paragraphs for run in paragraph if run.text.strip())


def _least(element: Element) -> float:
    return _READ if element.role == "body" else _FLOOR


def _small(parsed: ParsedFile, slide: MeasuredSlide) -> Findings:
    """Yield the smallest text of a slide that is too small, for text to be read and for any other."""
    for least in (_FLOOR, _READ):
        found = []
        for element in slide.page.elements:
            floor = _least(element) * slide.scale
            scale = element.frame.scale if element.frame and element.frame.fit == "normAutofit" else 1.0
            sizes = [run.size * scale for run in _runs(element) if 0 < run.size * scale < floor - 0.25]
            if sizes and _least(element) == least:
                found.append((min(sizes), element))
        if found:
            size, element = min(found, key=lambda item: item[0])
            more = f", and {len(found) - 1} more texts are too small" if len(found) > 1 else ""
            fix = f"set it in {least * slide.scale:.3g} pt or more"
            yield SIZE.at(parsed.location(slide.page, element), f"its text has {size:.3g} pt{more}", fix)


def _many_sizes(parsed: ParsedFile, slide: MeasuredSlide) -> Findings:
    sizes = {round(run.size, 1) for element in slide.page.elements for run in _runs(element) if run.size}
    if len(sizes) > _MOST_SIZES:
        listed = ", ".join(f"{size:g}" for size in sorted(sizes))
        what = f"{len(sizes)} sizes of type: {listed}"
        yield SIZES.at(parsed.location(slide.page), what, f"use {_MOST_SIZES} at most")


def check_families(parsed: ParsedFile) -> Findings:
    """Yield the place of a second family of type, for Latin text and for East Asian text.

    One that all titles share, and nothing else has, is how a company's template sets titles.
    """
    counted: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    first: dict[str, tuple[Page, Element]] = {}
    titled = _family_of_titles(parsed)
    for page, element in parsed.elements():
        for run in _runs(element) if not (titled and element.role == "title") else ():
            if run.face:
                counted[east_asian(run.text)][_family(run.face)] += len(run.text)
                first.setdefault(_family(run.face), (page, element))
    for families in counted:
        main, *others = [name for name, _ in families.most_common()] or [""]
        if others:
            page, element = first[others[-1]]
            what = f"{', '.join(others)} stands beside {main}"
            yield FAMILIES.at(parsed.location(page, element), what, f"set all text in {main}")


def _family_of_titles(parsed: ParsedFile) -> str:
    """Return the one family of the Latin text of all titles, where there are several; else nothing."""
    titles = [element for _, element in parsed.elements() if element.role == "title" and element.text.strip()]
    families = {
        _family(run.face) for element in titles for run in _runs(element) if run.face and not east_asian(run.text)
    }
    return families.pop() if len(titles) > 1 and len(families) == 1 else ""


def _is_latin(face: str) -> bool:
    low = face.lower()
    return low.startswith(_LATIN_ONLY) or (low.startswith("arial") and "unicode" not in low)


@cache
def _family(face: str) -> str:
    """Return the family of a face: Calibri Light is of Calibri."""
    words = face.split(" ")
    at = next((at for at, word in enumerate(words) if at and word.lower() in _CUTS), len(words))
    return " ".join(words[:at])
