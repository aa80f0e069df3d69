"""What looks across places and short names."""

from __future__ import annotations

from typing import Final

from briefing.draft.insights.candidate import Detector

DETECTORS: Final[tuple[Detector, ...]] = ()
