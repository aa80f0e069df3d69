"""The charts that may show an insight, the most fitting first; the trial of the story takes the first that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.draft.narrative.edition_words import fixed
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.series_shape import SeriesShape, siblings
from briefing.model.chart import LEAST_POINTS, MOST_ROWS, MOST_SERIES
from briefing.wording.fitting import is_percentage

Figure = dict[str, Any]  # keys of a section: chart, charts, multiples
_FEW: Final = 12  # columns that are read one by one
_STEEP: Final = 0.3  # of the highest value, from which on columns that begin at zero show a change
_ROUNDED: Final = 0.01  # of a whole, within which its parts add up
_LINES: Final = 4
_MOST_RECENT: Final = 24  # columns of months or weeks that show what is new
_TOP: Final = 10  # bars of places
_RANKED: Final = 8  # lines of a bump chart
_MAP: Final = 20  # places that make a map
_STRIP: Final = 8  # places that make a strip of dots
_LONGEST: Final = 60  # years of columns
_CENTURIES: Final = 200  # years of a line
_EXCEPTIONS: Final = 3  # places that differ from all others, in a chart of some
_BENCHMARK: Final = 5  # places that have a median worth a line


class ChartScene(Struct, frozen=True):
    """What charts of an edition may draw on: its facts, the shapes of its short names, and which are wholes."""

    context: PhrasingContext
    shapes: Mapping[str, SeriesShape]

    @property
    def distinct(self) -> tuple[str, ...]:
        """The short names that differ in what they measure, or where, in their order."""
        found: dict[tuple[str, str], str] = {}
        for key in self.shapes:
            subject = self.context.subject(key)
            found.setdefault((subject.name_in(self.context.lang), subject.entity), key)
        return tuple(found.values())

    def last(self, key: str, place: str) -> float:
        """Return the newest value of a place."""
        return self.context.subject(key).of(place).last.value

    def parts_with(self, shape: SeriesShape, whole: str) -> tuple[str, ...]:
        """Return a short name and those that make a whole with it, the largest first; none where they do not add up,
        or are too many for one chart. Without a `whole` that one of them may be the sum of the others."""
        keys = (shape.key, *siblings(self.context, shape, tuple(self.shapes.values())))
        values = {key: self.context.subject(key).last.value for key in keys}
        for name in [whole] if whole else [key for key in keys if key != shape.key]:
            total = values.pop(name, None)
            if total is not None and abs(sum(values.values()) - total) <= _ROUNDED * abs(total):
                return tuple(sorted(values, key=lambda key: -values[key])) if len(values) <= MOST_SERIES else ()
            values |= {} if total is None else {name: total}
        return ()


class SectionView(Struct, frozen=True):
    """A section that is to be shown: its plan, the shape of its subject, and the scene."""

    plan: SectionPlan
    shape: SeriesShape
    scene: ChartScene


def figures_of(plan: SectionPlan, scene: ChartScene) -> list[Figure]:
    """Return what may show a section, the most fitting first."""
    shape = scene.shapes.get(plan.subject)
    if shape is None:
        return []
    view = SectionView(plan, shape, scene)
    own = list(_VIEWS[plan.view](view))
    others = [] if plan.view == "time" else list(_time(view))
    return [*own, *others]


def kind_of(figure: Figure) -> str:
    """Return the kind of chart of a figure, for the alternation of kinds."""
    chart = figure.get("chart") or (figure.get("charts") or [{}])[0]
    return str(chart.get("kind", next(iter(figure), "")))


def _chart(kind: str, series: Sequence[str], **keys: Any) -> Figure:
    return {"chart": {"kind": kind, "series": list(series), **{key: value for key, value in keys.items() if value}}}


# Over time


def _time(view: SectionView) -> Iterator[Figure]:
    """Lines for a path, columns for few periods and for what is new."""
    key, lead = view.shape.key, view.plan.lead
    marks = _marks(view.plan, view.shape)
    line = _chart("line", [key], highlight=key, **_long(view.shape), **marks)
    recent = {} if view.shape.yearly or len(view.shape.periods) <= _MOST_RECENT else {"period": {"last": _MOST_RECENT}}
    columns = _chart(
        "columns", [key], highlight="last", **(_long(view.shape, _LONGEST) or recent), results=_result(view.shape)
    )
    steep = view.shape.lowest >= 0 and view.shape.highest - view.shape.lowest >= _STEEP * view.shape.highest
    several = list(_together(view.shape, view.scene)) if lead is None or lead.type == "change" else []
    few = len(view.shape.periods) <= _FEW or (lead is not None and lead.type in ("streak", "change"))
    yield from several
    lines = [line, _chart("line", [key], highlight=key, **_long(view.shape), **{**marks, "results": []})]
    lines.append(_chart("line", [key], highlight=key, **_long(view.shape)))
    if len(view.shape.periods) < LEAST_POINTS:
        lines = []
    if steep:
        yield from ([columns, *lines] if few else [*lines[:1], columns, *lines[1:]])
    else:
        yield from (*lines, columns)
    yield _chart("columns", [key], highlight="last", **(_long(view.shape, _LONGEST) or recent))


def _together(shape: SeriesShape, scene: ChartScene) -> Iterator[Figure]:
    """Lines of a few short names of one unit, this one in front."""
    others = siblings(scene.context, shape, tuple(scene.shapes.values()))
    if 1 <= len(others) < _LINES and len(shape.periods) >= LEAST_POINTS:
        yield _chart("line", [shape.key, *others], highlight=shape.key, **_long(shape))


def _long(shape: SeriesShape, most: int = _CENTURIES) -> dict[str, Any]:
    """Return the period of a chart of more years than it can hold."""
    return {"period": {"last": most}} if shape.yearly and shape.periods[-1] - shape.periods[0] >= most else {}


def _marks(plan: SectionPlan, shape: SeriesShape) -> dict[str, Any]:
    """Return what a line says at the places that its section is about."""
    marks: dict[str, Any] = {"results": _result(shape), "brackets": [], "annotations": []}
    for insight in plan.insights[:2]:
        if insight.type == "turn" and "turn" in insight.facts:
            turn = insight.facts["turn"]
            marks["brackets"].append({"series": shape.key, "from": f"{{{{ {turn}.period }}}}", "to": "last"})
            marks["annotations"].append(_note(shape.key, turn))
        elif insight.type == "outlier" and "value" in insight.facts:
            marks["annotations"].append(_note(shape.key, insight.facts["value"]))
        elif insight.type == "trend" and not marks["brackets"] and shape.doubles_not:
            first = insight.facts.get("first", f"{shape.key}.first")
            marks["brackets"].append({"series": shape.key, "from": f"{{{{ {first}.period }}}}", "to": "last"})
        elif insight.type == "shift" and {"before", "after"} <= insight.facts.keys() and not marks["brackets"]:
            ends = {name: f"{{{{ {insight.facts[name]}.period }}}}" for name in ("before", "after")}
            marks["brackets"].append({"series": shape.key, "from": ends["before"], "to": ends["after"]})
    return marks


def _note(key: str, fact: str) -> Figure:
    return {
        "at": f"{{{{ {fact}.period }}}}",
        "series": key,
        "text": f"{{{{ {fact} | value }}}} {{{{ {fact} | period }}}}",
    }


def _result(shape: SeriesShape) -> list[Figure]:
    printed = "unit" if is_percentage(shape.unit) else "value"
    return [
        {
            "series": shape.key,
            "text": f"{{{{ {shape.key}.last | {printed} }}}}",
            "detail": f"{{{{ {shape.key}.last | period }}}}",
        }
    ]


def _season(view: SectionView) -> Iterator[Figure]:
    yield _chart("seasonal", [view.shape.key])


def _target(view: SectionView) -> Iterator[Figure]:
    years = sorted(_target_periods(view.scene.context, view.shape.key))
    for year in years[-1:]:
        kind = "columns" if view.shape.lowest >= 0 and len(view.shape.periods) <= _FEW else "line"
        yield _chart(kind, [view.shape.key], highlight="last" if kind == "columns" else view.shape.key, target=year)
        yield _chart("bullet", [view.shape.key], target=year)


def _target_periods(context: PhrasingContext, key: str) -> set[str]:
    subject = context.subject(key)
    own = subject.indicator.id if subject.indicator else ""
    return {
        str(target.period)
        for target in context.project.dataset.targets
        if (target.indicator, target.entity) == (own, subject.entity)
    }


def _pair(view: SectionView) -> Iterator[Figure]:
    """Two short names: as indices on one scale, else side by side."""
    keys = list(dict.fromkeys(view.plan.insights[0].subjects))[:2] if view.plan.insights else [view.shape.key]
    shapes = [view.scene.shapes[key] for key in keys if key in view.scene.shapes]
    if len(shapes) == 2:
        if all(one.lowest > 0 for one in shapes) and shapes[0].frequency == shapes[1].frequency:
            first, second = keys
            yield _chart("line", keys, measure="index", highlight=first, second=second)
        yield {"charts": [_chart("line", [one.key], highlight=one.key)["chart"] for one in shapes]}


# Across places


def _ranking(view: SectionView) -> Iterator[Figure]:
    count = len(view.shape.places)
    if count < 2:
        return
    focus = _focus(view.plan)
    level = {"benchmark": "median"} if count >= _BENCHMARK else {}
    if count >= _MAP and view.shape.coded:
        yield _chart("map", [view.shape.key], entities="all", **focus, **level)
    if count >= _MAP:
        yield _chart("strip", [view.shape.key], entities="all", **focus)
    top = {"top": _TOP} if count > MOST_ROWS else {}
    yield _chart("bar", [view.shape.key], entities="all", **focus, **top, **level)
    yield _chart("bar", [view.shape.key], entities="all", **focus, **top)


def _order(view: SectionView) -> Iterator[Figure]:
    focus = _focus(view.plan)
    if len(view.shape.periods) >= LEAST_POINTS:
        top = {"top": _RANKED} if len(view.shape.places) > _RANKED else {}
        yield _chart("bump", [view.shape.key], entities="all", **top, **focus)
    yield from _two_ends(view.shape, focus)


def _two_ends(shape: SeriesShape, focus: Figure) -> Iterator[Figure]:
    top = {"top": _TOP} if len(shape.places) > MOST_ROWS else {}
    yield _chart("dumbbell", [shape.key], entities="all", **top, **focus)


def _spread(view: SectionView) -> Iterator[Figure]:
    focus = _focus(view.plan)
    if len(view.shape.places) >= _STRIP:
        yield _chart("strip", [view.shape.key], entities="all", **focus)
    yield from _two_ends(view.shape, focus)


def _alike(view: SectionView) -> Iterator[Figure]:
    """What all but a few did: those few and the largest others before and after, or a small table of short names."""
    subjects = list(dict.fromkeys(key for insight in view.plan.insights for key in insight.subjects))
    if len(subjects) > 1:
        yield _chart("sparklines", subjects[:MOST_ROWS], highlight=subjects[0])
    if len(view.shape.places) > 1:
        focus = _focus(view.plan)
        if len(view.shape.places) > MOST_ROWS:
            named = view.plan.lead.entities if view.plan.lead else ()
            largest = sorted(view.shape.places, key=lambda place: -view.scene.last(view.shape.key, place))
            shown = dict.fromkeys((*named[:_EXCEPTIONS], *largest[: _TOP - _EXCEPTIONS]))
            yield _chart("dumbbell", [view.shape.key], entities=["edition", *shown], **focus)
        yield from _two_ends(view.shape, focus)


def _focus(plan: SectionPlan) -> Figure:
    """Return the place of the finding in front, the edition's own second; or the edition's own alone."""
    lead = plan.lead
    if lead is None or not lead.entities or lead.type == "rank":
        return {"highlight": "edition"}
    return {"highlight": lead.entities[0], "second": "edition"}


# Parts of a whole


def _parts(view: SectionView) -> Iterator[Figure]:
    """Parts on each other over time, where all that make the whole are short names or places; else a share of it."""
    whole = next((insight.subjects[1] for insight in view.plan.insights if len(insight.subjects) > 1), "")
    parts = view.scene.parts_with(view.shape, whole)
    if len(parts) > 1:
        kinds = ("area", "stacked") if len(view.shape.periods) > _FEW else ("stacked", "area")
        for kind in kinds:
            yield _chart(kind, parts, highlight=view.shape.key, **_long(view.shape, _LONGEST))
        yield _chart("bar", parts, highlight=view.shape.key)
    elif whole:
        rest = fixed("rest_of_whole", view.scene.context.lang)
        recent = {"period": {"last": MOST_ROWS}} if len(view.shape.periods) > MOST_ROWS else {}
        yield _chart("share", [view.shape.key], of=whole, rest=rest, highlight=view.shape.key, **recent)
    elif len(view.shape.places) > 1:
        top = {"top": MOST_SERIES - 1, "rest": "sum"} if len(view.shape.places) > MOST_SERIES else {}
        yield _chart("stacked", [view.shape.key], entities="all", highlight="edition", **top)
        yield from _ranking(view)


_VIEWS: Final[Mapping[View, Callable[[SectionView], Iterator[Figure]]]] = {
    "time": _time,
    "season": _season,
    "ranking": _ranking,
    "order": _order,
    "spread": _spread,
    "alike": _alike,
    "pair": _pair,
    "parts": _parts,
    "target": _target,
}
