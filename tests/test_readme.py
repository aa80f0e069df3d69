"""README and CONTRIBUTING: what they list is what there is, and their links lead somewhere."""

from __future__ import annotations

import ast
import re

import pytest

from briefing.pipeline.outputs import OUTPUTS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MOST_LINES = 150


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_the_two_commands_are_those_that_ci_runs_and_the_third_is_a_draft() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    lines = [line for block in re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S) for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("pip install")]
    assert len(commands) == 2
    assert [line for line in run if line.startswith("pip install")] == commands
    assert lines[:2] == commands
    assert lines[2].startswith("uv run briefing draft ")


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=lambda output: output.name)
def test_the_readme_lists_every_output(output: object) -> None:
    for suffix in OUTPUTS[str(getattr(output, "name", ""))].suffixes:
        assert suffix in README
    assert re.search(rf"^\|.*\| {getattr(output, 'name', '')} \| {getattr(output, 'about', '')} \|$", README, re.M)


def test_every_folder_of_the_layers_exists() -> None:
    table = CONTRIBUTING.partition("| layer | folders |")[2].partition("\n\n")[0]
    names = re.findall(r"`([a-z_]+)`", table)
    package = ROOT / "src" / "briefing"
    assert names
    assert [name for name in names if not (package / name).is_dir() and not (package / f"{name}.py").is_file()] == []


def test_every_noun_of_the_model_says_what_it_is() -> None:
    files = sorted((ROOT / "src" / "briefing" / "model").glob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    nouns = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    assert nouns
    assert [noun.name for noun in nouns if not ast.get_docstring(noun)] == []


def test_every_file_and_constant_that_contributing_names_exists() -> None:
    named = set(re.findall(r"`([\w./]+)`", CONTRIBUTING))
    package = ROOT / "src" / "briefing"
    roots = (ROOT, ROOT / "tests", package, *(one for one in package.rglob("*") if one.is_dir()))
    files = {name for name in named if re.search(r"[\w.]/[\w.]+\.(py|md|toml|json|csv|yaml|html|txt)$", name)}
    assert len(files) > 40
    assert sorted(name for name in files if not any((root / name).exists() for root in roots)) == []
    constants = {name for name in named if re.fullmatch(r"_?[A-Z]{2,}(_[A-Z]+)*", name)}
    modules = [file for part in ("src", "tests") for file in (ROOT / part).rglob("*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in modules)
    assert len(constants) > 5
    assert sorted(name for name in constants if not re.search(rf"\b{name}\b", code)) == []
