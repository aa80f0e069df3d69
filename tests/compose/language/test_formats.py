"""How an indicator is printed is one decision for texts, cards, tables, heat tables and charts."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests.invented import Invented, levels, project

SECTIONS = """\
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Visits, {{ visits.last | year }}"
    cards: [{fact: visits, label: Visits, unit: "a year", highlight: true}]
  - id: columns
    title: "Columns in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: columns, series: [visits]}
  - id: bars
    title: "Bars in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: bar, series: [visits], entities: [Example City, Sample Town], columns: [first, last, growth]}
"""
MILLIONS = Invented(
    values=(12_345_678, 11_000_000, 13_500_000, 15_000_000, 16_789_012),
    other=(2_345_678, 1_000_000, 3_500_000, 5_000_000, 6_789_012),
)


def printed(made: Invented, formats: str, folder: Path) -> dict[str, set[str]]:
    """A project and the `formats` of its story → the texts of its last value in the deck, by place."""
    story = (f"formats: {{visits: {formats}}}\n" if formats else "") + levels(made) + SECTIONS
    edition = briefing.build(project(folder / "project", made, story), folder / "out")
    assert [finding for finding in edition.findings if finding.severity == "error"] == []
    found: dict[str, set[str]] = defaultdict(set)
    for use in json.loads(edition.ledger.read_text("utf-8"))["uses"]:
        last = use["fact"].endswith((".last", "at(2023)")) and "Sample" not in use["fact"]
        if use["output"] == "deck" and last and use["text"] != "2023":
            found[use["element"].rstrip(" 0123456789") or use["channel"]].add(use["text"])
    return dict(found)


def test_a_scale_holds_in_every_place_and_each_number_carries_its_word(tmp_path: Path) -> None:
    found = printed(MILLIONS, "{scale: million, decimals: 1}", tmp_path)
    assert found["title"] == {"16.8 million visits"}
    assert found["card"] == found["chart"] == {"16.8m"}
    assert found["notes"] == {"16.8 million visits"}
    assert found["table"] == {"16.8 million", "16.8m"}  # as a text of the story, and as a cell of the heat table


@pytest.mark.parametrize(
    ("formats", "text"),
    [
        ("{scale: million}", "16.8 million visits"),
        ("{scale: million, decimals: 0}", "17 million visits"),
        ("{scale: 亿, decimals: 2}", "17 million visits"),  # told in millions, two powers below: no decimal is left
        ("{scale: billion, decimals: 3}", "0.017 billion visits"),
        ("{thousands: false}", "16789012 visits"),
        ("{sign: true}", "+16,789,012 visits"),
        ("", "16,789,012 visits"),
    ],
)
def test_a_format_of_the_story_is_obeyed(formats: str, text: str, tmp_path: Path) -> None:
    assert printed(MILLIONS, formats, tmp_path)["title"] == {text}


def test_formats_stand_in_the_table_of_indicators_in_facts_and_in_the_story_the_later_before_the_earlier(
    tmp_path: Path,
) -> None:
    facts = 'visits = { indicator = "visits", format = { decimals = 2 } }'
    columns = {"decimals": "0", "scale": "million"}
    made = Invented(values=MILLIONS.values, other=MILLIONS.other, columns=columns)
    assert printed(made, "", tmp_path / "table")["title"] == {"16.8 million visits"}
    made = Invented(values=MILLIONS.values, other=MILLIONS.other, columns=columns, facts=facts)
    assert printed(made, "", tmp_path / "facts")["title"] == {"16.79 million visits"}
    assert printed(made, "{decimals: 3}", tmp_path / "story")["title"] == {"16.789 million visits"}


def test_values_side_by_side_have_the_same_decimals(tmp_path: Path) -> None:
    made = Invented(values=(0.3, 1.0, 0.87, 0.876, 2), other=(1, 2, 3, 4, 5), unit="points")
    story = levels(made) + SECTIONS
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    uses = json.loads(edition.ledger.read_text("utf-8"))["uses"]
    chart = {use["text"] for use in uses if use["output"] == "deck" and (use["page"], use["element"]) == (5, "chart")}
    assert chart == {"0.300", "1.000", "0.870", "0.876", "2.000"}


def test_the_decimals_of_the_table_are_the_most_that_are_printed(tmp_path: Path) -> None:
    values = (0.3, 1, 0.87, 0.876, 1.876)
    made = Invented(values=values, other=(1, 2, 3, 4, 5), columns={"decimals": "1"}, unit="points")
    assert printed(made, "", tmp_path)["title"] == {"1.9 points"}


def test_a_published_rate_is_printed_with_its_sign(tmp_path: Path) -> None:
    made = Invented(values=(2.4, 1.1, -0.3, 0.8, 2.4), other=(1, 2, -3, 4, 5), unit="%")
    story = levels(made).replace("{{ visits.last | full }}, or", "{{ visits.last | signed }}, or")
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    assert edition.letter is not None
    assert "+2.4%" in edition.letter.read_text("utf-8")


@pytest.mark.parametrize(
    ("formats", "unit", "what"),
    [
        ("{scale: dozen}", "visits", "'dozen' is no scale"),
        ("{scale: million}", "%", "cannot be given in million"),
        ("{decimals: 9}", "visits", "decimals"),
    ],
)
def test_a_format_that_has_no_meaning_is_refused(formats: str, unit: str, what: str, tmp_path: Path) -> None:
    made = Invented(unit=unit)
    story = f"formats: {{visits: {formats}}}\n" + levels(made)
    with pytest.raises(BriefingError, match=what):
        briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")


def test_a_format_of_an_unknown_name_says_which_there_are(tmp_path: Path) -> None:
    story = "formats: {visit: {decimals: 1}}\n" + levels(Invented())
    with pytest.raises(BriefingError, match=r"line 1: unknown short name 'visit'\n  fix: did you mean visits\?"):
        briefing.build(project(tmp_path / "project", Invented(), story), tmp_path / "out")


# Percentages and what crosses zero: their change, never a multiple of them

TWO = 'visits = { indicator = "visits" }\nother = { indicator = "visits", entity = "Sample Town" }'
RATES = """\
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "{{ visits.unit }}, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Rate, unit: "%(unit)s", highlight: true}
      - {fact: other, label: Other, unit: "%(unit)s"}
  - id: bars
    title: "Bars in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: bar, series: [visits], entities: [Example City, Sample Town], columns: [first, last, growth]}
"""


@pytest.mark.parametrize(
    ("values", "unit", "card", "column"),
    [
        ((2.4, 1.1, 0.3, 0.9, 1.9), "%", "−0.5", "−0.5"),
        ((-5, -3, 2, 4, -7), "% of GDP", "−2", "−2"),
        ((-5, -3, 2, 4, 7), "visits", "+12", "+12"),
        ((5, -3, 2, 4, -7), "visits", "−12", "−12"),
        ((0, 3, 2, 4, 7), "visits", "+7", "+7"),
        ((7, 3, 2, 4, 14), "visits", "2.0×", "18.9"),
    ],
)
def test_cards_and_columns_print_the_change_where_no_multiple_has_a_meaning(
    values: tuple[float, ...], unit: str, card: str, column: str, tmp_path: Path
) -> None:
    made = Invented(values=values, unit=unit, facts=TWO)
    edition = briefing.build(project(tmp_path / "project", made, RATES % {"unit": unit}), tmp_path / "out")
    assert edition.findings == ()
    uses = json.loads(edition.ledger.read_text("utf-8"))["uses"]
    deck = [((use["page"], use["element"]), use["text"]) for use in uses if use["output"] == "deck"]
    assert card in [text for place, text in deck if place == (2, "card 1")]
    assert column in [text for place, text in deck if place == (3, "chart")]
    if unit.startswith("%"):
        assert not [text for _, text in deck if "×" in text]


@pytest.mark.parametrize("kind", ["bar", "slope", "dumbbell"])
def test_no_chart_shows_a_multiple_of_a_percentage(kind: str, tmp_path: Path) -> None:
    made = Invented(unit="%")
    where = f"chart: {{kind: {kind}, series: [visits], entities: [Example City, Sample Town], measure: multiple}}"
    story = f'sections:\n  - id: one\n    title: "Now {{{{ visits.last }}}}"\n    {where}\n'
    with pytest.raises(BriefingError, match="which no chart shows as a multiple") as refused:
        briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    assert "measure: value" in refused.value.findings[0].fix


def test_a_multiple_of_a_percentage_needs_its_filter_in_a_text(tmp_path: Path) -> None:
    story = 'sections:\n  - id: one\n    title: "Now {{ visits.multiple%s }}"\n'
    with pytest.raises(BriefingError, match=r"print visits\.change, which is in points, or name the filter"):
        briefing.build(project(tmp_path / "wrong", Invented(unit="%"), story % ""), tmp_path / "out")
    asked = story % " | times"
    assert briefing.build(project(tmp_path / "right", Invented(unit="%"), asked), tmp_path / "out").ledger
    change = story.replace("multiple%s", "change | signed")
    assert briefing.build(project(tmp_path / "change", Invented(unit="%"), change), tmp_path / "out").ledger
