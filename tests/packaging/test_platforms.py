"""On Windows and macOS a build takes other paths (no second process, other locks) to the same files.

In a usual run all files are made as on Windows, and the letter as on macOS; in a thorough run all on both. What is made
as on Windows, and what cannot be written there, is made by one process, which takes a second to import the engines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from tests.conftest import ROOT
from tests.proof.mutations.strangers import LEDGER, PROJECTS, finished
from tests.thorough import ONLY_IN_A_THOROUGH_RUN, THOROUGH

HARBOUR = str(PROJECTS["harbour"])


def run(platform: str, folder: Path, *commands: tuple[str, ...], **environment: str) -> tuple[int, str]:
    """Commands on a platform, one after the other → the exit code of the last, and what they print."""
    program = ["-X", "warn_default_encoding", "-m", "tests.packaging.other_platform"]
    command = [sys.executable, *program, platform, json.dumps(commands)]
    variables = {**os.environ, "BRIEFING_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


class Held(Struct, frozen=True):
    """A process as on Windows, which has made all files, and then a deck of another theme where the one that is there
    is open elsewhere: its folder, the files there before, its exit code and what it printed."""

    folder: Path
    before: dict[str, bytes]
    code: int
    printed: str

    @property
    def deck(self) -> Path:
        """The deck that is open elsewhere."""
        return next((self.folder / "held").glob("*.pptx"))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("windows")
    before = {name: content for name, content in finished("harbour").items() if name.endswith((".pptx", LEDGER))}
    (folder / "held").mkdir()
    for name, content in before.items():
        (folder / "held" / name).write_bytes(content)
    (deck,) = (folder / "held").glob("*.pptx")
    deck_alone = ("build", HARBOUR, "--out", "held", "--only", "deck", "--theme", "jade")
    code, printed = run("win32", folder, ("build", HARBOUR, "--out", "out"), deck_alone, OPEN_ELSEWHERE=str(deck))
    return Held(folder, before, code, printed)


def made_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name; none if it is not there."""
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def unlike(made: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The files that differ; the ledger alone names the versions of this machine."""
    return [name for name in made if not name.endswith(LEDGER) and made[name] != expected[name]]


def test_an_edition_has_the_same_bytes_on_windows_as_on_linux(held: Held) -> None:
    made = made_of(held.folder / "out")
    assert set(made) == set(finished("harbour")), held.printed
    assert unlike(made, finished("harbour")) == []


def test_an_edition_has_the_same_bytes_on_macos_as_on_linux(tmp_path: Path) -> None:
    only = () if THOROUGH else ("--only", "letter")
    code, printed = run("darwin", tmp_path, ("build", HARBOUR, "--out", "out", *only))
    assert code == 0, printed
    made, expected = made_of(tmp_path / "out"), finished("harbour")
    endings = (".html", ".txt", LEDGER) if only else ("",)
    assert set(made) == {name for name in expected if name.endswith(endings)}
    assert unlike(made, expected) == []


@ONLY_IN_A_THOROUGH_RUN
def test_a_second_build_replaces_the_files_of_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    build = ("build", HARBOUR, "--out", "out", "--only", "letter", "--theme")
    code, printed = run("win32", tmp_path, (*build, "ink"), (*build, "jade"))
    assert code == 0, printed
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_file_that_another_program_holds_open_is_named_and_nothing_is_replaced(held: Held) -> None:
    assert held.code == 1
    assert f"{held.deck.name}: cannot be written: permission denied; nothing was replaced" in held.printed
    assert "close the program that holds it open" in held.printed
    assert made_of(held.folder / "held") == held.before


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


def played(code: str) -> tuple[str, str]:
    """Code in a process as on Windows, with no engine → what it prints, and the line with which it ends."""
    begin = "from tests.packaging.other_platform import *; pretend('win32', ()); refuse_the_encoding_of_the_machine()"
    command = [sys.executable, "-X", "warn_default_encoding", "-c", f"{begin}\n{code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout, done.stderr.splitlines()[-1] if done.stderr else ""


def test_what_was_taken_away_is_gone() -> None:
    printed, end = played("import os; print(hasattr(os, 'fork')); import fcntl")
    assert (printed, end.partition(":")[0]) == ("False\n", "ModuleNotFoundError")


def test_no_file_is_opened_in_the_encoding_of_the_machine(held: Held) -> None:
    assert made_of(held.folder / "out"), held.printed
    assert "EncodingWarning" not in held.printed


def test_a_file_that_is_opened_in_the_encoding_of_the_machine_is_found() -> None:
    opening = "exec(\"open('README.md').close(); print('opened')\", {'__name__': '%s'})"
    assert played(opening % "elsewhere") == ("opened\n", "")
    assert played(opening % "briefing.somewhere") == ("", "EncodingWarning: 'encoding' argument not specified")
