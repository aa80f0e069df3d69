"""Drafted sentences give changes by the measure that fits the values, and say nothing twice in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from briefing.draft.drafting import draft
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.time_wordings_en import WORDINGS
from briefing.draft.narrative.unstated_words import card_unit
from briefing.draft.narrative.written_sections import plain_subtitle
from briefing.model.format import Format
from tests.draft.narrative.made_up_projects import Made, project


def story(tmp_path: Path, rows: Iterable[str]) -> str:
    table = tmp_path / "isles.csv"
    table.write_text("\n".join(rows), encoding="utf-8")
    draft(table, tmp_path / "made", build_it=False)
    return (tmp_path / "made" / "story.en.yaml").read_text(encoding="utf-8")


def test_no_change_of_what_is_below_zero_somewhere_is_given_in_percent(tmp_path: Path) -> None:
    course = (20, 30, 40, 30, 20, 30, 45, 50, 55)
    rows = [
        f"{place},{2010 + at},{sign * value}"
        for place, sign in (("Ash", 1), ("Elm", -1))
        for at, value in enumerate(course)
    ]
    text = story(tmp_path, ["isle,year,warmth", *rows])
    assert "pass" in text, "that it made good a loss is what the draft is about"
    assert ".percent" not in text


def test_wordings_of_seasons_hold_for_quarters_too() -> None:
    wordings = [words for slot in WORDINGS["season"].values() for words in slot]
    plain = [re.sub("<[^<>]*>", "", words) for words in wordings]
    assert plain
    assert not [words for words in plain if "month" in words.lower()]
    assert not [words for words in plain if re.search("each year|every year|year after year", words)], "of ten at most"


def test_nobody_is_asked_when_a_median_of_places_is_due(tmp_path: Path) -> None:
    places = ("World", *(f"{tree} {side}" for tree in ("Ash", "Elm", "Fir", "Oak", "Yew") for side in ("east", "west")))
    values = {(place, 2010 + at): 20 + 3 * at + 7 * number for number, place in enumerate(places) for at in range(10)}
    del values["Yew west", 2019]
    rows = [f"{place},{at},{value}" for (place, at), value in values.items()]
    assert " due?" not in story(tmp_path, ["isle,year,levy", *rows])


def test_a_thing_of_several_has_their_peak_and_not_its(tmp_path: Path) -> None:
    course = (30, 40, 30, 20, 30, 45, 50, 55)
    text = story(tmp_path, ["year,Imports", *(f"{2010 + at},{value}" for at, value in enumerate(course))])
    assert "their peak" in text or "their old peak" in text
    assert not re.search("its (old )?peak", text)


def test_a_unit_that_is_a_scale_alone_leaves_no_comma_before_the_period() -> None:
    made = project(Made({"Ash": (3142.1, 3160.4, 3190.2)}, unit="thousand"))
    visits = replace(made.dataset.indicators["visits"], format=Format(scale="million", decimals=2))
    context = PhrasingContext(replace(made, dataset=replace(made.dataset, indicators={"visits": visits})), "en")
    words = plain_subtitle("visits", context)
    assert words == "{{ visits.first | period }} to {{ visits.last | period }}"
    assert card_unit(context, "visits") == "number", "a card without a unit is refused"


def test_two_paces_of_one_way_do_not_say_its_verb_twice_in_one_clause(tmp_path: Path) -> None:
    course = [0.0, *(-0.26 * at for at in range(1, 41)), *(-10.4 - 0.71 * at for at in range(1, 28))]
    text = story(tmp_path, ["year,mass balance", *(f"{1956 + at},{value:.2f}" for at, value in enumerate(course))])
    assert "pace | moved }}; since then it {{" in text
    again = r"pace \| moved \}\} (?:to|until) \{\{[^{}]*\}\} and \{\{[^{}]*moved \}\} since"
    assert not re.search(again, text)


def test_a_summary_of_words_has_no_subtitle_of_values(tmp_path: Path) -> None:
    rows = [
        "Country Name,2019",
        *(f"{place},{60 + 7 * at}" for at, place in enumerate(("Norway", "Peru", "Chad", "Fiji"))),
    ]
    text = story(tmp_path, rows)
    assert "only: [brief]" in text
    assert "Newest values, and what each is compared with" not in text
