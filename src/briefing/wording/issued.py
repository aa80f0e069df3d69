"""When a source was issued, in words: its date, or that it has none and when it was read."""

from __future__ import annotations

from briefing.model.dataset import Source
from briefing.wording.base import Wording


def when(wording: Wording, source: Source) -> str:
    """A source → "17 Jul 2024", "n.d., read 3 May 2025" or "n.d."."""
    if source.published:
        return wording.date(source.published)
    if source.read_on:
        return wording.phrase("read_on", date=wording.date(source.read_on))
    return wording.phrase("undated")
