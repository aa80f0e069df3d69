"""What looks along the values of one place."""

from __future__ import annotations

from typing import Final

from briefing.draft.insights.candidate import Detector
from briefing.draft.insights.data_limits import missing, provisional, revisions
from briefing.draft.insights.level_shifts import outliers, shifts
from briefing.draft.insights.newest_values import newest_changes, records, streaks
from briefing.draft.insights.target_paths import targets
from briefing.draft.insights.trends import trends
from briefing.draft.insights.turning_points import turns
from briefing.draft.insights.yearly_pattern import seasons

DETECTORS: Final[tuple[Detector, ...]] = (
    newest_changes, trends, turns, shifts, records, streaks, outliers, seasons,
    targets, revisions, missing, provisional,
)  # fmt: skip
