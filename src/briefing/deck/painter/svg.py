"""A painted slide → SVG with live text, which shows the same in any browser, offline."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from briefing.charts.vector.drawing_surface import Paint, Segment
from briefing.deck.painter.painted_marks import (
    PaintedElement,
    PaintedMark,
    PaintedPath,
    PaintedPicture,
    PaintedText,
    Painting,
    rectangle,
)
from briefing.deck.slides import Box
from briefing.model.text import plain

_FAMILY = (
    "Arial, Arimo, 'Liberation Sans', Helvetica, 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
)


def svg(painting: Painting, *, key: str = "slide", linked: bool = True) -> str:
    """Return a painted slide as an SVG picture; `key` begins its ids, so that several can stand on one page.

    Each element is a group that names it; texts carry the fact and the text of the story that they come from. With
    `linked` texts lead where their links do.
    """
    wide, tall = _number(painting.width), _number(painting.height)
    clips: list[str] = []
    body = "".join(_element(element, key, clips, linked=linked) for element in painting.elements)
    defined = f"<defs>{''.join(clips)}</defs>" if clips else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" '
        f'lang="{escape(painting.lang)}" font-family="{_FAMILY}" text-rendering="geometricPrecision" '
        f'role="group" aria-label="{escape(painting.title)}">{defined}'
        f'<rect width="{wide}" height="{tall}" fill="{painting.ground}"/>{body}</svg>'
    )


def _element(element: PaintedElement, key: str, clips: list[str], *, linked: bool) -> str:
    alt = plain(getattr(element.item, "alt", ()))
    label = f' role="img" aria-label="{escape(alt)}"' if alt else ""
    place = getattr(element.item, "place", "")
    where = f' data-place="{escape(place)}"' if place else ""
    marks = "".join(_mark(mark, key, clips, linked=linked) for mark in element.marks)
    return f'<g data-element="{escape(element.name)}"{where}{label}>{marks}</g>'


def _mark(mark: PaintedMark, key: str, clips: list[str], *, linked: bool) -> str:
    if isinstance(mark, PaintedText):
        return _text(mark, linked=linked)
    if isinstance(mark, PaintedPath):
        return _path(mark, key, clips)
    return _picture(mark, key, clips)


def _text(mark: PaintedText, *, linked: bool) -> str:
    attributes = [
        f'x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}" fill="{mark.colour}"',
        'font-weight="700"' if mark.bold else "",
        'font-style="italic"' if mark.italic else "",
        f'textLength="{_number(mark.width)}"' if mark.width and len(mark.string) > 1 else "",
        f'data-fact="{escape(mark.fact)}"' if mark.fact else "",
        f'data-node="{escape(mark.node)}"' if mark.node else "",
        f'lang="{escape(mark.lang)}"' if mark.lang else "",
    ]
    written = f'<text {" ".join(filter(None, attributes))} xml:space="preserve">{escape(mark.string, False)}</text>'
    if mark.link and linked:
        away = "" if mark.link.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
        return f'<a href="{escape(mark.link)}"{away}>{written}</a>'
    return written


def _path(mark: PaintedPath, key: str, clips: list[str]) -> str:
    clip = "".join(_clip(outline, key, clips) for outline in mark.paint.clips[:1])
    return f'<path d="{_outline(mark.segments)}" {" ".join(_look(mark.paint))}{clip}/>'


def _clip(outline: tuple[Segment, ...], key: str, clips: list[str]) -> str:
    name = f"{key}-clip-{len(clips)}"
    clips.append(f'<clipPath id="{name}"><path d="{_outline(outline)}"/></clipPath>')
    return f' clip-path="url(#{name})"'


def _look(paint: Paint) -> Iterator[str]:
    yield f'fill="{paint.fill or "none"}"'
    if paint.fill:
        yield 'fill-rule="evenodd"'
    if paint.stroke:
        yield f'stroke="{paint.stroke}" stroke-width="{_number(paint.width)}"'
        if paint.dash:
            yield f'stroke-dasharray="{" ".join(map(_number, paint.dash))}"'
        if paint.cap == "round":
            yield 'stroke-linecap="round"'
        if paint.join == "round":
            yield 'stroke-linejoin="round"'
    if paint.alpha != 1.0:
        yield f'opacity="{_number(paint.alpha)}"'


def _picture(mark: PaintedPicture, key: str, clips: list[str]) -> str:
    clip = "" if mark.box == mark.clip else _clip(rectangle(mark.clip), key, clips)
    data = base64.b64encode(mark.data).decode("ascii")
    return f'<image {_frame(mark.box)} preserveAspectRatio="none" href="data:image/png;base64,{data}"{clip}/>'


def _frame(box: Box) -> str:
    return f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.w)}" height="{_number(box.h)}"'


def _outline(segments: tuple[Segment, ...]) -> str:
    return "".join(f"{letter}{' '.join(map(_number, numbers))}" for letter, numbers in segments)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
