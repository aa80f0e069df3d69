"""The pictures of README and docs: Beijing, the gallery, the prices, the tutorial's slides.

    uv run --group test .ci/picture.py            all of them
    uv run --group test .ci/picture.py tutorial   some

Slides are those of the handout, so nothing but the project itself draws them. tests/docs compares.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import chdir
from pathlib import Path

import pypdfium2
from PIL import Image

import briefing
from briefing.assets import asset
from briefing.gallery import stage

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the tutorial is run as its tests run it
README, DOCS = Path("assets", "readme"), Path("docs", "pictures")
GROUND, EDGE = "#E9ECEF", "#C9D0D7"
USUAL = "ink"
Placed = tuple[Image.Image, int, int]
Pictures = dict[Path, Image.Image]


def rendered(file: Path, page: int, height: int) -> Image.Image:
    """A page of a PDF → a picture of that height."""
    found = pypdfium2.PdfDocument(file)[page]
    drawn = found.render(scale=2 * height / found.get_height()).to_pil().convert("RGB")
    return drawn.resize((round(height * drawn.width / drawn.height), height), Image.Resampling.LANCZOS)


def sheet_of(pictures: Sequence[Placed], gap: int, width: int = 0) -> Image.Image:
    """Pictures with their left and top → one sheet; of that width if one is given."""
    right = max(left + picture.width for picture, left, _ in pictures) + gap
    foot = max(top + picture.height for picture, _, top in pictures) + gap
    sheet = Image.new("RGB", (right, foot), GROUND)
    for picture, left, top in pictures:
        sheet.paste(EDGE, (left - 1, top - 1, left + picture.width + 1, top + picture.height + 1))
        sheet.paste(picture, (left, top))
    return sheet.resize((width, round(foot * width / right)), Image.Resampling.LANCZOS) if width else sheet


def edition(folder: Path) -> Pictures:
    """The Beijing edition: slides beside pages."""
    gap, tall = 24, 290
    built = briefing.build(ROOT / "data" / "beijing", folder, only=("handout", "brief"))
    assert built.brief is not None
    slides = [rendered(handout(folder), number, tall) for number in (0, 3, 8)]
    pages = [rendered(built.brief, number, tall * 3 + 2 * gap) for number in (0, 2)]
    placed = [(slide, gap, gap + at * (tall + gap)) for at, slide in enumerate(slides)]
    left = gap + slides[0].width + gap
    for page in pages:
        placed.append((page, left, gap))
        left += page.width + gap
    return {README / "edition.png": sheet_of(placed, gap, 1600)}


def handout(folder: Path) -> Path:
    """The only handout in a folder."""
    (found,) = folder.glob("*.handout.pdf")
    return found


def gallery(folder: Path, themes: str = "*") -> Pictures:
    """The gallery: its slides under the usual theme, below them one slide under every theme, both of one width."""
    gap, tall, themed = 20, 198, 2
    wide = tall * 16 // 9
    drawn = {file.stem: _gallery(folder / file.stem, file) for file in sorted(asset("themes").glob(f"{themes}.toml"))}
    count = len(pypdfium2.PdfDocument(drawn[USUAL]))
    columns = min((6, 5, 7), key=lambda number: -count % number)  # the fewest holes in the last row
    placed = [
        (rendered(drawn[USUAL], page, tall), gap + page % columns * (wide + gap), gap + page // columns * (tall + gap))
        for page in range(count)
    ]
    top = -(-count // columns) * (tall + gap) + 3 * gap
    step = (columns * (wide + gap)) // len(drawn)
    placed += [
        (rendered(pdf, themed, (step - gap) * 9 // 16), gap + at * step, top) for at, pdf in enumerate(drawn.values())
    ]
    return {README / "gallery.png": sheet_of(placed, gap, 1500)}


def _gallery(folder: Path, theme: Path) -> Path:
    (project := folder / "project").mkdir(parents=True)
    briefing.build(project, folder, theme=stage(project, theme.stem, theme), only=("handout",))
    return handout(folder)


def monthly(folder: Path) -> Pictures:
    """The prices edition: three slides in a row."""
    gap, tall = 20, 300
    briefing.build(ROOT / "data" / "prices", folder, as_of=dt.date(2026, 7, 31), only=("handout",))
    slides = [rendered(handout(folder), number, tall) for number in (1, 2, 6)]
    placed = [(slide, gap + at * (slide.width + gap), gap) for at, slide in enumerate(slides)]
    return {README / "monthly.png": sheet_of(placed, gap, 1600)}


def tutorial(folder: Path) -> Pictures:
    """The tutorial, to its end: four slides of its draft, and the one that its reader writes first."""
    from tests.docs.pages import blocks
    from tests.docs.running import Session

    gap, tall = 24, 420
    session, pictures = Session(folder), Pictures()
    project = folder / "town-cycling"
    with chdir(folder):
        for block in blocks((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")):
            session.run(block)
            if block.text.startswith("briefing draft town"):
                slides = [rendered(_slides(project, folder / "draft"), page, tall) for page in (0, 1, 2, 4)]
                places = [(gap + at % 2 * (slides[0].width + gap), gap + at // 2 * (tall + gap)) for at in range(4)]
                placed = [(slide, *place) for slide, place in zip(slides, places, strict=True)]
                pictures[DOCS / "draft.png"] = sheet_of(placed, gap, 1400)
            elif block.mark == "story" and len(pictures) == 1:
                drawn = _slides(project, folder / "section")
                texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(drawn)]
                own = next(at for at, text in enumerate(texts) if "the trips on them" in text)
                pictures[DOCS / "section.png"] = sheet_of([(rendered(drawn, own, 560), gap, gap)], gap)
        session.finish()
    return pictures


def _slides(project: Path, out: Path) -> Path:
    briefing.build(project, out, only=("handout",))
    return handout(out)


SHEETS: dict[str, Callable[[Path], Pictures]] = {
    "edition": edition, "gallery": gallery, "monthly": monthly, "tutorial": tutorial,
}  # fmt: skip

if __name__ == "__main__":
    for name in sys.argv[1:] or SHEETS:
        with tempfile.TemporaryDirectory() as made:
            for target, sheet in SHEETS[name](Path(made)).items():
                (ROOT / target).parent.mkdir(exist_ok=True)
                sheet.quantize(256, Image.Quantize.MEDIANCUT, kmeans=4).save(ROOT / target, optimize=True)
