"""What each slide of a deck shows, hidden shapes too, and the texts on its layouts and masters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import attribute, find, long
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.proof.reading.deck import pml
from briefing.proof.reading.deck.master_layouts import LayoutPlaceholder, Masters, SlideLayout, mapped, own_fill, shapes
from briefing.proof.reading.deck.shape_transforms import branches, placed
from briefing.proof.reading.deck.slide_shapes import SlideShape, walk
from briefing.proof.reading.deck.theme_colours import Scheme, whole
from briefing.proof.snapshot import Corners, ElementSnapshot, PageSnapshot
from briefing.proof.snapshots.chart_snapshots import chart, shade, sheets
from briefing.reuse import reused

_CELL, _CELL_PROPERTIES = long("a:tc"), long("a:tcPr")
_CLICK, _HOVER = long("a:hlinkClick"), long("a:hlinkHover")
_CELL_BODY, _TIMING, _BUILD = long("a:txBody"), long("p:timing"), long("p:bldLst")
_TITLES = ("title", "ctrTitle")
_SAME_FORMS = {"straightConnector1": "line"}
# Less than this in points, or in hundredths of a point of type, is not seen.
_THIN, _SMALL = 0.5, 300
_FAINT = 0.03  # and so is what covers less than this
_WITH_SHEETS = ("slideLayout", "slideMaster", "notesMaster", "handoutMaster")


def sights(parsed: ParsedFile) -> Iterator[PageSnapshot]:
    """Yield the slides of a deck."""
    package = parsed.package
    assert package is not None
    masters = Masters(package)
    parts = {number: part for part, number in package.numbers.items() if package.trees.tags.get(part) == long("p:sld")}
    named = {part: _title(package, part) or f"slide {number}" for number, part in parts.items()}
    for page in parsed.pages:
        part = parts[page.number]
        linked = [named.get(one) for one in package.targets(part, "slide")]
        charts = [package.parts.digest(one) for one in package.targets(part, "chart")]
        own = page.number, page.wide, page.high, page.notes, page.hidden
        inputs = masters.inputs(part), linked, charts, *own
        yield _with_sheets(package, _slide(package, part, inputs, partial(_sight, masters, part, page, named)))


class _Sight(Struct, frozen=True):
    """A slide but for the sheets behind its charts, which tell the day of an edition.

    `dates` are the places of its dates among its items, `charts` those of its charts, each with its part.
    """

    page: PageSnapshot
    dates: tuple[int, ...]
    charts: tuple[tuple[int, str], ...]


def _slide(package: Package, part: str, inputs: tuple[object, ...], make: Callable[[], _Sight]) -> _Sight:
    """Return a slide; one that differs from an earlier one in its date alone is that one, with its own date."""
    if date := package.parts.date(part):
        seen, earlier = reused("slide-snapshot", (package.undated_inputs(part), *inputs), lambda: (make(), date))
        if (dated := seen if date == earlier else _dated(seen, earlier, date)) is not None:
            return dated
    return reused("slide-snapshot", (package.inputs(part), *inputs, "whole"), make)


def _sight(masters: Masters, part: str, page: Page, named: dict[str, str]) -> _Sight:
    root, layout = masters.package.trees[part], masters.layout(part)
    reading = _SlideSnapshots(masters.package, part, mapped(layout.scheme, root), (page.wide, page.high), named)
    reading.read(shapes(root), layout)
    moves = any(len(build) for build in root.iterfind(f"{_TIMING}/{_BUILD}"))
    found = PageSnapshot(page.number, tuple(reading.items), tuple(filter(None, page.notes)), page.hidden, moves)
    return _Sight(found, tuple(reading.dates), tuple(reading.charts))


def _dated(seen: _Sight, earlier: str, date: str) -> _Sight | None:
    """Return a slide with another date, None where its date is not the one text of one shape."""
    items = list(seen.page.items)
    texts = [items[at].texts for at in seen.dates]
    if texts != [(" ".join(earlier.split()),)]:
        return None
    items[seen.dates[0]] = replace(items[seen.dates[0]], texts=(" ".join(date.split()),))
    return replace(seen, page=replace(seen.page, items=tuple(items)))


def _with_sheets(package: Package, seen: _Sight) -> PageSnapshot:
    items = list(seen.page.items)
    for at, part in seen.charts:
        if (held := items[at].chart) is not None:
            items[at] = replace(items[at], chart=replace(held, sheets=tuple(sheets(package, part))))
    return replace(seen.page, items=tuple(items))


def common(package: Package) -> tuple[str, ...]:
    """Return the texts that layouts and masters show on slides, each once, without prompts."""
    found: dict[str, None] = {}
    for part in package.names_of(*_WITH_SHEETS):
        texts = reused("sheet-texts", (package.parts.digest(part),), partial(_sheet_texts, package, part))
        found |= dict.fromkeys(texts)
    return tuple(found)


def _sheet_texts(package: Package, part: str) -> tuple[str, ...]:
    root = package.trees[part]
    found: list[str] = []
    tree = shapes(root)
    for shape in tree.iter(pml.SHAPE) if isinstance(tree, Tree) else ():
        if next(shape.iter(pml.HOLDER), None) is None:
            found += _texts(shape.find(pml.BODY))
    for table in root.iter(pml.TABLE):
        found += (text for cell in table.iter(_CELL) for text in _texts(cell.find(_CELL_BODY)))
    return tuple(found)


class _SlideSnapshots(Struct):
    """A slide as it is read; `named` are the titles of all slides by part."""

    package: Package
    part: str
    scheme: Scheme
    size: tuple[float, float]
    named: dict[str, str]
    items: list[ElementSnapshot] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    charts: list[tuple[int, str]] = field(default_factory=list)

    def read(self, tree: Iterable[Tree], layout: SlideLayout) -> None:
        """Read shapes, hidden ones too."""
        for shape in walk(tree, self.scheme):
            slot = layout.slot(shape.holder)
            if shape.tree.tag == pml.GRAPHIC:
                self.items.append(self._graphic(shape, slot))
            elif shape.tree.tag in (pml.SHAPE, pml.PICTURE, pml.LINE) and shape.kind != "sldNum":
                self.items.append(self._shape(shape, slot))

    def _shape(self, placed_shape: SlideShape, slot: LayoutPlaceholder | None) -> ElementSnapshot:
        shape, named = placed_shape.tree, placed_shape.named
        properties, body = shape.find(pml.PROPERTIES), shape.find(pml.BODY)
        transform = find(properties, pml.XFRM)
        box = placed(transform, placed_shape.around.by)[0] or (slot.box if slot else None)
        texts = _texts(body)
        kind = {pml.PICTURE: "picture", pml.LINE: "line"}.get(shape.tag, "text" if texts else "shape")
        if placed_shape.kind == "dt":
            self.dates.append(len(self.items))
        if placed_shape.kind in _TITLES:
            kind = "title"
        fill = own_fill(shape, properties, self.scheme, None)
        outline = find(properties, pml.OUTLINE)
        line = self.scheme.fill(outline)
        covers = (fill is not None and fill.rgb and fill.alpha > _FAINT) or (line is not None and line.rgb)
        hidden = self._hidden(placed_shape, box, empty=not texts)
        if texts and not hidden:
            hidden = self._faint(body)
        elif kind == "shape" and not covers and not hidden:
            hidden = "nothing of it is drawn"
        return ElementSnapshot(
            kind, named.get("name", ""), texts, _corners(box), slot is None, named.get("descr", ""),
            _form(properties, transform), shade(fill), shade(line), (), hidden, tuple(self._links(shape)),
        )  # fmt: skip

    def _graphic(self, placed_shape: SlideShape, slot: LayoutPlaceholder | None) -> ElementSnapshot:
        shape, named = placed_shape.tree, placed_shape.named
        box = placed(shape.find(pml.GRAPHIC_XFRM), placed_shape.around.by)[0]
        box = slot.box if slot and slot.box and (box is None or box[0] == box[2]) else box
        name, alt, loose = named.get("name", ""), named.get("descr", ""), slot is None
        links = tuple(self._links(shape))
        hidden = self._hidden(placed_shape, box, empty=False)
        table, drawn = next(shape.iter(pml.TABLE), None), next(shape.iter(pml.CHART), None)
        if table is not None:
            cells = list(table.iter(_CELL))
            texts = tuple(" ".join(_texts(cell.find(_CELL_BODY))) for cell in cells)
            fills = tuple(shade(self.scheme.fill(cell.find(_CELL_PROPERTIES))) for cell in cells)
            return ElementSnapshot(
                "table", name, texts, _corners(box), loose, alt, fills=fills, hidden=hidden, links=links
            )
        relation = self.package.relations.get(self.part, {}).get(drawn.get(pml.ID, "")) if drawn is not None else None
        held = chart(self.package, relation.part, self.scheme) if relation and relation.part else None
        if relation and held:
            self.charts.append((len(self.items), relation.part))
        kind = "chart" if drawn is not None else "picture"
        return ElementSnapshot(kind, name, (), _corners(box), loose, alt, hidden=hidden, links=links, chart=held)

    def _hidden(self, shape: SlideShape, box: Corners | None, *, empty: bool) -> str:
        """Return why nobody sees a shape, "" if it is seen."""
        if shape.hidden:
            return "it is hidden"
        if box is None:
            return ""
        left, top, right, bottom = box
        if right <= 0 or bottom <= 0 or left >= self.size[0] or top >= self.size[1]:
            return "it lies off the slide"
        return "it has no size" if not empty and (right - left < _THIN or bottom - top < _THIN) else ""

    def _faint(self, body: Tree | None) -> str:
        """Whether all runs of a text are clear or far too small."""
        runs = [run for run in body.iter(pml.RUN) if (run.findtext(pml.TEXT) or "").strip()] if body is not None else []
        looks = [run.find(pml.OF_RUN) for run in runs]
        if looks and all(look is not None and 0 < whole(look.get("sz"), _SMALL) < _SMALL for look in looks):
            return "its type is too small to be seen"
        fills = [self.scheme.fill(look) for look in looks]
        return "its text is clear" if fills and all(fill is not None and fill.alpha < _FAINT for fill in fills) else ""

    def _links(self, shape: Tree) -> Iterator[tuple[str, str]]:
        """Yield what is linked, in words, and where it leads: an address, or the title of a slide."""
        # What is drawn links nowhere, and a field of dots has thousands of elements.
        for run in (inner for child in shape if child.tag != pml.PROPERTIES for inner in child.iter()):
            if run.tag in (pml.RUN, pml.FIELD):
                words, properties = run.findtext(pml.TEXT) or "", run.find(pml.OF_RUN)
            elif run.tag == pml.NAMED:
                words, properties = "", run
            else:
                continue
            for link in properties if properties is not None else ():
                if link.tag in (_CLICK, _HOVER):
                    yield words, self._target(link)

    def _target(self, link: Tree) -> str:
        relation = self.package.relations.get(self.part, {}).get(link.get(pml.ID, ""))
        if relation is None:
            return link.get("action", "")
        return self.named.get(relation.part, relation.address)


def _title(package: Package, part: str) -> str:
    """Return the text of a slide's title, "" if it has none."""
    return reused("slide-title", (package.parts.undated_digest(part),), partial(_title_in, package, part))


def _title_in(package: Package, part: str) -> str:
    for shape in branches(shapes(package.trees[part])):
        holder = next(shape.iter(pml.HOLDER), None)
        if holder is not None and holder.get("type") in _TITLES:
            return " ".join(_texts(shape.find(pml.BODY)))
    return ""


def _texts(body: Tree | None) -> tuple[str, ...]:
    """Return the paragraphs of a body of text that hold any; the number of a slide is left out."""
    found = (_words(paragraph) for paragraph in (body.iterfind(pml.PARAGRAPH) if body is not None else ()))
    return tuple(words for words in found if words)


def _words(paragraph: Tree) -> str:
    parts: list[str] = []
    for child in paragraph:
        if child.tag == pml.BREAK:
            parts.append(" ")
        elif child.tag == pml.RUN or (child.tag == pml.FIELD and child.get("type") != "slidenum"):
            parts.append(child.findtext(pml.TEXT) or "")
    return " ".join("".join(parts).split())


def _form(properties: Tree | None, transform: Tree | None) -> str:
    """Return the form of a shape, and whether it is turned or mirrored: "ellipse", "line mirrored"."""
    preset = find(properties, pml.PRESET)
    form = attribute(preset, "prst")
    words = [_SAME_FORMS.get(form, form)]
    if transform is not None:
        words += ["mirrored"] if {"1", "true"} & {transform.get("flipH"), transform.get("flipV")} else []
        words += [f"turned {turn}"] if (turn := round(whole(transform.get("rot"), 0) / 60_000) % 360) else []
    return " ".join(filter(None, words))


def _corners(box: Corners | None) -> Corners | None:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)) if box else None
