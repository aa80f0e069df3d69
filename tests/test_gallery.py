"""The gallery shows everything there is, under every theme, by the rules that every edition keeps."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

import briefing
from briefing import cli, read
from briefing.assets import asset
from briefing.charts import plot as plotted
from briefing.compose import compose
from briefing.deck.plan.planning import plan
from briefing.errors import BriefingError, UsageError
from briefing.gallery import gallery, stage
from briefing.model import document as nouns
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import Document, Section
from briefing.model.text import plain
from tests.conftest import ROOT
from tests.deck.checks import CHECKS, MOST_SIZES, sizes
from tests.deck.company import DEFAULT
from tests.deck.validating import audit
from tests.galleries import THEMES, galleries
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

STORY = "assets/gallery/story.en.yaml"
MOST_WORDS_OF_A_TITLE = 16
# Kinds that show again what others show: the brief, which explains what it shows, has the columns of passengers alone.
SECOND_FORMS = {"contributions", "slope", "waterfall"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The gallery as it is composed."""
    root = tmp_path_factory.mktemp("gallery")
    place = stage(root, "ink", asset("themes/ink.toml"))
    project = read.project(root, theme=place)
    return compose(project, read.story(project.stories["en"]), "en")


@pytest.fixture(scope="module")
def folder() -> Path:
    """The gallery under each theme of this run."""
    builds = galleries()
    assert len(builds) == len(THEMES)
    assert [finding for build in builds for finding in build.findings] == []
    return builds[0].ledger.parent


def shown(sections: Iterable[Section]) -> set[str]:
    """What sections show: kinds of charts, and the components by their noun."""
    found: set[str] = set()
    for section in sections:
        for block in section.blocks:
            found.add(type(block).__name__)
            panels = getattr(block, "panels", (block,))
            found |= {panel.kind for panel in panels if isinstance(panel, Chart)}
        found |= {name for name in ("hero", "points", "ask", "note_line") if getattr(section, name)}
    return found


def lacking(document: Document) -> list[str]:
    """Kinds and components that no section shows in the deck, nor, second forms aside, in the deck and the brief."""
    wanted = {
        *(set(KINDS) - {"figure"}),
        *(block.__name__ for block in get_args(nouns.Block)),
        "hero",
        "points",
        "ask",
        "note_line",
    }
    deck = [section for section in document.sections if "deck" in section.outputs]
    both = [section for section in deck if "brief" in section.outputs]
    return sorted(wanted - shown(both) - (SECOND_FORMS & shown(deck)))


def test_every_kind_of_chart_and_every_component_is_shown(whole: Document) -> None:
    missing = lacking(whole)
    assert not missing, f"add a section to {STORY} that shows: {', '.join(missing)}"


def test_a_kind_that_no_section_shows_is_found(whole: Document) -> None:
    parts = tuple(
        replace(
            part, sections=tuple(item for item in part.sections if item.id not in ("bump", "ranked", "quote", "slope"))
        )
        for part in whole.parts
    )
    assert lacking(replace(whole, parts=parts)) == ["Quote", "bump", "slope"]


def test_what_is_hard_to_draw_is_shown_too(whole: Document) -> None:
    charts = [block for section in whole.sections for block in section.blocks if isinstance(block, Chart)]
    roles = {role for chart in charts for series in plotted(chart).series for role in (series.role, *series.roles)}
    assert {"highlight", "second", "context", "bridge", "bound", "target"} <= roles
    assert {item.refused for chart in charts for item in chart.breaks} == {True, False}
    assert any(chart.annotations for chart in charts)
    assert any(chart.growth for chart in charts)


def of(whole: Document, key: str) -> Section:
    """The section of that id."""
    return next(section for section in whole.sections if section.id == key)


def test_a_subtitle_says_once_how_several_indicators_begin(whole: Document) -> None:
    assert plain(of(whole, "area").subtitle) == "Electricity from gas, wind and the sun, GWh, Port Alder, 2014–2023"


def test_only_panels_in_focus_have_a_column_in_colour(whole: Document) -> None:
    (block,) = of(whole, "multiples").blocks
    assert isinstance(block, nouns.Multiples)
    coloured = {plain(panel.title): "highlight" in plotted(panel).series[0].roles for panel in block.panels}
    assert coloured == {"Saltwick": False, "Northmere": False, "Port Alder": True}


def test_each_of_a_few_dots_must_have_its_name(whole: Document) -> None:
    (block,) = of(whole, "scatter").blocks
    assert isinstance(block, Chart)
    labels = [label for label in plotted(block).series[1].labels if label]
    assert len(labels) == 8
    assert not any(label.optional for label in labels)


def test_titles_are_findings_of_at_most_two_lines(whole: Document) -> None:
    titles = ["".join(run.text for run in section.title) for section in whole.sections]
    assert [title for title in titles if len(title.split()) > MOST_WORDS_OF_A_TITLE] == []
    assert len(set(titles)) == len(titles)


def test_each_slide_keeps_the_rules_of_every_deck(whole: Document) -> None:
    slides = plan(whole, read.theme(asset("themes/ink.toml")))
    assert {slide.id: found for slide in slides if (found := [f for check in CHECKS for f in check(slide)])} == {}
    assert {slide.id: len(sizes(slide)) for slide in slides if len(sizes(slide)) > MOST_SIZES} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_a_valid_deck_and_a_brief(theme: str, folder: Path, tmp_path: Path) -> None:
    assert audit((folder / f"gallery-{theme}.en.pptx").read_bytes(), tmp_path) == []
    assert (folder / f"gallery-{theme}.en.pdf").read_bytes().startswith(b"%PDF-")
    told = json.loads((folder / f"gallery-{theme}.en.ledger.json").read_text(encoding="utf-8"))
    assert told["claims"]
    assert all(claim["holds"] for claim in told["claims"])


@ONLY_IN_A_THOROUGH_RUN  # tests/proof/package has it on a template
def test_the_theme_file_and_the_template_of_a_company_are_shown(tmp_path: Path) -> None:
    text = asset("themes/jade.toml").read_text(encoding="utf-8")
    (tmp_path / "House look.toml").write_text(text.replace('name = "jade"', 'name = "acme_house"'), encoding="utf-8")
    (build,) = gallery(tmp_path / "out", themes=[str(tmp_path / "House look.toml")], template=DEFAULT)
    assert [path.name for path in build.files] == [
        f"gallery-acme-house.en{suffix}" for suffix in (".pptx", ".pdf", ".ledger.json")
    ]
    assert audit((tmp_path / "out" / "gallery-acme-house.en.pptx").read_bytes(), tmp_path) == []
    inputs = json.loads(build.ledger.read_text(encoding="utf-8"))["edition"]["inputs"]
    assert {DEFAULT.name, "acme_house.toml"} <= set(inputs)


@pytest.mark.parametrize("names", [["nonsense"], []])
def test_an_unknown_theme_is_wrong_usage_and_writes_nothing(names: list[str], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="theme"):
        gallery(tmp_path / "out", themes=names)
    assert not (tmp_path / "out").exists()


def test_two_themes_of_one_name_are_refused(tmp_path: Path) -> None:
    shutil.copy(asset("themes/ink.toml"), tmp_path / "house.toml")
    with pytest.raises(UsageError, match="two themes are called ink"):
        gallery(tmp_path / "out", themes=["ink", "ink", str(tmp_path / "house.toml")])
    assert not (tmp_path / "out").exists()


def test_a_theme_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('name = "house"\n', encoding="utf-8")
    with pytest.raises(BriefingError, match=r"house\.toml"):
        gallery(tmp_path / "out", themes=["ink", str(tmp_path / "house.toml")])
    assert not (tmp_path / "out").exists()


@ONLY_IN_A_THOROUGH_RUN  # tests/test_bytes.py compares other editions
@pytest.mark.usefixtures("nothing_reused")
def test_the_command_prints_its_files_which_are_the_same_every_time(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["gallery", "--out", str(tmp_path), "--theme", "dark", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    files = [Path(name) for name in told["files"]]
    assert [file.name for file in files] == [f"gallery-dark.en{end}" for end in (".pptx", ".pdf", ".ledger.json")]
    assert [file.read_bytes() for file in files] == [(folder / file.name).read_bytes() for file in files]
    assert told["findings"] == []


def test_an_installed_wheel_brings_what_the_gallery_needs(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = dict(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["sources"])
    del packed["src/briefing"]  # copied as it is imported here
    shutil.copytree(Path(briefing.__file__).parent, tmp_path / "briefing", ignore=shutil.ignore_patterns("__pycache__"))
    for source, target in packed.items():
        shutil.copytree(ROOT / source, tmp_path / target)
    code = "from briefing import assets; print(assets.asset('gallery'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [str(tmp_path / "briefing" / "assets" / "gallery")]
    assert (tmp_path / "briefing" / "assets" / "gallery" / "observations.csv").is_file()
