"""What the message on a table of a batch, or on its options, proposes is read when it is followed."""

from __future__ import annotations

import sqlite3
from importlib.metadata import metadata
from pathlib import Path

import pytest
from msgspec import Struct

from briefing.batch import batch, batch_table, cluster
from briefing.batch.batch_table import RowSource
from briefing.errors import DISTRIBUTION, Finding, InputError, UsageError, install
from tests.batch.towns import NAMES, project, table
from tests.following import followed
from tests.following_commands import Command, command, follow


class Sheet(Struct, frozen=True):
    """Lines of a table, what the message on it says, how its fix reads, and the lines that follow it."""

    lines: str
    what: str
    fix: str
    ways: tuple[str, ...]


def sheet(lines: str, what: str, fix: str, *ways: str) -> Sheet:
    """The same with its ways one after the other; `/` parts lines."""
    return Sheet(lines, what, fix, ways)


VALUES = ("Alaville", "2019-2022", "en", "ink", "2024-12-31", "deck", "a")
COLUMNS = "columns: project, <>, <>, <>, <>, <>, <>, <>"
SHEETS = [
    sheet("entiti/Alaville", "this column is unknown", "did you mean '<>'?", "<0>/Alaville"),
    sheet("town/Alaville", "this column is unknown", "columns: project, <>, …", "<0>/Alaville"),
    sheet("entity,email/Alaville,a@b.org", "a batch has no recipients", "delete the column; …", "entity/Alaville"),
    sheet("failed_what/Alaville", "there is no column that says what to build", COLUMNS,
          *(f"<{at}>/{cell}" for at, cell in enumerate(VALUES))),
    sheet("entity", "the table has no rows", "add a row for each edition", "entity/Alaville"),
    sheet("entity/Alavile", "has no data of 'Alavile'", "did you mean '<>'?", "entity/<0>"),
    sheet("entity/Q", "has no data of 'Q'", "entities: <>, <>, …", "entity/<0>/<1>"),
    sheet("entity,period/Alaville,1990-1995", "there is no data of Alaville from 1990 to 1995",
          "write <>, or some years of these", "entity,period/Alaville,<0>"),
    sheet("entity,period/Alaville,2023-2019", "is no period", "write <>", "entity,period/Alaville,<0>"),
    sheet("entity,period/Alaville,lately", "is no period", "write <>, 2024-01 to 2026-05 or last 24 months",
          "entity,period/Alaville,<0>"),
    sheet("entity,language/Alaville,zh", "no story in the language 'zh'", "write story.zh.yaml, or choose from: <>",
          "entity,language/Alaville,<0>"),
    sheet("entity,language/Alaville,xx", "no story in the language 'xx'", "choose from: <>",
          "entity,language/Alaville,<0>"),
    sheet("entity,theme/Alaville,inc", "there is no theme 'inc'", "did you mean '<>'?", "entity,theme/Alaville,<0>"),
    sheet("entity,as_of/Alaville,31.12.2024", "is not a date", "write it as <>", "entity,as_of/Alaville,<0>"),
    sheet("entity,outputs/Alaville,poster", "there is no output 'poster'", "outputs: <>, <>, <>, <>, <>, <>, <>, <>",
          "entity,outputs/Alaville,<0>;<1>;<2>;<3>"),
    sheet("entity,outputs/Alaville,leter", "there is no output 'leter'", "did you mean '<>'?",
          "entity,outputs/Alaville,<0>"),
    sheet("entity,slug/Alaville,My town", "has not the right form", "write '<>'", "entity,slug/Alaville,<0>"),
    sheet("entity/Alaville/Alaville", "line 2 writes the same files", "add a column <> with a name for each",
          "entity,<0>/Alaville,one/Alaville,two"),
    sheet("entity,slug/Alaville,one/Beleville,one", "line 2 writes the same files", "give each its own slug",
          "entity,slug/Alaville,one/Beleville,two"),
    sheet("entity,clent/Alaville,all", "this column is unknown", "did you mean '<>'?", "entity,<0>/Alaville,all"),
    sheet("entity,short/Alaville,yes", "neither true nor false", "give <> or <>",
          "entity,short/Alaville,<0>/Beleville,<1>"),
    sheet("project,entity/elsewhere,Alaville", "is not a project", "name a folder that contains a briefing.toml",
          "project,entity/mine,Alaville"),
    sheet("project,entity/../mine,Alaville", "is outside the table's folder",
          "give a path from the table's folder to one below it, …", "project,entity/mine,Alaville"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two parameters, tables and a database of its towns; not to be changed."""
    made = tmp_path_factory.mktemp("batch") / "folder"
    made.mkdir()
    mine = project(made / "mine", NAMES[:12])
    with (mine / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write('[parameters]\nclient = "the city"\nshort = false\n')
    table(made, NAMES[:1])
    with sqlite3.connect(made / "rows.db") as db:
        db.execute("create table towns (entity text)")
        db.execute("insert into towns values (?)", NAMES[:1])
    db.close()
    return made


def read(folder: Path, lines: str, name: str) -> None:
    """Lines of a table as a batch reads them before anything is built."""
    head, *rows = lines.split("/") if "../" not in lines else lines.split("/", 1)
    default = None if head.startswith("project") else folder / "mine"
    batch_table.read(RowSource(file=table(folder, rows, head, name)), default, folder / "out", None)


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.lines)
def test_the_fix_of_a_table_is_read_when_it_is_followed(one: Sheet, folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(folder, one.lines, "wrong.csv")
    (finding,) = caught.value.findings
    assert one.what in finding.what
    assert finding.where.startswith(f"{folder}/wrong.csv")
    for way in followed(one.fix, finding.fix, one.ways):
        read(folder, way, "right.csv")


def test_a_row_without_a_project_is_read_with_either_fix(folder: Path) -> None:
    rows = RowSource(file=folder / "rows.csv")
    with pytest.raises(InputError, match="the row has no project") as caught:
        batch_table.read(rows, None, folder / "out", None)
    followed("name its folder, or name one for all after the table", caught.value.findings[0].fix, [])
    read(folder, "project,entity/mine,Alaville", "named.csv")
    batch_table.read(rows, folder / "mine", folder / "out", None)


QUERY = "batch --query 'select entity from towns'"
COMMANDS = [
    command("batch", "a batch takes a table and a project", "briefing <> TABLE [PROJECT], or --query SQL [PROJECT]",
            "<0> rows.csv mine --only letter"),
    command(f"{QUERY} mine", "--query needs a database", "add <> with the variable that holds its URL",
            f"export ROWS sqlite:///rows.db && {QUERY} mine <0> ROWS --only letter"),
    command(f"{QUERY} mine --url-env ROWS", "the environment variable ROWS is not set",
            "set it to the URL of the database, <>://… or <>:///…",
            f"export ROWS <1>:///rows.db && {QUERY} mine --url-env ROWS --only letter"),
    command("batch rows.csv mine --timeout 0", "--timeout more than 0", "give at least one worker and one second",
            "batch rows.csv mine --workers 1 --timeout 60 --only letter"),
    command("batch rows.csv mine --workers 0", "Invalid value for '--workers'", "run <>", "<0>"),
    command("batch mine mine", "this is a folder, not a table", "name the file in it",
            "cp rows.csv mine/rows.csv && batch mine/rows.csv mine --only letter"),
    command("mkdir out && mkdir out/batch.json && batch rows.csv mine --out out --only letter",
            "rows.csv: 1 of 1 editions are in place", "run <>: it skips what is done",
            "rm out/batch.json && batch rows.csv mine --out out --only letter"),
    command(
        "mkdir out && mkdir out/failures.csv && batch rows.csv mine --out out --only letter",
        "it lists failures of an earlier batch, and cannot be removed",
        "close the program that holds it open, and remove it",
        "rm out/failures.csv && batch rows.csv mine --out out --only letter",
    ),
]  # fmt: skip


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.wrong)
@pytest.mark.usefixtures("here")
def test_the_fix_of_a_wrong_batch_works(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)


@pytest.mark.usefixtures("here")
def test_a_call_with_neither_table_nor_query_is_built_with_either(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROWS", f"sqlite:///{folder / 'rows.db'}")
    for given in ({}, {"rows": folder / "rows.csv", "query": "select 1"}):
        with pytest.raises(UsageError) as caught:
            batch(project=folder / "mine", out=tmp_path, **given)  # type: ignore[arg-type]
        followed("give one of the two", caught.value.findings[0].fix, [])
    assert batch(folder / "rows.csv", folder / "mine", tmp_path, workers=1, only=["letter"]).exit_code == 0
    query = "select entity from towns"
    assert batch(project=folder / "mine", out=tmp_path, query=query, url_env="ROWS", only=["letter"]).exit_code == 0


@pytest.fixture
def own(tmp_path: Path, folder: Path) -> tuple[Path, Path, Path]:
    """A table of three towns, their project and an output folder."""
    return table(tmp_path, NAMES[:3]), folder / "mine", tmp_path / "out"


def first(faults: tuple[Finding, ...], fix: str, *ways: str) -> list[str]:
    """The first finding of a row and how its fix reads → ways, with what it names put in."""
    return followed(fix, faults[0].fix, ways)


@pytest.mark.usefixtures("here")
def test_rows_that_wrote_the_same_files_are_built_with_slugs_of_their_own(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:alike")
        done = batch(*own, workers=1, only=["letter"])
    assert [result.line for result in done.failures] == [2, 3]
    (head,) = {way for one in done.failures for way in first(one.faults, "give each row its own <>", "entity,<0>")}
    rows = table(tmp_path, [f"{name},town-{name.lower()}" for name in NAMES[:3]], head, "own.csv")
    assert batch(rows, own[1], own[2], workers=1, only=["letter"]).exit_code == 0


def test_a_row_that_took_too_long_is_built_with_more_time(
    own: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = table(tmp_path, NAMES[:1])
    with monkeypatch.context() as patch:
        patch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:slow")
        (late,) = batch(rows, *own[1:], workers=1, only=["letter"], timeout=0.5).failures
    assert late.faults[0].what == "it took longer than 0.5 seconds and was stopped"
    (option,) = first(late.faults, "try the row alone, or allow more time with --<>", "<0>")
    assert batch(rows, *own[1:], workers=1, only=["letter"], **{option: 60.0}).exit_code == 0  # type: ignore[arg-type]


@pytest.mark.usefixtures("here")
def test_a_file_that_was_removed_is_there_when_the_same_command_is_run_again(own: tuple[Path, Path, Path]) -> None:
    def remove(_: object) -> None:
        for path in own[2].glob("*.txt"):
            path.unlink()

    done = batch(*own, workers=1, only=["letter"], progress=remove)
    assert done.failures
    assert {one.faults[0].what for one in done.failures} == {"the file was removed while the batch ran"}
    assert [first(one.faults, "run the same command again") for one in done.failures]
    assert batch(*own, workers=1, only=["letter"]).exit_code == 0


def test_an_extra_that_is_missing_is_named_as_the_package_has_it(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="--cluster needs distributed") as caught:
        batch(*own, cluster="local")
    (extra,) = followed(install("<>"), caught.value.findings[0].fix, ["<0>"])
    assert extra in (metadata(DISTRIBUTION).get_all("Provides-Extra") or [])
