"""Without an extra what does not need it works, and what does says how to install it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec import Struct

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
TABLE = ROOT / "docs" / "files" / "town-cycling.xlsx"
PLAIN = ["--help", "--version", f"check {HARBOUR}", "draft --help", "help", "help multiple", "help cards.fact"]


class Without(Struct, frozen=True):
    """What commands print without packages, by their lines, and a folder for what they write."""

    printed: dict[str, tuple[int, str]]
    folder: Path

    def draft(self) -> tuple[int, str]:
        """What the command prints that drafts."""
        return next(printed for line, printed in self.printed.items() if line.endswith(str(self.folder)))


def without(packages: str, folder: Path, *lines: str, draft: str) -> Without:
    """The commands without these packages, and then a draft of this source into the folder."""
    return Without(each(packages, *lines, f"draft {draft} --out {folder}"), folder)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Without:
    """Without the packages of any extra."""
    return without(EXTRAS, tmp_path_factory.mktemp("plain") / "cycling", *PLAIN, UNKNOWN, draft=str(TABLE))


def test_what_sends_nothing_needs_no_package_of_any_extra(plain: Without) -> None:
    assert {line: plain.printed[line] for line in PLAIN if plain.printed[line][0] or not plain.printed[line][1]} == {}


def test_a_table_is_drafted_and_built_without_the_packages_of_any_extra(plain: Without) -> None:
    code, printed = plain.draft()
    assert code == 0, printed
    assert list((plain.folder / "output").glob("*.pptx"))


def test_an_unknown_word_gets_the_nearest_ones_without_any_extra(plain: Without) -> None:
    code, printed = plain.printed[UNKNOWN]
    assert code == 2
    assert "did you mean `multiple`" in printed


@ONLY_IN_A_THOROUGH_RUN  # a draft is built without them above
def test_an_edition_is_built_without_the_packages_of_any_extra(tmp_path: Path) -> None:
    code, printed = run(EXTRAS, "build", HARBOUR, "--out", str(tmp_path))
    assert code == 0, printed
    assert {path.suffix for path in tmp_path.iterdir()} == {".pptx", ".pdf", ".html", ".txt", ".json"}


SENDING = [f"{command} {HARBOUR}" for command in ("send", "tick", "approve", "deliveries", "schedule")]


@pytest.fixture(scope="module")
def no_dispatch(tmp_path_factory: pytest.TempPathFactory) -> Without:
    """Without the packages that send, of which one reads databases."""
    return without(DISPATCH, tmp_path_factory.mktemp("no_dispatch") / "towns", *SENDING, draft="sqlite:///missing.db")


def test_a_command_of_dispatch_says_how_to_install_it(no_dispatch: Without) -> None:
    for line in SENDING:
        code, printed = no_dispatch.printed[line]
        assert code == 2
        assert "sending and scheduling need cronsim, email_validator" in printed
        assert install("dispatch") in printed


def test_one_package_that_is_missing_is_named_alone() -> None:
    code, printed = run("holidays", "tick", HARBOUR)
    assert code == 2
    assert "sending and scheduling need holidays\n" in printed


def test_a_draft_from_a_database_says_how_to_install_what_reads_it(no_dispatch: Without) -> None:
    code, printed = no_dispatch.draft()
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
