"""The settings → how each table lies, and which of its rows an edition reads."""

from __future__ import annotations

from os.path import isdir
from pathlib import Path

from msgspec.structs import replace

from briefing.model.edition import ALL, EDITION
from briefing.read.settings import ProjectSettings
from briefing.read.table_layout import Layout
from briefing.read.tomlfile import TomlFile

SUFFIXES = (".csv", ".xlsx", ".parquet")
# Tables whose rows are of one entity and one indicator; the last two follow the first.
FILTERED_TABLES = ("observations", "targets", "breaks")


def layouts(settings: ProjectSettings, file: TomlFile, root: Path, entity: str | None = None) -> dict[str, Layout]:
    """Return the layouts that `[tables]` gives; `entity` takes the place of the edition's.

    Observations, and with them targets and breaks, are narrowed to the entities that `[tables.observations]` asks for,
    and in a Parquet file, a folder or an answer to the indicators of `[facts]`, as nothing else can be printed.
    """
    found = {name: _seen(table.layout(file.where("tables", name)), root) for name, table in settings.tables.items()}
    observations = settings.tables.get("observations")
    layout = found.get("observations") or default_layout(root, "observations")
    only = {}
    if observations is not None and observations.entities != "all":
        only["entity"] = tuple(sorted({entity or settings.edition.entity, *compared_entities(settings)}))
    if layout.large and settings.facts:
        only["indicator_id"] = tuple(sorted({one.indicator for one in settings.facts.values() if one.indicator}))
    if only:
        found["observations"] = replace(layout, filters=only)
    return found


def compared_entities(settings: ProjectSettings) -> set[str]:
    """Return the entities that `[facts]` names, and the peers: an edition that does not read all reads them too."""
    observations = settings.tables.get("observations")
    peers = () if observations is None or isinstance(observations.entities, str) else observations.entities
    joined = (place for subject in settings.facts.values() for place in subject.places if place not in (ALL, EDITION))
    return {*peers, *joined, *(subject.entity for subject in settings.facts.values() if subject.entity)}


def default_layout(root: Path, name: str) -> Layout:
    """Return the layout of a table that `[tables]` does not mention: long, in a file or folder of its name."""
    there = [name + suffix for suffix in SUFFIXES if (root / (name + suffix)).exists()]
    return _seen(Layout(there[0] if there else name + SUFFIXES[0]), root)


def _seen(layout: Layout, root: Path) -> Layout:
    """The same, a folder with a slash at its end, however it was written."""
    if layout.file and isdir(root / layout.file):  # False for a name too long
        return replace(layout, file=layout.file.rstrip("/") + "/")
    return layout
