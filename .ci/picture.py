"""The Beijing edition → assets/readme/edition.png: slides beside pages. Needs LibreOffice and the test group."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import briefing

ROOT = Path(__file__).parents[1]
SLIDES, PAGES = (3, 7, 11), (0, 2)
WIDTH, GAP, GROUND, EDGE = 1600, 24, "#E9ECEF", "#C9D0D7"


def rendered(file: Path, page: int, height: int) -> Image.Image:
    """A page of a PDF → a picture of that height."""
    document = pypdfium2.PdfDocument(file)
    try:
        leaf = document[page]
        picture: Image.Image = leaf.render(scale=height / leaf.get_height()).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def main() -> None:
    """Build, render and put side by side."""
    with tempfile.TemporaryDirectory() as folder:
        edition = briefing.build(ROOT / "data" / "beijing", folder)
        assert edition.deck is not None
        assert edition.brief is not None
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", f"{folder}/deck", edition.deck], check=True
        )
        deck = Path(folder) / "deck" / f"{edition.deck.stem}.pdf"
        slides = [rendered(deck, number, 290) for number in SLIDES]
        pages = [rendered(edition.brief, number, 290 * 3 + 2 * GAP) for number in PAGES]
    height = pages[0].height + 2 * GAP
    width = GAP + slides[0].width + sum(GAP + page.width for page in pages) + GAP
    sheet = Image.new("RGB", (width, height), GROUND)
    places = [(GAP, GAP + number * (slides[0].height + GAP)) for number in range(len(slides))]
    x = GAP + slides[0].width + GAP
    for page in pages:
        places.append((x, GAP))
        x += page.width + GAP
    for picture, (left, top) in zip((*slides, *pages), places, strict=True):
        sheet.paste(EDGE, (left - 1, top - 1, left + picture.width + 1, top + picture.height + 1))
        sheet.paste(picture, (left, top))
    target = ROOT / "assets" / "readme" / "edition.png"
    target.parent.mkdir(exist_ok=True)
    sheet.resize((WIDTH, round(sheet.height * WIDTH / sheet.width)), Image.Resampling.LANCZOS).quantize(
        256, Image.Quantize.MAXCOVERAGE
    ).save(target, optimize=True)


if __name__ == "__main__":
    main()
