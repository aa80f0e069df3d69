"""The strings of a page as PDFium painted them, with place, look and mark, and the colour of their ground."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence, Set
from ctypes import byref, c_float, c_int, c_uint, c_ulong
from math import hypot
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.colour_science import channels
from briefing.proof.findings import Box
from briefing.proof.page_boxes import centre, union
from briefing.proof.parsed_file import UNKNOWN
from briefing.proof.reading.brief.pdf_paths import Point, area_edges, is_circle, polyline, slanted
from briefing.proof.reading.pdfium import MOST_SIGNS, Floats, doubles, library

# What PDFium gives for a hyphen at the end of a line, soft or hard.
_BROKEN: Final = (2, 0xFFFE)
_SOFT_HYPHEN: Final = "\u00ad"
_SILENT: Final = {**dict.fromkeys([*range(32), 0xAD, 0x200B, 0xFEFF, 0xFFFE]), **dict.fromkeys((9, 10, 13), " ")}
_TEXT, _PATH = 1, 2
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_STYLE: Final = re.compile(r"([-,]\w*|PSMT|MT)$")
_HEAVY: Final = re.compile(r"bold|black|heavy", re.IGNORECASE)
_BOLD: Final = 600
# A ground is no line, and of few points: a rectangle has five, a disc 13 or 25, one with round corners up to 21.
_THIN: Final = 4.0
_CORNERS: Final = frozenset((4, 5, 6))  # segments of a rectangle, closed or not
_GROUNDS: Final = frozenset((4, 5, 6, *range(13, 22), 25))
_FIGURE: Final = re.compile(r"[0-9]")
_WHOLE: Final = 0.97
_MOST_LOOKS: Final = 20_000_000  # at shapes behind strings, of one page
_ARTIFACT: Final = "Artifact\0".encode("utf-16-le")


class PaintedString(Struct):
    """A string as it was painted, in points from the upper left corner, its baseline from `left` to `end` at `base`.

    `mark` is the number of its marked content (-1: none), `artifact` is whether it is no content, `broken` whether a
    word continues in the next string, `level` whether it runs from left to right.
    """

    text: str
    box: Box
    base: float
    left: float
    end: float
    size: float
    bold: bool
    face: str
    colour: str
    fill: str
    mark: int
    artifact: bool
    broken: bool
    level: bool


class SeenText(Struct, frozen=True):
    """All signs of a page, and its strings with a figure as they were painted, each with the numbers of its first sign
    and after its last."""

    signs: str = ""
    strings: tuple[tuple[int, int, PaintedString], ...] = ()


class PageFrame:
    """Places on a page from the upper left corner as it is shown, by its visible box and its rotation."""

    def __init__(self, page: Any) -> None:
        box, pdfium = Floats(), library()
        pdfium.FPDF_GetPageBoundingBox(page, byref(box))
        self.turn = pdfium.FPDFPage_GetRotation(page) % 4
        self.left, self.top, self.right, self.bottom = box.a, box.b, box.c, box.d
        sides = (abs(box.c - box.a), abs(box.b - box.d))
        self.wide, self.high = sides[::-1] if self.turn % 2 else sides

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file as a reader sees it."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the box of two corners."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return round(min(ax, bx), 2), round(min(ay, by), 2), round(max(ax, bx), 2), round(max(ay, by), 2)


def strings(page: Any, frame: PageFrame, grounds: Grounds) -> tuple[list[PaintedString], SeenText]:
    """Return the strings of a page in the order of painting, and its text. Raises ValueError if it has more signs than
    any brief."""
    pdfium = library()
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return [], SeenText()
    found: list[tuple[int, int, PaintedString]] = []
    seen: list[tuple[int, int, PaintedString]] = []
    try:
        signs = pdfium.FPDFText_CountChars(text)
        if signs > MOST_SIGNS:
            raise ValueError(f"a page has more than {MOST_SIGNS} signs")
        reader = SignReader(text, frame, grounds.behind)
        order, page_text = 0, signs_of(pdfium, text, signs)
        for owner, start, end, string in _stretches(pdfium, text, page_text):
            if string.strip():
                order = grounds.order.get(owner, order)
                found.append((order, owner, piece := reader.piece(owner, start, end, string)))
                if _FIGURE.search(string) and end - start == len(string):
                    seen.append((start, end, replace(piece)))  # which may get a space or a hyphen below
            elif found:
                found[-1][-1].text += " "
                found[-1][-1].end = max(found[-1][-1].end, reader.end(end - 1))
    finally:
        pdfium.FPDFText_ClosePage(text)
    _hyphens(page, [(owner, piece) for _, owner, piece in found if piece.broken])
    # PDFium sorts what stands on one line from left to right
    return [piece for _, _, piece in sorted(found, key=lambda one: one[0])], SeenText(page_text, tuple(seen))


def _hyphens(page: Any, broken: Sequence[tuple[int, PaintedString]]) -> None:
    """Restore the hard hyphen of strings that end in a hyphen before a line that continues, as "high-value" does.

    There PDFium does not distinguish hard and soft ones; it does where a string stands alone, on a sheet of its own,
    which is of another document, as this one's tree of pages may be broken.
    """
    if not broken:
        return
    pdfium = library()
    document = pdfium.FPDF_CreateNewDocument()
    sheet = pdfium.FPDFPage_New(document, 0, 100.0, 100.0)
    for owner, piece in broken:
        if pdfium.FPDFPage_RemoveObject(page, owner):
            pdfium.FPDFPage_InsertObject(sheet, owner)
            text = pdfium.FPDFText_LoadPage(sheet)
            signs = "".join(chr(pdfium.FPDFText_GetUnicode(text, sign)) for sign in _last(pdfium, text))
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDFPage_RemoveObject(sheet, owner)
            pdfium.FPDFPageObj_Destroy(owner)
            piece.text += "-" if signs.rstrip().endswith("-") else ""
    pdfium.FPDF_ClosePage(sheet)
    pdfium.FPDF_CloseDocument(document)


def _last(pdfium: Any, text: Any) -> range:
    """Return the numbers of the last signs of a text: the hyphen, and a space after it."""
    signs = pdfium.FPDFText_CountChars(text)
    return range(max(0, signs - 3), signs)


def _stretches(pdfium: Any, text: Any, page_text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield each painted string: its object, the numbers of its first sign and after its last, its text.

    What PDFium puts between strings belongs to no object; inside one it is a space.
    """
    owner_of = pdfium.FPDFText_GetTextObject
    owner, start, since, end = 0, 0, 0, 0
    parts: list[str] = []
    for at in range(len(page_text)):
        now = owner_of(text, at)
        if now == owner:
            if at > end:
                parts.append(page_text[since:end])
                since = at
            end = at + 1
        elif now:
            if owner:
                yield owner, start, end, _joined((*parts, page_text[since:end]))
            owner, start, since, end, parts = now, at, at, at + 1, []
    if owner:
        yield owner, start, end, _joined((*parts, page_text[since:end]))


def signs_of(pdfium: Any, text: Any, signs: int) -> str:
    """Return all signs of a page by their numbers: at once, or one by one where PDFium leaves some out."""
    buffer = ctypes.create_string_buffer(2 * (signs + 1))
    if pdfium.FPDFText_GetText(text, 0, signs, buffer) == signs + 1:
        page_text = buffer.raw[: 2 * signs].decode("utf-16-le", "surrogatepass")
        if len(page_text) == signs:
            return page_text
    codes = (pdfium.FPDFText_GetUnicode(text, at) for at in range(signs))
    return "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])


def _joined(parts: Sequence[str]) -> str:
    string = " ".join(parts)
    return string.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not string.isascii() else string


class SignReader:
    """Reads the surroundings of a page's signs; its buffers are reused for each string.

    `behind` returns the colour behind a string, from its object and box.
    """

    def __init__(self, text: Any, frame: PageFrame, behind: Callable[[int, Box], str]) -> None:
        self.text, self.frame, self.behind = text, frame, behind
        self.fonts: dict[int, tuple[str, bool]] = {}
        self.doubles, self.filled = doubles(4)
        self.matrix, self.loose, self.size = Floats(), Floats(), c_float()

    def piece(self, owner: int, start: int, end: int, string: str) -> PaintedString:
        """Return the piece of an object and the numbers of its signs."""
        pdfium = library()
        pdfium.FPDFText_GetCharOrigin(self.text, start, *self.filled[:2])
        x, y = self.doubles[0].value, self.doubles[1].value
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(self.text, start, byref(matrix))
        pdfium.FPDFTextObj_GetFontSize(owner, byref(self.size))
        size = round(self.size.value * (hypot(matrix.c, matrix.d) or 1.0), 2)
        across, down = self.frame.point(x, y)
        ahead = self.frame.point(x + matrix.a, y + matrix.b)
        face, bold = self._font(pdfium.FPDFTextObj_GetFont(owner))
        mark = pdfium.FPDFPageObj_GetMarkedContentID(owner)
        inner = string.lstrip()  # a space may have a box of its own
        first, last = start + len(string) - len(inner), end - len(inner) + len(inner.rstrip())
        box = self._box(first, last, (across, down, across, down))
        broken = ord(string[-1]) in _BROKEN or string[-1] == _SOFT_HYPHEN
        no_content = mark < 0 and is_artifact(owner)
        level = ahead[0] - across > abs(ahead[1] - down)
        shade, ground = colour(owner)[0], self.behind(owner, box)
        line = (down, across, self.end(end - 1))
        return PaintedString(
            string.translate(_SILENT), box, *line, size, bold, face, shade, ground, mark, no_content, broken, level
        )

    def end(self, last: int) -> float:
        """Return where the next sign would begin on the line of a sign."""
        library().FPDFText_GetLooseCharBox(self.text, last, byref(self.loose))
        loose = self.loose
        (one, _), (other, _) = self.frame.point(loose.a, loose.b), self.frame.point(loose.c, loose.d)
        return max(one, other)

    def _box(self, start: int, end: int, otherwise: Box) -> Box:
        pdfium, boxes = library(), []
        for at in range(pdfium.FPDFText_CountRects(self.text, start, end - start)):
            if pdfium.FPDFText_GetRect(self.text, at, *self.filled):
                boxes.append(self.frame.box(*[cell.value for cell in self.doubles]))
        return boxes[0] if len(boxes) == 1 else union(boxes) if boxes else otherwise

    def _font(self, font: Any) -> tuple[str, bool]:
        if font not in self.fonts:
            pdfium, buffer = library(), ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
            bold = pdfium.FPDFFont_GetWeight(font) >= _BOLD or bool(_HEAVY.search(name))
            self.fonts[font] = _STYLE.sub("", name), bold
        return self.fonts[font]


def colour(owner: int, *, rim: bool = False) -> tuple[str, int]:
    """Return the fill or stroke colour of an object as RRGGBB, empty if unknown, and its opacity from 0 to 255."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    getter = library().FPDFPageObj_GetStrokeColor if rim else library().FPDFPageObj_GetFillColor
    if not getter(owner, byref(red), byref(green), byref(blue), byref(alpha)):
        return "", 0
    return f"{red.value << 16 | green.value << 8 | blue.value:06X}", alpha.value


def is_artifact(owner: int) -> bool:
    """Whether a painted object is marked as no content."""
    pdfium, name, size = library(), ctypes.create_string_buffer(64), c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(owner)):
        pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(owner, at), name, 64, byref(size))
        if name.raw[: size.value] == _ARTIFACT:
            return True
    return False


class Grounds:
    """The filled shapes of a page in the order of painting; `page` is the colour of the whole sheet.

    `drawn` is the box of what is drawn under each of the marks asked for, `rectangles` are those of its paths that may
    be one, `circles` of its dots, `areas` the edges of what is filled over periods, `lines` the colour and points of
    its open ones, `painted` the form, place and colours of what is painted
    there without words, under -1 that of all other marks.
    """

    def __init__(self, page: Any, frame: PageFrame, marks: Set[int] = frozenset()) -> None:
        pdfium = library()
        self.page = "FFFFFF"
        self.drawn: dict[int, Box] = {}
        self.rectangles: dict[int, list[Box]] = {}
        self.circles: dict[int, list[Box]] = {}
        self.areas: dict[int, list[tuple[tuple[Point, ...], ...]]] = {}
        self.lines: dict[int, list[tuple[str, tuple[Point, ...]]]] = {}
        self.painted: dict[int, list[str]] = {}
        self.order: dict[int, int] = {}
        self._shapes: list[tuple[int, Box, str, tuple[Point, ...]]] = []
        self._looks = _MOST_LOOKS
        edges = [c_float() for _ in range(4)]
        filled, stroked, given = c_int(), c_int(), [byref(edge) for edge in edges]
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            painted_object = pdfium.FPDFPage_GetObject(page, at)
            self.order[painted_object] = at
            kind = pdfium.FPDFPageObj_GetType(painted_object)
            if kind == _TEXT or not pdfium.FPDFPageObj_GetBounds(painted_object, *given):
                continue
            mark = pdfium.FPDFPageObj_GetMarkedContentID(painted_object) if marks else -1
            filled.value = stroked.value = 0
            if kind == _PATH:
                pdfium.FPDFPath_GetDrawMode(painted_object, byref(filled), byref(stroked))
            inside = colour(painted_object) if filled.value else ""
            rim = colour(painted_object, rim=True) if stroked.value else ""
            place = [round(edge.value, 1) for edge in edges]
            self.painted.setdefault(mark if mark in marks else -1, []).append(f"{kind} {place} {inside} {rim}")
            segments = pdfium.FPDFPath_CountSegments(painted_object)
            ground = filled.value and segments in _GROUNDS
            if ground or mark in marks:
                box = frame.box(*(edge.value for edge in edges))
                if mark in marks:
                    self.drawn[mark] = union((box, self.drawn.get(mark, box)))
                    if segments in _CORNERS:
                        self.rectangles.setdefault(mark, []).append(box)
                    elif inside and is_circle(painted_object, box):
                        self.circles.setdefault(mark, []).append(box)
                    elif inside and not rim and (area := area_edges(painted_object, frame.point)):
                        self.areas.setdefault(mark, []).append(area)
                    if rim and not inside:
                        self.lines.setdefault(mark, []).append((rim[0], polyline(painted_object, frame.point)))
                if ground:
                    self._add(at, painted_object, box, frame)

    def _add(self, at: int, painted_object: int, box: Box, frame: PageFrame) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) < _THIN:
            return
        shade, opaque = colour(painted_object)
        if not shade or not opaque:
            return
        if opaque < 255:
            shade = _mixed(shade, self.page, opaque / 255)
        if wide * high > _WHOLE * frame.wide * frame.high:
            self.page, self._shapes = shade, []
        else:
            self._shapes.append((at, box, shade, slanted(painted_object, frame.point)))

    def behind(self, owner: int, box: Box) -> str:
        """Return the colour behind a string; empty for that of the page."""
        x, y = centre(box)
        order = self.order.get(owner, len(self.order))
        self._looks -= len(self._shapes)
        if self._looks < 0:
            return UNKNOWN
        for at, (left, top, right, bottom), shade, corners in reversed(self._shapes):
            if at < order and left <= x <= right and top <= y <= bottom and _is_inside(x, y, corners):
                return shade
        return ""


def _is_inside(x: float, y: float, corners: Sequence[Point]) -> bool:
    """Whether a point lies inside a polygon, whose sides to its right are then odd in number; all of no corners is."""
    crossed = not corners
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed = not crossed
    return crossed


def _mixed(over: str, under: str, share: float) -> str:
    pairs = zip(channels(over), channels(under), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
