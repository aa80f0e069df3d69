"""`subtitle: auto`: measure, unit, place and period of a chart, from the data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from briefing.compose.blocks.chart_series import ChartNode, value_at
from briefing.compose.blocks.place_selection import place_as_written
from briefing.compose.blocks.year_charts import common_base
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.compose.prose.figure_years import subtitle_findings
from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.chart import Chart, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.chart_specs import AUTO, ChartSpec
from briefing.model.period import YEAR, Period, ends_within
from briefing.model.text import Text, plain, text

_PLACES: Final = "number of places"
_REGULAR: Final = 0.5  # of the periods: those of a market have the days of a week without its end
DrawnChart = tuple[ChartSpec, list[SubjectFacts], Chart | None]


def chart_subtitle(node: ChartNode, subjects: list[SubjectFacts], drawn: Chart) -> Text:
    """Return the subtitle of a chart as written, derived from the data, or none."""
    composer, spec = node.composer, node.spec
    if spec.subtitle == AUTO:
        return _auto_subtitle(composer, spec, subjects, drawn)
    given = node.text(spec.subtitle, "subtitle")
    findings = subtitle_findings(given, (drawn,), composer.edition.period[1])
    composer.report(findings, given, (*node.path, "subtitle"))
    return given


def subtitle_of_several(composer: Composer, drawn: Sequence[DrawnChart]) -> Text:
    """Return what charts next to each other show: once where they differ by place alone, else one after the other."""
    spec, _, first = drawn[0]
    shown = {(KINDS[item.kind].of_values_by_year, item.measure, item.period) for item, _, _ in drawn}
    subjects = [subject for _, each, _ in drawn for subject in each]
    one_measure = len({composer.names.measure(subject) for subject in subjects}) == 1
    if shown == {(True, "value", spec.period)} and one_measure:
        return _auto_subtitle(composer, spec, subjects, first)
    subtitles = [_auto_subtitle(composer, *item, full=False) for item in drawn]
    return composer.join(list({plain(item): item for item in subtitles}.values()), "; ")


def last_value_subtitle(composer: Composer, spec: ChartSpec, drawn: Chart) -> Text:
    """Return "<line>: <indicator>, <unit>, <year>" of the last value of the line in focus."""
    lead = next((item for item in drawn.series if item.key == drawn.highlight), drawn.series[0])
    last = next(point for point in reversed(lead.points) if point is not None)
    subject = composer.book.subject(lead.key if lead.key in spec.series else spec.series[0])
    name, *unit = measured_words(composer, subject)
    named = [lead.name] if len(drawn.series) > 1 and plain(lead.name) != name else []
    measured = [composer.declared(item, NAME) for item in (name, *unit)]
    dated = composer.join([*measured, composer.period(last.value_period, last)], ", ")
    return composer.join([*named, dated], ": ")


def measured_words(composer: Composer, subject: SubjectFacts) -> list[str]:
    """Return what is measured, and its unit where the name has it not: "Dengue cases" are no "Dengue cases, cases"."""
    name, unit = composer.names.measure(subject), composer.names.unit(subject)
    return [name, unit] if unit and composer.wording.unit_named(subject.unit, subject.units) not in name else [name]


def _auto_subtitle(
    composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], drawn: Chart | None, *, full: bool = True
) -> Text:
    """Return "<indicator>, <unit>, <place>, <adjustment>, <how often>, <period>", without what stands before the period
    where it is not `full`."""
    kind, phrase, names, spec = KINDS[spec.kind], composer.phrase, composer.names, _as_shown(spec)
    if kind.of_dots and drawn:
        return _against(composer, drawn)
    if drawn and drawn.classes:
        return _classed(composer, drawn, subjects[0])
    if spec.of and kind.takes == "changes":
        subjects = [composer.book.subject(spec.of)]
    ends = _ends(composer, spec, subjects, drawn)
    first, last = (composer.period(end, *(value_at(subject, end) for subject in subjects)) for end in ends)
    places = sorted({names.places(subject.members) for subject in subjects})
    places_named = len(places) > 1 or (kind.takes in ("parts", "amounts") and spec.entities)  # by the chart itself
    measures = list(dict.fromkeys(map(names.measure, subjects)))
    in_names = all(_has_place(measure, places[0], spaced=composer.wording.language.spaced) for measure in measures)
    titled = places[0] == composer.edition.title  # of a table that names no place, which is then what the table is of
    place = () if places_named or in_names or titled else composer.declared(places[0], NAME)
    single = plain(first) == plain(last)
    span = phrase("auto_year", year=first) if single else phrase("auto_span", first=first, last=last)
    if ends[0].frequency.unit != "year" and not single:
        span = composer.periods(*ends)
    described = _described(composer, subjects, measures, often=not single) if full else []
    if spec.measure == "share":
        parts = [_in_percent(composer, spec, measures), place, span]
    elif spec.measure in ("contribution", "change"):
        parts = [_changed(composer, spec, subjects[0], alone=kind.of_whole or len(measures) == 1), place, span]
    elif spec.measure in ("multiple", "index", "growth", "target"):
        own = not of_same_years(spec, subjects)
        key, given = f"auto_{spec.measure}{'_own' if own else ''}", {"first": first, "last": last}
        if len(measures) == 1:  # of several the chart itself says which
            key, given = f"{key}_of", {**given, "name": composer.declared(measures[0], NAME)}
        parts = [phrase(key, **given), place, span if own or spec.measure == "target" else ()]
    elif kind.takes == "lines" and len(measures) > 1:  # each row says what it is
        parts = [place, _outermost(composer, drawn) or span]
    elif kind.takes == "parts":
        whole = [composer.book.subject(spec.of)] if spec.of else subjects
        listed = composer.wording.joined([composer.declared(names.measure(item), NAME) for item in whole])
        parts = [phrase("auto_share", whole=listed), place, span]
    elif kind.ranked and any(item.unit != "rank" for item in subjects):
        parts = [_ranked(composer, spec, subjects, measures), place, span]
    else:
        unit_named = composer.wording.unit_named
        unnamed = [item for item in subjects if unit_named(item.unit, item.units) not in names.measure(item)]
        units = dict.fromkeys(map(names.unit, unnamed))
        named = _together(composer, measures)
        parts = [*named, *(composer.declared(item, NAME) for item in units if item), place, *described, span]
    return composer.join(parts, ", ")


def _together(composer: Composer, measures: Sequence[str]) -> list[Text]:
    """Return names of measures; of several that begin alike their beginning once, as "Visits by train and bus"."""
    words = [measure.split() for measure in measures]
    shared = 0
    while len(words) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        shared += 1
    if not shared:
        return [composer.declared(measure, NAME) for measure in measures if measure]
    rests = [composer.declared(" ".join(each[shared:]), NAME) for each in words]
    return [
        (*composer.declared(" ".join(words[0][:shared]), NAME), *composer.joint(" "), *composer.wording.joined(rests))
    ]


def _changed(composer: Composer, spec: ChartSpec, whole: SubjectFacts, *, alone: bool) -> Text:
    """Return "<indicator>, change in <unit>", without the indicator where it is not `alone`, or that parts are given as
    contributions to its change."""
    name = composer.declared(composer.names.measure(whole), NAME)
    if spec.measure == "change":
        phrase = composer.phrase
        if unit := composer.declared(composer.names.unit(whole), NAME):
            return phrase("auto_change", whole=name, unit=unit) if alone else phrase("auto_changes", unit=unit)
        return phrase("auto_change_only", whole=name) if alone else phrase("auto_changes_only")
    return composer.phrase("auto_contribution", whole=name)


def _ranked(composer: Composer, spec: ChartSpec, subjects: Sequence[SubjectFacts], measures: Sequence[str]) -> Text:
    """Return "Rank by visits", or that the lowest value is the first."""
    listed = composer.wording.joined([composer.declared(item, NAME) for item in measures])
    lowest = spec.best == "lowest" if spec.best else all(item.direction == "down" for item in subjects)
    return composer.phrase("ranked_lowest" if lowest else "ranked", names=listed)


def _in_percent(composer: Composer, spec: ChartSpec, measures: Sequence[str]) -> Text:
    """Return "GDP in % of the United States", or of another short name."""
    keys = composer.book.keys()
    if spec.of in keys:
        whole = composer.names.measure(composer.book.subject(spec.of))
    else:
        whole = composer.names.place(place_as_written(composer, spec.of))
    named = composer.wording.joined([composer.declared(one, NAME) for one in measures])
    return composer.phrase("auto_share_of", name=named, whole=composer.declared(whole, NAME))


def _outermost(composer: Composer, drawn: Chart | None) -> Text:
    """Return the time from the earliest to the latest value of series of several frequencies; () for one frequency."""
    if drawn is None or len({period.frequency for period in drawn.periods}) < 2:
        return ()
    facts = [fact for item in drawn.series for fact in item.points if fact is not None]
    first = min(facts, key=lambda fact: fact.value_period.start)
    last = max(facts, key=lambda fact: fact.value_period.end)
    ends = [composer.period(fact.value_period, fact) for fact in (first, last)]
    return composer.phrase("auto_span", first=ends[0], last=ends[1])


def _against(composer: Composer, drawn: Chart) -> Text:
    """Return "<up>, <unit>, against <across>, <unit>, <period>" of dots in a plane."""
    across, *others = drawn.series
    facts = [fact for fact in across.points if fact is not None]
    ends = [min(facts, key=lambda fact: fact.value_period), max(facts, key=lambda fact: fact.value_period)]
    first, last = (composer.period(fact.value_period, fact) for fact in ends)
    key, given = ("auto_year", {"year": first}) if plain(first) == plain(last) else (
        "auto_span", {"first": first, "last": last}
    )  # fmt: skip
    named = composer.join([item for item in (across.name, across.detail) if item], ", ")
    if others:
        named = composer.phrase("auto_against", up=_measured(composer, others[0]), across=_measured(composer, across))
    return composer.join([named, composer.phrase(key, **given)], ", ")


def _classed(composer: Composer, drawn: Chart, subject: SubjectFacts) -> Text:
    """Return "62 countries by <indicator>, <unit>, <period>" of places in classes."""
    counts = [fact for fact in drawn.series[0].points if fact is not None]
    total = composer.number(round(sum(fact.value for fact in counts)), _PLACES)
    places = composer.phrase("places", _PLACES, count=total)
    period = drawn.medians[0].value_period if drawn.medians else counts[0].observations[0].period
    named = composer.phrase("classed", places=places, name=composer.declared(composer.names.measure(subject), NAME))
    unit = composer.declared(composer.names.unit(subject), NAME)
    dated = composer.phrase("auto_year", year=composer.period(period))
    return composer.join([item for item in (named, unit, dated) if item], ", ")


def _measured(composer: Composer, series: Series) -> Text:
    """Return what a scale measures, its unit in brackets."""
    unit: Text = (*composer.joint(" ("), *series.detail, *composer.joint(")")) if series.detail else ()
    return (*series.name, *unit)


def _described(
    composer: Composer, subjects: Sequence[SubjectFacts], measures: Sequence[str], *, often: bool
) -> list[Text]:
    """Return what series of months and other periods within years are adjusted for, and how `often` these come, unless
    their names have it."""
    wording, first = composer.wording, subjects[0]
    if first.frequency is None or first.frequency.unit == "year":
        return []
    adjusted = wording.phrase(f"adjusted_{first.adjustment}") if first.adjustment else ""
    every = wording.time(first.frequency).every if often and all(map(_is_regular, subjects)) else ""
    shared = {(subject.adjustment, subject.frequency) for subject in subjects}
    edges = r"\b" if wording.language.spaced else ""
    named_so = re.compile(f"{edges}{re.escape(every)}{edges}", re.IGNORECASE)
    every = "" if all(map(named_so.search, measures)) else every
    return [text(words) for words in (adjusted, every) if words] if len(shared) == 1 else []


def _is_regular(subject: SubjectFacts) -> bool:
    """Whether most periods from the first to the last have a value: a count on the last day of each month has a day,
    and is not daily."""
    known = subject.known_periods
    return not known or len(known) > _REGULAR * (known[-1].ordinal - known[0].ordinal)


def _has_place(measure: str, place: str, *, spaced: bool) -> bool:
    """Whether the name of a measure has its place, as "Carbon dioxide at Mauna Loa", in Chinese before what it is."""
    return bool(re.search(rf"\b{re.escape(place)}(?:,|$)", measure)) if spaced else measure.startswith(place)


def _as_shown(spec: ChartSpec) -> ChartSpec:
    """Return a node with the measure that its chart shows: of bars toward targets that of targets, whatever it says."""
    return spec.model_copy(update={"measure": "target"}) if KINDS[spec.kind].aimed else spec


def _ends(
    composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], drawn: Chart | None
) -> tuple[Period, Period]:
    """Return the first and the last period of what the chart shows; of an index its base and the last."""
    first, last = _bounds(composer, spec, subjects, drawn)
    takes = KINDS[spec.kind].takes
    if takes == "pairs" and drawn:
        return drawn.periods[0], drawn.periods[1]
    if takes in ("parts", "amounts") and drawn:
        facts = [fact for item in drawn.series for fact in item.points if fact]
        periods = [row.period for fact in facts for row in fact.observations]
        return min(periods), max(periods)
    if spec.measure == "index" and takes == "years":
        return common_base(subjects, (first, last)), last
    if _by_own_first(spec) and of_same_years(spec, subjects):
        return subjects[0].first.period or first, subjects[0].last.period or last
    if spec.measure != "target" and (not KINDS[spec.kind].of_latest or spec.measure != "value" or len(subjects) == 1):
        return first, last
    with suppress(FactError):  # the chart has a fault of its own then
        known = [subject for subject in subjects if subject.known_periods] or subjects
        values = [(subject.between(first, last) if spec.period else subject).last for subject in known]
        periods = [value.value_period for value in values]
        return min(periods), max(periods)
    return first, last


def _bounds(
    composer: Composer, spec: ChartSpec, subjects: Sequence[SubjectFacts], drawn: Chart | None
) -> tuple[Period, Period]:
    """Return the ends of the axis of a chart over time, else those that hold for what it shows."""
    edition, frequency = composer.edition.period, subjects[0].frequency
    yearly = edition[0].frequency == YEAR and frequency in (None, YEAR)
    if drawn and drawn.periods and KINDS[spec.kind].takes in ("years", "changes") and not yearly:
        return drawn.periods[0], drawn.periods[-1]
    if spec.ends or yearly or frequency is None or len({subject.frequency for subject in subjects}) > 1:
        ends = spec.ends or edition
        return ends_within(frequency, ends) if frequency is not None else ends
    own = [subject.period for subject in subjects]
    return min(first for first, _ in own), max(last for _, last in own)


def _by_own_first(spec: ChartSpec) -> bool:
    """Whether each row of a chart is measured by its own first value, over the years that it has."""
    return (
        spec.measure in ("multiple", "index", "change", "growth") and spec.kind in ("bar", "slope") and not spec.period
    )


def of_same_years(spec: ChartSpec, subjects: Sequence[SubjectFacts]) -> bool:
    """Whether no row of a chart is measured over other years than another."""
    return not _by_own_first(spec) or len({(subject.first.period, subject.last.period) for subject in subjects}) == 1
