"""Noto Sans SC for a brief: cut to the characters of its document and fixed at a weight, in memory.

HarfBuzz does both in a few thousandths of a second, and to the same bytes each time, so that nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec.json import encode

from briefing.brief.fonts import EmbeddedFont
from briefing.errors import LayoutError
from briefing.model.document import Document
from briefing.typesetting.font_files import HAN_FIX as FIX
from briefing.typesetting.font_files import HAN_GRID, HAN_WEIGHTS, han_file
from briefing.typesetting.font_files import HAN_PACKAGE as _PACKAGE
from briefing.typesetting.shaping import HarfBuzzError, subset
from briefing.wording import Wording

FAMILY: Final = "Noto Sans SC"
# What may be set without standing in the document: page numbers, hyphens, spaces.
_ALWAYS: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u2010\u2013\u2014\u2026\u3000"
# Two weights of Han characters that a reader would hardly tell apart would take a third more of the file.
_WEIGHTS: Final = {"Bold": "Semibold"}
_ASCII: Final = bytes(range(0x80))


class HanFont(EmbeddedFont):
    """A face whose characters fill the square of the type, embedded on a coarser grid."""

    rise = 0.86
    step = 1000 // HAN_GRID  # in thousandths of the size

    def __init__(self, name: str, family: str, data: bytes, *, key: str = "") -> None:
        super().__init__(name, family, data, key=key)
        # of fontTools, whose start takes as long as a slide does; an edition without Chinese needs none of it
        from briefing.brief.glyph_grid import on_grid

        cut: Callable[[Sequence[int]], bytes] = self.font.face.makeSubset
        setattr(self.font.face, "makeSubset", lambda subset: on_grid(cut(subset)))  # noqa: B010  # mypy refuses the other


class HanFonts:
    """The weights of Noto Sans SC for one document, whose characters are asked for only if the face is needed."""

    def __init__(self, characters: Callable[[], str]) -> None:
        self._characters = cache(lambda: "".join(sorted({*characters(), *_ALWAYS})))

    def face(self, weight: str = "Regular") -> EmbeddedFont:
        """Return the font of a weight. LayoutError if the package is not installed."""
        return _face(_WEIGHTS.get(weight, weight), self._characters())

    def spare(self, weight: str = "Regular") -> EmbeddedFont | None:
        """The face, or none if the package is not installed."""
        return self.face(weight) if installed() else None


def characters(document: Document, wording: Wording) -> str:
    """Return every character that the brief of a document may set, and some more."""
    source = encode(document, enc_hook=str).translate(None, _ASCII)  # which is in every cut, and most of a document
    return "".join(char for char in {*source.decode(), *repr(wording.language)} if char.isprintable())


@cache
def installed() -> bool:
    """Whether the package with the font is there."""
    return han_file(_PACKAGE) is not None


def _path() -> Path:
    path = han_file(_PACKAGE)
    if path is None:
        raise LayoutError("no Chinese font: the brief sets Chinese in Noto Sans SC", "the brief, fonts", FIX)
    return path


@lru_cache(12)
def _face(weight: str, characters: str) -> EmbeddedFont:
    data = cut(_path(), characters, HAN_WEIGHTS[weight])
    # fonts cut for two documents need two names
    return HanFont(f"NotoSansSC-{weight}", FAMILY, data, key=sha256(data).hexdigest()[:12])


def cut(path: Path, characters: str, weight: int) -> bytes:
    """Return a variable font as a static one with only these characters. LayoutError if the file is no such font."""
    try:
        return subset(path, characters, weight)
    except (OSError, RuntimeError, HarfBuzzError) as error:
        raise LayoutError(f"{path.name} cannot be read as a font: {error}", "the brief, fonts", FIX) from None
