"""Charts of a short name over time, the most fitting first: lines for a path, columns for what is new, seasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.draft.insight import Insight
from briefing.draft.narrative.edition_words import fixed, measured_between, short_label, year_of_parts
from briefing.draft.narrative.indicator_labels import thing_of, whole_label
from briefing.draft.narrative.open_base import base_words
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.second_order import DECADE
from briefing.draft.narrative.section_view import Figure, SectionView, chart
from briefing.draft.narrative.series_shape import SeriesShape, siblings
from briefing.draft.narrative.title_marks import marks_over_time
from briefing.model.chart import LEAST_POINTS
from briefing.wording.fitting import is_percentage

FEW: Final = 12  # columns that are read one by one
_LINES: Final = 4
_FIRST_RANKS: Final = 8  # lines of ranks
_LABELLED: Final = 15  # columns that each have room for their value
_COMPARED: Final = 3  # others of many, whose lines stand next to one as indices
_MOST_RECENT: Final = 24  # columns of months or weeks that show what is new
_RECENT: Final = 36  # months or weeks of the line of a streak
_LONGEST: Final = 60  # years of columns
_BEFORE: Final = 15  # values before the nearest one of a record, in columns
_SEEN: Final = 0.1  # of the scale of two lines, over which each of them goes at least
_CENTURIES: Final = 200  # years of a line
_SINGLE: Final = ("outlier", "one_step", "two_steps")  # findings about single values, which are not the newest
_ONE_COURSE: Final = ("recent_values", "late")  # findings whose marks are of one line alone
_NEW: Final = ("change", "streak", "record")  # findings about the newest value


def over_time(view: SectionView) -> Iterator[Figure]:
    """Yield the charts that fit the section, of several kinds where its values allow them."""
    key, shape, lead = view.shape.key, view.shape, view.plan.lead
    streak = lead is not None and lead.type == "streak" and not shape.yearly and len(shape.periods) > 2 * _RECENT
    long = {"period": {"last": _RECENT}} if streak else _own_span(view)
    marks = {"highlight": key, **long, **_marks(view)}
    line = chart("line", [key], **marks)
    columns = chart("columns", [key], highlight=_painted(view), **_recent(shape))
    others = [one for one in view.scene.of_one_unit(shape) if _seen_together(shape, view.scene.shapes[one])]
    same = view.scene.readings_of_one(shape)
    together = chart("line", [key, *(same or others)], highlight=key, **shape.at_most(_CENTURIES))
    alike = siblings(view.scene.context, shape, tuple(view.scene.shapes.values()))
    alike = tuple(one for one in alike if view.scene.shapes[one].periods[0] == shape.periods[0])
    if len(shape.periods) < LEAST_POINTS:
        yield columns
        return
    if lead is not None and lead.type == "two_sources":
        yield readings(view)
        return
    if lead is not None and lead.type == "lone_part":  # which the line of one part does not show to be alone
        year = max(1, shape.frequency.a_year)
        drawn = chart("bar", lead.subjects, measure="growth", highlight=key, period={"last": 1 + year})
        yield {**drawn, "subtitle": year_of_parts(view.scene.context, lead.subjects, year)}
    if opposes(lead, view) and not shape.sparse:  # a line that falls under a title that says "rose" is read against it
        yield _newest_columns(view)
    signs = shape.lowest < 0 < shape.highest
    new = lead is not None and lead.type in _NEW
    relative = lead is not None and lead.type == "trend"  # whose title is no level, as an index prints none
    fits = len(shape.periods) <= _LABELLED
    shown = fits or (lead is not None and lead.type != "record")  # of a record all that it is one of
    if (shape.steep or signs) and shown and (new or len(shape.periods) <= FEW) and not shape.sparse:
        yield columns if fits or not shape.yearly else _newest_columns(view)
    yield from _above_the_rest(view)
    if len(shape.places) > 1 and len(view.scene.single) == 1 and shape.steep and len(shape.periods) <= _LABELLED:
        yield columns  # as the summary has the line of the place among others
    yield line
    yield chart("line", [key], **{**marks, "annotations": []})
    if not same and 1 <= len(others) < _LINES:
        yield together
    elif (
        relative
        and (not marks["annotations"] or view.scene.divided_with(key))
        and len(alike) >= _LINES
        and all(view.scene.shapes[one].lowest > 0 for one in (key, *alike))
    ):
        peers = _largest(alike, view) if view.scene.divided_with(key) else alike
        yield chart("line", [key, *peers[:_COMPARED]], measure="index", highlight=key, **shape.at_most(_CENTURIES))


def _seen_together(shape: SeriesShape, other: SeriesShape) -> bool:
    """Whether no line is flat on the scale of both, of values below zero: 24 °C and a difference from a mean of 0.2 °C
    have nothing to do with each other. Amounts are compared by their size, also where one is small."""
    low, high = min(shape.lowest, other.lowest), max(shape.highest, other.highest)
    return low >= 0 or min(one.highest - one.lowest for one in (shape, other)) >= _SEEN * (high - low)


def readings(view: SectionView) -> Figure:
    """Return the lines of two readings of one thing, each in a panel of its own with its change between the periods
    that both have: their levels, counted from bases of their own, say nothing of each other."""
    lead, context = view.plan.insights[0], view.scene.context
    start, end = (context.fact(lead.facts[role]) for role in ("start", "now"))
    span = {"period": start.period.notation} if start is not None and start.period is not None else {}
    # both end where the shorter one does, in later editions too, or the change is read as up to a longer one's end
    span["until"] = f"{{{{ {lead.facts['now']}.period }}}}"
    ends = (f"{{{{ {lead.facts[role]} | period }}}}" for role in ("start", "now"))
    between = fixed("span", context.lang).format(*ends)
    panels = []
    for key, role in zip(lead.subjects, ("change", "change2"), strict=False):
        # not the newest value, which may be of another period than that of the other panel
        result = {"series": key, "text": f"{{{{ {lead.facts[role]} | signed }}}}", "detail": between}
        drawn = chart("line", [key], highlight=key, **span, results=[result])["chart"]
        panels.append({**drawn, "title": short_label(context, key)})
    key = lead.subjects[0]
    thing, words = thing_of(context, key), base_words(context, key)
    if not thing or not words or start is None or end is None:
        return {"charts": panels}
    subtitle = measured_between(context, thing, words, lead.facts["start"], lead.facts["now"])
    return {"charts": panels, "subtitle": subtitle}


def _largest(keys: Sequence[str], view: SectionView) -> list[str]:
    """Return short names of one column of a table, the largest first."""
    scene = view.scene
    return sorted(keys, key=lambda key: -scene.last(key, scene.context.subject(key).entity))


def _painted(view: SectionView) -> str:
    """Return which column is in colour: that of the period that the title is about, else the last."""
    lead = view.plan.lead
    if lead is None or lead.type not in _SINGLE:
        return "last"
    fact = view.scene.context.fact(lead.facts["value"])
    return str(fact.period.notation) if fact is not None and fact.period is not None else "last"


def opposes(lead: Insight | None, view: SectionView) -> bool:
    """Whether a finding on the newest values moved the other way than the whole line, which has no bracket for it."""
    if lead is None or lead.type not in ("change", "streak") or _ends(lead, view.shape):
        return False
    change = view.scene.context.fact(f"{view.shape.key}.change")
    return change is not None and change.value * {"up": 1, "down": -1}.get(lead.direction, 0) < 0


def plain_over_time(view: SectionView) -> Iterator[Figure]:
    """Yield charts that are drawn where marks or results have no room."""
    key, shape = view.shape.key, view.shape
    marks = _marks(view)
    if len(shape.periods) >= LEAST_POINTS:
        long = _own_span(view)
        yield chart("line", [key], **{"highlight": key, **long, **marks, "results": []})
        yield chart("line", [key], highlight=key, **long)
    yield chart("columns", [key], highlight="last", **_recent(shape))


def _own_span(view: SectionView) -> Figure:
    """Return the period of a line: from the first value of one that begins later than others do."""
    shape = view.shape
    if long := shape.at_most(_CENTURIES):
        return long
    return {"period": shape.periods[0].notation} if shape.yearly and view.scene.begins_late(shape) else {}


def _recent(shape: SeriesShape) -> Figure:
    """Return the period of columns: at most as many as are read."""
    if shape.yearly:
        return shape.at_most(_LONGEST)
    return {"period": {"last": _MOST_RECENT}} if len(shape.periods) > _MOST_RECENT else {}


def _marks(view: SectionView) -> Figure:
    """Return what a line says: its result, the change that leads the section, and the period of an exception."""
    shape, insights = view.shape, view.plan.insights
    marks = marks_over_time(insights, view.scene.context)
    lead = view.plan.lead
    ends = _ends(lead, shape) if lead is not None else None  # another change would contradict the title
    if ends:
        marks["brackets"].append({"series": shape.key, "from": ends[0], "to": ends[1]})
    if lead and lead.type == "late":
        names = {shape.key: {"name": fixed("each_year", view.scene.context.lang)}}
        return {**marks, "mean": DECADE, "highlight": "mean", "names": names}
    since = lead.facts["start"] if lead and lead.type == "recent_values" else ""
    recent = {"since": f"{{{{ {since}.period }}}}"} if since else {}
    return {"results": _result(shape), **marks, **recent}


def _ends(insight: Insight, shape: SeriesShape) -> tuple[str, str] | None:
    """Return from where to where the change of a finding goes; None where a bracket would say nothing, or in % what
    multiples say on the same page."""
    roles = {"trend": ("first", "last"), "turn": ("turn", "last"), "shift": ("before", "after")}
    roles |= {"change": ("before", "last")}
    start, end = roles.get(insight.type, ("", ""))
    large = insight.type == "trend" and shape.yearly and not shape.doubles_not
    if start not in insight.facts or large or shape.lowest < 0 or shape.no_zero:
        return None
    return f"{{{{ {insight.facts[start]}.period }}}}", (
        "last" if end == "last" else f"{{{{ {insight.facts[end]}.period }}}}"
    )


def _result(shape: SeriesShape) -> list[Figure]:
    printed = "unit" if is_percentage(shape.unit) else "value(short=true)"
    return [
        {
            "series": shape.key,
            "text": f"{{{{ {shape.key}.last | {printed} }}}}",
            "detail": f"{{{{ {shape.key}.last | period }}}}",
        }
    ]


def _newest_columns(view: SectionView) -> Figure:
    """Return columns of the newest values, of a streak each of its moves in colour, and of few years all before it."""
    key, shape, lead = view.shape.key, view.shape, view.plan.lead
    fact = view.scene.context.fact(lead.facts["streak"]) if lead is not None and lead.type == "streak" else None
    count = int(abs(fact.value)) if fact is not None else 0
    if not 1 < count < len(shape.periods) or not shape.yearly:
        return chart("columns", [key], highlight="last", **_newest(shape))
    since = {"since": f"{{{{ {key}.at({shape.periods[-count].literal}).period }}}}"}
    recent = {} if len(shape.periods) <= _MOST_RECENT else {"period": {"last": max(FEW, count + 2)}}
    return chart("columns", [key], **since, **recent)


def _above_the_rest(view: SectionView) -> Iterator[Figure]:
    """Yield the values of a course about zero as columns, in colour those above or below all earlier ones, where the
    nearest of these is among the columns: an edition has lines enough of it."""
    key, shape, lead = view.shape.key, view.shape, view.plan.lead
    if lead is None or lead.type != "recent_values" or not shape.yearly or shape.lowest >= 0 or shape.highest <= 0:
        return
    most = view.scene.context.fact(lead.facts["most"])
    # no bracket, which would lie within the last column
    if most is not None and most.period is not None and len(shape.periods) > _LABELLED:
        since = len(shape.periods) - shape.periods.index(most.period)
        # of a longer course the newest part, which has the nearest value before: its whole line stands elsewhere
        recent = shape.at_most(_LONGEST) if len(shape.periods) <= _LONGEST else {"period": {"last": since + _BEFORE}}
        if since + _BEFORE <= _LONGEST:
            yield chart("columns", [key], **{**_marks(view), "brackets": []}, **recent)


def newest_values(view: SectionView) -> Iterator[Figure]:
    """Yield the newest values as columns."""
    yield chart("columns", [view.shape.key], highlight="last", **_newest(view.shape))


def ranks_over_time(view: SectionView) -> Iterator[Figure]:
    """Yield ranks of the data as lines, the first place at the top: of its newest ones among those that are first now,
    of its course alone; as columns the worst would be the highest."""
    key, shape = view.shape.key, view.shape
    among = chart(
        "bump", [key], entities="all", top=_FIRST_RANKS, highlight=view.scene.own_place(key), **_newest(shape)
    )
    alone = chart("bump", [key], highlight=key, **_recent(shape))
    several = view.plan.view == "newest" and len(shape.places) > 1
    yield from (among, alone) if several else (alone, among)


def _newest(shape: SeriesShape) -> Figure:
    """Return the period of columns that show what is new: of years fewer than of their whole course."""
    return {"period": {"last": FEW}} if shape.yearly and len(shape.periods) > FEW else _recent(shape)


def season(view: SectionView) -> Iterator[Figure]:
    """A line for each year."""
    yield chart("seasonal", [view.shape.key])


def target(view: SectionView) -> Iterator[Figure]:
    """Yield the values with the level of a target, or a bullet."""
    years = sorted(_target_periods(view.scene.context, view.shape.key))
    for year in years[-1:]:
        kind = "columns" if view.shape.lowest >= 0 and len(view.shape.periods) <= FEW else "line"
        yield chart(kind, [view.shape.key], highlight="last" if kind == "columns" else view.shape.key, target=year)
        yield chart("bullet", [view.shape.key], target=year)


def _target_periods(context: PhrasingContext, key: str) -> set[str]:
    subject = context.subject(key)
    own = subject.indicator.id if subject.indicator else ""
    return {
        str(target.period)
        for target in context.project.dataset.targets
        if (target.indicator, target.entity) == (own, subject.entity)
    }


def draws_pair(shapes: Sequence[SeriesShape]) -> bool:
    """Whether two short names can be drawn so that both are seen: as indices, or side by side, where those of one unit
    have one scale, on which neither may be flat."""
    low, high = min(one.lowest for one in shapes), max(one.highest for one in shapes)
    seen = min(one.highest - one.lowest for one in shapes) >= _SEEN * (high - low)
    return seen or shapes[0].unit != shapes[1].unit or _have_indices(shapes)


def _have_indices(shapes: Sequence[SeriesShape]) -> bool:
    return all(one.lowest > 0 for one in shapes) and shapes[0].frequency == shapes[1].frequency


def pair(view: SectionView) -> Iterator[Figure]:
    """Two short names: as indices on one scale, else side by side."""
    keys = list(dict.fromkeys(view.plan.insights[0].subjects))[:2] if view.plan.insights else [view.shape.key]
    shapes = [view.scene.shapes[key] for key in keys if key in view.scene.shapes]
    if len(shapes) == 2:
        if _have_indices(shapes):
            first, second = keys
            yield chart("line", keys, measure="index", highlight=first, second=second)
        drawn = [(chart("line", [one.key], highlight=one.key)["chart"], one.key) for one in shapes]
        # each says whose line it is: the title names one, and the subtitle may have the unit alone
        yield {"charts": [{**one, "title": whole_label(view.scene.context, key)} for one, key in drawn]}
