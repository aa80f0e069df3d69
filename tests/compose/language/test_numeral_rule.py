"""The numeral rule of the interface, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.language.numeral_rule import NumeralRule, terms_of
from briefing.model.period import Period
from briefing.model.text import Run, plain
from briefing.wording.number_words import NumberWord
from tests.compose.sample import WORDING, composed, dataset, edition, faults, look, section

RULE = NumeralRule(terms_of(edition(), dataset(), WORDING.claims), Period.year(2023), WORDING.language.number_words)


def _never(_: NumberWord) -> bool:
    return False


def _always(_: NumberWord) -> bool:
    return True


def tokens(text: str, *, tested: bool = False) -> list[str]:
    return [offence.token for offence in RULE.check(RULE.read((Run(text),)), tested=_always if tested else _never)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 28,300 of them", ["28,300"]),
        ("up 5.5× and 20% since", ["5.5×", "20%"]),
        ("２８３００ in full width, ٢٨ in Arabic", ["28300", "28"]),
        ("t\u200bwo, tw\u00ado and fi\u2060ve", ["two", "two", "five"]),
        ("28\u200b300 of them", ["28300"]),
        ("① and ² and ½", ["1", "2", "1", "2"]),
        ("the year 2023 and 2024", ["2023", "2024"]),
        ("2014.5 and $2014 and 2014% and 2014k", ["2014.5", "$2014", "2014%", "2014k"]),
        ("the 2G net and 15G", ["2G", "15G"]),
        ("110,000 residents", ["110,000"]),
        ("per 10,000 residents.5", ["10,000", "5"]),
        ("½000", ["1", "2000"]),
        ("14th Plan", ["14th"]),
        ("第5名", ["5"]),
        ("Ⅷ and 〇", ["0", "0"]),
    ],
)
def test_a_typed_numeral_is_found_in_every_script(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5G, G20 and COVID-19 are names",
        "density per 10,000 residents",
        "the 14th Five-Year Plan",
        "see Progress in 3 steps and Plan of 2016 released",
        "from 2014 to 2022, 2014–2022, 2019年",
        "北京，2014—2022年，2019，2020",
        "We *will* go on for 10 years.",
        "no numeral at all, <b> & $x =a+b",
    ],
)
def test_declared_terms_names_and_earlier_years_are_allowed(text: str) -> None:
    checked, offences = RULE.check(RULE.read((Run(text),)), tested=_never)
    assert offences == ()
    assert plain(checked) == text


def test_an_allowed_numeral_becomes_a_run_with_its_reason() -> None:
    checked, _ = RULE.check(RULE.read((Run("Per 2014 the 14th Five-Year Plan", bold=True),)), tested=_never)
    assert look(checked) == [
        ("Per ", "", ""),
        ("2014", "", "year"),
        (" the ", "", ""),
        ("14th Five-Year Plan", "", "name of the plan"),
    ]
    assert all(run.bold for run in checked)


def test_a_term_spans_runs_of_different_look() -> None:
    checked, offences = RULE.check(
        RULE.read((Run("the 14th "), Run("Five-Year", italic=True), Run(" Plan"))), tested=_never
    )
    assert offences == ()
    assert [run.term for run in checked if run.text != "the "] == ["name of the plan"] * 3


def test_what_a_fact_prints_is_not_searched_and_does_not_lend_its_digits() -> None:
    runs = (Run("1"), Run("28,300", fact="enterprises.last"), Run("%"))
    assert [offence.token for offence in RULE.check(RULE.read(runs), tested=_never)[1]] == ["1"]


@pytest.mark.parametrize("word", ["two", "Twelve", "half", "doubled", "triple", "fivefold", "first", "top"])
def test_a_number_word_needs_an_expectation(word: str) -> None:
    assert tokens(f"It is {word} today") == [word]
    assert tokens(f"It is {word} today", tested=True) == []


def test_manifold_and_several_claim_nothing() -> None:
    assert tokens("manifold reasons, several years, one place") == []


def test_the_error_names_the_place_and_the_fact_that_would_print_the_numeral(tmp_path: Path) -> None:
    found = faults(section("Enterprises", "points:", '  - "There are 28,300 enterprises"'), tmp_path)
    assert [item.where for item in found] == ["story.en.yaml, line 5"]
    assert "'28,300' is typed into the text" in found[0].what
    assert found[0].fix == "write {{ enterprises.last | value }}"


def test_a_numeral_that_no_fact_prints_points_to_terms(tmp_path: Path) -> None:
    assert "[terms]" in faults(section("Up 99,999"), tmp_path)[0].fix


def test_the_last_period_must_come_from_the_data(tmp_path: Path) -> None:
    assert "year" in faults(section("The state in 2023"), tmp_path)[0].fix
    document = composed(section('"The state in {{ patents.last | year }}"'), tmp_path)
    assert look(document.sections[0].title)[-1] == ("2023", "patents.last", "")


def test_all_faults_of_a_story_come_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    found = faults(section("Up 77", "notes: Up 88", "ask: two more", "subtitle: Up 99"), tmp_path)
    assert [item.where for item in found] == [f"story.en.yaml, line {line}" for line in (3, 4, 5, 6)]


@pytest.mark.parametrize("field", ["subtitle", "ask", "heading", "notes", "note"])
def test_every_field_of_a_section_is_checked(field: str, tmp_path: Path) -> None:
    assert "'77'" in faults(section("Title", f"{field}: Up 77"), tmp_path)[0].what


def test_link_targets_and_ids_are_exempt(tmp_path: Path) -> None:
    assert faults(section("'[a page](https://example.org/2099/7)'"), tmp_path) == ()


@given(st.text(max_size=60))
def test_checking_keeps_every_character(text: str) -> None:
    checked, _ = RULE.check(RULE.read((Run(text),) if text else ()), tested=_never)
    assert plain(checked) == text


@given(st.text(alphabet="0123456789٠١２３①²½ⅧabcG,.% ", min_size=1, max_size=30))
def test_no_digit_stands_without_a_reason_or_an_offence(text: str) -> None:
    checked, offences = RULE.check(RULE.read((Run(text),)), tested=_always)
    free = [run.text for run in checked if not run.term and any(char.isnumeric() for char in run.text)]
    assert bool(offences) == bool(free)
