"""What the eye misses on a page as rendered: empty charts, text that cannot be seen, too little or too much ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import ImageDraw
from PIL.Image import Image

from briefing.proof.findings import Findings, Rule
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.rendering.drawn_text import joined, within
from briefing.proof.rendering.glyphs import Glyph, RenderedPage

BLANK = Rule("render-blank", "error", "a chart or picture shows more than one colour")
HIDDEN = Rule("render-hidden", "error", "text of the file can be seen where it is drawn")
INK = Rule("render-ink", "advice", "3 to 40 % of a page is inked, covers and pauses excepted")
_LEAST, _MOST = 0.03, 0.40
_PALE = 0.9  # of the paper's lightness; what is darker is ink
_DARK = 128  # lightness of a ground below which ink is lighter than it
_SAME = 10  # steps of a channel that the eye takes for one colour
_SPECKS = 0.0005  # share of a chart's pixels
_MOST_WORDS = 6
_GAP, _LOOSE = 3.0, 0.2  # between signs of a word: points, and a share of its height


def blank(file: ParsedFile, page: Page, drawn_page: RenderedPage) -> Findings:
    """Yield charts and pictures of which nothing but text can be seen."""
    for element in page.elements:
        if element.role not in ("chart", "picture") or element.box is None:
            continue
        area = drawn_page.cut(element.box)
        if area is not None and min(area.size) > 1 and _marks(area, drawn_page, element) < _SPECKS:
            what = f"the {element.role} is blank as drawn"
            fix = "look whether its data is there and its marks have a colour of their own"
            yield BLANK.at(file.location(page, element), what, fix)


def _marks(area: Image, drawn_page: RenderedPage, element: Element) -> float:
    """Return the share of an area that has another colour than most of it, texts left out."""
    assert element.box
    area = area.convert("L")
    most = _paper(area)
    across, down = drawn_page.bitmap.width / drawn_page.wide, drawn_page.bitmap.height / drawn_page.high
    pen = ImageDraw.Draw(area)
    left, top, right, bottom = within(element.box, drawn_page)
    for ink in (within(glyph.box, drawn_page) for glyph in drawn_page.glyphs):
        if left <= ink[2] and ink[0] <= right and top <= ink[3] and ink[1] <= bottom:
            corner = ((ink[0] - left) * across - 1, (ink[1] - top) * down - 1)
            pen.rectangle((*corner, (ink[2] - left) * across + 1, (ink[3] - top) * down + 1), fill=most)
    counted = area.histogram()
    return 1 - sum(counted[max(0, most - _SAME) : most + _SAME + 1]) / (area.width * area.height)


def _paper(grey: Image) -> int:
    """Return the commonest lightness of a grey image."""
    counted = grey.histogram()
    return counted.index(max(counted))


def hidden(file: ParsedFile, page: Page, drawn_page: RenderedPage) -> Findings:
    """Yield words of which the drawing shows nothing: covered, or in the colour of their ground."""
    unseen = [word for word in _words(drawn_page.glyphs) if _unseen(drawn_page, word)]
    if unseen:
        texts = ["".join(glyph.char for glyph in word) for word in unseen]
        more = f" and {len(texts) - _MOST_WORDS} more words" if len(texts) > _MOST_WORDS else ""
        box = within(joined([glyph for word in unseen for glyph in word]), drawn_page)
        what = f"“{' '.join(texts[:_MOST_WORDS])}”{more} cannot be seen: covered, or in the colour of its ground"
        fix = "move what covers it, or change its colour"
        yield HIDDEN.at(file.location(page, Element("text", "", box)), what, fix)


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield signs that stand side by side on one line, in the order in which they are drawn."""
    word: list[Glyph] = []
    for glyph in glyphs:
        last = word[-1] if word else None
        high = max((one.box[3] - one.box[1] for one in word), default=0.0)
        gap = max(_GAP, _LOOSE * high)  # of large figures a point stands free
        if last and (abs(glyph.base - last.base) > 1 or not -1 < glyph.box[0] - last.box[2] < gap or len(word) > 20):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _unseen(drawn_page: RenderedPage, word: Sequence[Glyph]) -> bool:
    box = joined(word)
    on_page = box[0] >= 0 and box[1] >= 0 and box[2] <= drawn_page.wide and box[3] <= drawn_page.high
    area = drawn_page.cut(box) if on_page and box[2] - box[0] > 1 and box[3] - box[1] > 1 else None
    if area is None or area.width * area.height < 9:
        return False
    bands: tuple[tuple[int, int], ...] = area.getextrema()  # type: ignore[assignment]
    return all(high - low <= _SAME for low, high in bands)


def inked(file: ParsedFile, drawn_pages: Sequence[RenderedPage]) -> Findings:
    """Yield pages with too little or too much on them; the first slide and those on another ground than most are
    excepted."""
    grounds = [_paper(drawn_page.bitmap.convert("L")) for drawn_page in drawn_pages]
    dark = sum(ground < _DARK for ground in grounds) * 2 > len(grounds)
    for page, drawn_page, ground in zip(file.pages, drawn_pages, grounds, strict=False):
        if (ground < _DARK) is not dark or (file.kind == "deck" and page.number == 1):
            continue
        share = ink(drawn_page.bitmap, ground)
        if not _LEAST <= share <= _MOST:
            least, most = (f"{limit * 100:.0f}" for limit in (_LEAST, _MOST))
            what = f"ink covers {share * 100:.0f} % of it; {least} to {most} % reads well"
            yield INK.at(file.location(page), what, "give it more to show" if share < _LEAST else "take something away")


def ink(bitmap: Image, ground: int) -> float:
    """Return the share of a bitmap's pixels at 72 dpi that are more than a tenth darker than its paper.

    On a dark ground: that are a tenth of the way to white lighter.
    """
    counted = bitmap.convert("L").histogram()
    dark = ground < _DARK
    marks = counted[round(255 - (255 - ground) * _PALE) :] if dark else counted[: int(ground * _PALE)]
    return sum(marks) / (bitmap.width * bitmap.height)
