"""Layouts of a template → which of them serves which slides, by its mapping or chosen from what they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from msgspec import Struct
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from briefing.deck.slides import Box, Layout
from briefing.deck.template.free_area import LEAST_HEIGHT, LEAST_WIDTH, free_area
from briefing.deck.template.placeholders import FEET, TITLES, Canvas, LayoutPlaceholder, canvas_of, layout_placeholders
from briefing.errors import Finding, InputError
from briefing.model.template import LayoutChoice, Template

_COVER = re.compile(
    r"title slide|cover|front page|titelfolie|diapositive de titre|portada|封面|标题幻灯片|표지|表紙", re.I
)
_OTHER = re.compile(r"section|agenda|contents?$|table of|picture|image|closing|thank|end|quote|break|divider", re.I)
_ROLES: dict[str, Layout] = {"cover": "cover", "headline": "headline", "pause": "pause"}


class LayoutMapping(Struct, frozen=True):
    """A layout that serves: its name, its placeholders, which of them has which place, and where evidence stands."""

    role: Layout
    name: str
    layout: SlideLayout
    placeholders: Mapping[str, LayoutPlaceholder]
    places: Mapping[str, LayoutPlaceholder]
    body: Box
    ground: str  # light, dark, or empty: as the layout's background is


def named_layouts(presentation: Presentation) -> dict[str, SlideLayout]:
    """Return the layouts of a presentation by name; a name that comes again has its number in brackets."""
    found: dict[str, SlideLayout] = {}
    for master in presentation.slide_masters:
        for layout in master.slide_layouts:
            name, number = layout.name or "Layout", 2
            while name in found:
                name, number = f"{layout.name or 'Layout'} ({number})", number + 1
            found[name] = layout
    return found


def map_layouts(presentation: Presentation, template: Template) -> dict[Layout, LayoutMapping]:
    """Return the layout for each kind of slide. Raise InputError with all that a template lacks."""
    found: dict[Layout, LayoutMapping] = {}
    findings: list[Finding] = []
    automatic = _automatic(presentation)
    for name, role in _ROLES.items():
        try:
            found[role] = map_layout(presentation, template, name, automatic)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return found


def _automatic(presentation: Presentation) -> Callable[[], dict[Layout, str]]:
    """Return what chooses layouts for those kinds of slides that no mapping has one for, all of them at once."""
    return cache(lambda: _choose(named_layouts(presentation), canvas_of(presentation)))


def map_layout(
    presentation: Presentation, template: Template, name: str, automatic: Callable[[], dict[Layout, str]] | None = None
) -> LayoutMapping:
    """Return the layout for one kind of slide; `automatic` may be shared by all kinds."""
    layouts = named_layouts(presentation)
    canvas = canvas_of(presentation)
    role = _ROLES[name]
    choice = template.choices.get(name, LayoutChoice())
    where = _where(template, name)
    if choice.layout and choice.layout not in layouts:
        raise InputError(f"the template has no layout {choice.layout!r}", where, _known(layouts))
    chosen = choice.layout or (automatic or _automatic(presentation))().get(role, "")
    if not chosen:
        raise InputError(f"no layout of the template serves as {name}: {_LACKS[role]}", where, _command(template, name))
    return _mapped(role, chosen, layouts[chosen], choice, template, canvas)


_ROOM = f"none has a title placeholder and {LEAST_WIDTH:.0f} × {LEAST_HEIGHT:.0f} points free below it"
_LACKS: dict[Layout, str] = {"cover": "none has a title placeholder", "headline": _ROOM, "pause": _ROOM}


def _where(template: Template, *keys: str) -> str:
    return ", ".join(
        [template.path.as_posix() if not template.choices else template.mapping.as_posix(), ".".join(keys)]
    )


def _command(template: Template, role: str) -> str:
    if template.mapping.exists():  # which is never written over
        return f"write under [{role}] in {template.mapping.name} which layout serves, one with a title placeholder"
    path = template.path.as_posix()
    return f"say which layout serves in {template.mapping.name}, which this writes: briefing template inspect {path}"


def _known(layouts: Mapping[str, SlideLayout]) -> str:
    return "layouts: " + ", ".join(list(layouts)[:20])


def _mapped(
    role: Layout, name: str, layout: SlideLayout, choice: LayoutChoice, template: Template, canvas: Canvas
) -> LayoutMapping:
    known = layout_placeholders(layout, canvas.scale)
    places, findings = _places(role, name, known, choice, template, canvas)
    if findings:
        raise InputError(findings)
    body = Box(*choice.body) if choice.body else _whole(free_area(layout, known, places, canvas))
    if role != "cover" and (body.w < LEAST_WIDTH or body.h < LEAST_HEIGHT):
        what = (
            f"the layout {name!r} leaves {max(body.w, 0):.0f} × {max(body.h, 0):.0f} points for evidence, "
            f"which needs {LEAST_WIDTH:.0f} × {LEAST_HEIGHT:.0f}"
        )
        fix = f"map another layout, or set body = [x, y, width, height] under [{role}] in {template.mapping.name}"
        raise InputError(what, _where(template, role, "body"), f"{fix} (briefing template inspect writes it)")
    return LayoutMapping(role, name, layout, known, places, body, choice.ground)


def _whole(box: Box) -> Box:
    """Return a box in whole points, as a mapping writes it."""
    left, top = math.ceil(box.x), math.ceil(box.y)
    return Box(left, top, math.floor(box.x1) - left, math.floor(box.y1) - top)


def _places(
    role: Layout,
    name: str,
    known: Mapping[str, LayoutPlaceholder],
    choice: LayoutChoice,
    template: Template,
    canvas: Canvas,
) -> tuple[dict[str, LayoutPlaceholder], list[Finding]]:
    """Return the placeholder for each place: the mapping's, else that which the layout has for it."""
    found = automatic_places(role, known, canvas)
    findings: list[Finding] = []
    for place, key in choice.places.items():
        where = _where(template, role, place)
        if key == "none" and place != "title":
            found.pop(place, None)
        elif key not in known:
            what = f"the layout {name!r} has no placeholder {key!r}"
            findings.append(Finding(where, what, "placeholders: " + (", ".join(known) or "none")))
        elif place not in FEET and not known[key].holds_text:
            findings.append(Finding(where, f"the placeholder {key!r} holds no text", "choose one of type body or obj"))
        else:
            found[place] = known[key]
    if "title" not in found:
        where = _where(template, role, "title")
        findings.append(Finding(where, f"the layout {name!r} has no title placeholder", _command(template, role)))
    doubles = {placeholder.key for placeholder in found.values() if list(found.values()).count(placeholder) > 1}
    for key in sorted(doubles):
        places = " and ".join(place for place, placeholder in found.items() if placeholder.key == key)
        findings.append(
            Finding(_where(template, role), f"{places} have the same placeholder {key!r}", "give each its own")
        )
    return found, findings


def automatic_places(
    role: Layout, known: Mapping[str, LayoutPlaceholder], canvas: Canvas
) -> dict[str, LayoutPlaceholder]:
    """Return the placeholder for each place that needs no mapping."""
    found: dict[str, LayoutPlaceholder] = {}
    for placeholder in known.values():
        if placeholder.kind in TITLES and placeholder.upright:
            found.setdefault("title", placeholder)
    texts = [placeholder for placeholder in known.values() if placeholder.holds_text and placeholder.kind not in TITLES]
    if role == "cover":
        below = [placeholder for placeholder in texts if placeholder.inner.w > 200 and placeholder.inner.h > 24]
        first = sorted(below, key=lambda placeholder: (placeholder.kind != "subTitle", placeholder.box.y))
        if first:
            found["subtitle"] = first[0]
    elif "title" in found:
        line = [placeholder for placeholder in texts if _is_subtitle(placeholder, found["title"])]
        if line:
            found["subtitle"] = line[0]
    for place, kind in FEET.items():
        low = [
            placeholder
            for placeholder in known.values()
            if placeholder.kind == kind and placeholder.box.y > canvas.height * 0.82
        ]
        high = [
            placeholder
            for placeholder in known.values()
            if placeholder.kind == kind and _above(placeholder, found.get("title"))
        ]
        for placeholder in (*low, *high):
            found.setdefault(place, placeholder)
    return found


def _is_subtitle(placeholder: LayoutPlaceholder, title: LayoutPlaceholder) -> bool:
    """Return whether a placeholder is a line of text right under the title, as wide as most of it."""
    gap = placeholder.box.y - (title.box.y1)
    return 18 <= placeholder.inner.h <= 60 and -20 <= gap <= 40 and placeholder.inner.w >= title.inner.w * 0.6


def _above(placeholder: LayoutPlaceholder, title: LayoutPlaceholder | None) -> bool:
    return title is not None and placeholder.box.y1 <= title.inner.y


def _choose(layouts: Mapping[str, SlideLayout], canvas: Canvas) -> dict[Layout, str]:
    """Return the name of the layout for each kind of slide: of that name, as in the default template, else by look."""
    if all(role in layouts for role in _ROLES):
        return {role: name for name, role in _ROLES.items()}
    titled: dict[str, tuple[SlideLayout, dict[str, LayoutPlaceholder]]] = {}
    for name, layout in layouts.items():
        known = layout_placeholders(layout, canvas.scale)
        if any(placeholder.kind in TITLES and placeholder.upright for placeholder in known.values()):
            titled[name] = layout, known
    if not titled:
        return {}
    cover = max(titled, key=lambda name: _as_cover(name, *titled[name]))
    others = [name for name in titled if name != cover] or [cover]
    rated = [(_as_headline(name, *titled[name], canvas), -at, name) for at, name in enumerate(others)]
    best = max(rated)
    if best[0] <= 0:
        return {"cover": cover}
    return {"cover": cover, "headline": best[2], "pause": best[2]}


def _as_cover(name: str, layout: SlideLayout, known: Mapping[str, LayoutPlaceholder]) -> int:
    """Return how well a layout serves as cover; of equals the first."""
    centred = any(placeholder.kind == "ctrTitle" for placeholder in known.values())
    typed = layout._element.get("type") == "title"
    return 4 * centred + 3 * bool(_COVER.search(name)) + 2 * typed


def _as_headline(name: str, layout: SlideLayout, known: dict[str, LayoutPlaceholder], canvas: Canvas) -> float:
    """Return how well a layout serves for evidence: by the room below its title; 0 if that is too little."""
    places = automatic_places("headline", known, canvas)
    title = places["title"]
    body = free_area(layout, known, places, canvas)
    if title.kind == "ctrTitle" or title.inner.y > canvas.height * 0.4 or title.inner.w < LEAST_WIDTH * 0.8:
        return 0.0
    if body.w < LEAST_WIDTH or body.h < LEAST_HEIGHT:
        return 0.0
    worth = body.w * body.h
    contents = _contents(known.values())
    if _OTHER.search(name):
        worth *= 0.6
    if not contents:
        return worth * 1.3  # nothing of the layout is left unfilled
    return worth * (1.1 if len(contents) == 1 else 0.7)


def _contents(known: Iterable[LayoutPlaceholder]) -> list[LayoutPlaceholder]:
    return [item for item in known if item.kind not in (*TITLES, *FEET.values())]
