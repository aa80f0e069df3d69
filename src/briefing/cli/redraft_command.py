"""What `briefing draft --again` does: what became of the claims of a project's stories, and what may be added."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from briefing import read
from briefing.cli.output import CommandOutput
from briefing.draft.redraft import Redraft, accept, redraft
from briefing.draft.redraft_data import NewTables, new_tables, with_tables
from briefing.errors import UsageError
from briefing.model.edition import Project
from briefing.pipeline.outputs import LEDGER_SUFFIX
from briefing.read.previous import previous

_DATA = "data"


def redraft_again(
    sources: Sequence[str],
    accepted: str | None,
    languages: Sequence[str] | None,
    output: CommandOutput,
    today: dt.date,
    period: str = "",
) -> int:
    """Report on the stories of a project, on its data or on those of new files; take in what is accepted."""
    folder, files = _folder_and_files(sources)
    project = read.project(folder)
    taken, numbers = _accepted(accepted)
    if taken and not files:
        raise UsageError("there are no new data to take in", "--accept", "name the new files too")
    if period and not files:
        raise UsageError("there are no new data to have a period", "--period", "name the new files too")
    new = new_tables(folder, files, today, period) if files else None
    with tempfile.TemporaryDirectory() as temporary:
        copy = with_tables(folder, new.tables, Path(temporary)) if new else folder
        result = redraft(_with_ledger(read.project(copy) if new else project, folder), languages)
    written = accept(result, numbers, folder) if numbers else ()
    if taken and new:
        for name, content in new.tables.items():
            (folder / name).write_bytes(content)
        written = (*new.tables, *written)
    answer = {**result.as_json(), "data": new.as_json() if new else None, "written": list(written)}
    reminders = list(new.reminders()) if taken and new else []
    paths = [str(folder / name) for name in written]
    output.show(answer, _report(new, result, paths, reminders, asked=accepted is not None))
    return 0


def _folder_and_files(sources: Sequence[str]) -> tuple[Path, Sequence[str]]:
    """Return the project's folder, which is named first or is the current one, and the new files."""
    if sources and (Path(sources[0]) / "briefing.toml").is_file():
        return Path(sources[0]), sources[1:]
    if Path("briefing.toml").is_file():
        return Path(), sources
    where = sources[0] if sources else str(Path.cwd())
    raise UsageError("this is no project", where, "name the project's folder first, then new files if there are any")


def _with_ledger(project: Project, folder: Path) -> Project:
    """Return a project with its last edition, where the folder has the ledger of its build."""
    edition = project.edition
    ledger = folder / "output" / f"{edition.slug}.{edition.languages[0]}{LEDGER_SUFFIX}"
    return replace(project, previous=previous(ledger, edition.slug)) if ledger.is_file() else project


def _accepted(words: str | None) -> tuple[bool, list[int]]:
    """Return whether new data are accepted, and the numbers of the pieces that are."""
    parts = [part.strip() for part in (words or "").split(",") if part.strip()]
    if wrong := [part for part in parts if part != _DATA and not part.isdecimal()]:
        fix = f"write numbers with commas, as 1,3, and {_DATA} for the new tables"
        raise UsageError(f"{wrong[0]!r} is no number of a piece", "--accept", fix)
    return _DATA in parts, [int(part) for part in parts if part != _DATA]


def _report(
    new: NewTables | None, result: Redraft, written: Sequence[str], reminders: Sequence[str], *, asked: bool
) -> str:
    if asked:
        done = [f"written: {path}" for path in written] or ["nothing was added"]
        return "\n".join([*done, *reminders, "Build it to see what changed."])
    return "\n\n".join(filter(None, (str(new) if new else "", str(result))))
