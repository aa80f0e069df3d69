"""The README's pictures: Beijing, the gallery, the prices. Needs LibreOffice, poppler and the test group."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

import briefing
from briefing.gallery import gallery

ROOT = Path(__file__).parents[1]
GROUND, EDGE = "#E9ECEF", "#C9D0D7"
Placed = tuple[Image.Image, int, int]


def rendered(file: Path, page: int, height: int) -> Image.Image:
    """A page of a PDF → a picture of that height, by poppler, which draws hatched shapes of slides as office programs
    do."""
    at = str(page + 1)
    size = ["-scale-to-y", str(height), "-scale-to-x", "-1"]
    command = ["pdftoppm", "-f", at, "-l", at, "-singlefile", "-png", *size, str(file)]
    drawn = subprocess.run(command, check=True, capture_output=True).stdout
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def slides_of(deck: Path) -> Path:
    """A deck → the PDF that LibreOffice makes of it."""
    folder = deck.parent / "drawn"
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, deck], check=True)
    return folder / f"{deck.stem}.pdf"


def saved(name: str, pictures: Sequence[Placed], gap: int, width: int = 0) -> None:
    """Pictures with their left and top → one sheet, in assets/readme; of that width if one is given."""
    right = max(left + picture.width for picture, left, _ in pictures) + gap
    foot = max(top + picture.height for picture, _, top in pictures) + gap
    sheet = Image.new("RGB", (right, foot), GROUND)
    for picture, left, top in pictures:
        sheet.paste(EDGE, (left - 1, top - 1, left + picture.width + 1, top + picture.height + 1))
        sheet.paste(picture, (left, top))
    target = ROOT / "assets" / "readme" / name
    target.parent.mkdir(exist_ok=True)
    if width:
        sheet = sheet.resize((width, round(foot * width / right)), Image.Resampling.LANCZOS)
    sheet.quantize(256, Image.Quantize.MEDIANCUT, kmeans=4).save(target, optimize=True)


def edition(folder: Path) -> None:
    """The Beijing edition: slides beside pages."""
    gap, tall = 24, 290
    built = briefing.build(ROOT / "data" / "beijing", folder)
    assert built.deck is not None
    assert built.brief is not None
    drawn = slides_of(built.deck)
    slides = [rendered(drawn, number, tall) for number in (0, 3, 8)]
    pages = [rendered(built.brief, number, tall * 3 + 2 * gap) for number in (0, 2)]
    placed = [(slide, gap, gap + at * (tall + gap)) for at, slide in enumerate(slides)]
    left = gap + slides[0].width + gap
    for page in pages:
        placed.append((page, left, gap))
        left += page.width + gap
    saved("edition.png", placed, gap, 1600)


def sheet(folder: Path) -> None:
    """The gallery: its slides under the usual theme, below them one slide under every theme, both of one width."""
    gap, tall, themed = 20, 198, 2
    wide = tall * 16 // 9
    drawn = {built.deck.stem: slides_of(built.deck) for built in gallery(folder) if built.deck}
    usual = next(pdf for name, pdf in drawn.items() if name.startswith("gallery-ink."))
    count = len(pypdfium2.PdfDocument(usual))
    columns = min((6, 5, 7, 4), key=lambda number: -count % number)  # the fewest holes in the last row
    placed = [
        (rendered(usual, page, tall), gap + page % columns * (wide + gap), gap + page // columns * (tall + gap))
        for page in range(count)
    ]
    top = -(-count // columns) * (tall + gap) + 3 * gap
    step = (columns * (wide + gap)) // len(drawn)
    placed += [
        (rendered(pdf, themed, (step - gap) * 9 // 16), gap + at * step, top) for at, pdf in enumerate(drawn.values())
    ]
    saved("gallery.png", placed, gap)


def monthly(folder: Path) -> None:
    """The prices edition: three slides in a row."""
    gap, tall = 20, 300
    built = briefing.build(ROOT / "data" / "prices", folder, as_of=dt.date(2026, 7, 31))
    assert built.deck is not None
    drawn = slides_of(built.deck)
    slides = [rendered(drawn, number, tall) for number in (1, 2, 5)]
    saved("monthly.png", [(slide, gap + at * (slide.width + gap), gap) for at, slide in enumerate(slides)], gap, 1600)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        edition(Path(made))
        sheet(Path(made))
        monthly(Path(made))
