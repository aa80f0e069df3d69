"""An image of the user's on the cover: where it may lie, what it may be, and how it stands there."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

import briefing
from briefing.errors import BriefingError
from tests.proof.mutations.strangers import PROJECTS

_ALT = "cover:\n  subtitle: Fuel\n  image_alt: The harbour of Norvale at dawn, with tankers at anchor\n"


def _picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    dots = random.Random(7)
    image = Image.frombytes("RGB", size, dots.randbytes(size[0] * size[1] * 3))
    held = io.BytesIO()
    image.save(held, kind)
    return held.getvalue()


def _project(folder: Path, image: bytes | None, name: str = "harbour.jpg", cover: str = _ALT) -> Path:
    shutil.copytree(PROJECTS["fuel"], folder)
    settings, story = folder / "briefing.toml", folder / "story.en.yaml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("[edition]\n", f'[edition]\ncover_image = "{name}"\n', 1), encoding="utf-8")
    story.write_text(cover + story.read_text(encoding="utf-8"), encoding="utf-8")
    if image is not None:
        (folder / "harbour.jpg").write_bytes(image)
    return folder


def test_an_image_fills_the_right_of_the_cover_with_its_words(tmp_path: Path) -> None:
    project = _project(tmp_path / "fuel", _picture())
    files = briefing.build(project, tmp_path / "out", only=("deck",)).files
    deck = Presentation(str(next(path for path in files if path.suffix == ".pptx")))
    (shape,) = (shape for shape in deck.slides[0].shapes if shape.name == "Image")
    assert shape._element.nvPicPr.cNvPr.get("descr", "").startswith("The harbour of Norvale")
    assert shape.crop_left == pytest.approx(shape.crop_right)
    shown = 400 * (1 - shape.crop_left - shape.crop_right) / 300
    assert shown == pytest.approx(shape.width / shape.height, rel=0.01)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda folder: _project(folder, None), "the image 'harbour.jpg' is missing"),
        (lambda folder: _project(folder, _picture("GIF")), "is no PNG and no JPEG"),
        (lambda folder: _project(folder, b"\xff\xd8\xff" + bytes(4_000_000)), "has 4,000,003 bytes"),
        (lambda folder: _project(folder, _picture(), "../harbour.jpg"), "is no file inside the project"),
        (lambda folder: _project(folder, _picture(), cover="cover:\n  subtitle: Fuel\n"), "no alternative text"),
        (lambda folder: _project(folder, b"\xff\xd8\xff" + bytes(9000)), "cannot be read as a picture"),
        (
            lambda folder: _project(folder, _picture(), cover=f"{_ALT}  picture: {{of: fuel}}\n"),
            "a chart, a picture or an image",
        ),
    ],
)
def test_what_is_no_image_for_a_cover_is_refused_with_a_fix(
    make: Callable[[Path], Path], what: str, tmp_path: Path
) -> None:
    with pytest.raises(BriefingError) as raised:
        briefing.build(make(tmp_path / "fuel"), tmp_path / "out", only=("deck",))
    assert what in str(raised.value)
    assert all(one.fix for one in raised.value.findings)
    assert not list((tmp_path / "out").glob("*.pptx"))
