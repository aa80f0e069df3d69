"""What may be an insight: what a detector found, before its claim was tested and its score is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from briefing.draft.insights.edition_arrays import EditionArrays


class Candidate(Struct, frozen=True):
    """What a detector found in arrays; the fields are those of `Insight`, of which it has no impact and no score."""

    type: str
    subjects: tuple[str, ...]
    claim: str
    facts: Mapping[str, str]
    significance: float
    direction: Literal["up", "down", ""] = ""
    entities: tuple[str, ...] = ()
    periods: Mapping[str, str] = field(default_factory=dict)
    statistics: Mapping[str, float] = field(default_factory=dict)


Detector = Callable[[EditionArrays], Iterator[Candidate]]
