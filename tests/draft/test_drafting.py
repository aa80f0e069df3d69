"""`briefing draft` makes a project of a table, builds it, and replaces nothing."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

import briefing
from briefing.cli import main
from briefing.errors import OutputError

ISLES = {"Arran": 40, "Skye": 90}
CELLS = [(isle, year, number + 3 * (year - 2014)) for isle, number in ISLES.items() for year in range(2015, 2023)]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of two isles, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "isle visits.csv"
    frame = pd.DataFrame(CELLS, columns=["isle", "year", "visits"])
    frame.to_csv(path, index=False)
    return path


def test_a_table_becomes_a_project_that_is_built(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", table.name, "--map", "isle=entity", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["folder"] == "isle-visits"
    assert printed["entity"] == "Skye"
    assert printed["columns"][0] == {
        "table": "isle visits.csv", "column": "isle", "role": "entity", "reason": "as --map says",
    }  # fmt: skip
    assert any("who published the figures" in line for line in printed["to_fill"])
    assert {Path(name).suffix for name in printed["files"]} >= {".csv", ".toml", ".yaml", ".pptx", ".pdf", ".html"}
    assert all(Path(name).is_file() for name in printed["files"])
    letter = Path("isle-visits/output/isle-visits.en.html").read_text(encoding="utf-8")
    assert "Source: isle visits.csv" in letter
    assert letter.count("The table does not say who published it.") == 1
    assert "Data to 2022" in letter  # nothing has a date, so the edition has none
    assert "Edition of" not in letter
    assert briefing.check("isle-visits") == () or all(one.severity != "error" for one in briefing.check("isle-visits"))


def test_the_command_that_is_proposed_has_what_was_typed_and_answers_all_when_it_is_typed(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("figures").mkdir()
    path = table.rename(Path("figures", table.name)).as_posix()
    assert main(["draft", path, "--map", "isle=entity", "--no-build", "--out", "one", "--json"]) == 0
    asked = json.loads(capsys.readouterr().out)["to_fill"][-1]
    program, *words = shlex.split(asked[asked.index("briefing draft") :])
    assert program == "briefing"
    answered = [
        {"NAME": "Isles Office", "NEW-FOLDER": "two"}.get(word, word.replace("=UNIT", "=people")) for word in words
    ]
    assert main([*answered, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["entity"] == "Skye"
    assert [line for line in again["to_fill"] if "publish" not in line] == []


def test_the_address_of_a_database_is_in_no_command_that_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect("isles.db") as database:
        pd.DataFrame(CELLS, columns=["isle", "year", "visits"]).to_sql("visits", database, index=False)
    database.close()
    address = f"sqlite:///{tmp_path}/isles.db"
    assert main(["draft", address, "--map", "isle=entity", "--no-build", "--out", "one", "--json"]) == 0
    assert [line for line in json.loads(capsys.readouterr().out)["to_fill"] if address in line] == []


def test_a_folder_that_is_not_empty_stays_as_it_is(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/note.txt").write_text("mine")
    assert main(["draft", table.name, "--out", "mine"]) == 1
    assert "a draft replaces nothing" in capsys.readouterr().err
    assert [path.name for path in Path("mine").iterdir()] == ["note.txt"]
    with pytest.raises(OutputError, match="it is a file"):
        briefing.draft(table, out=table)


def test_a_project_is_no_table(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", table.name, "--no-build"]) == 0
    assert main(["draft", "isle-visits", "--out", "again"]) == 2
    assert "for new sections: briefing draft --again isle-visits" in capsys.readouterr().err
    assert not Path("again").exists()
    assert main(["draft", "--again", "isle-visits"]) == 0


def test_from_python_a_frame_is_drafted_as_a_file_is(table: Path) -> None:
    one = briefing.draft(pd.read_csv(table), out="one", columns={"isle": "entity"}, build_it=False)
    two = briefing.draft(table, out="two", columns={"isle": "entity"}, build_it=False)
    assert one.built is None
    assert not one.failed
    assert (one.folder / "observations.csv").read_bytes() == (two.folder / "observations.csv").read_bytes()


def test_what_is_typed_wrong_is_an_error_with_the_words_that_may_stand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "x.csv", "--map", "isle", "--map", "isle=town"]) == 2
    printed = capsys.readouterr().err
    assert "names no role" in printed
    assert "write one of: period, year" in printed
    assert main(["draft", "x.csv", "--dates", "backwards"]) == 2
    assert "day-first or month-first" in capsys.readouterr().err


def test_a_table_whose_columns_end_in_different_years_is_a_draft_that_names_its_source(tmp_path: Path) -> None:
    towns = {"Aldby": (30, 9), "Barwick": (80, 1), "Corford": (55, 2), "Dunmere": (20, 1)}
    rows = [
        (town, year, first + each * (year - 1990) if year <= 2015 else None, 2 * first + each * (year - 1990))
        for town, (first, each) in towns.items()
        for year in range(1990, 2041)
    ]
    frame = pd.DataFrame(rows, columns=["town", "year", "bus trips", "ferry trips"])
    made = briefing.draft(frame, out=tmp_path / "trips", columns={"town": "entity"})
    assert made.built is not None
    (letter,) = (path for path in made.built.files if path.name.endswith(".en.html"))
    page = letter.read_text(encoding="utf-8")
    assert page.count("Source:") == 1
    assert "(to 2040)" in page


def test_places_with_the_bar_of_filters_in_their_names_are_drafted(tmp_path: Path) -> None:
    trades = {"Boats | Large": (30, 9), "Boats | Small": (80, 1), "Crews | “Night”": (55, -2), "Crews | Day": (20, 1)}
    rows = [
        (trade, year, at + each * (year - 2000)) for trade, (at, each) in trades.items() for year in range(2000, 2020)
    ]
    frame = pd.DataFrame(rows, columns=["trade", "year", "licences"])
    made = briefing.draft(frame, out=tmp_path / "trades", columns={"trade": "entity"})
    assert made.built is not None
    assert "Boats | Large" in (made.folder / "story.en.yaml").read_text(encoding="utf-8")


def test_a_draft_no_longer_says_that_a_source_is_missing_when_it_was_filled_in(table: Path) -> None:
    briefing.draft(table, out="mine", columns={"isle": "entity"}, build_it=False)
    before = briefing.build("mine", "before", only=["web", "deck"])
    for name, mark, filled in (
        ("sources.csv", "not stated yet", "Isle Office"),
        ("indicators.csv", "unit not stated yet", "visitors"),
    ):
        path = Path("mine", name)
        path.write_text(path.read_text(encoding="utf-8").replace(mark, filled), encoding="utf-8")
    after = briefing.build("mine", "after", only=["web", "deck"])
    words = []
    for made in (before, after):
        (page,) = (path for path in made.files if path.name.endswith(".web.html"))
        (deck,) = (path for path in made.files if path.suffix == ".pptx")
        slides = Presentation(str(deck)).slides
        cells = [
            cell.text for slide in slides for one in slide.shapes if one.has_table for cell in one.table.iter_cells()
        ]
        words.append("\n".join([page.read_text(encoding="utf-8"), *cells]))
    assert words[0].count("does not say who published") == 2, "once in front, and once at the end"
    assert words[0].count("gives no units") == 1
    assert "Who published these figures" in words[0]
    assert not re.search("does not (say|give)|gives no|not stated yet|Who published", words[1])
    assert "Isle Office" in words[1]


@pytest.mark.parametrize(("step", "words"), [("D", "The data end on {{"), ("MS", "The data end in {{")])
def test_data_end_on_a_day_and_in_a_month(tmp_path: Path, step: str, words: str) -> None:
    dates = pd.date_range("2024-01-01", periods=60, freq=step)
    frame = pd.DataFrame({"date": dates, "visits": [200 + 3 * at + at % 7 for at in range(60)]})
    drafted = briefing.draft(frame, out=tmp_path / "quay", build_it=False)
    assert words in (drafted.folder / "story.en.yaml").read_text(encoding="utf-8")


def test_places_of_one_table_are_ranked_though_the_edition_is_of_what_another_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    trips = [(f"{year}-{month:02}", 900 + 7 * month + year - 2020) for year in (2024, 2025) for month in range(1, 13)]
    pd.DataFrame(trips, columns=["month", "trips"]).to_csv("trips.csv", index=False)
    inns = [(f"Inn {chr(65 + at)}", 500 - 30 * at, 520 - 31 * at) for at in range(14)]
    pd.DataFrame(inns, columns=["kind", "rooms_2024", "rooms_2025"]).to_csv("inns.csv", index=False)
    moves = [("Huts", 40, 60), ("Tents", 50, 51), ("Inns", 300, 310), ("Halls", 10, 11), ("Farms", 20, 20)]
    pd.DataFrame(moves, columns=["kind", "beds_2024", "beds_2025"]).to_csv("beds.csv", index=False)
    assert main(["draft", "trips.csv", "inns.csv", "--map", "kind=entity", "--no-build", "--out", "both"]) == 0
    drawn = Path("both/story.en.yaml").read_text(encoding="utf-8")
    assert re.search(r"(?s)kind: dumbbell\n\s+series: \[rooms\].{0,400}highlight: Inn A", drawn)
    assert main(["draft", "beds.csv", "--map", "kind=entity", "--entity", "Inns", "--no-build", "--out", "passed"]) == 0
    drawn = Path("passed/story.en.yaml").read_text(encoding="utf-8")
    assert re.search(r"Huts.{0,40}passed Tents", drawn)
    assert re.search(r"entities:\W+Huts\W+Tents", drawn), "the columns of the edition’s place stood below that title"
