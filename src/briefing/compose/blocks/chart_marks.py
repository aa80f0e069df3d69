"""What a story asks to be drawn between and at the marks of a chart over time: changes, gaps, results, where a line
begins to count. Each number is a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import BENCHMARK, LAST, MEAN, ChartNode, ChartSeries, one_of
from briefing.compose.blocks.year_charts import common_base
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.fact_expressions import printing
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.syntax import parse_expression
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.facts.over_time import usual
from briefing.facts.turns import ends_records, plain_turn, turn
from briefing.model.chart import Chart, SeriesResult
from briefing.model.chart_remarks import Difference
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_notation import NotationError, as_frequency, parse_period
from briefing.model.text import Text
from briefing.wording.fitting import POINTS

_SHORT: Final = 24  # characters of a gap with its unit
_LISTED: Final = 12  # categories that a message names, all of them
_LINES: Final = ("line",)
_OVER_TIME: Final = ("line", "columns")
# The kinds of chart that show each key.
SHOWN_BY: Final = {
    "brackets": _OVER_TIME,
    "gaps": _LINES,
    "results": _OVER_TIME,
    "since": _OVER_TIME,
    "until": _OVER_TIME,
}
_ENDS: Final = ("from", "to")  # of a bracket
_FOUND: Final = {"first", "last", "highest", "lowest", "turn"}  # marks of which no author knows which comes first
_CHOSEN: Final = re.compile(r"\s*\{\{(.*)\}\}\s*", re.DOTALL)  # a mark that the data choose
_PLAIN: Final = re.compile(r"[A-Za-z][\w ]*")  # what YAML reads as text without quotes
_BACK: Final = re.compile(r"last-([1-9][0-9]?)")  # so many values before the last
# Words for a mark of a series in place of its period.
FIRST, TURN = "first", "turn"


def with_marks(node: ChartNode, series: Sequence[ChartSeries], drawn: Chart) -> Chart:
    """Return a chart with the changes, gaps and results that its node asks for."""
    spec = node.spec
    if not any(getattr(spec, key) for key in SHOWN_BY if key != "until"):
        return drawn
    if spec.since and spec.kind == "columns" and len(series) > 1:
        what = "`since` highlights the columns of one series, and here each series has its colour"
        raise StoryError(what, fix="leave `since` out, or name one series")
    return replace(
        drawn,
        differences=(*_brackets(node, series, drawn), *_gaps(node, series, drawn)),
        results=_results(node, series),
        since=_category(drawn, series[0].key, written_mark(node, spec.since), ("since",)) if spec.since else "",
    )


def _brackets(node: ChartNode, series: Sequence[ChartSeries], drawn: Chart) -> list[Difference]:
    """Return the change from one mark to a later one for each bracket."""
    found: list[Difference] = []
    for number, item in enumerate(node.spec.brackets):
        path = ("brackets", number)
        own = _of_bracket(series, item.series, (*path, "series"))
        marks = written_mark(node, item.start), written_mark(node, item.to)
        start, end = (_category(drawn, own.key, at, (*path, key)) for at, key in zip(marks, _ENDS, strict=True))
        first, last = (drawn.periods[drawn.categories.index(at)] for at in (start, end))
        if first >= last and not (set(marks) & _FOUND and str(item.start) != str(item.to)):
            what = f"the bracket of {own.key} would run from {first} to {last}, and time runs forwards"
            raise StoryError(
                what, fix=f"write `from: {last}` and `to: {first}`" if first > last else "name two periods"
            )
        if first == last:
            continue  # a mark that is found in the data is the other end too: nothing changes between them
        if first > last:
            first, last, start, end = last, first, end, start
        if item.text:
            found.append(Difference((own.key, start), (own.key, end), node.text(item.text, *path, "text"), worded=True))
            continue
        if own.over or node.spec.measure == "share":
            what = f"the bracket of {own.key} is of values that are worked out for the chart"
            raise StoryError(what, fix='write what it says, as `text: "{{ … | signed }}"`')
        fact = _change(own.subject, first, last)
        text = node.composer.print(fact, "signed")
        text = node.composer.phrase("index_points", value=text) if fact.unit == POINTS else text
        found.append(Difference((own.key, start), (own.key, end), text))
    return found


def written_mark(node: ChartNode, at: str | int) -> str:
    """Return a mark as the story writes it, or what its `{{ … }}` gives: a period, or a word for one."""
    expression = _CHOSEN.fullmatch(str(at))
    if expression is None:
        return str(at)
    composer = node.composer
    evaluation = Evaluation(
        composer.book,
        statements=composer.dataset.statements,
        lang=composer.wording.lang,
        parameters=composer.parameters,
    )
    return str(evaluation.value(parse_expression(one_line(expression[1]))))


def _of_bracket(series: Sequence[ChartSeries], key: str, steps: tuple[str | int, ...]) -> ChartSeries:
    """Return the series that a bracket is of: the one that it names, or the only one of the chart."""
    own = [item for item in series if item.key not in (BENCHMARK, MEAN)]
    if not key and len(own) > 1:
        what = f"a bracket is of one series, and the chart has {len(own)}"
        raise StoryError(what, fix=f"write in it `series: {own[0].key}`, or {one_of([item.key for item in own[1:]])}")
    return _named(series, key or own[0].key, steps)


def _change(subject: SubjectFacts, first: Period, last: Period) -> Fact:
    """Return the change between two periods as is usual for the unit; in the unit where a value is not above zero."""
    way = usual(subject.unit)
    if way == "percent" and min(subject.at(first).value, subject.at(last).value) <= 0:
        way = "change"
    fact: Fact = getattr(subject.between(first, last), way)
    return fact


def _gaps(node: ChartNode, series: Sequence[ChartSeries], drawn: Chart) -> list[Difference]:
    """Return how far two lines are from each other for each gap, from the lower to the higher one."""
    found: list[Difference] = []
    subjects, ends = [item.subject for item in series], (drawn.periods[0], drawn.periods[-1])
    for number, item in enumerate(node.spec.gaps):
        path = ("gaps", number)
        one, other = (_named(series, key, (*path, "between")) for key in item.between)
        if one is other:
            raise StoryError(f"the gap lies between {one.key} and itself", fix="name two series in `between`")
        if one.over or other.over or node.spec.measure == "share":
            what = "a gap is between published values, and these are worked out for the chart"
            raise StoryError(what, fix="leave `gaps` out, and write an annotation")
        asked = written_mark(node, item.at)
        at = _farthest(drawn, one.key, other.key, asked) or _category(drawn, one.key, asked, (*path, "at"))
        points = {own.key: own.points[drawn.categories.index(at)] for own in drawn.series}
        lower, higher = points[one.key], points[other.key]
        if lower is None or higher is None:
            lacking = one.key if lower is None else other.key
            both = [name for at, name in enumerate(drawn.categories) if all(own.points[at] for own in drawn.series)]
            raise StoryError(f"the gap at {at} has an open end, as {lacking} has no value", fix=one_of(_short(both)))
        (low, high) = (one, other) if lower.value <= higher.value else (other, one)
        period = drawn.periods[drawn.categories.index(at)]
        text = _gap_text(node, (low.subject, high.subject), (common_base(subjects, ends), period))
        found.append(Difference((low.key, at), (high.key, at), text))
    return found


def _farthest(drawn: Chart, one: str, other: str, at: str) -> str:
    """Return the last category in which two lines are farthest from each other for "highest", nearest for "lowest"; no
    name for other words."""
    ways = {"highest": max, "lowest": min}
    first, second = (next(own.points for own in drawn.series if own.key == key) for key in (one, other))
    distances = {
        name: abs(here.value - there.value)
        for name, here, there in zip(drawn.categories, first, second, strict=False)
        if here is not None and there is not None
    }
    return ways[at](reversed(distances), key=lambda name: distances[name]) if at in ways and distances else ""


def _gap_text(node: ChartNode, pair: tuple[SubjectFacts, SubjectFacts], periods: tuple[Period, Period]) -> Text:
    """Return how far two lines are from each other in a period, in words; of an index from a base on."""
    composer, (low, high), (base, period) = node.composer, pair, periods
    if node.spec.measure == "index":
        low, high = (subject.between(base, subject.period[1]) for subject in pair)
        return composer.phrase("index_points", value=composer.print(high.index_minus(low, period), "value"))
    fact = high.minus(low, period)
    if fact.unit == POINTS:
        return composer.print(fact, "points")
    short = len(composer.wording.say("full", fact)) <= _SHORT
    return composer.print(fact, "full" if short else "unit")


def _results(node: ChartNode, series: Sequence[ChartSeries]) -> tuple[SeriesResult, ...]:
    found: dict[str, SeriesResult] = {}
    for number, item in enumerate(node.spec.results):
        path = ("results", number)
        own = _named(series, item.series, (*path, "series"))
        if own.key in found:
            raise StoryError(f"{own.key} has two results", fix="give each series one, with the other in its `detail`")
        detail = node.text(item.detail, *path, "detail") if item.detail else ()
        found[own.key] = SeriesResult(own.key, node.text(item.text, *path, "text"), detail)
    return tuple(found.values())


def _named(series: Sequence[ChartSeries], key: str, steps: tuple[str | int, ...]) -> ChartSeries:
    """Return the series of a key."""
    own = next((item for item in series if item.key == key), None)
    if own is None:
        what = f"{'.'.join(map(str, steps[:1]))} names {key!r}, which is no series of the chart"
        raise StoryError(what, fix=one_of([item.key for item in series]))
    return own


def _category(drawn: Chart, key: str, at: str | int, steps: tuple[str | int, ...]) -> str:
    """Return the category that a node names; StoryError where nothing of the series is."""
    found = category_of(drawn, key, str(at))
    points = next(item.points for item in drawn.series if item.key == key)
    known = [name for name, point in zip(drawn.categories, points, strict=False) if point is not None]
    if found not in known:
        what = f"`{steps[-1]}: {at}` of {key} is a period without a value in the chart"
        raise StoryError(what, fix=one_of(_short(known)))
    return found


def _short(names: Sequence[str]) -> Sequence[str]:
    return (*names[:1], "…", *names[-1:]) if len(names) > _LISTED else names


def suggest_turn(node: ChartNode, drawn: Chart) -> None:
    """Note a turn, or a newest value that ends a time of other records, of the line that leads, where the chart says
    nothing of it."""
    spec = node.spec
    if spec.kind not in _LINES or spec.annotations or spec.brackets or not drawn.periods:
        return
    if node.path[0] == "cover":  # the line of a cover has no room for words
        return
    lead = next((item for item in drawn.series if item.key == spec.highlight), drawn.series[0])
    pairs = zip(drawn.categories, lead.points, strict=False)
    known = [(name, point) for name, point in pairs if point is not None]
    values = [point.value for _, point in known]
    at = plain_turn(values)
    if at is not None:
        what, place = f"{lead.key} turns at {known[at][0]}, and the chart says nothing of it", TURN
    elif ends_records(values):
        at = -1
        what, place = f"{lead.key} is at {known[at][0]} beyond all values of the chart, which says nothing of it", LAST
    else:
        return
    series = lead.key if _PLAIN.fullmatch(lead.key) else repr(lead.key)  # of a chart of places it is a name
    note = f'{{at: {place}, series: {series}, text: "… {printing(known[at][1].name)}"}}'
    node.composer.suggest(what, node.path, f"write `annotations: [{note}]`, or leave it to the title")


def category_of(drawn: Chart, key: str, at: str) -> str:
    """Return the category that a node names: a period in any notation, or "first", "last", "last-3", "highest",
    "lowest" or "turn": where a series turns most."""
    back = _BACK.fullmatch(at)
    if back or at in (FIRST, LAST, TURN, "highest", "lowest"):
        points = next((item.points for item in drawn.series if item.key == key), ())
        pairs = zip(drawn.categories, points, strict=False)
        known = [(name, point.value) for name, point in pairs if point is not None] or [(at, 0.0)]
        if at == TURN:
            place = turn([value for _, value in known])
            if place is None:
                raise StoryError(f"{key} has no turn between its ends", fix="name a period in `at`")
            return known[place][0]
        if back:
            return known[-1 - min(int(back[1]), len(known) - 1)][0]
        ways = {"highest": max, "lowest": min}
        ends = {FIRST: known[0][0], LAST: known[-1][0]}
        return ends.get(at) or ways[at](reversed(known), key=lambda item: item[1])[0]
    if at in drawn.categories or not drawn.periods:
        return at
    try:
        return str(as_frequency(parse_period(at), drawn.periods[0].frequency))
    except NotationError:
        return at
