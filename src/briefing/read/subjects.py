"""The short names of `[facts]` against the dataset: each must mean exactly one run of observations."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.dataset import Dataset
from briefing.model.edition import ALL, EDITION
from briefing.read.report import Report, suggest
from briefing.read.settings import ProjectSettings, SubjectSettings
from briefing.read.tomlfile import TomlFile

Series = dict[tuple[str, str], set[str]]


def check_subjects(
    settings: ProjectSettings, dataset: Dataset, file: TomlFile, report: Report, whose: str = ""
) -> None:
    """Report unknown indicators, entities, series and names, and names that mean several series.

    `whose` is their place where the entity is not that of briefing.toml.
    """
    if not dataset.observations or not dataset.indicators:
        return  # reported already; every name would be unknown
    series: Series = {}
    for item in dataset.observations:
        series.setdefault((item.indicator, item.entity), set()).add(item.series)
    entities = {entity for _, entity in series}
    if settings.edition.entity not in entities:
        what = f"the entity {settings.edition.entity!r} has no observations"
        report.add(
            whose or file.where("edition", "entity"), what, suggest(settings.edition.entity, entities, "entities")
        )
        return
    for key, subject in settings.facts.items():
        where = file.where("facts", key)
        if subject.combine:
            for problem in _combined(subject, settings, dataset, series):
                report.add(where, *problem)
            continue
        if subject.change:
            found = _change(key, subject, settings)
        elif subject.difference:
            found = _difference(key, subject, settings)
        else:
            found = _ratio(key, subject, settings) if subject.ratio else _plain(subject, settings, dataset, series)
        if found:
            report.add(whose or where, *found)


Problem = tuple[str, str]


def _combined(
    subject: SubjectSettings, settings: ProjectSettings, dataset: Dataset, series: Series
) -> Iterator[Problem]:
    """What is wrong with several places together, of each place."""
    table = settings.tables.get("observations")
    if subject.places == (ALL,):
        if table is not None and table.entities != "all":
            what = 'places = "all" adds up only the places that [tables.observations] reads'
            yield what, 'write entities = "all" there, or name the places here'
        named = sorted({place for indicator, place in series if indicator == subject.indicator})[:1]
    else:
        named = [settings.edition.entity if place == EDITION else place for place in subject.places]
        if len(set(named)) < 2:
            yield "places names fewer than two", 'as places = ["A", "B"], or places = "all"'
    for place in dict.fromkeys(named or [settings.edition.entity]):
        problem = _plain(subject.model_copy(update={"entity": place}), settings, dataset, series)
        if problem:
            yield problem


def _change(key: str, subject: SubjectSettings, settings: ProjectSettings) -> Problem | None:
    others = [name for name, other in settings.facts.items() if not other.change]
    if subject.change in others:
        return None
    what = f"the change {key} is of {subject.change!r}, which is no short name with values of its own"
    return what, suggest(subject.change, others, "names")


def _difference(key: str, subject: SubjectSettings, settings: ProjectSettings) -> Problem | None:
    facts = settings.facts
    made = {name for name, other in facts.items() if other.difference}
    others = [name for name, other in facts.items() if name not in made and other.change not in made]
    for part in subject.difference or ():
        if part not in others:
            what = f"the difference {key} is made of {part!r}, which is no short name with values of its own"
            return what, suggest(part, others, "names")
    return None


def _ratio(key: str, subject: SubjectSettings, settings: ProjectSettings) -> Problem | None:
    plain = [name for name, other in settings.facts.items() if not (other.ratio or other.change or other.difference)]
    for part in subject.ratio or ():
        if part not in plain:
            what = f"the ratio {key} is made of {part!r}, which is no indicator's short name"
            return what, suggest(part, plain, "names")
    return None


def _plain(subject: SubjectSettings, settings: ProjectSettings, dataset: Dataset, series: Series) -> Problem | None:
    name, entity = subject.indicator, subject.entity or settings.edition.entity
    if name not in dataset.indicators:
        if any(indicator == name for indicator, _ in series):
            return None  # its row in indicators.csv is wrong, which has its own fault
        return f"the indicator {name!r} is unknown", suggest(name, dataset.indicators, "indicators")
    found = series.get((name, entity))
    if (
        found is None
        and not subject.series
        and any((one.indicator, one.entity) == (name, entity) for one in dataset.targets)
    ):
        return None  # a story may print a target before there is a value to hold against it
    if found is None:
        others = [place for indicator, place in series if indicator == name]
        if entity in {place for _, place in series}:  # spelt rightly: it is the value that is missing
            return f"{name} has no observations of {entity!r}", "add its values, or leave the short name out"
        return f"{name} has no observations of {entity!r}", suggest(entity, others, "entities")
    if subject.series and subject.series not in found:
        return f"{name} of {entity} has no series {subject.series!r}", suggest(subject.series, found, "series")
    if not subject.series and len(found) > 1:
        names = ", ".join(sorted(found))
        return f"{name} of {entity} has several series: {names}", f'choose one: series = "{sorted(found)[0]}"'
    return None
