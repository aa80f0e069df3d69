"""Expressions and templates: what a story may say, and that it reaches nothing else."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.blocks import chart_blocks as compose_charts
from briefing.compose.language import expressions
from briefing.compose.language.comparison import UNSURE
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
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
    "{{ '\\u202e' }}",
    "{{ (patents.last | value) ~ 'a' }}",
    "{{ ~1 }}",
    "{{ lambda: 1 }}",
    "{{ [patents.last for patents in [1]] }}",
    "{{ count(x for x in [1]) }}",
    "{{ f'{patents.last}' }}",
    "{{ (patents := 1) }}",
    "{{ await patents }}",
    "{{ (yield) }}",
    "{{ [*[1]] }}",
    "{{ b'a' }}",
    "{{ 1j }}",
    "{{ ... }}",
    "{{ patents.last # | value }}",
    "{{ '\\q' }}",
    "{{ '\\N{nothing}' }}",
    "{{ 1or 2 }}",
    "{{ 1) + (2 }}",
    "{{ patents.at(**{'year': 2014}) }}",
    "{{ patents.last | value(*[1]) }}",
    "{{ patents.last | 'value' }}",
    "{{ patents.last | value.x }}",
    "{{ patents.last | (lambda x: x)(1) }}",
    "{{ patents.last + patents.last | value }}",
    "{{ import os }}",
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
    "{{ 1" + " * 0x" + " * 0x".join(["f" * 90] * 200) + " }}",
    "{{ " + "not " * 3000 + "true }}",
    "{{ " + "-" * 19000 + "1 }}",
    "{{ a" + ".b" * 9000 + " }}",
    "{{ a" + " | b" * 4000 + " }}",
    "{{ 1" + " if true else 1" * 1000 + " }}",
    "{{ 'a' " * 3,
    "{{ }}",
    "{{ patents.last | value",
    "{{ 'patents.last | value }}",
    "{# patents",
    "{{ patents['last'] }}",
    "{{ patents.last is 1 }}",
    "{{ 1 in [1] }}",
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
        ("{{ patents.last\n| value(\u3000decimals = 0 ) }} and {{ firms.last|value }}", "263 and 337"),
        ("{{ rank.of('Shanghai').at(2017)\xa0| ordinal }}", "seventh"),
        ("{{ patents.name }}", "Patents held"),
        ("{{ patents.entity }} and {{ rank.of('Shanghai').entity }}", "Belling and Shanghai"),
        ("{{ 'more' if patents.multiple > 5 else 'less' }}", "more"),
        ("{{ 'less' if not patents.multiple > 5 else 'same' if false else 'more' }}", "more"),
        ("{{ '}} and {{ \\'{#' }}", "}} and {{ '{#"),
        ("a {{- ' b' -}} c {#- d -#} e {{ 'f' }} }} g", "a bce f }} g"),
        ("no {# comment {{ of %} any kind #}template, 1 < 2 & {x}", "no template, 1 < 2 & {x}"),
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
        Evaluation(BOOK).truth(parse_expression("firms.last > 1" + " - 1" * 900))


@pytest.mark.parametrize(
    "source", ["patents.at('x')", "patents.between(2014)", "patents.at(2014, 2015, 2016)", "patents.of(3)"]
)
def test_wrong_arguments_are_refused(source: str) -> None:
    with pytest.raises(BriefingError):
        value(source)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("patents.last[0]", "cannot hold `subscript`"),
        ("2 ** 3 > 1", "cannot hold `pow`"),
        ("patents.last > b'a'", "cannot hold `bytes`"),
        ("patents.last is firms.last", "`patents.last is firms.last` uses a comparison"),
        ("patents.last > 1 firms", "cannot be read: invalid syntax at `firms`"),
        ("patents.last = 5", "cannot be read: `=` stands at `= 5`"),
        ("patents.last ≥ 5", "cannot be read: `≥` stands at `≥ 5`"),
        ("patents.last > 5 && firms.last > 2", "cannot be read: `&` stands at"),
        ("patents.last >", "cannot be read: invalid syntax at its end"),
        ("(patents.last + 1) * 2 == 8 or 2", "`2` is neither"),
        ("(patents.last + 1) * 2 < 'a'", "`(patents.last + 1) * 2 < 'a'` compares"),
        ("patents.last ~ 'a'", "`~` does not join texts"),
        ("patents.last | value > 1", "the filter `value` cannot stand in a condition"),
        ("patents.last | 1", "`1` is no filter"),
    ],
)
def test_what_python_has_and_a_story_has_not_is_named(source: str, what: str) -> None:
    with pytest.raises(StoryError) as caught:
        Evaluation(BOOK).truth(parse_expression(source))
    assert what in caught.value.findings[0].what


def test_a_long_condition_is_worked_out() -> None:
    assert Evaluation(BOOK).truth(parse_expression("firms.last > 1" + " and firms.last > 1" * 900)) is True


def test_no_text_is_slow_to_read() -> None:
    for text in ("{{ '" * 4900, " " * 19_000 + "{", "{{ " + "'a' " * 4900, "{# " * 6000, "{{ " + "-" * 19_000):
        begun = time.process_time()
        with suppress(StoryError):
            rendered(text)
        assert time.process_time() - begun < 1


WORDS = [
    "{{", "}}", "{{-", "-}}", "{#", "#}", "'", '"', "\\", "|", "(", ")", "[", "]", ",", "=", "patents", "firms",
    ".last", ".at(", "2014", "value", "words", "capital", "count(", "items(", "and", "or", "not", "if", "else",
    "in", "is", "lambda", "for", "await", "yield", "*", "**", ":", ":=", "~", "-", "+", "/", "<", "==", "f'", "b'",
    "r'", "0x", "1e9", "1j", "None", "true", "\n",
]  # fmt: skip


@given(st.text(alphabet="{}%#|.()[]'\"<>=!+-*/~ abpatens.lastmultiple0189_,", max_size=60))
def test_no_text_gives_anything_but_a_briefing_error(source: str) -> None:
    for text in (source, "{{ " + source + " }}"):
        with suppress(BriefingError):
            rendered(text)


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_no_string_of_words_gives_anything_but_a_briefing_error(words: list[str]) -> None:
    for text in ("{{ " + " ".join(words) + " }}", "{{" + "".join(words) + "}}"):
        with suppress(BriefingError):
            rendered(text)


@given(st.text(max_size=40))
def test_a_condition_of_any_characters_gives_a_briefing_error(source: str) -> None:
    with suppress(BriefingError):
        Evaluation(BOOK).truth(parse_expression(source))


@given(st.text(max_size=40))
def test_any_characters_give_the_text_or_a_story_error(source: str) -> None:
    with suppress(StoryError):
        rendered(source)


def test_a_story_reaches_every_fact_of_a_short_name() -> None:
    of_all = {name: one for base in SubjectFacts.__mro__ for name, one in vars(base).items()}
    given = {name: one.fget if isinstance(one, property) else one for name, one in of_all.items()}
    made = {
        name
        for name, one in given.items()
        if name[0] != "_" and getattr(one, "__annotations__", {}).get("return") in ("Fact", "SubjectFacts")
    }
    assert made == {*expressions.FACTS, *expressions.METHODS}


def test_every_kind_of_chart_that_a_story_may_name_is_built() -> None:
    assert {kind.takes for kind in KINDS.values()} == set(compose_charts.BUILDERS)
