"""Editions of one dataset that differ in their period share what was worked out, and have the facts that each would
have alone."""

from __future__ import annotations

from typing import Final

import pytest
from msgspec.msgpack import encode
from msgspec.structs import replace

from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError
from briefing.facts import FactRegistry, KnownFacts
from briefing.facts.fact_reference import MEANINGS
from briefing.model.edition import Edition
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.reference.example_project import example_project

from .towns import book, dataset

ASKED: Final = sorted({one for meaning in MEANINGS.values() for one in (meaning.example, meaning.refused) if one})
PERIODS: Final = ((2014, 2023), (2019, 2023), (2014, 2021), (2022, 2022), (2024, 2026))


def answer(expression: str, registry: FactRegistry) -> object:
    """What an expression gives: a fact as bytes, or why it is refused."""
    try:
        found = Evaluation(registry).value(parse_expression(expression))
    except BriefingError as error:
        return error.findings
    return encode(found, enc_hook=str) if isinstance(found, Fact) else str(found)


def test_every_measure_is_that_of_the_edition_whatever_another_period_has_worked_out_before() -> None:
    project = example_project()
    known = KnownFacts(project.dataset, project.edition.totals)
    differ = set()
    for first, last in PERIODS:
        of_period = replace(project.edition, period=(Period.year(first), Period.year(last)))
        shared = FactRegistry(project.dataset, of_period, known)
        alone = FactRegistry(project.dataset, of_period)
        answers = {expression: answer(expression, alone) for expression in ASKED}
        assert {expression: answer(expression, shared) for expression in ASKED} == answers
        differ.add(tuple(answers.values()))
    assert len(differ) == len(PERIODS)  # so that a fact of another period would have been seen


def editions(*firsts: int) -> list[FactRegistry]:
    """Registries of editions that begin in these years and share what they know."""
    known = KnownFacts(dataset(), ())
    given: Edition = book()._edition
    periods = [(Period.year(first), given.period[1]) for first in firsts]
    return [FactRegistry(dataset(), replace(given, period=period), known) for period in periods]


def test_what_the_first_year_does_not_decide_is_one_fact_for_all() -> None:
    one, other = (registry.subject(registry.keys()[0]) for registry in editions(2019, 2021))
    assert one.last is other.last
    assert one.at(Period.year(2023)) is other.at(Period.year(2023))


def test_what_the_first_year_decides_is_worked_out_for_each() -> None:
    one, other = (registry.subject(registry.keys()[0]) for registry in editions(2019, 2021))
    assert one.change.observations != other.change.observations
    assert one.first.period != other.first.period


@pytest.mark.parametrize("years", [(2019, 2019), (2021, 2021)])
def test_a_fact_that_was_worked_out_is_found_by_the_same_period(years: tuple[int, int]) -> None:
    one, other = (registry.subject(registry.keys()[0]) for registry in editions(*years))
    assert one.change is other.change
