"""The files that the examples are taken from are read, checked and built as those of any user."""

from __future__ import annotations

import re
import shutil
import sqlite3
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

import briefing
from briefing import cli, read
from briefing.assets import asset
from briefing.batch.batch_table import RowSource
from briefing.batch.batch_table import read as read_batch
from briefing.cli.help_command import whole_reference
from briefing.dispatch.recipients import read_recipients
from briefing.dispatch.settings import read_settings
from briefing.errors import InputError
from briefing.pipeline.build import check
from briefing.reference.example_project import example_folder
from briefing.reference.key_uses import yaml_file
from briefing.reference.operation_entries import DISPATCH_FILES
from briefing.reference.settings_entries import FILES
from briefing.reference.writing_guide import GUIDE

PLAIN = """\
sections:
  - id: visits
    title: "Visits {{ visits.percent | moved }}"
    subtitle: auto
    chart: {kind: columns, series: [visits]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example project."""
    return Path(shutil.copytree(example_folder(), tmp_path / "reference"))


def staged(project: Path, name: str) -> Path:
    """The example project with one of its other settings files in place of its own."""
    settings = project / "settings"
    for path in settings.iterdir():
        if path.suffix in (".csv", ".xlsx"):
            shutil.copy(path, project / path.name)
    target = "dispatch.toml" if name in DISPATCH_FILES else "briefing.toml"
    if name != target:
        shutil.copy(project / name, project / target)
    if name.startswith("settings/") and target == "briefing.toml":  # with tables of its own
        for table in ("breaks", "entities", "targets", "evidence", "milestones", "statements"):
            (project / f"{table}.csv").unlink()
    return project


def test_the_example_project_is_built_without_a_warning(project: Path, tmp_path: Path) -> None:
    built = briefing.build(project, out=tmp_path / "out")
    assert [one for one in built.findings if one.severity != "notice"] == []


@pytest.mark.parametrize("name", FILES)
def test_settings_that_show_keys_are_read_with_their_data(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged(project, name)
    if name.endswith("years.toml"):
        shutil.copy(asset("templates/default.pptx"), project / "company.pptx")
        settings = (project / "briefing.toml").read_text(encoding="utf-8")
        before = settings.replace('previous = "last.ledger.json"\n', "")
        (project / "briefing.toml").write_text(before, encoding="utf-8")
        (project / "story.en.yaml").write_text(PLAIN, encoding="utf-8")
        last = briefing.build(project, out=project.parent / "last", only=["letter"])
        shutil.copy(last.ledger, project / "last.ledger.json")
        (project / "briefing.toml").write_text(settings, encoding="utf-8")
    if name.endswith("database.toml"):
        with closing(sqlite3.connect(project.parent / "counts.db")) as connection, connection:
            connection.execute("create table counts (town text, year integer, visits integer)")
            connection.executemany("insert into counts values (?, ?, ?)", [("Alder", 2022, 480), ("Alder", 2023, 560)])
        monkeypatch.setenv("LIBRARY_DATABASE", f"sqlite:///{project.parent / 'counts.db'}")
    assert read.project(project).dataset.observations


@pytest.mark.parametrize("name", DISPATCH_FILES)
def test_settings_of_dispatch_that_show_keys_are_read(name: str, project: Path) -> None:
    staged(project, name)
    settings = read_settings(project)
    assert settings.mail.smtp is not None
    assert settings.mail.smtp.secret is not None


def test_a_wrong_key_in_such_a_file_is_found(project: Path) -> None:
    path = project / "dispatch.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("per_minute", "a_minute"), encoding="utf-8")
    with pytest.raises(InputError, match="a_minute"):
        read_settings(project)


def test_the_tables_of_recipients_and_of_a_batch_are_read(project: Path, tmp_path: Path) -> None:
    assert {one.address for one in read_recipients(read_settings(project), project)} == {
        "board@example.org",
        "birch@example.org",
    }
    (task,) = read_batch(RowSource(file=project / "batch.csv"), None, tmp_path, None).tasks
    assert (task.entity, task.parameters) == ("Birch", {"audience": "the council of Birch"})


def test_a_section_of_the_guide_is_checked_as_it_stands(project: Path) -> None:
    *parts, whole = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    title, points = parts
    section = f"id: parts\nsubtitle: Visits by year\n{title}{points}"
    items = [textwrap.indent(text, "    ").replace("    id:", "  - id:", 1) for text in (section, whole)]
    (project / "story.en.yaml").write_text("sections:\n" + "\n".join(items), encoding="utf-8")
    settings = (project / "briefing.toml").read_text(encoding="utf-8")
    (project / "briefing.toml").write_text(settings.replace('cover_image = "cover.jpg"\n', ""), encoding="utf-8")
    assert [one for one in check(project) if one.severity == "error"] == []


def test_yaml_examples_are_lines_of_their_files() -> None:
    texts = {}
    for folder, name in ((asset("project"), "starter"), (example_folder(), "reference"), (asset("gallery"), "gallery")):
        texts[f"{name}/story.en.yaml"] = (folder / "story.en.yaml").read_text(encoding="utf-8")
    examples = [
        one for topic in ("story", "charts") for entry in whole_reference().entries(topic) for one in entry.examples
    ]
    assert len(examples) > 200
    for example in examples:
        known = {line.strip() for line in texts[example.file].splitlines()}
        assert {line.strip() for line in example.source.splitlines()} <= known
        assert yaml_file(example.file, example.source).value, example


def test_each_example_of_a_command_ends_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "mine"]) == 0
    (tmp_path / "failing.csv").write_text("slug,as_of\nnow,\nearly,1990-01-01\n", encoding="utf-8")
    ends = {entry.name: entry.examples[0].source for entry in whole_reference().entries("commands")}
    for code in (0, 1, 2, 3):
        assert cli.main(ends[f"exit {code}"].split()[1:]) == code, ends[f"exit {code}"]
