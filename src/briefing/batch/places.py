"""A project that a row names → what its rows may ask for, read once for each project and never for each row."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.errors import InputError
from briefing.model.dataset import Dataset
from briefing.read.files import inside
from briefing.read.own import Own, owned
from briefing.read.report import Report, suggest
from briefing.read.settings import ProjectSettings
from briefing.read.tomlfile import read_toml


class Place(Struct, frozen=True):
    """What is there in a project: settings, stories, and the first and last year of each entity with data.

    Where the project reads each entity's rows alone, as of a database, `whole` is False and the years are of one.
    `blank` is its dataset without observations.
    """

    root: Path
    settings: ProjectSettings
    stories: frozenset[str]
    years: Mapping[str, tuple[int, int]]
    whole: bool
    blank: Dataset


class Places:
    """Every project of a table, by its folder; what is wrong with one is told once."""

    def __init__(self, folder: Path, default: Path | None, report: Report) -> None:
        self._folder, self._default, self._report = folder, default, report
        self._found: dict[str, Path | InputError] = {}
        self._known: dict[Path, Place | None] = {}
        self._themes: dict[tuple[Path, str], InputError | None] = {}

    def find(self, name: str) -> Path:
        """The cell of a row → the project's folder; InputError without a place for one that leads elsewhere."""
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
                raise InputError("the row names no project", fix="name its folder, or name one for all after the table")
            return self._default.resolve()
        path = Path(os.path.abspath(self._folder / name))
        allowed = (self._folder.resolve(), Path.cwd().resolve())
        if "\\" in name or not any(path.resolve().is_relative_to(folder) for folder in allowed):
            fix = "give a path from the table's folder to one below it, or below the current folder"
            raise InputError(f"{name[:80]!r} leads out of the table's folder", fix=fix)
        if not (path / "briefing.toml").is_file():
            raise InputError(f"{name[:80]!r} is no project", fix="name a folder that holds a briefing.toml")
        return path.resolve()

    def place(self, root: Path) -> Place | None:
        """A project's folder → what is there; None for one that cannot be read, which is told the first time."""
        if root not in self._known:
            self._known[root] = None
            with self._report.collecting():
                self._known[root] = _place(root)
        return self._known[root]

    def theme_flaw(self, root: Path, name: str) -> InputError | None:
        """A project's folder and a theme → why it cannot be had, or None."""
        if (root, name) not in self._themes:
            try:
                self._themes[root, name] = None
                _read_theme(root, name)
            except InputError as error:
                self._themes[root, name] = error
        return self._themes[root, name]


def _place(root: Path) -> Place:
    given = read.project(root, as_of=dt.date.max)  # an entity may have later data than the project's own day
    years: dict[str, tuple[int, int]] = {}
    for item in given.dataset.observations:
        first, last = years.get(item.entity, (item.year, item.year))
        years[item.entity] = (min(first, item.year), max(last, item.year))
    settings = ProjectSettings.model_validate(read_toml(root / "briefing.toml").values)
    told = settings.tables.get("observations")
    whole = told is None or told.entities == "all"
    return Place(root, settings, frozenset(given.stories), years, whole, replace(given.dataset, observations=()))


def _read_theme(root: Path, name: str) -> None:
    packed = {path.stem: path for path in asset("themes").glob("*.toml")}
    path = inside(root, name, "") if name.endswith(".toml") else packed.get(name)
    if path is None:
        raise InputError(f"there is no theme {name[:60]!r}", fix=suggest(name, packed, "themes"))
    read.theme(path)


def flaw(place: Place, own: Own) -> InputError | None:
    """What a row has of its own → why its project cannot take it, or None; entities are not looked at."""
    report = Report()
    owned(place.settings, own, place.blank, report)
    try:
        report.stop_if_any()
    except InputError as error:
        return error
    return None
