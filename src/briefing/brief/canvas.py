"""A reportlab canvas on which nothing can be painted untagged.

It is a state machine: every painting method first opens a marked-content sequence for the current element, or for
an artifact where there is none. Whatever draws on it, nothing reaches the page unmarked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any, BinaryIO

from msgspec import Struct
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString
from reportlab.pdfgen.canvas import Canvas

from briefing.brief.catalog import EmbeddedFile, attach, claim, colour_space, deflate, describe, in_halves
from briefing.brief.fonts import EmbeddedFont, Shaped
from briefing.brief.structure import Annotated, Element, Mark, TreeWriter
from briefing.brief.xmp import DocumentProperties

# What an artifact is: page furniture or mere decoration.
ARTIFACTS = {
    "Header": "/Type /Pagination /Subtype /Header",
    "Continued": "/Type /Pagination",
    "Footer": "/Type /Pagination /Subtype /Footer",
    "Layout": "/Type /Layout",
    "Background": "/Type /Background",
}
_PAINTING = (
    *("line", "lines", "grid", "bezier", "arc", "rect", "ellipse", "wedge", "roundRect", "drawPath", "drawText"),
    *("drawImage", "drawInlineImage", "doForm", "linearGradient", "radialGradient", "shade"),
)


class TextState(Struct, frozen=True):
    """Font, size, colour and the space between characters, in points."""

    font: EmbeddedFont
    size: float
    colour: str
    spacing: float = 0.0


class TaggedCanvas(Canvas):
    """A canvas that writes PDF/UA-1 and PDF/A; `root` is the top of its structure tree."""

    # what reportlab keeps and its stubs don't tell
    _doc: Any
    _code: list[str]
    _bookmarkReference: Callable[[str], Any]
    _addAnnotation: Callable[[PDFDictionary, str], None]
    deflates_pages = True

    def __init__(
        self,
        target: BinaryIO,
        size: tuple[float, float],
        properties: DocumentProperties,
        font: EmbeddedFont,
        root: Element,
    ) -> None:
        self.root = root
        self.properties = properties
        self.attachments: list[EmbeddedFile] = []
        self._element: Element | None = None
        self._artifact = "Layout"
        self._open: Element | str | None = None
        self._marks: list[Element] = []
        self._parents: dict[int, Sequence[Element] | Element] = {}
        self._links = 0
        self._tagged_pages: list[Any] = []
        # the first font of a canvas is written to its first page: without one of ours it would be Helvetica
        super().__init__(
            target,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=properties.lang,
            initialFontName=font.name,  # type: ignore[arg-type]  # a name, not a number
        )
        describe(self._doc, properties)

    @property
    def page(self) -> int:
        """The number of the page being painted, from 1."""
        return int(self.getPageNumber())

    # -- what is being painted -------------------------------------------------------------------------------------

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Everything painted inside belongs to the element."""
        before, self._element = self._element, element
        try:
            yield
        finally:
            self._element = before

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Everything painted inside is no content: a key of ARTIFACTS. Each running head is an artifact of its own."""
        if kind == "Header":
            self._close_mark()
        before, self._element, self._artifact = (self._element, self._artifact), None, kind
        try:
            yield
        finally:
            self._element, self._artifact = before

    def open_mark(self) -> None:
        """Open the marked content of what is painted next, unless it is open already."""
        owner: Element | str = self._artifact if self._element is None else self._element
        if self._open is owner:
            return
        self._close_mark()
        self._open = owner
        if isinstance(owner, str):
            self.addLiteral(f"/Artifact <<{ARTIFACTS[owner]}>> BDC")
            return
        owner.kids.append(Mark(self.page - 1, len(self._marks)))
        self.addLiteral(f"/{owner.tag} <</MCID {len(self._marks)}>> BDC")
        self._marks.append(owner)

    def _close_mark(self) -> None:
        if self._open is not None:
            self.addLiteral("EMC")
            self._open = None

    def reserve(self, source: str, element: Element | None) -> int | None:
        """Write what stands for content that is put into the page later; return its mark, if it is of an element."""
        self._close_mark()
        self.addLiteral(source)
        if element is None:
            return None
        element.kids.append(Mark(self.page - 1, len(self._marks)))
        self._marks.append(element)
        return len(self._marks) - 1

    def register(self, text: str, font: EmbeddedFont) -> None:
        """Give the characters of a text, in their order, the next codes of a font."""
        for subset, _ in font.font.splitString(text, self._doc):
            font.font.getSubsetInternalName(subset, self._doc)

    # -- painting in explicit colours ------------------------------------------------------------------------------

    def paint(self, source: str) -> None:
        """TaggedText-stream source that paints, as tagged as all else."""
        self.open_mark()
        self.addLiteral(source)

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        """Paint only inside a rectangle from now on, until the state is restored."""
        self.addLiteral(f"{numbers(x, y, width, height)} re W n")

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle, lower left corner first."""
        self.paint(f"{colour_source(colour)} rg {numbers(x, y, width, height)} re f")

    def hatch(self, x: float, y: float, width: float, height: float, step: float, colour: str) -> None:
        """Thin strokes of 45° over a rectangle, lower left corner first, one each `step`: a place without a value."""
        at = x - height
        while at < x + width:
            start, end = max(at, x), min(at + height, x + width)
            if end > start:
                self.stroke_line(start, y + start - at, end, y + end - at, colour, 0.4)
            at += step

    def stroke_line(self, x0: float, y0: float, x1: float, y1: float, colour: str, weight: float) -> None:
        """A straight line with butt ends."""
        self.paint(
            f"q 0 J [] 0 d {colour_source(colour)} RG {numbers(weight)} w {numbers(x0, y0)} m {numbers(x1, y1)} l S Q"
        )

    def disc(self, x: float, y: float, radius: float, fill: str, edge: str = "", weight: float = 0.0) -> None:
        """A filled circle about a centre, with an edge if it has a colour."""
        source = f"q {colour_source(fill)} rg {circle(x, y, radius)}"
        source += f" {colour_source(edge)} RG {numbers(weight)} w B Q" if edge else " f Q"
        self.paint(source)

    def show(self, shaped: Shaped, x: float, y: float, state: TextState) -> None:
        """Shaped text with its baseline at y."""
        self.open_mark()
        code = [f"BT {colour_source(state.colour)} rg {numbers(1, 0, 0, 1, x, y)} Tm"]
        if state.spacing:
            code.append(f"{numbers(state.spacing)} Tc")
        code += state.font.source(shaped, state.size, self._doc)
        if state.spacing:
            code.append("0 Tc")
        self.addLiteral(" ".join([*code, "ET"]))

    @contextmanager
    def actual_text(self, text: str) -> Iterator[None]:
        """What is painted inside reads as this text, whatever its characters and gaps look like."""
        self.open_mark()
        source = b"".join((b"\xfe\xff", text.encode("utf-16-be"))).hex()
        self.addLiteral(f"/Span <</ActualText <{source}>>> BDC")
        yield
        self.addLiteral("EMC")

    def show_drawn(self, char: str, source: str) -> None:
        """A character that no font has, drawn by content-stream source; it is read as the character."""
        with self.actual_text(char):
            self.paint(source)

    # -- places and links ------------------------------------------------------------------------------------------

    def place(self, key: str, top: float) -> None:
        """Name a place on this page, for links and bookmarks."""
        self.bookmarkHorizontalAbsolute(key, top)

    def bookmark(self, title: str, key: str, level: int) -> None:
        """Add a bookmark to a named place."""
        self.addOutlineEntry(title, key, level, closed=False)

    def link(self, element: Element, target: str, rect: Sequence[float], contents: str) -> None:
        """Make a rectangle a link to an address or, if it begins with #, to a named place."""
        annotation = PDFDictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": PDFArray([round(value, 2) for value in rect]),
                "Border": "[ 0 0 0 ]",
                "F": 4,  # to be printed, as PDF/A asks
                "Contents": PDFString(contents),
            }
        )
        if target.startswith("#"):
            annotation["Dest"] = self._bookmarkReference(target[1:])
        else:
            annotation["A"] = PDFDictionary({"S": "/URI", "URI": PDFString(target)})
        number = _FIRST_ANNOTATION + self._links
        self._links += 1
        annotation["StructParent"] = number
        self._parents[number] = element
        name = f"Link{number}"
        element.kids.append(Annotated(self.page - 1, self._doc.annotationName(name)))
        self._addAnnotation(annotation, name)

    # -- pages and file --------------------------------------------------------------------------------------------

    def showPage(self) -> None:
        """Close the page and keep its marks."""
        self._close_mark()
        number, marks = self.page - 1, self._marks
        super().showPage()
        page = self._doc.idToObject[f"Page{number + 1}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # the entries of a tagged page
        page.StructParents, page.Tabs, page.Trans = number, "/S", None
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=())
        if self.deflates_pages:
            deflate(page.Contents)
        self._parents[number] = marks
        self._tagged_pages.append(page)
        self._doc.updateSignature(page.stream)
        self._marks = []

    def save(self) -> None:
        """Write the file with structure, colour space and attachments."""
        self._finish()
        super().save()
        self._release()

    def uncompressed(self) -> bytes:
        """Return the file as it is before it is compressed."""
        self._finish()
        self._doc.format = partial(pdfdoc.PDFDocument.format, self._doc)
        content: bytes = self._doc.GetPDFData(self)
        self._release()
        return content

    def _release(self) -> None:
        self._doc.idToObject.clear()  # objects refer to each other: fonts and attachments would await a collection

    def _finish(self) -> None:
        if self._code:
            self.showPage()
        document = self._doc
        claim(document, self.properties, attached=bool(self.attachments))
        files = attach(document, self.attachments, self.properties)
        colour_space(document)
        for font in document.delayedFonts:
            font.addObjects(document)
        document.delayedFonts = []
        for name, item in document.idToObject.items():
            if name.startswith("toUnicodeCMap"):
                item.content = in_halves(item.content)
            if isinstance(item, pdfdoc.PDFStream) and item.filters:  # of a font
                deflate(item)
        document.Catalog.StructTreeRoot = TreeWriter(document, self._tagged_pages, self._parents, files).write(
            self.root
        )


# Annotations are numbered after any page that a brief may have.
_FIRST_ANNOTATION = 100_000


def _guard(name: str) -> Callable[..., Any]:
    method = getattr(Canvas, name)

    def painted(self: TaggedCanvas, *arguments: Any, **options: Any) -> Any:
        self.open_mark()
        return method(self, *arguments, **options)

    painted.__name__, painted.__doc__ = name, method.__doc__
    return painted


for _name in _PAINTING:
    setattr(TaggedCanvas, _name, _guard(_name))


def image_of(picture: Image.Image) -> Any:
    """Return a picture as `drawImage` takes it."""
    return ImageReader(picture)


def numbers(*values: float) -> str:
    """Return numbers as PDF source, with at most three decimals."""
    return " ".join([f"{value:.3f}".rstrip("0").rstrip(".") for value in values])


@lru_cache(64)
def colour_source(colour: str) -> str:
    """Return a colour, `#RRGGBB`, as three numbers from 0 to 1."""
    return numbers(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def circle(x: float, y: float, radius: float) -> str:
    """Return the source of a circle, a closed path of four curves."""
    bend = radius * 0.5523
    parts = [f"{numbers(x + radius, y)} m"]
    corners = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    for ax, ay, bx, by in corners:
        first = (x + radius * ax + bend * bx, y + radius * ay + bend * by)
        second = (x + radius * bx + bend * ax, y + radius * by + bend * ay)
        parts.append(f"{numbers(*first, *second, x + radius * bx, y + radius * by)} c")
    return " ".join(parts) + " h"
