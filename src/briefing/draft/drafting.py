"""From a table to a project with a first story, built: importing, recognition, insights and narrative in order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.insights.finding import insights
from briefing.draft.insights.whole_years import of_whole_years
from briefing.draft.narrative import story
from briefing.draft.raw_table import Role
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.printed_names import slug_of
from briefing.draft.recognition.project_files import write_project
from briefing.draft.recognition.recognising import recognise
from briefing.errors import BriefingError, Finding, OutputError, UsageError
from briefing.pipeline.build import Build, Progress, build
from briefing.project_schema import LINE, write_schema
from briefing.read.project import project

_ENDING: Final = re.compile(r"(\.sdmx)?\.[A-Za-z0-9]{1,8}(\.gz|\.zip)?$")


class Draft(Struct, frozen=True):
    """A project that was drafted: its folder and files, what was recognised, and what was built, or why it was not."""

    folder: Path
    files: tuple[Path, ...]
    data: ImportedData
    built: Build | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it was to be built and was not."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def all_files(self) -> tuple[Path, ...]:
        """The files of the project, then those that were built."""
        return (*self.files, *(self.built.files if self.built else ()))

    def as_json(self) -> dict[str, object]:
        """The form of `--json`."""
        data = self.data
        return {
            "folder": str(self.folder),
            "entity": data.entity,
            "columns": [
                {"table": one.table, "column": one.column, "role": one.role, "reason": one.reason}
                for one in data.decisions
            ],
            "indicators": [
                {"id": one.key, "name": one.name, "unit": one.unit, "frequency": one.frequency}
                for one in data.indicators
            ],
            "decided": list(data.choices),
            "left_out": [{"where": one.where, "reason": one.reason} for one in data.omissions],
            "missing": list(data.missing),
            "to_fill": list(data.to_fill),
            "notes": list(data.notes),
            "files": [str(path) for path in self.all_files],
            "findings": [finding.as_json() for finding in self.findings],
        }


def draft(
    source: Any,
    out: str | Path | None = None,
    *,
    entity: str = "",
    languages: Sequence[str] = (),
    columns: Mapping[str, Role] | None = None,
    today: dt.date | None = None,
    build_it: bool = True,
) -> Draft:
    """Draft a project from a table, or several, into a new or empty folder, and build it into its folder `output`.

    `source` is a path, several of them, a folder, the URL of a database, or a pandas DataFrame; `columns` says what a
    column is, as {"Region": "entity"}. Values of periods that begin after `today`, if it is given, are left out, unless
    they have a status, as of a forecast. BriefingError where the table cannot be read or recognised, and nothing is
    written; a build that fails leaves the project, with what is wrong in `findings`.
    """
    sources: Sequence[Any] = list(source) if isinstance(source, list | tuple) else [source]
    options = RecognitionOptions(roles=columns or {}, entity=entity, languages=tuple(languages), today=today)
    return draft_project(sources, out, options=options, build_it=build_it)


def draft_project(
    sources: Sequence[Any],
    out: str | Path | None = None,
    *,
    reading: OpenOptions | None = None,
    options: RecognitionOptions | None = None,
    build_it: bool = True,
    progress: Progress | None = None,
) -> Draft:
    """Draft a project with all options of the command."""
    folder = _folder(sources[0], out)
    data = of_whole_years(recognise(open_tables(sources, reading or OpenOptions()), options))
    files = (*write_project(data, folder), _write_stories(folder, data.languages))
    result = Draft(folder, files, data)
    if not build_it:
        return result
    try:
        built = build(folder, out=folder / "output", progress=progress)
    except BriefingError as error:
        return replace(result, findings=error.findings)
    return replace(result, built=built, findings=built.findings)


def _write_stories(folder: Path, languages: Sequence[str]) -> Path:
    """Write the first story of each language in place of the empty one that lets the project be read; return the file
    of their schema, which editors use."""
    opened = project(folder)
    found = insights(opened)
    for language in languages:
        text = LINE + story(opened, found, language)
        (folder / f"story.{language}.yaml").write_bytes(text.encode("utf-8"))
    return write_schema(folder)


def _folder(source: object, out: str | Path | None) -> Path:
    """Return the folder of the project, which must be new or empty."""
    name = slug_of(_ENDING.sub("", Path(source).name)) if isinstance(source, str | Path) else "draft"
    if isinstance(source, str | Path) and (Path(source) / "briefing.toml").is_file():
        raise UsageError(
            "it is a project, not a table", str(source), f"for new sections: briefing draft --again {source}"
        )
    if out is None and isinstance(source, str) and "://" in source:
        raise UsageError("a database has no name for a folder", "--out", "add --out FOLDER")
    folder = Path(out) if out is not None else Path(name)
    if folder.exists() and not folder.is_dir():
        raise OutputError("it is a file", str(folder), "add --out and a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(
            "the folder is not empty, and a draft replaces nothing", str(folder), "add --out and a new folder"
        )
    return folder
