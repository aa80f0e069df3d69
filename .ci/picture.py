"""The pictures of README and docs: Beijing, the gallery, the prices, the tutorial's two decks.

Needs LibreOffice, poppler and the test group.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import chdir
from pathlib import Path

import pypdfium2
from PIL import Image

import briefing
from briefing.gallery import gallery

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the tutorial is run as its tests run it
README, DOCS = ROOT / "assets" / "readme", ROOT / "docs" / "pictures"
STORY = Path("town-cycling", "story.en.yaml")
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


def sheet_of(pictures: Sequence[Placed], gap: int, width: int = 0) -> Image.Image:
    """Pictures with their left and top → one sheet; of that width if one is given."""
    right = max(left + picture.width for picture, left, _ in pictures) + gap
    foot = max(top + picture.height for picture, _, top in pictures) + gap
    sheet = Image.new("RGB", (right, foot), GROUND)
    for picture, left, top in pictures:
        sheet.paste(EDGE, (left - 1, top - 1, left + picture.width + 1, top + picture.height + 1))
        sheet.paste(picture, (left, top))
    return sheet.resize((width, round(foot * width / right)), Image.Resampling.LANCZOS) if width else sheet


def saved(sheet: Image.Image, target: Path) -> None:
    """Write a picture, as small as 256 colours make it."""
    target.parent.mkdir(exist_ok=True)
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
    saved(sheet_of(placed, gap, 1600), README / "edition.png")


def gallery_sheet(folder: Path) -> None:
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
    saved(sheet_of(placed, gap), README / "gallery.png")


def monthly(folder: Path) -> None:
    """The prices edition: three slides in a row."""
    gap, tall = 20, 300
    built = briefing.build(ROOT / "data" / "prices", folder, as_of=dt.date(2026, 7, 31))
    assert built.deck is not None
    drawn = slides_of(built.deck)
    slides = [rendered(drawn, number, tall) for number in (1, 2, 5)]
    placed = [(slide, gap + at * (slide.width + gap), gap) for at, slide in enumerate(slides)]
    saved(sheet_of(placed, gap, 1600), README / "monthly.png")


def tutorial_decks(folder: Path) -> tuple[Path, Path]:
    """The tutorial's deck as it is drafted, and with the section that its reader writes first."""
    from tests.docs.pages import blocks
    from tests.docs.running import Session

    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    session, decks = Session(folder), []
    with chdir(folder):
        for block in blocks(page):
            session.run(block)
            drafted = "briefing draft" in block.text
            if block.kind == "sh" and (drafted or "paths-and-trips" in (folder / STORY).read_text(encoding="utf-8")):
                deck = next((folder / STORY).parent.glob("output/*.pptx"))
                decks.append(shutil.copy(deck, folder / f"deck-{len(decks)}.pptx"))
            if len(decks) == 2:
                break
    first, second = decks
    return first, second


def tutorial(drafted: Path, written: Path) -> dict[str, Image.Image]:
    """The PDFs of the tutorial's two decks → its pictures by name: four slides, and the one that was written last."""
    gap, tall = 24, 420
    slides = [rendered(drafted, page, tall) for page in (0, 1, 2, 4)]
    placed = [
        (slide, gap + at % 2 * (slide.width + gap), gap + at // 2 * (tall + gap)) for at, slide in enumerate(slides)
    ]
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(written)]
    own = next(at for at, text in enumerate(texts) if "the trips on them" in text)
    return {
        "draft.png": sheet_of(placed, gap, 1400),
        "section.png": sheet_of([(rendered(written, own, 560), gap, gap)], gap),
    }


def tutorial_pictures(folder: Path) -> None:
    """The tutorial's pictures."""
    for name, sheet in tutorial(*map(slides_of, tutorial_decks(folder))).items():
        saved(sheet, DOCS / name)


if __name__ == "__main__":
    wanted: dict[str, Callable[[Path], None]] = {
        "edition": edition, "gallery": gallery_sheet, "monthly": monthly, "tutorial": tutorial_pictures,
    }  # fmt: skip
    for name in sys.argv[1:] or wanted:
        with tempfile.TemporaryDirectory() as made:
            wanted[name](Path(made))
