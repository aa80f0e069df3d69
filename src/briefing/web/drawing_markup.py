"""A drawn chart as SVG with live text, in the colours of the page by role, each number linked to its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from markupsafe import Markup
from msgspec.structs import asdict, replace

from briefing.charts.vector.drawing_cache import RecordedDrawing
from briefing.charts.vector.drawing_surface import Paint, PathMark, Segment, TextMark
from briefing.model.lineage import record_anchor
from briefing.model.text import Text
from briefing.model.theme import Palette

# A fact, and where the words that print it begin and end in a string.
Span = tuple[int, int, str]
SCROLLED: Final = "scrolled"  # a drawing that is wider than a phone, which moves it sideways
_SHRUNK: Final = 0.8
_CAPS: Final = {"butt": "", "round": "round", "projecting": "square"}
_JOINS: Final = {"miter": "", "round": "round", "bevel": "bevel"}


def distinct(palette: Palette) -> tuple[Palette, Mapping[str, str]]:
    """Return a palette in which each role has a colour of its own, next to the one that it has, and the roles by
    colour: a chart that is drawn in it can be shown in any other palette.
    """
    roles: dict[str, str] = {}
    for role, colour in asdict(palette).items():
        own, number = colour.upper(), int(colour[1:], 16)
        while own in roles:
            number ^= 1
            own = f"#{number:06X}"
            if own in roles:
                number = number + 2 if number & 0xFF < 0x80 else number - 2
                own = f"#{number:06X}"
        roles[own] = role
    return replace(palette, **{role: colour for colour, role in roles.items()}), roles


def svg(drawing: RecordedDrawing, size: tuple[float, float], roles: Mapping[str, str], key: str, alt: str) -> Markup:
    """Return a drawing of a width and height as an element; `key` begins the ids of its clips and ends in
    its kind, `alt` describes it."""
    width, height = size
    pen = _MarkWriter(height, roles, key)
    linked = iter(facts_in([mark.string for mark in drawing.marks if isinstance(mark, TextMark)], drawing.notes))
    parts = [pen.path(mark) if isinstance(mark, PathMark) else pen.text(mark, next(linked)) for mark in drawing.marks]
    clips = Markup("<defs>{}</defs>").format(Markup("").join(pen.clips)) if pen.clips else ""
    kind = key.rpartition("-")[2]
    fixed = (
        Markup('at-narrow scrolled" width="{}').format(_number(width * _SHRUNK)) if kind == SCROLLED else f"at-{kind}"
    )
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">')
    return Markup("").join([head.format(fixed, _number(width), _number(height), alt), clips, *parts, Markup("</svg>")])


def facts_in(strings: Sequence[str], notes: Iterable[Text]) -> list[tuple[Span, ...]]:
    """Return for each string of a drawing where it prints facts: strings are the lines of the notes, in order.

    A string that is no line of a note prints none.
    """
    found: list[list[Span]] = [[] for _ in strings]
    at = 0
    for note in notes:
        owners = [(number, run.fact) for number, run in enumerate(note) for char in run.text if not char.isspace()]
        left = "".join(char for run in note for char in run.text if not char.isspace())
        start = next(
            (
                here
                for here in range(at, len(strings))
                if _bare(strings[here]) and left.startswith(_bare(strings[here]))
            ),
            None,
        )
        if start is None:
            continue
        here = start
        while here < len(strings) and left and left.startswith(part := _bare(strings[here])):
            found[here] = list(_spans(strings[here], owners[: len(part)]))
            owners, left, here = owners[len(part) :], left[len(part) :], here + 1
        at = here
    return [tuple(spans) for spans in found]


def _bare(string: str) -> str:
    return "".join(string.split())


def _spans(string: str, owners: Sequence[tuple[int, str]]) -> Iterator[Span]:
    """Yield the stretches of a string that print one fact each; `owners` are run and fact of each of its characters."""
    places = [at for at, char in enumerate(string) if not char.isspace()]
    start = 0
    while start < len(owners):
        end = start
        while end < len(owners) and owners[end] == owners[start]:
            end += 1
        if fact := owners[start][1]:
            yield places[start], places[end - 1] + 1, fact
        start = end


class _MarkWriter:
    """Writes marks; y runs down."""

    def __init__(self, height: float, roles: Mapping[str, str], key: str) -> None:
        self.height, self.roles, self.key = height, roles, key
        self.clips: list[Markup] = []
        self._ids: dict[tuple[Segment, ...], str] = {}

    def path(self, mark: PathMark) -> Markup:
        """Return a path, inside its clips."""
        paint = mark.paint
        shape = Markup('<path d="{}"{}/>').format(self._outline(mark.segments), self._look(paint))
        for clip in paint.clips:
            shape = Markup('<g clip-path="url(#{})">{}</g>').format(self._clip(clip), shape)
        return shape

    def text(self, mark: TextMark, spans: Sequence[Span]) -> Markup:
        """Return a string, in which the words that print a fact lead to its record.

        The links are left out of the order of the tabulator: those of the table below are the same.
        """
        parts: list[Markup] = []
        at = 0
        for start, end, fact in spans:
            link = Markup('<a href="#{}" tabindex="-1">{}</a>').format(record_anchor(fact), mark.string[start:end])
            parts += [Markup.escape(mark.string[at:start]), link]
            at = end
        parts.append(Markup.escape(mark.string[at:]))
        x, y = _number(mark.x), _number(self.height - mark.y)
        turned = Markup(' transform="rotate({} {} {})"').format(_number(-mark.angle), x, y) if mark.angle else ""
        names = " ".join(filter(None, (self._role(mark.colour, "f"), "b" if mark.font == "bold" else "")))
        own = "" if self._known(mark.colour) else Markup(' fill="{}"').format(mark.colour)
        pattern = Markup('<text x="{}" y="{}" font-size="{}" class="{}"{}{}>{}</text>')
        return pattern.format(x, y, _number(mark.size), names, own, turned, Markup("").join(parts))

    def _known(self, colour: str) -> bool:
        return colour.upper() in self.roles

    def _role(self, colour: str, kind: str) -> str:
        """Return the class that fills ("f") or strokes ("s") in the role of a colour; "" for none."""
        return f"{kind}-{self.roles[colour.upper()]}" if self._known(colour) else ""

    def _look(self, paint: Paint) -> Markup:
        names = [self._role(colour, kind) for colour, kind in ((paint.fill, "f"), (paint.stroke, "s")) if colour]
        found = {
            "class": " ".join(filter(None, names)),
            "fill": "none" if not paint.fill else "" if self._known(paint.fill) else paint.fill,
        }
        if paint.stroke:
            found |= {
                "stroke": "" if self._known(paint.stroke) else paint.stroke,
                "stroke-width": _number(paint.width),
                "stroke-dasharray": " ".join(map(_number, paint.dash)),
                "stroke-dashoffset": _number(paint.offset) if paint.offset else "",
                "stroke-linecap": _CAPS[paint.cap],
                "stroke-linejoin": _JOINS[paint.join],
            }
        if paint.alpha < 1:
            found["opacity"] = _number(paint.alpha)
        return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in found.items() if value)

    def _clip(self, clip: tuple[Segment, ...]) -> str:
        if clip not in self._ids:
            self._ids[clip] = f"{self.key}-{len(self._ids)}"
            shape = Markup('<clipPath id="{}"><path d="{}"/></clipPath>')
            self.clips.append(shape.format(self._ids[clip], self._outline(clip)))
        return self._ids[clip]

    def _outline(self, segments: Sequence[Segment]) -> str:
        """Return a path in tenths of a pixel, all but its beginnings by how far they are from the place before."""
        found: list[str] = []
        here = start = (0, 0)
        for letter, numbers in segments:
            places = [round(10 * (self.height - one if at % 2 else one)) for at, one in enumerate(numbers)]
            moved = [one - here[at % 2] for at, one in enumerate(places)]
            found.append(f"M{_tenths(places)}" if letter == "M" else f"{letter.lower()}{_tenths(moved)}")
            here = (places[-2], places[-1]) if places else start
            start = here if letter == "M" else start
        return "".join(found)


def _tenths(numbers: Sequence[int]) -> str:
    """Return numbers of tenths in the shortest form that a path takes: "1.3-.4"."""
    written = [f"{one / 10:g}".replace("0.", ".", 1) if abs(one) < 10 else f"{one / 10:g}" for one in numbers]
    return "".join(one if one.startswith("-") or not at else f" {one}" for at, one in enumerate(written))


def _number(value: float) -> str:
    """Return a length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"
