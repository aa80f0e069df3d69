"""Numbers, dates, lists and phrases of a language; a second language is data alone."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing.assets import asset
from briefing.errors import InputError
from briefing.model.period import Period
from briefing.model.text import Run, text
from briefing.wording import chart_words_en, data_words_en, languages, of, web_words_en
from briefing.wording.number_words_en import CLAIM_WORDS

EN = of("en")
PACKAGE = Path(briefing.__file__).parent


def test_what_joins_texts_is_the_languages_own() -> None:
    zh = of("zh")
    assert [zh.joint(sign) for sign in (", ", ": ", "; ", ". ", " (", ")", "–")] == list("，：；。（）—")
    assert [EN.joint(sign) for sign in (": ", " ")] == [": ", " "]
    assert [zh.space("新华社"), zh.space("KOTO Patent"), EN.space("Xinhua"), EN.space("")] == ["", " ", " ", " "]


def test_the_languages_are_the_modules_that_are_there() -> None:
    assert "en" in languages()
    assert all(of(code).lang == code for code in languages())


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'xx'[\s\S]*languages: en"):
        of("xx")


def test_numbers_have_thousands_commas_and_a_real_minus() -> None:
    assert EN.number(28300) == "28,300"
    assert EN.number(-1234.5) == "−1,234.5"
    assert EN.number(853.69, 1) == "853.7"


def test_dates_have_a_short_and_a_long_form_at_every_precision() -> None:
    assert [EN.date(day) for day in ("2024-07-17", "2024-07", "2024")] == ["17 Jul 2024", "Jul 2024", "2024"]
    assert [EN.long_date(day) for day in ("2024-07-01", "2024-07")] == ["1 July 2024", "July 2024"]
    assert EN.long_date(dt.date(2025, 12, 31)) == "31 December 2025"
    assert EN.long_date("2026-07-14T08:30-04:00") == "14 July 2026"


@pytest.mark.parametrize("text", ["", "2024-13", "2024-02-30", "July", "2024-07-17-1", "２０２４"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        EN.date(text)


@given(st.dates())
def test_every_day_prints_its_own_year(day: dt.date) -> None:
    assert EN.date(day).endswith(str(day.year))


def test_lists_and_ranges_read_as_english() -> None:
    assert [EN.list(list("abc"[:count])) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
    first, last = Period.year(2014), Period.year(2023)
    assert [EN.range(first, last), EN.range(first, first)] == ["2014–2023", "2014"]


def test_texts_are_joined_as_strings_are_and_keep_their_facts() -> None:
    first, second, third = text("2014", fact="a.first"), text("and, or"), text("c", bold=True)
    assert EN.joined([first, second, third]) == (*first, Run(", "), *second, Run(" and "), *third)
    assert [EN.joined([]), EN.joined([first])] == [(), first]


def test_an_unknown_phrase_is_an_error_that_names_the_file() -> None:
    assert EN.phrase("ask") == "Ask next"
    assert EN.phrase("edition_of", date="1 May 2025") == "Edition of 1 May 2025"
    with pytest.raises(InputError, match=r"'sauce'[\s\S]*wording/en\.py"):
        EN.phrase("sauce")


def strings() -> tuple[set[str], set[str]]:
    """Every string of the package outside the wording; how those with a value in them begin, as f"alt_{kind}"."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path.parent.name != "wording" else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    for path in (*asset("web").glob("*.html"), *asset("letter").glob("*.html")):
        whole.update(re.findall(r'words\.phrase\("(\w+)"', path.read_text(encoding="utf-8")))
    return whole, begun


def test_every_phrase_is_asked_for_so_that_nobody_translates_one_in_vain() -> None:
    whole, begun = strings()
    begun = {start for start in begun if start.endswith("_")}
    assert begun >= {"alt_", "auto_", "measure_"}
    statuses = {"no_target", "off_track", "on_track", "watch"}  # each theme colours them
    unasked = {key for key in EN.language.phrases if key not in whole and not key.startswith(tuple(begun))}
    own = {"edition_of", "edition_to", "other_sources"}  # chosen by the wording itself
    assert unasked <= statuses | own


def test_phrases_are_sorted_so_that_a_missing_one_is_seen() -> None:
    files = [list(one.PHRASES) for one in (chart_words_en, data_words_en, web_words_en)]
    others = [key for key in EN.language.phrases if not any(key in file for file in files)]
    for keys in (*files, others):
        assert keys == sorted(keys)


@pytest.mark.parametrize(
    "text", ["two cities", "Half of it", "it doubled", "a fivefold rise", "5.5-fold", "first", "top"]
)
def test_words_that_claim_a_number_are_found(text: str) -> None:
    assert EN.claims.search(text)


@pytest.mark.parametrize("text", ["unfold the map", "manifold", "someone often", "stopped", "firsthand", "network"])
def test_words_that_only_look_like_numbers_are_left_alone(text: str) -> None:
    assert not EN.claims.search(text)


def test_every_claim_word_is_found_by_the_pattern() -> None:
    assert all(EN.claims.fullmatch(word) for word in CLAIM_WORDS)


def test_the_time_between_two_periods_is_counted_in_words() -> None:
    first = Period.year(2014)
    assert [EN.duration(first, first + count) for count in (1, 2, 9, 20)] == [
        "one year",
        "two years",
        "nine years",
        "20 years",
    ]


@pytest.mark.parametrize(
    ("things", "head"),
    [("countries", "Country"), ("firms", "Firm"), ("places", "Place"), ("series", "Series"), ("buses", "Buses")],
)
def test_the_head_above_names_is_what_one_of_them_is_called_where_its_letters_show_it(things: str, head: str) -> None:
    assert EN.language.calling(things).phrases["place_head"] == head
