"""Decks on templates that nobody here made: those of python-pptx, pandoc and LibreOffice, drawn by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from tests.converting import converted
from tests.deck.company import DEFAULT, on
from tests.deck.sample import document
from tests.deck.validating import audit
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

# 16:9 with bands at head and foot; a picture as dark ground.
FROM_OFFICE = ("Midnightblue", "Metropolis")
SHARED = (Path("/usr/lib/libreoffice"), Path("/usr/share/libreoffice"), Path("/opt/libreoffice"))


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name of a template → its path."""
    folder = tmp_path_factory.mktemp("foreign")
    found = {"python-pptx": Path(shutil.copy(DEFAULT, folder / "python-pptx.pptx"))}
    pandoc = shutil.which("pandoc")
    if pandoc:
        found["pandoc"] = folder / "pandoc.pptx"
        given = subprocess.run([pandoc, "--print-default-data-file", "reference.pptx"], check=True, capture_output=True)
        found["pandoc"].write_bytes(given.stdout)
    known = {path.stem: path for shared in SHARED for path in shared.glob("share/template/common/presnt/*.otp")}
    shipped = [known[name] for name in FROM_OFFICE if name in known]
    if shipped:
        found.update({path.stem: path for path in converted(shipped, "pptx", folder)})
    return found


@pytest.fixture(scope="module")
def decks(foreign: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name of a template → the sample on it."""
    folder = tmp_path_factory.mktemp("decks")
    whole = document()
    made: dict[str, Path] = {}
    for name, path in foreign.items():
        made[name] = folder / f"{name}.pptx"
        made[name].write_bytes(on(whole, path).files[".pptx"])
    return made


def test_a_deck_on_any_of_them_is_valid(decks: dict[str, Path], tmp_path: Path) -> None:
    assert {name: audit(path.read_bytes(), tmp_path) for name, path in decks.items()} == {name: [] for name in decks}


def test_titles_stand_in_placeholders_on_all_of_them(decks: dict[str, Path]) -> None:
    for name, path in decks.items():
        presentation = Presentation(io.BytesIO(path.read_bytes()))
        titles = [slide.shapes.title for slide in presentation.slides]
        assert all(title is not None and title.text for title in titles), name


def test_nothing_stands_beyond_the_slide(decks: dict[str, Path]) -> None:
    for name, path in decks.items():
        presentation = Presentation(io.BytesIO(path.read_bytes()))
        wide, tall = presentation.slide_width or 0, presentation.slide_height or 0
        for slide in presentation.slides:
            for shape in slide.shapes:
                if not shape.is_placeholder:
                    assert min(shape.left, shape.top) >= 0, (name, shape.name)
                    assert shape.left + shape.width <= wide, (name, shape.name)
                    assert shape.top + shape.height <= tall, (name, shape.name)


@ONLY_IN_A_THOROUGH_RUN  # LibreOffice draws decks on a template in other tests
def test_every_slide_is_drawn(decks: dict[str, Path], tmp_path: Path) -> None:
    import pypdfium2

    paths = [decks[name] for name in ("python-pptx", *FROM_OFFICE) if name in decks]
    for path, drawn in zip(paths, converted(paths, "pdf", tmp_path), strict=True):
        pages = pypdfium2.PdfDocument(drawn)
        try:
            assert len(pages) == len(Presentation(io.BytesIO(path.read_bytes())).slides), path.stem
        finally:
            pages.close()
