"""What `briefing refresh` and `briefing gallery` propose is done, and the decks are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefing
from briefing import read
from briefing.assets import asset
from tests.deck.company import DEFAULT
from tests.following_commands import Command, command, follow

DECK = "out/example-city.en.pptx"
PLAIN, ON_TEMPLATE = "it stands on no template", "it stands on the template company.pptx"
FIX = "name the deck's template with <> or in <>"
IN_SETTINGS = "replace mine/<1> 'theme = ' 'template = \"company.pptx\"\\ntheme = '"
BUILT = "build mine --out out --only deck --template company.pptx"
CASES = [
    command(f"{BUILT} && refresh {DECK} mine", ON_TEMPLATE, FIX, f"refresh {DECK} mine <0> company.pptx",
            f"{IN_SETTINGS} && cp company.pptx mine/company.pptx && refresh {DECK} mine"),
]  # fmt: skip
GALLERIES = [
    command("gallery --theme inkk --out out", "there is no theme inkk",
            "choose from <>, …, or name a theme file, as house.toml", "gallery --theme <0> --out out"),
    command("gallery --theme '' --out out", "no theme was chosen",
            "choose from <>, …, or name a theme file, as house.toml", "gallery --theme own.toml --out out"),
    command("gallery --theme ink,own.toml --out out", "two themes are called ink", "rename one, in its line `<> =`",
            "replace own.toml '<0> = \"ink\"' '<0> = \"own\"' && gallery --theme ink,own.toml --out out"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, a company's template and a theme by another's name; not to be changed."""
    made = tmp_path_factory.mktemp("refresh") / "folder"
    shutil.copytree(asset("project"), made / "mine")
    shutil.copy(DEFAULT, made / "company.pptx")
    shutil.copy(asset("themes/ink.toml"), made / "own.toml")
    return made


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.wrong)
def test_the_fix_of_a_deck_that_cannot_be_refreshed_works(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)


@pytest.mark.parametrize("one", GALLERIES, ids=lambda one: one.wrong)
def test_the_fix_of_a_theme_that_is_not_there_names_one_that_is(
    one: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def build(root: Path, *_: object, theme: str, **__: object) -> briefing.Build:
        asked.append(read.theme(root / theme).name)  # all that a build knows of the arguments
        return briefing.Build(())

    monkeypatch.setattr("briefing.gallery.build", build)
    monkeypatch.chdir(tmp_path)
    follow(one, folder, capsys)
    assert asked
