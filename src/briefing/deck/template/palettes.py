"""A template's slots and the ground of a layout → a palette whose every role is a slot of the theme, changed in
lightness and saturation, so that slides follow the theme when someone changes it.

Contrasts hold whatever the scheme: text 4.5 : 1 on the ground, context 3 : 1, and the highlight 3 : 1 on the context
where black or white leave room for it.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from msgspec import Struct

from briefing.deck.ooxml.colours import Colours, colour_steps
from briefing.deck.template.scheme import Slots
from briefing.model.theme import Palette, Status, contrast, luminance

TEXT, MARK = 4.55, 3.05  # contrasts that are asked for, with a little room for rounding
GREYED = 0.35  # of an ink's saturation that its lighter steps keep
# Role of a grey → its contrast on the ground; text first.
_INKS = {
    "ink_2": 8.0,
    "ink_3": 5.4,
    "context": 3.12,
    "rule_strong": 2.05,
    "context_soft": 1.56,
    "rule": 1.42,
    "wash": 1.09,
}
_LEAST = {"ink_2": TEXT, "ink_3": TEXT, "context": MARK}
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_PALEST = 1.45  # of the palest step on the ground: paler ones are taken for the hatch of no value
CALM = 0.5  # of the saturation of tints
_TINTS = (1.18, 1.12, 1.06, 1.0)


class DerivedPalette(Struct, frozen=True):
    """A palette and the slot that each role is made from; an empty slot: the ground is no colour of the theme."""

    palette: Palette
    slots: Mapping[str, str]


class CompanyColours(Colours):
    """The colours of a derived palette as DrawingML; lines are as much thinner as the slides are smaller."""

    def __init__(self, derived: DerivedPalette, known: Slots, status: Mapping[str, Status], scale: float) -> None:
        self.palette = derived.palette
        self.scale = scale
        self.links_read = contrast(known["hlink"], derived.palette.paper) >= TEXT
        self._elements = {}
        for role, slot in derived.slots.items():
            colour = getattr(derived.palette, role)
            if not slot:
                self._elements[role] = f'<a:srgbClr val="{colour.removeprefix("#")}"/>'
                continue
            steps = "" if known[slot] == colour else colour_steps(known[slot], colour)
            self._elements[role] = (
                f'<a:schemeClr val="{slot}">{steps}</a:schemeClr>' if steps else f'<a:schemeClr val="{slot}"/>'
            )
        self._add_status(status)

    def add_ink(self, role: str, known: Slots, ground: str) -> None:
        """A role for text that stands on another ground than the evidence."""
        slot, colour = readable(known, ground)
        steps = "" if known[slot] == colour else colour_steps(known[slot], colour)
        self._elements[role] = f'<a:schemeClr val="{slot}">{steps}</a:schemeClr>'


def derive_palette(known: Slots, ground: str, chosen: Mapping[str, str]) -> DerivedPalette:
    """Return the palette for a ground, from the slots of a theme and those that a mapping chose for highlight and
    accent."""
    ink_slot, ink = readable(known, ground)
    roles: dict[str, tuple[str, str]] = {"paper": (_slot_of(known, ground), ground), "ink": (ink_slot, ink)}
    for role, ratio in _INKS.items():
        target = max(_LEAST.get(role, 1.0), min(ratio, contrast(ink, ground) * 0.9))
        roles[role] = ink_slot, _towards(ink, ground, target, GREYED)
    context = roles["context"][1]
    highlight_slot = chosen.get("highlight", "accent1")
    accent_slot = chosen.get("accent", "accent2")
    highlight = _marked(known[highlight_slot], ground, context)
    roles["highlight"] = highlight_slot, highlight
    accent = _at_least(known[accent_slot], ground, MARK)
    roles["accent"] = accent_slot, accent
    roles["accent_text"] = accent_slot, _at_least(accent, ground, TEXT)
    for role, (slot, colour) in (("highlight_tint", roles["highlight"]), ("accent_tint", roles["accent"])):
        roles[role] = slot, _tint(colour, ground, (ink, highlight))
    for number, step in enumerate(_ladder(highlight, ground, ink), start=1):
        roles[f"heat_{number}"] = highlight_slot, step
    roles |= {"series_1": roles["highlight"], "series_2": roles["accent"]}
    others = [slot for slot in _ACCENTS if slot not in (highlight_slot, accent_slot)]
    for number, slot in enumerate(others[:4], start=3):
        roles[f"series_{number}"] = slot, _at_least(known[slot], ground, TEXT)
    palette = Palette(**{role: roles[role][1] for role in Palette.__struct_fields__})
    return DerivedPalette(palette, {role: slot for role, (slot, _) in roles.items()})


def _slot_of(known: Slots, colour: str) -> str:
    return next((slot for slot in ("bg1", "bg2", "tx1", "tx2", *known) if known[slot] == colour), "")


def readable(known: Slots, ground: str) -> tuple[str, str]:
    """Return the slot for text: the theme's text colour, unless another reads much better on this ground."""
    for least in (7.0, TEXT):
        for slot in ("tx1", "bg1", "tx2", "bg2"):
            if contrast(known[slot], ground) >= least:
                return slot, known[slot]
    return "tx1", _at_least(known["tx1"], ground, TEXT)


def _marked(colour: str, ground: str, context: str) -> str:
    """Return the highlight: text on the ground, and set off from the context, as far as that can be had."""
    result = _at_least(colour, ground, TEXT)
    if contrast(result, context) >= MARK:
        return result
    darker = luminance(result) < luminance(ground)
    return _first(result, darker, lambda tried: contrast(tried, context) >= MARK and contrast(tried, ground) >= TEXT)


def _at_least(colour: str, ground: str, least: float) -> str:
    """Return a colour as much darker or lighter as the contrast needs."""
    if contrast(colour, ground) >= least:
        return colour
    darker = contrast("#000000", ground) >= contrast("#FFFFFF", ground)
    return _first(colour, darker, lambda tried: contrast(tried, ground) >= least)


def _first(colour: str, darker: bool, holds: object) -> str:
    """Return the first darker or lighter step of a colour that holds, else the last."""
    hue, light, saturation = _hls(colour)
    end = 0.0 if darker else 1.0
    tried = colour
    for step in range(1, 201):
        tried = _hex(hue, light + (end - light) * step / 200, saturation)
        if callable(holds) and holds(tried):
            return tried
    return tried


def _towards(ink: str, ground: str, target: float, greyed: float) -> str:
    """Return the step of an ink nearest to the ground that keeps a contrast, greyed a little."""
    hue, _, saturation = _hls(ink)
    darker = luminance(ink) < luminance(ground)
    steps = [_hex(hue, step / 200, saturation * greyed) for step in range(201)]
    known = [(contrast(step, ground), step) for step in steps if (luminance(step) < luminance(ground)) == darker]
    return min((found for found in known if found[0] >= target), default=(0.0, ink))[1]


def _tint(colour: str, ground: str, texts: tuple[str, ...]) -> str:
    """Return a breath of a colour over the ground on which texts still read; the ground itself where none is left."""
    for ratio in _TINTS:
        tried = _off(colour, ground, ratio)
        if all(contrast(text, tried) >= TEXT - 0.03 for text in texts):
            return tried
    return ground


def _off(colour: str, ground: str, ratio: float) -> str:
    """Return the palest step of a colour that has a contrast to the ground, itself if none has."""
    hue, light, saturation = _hls(colour)
    saturation = min(saturation, CALM if ratio < 1.3 else 0.7)  # a pale saturated colour glares
    end = 1.0 if luminance(ground) > luminance(colour) else 0.0
    for step in range(200, 0, -1):
        tried = _hex(hue, light + (end - light) * step / 200, saturation)
        if contrast(tried, ground) >= ratio and (luminance(tried) < luminance(ground)) == (end == 1.0):
            return tried
    return colour


def _ladder(highlight: str, ground: str, ink: str) -> list[str]:
    """Return five steps from the ground to the highlight: the first three under ink, the others under paper."""
    last = contrast(highlight, ground)
    third = max(1.0, min(2.9, contrast(ink, ground) / TEXT))
    first = min(_PALEST, third)
    fourth = min(last, max(TEXT, (third * last) ** 0.5))
    ratio = (first, (first * third) ** 0.5, third, fourth)
    # A step just above its contrast may leave the ink too little: it is the one before, on the ground's side.
    result = [_off(highlight, ground, target) for target in ratio]
    return [ground if contrast(ink, tried) < 4.5 and at < 3 else tried for at, tried in enumerate(result)] + [highlight]


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _hex(hue: float, light: float, saturation: float) -> str:
    shares = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "#" + "".join(f"{round(255 * share):02X}" for share in shares)
