"""What looks across places and short names."""

from __future__ import annotations

from typing import Final

from briefing.draft.insights.candidate import Detector
from briefing.draft.insights.largest_changes import largest_changes
from briefing.draft.insights.moving_together import correlations
from briefing.draft.insights.peer_ranks import gaps_to_best, leaders, rank_changes, ranks
from briefing.draft.insights.places_alike import convergence, evenness
from briefing.draft.insights.unlike_the_rest import all_but_names, all_but_places
from briefing.draft.insights.whole_and_parts import parts

DETECTORS: Final[tuple[Detector, ...]] = (
    ranks, rank_changes, gaps_to_best, leaders, parts, largest_changes, evenness, convergence,
    all_but_places, all_but_names, correlations,
)  # fmt: skip
