"""Names of periods at the foot of a chart, as "Jan", "Mar" or "Q1": where each stands, and which name is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from msgspec import Struct

from briefing.proof.findings import Box
from briefing.proof.numbers.dates_and_bases import time_words
from briefing.proof.periods import NoPeriod, Period, period
from briefing.proof.planned.stretches import words

_LEAST: Final = 4  # names of which one may be wrong
_MOST_STEP: Final = 24  # periods from one name to the next
_ALIKE: Final = 3.0  # points between names at one height
_NEAR: Final = 20.0  # points that a name may stand outside of its chart
_WITHIN: Final = "STQMW"  # frequencies whose names stand over a year


class NamedPlace(Protocol):
    """A text and where it stands."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def across(self) -> float:
        """Its middle from the left."""

    @property
    def down(self) -> float:
        """Its middle from above."""


class PeriodNames(Struct, frozen=True):
    """Where each period of a chart stands from the left, what is wrong with the names there, and the names."""

    places: tuple[float, ...]
    wrong: tuple[str, ...]
    names: frozenset[tuple[str, ...]]


def period_names(
    categories: Sequence[str], labels: Sequence[NamedPlace], box: Box | None, lang: str
) -> PeriodNames | None:
    """Return the periods of a chart by the names at its foot; None where it has none that can be read as such."""
    periods = [*_periods(categories)]
    if len(periods) != len(categories) or len(periods) < _LEAST:
        return None
    names = [_names(one, lang) for one in periods]
    known = frozenset(each for one in names for each in one)
    foot = _foot(labels, known, box)
    if len(foot) < _LEAST:
        return None
    best: tuple[int, list[int]] | None = None
    for step in range(1, _MOST_STEP + 1):
        for start in range(max(step, _LEAST)):
            at = [start + step * place for place in range(len(foot))]
            if at[-1] < len(periods):
                off = sum(label.words not in names[place] for place, label in zip(at, foot, strict=True))
                best = (off, at) if best is None or off < best[0] else best
    if best is None or best[0] > len(foot) // _LEAST:
        return None
    at = best[1]
    pace = (foot[-1].across - foot[0].across) / (at[-1] - at[0])
    wrong = [
        f"“{label.text}” stands at {periods[place]}"
        for place, label in zip(at, foot, strict=True)
        if label.words not in names[place]
    ]
    return PeriodNames(tuple(foot[0].across + pace * (one - at[0]) for one in range(len(periods))), tuple(wrong), known)


def _periods(categories: Sequence[str]) -> Iterator[Period]:
    for category in categories:
        try:
            found = period(category)
        except NoPeriod:
            return
        if found.kind not in _WITHIN:
            return
        yield found


def _names(one: Period, lang: str) -> set[tuple[str, ...]]:
    """Return how a period may be called where its year stands below it."""
    language = time_words(lang)
    if one.kind == "M":
        months = [held[one.first.month - 1] for held in (language.months, language.short) if held]
        return {words(name) for month in months for name in (month, f"{month}月")}
    number = int(str(one)[6:])
    written = {"W": (f"W{number}", f"第{number}周")}.get(one.kind, (f"{one.kind}{number}", f"H{number}"))
    return {words(name) for name in written}


def _foot(labels: Sequence[NamedPlace], known: frozenset[tuple[str, ...]], box: Box | None) -> list[NamedPlace]:
    """Return the names in the row that has most of them, from the left."""
    rows: list[list[NamedPlace]] = []
    for label in sorted(labels, key=lambda label: label.down):
        if label.words in known and (box is None or box[0] - _NEAR <= label.across <= box[2] + _NEAR):
            if not rows or label.down - rows[-1][0].down > _ALIKE:
                rows.append([])
            rows[-1].append(label)
    longest = max(rows, key=len, default=[])
    return sorted(longest, key=lambda label: label.across)
