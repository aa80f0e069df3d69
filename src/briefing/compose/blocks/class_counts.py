"""How many places have a value in each class of a scale: round bounds, counts that are facts, the own place named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_notes import median_words
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, place_name, value_at
from briefing.compose.blocks.place_selection import listed_places
from briefing.compose.blocks.scatter_charts import common_period
from briefing.compose.language.templates import NAME
from briefing.errors import FactError, StoryError
from briefing.facts.lookup_errors import spans
from briefing.model.chart import Chart, Column, Series
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.round_steps import nice_step, without_noise
from briefing.model.text import Text
from briefing.wording import Wording

_FEWEST: Final = 12  # places, of fewer each is seen in a strip
_LEAST, _MOST = 5, 12  # classes that are chosen
_LIMIT: Final = 20  # classes that a story may ask for
_LONG: Final = 7  # characters of a bound, of which a longer one has a line of its own
_ALL_NAMED: Final = 2  # places in a class, of which each is named where one is
_CROWDED: Final = 0.9  # of all places in one class


class Classes(Struct, frozen=True):
    """Classes of one width from a lower bound on; a value on a bound is in the higher class."""

    low: float
    step: float
    count: int

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """The lower and the upper bound of each class."""
        ends = [without_noise(self.low + at * self.step) for at in range(self.count + 1)]
        return list(pairwise(ends))

    def of(self, value: float) -> int:
        """Return the class of a value."""
        return next(at for at, (low, high) in enumerate(self.bounds) if low <= value < high)


def histogram(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the counts of places by class; StoryError for other than one series of a dozen places and more."""
    composer, spec = node.composer, node.spec
    if len(series) != 1:
        what = f"a histogram has one scale, and this has {len(series)} series"
        raise StoryError(what, fix="name one in `series`, or write `kind: scatter` for two")
    if not spec.entities:
        fix = "write `entities: all`, or `kind: columns` for one place over time"
        raise StoryError("a histogram counts places, and none are named", fix=fix)
    (item,) = series
    period = common_period(node, series)
    facts = {entity: value_at(item.subject.of(entity), period) for entity in spec.entities}
    lacking = [entity for entity, fact in facts.items() if fact is None]
    if lacking:
        composer.remark(composer.phrase("absent_places", places=listed_places(composer, lacking)))
    known = {entity: fact for entity, fact in facts.items() if fact is not None}
    if len(known) < _FEWEST:
        what = f"a histogram of {len(known)} places is no distribution, {_FEWEST} are needed"
        raise StoryError(what, fix=f"write `kind: strip`, or a `period` with more: {spans(item.subject.known_periods)}")
    classes = _classes(node, item, list(known.values()))
    whole = tuple(known) if set(known) != set(item.subject.entities) else ()
    counts = [item.subject.places_from(*bounds, *whole, period=period) for bounds in classes.bounds]
    names = _names(composer.wording, next(iter(known.values())), classes)
    own = {entity: names[classes.of(fact.value)] for entity, fact in known.items()}
    named = [entity for entity in (spec.highlight, spec.second) if entity in known]
    if composer.book.entity in known and composer.book.entity not in named:
        named.append(composer.book.entity)
    medians = _medians(item, list(known), period)
    count = composer.declared(composer.wording.phrase("class_count"), NAME)
    composer.remark(composer.phrase("class_bound"))
    return node.chart(
        own,
        categories=names,
        series=(Series(item.key, count, tuple(map(composer.use, counts)), item.name),),
        columns=(Column((), tuple(_named(node, named, known, own, name) for name in names)),),
        medians=tuple(map(composer.use, medians)),
        median_names=tuple(median_words(composer, fact) for fact in medians),
        own=own.get(composer.book.entity, ""),
        classes=(classes.low, classes.step),
    )


def _classes(node: ChartNode, item: ChartSeries, facts: Sequence[Fact]) -> Classes:
    """Return classes on round bounds: as many as asked for at most, else about as many as double with the places."""
    bound = next((fact for fact in facts if fact.qualifier in "≥≤"), None)
    if bound is not None:
        what = f"{bound.entity} is known as {bound.qualifier} {bound.formula}, which is in no one class"
        raise StoryError(what, fix="leave it out of `entities`, or write `kind: strip`")
    values = [fact.value for fact in facts]
    low, high = min(values), max(values)
    if low == high:
        raise StoryError(f"all places have {low:g} of {item.key}, which is one class", fix="say so in a sentence")
    asked = node.spec.bins
    if asked is not None and not 2 <= asked <= _LIMIT:
        what = f"{asked} classes are {'too few to compare' if asked < 2 else 'too many to read'}"
        raise StoryError(what, fix=f"write `bins` from 2 to {_LIMIT}, or leave it out")
    wished = asked or min(_MOST, max(_LEAST, math.ceil(math.log2(len(values))) + 1))
    step = nice_step(high - low, wished)
    foot = math.floor(low / step + 1e-9) * step
    found = Classes(without_noise(foot), step, math.floor((high - foot) / step + 1e-9) + 1)
    most = max(sum(low <= value < high for value in values) for low, high in found.bounds)
    if most > _CROWDED * len(values):
        way = "write `kind: strip` with `log: x`" if low > 0 else "write `kind: strip`"
        what = f"{most} of {len(values)} places would stand in one class of {item.key}"
        raise StoryError(what, fix=f"{way}, or name the places that are alike in `entities`")
    return found


def _names(wording: Wording, like: Fact, classes: Classes) -> tuple[str, ...]:
    """Return "50–55" for each class, in the unit and the scale in which values are printed."""
    shown = wording.spoken(replace(like, value=classes.step))
    times = shown.value / classes.step
    decimals = len(f"{shown.value:.12f}".rstrip("0").partition(".")[2])

    def number(bound: float) -> str:
        return wording.number(without_noise(bound * times), decimals)

    long = max(len(number(bound)) for bounds in classes.bounds for bound in bounds) > _LONG
    key = "class_span_signed" if classes.low < 0 or long else "class_span"  # with spaces, at which lines end
    short = shown.format.short
    return tuple(wording.phrase(key, low=number(low), high=f"{number(high)}{short}") for low, high in classes.bounds)


def _named(node: ChartNode, places: Sequence[str], known: dict[str, Fact], own: dict[str, str], category: str) -> Text:
    """Return the places that a class names, each with its value on a line of its own.

    The others of a small class are named too, as its column has the colour of one.
    """
    composer = node.composer
    found = [place for place in places if own[place] == category]
    others = [place for place in known if own[place] == category and place not in found]
    if found and len(found) + len(others) <= _ALL_NAMED:
        found += others
    lines = [composer.named(place_name(node, place), composer.print(known[place], "value")) for place in found]
    return composer.join(lines, "\n")


def _medians(item: ChartSeries, places: Sequence[str], period: Period) -> list[Fact]:
    try:
        return [item.subject.median_of(*places).at(period)]
    except FactError:
        return []  # of more places than a formula holds
