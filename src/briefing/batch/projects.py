"""The projects that rows name, each read once to check its rows."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from briefing import read
from briefing.errors import InputError
from briefing.model.period import Period
from briefing.read.overrides import entities_by_slug
from briefing.read.report import Report
from briefing.read.row_filter import compared_entities
from briefing.read.settings import ProjectSettings


class ProjectInfo(Struct, frozen=True):
    """The settings and stories of a project, and the first and last period of each entity with data.

    If the project reads the rows of each entity separately, as from a database, `complete` is False and `periods`
    covers some entities. `named` holds the entities that every edition reads, by their ASCII names.
    """

    root: Path
    settings: ProjectSettings
    stories: frozenset[str]
    periods: Mapping[str, tuple[Period, Period]]
    complete: bool
    named: Mapping[str, frozenset[str]]


class ProjectRegistry:
    """The projects of a table by folder; errors of each are reported once."""

    def __init__(self, folder: Path, default: Path | None, report: Report, *, anywhere: bool) -> None:
        self._folder, self._default, self._report = folder, default, report
        self._allowed = None if anywhere else (folder.resolve(), Path.cwd().resolve())
        self._found: dict[str, Path | InputError] = {}
        self._known: dict[Path, ProjectInfo | None] = {}
        self._themes: dict[tuple[Path, str], InputError | None] = {}

    def find(self, name: str) -> Path:
        """Return the folder of the project in a cell; raise InputError, without a place, if it leads elsewhere."""
        if name not in self._found:
            try:
                self._found[name] = self._folder_of(name)
            except InputError as error:
                self._found[name] = error
        found = self._found[name]
        if isinstance(found, InputError):
            raise found
        return found

    def _folder_of(self, name: str) -> Path:
        if not name:
            if self._default is None:
                raise InputError("the row has no project", fix="name its folder, or name one for all after the table")
            return self._default.resolve()
        odd = "\\" in name or "\0" in name
        path = Path() if odd else (self._folder / name).resolve()
        if odd or not (self._allowed is None or any(map(path.is_relative_to, self._allowed))):
            fix = "give a path from the table's folder to one below it, or below the current folder"
            raise InputError(f"{name[:80]!r} is outside the table's folder", fix=fix)
        if not os.path.isfile(path / "briefing.toml"):  # also False for an invalid path
            raise InputError(f"{name[:80]!r} is not a project", fix="name a folder that contains a briefing.toml")
        return path

    def info(self, root: Path) -> ProjectInfo | None:
        """Return a project by its folder; None if it cannot be read, which is reported the first time."""
        if root not in self._known:
            self._known[root] = None
            with self._report.collecting():
                self._known[root] = _read_project(root)
        return self._known[root]

    def theme_flaw(self, root: Path, name: str) -> InputError | None:
        """Return why a project cannot use a theme, or None."""
        if (root, name) not in self._themes:
            try:
                self._themes[root, name] = None
                read.theme_file(root, name)
            except InputError as error:
                self._themes[root, name] = error
        return self._themes[root, name]


def _read_project(root: Path) -> ProjectInfo:
    project = read.project(root, as_of=dt.date.max)  # an entity may have later data than the project's as-of date
    periods: dict[str, tuple[Period, Period]] = {}
    for item in project.dataset.observations:
        first, last = periods.get(item.entity, (item.period, item.period))
        periods[item.entity] = (
            min(first, item.period, key=lambda period: period.start),
            max(last, item.period, key=lambda period: period.end),
        )
    settings = read.settings(root)
    table = settings.tables.get("observations")
    complete = table is None or table.entities == "all"
    return ProjectInfo(
        root,
        settings,
        frozenset(project.stories),
        periods,
        complete,
        entities_by_slug(periods if complete else compared_entities(settings)),
    )
