"""The pictures of README and docs/ are small, are described, and show what is made today."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops

from tests.conftest import ROOT
from tests.docs.pages import DOCS, name_of, pages
from tests.thorough import THOROUGH

MOST_BYTES = 600_000
_PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def picture() -> ModuleType:
    """The script that draws them."""
    spec = importlib.util.spec_from_file_location("picture", ROOT / ".ci" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much of two pictures differs, from 0 to 1; what 256 colours change does not."""
    size = (one.width // 4, one.height // 4)
    first, second = (image.convert("L").resize(size, Image.Resampling.BOX) for image in (one, other))
    counts = ImageChops.difference(first, second).histogram()
    return sum(counts[24:]) / sum(counts)


# The monthly edition is drawn by the same script as the yearly one.
@pytest.mark.parametrize("name", [*(["edition", "gallery", "monthly"] if THOROUGH else []), "tutorial"])
@pytest.mark.usefixtures("kept")
def test_a_picture_shows_what_is_made_today(picture: ModuleType, name: str, tmp_path: Path) -> None:
    arguments = {"themes": picture.USUAL} if name == "gallery" else {}
    found = picture.SHEETS[name](tmp_path, **arguments)
    assert found
    for path, sheet in found.items():
        committed = Image.open(ROOT / path).convert("RGB")
        assert committed.width == sheet.width
        # of the gallery the slides above the row of themes, of which one is drawn here
        box = (0, 0, sheet.width, int(committed.height * (0.85 if arguments else 1)))
        assert unlike(committed.crop(box), sheet.crop(box)) < 0.002, f"draw {path} anew: .ci/picture.py {name}"


def test_a_picture_of_something_else_is_found(picture: ModuleType) -> None:
    committed = Image.open(DOCS / "pictures" / "section.png").convert("RGB")
    assert unlike(committed, committed.quantize(256).convert("RGB")) == 0
    changed = committed.copy()
    title = (70, 45, 400, 80)
    changed.paste(committed.crop((370, 45, 700, 80)), title[:2])
    assert unlike(committed, changed) > 0.002


def test_every_picture_is_made_by_the_project_and_described(picture: ModuleType) -> None:
    made = {ROOT / picture.README / f"{name}.png" for name in ("edition", "gallery", "monthly")}
    made |= {ROOT / picture.DOCS / name for name in ("draft.png", "section.png")}
    found = {
        (page.parent / path).resolve(): text
        for page in pages()
        for text, path in _PICTURE.findall(page.read_text(encoding="utf-8"))
    }
    assert set(found) == made
    assert {*(ROOT / picture.README).iterdir(), *(ROOT / picture.DOCS).iterdir()} == made
    assert all(len(text) > 20 for text in found.values())
    assert {name_of(path): path.stat().st_size for path in made if path.stat().st_size > MOST_BYTES} == {}
