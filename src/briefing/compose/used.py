"""What a section of a story shows: its facts, sources, remarks and breaks."""

from __future__ import annotations

from msgspec import Struct, field

from briefing.model.fact import Fact
from briefing.model.text import Text


class Used(Struct):
    """What one section shows: its facts and explicit sources in order of first use, and remarks on its charts.

    `dates` are those of the observations of each source, "" for one that has none of its own.
    `breaks` tell whose they are where that is known; `drawn` are those that a chart itself shows with their reason.
    `printed` is how each fact is printed.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    dates: dict[str, dict[str, None]] = field(default_factory=dict)
    remarks: list[Text] = field(default_factory=list)
    breaks: dict[str, dict[tuple[str, str], Text]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    printed: dict[str, list[str]] = field(default_factory=dict)
