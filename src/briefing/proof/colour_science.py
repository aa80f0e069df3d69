"""How different people see two colours, each as RRGGBB: contrast, hue, chroma, distance, also with dichromacy.

Contrast: WCAG 2.2, relative luminance. Distance: CIEDE2000 as in Sharma, Wu and Dalal (2005). Dichromacies: Machado,
Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from operator import itemgetter
from typing import Final

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_TO_XYZ: Final[Matrix] = (
    (0.41239079926595934, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151027, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
)
_WHITE: Final[Triple] = (0.9504559270516717, 1.0, 1.0890577507598784)
VISIONS: Final[dict[str, Matrix | None]] = {
    "normal vision": None,
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# Strength of colour in CIELAB under which it counts as a grey: the bluish greys of dark slides reach 16.
GREY: Final = 18.0
_SAME_HUE: Final = 35.0  # degrees


def known(colour: str) -> bool:
    """Whether this is a colour: "" and what has no one colour are not."""
    return bool(_HEX.fullmatch(colour))


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, each from 0 to 255."""
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


@cache
def _linear(colour: str) -> Triple:
    red, green, blue = channels(colour)
    return linear(red / 255), linear(green / 255), linear(blue / 255)


def linear(part: float) -> float:
    """Return the linear light of a channel of sRGB, both from 0 to 1."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@cache
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = luminance(one), luminance(other)
    return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)


@cache
def _lab(colour: str, vision: str = "normal vision") -> Triple:
    linear, matrix = _linear(colour), VISIONS[vision]
    if matrix is not None:
        red, green, blue = (min(1.0, max(0.0, part)) for part in _times(matrix, linear))
        linear = red, green, blue
    across, light, down = (_root(part / white) for part, white in zip(_times(_TO_XYZ, linear), _WHITE, strict=True))
    return 116 * light - 16, 500 * (across - light), 200 * (light - down)


def _times(matrix: Matrix, parts: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, parts, strict=True)) for row in matrix)
    return one, two, three


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def strength(colour: str) -> float:
    """Return the chroma of a colour in CIELAB, 0 for a pure grey."""
    _, a, b = _lab(colour)
    return hypot(a, b)


def hues(colours: set[str]) -> list[float]:
    """Return the different hues of colours in degrees; greys have none."""
    found: list[float] = []
    for colour in sorted(colours):
        if strength(colour) >= GREY:
            _, a, b = _lab(colour)
            hue = degrees(atan2(b, a)) % 360
            if all(min(abs(hue - other), 360 - abs(hue - other)) > _SAME_HUE for other in found):
                found.append(hue)
    return found


@cache
def distance(one: str, other: str, vision: str = "normal vision") -> float:
    """Return the distance of two colours by CIEDE2000, as a kind of vision sees them."""
    (light, a, b), (light_2, a_2, b_2) = _lab(one, vision), _lab(other, vision)
    mean = ((hypot(a, b) + hypot(a_2, b_2)) / 2) ** 7
    more = 1.5 - 0.5 * sqrt(mean / (mean + 25**7))
    chroma, chroma_2 = hypot(a * more, b), hypot(a_2 * more, b_2)
    hue, hue_2 = degrees(atan2(b, a * more)) % 360, degrees(atan2(b_2, a_2 * more)) % 360
    turn = (hue_2 - hue + 180) % 360 - 180 if chroma and chroma_2 else 0.0
    middle = (hue + turn / 2) % 360 if chroma and chroma_2 else hue + hue_2
    level, full = (light + light_2) / 2, (chroma + chroma_2) / 2
    shape = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    by_light = (light_2 - light) / (1 + 0.015 * (level - 50) ** 2 / sqrt(20 + (level - 50) ** 2))
    by_chroma = (chroma_2 - chroma) / (1 + 0.045 * full)
    by_hue = 2 * sqrt(chroma * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * full * shape)
    bend = 60 * exp(-(((middle - 275) / 25) ** 2))
    crossed = -sin(radians(bend)) * 2 * sqrt(full**7 / (full**7 + 25**7)) * by_chroma * by_hue
    return sqrt(max(0.0, by_light**2 + by_chroma**2 + by_hue**2 + crossed))


def closest(colours: list[str]) -> tuple[float, str, str, str]:
    """Return the least distance of two of the colours over all kinds of vision, the two, and the vision."""
    pairs = ((distance(*pair, vision), *pair, vision) for vision in VISIONS for pair in combinations(colours, 2))
    return min(pairs, key=itemgetter(0))
