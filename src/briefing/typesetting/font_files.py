"""Where the type of the outputs lies: families of text, the face of painted slides, and one of Chinese characters."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from briefing.errors import LayoutError, install

# Packages of the families, and stems of their files. All have static TrueType outlines: reportlab refuses others.
FAMILIES: Final = {
    "Source Sans Pro": ("font_source_sans_pro", "SourceSansPro"),
    "Source Serif Pro": ("font_source_serif_pro", "SourceSerifPro"),
}
# A variable font: Noto Sans SC.
HAN_PACKAGE: Final = "justmytype_intl_cjk"
_HAN_FILE: Final = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
# Languages whose text is set in it as a whole, Latin letters and digits too; and its weights.
WHOLE: Final = frozenset({"zh"})
HAN_WEIGHTS: Final = {"Regular": 400, "Semibold": 600, "Bold": 700}
HAN_GRID: Final = 200  # steps in the size of the type, on which a brief has their outlines
HAN_FIX: Final = install("zh")
# A variable font with the widths of Arial, in which slides are painted.
_SLIDE_PACKAGE: Final = "fontpkg_arimo"
_SLIDE_FILES: Final = {False: "files/Arimo[wght].ttf", True: "files/Arimo-Italic[wght].ttf"}


def family_file(family: str, style: str) -> Path:
    """Return the file of a family in a style, as `SemiboldIt`."""
    package, stem = FAMILIES[family]
    return Path(str(files(package) / "files" / f"{stem}-{style}.ttf"))


def han_file(package: str = HAN_PACKAGE) -> Path | None:
    """The font with Chinese characters, or none where its package is not installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / _HAN_FILE


def slide_file(*, italic: bool = False) -> Path:
    """Return the font in which slides are painted. Raise LayoutError where its package is not installed."""
    spec = find_spec(_SLIDE_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise LayoutError("slides are painted in Arimo, which is not installed", "the slides", install("handout"))
    return Path(spec.submodule_search_locations[0]) / _SLIDE_FILES[italic]
