"""What lies behind a finding has a section whose chart proves it, and none where nothing does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.draft.drafting import draft
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import insight_charts, story, story_trial
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.pronouns import after_the_first
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.written_sections import write_sections
from briefing.read.yamlnodes import parse
from tests.draft.narrative.made_up_projects import Made
from tests.draft.narrative.made_up_projects import project as made_up
from tests.draft.narrative.tables import Values, months, table, years

GROWING = {
    "Alder": [100.0 + 4 * at for at in range(12)],
    "Birch": [15.0, 22, 30, 40, 52, 66, 80, 94, 106, 118, 128, 110],  # nearest to Alder in the year before the last
    "Cedar": [60.0 + at for at in range(12)],
    "Dover": [40.0 + at / 2 for at in range(12)],
    "Elm": [30.0, 32, 34, 36, 38, 36, 33, 30, 28, 26, 25, 24],  # alone below its first value
    "Fern": [20.0 + at / 3 for at in range(12)],
}
STEADY = {name: [50.0 * (at + 2) + 2 * year for year in range(12)] for at, name in enumerate(GROWING)}
PARTS = {
    "fuel": [900.0 - 40 * at for at in range(12)],
    "lime": [60.0 - at % 3 - at for at in range(12)],
    "paper": [40.0 - at for at in range(12)],
    "salt": [10.0, 10, 11, 31, 32, 31, 30, 31, 30, 29, 30, 29],
}
_STORIES: dict[str, dict[str, Any]] = {}
HALVES = {
    "all": [300.0 + 3 * at for at in range(12)],
    "goods": [100.0 - 4 * at for at in range(12)],
    "services": [200.0 + 7 * at for at in range(12)],
    "trade": [120.0 + 5 * at for at in range(12)],
    "care": [80.0 + 2 * at for at in range(12)],
    "mines": [60.0 - 3 * at for at in range(12)],
    "crafts": [40.0 - at for at in range(12)],
}


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the writers and the proof out."""
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))


def _sections(folder: Path, indicators: dict[str, dict[str, list[float]]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in _story(folder, indicators)["sections"]}


def _story(folder: Path, indicators: dict[str, dict[str, list[float]]]) -> dict[str, Any]:
    """The story of a table, made once; not to be changed."""
    asked = json.dumps(indicators)
    if asked not in _STORIES:
        project = table(folder, indicators, years(2020, 12))
        _STORIES[asked] = parse(story(project, insights(project), "en"), "story").value
    return _STORIES[asked]


def _parts(values: dict[str, list[float]]) -> dict[str, dict[str, list[float]]]:
    return {key: {"Alder": row} for key, row in values.items()}


def test_a_place_that_came_near_and_fell_back_is_drawn_in_percent_of_the_first(tmp_path: Path) -> None:
    section = _sections(tmp_path, {"visits": GROWING})["visits-fell-back"]
    assert section["title"]["text"].count(".share(") == 3, "at the start, at its peak, and now"
    chart = section["chart"]
    assert (chart["entities"], chart["measure"], chart["of"]) == (["Birch"], "share", "edition")
    (note,) = section["chart"]["annotations"]
    assert note["series"] == "Birch"
    assert "2030" in note["at"], "the year of the peak"
    (last,) = section["chart"]["results"]
    assert ".share(" in note["text"], "the ratio, as the title is on it"
    assert ".share(" in last["text"]


def test_a_place_with_few_values_is_no_finding_on_how_near_it_came(tmp_path: Path) -> None:
    rows: dict[str, dict[str, Values]] = {"visits": {**GROWING}}
    rows["visits"]["Birch"] = [value if at in (0, 10, 11) else None for at, value in enumerate(GROWING["Birch"])]
    project = table(tmp_path, rows, years(2020, 12))
    made = parse(story(project, insights(project), "en"), "story").value
    assert "Birch reached" not in str(made["title"])
    assert "visits-fell-back" not in [one["id"] for one in made["sections"]]


def test_the_summary_is_about_the_places_of_the_cover_and_another_finding(tmp_path: Path) -> None:
    summary = _sections(tmp_path, {"visits": GROWING})["summary"]
    title = str(summary["title"]["text"])
    assert title.count(".growth") == 2, "how fast both moved"
    assert [card["entity"] for card in summary["cards"]] == ["edition", "Birch", "Elm"], "the largest first"
    assert [card["entity"] for card in summary["cards"] if "highlight" in card] == ["Birch"], "the one of the cover"


def test_the_turn_of_the_one_place_that_is_the_exception_has_a_section_with_its_line(tmp_path: Path) -> None:
    found = _sections(tmp_path / "exception", {"visits": GROWING})
    assert "visits-alike" in found
    assert found["visits-reversal"]["chart"]["kind"] == "line"


def test_a_place_that_turned_is_drawn_with_the_other_one_of_its_text_alone_in_a_colour_of_its_own(
    tmp_path: Path,
) -> None:
    turned = {**GROWING, "Dover": [40.0 + 2 * at for at in range(8)] + [50.0, 46, 43, 41]}
    chart = _sections(tmp_path / "two", {"visits": turned})["visits-reversal"]["chart"]
    assert chart["entities"] == ["Elm", "Dover"]
    assert (chart["highlight"], chart["second"]) == ("Elm", "Dover")
    lone = _sections(tmp_path / "one", {"visits": GROWING})["visits-reversal"]["chart"]
    assert "Birch" not in lone["entities"], "it is not told of in the text"
    assert len(lone["entities"]) > 2
    assert "second" not in lone


def test_the_one_place_below_its_first_value_is_the_title_of_both_ends(tmp_path: Path) -> None:
    titles = [str(one["title"]) for one in _sections(tmp_path, {"visits": GROWING}).values()]
    assert any("only Elm’s" in one for one in titles)


def test_a_newest_change_against_the_whole_period_is_drawn_for_every_place(tmp_path: Path) -> None:
    lately = {place: [*values[:-1], values[-2] - at] for at, (place, values) in enumerate(STEADY.items())}
    section = _sections(tmp_path / "falls", {"visits": lately})["visits-newest-moves"]
    assert "fell in" in str(section["title"])
    assert section["chart"]["period"] == {"last": "2"}
    assert section["chart"]["highlight"] == "Fern", "where the fall is largest in %"
    assert not [name for name in _sections(tmp_path / "none", {"visits": STEADY}) if "moves" in name]


def test_newest_changes_whose_chart_is_refused_have_no_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lately = {place: [*values[:-1], values[-2] - at] for at, (place, values) in enumerate(STEADY.items())}
    refused = {"chart": {"kind": "bump", "series": ["visits"], "entities": "all"}}  # nobody knows which end is good
    monkeypatch.setattr(insight_charts, "_VIEWS", {**insight_charts._VIEWS, "moves": lambda _: iter([refused])})
    monkeypatch.setattr(f"{__name__}._STORIES", {})
    assert "visits-newest-moves" not in _sections(tmp_path, {"visits": lately})


def test_a_first_place_that_was_first_before_gives_way_to_the_place_that_moved_up(tmp_path: Path) -> None:
    found = _sections(tmp_path, {"visits": GROWING})
    assert not [one for one in found.values() if "ranked first" in str(one["title"])]
    section = found["visits-climber"]
    assert "Birch" in str(section["title"])
    chart = section["chart"]
    assert (chart["kind"], chart["best"], chart["entities"]) == ("bump", "highest", "all")
    assert chart["highlight"] == "Birch"


def test_a_place_that_moved_up_among_many_is_drawn_with_those_that_it_passed(tmp_path: Path) -> None:
    many = {f"Shire {at}": [30.0 + at] * len(GROWING["Birch"]) for at in range(8)}
    section = _sections(tmp_path, {"visits": {**GROWING, **many}})["visits-climber"]
    places = section["chart"]["entities"]
    assert section["chart"]["kind"] == "line"
    assert places[0] == section["chart"]["highlight"]
    assert 1 < len(places) < len(GROWING) + len(many), "not those which it did not pass"
    assert "visits.places()" in section["subtitle"], "of how many places some are drawn"


def test_places_that_keep_their_order_and_rise_alike_have_no_section_of_their_own(tmp_path: Path) -> None:
    found = _sections(tmp_path, {"visits": STEADY})
    assert not [name for name in found if re.search("fell-back|passed|reversal|relative", name)]
    assert not any("only" in str(one["title"]).split() for one in found.values())


def test_a_rise_that_was_one_step_says_so_and_asks_what_was_counted(tmp_path: Path) -> None:
    found = _sections(tmp_path, _parts(PARTS))
    section = found["salt-one-step"]
    assert "in one step" in str(section["title"])
    assert "salt.between(2022, 2023)" in str(section["title"])
    assert "2023" in section["chart"]["annotations"][0]["at"]
    assert "counted" in str(found["closing"]["table"]["rows"])


def test_a_single_value_is_no_title_of_a_chart_with_both_ends_of_all_places(tmp_path: Path) -> None:
    places = {
        name: [40.0 * size + 2 * at + at * at % 5 for at in range(24)]
        for size, name in enumerate(("Alder", "Birch", "Cedar", "Elm"), 2)
    }
    places["Alder"][12] = 40.0
    context = PhrasingContext(table(tmp_path, {"visits": places}, months(2030, 24)), "en")
    found = insights(context.project, all=True)
    (everywhere,) = (one for one in found if one.type == "all_but")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape}, 1)
    (section,) = write_sections([SectionPlan("alike", "visits", (everywhere,))], scene, found)
    assert "outlier" in {one.type for one in section.support}
    assert section.lead is everywhere


@pytest.mark.parametrize(("at", "leads"), [(8, False), (33, True)])
def test_a_single_value_of_long_ago_supports_a_course_and_leads_no_edition(
    at: int, leads: bool, tmp_path: Path
) -> None:
    values = [140.0 + 2 * month + month * month % 5 for month in range(36)]
    values[at] *= 1.3
    context = PhrasingContext(table(tmp_path, {"visits": {"Alder": values}}, months(2028, 36)), "en")
    found = insights(context.project, all=True)
    trend = next(one for one in found if one.type == "trend")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape}, 1)
    (section,) = write_sections([SectionPlan("time", "visits", (trend,))], scene, found)
    assert ("outlier" in (section.lead.type, section.thesis.type if section.thesis else "")) is leads
    assert "outlier" in {one.type for one in (section.lead, *section.support)}
    alone = next(one for one in found if one.type == "outlier")
    (section,) = write_sections([SectionPlan("time", "visits", (alone,))], scene, found)
    assert (section.thesis is alone) is leads, "a section of its own leads neither"


def test_a_steady_rise_against_the_others_is_no_step(tmp_path: Path) -> None:
    steady = {**PARTS, "salt": [10.0 + 2 * at for at in range(12)]}
    assert "salt-one-step" not in _sections(tmp_path, _parts(steady))


def test_the_two_halves_of_a_whole_that_went_opposite_ways_stand_side_by_side(tmp_path: Path) -> None:
    found = _sections(tmp_path, _parts(HALVES))
    section = next(one for name, one in found.items() if name.endswith("opposed"))
    assert "services.change" in str(section["title"])
    assert "goods.change" in str(section["title"])
    assert set(section["chart"]["series"]) == {"services", "goods"}
    rising = {"goods": [100.0 + 4 * at for at in range(12)], "mines": [60.0 + 3 * at for at in range(12)]}
    alike = {
        **HALVES,
        **rising,
        "all": [300.0 + 11 * at for at in range(12)],
        "crafts": [40.0 + at for at in range(12)],
    }
    assert not [name for name in _sections(tmp_path / "alike", _parts(alike)) if name.endswith("opposed")]


def test_the_cover_s_finding_is_proved_first_and_is_the_headline_of_the_page(tmp_path: Path) -> None:
    made = _story(tmp_path, {"visits": GROWING})
    assert made["title"] == made["parts"][0]["headline"]
    assert made["sections"][1]["id"] == "visits-fell-back"


def test_the_cover_draws_the_ratio_that_its_title_tells(tmp_path: Path) -> None:
    made = _story(tmp_path, {"visits": GROWING})
    drawn = made["cover"]["chart"]
    assert (drawn["kind"], drawn["measure"], drawn["entities"], drawn["of"]) == ("line", "share", ["Birch"], "edition")
    assert "percentage of" in drawn["subtitle"]


def test_notes_say_the_finding_and_lead_to_the_next_slide(tmp_path: Path) -> None:
    found = _sections(tmp_path, {"visits": GROWING})
    shown = [one for one in found.values() if "chart" in one and one["id"] != "summary"]
    assert len(shown) >= 4
    assert all("Next: " in str(one["notes"]) for one in shown)
    assert "answered" in str(shown[-1]["notes"])


def test_points_of_a_slide_begin_in_different_words(tmp_path: Path) -> None:
    for indicators in ({"visits": GROWING}, _parts(PARTS), _parts(HALVES)):
        for section in _sections(tmp_path / str(len(indicators)), indicators).values():
            leads = [
                re.match(r"\*\*(.+?)\*\*", one if isinstance(one, str) else one["text"]) for one in _points(section)
            ]
            named = [one[1] for one in leads if one]
            assert len(named) == len(set(named)), section["id"]


def test_no_line_of_a_slide_repeats_a_number_of_its_title_or_of_another_line(tmp_path: Path) -> None:
    for at, indicators in enumerate(({"visits": GROWING}, _parts(PARTS), _parts(HALVES))):
        for section in _sections(tmp_path / str(at), indicators).values():
            if section["id"] == "closing":
                continue
            printed = [_numbers(one) for one in (section["title"], *_points(section))]
            for place, own in enumerate(printed):
                others = set().union(*printed[:place])
                assert not own & others, f"{section['id']}: {own & others}"
    assert _numbers("It rose to {{ visits.last | value }} in {{ visits.last | period }}") == {"visits.last"}


def _numbers(text: Any) -> set[str]:
    """The facts that the first branch of a text prints, and not as a period, a place or a count."""
    words = text if isinstance(text, str) else text["text"]
    found = re.findall(r"\{\{ (.+?) (?:\| (\w+).*?)?\}\}", words)
    return {fact.strip() for fact, how in found if how not in ("period", "entity") and "places(" not in fact}


def _points(section: dict[str, Any]) -> list[Any]:
    return section.get("points") or []


def test_the_first_sentence_of_a_paragraph_keeps_the_name() -> None:
    context = PhrasingContext(made_up(Made({"Ash": (10, 20, 30)})), "en")
    texts = [ConditionalText("Harbour visits rose."), ConditionalText("Harbour visits were 3.")]
    assert [one.text for one in after_the_first(texts, "visits", context)] == ["Harbour visits rose.", "They were 3."]
    other = [
        ConditionalText("Harbour visits rose."),
        ConditionalText("The low of harbour visits was 3."),
        ConditionalText(
            "In {{ visits.last | period }} Harbour visits rose.",
            when="a",
            otherwise=ConditionalText("Harbour visits were 3."),
        ),
    ]
    _, second, third = after_the_first(other, "visits", context)
    assert second == other[1], "it is no subject there"
    assert (third.text, third.otherwise and third.otherwise.text) == (
        "In {{ visits.last | period }} they rose.",
        "They were 3.",
    )
    chinese = PhrasingContext(made_up(Made({"Ash": (10, 20, 30)})), "zh")
    assert after_the_first(texts, "visits", chinese) == texts


def _of_places(folder: Path, *options: str) -> dict[str, Any]:
    """The story of a table in which visits rise everywhere, of the whole or of the place that is given."""
    slopes = {"World": 3.0, "Asia": 2.0, "Africa": 4.0, "Europe": 6.0, "Oceania": 5.0, "Americas": 1.0}
    rows = [f"{place},{2000 + at},{40 + slope * at:g}" for place, slope in slopes.items() for at in range(15)]
    file = folder / "visits.csv"
    file.write_text("\n".join(["place,year,Visits (thousands)", *rows]) + "\n", encoding="utf-8")
    made = draft(file, folder / "draft", entity=next(iter(options), ""), build_it=False)
    return parse((made.folder / "story.en.yaml").read_text(encoding="utf-8"), "story").value  # type: ignore[no-any-return]


def test_the_course_of_the_whole_of_all_places_leads_and_their_chart_has_all_of_them(tmp_path: Path) -> None:
    story_of_world = _of_places(tmp_path)
    first, *_ = (one for one in story_of_world["sections"] if one["id"] != "summary")
    assert first["id"] == "visits-trend"
    alike = next(one for one in story_of_world["sections"] if one["id"] == "visits-alike")
    assert (alike["chart"]["entities"], "highlight" in alike["chart"]) == ("all", False)


def test_the_course_of_one_of_the_places_gives_way_to_what_compares_them(tmp_path: Path) -> None:
    sections = _of_places(tmp_path, "Africa")["sections"]
    assert "visits-trend" not in {one["id"] for one in sections}
    (alike,) = (one for one in sections if one.get("chart", {}).get("kind") == "dumbbell")
    assert alike["chart"]["highlight"] == "edition"


def _of_world(folder: Path, world: list[float]) -> list[str]:
    """The sections of an edition of the world, of a rate of which six places have values of their own."""
    places = {place: [level + at % 3.0 for at in range(len(world))] for level, place in enumerate("ABCDEF", 3)}
    rows = [
        f"{place},{1990 + at},{value:g}"
        for place, values in {"World": world, **places}.items()
        for at, value in enumerate(values)
    ]
    file = folder / "rates.csv"
    file.write_text("\n".join(["place,year,Visits per person", *rows]) + "\n", encoding="utf-8")
    made = draft(file, folder / "draft", build_it=False)
    story_of_world: Any = parse((made.folder / "story.en.yaml").read_text(encoding="utf-8"), "story").value
    return [one["id"] for one in story_of_world["sections"]]


def test_an_ordinary_newest_change_gives_way_to_the_low_since_which_a_course_rose(tmp_path: Path) -> None:
    around = [7.5, 7.0, 7.4, 7.1, 7.5, 6.9, 7.3, 6.8, 7.2, 6.6, 6.1, 6.5, 6.9, 6.7, 7.1, 6.9, 7.3, 7.5, 7.2, 7.5, 7.51]
    assert "visits_per_person-turn" in _of_world(tmp_path, around)


def test_a_rate_of_the_whole_has_a_section_on_its_places_too(tmp_path: Path) -> None:
    assert "visits_per_person-ends" in _of_world(tmp_path, [7.0 + at % 2 for at in range(20)])


def test_the_newest_values_of_a_few_years_are_no_section_next_to_their_course(tmp_path: Path) -> None:
    found = _sections(
        tmp_path, {"visits": {"Alder": [50.0 + 2 * at for at in range(6)], "Birch": [20.0 + at for at in range(6)]}}
    )
    assert any(one.endswith("-trend") for one in found)
    assert not any(one.endswith("-newest") for one in found)


def test_a_table_of_one_year_compares_its_places_and_repeats_no_value(tmp_path: Path) -> None:
    rows = [
        f"{thing},2021,{share}" for thing, share in zip("ABCDEFG", (14.1, 11.9, 9.4, 9.1, 7.9, 7.6, 3.2), strict=True)
    ]
    file = tmp_path / "shares.csv"
    file.write_text("\n".join(["thing,year,Share of waste", *rows]) + "\n", encoding="utf-8")
    made = draft(file, tmp_path / "draft", build_it=False)
    drafted: Any = parse((made.folder / "story.en.yaml").read_text(encoding="utf-8"), "story").value
    assert [one["id"] for one in drafted["sections"]][1:-2] == ["share_of_waste-ends"]
    assert "2021 to" not in json.dumps(drafted["sections"][0])


def test_a_table_of_one_year_has_no_start_and_no_column_that_stands_alone_on_the_cover(tmp_path: Path) -> None:
    shares = {"Monaco": 37.3, "Italy": 23.7, "Portugal": 23.3, "Finland": 22.9, "Greece": 22.8, "Germany": 22.1}
    shares |= {"Croatia": 21.9, "France": 21.1, "Latvia": 20.9, "Spain": 19.9, "Malta": 18.5, "Norway": 18.1}
    file = tmp_path / "old.csv"
    rows = [f"{place},2021,{share}" for place, share in shares.items()]
    file.write_text("\n".join(["country,year,Residents over 65", *rows]) + "\n", encoding="utf-8")
    made = draft(file, tmp_path / "draft", entity="Germany", build_it=False)
    words = (made.folder / "story.en.yaml").read_text(encoding="utf-8")
    assert "at the start" not in words
    assert "chart" not in parse(words, "story").value["cover"]
