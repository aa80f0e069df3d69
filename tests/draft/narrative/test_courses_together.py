"""Several short names in one sentence of which rose and which fell."""

from __future__ import annotations

from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.courses_together import courses_together
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.period import MONTH, YEAR, Frequency
from tests.draft.narrative.made_up_projects import FALLING, RISING, Made, Values, project

OTHER = ConditionalText("Something else")


def _printed(first: Values, second: Values, later: tuple[Values, Values] | None = None, lang: str = "en") -> str:
    """The sentence as it is printed; of later data where such are given."""
    context = PhrasingContext(project(Made({"Ash": first}, second=second)), lang)
    made = courses_together(context, ["visits", "tickets"], "headline", OTHER)
    if later:
        context = PhrasingContext(project(Made({"Ash": later[0]}, second=later[1])), lang)
    return context.trial.printed(made) if made.text else ""


def test_names_that_went_one_way_stand_together_and_others_apart() -> None:
    assert _printed(RISING, RISING) == "Harbour visits and tickets sold rose from 2010 to 2015"
    assert _printed(RISING, FALLING) == "Harbour visits rose from 2010 to 2015; tickets sold fell"
    assert "上升" in _printed(RISING, FALLING, lang="zh")
    assert "下降" in _printed(RISING, FALLING, lang="zh")


def test_what_turned_gives_way() -> None:
    assert _printed(RISING, RISING, (RISING, FALLING)) == "Something else"


def test_names_of_different_times_and_unchanged_ones_have_no_sentence() -> None:
    assert _printed(RISING, (*RISING[:-1], None)) == ""
    assert _printed(RISING, (5, 4, 5)) == ""
    assert _printed(RISING, (5, 4, 4, 4, 4, 5)) == ""


def _of(frequency: Frequency) -> str:
    context = PhrasingContext(project(Made({"Ash": RISING}, frequency, second=RISING)), "en")
    return courses_together(context, ["visits", "tickets"], "headline", OTHER).text


def test_months_that_may_have_a_season_have_no_sentence_from_the_first_to_the_last() -> None:
    assert _of(YEAR)
    assert not _of(MONTH)
