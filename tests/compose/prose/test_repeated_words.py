"""What a number prints, a scale word, a unit or a verb, is not written beside it once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.cities import faults, page

TWICE = [
    ("In all {{ visits.last | full }} thousand visits were made", "thousand visits", "en"),
    ("In all {{ visits.last | full }} Visits were made", "Visits", "en"),
    ("The visits {{ visits.growth | moved }} a year", "a year", "en"),
    ("The rate is {{ rate.last | unit }}% of adults", "%", "en"),
    ("The budget is **{{ budget.last | full }}** million euros now", "million euros", "en"),
    ("They are {{ loans.percent | compared }} fewer now", "fewer", "en"),
    ("This is about {{ rate.target(2025) | full }} % of adults", "% of adults", "en"),
    ("到馆排名第{{ place.last }}", "第", "zh"),
    ("到馆人次为{{ visits.multiple | times }}倍", "倍", "zh"),
]
ONCE = [
    ("In all {{ visits.last | full }}, a thousand visits more or less", "en"),
    ("{{ visits.growth | moved('grew', 'cap') }}: a year is long", "en"),
    ("From {{ visits.first }} to {{ visits.last }} thousand visits", "en"),
    ("{{ loans.last | full }} in {{ loans.last | year }}; {{ loans.first | full }} in {{ loans.first | year }}", "en"),
    ("到馆排名{{ place.last }}，名列前茅", "zh"),
    ("到馆人次增至{{ visits.multiple | times }}，翻番", "zh"),
]


def _twice(sentence: str, folder: Path, lang: str) -> list[tuple[str, str]]:
    found = faults(page(sentence), folder, lang=lang)
    return [(one.what, one.fix) for one in found if "stands twice" in one.what]


@pytest.mark.parametrize(("sentence", "words", "lang"), TWICE)
def test_words_that_a_number_prints_are_not_written_again(sentence: str, words: str, lang: str, tmp_path: Path) -> None:
    (found,) = _twice(sentence, tmp_path, lang)
    assert found[0].startswith(f"{words!r} stands twice: the text has it, and ")
    assert found[1] == f"leave {words!r} out of the text"


@pytest.mark.parametrize(("sentence", "words", "lang"), TWICE)
def test_the_text_without_them_stands(sentence: str, words: str, lang: str, tmp_path: Path) -> None:
    assert not _twice(sentence.replace(words, "", 1), tmp_path, lang)


@pytest.mark.parametrize(("sentence", "lang"), ONCE)
def test_words_that_only_look_alike_stand(sentence: str, lang: str, tmp_path: Path) -> None:
    assert not _twice(sentence, tmp_path, lang)


def test_a_rate_is_not_called_one_again_behind_its_unit(tmp_path: Path) -> None:
    (found,) = _twice("The change is {{ visits.pace | signed }} thousand visits a year", tmp_path, "en")
    assert found[0].startswith("'a year' stands twice: ")
    assert found[1] == "leave the unit out of the text too, and print it with `| full`"
    assert not _twice("The change is {{ visits.pace | signed }} over a year of works", tmp_path, "en")
