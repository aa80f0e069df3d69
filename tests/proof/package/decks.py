"""Finished decks to examine: every project that comes along, under any theme, to be read or presented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.compose import compose
from briefing.deck import write
from briefing.model.document import Document
from briefing.model.edition import Mode
from tests import galleries
from tests.deck import company
from tests.once import once
from tests.proof.reading.briefs import galleried
from tests.thorough import THOROUGH, pairs

THEMES = [path.stem for path in sorted(asset("themes").glob("*.toml"))]
PROJECTS = ("gallery", "starter")
MODES: tuple[Mode, ...] = ("read", "present")


@cache
def document(project: str) -> Document:
    """Name of a project that comes along, or the folder of another → its document in its first language."""
    if project == "gallery":
        return galleried()
    root = read.project(asset("project") if project == "starter" else Path(project))
    lang, story = next(iter(root.stories.items()))
    return compose(root, read.story(story), lang)


@once
def made(project: str, theme: str, mode: Mode) -> bytes:
    """A project, a theme and a mode → the deck."""
    whole = document(project)
    edition = replace(whole.edition, mode=mode)
    return write(replace(whole, edition=edition), read.theme(asset(f"themes/{theme}.toml"))).files[".pptx"]


@once
def on_template(project: str = "gallery") -> bytes:
    """A project on another program's template."""
    return company.on(document(project), company.DEFAULT).files[".pptx"]


# Decks to look at: project, theme, mode. In a usual run the gallery is looked at in the two decks that other tests look
# at too, as each takes a second to make.
EVERY = (
    pairs(PROJECTS, THEMES, MODES)
    if THOROUGH
    else [("gallery", "ink", "read"), ("gallery", "dark", "present"), *pairs(("starter",), galleries.THEMES, MODES)]
)
