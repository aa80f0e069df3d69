"""`subtitle: auto` → measure, unit, place and period of a chart, from the data."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from briefing.compose.blocks.time_axis import common_base
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.language.templates import NAME
from briefing.compose.prose.figure_years import subtitle_findings
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.story import AUTO, ChartSpec
from briefing.model.text import Text, join, plain


def chart_subtitle(
    composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], drawn: Chart, path: NodePath, *, tested: Expects
) -> Text:
    """A chart's node, its subjects and the chart → the subtitle as written, made from the data, or none."""
    if spec.subtitle != AUTO:
        given = composer.text(spec.subtitle, (*path, "subtitle"), tested=tested)
        findings = subtitle_findings(given, (drawn,), composer.edition.period[1])
        composer.report(findings, given, (*path, "subtitle"))
        return given
    return auto_subtitle(composer, spec, subjects, drawn)


def auto_subtitle(composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], drawn: Chart | None) -> Text:
    """A chart's node, its subjects and the chart → "<indicator>, <unit>, <place>, <period>"."""
    first, last = (composer.period(year, *_values(subjects, year)) for year in _ends(composer, spec, subjects, drawn))
    places = sorted({composer.names.places(subject.members) for subject in subjects})
    among = len(places) > 1 or (KINDS[spec.kind].takes == "parts" and spec.entities)  # the chart names its places
    place = () if among else composer.declared(places[0], NAME)
    one = plain(first) == plain(last)
    span = composer.phrase("auto_year", year=first) if one else composer.phrase("auto_span", first=first, last=last)
    comma = composer.wording.joint(", ")
    names = dict.fromkeys(map(composer.names.measure, subjects))
    if spec.measure in ("multiple", "index", "target"):
        own = not of_same_years(spec, subjects)
        key, given = f"auto_{spec.measure}{'_own' if own else ''}", {"first": first, "last": last}
        if len(names) == 1:  # of several the chart itself says which
            key, given = f"{key}_of", {**given, "name": composer.declared(next(iter(names)), NAME)}
        return join([composer.phrase(key, **given), place, span if own or spec.measure == "target" else ()], comma)
    if KINDS[spec.kind].takes == "parts":
        whole = [composer.book.subject(spec.of)] if spec.of else subjects
        told = composer.wording.joined([composer.declared(composer.names.measure(item), NAME) for item in whole])
        return join([composer.phrase("auto_share", whole=told), place, span], comma)
    if KINDS[spec.kind].ranked and any(item.unit != "rank" for item in subjects):
        told = composer.wording.joined([composer.declared(item, NAME) for item in names])
        return join([composer.phrase("ranked", names=told), place, span], comma)
    unsaid = [
        item
        for item in subjects
        if composer.wording.unit_named(item.unit, item.units) not in composer.names.measure(item)
    ]
    units = dict.fromkeys(map(composer.names.unit, unsaid))
    parts = [composer.declared(item, NAME) for item in (*names, *units) if item]
    return join([*parts, place, span], comma)


def last_value_subtitle(composer: Composer, spec: ChartSpec, drawn: Chart) -> Text:
    """A chart of lines → "<line>: <indicator>, <unit>, <year>" of the last value of the line in focus."""
    lead = next((one for one in drawn.series if one.key == drawn.highlight), drawn.series[0])
    last = next(point for point in reversed(lead.points) if point is not None)
    subject = composer.book.subject(lead.key if lead.key in spec.series else spec.series[0])
    name, unit = composer.names.measure(subject), composer.names.unit(subject)
    named = [lead.name] if len(drawn.series) > 1 and plain(lead.name) != name else []
    measured = [composer.declared(one, NAME) for one in (name, unit) if one]
    said = join([*measured, composer.period(last.value_period, last)], composer.wording.joint(", "))
    return join([*named, said], composer.wording.joint(": "))


def subtitle_of_several(
    composer: Composer, found: Sequence[tuple[ChartSpec, list[SubjectFacts], Chart | None]]
) -> Text:
    """Charts beside each other, each with its node and subjects → what they show: once where they differ by place
    alone, else one after the other."""
    spec, _, drawn = found[0]
    shown = {(KINDS[item.kind].of_values_by_year, item.measure, item.period) for item, _, _ in found}
    alike = shown == {(True, "value", spec.period)}
    subjects = [subject for _, each, _ in found for subject in each]
    if alike and len({composer.names.measure(subject) for subject in subjects}) == 1:
        return auto_subtitle(composer, spec, subjects, drawn)
    told = [auto_subtitle(composer, *one) for one in found]
    return join(list({plain(one): one for one in told}.values()), composer.wording.joint("; "))


def _ends(
    composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], drawn: Chart | None
) -> tuple[Period, Period]:
    """The first and the last year of what the chart shows; of an index its base and the last."""
    first, last = spec.period or composer.edition.period
    if KINDS[spec.kind].takes == "pairs" and drawn:
        return Period.parse(drawn.series[0].key), Period.parse(drawn.series[1].key)
    if KINDS[spec.kind].takes == "parts" and drawn:
        seen = [row.period for item in drawn.series for fact in item.points if fact for row in fact.observations]
        return min(seen), max(seen)
    if spec.measure == "index" and KINDS[spec.kind].takes == "years":
        return common_base(subjects, (first, last)), last
    if _counted(spec) and of_same_years(spec, subjects):
        return subjects[0].first.period or first, subjects[0].last.period or last
    if spec.measure != "target" and (spec.kind != "bar" or spec.measure != "value" or len(subjects) == 1):
        return first, last
    with suppress(FactError):  # the chart has a fault of its own then
        values = [(subject.between(first, last) if spec.period else subject).last for subject in subjects]
        periods = [value.value_period for value in values]
        return min(periods), max(periods)
    return first, last


def _counted(spec: ChartSpec) -> bool:
    """Whether each row of a chart is measured by its own first value, over the years that it has."""
    return spec.measure in ("multiple", "index") and spec.kind in ("bar", "slope") and not spec.period


def of_same_years(spec: ChartSpec, subjects: Sequence[SubjectFacts]) -> bool:
    """Whether no row of a chart is measured over other years than another."""
    return not _counted(spec) or len({(subject.first.period, subject.last.period) for subject in subjects}) == 1


def _values(subjects: list[SubjectFacts], period: Period) -> list[Fact]:
    """The values that subjects have for a year."""
    found: list[Fact] = []
    for subject in subjects:
        with suppress(FactError):
            found.append(subject.at(period))
    return found
