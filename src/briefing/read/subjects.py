"""The short names of `[facts]` against the dataset: each must mean exactly one run of observations."""

from __future__ import annotations

from briefing.model.dataset import Dataset
from briefing.read.report import Report, suggest
from briefing.read.settings import ProjectSettings, SubjectSettings
from briefing.read.tomlfile import TomlFile

Series = dict[tuple[str, str], set[str]]


def check_subjects(
    settings: ProjectSettings, dataset: Dataset, file: TomlFile, report: Report, whose: str = ""
) -> None:
    """Unknown indicators, entities, series and names, and names that mean several series → findings.

    `whose` is their place where the entity is not that of briefing.toml.
    """
    if not dataset.observations or not dataset.indicators:
        return  # told already; every name would be unknown
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
        problem = _ratio(key, subject, settings) if subject.ratio else _plain(subject, settings, dataset, series)
        if problem:
            report.add(whose or file.where("facts", key), *problem)


Problem = tuple[str, str] | None


def _ratio(key: str, subject: SubjectSettings, settings: ProjectSettings) -> Problem:
    plain = [name for name, other in settings.facts.items() if not other.ratio]
    for part in subject.ratio or ():
        if part not in plain:
            what = f"the ratio {key} is made of {part!r}, which is no indicator's short name"
            return what, suggest(part, plain, "names")
    return None


def _plain(subject: SubjectSettings, settings: ProjectSettings, dataset: Dataset, series: Series) -> Problem:
    name, entity = subject.indicator, subject.entity or settings.edition.entity
    if name not in dataset.indicators:
        return f"the indicator {name!r} is unknown", suggest(name, dataset.indicators, "indicators")
    found = series.get((name, entity))
    if found is None:
        others = [place for indicator, place in series if indicator == name]
        return f"{name} has no observations of {entity!r}", suggest(entity, others, "entities")
    if subject.series and subject.series not in found:
        return f"{name} of {entity} has no series {subject.series!r}", suggest(subject.series, found, "series")
    if not subject.series and len(found) > 1:
        names = ", ".join(sorted(found))
        return f"{name} of {entity} has several series: {names}", f'choose one: series = "{sorted(found)[0]}"'
    return None
