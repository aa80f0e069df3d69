"""What is wrong with a Parquet file or a folder is reported with what, where and fix."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import briefing.read
from briefing.read import source_table, table_layout
from briefing.read.raw_tables import read_table
from briefing.read.report import Report
from tests.read.kinds import FOLDER, PEERS, Rows, arrow, divided, messages, parquet, put, rows, settle, text
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

FIRST = {"indicator_id": "library_visits", "entity": "Example City", "year": "2018", "value": "400"}
MORE = {"qualifier": "=", "status": "A", "source_id": "EXAMPLE", "note": "a row of its own"}


@pytest.fixture
def folder(starter: Path) -> Path:
    """The folder of observations of a project that reads it, as Parquet."""
    arrow()
    put(starter, "parquet-folder")
    return starter / "observations"


def found(folder: Path) -> list[str]:
    return messages(folder.parent)


def test_a_damaged_file_is_reported(folder: Path) -> None:
    path = folder / "part-1.parquet"
    path.write_bytes(path.read_bytes()[:-60])
    assert found(folder)[0].startswith("observations/part-1.parquet: this is no Parquet: Arrow")
    path.write_bytes(b"")
    assert found(folder)[0].startswith("observations/part-1.parquet: this is no Parquet")


def test_a_file_damaged_within_is_reported(folder: Path) -> None:
    path = folder / "part-1.parquet"
    parquet(path, [{**FIRST, **MORE, "year": str(year)} for year in range(1800, 2000)], compression="gzip")
    content = bytearray(path.read_bytes())
    content[4:400] = b"\xff" * 396
    path.write_bytes(content)
    assert found(folder)[0].startswith("observations/part-1.parquet: this is no Parquet")


def test_a_folder_or_file_that_is_not_there_is_reported(folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    assert found(folder)[0] == "observations: the folder is missing\n  fix: put it there, or correct its name"
    toml = folder.parent / "briefing.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"observations/"', '"rows.parquet"'), encoding="utf-8")
    assert found(folder)[0] == "rows.parquet: the file is missing\n  fix: put it there, or correct its name"


def test_an_empty_folder_is_reported(folder: Path) -> None:
    for path in folder.iterdir():
        path.rename(path.with_name(f"_{path.name}"))
    (folder / ".hidden.parquet").write_bytes(b"")
    assert found(folder)[0] == "observations/: the folder holds no table\n  fix: put .parquet or .csv files into it"


def test_files_of_different_columns_are_reported_each(folder: Path) -> None:
    parquet(folder / "part-3.parquet", [FIRST])
    parquet(folder / "part-4.parquet", [{**FIRST, **MORE, "remark": "x"}])
    missing, extra = found(folder)[:2]
    assert missing.startswith("observations/part-3.parquet: its columns are not those of observations/part-0.parquet")
    assert "without 'qualifier', without 'status', without 'source_id', without 'note'" in missing
    assert extra.startswith("observations/part-4.parquet: its columns are not those of")
    assert "with 'remark'" in extra


def test_columns_in_another_order_and_of_another_type_are_the_same(folder: Path) -> None:
    reverse = dict(reversed({**FIRST, **MORE}.items()))
    arrow()
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    pq.write_table(pa.Table.from_pylist([reverse]), folder / "part-3.parquet")
    given = briefing.read.project(folder.parent).dataset.observations
    assert [item.value for item in given if item.period.notation == 2018] == [400]


def test_what_is_no_table_and_what_is_of_two_kinds_is_reported(folder: Path) -> None:
    (folder / "part-4.csv.gz").write_bytes(b"")
    text(folder / "part-5.csv", [{**FIRST, **MORE}])
    other, kind = found(folder)[:2]
    assert other == (
        "observations/part-4.csv.gz: this is no .parquet or .csv file\n"
        "  fix: move it away, or let its name begin with _"
    )
    assert kind.startswith("observations/part-5.csv: it is of another kind than observations/part-0.parquet")


def test_a_link_that_leads_out_is_reported(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.parquet"
    (folder / "part-1.parquet").rename(outside)
    (folder / "part-1.parquet").symlink_to(outside)
    assert found(folder)[0].startswith("observations/part-1.parquet: it leads out of the folder")


def hive(starter: Path, **changed: str) -> Path:
    """The starter with a folder for each entity, and a row of Example City that is in its file too."""
    arrow()
    given = rows(starter)
    (starter / "observations.csv").unlink()
    settle(starter, FOLDER, PEERS)
    for name, some in divided("hive", given):
        entity = "Example City" if "Example" in name else "Sample Town" if "Sample" in name else "Model Village"
        parquet(starter / "observations" / name, [{"entity": entity, **row, **changed} for row in some])
    return starter


def test_a_row_that_contradicts_its_folder_is_reported(starter: Path) -> None:
    project = hive(starter)
    assert len(briefing.read.project(project).dataset.observations) == 12
    file = "observations/entity=Example%20City/part.parquet"
    parquet(project / file, [{**FIRST, **MORE}, {**FIRST, **MORE, "entity": "Sample Town", "year": "2017"}])
    assert messages(project)[0] == (
        f"{file}, row 2, column entity: 'Sample Town' contradicts the name of the folder, entity=Example City\n"
        "  fix: move the row to the folder of its value, or write the files without this column"
    )


def test_folders_that_contradict_each_other_are_reported(starter: Path) -> None:
    arrow()
    put(starter, "hive")
    parquet(starter / "observations" / "entity=A" / "entity=B" / "part.parquet", [{**FIRST, **MORE}])
    assert "entity=A/entity=B/part.parquet: its folders give 'entity' two values" in messages(starter)[0]


def test_of_other_folders_nothing_is_opened(starter: Path) -> None:
    arrow()
    put(starter, "hive")
    (starter / "observations" / "entity=Far Town").mkdir()
    (starter / "observations" / "entity=Far Town" / "part.parquet").write_bytes(b"no Parquet")
    assert len(briefing.read.project(starter).dataset.observations) == 12


def test_of_other_row_groups_nothing_is_read(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.read import arrow as reading

    arrow()
    put(starter, "parquet", more='entities = "edition"')
    parquet(starter / "observations.parquet", sorted(groups(), key=lambda row: row["entity"]), row_group_size=10)
    read: list[int] = []
    batches = reading._parquet_batches

    def noted(*given: Any) -> Any:
        for first, batch in batches(*given):
            read.append(first)
            yield first, batch

    monkeypatch.setattr(reading, "_parquet_batches", noted)
    assert len(briefing.read.project(starter).dataset.observations) == 10
    assert read == [11]


@pytest.mark.parametrize("kind", ["parquet", "parquet-folder", "csv-folder"])
def test_each_file_is_opened_once(kind: str, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrow()
    import pyarrow as pa

    put(starter, kind)
    files = [path for path in starter.rglob("*") if path.match("observations*") or path.parent.name == "observations"]
    names: list[str] = []

    def noting(opener: Any) -> Any:
        def noted(path: Any, *given: Any, **more: Any) -> Any:
            names.append(str(path))
            return opener(path, *given, **more)

        return noted

    monkeypatch.setattr(pa, "OSFile", noting(pa.OSFile))
    monkeypatch.setattr(io, "open", noting(io.open))
    briefing.read.project(starter)
    assert "sources.csv" in {Path(name).name for name in names}
    assert sorted(name for name in names if "observations" in name) == sorted(str(p) for p in files if p.is_file())


def groups() -> Rows:
    """Ten rows of each of three entities."""
    names = ("A Town", "Example City", "Z Town")
    made = [{**FIRST, **MORE, "entity": name, "year": str(year)} for name in names for year in range(1990, 2000)]
    return [{**row, "indicator_id": "cycle_paths"} if row["year"] == "1990" else row for row in made]


@pytest.mark.parametrize("kind", ["parquet-folder", "csv-folder"])
def test_too_many_rows_are_reported_with_the_fix(kind: str, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrow()
    put(starter, kind, more='entities = "all"')
    monkeypatch.setattr(source_table, "MOST_ROWS", 11)
    (finding,) = messages(starter)[:1]
    assert finding.startswith("briefing.toml, line 26, tables.observations: more than 11 rows would be read")
    assert 'write entities = "edition"' in finding
    toml = starter / "briefing.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"all"', '["Sample Town", "Model Village"]'))
    assert "fix: name fewer entities, or fewer indicators in [facts]" in messages(starter)[0]
    monkeypatch.setattr(source_table, "MOST_ROWS", 12)
    assert len(briefing.read.project(starter).dataset.observations) == 12


@pytest.mark.parametrize("kind", ["parquet-folder", "csv-folder"])
def test_text_in_cells_is_checked(kind: str, starter: Path) -> None:
    arrow()
    put(starter, kind)
    ending = kind.partition("-")[0]
    bad = [{**FIRST, **MORE, "note": "a\u202eb"}, {**FIRST, **MORE, "year": "2017", "note": "x" * 10_001}]
    (parquet if ending == "parquet" else text)(starter / "observations" / f"part-3.{ending}", bad)
    if ending == "csv":
        with (starter / "observations" / "part-2.csv").open("a") as file:
            file.write(f"{','.join(FIRST.values()).replace('400', 'n/a')},=,A,EXAMPLE,\n")
    found = messages(starter)
    place = f"observations/part-3.{ending}"
    assert found[0].startswith(f"{place}, row 1, column note: the direction override U+202E stands in the cell")
    assert found[1].startswith(f"{place}, row 2, column note: the cell has 10,001 characters")
    if ending == "csv":
        assert found[2].startswith("observations/part-2.csv, row 5, column value: 'n/a' is not a number")


def test_the_same_value_in_two_files_is_reported_with_both_places(folder: Path) -> None:
    parquet(folder / "part-3.parquet", rows_of(folder, 1))
    assert found(folder)[0].startswith(
        "observations/part-3.parquet, row 1, column source_id: "
        "EXAMPLE gives library_visits of Example City for 2019 in observations/part-0.parquet, row 1 too"
    )


def rows_of(folder: Path, count: int) -> Rows:
    """The first rows of the first file of a folder, as text."""
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "part-0.parquet").slice(0, count).to_pylist()
    return [{name: f"{value:g}" if name == "value" else str(value) for name, value in row.items()} for row in table]


def test_a_missing_column_and_an_unknown_one_are_reported(starter: Path) -> None:
    arrow()
    given = [{("place" if k == "entity" else k): v for k, v in row.items()} for row in rows(starter)]
    (starter / "observations.csv").unlink()
    parquet(starter / "observations.parquet", given)
    missing, unknown = messages(starter)[:2]
    assert missing.startswith("observations.parquet: the column 'entity' is missing")
    assert unknown.startswith("observations.parquet, column place: this column is unknown")
    settle(starter, 'file = "observations.parquet"', 'columns = { place = "entity" }', 'entities = "edition"')
    assert {item.entity for item in briefing.read.project(starter).dataset.observations} == {"Example City"}


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"", "the table is empty"),
        (b"\xff\xfe", "this is no CSV in UTF-8"),
        (b"indicator_id,entity\na,b,c\n", "its columns are not those of"),
        (b",,,,,,,\n%s\n", "its columns are not those of"),
        (b"%s\na,b\n", "this is no CSV: CSV parse error: Expected 8 columns, got 2"),
        (b"%s\na,b,c,d,e,f,g,\xff\n", "this is no CSV in UTF-8"),
        (b"indicator_id;entity\n", "the columns are not separated by commas"),
    ],
)
def test_a_csv_of_a_folder_that_is_none_is_reported(content: bytes, finding: str, starter: Path) -> None:
    arrow()
    put(starter, "csv-folder")
    head = (starter / "observations" / "part-0.csv").read_bytes().splitlines()[0]
    (starter / "observations" / "part-3.csv").write_bytes(content.replace(b"%s", head))
    found = messages(starter)
    assert any(one.startswith(f"observations/part-3.csv: {finding}") for one in found), found


def test_lists_in_cells_are_reported(starter: Path) -> None:
    arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    (starter / "observations.csv").unlink()
    pq.write_table(pa.table({"entity": [["a"]], "note": [{"b": 1}]}), starter / "observations.parquet")
    first, second = messages(starter)[:2]
    assert first.startswith("observations.parquet: the column 'entity' holds list<")
    assert second.startswith("observations.parquet: the column 'note' holds struct<")


def test_cells_of_every_type_are_text() -> None:
    arrow()
    import pyarrow as pa

    from briefing.read.arrow import texts_of

    moment = dt.datetime(2024, 7, 17, 9)
    columns: list[tuple[Any, list[str]]] = [
        (pa.array(["a", None]), ["a", ""]),
        (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
        (pa.array([48.2, None], pa.float32()), ["48.2", ""]),
        (pa.array([0.1 + 0.2, float("nan")]), ["0.3", ""]),
        (pa.array([Decimal("62.0"), None]), ["62.0", ""]),
        (pa.array([2014, None]), ["2014", ""]),
        (pa.array([True, False]), ["yes", "no"]),
        (pa.array([moment, None], pa.timestamp("ns")), ["2024-07-17", ""]),
        (pa.array([moment], pa.timestamp("ms", tz="UTC")), ["2024-07-17T09:00:00+00:00"]),
        (pa.array([moment.date()]), ["2024-07-17"]),
        (pa.array([b"caf\xc3\xa9"]), ["café"]),
        (pa.nulls(2), ["", ""]),
    ]
    assert [texts_of(column) for column, _ in columns] == [texts for _, texts in columns]


def test_a_small_table_may_be_parquet_too_and_keeps_published_decimals(starter: Path) -> None:
    arrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    given = [{**row, "year": int(row["year"]), "value": Decimal(row["value"])} for row in rows(starter)]
    before = briefing.read.project(starter).dataset.observations
    (starter / "observations.csv").unlink()
    pq.write_table(pa.Table.from_pylist(given), starter / "observations.parquet")
    after = briefing.read.project(starter).dataset.observations
    assert [item.value for item in after] == [item.value for item in before]
    assert {item.decimals for item in after} == {1}  # a column has one scale


@ONLY_IN_A_THOROUGH_RUN
def test_threads_change_no_order(starter: Path) -> None:
    arrow()
    import pyarrow as pa

    put(starter, "csv-folder")
    many = [
        {**FIRST, **MORE, "year": str(1000 + at % 900), "series": str(at), "note": "x" * 90} for at in range(40_000)
    ]
    for path in (starter / "observations").iterdir():
        path.unlink()
    text(starter / "observations" / "part.csv", [*many, {**many[0], "indicator_id": "cycle_paths"}])
    toml = (starter / "briefing.toml").read_text(encoding="utf-8")
    (starter / "briefing.toml").write_text(toml.replace('"library_visits" }', '"library_visits", series = "7" }'))
    count = pa.cpu_count()
    try:
        found = []
        for threads in (1, 8):
            pa.set_cpu_count(threads)
            found.append(briefing.read.project(starter).dataset)
    finally:
        pa.set_cpu_count(count)
    assert found[0] == found[1]
    assert [str(item.cell) for item in found[0].observations] == [
        f"observations/part.csv, row {number}, column value" for number in range(1, 40_002)
    ]


def test_a_parquet_table_is_read_by_itself(tmp_path: Path) -> None:
    parquet(tmp_path / "people.parquet", [{"name": "A", "year": "2020"}, {"name": "B", "year": "2021"}])
    report = Report()
    found = read_table(tmp_path / "people.parquet", table_layout.Layout("people.parquet"), report)
    assert (found.columns, [dict(row.cells) for row in found.rows]) == (
        ("name", "year"), [{"name": "A", "year": "2020"}, {"name": "B", "year": "2021"}]
    )  # fmt: skip
    assert str(found.location(found.rows[1], "year")) == "people.parquet, row 2, column year"
