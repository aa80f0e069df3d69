"""The names that a story gives, and the units of its cards, are those of the facts that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.pipeline.build import editions
from tests.compose.cities import composed, faults, quoted
from tests.invented import Invented, project

# visits in thousand visits, loans in loans, rate in % of adults, budget in million euros.


def card(fact: str, label: str, unit: str) -> str:
    """A card → a story of one section that shows it beside another."""
    return (
        "sections:\n  - id: one\n    title: Facts\n    cards:\n"
        f"      - {{fact: {fact}, label: {quoted(label)}, unit: {quoted(unit)}}}\n"
        "      - {fact: loans, label: Loans, unit: items}\n"
    )


def chart(names: str, series: str = "[visits]", entities: str = "entities: [Anytown, Elsewhere], ") -> str:
    """The names of a chart → a story of one section that shows it."""
    return (
        "sections:\n  - id: one\n    title: Facts\n    chart:\n"
        f"      {{kind: dumbbell, series: {series}, {entities}names: {names}}}\n"
    )


RIGHT = [
    ("visits", "Visits", "thousand a year"),
    ("visits", "Visits (thousand)", "in all libraries"),
    ("visits", "Use of libraries", "thousand visits"),
    ("rate", "Readers", "% of adults"),
    ("rate", "Share of adults", "who read"),
    ("budget", "Budget", "million euros"),
    ("budget", "Budget", "€ million"),
    ("budget", "Anytown’s budget", "million"),
    ("loans", "Book loans", "a year"),
]
WRONG = [
    ("visits", "Visits", "million a year", "'million' stands as the unit of visits"),
    ("loans", "Loans", "thousand loans", "'thousand' stands as the unit of loans"),
    ("loans", "Loans", "% of books", "'%' stands as the unit of loans"),
    ("budget", "Budget", "million dollars", "'million dollars' stands as the unit of budget"),
    ("budget", "Loans", "million euros", "'Loans' stands as the name of budget, and is that of Loans"),
    ("visits", "Visits in Elsewhere", "thousand", "'Elsewhere' stands as the name of visits, which is of Anytown"),
]


@pytest.mark.parametrize(("fact", "label", "unit"), RIGHT)
def test_a_card_with_words_of_its_own_unit_builds(fact: str, label: str, unit: str, tmp_path: Path) -> None:
    assert faults(card(fact, label, unit), tmp_path) == ()
    assert composed(card(fact, label, unit), tmp_path).findings == ()


@pytest.mark.parametrize(("fact", "label", "unit", "what"), WRONG)
def test_a_card_with_the_unit_or_the_name_of_another_is_refused(
    fact: str, label: str, unit: str, what: str, tmp_path: Path
) -> None:
    found = faults(card(fact, label, unit), tmp_path)
    assert any(what in one.what for one in found)
    assert found[0].where.startswith("story.en.yaml, line ")


def test_a_card_that_leaves_the_scale_out_is_doubtful(tmp_path: Path) -> None:
    (found,) = composed(card("budget", "Budget", "current prices"), tmp_path).findings
    assert found.severity == "warning"
    assert "does not say 'million'" in found.what
    assert "write 'million euros'" in found.fix


def test_names_of_two_places_that_are_swapped_are_refused(tmp_path: Path) -> None:
    assert faults(chart("{Anytown: {name: Anytown}, Elsewhere: {name: The town of Elsewhere}}"), tmp_path) == ()
    found = faults(chart("{Anytown: {name: Elsewhere}, Elsewhere: {name: Anytown}}"), tmp_path)
    assert [one.what.partition(":")[0] for one in found] == [
        "'Elsewhere' stands as the name of visits.of('Anytown'), which is of Anytown",
        "'Anytown' stands as the name of visits.of('Elsewhere'), which is of Elsewhere",
    ]


def test_names_of_two_indicators_that_are_swapped_are_refused(tmp_path: Path) -> None:
    story = chart("{visits: {name: Loans}, loans: {name: Visits}}", "[visits, loans]", "measure: index, ")
    found = faults(story, tmp_path)
    assert any("'Loans' stands as the name of visits, and is that of Loans" in one.what for one in found)


def test_names_that_are_swapped_in_chinese_are_refused(tmp_path: Path) -> None:
    found = faults(chart("{Anytown: {name: Elsewhere}, Elsewhere: {name: Anytown}}"), tmp_path, lang="zh")
    assert len([one for one in found if "stands as the name of" in one.what]) == 2


CARD = "sections:\n  - id: one\n    title: Facts\n    cards: [{fact: visits, label: Here, unit: %s}]\n"


@pytest.mark.parametrize(
    ("own", "wrong", "right"),
    [
        ("days", ["weeks", "months of waiting", "hours"], ["days", "a year", "to first appointment", "year-end"]),
        ("Mt CO2e", ["kt CO2e", "thousand tonnes", "kg"], ["Mt CO2e", "million tonnes", "megatonnes", "of CO2e"]),
        ("thousand tonnes", ["Mt", "tonnes"], ["kt", "thousand tonnes a year", "a month"]),
        ("km", ["kg", "miles", "cm"], ["km", "kilometres", "of road"]),
        ("visits", [], ["people", "mt of visitors", "min of both"]),
    ],
)
def test_a_unit_of_measuring_on_a_card_is_that_of_its_fact(
    own: str, wrong: list[str], right: list[str], tmp_path: Path
) -> None:
    made = project(tmp_path / "mine", Invented(unit=own, name="Level"), CARD % "a year")
    for typed in wrong + right:
        (made / "story.en.yaml").write_text(CARD % typed, "utf-8")
        try:
            found = list(next(iter(editions(made))).findings)
        except BriefingError as error:
            found = list(error.findings)
        refused = any("stands as the unit of visits" in one.what for one in found)
        assert refused == (typed in wrong), typed
