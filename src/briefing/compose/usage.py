"""What a part of the document shows."""

from __future__ import annotations

from msgspec import Struct, field

from briefing.model.dataset import Observation
from briefing.model.document import Output
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text


class Usage(Struct):
    """What one section shows: its facts and explicit sources in order of first use, and remarks on its charts.

    `outputs` are those that show a fact or a source, by its name, as a point may appear in some only.
    `dates` are those of the observations of each source, "" for one that has none of its own; `observed` are their
    periods.
    `breaks` have the indicators and places that they concern, and their names; `drawn` are those that a chart itself
    shows with their reason, `hollow` the provisional observations that it draws so. `printed` is how each fact is
    printed.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    dates: dict[str, dict[str, None]] = field(default_factory=dict)
    observed: dict[str, set[Period]] = field(default_factory=dict)
    remarks: list[Text] = field(default_factory=list)
    breaks: dict[str, dict[tuple[str, str], Text]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    printed: dict[str, list[str]] = field(default_factory=dict)
    hollow: set[Observation] = field(default_factory=set)
    outputs: dict[str, set[Output]] = field(default_factory=dict)

    def sources_in(self, output: Output) -> tuple[str, ...]:
        """Return the sources of what an output shows."""
        return tuple(key for key in self.sources if output in self.outputs[key])

    def facts_in(self, output: Output) -> tuple[Fact, ...]:
        """Return the facts that an output shows."""
        return tuple(fact for name, fact in self.facts.items() if output in self.outputs[name])
