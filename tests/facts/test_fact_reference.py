"""Errors about what may be asked of a short name tell what each is written like and gives."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.compose.language import expressions
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import FactError, StoryError
from briefing.facts.fact_reference import MEANINGS, meaning, suggest_measure
from briefing.facts.subject import SubjectFacts
from briefing.facts.subject_over_time import FactsOverTime
from briefing.facts.subject_properties import SubjectProperties
from tests.facts.months import Harbour, at, indicator, rows
from tests.facts.towns import book


def test_everything_that_a_story_may_ask_has_a_meaning() -> None:
    assert set(MEANINGS) == {*expressions.FACTS, *expressions.METHODS, *expressions.NAMES}
    assert all(hasattr(SubjectFacts, name) or hasattr(SubjectProperties, name) for name in MEANINGS)


_OVER_TIME = {*vars(FactsOverTime), "by"}


@pytest.mark.parametrize(
    "name",
    sorted(
        {name for name in expressions.METHODS if name not in _OVER_TIME}
        - {"target", "gap", "short_of", "target_share", "pace_needed"}
    ),
)
def test_a_call_as_it_is_reported_works(name: str) -> None:
    call = MEANINGS[name].written.split(" or ")[0]
    call = call.replace("'A', 'B'", "'Alden', 'Burford'").replace("'Town A'", "'Burford'").replace("(a, b)", "(north)")
    call = (
        call.replace("(whole)", "(north)")
        .replace("(other", "(north")
        .replace("(2019, 2023)", "(2019, 2021)")
        .replace("(100)", "(50)")
    )
    if name.endswith(("below", "below_since")) or name == "below_since":
        call = call.replace("(50)", "(500)")
    key = "north" if name.startswith("rest") else "visits"
    call = call.replace("(north)", "(visits)") if key == "north" else call
    year = "(2021)" if name == "share_of_all" else ""
    Evaluation(book()).value(parse_expression(f"{key}.{call.replace('()', year) if year else call}"))


def test_a_call_that_looks_along_time_works_as_it_is_reported() -> None:
    item = indicator("ships")
    (newest,) = rows(item, "2021-01", [50])
    harbour = Harbour().add(item, "2019-01", [*range(10, 33), 7]).add(indicator("whole"), "2019-01", [100] * 25)
    harbour.observations += [replace(newest, earlier=(replace(newest, value=48),))]
    calls = [call for name in _OVER_TIME if name in MEANINGS for call in MEANINGS[name].written.split(" or ")]
    calls.remove("lowest_since()")
    calls.remove("places_gained")  # of one harbour alone
    calls = [call.replace("(part)", "(whole)") for call in calls]
    assert all(harbour.value(f"ships.{call}") for call in calls)
    assert harbour.fact("ships.between('2019-01', '2020-12').lowest_since()").period == at("2019-01")
    assert len(calls) > 15


def test_a_misspelt_name_is_answered_with_what_the_nearest_gives() -> None:
    with pytest.raises(StoryError) as raised:
        Evaluation(book()).value(parse_expression("visits.share_wiht(staff)"))
    assert "share_with(a, b): the value in % of the sum of itself and others" in raised.value.findings[0].fix
    with pytest.raises(FactError) as refused:
        book().subject("visits").multipel  # type: ignore[attr-defined]  # noqa: B018
    assert refused.value.findings[0].fix == f"did you mean {meaning('multiple')}?"


def test_a_name_like_none_is_answered_with_all_of_them_a_line_each() -> None:
    assert len(suggest_measure("zzz").splitlines()) == len(MEANINGS) + 1
    assert "share_with(a, b): the value" in suggest_measure("with")


def test_wrong_arguments_are_answered_with_the_call() -> None:
    with pytest.raises(StoryError) as raised:
        Evaluation(book()).value(parse_expression("visits.at(1, 2, 3)"))
    assert raised.value.findings[0].fix == "write at(2019) or at('2024-02'): the value of a period"
