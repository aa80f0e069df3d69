"""`subtitle: auto` → measure, unit, place and period of a chart, from the data."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.compose.composer import Composer, Place
from briefing.compose.templates import NAME
from briefing.errors import FactError
from briefing.model.fact import Fact
from briefing.model.story import ChartSpec
from briefing.model.text import Text, join, text

if TYPE_CHECKING:
    from briefing.facts import SubjectFacts

AUTO = "auto"


def chart_subtitle(
    composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts], place: Place, *, tested: bool
) -> Text:
    """A chart's node and its subjects → the subtitle as written, made from the data, or none."""
    if spec.subtitle != AUTO:
        return composer.text(spec.subtitle, (*place, "subtitle"), tested=tested)
    return auto_subtitle(composer, spec, subjects)


def auto_subtitle(composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts]) -> Text:
    """A chart's node and its subjects → "<indicator>, <unit>, <place>, <period>"."""
    first, last = _ends(composer, _shown_years(composer, spec, subjects), subjects)
    places = sorted({subject.entity for subject in subjects})
    place = composer.declared(places[0], NAME) if len(places) == 1 else ()
    if spec.measure in ("multiple", "index", "target"):
        return join([composer.phrase(f"auto_{spec.measure}", first=first, last=last), place], ", ")
    names = dict.fromkeys(subject.name_in(composer.wording.lang) for subject in subjects)
    units = dict.fromkeys(subject.unit for subject in subjects if subject.unit not in subject.name)
    parts = [composer.declared(item, NAME) for item in (*names, *units) if item]
    period = first if first == last else (*first, *text("–"), *last)
    return join([*parts, place, period], ", ")


def _shown_years(composer: Composer, spec: ChartSpec, subjects: list[SubjectFacts]) -> tuple[int, int]:
    """The first and the last year of the chart's values; a bar for each subject shows the last value of each."""
    first, last = spec.period or composer.edition.period
    if spec.kind != "bar" or spec.measure != "value" or len(subjects) == 1:
        return first, last
    with suppress(FactError):  # the chart has a fault of its own then
        values = [(subject.between(first, last) if spec.period else subject).last for subject in subjects]
        years = [value.year for value in values if value.year is not None]
        return min(years), max(years)
    return first, last


def _ends(composer: Composer, years: tuple[int, int], subjects: list[SubjectFacts]) -> tuple[Text, Text]:
    first, last = years
    return composer.year(first, *_values(subjects, first)), composer.year(last, *_values(subjects, last))


def _values(subjects: list[SubjectFacts], year: int) -> list[Fact]:
    """The values that subjects have for a year."""
    found: list[Fact] = []
    for subject in subjects:
        with suppress(FactError):
            found.append(subject.at(year))
    return found
