"""The facts of an edition → the arrays of all its short names, and the wholes that some of them add up to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Final

from msgspec import Struct

from briefing.draft.insights.arrays import SubjectArrays, subject_arrays
from briefing.draft.insights.known_wholes import KnownWhole, known_wholes
from briefing.errors import FactError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.period import Frequency

_ENDED: Final = 3  # years before the others, from which a series may have ended for good


class EditionArrays(Struct, frozen=True):
    """The arrays of all short names that have a value, in the order of `[facts]`, and what the edition is of.

    `wholes` are those that are known, with their parts; `ended` are the short names that end years before most others.
    """

    subjects: Mapping[str, SubjectArrays]
    wholes: tuple[KnownWhole, ...]
    entity: str
    ended: frozenset[str] = frozenset()


def edition_arrays(project: Project, book: FactRegistry) -> EditionArrays:
    """Return the values of all short names.

    One without any, or that the data refuse, is left out, and the mean or the median of the places of another: it is
    what that is compared with.
    """
    found: dict[str, SubjectArrays] = {}
    subjects = project.edition.subjects.values()
    single = {subject.indicator for subject in subjects if not subject.combine}
    for key in (one.key for one in subjects if one.combine in ("", "sum") or one.indicator not in single):
        with suppress(FactError):
            subject = book.subject(key)
            if subject.periods:
                named = (subject.indicator.id, subject.entity) if subject.indicator and not subject.combined else None
                own = [target for target in project.dataset.targets if (target.indicator, target.entity) == named]
                found[key] = subject_arrays(subject, project.edition.totals, own)
    return EditionArrays(found, tuple(known_wholes(found.values())), book.entity, _ended(found.values()))


def _ended(subjects: Collection[SubjectArrays]) -> frozenset[str]:
    """Return the short names whose last value is years before the newest of their frequency, where most series have a
    value as new as that, so that it is no projection of a few."""
    lasts: dict[Frequency, list[int]] = {}
    for item in subjects:
        lasts.setdefault(item.frequency, []).append(int(item.history.ordinals[-1]))
    newest = {of: max(own) for of, own in lasts.items() if of.a_year and 2 * own.count(max(own)) >= len(own)}
    ends = {of: last - _ENDED * of.a_year for of, last in newest.items()}
    return frozenset(
        item.key
        for item in subjects
        if item.frequency in ends and int(item.history.ordinals[-1]) < ends[item.frequency]
    )
