"""On Windows and macOS a build takes other paths (no second process, other locks) to the same files.

In a usual run all files are made as on Windows, and the letter as on macOS; in a thorough run all on both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.proof.mutations.strangers import LEDGER, PROJECTS, finished
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

HARBOUR = str(PROJECTS["harbour"])
ALL = ("win32", "darwin") if THOROUGH else ("win32",)


def run(platform: str, folder: Path, *commands: tuple[str, ...], **environment: str) -> tuple[int, str]:
    """Commands on a platform, one after the other → the exit code of the last, and what they print."""
    command = [sys.executable, "-m", "tests.packaging.other_platform", platform, json.dumps(commands)]
    variables = {**os.environ, "BRIEFING_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_an_edition_has_the_same_bytes_as_on_linux(platform: str, tmp_path: Path) -> None:
    only = () if platform in ALL else ("--only", "letter")
    code, printed = run(platform, tmp_path, ("build", HARBOUR, "--out", "out", *only))
    assert code == 0, printed  # the ledger alone names the versions of this machine
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    expected = finished("harbour")
    endings = (".html", ".txt", LEDGER) if only else ("",)
    assert set(made) == {name for name in expected if name.endswith(endings)}
    assert [name for name in made if not name.endswith(LEDGER) and made[name] != expected[name]] == []


@ONLY_IN_A_THOROUGH_RUN
def test_a_second_build_replaces_the_files_of_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    build = ("build", HARBOUR, "--out", "out", "--only", "letter", "--theme")
    code, printed = run("win32", tmp_path, (*build, "ink"), (*build, "jade"))
    assert code == 0, printed
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_file_that_another_program_holds_open_is_named_and_nothing_is_replaced(tmp_path: Path) -> None:
    arguments = ("build", HARBOUR, "--out", "out", "--only", "deck")
    before = {name: content for name, content in finished("harbour").items() if name.endswith((".pptx", LEDGER))}
    (tmp_path / "out").mkdir()
    for name, content in before.items():
        (tmp_path / "out" / name).write_bytes(content)
    (deck,) = (tmp_path / "out").glob("*.pptx")
    code, printed = run("win32", tmp_path, (*arguments, "--theme", "jade"), OPEN_ELSEWHERE=str(deck))
    assert code == 1
    assert f"{deck.name}: cannot be written: permission denied; nothing was replaced" in printed
    assert "close the program that holds it open" in printed
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@ONLY_IN_A_THOROUGH_RUN
def test_a_new_project_is_made_sent_into_a_folder_and_drafted(tmp_path: Path) -> None:
    rows = [f"{place},{year},{base + 3 * year}" for place, base in (("A", 1), ("B", 90)) for year in range(2015, 2024)]
    (tmp_path / "table.csv").write_text("\n".join(["Area,year,visits", *rows, ""]), encoding="utf-8")
    code, printed = run(
        "win32",
        tmp_path,
        ("new", "mine"),
        ("check", "mine"),
        ("send", "mine", "--dry-run"),
        ("tick", "mine"),
        ("deliveries", "list", "mine"),
        ("draft", "table.csv", "--out", "drafted", "--no-build"),
    )
    assert code == 0, printed


def test_what_was_taken_away_is_gone() -> None:
    code = (
        "from tests.packaging.other_platform import pretend; pretend('win32'); import os; print(hasattr(os, 'fork'));"
        "import fcntl"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n"
    assert "ModuleNotFoundError" in done.stderr


def test_no_file_is_opened_in_the_encoding_of_the_machine(tmp_path: Path) -> None:
    # which on Windows is none that holds every text
    command = [sys.executable, "-X", "warn_default_encoding", "-c", ENCODINGS, "build", HARBOUR, "--out", str(tmp_path)]
    variables = {**os.environ, "BRIEFING_CACHE": "off"}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


ENCODINGS = """
import sys, warnings
warnings.filterwarnings("error", category=EncodingWarning, module="briefing")
from briefing.cli import main
sys.exit(main(sys.argv[1:]))
"""
