"""The ranking next to a map: a dot for each place on the scale of values, in the shade of its class, and the names of
those at its two ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts import map_layout
from briefing.charts.axis import groups_thousands, ticks
from briefing.charts.end_names import spread
from briefing.charts.roles import WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Group, Paragraph, Shape, TextStyle
from briefing.model.chart import Plot
from briefing.model.outlines import MapPlot
from briefing.model.text import Text, embolden, join, text
from briefing.model.theme import HEAT_GROUNDS

HEAD, NAMES = TextStyle(14, 17, bold=True), (TextStyle(14, 18), TextStyle(12, 15))
ENDS = TextStyle(14, 18, "ink_3")
LEVEL = TextStyle(14, 17, "accent_text")
SCALE: Final = TextStyle(14, 17, "ink_3")
PITCHES: Final = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
LEGIBLE: Final = 8.0  # the pitch that is looked for first, if that needs smaller names
GAP: Final = 6.0
_HALF: Final = 9.0  # of a number of the scale
_LIST_DOT: Final = 10.0
_SLACK: Final = 1.06  # of the width of words: what another typeface may take more
_SHIFTS: Final = (0.0, -4.0, 4.0)  # of a name from the middle of its dot


class _Strip(Struct, frozen=True):
    """The dots of a ranking: their pitch, their box, and the values at its upper and lower end."""

    pitch: float
    box: Box
    low: float
    high: float

    def columns(self, values: Iterable[float]) -> list[int]:
        """Return the column of the dot of each value, in order: the first whose dots it does not touch."""
        held: list[list[float]] = []
        found: list[int] = []
        for y in map(self.y, values):
            free = (at for at, others in enumerate(held) if all(abs(y - other) >= self.pitch for other in others))
            column = next(free, len(held))
            if column == len(held):
                held.append([])
            held[column].append(y)
            found.append(column)
        return found

    def y(self, value: float) -> float:
        """Return the height at which a value stands."""
        return self.box.y + (self.high - value) / (self.high - self.low) * self.box.h


def ranking(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the ranking of a map's places in an area: dots on a scale, or where they crowd, the ends alone."""
    drawn = plot.map
    assert drawn is not None  # of this form
    tall = fit.height(fit.single(drawn.head, HEAD), area.w)
    head = fit.set_text(page, "Ranking head", Box(area.x, area.y, area.w, tall), fit.single(drawn.head, HEAD))
    room = Box(area.x, area.y + tall + GAP, area.w, area.h - tall - GAP)
    strip = _strip(page, plot, room)
    if strip is None:
        return list(_list(page, plot, drawn, area))
    if map_layout.small_print(plot):  # of a few places each has its name at its dot
        names = list(_each(plot, strip, room))
    else:
        names = list(_names(plot, drawn, Box(strip.box.x1 + GAP, room.y, area.x1 - strip.box.x1 - GAP, room.h)))
        names += _leading(plot, strip, room, [box for _, box, _ in names])
    grounds = [box for _, box, _ in names]
    return [
        head,
        *_scale(page, plot, strip, room),
        *_levels(page, plot, strip, room, grounds),
        Group("Ranking", tuple(_dots(plot, drawn, strip)), drawn.head),
        *(fit.set_text(page, name, box, content) for name, box, content in names),
        *_level_texts(page, plot, strip, room, grounds),
    ]


def _strip(page: Page, plot: Plot, room: Box) -> _Strip | None:
    """Return the strip of the largest dots that have room next to the names; None where they crowd."""
    (series,) = plot.series
    known = [value for value in series.values if value is not None]
    low, high = min(known), max(known)
    if low == high:
        return None
    wide = max((fit.width(fit.axis_text(word), SCALE) for _, word in _ticks(page, plot, low, high)), default=0.0) + GAP
    few = [_whole_line(plot, at) for at in range(len(known))] if map_layout.small_print(plot) else ()
    lines = few or [_line(plot, at) for at in chain(*_ends(plot))]
    names = max((fit.width(line, NAMES[0]) for line in lines), default=0.0)
    rows = Box(room.x + wide, room.y + _HALF, 0, room.h - 2 * _HALF)
    for least in (LEGIBLE, PITCHES[-1]):
        for share in (names + 2 * GAP, names * NAMES[1].size / NAMES[0].size + 2 * GAP):
            box = replace(rows, w=room.w - wide - share)
            for pitch in (pitch for pitch in PITCHES if pitch >= least):
                strip = _Strip(pitch, box, low, high)
                if (max(strip.columns(known)) + 1) * pitch <= box.w:
                    return strip
    return None


def _ticks(page: Page, plot: Plot, low: float, high: float) -> list[tuple[float, str]]:
    """Return the round values between two, with their words."""
    figures = Decimal(f"{plot.axis.step:.12g}").normalize().as_tuple().exponent
    places = max(0, -figures) if isinstance(figures, int) else 0
    return [
        (value, page.wording.number(value, places, groups_thousands(plot)))
        for value in ticks(plot.axis)
        if low <= value <= high
    ]


def _scale(page: Page, plot: Plot, strip: _Strip, room: Box) -> Iterator[Element]:
    for number, (value, word) in enumerate(_ticks(page, plot, strip.low, strip.high), start=1):
        y = strip.y(value)
        line = Box(strip.box.x - 2, y, strip.box.w + 2, 0)
        yield Shape(page.numbered("Scale line", number), "line", line, line="rule", weight=0.75)
        box = Box(room.x, y - SCALE.leading / 2, strip.box.x - room.x - GAP, SCALE.leading)
        style = grid.aligned(SCALE, "r")
        yield fit.set_text(page, page.numbered("Scale", number), box, fit.single(fit.axis_text(word), style))


def _levels(page: Page, plot: Plot, strip: _Strip, room: Box, names: Sequence[Box]) -> Iterator[Shape]:
    """Yield a line for each level, up to the right edge where no name stands there."""
    for number, rule in enumerate(plot.rules, start=1):
        y, start = strip.y(rule.at), strip.box.x - 2
        end = strip.box.x1 + 2 if any(box.y - 2 < y < box.y1 + 2 for box in names) else room.x1
        colour = "ink_3" if _is_second_named(plot) else "accent"
        yield Shape(page.numbered("Level", number), "line", Box(start, y, end - start, 0), line=colour, weight=1.5)


def _level_texts(page: Page, plot: Plot, strip: _Strip, room: Box, names: Sequence[Box]) -> Iterator[Element]:
    """Yield the name of each level: at its line, or above or below the names that stand there."""
    x, wide = strip.box.x1 + GAP, room.x1 - strip.box.x1 - GAP
    level = replace(LEVEL, colour="ink_2") if _is_second_named(plot) else LEVEL
    for number, rule in enumerate(plot.rules, start=1):
        content = list(fit.single(rule.text, grid.aligned(level, "r")))
        wide = min(wide, fit.width(rule.text, level) * _SLACK)
        x = room.x1 - wide
        tall, y = fit.height(content, wide), strip.y(rule.at)
        near = sorted(
            (edge for box in names for edge in (box.y - tall - 2, box.y1 + 2)), key=lambda edge: abs(edge - y)
        )
        places = [Box(x, edge, wide, tall) for edge in (y + 2, y - tall - 1, *near)]
        free = [box for box in places if box.y >= room.y and box.y1 <= room.y1 and not any(map(box.touches, names))]
        if free:
            yield fit.set_text(page, page.numbered("Level text", number), free[0], content)


def _is_second_named(plot: Plot) -> bool:
    """Whether a place has the accent, so that a level in it would seem to be of that place."""
    return any(row.role == "second" for row in plot.rows)


def _dots(plot: Plot, drawn: MapPlot, strip: _Strip) -> Iterator[Shape]:
    """Yield a dot for each place, its middle at the height of its value, those that would touch side by side."""
    (series,) = plot.series
    areas = {area.at: area for area in drawn.areas}
    side = strip.pitch - 1.0
    known = [value for value in series.values if value is not None]  # each place of a map has one
    for at, (value, column) in enumerate(zip(known, strip.columns(known), strict=True)):
        x, y = strip.box.x + column * strip.pitch, strip.y(value) - side / 2
        step = areas[at].step
        line, weight = ("ink_3", 0.75) if step == 1 else ("", 0.0)
        if plot.rows[at].role in ("highlight", "second"):
            line, weight = map_layout.mark_colour(plot, at), 2.0
        yield Shape(f"Dot {areas[at].code}", "ellipse", Box(x, y, side, side), HEAT_GROUNDS[step], line, weight)


def _ends(plot: Plot) -> tuple[list[int], list[int]]:
    """Return the places that are named at both ends of the ranking."""
    (series,) = plot.series
    marked = [at for at, label in enumerate(series.labels) if label is not None]
    last = len(series.labels) - 1
    first = [at for index, at in enumerate(marked) if at == index]
    return first, [at for at in marked if at not in first and all(other in marked for other in range(at, last + 1))]


def _line(plot: Plot, at: int) -> Text:
    (series,) = plot.series
    label = series.labels[at]
    assert label is not None  # it is named
    return join([plot.rows[at].name, embolden(label.text)], " ")


def _whole_line(plot: Plot, at: int) -> Text:
    assert plot.map is not None
    return join([plot.rows[at].name, embolden(plot.map.values[at])], " ")


def _each(plot: Plot, strip: _Strip, room: Box) -> Iterator[tuple[str, Box, list[Paragraph]]]:
    """Yield the names of a few places, each at the right of its dot, as near to its height as the others leave it."""
    (series,) = plot.series
    known = [value for value in series.values if value is not None]
    x = strip.box.x + (max(strip.columns(known)) + 1) * strip.pitch + GAP
    tall = NAMES[0].leading
    centres = spread([strip.y(value) for value in known], [tall] * len(known), room.y, room.y1)
    for at, (row, centre) in enumerate(zip(plot.rows, centres, strict=True)):
        style = replace(NAMES[0], colour=WORDS.get(row.role, NAMES[0].colour))
        content = list(fit.single(_whole_line(plot, at), style))
        wide = min(room.x1 - x, fit.width(content[0].text, style) * _SLACK)
        yield f"Ranked place {at + 1}", Box(x, centre - tall / 2, wide, tall), content


def _names(plot: Plot, drawn: MapPlot, area: Box) -> Iterator[tuple[str, Box, list[Paragraph]]]:
    """Yield the names at both ends, at the right: what they are, where and how they stand."""
    ends = _ends(plot)
    texts = [_line(plot, at) for at in chain(*ends)]
    fitting = [style for style in NAMES if all(fit.width(line, style) <= area.w for line in texts)]
    style = grid.aligned(fitting[0] if fitting else NAMES[-1], "r")
    for key, head, places in zip(("First", "Last"), drawn.ends, ends, strict=True):
        lines = [
            Paragraph(_line(plot, at), replace(style, colour=WORDS.get(plot.rows[at].role, style.colour)))
            for at in places
        ]
        content = [*fit.single(head, grid.aligned(ENDS, "r")), *lines]
        tall = fit.height(content, area.w)
        if places and tall <= area.h / 2 - LEVEL.leading:
            yield f"{key} places", Box(area.x, area.y if key == "First" else area.y1 - tall, area.w, tall), content


def _leading(plot: Plot, strip: _Strip, room: Box, taken: Sequence[Box]) -> Iterator[tuple[str, Box, list[Paragraph]]]:
    """Yield the names of the places that lead, each at the right of its dot, where they are at neither end."""
    (series,) = plot.series
    known = [value for value in series.values if value is not None]
    columns, ends, held = strip.columns(known), list(chain(*_ends(plot))), list(taken)
    for at, (row, value) in enumerate(zip(plot.rows, known, strict=True)):
        if row.role not in WORDS or series.labels[at] is None or at in ends:
            continue
        style = replace(NAMES[0], colour=WORDS[row.role])
        content, tall = list(fit.single(_line(plot, at), style)), style.leading
        for shift in _SHIFTS:
            y = strip.y(value) + shift
            near = (abs(strip.y(other) - y) < (tall + strip.pitch) / 2 for other in known)
            last = max((column for column, close in zip(columns, near, strict=True) if close), default=0)
            x = strip.box.x + (last + 1) * strip.pitch + 2
            box = Box(x, y - tall / 2, fit.width(content[0].text, style), tall)
            levels = any(box.y - 2 < strip.y(rule.at) < box.y1 + 2 for rule in plot.rules)
            if box.x1 <= room.x1 and not levels and not any(map(box.touches, held)):
                held.append(box)
                yield f"Leading place {at + 1}", box, content
                break


def _named_ends(page: Page, plot: Plot, drawn: MapPlot) -> Text:
    """Return what the dots of a list stand for: the names and values at both ends."""
    ends = zip(drawn.ends, _ends(plot), strict=True)
    joint = page.wording.joint
    named = [
        (*head, *text(joint(": ")), *join([_line(plot, at) for at in places], joint(", ")))
        for head, places in ends
        if places
    ]
    return tuple(replace(run, bold=False) for run in join(named, joint("; ")))


def _list(page: Page, plot: Plot, drawn: MapPlot, area: Box) -> Iterator[Element]:
    """Yield the names at both ends below each other, each with a dot in the shade of its class."""
    areas = {one.at: one for one in drawn.areas}
    y = area.y
    dots: list[Shape] = []
    for key, head, places in zip(("First", "Last"), drawn.ends, _ends(plot), strict=True):
        yield fit.set_text(page, f"{key} head", Box(area.x, y, area.w, ENDS.leading), fit.single(head, ENDS))
        y += ENDS.leading + 2
        for at in places:
            side = _LIST_DOT
            box = Box(area.x, y + (NAMES[0].leading - side) / 2, side, side)
            line = "ink_3" if areas[at].step == 1 else ""
            dots.append(Shape(f"Dot {areas[at].code}", "ellipse", box, HEAT_GROUNDS[areas[at].step], line, 0.75))
            words = fit.single(_line(plot, at), NAMES[0])
            wide = area.w - side - GAP
            tall = fit.height(words, wide)
            yield fit.set_text(page, f"{key} place {at + 1}", Box(area.x + side + GAP, y, wide, tall), words)
            y += tall + 3
        y += 2 * GAP
    for number, rule in enumerate(plot.rules, start=1):
        tall = fit.height(fit.single(rule.text, LEVEL), area.w)
        yield fit.set_text(
            page, page.numbered("Level text", number), Box(area.x, y, area.w, tall), fit.single(rule.text, LEVEL)
        )
        y += tall + GAP
    yield Group("Ranking", tuple(dots), _named_ends(page, plot, drawn))
