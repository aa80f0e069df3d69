"""`briefing batch` from outside: what it prints, its exit codes, Ctrl-C, the death of its driver, going on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.batch import TIMEOUT, BatchProgress
from briefing.cli import main
from briefing.cli.batch_command import _line
from tests.batch.towns import FALSE, NAMES, account, digests, lives, table, until, whole, workers

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="its signals are those of POSIX")


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command in a process group of its own, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefing.cli", "batch", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_it_prints_how_many_and_where_they_are_reported(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    out = str(tmp_path / "out")
    given = ["batch", str(table(tmp_path, [*NAMES[:2], FALSE])), str(towns), "--out", out, "--only", "letter"]
    assert main([*given, "--workers", "1"]) == 3
    result = capsys.readouterr()
    assert result.out.splitlines() == ["2 built, 0 unchanged, 1 failed", f"{out}/batch.json", f"{out}/failures.csv"]
    assert result.err.startswith(f"{tmp_path}/rows.csv, line 4: story.en.yaml, line ")
    request.getfixturevalue("here")  # from now on without processes
    assert main([*given, "--json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert answer["built"] + answer["unchanged"] == 2
    assert (answer["failed"], len(answer["findings"])) == (1, 1)
    assert main([*given, "--quiet"]) == 3
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "a batch takes a table and a project"),
        (["a.csv", "b", "c"], "a batch takes a table and a project"),
        (["--query", "select 1"], "--query needs a database"),
        (["a.csv", "--timeout", "0"], "must be at least 1"),
        (["a.csv", "--timeout", "inf"], "must be at least 1"),
        (["a.csv", "--workers", "0"], "--workers"),
    ],
)
def test_wrong_usage_is_reported(arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", *arguments]) == 2
    assert what in capsys.readouterr().err


def test_a_table_with_mismatches_builds_nothing(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(table(tmp_path, [NAMES[0], "Nowhere"])), str(towns), "--out", str(tmp_path / "out")]) == 1
    assert "rows.csv, line 3, column entity: mine has no data of 'Nowhere'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@ON_POSIX
def test_ctrl_c_ends_the_workers_leaves_nothing_half_written_and_the_next_run_goes_on(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "out"
    rows = table(tmp_path, NAMES[:16])
    run = start(rows, towns, "--out", out, "--workers", "2", "--only", "letter,deck")
    until(lambda: len(list(out.glob("*.ledger.json"))) >= 4)
    seen = workers(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130, errors
    assert "of 16 editions are in place" in errors
    assert "run the same command again" in errors
    assert seen
    assert not any(map(lives, seen))
    assert whole(out)
    made = digests(out)
    there = len(list(out.glob("*.ledger.json")))
    assert 4 <= there < 16
    given = ["batch", str(rows), str(towns), "--out", str(out), "--workers", "1", "--only", "letter,deck", "--json"]
    assert main(given) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["built"] + result["unchanged"] == 16
    assert result["unchanged"] >= there - 2  # each worker may have been killed before it could remember its last
    assert whole(out)
    assert made.items() <= digests(out).items()
    assert len(account(out)) == 16


@ON_POSIX
def test_workers_do_not_outlive_a_driver_that_is_killed_and_the_next_run_goes_on(
    tmp_path: Path, towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    rows = table(tmp_path, NAMES[:6])
    run = start(rows, towns, "--out", out, "--workers", "2", "--only", "letter")
    until(lambda: len(list(out.glob("*.ledger.json"))) >= 1)
    seen = workers(run.pid)
    run.kill()
    run.communicate(timeout=30)
    assert seen
    until(lambda: not any(map(lives, seen)), 20)
    assert not (out / "batch.json").exists()
    assert main(["batch", str(rows), str(towns), "--out", str(out), "--workers", "1", "--only", "letter"]) == 0
    assert capsys.readouterr().err == ""
    assert whole(out)
    assert len(account(out)) == 6


def test_the_line_of_the_progress_says_how_far_and_how_long() -> None:
    assert _line(BatchProgress(1000)) == "0/1,000"
    assert _line(BatchProgress(1000, 400, 10, 2, 400 * 0.5, 4)) == "412/1,000, 2 failed, 8/s, about 74 s left"
    assert _line(BatchProgress(100000, 400, 0, 0, 400 * 2, 1)) == "400/100,000, 0.5/s, about 55.3 h left"


def test_the_help_tells_how_long_an_edition_may_take(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "--help"]) == 0
    assert f"default: {TIMEOUT:g}." in capsys.readouterr().out


def test_a_bug_is_reported_with_its_row_and_debug_shows_where_it_is(
    tmp_path: Path, towns: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefing.batch._FUNCTION", "tests.batch.faulty:mistaken")
    given = ["batch", str(table(tmp_path, NAMES[:1])), str(towns), "--out", str(tmp_path / "out")]
    assert main(given) == 1
    result = capsys.readouterr().err
    assert "line 2: internal error: TypeError: " in result
    assert "  fix: run again with --debug, and report it\n" in result
    assert "Traceback" not in result
    assert main([*given, "--debug"]) == 1
    result = capsys.readouterr().err
    assert "Traceback (most recent call last)" in result
    assert "in build_task\n" in result
    assert "Traceback" not in "".join(path.read_text() for path in (tmp_path / "out").iterdir())
