"""The first story of made-up tables: it builds at once and next time, whatever the table is like."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from briefing import compose, read
from briefing.assets import asset
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial
from briefing.draft.narrative.alternatives import Alternatives, choose
from briefing.draft.narrative.imagined_periods import imagined_projects
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.series_shape import newest_first, shape_of
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.text import plain
from briefing.read.yamlnodes import parse
from tests.draft.narrative.tables import months, table, years

RISING = [40.0, 44, 43, 47, 52, 51, 58, 60, 66, 71, 70, 78]
PLACES = {
    name: [value * (at + 2) / 3 - at for value in RISING] for at, name in enumerate(("Alder", "Birch", "Elm", "Fir"))
}

LIME = {"Alder": [30.0, 28, 31, 29, 30, 28, 90, 29, 30, 31, 29, 30]}
SALT = {"Alder": [10.0, 12, 14.6, 17.5, 21, 25.2, 26, 26.6, 27.3, 28, 28.8, 29.5]}


def composed(project: Project, text: str, folder: Path) -> Document:
    """The document of a story; what is wrong with it fails the test."""
    path = folder / "story.en.yaml"
    path.write_text(text, encoding="utf-8")
    document, faults = compose.draft(project, read.story(path), "en")
    assert [str(one) for one in (*faults, *document.findings) if one.severity != "notice"] == []
    return document


def _drafted(project: Project, folder: Path) -> Document:
    text = story(project, insights(project), "en")
    for later in imagined_projects(project):
        composed(later, text, folder)
    return composed(project, text, folder)


def _last_drawn(document: Document) -> str:
    """The last section that has a chart."""
    sections = document.parts[-1].sections
    return [one.id for one in sections if any(isinstance(block, Chart) for block in one.blocks)][-1]


@pytest.fixture
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the writers and the proof out, which another test asks."""
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))


@pytest.mark.usefixtures("_in_memory")
def test_tables_of_every_shape_have_a_story_now_and_next_time(tmp_path: Path) -> None:
    halves = [value / 2 for value in RISING]
    tables = {
        "places": table(tmp_path / "places", {"visits": PLACES, "trips": PLACES}, years(2020, 12), last=12),
        "one": table(tmp_path / "one", {"visits": {"Alder": RISING}}, years(2020, 12)),
        "two": table(tmp_path / "two", {"visits": {"Alder": [3.0, 4.0], "Birch": [4.0, 3.5]}}, years(2030, 2)),
        "single": table(tmp_path / "single", {"visits": {"Alder": [3.0]}}, years(2030, 2)),
        "below": table(tmp_path / "below", {"balance": {"Alder": [value - 55 for value in RISING]}}, months(2030, 12)),
        "rates": table(
            tmp_path / "rates", {"a": {"Alder": halves}, "b": {"Alder": halves[::-1]}}, months(2030, 12), unit="%"
        ),
    }
    for name, project in tables.items():
        document = _drafted(project, tmp_path)
        sections = [section for part in document.parts for section in part.sections]
        titles = [plain(section.title) for section in sections]
        assert len(titles) == len(set(titles)) > 1, name
        assert not [text for one in sections if re.search(r"(\d{4}) to \1", text := plain(one.subtitle))], name
        assert document.letter.points
        assert [block for part in document.parts for block in part.asides if not block.points] == [], name
        assert plain(document.letter.greeting)


@pytest.mark.usefixtures("_in_memory")
def test_the_same_table_has_the_same_story(tmp_path: Path) -> None:
    rising, falling = {"Alder": [3.0, 4.0, 7.0]}, {"Alder": [7.0, 4.0, 3.0]}
    one, other = (
        table(tmp_path / name, {"visits": places}, years(2020, 3))
        for name, places in (("one", rising), ("other", falling))
    )
    text = story(one, insights(one), "en")
    assert text == story(one, insights(one), "en")
    assert text != story(other, insights(other), "en")


@pytest.mark.usefixtures("_in_memory")
def test_the_place_of_an_edition_stands_in_its_finding_where_the_data_have_others(tmp_path: Path) -> None:
    several = table(tmp_path / "places", {"visits": PLACES}, years(2020, 12), last=12)
    alone = table(tmp_path / "alone", {"visits": {"Alder": RISING}}, years(2020, 12), last=12)
    for project, named in ((several, True), (alone, False)):
        made = composed(project, story(project, insights(project), "en"), tmp_path)
        for words in (made.letter.subject, made.parts[0].headline):
            assert plain(words).startswith(f"{project.edition.entity}’s ") is named, plain(words)


@pytest.mark.usefixtures("_in_memory")
def test_what_supports_a_finding_of_a_summary_is_of_the_measure_above_it(tmp_path: Path) -> None:
    births = {"Ash": [8.9, 8.6, 8.3, 8.1, 6.7, 7.2, 6.5, 5.8], "Birch": [2.4, 1.9, 1.6, 1.4, 0.6, 0.9, 0.2, -0.4]}
    moves = {"Ash": [-4.8, -5.1, -5.6, -5.4, -7.9, -8.3, -6.1, -5.7], "Birch": [5.1, 5.3, 5, 5.6, 6.2, 6, 5.8, 5.9]}
    births |= {"Cedar": [-0.3, -0.6, -0.9, -1.2, -1.9, -1.8, -2.4, -2.9]}
    moves |= {"Cedar": [11.2, 10.8, 11.5, 11.0, 12.1, 13.4, 12.9, 12.2], "Elm": [-1, -0.9, -1, -0.8, -0.6, -0.4, 0, 0]}
    births |= {"Elm": [0.7, 0.2, -0.1, -0.4, -1.7, -1.2, -1.9, -2.3]}
    project = table(tmp_path, {"births": births, "moves": moves}, years(2016, 8), unit="per 1,000 people")
    made = parse(story(project, insights(project), "en"), "story").value
    summary = next(one for one in made["sections"] if one["id"] == "summary")
    texts = [str(one["text"]) for one in summary["points"] if "What to watch" not in str(one["text"])]
    assert texts
    for above, below in pairwise(texts):
        measures = [name for name in ("births", "moves") if f"{name}." in below]
        assert all(f"ferry {name}" in below.lower() or f"{name}." in above for name in measures), (above, below)


@pytest.mark.usefixtures("_in_memory")
def test_a_point_of_a_summary_of_several_measures_says_of_which_it_is(tmp_path: Path) -> None:
    project = table(tmp_path, {"lime": LIME, "salt": SALT}, years(2020, 12))
    made = parse(story(project, insights(project), "en"), "story").value
    summary = next(one for one in made["sections"] if one["id"] == "summary")
    (why,) = (str(one["text"]) for one in summary["points"] if "Why it matters" in str(one["text"]))
    assert "salt.growth" in why
    assert "ferry salt" in why, "the point above it is about lime"


@pytest.mark.usefixtures("_in_memory")
def test_each_point_of_a_summary_has_a_head(tmp_path: Path) -> None:
    paper = {"Alder": [20.0, 17, 15, 13, 11, 10, 11, 13, 15, 18, 21, 24]}
    project = table(tmp_path, {"lime": LIME, "paper": paper, "salt": SALT}, years(2020, 12))
    made = parse(story(project, insights(project), "zh"), "story").value
    points = [str(one["text"]) for one in made["sections"][0]["points"]]
    assert len(points) == 3
    assert [one for one in points if not one.startswith("**")] == []


@pytest.mark.usefixtures("_in_memory")
def test_a_place_that_moved_up_in_two_years_is_drawn_with_those_it_passed_and_the_summary_says_by_what(
    tmp_path: Path,
) -> None:
    names = ["Alder", "Birch", "Cedar", "Dover", "Elm", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple"]
    visits = {name: [100.0 - 6 * at, 99.0 - 6 * at] for at, name in enumerate(names)}
    visits |= {"Alder": [118.0, 117], "Hazel": [58.0, 74]}
    tickets = {name: [40.0 - 2 * at, 41.0 - 2 * at] for at, name in enumerate(names)}
    tickets |= {"Alder": [46.0, 47], "Maple": [18.0, 31]}
    project = table(tmp_path, {"visits": visits, "tickets": tickets}, years(2020, 2))
    made = parse(story(project, insights(project), "en"), "story").value
    found = {one["id"]: one for one in made["sections"]}
    drawn = found["visits-climber"]["chart"]
    assert (drawn["kind"], drawn["highlight"]) == ("dumbbell", "Hazel"), "a chart of Alder says nothing of it"
    assert drawn["entities"] == ["Hazel", "Fern", "Gorse"]
    assert "**Hazel moved up.** Ferry visits: " in str(found["summary"]["points"][0])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_series_that_ends_before_another_is_not_said_to_end_before_all_others(lang: str) -> None:
    tables = import_module(f"briefing.draft.narrative.caveats_wordings_{lang}").WORDINGS
    said = str([tables[kind] for kind in ("missing:newest", "missing:start")])  # whose claims are about one other
    assert not re.search(r"\bother series|the rest\b|其他数列", said)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_an_edition_says_of_its_outlook_can_say_of_which_measure_it_is(lang: str) -> None:
    outlook = import_module(f"briefing.draft.narrative.outlook_wordings_{lang}").WORDINGS
    naming = re.compile(r"<[^<>]*(label|name|place|owner|part)", re.IGNORECASE)
    assert [
        kind for kind, slots in outlook.items() if not any(map(naming.search, slots.get("point", ["<name>"])))
    ] == []


@pytest.mark.usefixtures("_in_memory")
def test_names_of_the_data_are_text(tmp_path: Path) -> None:
    names = {"a": "{{ 1/0 }} **visits** [x](y)", "b": '=cmd() "65+", <b>aged</b> | #1', "c": "Three-month rate: new"}
    project = table(tmp_path / "names", {key: {"Alder": RISING} for key in names}, years(2020, 12), names=names)
    document = _drafted(project, tmp_path)
    cards = [
        plain(card.label)
        for part in document.parts
        for section in part.sections
        for block in section.blocks
        for card in getattr(block, "cards", ())
    ]
    assert any("{{ 1/0 }}" in label and "**visits**" in label for label in cards), cards


@pytest.mark.usefixtures("_in_memory")
def test_names_that_no_sentence_can_have_stand_in_a_title_with_their_value(tmp_path: Path) -> None:
    names = {key: f"Harbour dues ; All vessels ; {key}ern quays ;" for key in ("east", "west")}
    both = {"east": {"Alder": RISING}, "west": {"Alder": [value + at for at, value in enumerate(RISING)]}}
    document = _drafted(table(tmp_path / "long", both, years(2020, 12), names=names, unit="points"), tmp_path)
    summary = next(section for part in document.parts for section in part.sections if section.id == "summary")
    assert plain(summary.title) in {f"{names['east']}: 78", f"{names['west']}: 89"}


def test_a_story_is_written_and_proved_before_it_is_handed_over(tmp_path: Path) -> None:
    project = table(tmp_path / "whole", {"visits": PLACES}, years(2020, 12), last=12)
    composed(project, story(project, insights(project), "en"), tmp_path)


@pytest.mark.usefixtures("_in_memory")
def test_a_chart_of_some_of_many_places_says_of_how_many(tmp_path: Path) -> None:
    places = {f"Town {chr(65 + at)}": [value * (at + 2) for value in RISING] for at in range(20)}
    places |= {name: [300.0 - value for value in RISING] for name in ("Zell", "Zorn")}
    document = _drafted(table(tmp_path, {"trips": places}, years(2012, 12)), tmp_path)
    some = [
        (chart, section)
        for part in document.parts
        for section in part.sections
        for chart in section.blocks
        if isinstance(chart, Chart) and chart.kind == "dumbbell"
    ]
    assert some
    for chart, section in some:
        assert plain(chart.subtitle or section.subtitle).startswith(f"{len(chart.categories)} of 22 places: ")


def _refusing(
    project: Project, document: Document, where: str, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, str]]:
    """Where a trial says that a refusal of the deck lies: its origin, and its line in the story."""
    words = plain(document.parts[0].headline)

    class Deck:
        name = "deck"

        def write(self, *_: object) -> None:
            last = _last_drawn(document)
            raise LayoutError([Finding(where, f"2 words too many: “{words}”", "shorten it", origin=f"section {last}")])

    monkeypatch.setattr(story_trial, "chosen_outputs", lambda _: [Deck()])
    found = story_trial._written_and_proved(project, read.theme(asset("themes/ink.toml")), document)
    return [(one.origin, one.where) for one in found]


def test_what_is_drawn_is_refused_in_its_section_whoever_says_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = table(tmp_path / "rows", {"visits": PLACES}, years(2020, 12), last=12)
    with monkeypatch.context() as patch:
        patch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))
        text = story(project, insights(project), "en")
    document = composed(project, text, tmp_path)
    last = _last_drawn(document)
    drawn = f"deck, slide 9 ({last}), Row 1"
    assert _refusing(project, document, drawn, monkeypatch) == [(f"section {last}", drawn)]
    said = _refusing(project, document, f"deck, slide 9 ({last}), title", monkeypatch)
    assert said
    assert all(origin == "" and "line " in where for origin, where in said), "each text that says the same"


@pytest.mark.parametrize(
    ("what", "places"),
    [
        ("a band of 42 pt stands empty below its evidence", []),
        ("its lines overlap", [("sections", 0, "chart")]),
    ],
)
def test_a_chart_is_kept_although_its_slide_leaves_a_band(what: str, places: list[object]) -> None:
    chosen = choose({"sections": [{"id": "visits", "chart": Alternatives([{"kind": "line"}, {"kind": "columns"}])}]})
    finding = Finding("deck, slide 3", what, "enlarge the evidence", "warning", origin="section visits")
    assert list(story_trial._refused(finding, chosen, {})) == places


@pytest.mark.parametrize(("last", "older"), [(40, True), (0, False)])
def test_values_before_the_period_of_an_edition_are_said_to_be_left_out(tmp_path: Path, last: int, older: bool) -> None:
    values = [100.0 + at % 7 for at in range(90)]
    written = table(tmp_path, {"visits": {"Ash": values}}, months(2015, 90), last=last)
    text = story(written, insights(written), "en")
    assert ("are not part of this edition" in text) == older


@pytest.mark.usefixtures("_in_memory")
def test_what_a_median_counts_is_not_said_of_a_balance_which_has_none(tmp_path: Path) -> None:
    towns = {f"Town {chr(65 + at)}": [(value - 50) * (at - 9) for value in RISING] for at in range(20)}
    written = table(tmp_path, {"balance": towns}, years(2012, 12))
    text = story(written, insights(written), "en")
    assert "Counts and ranks are of" in text
    assert "median" not in text


def test_what_never_changes_has_no_section_and_no_card_beside_what_does(tmp_path: Path) -> None:
    course = [8.5, 7.7, 6.9, 4.7, 5.4, 4.8, 3.2, 2.9, 3.5, 3.0]
    fields = {"debt": {"Ash": course}, "limit": {"Ash": [6.5] * 10}}
    made = table(tmp_path / "both", fields, years(2015, 10))
    written = story(made, insights(made), "en")
    assert "limit" not in written
    places = {"Ash": [6.5] * 10, "Elm": [7.5] * 10, "Oak": [8.5] * 10}
    for number, other in enumerate(({"limit": {"Ash": [6.5] * 10}}, {"debt": fields["debt"], "limit": places})):
        made = table(tmp_path / str(number), other, years(2015, 10))
        assert "limit" in story(made, insights(made), "en"), "it is all that there is, or compares places"


def test_each_number_in_per_mille_has_its_sign(tmp_path: Path) -> None:
    course = [8.5, 8.1, 6.9, 4.7, 5.4, 3.2, 2.9, 1.5, 0.2, -0.3]
    made = table(tmp_path, {"debt": {"Ash": course}}, years(2015, 10), unit="‰ of output")
    written = story(made, insights(made), "en")
    assert "debt.last | unit" in written
    assert not re.search(r"(?:from|to|was) {{ debt\.\S+ \| (?:value|full) }}", written)


def test_what_ended_years_before_most_others_stands_behind_them(tmp_path: Path) -> None:
    course = [1.0, 2, 3, 5, 8, 9, 11, 14]
    for short, order in ((5, ["now", "last", "old"]), (6, ["old", "now", "last"])):
        fields = {"old": course[:short], "now": course, "last": course}
        made = table(tmp_path / str(short), {key: {"Ash": values} for key, values in fields.items()}, years(2015, 8))
        context = PhrasingContext(made, "en")
        shapes = {key: shape for key in fields if (shape := shape_of(context, key))}
        assert list(newest_first(shapes)) == order
    projected = {key: {"Ash": course if key == "plan" else course[:4]} for key in ("old", "plan", "last")}
    context = PhrasingContext(table(tmp_path / "plan", projected, years(2015, 8)), "en")
    shapes = {key: shape for key in projected if (shape := shape_of(context, key))}
    assert list(newest_first(shapes)) == ["old", "plan", "last"], "most end before a projection"
