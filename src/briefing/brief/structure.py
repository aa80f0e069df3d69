"""The structure tree: what a screen reader reads, in its order.

An element is made when its flowable is made, so reading order is the order of the story and not that of painting.
A paragraph that breaks over two pages stays one element with marks on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFString

# Types of our own and the standard type that a reader without our vocabulary takes them for.
ROLES = {"Aside": "Sect"}
# An empty table cell still holds its column's place; every other empty element says nothing.
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


class Mark(Struct, frozen=True):
    """A marked-content sequence: page index from 0 and its number on that page."""

    page: int
    mcid: int


class Annotated(Struct, frozen=True):
    """An annotation that belongs to an element: page index from 0 and the annotation's object name."""

    page: int
    name: str


class Origin(Struct, frozen=True):
    """Where a text comes from and what the ledger calls its place: "section patents" and "figure 2"."""

    scope: str
    name: str

    def at(self, name: str) -> Origin:
        """Another place of the same scope."""
        return Origin(self.scope, name)

    def __str__(self) -> str:
        return f"{self.scope}, {self.name}"


class Element(Struct, eq=False):
    """One structure element, and where its text comes from, as that of its parent unless another is given.

    `attributes` maps an owner (Layout, Table, List) to entries in PDF source.
    """

    tag: str
    parent: Element | None = None
    origin: Origin = Origin("edition", "brief")
    alt: str = ""
    actual: str = ""
    lang: str = ""
    title: str = ""
    id: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    kids: list[Element | Mark | Annotated] = field(default_factory=list)

    def add(self, tag: str, origin: Origin | None = None, *, alt: str = "", lang: str = "", id: str = "") -> Element:
        """Add a last child and return it."""
        child = Element(tag, self, origin or self.origin, alt=alt, lang=lang, id=id)
        self.kids.append(child)
        return child

    def lead(self, parent: Element) -> None:
        """Become the first child of another element, as the caption of a table."""
        if self.parent is not None:
            self.parent.kids.remove(self)
        self.parent = parent
        parent.kids.insert(0, self)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def prune(self) -> bool:
        """Drop what holds nothing; return whether this element holds something."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.tag in _MAY_BE_EMPTY


Parents = Mapping[int, "Sequence[Element] | Element"]


class _Deferred(PDFObject):
    """An object given as PDF source, made only when the file is written."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self.make = make

    def format(self, _document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        return self.make()


class TreeWriter:
    """Writes elements and the marks of pages as the objects of the structure tree of a reportlab document.

    `parents` maps each StructParents number to the elements of that page's marks, or to the element of an
    annotation. `files` maps an attachment's name to its object name.
    """

    def __init__(self, document: Any, pages: Sequence[Any], parents: Parents, files: Mapping[str, str]) -> None:
        self.document = document
        self.pages = [self._number(document.Reference(page).name) for page in pages]
        self.parents = parents
        self.files = files
        self.numbers: dict[Element, str] = {}

    def write(self, root: Element) -> Any:
        """Write the tree below a root; return the reference to its object."""
        root.prune()
        elements = list(root.walk())
        for index, element in enumerate(elements):
            self.numbers[element] = self._object(f"Element{index}", partial(self._element, element))
        self.top = self._object("StructTreeRoot", lambda: self._root(root, elements))
        return self.document.Reference(self.document.idToObject["StructTreeRoot"], "StructTreeRoot")

    def _object(self, name: str, make: Callable[[], bytes]) -> str:
        self.document.Reference(_Deferred(make), name)
        return self._number(name)

    def _number(self, name: str) -> str:
        number, version = self.document.idToObjectNumberAndVersion[name]
        return f"{number} {version} R"

    def _string(self, text: str) -> bytes:
        source: bytes = PDFString(text).format(self.document)
        return source

    def _root(self, root: Element, elements: Sequence[Element]) -> bytes:
        numbers = " ".join(f"{key} {self._owners(self.parents[key])}" for key in sorted(self.parents))
        roles = " ".join(f"/{own} /{standard}" for own, standard in sorted(ROLES.items()))
        source = (
            f"<< /Type /StructTreeRoot /K [ {self.numbers[root]} ] /RoleMap << {roles} >> "
            f"/ParentTree << /Nums [ {numbers} ] >> /ParentTreeNextKey {max(self.parents, default=-1) + 1}"
        ).encode("ascii")
        named = sorted((element.id, self.numbers[element]) for element in elements if element.id)
        if named:
            names = b" ".join(self._string(name) + b" " + number.encode("ascii") for name, number in named)
            source += b" /IDTree << /Names [ " + names + b" ] >>"
        return source + b" >>"

    def _owners(self, owner: Sequence[Element] | Element) -> str:
        if isinstance(owner, Element):
            return self.numbers[owner]
        return f"[ {' '.join(self.numbers[element] for element in owner)} ]"

    def _element(self, element: Element) -> bytes:
        parent = self.numbers[element.parent] if element.parent else self.top
        marks = [kid.page for kid in element.kids if isinstance(kid, Mark)]
        first_page = marks[0] if marks else None
        kids = " ".join(self._kid(kid, first_page) for kid in element.kids)
        source = f"<< /Type /StructElem /S /{element.tag} /P {parent} /K [ {kids} ]"
        if first_page is not None:
            source += f" /Pg {self.pages[first_page]}"
        if element.attributes:
            source += f" /A [ {' '.join(_attributes(owner, of) for owner, of in element.attributes.items())} ]"
        if element.files:
            source += f" /AF [ {' '.join(self._number(self.files[name]) for name in element.files)} ]"
        texts = (("Alt", element.alt), ("ActualText", element.actual), ("Lang", element.lang), ("T", element.title))
        coded = source.encode("ascii")
        for key, text in (*texts, ("ID", element.id)):
            if text:
                coded += f" /{key} ".encode("ascii") + self._string(text)
        return coded + b" >>"

    def _kid(self, kid: Element | Mark | Annotated, first_page: int | None) -> str:
        if isinstance(kid, Element):
            return self.numbers[kid]
        if isinstance(kid, Annotated):
            return f"<< /Type /OBJR /Obj {self._number(kid.name)} /Pg {self.pages[kid.page]} >>"
        if kid.page == first_page:
            return str(kid.mcid)
        return f"<< /Type /MCR /Pg {self.pages[kid.page]} /MCID {kid.mcid} >>"


def _attributes(owner: str, entries: Mapping[str, str]) -> str:
    return f"<< /O /{owner} {' '.join(f'/{key} {value}' for key, value in entries.items())} >>"
