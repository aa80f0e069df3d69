"""The table is read and checked whole before anything is built: every mismatch at once, with its line and fix."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from pathlib import Path

import pytest

from briefing.batch.batch_table import Batch, RowSource, read
from briefing.errors import BriefingError, InputError
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice
from tests.batch.towns import NAMES, project, table


def given(path: Path, towns: Path | None, only: list[str] | None = None) -> Batch:
    """A table → its tasks."""
    return read(RowSource(file=path), towns, path.parent / "out", only)


def result(path: Path, towns: Path | None) -> list[tuple[str, str, str]]:
    """A table that is refused → place (after its file), what and fix of each finding."""
    with pytest.raises(InputError) as caught:
        given(path, towns)
    return [(found.where.removeprefix(str(path)), found.what, found.fix) for found in caught.value.findings]


def test_a_row_says_what_differs_from_the_project(tmp_path: Path, towns: Path) -> None:
    head = "entity,period,language,theme,as_of,outputs,slug"
    rows = ['Alaville,2019–2021,en,wine,2024-12-31,"brief; deck",al-first', "Beleville,,,,,,"]
    batch = given(table(tmp_path, rows, head), towns, ["letter"])
    first, second = batch.tasks
    assert (first.line, first.entity, first.period, first.languages) == (
        2,
        "Alaville",
        PeriodChoice(Period.year(2019), Period.year(2021)),
        ("en",),
    )
    assert (first.theme, first.as_of, first.outputs, first.slug) == (
        "wine", dt.date(2024, 12, 31), ("deck", "brief"), "al-first",
    )  # fmt: skip
    assert (second.line, second.entity, second.period, second.outputs) == (3, "Beleville", None, ("letter",))
    assert second.project == str(towns.resolve())
    assert second.out == str((tmp_path / "out").resolve())


def test_a_row_may_ask_for_the_last_few_periods_and_for_a_moment(tmp_path: Path, towns: Path) -> None:
    rows = ["Alaville,last 3,2024-12-31T08:30+01:00,a", "Alaville,2020,,b", "Alaville,2019 to 2021,,c"]
    batch = given(table(tmp_path, rows, "entity,period,as_of,slug"), towns)
    assert [task.period and str(task.period) for task in batch.tasks] == ["last 3", "from 2020", "2019 to 2021"]
    assert batch.tasks[0].as_of == dt.datetime.fromisoformat("2024-12-31T08:30+01:00")


def test_every_mismatch_is_reported_at_once(tmp_path: Path, towns: Path) -> None:
    head = "entity,period,language,theme,as_of,outputs,slug"
    rows = [
        "Alavile,2023-2019,zh,inc,31.12.2024,poster,../up",
        "Aleville,1990-1995,en,ink,2024-12-31,deck,con",
        "Aliville,2019-2023,,,2024-02-30,,",
    ]
    found = {where: (what, fix) for where, what, fix in result(table(tmp_path, rows, head), towns)}
    assert found[", line 2, column entity"] == ("mine has no data of 'Alavile'", "did you mean 'Alaville'?")
    assert "is no period" in found[", line 2, column period"][0]
    assert found[", line 2, column language"][0] == "mine has no story in the language 'zh'"
    assert found[", line 2, column theme"] == ("there is no theme 'inc'", "did you mean 'ink'?")
    assert "is not a date" in found[", line 2, column as_of"][0]
    assert found[", line 2, column outputs"][0] == "there is no output 'poster'"
    assert ", line 2, column slug" in found
    assert found[", line 3, column period"][1] == "write 2019-2023, or some years of these"
    assert "Windows" in found[", line 3, column slug"][0]
    assert "is not a date" in found[", line 4, column as_of"][0]
    assert len(found) == 10


@pytest.mark.parametrize(
    ("head", "what", "fix"),
    [
        ("entiti", "this column is unknown", "did you mean 'entity'?"),
        ("client", "this column is unknown", "columns: project, entity"),
        ("email", "a batch has no recipients", "recipients.csv"),
        ("recipient", "a batch has no recipients", "recipients.csv"),
        ("failed_what", "there is no column that says what to build", "columns: project"),
    ],
)
def test_a_column_that_says_nothing_is_refused(tmp_path: Path, towns: Path, head: str, what: str, fix: str) -> None:
    found = result(table(tmp_path, ["Alaville"], head), towns)
    assert len(found) == 1
    assert found[0][0].startswith(", line 1")
    assert found[0][1].startswith(what)
    assert fix in found[0][2]


def test_a_parameter_of_the_project_is_a_column(tmp_path: Path) -> None:
    mine = project(tmp_path / "mine", NAMES[:2])
    with (mine / "briefing.toml").open("a") as file:
        file.write('[parameters]\nclient = "the city"\nshort = false\n')
    batch = given(table(tmp_path, ["Alaville,Acme,", "Aleville,,true"], "entity,client,short"), mine)
    assert [dict(task.parameters) for task in batch.tasks] == [{"client": "Acme"}, {"short": "true"}]
    ((where, what, _),) = result(table(tmp_path, ["Alaville,yes"], "entity,short"), mine)
    assert where == ", line 2, column short"
    assert "neither true nor false" in what
    ((where, _, fix),) = result(table(tmp_path, ["Alaville,x"], "entity,clent"), mine)
    assert (where, fix) == (", line 1, column clent", "did you mean 'client'?")


def test_two_rows_that_write_the_same_files_are_named_both(tmp_path: Path, towns: Path) -> None:
    ((where, what, fix),) = result(table(tmp_path, ["Alaville", "Aleville", "Alaville"]), towns)
    assert (where, what) == (", line 4, column entity", "line 2 writes the same files, in the language en")
    assert fix == "add a column slug with a name for each"


@pytest.mark.parametrize(
    "rows",
    [
        ["Alaville,,twice", "Aleville,,twice"],
        ["Example City,,", "Alaville,,example-city"],  # the project's own entity, and so its own name
        ["Example City,2019-2022,", "Alaville,,example-city-2019-2022"],
        ["Alaville,2019-2023,", "Alaville,,"],  # the project's own period
        ["Alaville,,", "Beleville,,example-city-alaville"],  # a slug as another row's town makes one
        ["Alaville,2019-2022,", "Beleville,,example-city-alaville-2019-2022"],
    ],
)
def test_names_clash_however_they_come_about(tmp_path: Path, towns: Path, rows: list[str]) -> None:
    ((where, what, _),) = result(table(tmp_path, rows, "entity,period,slug"), towns)
    assert (where, what) == (", line 3, column slug", "line 2 writes the same files, in the language en")


def test_rows_with_names_of_their_own_do_not_clash(tmp_path: Path, towns: Path) -> None:
    rows = ["Alaville,,", "Alaville,2019-2022,", "Alaville,,one", "Aleville,,"]
    assert len(given(table(tmp_path, rows, "entity,period,slug"), towns).tasks) == 4


def test_towns_whose_names_are_alike_do_not_clash(tmp_path: Path) -> None:
    mine = project(tmp_path / "mine", ["St Mary", "St. Mary", "São Ville", "Sao Ville"])
    rows = ["St Mary,", "St. Mary,", "São Ville,", "Sao Ville,", "Example City,example-city-st-mary"]
    assert len(given(table(tmp_path, rows, "entity,slug"), mine).tasks) == 5


def test_towns_that_a_project_reads_alone_clash_where_their_names_are_alike(tmp_path: Path) -> None:
    mine = project(tmp_path / "mine", ["St Mary", "St. Mary"])
    with (mine / "briefing.toml").open("a") as file:
        file.write('[tables.observations]\nfile = "observations.csv"\nentities = "edition"\n')
    ((where, what, _),) = result(table(tmp_path, ["St Mary", "St. Mary"]), mine)
    assert (where, what) == (", line 3, column entity", "line 2 writes the same files, in the language en")


@pytest.mark.parametrize("name", ["../elsewhere", "/etc", "C:\\x", "..", "a/../../b", "link", "x" * 5000, "a\0b"])
def test_a_project_that_leads_out_of_the_tables_folder_is_refused(tmp_path: Path, towns: Path, name: str) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "link").symlink_to(towns)
    *before, (where, what, _) = result(table(folder, [name], "project"), None)
    assert len(before) == ("\0" in name)
    assert where == ", line 2, column project"
    assert "is outside the table's folder" in what or "is not a project" in what
    with pytest.raises(InputError):
        given(table(folder, [name], "project"), None)


def test_each_project_is_found_from_the_tables_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        project(tmp_path / name, NAMES[:2])
    batch = given(table(tmp_path, ["one,Alaville,a", "two,Alaville,b"], "project,entity,slug"), None)
    assert [Path(task.project).name for task in batch.tasks] == ["one", "two"]
    ((_, what, _),) = result(table(tmp_path, ["one,Alaville", "two,Alaville"], "project,entity"), None)
    assert "line 2 writes the same files" in what


def test_a_row_without_any_project_is_reported(tmp_path: Path) -> None:
    ((where, what, _),) = result(table(tmp_path, ["Alaville"]), None)
    assert (where, what) == (", line 2, column project", "the row has no project")


def test_a_project_that_cannot_be_read_is_reported_once(tmp_path: Path) -> None:
    mine = project(tmp_path / "mine", NAMES[:3])
    (mine / "sources.csv").unlink()
    found = result(table(tmp_path, NAMES[:3]), mine)
    assert len([what for where, what, _ in found if "sources.csv" in where]) == 1


def test_signs_that_no_table_may_hold_are_refused(tmp_path: Path, towns: Path) -> None:
    ((where, _, _),) = [one for one in result(table(tmp_path, ["Ala\u202eville"]), towns) if "U+202E" in one[1]]
    assert where == ", line 2, column entity"


def test_a_table_of_a_million_rows_is_refused_at_once(tmp_path: Path, towns: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small.write_text("entity\n" + "Al\n" * 1_000_000)
    large.write_text("entity\n" + "Alaville of the north\n" * 1_000_000)
    began = time.monotonic()
    assert "more than 200,000 rows" in result(small, towns)[0][1]
    assert "larger than 20 MB" in result(large, towns)[0][1]
    assert time.monotonic() - began < 20


def test_a_folder_is_no_table(tmp_path: Path, towns: Path) -> None:
    ((where, what, _),) = result(towns, towns)
    assert (where, what) == ("", "this is a folder, not a table")


def test_an_empty_table_is_refused(tmp_path: Path, towns: Path) -> None:
    assert result(table(tmp_path, []), towns)[0][1] == "the table has no rows"


def test_rows_come_from_a_database(tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(tmp_path / "rows.db") as db:
        db.execute("create table towns (name text)")
        db.executemany("insert into towns values (?)", [(name,) for name in NAMES[:3]])
    db.close()
    monkeypatch.setenv("ROWS_URL", f"sqlite:///{tmp_path / 'rows.db'}")
    source = RowSource(query="select name as entity from towns order by name", url_env="ROWS_URL")
    batch = read(source, towns, tmp_path / "out", None)
    assert [task.entity for task in batch.tasks] == NAMES[:3]
    assert [task.line for task in batch.tasks] == [1, 2, 3]
    with pytest.raises(BriefingError, match="has no data of"):
        read(RowSource(query="select 'Nowhere' as entity", url_env="ROWS_URL"), towns, tmp_path / "out", None)


def test_a_thousand_rows_are_checked_in_a_second_or_two(tmp_path: Path) -> None:
    names = [f"{first}{second}{third}ton" for first in NAMES for second in "abcd" for third in "mnrst"][:1000]
    mine = project(tmp_path / "mine", names)
    path = table(tmp_path, names)
    began = time.monotonic()
    assert len(given(path, mine).tasks) == 1000
    assert time.monotonic() - began < 8
