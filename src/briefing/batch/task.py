"""Build one row of the table with `briefing.build`; every error becomes a result."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from traceback import format_exc
from typing import Any

from msgspec import Struct, field

from briefing.batch.free_memory import return_between_steps
from briefing.errors import BriefingError, Finding, faults
from briefing.model.build_options import BuildOptions
from briefing.model.period_choice import PeriodChoice
from briefing.pipeline.build import build_of_batch
from briefing.pipeline.result import edition_of

# Fields of a ledger's edition that its files depend on.
_INPUT_KEYS = ("slug", "lang", "as_of", "inputs", "versions")


class Task(Struct, frozen=True, omit_defaults=True):
    """One edition to build: the line of its row, absolute paths of the project and the output folder.

    Empty fields mean the project's own values; empty `outputs` means all.
    """

    line: int
    project: str
    out: str
    entity: str = ""
    period: PeriodChoice | None = None
    languages: tuple[str, ...] = ()
    theme: str = ""
    as_of: dt.date | None = None
    outputs: tuple[str, ...] = ()
    slug: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> BuildOptions:
        """Which edition of the project it is."""
        return BuildOptions(
            out=Path(self.out),
            languages=self.languages or None,
            only=self.outputs or None,
            theme=self.theme or None,
            as_of=self.as_of,
            entity=self.entity or None,
            period=self.period,
            parameters=self.parameters or None,
            slug=self.slug or None,
        )


class Result(Struct, frozen=True, omit_defaults=True):
    """The result of a task: the key of its inputs and the SHA-256 of each file by name, or why it failed.

    `unchanged` means that all files were there already; `notices` say that code of the project was run; `seconds` is
    the time it took. `traceback` belongs to an internal error, shown with --debug and stored nowhere.
    """

    line: int
    key: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    faults: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    seconds: float = 0.0
    traceback: str = ""


def build_task(task: Task) -> Result:
    """Build one edition; return any error as a result, so that the other tasks go on."""
    began = time.perf_counter()
    try:
        built = build_of_batch(task.project, task.options, return_between_steps)
        ledgers = [edition.ledger.read_bytes() for edition in built.editions]
        editions = [edition_of(ledger) for ledger in ledgers]
        files = {name: digest for edition in editions for name, digest in edition["outputs"].items()}
        for edition, ledger in zip(built.editions, ledgers, strict=True):
            files[edition.ledger.name] = hashlib.sha256(ledger).hexdigest()
        seconds = time.perf_counter() - began
        notices = tuple(finding for finding in built.findings if finding.severity == "notice")
        return Result(task.line, _key(task, editions), files, built.unchanged, (), notices, seconds)
    except Exception as error:
        traceback = "" if isinstance(error, BriefingError) else format_exc()
        return Result(task.line, faults=faults(error), seconds=time.perf_counter() - began, traceback=traceback)


def _key(task: Task, editions: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of the inputs: files, versions of the engines and the row's own values; no path, no line."""
    period = task.period and task.period.notation
    settings = (task.entity, period, task.theme, task.outputs, task.slug, dict(sorted(task.parameters.items())))
    parts = [settings, [{name: edition[name] for name in _INPUT_KEYS} for edition in editions]]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
