"""The colours of a slide by value, as a picture has no theme."""

from __future__ import annotations

from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.shapes import parse_elements
from briefing.deck.template.scheme import Slots, resolved_colour
from briefing.errors import LayoutError


class FlatColours(Colours):
    """The colours of a slide's ground, each as its value; `known` are the slots of the theme."""

    def __init__(self, given: Colours, known: Slots) -> None:
        self.palette, self.scale, self.links_read = given.palette, given.scale, given.links_read
        self._values = {role: _value(given, role, known) for role in given.roles}
        self._elements = {role: f'<a:srgbClr val="{value.removeprefix("#")}"/>' for role, value in self._values.items()}

    def value(self, role: str) -> str:
        """Return the colour of a role as `#RRGGBB`; LayoutError for an unknown one."""
        if role.startswith("#"):
            return role.upper()
        if role not in self._values:
            raise LayoutError(f"no colour has the role {role!r}", fix=f"use one of {', '.join(sorted(self._values))}")
        return self._values[role]


def _value(given: Colours, role: str, known: Slots) -> str:
    own: str = getattr(given.palette, role, "")
    return own.upper() or resolved_colour(next(parse_elements(given.colour(role))), known)
