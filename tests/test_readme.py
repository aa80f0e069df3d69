"""The README's commands and examples run as they stand, and its tables match the code."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from briefing import cli
from briefing.outputs import OUTPUTS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.M | re.S)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the project's data beside it, as in a checkout."""
    os.symlink(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_two_commands_are_those_that_ci_runs() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in COMMANDS if line.startswith("pip install")]
    assert len(commands) == 2
    assert [line for line in run if line.startswith("pip install")] == commands


def test_the_commands_of_the_readme_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [shlex.split(line, comments=True) for line in COMMANDS if line.startswith("briefing ")]
    assert {words[1] for words in lines} == {"new", "build", "check", "explain"}
    for words in lines:
        assert cli.main(words[1:]) == 0, (words, capsys.readouterr().err)


def test_the_python_of_the_readme_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = [block for kind, block in BLOCKS if kind == "python"]
    assert examples
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})
    assert "beijing-innovation.en.pptx" in capsys.readouterr().out


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=lambda output: output.name)
def test_the_readme_lists_every_output(output: object) -> None:
    for suffix in OUTPUTS[str(getattr(output, "name", ""))].suffixes:
        assert suffix in README
    assert re.search(rf"^\|.*\| {getattr(output, 'name', '')} \| {getattr(output, 'about', '')} \|$", README, re.M)


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_link_into_the_repository_leads_somewhere(text: str) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_room_named_in_the_readme_exists() -> None:
    rooms = re.findall(r"^\| [a-z ]+ \| ((?:`[a-z_]+`[^|]*?)+) \|$", README, re.M)
    names = [name for row in rooms for name in re.findall(r"`([a-z_]+)`", row)]
    package = ROOT / "src" / "briefing"
    assert names
    assert [name for name in names if not (package / name).is_dir() and not (package / f"{name}.py").is_file()] == []
