"""What looks along the values of one place."""

from __future__ import annotations

from typing import Final

from briefing.draft.insights.candidate import Detector
from briefing.draft.insights.newest_values import newest_changes, records, streaks
from briefing.draft.insights.trends import trends
from briefing.draft.insights.turning_points import turns

DETECTORS: Final[tuple[Detector, ...]] = (newest_changes, trends, turns, records, streaks)
