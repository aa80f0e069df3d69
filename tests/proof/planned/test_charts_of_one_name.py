"""Two charts beside each other whose series have one name: each stands below its own title, or is found."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests import shires
from tests.proof.planned.exchanges import boxes_exchanged

STORY = shires.section(
    "subtitle: auto",
    "charts:",
    "  - {kind: columns, series: [visits], title: Aldshire, subtitle: Visits}",
    "  - {kind: line, series: [zel], title: Zelshire, subtitle: Visits}",
    title='"Visits in {{ visits.last | year }}"',
)


def _project(folder: Path) -> Path:
    made = shires.project(folder / "shires", STORY)
    settings = made / "briefing.toml"
    zel = 'zel = { indicator = "visits", entity = "Zelshire" }\n[facts.each]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("[facts.each]", zel), encoding="utf-8")
    return made


def test_charts_of_one_indicator_and_two_places_stand_below_their_titles(tmp_path: Path) -> None:
    built = briefing.build(_project(tmp_path), tmp_path / "out", only=["deck"])
    assert [one.what for one in built.findings if one.severity == "error"] == []


def test_their_titles_exchanged_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes_exchanged(monkeypatch, 2, "Finding 1", "Finding 2")
    with pytest.raises(BriefingError, match="does not stand over its chart"):
        briefing.build(_project(tmp_path), tmp_path / "out", only=["deck"])
