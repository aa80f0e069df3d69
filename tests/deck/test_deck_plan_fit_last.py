"""The last line of a text: no word stands alone on it, and neither the ledger nor the number of lines tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assets import asset
from briefing.deck.plan import grid
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.slides import Box
from briefing.deck.uses import note_uses
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, plain, text
from briefing.read import theme
from briefing.wording import of
from tests.deck.sample import document, sections

PAGE = fit.Page(document(), sections()[0], 1, of("en"))


def set_in(said: Text, wide: float) -> Text:
    return fit.set_text(PAGE, "Text", Box(0, 0, wide, 400), fit.single(said, grid.BODY)).paragraphs[0].text


@given(st.lists(st.sampled_from(("a", "cities", "patents", "is")), min_size=4, max_size=25), st.floats(180, 500))
def test_the_last_word_of_several_lines_has_company_on_no_more_lines(words: list[str], wide: float) -> None:
    said = text(" ".join(words))
    made = set_in(said, wide)
    before, after = fit.lines(said, grid.BODY, wide), fit.lines(made, grid.BODY, wide)
    assert len(before) == len(after)
    assert plain(made).replace("\u00a0", " ") == plain(said)
    if len(before) == 1:
        assert made == said


def test_a_word_that_would_stand_alone_is_joined_by_the_one_before() -> None:
    said = text("none of them is in our record.")
    wide = fit.width(text("none of them is in our"), grid.BODY) + 1
    assert plain(fit.lines(said, grid.BODY, wide)[-1]) == "record."
    assert plain(fit.lines(set_in(said, wide), grid.BODY, wide)[-1]) == "our\u00a0record."


@pytest.mark.parametrize("run", [Run(" our record.", fact="x"), Run(" our record.", link="https://example.org/")])
def test_facts_and_links_keep_their_spaces(run: Run) -> None:
    said = (*text("none of them is in"), run)
    assert "\u00a0" not in plain(set_in(said, fit.width(text("none of them is in our"), grid.BODY) + 1))


def test_the_ledger_has_the_texts_as_they_were_written() -> None:
    trace = Trace("deck")
    note_uses(plan(document(), theme(asset("themes/ink.toml"))), trace)
    assert "\u00a0" not in repr(trace)


def test_a_line_that_begins_with_a_signed_amount_is_ended_before_it() -> None:
    value = text("It took from the growth of the islands as much as −€11.5 million in the year")
    wide = fit.width(text("It took from the growth of the islands as much as −"), grid.BODY) + 1
    assert "\n−€11.5" in plain(set_in(value, wide))
