"""What a batch leaves beside its editions: batch.json for machines, failures.csv to be mended and given again."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text
from msgspec.structs import replace

from briefing.assets import asset
from briefing.batch import batch, batch_report, failures
from briefing.batch.batch_table import RowSource, read
from briefing.batch.task import Result, Task
from briefing.errors import Finding, InputError, OutputError
from briefing.model.text import escape_formula, unescape_formula
from tests.batch.towns import FALSE, NAMES, account, digests, project, table, whole


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode().splitlines(keepends=True)


def test_each_row_is_reported_with_its_key_and_the_digest_of_each_file(tmp_path: Path, towns: Path) -> None:
    done = batch(table(tmp_path, NAMES[:2]), towns, tmp_path / "out", workers=1, only=["letter", "deck"])
    rows = account(tmp_path / "out")
    assert [row["line"] for row in rows] == [2, 3]
    result = {name: digest for row in rows for name, digest in dict(row["files"]).items()}  # type: ignore[call-overload]
    there = digests(tmp_path / "out")
    assert there.pop("batch.json")
    assert result == there
    keys = [str(row["key"]) for row in rows]
    assert all(len(key) == 64 for key in keys)
    assert len(set(keys)) == 2
    assert done.files == (tmp_path / "out" / "batch.json",)


def test_the_key_is_of_what_went_in_and_not_of_where_it_stands(tmp_path: Path, towns: Path) -> None:
    copy = project(tmp_path / "mine")
    runs = {
        "first": (table(tmp_path, [f"{NAMES[0]},"], "entity,theme", "a.csv"), towns),
        "same": (table(tmp_path, [f"{NAMES[1]},", f"{NAMES[0]},"], "entity,theme", "b.csv"), copy),
        "other": (table(tmp_path, [f"{NAMES[0]},wine"], "entity,theme", "c.csv"), towns),
    }
    keys = {}
    for name, (path, mine) in runs.items():
        done = batch(path, mine, tmp_path / name, workers=1, only=["letter"])
        keys[name] = done.results[-1].key
    assert keys["first"] == keys["same"] != keys["other"]


def test_failures_can_be_fixed_and_given_again(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    mine = project(tmp_path / "tables" / "mine", NAMES[:2])
    rows = [f"mine,{NAMES[0]},", f"mine,{FALSE},", f"mine,{NAMES[1]},again"]
    out = tmp_path / "tables" / "made" / "out"
    done = batch(table(tmp_path / "tables", rows, "project,entity,slug"), None, out, workers=1, only=["letter"])
    assert (done.exit_code, done.files) == (3, (out / "batch.json", out / "failures.csv"))
    (failure,) = csv.DictReader(lines(out / "failures.csv"))
    assert (failure["entity"], failure["slug"], failure["failed_line"]) == (FALSE, "", "3")
    assert "is not true" in failure["failed_what"]
    assert failure["failed_where"].startswith("story.en.yaml, line")
    assert failure["failed_fix"]
    story = mine / "story.en.yaml"
    story.write_text(
        story.read_text().replace("        expect: paths.last > paths.first\n", "").replace("grew to", "came to")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # the project lies beside the output, below the current folder
        again = batch(out / "failures.csv", None, out, workers=1, only=["letter"])
    assert again.exit_code == 0
    assert not (out / "failures.csv").exists()
    assert (out / "example-city-falseville.en.ledger.json").is_file()


def test_where_nothing_could_be_built_the_exit_code_is_that_of_an_error(tmp_path: Path, towns: Path) -> None:
    done = batch(table(tmp_path, [FALSE]), towns, tmp_path / "out", workers=1, only=["letter"])
    assert (done.exit_code, done.progress.failed) == (1, 1)
    assert (tmp_path / "out" / "failures.csv").is_file()


@given(text(alphabet="'=-＝;\t a", max_size=8))
def test_a_cell_that_was_made_inert_is_revived_as_it_was(cell: str) -> None:
    assert unescape_formula(escape_formula(cell)) == cell
    assert unescape_formula("=1") == "=1"


@pytest.mark.parametrize("here", ["home", "out", "tables"])
@pytest.mark.parametrize("named", [True, False])
def test_failures_are_a_table_for_a_batch_from_wherever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, named: bool
) -> None:
    for folder in ("home", "tables"):
        (tmp_path / folder).mkdir()
    mine = project(tmp_path / "tables" / "mine", [*NAMES[:1], "New\u00a0Ville"])
    shutil.copy(asset("themes") / "wine.toml", mine / "look.toml")
    with (mine / "briefing.toml").open("a") as file:
        file.write('[parameters]\nclient = "the city"\n')
    head = "entity,theme,client,slug"
    rows = [f"{FALSE},look.toml,'=Acme;-1,false", f"New\u00a0Ville,,../x,{'x' * 80}"]
    if named:
        head, rows = f"project,{head}", [f"mine,{row}" for row in rows]
    path = table(tmp_path / "tables", rows, head)
    monkeypatch.chdir(tmp_path / "home")
    out = Path("../out")
    first = read(RowSource(file=path), mine, out, None)
    result = Finding("a\x07b" * 9000, "what\nelse\ue000" * 9000, "=fix")
    batch_report.write(first, {task.line: failed(task, result) for task in first.tasks}, out)
    monkeypatch.chdir(tmp_path / here)
    again = read(RowSource(file=tmp_path / "out" / "failures.csv"), None, Path("../other"), None).tasks
    assert [replace(task, out="") for task in again] == [replace(task, out="") for task in first.tasks]
    assert [dict(task.parameters) for task in again] == [{"client": "'=Acme;-1"}, {"client": "../x"}]


def failed(task: Task, *found: Finding) -> Result:
    return Result(task.line, faults=found)


def test_what_only_looks_like_failures_leads_no_further_than_any_table(tmp_path: Path, towns: Path) -> None:
    (tmp_path / "out").mkdir()
    name = os.path.relpath(towns, tmp_path / "out")
    path = table(tmp_path / "out", [f"{name},Alaville,2,,,"], ",".join(["project", "entity", *failures.COLUMNS]))
    with pytest.raises(InputError, match="is outside the table's folder"):
        read(RowSource(file=path), None, tmp_path / "out", None)
    (tmp_path / "out" / "batch.json").write_text("{}")
    assert len(read(RowSource(file=path), None, tmp_path / "out", None).tasks) == 1


def test_failures_too_large_to_be_read_again_say_less(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = read(RowSource(file=table(tmp_path, NAMES[:20])), towns, tmp_path / "out", None)
    results = {task.line: failed(task, Finding("", "long" * 1000)) for task in rows.tasks}
    sizes = []
    for limit in (50_000, 10_000, 2_000):
        monkeypatch.setattr(failures, "TABLE_BYTES", limit)
        batch_report.write(rows, results, tmp_path / "out")
        sizes.append((tmp_path / "out" / "failures.csv").stat().st_size)
        assert sizes[-1] <= limit
        assert len(read(RowSource(file=tmp_path / "out" / "failures.csv"), None, tmp_path / "out", None).tasks) == 20
    assert sizes == sorted(sizes, reverse=True)


CELLS = ["=1+2", "+x", "-x", "@x", "＝x", "a;=b", "'quoted", "-", "'=x", "a; ''-b", "New\u00a0Ville"]


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_of_a_failure_is_a_formula_and_each_comes_back_as_it_was(tmp_path: Path, cell: str) -> None:
    mine = project(tmp_path / "mine", [cell])
    path = tmp_path / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["entity", "slug"], [cell, "x"]])
    out = tmp_path / "out"
    rows = read(RowSource(file=path), mine, out, None)
    batch_report.write(rows, {2: Result(2, faults=(Finding("=where", "=what", "=fix"),))}, out)
    (line,) = list(csv.reader(lines(out / "failures.csv")))[1:]
    assert not [shown for shown in line if shown[:1] in "=+-@＝" and shown]
    (task,) = read(RowSource(file=out / "failures.csv"), mine, out, None).tasks
    assert task.entity == cell


def test_the_account_is_the_same_whatever_the_order_in_which_results_came(tmp_path: Path, towns: Path) -> None:
    rows = read(RowSource(file=table(tmp_path, NAMES[:3])), towns, tmp_path / "a", None)
    results = [Result(line, str(line), {"b": "2", "a": "1"}, seconds=line) for line in (2, 3, 4)]
    other = [Result(line, str(line), {"a": "1", "b": "2"}, unchanged=True) for line in (4, 2, 3)]
    for folder, each in (("a", results), ("b", other)):
        batch_report.write(rows, {result.line: result for result in each}, tmp_path / folder)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert "seconds" not in (tmp_path / "a" / "batch.json").read_text()
    assert json.loads((tmp_path / "a" / "batch.json").read_bytes())["rows"][0]["line"] == 2


def test_an_account_that_cannot_be_written_says_what_is_in_place(tmp_path: Path, towns: Path) -> None:
    (tmp_path / "out" / "batch.json").mkdir(parents=True)
    with pytest.raises(OutputError) as caught:
        batch(table(tmp_path, NAMES[:2]), towns, tmp_path / "out", workers=1, only=["letter"])
    refused, result = caught.value.findings
    assert (refused.where, result.what) == (str(tmp_path / "out" / "batch.json"), "2 of 2 editions are in place")
    assert len(list((tmp_path / "out").glob("*.ledger.json"))) == 2


def test_an_output_folder_that_cannot_be_written_is_reported_before_anything_is_built(
    tmp_path: Path, towns: Path
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="a file stands where a folder should"):
        batch(table(tmp_path, NAMES[:2]), towns, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a file"


def test_every_row_that_wrote_a_file_of_another_fails(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:alike")
    out = tmp_path / "out"
    done = batch(table(tmp_path, NAMES[:3]), towns, out, workers=2, only=["letter"])
    assert (done.exit_code, done.progress.failed, done.progress.built) == (3, 2, 1)
    assert [(result.line, result.faults[0].what) for result in done.failures] == [
        (2, "line 3 wrote the same file"),
        (3, "line 2 wrote the same file"),
    ]
    assert [row["entity"] for row in csv.DictReader(lines(out / "failures.csv"))] == NAMES[:2]


def test_the_check_of_an_output_folder_finds_a_half_written_edition(tmp_path: Path, towns: Path) -> None:
    out = tmp_path / "out"
    batch(table(tmp_path, NAMES[:1]), towns, out, workers=1, only=["letter"])
    assert whole(out)
    letter = out / "example-city-alaville.en.txt"
    content = letter.read_bytes()
    letter.write_bytes(content[:-1])
    assert not whole(out)
    letter.write_bytes(content)
    (out / "other.en.txt").write_bytes(b"of no ledger")
    assert not whole(out)
