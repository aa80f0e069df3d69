"""The tree of a tagged PDF, and the text that stands under each mark, as pikepdf reads them."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct, field

PAINTING = frozenset("S s f F f* B B* b b* sh Do Tj TJ ' \" EI".split())  # noqa: SIM905
_SHOWING = ("Tj", "TJ", "'", '"')
# No sound tree is deeper.
_DEEPEST = 100


class StructureElement(Struct, eq=False):
    """A structure element: standard type, its object, marks as (page, number), annotations, nodes below in order."""

    tag: str
    object: Any
    parent: StructureElement | None
    kids: list[StructureElement | tuple[int, int] | Any] = field(default_factory=list)

    def walk(self) -> Iterator[StructureElement]:
        """Yield this node and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.walk()

    def marks(self) -> Iterator[tuple[StructureElement, tuple[int, int]]]:
        """Yield the marks under this node in reading order, each with the node that holds it."""
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.marks()
            elif isinstance(kid, tuple):
                yield self, kid

    @property
    def nodes(self) -> list[StructureElement]:
        """The nodes right below."""
        return [kid for kid in self.kids if isinstance(kid, StructureElement)]

    def attribute(self, name: str) -> Any:
        """Return an attribute whatever its owner; None without it."""
        found = _listed(self.object.get("/A", []))
        return next((attributes[name] for attributes in found if _holds(attributes, name)), None)


class Font(Struct):
    """What the codes of a font stand for; `data` is its object, `wide` is whether a code has two bytes."""

    data: Any
    signs: dict[int, str]
    wide: bool = False

    def codes(self, part: bytes) -> list[int]:
        """Return the codes of a page's string, of one byte or two."""
        if not self.wide:
            return list(part)
        return [part[at] << 8 | part[at + 1] for at in range(0, len(part) - 1, 2)]


class MarkedText(Struct):
    """Text or paint under one mark: page from 0, mark number or None, kind of artifact or empty."""

    page: int
    mark: int | None
    artifact: str
    text: str
    codes: list[tuple[Font, int]]


class TaggedPdf:
    """The pages, tree and stretches of a PDF; `loose` counts what is painted outside every mark.

    `belied` has the stretches whose ActualText has other numbers than are drawn: page from 0, ActualText, drawn text.

    Raises pikepdf.PdfError or ValueError on a file that it cannot open.
    """

    def __init__(self, data: bytes) -> None:
        # findings report what it would print of a broken file
        logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.loose = 0
        self.belied: list[tuple[int, str, str]] = []
        self.fonts: dict[tuple[int, int], Font] = {}
        self.stretches: list[MarkedText] = []
        for number, page in enumerate(self.pdf.pages):
            self.stretches += self._page(number, page)
        self.marked: dict[tuple[int, int], str] = {}
        for stretch in self.stretches:
            if stretch.mark is not None:
                self.marked[stretch.page, stretch.mark] = (
                    self.marked.get((stretch.page, stretch.mark), "") + stretch.text
                )
        self.root = self._tree()

    def nodes(self, *tags: str) -> list[StructureElement]:
        """Return all elements of these types, or all, in reading order."""
        return [node for node in self.root.walk() if not tags or node.tag in tags] if self.root else []

    def text(self, node: StructureElement) -> str:
        """Return the words under a node in reading order, soft hyphens rejoined."""
        return " ".join("".join(self._words(node)).replace("\u00ad", "").split())

    def _words(self, node: StructureElement) -> Iterator[str]:
        for kid in node.kids:
            if isinstance(kid, StructureElement):
                yield from self._words(kid)
                if kid.tag not in ("Link", "Span"):
                    yield " "
            elif isinstance(kid, tuple):
                yield self.marked.get(kid, "")

    # -- the tree ---------------------------------------------------------------------------------------------------

    def _tree(self) -> StructureElement | None:
        top: Any = self.pdf.Root.get("/StructTreeRoot")
        if top is None:
            return None
        self.roles = {key: str(value).removeprefix("/") for key, value in dict(top.get("/RoleMap", {})).items()}
        self.numbers = {page.objgen: at for at, page in enumerate(self.pdf.pages)}
        tops = [item for item in _listed(top.get("/K", [])) if _holds(item, "/S")]
        return self._node(tops[0], None, 0) if tops else None

    def _node(self, element: Any, parent: StructureElement | None, depth: int) -> StructureElement:
        if depth > _DEEPEST:
            raise ValueError(f"its tree is more than {_DEEPEST} elements deep")
        tag = str(element.S)
        node = StructureElement(self.roles.get(tag, tag.removeprefix("/")), element, parent)
        for kid in _listed(element.get("/K", [])):
            if isinstance(kid, int):
                node.kids.append((self._number(element.get("/Pg")), kid))
            elif _holds(kid, "/S"):
                node.kids.append(self._node(kid, node, depth + 1))
            elif _holds(kid, "/MCID"):
                node.kids.append((self._number(kid.get("/Pg", element.get("/Pg"))), int(kid.MCID)))
            elif _holds(kid, "/Obj"):
                node.kids.append(kid.Obj)
        return node

    def _number(self, page: Any) -> int:
        """Return a page's number from 0; -1 for none of the file's."""
        return -1 if page is None else self.numbers.get(page.objgen, -1)

    # -- pages ------------------------------------------------------------------------------------------------------

    def _page(self, number: int, page: pikepdf.Page) -> Iterator[MarkedText]:
        stack: list[tuple[str, int | None, str | None]] = []
        shown = MarkedText(number, None, "", "", [])
        drawn = ""
        fonts: Any = page.resources.get("/Font", {})
        font: Font | None = None
        for instruction in pikepdf.parse_content_stream(page):
            name, operands = str(instruction.operator), instruction.operands
            if name in ("BDC", "BMC"):
                kind, mark, actual = _mark(operands, page)
                stack.append((kind, mark, actual))
                if mark is not None or kind:
                    shown = MarkedText(number, mark, kind, "", [])
                    yield shown
                elif actual is not None:
                    shown.text += actual
            elif name == "EMC":
                actual_text = stack[-1][2] if stack else None
                if actual_text is not None and _digits(actual_text) != _digits(drawn):
                    self.belied.append((number, actual_text, drawn))
                stack, drawn = stack[:-1], ""
            elif name == "Tf":
                font = self._font(fonts[str(operands[0])]) if str(operands[0]) in fonts else None
            elif name in PAINTING:
                self.loose += not stack
                if name in _SHOWING and font and stack:
                    codes = [(font, code) for part in _strings(operands[-1]) for code in font.codes(part)]
                    text = "".join(font.signs.get(code, "") for _, code in codes)
                    if stack[-1][2] is None:
                        shown.codes += codes
                        shown.text += text
                    else:
                        drawn += text

    def _font(self, data: Any) -> Font:
        if data.objgen not in self.fonts:
            signs = _signs(data.ToUnicode.read_bytes().decode("latin1")) if "/ToUnicode" in data else {}
            self.fonts[data.objgen] = Font(data, signs, str(data.get("/Subtype", "")) == "/Type0")
        return self.fonts[data.objgen]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def _holds(given: Any, key: str) -> bool:
    """Whether an object is a dictionary with that key, whatever stands in a broken tree."""
    return isinstance(given, pikepdf.Dictionary | pikepdf.Stream | dict) and key in given


def _mark(operands: Any, page: pikepdf.Page) -> tuple[str, int | None, str | None]:
    """Return kind of artifact, mark number and ActualText from the operands of BDC."""
    tag = str(operands[0])
    properties: Any = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        named: Any = page.resources.get("/Properties", {})
        properties = named.get(str(properties), {})
    actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
    if tag == "/Artifact":
        return str(properties.get("/Type", "/Artifact")).removeprefix("/"), None, None
    return "", int(properties["/MCID"]) if "/MCID" in properties else None, actual


def _strings(operand: Any) -> list[bytes]:
    return [bytes(part) for part in _listed(operand) if isinstance(part, pikepdf.String)]


def _signs(cmap: str) -> dict[int, str]:
    """Return what each code of a ToUnicode map stands for."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, many, one in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", block, re.DOTALL):
            low, high = int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF)  # no font has more signs
            each = re.findall(r"<(\w+)>", many) or [f"{int(one, 16) + at:04X}" for at in range(high - low + 1)]
            found |= {low + at: bytes.fromhex(sign).decode("utf-16-be") for at, sign in enumerate(each)}
    return found
