"""A superlative as the lead of a point is borne out by the sentence behind it, if that prints where a value is one; one
in the name of an indicator claims nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests import shires


def test_a_lead_before_since_when_a_value_is_the_highest_needs_no_list(tmp_path: Path) -> None:
    points = (
        'points: ["**Highest** Never more visits {{ visits.highest_since() | since }}",',
        '  "**Lowest** In {{ visits.first | year }} visits stood at {{ visits.first }} thousand"]',
    )
    story = shires.section(*points, title='"Visits in {{ visits.last | year }}"')
    built = briefing.build(shires.project(tmp_path / "shires", story), tmp_path / "out", only=["deck"])
    found = [one.what for one in built.findings if "superlative" in one.what]
    assert ["“Lowest”" in what for what in found] == [True]


def test_a_superlative_in_the_name_of_an_indicator_claims_nothing(tmp_path: Path) -> None:
    points = (
        'points: ["**Here** Best library visits reached {{ visits.last }} thousand", "**Best** The best libraries",',
        '  "**There** Library rooms, highest, thousand"]',
    )
    folder = shires.project(tmp_path / "shires", shires.section(*points, title='"Visits in {{ visits.last | year }}"'))
    table = folder / "indicators.csv"
    table.write_text(table.read_text("utf-8").replace("Library visits", "Best library visits"), "utf-8")
    built = briefing.build(folder, tmp_path / "out", only=["deck"])
    found = [one.what for one in built.findings if "superlative" in one.what]
    assert found
    assert not any("library visits" in what or "rooms" in what for what in found)


def test_an_indicator_whose_name_begins_a_superlative_hides_none(tmp_path: Path) -> None:
    points = 'points: ["**Here** {{ visits.last }} thousand, the highest anywhere"]'
    folder = shires.project(tmp_path / "shires", shires.section(points, title='"Visits in {{ visits.last | year }}"'))
    table = folder / "indicators.csv"
    table.write_text(table.read_text("utf-8").replace("Library visits", "High"), "utf-8")
    built = briefing.build(folder, tmp_path / "out", only=["deck"])
    assert any("highest" in one.what for one in built.findings if "superlative" in one.what)


def test_a_word_of_cause_in_the_name_of_an_indicator_claims_nothing(tmp_path: Path) -> None:
    points = 'points: ["**Here** {place} visits due to rain reached {{{{ visits.last }}}} thousand{end}"]'
    for name, end, good in (
        ("Visits due to rain", "", True),
        ("Shire libraries - visits due to rain (thousand)", "", True),
        ("Visits due to rain", ", due to the fair", False),
        ("Library visits", "", False),
    ):
        lines = points.format(place="All", end=end)
        story = shires.section(lines, title='"Visits in {{ visits.last | year }}"')
        folder = shires.project(tmp_path / f"{name} {end}", story)
        table = folder / "indicators.csv"
        table.write_text(table.read_text("utf-8").replace("Library visits", name), "utf-8")
        found = [one.what for one in briefing.check(folder, only=["deck"]) if "was the cause" in one.what]
        assert bool(found) is not good, (name, end, found)


CLAIM = "The highest count is Elmshire’s, {{ visits.of('Elmshire').last }} thousand"
STORY = """\
letter:
  subject: Visits
  points:
    - text: "Elmshire has the highest count, {{{{ visits.of('Elmshire').last }}}} thousand."
      when: "{condition}"
      otherwise: Visits
sections:
  - id: one
    title: "Visits in {{{{ visits.last | year }}}}"
    subtitle: auto
    chart: {{kind: line, series: [visits]}}
  - id: two
    title: "{claim}"
    expect: "{condition}"
    subtitle: auto
    chart: {{kind: bar, series: [visits], entities: all, top: 6}}
"""


@pytest.mark.parametrize(
    "condition",
    ["visits.of('Elmshire').last > visits.last", "not (visits.of('Elmshire').last <= visits.last)"],
)
def test_what_a_condition_holds_needs_no_list_in_a_letter_nor_behind_the_number_of_a_figure(
    tmp_path: Path, condition: str
) -> None:
    folder = shires.project(tmp_path / "shires", STORY.format(claim=CLAIM, condition=condition))
    found = [finding for finding in briefing.check(folder) if "superlative" in finding.what]
    assert found == []
