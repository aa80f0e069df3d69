"""What the cover draws: the lines of the places that its title is about, else the course of its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from briefing.draft.insight import Insight
from briefing.draft.insights.arrays import on_own_scale
from briefing.draft.narrative.alternatives import Alternatives, Node
from briefing.draft.narrative.edition_words import fixed, label, place_name, ratio_words, unit_words
from briefing.draft.narrative.indicator_labels import amount_words, joint_words, units_of_time
from briefing.draft.narrative.open_base import difference_words
from briefing.draft.narrative.part_changes import NET
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.second_order import DECADE, OF_COURSES
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import SeriesShape
from briefing.draft.narrative.title_marks import marks_of_places
from briefing.model.chart import LEAST_POINTS
from briefing.model.unstated import is_unstated
from briefing.wording import of

_RIDGE_YEARS: Final = 4  # years of months or quarters that make a ridge
_COVER_COLUMNS: Final = 25
_LARGEST: Final = 3  # places beside the edition's in one chart
_NAMED: Final = 2  # places of findings, each in its colour
_MEANS: Final = "late"  # the type of a thesis on means over ten years
_RECENT: Final = "recent_values"  # the type of a thesis on all values since a period
_LONG: Final = 60  # years of a course whose single values are a band of noise on a cover
_OF_ALL: Final = "contribution"  # the type of a thesis on the share that a part has in the change of all
_ONLY: Final = "only_place"  # the type of a thesis on the one place that differs
_WAY_BACK: Final = "recovery"  # the type of a thesis on the time to pass an old peak
_ROLES: Final = ("near", "best", "ahead", "behind", "turn")  # of facts, each of a place


def cover_pictures(thesis: Insight | None, shape: SeriesShape, scene: ChartScene) -> Iterator[dict[str, Any]]:
    """Yield what may be drawn on the cover under a title, the most telling first: of one period nothing, as a column
    that stands alone shows no more than its number."""
    if len(shape.periods) == 1:
        return
    if thesis is not None:
        yield from _of_places(thesis, scene)
        yield from _of_only_place(thesis, scene)
        yield from _of_part(thesis, shape, scene.context)
        yield from _of_course(thesis, shape, scene.context)
    yield from _pictures(shape, scene.context)


def _of_places(thesis: Insight, scene: ChartScene) -> Iterator[dict[str, Any]]:
    """Yield the lines of the places that a title is about, with what one has of the other in large."""
    context, key = scene.context, thesis.subjects[0]
    own = context.project.edition.entity
    named = places_of(thesis, own)
    if not named or named == [own] or len(scene.shapes[key].periods) < LEAST_POINTS:
        return
    written = ["edition" if place == own else place for place in named]
    line: Node = {"kind": "line", "series": [key], "entities": written, "highlight": written[0]}
    line |= {"second": written[1]} if len(written) > 1 else {}
    if "ratio" in thesis.facts:
        of = ratio_words(context, key, named[0], named[1], f"{{{{ {thesis.facts['near']} | period }}}}")
        result = {"series": written[0], "text": f"{{{{ {thesis.facts['ratio']} }}}}", "detail": of}
        if len(written) > 1:
            share = {"entities": written[:1], "measure": "share", "of": written[1], "highlight": written[0]}
            yield {"chart": {"kind": "line", "series": [key], **share, "subtitle": of}}
        yield {"chart": {**line, "results": [result]}}
    yield {"chart": line}


def _of_only_place(thesis: Insight, scene: ChartScene) -> Iterator[dict[str, Any]]:
    """Yield the line of the one place that went another way than all others."""
    context, key = scene.context, thesis.subjects[0]
    place = next(iter(thesis.entities), "")
    if not place or thesis.type != _ONLY or len(scene.shapes[key].periods) < LEAST_POINTS:
        return
    newest = thesis.facts["last"]
    detail = fixed("cover_place", context.lang).format(
        place_name(context, key, place, head=True),
        label(context, key, article=False, placed=False),
        f"{{{{ {newest} | period }}}}",
    )
    result = {"series": place, "text": f"{{{{ {newest} | value }}}}", "detail": detail}
    yield {"chart": {"kind": "line", "highlight": place, "series": [key], "entities": [place], "results": [result]}}


def places_of(thesis: Insight, own: str) -> list[str]:
    """Return the places that a title is about, its subject first."""
    others = [*thesis.entities]
    roles = [role for role in _ROLES if role in thesis.facts]
    return [others.pop(0) if ".of(" in thesis.facts[role] and others else own for role in roles]


def largest_places(key: str, thesis: Insight | None, found: Sequence[Insight], scene: ChartScene) -> list[Node]:
    """Return a line of the edition's place and of the largest others, which no section draws, with the places in colour
    that the cover is about, else those of findings, and marks where these happened."""
    shape, own = scene.shapes[key], scene.context.subject(key).entity
    if len(shape.periods) < LEAST_POINTS or len(shape.places) < 2 or on_own_scale(scene.context.subject(key)):
        return []
    found = sorted(found, key=lambda one: one.type == "passed")  # whose places have a section of their own
    by_key = {one.key: one for one in found if one.subjects[0] == key}
    named, notes = marks_of_places(by_key.values(), scene.context, own)
    of_cover = thesis is not None and thesis.type in OF_COURSES and thesis.subjects[0] == key
    named = list(dict.fromkeys((*(places_of(thesis, own) if thesis and of_cover else ()), *named[:_NAMED])))
    notes = [one for one in notes if one["series"] in named]
    largest = sorted((place for place in shape.places if place != own), key=lambda place: -scene.last(key, place))
    shown = list(dict.fromkeys((own, *named, *largest)))[: max(_LARGEST + 1, len({own, *named}))]
    written = {place: "edition" if place == own else place for place in shown}
    line: dict[str, Any] = {"kind": "line", "series": [key], "entities": [*written.values()]}
    focus = dict(zip(("highlight", "second"), (written[place] for place in named or [own]), strict=False))
    marked = [{**one, "series": written[one["series"]]} for one in notes]
    return [
        {"chart": {**line, **focus, "annotations": marked}},
        {"chart": {**line, **focus}},
        {"chart": {**line, "highlight": "edition"}},
    ]


def _of_part(thesis: Insight, shape: SeriesShape, context: PhrasingContext) -> Iterator[dict[str, Any]]:
    """Yield the course of a part with its share of the change of all in large."""
    if thesis.type != _OF_ALL:
        return
    key = thesis.subjects[0]
    way, net = "rise" if thesis.direction == "up" else "fall", "net_" if NET in thesis.statistics else ""
    whole = fixed(f"cover_{net}{way}", context.lang)
    part, thing = joint_words(context, key) or label(context, key), amount_words(context, key)
    words = whole.format(part, fixed("cover_its", context.lang).format(thing) if thing else label(context, key))
    unit = "" if is_unstated(context.subject(key).unit) else unit_words(context, key)
    detail = of(context.lang).joint(", ").join(filter(None, (words, unit)))
    result = {"series": key, "text": f"{{{{ {thesis.facts['ratio']} }}}}", "detail": detail}
    if len(shape.periods) >= LEAST_POINTS:
        yield {"chart": {"kind": "line", "series": [key], "highlight": key, "results": [result]}}


def _of_course(thesis: Insight, shape: SeriesShape, context: PhrasingContext) -> Iterator[dict[str, Any]]:
    """Yield how long a course took to pass an old peak, or the mean over ten years that a title tells, above the values
    that go to and fro."""
    if thesis.type == _WAY_BACK and len(shape.periods) >= LEAST_POINTS:
        yield from _of_way_back(thesis, shape.key, context)
    if thesis.type == _RECENT and len(shape.periods) >= LEAST_POINTS:
        if shape.from_base and "count" in thesis.facts:
            yield _of_count(thesis, shape.key, context)
        since = f"{{{{ {thesis.facts['start']}.period }}}}"
        named = _newest(context, shape.key, difference_words(context, shape.key))
        start, most = (
            f"{{{{ {thesis.facts[role]} | {printed} }}}}" for role, printed in (("start", "period"), ("most", "value"))
        )
        against = fixed("cover_above" if thesis.direction == "up" else "cover_below", context.lang)
        words = Alternatives([against.format(named, start, most), named])
        yield {
            "chart": {"kind": "line", "series": [shape.key], "highlight": shape.key, "since": since, "subtitle": words}
        }
    if thesis.type != _MEANS or not shape.yearly or len(shape.periods) < _LONG:
        return
    key = shape.key
    names = {key: {"name": fixed("each_year", context.lang)}}
    yield {"chart": {"kind": "line", "series": [key], "mean": DECADE, "highlight": "mean", "names": names}}


def _of_count(thesis: Insight, key: str, context: PhrasingContext) -> dict[str, Any]:
    """Return a course whose recent values are all above the earlier ones with their count in large: of a level above a
    base that the table does not state nobody knows what it is."""
    lang, start = context.lang, f"{{{{ {thesis.facts['start']} | period }}}}"
    count = fixed("cover_count", lang).format(f"{{{{ {thesis.facts['count']} | value }}}}")
    first, last = (f"{{{{ {key}.{end} | period }}}}" for end in ("first", "last"))
    end = "highest" if thesis.direction == "up" else "lowest"
    result = {"series": key, "text": count, "detail": fixed(f"cover_{end}", lang).format(first, start, last)}
    since = f"{{{{ {thesis.facts['start']}.period }}}}"
    return {"chart": {"kind": "line", "series": [key], "highlight": key, "since": since, "results": [result]}}


def _newest(context: PhrasingContext, key: str, unit: str) -> str:
    """Return the subtitle of a newest value: "Employment, thousand persons, 2015"."""
    named = (label(context, key, head=True, article=False), unit, f"{{{{ {key}.last | period }}}}")
    return of(context.lang).joint(", ").join(filter(None, named))


def _of_way_back(thesis: Insight, key: str, context: PhrasingContext) -> Iterator[dict[str, Any]]:
    """Yield a course with the time to pass its old peak in large, and with both ends of it marked."""
    units = units_of_time(context, key)
    if not units:
        return
    old, back = (f"{{{{ {thesis.facts[role]} | period }}}}" for role in ("old", "back"))
    joint = "" if context.lang == "zh" else " "
    detail = fixed("cover_way_back", context.lang).format(old, back)
    took = f"{{{{ {thesis.facts['took']} | value }}}}{joint}{units}"
    line: Node = {"kind": "line", "series": [key], "highlight": key}
    line |= {"results": [{"series": key, "text": took, "detail": detail}]}
    ends = [
        {"at": f"{{{{ {thesis.facts[role]}.period }}}}", "series": key, "text": words}
        for role, words in (("old", old), ("back", back))
    ]
    yield {"chart": {**line, "annotations": ends}}
    yield {"chart": line}


def _pictures(shape: SeriesShape, context: PhrasingContext) -> list[dict[str, Any]]:
    """Return what may be drawn of a series on the cover, the most telling first."""
    key, count = shape.key, len(shape.periods)
    a_year = shape.frequency.a_year if shape.frequency.unit in ("month", "quarter") else 0
    ridge: Node = {"picture": {"of": key, "kind": "ridge"}}
    subject = context.subject(key)
    unit = difference_words(context, key) if is_unstated(subject.unit) else unit_words(context, key)
    measured = {"series": [key], "subtitle": Alternatives([_newest(context, key, unit), None])}
    columns: Node = {"chart": {"kind": "columns", **measured}}
    line: Node = {"chart": {"kind": "line", **measured, "highlight": key}}
    if subject.unit == "rank":
        return []  # of which the worst would be the highest
    pictures = [line] if count >= LEAST_POINTS else []
    if (shape.steep or count < LEAST_POINTS) and count <= _COVER_COLUMNS:
        pictures.insert(0, columns)
    if a_year and shape.lowest > 0 and count >= _RIDGE_YEARS * a_year:
        pictures.append(ridge)
    return pictures
