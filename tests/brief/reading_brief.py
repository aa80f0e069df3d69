"""A finished brief as a stranger's program sees it: its tree, and the text that stands under each mark."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec import Struct, field

PAINTING = frozenset("S s f F f* B B* b b* sh Do Tj TJ ' \" EI".split())  # noqa: SIM905
_SHOWING = ("Tj", "TJ", "'", '"')


class Node(Struct, eq=False):
    """A structure element: standard type, its object, marks as (page, number), annotations, nodes below in order."""

    tag: str
    object: Any
    parent: Node | None
    kids: list[Node | tuple[int, int] | Any] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def marks(self) -> Iterator[tuple[Node, tuple[int, int]]]:
        """The marks under this node in reading order, each with the node that holds it."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.marks()
            elif isinstance(kid, tuple):
                yield self, kid

    @property
    def nodes(self) -> list[Node]:
        """The nodes right below."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def attribute(self, name: str) -> Any:
        """An attribute whatever its owner; None without it."""
        given: Any = self.object.get("/A", [])
        found = given if isinstance(given, pikepdf.Array) else [given]
        return next((one[name] for one in found if name in one), None)


class Font(Struct):
    """What the codes of a font stand for; `data` is its object."""

    data: Any
    signs: dict[int, str]


class Stretch(Struct):
    """Text or paint under one mark: page from 0, mark number or None, kind of artifact or empty."""

    page: int
    mark: int | None
    artifact: str
    text: str
    codes: list[tuple[Font, int]]


class Brief:
    """Bytes → pages, tree and stretches; `loose` counts what is painted outside every mark."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.loose = 0
        self.fonts: dict[tuple[int, int], Font] = {}
        self.stretches: list[Stretch] = []
        for number, page in enumerate(self.pdf.pages):
            self.stretches += self._page(number, page)
        self.marked: dict[tuple[int, int], str] = {}
        for one in self.stretches:
            if one.mark is not None:
                self.marked[one.page, one.mark] = self.marked.get((one.page, one.mark), "") + one.text
        self.root = self._tree()

    def nodes(self, *tags: str) -> list[Node]:
        """All elements of these types, or all, in reading order."""
        return [node for node in self.root.walk() if not tags or node.tag in tags] if self.root else []

    def text(self, node: Node) -> str:
        """The words under a node in reading order, soft hyphens rejoined."""
        return " ".join("".join(self._words(node)).replace("\u00ad", "").split())

    def _words(self, node: Node) -> Iterator[str]:
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from self._words(kid)
                if kid.tag not in ("Link", "Span"):
                    yield " "
            elif isinstance(kid, tuple):
                yield self.marked.get(kid, "")

    # -- the tree ---------------------------------------------------------------------------------------------------

    def _tree(self) -> Node | None:
        top: Any = self.pdf.Root.get("/StructTreeRoot")
        if top is None:
            return None
        self.roles = {key: str(value).removeprefix("/") for key, value in dict(top.get("/RoleMap", {})).items()}
        self.numbers = {page.objgen: at for at, page in enumerate(self.pdf.pages)}
        return self._node(_listed(top.K)[0], None)

    def _node(self, element: Any, parent: Node | None) -> Node:
        tag = str(element.S)
        node = Node(self.roles.get(tag, tag.removeprefix("/")), element, parent)
        for kid in _listed(element.get("/K", [])):
            if isinstance(kid, int):
                node.kids.append((self.numbers.get(element.Pg.objgen, -1), kid))
            elif "/S" in kid:
                node.kids.append(self._node(kid, node))
            elif "/MCID" in kid:
                page = kid.get("/Pg", element.get("/Pg"))
                node.kids.append((self.numbers.get(page.objgen, -1), int(kid.MCID)))
            elif "/Obj" in kid:
                node.kids.append(kid.Obj)
        return node

    # -- pages ------------------------------------------------------------------------------------------------------

    def _page(self, number: int, page: pikepdf.Page) -> Iterator[Stretch]:
        stack: list[tuple[str, int | None, str | None]] = []
        shown = Stretch(number, None, "", "", [])
        fonts: Any = page.Resources.get("/Font", {})
        font: Font | None = None
        for instruction in pikepdf.parse_content_stream(page):
            name, operands = str(instruction.operator), instruction.operands
            if name in ("BDC", "BMC"):
                kind, mark, actual = _mark(operands)
                stack.append((kind, mark, actual))
                if mark is not None or kind:
                    shown = Stretch(number, mark, kind, "", [])
                    yield shown
                elif actual is not None:
                    shown.text += actual
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                font = self._font(fonts[str(operands[0])])
            elif name in PAINTING:
                self.loose += not stack
                if name in _SHOWING and font and stack and stack[-1][2] is None:
                    codes = [(font, code) for part in _strings(operands[-1]) for code in part]
                    shown.codes += codes
                    shown.text += "".join(font.signs.get(code, "") for _, code in codes)

    def _font(self, data: Any) -> Font:
        if data.objgen not in self.fonts:
            signs = _signs(data.ToUnicode.read_bytes().decode("latin1")) if "/ToUnicode" in data else {}
            self.fonts[data.objgen] = Font(data, signs)
        return self.fonts[data.objgen]


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def _mark(operands: Any) -> tuple[str, int | None, str | None]:
    """Operands of BDC → kind of artifact, mark number, ActualText."""
    tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
    actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
    if tag == "/Artifact":
        return str(properties.get("/Type", "/Artifact")).removeprefix("/"), None, None
    return "", int(properties["/MCID"]) if "/MCID" in properties else None, actual


def _strings(operand: Any) -> list[bytes]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def _signs(cmap: str) -> dict[int, str]:
    """The source of a ToUnicode map → code and what it stands for."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, sign in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, many, one in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", block, re.DOTALL):
            low, high = int(first, 16), int(last, 16)
            each = re.findall(r"<(\w+)>", many) or [f"{int(one, 16) + at:04X}" for at in range(high - low + 1)]
            found |= {low + at: bytes.fromhex(sign).decode("utf-16-be") for at, sign in enumerate(each)}
    return found
