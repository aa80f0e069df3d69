"""Charts that compare places, or show the parts of a whole, the most fitting first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor
from statistics import median
from typing import Final

from briefing.draft.insight import MANY_PLACES
from briefing.draft.narrative.edition_words import (
    changed_most,
    fixed,
    measured_between,
    newest_change,
    places_of_all,
    shown_of_all,
)
from briefing.draft.narrative.indicator_labels import amount_words, with_unit
from briefing.draft.narrative.others_alike import turned_too
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.places_in_support import moved_most
from briefing.draft.narrative.section_view import Figure, SectionView, chart
from briefing.draft.narrative.supporting_insight import change_measure, of_place
from briefing.draft.narrative.title_marks import marks_of_places
from briefing.model.chart import LEAST_POINTS, MOST_ROWS, MOST_SERIES
from briefing.model.round_steps import nice_step
from briefing.model.unstated import is_unstated

_FEW: Final = 12  # periods whose columns are read one by one
_TOP: Final = 10  # bars of places
_LEAST: Final = 2  # of these that changed least, where all went one way
_RANKED: Final = 8  # lines of a bump chart
_CLIMBED: Final = 10  # lines of a bump chart of which one is followed
_STRIP: Final = 8  # places that make a strip of dots
_IN_TABLE: Final = 8  # parts with their values beside bars
_TABLE: Final = 6  # rows of small lines that leave room for points
_HUDDLED: Final = 5  # times the median: of such a largest value most rows of a dumbbell are in its first fifth
_FEW_ROWS: Final = 4  # of a dumbbell, which are read however far they are from each other
_PASSED: Final = 5  # lines of places beside that of one which passed them
_NEAREST: Final = 3  # lines of others beside that of one
_HIGHER: Final = 1.6  # times the value at the turn, that those have at most
_LED: Final = 6  # times the median: a first value that is seen in bars alone
_FLAT: Final = 0.55  # of the highest value: lines that reach over less look flat above zero
_EXCEPTIONS: Final = 3  # places that differ from all others, in a chart of some
_BENCHMARK: Final = 5  # places that have a median worth a line
_LONGEST: Final = 60  # years of columns


def ranking(view: SectionView) -> Iterator[Figure]:
    """Yield who stands where now: a map or dots of many places, bars of few or of the first."""
    count = len(view.shape.places)
    if count < 2:
        return
    focus = _focus(view)
    values = [view.scene.last(view.shape.key, place) for place in view.shape.places]
    # of values that a few lead by far a map has them in one class with many, and a median runs through short bars
    led = max(values) > _LED * median(values) > 0
    level = {"benchmark": "median"} if count >= _BENCHMARK and not led else {}
    if led:
        yield chart("bar", [view.shape.key], entities="all", **focus, **({"top": _TOP} if count > MOST_ROWS else {}))
    if count >= MANY_PLACES and view.shape.coded:
        yield chart("map", [view.shape.key], entities="all", **focus, **level)
    if count >= MANY_PLACES:
        yield chart("strip", [view.shape.key], entities="all", **focus)
    top = {"top": _TOP} if count > MOST_ROWS else {}
    yield chart("bar", [view.shape.key], entities="all", **focus, **top, **level)
    yield chart("bar", [view.shape.key], entities="all", **focus, **top)


def order(view: SectionView) -> Iterator[Figure]:
    """Yield the lines of a place and of those that it passed, ranks over time, or both ends of the values."""
    focus = _focus(view)
    if view.plan.lead is not None and view.plan.lead.type == "climber":
        if len(view.shape.periods) >= LEAST_POINTS and len(view.shape.places) <= _CLIMBED:
            # a title counts from the highest value, and few tables say which end is the best
            yield chart("bump", [view.shape.key], entities="all", best="highest", **focus)
        yield from _past_others(view)
        return
    if len(view.shape.periods) >= LEAST_POINTS:
        top = {"top": _RANKED} if len(view.shape.places) > _RANKED else {}
        yield chart("bump", [view.shape.key], entities="all", **top, **focus)
    yield from _two_ends(view, focus)


def _past_others(view: SectionView) -> Iterator[Figure]:
    """Yield the line of a place that moved up with those of the places that it passed, the nearest first, of few
    periods its first and last values."""
    key, context, lead = view.shape.key, view.scene.context, view.plan.insights[0]
    own = context.project.edition.entity
    climber = lead.entities[0] if lead.entities else own
    first = {place: context.subject(key).of(place).values[0].value for place in view.shape.places}
    last = {place: view.scene.last(key, place) for place in view.shape.places}
    passed = [one for one in last if first[one] > first[climber] and last[one] < last[climber]]
    nearest = sorted(passed, key=lambda one: -last[one])[:_PASSED]
    shown = ["edition" if one == own else one for one in (climber, *nearest)]
    kind = "line" if len(view.shape.periods) >= LEAST_POINTS else "dumbbell"
    drawn = chart(kind, [key], entities=shown, highlight=shown[0])
    yield {**drawn, "subtitle": places_of_all(context, key, (climber, *nearest))}
    yield drawn


def _two_ends(view: SectionView, focus: Figure) -> Iterator[Figure]:
    """Yield both ends of the values of places; of which most are small next to the largest, their change in % a
    year, which sets the ones that fell from the others, or multiples of the first."""
    shape = view.shape
    top = {"top": _TOP} if len(shape.places) > MOST_ROWS else {}
    values = [view.scene.last(shape.key, place) for place in shape.places]
    if not top and len(values) > _FEW_ROWS and 0 < median(values) < max(values) / _HUDDLED and shape.lowest > 0:
        for measure in ("growth", "multiple"):
            for columns in ({"columns": ["first", "last"]}, {}):
                yield chart("bar", [shape.key], entities="all", measure=measure, **columns, **focus)
        return
    yield chart("dumbbell", [shape.key], entities="all", **top, **focus)


def spread(view: SectionView) -> Iterator[Figure]:
    """Yield how far places are from each other."""
    focus = _focus(view)
    if len(view.shape.places) >= _STRIP:
        yield chart("strip", [view.shape.key], entities="all", **focus)
    yield from _two_ends(view, focus)


def alike(view: SectionView) -> Iterator[Figure]:
    """What all but a few did: those few and the largest others before and after, or a small table of short names."""
    subjects = list(dict.fromkeys(key for insight in view.plan.insights for key in insight.subjects))
    if len(subjects) > 1:
        table = chart("sparklines", subjects[:_TABLE], highlight=subjects[0])
        some = {"subtitle": shown_of_all(view.scene.context, subjects, _TABLE)} if len(subjects) > _TABLE else {}
        yield {**table, **some}
    if len(view.shape.places) > 1:
        focus = _focus(view)
        yield from course_of_one(view)
        if len(view.shape.places) > MOST_ROWS:
            own = view.scene.context.subject(view.shape.key).entity
            shown = [place for place in _telling(view, own) if place != own]
            subtitle = places_of_all(view.scene.context, view.shape.key, [own, *shown])
            drawn = chart(
                "dumbbell", [view.shape.key], entities=[view.scene.own_place(view.shape.key), *shown], **focus
            )
            if view.scene.has_many_places(view.shape.key):
                yield from _least_changed(view)
            yield {**drawn, "subtitle": subtitle, "note": fixed("shown_places", view.scene.context.lang)}
            yield {**drawn, "subtitle": subtitle}
        yield from _two_ends(view, focus)


def _least_changed(view: SectionView) -> Iterator[Figure]:
    """Of many places, the few exceptions with those that changed least the way of all others, and the one that changed
    most: where these least changes go one way, those that are not drawn do too. Without exceptions those that changed
    most, as the title says which did, and two that changed least."""
    key, context = view.shape.key, view.scene.context
    own = context.project.edition.entity
    moved = moved_most(key, view.shape.places, own, view.scene)
    changes = {
        place: fact.value
        for place in view.shape.places
        if (fact := context.fact(f"{of_place(key, place, own)}.change")) is not None
    }
    if moved is None or len(changes) < len(view.shape.places):
        return
    most, down = moved
    every = sorted(changes, key=lambda place: changes[place], reverse=down)
    least = every[: _TOP - 1]
    exceptions = [place for place in least if (changes[place] >= 0 if down else changes[place] <= 0)]
    if len(exceptions) == len(least):  # there may be more of them
        return
    if exceptions:
        shown = [*least, most]
        note = _note_on_ends(view, (), least, exceptions, down=down)
    else:
        furthest, least = every[_LEAST - _TOP :][::-1], every[:_LEAST][::-1]
        shown = [*furthest, *least]
        note = _note_on_ends(view, furthest, least, (), down=down)
    entities = ["edition" if place == own else place for place in shown]
    lead = (exceptions or [most])[0]
    focus = {"order": "given", "highlight": "edition" if lead == own else lead}
    drawn = chart("dumbbell", [key], entities=entities, **focus)
    subtitle = places_of_all(context, key, shown)
    with_changes = chart("dumbbell", [key], entities=entities, columns=["change"], **focus)
    # a column in % would seem to deny an order by the difference, which titles and rows go by
    if change_measure(context.subject(key)) != "percent":
        yield {**with_changes, "subtitle": subtitle, "note": note}
    yield {**drawn, "subtitle": subtitle, "note": note}
    yield {**drawn, "subtitle": subtitle}


def _note_on_ends(
    view: SectionView, furthest: Sequence[str], least: Sequence[str], exceptions: Sequence[str], *, down: bool
) -> str:
    """Return which places are drawn, as long as these are still those that changed furthest and least the way of all
    others, and the same ones are the exceptions."""
    key, context = view.shape.key, view.scene.context
    own = context.project.edition.entity
    near, far, sign = ("highest", "lowest", ">=") if down else ("lowest", "highest", "<=")
    ends = [
        f"{of_place(key, place, own)}.rank_of('change', best={best!r}) <= {len(places)}"
        for places, best in ((furthest, far), (least, near))
        for place in places
    ]
    against = ", ".join(f"{of_place(key, place, own)}.change {sign} 0" for place in (*furthest, *least))
    way = ("fallen" if down else "risen") if exceptions else "ends"
    words = fixed(f"shown_{way}", context.lang)
    met = f"count({', '.join(ends)}) == {len(ends)} and count({against}) == {len(exceptions)}"
    return f"{{{{ {words!r} if {met} else '' }}}}"


def moves(view: SectionView) -> Iterator[Figure]:
    """Yield the newest change of each place, with the values that it is between."""
    top = {"top": _TOP} if len(view.shape.places) > MOST_ROWS else {}
    newest = {"measure": "growth", "period": {"last": 2}, **top, **_focus(view)}
    for columns in ({"columns": ["first", "last"]}, {}):
        drawn = chart("bar", [view.shape.key], entities="all", **newest, **columns)
        yield {**drawn, "subtitle": newest_change(view.scene.context, view.shape.key)}


def course_of_one(view: SectionView) -> Iterator[Figure]:
    """Yield the line of the one place whose peak or low the title tells, with the one that turned too, of which the
    text speaks, else with those that were nearest to it then: both ends alone do not show it."""
    lead, key, context = view.plan.lead, view.shape.key, view.scene.context
    own = context.project.edition.entity
    named, notes = marks_of_places([lead] if lead and lead.type == "reversal" else [], context, own)
    turn = context.fact(lead.facts["turn"]) if lead and named else None
    if turn is None or turn.period is None or len(view.shape.periods) < LEAST_POINTS:
        return
    values = {
        place: context.fact(f"{of_place(key, place, own)}.at({turn.period.literal})") for place in view.shape.places
    }
    most = _HIGHER * turn.value  # of what is much larger now the line would press all others to the foot
    alike = {place: fact for place, fact in values.items() if fact and view.scene.last(key, place) <= most}
    near = {place: abs(fact.value - turn.value) for place, fact in alike.items() if place not in named}
    too = [one.entities[0] for one in turned_too(lead, key, view.scene)] if lead else []
    others = [place for place in too if place in near] or sorted(near, key=lambda place: near[place])[:_NEAREST]
    entities = ["edition" if place == own else place for place in (*named, *others)]
    second = {"second": entities[len(named)]} if any(place in too for place in others) else {}
    drawn = {"entities": entities, "highlight": entities[0], **second, "annotations": notes}
    level = {"benchmark": "median"} if len(view.shape.places) >= _BENCHMARK else {}
    lifted = _lifted([fact.value for place in (*named, *others) for fact in context.subject(key).of(place).values])
    ways = (level | lifted, level, {}) if lifted else (level, {})
    for more in ways:
        yield chart("line", [key], **drawn, **more)


def _lifted(values: Sequence[float]) -> Figure:
    """Return a scale that does not begin at zero, for lines that zero would press together."""
    low, high = min(values), max(values)
    if low <= 0 or high - low > _FLAT * high:
        return {}
    step = nice_step(high - low)
    return {"axis": {"from": floor((low - step / 2) / step) * step}}


def _telling(view: SectionView, own: str) -> list[str]:
    """Return the places of a chart of some: those of the finding, the ends of the order and the one that moved most, as
    the text names them, then the highest."""
    key, places = view.shape.key, view.shape.places
    named = view.plan.lead.entities[:_EXCEPTIONS] if view.plan.lead else ()
    largest = sorted(places, key=lambda place: -view.scene.last(key, place))
    moved = moved_most(key, places, own, view.scene)
    ends = (largest[0], largest[-1], *(moved[:1] if moved else ()))
    return list(dict.fromkeys((*named, *ends, *largest)))[: _TOP - 1]


def changes(view: SectionView) -> Iterator[Figure]:
    """Yield the changes of all parts, from the largest rise to the largest fall; of many those at both ends."""
    lead = view.plan.insights[0]
    other = lead.subjects[-1] if "other" in lead.facts else ""
    # lines on scales of their own would show changes that are alike in %, where the title tells of them in the unit
    # values at both ends would leave the bars no width
    table = {"columns": ["change"]} if len(lead.subjects) <= _IN_TABLE else {}
    ways = (table, {}) if table else ({},)
    context = view.scene.context
    shown = _largest_moves(lead.subjects, context)
    some = {"note": changed_most(context, lead.subjects, shown)} if len(shown) < len(lead.subjects) else {}
    shown = _first_on_top(shown, lead.subjects[0], context)
    for columns in ways:
        drawn = chart(
            "bar", shown, measure="change", highlight=lead.subjects[0], second=other, order="given", **columns
        )
        yield {**drawn, **some, **_of_open_unit(lead.subjects[0], context)}
    yield chart("sparklines", shown, highlight=lead.subjects[0])


def _of_open_unit(key: str, context: PhrasingContext) -> Figure:
    """Return the subtitle of changes whose unit the table does not state; any other is made from the data."""
    amount = amount_words(context, key)
    if not amount or not is_unstated(context.subject(key).unit):
        return {}
    named = with_unit(context, key, fixed("change_in", context.lang).format(amount))
    return {"subtitle": measured_between(context, named, "", f"{key}.first", f"{key}.last")}


def _largest_moves(keys: Sequence[str], context: PhrasingContext) -> list[str]:
    """Return the parts that changed most, in their order, as many as a chart has rows."""
    facts = {key: context.fact(f"{key}.change") for key in keys}
    sizes = {key: abs(fact.value) for key, fact in facts.items() if fact is not None}
    largest = sorted(sizes, key=lambda key: -sizes[key])[:MOST_ROWS]
    return [key for key in keys if key in largest]


def _first_on_top(keys: Sequence[str], first: str, context: PhrasingContext) -> list[str]:
    """Return parts by the size of their change, from that end at which the one is that a title begins with."""
    changes = {key: fact.value for key in keys if (fact := context.fact(f"{key}.change")) is not None}
    return sorted(keys, key=lambda key: changes.get(key, 0.0), reverse=changes.get(first, 0.0) > 0)


def _focus(view: SectionView) -> Figure:
    """Return the leading finding's place, else the edition's: what stands out in the chart is what the title names.
    Where the edition is of what holds the places, as of the world, it is none of them, and none stands out."""
    lead = view.plan.lead
    if lead is not None and lead.entities and lead.type != "rank":
        return {"highlight": lead.entities[0]}
    return {} if view.scene.is_of_whole(view.shape.key) else {"highlight": view.scene.own_place(view.shape.key)}


def parts(view: SectionView) -> Iterator[Figure]:
    """Parts on each other over time, where all that make the whole are short names or places; else a share of it."""
    whole = next((insight.subjects[1] for insight in view.plan.insights if len(insight.subjects) > 1), "")
    own = view.scene.parts_with(view.shape, whole)
    named = [place for one in view.plan.insights[:1] for place in one.entities if place in view.shape.places]
    if named:  # the share of a place, of which parts that are short names say nothing
        yield from _parts_of_places(view, named[0])
    if len(own) > 1:
        kinds = ("area", "stacked") if len(view.shape.periods) > _FEW else ("stacked", "area")
        for kind in kinds:
            yield chart(kind, own, highlight=view.shape.key, **view.shape.at_most(_LONGEST))
        yield chart("bar", own, highlight=view.shape.key)
    elif whole and view.shape.yearly:
        rest = fixed("rest_of_whole", view.scene.context.lang)
        recent = {"period": {"last": MOST_ROWS}} if len(view.shape.periods) > MOST_ROWS else {}
        yield chart("share", [view.shape.key], of=whole, rest=rest, highlight=view.shape.key, **recent)
    elif len(view.shape.places) > 1 and not named:
        yield from _parts_of_places(view, view.scene.own_place(view.shape.key))


def _parts_of_places(view: SectionView, highlight: str) -> Iterator[Figure]:
    """Yield the places on each other over time where their values add up, else side by side."""
    top = {"top": MOST_SERIES - 1, "rest": "sum"} if len(view.shape.places) > MOST_SERIES else {}
    if view.scene.context.subject(view.shape.key).adds_up:
        yield chart("stacked", [view.shape.key], entities="all", highlight=highlight, **top)
    yield from ranking(view)
