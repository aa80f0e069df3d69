"""Several short names in one sentence of which rose and which fell."""

from __future__ import annotations

from pathlib import Path

from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.courses_together import courses_together, ended_highest
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.period import MONTH, YEAR, Frequency
from tests.draft.narrative.made_up_projects import FALLING, RISING, Made, Values, project
from tests.draft.narrative.tables import months, table

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


def test_a_title_that_counts_those_at_their_highest_is_followed_by_their_names(tmp_path: Path) -> None:
    rising, falling = [float(at) for at in range(17)], [float(-at) for at in range(17)]
    courses = {"walkers": rising, "riders": falling, "sailors": rising}
    context = PhrasingContext(
        table(tmp_path, {key: {"Ash": one} for key, one in courses.items()}, months(2023, 17)), "en"
    )
    counting = ConditionalText("{{ count(walkers.last == walkers.highest, riders.last == riders.highest) }} ended so")
    found = ended_highest(context, list(courses), counting)
    names = [context.subject(key).names["en"] for key in ("walkers", "sailors")]
    assert found.text == f"Ended at a high: {'; '.join(names)}."
    assert context.holds(found.when)
    assert context.holds(found.when.replace("== 2", "== 3")) is not True
    assert not ended_highest(context, list(courses), ConditionalText("All rose")).text, "of a title that counts others"
    assert not ended_highest(context, ["walkers"] * 5, counting).text, "of more than a few"
