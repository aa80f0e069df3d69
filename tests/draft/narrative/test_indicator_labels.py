"""Tests of what sentences, cards and legends call an indicator, whatever its name holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.compose.language.markdown import escaped, to_text
from briefing.compose.language.templates import render
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.indicator_labels import (
    is_plural,
    label,
    owned_label,
    owner,
    place_name,
    place_names,
    short_label,
)
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.text import plain
from briefing.wording import of
from tests.draft.narrative.made_up_projects import Made, project
from tests.thorough import examples


def _context(name: str, lang: str = "en", place: str = "Ash") -> PhrasingContext:
    return PhrasingContext(project(Made({place: (1, 2)}, names={lang: name, "en": name})), lang)


@pytest.mark.parametrize(
    ("name", "words", "plural"),
    [
        ("Life expectancy at birth, total (years)", "life expectancy at birth", False),
        ("Exports of goods and services (% of GDP)", "exports of goods and services", True),
        ("Fossil Fuels", "fossil fuels", True),
        ("GDP (current US$)", "GDP", False),
        ("Consumer price index", "the consumer price index", False),
        ("Mortality rate, infant (per 1,000 live births)", "the infant mortality rate", False),
        ("Employment: industry", "employment (industry)", False),
        ("Agriculture, forestry and fishing", "agriculture, forestry and fishing", False),
        ("Brent crude oil price, weekly", "the weekly Brent crude oil price", False),
        ("US consumer prices, change on a year before", "the yearly change in US consumer prices", False),
        ("New York exports", "New York exports", True),
        ("Population aged 65+", "population aged 65+", False),
        ("Second homes", "second homes", True),
        ("CO2 emissions", "CO2 emissions", True),
        ("mRNA doses", "mRNA doses", True),
        ("People at work", "people at work", True),
        ("Gas use", "gas use", False),
        ("4", "“4”", False),
        (
            "Number of firms that failed by date of judgment - Outer isles - Hotels and inns",
            "the number of firms that failed by date of judgment",
            False,
        ),
        ("General Motors, Invest", "General Motors (Invest)", False),
        ("Verified emissions", "verified emissions", True),
        ("Refining of mineral oil", "refining of mineral oil", False),
        ("Bank of England rate", "Bank of England rate", False),
        ("Accidents reported to police", "accidents reported to police", True),
        ("Percentage not owning boats", "the percentage not owning boats", False),
        ("Percentage saying that they want no boats", "the percentage saying that they want no boats", False),
        (
            "Ferry use - Ashby for years until 1990 and the port office for all later ones",
            "ferry use",
            False,
        ),
        (
            "Ferry use (Ashby for all years until 1990 and the port office (by its clerk) for all since, by hand)",
            "ferry use",
            False,
        ),
        ("Value added taxes", "value added taxes", True),
        ("Births by country", "births", True),
        ("Ferry stops by Region", "ferry stops", True),
        ("Hours of work, by gender and age group", "hours of work", True),
        ("Visits by age", "visits by age", True),
        ("Émissions de CO2", "Émissions de CO2", False),
    ],
)
def test_a_name_stands_in_a_sentence_as_an_editor_writes_it(name: str, words: str, plural: bool) -> None:
    context = _context(name)
    assert label(context, "visits") == words
    assert is_plural(context, "visits") is plural
    printed = context.trial.printed(ConditionalText(f"{label(context, 'visits', head=True)}: {{{{ visits.last }}}}"))
    assert printed.casefold() == f"{words}: 2".casefold()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("GDP (current US$)", "GDP"),
        ("Exports of goods and services", "Exports of goods and…"),
        ("Unemployment among those who finished school", "Unemployment among…"),
        ("Fossil Fuels", "Fossil fuels"),
    ],
)
def test_a_short_label_says_that_it_was_cut(name: str, short: str) -> None:
    assert short_label(_context(name), "visits") == short


def test_a_chinese_name_stands_as_the_data_have_it() -> None:
    context = _context("规模以上工业增加值同比实际增长速度（%）", "zh")
    assert label(context, "visits", head=True) == "规模以上工业增加值同比实际增长速度"
    assert short_label(context, "visits") == "规模以上工业增加值同比…"


@given(
    st.text(min_size=1, max_size=40),
    st.sampled_from(("{{ 1/0 }}", "**x**", "{% a %}", "{# b", "[a](b)", "\\", "|", '"', "")),
)
@settings(max_examples=examples(150), deadline=None)
def test_words_of_the_data_come_out_as_they_are(words: str, hostile: str) -> None:
    given_words = " ".join("".join(char for char in words if char.isprintable()).split()) + hostile
    context = _context("Visits")
    marked = render(f"The {escaped(given_words)} end", context.book, of("en"))
    assert plain(to_text(marked, {})) == f"The {given_words} end"


def test_what_a_place_has_is_called_by_all_of_its_name_where_another_begins_alike() -> None:
    made = project(Made({"Ash": (1, 2), "Elm": (3, 4)}, names={"en": "Trips (per week)"}, second=(3, 4)))
    assert owned_label(PhrasingContext(made, "en"), "visits") == "Ash’s trips"
    names = {"visits": {"en": "Trips (per week)"}, "tickets": {"en": "Trips (per hour)"}}
    alike = {key: replace(one, names=names[key]) for key, one in made.dataset.indicators.items()}
    context = PhrasingContext(replace(made, dataset=replace(made.dataset, indicators=alike)), "en")
    assert owned_label(context, "visits") == "Ash’s trips (per week)"


def test_places_have_their_article_and_are_data_where_they_are_no_plain_words() -> None:
    states = _context("Visits", place="United States")
    assert place_name(states, "visits", "United States") == "the United States"
    assert owner(place_name(states, "visits", "United States", head=True)) == "The United States’"
    assert owner("a place with a very long name") == ""
    world = _context("Visits", place="World")
    assert owner(place_name(world, "visits", "World", head=True)) == "The world’s"
    hostile = _context("Visits", place="Ash {{ 1/0 }} **b**")
    expression = place_name(hostile, "visits", "Ash {{ 1/0 }} **b**")
    assert hostile.trial.printed(ConditionalText(f"In {expression} {{{{ visits.last }}}} came")) == (
        "In Ash {{ 1/0 }} **b** 2 came"
    )
    many = PhrasingContext(project(Made(dict.fromkeys("ABCDE", (1, 2)))), "en")
    assert place_names(many, "visits", ("A", "B", "C")) == "A, B and C"
    assert place_names(many, "visits", tuple("ABCDE")) == "A, B, C and others"
