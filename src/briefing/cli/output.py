"""Print results to stdout, findings and progress to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from briefing.build import Progress
from briefing.errors import Finding


def print_findings(findings: Iterable[Finding], *, machine: bool) -> None:
    """Print findings to stderr, or as a JSON list to stdout."""
    if machine:
        print_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            click.echo(str(finding), err=True)


def print_build(files: Iterable[Path], findings: Iterable[Finding], *, json: bool, quiet: bool) -> None:
    """Print the files of a build and its findings."""
    if json:
        print_json({"files": [str(path) for path in files], "findings": [finding.as_json() for finding in findings]})
    elif not quiet:
        print_findings(findings, machine=False)
        for path in files:
            click.echo(str(path))


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
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<8}"), BarColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("read", total=None)

        def show(word: str, done: int, total: int) -> None:
            display.update(task, description=word, completed=done, total=total or None)

        yield show
