"""Print results to stdout, findings and progress to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec import Struct

from briefing.errors import Finding
from briefing.pipeline.build import Progress


def print_findings(findings: Iterable[Finding], *, machine: bool) -> None:
    """Print findings to stderr, or as a JSON list to stdout."""
    if machine:
        print_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            click.echo(str(finding), err=True)


class CommandOutput(Struct, frozen=True):
    """How a command prints its result: as text, as JSON, or not at all."""

    json: bool
    quiet: bool

    @property
    def silent(self) -> bool:
        """Whether progress is hidden."""
        return self.json or self.quiet

    def show(self, value: object, text: object) -> None:
        """Print a value as JSON, or its text."""
        if self.json:
            print_json(value)
        elif not self.quiet:
            click.echo(str(text))

    def show_build(self, files: Iterable[Path], findings: Iterable[Finding] = ()) -> None:
        """Print the files of a build and its findings."""
        paths = [str(path) for path in files]
        if not self.silent:
            print_findings(findings, machine=False)
        found = {"findings": [finding.as_json() for finding in findings]}
        self.show({"files": paths, **found}, "\n".join(paths))

    def show_files(self, *files: Path) -> None:
        """Print files that were written."""
        paths = [str(path) for path in files]
        self.show({"files": paths}, "\n".join(paths))


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout.encoding), indent=1))


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


@contextmanager
def progress_bar(*, silent: bool) -> Iterator[Progress | None]:
    """Show a progress bar on stderr if it is a terminal."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # takes 40 ms, and a build with nothing changed takes 100
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<8}"), BarColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("read", total=None)

        def show(word: str, done: int, total: int) -> None:
            display.update(task, description=word, completed=done, total=total or None)

        yield show
