"""The Beijing deck, to be read and to be presented, keeps the rules of every slide."""

from __future__ import annotations

import pytest

from briefing import read
from briefing.compose import compose
from briefing.model.document import Document
from tests.beijing.conftest import BEIJING
from tests.deck.test_deck_modes import (  # noqa: F401  (what holds for every deck holds for this one)
    test_a_panel_to_be_read_has_at_most_seventy_five_words,
    test_a_presented_slide_has_at_most_forty_words_of_at_least_eighteen_points,
    test_both_modes_keep_the_rules_of_every_slide,
    test_what_leaves_a_presented_slide_stands_in_its_notes,
)


@pytest.fixture(scope="module")
def whole() -> Document:
    project = read.project(BEIJING)
    return compose(project, read.story(project.stories["en"]), "en")
