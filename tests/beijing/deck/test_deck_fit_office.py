"""The Beijing deck as LibreOffice draws it: every text on its page, in its box, on as many lines as planned."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import read
from briefing.compose import compose
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Slide
from tests.beijing.conftest import BEIJING
from tests.deck.samples import THEME
from tests.deck.test_deck_fit_office import (  # noqa: F401  (what holds for every deck holds for this one)
    found,
    pages,
    test_every_planned_text_stands_on_its_page,
    test_line_counts_hold_in_ninety_eight_of_a_hundred_boxes,
    test_no_box_is_drawn_on_more_lines_than_planned,
    test_no_table_grows_past_its_predicted_rows,
    test_no_text_leaves_its_box,
)
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

pytestmark = ONLY_IN_A_THOROUGH_RUN  # the tests taken over draw other decks


@pytest.fixture(scope="module")
def slides() -> tuple[Slide, ...]:
    project = read.project(BEIJING)
    made = compose(project, read.story(project.stories["en"]), "en")
    both = (made, replace(made, edition=replace(made.edition, mode="present")))
    return tuple(
        replace(slide, id=f"{number}-{slide.id}") for number, whole in enumerate(both) for slide in plan(whole, THEME)
    )


@pytest.fixture(scope="module")
def least() -> tuple[int, int]:
    """How many texts, and how many cells of tables among them, this deck has at least."""
    return 500, 50
