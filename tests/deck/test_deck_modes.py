"""The gallery's deck, to be read and to be presented: sizes, words and the rules of every slide."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import word_limit
from briefing.deck.slides import Slide
from briefing.gallery import stage
from briefing.model.document import Document
from briefing.model.text import plain
from tests.deck import checks
from tests.deck.samples import THEME

MOST_READ = 75
PANELS = ("panel", "callout", "proposal", "point", "block", "hero")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("gallery")
    project = read.project(folder, theme=stage(folder, "ink", asset("themes/ink.toml")))
    return compose(project, read.story(project.stories["en"]), "en")


def presented(whole: Document) -> tuple[Slide, ...]:
    return plan(replace(whole, edition=replace(whole.edition, mode="present")), THEME)


def panel_words(slide: Slide) -> int:
    boxes = [box for box in checks.texts(slide) if box.place.startswith(PANELS)]
    return sum(len(plain(paragraph.text).split()) for box in boxes for paragraph in box.paragraphs)


def test_both_modes_keep_the_rules_of_every_slide(whole: Document) -> None:
    for slides in (plan(whole, THEME), presented(whole)):
        assert [f"{s.id}: {line}" for s in slides for check in checks.CHECKS for line in check(s)] == []


def test_a_panel_to_be_read_has_at_most_seventy_five_words(whole: Document) -> None:
    slides = plan(whole, THEME)
    assert {slide.id: panel_words(slide) for slide in slides if panel_words(slide) > MOST_READ} == {}
    assert any(panel_words(slide) > word_limit.MOST_WORDS for slide in slides)


def test_a_presented_slide_has_at_most_forty_words_of_at_least_eighteen_points(whole: Document) -> None:
    slides = presented(whole)[1:]
    assert {s.id: n for s in slides if (n := word_limit.spoken_words(s.elements)) > word_limit.MOST_WORDS} == {}
    assert {slide.id: checks.unreadable(slide) for slide in slides if checks.unreadable(slide)} == {}


def test_what_leaves_a_presented_slide_stands_in_its_notes(whole: Document) -> None:
    spoken = {slide.id: plain(slide.notes) for slide in presented(whole)}
    for section in whole.sections:
        if "deck" in section.outputs and section.blocks:
            points = [point for point in section.points if "deck" in point.outputs]
            assert [point for point in points if plain(point.body) not in spoken[section.id]] == []
