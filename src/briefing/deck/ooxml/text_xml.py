"""Text → DrawingML: escaped characters, runs, breaks, links and paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from msgspec import Struct

from briefing.deck.ooxml.colours import Colours
from briefing.deck.slides import Box, Paragraph, TextStyle
from briefing.errors import LayoutError
from briefing.model.record_links import is_record_link
from briefing.model.text import Run, Text, plain

EMU = 12700
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
# What XML forbids, and separators that renderers draw as boxes.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP = re.compile('[&<>"\n\t]')
_SAFE_LINK = re.compile(r"(?i)(https?://|mailto:)[^\x00-\x20\x7f-\xa0\s\"<>\\^`{|}]+")
# A link in the colour of its run, not in the theme's colour of links.
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_LOCALES = {"en": "en-GB", "zh": "zh-CN", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ja": "ja-JP", "ko": "ko-KR",
            "ar": "ar-SA", "he": "he-IL", "ru": "ru-RU", "pt": "pt-PT", "it": "it-IT"}  # fmt: skip


class Inherited(Struct, frozen=True):
    """What a text takes from its placeholder or the presentation, so that it is not written and follows their edits.

    Size and leading are in hundredths of a point. `plain`: no indent, bullet, space around paragraphs or hanging mark.
    """

    size: int = 0
    bold: bool | None = None
    colour: str = ""
    align: str = ""
    leading: int = 0
    plain: bool = False


class XmlContext(Struct, frozen=True):
    """What all text of a slide is written with: its colours, language, links and the slide's name in errors.

    `relate` takes an address, or with True a slide's id, and gives the id of its relationship; `loose` is what text
    without a placeholder inherits.
    """

    colours: Colours
    lang: str
    relate: Callable[[str, bool], str]
    where: str
    loose: Inherited = Inherited()


_NOTHING = Inherited()


def emu(points: float) -> int:
    """Return points in English metric units."""
    return round(points * EMU)


def emu_box(box: Box) -> tuple[int, int, int, int]:
    """Return left, top, width and height in EMU of a box, whose width or height may be negative."""
    left, top = min(box.x, box.x + box.w), min(box.y, box.y + box.h)
    return emu(left), emu(top), emu(abs(box.w)), emu(abs(box.h))


def clean(value: str) -> str:
    """Return characters without those that no part of a package may hold; line separators become breaks."""
    if value.isprintable():
        return value  # most are, and this runs tens of thousands of times for a deck
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def escape(value: str) -> str:
    """Return characters as XML character data, safe in an attribute too."""
    safe = clean(value)
    if not _MARKUP.search(safe):
        return safe
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return safe.replace("\n", "&#10;").replace("\t", "&#9;")


def locale(lang: str) -> str:
    """Return the locale of a language that spelling tools and screen readers know."""
    return _LOCALES.get(lang, lang)


def languages(lang: str) -> str:
    """Return the attributes `lang` and, for text with East Asian signs, `altLang`."""
    code = locale(lang)
    return f'lang="{escape(code)}"' + (' altLang="en-US"' if is_east_asian(code) else "")


def is_east_asian(locale: str) -> bool:
    """Return whether a locale's text has East Asian characters, which take a face of their own."""
    return locale[:2] in ("zh", "ja", "ko")


def is_rtl(text: Text) -> bool:
    """Return whether the first strong character of a text runs from right to left."""
    for char in plain(text):
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def link(address: str, context: XmlContext) -> str:
    """Return the element that makes a run a link: http, https, mailto or a slide's id; LayoutError for any other."""
    look = "" if context.colours.links_read and not is_record_link(address) else _OWN_COLOUR
    if address.startswith("#"):
        key = context.relate(address[1:], True)
        return f'<a:hlinkClick r:id="{key}" action="ppaction://hlinksldjump">{look}</a:hlinkClick>' if key else ""
    if not _SAFE_LINK.fullmatch(address):
        raise LayoutError(
            f"{address!r} is no address of a page or a mailbox", context.where, "begin it with https:// or mailto:"
        )
    return f'<a:hlinkClick r:id="{context.relate(address, False)}">{look}</a:hlinkClick>'


def runs(text: Text, style: TextStyle, context: XmlContext, inherited: Inherited = _NOTHING) -> str:
    """Return the runs and breaks of a text, each with its language, and with what it does not inherit.

    Neighbours of one look are one run, in which a sentence is read, spelled and edited as a whole.
    """
    result = ""
    for _, neighbours in groupby(text, key=look_of):
        same = list(neighbours)
        words = clean(plain(tuple(same)))
        look = _properties(same[0], style, context, inherited) if words else ""
        for number, piece in enumerate(words.split("\n")):
            result += f"<a:br><a:rPr {languages(context.lang)}{_size(style, inherited)}/></a:br>" if number else ""
            result += f"<a:r>{look}<a:t>{escape(piece)}</a:t></a:r>" if piece else ""
    return result


def look_of(run: Run) -> tuple[bool, bool, str, str]:
    """Return what neighbours have in common that are one run in a deck."""
    return run.bold, run.italic, run.link, run.lang


def _size(style: TextStyle, inherited: Inherited) -> str:
    size = round(style.size * 100)
    return f' sz="{size}"' if size != inherited.size else ""


def _properties(run: Run, style: TextStyle, context: XmlContext, inherited: Inherited) -> str:
    bold = style.bold or run.bold
    role = style.lead if style.lead and run.bold else style.colour
    click = link(run.link, context) if run.link else ""
    look = (f' b="{int(bold)}"' if bold != inherited.bold else "") + (' i="1"' if run.italic else "")
    fill = context.colours.fill(role) if role and context.colours.colour(role) != inherited.colour else ""
    return (
        f'<a:rPr {languages(run.lang or context.lang)}{_size(style, inherited)}{look} dirty="0">{fill}{click}</a:rPr>'
    )


def paragraph(item: Paragraph, context: XmlContext, inherited: Inherited = _NOTHING) -> str:
    """Return a paragraph with exact leading; no mark hangs out of its box, as none was measured to."""
    style = item.style
    rtl = is_rtl(item.text)
    align = "r" if rtl and style.align in ("", "l") else style.align
    aligned = f' algn="{align}"' if align and align != inherited.align else ""
    direction = ' rtl="1"' if rtl else ""
    content = runs(item.text, style, context, inherited)
    end = f'<a:endParaRPr {languages(context.lang)}{_size(style, inherited)} dirty="0"/>'
    leading = round(style.leading * 100)
    pitch = f'<a:lnSpc><a:spcPts val="{leading}"/></a:lnSpc>' if leading != inherited.leading else ""
    before = f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>'
    if inherited.plain:
        before = before if style.before else ""
        return f"<a:p><a:pPr{aligned}{direction}>{pitch}{before}</a:pPr>{content}{end}</a:p>"
    return (
        f'<a:p><a:pPr marL="0" indent="0"{aligned}{direction} hangingPunct="0">{pitch}{before}'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>{content}{end}</a:p>'
    )


def paragraphs(items: Iterable[Paragraph], context: XmlContext, inherited: Inherited = _NOTHING) -> str:
    """Return paragraphs; an empty one if there are none, because a text body needs one."""
    result = "".join(paragraph(item, context, inherited) for item in items)
    return result or f"<a:p><a:endParaRPr {languages(context.lang)}/></a:p>"
