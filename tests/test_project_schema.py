"""The schema of a project's stories knows its own names, and an editor completes and explains them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefing import cli, read
from briefing.assets import asset
from briefing.pipeline.build import check
from briefing.project_schema import FILE, LINE, project_schema, stories_without_line
from briefing.reference.example_project import example_folder

PROJECTS = {"starter": asset("project"), "reference": example_folder(), "gallery": asset("gallery")}


def faults(schema: str, story: Any) -> list[str]:
    """What a validator finds in a story."""
    return [error.message for error in Draft202012Validator(json.loads(schema)).iter_errors(story)]


def story_of(name: str) -> Any:
    return yaml.safe_load((PROJECTS[name] / "story.en.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A project from the starter."""
    assert cli.main(["new", str(tmp_path / "mine")]) == 0
    return tmp_path / "mine"


@pytest.mark.parametrize("name", PROJECTS)
def test_a_story_that_is_built_fits_the_schema_of_its_project(name: str) -> None:
    assert faults(project_schema(read.project(PROJECTS[name])), story_of(name)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda story: story["sections"][0]["cards"][0].update(fact="visit"), "visit"),
        (lambda story: story["sections"][1]["chart"].update(series=["vists"]), "vists"),
        (lambda story: story.update(formats={"vist": {"decimals": 1}}), "vist"),
        (lambda story: story["sections"][1].update(sources=["NOBODY"]), "NOBODY"),
        (lambda story: story["sections"][1]["chart"].update(kind="pie"), "pie"),
    ],
)
def test_a_name_that_the_project_has_not_is_found(change: Any, word: str) -> None:
    story = story_of("starter")
    change(story)
    assert any(word in fault for fault in faults(project_schema(read.project(PROJECTS["starter"])), story))


def test_the_starter_brings_its_schema_and_its_story_names_it(mine: Path) -> None:
    assert (mine / FILE).read_text(encoding="utf-8") == project_schema(read.project(mine))
    assert (mine / "story.en.yaml").read_text(encoding="utf-8").startswith(LINE)


def test_the_schema_is_no_input_of_the_edition(mine: Path) -> None:
    before = read.project(mine)
    (mine / FILE).write_text("not even JSON", encoding="utf-8")
    after = read.project(mine)
    assert after.dataset.inputs == before.dataset.inputs
    assert FILE not in after.dataset.inputs
    assert [one for one in check(mine) if one.severity == "error"] == []


def test_the_command_writes_new_names_and_says_where_the_line_is_missing(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = mine / "briefing.toml"
    text = settings.read_text(encoding="utf-8").replace(
        "[facts]\n", '[facts]\nreaders = { indicator = "library_visits" }\n'
    )
    settings.write_text(text, encoding="utf-8")
    story = mine / "story.en.yaml"
    story.write_text(story.read_text(encoding="utf-8").removeprefix(LINE), encoding="utf-8")
    assert cli.main(["schema", str(mine)]) == 0
    printed = capsys.readouterr().out
    assert "story.en.yaml: # yaml-language-server: $schema=story.schema.json" in printed
    assert '"readers"' in (mine / FILE).read_text(encoding="utf-8")
    assert stories_without_line(read.project(mine)) == ("story.en.yaml",)


def test_it_is_written_elsewhere_where_that_is_asked_for(mine: Path, tmp_path: Path) -> None:
    (mine / FILE).unlink()
    assert cli.main(["schema", str(mine), "--out", str(tmp_path / "other.json")]) == 0
    assert json.loads((tmp_path / "other.json").read_text(encoding="utf-8"))["title"] == "Story of example-city"
    assert not (mine / FILE).exists()
    assert cli.main(["schema", str(mine), "--out", str(tmp_path / "nowhere" / "x.json")]) == 1


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_project_gives_the_same_bytes(mine: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(mine, tmp_path / "copy"))
    assert project_schema(read.project(copy)) == project_schema(read.project(mine))
