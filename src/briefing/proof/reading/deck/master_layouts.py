"""Box, look and frame of each placeholder of layouts and masters, and the grounds that lie behind a slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element as Tree
from xml.etree.ElementTree import tostring

from msgspec import Struct, field

from briefing.proof.findings import Box
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import attribute, find, long
from briefing.proof.page_boxes import centre
from briefing.proof.parsed_file import UNKNOWN
from briefing.proof.reading.deck import pml
from briefing.proof.reading.deck.shape_text import Looks, levels, plain
from briefing.proof.reading.deck.shape_transforms import SLIDE, Transform, branches, inside, placed
from briefing.proof.reading.deck.theme_colours import Colour, Scheme, scheme
from briefing.reuse import digest, reused

_SLIDE, _SHAPES, _GROUND = long("p:cSld"), long("p:spTree"), long("p:bg")
_GROUND_PROPERTIES, _GROUND_REFERENCE = long("p:bgPr"), long("p:bgRef")
_STYLES = long("p:txStyles")
_MAP, _OVERRIDE, _MAPPING = long("p:clrMap"), long("p:clrMapOvr"), long("a:overrideClrMapping")
_TITLES, _FOOTERS = {"title", "ctrTitle"}, {"dt", "ftr", "sldNum", "hdr"}
# A box and the colour that covers it.
Ground = tuple[Box, str]


class LayoutPlaceholder(Struct):
    """A placeholder of a layout. `bodies` are the properties of its text, the nearest first."""

    kind: str
    name: str = ""
    box: Box | None = None
    lists: tuple[Tree | None, ...] = ()
    bodies: tuple[Tree, ...] = ()
    fill: Colour | None = None
    looks: Looks = plain


class SlideLayout(Struct):
    """A layout with all that it takes from its master, ready for its slides."""

    name: str = ""
    scheme: Scheme = field(default_factory=Scheme)
    by_index: Mapping[str, LayoutPlaceholder] = field(default_factory=dict)
    by_kind: Mapping[str, LayoutPlaceholder] = field(default_factory=dict)
    grounds: Sequence[Ground] = ()
    ground: str = "FFFFFF"
    loose: Looks = plain

    def slot(self, holder: Tree | None) -> LayoutPlaceholder | None:
        """Return the layout's placeholder that a slide's placeholder takes its place from; None for no placeholder."""
        if holder is None:
            return None
        kind, index = holder.get("type", "obj"), holder.get("idx", "0")
        if kind in _TITLES:
            return self.by_kind.get("title")
        found = self.by_index.get(index)
        if found is not None and (found.kind == kind or not {found.kind, kind} & (_TITLES | _FOOTERS)):
            return found
        return self.by_kind.get(kind)


class Masters(Struct):
    """The layouts of a package, each read when a slide asks for it."""

    package: Package
    styles: Tree | None = None
    layouts: dict[str, SlideLayout] = field(default_factory=dict)
    themes: dict[str, Scheme] = field(default_factory=dict)
    _digests: dict[str, bytes] = field(default_factory=dict)

    def layout(self, slide: str) -> SlideLayout:
        """Return the layout of a slide, by the name of its part."""
        part = next(iter(self.package.targets(slide, "slideLayout")), "")
        if part not in self.layouts:
            self.layouts[part] = self._read(part)
        return self.layouts[part]

    def inputs(self, slide: str) -> bytes:
        """Return a digest of all that the layout of a slide is read from."""
        part = next(iter(self.package.targets(slide, "slideLayout")), "")
        if part not in self._digests:
            master = next(iter(self.package.targets(part, "slideMaster")), "")
            self._digests[part] = digest(
                self.package.inputs(part, "slideMaster"), self.package.inputs(master, "theme"), self._written_styles
            )
        return self._digests[part]

    @property
    def _written_styles(self) -> bytes:
        """The styles of the presentation as they are written, which stand in its part."""
        styles = self.styles
        if styles is None:
            return b""
        own = self.package.parts.digest(self.package.presentation)
        return reused("slide-styles", (own,), lambda: tostring(styles))

    def _read(self, part: str) -> SlideLayout:
        master = next(iter(self.package.targets(part, "slideMaster")), "")
        below, above = self.package.trees.get(master), self.package.trees.get(part)
        look = mapped(mapped(self._theme(master), below), above)
        loose = levels((self.styles,), plain, look)
        slots = _slots(below, {}, below, loose, look) if below is not None else {}
        by_kind = {slot.kind: slot for slot in reversed(slots.values())}
        if above is None:
            return SlideLayout("", look, {}, by_kind, _grounds(below, look), ground(below, look) or "FFFFFF", loose)
        own = _slots(above, by_kind, below, loose, look)
        kinds = {**by_kind, **{slot.kind: slot for slot in reversed(own.values())}}
        common = _grounds(below, look) if shows_master(above) else []
        lies = ground(above, look) or ground(below, look) or "FFFFFF"
        tree = above.find(_SLIDE)
        name = attribute(tree, "name")
        return SlideLayout(name, look, own, kinds, common + _grounds(above, look), lies, loose)

    def _theme(self, master: str) -> Scheme:
        name = next(iter(self.package.targets(master, "theme")), "")
        if name not in self.themes:
            self.themes[name] = scheme(self.package.trees.get(name))
        return self.themes[name]


def shapes(root: Tree | None) -> Tree | tuple[()]:
    """Return the shapes of a slide, layout or master."""
    tree = find(root, f"{_SLIDE}/{_SHAPES}")
    return tree if tree is not None else ()


def shows_master(root: Tree) -> bool:
    """Whether what lies below is shown through a slide or layout."""
    return root.get("showMasterSp") not in ("0", "false")


def mapped(look: Scheme, root: Tree | None) -> Scheme:
    """Return a scheme under the colour map of a part, if it has any."""
    if root is None:
        return look
    own = root.find(_MAP)
    own = root.find(f"{_OVERRIDE}/{_MAPPING}") if own is None else own
    return look if own is None else look.mapped(dict(own.items()))


def ground(root: Tree | None, look: Scheme) -> str:
    """Return the colour that a slide, layout or master lies on, "" if it has none."""
    item = find(root, f"{_SLIDE}/{_GROUND}")
    if item is None:
        return ""
    fill = look.fill(item.find(_GROUND_PROPERTIES)) or look.referred(item.find(_GROUND_REFERENCE))
    return fill.over("FFFFFF") if fill else ""


def holder_of(shape: Tree) -> Tree | None:
    """Return the placeholder that a shape is."""
    own = shape[0].find(pml.OWN) if len(shape) else None
    return find(own, pml.HOLDER)


def own_fill(shape: Tree, properties: Tree | None, look: Scheme, group: Colour | None) -> Colour | None:
    """Return the fill of a shape, or of its style; None if neither has one."""
    fill = look.fill(properties, group=group)
    if fill is None:
        style = shape.find(pml.STYLE)
        fill = look.referred(style.find(pml.FILL_REFERENCE)) if style is not None else None
    return fill


def _slots(
    root: Tree, above: Mapping[str, LayoutPlaceholder], master: Tree | None, loose: Looks, look: Scheme
) -> dict[str, LayoutPlaceholder]:
    """Return the placeholders of a layout or master by index; `above` those of the master by kind."""
    found: dict[str, LayoutPlaceholder] = {}
    for shape in branches(shapes(root)):
        holder = holder_of(shape)
        if holder is None:
            continue
        kind = _kind(holder.get("type", "obj"))
        taken = above.get(kind) or above.get("" if kind in _TITLES | _FOOTERS else "body") or LayoutPlaceholder(kind)
        properties, body = shape.find(pml.PROPERTIES), shape.find(pml.BODY)
        own = find(body, pml.BODY_PROPERTIES)
        lists = (*taken.lists, find(body, pml.LISTS))
        box = placed(find(properties, pml.XFRM), SLIDE)[0] or taken.box
        fill = look.fill(properties)
        looks = levels((_style(master, kind), *lists), loose, look)
        named = shape[0].find(pml.NAMED)
        found[holder.get("idx", "0")] = LayoutPlaceholder(
            kind, attribute(named, "name"), box, lists,
            (() if own is None else (own,)) + taken.bodies, taken.fill if fill is None else fill, looks,
        )  # fmt: skip
    return found


def _kind(kind: str) -> str:
    return "title" if kind in _TITLES else kind


def _style(master: Tree | None, kind: str) -> Tree | None:
    name = "titleStyle" if kind in _TITLES else "otherStyle" if kind in _FOOTERS else "bodyStyle"
    return find(master, f"{_STYLES}/{long(f'p:{name}')}")


def _grounds(root: Tree | None, look: Scheme) -> list[Ground]:
    found: list[Ground] = []
    _gather(shapes(root), SLIDE, look, found, 0)
    return found


def _gather(items: Tree | tuple[()], by: Transform, look: Scheme, found: list[Ground], depth: int) -> None:
    for shape in branches(items):
        properties = shape.find(pml.PROPERTIES)
        if shape.tag == pml.GROUP and depth < 20:
            own = shape.find(pml.GROUP_PROPERTIES)
            _gather(shape, inside(find(own, pml.XFRM), by), look, found, depth + 1)
        elif shape.tag in (pml.SHAPE, pml.PICTURE) and properties is not None and holder_of(shape) is None:
            box = placed(properties.find(pml.XFRM), by)[0]
            fill = Colour(UNKNOWN) if shape.tag == pml.PICTURE else own_fill(shape, properties, look, None)
            if box and fill and fill.rgb:
                found.append((box, fill.over(behind(found, *centre(box)) or "FFFFFF")))


def behind(grounds: Sequence[Ground], across: float, down: float) -> str:
    """Return the colour of the topmost ground at a point, "" where there is none."""
    for box, fill in grounds[:-401:-1]:
        if box[0] <= across <= box[2] and box[1] <= down <= box[3]:
            return fill
    return ""
