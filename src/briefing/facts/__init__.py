"""Dataset → facts, each with formula and lineage; what the data does not carry is refused with the reason."""

from briefing.facts.known_facts import DAY, FIRST, KnownFacts
from briefing.facts.registry import FactRegistry
from briefing.facts.subject import SubjectFacts

__all__ = ["DAY", "FIRST", "FactRegistry", "KnownFacts", "SubjectFacts"]
