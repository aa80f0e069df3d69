"""What the message on a table file proposes is read when it is followed: form, head, rows and what they refer to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.read.small import FILES, make
from tests.read.steps import Case, Step, Words, case, drop, follow, more, move, put, steps, swap

OBS, IND, SRC, TGT, BRK = (f"{name}.csv" for name in ("observations", "indicators", "sources", "targets", "breaks"))
SETTINGS = "briefing.toml"
FIRST, PAPER = "trees,Town,2020,official,100,trees,=,A,yes,OFFICE,\n", "trees,Town,2022,official,151,trees,≈,A,,PAPER,"
SOURCES = "\n[tables.sources]\nfile = 'sources.csv'\n"


def obs(old: str, new: str) -> Step:
    return swap(OBS, old, new)


def src(old: str, new: str) -> Step:
    return swap(SRC, old, new)


def settings(old: str, new: str) -> Step:
    return swap(SETTINGS, old, new)


def added(lines: str) -> Step:
    return more(SETTINGS, lines)


def again(file: str) -> Step:
    """A file as it should be."""
    return put(file, FILES[file])


def without(name: str, column: str) -> Step:
    """Take a column out of a table."""

    def step(project: Path, words: Words) -> None:
        rows = [line.split(",") for line in (project / name).read_text(encoding="utf-8").splitlines()]
        at = rows[0].index(column)
        text = "".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows)
        (project / name).write_text(text, encoding="utf-8")

    return step


def saved(encoding: str) -> Step:
    """The sources, with a letter beyond ASCII, in an encoding."""
    return put(SRC, FILES[SRC].replace("Town paper", "Journal de l'été").encode(encoding))


def saved_anew(encoding: str) -> Step:
    """What an editor does that opens a file in the encoding it has and saves it in the one that a fix names."""

    def step(project: Path, words: Words) -> None:
        (project / SRC).write_bytes((project / SRC).read_bytes().decode(encoding).encode(words[0]))

    return step


def divided(sign: str) -> Step:
    return put(SRC, FILES[SRC].replace(",", sign))


def described(project: Path, words: Words) -> None:
    """A datapackage.json with what the fix says of a table."""
    package = {"resources": [{"name": "sources", "path": SRC, **json.loads("{" + words[0] + "}")}]}
    (project / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def pipe(project: Path, words: Words) -> None:
    (project / SRC).unlink()
    os.mkfifo(project / SRC)


def outside(project: Path, words: Words) -> None:
    """A table that is a link to a file beside the project."""
    (project / SRC).rename(project.parent / "elsewhere.csv")
    (project / SRC).symlink_to(project.parent / "elsewhere.csv")


def copied(project: Path, words: Words) -> None:
    content = (project / SRC).read_bytes()
    (project / SRC).unlink()
    (project / SRC).write_bytes(content)


def folder(name: str) -> Step:
    """A folder in the place of a file."""

    def step(project: Path, words: Words) -> None:
        (project / name).unlink()
        (project / name).mkdir()

    return step


def away(name: str) -> Step:
    return lambda project, words: (project / name).rmdir()


LOST = "delete it or write the sign that is meant"
FILE_CASES = [
    case(drop(SRC), (SRC, "the file is missing", "put it there, or correct its name"), again(SRC)),
    case(move(SRC, "source.csv"), (SRC, "the file is missing", "rename '<>', which lies there, or correct the name"),
         move("<0>", SRC), added("\n[tables.sources]\nfile = '<0>'\n")),
    case(pipe, (SRC, "this is a pipe or a device", "copy its content into a file"), steps(drop(SRC), again(SRC))),
    case(outside, (SRC, "leads out of the project", "copy the file into the project's folder"), copied),
    case(steps(drop(SRC), lambda project, words: (project / SRC).symlink_to(SRC)), (SRC, "is a link to no file",
         "put the file itself in its place"), steps(drop(SRC), again(SRC))),
    case(added(f"\n[tables.sources]\nfile = '{'x' * 300}.csv'\n"), (SETTINGS, "xxx' is no file inside the project",
         "give its path below the project's folder"), settings(f"{'x' * 300}.csv", SRC)),
    case(drop(SETTINGS), ("project", "this folder is not a project; it has no briefing.toml",
         "name a project's folder, or make one with: briefing new my-briefing"), again(SETTINGS)),
    case(move(SETTINGS, "Briefing.toml"), ("project", "this folder is not a project; it has no briefing.toml",
         "rename '<>', which lies there, or correct the name"), move("<0>", SETTINGS)),
    case(folder(SETTINGS), (SETTINGS, "this is a folder, not a file", "put the file in its place"),
         steps(away(SETTINGS), again(SETTINGS))),
    case(added("# long\n" * 300_000), (SETTINGS, "the file is larger than 2 MB", "split it or drop what is unused"),
         again(SETTINGS)),
    case(added("\n[tables.sources]\nfile = 'lists\\sources.csv'\n"), (SETTINGS, "is no file inside the project",
         "write '<>'"), steps(settings("lists\\sources.csv", "<0>"), put("lists/x", ""), move(SRC, "<0>"))),
    case(added("\n[tables.sources]\nfile = '../sources.csv'\n"), (SETTINGS, "is no file inside the project",
         "give its path below the project's folder"), settings("../sources.csv", "sources.csv")),
    case(added("\n[tables.sources]\nfile = 'source.csv'\n"), ("source.csv", "the file is missing",
         "rename '<>', which lies there, or correct the name"), settings("source.csv", "<0>")),
    case(steps(move(SRC, "sources.tsv"), added("\n[tables.sources]\nfile = 'sources.tsv'\n")), ("sources.tsv",
         "a table cannot be read from .tsv", "save it as <> or .xlsx"),
         steps(move("sources.tsv", "sources<0>"), settings("sources.tsv", "sources<0>"))),
    case(saved("utf-16"), (SRC, "the file is UTF-16", "save it as <>"), saved_anew("utf-16")),
    case(saved("latin-1"), (f"{SRC}, line 3", "byte 0xE9 is not UTF-8", "save the file as <>"), saved_anew("latin-1")),
]  # fmt: skip
HEAD_CASES = [
    case(put(SRC, ""), (SRC, "the table is empty", "write a line with the names of the columns and rows below it"),
         again(SRC)),
    case(divided(";"), (f"{SRC}, line 1", "the columns are not separated by commas",
         "save the table as CSV with commas, or write <> for it in datapackage.json"), again(SRC), described),
    case(divided("\t"), (f"{SRC}, line 1", "the columns are not separated by commas",
         "save the table as CSV with commas, or write <> for it in datapackage.json"), again(SRC), described),
    case(src("publisher,short", "publisher,"), (f"{SRC}, line 1", "column 3 has no name", "name it or delete it"),
         src("publisher,", "publisher,short"), without(SRC, "")),
    case(src("short", "sho\u202ert"), (f"{SRC}, line 1", "U+202E stands in the name of column 3", LOST),
         src("\u202e", "")),
    case(obs("source_id", "sourceid"), (f"{OBS}, line 1", "the column 'source_id' is missing", "rename '<>'"),
         obs("sourceid", "source_id")),
    case(without(TGT, "source_id"), (f"{TGT}, line 1", "the column 'source_id' is missing",
         "add it, or write <> and <> in <> if it is the same in all rows"),
         again(TGT), steps(added("\n<2>\n<0>\n<1>\n"), settings('"…"', '"OFFICE"'))),
    case(steps(without(IND, "name_en"), without(IND, "name_zh")), (f"{IND}, line 1", "there is no name column",
         "add <>, or …"), put(IND, FILES[IND].replace("name_en", "<0>"))),
]  # fmt: skip
ROW_CASES = [
    case(more(SRC, '"X,Y,Z\n'), (f"{SRC}, line 4", "this is no CSV", "close the quotation marks; …"),
         src('"X,Y,Z', "X,Y,Z,T,,2022,")),
    case(obs(",100,", ",1\u008600,"), (f"{OBS}, line 2, column value", "U+0086 stands in the cell", LOST),
         obs("\u0086", "")),
    case(src("Yearbook", "y" * 10_001), (f"{SRC}, line 2, column title", "the cell has 10,001 characters",
         "shorten it to <>"), src("y" * 10_001, "y" * 10_000)),
    case(obs(",100,", f",{'9' * 17},"), (f"{OBS}, line 2, column value", "is too large", "use a larger unit, as <>"),
         put(OBS, "indicator_id,entity,year,value,source_id\ntrees,Town,2020,99999999.9,OFFICE\n")),
    case(src("OFFICE", "OFF ICE"), (f"{SRC}, line 2, column id", "'OFF ICE' cannot be an id",
         "use letters, digits, - and _, without blanks"), src("OFF ICE", "OFFICE")),
    case(src("PAPER", "OFFICE"), (f"{SRC}, line 3, column id", "'OFFICE' stands in line 2 too", "rename or delete one"),
         again(SRC)),
    case(obs("100,trees", "100,thousand trees"), (f"{OBS}, line 2, column unit", "is not the unit of trees, 'trees'",
         "write '<>' and the value in it; …"), obs("100,thousand trees", "100000,<0>")),
    case(obs("=,A,yes,OFFICE", "=,M,yes,OFFICE"), (f"{OBS}, line 2, column status", "'M' says that there is no value",
         "leave the value empty; if it is right, the status"), obs(",100,", ",,"), obs("=,M,yes", "=,,yes")),
    case(obs("=,A,yes,OFFICE", "=,provisional,yes,OFFICE"), (f"{OBS}, line 2, column status",
         "is none of the words", "write <> for provisional"), obs("provisional", "<0>")),
    case(more(TGT, "trees,Town,2025,201,≥,OFFICE,\n"), (f"{TGT}, line 3, column year",
         "this target stands in line 2 too", "delete one"), again(TGT)),
    case(more("milestones.csv", "2021-05,First count,,OFFICE\n"), ("milestones.csv, line 3, column title",
         "this milestone stands in line 2 too", "delete one"), again("milestones.csv")),
    case(put(OBS, f"{FILES[OBS].partition(chr(10))[0]}\n"), (OBS, "there are no observations",
         "add a row for each published value"), more(OBS, FIRST)),
    case(obs(FIRST, FIRST.replace("yes", "no")), (f"{OBS}, line 2, column preferred",
         "no row is preferred for trees of Town in 2020", "write <> in the row that the edition shall show"),
         obs(",no,", ",<0>,")),
    case(obs(PAPER, PAPER.replace("A,,", "A,yes,")), (f"{OBS}, line 5, column preferred",
         "line 4 is already preferred for trees of Town in 2022", "write <> in one row for each …"),
         obs("≈,A,yes", "≈,A,"), obs("150,trees,=,A,yes", "150,trees,=,A,")),
    case(without(OBS, "preferred"), (f"{OBS}, line 5, column preferred", "line 4 is already preferred for trees",
         "add a column <> and write <> in one of the rows, or give them series of which [facts] names one"),
         put(OBS, FILES[OBS].replace("preferred", "<0>").replace("yes", "<1>")),
         steps(obs("2022,official,151", "2022,other,151"), settings('"trees" }', '"trees", series = "other" }'))),
    case(obs(FIRST, FIRST.replace("2020", "2203")), (f"{OBS}, line 2, column year",
         "2203 is after OFFICE was published, in 2023",
          "correct the year or the source's date, or give status <> to a …"),
         obs("2203", "2020"), src("2023-02", "2203"), obs("100,trees,=,A", "100,trees,=,<0>")),
    case(swap(BRK, "official", "offical"), (f"{BRK}, line 2, column series", "trees of Town has no series 'offical'",
         "did you mean '<>'?"), swap(BRK, "offical", "<0>")),
    case(swap(BRK, "Town,official", ",old"), (f"{BRK}, line 2, column series", "trees has no series 'old' anywhere",
         "series: <>"), swap(BRK, "old", "<0>")),
    case(steps(swap(BRK, "trees", "snow"), more(IND, "snow,Snow,,cm,stock,,,\n")), (f"{BRK}, line 2, column series",
         "snow of Town has no series", "delete the row: …"), put(BRK, FILES[BRK].partition("\n")[0])),
]  # fmt: skip
LAYOUT_CASES = [
    case(added(f"{SOURCES}columns = {{tite = 'title'}}\n"), (f"{SRC}, line 1", "there is no column 'tite' to rename",
         "did you mean '<>'?"), settings("tite", "<0>")),
    case(added(f"{SOURCES}columns = {{short = 'title'}}\n"), (f"{SRC}, line 1", "two columns are called 'title'",
         "rename only one of them"), settings("short = 'title'", "")),
    case(added(f"{SOURCES}fill = {{title = 'Yearbook'}}\n"), (f"{SRC}, line 1",
         "fill gives 'title', which the table has too", "drop one of the two"), settings("title = 'Yearbook'", ""),
         without(SRC, "title")),
    case(added("\n[tables.targets]\nfile = 'targets.csv'\nwide = {years = [2020, 2030]}\n"), (f"{TGT}, line 1",
         "no column is headed by a year from 2020 to 2030", "head the columns <>, <>, …"),
         put(TGT, "indicator_id,entity,<0>,<1>,source_id\ntrees,Town,60,61,PAPER\n")),
    case(steps(added("\n[tables.sources]\nfile = 'lists/'\n"), put("lists/sources.csv", "id\n")), (SETTINGS,
         "the table sources is a folder", "save it as <>; …"), settings("lists/", "<0>")),
    case(steps(added("\n[tables.observations]\nfile = 'observations.csv'\nentities = ['Twon']\n"),
         settings('entity = "Town"', 'entity = "Towne"')), (OBS, "no row has a value whose entity is 'Towne' or 'Twon'",
         "correct the names in [edition], [facts] or entities"), settings("Towne", "Town")),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it should be."""
    return make(tmp_path_factory.mktemp("right") / "town")


@pytest.mark.parametrize("one", [*FILE_CASES, *HEAD_CASES, *ROW_CASES, *LAYOUT_CASES], ids=lambda one: one.name)
def test_the_fix_of_a_table_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path)
