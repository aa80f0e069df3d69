"""The README's commands and examples run as they stand, and its tables match the code."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import typing
from collections.abc import Iterable
from pathlib import Path

import pptx
import pytest
from pydantic import BaseModel

from briefing import cli
from briefing.dispatch.schedule import PRESETS
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.pipeline.outputs import OUTPUTS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.M | re.S)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the project's data beside it, as in a checkout."""
    os.symlink(ROOT / "data", tmp_path / "data")
    (tmp_path / "cities.csv").write_text(next(block for kind, block in BLOCKS if kind == "csv"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_two_commands_are_those_that_ci_runs() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in COMMANDS if line.startswith("pip install")]
    assert len(commands) == 2
    assert [line for line in run if line.startswith("pip install")] == commands


def test_the_commands_of_the_readme_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", folder / "company.pptx")
    lines = [shlex.split(line, comments=True) for line in COMMANDS if line.startswith("briefing ")]
    named = {"new", "build", "check", "explain", "gallery", "refresh", "template", "proof", "diff"}
    named |= {"send", "run", "tick", "schedule", "deliveries", "batch"}
    assert {words[1] for words in lines} == named
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


def keys(form: type[BaseModel]) -> set[str]:
    """A form of settings → the keys that it takes, those of its tables included."""
    found: set[str] = set()
    for name, field in form.model_fields.items():
        inner = {part for part in typing.get_args(field.annotation) if isinstance(part, type)} | {field.annotation}
        forms = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
        found |= set().union(*map(keys, forms)) if forms else {field.alias or name}
    return found


def test_the_readme_tells_every_key_of_the_dispatch_settings() -> None:
    table = README.split("What `dispatch.toml` may hold")[1].split("\n\n")[1]
    result = set(re.findall(r"`([a-z_]+)`", table))
    assert result == keys(DispatchForm)
    assert set(re.findall(r'`"([a-z-]+)"`', table.split("`preset`")[1].split(")")[0])) == set(PRESETS)


def glossary() -> set[str]:
    """The words that the glossary explains, those in brackets and beside a semicolon included."""
    table = README.split("## Glossary")[1]
    heads = [word.strip() for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for word in row.split(",")]
    aside = re.findall(r"\((?:an? )?([a-z ]+?)(?: each|: the same in the chart)?\)", table)
    return {*heads, *aside}


def unexplained(nouns: Iterable[str], words: set[str]) -> set[str]:
    """Names of classes → those whose words the glossary doesn't hold, in the singular or the plural."""
    spelled = {noun: re.sub(r"(?<!^)(?=[A-Z])", " ", noun).lower() for noun in nouns}
    return {noun for noun, word in spelled.items() if not {word, f"{word}s", word.removesuffix("s")} & words}


def nouns() -> set[str]:
    """Every noun of the model; the story's nodes are named after the nouns that they become."""
    found: set[str] = set()
    for file in sorted((ROOT / "src" / "briefing" / "model").glob("*.py")):
        if file.name != "story.py":
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found |= {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    return {name for name in found if not name.endswith("Keywords")}  # the types of keyword arguments are no nouns


def test_the_glossary_explains_every_noun_of_the_model() -> None:
    assert unexplained(nouns(), glossary()) == set()


def test_a_noun_without_a_word_in_the_glossary_is_found() -> None:
    assert unexplained({"Observation", "WidgetFactory"}, glossary()) == {"WidgetFactory"}
