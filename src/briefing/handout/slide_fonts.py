"""The faces of painted slides as a PDF embeds them, cut to the characters of a document."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from briefing.brief.fonts import EmbeddedFont, normal
from briefing.brief.han_fonts import HanFonts
from briefing.deck.painter.faces import wide_signs
from briefing.errors import LayoutError
from briefing.typesetting.arial import is_cjk
from briefing.typesetting.font_files import HAN_FIX, slide_file
from briefing.typesetting.shaping import subset

_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u2010\u2011\u2013\u2014\u2026"
_WEIGHTS = {False: ("Regular", 400), True: ("Bold", 700)}


class SlideFonts:
    """Arimo in both weights, upright and italic, and Noto Sans SC for what it lacks."""

    def __init__(self, characters: str) -> None:
        self._characters = "".join(sorted({*normal(characters), *characters, *_ALWAYS} - {"\n"}))
        self._han = HanFonts(lambda: self._characters)

    def face(self, *, bold: bool = False, italic: bool = False) -> EmbeddedFont:
        """Return the face of a weight."""
        return _face(self._characters, bold, italic)

    def runs(self, string: str, *, bold: bool, italic: bool, where: str) -> list[tuple[EmbeddedFont, str]]:
        """Return a string in parts, each with its face. Raise LayoutError for a character that no face has."""
        face, runs = self.face(bold=bold, italic=italic), list[tuple[EmbeddedFont, str]]()
        for char, wide in zip(string, wide_signs(string), strict=True):
            owner = face
            if wide or not face.has(char):
                owner = self._other(char, bold, where) or face
            if runs and runs[-1][0] is owner:
                runs[-1] = owner, runs[-1][1] + char
            else:
                runs.append((owner, char))
        return runs

    def _other(self, char: str, bold: bool, where: str) -> EmbeddedFont | None:
        spare = self._han.spare(_WEIGHTS[bold][0])
        if spare is not None and spare.has(char):
            return spare
        if is_cjk(char) and spare is None:
            raise LayoutError(f"no font has a glyph for {char!r} (U+{ord(char):04X})", where, HAN_FIX)
        if self.face(bold=bold).has(char):
            return self.face(bold=bold)
        raise LayoutError(
            f"no font has a glyph for {char!r} (U+{ord(char):04X})", where, "write it in other characters"
        )


@lru_cache(8)
def _face(characters: str, bold: bool, italic: bool) -> EmbeddedFont:
    style, weight = _WEIGHTS[bold]
    data = subset(slide_file(italic=italic), characters, weight)
    name = f"Arimo-{style}{'Italic' if italic else ''}"
    return EmbeddedFont(name, "Arimo", data, key=sha256(data).hexdigest()[:12])
