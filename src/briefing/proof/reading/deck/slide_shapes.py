"""The elements of a slide in reading order: role, box, text in its look, alternative text, what lies behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct, field

from briefing.proof.findings import Box
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import find, long
from briefing.proof.page_boxes import centre
from briefing.proof.parsed_file import UNKNOWN, Element, Paragraph, ParagraphFormat, Role, TextFrame
from briefing.proof.reading.deck import pml
from briefing.proof.reading.deck.master_layouts import Ground, LayoutPlaceholder, SlideLayout, behind, own_fill
from briefing.proof.reading.deck.shape_text import Looks, levels, read, referred
from briefing.proof.reading.deck.shape_transforms import SLIDE, Transform, branches, inside, placed
from briefing.proof.reading.deck.slide_tables import cells, frame_of
from briefing.proof.reading.deck.theme_colours import Colour, Scheme

_DATA = f"{long('a:graphic')}/{long('a:graphicData')}"
_FONT_REFERENCE = long("a:fontRef")
_ROLES: dict[str, Role] = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "ftr": "footer", "hdr": "footer", "dt": "date",
    "sldNum": "number",
}  # fmt: skip
_SOURCE = re.compile(r"\s*(Sources?|Data|Quellen?|资料来源|数据来源|来源)\s*[:\uff1a]")
_EARLY = 30  # shapes among which a title and its subtitle stand
_DEEPEST = 30  # groups in groups
# Shares of the height of a slide: where a line of sources may begin, how high a subtitle is, how near to the title.
_FOOT, _LOW, _CLOSE = 0.75, 0.15, 0.05


class GroupContext(Struct, frozen=True):
    """What a shape takes from the groups that hold it."""

    by: Transform = SLIDE
    fill: Colour | None = None
    alt: str = ""
    depth: int = 0
    hidden: bool = False


_LOOSE = GroupContext()


class SlideShape(Struct, frozen=True):
    """A shape of a slide: its tree, its name and placeholder in the file, and the groups around it."""

    tree: Tree
    named: Tree
    holder: Tree | None
    around: GroupContext

    @property
    def hidden(self) -> bool:
        """Whether it, or a group that holds it, is hidden."""
        return self.around.hidden or self.named.get("hidden") in ("1", "true")

    @property
    def kind(self) -> str:
        """The type of its placeholder, "" if it is none."""
        return self.holder.get("type", "obj") if self.holder is not None else ""


def walk(items: Iterable[Tree], scheme: Scheme, around: GroupContext = _LOOSE) -> Iterator[SlideShape]:
    """Yield shapes in reading order, those of groups too."""
    for tree in branches(items):
        named, own = (tree[0].find(pml.NAMED), tree[0].find(pml.OWN)) if len(tree) else (None, None)
        if named is None:
            continue
        shape = SlideShape(tree, named, find(own, pml.HOLDER), around)
        yield shape
        if tree.tag == pml.GROUP and around.depth < _DEEPEST:
            properties = tree.find(pml.GROUP_PROPERTIES)
            fill = scheme.fill(properties, group=around.fill)
            by = inside(find(properties, pml.XFRM), around.by)
            alt = named.get("descr") or around.alt
            fill = around.fill if fill is None else fill
            yield from walk(tree, scheme, GroupContext(by, fill, alt, around.depth + 1, shape.hidden))


class Reading(Struct):
    """A slide as it is read: its part and layout, the elements and the grounds so far."""

    package: Package
    part: str
    layout: SlideLayout
    high: float
    elements: list[Element] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)

    def read(self, items: Iterable[Tree]) -> None:
        """Read the shapes that are not hidden."""
        for shape in walk(items, self.layout.scheme):
            if shape.hidden:
                continue
            if shape.tree.tag == pml.GRAPHIC:
                self.elements.append(self._graphic(shape))
            elif shape.tree.tag in (pml.SHAPE, pml.PICTURE, pml.LINE):
                self.elements.append(self._shape(shape))
            elif shape.named.get("descr"):
                self.elements.append(self._group(shape))

    def _shape(self, placed_shape: SlideShape) -> Element:
        shape, named, around = placed_shape.tree, placed_shape.named, placed_shape.around
        properties, body = shape.find(pml.PROPERTIES), shape.find(pml.BODY)
        slot = self.layout.slot(placed_shape.holder)
        box, turned = placed(find(properties, pml.XFRM), around.by)
        box = box or (slot.box if slot else None)
        name, kind = named.get("name", ""), placed_shape.kind
        if shape.tag == pml.PICTURE:
            self._cover(box, UNKNOWN)
            alt = _alt(named, around, needed=True)
            return Element("picture", name, box, (), alt, holder=kind, turned=turned, grouped=around.depth > 0)
        text, settings, frame = self._text(shape, body, slot)
        painted = own_fill(shape, properties, self.layout.scheme, around.fill) if shape.tag == pml.SHAPE else None
        painted = slot.fill if painted is None and slot else painted
        lies = self._behind(box, text, settings, frame)
        fill = painted.over(lies or self.layout.ground) if painted and painted.alpha > 0.02 else ""
        boxed = find(properties, pml.FREEFORM) is None  # the box of a freeform says little about what it covers
        if fill and boxed:
            self._cover(box, fill)
        role = self._role(shape, kind, name, text, slot, box)
        return Element(
            role, name, box, text, _alt(named, around, needed=False), fill or lies, settings=settings, frame=frame,
            holder=kind, layout_box=slot.box if slot else None,
            solid=boxed and bool(fill) and painted is not None and painted.alpha > 0.5, turned=turned,
            grouped=around.depth > 0,
        )  # fmt: skip

    def _group(self, group: SlideShape) -> Element:
        """Return a group that has an alternative text: it is read as one."""
        named, around = group.named, group.around
        box, turned = placed(find(group.tree.find(pml.GROUP_PROPERTIES), pml.XFRM), around.by)
        grouped, alt = around.depth > 0, named.get("descr")
        return Element("shape", named.get("name", ""), box, (), alt, turned=turned, grouped=grouped)

    def _text(
        self, shape: Tree, body: Tree | None, slot: LayoutPlaceholder | None
    ) -> tuple[tuple[Paragraph, ...], tuple[ParagraphFormat, ...], TextFrame | None]:
        if body is None:
            return (), (), None
        looks: Looks = slot.looks if slot else self.layout.loose
        style = shape.find(pml.STYLE)
        reference = find(style, _FONT_REFERENCE)
        if reference is not None and slot is None:
            looks = referred(reference, looks, self.layout.scheme)
        looks = levels((body.find(pml.LISTS),), looks, self.layout.scheme)
        paragraphs, settings = read(body, looks, self.layout.scheme)
        if not any(run.text.strip() for paragraph in paragraphs for run in paragraph):
            return (), (), None
        own = body.find(pml.BODY_PROPERTIES)
        return paragraphs, settings, frame_of([*([] if own is None else [own]), *(slot.bodies if slot else ())])

    def _role(
        self,
        shape: Tree,
        kind: str,
        name: str,
        text: tuple[Paragraph, ...],
        slot: LayoutPlaceholder | None,
        box: Box | None,
    ) -> Role:
        if shape.tag == pml.LINE:
            return "line"
        if kind in _ROLES:
            return _ROLES[kind]
        if not text and next(shape.iter(pml.FIELD), None) is not None:
            return "number"
        slot_name = slot.name if slot else ""
        if (kind and slot_name.startswith("Source")) or (text and name.startswith("Source")):
            return "source"
        if kind and (name.startswith("Subtitle") or slot_name.startswith("Subtitle") or self._below_title(box)):
            return "subtitle"
        if text and not kind and name.startswith("Subtitle"):
            return "subtitle"  # a loose box, where a template's layout has no placeholder for it
        if text and box and box[1] >= self.high * _FOOT and _SOURCE.match("".join(run.text for run in text[0])):
            return "source"
        if kind:
            return "body"
        preset = None if text else next(shape.iter(pml.PRESET), None)
        line = preset is not None and preset.get("prst") in ("line", "straightConnector1")
        return "text" if text else "line" if line else "shape"

    def _below_title(self, box: Box | None) -> bool:
        """Whether a low box begins where the title ends, as a subtitle does that lost its name."""
        before = self.elements[:_EARLY]
        title = next((element.box for element in before if element.role == "title"), None)
        if box is None or title is None or any(element.role == "subtitle" for element in before):
            return False
        low = box[3] - box[1] <= _LOW * self.high and abs(box[0] - title[0]) <= 2
        return low and title[1] < box[1] <= title[3] + _CLOSE * self.high

    def _graphic(self, placed_shape: SlideShape) -> Element:
        shape, named, around = placed_shape.tree, placed_shape.named, placed_shape.around
        slot = self.layout.slot(placed_shape.holder)
        box, turned = placed(shape.find(pml.GRAPHIC_XFRM), around.by)
        if slot and slot.box and (box is None or box[0] == box[2] or box[1] == box[3]):
            box = slot.box
        name, kind = named.get("name", ""), placed_shape.kind
        alt = _alt(named, around, needed=True)
        data = shape.find(_DATA)
        content = next(branches(data), None) if data is not None else None
        grouped = around.depth > 0
        lies = behind(self.grounds, *centre(box)) if box else ""
        if content is not None and content.tag == pml.TABLE:
            held = cells(content, box, self.layout.loose, self.layout.scheme, lies)
            return Element(
                "table", name, held.box, tuple(held.paragraphs), alt, lies, cells=tuple(held.rooms),
                fills=tuple(held.fills), settings=tuple(held.settings), holder=kind, turned=turned, grouped=grouped,
            )  # fmt: skip
        if content is not None and content.tag == pml.CHART:
            relation = self.package.relations.get(self.part, {}).get(content.get(pml.ID, ""))
            part = relation.part if relation else ""
            return Element("chart", name, box, (), alt, lies, part, holder=kind, turned=turned, grouped=grouped)
        return Element("picture", name, box, (), alt, UNKNOWN, holder=kind, turned=turned, grouped=grouped)

    def _behind(
        self,
        box: Box | None,
        text: tuple[Paragraph, ...],
        settings: tuple[ParagraphFormat, ...],
        frame: TextFrame | None,
    ) -> str:
        """Return the colour behind the middle of a text, roughly where it begins in its box."""
        if not box or not self.grounds:
            return ""
        across, down = centre(box)
        if text and frame and frame.plain:
            longest = max((sum(len(run.text) * run.size for run in one) for one in text), default=0.0)
            half = min(box[2] - box[0], longest * 0.5) / 2
            across = {"l": box[0] + half, "r": box[2] - half}.get(settings[0].align, across)
            size = settings[0].size
            down = {"t": min(down, box[1] + size), "b": max(down, box[3] - size)}.get(frame.anchor, down)
        return behind(self.grounds, across, down)

    def _cover(self, box: Box | None, fill: str) -> None:
        if box:
            self.grounds.append((box, fill))


def _alt(named: Tree, around: GroupContext, *, needed: bool) -> str | None:
    """Return a shape's alternative text; None where it has none and needs none, "" where it lacks one."""
    text = named.get("descr")
    if text or not needed:
        return text or None
    if around.alt or any(
        item.tag.endswith("}decorative") and item.get("val") in ("1", "true") for item in named.iter()
    ):
        return None
    return ""
