"""Statuses, notes, breaks and ranks that the data attach to values are told where the values are, once, grouped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefing import letter
from briefing.compose import compose
from briefing.model.dataset import Break, Dataset, Indicator, Observation, Source
from briefing.model.document import Document, Section
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period
from briefing.model.text import plain
from tests.compose.sample import section, story_file
from tests.letter.samples import THEME

TOWNS = ("Ashby", "Bray", "Crail", "Deal", "Esher", "Frome", "Goole")


def row(entity: str, year: int, value: float, indicator: str = "visits", **more: Any) -> Observation:
    return Observation(indicator, entity, Period.year(year), value, indicator, "DESK", **more)


def made(
    story: str,
    rows: Iterable[Observation],
    folder: Path,
    *,
    lang: str = "en",
    breaks: tuple[Break, ...] = (),
    kind: str = "flow",
    **changed: Any,
) -> Document:
    names = {"visits": {"en": "Visits", "zh": "访问量"}, "loans": {"en": "Loans", "zh": "借阅量"}}
    data = Dataset(
        indicators={key: Indicator(key, name, key, kind, "up") for key, name in names.items()},
        observations=tuple(rows),
        sources={"DESK": Source("DESK", "Town desk", "Yearbook", "2024-02")},
        breaks=breaks,
        inputs={"observations.csv": "0" * 64},
        places={"zh": {"Ashby": "阿什比"}},
    )
    edition = Edition(
        slug="towns",
        title="Towns",
        entity="Ashby",
        period=(Period.year(2019), Period.year(2023)),
        as_of=dt.date(2024, 12, 31),
        subjects={key: Subject(key, indicator=key) for key in names},
    )
    stories = {lang: folder / f"story.{lang}.yaml"}
    project = Project(folder, replace(edition, **changed), data, stories, folder / "ink.toml")
    return compose(project, story_file(story, folder), lang)


def told(lines: Iterable[str], rows: Iterable[Observation], folder: Path, **more: Any) -> Section:
    (only,) = made(section("Towns", *lines), rows, folder, **more).sections
    return only


def note(*args: Any, **more: Any) -> str:
    return plain(told(*args, **more).note_line)


def visits(**more: Any) -> list[Observation]:
    marks = more.pop("marks", {})
    return [row("Ashby", year, 100 + year - 2019, **marks.get(year, {})) for year in range(2019, 2024)]


LAST = ("points: ['{{ visits.last }} visits']",)
LINE = ("chart: {kind: line, series: [visits]}",)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("P", "Provisional"), ("E", "Estimated"), ("F", "Forecast"), ("B", "Break in series"), ("I", "Imputed"),
        ("D", "Definition differs"), ("U", "Low reliability"), ("N", "Not significant"), ("V", "Unvalidated"),
    ],
)  # fmt: skip
def test_a_status_is_told_beside_the_value_that_has_it(status: str, word: str, tmp_path: Path) -> None:
    newest = ("points: ['{{ visits.at(2023) }} visits']",)  # a forecast is never the last value
    assert note(newest, visits(marks={2023: {"status": status}}), tmp_path) == f"Note: {word}: 2023."


def test_a_status_of_what_is_not_shown_is_not_told(tmp_path: Path) -> None:
    assert note(LAST, visits(marks={2019: {"status": "P"}}), tmp_path) == ""
    assert "2019" in note(LINE, visits(marks={2019: {"status": "P"}}), tmp_path)


def test_a_count_of_places_of_which_none_has_a_value_yet_has_no_note(tmp_path: Path) -> None:
    later = [row(town, year, 9) for town in TOWNS[1:] for year in (2019, 2022)]
    words = ("points: ['{{ visits.places() }} of the towns have a value']",)
    assert note(words, [*visits(), *later], tmp_path, totals=("Ashby",)) == ""


def test_a_change_is_as_provisional_as_its_ends(tmp_path: Path) -> None:
    change = ("points: ['{{ visits.change | signed }} visits']",)
    assert note(change, visits(marks={2019: {"status": "E"}, 2023: {"status": "P"}}), tmp_path) == (
        "Note: Estimated: 2019. Provisional: 2023."
    )


def test_a_stock_within_the_year_is_told_by_the_month_at_whose_end_it_stands_and_a_flow_by_its_months(
    tmp_path: Path,
) -> None:
    part = Observation("visits", "Ashby", Period.part(2024, 1, 9), 130.0, "visits", "DESK", status="P")
    story = ("points: [\"{{ visits.at('2024-01/2024-09') }} visits\"]",)
    flow = note(story, [*visits(), part], tmp_path)
    assert flow == "Note: Part of a year: January–September 2024."
    stock = note(story, [*visits(), part], tmp_path, kind="stock")
    assert stock == "Note: End of September 2024: not a year-end value."
    whole = [*visits(marks={2023: {"status": "P"}}), part]
    assert "Provisional" not in note(story, whole, tmp_path)


def test_years_are_grouped(tmp_path: Path) -> None:
    marks = {year: {"status": "P"} for year in (2019, 2021, 2022, 2023)}
    assert note(LINE, visits(marks=marks), tmp_path) == "Note: Provisional: 2019 and 2021–2023."
    assert note(LINE, visits(marks=marks | {2020: {"status": "P"}}), tmp_path) == "Note: Provisional: all values."


def test_a_note_is_told_once_for_all_that_have_it(tmp_path: Path) -> None:
    marks = {2020: {"note": "source anomaly"}, 2021: {"note": "source anomaly"}, 2022: {"note": "strike"}}
    assert note(LINE, visits(marks=marks), tmp_path) == "Note: 2020 and 2021: source anomaly. 2022: strike."


def test_a_note_stands_in_the_story_s_language_where_the_data_has_it(tmp_path: Path) -> None:
    marks = {2021: {"note": "source anomaly", "notes": (("zh", "来源异常"),)}, 2023: {"status": "P"}}
    assert note(LINE, visits(marks=marks), tmp_path, lang="zh") == "注：初步数：2023年。2021年：来源异常。"


def test_notes_that_are_the_dataset_s_own_affair_are_not_printed(tmp_path: Path) -> None:
    marks = {2023: {"note": "CONFLICT, see file 7", "status": "P"}}
    assert note(LAST, visits(marks=marks), tmp_path, notes="internal") == "Note: Provisional: 2023."


def test_a_value_is_named_where_several_series_or_places_are_shown(tmp_path: Path) -> None:
    rows = [*visits(marks={2023: {"status": "P"}}), *(row("Ashby", 2023, 7, "loans") for _ in range(1))]
    both = ("points: ['{{ visits.last }} visits, {{ loans.last }} loans']",)
    assert note(both, rows, tmp_path) == "Note: Provisional: Visits 2023."
    rows = [row(town, 2023, at, status="P" if town == "Bray" else "A") for at, town in enumerate(TOWNS[:3], 1)]
    ranked = ("points: ['{{ visits.rank(2023) | ordinal }}']",)
    assert note(ranked, rows, tmp_path) == "Note: Provisional: Bray 2023."


def test_a_long_list_is_counted_in_short_and_whole_in_the_full_form(tmp_path: Path) -> None:
    rows = [row(town, 2023, at, status="A" if town == "Ashby" else "P") for at, town in enumerate(TOWNS, 1)]
    found = told(("points: ['{{ visits.rank(2023) | ordinal }}']",), rows, tmp_path)
    assert plain(found.note_line) == "Note: Provisional: Bray, Crail, Deal and 3 more 2023."
    assert plain(found.note_line_full) == "Note: Provisional: Bray, Crail, Deal, Esher, Frome and Goole 2023."
    assert plain(found.note_line_least) == ("Note: Some values are provisional; the notes of this slide say which.")


def test_a_rank_among_some_places_says_among_how_many(tmp_path: Path) -> None:
    rows = [row(town, 2023, at) for at, town in enumerate(TOWNS[:3], 1)]
    rows += [row(town, 2022, at) for at, town in enumerate(TOWNS, 1)]
    ranked = ("points: ['{{ visits.rank(2023) | ordinal }}']",)
    assert note(ranked, rows, tmp_path) == "Note: Rank 2023: 3 of 7 places have a value."
    assert note(ranked, rows, tmp_path, lang="zh") == "注：2023年排名：7个地区中3个有数据。"
    whole = ("points: ['{{ visits.rank(2022) | ordinal }}']",)
    assert note(whole, rows, tmp_path) == ""
    both = ("points: ['{{ visits.rank(2023) | ordinal }} of {{ visits.places() }}']",)
    assert note(both, rows, tmp_path) == "Note: Rank and count 2023: 3 of 7 places have a value."
    assert note(both, rows, tmp_path, lang="zh") == "注：2023年排名和计数：7个地区中3个有数据。"


def divided(*towns: str) -> tuple[Break, ...]:
    return tuple(
        Break("visits", town, "official", Period.year(2020), Period.year(2021), "disclose", "new count", "DESK")
        for town in towns
    )


def test_a_break_says_whom_it_concerns(tmp_path: Path) -> None:
    rows = [row(town, year, year - 2000 + at) for at, town in enumerate(TOWNS) for year in (2019, 2023)]
    changes = "points: ['" + "; ".join(f'{{{{ visits.of("{town}").change }}}}' for town in TOWNS) + "']"
    assert note((changes,), rows, tmp_path, breaks=divided("Bray")) == "Note: Bray, 2020–2021: new count."
    assert note((changes,), rows, tmp_path, breaks=divided("Bray", "Deal")) == (
        "Note: Bray and Deal, 2020–2021: new count."
    )
    found = told((changes,), rows, tmp_path, breaks=divided(*TOWNS[:5]))
    assert plain(found.note_line) == "Note: 5 places, 2020–2021: new count."
    assert plain(found.note_line_full) == "Note: Ashby, Bray, Crail, Deal and Esher, 2020–2021: new count."


CUT = Break("visits", "Ashby", "official", Period.year(2020), Period.year(2021), "disclose", "new count", "DESK")
LOANS = [row("Ashby", 2019, 70, "loans"), row("Ashby", 2023, 77, "loans", status="P")]
POINTS = "letter: {points: ['Visits: {{ visits.percent | signed }}', 'Loans: {{ loans.percent | signed }}']}\n"
CARDS = ("cards: [{fact: visits, label: Visits, unit: people}, {fact: loans, label: Loans, unit: books}]",)


@pytest.mark.parametrize("story", [POINTS + section("Towns", *LAST), section("Towns", *CARDS)])
def test_a_letter_prints_the_breaks_that_its_points_and_cards_cross(story: str, tmp_path: Path) -> None:
    document = made(story, [*visits(), *LOANS], tmp_path, breaks=(CUT,))
    expected = "Note: Visits, 2020–2021: new count. Provisional: Loans 2023."
    assert plain(document.letter.note) == expected
    for said in letter.write(document, THEME).files.values():
        assert expected in " ".join(said.decode().split())


def test_a_letter_names_an_indicator_once_whose_places_cross_a_break(tmp_path: Path) -> None:
    rows = [row(town, year, year - 2000 + at) for at, town in enumerate(TOWNS) for year in (2019, 2023)]
    cards = (
        "cards: [{fact: visits, label: Visits, unit: people}, "
        + ", ".join(f"{{fact: visits, entity: {town}, label: {town}, unit: people}}" for town in ("Bray", "Deal"))
        + ", {fact: loans, label: Loans, unit: books}]"
    )
    document = made(section("Towns", cards), [*rows, *LOANS], tmp_path, breaks=divided("Ashby", "Bray", "Deal"))
    assert "Visits (Ashby, Bray and Deal), 2020–2021: new count." in plain(document.letter.note)


def test_a_letter_says_nothing_of_a_break_that_it_does_not_cross(tmp_path: Path) -> None:
    story = POINTS.replace("visits.percent | signed", "visits.last | full") + section("Towns", *LAST)
    document = made(story, [*visits(), *LOANS], tmp_path, breaks=(CUT,))
    assert plain(document.letter.note) == "Note: Provisional: Loans 2023."


def test_an_unweighted_mean_names_its_places_in_the_language_of_the_story(tmp_path: Path) -> None:
    rows = [*visits(), *(row(place, year, 50) for place in ("Bray", "A and B; C") for year in range(2019, 2024))]
    two = ("points: [\"{{ visits.mean_of('Ashby', 'A and B; C').last }}\"]",)
    assert note(two, rows, tmp_path) == "Note: Unweighted mean of Ashby and A and B; C."
    assert note(two, rows, tmp_path, lang="zh") == "注：阿什比和A and B; C的简单平均。"
    rows += [row("Deal", year, 50) for year in range(2019, 2024)]
    everyone = ("points: [\"{{ visits.mean_of('all').last }}\"]",)
    assert note(everyone, rows, tmp_path) == "Note: Unweighted mean of 4 places."
    assert note(everyone, rows, tmp_path, lang="zh") == "注：4个地区的简单平均。"


def test_the_mean_behind_a_ratio_names_its_own_places_alone(tmp_path: Path) -> None:
    rows = [*visits(), *(row(place, year, 50) for place in ("Bray", "Crail") for year in range(2019, 2024))]
    against = ("points: [\"{{ visits.of('Bray').share(visits.mean_of('Ashby', 'Crail')) | percent }}\"]",)
    assert note(against, rows, tmp_path) == "Note: Unweighted mean of Ashby and Crail."


def test_a_rank_by_growth_among_some_places_names_both_years(tmp_path: Path) -> None:
    rows = [row(place, year, 100 + at * (year - 2018)) for at, place in enumerate(TOWNS) for year in (2019, 2023)]
    rows = [item for item in rows if (item.entity, item.period.notation) != ("Goole", 2019)]
    ranked = ("points: [\"{{ visits.rank_of('percent') | ordinal }}\"]",)
    assert note(ranked, rows, tmp_path) == "Note: Rank 2019–2023: 6 of 7 places have a value."


def test_several_places_of_several_indicators_stand_in_brackets_behind_each(tmp_path: Path) -> None:
    rows = [row(place, 2023, 5, status="P") for place in TOWNS[:4]]
    rows += [row(place, 2023, 5, "loans", status="P" if place == "Ashby" else "A") for place in TOWNS[:4]]
    shown = " ".join(f"{{{{ {key}.of('{place}').last }}}}" for key in ("visits", "loans") for place in TOWNS[:4])
    found = told((f'points: ["{shown}"]',), rows, tmp_path)
    assert plain(found.note_line) == "Note: Provisional: Visits (Ashby, Bray, Crail and 1 more) and Loans (Ashby) 2023."
    assert "Visits (Ashby, Bray, Crail and Deal) and Loans (Ashby)" in plain(found.note_line_full)


@pytest.mark.parametrize(
    ("value", "more", "lang", "expected"),
    [
        (3000.0, {"qualifier": "≥", "note": "“more than 3,000”"}, "en", ""),
        (2300.0, {"qualifier": "≈", "note": "“around 2,300” at the end of 2023"}, "en", ""),
        (60e6, {"qualifier": "≥", "note": "“over 60 million”; early count"}, "en", "Note: 2023: early count."),
        (20000.0, {"qualifier": "≈", "notes": (("zh", "“约2万”"),), "note": "x"}, "zh", ""),
        (3000.0, {"qualifier": "≥", "note": "“more than 4,000”"}, "en", "Note: 2023: “more than 4,000”."),
        (3000.0, {"note": "“more than 3,000”"}, "en", "Note: 2023: “more than 3,000”."),
        (3000.0, {"status": "P", "note": "preliminary"}, "en", "Note: Provisional: 2023."),
        (3000.0, {"status": "E", "note": "early estimate"}, "en", "Note: 2023: early estimate."),
        (3000.0, {"status": "E", "note": "of May"}, "en", "Note: Estimated: 2023. 2023: of May."),
    ],
)
def test_a_note_says_nothing_that_the_value_and_its_status_say(
    value: float, more: dict[str, Any], lang: str, expected: str, tmp_path: Path
) -> None:
    rows = [row("Ashby", 2019, 1000.0), row("Ashby", 2023, value, **more)]
    found = made(section("Visits", *LAST), rows, tmp_path, lang=lang).sections[0]
    assert plain(found.note_line) == expected
