"""Words that say how a value was published, held against its rows: "seasonally adjusted", "provisional".

They are true of this month's rows and silently false when the table is revised. Only values of less than a year are
looked at, and "provisional" only of an indicator whose table marks its first readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from briefing.compose.language.fact_expressions import printing
from briefing.compose.prose.search_text import Prose, ProseFinding
from briefing.model.dataset import WITHOUT_SEASON, Dataset, Observation
from briefing.model.fact import Fact
from briefing.wording import DirectedWording

_UNADJUSTED: Final = frozenset({"N", "W"})
_PROVISIONAL: Final = "P"


class StatusCheck:
    """The rule for words of adjustment and of first readings in one edition."""

    def __init__(self, dataset: Dataset, wording: DirectedWording) -> None:
        self._dataset, self._claims = dataset, wording.language.time.claims
        self._phrase = wording.phrase

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The indicators of which a reading is marked as provisional, or was replaced."""
        rows = (row for item in self._dataset.observations for row in (item, *item.earlier))
        return frozenset(row.indicator for row in rows if row.status == _PROVISIONAL or row.earlier)

    def findings(self, prose: Prose) -> Iterator[ProseFinding]:
        """Find sentences that say of all their values what is so of none."""
        for sentence in prose.sentences():
            facts = [fact for fact in prose.facts_in(sentence) if _is_dated(fact)]
            if facts:
                yield from self._adjustment(sentence, facts)
                yield from self._first_reading(sentence, facts)

    def _adjustment(self, sentence: str, facts: Sequence[Fact]) -> Iterator[ProseFinding]:
        known = [(fact, row.adjustment) for fact in facts for row in fact.observations if row.adjustment]
        for pattern, wrong in ((self._claims.unadjusted, WITHOUT_SEASON), (self._claims.adjusted, _UNADJUSTED)):
            claim = re.search(pattern, sentence, re.IGNORECASE)
            if claim and known and all(adjusted in wrong for _, adjusted in known):
                fact, adjustment = known[0]
                own = self._phrase(f"adjusted_{adjustment}")
                what = f"{claim.group()!r} stands with {fact.name}, which is {own}"
                yield ProseFinding(what, f"write {own!r}, or leave it out")
            if claim:
                return  # "not seasonally adjusted" holds "seasonally adjusted"

    def _first_reading(self, sentence: str, facts: Sequence[Fact]) -> Iterator[ProseFinding]:
        claim = re.search(self._claims.provisional, sentence, re.IGNORECASE)
        decided = [fact for fact in facts if fact.indicator in self._marked]
        if claim and decided and not any(_is_provisional(fact) for fact in facts):
            name = decided[0].name
            what = f"{claim.group()!r} stands with {name}, which has no such mark (status P)"
            first = printing(f"{name.split('.')[0]}.first_reading()")
            yield ProseFinding(what, f"leave the word out, as notes say what is provisional, or write {first}")


def _is_dated(fact: Fact) -> bool:
    """Whether a fact rests on values of less than a year."""
    return any(row.period.frequency.unit != "year" for row in fact.observations)


def _is_provisional(fact: Fact) -> bool:
    """Whether a fact rests on a value that is marked so, or on one that was replaced."""
    if fact.measure == "revision" or ".first_reading(" in fact.name:
        return True
    return any(map(_is_marked, fact.observations))


def _is_marked(row: Observation) -> bool:
    return row.status == _PROVISIONAL
