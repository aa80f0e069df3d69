"""What `briefing draft --again` does: what became of the claims of a project's stories, and sections to add."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing import read
from briefing.cli.output import CommandOutput
from briefing.draft.redraft import Redraft, accept, redraft
from briefing.errors import UsageError
from briefing.model.edition import Project
from briefing.pipeline.outputs import LEDGER_SUFFIX
from briefing.read.previous import previous as read_previous


def redraft_again(folder: Path, accepted: str | None, ledger: Path | None, output: CommandOutput) -> int:
    """Report on the stories of a project on its data of today; add the pieces that are accepted, as "1,3"."""
    project = _with_ledger(read.project(folder), ledger)
    result = redraft(project)
    if accepted is None:
        output.show(result.as_json(), str(result))
        return 0
    files = accept(result, _numbers(accepted))
    output.show({**result.as_json(), "written": list(files)}, _written(result, files))
    return 0


def _with_ledger(project: Project, ledger: Path | None) -> Project:
    """Return a project with the edition before: of a ledger that was named, else that of its last build."""
    edition = project.edition
    last = project.root / "output" / f"{edition.slug}.{edition.languages[0]}{LEDGER_SUFFIX}"
    path = ledger or (last if last.is_file() else None)
    return replace(project, previous=read_previous(path, edition.slug)) if path else project


def _numbers(accepted: str) -> list[int]:
    parts = [part.strip() for part in accepted.split(",") if part.strip()]
    if wrong := [part for part in parts if not part.isdecimal()]:
        raise UsageError(f"{wrong[0]!r} is no number of a piece", "--accept", "write numbers with commas, as 1,3")
    return [int(part) for part in parts]


def _written(result: Redraft, files: tuple[str, ...]) -> str:
    lines = [f"written: {result.project.root / name}" for name in files] or ["nothing was added"]
    return "\n".join([*lines, "Build it to see the new sections; edit them as your own."])
