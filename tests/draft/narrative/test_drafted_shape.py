"""What a drafted story has whatever the table: a cover that says of when, bars of changes, questions, a last slide."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing.draft.drafting import draft
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial
from briefing.draft.narrative.charts_of_covers import cover_pictures
from briefing.draft.narrative.charts_of_places import spread
from briefing.draft.narrative.charts_over_time import opposes, over_time
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from briefing.read.project import project as read_project
from briefing.read.yamlnodes import parse
from tests.draft.narrative.made_up_projects import Made, insight
from tests.draft.narrative.made_up_projects import project as made_up
from tests.draft.narrative.tables import table, years
from tests.thorough import THOROUGH
from tests.zoo.foreign import zoo

_NO_NUMBERS = ("period", "since", "basis")  # filters that print when, or since when
_STORIES: dict[str, dict[str, Any]] = {}
UNKNOWN = "unit not stated yet"
WEIGHT = "kt"
PARTS = {
    "fish": [50.0 + 4 * at for at in range(12)],
    "grain": [90.0 - 2 * at for at in range(12)],
    "salt": [40.0 + at for at in range(12)],
    "wool": [30.0 + at % 2 + at / 4 for at in range(12)],
    "tin": [20.0 + at % 3 + at / 5 for at in range(12)],
}


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the writers and the proof out."""
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))


def _story(folder: Path, parts: dict[str, list[float]]) -> dict[str, Any]:
    """The story of a table, made once; not to be changed."""
    asked = json.dumps(parts)
    if asked not in _STORIES:
        project = table(folder, {key: {"Alder": row} for key, row in parts.items()}, years(2020, 12))
        _STORIES[asked] = parse(story(project, insights(project), "en"), "story").value
    return _STORIES[asked]


def test_parts_are_drawn_by_the_size_of_their_changes(tmp_path: Path) -> None:
    sections = _story(tmp_path, PARTS)["sections"]
    bars = [one for one in sections if one.get("chart", {}).get("measure") == "change"]
    assert len(bars) == 1
    chart = bars[0]["chart"]
    assert (chart["kind"], chart["highlight"], chart["second"]) == ("bar", "fish", "grain")
    assert set(chart["series"]) == set(PARTS)
    assert sections.index(bars[0]) <= 2, "what the edition is about stands first"


def test_cards_of_parts_stand_by_size_and_say_so(tmp_path: Path) -> None:
    summary = next(one for one in _story(tmp_path, PARTS)["sections"] if one["id"] == "summary")
    newest = [PARTS[card["fact"]][-1] for card in summary["cards"]]
    assert newest == sorted(newest, reverse=True)
    assert len(newest) > 2


def test_the_last_slide_asks_what_the_table_leaves_open_and_why_it_matters(tmp_path: Path) -> None:
    last = _story(tmp_path, PARTS)["sections"][-1]
    assert (last["id"], last["only"]) == ("closing", ["deck"])
    assert all(len(row) == 3 for row in last["table"]["rows"])
    asked = str(last["table"]["rows"])
    assert "values after {{ fish.last | period }}" in asked
    assert "Who published" not in asked, "the source is stated in this table"
    assert "in a row" not in asked


def test_the_last_slide_asks_what_is_decided_first_then_what_the_table_leaves_open_and_of_newer_values_last(
    tmp_path: Path,
) -> None:
    rows = _story(tmp_path, PARTS)["sections"][-1]["table"]["rows"]
    first, *_, last = (str(row[0]) for row in rows)
    assert len(rows) <= 4
    assert first == "Which of our decisions depend on ferry fish?", "of what the first section is about"
    assert "Are there values after" in last
    unstated = table(tmp_path / "unstated", {"fish": {"Alder": PARTS["fish"]}}, years(2020, 12), unit=UNKNOWN)
    made = parse(story(unstated, insights(unstated), "en"), "story").value
    asked = [str(row[0]) for row in made["sections"][-1]["table"]["rows"]]
    assert "decisions" in asked[0]
    assert ["In what unit" in one for one in asked].index(True) == len(asked) - 2, "before whether there is more"


def test_a_value_is_asked_for_where_a_series_ends_a_little_before_others(tmp_path: Path) -> None:
    late = _story(tmp_path / "late", {**PARTS, "fish": PARTS["fish"][:-1]})["sections"][-1]
    assert "due?" in str(late["table"]["rows"])
    ended = _story(tmp_path / "ended", {**PARTS, "fish": PARTS["fish"][:-4]})["sections"][-1]
    assert "due?" not in str(ended["table"]["rows"])


def test_the_cover_says_what_made_the_change_and_each_number_at_most_twice(tmp_path: Path) -> None:
    falling = {
        "fuel": [900.0 - 40 * at for at in range(12)],
        "lime": [60.0 - at % 3 - at for at in range(12)],
        "paper": [40.0 - at for at in range(12)],
        "steel": [90.0 - at % 2 - 2 * at for at in range(12)],
    }
    project = table(tmp_path, {key: {"Alder": row} for key, row in falling.items()}, years(2020, 12))
    made = parse(story(project, insights(project), "en"), "story").value
    assert "share_of_change" in made["title"]["text"]
    assert "percent_with" in made["title"]["text"], "what all came to stands with what one made up"
    _told_twice_at_most(made, PhrasingContext(project, "en"))


FOREIGN = ["gdp-top-economies.csv", "eu-ets-sector-emissions.csv", "global-temp-annual.csv"]


@pytest.mark.parametrize("name", FOREIGN if THOROUGH else FOREIGN[:1])
def test_no_number_of_a_foreign_table_is_told_a_third_time(name: str, tmp_path: Path) -> None:
    draft(zoo() / name, tmp_path / "drafted", build_it=False)
    made = parse((tmp_path / "drafted" / "story.en.yaml").read_text(encoding="utf-8"), "story").value
    _told_twice_at_most(made, PhrasingContext(read_project(tmp_path / "drafted"), "en"))
    if name == FOREIGN[0]:  # its later slides are on other countries than its cover, and both summaries say so
        summary = next(one for one in made["sections"] if one["id"] == "summary")
        assert _heads(summary["points"]) == ["What changed", "What else stands out", "Why it matters"]
        assert "Japan" in summary["points"][1]["text"]
        box = made["parts"][0]["aside"][0]["points"]
        assert _heads(box) == ["What changed", "What else stands out", "Why it matters", "What to check"]


def _heads(points: list[Any]) -> list[str]:
    return [str(point["text"]).partition(".**")[0].strip("*") for point in points]


def _told_twice_at_most(made: dict[str, Any], context: PhrasingContext) -> None:
    """Assert that the prose of neither output has a number a third time; a title over cards is none of a page."""
    shown = {name: [one for one in made["sections"] if name in one.get("only", [name])] for name in ("deck", "brief")}
    deck = [made["title"], made["cover"].get("subtitle"), *_texts_of(shown["deck"], ("title", "points", "ask"))]
    figures = [one for one in shown["brief"] if "cards" not in one]
    brief = _texts_of(figures, ("title", "paragraph", "ask"))
    brief += [made["parts"][0].get("headline"), made["parts"][0].get("standfirst"), *_asides(made["parts"][0])]
    for texts in (deck, brief):
        counted = Counter(fact for text in texts if text for fact in _facts(text, context))
        assert counted
        often = {fact for fact, count in counted.items() if count > 2}
        assert not often, [_standing(text, context) for text in texts if text and _facts(text, context) & often]


def _texts_of(sections: list[dict[str, Any]], keys: tuple[str, ...]) -> list[Any]:
    found = [section.get(key) for section in sections for key in keys]
    return [one for item in found for one in (item if isinstance(item, list) else [item])]


def _asides(part: dict[str, Any]) -> list[Any]:
    return [point for aside in part.get("aside", []) for point in aside.get("points", [])]


def _standing(text: Any, context: PhrasingContext) -> str:
    """The branch of a text that stands today."""
    while isinstance(text, dict):
        stands = not text.get("when") or context.holds(text["when"])
        text = text.get("text") if stands else text.get("otherwise")
    return text or ""


def _facts(text: Any, context: PhrasingContext) -> set[tuple[str, ...]]:
    """Measure, period and records of what the branch of a text prints that stands today."""
    found = set()
    for expression, printed in re.findall(r"\{\{ (.+?)(?: \| (\w+).*?)? \}\}", _standing(text, context)):
        fact = context.fact(expression)
        if fact is not None and printed not in _NO_NUMBERS and fact.measure not in ("count", "streak"):
            records = sorted(f"{one.indicator} {one.entity} {one.period}" for one in fact.observations)
            found.add((fact.measure, str(fact.period), *records))
    return found


def test_the_cover_says_of_which_time_it_is_and_in_what_unit(tmp_path: Path) -> None:
    cover = _story(tmp_path, {"fish": PARTS["fish"]})["cover"]
    assert "| period" in cover["kicker"]
    assert "visits" in cover["chart"]["subtitle"]


def test_the_line_of_the_part_that_made_the_change_says_of_what_it_is_and_in_what_unit(tmp_path: Path) -> None:
    rows = {"fuel": [900.0 - 40 * at for at in range(12)], "lime": [60.0 - at for at in range(12)]}
    for unit, end in ((WEIGHT, f"The line shows ferry fuel, {WEIGHT}"), (UNKNOWN, "The line shows ferry fuel")):
        project = table(tmp_path / unit, {key: {"Alder": row} for key, row in rows.items()}, years(2020, 12), unit=unit)
        context = PhrasingContext(project, "en")
        shapes = {key: shape for key in rows if (shape := shape_of(context, key)) is not None}
        thesis = insight("contribution", {"ratio": "fuel.share_of_change(lime)"}, "", "down", subjects=("fuel",))
        drawn = next(cover_pictures(thesis, shapes["fuel"], ChartScene(context, shapes)))["chart"]
        assert drawn["results"][0]["detail"].endswith(end)


def test_no_line_that_fell_is_drawn_under_a_title_that_it_rose() -> None:
    falling = made_up(Made({"Ash": (5, 4, 3, -2, -3, -4, -3)}))
    rose = insight("change", {"last": "visits.last", "before": "visits.lag(1)"}, "visits.last > visits.lag(1)", "up")
    view = _view(falling, rose)
    assert opposes(rose, view)
    assert next(over_time(view))["chart"]["kind"] == "columns"
    rising = _view(made_up(Made({"Ash": (-4, -3, -2, 3, 4, 5, 6)})), rose)
    assert not opposes(rose, rising)


def test_the_column_in_colour_is_that_of_the_title() -> None:
    dipped = made_up(Made({"Ash": (50, 20, 54, 58, 61, 63, 64)}))
    facts = {"value": "visits.at(2011)", "before": "visits.at(2010)", "after": "visits.at(2012)"}
    found = insight("outlier", facts, "visits.at(2011) < visits.at(2010)", "down")
    drawn = next(over_time(_view(dipped, found)))["chart"]
    assert (drawn["kind"], drawn["highlight"]) == ("columns", "2011")
    newest = insight("change", {"last": "visits.last", "before": "visits.lag(1)"}, "visits.last > visits.lag(1)", "up")
    assert next(over_time(_view(dipped, newest)))["chart"]["highlight"] == "last"


def test_places_that_are_small_next_to_the_largest_are_compared_by_multiples() -> None:
    ranked = insight("rank", {"last": "visits.last"}, "visits.last > 0", "up", entities=("Ash",))

    def kinds(first: int) -> list[str]:
        rows = {name: (10 + at, 12 + at, 14 + at, 15 + at) for at, name in enumerate(("Elm", "Fir", "Oak", "Yew"))}
        return [one["chart"]["kind"] for one in spread(_view(made_up(Made({"Ash": (first,) * 4, **rows})), ranked))]

    assert set(kinds(400)) == {"bar"}
    assert set(kinds(40)) == {"dumbbell"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "{{ visits.at(2020) | value }} in {{ visits.at(2020) | period }}"),
     ("zh", "{{ visits.at(2020) | period }}：{{ visits.at(2020) | value }}")],
)  # fmt: skip
def test_the_value_of_an_exception_and_its_period_are_never_two_numbers_side_by_side(lang: str, words: str) -> None:
    made = made_up(Made({"Ash": (5, 6, 7, 1, 8, 9, 10)}))
    odd = insight("outlier", {"value": "visits.at(2020)"}, "visits.at(2020) < visits.last")
    charts = [one["chart"] for one in over_time(_view(made, odd, lang)) if one["chart"].get("annotations")]
    assert charts
    assert {chart["annotations"][0]["text"] for chart in charts} == {words}


def test_only_what_the_title_is_about_stands_out_among_places() -> None:
    project = made_up(Made({"Ash": (5, 6, 7, 8), "Birch": (9, 8, 7, 3), "Elm": (2, 3, 4, 5)}))
    alone = insight("all_but", {"last": "visits.last"}, "visits.last > 0", "up", entities=("Birch",))
    focused = [figure["chart"] for figure in spread(_view(project, alone)) if "highlight" in figure["chart"]]
    assert {(chart["highlight"], chart.get("second")) for chart in focused} == {("Birch", None)}
    ranked = insight("rank", {"last": "visits.last"}, "visits.last > 0", "up", entities=("Ash",))
    focused = [figure["chart"] for figure in spread(_view(project, ranked)) if "highlight" in figure["chart"]]
    assert {(chart["highlight"], chart.get("second")) for chart in focused} == {("edition", None)}


def test_what_is_measured_in_two_ways_is_drawn_in_one_chart() -> None:
    course, near, far = (-3, 1, 2, 4, 6, 9), (-4, 0, 2, 3, 6, 8), (-40, 0, 20, 30, 60, 80)
    assert _readings(course, near) == ("tickets",)
    assert _readings(course, far) == (), "of another size"
    assert _readings((3, 4, 5, 7, 9, 9), (3, 3, 5, 6, 9, 9)) == (), "amounts that add up"


def _readings(own: tuple[float, ...], second: tuple[float, ...]) -> tuple[str, ...]:
    made = Made({"Ash": own}, second=second, unit="tickets", noun="Sales")
    context = PhrasingContext(made_up(made), "en")
    shapes = {key: shape for key in ("visits", "tickets") if (shape := shape_of(context, key)) is not None}
    return ChartScene(context, shapes).readings_of_one(shapes["visits"])


def _view(project: Any, lead: Any, lang: str = "en") -> SectionView:
    context = PhrasingContext(project, lang)
    shape = shape_of(context, "visits")
    assert shape is not None
    return SectionView(SectionPlan("time", "visits", (lead,)), shape, ChartScene(context, {"visits": shape}))
