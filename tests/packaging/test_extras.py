"""Without an extra what does not need it works, and what does says how to install it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing import errors
from briefing.errors import install
from tests.conftest import ROOT
from tests.proof.mutations.strangers import PROJECTS
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

WITHOUT = """
import sys
for name in sys.argv[1].split(","):
    sys.modules[name] = None  # which is how an import finds nothing
from briefing.cli import main
sys.exit(main(sys.argv[2:]))
"""
# Several commands, which would each take a second to start.
EACH = """
import contextlib, io, json, sys
for name in sys.argv[1].split(","):
    sys.modules[name] = None
from briefing.cli import main
done = []
for line in sys.argv[2:]:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        code = main(line.split())
    done.append((code, out.getvalue()))
print(json.dumps(done))
"""
DISPATCH = "cronsim,email_validator,filelock,holidays,sqlalchemy,stamina"
HARBOUR = str(PROJECTS["harbour"])


def run(without: str, *arguments: str, program: str = WITHOUT) -> tuple[int, str]:
    """A command of `briefing` where these packages are not installed → its exit code and all that it prints."""
    command = [sys.executable, "-c", program, without, *arguments]
    environment = {**os.environ, "BRIEFING_CACHE": "off"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def each(without: str, *lines: str) -> dict[str, tuple[int, str]]:
    """The same of several commands in one process, by their lines."""
    code, printed = run(without, *lines, program=EACH)
    assert code == 0, printed
    return {line: (code, told) for line, (code, told) in zip(lines, json.loads(printed), strict=True)}


EXTRAS = (
    f"{DISPATCH},psycopg,dkim,distributed,dask,pyarrow,pyreadstat,mcp,sdmx,justmytype_intl_cjk,"
    "starlette,uvicorn,watchfiles,fontpkg_arimo"
)
UNKNOWN = "help multipel"
PLAIN = ["--help", "--version", f"check {HARBOUR}", "draft --help", "help", "help multiple", "help cards.fact"]


@pytest.fixture(scope="module")
def plain() -> dict[str, tuple[int, str]]:
    """What commands print without the packages of any extra."""
    return each(EXTRAS, *PLAIN, UNKNOWN)


def test_what_sends_nothing_needs_no_package_of_any_extra(plain: dict[str, tuple[int, str]]) -> None:
    assert {line: plain[line] for line in PLAIN if plain[line][0] or not plain[line][1]} == {}


def test_a_table_is_drafted_and_built_without_the_packages_of_any_extra(tmp_path: Path) -> None:
    table = ROOT / "docs" / "files" / "town-cycling.xlsx"
    code, printed = run(EXTRAS, "draft", str(table), "--out", str(tmp_path / "cycling"))
    assert code == 0, printed
    assert list((tmp_path / "cycling" / "output").glob("*.pptx"))


def test_an_unknown_word_gets_the_nearest_ones_without_any_extra(plain: dict[str, tuple[int, str]]) -> None:
    code, printed = plain[UNKNOWN]
    assert code == 2
    assert "did you mean `multiple`" in printed


@ONLY_IN_A_THOROUGH_RUN  # a draft is built without them above
def test_an_edition_is_built_without_the_packages_of_any_extra(tmp_path: Path) -> None:
    code, printed = run(EXTRAS, "build", HARBOUR, "--out", str(tmp_path))
    assert code == 0, printed
    assert {path.suffix for path in tmp_path.iterdir()} == {".pptx", ".pdf", ".html", ".txt", ".json"}


def test_a_command_of_dispatch_says_how_to_install_it() -> None:
    commands = ("send", "tick", "approve", "deliveries", "schedule")
    for code, printed in each(DISPATCH, *(f"{command} {HARBOUR}" for command in commands)).values():
        assert code == 2
        assert "sending and scheduling need cronsim, email_validator" in printed
        assert install("dispatch") in printed


def test_one_package_that_is_missing_is_named_alone() -> None:
    code, printed = run("holidays", "tick", HARBOUR)
    assert code == 2
    assert "sending and scheduling need holidays\n" in printed


def test_a_draft_from_a_database_says_how_to_install_what_reads_it(tmp_path: Path) -> None:
    code, printed = run("sqlalchemy", "draft", "sqlite:///missing.db", "--out", str(tmp_path / "towns"))
    assert (code, printed.splitlines()) == (1, ["sqlalchemy is not installed", f"  fix: {install('sql')}"])


def test_a_checkout_and_an_installed_package_have_a_command_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert install("zh") == "uv sync --inexact --extra zh"
    monkeypatch.setattr(errors, "__file__", str(tmp_path / "lib" / "briefing" / "errors.py"))
    assert install("zh") == 'pip install "indicator-briefing[zh]"'


def test_every_extra_that_a_message_names_exists() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {part.split('"')[0] for part in source.split('install("')[1:]}
    assert named
    assert named <= set(extras)
