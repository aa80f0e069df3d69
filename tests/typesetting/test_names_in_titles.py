"""No line of a title ends within a name of several words."""

from __future__ import annotations

import pytest

from briefing.deck.plan.text.measure import balance
from briefing.model.text import plain, text
from briefing.typesetting.line_breaking import in_names

TITLE = "Ash Vale’s sales reached 76% of the United Isles’ in 2021 and fell to 69% in 2022"


def test_a_word_is_in_a_name_that_goes_on_where_both_have_a_capital_and_it_begins_no_sentence() -> None:
    words = [
        "Sales",
        "of",
        "New",
        "Ash",
        "rose:",
        "In",
        "East",
        "Birch",
        "they",
        "fell.",
        "Old",
        "Cedar",
        "in",
        "Ash,",
        "Elm",
    ]
    assert [word for word, inside in zip(words, in_names(words), strict=True) if inside] == ["New", "East"]


@pytest.mark.parametrize("width", range(300, 420, 20))
def test_no_line_of_a_title_on_a_slide_ends_within_a_name(width: int) -> None:
    lines = [plain(line) for line in balance(text(TITLE), 28, width, True)]
    assert not [line for line in lines if line.endswith("United")], lines
