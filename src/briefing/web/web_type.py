"""The type of the page: families of the theme, cut to the characters that are printed, and their measures.

Chinese characters are set in the reader's own faces, as those of a page would be larger than all else on it. Each is as
wide as it is high in all of them, so that charts are measured without one.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from itertools import groupby
from typing import Final

from briefing.charts.vector.drawing_surface import Font
from briefing.errors import LayoutError
from briefing.model.theme import Fonts
from briefing.typesetting.break_opportunities import has_wide
from briefing.typesetting.font_files import FAMILIES, family_file
from briefing.typesetting.shaping import ShapingFont, subset

_WEIGHTS: Final[dict[Font, str]] = {"text": "Regular", "bold": "Semibold"}
# What stands in CSS for each face: family by role, style of the file, weight.
_FACES: Final = (("text", "Regular", 400), ("text", "Semibold", 600), ("display", "Semibold", 600))
# Quotation marks and dashes that a line of Chinese has in the width of a character.
_WIDE: Final = frozenset("“”‘’…—·")


@lru_cache(8)
def _face(family: str, style: str) -> ShapingFont:
    if family not in FAMILIES:
        raise LayoutError(
            f"the web edition has no font {family!r}", "theme, fonts", f"use one of: {', '.join(FAMILIES)}"
        )
    return ShapingFont(family_file(family, style))


class WebType:
    """The measures of charts, in pixels, and the faces of the page."""

    def __init__(self, fonts: Fonts, *, han: bool) -> None:
        self.fonts, self.han = fonts, han
        self.faces = f"web {fonts.text} {han}"
        self._faces: dict[Font, ShapingFont] = {font: _face(fonts.text, style) for font, style in _WEIGHTS.items()}

    def width(self, string: str, font: Font, size: float) -> float:
        """Return the width that a string takes."""
        face = self._faces[font]
        total = 0.0
        for wide, part in groupby(string, key=lambda char: self._is_wide(face, char)):
            held = "".join(part)
            total += len(held) if wide else sum(advance for _, advance in face.shape(held))
        return total * size

    def _is_wide(self, face: ShapingFont, char: str) -> bool:
        return not char.isascii() and ((self.han and char in _WIDE) or has_wide(char) or not face.has(char))

    def ascent(self, font: Font, size: float) -> float:
        """Return how far capitals and digits rise above the baseline."""
        return self._faces[font].cap_height * size

    def descent(self, font: Font, size: float) -> float:
        """Return how far letters hang below the baseline."""
        return self._faces[font].descent * size

    def css(self, characters: str) -> str:
        """Return the rules that embed the faces with the characters that the page prints."""
        rules: list[str] = []
        for role, style, weight in _FACES:
            family = getattr(self.fonts, role)
            face = _face(family, style)
            held = "".join(
                sorted(char for char in set(characters) if face.has(char) and not (self.han and char in _WIDE))
            )
            data = b64encode(subset(family_file(family, style), held)).decode()
            rules.append(
                f"@font-face{{font-family:page-{role};font-weight:{weight};src:url(data:font/ttf;base64,{data}) "
                'format("truetype")}'
            )
        return "".join(rules)
