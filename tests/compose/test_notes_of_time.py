"""Notes of months: what is not adjusted is called so once, with its name among others; a month without a value too."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.model.dataset import Gap
from briefing.model.document import Document
from briefing.model.edition import Subject
from briefing.model.period_notation import parse_period
from briefing.model.text import plain
from briefing.read import story
from tests.compose.skerry import LAST, composed, project

STORY = """
sections:
  - {id: alone, title: Prices, points: ["{{ prices.on_previous() | moved('basis') }}"]}
  - id: two
    title: Prices and work
    points: ["{{ prices.on_previous() | moved('basis') }}", "{{ jobless.on_previous() | moved('basis') }}"]
  - {id: year, title: Prices, points: ["{{ prices.on_year() | moved('basis') }}"]}
  - {id: adjusted, title: Work, points: ["{{ jobless.on_previous() | moved('basis') }}"]}
  - {id: first, title: Fuel, points: ["{{ fuel.last | value }}"]}
  - {id: line, title: Prices, subtitle: auto, chart: {kind: line, series: [prices]}}
letter:
  subject: "Prices {{ prices.on_year() | moved('basis') }} in {{ prices.last | period }}"
  greeting: "Fuel cost {{ fuel.last | value }} in {{ fuel.last | period(year=false) }}."
  points: ["Prices {{ prices.on_previous() | moved('basis') }}.", "Output {{ output.annualised() | moved }}."]
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return composed(STORY, tmp_path_factory.mktemp("story"))


def note(document: Document, key: str) -> str:
    return next(plain(section.note_line) for section in document.sections if section.id == key)


def test_what_is_not_adjusted_is_called_so_with_its_name_where_other_series_stand_by(document: Document) -> None:
    assert note(document, "alone") == "Note: Not seasonally adjusted."
    assert note(document, "two") == "Note: Consumer prices, not seasonally adjusted."
    assert [note(document, "year"), note(document, "adjusted")] == ["", ""]


def test_a_first_reading_is_called_provisional_with_its_month(document: Document) -> None:
    assert note(document, "first") == "Note: Provisional: May 2026."


def test_a_month_without_a_value_is_named_once(document: Document) -> None:
    assert note(document, "line").count("October 2025: not published") == 1


def test_a_gap_of_one_of_several_series_has_its_name_and_what_is_not_adjusted_that_of_all_its_places(
    tmp_path: Path,
) -> None:
    path, surveyed = tmp_path / "story.en.yaml", parse_period("2025-08")
    path.write_text(
        """
sections:
  - {id: places, title: Prices, subtitle: auto, chart: {kind: line, series: [prices], entities: all}}
  - {id: series, title: Prices, subtitle: auto, chart: {kind: line, series: [prices, fuel], measure: index}}
  - {id: rows, title: Prices, subtitle: auto, heat: {series: [prices], entities: all, period: {last: 10}}}
  - id: changes
    title: Prices
    points: ["{{ prices.on_previous() | moved('basis') }}", "{{ all.on_previous() | signed }}"]
""",
        encoding="utf-8",
    )
    made = project(tmp_path, path, "en")
    rows = [row for row in made.dataset.observations if row.indicator == "prices"]
    more = [replace(row, entity="Skarn") for row in rows]
    more += [replace(row, entity="Holm") for row in rows if row.period != surveyed]
    gaps = (*made.dataset.gaps, Gap("prices", "Holm", "official", surveyed, "M", note="no survey"))
    data = replace(made.dataset, observations=(*made.dataset.observations, *more), gaps=gaps)
    every = Subject("all", indicator="prices", places=("Holm", "Skarn", "Skerry"), combine="mean")
    edition = replace(made.edition, subjects={**made.edition.subjects, "all": every})
    document = compose(replace(made, dataset=data, edition=edition), story(path), "en")
    for key in ("places", "rows"):
        named = "Holm August 2025: there can be none (no survey). Skerry October 2025: not published."
        assert named in note(document, key)
    assert "Consumer prices October 2025: not published." in note(document, "series")
    assert "Consumer prices, not seasonally adjusted." in note(document, "changes")


def test_a_letter_says_months_and_bases_and_notes_them(document: Document) -> None:
    letter = document.letter
    assert plain(letter.subject) == "Prices rose 3.5% from a year earlier in May 2026"
    assert plain(letter.greeting) == "Fuel cost 2.16 in May."
    assert [plain(point.body) for point in letter.points] == [
        "Prices fell 0.2% on the month.",
        "Output rose at an annual rate of 3.3%.",
    ]
    assert plain(letter.note) == "Note: Consumer prices, not seasonally adjusted. Provisional: Fuel price May 2026."


def test_a_letter_names_the_series_that_lacks_a_month(tmp_path: Path) -> None:
    streak = "Fuel cost {{ fuel.last | value }}, prices had their {{ inflation.highest | period }} peak"
    text = STORY.replace("Fuel cost {{ fuel.last | value }}", streak)
    assert "Consumer prices, October 2025: not published" in plain(composed(text, tmp_path).letter.note)


def test_in_chinese_the_notes_are_chinese(tmp_path: Path) -> None:
    story = STORY.replace("Prices {{", "价格{{").replace("Output {{", "产出{{").replace("Fuel cost", "燃料")
    told = composed(story.replace(" in {{", "，{{"), tmp_path, "zh")
    assert [note(told, key) for key in ("alone", "first")] == ["注：未经季节调整。", "注：初步数：2026年5月。"]
    assert "2025年10月：未公布" in note(told, "line")
    assert plain(told.letter.points[0].body) == "价格环比下降0.2%."


def test_what_is_provisional_and_drawn_hollow_is_called_so_once(tmp_path: Path) -> None:
    story = "sections: [{id: line, title: Fuel, subtitle: auto, chart: {kind: line, series: [fuel]}}]"
    assert "Provisional (hollow): May 2026." in note(made := composed(story, tmp_path), "line")
    assert note(made, "line").count("ollow") == note(made, "line").count("rovisional") == 1


def test_marks_that_are_never_hollow_are_not_called_so(tmp_path: Path) -> None:
    story = "sections: [{id: area, title: Fuel, subtitle: auto, chart: {kind: area, series: [fuel]}}]"
    said = note(composed(story, tmp_path), "area")
    assert "Provisional: May 2026." in said
    assert "ollow" not in said


LACKING = {"prices": (6, 7, 8, 9), "fuel": (7, 8, 9, 10)}


def test_many_periods_without_a_value_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text("sections: [{id: peak, title: Prices, points: ['{{ prices.highest | value }}']}]", encoding="utf-8")
    made = project(tmp_path, path, "en")
    lacking = [parse_period(f"2025-{month:02}") for month in (6, 7, 8, 9)]
    rows = tuple(row for row in made.dataset.observations if row.indicator != "prices" or row.period not in lacking)
    gaps = tuple(Gap("prices", "Skerry", "official", period, "O") for period in lacking)
    gaps += tuple(gap for gap in made.dataset.gaps if gap.period not in lacking)
    document = compose(replace(made, dataset=replace(made.dataset, observations=rows, gaps=gaps)), story(path), "en")
    assert "5 values between June 2025 and October 2025: not published." in note(document, "peak")


def test_periods_without_a_value_are_counted_for_several_series_together(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    points = "points: ['{{ prices.highest | value }} and {{ fuel.highest | value }}']"
    path.write_text(f"sections: [{{id: peak, title: Both, {points}}}]", encoding="utf-8")
    made = project(tmp_path, path, "en")
    lacking = {name: [parse_period(f"2025-{at:02}") for at in months] for name, months in LACKING.items()}
    rows = tuple(row for row in made.dataset.observations if row.period not in lacking.get(row.indicator, ()))
    gaps = tuple(Gap(name, "Skerry", "official", at, "O") for name, periods in lacking.items() for at in periods)
    document = compose(replace(made, dataset=replace(made.dataset, observations=rows, gaps=gaps)), story(path), "en")
    counted = "Consumer prices and Fuel price, 8 values between June 2025 and October 2025: not published."
    assert counted in note(document, "peak")


@pytest.mark.parametrize(("each", "called"), [(1, "monthly, "), (3, "")])
def test_values_of_every_third_month_are_not_called_monthly(each: int, called: str, tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    text = "sections: [{id: line, title: Fuel, subtitle: auto, chart: {kind: line, series: [fuel]}}]"
    path.write_text(text, encoding="utf-8")
    made = project(tmp_path, path, "en")
    rows = tuple(row for row in made.dataset.observations if row.indicator != "fuel" or not (LAST - row.period) % each)
    document = compose(replace(made, dataset=replace(made.dataset, observations=rows)), story(path), "en")
    (section,) = document.sections
    assert f"Skerry, not seasonally adjusted, {called}" in plain(section.subtitle)
    assert ("monthly" in plain(section.subtitle)) is bool(called)


def test_a_cover_names_a_unit_that_stands_in_the_name_once(tmp_path: Path) -> None:
    story_file = tmp_path / "story.en.yaml"
    sections = "sections: [{id: line, title: Fuel, subtitle: auto, chart: {kind: line, series: [fuel]}}]"
    story_file.write_text(f"cover: {{chart: {{kind: line, series: [fuel]}}}}\n{sections}", encoding="utf-8")
    made = project(tmp_path, story_file, "en")

    def said(name: str) -> str:
        indicator = replace(made.dataset.indicators["fuel"], names={"en": name}, unit="ships")
        rows = tuple(
            replace(row, unit="ships") if row.indicator == "fuel" else row for row in made.dataset.observations
        )
        dataset = replace(made.dataset, indicators={**made.dataset.indicators, "fuel": indicator}, observations=rows)
        cover = compose(replace(made, dataset=dataset), story(story_file), "en").cover
        assert cover is not None
        return plain(cover.subtitle).rpartition(",")[0]

    assert (said("Arrivals of ships"), said("Arrivals")) == ("Arrivals of ships", "Arrivals, ships")
