"""The theme and the colour map of a slide: colours as RRGGBB, fills and faces."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct, field

from briefing.proof.colour_science import channels, known, linear
from briefing.proof.package.xml_names import find, long
from briefing.proof.parsed_file import UNKNOWN

SOLID, NO_FILL, GROUP_FILL = long("a:solidFill"), long("a:noFill"), long("a:grpFill")
_MIXED = {long("a:gradFill"), long("a:blipFill"), long("a:pattFill")}
_LATIN, _EA, _FONT = long("a:latin"), long("a:ea"), long("a:font")
_SAME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_PRESETS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "lightGray": "D3D3D3", "ltGray": "D3D3D3", "darkGray": "A9A9A9",
    "dkGray": "A9A9A9", "orange": "FFA500", "navy": "000080",
}  # fmt: skip
_SCRIPTS = {"ja": "Jpan", "ko": "Hang", "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant", "zh": "Hans"}


class Colour(Struct, frozen=True):
    """A colour as RRGGBB ("": none, UNKNOWN: not one), and how much of it covers what lies below."""

    rgb: str
    alpha: float = 1.0

    def over(self, ground: str) -> str:
        """Return the colour that is seen before a ground."""
        if self.alpha >= 0.995 or not self.rgb or self.rgb == UNKNOWN:
            return self.rgb
        if not known(ground):
            return UNKNOWN
        pairs = zip(_parts(self.rgb), _parts(ground), strict=True)
        return _hex([above * self.alpha + below * (1 - self.alpha) for above, below in pairs])


NONE = Colour("", 0.0)


class Faces(Struct, frozen=True):
    """The faces of a theme for titles or for text: Latin, East Asian, and those for single scripts."""

    latin: str = ""
    ea: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)

    def han(self, lang: str) -> str:
        """Return the face for the signs of a language, "" if the theme has none."""
        low = lang.lower()
        return self.ea or self.scripts.get(_SCRIPTS.get(low, _SCRIPTS.get(low[:2], "")), "")


class Scheme(Struct):
    """The content of a theme, under one colour map."""

    colours: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=lambda: _SAME)
    major: Faces = Faces()
    minor: Faces = Faces()
    fills: tuple[Tree, ...] = ()
    grounds: tuple[Tree, ...] = ()
    known: dict[tuple[object, ...], Colour] = field(default_factory=dict)

    def mapped(self, names: Mapping[str, str]) -> Scheme:
        """Return the same theme under another colour map."""
        return Scheme(self.colours, {**_SAME, **names}, self.major, self.minor, self.fills, self.grounds)

    def colour(self, parent: Tree | None, own: str = "") -> Colour:
        """Return the colour that an element holds; `own` is that of the shape, for a theme's `phClr`."""
        child = None if parent is None or not len(parent) else parent[0]
        if child is None:
            return Colour(UNKNOWN)
        key = (child.tag, own, *child.items(), *((modifier.tag, modifier.get("val")) for modifier in child))
        if key not in self.known:
            self.known[key] = self._resolved(child, own)
        return self.known[key]

    def _resolved(self, child: Tree, own: str) -> Colour:
        kind, value = child.tag.rpartition("}")[2], child.get("val", "")
        if kind == "schemeClr":
            name = self.names.get(value, value)
            rgb = own if value == "phClr" else self.colours.get(name, "")
        elif kind == "sysClr":
            rgb = child.get("lastClr", "") or ("FFFFFF" if value == "window" else "000000")
        else:
            rgb = value if kind == "srgbClr" else _PRESETS.get(value, "")
        return _modified(rgb.upper(), child) if known(rgb) else Colour(UNKNOWN)

    def fill(self, parent: Tree | None, group: Colour | None = None) -> Colour | None:
        """Return the fill of an element of properties; None if it has none."""
        for child in parent if parent is not None else ():
            if child.tag == SOLID:
                return self.colour(child)
            if child.tag in _MIXED:
                return Colour(UNKNOWN)
            if child.tag == NO_FILL:
                return NONE
            if child.tag == GROUP_FILL:
                return group or NONE
        return None

    def referred(self, reference: Tree | None) -> Colour | None:
        """Return the fill that a reference to the theme leads to."""
        if reference is None:
            return None
        index, own = whole(reference.get("idx"), 0), self.colour(reference).rgb if len(reference) else ""
        listed, at = (self.grounds, index - 1001) if index > 1000 else (self.fills, index - 1)
        if at < 0:
            return NONE
        if at >= len(listed):
            return Colour(UNKNOWN)
        item = listed[at]
        return self.colour(item, own) if item.tag == SOLID else NONE if item.tag == NO_FILL else Colour(UNKNOWN)

    def latin(self, name: str) -> str:
        """Return the family of a Latin face as written."""
        return self.major.latin if name.startswith("+mj") else self.minor.latin if name.startswith("+mn") else name

    def han(self, name: str, lang: str) -> str:
        """Return the family of an East Asian face as written, in a language."""
        if name and not name.startswith("+"):
            return name
        return (self.major if name.startswith("+mj") else self.minor).han(lang)


def scheme(root: Tree | None) -> Scheme:
    """Return the content of a theme, under the usual colour map."""
    parts = {child.tag.rpartition("}")[2]: child for child in _steps(root, "a:themeElements")}
    colours: dict[str, str] = {}
    for child in parts.get("clrScheme", ()):
        value = child[0] if len(child) else child
        colours[child.tag.rpartition("}")[2]] = (value.get("lastClr") or value.get("val") or "").upper()
    fonts = {child.tag.rpartition("}")[2]: _faces(child) for child in parts.get("fontScheme", ())}
    lists = {child.tag.rpartition("}")[2]: tuple(child) for child in parts.get("fmtScheme", ())}
    return Scheme(
        colours, _SAME, fonts.get("majorFont", Faces()), fonts.get("minorFont", Faces()),
        lists.get("fillStyleLst", ()), lists.get("bgFillStyleLst", ()),
    )  # fmt: skip


def _steps(root: Tree | None, tag: str) -> tuple[Tree, ...]:
    found = find(root, long(tag))
    return tuple(found) if found is not None else ()


def _faces(item: Tree) -> Faces:
    typefaces = {child.tag: child.get("typeface", "") for child in item if child.tag != _FONT}
    scripts = {child.get("script", ""): child.get("typeface", "") for child in item if child.tag == _FONT}
    return Faces(typefaces.get(_LATIN, ""), typefaces.get(_EA, ""), scripts)


def whole(value: str | None, default: int) -> int:
    """Return an attribute as a whole number, or the default where it is none or out of range."""
    if value is None or len(value) > 12 or not value.lstrip("-").isdecimal() or value.rfind("-") > 0:
        return default
    return int(value)


def _modified(rgb: str, child: Tree) -> Colour:
    alpha = 1.0
    for modifier in child:
        name = modifier.tag.rpartition("}")[2]
        value = whole((modifier.get("val") or "").replace("%", "000"), 100_000) / 100_000
        if name == "alpha":
            alpha = min(1.0, max(0.0, value))
        elif name in ("lumMod", "lumOff", "satMod", "satOff"):
            rgb = _turned(rgb, name, value)
        elif name in ("shade", "tint"):
            light = [linear(part) * value + (0.0 if name == "shade" else 1 - value) for part in _parts(rgb)]
            rgb = _hex([_curved(part) for part in light])
    return Colour(rgb, alpha)


def _turned(rgb: str, name: str, value: float) -> str:
    hue, light, vivid = rgb_to_hls(*_parts(rgb))
    if name.startswith("lum"):
        light = light * value if name == "lumMod" else light + value
    else:
        vivid = vivid * value if name == "satMod" else vivid + value
    return _hex(hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, vivid))))


def _parts(rgb: str) -> list[float]:
    return [channel / 255 for channel in channels(rgb)]


def _hex(parts: list[float] | tuple[float, ...]) -> str:
    return "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in parts)


def _curved(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
