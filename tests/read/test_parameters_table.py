"""`[parameters]`: texts, truth values, words by language; what is asked for in their place, and a slug of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import briefing.read
from briefing.errors import InputError
from briefing.model.edition import Edition
from tests.read.small import change, make, messages

TABLE = """
[parameters]
client = " Siemens\\n AG "
share = 2.5
round = 3
board = false
place = {en = "Town", zh = "城"}
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = make(tmp_path / "town")
    change(folder, "briefing.toml", "\n[facts]", TABLE + "\n[facts]")
    return folder


def edition(folder: Path, **given: Any) -> Edition:
    return briefing.read.project(folder, **given).edition


def refused(folder: Path, **given: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        edition(folder, **given)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding) for finding in caught.value.findings]


def test_numbers_are_text_and_truth_values_stay(town: Path) -> None:
    assert edition(town).parameters == {
        "client": "Siemens AG", "share": "2.5", "round": "3", "board": False, "place": {"en": "Town", "zh": "城"},
    }  # fmt: skip


def test_a_project_without_parameters_has_none(tmp_path: Path) -> None:
    assert edition(make(tmp_path / "town")).parameters == {}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            "client = 2026-01-01",
            "line 9, parameters.client: datetime.date(2026, 1, 1) is no text\n  fix: put it in quot",
        ),
        ('client = ["a"]', "line 9, parameters.client: ['a'] is no text"),
        (
            'client = {zh = "a"}',
            "line 9, parameters.client: words by language lack those in English\n  fix: write {en =",
        ),
        ('client = {en = "a", English = "b"}', "line 9, parameters.client: 'English' is no language"),
        ("client = {en = true}", "line 9, parameters.client: True is no text"),
        (f'client = "{"x" * 301}"', "line 9, parameters.client: a parameter of 301 characters is too long"),
        ('Client = "a"', "line 9, parameters.Client"),
        ('not = "a"', "line 9, parameters.not"),
        ('trees = "a"', "line 9, parameters.trees: 'trees' is a short name of [facts] too"),
    ],
)
def test_a_parameter_that_is_none_is_reported_with_its_line(line: str, what: str, tmp_path: Path) -> None:
    folder = make(tmp_path / "town")
    change(folder, "briefing.toml", "\n[facts]", f"\n[parameters]\n{line}\n[facts]")
    (finding,) = messages(folder)
    assert what in finding


def test_words_asked_for_stand_in_every_language(town: Path) -> None:
    given = {"client": " Bosch\t5 ", "board": "TRUE", "place": "City", "share": "", "round": "four"}
    assert edition(town, parameters=given).parameters == {
        "client": "Bosch 5", "share": "", "round": "four", "board": True, "place": "City",
    }  # fmt: skip


@pytest.mark.parametrize("given", [None, {}])
def test_without_words_asked_for_nothing_changes(given: Mapping[str, str] | None, town: Path) -> None:
    assert edition(town, parameters=given) == edition(town)


def test_all_that_is_wrong_with_words_asked_for_is_reported_at_once(town: Path) -> None:
    given = {"cliant": "a", "qqq": "b", "board": "perhaps", "client": "x" * 301, "round": "a\u202eb"}
    declared = "declared in briefing.toml: board, client, place, round, share"
    assert refused(town, parameters=given) == [
        "the parameter cliant asked for: there is no parameter 'cliant'\n"
        f"  fix: did you mean 'client'? Else {declared}",
        f"the parameter qqq asked for: there is no parameter 'qqq'\n  fix: {declared}",
        "the parameter board asked for: 'perhaps' is neither true nor false, as this parameter is\n"
        "  fix: give true or false",
        "the parameter client asked for: a parameter of 301 characters is too long\n  fix: give at most 300",
        "the parameter round asked for: the direction override U+202E stands in the text\n"
        "  fix: delete it or write the sign that is meant",
    ]


def test_a_project_that_declares_none_says_so(tmp_path: Path) -> None:
    (finding,) = refused(make(tmp_path / "town"), parameters={"client": "a"})
    assert finding.endswith("fix: declare it in [parameters] of briefing.toml, which has none")


def test_to_a_slug_asked_for_nothing_is_added(town: Path) -> None:
    assert edition(town, slug="mine").stem == "mine"
    assert edition(town, slug="mine", period=(2020, 2021)).stem == "mine"
    assert edition(town, slug="town", period=(2020, 2021)).stem == "town"
    assert edition(town, period=(2020, 2021)).stem == "town-2020-2021"
    with (town / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("trees,City,2022,official,7,trees,=,A,yes,OFFICE,\n")
    assert edition(town, slug="mine", entity="City").stem == "mine"
    assert edition(town, entity="City").stem == "town-city"
    assert edition(town, slug="").stem == edition(town, slug=None).stem == "town"


@pytest.mark.parametrize(
    ("slug", "what"),
    [
        ("../x", "the slug asked for: '../x' has not the right form"),
        ("nul", "the slug asked for: 'nul' is a name that Windows keeps"),
        ("x" * 81, "the slug asked for: 'xxx"),
    ],
)
def test_a_slug_asked_for_is_checked_like_that_of_the_project(slug: str, what: str, town: Path) -> None:
    (finding,) = refused(town, slug=slug)
    assert finding.startswith(what)


def test_the_previous_edition_of_the_project_is_none_of_an_edition_with_another_slug(town: Path) -> None:
    change(town, "briefing.toml", "as_of", 'previous = "old.json"\nas_of')
    assert "old.json" in refused(town)[0]
    assert edition(town, slug="mine").slug == "mine"
