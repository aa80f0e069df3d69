"""Web editions of projects, written once in a test run; not to be changed."""

from __future__ import annotations

from pathlib import Path

from briefing import brief, compose, read, web
from briefing.assets import asset
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme
from tests.once import once


@once
def composed(project: Path, lang: str = "en") -> Document:
    """The document of a project."""
    loaded = read.project(project)
    return compose.compose(loaded, read.story(loaded.stories[lang]), lang)


@once
def themed(name: str) -> Theme:
    """A theme by its name."""
    return read.theme(asset(f"themes/{name}.toml"))


@once
def written(project: Path, lang: str = "en", theme: str = "ink") -> Written:
    """The web edition of a project."""
    return web.write(composed(project, lang), themed(theme))


@once
def paged(project: Path, lang: str = "en") -> Written:
    """The brief of a project."""
    return brief.write(composed(project, lang), themed("ink"))


def page(project: Path, lang: str = "en", theme: str = "ink") -> str:
    """The page of a project's web edition."""
    return written(project, lang, theme).files[".web.html"].decode()
