"""What the data say of a subject, with the numbers behind it and the claim that states it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct, field

# What an insight is about, in the order of a story.
Family = Literal["level", "trend", "turn", "peers", "composition", "exception", "target", "caveat"]
FAMILIES: Final[tuple[Family, ...]] = (
    "level", "trend", "turn", "peers", "composition", "exception", "target", "caveat",
)  # fmt: skip

MANY_PLACES: Final = 20  # of which no single one, nor two, stand for the others

# Each type of insight → its family and the roles of the facts that it always has.
TYPES: Final[Mapping[str, tuple[Family, tuple[str, ...]]]] = {
    "change": ("level", ("last", "before", "change")),  # the newest change: on a year before, else on the period before
    "trend": ("trend", ("first", "last", "change")),  # over the edition's period, by Mann–Kendall
    "turn": ("turn", ("turn", "last", "since")),  # rose to a peak and fell since, or fell and rose
    "shift": ("turn", ("before", "after", "change")),  # a step between two neighbouring periods
    "record": ("level", ("last", "since")),  # the newest value is the highest or lowest of a long time
    "streak": ("trend", ("streak", "last", "change")),  # rises or falls in a row
    "outlier": ("exception", ("value", "before", "after")),  # one period far from its neighbours
    "season": ("trend", ("peak", "trough")),  # the same months are high, or low, every year
    "rank": ("peers", ("rank", "places", "last")),
    "rank_change": ("peers", ("rank_before", "rank", "places")),
    "gap_to_best": ("peers", ("last", "best", "gap")),
    "leader": ("peers", ("best", "second")),  # outstanding first: far ahead of all others
    "majority": ("composition", ("share", "last")),  # one part is more than half of the whole
    "share": ("composition", ("share", "last")),  # what part of the whole it is
    "share_change": ("composition", ("share_before", "share")),
    "largest_changes": ("composition", ("most",)),  # of parts in one unit, those that rose most and fell most
    "evenness": ("composition", ("highest", "lowest")),  # all places or parts are about alike
    "convergence": ("peers", ("spread_before", "spread")),  # places became more alike, or less
    "all_but": ("exception", ("holding", "places")),  # the same is true of all places but a few
    # two indicators move together, in so many of the last periods; never worded as a cause
    "correlation": ("peers", ("together", "periods")),
    "target": ("target", ("last", "target", "gap")),
    "pace": ("target", ("pace", "pace_needed")),  # what a target still asks for
    "revision": ("caveat", ("last", "first_reading", "revision")),
    "missing": ("caveat", ("last",)),  # periods or places without a value
    "provisional": ("caveat", ("last",)),
}


class Insight(Struct, frozen=True):
    """What the data say.

    `type` is one of `TYPES`. `subjects` are the short names that it is about, the leading one first; `entities` the
    other places that it names, as the dataset calls them; `direction` is that of what happened. `score` is 0.8 times
    `significance` plus 0.2 times `impact`, each from 0 to 1.

    `claim` is the condition that states it in the language of stories: true of today's data, free of literals that
    would be false next time where that can be. `facts` are the numbers behind it by role, each an expression that gives
    a fact: {"last": "patents.last", "change": "patents.on_year()"}. `statistics` say how it was found, as tau and p;
    they are no facts and are never printed in a story. `periods` are notations of the periods that it names.
    """

    type: str
    subjects: tuple[str, ...]
    claim: str
    facts: Mapping[str, str]
    score: float
    significance: float
    impact: float
    direction: Literal["up", "down", ""] = ""
    entities: tuple[str, ...] = ()
    periods: Mapping[str, str] = field(default_factory=dict)
    statistics: Mapping[str, float] = field(default_factory=dict)

    @property
    def family(self) -> Family:
        """What it is about, by its type."""
        return TYPES[self.type][0]

    @property
    def key(self) -> str:
        """Its name within an edition: type, subjects and places, as "turn:visits"."""
        return ":".join([self.type, *self.subjects, *self.entities])
