"""A page of a brief that differs from an earlier one in the figures of one string alone, as in its date.

That string is read by PDFium, and takes the place of the earlier one; all else is as it was read before.
"""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.parsed_file import Page
from briefing.proof.reading.brief.painted_lines import as_printed
from briefing.proof.reading.brief.pdf_text import PageFrame, PaintedString, SeenText, SignReader, signs_of
from briefing.proof.reading.pdfium import library

# The glyphs of a string, after which no other string is painted before the text ends.
_SHOWN: Final = re.compile(rb"\[((?:\s*(?:<[0-9A-Fa-f]*>|-?[\d.]+))*+)\s*\] TJ(?=\s*(?:-?[\d.]+ T[cw]\s*)*ET\b)")
# The characters that the glyphs of a string stand for, as Chinese has them: those of the span that it alone begins.
_SPELLED: Final = re.compile(
    rb"/ActualText <([0-9A-Fa-f]*)>(?=>> BDC\s+BT(?:\s+(?:/[\w+]+|-?[\d.]+|rg|Tm|T[fcw]))*\s*\Z)"
)


class SeenPage(Struct, frozen=True):
    """A page as read, with its content, its text as painted, and the names of its tables without heads."""

    page: Page
    headless: tuple[str, ...]
    content: bytes
    text: SeenText


def redated(page: Any, seen: SeenPage, content: bytes) -> SeenPage | None:
    """Return a page whose content differs from that of an earlier one in the figures of a string, else None."""
    if not _differ_in_one_string(seen.content, content):
        return None
    pdfium = library()
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return None
    try:
        signs = signs_of(pdfium, text, pdfium.FPDFText_CountChars(text))
        numbered = _string_of(seen.text, signs)
        if numbered is None:
            return None
        start, end, earlier = numbered
        owner = pdfium.FPDFText_GetTextObject(text, start)
        if not owner or owner != pdfium.FPDFText_GetTextObject(text, end - 1):
            return None
        piece = SignReader(text, PageFrame(page), lambda *_: earlier.fill).piece(owner, start, end, signs[start:end])
    finally:
        pdfium.FPDFText_ClosePage(text)
    redated_page = _replaced(seen.page, earlier, piece)
    if redated_page is None:
        return None
    strings = tuple((at, to, piece if one is earlier else one) for at, to, one in seen.text.strings)
    return SeenPage(redated_page, seen.headless, content, SeenText(signs, strings))


def _differ_in_one_string(before: bytes, after: bytes) -> bool:
    """Whether two contents are the same but for the glyphs of one string, and how these are spelled."""
    old, new = _SHOWN.split(before), _SHOWN.split(after)
    if len(old) != len(new):
        return False
    places = [at for at, pair in enumerate(zip(old, new, strict=True)) if len({*pair}) > 1]
    if len(places) == 2 and places[0] % 2 == 0 and places[0] + 1 == places[1]:
        return _differ_in_spelling(old[places[0]], new[places[0]])
    return len(places) == 1 and places[0] % 2 == 1


def _differ_in_spelling(before: bytes, after: bytes) -> bool:
    """Whether two contents before a string are the same but for the characters that it is spelled with."""
    old, new = _SPELLED.split(before), _SPELLED.split(after)
    return len(old) == len(new) == 3 and (old[0], old[2]) == (new[0], new[2])


def _string_of(seen: SeenText, signs: str) -> tuple[int, int, PaintedString] | None:
    """Return the one string of a page in which its signs differ from those before, in figures within it alone."""
    if len(signs) != len(seen.signs):
        return None
    places = [at for at, (old, new) in enumerate(zip(seen.signs, signs, strict=True)) if old != new]
    if not places or any(not (signs[at].isdecimal() and seen.signs[at].isdecimal()) for at in places):
        return None
    return next((held for held in seen.strings if held[0] < places[0] and places[-1] < held[1] - 1), None)


def _replaced(page: Page, earlier: PaintedString, now: PaintedString) -> Page | None:
    """Return a page with a string in the place of an earlier one, None where it does not look the same."""
    if replace(now, text=earlier.text) != earlier:
        return None
    old, new = as_printed(earlier.text), as_printed(now.text)
    holding = [at for at, element in enumerate(page.elements) if old in element.text or old in (element.alt or "")]
    if len(holding) != 1 or page.elements[holding[0]].text.count(old) != 1:
        return None
    element = page.elements[holding[0]]
    texts = tuple(tuple(replace(run, text=run.text.replace(old, new)) for run in part) for part in element.paragraphs)
    changed = replace(element, paragraphs=texts)
    if changed.text != element.text.replace(old, new):
        return None
    return page.replaced(holding[0], changed)
