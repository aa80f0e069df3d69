"""What the trial of a story refuses besides what writers and proof do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from briefing import compose, read
from briefing.deck.plan.blocks import card_rows
from briefing.deck.planned_deck import plan_deck
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial
from briefing.draft.narrative.alternatives import Alternatives, choose
from briefing.errors import Finding
from briefing.model.document import Document
from briefing.model.theme import Theme
from tests.draft.narrative.tables import months, table

ROOM = 80.0  # points of height that the line of a card takes here, so that three texts below the cards are too many
COURSE = [*range(135, 139), *range(138, 129, -1), *range(130, 144)]
NAMES = {  # short enough for the titles that they stand in, as each title too long is one more trial
    "all": "All ferry workers",
    "serving": "Workers who serve passengers",
    "building": "Workers who mend boats",
    "steering": "Workers who steer boats",
}


def test_a_summary_says_less_before_it_goes_on_over_a_second_slide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_rows, "_LEAST", ROOM)
    going_on, slides_tried = story_trial._going_on, list[list[str]]()

    def noted(document: Document, theme: Theme) -> Iterator[Finding]:
        slides_tried.append([slide.id for slide in plan_deck(document, theme).slides])
        return going_on(document, theme)

    monkeypatch.setattr(story_trial, "_going_on", noted)
    values = [1000 * (one + (other - one) * step / 4) for one, other in pairwise(COURSE) for step in range(4)]
    parts = {
        key: {"Alder": [value * share for value in values]}
        for key, share in zip(NAMES, (1, 0.8, 0.15, 0.05), strict=True)
    }
    project = table(tmp_path / "project", parts, months(2020, len(values)), names=NAMES)
    path = tmp_path / "story.en.yaml"
    path.write_text(story(project, insights(project), "en"), encoding="utf-8")
    document, _ = compose.draft(project, read.story(path), "en")
    slides = [slide.id for slide in plan_deck(document, read.theme(project.theme)).slides]
    assert "summary 2" in slides_tried[0]
    assert "summary 2" not in slides
    assert "summary" in slides


@pytest.mark.parametrize(
    ("where", "given_way"),
    [
        ("story.en.yaml, line 4, cover: trips.en.pptx, slide 1, Lines", ("cover", "chart")),
        ("slide 1 (cover)", ("title",)),
        ("slide 1 (cover), subtitle", ("title",)),
    ],
)
def test_a_fault_of_the_chart_of_a_cover_costs_the_chart_and_a_lack_of_room_the_title(
    where: str, given_way: tuple[str, ...]
) -> None:
    chosen = choose({"title": Alternatives(["Trips rose", None]), "cover": {"chart": Alternatives(["line", None])}})
    (path,) = story_trial._refused(Finding(where, "it is wrong", "mend it", origin="cover"), chosen, {})
    assert path == given_way
