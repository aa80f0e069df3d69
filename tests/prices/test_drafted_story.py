"""A story drafted from the prices as of January 2026, unedited for six more months."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing import compose, read
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial

PRICES = Path(__file__).parents[2] / "data" / "prices"
DRAFTED = dt.date(2026, 1, 31)
LATER = [dt.date(2026, month, day) for month, day in ((2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31))]


def test_no_sentence_of_a_drafted_story_becomes_false(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))
    project = read.project(PRICES, as_of=DRAFTED)
    path = tmp_path / "story.en.yaml"
    path.write_text(story(project, insights(project), "en"), encoding="utf-8")
    printed: set[str] = set()
    for day in (DRAFTED, *LATER):
        document, faults = compose.draft(read.project(PRICES, as_of=day), read.story(path), "en")
        assert [str(one) for one in (*faults, *document.findings) if one.severity != "notice"] == [], day
        printed.add(repr([section.title for part in document.parts for section in part.sections]))
    assert len(printed) == len(LATER) + 1  # each month has its own numbers
