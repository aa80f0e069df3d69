"""The text of a shape as paragraphs of runs in their look, resolved through every list of styles above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct

from briefing.proof.package.xml_names import long
from briefing.proof.parsed_file import UNKNOWN, Paragraph, ParagraphFormat, Run
from briefing.proof.reading.deck.theme_colours import SOLID, Scheme, whole

_FIRST_EAST_ASIAN = "\u2e80"
_EAST_ASIAN = (
    ("\u2e80", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip
LATIN_SHARE = 1.2  # of the size of type, from line to line
_PARAGRAPH, _RUN, _BREAK, _FIELD = long("a:p"), long("a:r"), long("a:br"), long("a:fld")
_OF_PARAGRAPH, _OF_RUN, _OF_END, _TEXT = long("a:pPr"), long("a:rPr"), long("a:endParaRPr"), long("a:t")
_BEGINNING, _DEFAULT = long("a:defRPr"), long("a:defPPr")
_LEVELS = tuple(long(f"a:lvl{level}pPr") for level in range(1, 10))
_LATIN, _EA, _LINK = long("a:latin"), long("a:ea"), long("a:hlinkClick")
_PITCH, _BEFORE, _AFTER = long("a:lnSpc"), long("a:spcBef"), long("a:spcAft")
_POINTS = long("a:spcPts")
_MOST = 400_000  # hundredths of a point: the largest type there is
_EMU = 12700


def east_asian(text: str) -> bool:
    """Whether a text holds Han, kana or Hangul, or the marks that are set with them."""
    if max(text, default="") < _FIRST_EAST_ASIAN:
        return False
    return any(first <= sign <= last for sign in text for first, last in _EAST_ASIAN)


class Look(Struct):
    """The look of text at a level, as the lists of styles add it up; faces as they are written."""

    size: float = 18.0
    bold: bool = False
    colour: str = ""
    latin: str = "+mn-lt"
    ea: str = "+mn-ea"
    lang: str = ""
    align: str = "l"
    left: float = 0.0
    first: float = 0.0
    pitch: tuple[bool, float] = (True, 1.0)
    before: tuple[bool, float] = (False, 0.0)
    after: tuple[bool, float] = (False, 0.0)


# The look of each level of a text, from 0; to be copied before it is changed.
Looks = Callable[[int], Look]


def plain(_: int) -> Look:
    """Return the look of text without any properties."""
    return Look()


def levels(lists: Iterable[Tree | None], base: Looks, scheme: Scheme) -> Looks:
    """Return the look of each level: lists of styles, the most general first, over the looks of a base."""
    trees = [item for item in lists if item is not None and len(item)]
    if not trees:
        return base
    known: dict[int, Look] = {}

    def at(level: int) -> Look:
        if level not in known:
            look = copy(base(level))
            for tree in trees:
                for tag in (_DEFAULT, _LEVELS[level]):
                    properties = tree.find(tag)
                    if properties is not None:
                        of_paragraph(look, properties, scheme)
            known[level] = look
        return known[level]

    return at


def referred(reference: Tree, base: Looks, scheme: Scheme) -> Looks:
    """Return looks under a shape's reference to a face and a colour of the theme."""
    colour = scheme.colour(reference).rgb if len(reference) else ""
    prefix = {"major": "+mj", "minor": "+mn"}.get(reference.get("idx", ""))

    def at(level: int) -> Look:
        look = copy(base(level))
        look.colour = colour or look.colour
        if prefix:
            look.latin, look.ea = f"{prefix}-lt", f"{prefix}-ea"
        return look

    return at


def of_paragraph(look: Look, properties: Tree, scheme: Scheme) -> None:
    """Lay the properties of a paragraph over a look."""
    for name, value in properties.items():
        if name == "algn":
            look.align = value
        elif name == "marL":
            look.left = whole(value, 0) / _EMU
        elif name == "indent":
            look.first = whole(value, 0) / _EMU
    for child in properties:
        tag = child.tag
        if tag == _PITCH:
            look.pitch = _space(child, look.pitch)
        elif tag == _BEFORE:
            look.before = _space(child, look.before)
        elif tag == _AFTER:
            look.after = _space(child, look.after)
        elif tag == _BEGINNING:
            of_run(look, child, scheme)


def of_run(look: Look, properties: Tree, scheme: Scheme) -> None:
    """Lay the properties of a run over a look."""
    for name, value in properties.items():
        if name == "sz":
            size = whole(value, 0)
            look.size = size / 100 if 0 < size <= _MOST else look.size
        elif name == "b":
            look.bold = value in ("1", "true")
        elif name == "lang":
            look.lang = value
    for child in properties:
        tag = child.tag
        if tag == SOLID:
            look.colour = scheme.colour(child).rgb
        elif tag == _LATIN:
            look.latin = child.get("typeface") or look.latin
        elif tag == _EA:
            look.ea = child.get("typeface") or look.ea
        elif tag == _LINK:
            # A link has the theme's colour, whatever its run says, unless an extension keeps it.
            has_own_colour = any(item.get("val") == "tx" for item in child.iter() if item.tag.endswith("}hlinkClr"))
            look.colour = (
                look.colour if has_own_colour else scheme.colours.get(scheme.names.get("hlink", "hlink"), UNKNOWN)
            )


def _space(item: Tree, default: tuple[bool, float]) -> tuple[bool, float]:
    """Return whether a spacing is a share, and how much it is."""
    child = item[0] if len(item) else None
    if child is None:
        return default
    value = whole((child.get("val") or "").replace("%", "000"), 0)
    return (False, value / 100) if child.tag == _POINTS else (True, value / 100_000)


def read(body: Tree, at: Looks, scheme: Scheme) -> tuple[tuple[Paragraph, ...], tuple[ParagraphFormat, ...]]:
    """Return the paragraphs of a body of text, and how each is set."""
    paragraphs, settings = [], []
    for item in body:
        if item.tag == _PARAGRAPH:
            paragraph, setting = _paragraph(item, at, scheme)
            paragraphs.append(paragraph)
            settings.append(setting)
    return tuple(paragraphs), tuple(settings)


def _paragraph(item: Tree, at: Looks, scheme: Scheme) -> tuple[Paragraph, ParagraphFormat]:
    properties = item.find(_OF_PARAGRAPH)
    look = at(0 if properties is None else min(8, max(0, whole(properties.get("lvl"), 0))))
    if properties is not None:
        look = copy(look)
        of_paragraph(look, properties, scheme)
    runs, last = [], look
    for child in item:
        tag = child.tag
        if tag == _RUN or (tag == _FIELD and child.get("type") != "slidenum"):
            own = child.find(_OF_RUN)
            last = look if own is None else _with(look, own, scheme)
            runs.append(_run(child.findtext(_TEXT) or "", last, scheme))
        elif tag == _BREAK:
            own = child.find(_OF_RUN)
            runs.append(_run("\n", look if own is None else _with(look, own, scheme), scheme))
        elif tag == _OF_END and not runs:
            last = _with(look, child, scheme)
    return tuple(runs), _setting(look, last.size)


def _with(look: Look, own: Tree, scheme: Scheme) -> Look:
    look = copy(look)
    of_run(look, own, scheme)
    return look


def _run(text: str, look: Look, scheme: Scheme) -> Run:
    face = scheme.han(look.ea, look.lang) if east_asian(text) else scheme.latin(look.latin)
    return Run(text, look.size, look.bold, look.colour, face, look.lang)


def _setting(look: Look, size: float) -> ParagraphFormat:
    share, pitch = look.pitch
    before, after = (much * size * LATIN_SHARE if is_share else much for is_share, much in (look.before, look.after))
    return ParagraphFormat(look.align, pitch, share, before, after, look.left, look.first, size)
