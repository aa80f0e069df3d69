"""What a card's value stands against: peers, the year before, its own past; and what may not be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.document import Cards
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project
from tests.test_named_sources import rules

STORY = """\
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Visits, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Here, unit: "a year", compare: %s}
      - {fact: other, label: There, unit: "a year", highlight: true}
      - {fact: both, label: Both, unit: "a year", highlight: true}
"""
FACTS = """\
visits = { indicator = "visits" }
other = { indicator = "visits", entity = "Sample Town" }
both = { indicator = "visits", places = ["Example City", "Sample Town"], combine = "sum", name = "Visits to both" }
gap = { difference = ["visits", "other"] }
part = { ratio = ["visits", "other"], unit = "times", name = "Visits here for each there" }"""


def _cards(tmp_path: Path, asked: str) -> Cards:
    (whole,) = editions(project(tmp_path / "mine", Invented(facts=FACTS), STORY % asked))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    return block


def test_a_value_stands_against_what_the_story_asks_for_and_the_highlights_differ(tmp_path: Path) -> None:
    block = _cards(tmp_path, "[average, Sample Town]")
    marks = block.cards[0].marks
    assert [(mark.kind, plain(mark.text)) for mark in marks] == [
        ("comparison", "Unweighted mean of 2 places: 50"),
        ("comparison", "Sample Town: 44"),
    ]
    assert [card.role for card in block.cards] == ["context", "highlight", "second"]
    block = _cards(tmp_path / "more", "[year_ago, other]")
    assert [plain(mark.text) for mark in block.cards[0].marks] == ["2022: 48", "Sample Town: 44"]


def test_a_card_says_that_the_year_before_has_no_value(tmp_path: Path) -> None:
    told = []
    every_second = (40, "", 33, "", 56)  # so that no year before has one
    for number, values in enumerate(((40, 25, 33, 48, 56), (40, 25, 33, "", 56), every_second)):
        made = Invented(facts='visits = { indicator = "visits" }', values=values)
        story = STORY.split("      - {fact: other")[0] % "[]"
        (whole,) = editions(project(tmp_path / str(number), made, story))
        (block,) = whole.document.sections[0].blocks
        assert isinstance(block, Cards)
        told.append([plain(one) for one in block.cards[0].changes][1:])
    assert told == [["▲ +16.7% on 2022"], ["no value in 2022"], []]


PERIOD = STORY.split("      - {fact: other")[0].replace("compare: %s", "period: %s")


def test_a_card_with_periods_of_its_own_begins_and_ends_with_them(tmp_path: Path) -> None:
    made = Invented(facts='visits = { indicator = "visits" }', values=(40, 25, 33, 48, 56))
    (whole,) = editions(project(tmp_path / "mine", made, PERIOD % "[2020, 2022]"))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    (card,) = block.cards
    assert (plain(card.value), plain(card.dated), plain(card.ends[0])) == ("48", "2022", "2020: 25")
    assert [plain(one) for one in card.changes] == ["▲ +92% on 2020", "▲ +45.5% on 2021"]


@pytest.mark.parametrize("wrong", ["[2020, 2031]", "{last: 2, frequency: month}"])
def test_periods_without_a_value_at_both_ends_are_refused_at_the_card(tmp_path: Path, wrong: str) -> None:
    made = Invented(facts='visits = { indicator = "visits" }', values=(40, 25, 33, 48, 56))
    with pytest.raises(BriefingError) as refused:
        editions(project(tmp_path / "mine", made, PERIOD % wrong))
    assert {finding.where.split(",")[0].rsplit("/")[-1] for finding in refused.value.findings} == {"story.en.yaml"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("part", "the comparison part is in 'times', the card in 'visits'"),
        ("past", "is a quarter of 5 values, and 12 are needed"),
        ("Nowhere", "'Nowhere'"),
        ("[average, median, other]", "compare holds 3 items, at most 2"),
    ],
)
def test_what_may_not_be_compared_is_refused(asked: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as raised:
        _cards(tmp_path, asked)
    assert words in str(raised.value)


def test_a_past_before_the_line_of_a_card_says_since_when_and_a_record_of_years_takes_three(tmp_path: Path) -> None:
    values = (*range(40, 53), 60, 50, 55)
    folder = project(tmp_path / "mine", Invented(values=values, other=values, facts=FACTS), STORY % "past")
    text = (folder / "briefing.toml").read_text("utf-8")
    (folder / "briefing.toml").write_text(text.replace("period = [2008, 2023]", "period = [2018, 2023]"), "utf-8")
    (whole,) = editions(folder)
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    marks = [plain(mark.text) for mark in block.cards[0].marks]
    assert marks == ["middle half of values since 2008: 44–51"]  # no "highest since 2021", two years ago


def test_a_monthly_card_has_a_band_of_its_past_and_the_proof_works_it_out(tmp_path: Path) -> None:
    folder = project(tmp_path / "mine", Invented(), STORY % "other")
    for name, text in MONTHS.items():
        (folder / name).write_text(text, encoding="utf-8")
    built = briefing.build(folder, tmp_path / "out")
    assert {finding.severity for finding in built.findings} <= {"warning"}  # one card alone leaves a slide empty
    (whole,) = editions(folder)
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    card = block.cards[0]
    assert [fact.value for fact in card.band or ()] == [10, 29]
    assert plain(block.band_note) == "Shaded: the middle half of all values since 2022"
    assert [plain(mark.text) for mark in card.marks] == ["middle half of values: 10–29"]
    assert plain(card.slope.annotations[0].text) == "Feb 2022: 2"
    ledger = json.loads(built.ledger.read_text("utf-8"))
    ledger["facts"]["ships.upper_quartile"]["value"] = 30
    assert "number-formula" in rules(built, folder, json.dumps(ledger).encode())


_ROWS = [f"ships,Port,{2022 + at // 12}-{at % 12 + 1:02},{at + 1 if at else 3},DESK" for at in range(38)]
MONTHS = {
    "briefing.toml": """\
[edition]
slug = "port"
title = "The port"
entity = "Port"
period = { last = 38, frequency = "month" }
as_of = 2025-06-30
[facts]
ships = { indicator = "ships" }
""",
    "indicators.csv": "id,name_en,unit,kind,direction_of_good,frequency\nships,Ships,ships,flow,up,M\n",
    "observations.csv": "\n".join(["indicator_id,entity,period,value,source_id", *_ROWS, ""]),
    "sources.csv": "id,publisher,title,url,published,read_on\nDESK,Desk,Figures,,2025-05-02,\n",
    "story.en.yaml": """\
sections:
  - id: cards
    title: "{{ ships.last }} ships came in {{ ships.last | period }}"
    subtitle: "Ships a month"
    cards:
      - {fact: ships, label: Ships, unit: "a month", compare: past}
""",
}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("compare: Sample Town", ""),
        ("compare: year_ago", "year_ago stands on cards"),
        ("compare: average, benchmark: median", "write one of the two"),
    ],
)
def test_a_chart_is_compared_with_a_peer_and_a_card_with_its_past(keys: str, words: str, tmp_path: Path) -> None:
    story = STORY.partition("    cards:")[0] + f"    chart: {{kind: line, series: [visits], {keys}}}\n"
    folder = project(tmp_path / "mine", Invented(facts=FACTS), story)
    if words:
        with pytest.raises(BriefingError) as raised:
            editions(folder)
        assert words in str(raised.value)
        return
    (whole,) = editions(folder)
    (drawn,) = whole.document.sections[0].blocks
    assert isinstance(drawn, Chart)
    assert [plain(series.name) for series in drawn.series][1:] == ["Sample Town"]


def test_a_record_since_a_year_is_marked_only_where_no_card_stands_at_the_extreme_of_all_values(tmp_path: Path) -> None:
    values, rising = (60, *range(40, 54), 55), tuple(range(20, 36))
    hole = (60, 40, *[""] * 9, 42, 43, 44, 45, 55)  # in which a higher one may lie
    told = []
    for number, (own, other) in enumerate(((values, values), (values, rising), (hole, hole))):
        folder = project(tmp_path / str(number), Invented(values=own, other=other, facts=FACTS), STORY % "other")
        (whole,) = editions(folder)
        (block,) = whole.document.sections[0].blocks
        assert isinstance(block, Cards)
        told.append([plain(mark.text) for mark in block.cards[0].marks if mark.kind == "record"])
    assert told == [["highest since 2008"], [], []]


@pytest.mark.parametrize("period", ["2023", "[2023, 2023]", "[2022, 2023]"])
def test_a_card_of_one_period_or_two_has_no_record(period: str, tmp_path: Path) -> None:
    made = Invented(facts='visits = { indicator = "visits" }', values=(60, *range(40, 54), 55))
    (whole,) = editions(project(tmp_path / "mine", made, PERIOD % period))
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Cards)
    assert [mark.kind for mark in block.cards[0].marks] == []
