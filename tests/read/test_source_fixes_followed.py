"""What the message on a workbook, a Parquet file, a folder or a database proposes works when it is followed."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from importlib.metadata import requires
from pathlib import Path

import pytest

from briefing.assets import asset
from briefing.errors import DISTRIBUTION, BriefingError, Finding, install
from briefing.read import database, source_table
from briefing.read.report import Report
from tests.following import filled, named
from tests.read import kinds
from tests.read.kinds import PEERS, Rows, arrow
from tests.read.steps import Case, Step, Words, as_project, broken, case, drop, follow, found, move, put, steps, swap

TOML, BOOK, FOLDER, DESCRIBED = "briefing.toml", "observations.xlsx", "observations", "datapackage.json"
GIVEN = kinds.rows(asset("project"))
FIRST = {"indicator_id": "library_visits", "entity": "Example City", "year": "2023", "value": "560"}
LOST = "delete it or write the sign that is meant"


def book(*, sheet: str = "Sheet1", formula: bool = False) -> Step:
    """The observations as a workbook."""

    def step(project: Path, words: Words) -> None:
        import openpyxl  # type: ignore[import-untyped]

        made = openpyxl.Workbook()
        made.active.title = "Cover" if sheet == "Figures" else sheet
        page = made.create_sheet(sheet) if sheet == "Figures" else made.active
        page.append(list(GIVEN[0]))
        for row in GIVEN:
            page.append(["=500+60" if formula and cell == "560" else cell for cell in row.values()])
        made.save(project / BOOK)
        (project / "observations.csv").unlink(missing_ok=True)

    return step


def unpacked(size: int) -> Step:
    """A workbook that is a zip with one part of that size."""

    def step(project: Path, words: Words) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("readme.txt", b"\0" * size)
        put(BOOK, packed.getvalue())(project, words)
        (project / "observations.csv").unlink()

    return step


def table(*lines: str) -> Step:
    return lambda project, words: kinds.settle(project, *[filled(line, words) for line in lines])


def csv_again(project: Path, words: Words) -> None:
    """The table as CSV in place of every other kind."""
    (project / BOOK).unlink(missing_ok=True)
    kinds.text(project / "observations.csv", GIVEN)


BOOK_CASES = [
    case(steps(put(DESCRIBED, asset(f"project/{DESCRIBED}").read_bytes()), book()), (DESCRIBED,
         "there is no file observations.csv", "write <>"), swap(DESCRIBED, '"path": "observations.csv"', "<0>")),
    case(steps(put(BOOK, b"no zip"), drop("observations.csv")), (BOOK, "this is no XLSX workbook",
         "save the table as <> or <>"), book(), csv_again),
    case(unpacked(10), (BOOK, "the workbook cannot be read: KeyError", "open it in its program and save it again"),
         book()),
    case(unpacked(201_000_000), (BOOK, "the workbook unpacks to more than 200 MB", "save only the sheet that is used"),
         book()),
    case(steps(book(sheet="Figures"), table(f'file = "{BOOK}"', 'sheet = "Figurs"')), (BOOK,
         "there is no sheet 'Figurs'", "did you mean '<>'?"), swap(TOML, "Figurs", "<0>")),
    case(book(formula=True), (f"{BOOK}, line 6, column 4", "the formula has no saved result",
         "open the workbook in its program, let it calculate, and save it"), book()),
]  # fmt: skip


def kind(name: str) -> Step:
    """The observations in another kind of source."""
    return lambda project, words: kinds.put(project, name)


def part(name: str, given: Rows = (FIRST,), **more: str) -> Step:
    """A file of the folder, CSV or Parquet, with the same columns as the others and some cells otherwise."""
    rows = [dict.fromkeys(GIVEN[0], "") | {"source_id": "EXAMPLE"} | dict(row) | more for row in given]
    write = kinds.parquet if name.endswith(".parquet") else kinds.text
    return lambda project, words: write(project / FOLDER / name, rows)


def narrow(name: str, **more: str) -> Step:
    """A file of the folder without the column entity."""
    rows = [{key: cell for key, cell in (dict.fromkeys(GIVEN[0], "") | row).items() if key != "entity"} | more
            for row in GIVEN if row["entity"] == "Example City"]  # fmt: skip
    return lambda project, words: kinds.parquet(project / FOLDER / name, rows)


def nested(project: Path, words: Words) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    pq.write_table(pa.Table.from_pylist([{**row, "note": [1, 2]} for row in GIVEN]), project / "observations.parquet")


def linked(project: Path, words: Words) -> None:
    (project / FOLDER / "part-0.csv").rename(project / "elsewhere.csv")
    (project / FOLDER / "part-0.csv").symlink_to(project / "elsewhere.csv")


def relinked(project: Path, words: Words) -> None:
    (project / FOLDER / "part-0.csv").unlink()
    (project / "elsewhere.csv").rename(project / FOLDER / "part-0.csv")


def emptied(project: Path, words: Words) -> None:
    for path in (project / FOLDER).iterdir():
        path.unlink()


CSVS, TOWN = kind("csv-folder"), "entity=Example%20City"
FOLDER_CASES = [
    case(steps(CSVS, put(f"{FOLDER}/read.txt", "")), (f"{FOLDER}/read.txt", "this is no .parquet or .csv file",
         "move it away, or let its name begin with <>"), drop(f"{FOLDER}/read.txt"),
         move(f"{FOLDER}/read.txt", f"{FOLDER}/<0>read.txt")),
    case(steps(CSVS, linked), (f"{FOLDER}/part-0.csv", "it leads out of the folder", "copy the file into it"),
         relinked),
    case(steps(CSVS, put(f"{FOLDER}/x.parquet", "")), (f"{FOLDER}/x.parquet",
         "it is of another kind than observations/part-0.csv", "keep Parquet or CSV, not both"),
         drop(f"{FOLDER}/x.parquet")),
    case(steps(CSVS, put(f"{FOLDER}/a=\u202e/x.csv", "")), (f"{FOLDER}/a=", "stands in the name of its folder", LOST),
         drop(f"{FOLDER}/a=\u202e/x.csv")),
    case(steps(CSVS, put(f"{FOLDER}/a=1/a=2/x.csv", "")), (f"{FOLDER}/a=1/a=2/x.csv", "its folders give 'a' two values",
         "keep one of the folders"), drop(f"{FOLDER}/a=1/a=2/x.csv")),
    case(steps(CSVS, emptied), (f"{FOLDER}/", "the folder holds no table", "put <> or <> files into it"),
         steps(*[put(f"{FOLDER}/a<1>", asset("project/observations.csv").read_text("utf-8"))])),
    case(steps(CSVS, swap(TOML, "observations/", "observation/")), ("observation", "the folder is missing",
         "rename '<>', which lies there, or correct the name"), swap(TOML, "observation/", "<0>/"),
         move("<0>", "observation")),
    case(steps(CSVS, put(f"{FOLDER}/part-1.csv", "indicator_id\nJos\xe9\n".encode("latin-1"))), (
         f"{FOLDER}/part-1.csv", "this is no CSV in UTF-8", "save the file as <>"),
         lambda project, words: kinds.text(project / FOLDER / "part-1.csv", GIVEN[1::3])),
    case(steps(CSVS, put(f"{FOLDER}/part-1.csv", "a,b\n1\n")), (f"{FOLDER}/part-1.csv", "its columns are not those of",
         "write all files of the folder with the same columns"),
         lambda project, words: kinds.text(project / FOLDER / "part-1.csv", GIVEN[1::3])),
    case(steps(CSVS, put(f"{FOLDER}/part-1.csv", ",".join(GIVEN[0]) + "\n1\n")), (f"{FOLDER}/part-1.csv",
         "this is no CSV: ", "save the table again"),
         lambda project, words: kinds.text(project / FOLDER / "part-1.csv", GIVEN[1::3])),
    case(steps(kind("parquet"), put("observations.parquet", b"PAR1")), ("observations.parquet", "this is no Parquet: ",
         "save the table again"), lambda project, words: kinds.parquet(project / "observations.parquet", GIVEN)),
    case(steps(kind("parquet"), nested), ("observations.parquet", "the column 'note' holds list<", "write numbers, …"),
         lambda project, words: kinds.parquet(project / "observations.parquet", GIVEN)),
    case(steps(kind("parquet"), drop("observations.parquet")), ("observations.parquet", "the file is missing",
         "put it there, or correct its name"),
         lambda project, words: kinds.parquet(project / "observations.parquet", GIVEN)),
    case(steps(table('file = "observations/"', PEERS), drop("observations.csv"),
               part(f"{TOWN}/a.parquet", [row for row in GIVEN if row["entity"] == "Example City"],
                    entity="Model Village")), (f"{FOLDER}/{TOWN}/a.parquet, row 1, column entity",
         "'Model Village' contradicts the name of the folder", "move the row to the folder of its value, or write the "
         "files without this column"), narrow(f"{TOWN}/a.parquet")),
]  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter, whose tables are where they usually are."""
    project = Path(shutil.copytree(asset("project"), tmp_path_factory.mktemp("right") / "project"))
    (project / DESCRIBED).unlink()
    return project


@pytest.mark.parametrize("one", BOOK_CASES, ids=lambda one: one.name)
def test_the_fix_of_a_workbook_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path)


@pytest.mark.parametrize("one", FOLDER_CASES, ids=lambda one: one.name)
def test_the_fix_of_a_folder_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    arrow()
    follow(one, right, tmp_path)


def test_parquet_is_read_once_what_it_needs_is_installed(
    right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    one = case(
        steps(put("observations.parquet", ""), drop("observations.csv")),
        ("observations.parquet", "reading Parquet needs pyarrow", f"{install('<>')}, or save the table as CSV"),
        steps(drop("observations.parquet"), csv_again),
    )
    follow(one, right, tmp_path)
    (finding,) = found(broken(one, right, tmp_path / "again"))
    (extra,) = named(one.fix, finding.fix)
    assert any(need.startswith("pyarrow") and f"extra == '{extra}'" in need.replace('"', "'")
               for need in requires(DISTRIBUTION) or ())  # fmt: skip


MANY: list[tuple[Step, str, Step]] = [
    (steps(kind("parquet"), swap(TOML, PEERS, 'entities = "all"')),
     'in [tables.observations] write <>, or the list of the peers that the story names',
     swap(TOML, 'entities = "all"', "<0>")),
    (kind("parquet"), "name fewer entities, or fewer indicators in [facts]", swap(TOML, PEERS, 'entities = "edition"')),
]  # fmt: skip


@pytest.mark.parametrize(("given", "fix", "way"), MANY, ids=["all", "peers"])
def test_too_many_rows_are_fewer_where_a_message_says(
    given: Step, fix: str, way: Step, right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrow()
    monkeypatch.setattr(source_table, "MOST_ROWS", 10)
    one = case(given, (f"{TOML}, line", "more than 10 rows would be read", fix), way)
    follow(one, right, tmp_path)


def test_observations_with_too_many_rows_are_read_as_parquet(
    right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrow()
    monkeypatch.setattr(source_table, "MOST_ROWS", 11)
    fix = "leave out what is not used; observations in a <> file are read for [facts] alone"

    def saved(project: Path, words: Words) -> None:
        kinds.parquet(project / f"observations{words[0]}", GIVEN)
        (project / "observations.csv").unlink()
        swap(TOML, 'paths = { indicator = "cycle_paths" }\n', "")(project, words)

    shorter = put("observations.csv", "\n".join(Path(asset("project/observations.csv")).read_text().split("\n")[:12]))
    one = case(steps(), ("observations.csv", "the table has more than 11 rows", fix), saved, shorter)
    follow(one, right, tmp_path)


def sent(url: str, query: str = "select * from observations") -> Step:
    """The observations in a SQLite file, asked for by a query, and the URL that stands in the environment."""
    lines = f"query = '''{query}'''", 'url_env = "FIGURES_URL"', PEERS
    return steps(lambda project, words: kinds.sqlite(project, GIVEN), drop("observations.csv"), table(*lines),
                 put("environment", f"FIGURES_URL={url}"))  # fmt: skip


def environment(project: Path) -> None:
    """Read a project with the variables that its file `environment` names."""
    name, _, value = (project / "environment").read_text(encoding="utf-8").partition("=")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(name, value)
        as_project(project)


WHERE, FIGURES = f"{TOML}, line 26, tables.observations", "FIGURES_URL=sqlite:///figures.db"
DATABASE_CASES = [
    case(sent(""), (WHERE, "the environment variable FIGURES_URL is not set", "set it to … postgresql://… or <>///…"),
         put("environment", "FIGURES_URL=<0>///figures.db")),
    case(sent("nonsense"), (WHERE, "the URL in FIGURES_URL cannot be read", "write postgresql://… or <>///…"),
         put("environment", "FIGURES_URL=<0>///figures.db")),
    case(sent("mysql://a:b@localhost/x"), (WHERE, "the URL in FIGURES_URL is of no database that is read here",
         "use PostgreSQL or SQLite"), put("environment", FIGURES)),
    case(sent("sqlite:///figure.db"), (WHERE, "the URL in FIGURES_URL names no SQLite file",
         "put it there, or give its absolute path"), move("figures.db", "figure.db"),
         lambda project, words: put("environment", f"FIGURES_URL=sqlite:///{project / 'figures.db'}")(project, words)),
    case(sent("postgresql://a:b@127.0.0.1:9/x"), (WHERE, "the database cannot be reached: OperationalError",
         "check the URL in <>, and that the server runs"), put("environment", "<0>=sqlite:///figures.db")),
    case(sent("sqlite:///figures.db", "select valeu from observations"), (WHERE, "the database refuses the query: ",
         "correct the query, which must be one <>"), swap(TOML, "select valeu", "<0> *")),
    case(sent("sqlite:///figures.db", "delete from observations"), (WHERE, "the database refuses the query: ",
         "correct the query, which must be one <>"), swap(TOML, "delete", "<0> *")),
    case(sent("sqlite:///figures.db", "select * from observations where 1 = 0"), (WHERE, "no row has a value whose",
         "correct the names in [edition], [facts] or entities") , swap(TOML, " where 1 = 0", "")),
]  # fmt: skip


@pytest.mark.parametrize("one", DATABASE_CASES, ids=lambda one: one.what)
def test_the_fix_of_a_database_works_when_it_is_followed(one: Case, right: Path, tmp_path: Path) -> None:
    follow(one, right, tmp_path, environment)


SLOW = "with recursive n(x) as (select 1 union all select x + 1 from n{}) select max(x) as entity from n"
ANSWERS = [
    ("select 1 as a union select 2", "the answer has more than 1 rows", "narrow the query", "select 1 as a"),
    ("select 1 as a, 2 as a", "two columns are called 'a'", "rename one, with `<>`", "select 1 as a, 2 <0> b"),
    ("pragma cache_size = 1", "the query gives no rows", "write a <>", "<0> 1 as a"),
    (SLOW.format(""), "the database did not answer within 0.05 seconds", "narrow the query itself, …",
     SLOW.format(" where x < 9")),
    ("select char(134) as a", "U+0086 stands in the cell", LOST, "select 'b' as a"),
    (f"select '{'x' * 10_001}' as a", "the cell has 10,001 characters", "shorten it", "select 'b' as a"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "what", "fix", "way"), ANSWERS, ids=[one[1] for one in ANSWERS])
def test_the_fix_of_a_query_works_when_it_is_followed(
    query: str, what: str, fix: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIGURES_URL", "sqlite:///figures.db")
    with closing(sqlite3.connect(tmp_path / "figures.db")) as made:
        made.execute("create table one (a)")
    with monkeypatch.context() as patch:
        if "recursive" in query:
            patch.setattr(database, "QUERY_SECONDS", 0.05)
        (finding,) = asked(query, tmp_path)
    assert (what in finding.what, finding.where.startswith("batch.toml")) == (True, True), str(finding)
    assert asked(filled(way, named(fix, finding.fix)), tmp_path) == ()


def asked(query: str, folder: Path) -> tuple[Finding, ...]:
    """A query → what is wrong with its answer."""
    report = Report()
    try:
        database.query_table(query, "FIGURES_URL", folder, "batch.toml", report, most=1)
        report.stop_if_any()
    except BriefingError as error:
        return error.findings
    return ()


def test_postgresql_is_asked_once_what_it_needs_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("FIGURES_URL", "postgresql://a:b@127.0.0.1:9/x")
    (finding,) = asked("select 1", tmp_path)
    assert finding.what == "PostgreSQL needs psycopg"
    (extra,) = named(install("<>"), finding.fix)
    assert any(need.startswith("psycopg") and f"extra == '{extra}'" in need.replace('"', "'")
               for need in requires(DISTRIBUTION) or ())  # fmt: skip
