"""What changed between two months: a new month, a revision, a correction and a confirmation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.model.dataset import Dataset, Indicator, Observation, Source
from briefing.model.document import Document, Table
from briefing.model.edition import Edition, Imprint, Previous, Project, Subject
from briefing.model.period_notation import parse_period
from briefing.model.text import Run, Text, plain
from tests.compose.sample import story_file

STORY = """\
letter:
  greeting: "Oil costs {{ oil.last }}"
sections:
  - id: one
    title: "A barrel cost {{ oil.last }}"
    points: ["Interest was {{ rate.last }}"]
  - id: changes
    title: What is new
    subtitle: auto
    changes: {}
"""
OVER_TIME = """\
letter:
  greeting: "Oil {{ oil.on_previous() | moved('basis') }}, to {{ oil.mean_over(2) }} {{ oil.mean_over(2) | window }}"
  points:
    - "From {{ oil.first }} and {{ oil.lag(1) }}; {{ oil.percent | signed }}"
    - "{{ oil.highest }} in {{ oil.highest | period }}"
sections:
  - id: one
    title: "A barrel"
"""
SINCE_THEN = {"2026-05": ("101.20", "2026-06-03", "A"), "2026-06": ("85.4", "2026-07-22", "A")}
BEFORE = {"2026-05": ("101.20", "2026-06-03", "A"), "2026-06": ("86.11", "2026-07-03", "P")}
Readings = dict[str, tuple[str, str, str]]


def edition_of(
    oil: Readings, rate: Readings, folder: Path, lang: str, previous: Previous | None = None, text: str = STORY
) -> Document:
    """An edition of readings by month: value, date of publication, status."""

    def rows(indicator: str, unit: str, readings: Readings) -> list[Observation]:
        return [
            Observation(indicator, "Northland", parse_period(period), float(value), unit, "EIA", status=status,  # type: ignore[arg-type]
                        decimals=len(value.partition(".")[2]), published=published)
            for period, (value, published, status) in readings.items()
        ]  # fmt: skip

    unit = "dollars per barrel"
    indicators = (
        Indicator("oil", {"en": "Crude oil", "zh": "原油"}, unit, units={"zh": "美元/桶"}),
        Indicator("rate", {"en": "Interest rate", "zh": "利率"}, "%"),
    )
    dataset = Dataset(
        indicators={item.id: item for item in indicators},
        observations=(*rows("oil", unit, oil), *rows("rate", "%", rate)),
        sources={"EIA": Source("EIA", "Energy Office", "Spot prices", "2026", short="Energy Office")},
        places={"zh": {"Northland": "北地"}},
    )
    periods = [parse_period(period) for period in oil]
    edition = Edition(
        slug="oil", title="Oil", entity="Northland", period=(min(periods), max(periods)), as_of=dt.date(2026, 8, 5),
        imprint=Imprint("Desk", "Analyst", "desk@example.org"),
        subjects={key: Subject(key, indicator=key) for key in ("oil", "rate")}
        | {"fuel": Subject("fuel", indicator="oil")},
    )  # fmt: skip
    if lang == "zh":
        text = text.replace("Oil costs", "油价").replace("A barrel cost", "每桶").replace("Interest was", "利率为")
        text = text.replace("What is new", "有何变化")
    project = Project(folder, edition, dataset, {lang: folder / "story.en.yaml"}, folder / "ink.toml", previous)
    return compose(project, story_file(text, folder), lang)


def changed(
    folder: Path, oil: tuple[Readings, Readings], rate: Sequence[Readings] = (), lang: str = "en", text: str = STORY
) -> Document:
    """An edition after another, each of its own readings. The one before printed all of its facts."""
    rates = [*rate, *([{"2026-06": ("2.00", "2026-07-01", "A")}] * 2)][:2]
    earlier = edition_of(oil[0], rates[0], folder, lang, text=text)
    facts = {name: replace(fact, previous=True) for name, fact in earlier.facts.items()}
    before = Previous(dt.date(2026, 7, 5), facts, earlier.sources, frozenset(facts))
    return edition_of(oil[1], rates[1], folder, lang, before, text)


def lines(document: Document) -> list[str]:
    assert document.changed is not None
    return [plain(line) for line in document.changed.lines]


def rows(document: Document) -> list[tuple[str, ...]]:
    found = [block for section in document.sections if section.changed for block in section.blocks]
    assert all(isinstance(block, Table) for block in found)
    return [tuple(plain(cell) for cell in row) for block in found if isinstance(block, Table) for row in block.rows]


def test_a_newer_reading_of_the_same_month_is_a_revision_with_its_size_and_direction(tmp_path: Path) -> None:
    document = changed(tmp_path, (BEFORE, SINCE_THEN))
    month = plain(document.changed.lines[0]).partition(":")[0] if document.changed else ""
    assert month.startswith("Crude oil, dollars per barrel, ")
    assert lines(document) == [f"{month}: revised from 86.11 to 85.40, down 0.71"]
    assert rows(document) == [(month, "86.11", "85.40", "revised, down 0.71")]


def test_the_same_reading_with_another_value_is_a_correction(tmp_path: Path) -> None:
    wrong = {**BEFORE, "2026-06": ("85.31", "2026-07-22", "A")}
    document = changed(tmp_path, (wrong, SINCE_THEN))
    assert lines(document)[0].endswith("corrected from 85.31 to 85.40, up 0.09")
    assert rows(document)[0][3].startswith("corrected, ")


def test_a_provisional_value_that_stands_is_confirmed_in_the_section_alone(tmp_path: Path) -> None:
    final = {**BEFORE, "2026-06": ("86.11", "2026-07-22", "A")}
    document = changed(tmp_path, (BEFORE, final))
    assert lines(document) == []
    assert [row[1:] for row in rows(document)] == [("86.11", "86.11", "confirmed")]


def test_a_value_under_two_short_names_changed_once(tmp_path: Path) -> None:
    text = STORY.replace('"Interest was {{ rate.last }}"', '"Fuel costs {{ fuel.last }}, at most {{ fuel.highest }}"')
    later = {**BEFORE, "2026-07": ("120.50", "2026-08-04", "P")}
    names = [row[0] for row in rows(changed(tmp_path, (BEFORE, later), text=text))]
    assert ["highest" in name for name in names] == [False, True]


def test_the_next_month_is_no_revision_of_this_one(tmp_path: Path) -> None:
    later = {**BEFORE, "2026-07": ("83.76", "2026-08-04", "P")}
    document = changed(tmp_path, (BEFORE, later))
    (line,) = lines(document)
    assert line.startswith("Crude oil, dollars per barrel: 83.76 (")
    assert "; previously 86.11 (" in line
    assert "revis" not in line
    assert rows(document)[0][3] == "new month"


def test_a_month_that_the_edition_before_printed_last_is_told_as_revised_though_another_is_printed_now(
    tmp_path: Path,
) -> None:
    later = {**SINCE_THEN, "2026-07": ("83.76", "2026-08-04", "P")}
    document = changed(tmp_path, (BEFORE, later))
    assert "revised from 86.11 to 85.40, down 0.71" in lines(document)[0]
    assert lines(document)[1].startswith("Crude oil, dollars per barrel: 83.76 (")
    assert [row[3] for row in rows(document)] == ["revised, down 0.71", "new month"]
    known = {**document.facts, **(document.changed.facts if document.changed else {})}
    assert all(run.fact in known or run.term for run in numerals(document))


def numerals(document: Document) -> list[Run]:
    texts: list[Text] = list(document.changed.lines) if document.changed else []
    return [run for text in texts for run in text if any(map(str.isdigit, run.text))]


def test_what_the_edition_before_did_not_print_is_no_news(tmp_path: Path) -> None:
    document = changed(tmp_path, (BEFORE, {**SINCE_THEN, "2026-05": ("100.00", "2026-07-22", "A")}))
    assert len(lines(document)) == 1


def test_a_rate_is_revised_in_points_and_a_new_rate_is_not(tmp_path: Path) -> None:
    first, second = {"2026-06": ("2.00", "2026-07-01", "P")}, {"2026-06": ("2.25", "2026-07-20", "A")}
    document = changed(tmp_path, (BEFORE, BEFORE), (first, second))
    assert lines(document)[0].endswith("revised from 2.00 to 2.25, up 0.25 percentage points")


@pytest.mark.parametrize(
    ("oil", "ending"),
    [
        ((BEFORE, SINCE_THEN), "由86.11修订为85.40，降0.71"),
        (({**BEFORE, "2026-06": ("85.31", "2026-07-22", "A")}, SINCE_THEN), "由85.31更正为85.40，升0.09"),
    ],
)
def test_chinese_tells_them_apart_too(tmp_path: Path, oil: tuple[Readings, Readings], ending: str) -> None:
    assert lines(changed(tmp_path, oil, lang="zh"))[0].endswith(ending)


def test_what_is_worked_out_is_named_by_its_basis_and_window_and_what_only_rolls_on_is_no_news(tmp_path: Path) -> None:
    april = {"2026-04": ("110.00", "2026-05-04", "A")}
    old = {**april, **BEFORE}
    new = {**BEFORE, "2026-07": ("83.76", "2026-08-04", "P")}  # the period has rolled on by a month
    assert lines(changed(tmp_path, (old, new), text=OVER_TIME)) == [
        "Crude oil, change on the month: −2.7% (July 2026); previously −14.9% (June 2026)",
        "Crude oil, average, dollars per barrel: 84.94 (June–July 2026); previously 93.66 (May–June 2026)",
        "Crude oil, change: −17% (May–July 2026); previously −22% (April–June 2026)",
    ]
    record = lines(changed(tmp_path, (old, {**BEFORE, "2026-07": ("120.00", "2026-08-04", "P")}), text=OVER_TIME))
    assert "Crude oil, highest, dollars per barrel: 120.00 (July 2026); previously 110.00 (April 2026)" in record
    # the highest of all months is what it was, though another month was revised
    assert not any("110" in line for line in lines(changed(tmp_path, (old, {**april, **SINCE_THEN}), text=OVER_TIME)))
