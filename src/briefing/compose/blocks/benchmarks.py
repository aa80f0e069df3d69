"""What the values of a chart or a card stand against: a mean or a median, another place, or another short name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import one_year
from briefing.compose.blocks.chart_series import BENCHMARK, ChartSeries, value_at
from briefing.compose.blocks.place_selection import SelectedPlaces, place_as_written
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.combined import MOST
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
from briefing.model.text import Text, plain

_LEAST_PLACES: Final = 2  # places that have a mean
_OF_CARDS: Final = ("year_ago", "past")
_MEANS: Final = ("average", "mean", "median")
_BAND: Final = "name of a band: what lies between the quartiles"


def benchmark_of(composer: Composer, selected: SelectedPlaces) -> ChartSeries | None:
    """Return what the places of a chart are compared with: their mean or median, one of them, or another short name.

    StoryError for a chart that has none.
    """
    spec, asked = selected.spec, selected.spec.benchmark or selected.spec.compare
    if spec.benchmark and spec.compare:
        raise StoryError("benchmark and compare name what to compare with", fix="write one of the two")
    if not asked:
        return None
    if asked in _OF_CARDS:
        fix = f"write `compare: {asked}` on a card, or `highlight` and an annotation in the chart"
        raise StoryError(f"{asked} stands on cards, and a chart shows it along its line", fix=fix)
    if not KINDS[spec.kind].benchmark or spec.measure != "value":
        kinds = [name for name, kind in KINDS.items() if kind.benchmark]
        allowed = f"{', '.join(kinds[:-1])} or {kinds[-1]}"
        what = f"a benchmark stands on values of a {allowed}, not on {spec.measure} of a {spec.kind}"
        raise StoryError(what, fix="leave `benchmark` out, or write `kind: bar` without `measure`")
    subject = composer.book.subject(spec.series[0])
    compared = _compared(composer, "benchmark", asked, subject, selected.valued or subject.entities)
    return ChartSeries(BENCHMARK, compared, _name(composer, asked, subject, compared), ())


def comparison(composer: Composer, subject: SubjectFacts, key: str) -> Text:
    """Return what the last value of a card stands against in words: "average of 27 places: 2.1".

    `key` is average, median, year_ago, past, a place or a short name. StoryError or FactError where the two may not be
    compared.
    """
    last = subject.last
    if key == "year_ago":
        fact = subject.year_ago
        return _words(composer, composer.period(fact.value_period, fact), fact, fact.decimals)
    if key == "past":
        low, high = subject.lower_quartile, subject.upper_quartile
        name = _past_name(composer, subject, low)
        ends = [composer.print(fact, "value", last.decimals, True, shown=False) for fact in (low, high)]
        return composer.labelled(name, composer.join(ends, "–"))
    places = [entity for entity in subject.entities if value_at(subject.of(entity), last.value_period) is not None]
    compared = _compared(composer, "compare", key, subject, places)
    if compared.frequency != subject.frequency:
        what = f"{key} has a value for each {compared.frequency}, and {subject.expression} for each {subject.frequency}"
        raise StoryError(what, fix=f"compare it with a short name that has a value for each {subject.frequency}")
    fact = compared.at(last.value_period)
    places_of_last = min(fact.decimals, last.decimals) if compared.combined == "mean" else fact.decimals
    return _words(composer, _name(composer, key, subject, compared), fact, places_of_last)


def _past_name(composer: Composer, subject: SubjectFacts, quartile: Fact) -> Text:
    """Return of which values a quartile is: since when, where the edition shows fewer than all."""
    first = quartile.window[0] if quartile.window else subject.known_periods[0]
    if first != subject.known_periods[0]:
        return composer.declared(composer.wording.phrase("middle_half_newest", count=MOST), _BAND)
    if subject.periods and first < subject.periods[0]:
        year = composer.period(first, form="short")
        before, _, after = composer.wording.pattern("middle_half_since", year=plain(year)).partition("{year}")
        return (*composer.declared(before, _BAND), *year, *composer.declared(after, _BAND))
    return composer.declared(composer.wording.phrase("middle_half"), _BAND)


def _words(composer: Composer, name: Text, fact: Fact, decimals: int) -> Text:
    return composer.labelled(name, composer.print(fact, "value", decimals, True))


def _name(composer: Composer, key: str, subject: SubjectFacts, compared: SubjectFacts) -> Text:
    names, keys = composer.names, composer.book.keys()
    if key in keys:
        same = compared.names == subject.names  # the same of another place
        return composer.declared(names.places(compared.members) if same else names.measure(compared), NAME)
    if not compared.combined:
        return composer.declared(names.places(compared.members), NAME)
    places = composer.wording.phrase("places", count=composer.wording.number(len(compared.members), 0))
    return composer.declared(composer.wording.phrase(f"benchmark_{compared.combined}", places=places), NAME)


def _compared(composer: Composer, asked: str, key: str, subject: SubjectFacts, places: Sequence[str]) -> SubjectFacts:
    keys = composer.book.keys()
    if key in _MEANS:
        if len(places) < _LEAST_PLACES:
            what = f"{subject.key} is of one place, which has no {key}"
            ways = _own_past(subject) if asked == "compare" else []
            raise StoryError(what, fix=_others(composer, asked, subject, ways))
        whole = ("all",) if len(places) == len(subject.entities) else tuple(places)
        return subject.median_of(*whole) if key == "median" else subject.mean_of(*whole)
    if key not in keys:
        return subject.of(place_as_written(composer, key))
    other = composer.book.subject(key)
    if other.unit != subject.unit:
        what = f"the {_ASKED[asked]} {key} is in {other.unit!r}, the {_SHOWN[asked]} in {subject.unit!r}"
        means = [f"`{asked}: average` or `{asked}: median`"] if len(places) >= _LEAST_PLACES else []
        raise StoryError(what, fix=_others(composer, asked, subject, means))
    return other


def _own_past(subject: SubjectFacts) -> list[str]:
    """Return what of its own past a card may be compared with."""
    ways = []
    for key, measure in (("year_ago", "year_ago"), ("past", "lower_quartile")):
        with suppress(FactError):
            getattr(subject, measure)
            ways.append(f"`compare: {key}`")
    return ways


_ASKED: Final = {"benchmark": "benchmark", "compare": "comparison"}
_SHOWN: Final = {"benchmark": "chart", "compare": "card"}


def _others(composer: Composer, asked: str, subject: SubjectFacts, ways: list[str]) -> str:
    """Return what else a node may be compared with: means, and the short names of its unit."""
    alike, keys = [], composer.book.keys()
    for key in keys:
        with suppress(FactError):  # a short name that the data refuse is none to compare with
            if key != subject.key and composer.book.subject(key).unit == subject.unit:
                alike.append(key)
    ways += [f"one in {subject.unit!r}: {', '.join(alike)}"] if alike else []
    return f"write {', or '.join(ways)}" if ways else f"leave `{asked}` out"


def with_level(composer: Composer, drawn: Chart, compared: ChartSeries, series: Sequence[ChartSeries]) -> Chart:
    """Return bars of one year with the level that they are compared with."""
    periods = {fact.value_period for item in drawn.series for fact in item.points if fact is not None}
    if len(periods) != 1:
        what = f"the bars are of different years: {', '.join(map(str, sorted(periods)))}"
        raise StoryError(what, fix=one_year([*series, compared], "benchmark"))
    fact = composer.use(compared.subject.at(next(iter(periods))))
    return replace(drawn, level=fact, level_name=composer.named(compared.name, composer.print(fact, "value")))
