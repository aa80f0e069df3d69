"""Expressions and templates: what a story may say, and that it reaches nothing else."""

from __future__ import annotations

from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose import charts as compose_charts
from briefing.compose import expressions
from briefing.compose.expressions import UNSURE, Evaluation, parse_expression
from briefing.errors import BriefingError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.fact import Fact
from briefing.model.story import ChartKind
from tests.compose.sample import book, dataset, rendered

BOOK = book()


def value(source: str) -> object:
    return Evaluation(BOOK, statements=dataset().statements).value(parse_expression(source))


def printed(source: str) -> str:
    marked = rendered(source)
    return "".join(marked.run(char).text if ord(char) >= 0xF0000 else char for char in marked.text)


ESCAPES = [
    "{{ patents.__class__ }}",
    "{{ patents.last.__class__.__mro__ }}",
    "{{ patents.at.__globals__ }}",
    "{{ patents._book }}",
    "{{ patents['__class__'] }}",
    "{{ patents|attr('__class__') }}",
    "{{ '\\u202e' ~ (patents.last | value) }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% for a in (1, 2) %}{% for b in (1, 2) %}x{% endfor %}{% endfor %}",
    "{% set x = 1 %}",
    "{% macro m() %}{% endmacro %}",
    "{% raw %}{{ 1 }}{% endraw %}{% if true %}x{% endif %}",
    "{{ range(10**9) }}",
    "{{ 'x' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ ''.join(['a']) }}",
    "{{ '%s' % 'a' }}",
    "{{ 'x'.format('y') }}",
    "{{ cycler('a') }}",
    "{{ lipsum() }}",
    "{{ self }}",
    "{{ dict(a=1) }}",
    "{{ {'a': 1} }}",
    "{{ patents.last is defined }}",
    "{{ patents.at(*[2014]) }}",
    "{{ patents.observations }}",
    "{{ patents.last.observations }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ 1" + "+1" * 9000 + " }}",
    "{{ " + "not " * 3000 + "true }}",
    "{{ 1" + " if true else 1" * 1000 + " }}",
    "{{ 'a' " * 3,
    "{{ }}",
    "{{ patents.last | value",
    "x" * 30_000,
]


@pytest.mark.parametrize("source", ESCAPES)
def test_an_escape_from_the_sandbox_is_refused_with_a_reason(source: str) -> None:
    with pytest.raises(StoryError) as caught:
        rendered(source)
    assert caught.value.findings[0].what


@pytest.mark.parametrize(
    ("source", "fix"),
    [
        ("{{ patens.last }}", "patents"),
        ("{{ patents.multple }}", "multiple"),
        ("{{ patents.last | vlaue }}", "value"),
        ("{{ items('lst') }}", "list"),
    ],
)
def test_a_misspelt_name_suggests_the_nearest(source: str, fix: str) -> None:
    with pytest.raises(StoryError) as caught:
        rendered(source)
    assert fix in caught.value.findings[0].fix


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ patents.multiple | times }}", "5.5-fold"),
        ("{{ patents.last }}", "262.9"),
        ("{{ enterprises.at(2019) }}", "over 27,000"),
        ("{{ enterprises.between(2019, 2023).percent | percent(0) }}", "at most 5%"),
        ("{{ rank.of('Shanghai').at(2017) | ordinal | capital }}", "Seventh"),
        ("{{ count(patents.multiple >= 2, firms.multiple >= 2) | words | capital }}", "Two"),
        ("{{ items('list') | words }}", "three"),
        ("{{ (patents.last | value) ~ ' and ' ~ (firms.last | value) }}", "262.9 and 337"),
        ("{{ patents.name }}", "Patents held"),
        ("{{ 'more' if patents.multiple > 5 else 'less' }}", "more"),
        ("no {# comment #}template, 1 < 2 & {x}", "no template, 1 < 2 & {x}"),
    ],
)
def test_a_template_prints_facts_through_the_wording(source: str, expected: str) -> None:
    assert printed(source) == expected


@pytest.mark.parametrize(
    "source", ["{{ patents.last.value }}", "{{ 5 }}", "{{ 5 | words }}", "{{ true }}", "{{ patents }}"]
)
def test_what_is_no_fact_is_not_printed(source: str) -> None:
    with pytest.raises(StoryError):
        rendered(source)


def test_a_count_is_a_fact_with_the_lineage_of_what_it_counts() -> None:
    fact = value("count(patents.multiple >= 2, firms.multiple >= 3)")
    assert isinstance(fact, Fact)
    assert (fact.value, fact.measure, fact.qualifier) == (1, "count", "=")
    assert fact.name == "count(patents.multiple >= 2, firms.multiple >= 3)"
    assert {item.indicator for item in fact.observations} == {"patents", "firms"}


def test_a_count_over_an_open_comparison_is_a_lower_bound() -> None:
    fact = value("count(enterprises.at(2019) > 28000, patents.last > 1)")
    assert isinstance(fact, Fact)
    assert (fact.value, fact.qualifier) == (1, "≥")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("patents.multiple > 5 and firms.multiple < 3", True),
        ("not patents.multiple > 5", False),
        ("2 * firms.multiple < patents.multiple", True),
        ("patents.first_above(60) == 2015", True),
        ("1 < firms.multiple < 3", True),
        ("enterprises.at(2019) > 20000", True),
        ("enterprises.at(2019) < 20000", False),
        ("enterprises.at(2019) > 28000", UNSURE),
        ("not enterprises.at(2019) > 28000", UNSURE),
        ("enterprises.at(2019) == 27000", UNSURE),
        ("enterprises.at(2019) != 27000", UNSURE),
        ("enterprises.at(2019) != 20000", True),
        ("enterprises.at(2019) > 28000 and firms.last < 0", False),
        ("enterprises.at(2019) > 28000 or firms.last > 0", True),
        ("enterprises.at(2019) > 28000 or firms.last < 0", UNSURE),
    ],
)
def test_conditions_are_true_false_or_open(source: str, expected: object) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    "source", ["patents.last", "1", "'yes'", "patents.multiple > 'a'", "firms.last and 1", "", "a b"]
)
def test_a_condition_that_is_neither_true_nor_false_is_refused(source: str) -> None:
    with pytest.raises(StoryError):
        Evaluation(BOOK).truth(parse_expression(source))


def test_an_endless_condition_is_refused() -> None:
    with pytest.raises(StoryError, match="too many steps"):
        Evaluation(BOOK).truth(parse_expression("firms.last > 1" + " and firms.last > 1" * 900))


@pytest.mark.parametrize(
    "source", ["patents.at('x')", "patents.between(2014)", "patents.at(2014, 2015, 2016)", "patents.of(3)"]
)
def test_wrong_arguments_are_refused(source: str) -> None:
    with pytest.raises(BriefingError):
        value(source)


@given(st.text(alphabet="{}%#|.()[]'\"<>=!+-*/~ abpatens.lastmultiple0189_,", max_size=60))
def test_no_text_gives_anything_but_a_briefing_error(source: str) -> None:
    for text in (source, "{{ " + source + " }}"):
        with suppress(BriefingError):
            rendered(text)


@given(st.text(max_size=40))
def test_any_characters_give_the_text_or_a_story_error(source: str) -> None:
    with suppress(StoryError):
        rendered(source)


def test_a_story_reaches_every_fact_of_a_short_name() -> None:
    given = {name: one.fget if isinstance(one, property) else one for name, one in vars(SubjectFacts).items()}
    made = {
        name
        for name, one in given.items()
        if name[0] != "_" and getattr(one, "__annotations__", {}).get("return") in ("Fact", "SubjectFacts")
    }
    assert made == {*expressions.FACTS, *expressions.METHODS}


def test_every_kind_of_chart_that_a_story_may_name_is_built() -> None:
    assert set(get_args(ChartKind)) == set(compose_charts.BUILDERS)
