"""From a table to a project with a first story, built: importing, recognition, insights and narrative in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.importing.opening import OpenOptions, open_tables
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.printed_names import slug_of
from briefing.draft.recognition.project_files import write_project
from briefing.draft.recognition.recognising import recognise
from briefing.errors import BriefingError, Finding, OutputError, UsageError
from briefing.pipeline.build import Build, Progress, build
from briefing.read.project import project

_ENDING: Final = re.compile(r"(\.sdmx)?\.[A-Za-z0-9]{1,8}(\.gz|\.zip)?$")


class Draft(Struct, frozen=True):
    """A project that was drafted: its folder and files, what was recognised, and what was built, or why it was not."""

    folder: Path
    files: tuple[Path, ...]
    data: ImportedData
    built: Build | None = None
    findings: tuple[Finding, ...] = ()


def draft(
    source: Any,  # noqa: ANN401 - a path, several, a DataFrame or the URL of a database
    out: str | Path | None = None,
    *,
    reading: OpenOptions | None = None,
    options: RecognitionOptions | None = None,
    build_it: bool = True,
    progress: Progress | None = None,
) -> Draft:
    """Draft a project from a table, or several, into a new or empty folder, and build it into its folder `output`.

    `source` is a path, several of them, a folder, the URL of a database, or a pandas DataFrame. BriefingError where the
    table cannot be read or recognised, and nothing is written; a build that fails leaves the project, with what is
    wrong in `findings`.
    """
    sources: Sequence[Any] = list(source) if isinstance(source, list | tuple) else [source]
    folder = _folder(sources[0], out)
    data = recognise(open_tables(sources, reading or OpenOptions()), options or RecognitionOptions())
    files = write_project(data, folder)
    _tell_stories(folder, data.languages)
    result = Draft(folder, files, data)
    if not build_it:
        return result
    try:
        built = build(folder, out=folder / "output", progress=progress)
    except BriefingError as error:
        return replace(result, findings=error.findings)
    return replace(result, built=built, findings=built.findings)


def _tell_stories(folder: Path, languages: Sequence[str]) -> None:
    """Write the first story of each language in place of the empty one that lets the project be read."""
    opened = project(folder)
    found = insights(opened)
    for language in languages:
        (folder / f"story.{language}.yaml").write_bytes(story(opened, found, language).encode("utf-8"))


def _folder(source: object, out: str | Path | None) -> Path:
    """Return the folder of the project, which must be new or empty."""
    name = slug_of(_ENDING.sub("", Path(source).name)) if isinstance(source, str | Path) else "draft"
    if out is None and isinstance(source, str) and "://" in source:
        raise UsageError("a database has no name for a folder", "--out", "add --out FOLDER")
    folder = Path(out) if out is not None else Path(name)
    if folder.exists() and not folder.is_dir():
        raise OutputError("it is a file", str(folder), "add --out and a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise OutputError("the folder is not empty, and a draft replaces nothing", str(folder), "add --out and a new folder")
    return folder
