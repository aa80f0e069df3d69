"""What was recognised becomes a project that is read at once, in which text of the data is text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from briefing.draft.raw_table import RawTable, StatedSource
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.printed_names import short_names, slug_of
from briefing.draft.recognition.project_files import write_project
from briefing.draft.recognition.recognising import recognise
from briefing.draft.recognition.remembered import remembered, tables_of
from briefing.errors import InputError
from briefing.model.edition import Project
from briefing.model.unstated import SOURCE, UNIT, is_unstated
from briefing.read.project import project

HOSTILE = ["{{ 1/0 }}", "=cmd()", "<b>x</b>", '**y** "z"', "a | b\\n", "'; [edition]", "count 2", "地区：一", "class"]


def written(folder: Path, frame: pd.DataFrame, options: RecognitionOptions | None = None) -> Project:
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    write_project(recognise([RawTable("isles 2024 {{ x }}.csv", frame.astype("str"))], options), folder)
    return project(folder)


def isles(*years: int) -> pd.DataFrame:
    cells = [(name, year, 2.5 * year) for name in ("France", "Japan") for year in years]
    return pd.DataFrame(cells, columns=["country", "year", "height"])


def test_names_of_the_data_are_text_in_every_file(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        [[2001 + row, *range(row, row + len(HOSTILE))] for row in range(3)], columns=["year", *HOSTILE]
    )
    found = written(tmp_path, frame, RecognitionOptions(entity='The "isles" {{ y }}'))
    assert [item.names["en"] for item in found.dataset.indicators.values()] == [*HOSTILE[:-1], "Class"]
    assert found.edition.entity == 'The "isles" {{ y }}'
    assert "{{" not in found.edition.title
    assert len(found.edition.subjects) == len(HOSTILE)
    assert found.edition.terms == {
        found.edition.title: "the name of the table",
        "2024": "part of the name of the table",
    }


def test_short_names_of_medians_are_not_given_twice(tmp_path: Path) -> None:
    heads = [f"Time of cycling in {day}" for day in ("spring", "summer", "autumn")]
    towns = enumerate(("Ash", "Elm", "Oak", "Yew", "Fir", "Ivy"))
    cells = [(town, year, 9 * at, at + year, year - at) for at, town in towns for year in (2001, 2002)]
    found = written(tmp_path, pd.DataFrame(cells, columns=["town", "year", *heads]))
    medians = [key for key in found.edition.subjects if "median" in key]
    assert len(medians) == len(set(medians)) == len(heads)


def test_marks_ask_for_unit_and_source_and_vanish_once_they_are_filled_in(tmp_path: Path) -> None:
    found = written(tmp_path, isles(2001, 2002))
    named = "isles 2024 {{ x }}.csv"
    assert (found.dataset.indicators["height"].unit, found.dataset.sources["TABLE"].name) == (UNIT, named)
    assert found.edition.as_of.isoformat() == "2002-12-31"
    assert "To fill in" in (tmp_path / "briefing.toml").read_text()
    for name, mark, words in (
        ("indicators.csv", UNIT, "kg"),
        ("sources.csv", f"{SOURCE},{named}", "An office,Office"),
    ):
        path = tmp_path / name
        path.write_text(path.read_text().replace(mark, words).replace(",,,\n", ",2003-05,,\n"))
    filled = project(tmp_path)
    assert not is_unstated(filled.dataset.indicators["height"].unit + filled.dataset.sources["TABLE"].name)
    assert filled.edition.as_of.isoformat() == "2003-05-31"


def test_a_stated_source_is_taken_as_it_is(tmp_path: Path) -> None:
    source = StatedSource("An office", "Figures", "2003-05", "https://example.org/a")
    write_project(recognise([RawTable("isles.csv", isles(2001, 2002).astype("str"), source=source)]), tmp_path)
    item = project(tmp_path).dataset.sources["TABLE"]
    assert (item.publisher, item.title, item.published, item.url) == ("An office", "Figures", "2003-05", source.url)


def test_chinese_editions_have_names_and_marks_in_chinese(tmp_path: Path) -> None:
    found = written(tmp_path, isles(2001, 2002), RecognitionOptions(languages=("en", "zh")))
    assert found.dataset.places["zh"] == {"France": "法国", "Japan": "日本"}
    assert is_unstated(found.dataset.indicators["height"].units["zh"])
    assert set(found.stories) == {"en", "zh"}


def test_a_new_table_is_read_as_the_first_one_was(tmp_path: Path) -> None:
    written(tmp_path, isles(2001, 2002), RecognitionOptions(entity="Japan"))
    assert remembered(tmp_path).roles == {"country": "entity", "year": "period", "height": "value"}
    later = tmp_path / "later.csv"
    isles(2001, 2002, 2003).to_csv(later, index=False)
    (tmp_path / "observations.csv").write_bytes(tables_of(tmp_path, [later])["observations.csv"])
    assert str(project(tmp_path).edition.period[1]) == "2003"
    isles(2001, 2002).rename(columns={"height": "width"}).to_csv(later, index=False)
    with pytest.raises(InputError, match="the project has no series Width"):
        tables_of(tmp_path, [later])


def test_a_project_that_was_not_drafted_remembers_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not remember"):
        remembered(tmp_path)


def test_names_of_files_and_series_have_the_letters_without_their_accents() -> None:
    assert slug_of("Solde naturel par région") == "solde-naturel-par-region"
    assert list(short_names(["Île-de-France", "Łódź", "北京"]).values()) == ["ile_de_france", "odz", "series_3"]
