"""Boxes of shapes and groups in points on the slide, and the branch of an alternative that is read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element as Tree

from briefing.proof.findings import Box
from briefing.proof.package.xml_names import find, long
from briefing.proof.reading.deck.theme_colours import whole

_OFF, _EXT, _CHILD_OFF, _CHILD_EXT = long("a:off"), long("a:ext"), long("a:chOff"), long("a:chExt")
_ALTERNATE, _CHOICE, _FALLBACK = long("mc:AlternateContent"), long("mc:Choice"), long("mc:Fallback")
# What these namespaces add to shapes does not hide them from who knows no more than the first edition of the format.
_KNOWN = {"p14", "p15", "p16", "a16", "p159", "p188"}
_DEGREE = 60_000
_DEEPEST = 10  # alternatives in alternatives
# Factor and offset on each axis, from units of the file to points.
Transform = tuple[float, float, float, float]
SLIDE: Transform = (1 / 12700, 1 / 12700, 0.0, 0.0)


def placed(transform: Tree | None, by: Transform) -> tuple[Box | None, bool]:
    """Return the box of a shape's `a:xfrm`, around its corners where it is rotated, and whether it is."""
    place, size = _pair(transform, _OFF, ("x", "y")), _pair(transform, _EXT, ("cx", "cy"))
    if transform is None or place is None or size is None:
        return None, False
    left, top = place[0] * by[0] + by[2], place[1] * by[1] + by[3]
    wide, high = abs(size[0] * by[0]), abs(size[1] * by[1])
    turn = whole(transform.get("rot"), 0) / _DEGREE % 360
    if min(turn, 360 - turn) < 1:
        return (left, top, left + wide, top + high), False
    sine, cosine = abs(math.sin(math.radians(turn))), abs(math.cos(math.radians(turn)))
    half_wide, half_high = (wide * cosine + high * sine) / 2, (wide * sine + high * cosine) / 2
    middle, centre = left + wide / 2, top + high / 2
    return (middle - half_wide, centre - half_high, middle + half_wide, centre + half_high), True


def inside(transform: Tree | None, by: Transform) -> Transform:
    """Return the transform of a group's children from its `a:xfrm`."""
    pairs = [_pair(transform, tag, names) for tag, names in _OF_GROUP]
    place, size, child_place, child_size = pairs
    if place is None or size is None or child_place is None or child_size is None:
        return by
    factors = [one / of if of else 1.0 for one, of in zip(size, child_size, strict=True)]
    offsets = [one - of * factor for one, of, factor in zip(place, child_place, factors, strict=True)]
    return (
        factors[0] * by[0], factors[1] * by[1], offsets[0] * by[0] + by[2], offsets[1] * by[1] + by[3],
    )  # fmt: skip


_OF_GROUP = ((_OFF, ("x", "y")), (_EXT, ("cx", "cy")), (_CHILD_OFF, ("x", "y")), (_CHILD_EXT, ("cx", "cy")))


def _pair(transform: Tree | None, tag: str, names: tuple[str, str]) -> tuple[int, int] | None:
    item = find(transform, tag)
    if item is None or item.get(names[0]) is None:
        return None
    return whole(item.get(names[0]), 0), whole(item.get(names[1]), 0)


def branches(children: Iterable[Tree], depth: int = 0) -> Iterator[Tree]:
    """Yield children, and for an alternative those of the branch that can be read; `depth` counts nested ones."""
    for child in children:
        if child.tag == _ALTERNATE:
            if depth < _DEEPEST:
                yield from branches(_branch(child), depth + 1)
        else:
            yield child


def _branch(alternative: Tree) -> Iterable[Tree]:
    choices = alternative.findall(_CHOICE)
    for choice in choices:
        if set((choice.get("Requires") or "?").split()) <= _KNOWN:
            return choice
    fallback = alternative.find(_FALLBACK)
    return fallback if fallback is not None and len(fallback) else next(iter(choices), ())
