"""A project as it may be once its next period is published: all goes on, all turns, or only some values are there.

A story that is tried on these builds next time too. The values are imagined and never leave the trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.model.dataset import Dataset, Observation
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period

SeriesKey = tuple[str, str, str]
_STEEP: Final = 3  # times the newest change, by which everything turns
_LEVEL: Final = 0.02  # of a value that has not changed
_DIGITS: Final = 6  # decimals of a value of which the table does not say how many it has
_EVERY: Final = 2  # of so many sources one has published, where only some have


def imagined_projects(project: Project) -> Iterator[Project]:
    """Yield the project with a next period in which every series goes on, all turn, or those of some sources alone have
    a value; what one source publishes comes together."""
    newest = _newest(project.dataset)
    sources = sorted({rows[-1].source for rows in newest.values()})
    in_part = [_goes_on_in_part(sources[::_EVERY])] if len(sources) > 1 else []
    for moved in (_goes_on, _turns, *in_part):
        added = [row for rows in newest.values() if (row := moved(rows)) is not None]
        dataset = replace(project.dataset, observations=(*project.dataset.observations, *added))
        yield replace(project, dataset=dataset, edition=_later(project.edition))


def _newest(dataset: Dataset) -> Mapping[SeriesKey, tuple[Observation, ...]]:
    """Return the last two observations of each series whose periods follow each other."""
    found: dict[SeriesKey, dict[Period, Observation]] = {}
    for row in dataset.observations:
        if row.preferred and row.status != "F" and not row.period.frequency.partial:
            found.setdefault((row.indicator, row.entity, row.series), {})[row.period] = row
    pairs = {key: sorted(rows.values(), key=lambda row: row.period.ordinal)[-2:] for key, rows in found.items()}
    return {key: tuple(rows) for key, rows in pairs.items() if len({row.period.frequency for row in rows}) == 1}


def _goes_on(rows: tuple[Observation, ...]) -> Observation | None:
    return _next(rows, rows[-1].value + _change(rows))


def _turns(rows: tuple[Observation, ...]) -> Observation | None:
    return _next(rows, rows[-1].value - _STEEP * _change(rows))


def _goes_on_in_part(sources: Sequence[str]) -> Callable[[tuple[Observation, ...]], Observation | None]:
    return lambda rows: _goes_on(rows) if rows[-1].source in sources else None


def _change(rows: tuple[Observation, ...]) -> float:
    first, last = rows[0].value, rows[-1].value
    return last - first or _LEVEL * abs(last) or 1.0


def _next(rows: tuple[Observation, ...], value: float) -> Observation:
    """Return the observation of the next period; what is never below zero stays above it, and ranks are
    whole numbers."""
    last = rows[-1]
    step = max(1, last.period - rows[0].period)
    digits = _DIGITS if last.decimals is None else last.decimals
    if value <= 0 < last.value:
        value = round(last.value / 2, digits) or last.value
    if last.unit == "rank":
        value, digits = max(1.0, value), 0
    return replace(last, period=last.period + step, value=round(value, digits), cell=None, earlier=())


def _later(edition: Edition) -> Edition:
    """Return the edition with its period, and those of its short names, moved on by one."""
    first, last = edition.period
    if edition.chosen is None:
        return edition
    first = first if edition.chosen.first is not None else first + 1
    return replace(
        edition, period=(first, last + 1), subjects={key: _moved(one) for key, one in edition.subjects.items()}
    )


def _moved(subject: Subject) -> Subject:
    if subject.period is None:
        return subject
    first, last = subject.period
    return replace(subject, period=(first + 1, last + 1))
