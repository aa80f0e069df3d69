"""A difference is printed only where a reader who subtracts the printed values gets it."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.rounded_differences import subtracts
from briefing.model.edition import Subject
from briefing.model.format import Format
from tests.draft.narrative.made_up_projects import LAST, Made, insight, project


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(8.1, 52.1, True), (1.25, 3.75, True), (-0.59783, 1.17562, False), (10.0, 20.0, True)],
)
def test_a_difference_is_held_against_its_values_as_they_are_printed(first: float, last: float, expected: bool) -> None:
    context = PhrasingContext(project(Made({"Ash": (first, last)}, decimals=3)), "en")
    change = context.fact("visits.change")
    assert change is not None
    printed = [context.trial.printed(_shown(one)) for one in ("visits.first", "visits.last")]
    assert subtracts(context, "visits.change", change) is expected, printed


@pytest.mark.parametrize(("high", "expected"), [(0.6801, False), (0.6805, True)])
def test_a_difference_from_a_highest_value_is_held_against_both_ends(high: float, expected: bool) -> None:
    context = PhrasingContext(project(Made({"Ash": (0.1, high, 0.5, 1.1755)}, decimals=3)), "en")
    clear = "visits.between(visits.between(2010, 2012).highest.period, visits.last.period).change"
    change = context.fact(clear)
    assert change is not None
    assert subtracts(context, clear, change) is expected


@pytest.mark.parametrize(("last", "expected"), [(1_304_887_562.0, False), (1_304_900_000.0, True)])
def test_values_in_millions_are_subtracted_as_they_are_printed(last: float, expected: bool) -> None:
    made = project(Made({"Ash": (1_154_638_713.0, last)}))
    shown = Format(decimals=1, scale="million")
    edition = replace(made.edition, subjects={"visits": Subject("visits", indicator="visits", format=shown)})
    context = PhrasingContext(replace(made, edition=edition), "en")
    change = context.fact("visits.change")
    assert change is not None
    assert subtracts(context, "visits.change", change) is expected


def _shown(expression: str) -> ConditionalText:
    return ConditionalText(f"Visits came to {{{{ {expression} | value }}}}")


def test_words_without_the_difference_stand_where_it_would_be_subtracted_wrongly() -> None:
    made = insight("trend", {**LAST, "first": "visits.first", "change": "visits.change"}, "visits.change < 0", "down")
    context = PhrasingContext(project(Made({"Ash": (1.17562, 0.4, -0.59783)}, decimals=3)), "en")
    for slot in ("title", "point", "sentence"):
        for _ in range(8):
            printed = context.trial.printed(text(made, context, slot))
            assert printed
            assert not re.search(r"1\.77", printed), printed
