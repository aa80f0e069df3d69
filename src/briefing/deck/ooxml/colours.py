"""Palette roles → colours of a PowerPoint theme, so that slides name roles and only the theme holds values.

A theme has twelve slots and a palette more roles. Eleven roles have a slot of their own, and no text takes its colour
from the slot of links, which change their look in another file; the other roles are a slot made lighter or darker, by
amounts worked out from the palette. The colours of several series are the accents, as a chart that is drawn in
PowerPoint takes them. Status colours belong to no theme and are written as values.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from briefing.errors import LayoutError
from briefing.model.theme import Palette, Status, Theme

# Slot of the theme → role that fills it.
SLOTS: dict[str, str] = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "ink_2",
    "lt2": "wash",
    "accent1": "highlight",
    "accent2": "accent",
    "accent3": "context",
    "accent4": "series_3",
    "accent5": "series_4",
    "accent6": "series_5",
    "hlink": "highlight",
    "folHlink": "series_6",
}
# Slides call the first four slots by the names that the master's colour map gives them.
_NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_SLOT_OF = {role: _NAMES.get(slot, slot) for slot, role in reversed(list(SLOTS.items()))}
# Role of several series → the role whose colour it has.
_SAME = {"series_1": "highlight", "series_2": "accent"}
# Role without a slot → the role it is made from.
_DERIVED = {
    "ink_3": "ink_2",
    "rule": "context",
    "rule_strong": "context",
    "context_soft": "context",
    "accent_text": "accent",
    "highlight_tint": "highlight",
    "accent_tint": "accent",
    **{f"heat_{step}": "highlight" for step in range(1, 6)},
}


class Colours:
    """The colours of one palette of a theme as DrawingML; weights of lines are times `scale`."""

    palette: Palette
    scale = 1.0
    links_read = True  # whether the theme's colour of links reads on the ground
    _elements: dict[str, str]

    def __init__(self, theme: Theme, *, dark: bool) -> None:
        self.palette = theme.dark if dark else theme.light
        self._elements = {role: f'<a:schemeClr val="{slot}"/>' for role, slot in _SLOT_OF.items()}
        for role, base in _DERIVED.items():
            steps = colour_steps(getattr(self.palette, base), getattr(self.palette, role))
            self._elements[role] = f'<a:schemeClr val="{_SLOT_OF[base]}">{steps}</a:schemeClr>'
        self._elements |= {role: self._elements[same] for role, same in _SAME.items()}
        self._add_status(theme.status)

    def _add_status(self, statuses: Mapping[str, Status]) -> None:
        for name, status in statuses.items():
            self._elements[name] = f'<a:srgbClr val="{_hex(status.fill)}"/>'
            self._elements[f"{name}_text"] = f'<a:srgbClr val="{_hex(status.text)}"/>'

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles and statuses that have a colour."""
        return tuple(self._elements)

    def colour(self, role: str) -> str:
        """Return the colour element of a role, or of a status (`on_track` its fill, `on_track_text` its text),
        or of a value as `#RRGGBB`.

        Raise LayoutError for an unknown one.
        """
        if role in self._elements:
            return self._elements[role]
        if role.startswith("#"):
            return f'<a:srgbClr val="{_hex(role)}"/>'
        raise LayoutError(f"no colour has the role {role!r}", fix=f"use one of {', '.join(sorted(self._elements))}")

    def fill(self, role: str, alpha: float = 1.0) -> str:
        """Return a solid fill, or no fill for an empty role."""
        if not role:
            return "<a:noFill/>"
        colour = self.colour(role) if alpha == 1.0 else _clear(self.colour(role), alpha)
        return f"<a:solidFill>{colour}</a:solidFill>"

    def hatch(self, role: str) -> str:
        """Return a fill of thin strokes on the paper."""
        front, back = self.colour(role), self.colour("paper")
        return f'<a:pattFill prst="ltUpDiag"><a:fgClr>{front}</a:fgClr><a:bgClr>{back}</a:bgClr></a:pattFill>'

    def line(
        self,
        role: str,
        weight: float,
        *,
        dash: bool = False,
        cap: str = "flat",
        arrow: bool = False,
        alpha: float = 1.0,
    ) -> str:
        """Return a line of a weight in points, or no line for an empty role."""
        if not role:
            return "<a:ln><a:noFill/></a:ln>"
        dashes = '<a:prstDash val="sysDash"/>' if dash else ""
        head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
        wide = round(weight * self.scale * 12700)
        return f'<a:ln w="{wide}" cap="{cap}">{self.fill(role, alpha)}{dashes}<a:round/>{head}</a:ln>'

    def unseen(self, role: str) -> str:
        """Return a line that is wholly transparent, from which LibreOffice takes the colour of a mark."""
        return f'<a:ln w="19050"><a:solidFill>{_clear(self.colour(role), 0.0)}</a:solidFill></a:ln>'


def _clear(colour: str, alpha: float) -> str:
    """Return a colour element that lets through what lies below."""
    end = colour.rindex("/>") if colour.endswith("/>") else colour.rindex("</")
    tag = colour[1:].split(maxsplit=1)[0]
    closed = ">" if colour.endswith("/>") else ""
    return f'{colour[:end]}{closed}<a:alpha val="{round(100000 * alpha)}"/></{tag}>'


def scheme(palette: Palette) -> str:
    """Return the twelve slots of a colour scheme for a palette."""
    return "".join(
        f'<a:{slot}><a:srgbClr val="{_hex(getattr(palette, role))}"/></a:{slot}>' for slot, role in SLOTS.items()
    )


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _hsl(colour: str) -> tuple[float, float]:
    red, green, blue = (int(_hex(colour)[i : i + 2], 16) / 255 for i in (0, 2, 4))
    _, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    return saturation, light


def colour_steps(base: str, target: str) -> str:
    """Return the changes of saturation and lightness that lead from a slot's colour to another."""
    (saturation, light), (target_saturation, target_light) = _hsl(base), _hsl(target)
    steps = ""
    if saturation > 0.01:
        steps += f'<a:satMod val="{round(100000 * min(4.0, target_saturation / saturation))}"/>'
    if target_light > light:
        share = (1 - target_light) / (1 - light)
        return steps + f'<a:lumMod val="{round(100000 * share)}"/><a:lumOff val="{round(100000 * (1 - share))}"/>'
    return steps + f'<a:lumMod val="{round(100000 * target_light / light) if light else 0}"/>'
