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
from briefing.assets import asset
from briefing.dispatch.schedule import PRESETS
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.pipeline.outputs import OUTPUTS
from briefing.wording import of
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.M | re.S)
MOST_ROWS = 40
TOWNS = {"Sample Town": 40, "Port Example": 90}
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the project's data beside it, as in a checkout."""
    os.symlink(ROOT / "data", tmp_path / "data")
    (tmp_path / "cities.csv").write_text(next(block for kind, block in BLOCKS if kind == "csv"), encoding="utf-8")
    rows = [f"{area},{year},{base + 3 * (year - 2014)}" for area, base in TOWNS.items() for year in range(2015, 2024)]
    (tmp_path / "figures.csv").write_text("\n".join(["Area,year,visits", *rows, ""]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_two_commands_are_those_that_ci_runs() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in COMMANDS if line.startswith("pip install")]
    assert len(commands) == 2
    assert [line for line in run if line.startswith("pip install")] == commands


@pytest.mark.usefixtures("kept")
def test_the_commands_of_the_readme_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", folder / "company.pptx")
    lines = [shlex.split(line, comments=True) for line in COMMANDS if line.startswith("briefing ")]
    named = {"new", "build", "check", "explain", "gallery", "refresh", "template", "proof", "diff"}
    named |= {"draft", "send", "run", "tick", "schedule", "deliveries", "batch"}
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


def glossary() -> list[str]:
    """The words that the glossary explains."""
    rows = re.findall(r"^\| ([^|-][^|]*) \|", README.split("## Glossary")[1], re.MULTILINE)[1:]
    assert len(rows) <= MOST_ROWS
    return [word for row in rows for word in row.split(", ")]


def unused(words: Iterable[str], text: str) -> list[str]:
    """Those of the words that stand nowhere in a text, in the singular or the plural."""
    return [word for word in words if not re.search(rf"\b{re.escape(word.removesuffix('y'))}", text, re.IGNORECASE)]


def test_the_glossary_explains_words_of_users_alone() -> None:
    starter = [path for path in asset("project").rglob("*") if path.suffix in (".toml", ".yaml", ".csv", ".json")]
    texts = [README.split("## Glossary")[0], *(path.read_text(encoding="utf-8") for path in starter)]
    texts += [asset("schemas/story.schema.json").read_text(encoding="utf-8"), *of("en").language.phrases.values()]
    assert unused(glossary(), "\n".join(texts)) == []
    assert unused(["edition", "widget factory"], texts[0]) == ["widget factory"]


def test_every_noun_of_the_model_says_what_it_is() -> None:
    files = sorted((ROOT / "src" / "briefing" / "model").glob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    nouns = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    assert nouns
    assert [noun.name for noun in nouns if not ast.get_docstring(noun)] == []
