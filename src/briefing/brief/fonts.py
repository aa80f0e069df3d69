"""The brief's faces: found in their packages, measured with kerning, refused where they lack a character."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from briefing.errors import LayoutError
from briefing.model.theme import Fonts
from briefing.typesetting.font_files import FAMILIES, family_file
from briefing.typesetting.shaping import ShapingFont

if TYPE_CHECKING:
    from briefing.brief.han_fonts import HanFonts

# Spaces that the faces lack or that reportlab writes as the plain one.
_SPACES = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2008": " "})
SOFT_HYPHEN = "\u00ad"
NO_BREAK_HYPHEN = "\u2011"
DRAWN = "●"
_USUAL = {"Source Sans Pro": ("Regular", "Semibold", "Bold"), "Source Serif Pro": ("Regular", "Semibold")}
# Spaces and breaks of lines, which no face draws.
_UNSEEN = frozenset("\n\t")
# What is never seen and says nothing about the text: where a word may be cut, joiners, marks of direction and order.
_SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WORDS = 2_048  # that a face remembers
_BREAKS = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\r"): None}
_AS_SEEN = _SILENT | _BREAKS


class Shaped(Struct, frozen=True, gc=False):
    """Text with its width and the kerning after each character, both in thousandths of the size."""

    text: str
    width: float
    kerns: tuple[float, ...] = ()


class EmbeddedFont:
    """One font: measures and writes text. Instances are shared; they keep no state of a document.

    `rise` is how far below the top of a line's type its baseline stands, as a part of the size; `step` is the step of
    the widths, in thousandths of it.
    """

    rise = 0.75
    step = 1

    def __init__(self, name: str, family: str, data: bytes, *, key: str = "") -> None:
        self.name = f"{name}-{key}" if key else name
        self.family = family
        # subset to what is used: reportlab would else put all of ASCII into every file
        self.font = TTFont(self.name, io.BytesIO(data), asciiReadable=False)
        if key:
            self.font.face.name = name.encode()  # all weights of a variable font have one name
        self._shaper = ShapingFont(data)
        self._characters: dict[int, int] = self.font.face.charToGlyph
        self._widths: dict[int, float] = self.font.face.charWidths
        if self.step > 1:
            self._widths.update({code: round(wide / self.step) * self.step for code, wide in self._widths.items()})
        # the no-break hyphen looks like a hyphen and reads as itself
        self._characters.setdefault(ord(NO_BREAK_HYPHEN), self._characters[ord("-")])
        self._widths.setdefault(ord(NO_BREAK_HYPHEN), self._widths[ord("-")])
        self._known = {*(chr(code) for code, glyph in self._characters.items() if glyph), *_UNSEEN, DRAWN}
        # the words of a few editions: a process that makes a thousand would keep all of theirs
        self._shaped = lru_cache(_WORDS)(self._shape)
        pdfmetrics.registerFont(self.font)

    @property
    def cap_height(self) -> float:
        """How far capitals rise, as a part of the size."""
        return float(self.font.face.capHeight) / 1000

    @property
    def descent(self) -> float:
        """How far letters hang below the baseline, as a part of the size."""
        return -float(self.font.face.descent) * 0.85 / 1000

    def lacking(self, text: str) -> tuple[str, ...]:
        """The characters of a text that this face would show as an empty box."""
        if self._known.issuperset(text) and unicodedata.is_normalized("NFC", text):
            return ()  # nearly every text
        return tuple(sorted(set(normal(text)) - self._known))

    def has(self, char: str) -> bool:
        """Whether a character can be shown."""
        return normal(char) in self._known

    def blank(self, char: str) -> float:
        """How much of a character's width is blank at its sides, as a part of the size."""
        return self._widths[ord(char)] / 1000 - self._shaper.ink(char)

    def shape(self, text: str) -> Shaped:
        """Return a text with its width and kerning."""
        return self._shaped(text)

    def width(self, text: str, size: float) -> float:
        """The width of a text in points at a size."""
        return self.shape(text).width * size / 1000

    def _shape(self, text: str) -> Shaped:
        text = normal(text)
        glyphs = self._shaper.shape(text.replace(NO_BREAK_HYPHEN, "-").replace(SOFT_HYPHEN, "-"))
        plain = [self._widths.get(ord(char), 0.0) for char in text]
        advances = [1000 * advance for _, advance in glyphs]
        if len(advances) != len(text):  # joined characters: without kerning rather than wrong
            return Shaped(text, sum(plain), (0.0,) * len(text))
        gaps = (advance - width for advance, width in zip(advances, plain, strict=True))
        kerns = tuple(round(kern, 3) if abs(kern) >= self.step else 0.0 for kern in gaps)
        return Shaped(text, sum(plain) + sum(kerns), kerns)

    def source(self, shaped: Shaped, size: float, document: PDFDocument) -> list[str]:
        """Return the source of shaped text in a text object, with the subset fonts of a document."""
        code: list[str] = []
        at = 0
        for subset, codes in self.font.splitString(shaped.text, document):
            code.append(f"{self.font.getSubsetInternalName(subset, document)} {size:g} Tf")
            code.append(_array(codes, shaped.kerns[at : at + len(codes)]))
            at += len(codes)
        return code


def _array(codes: bytes, kerns: Sequence[float]) -> str:
    parts: list[str] = []
    start = 0
    for end, kern in enumerate(kerns, start=1):
        if kern:
            parts.append(f"<{codes[start:end].hex()}> {-kern:g}")
            start = end
    if start < len(codes):
        parts.append(f"<{codes[start:].hex()}>")
    return f"[ {' '.join(parts)} ] TJ" if len(parts) > 1 or (kerns and kerns[-1]) else f"{parts[0]} Tj"


def seen(text: str) -> str:
    """Return text without the characters that are never seen, each line ended by one character."""
    return text if text.isascii() and "\r" not in text else text.translate(_AS_SEEN)


def normal(text: str) -> str:
    """Text as it is set: composed characters, and one space for all kinds."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_SPACES)


class FontSet(Struct, frozen=True):
    """The two families of a theme; styles are loaded when they are first used.

    `cut` has the characters that they lack; with `whole` all text is set in it, Latin letters and digits too.
    """

    text_family: str
    display_family: str
    cut: HanFonts | None = None
    whole: bool = False

    @classmethod
    def of(cls, fonts: Fonts, cut: HanFonts | None = None, *, whole: bool = False) -> FontSet:
        """Return the fonts of a theme. Raises LayoutError for a family that no package brings."""
        for family in (fonts.text, fonts.display):
            if family not in FAMILIES:
                known = ", ".join(sorted(FAMILIES))
                raise LayoutError(f"the brief has no font {family!r}", "theme, fonts", f"use one of: {known}")
        return cls(fonts.text, fonts.display, cut, whole)

    def text(self, weight: str = "Regular", *, italic: bool = False) -> EmbeddedFont:
        """A style of the text family: weight Regular, Semibold or Bold."""
        return self._first(self.text_family, weight, italic)

    def display(self, weight: str = "Regular", *, italic: bool = False) -> EmbeddedFont:
        """A style of the display family."""
        return self._first(self.display_family, weight, italic)

    def other(self, weight: str = "Regular", *, italic: bool = False) -> EmbeddedFont | None:
        """The face for what the first one lacks, if there is one: Chinese for Latin, Latin for Chinese."""
        if self.whole:
            return load(self.text_family, _style(weight, italic))
        return self.cut.spare(weight) if self.cut else None

    def _first(self, family: str, weight: str, italic: bool) -> EmbeddedFont:
        if self.whole and self.cut:  # Chinese has no italics
            return self.cut.face(weight)
        return load(family, _style(weight, italic))


def _style(weight: str, italic: bool) -> str:
    if not italic:
        return weight
    return "It" if weight == "Regular" else f"{weight}It"


@lru_cache(24)
def load(family: str, style: str) -> EmbeddedFont:
    """Return the font of a family and style, read once in a process."""
    path = family_file(family, style)
    return EmbeddedFont(path.stem, family, path.read_bytes())


def load_usual() -> None:
    """Load the faces that nearly every brief is set in."""
    for family, styles in _USUAL.items():
        for style in styles:
            load(family, style)
