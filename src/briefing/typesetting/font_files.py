"""Where the type of brief and letter lies: families of text, and one of Chinese characters that may be missing."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from briefing.errors import install

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
HAN_FIX: Final = install("zh")


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
