"""The command batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Unpack

import click

from briefing.batch import BatchKeywords, BatchProgress, BatchResult
from briefing.batch import batch as run_batch
from briefing.cli.options import command, only_option, out_option
from briefing.cli.output import CommandOutput, print_findings, print_json, progress_bar
from briefing.errors import Finding, UsageError

_MAX_FINDINGS = 20
_MINUTE, _HOUR = 60, 3600


@command("briefing batch cities.csv mine --out output-cities --workers 4")
@click.argument("words", metavar="TABLE [PROJECT]", nargs=-1)
@out_option
@click.option("--query", default="", metavar="SQL", help="Rows from a database, in place of TABLE.")
@click.option("--url-env", default="", metavar="NAME", help="Environment variable with the database's URL.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; default: one for each processor.")
@click.option("--cluster", metavar="ADDRESS", help="Workers of a Dask scheduler, tcp://HOST:PORT; or local.")
@click.option("--timeout", type=float, metavar="SECONDS", help="For one edition; default: 600.")
@only_option
def batch(words: tuple[str, ...], output: CommandOutput, **options: Unpack[BatchKeywords]) -> int:
    """Build an edition for each row of a table.

    TABLE is a CSV, XLSX or Parquet file with any of the columns project, entity, period, language, theme, as_of,
    outputs, slug, and the project's parameters; an empty cell means the project's own value. PROJECT is the project of
    rows that name none. Unchanged editions are skipped, so the same command continues after an interruption. Failed
    rows are written to failures.csv, which can be given as TABLE once it is fixed; batch.json lists every row.
    """
    table, project = _table_and_project(words, bool(options.get("query")))
    if options.get("query") and not options.get("url_env"):
        raise UsageError("--query needs a database", fix="add --url-env with the variable that holds its URL")
    with _progress(silent=output.silent) as progress:
        done = run_batch(table, project, progress=progress, **options)
    _print_result(done, output)
    if click.get_current_context().params["debug"]:
        click.echo("".join(result.traceback for result in done.failures), err=True, nl=False)
    return done.exit_code


def _table_and_project(words: tuple[str, ...], query: bool) -> tuple[str | None, str | None]:
    """Return table and project; the default project is the current folder, if it is one."""
    remaining = list(words)
    table = None if query else remaining.pop(0) if remaining else ""
    if table == "" or len(remaining) > 1:
        raise UsageError(
            "a batch takes a table and a project", fix="briefing batch TABLE [PROJECT], or --query SQL [PROJECT]"
        )
    current = "." if Path("briefing.toml").is_file() else None
    return table, remaining[0] if remaining else current


@contextmanager
def _progress(*, silent: bool) -> Iterator[Callable[[BatchProgress], None] | None]:
    with progress_bar(silent=silent) as show:
        if show is None:
            yield None
            return
        show("0 done", 0, 0)
        yield lambda progress: show(_line(progress), progress.done, progress.total)


def _line(progress: BatchProgress) -> str:
    """Return `412/1,000, 3 failed, 5.1/s, about 2 min left`."""
    parts = [f"{progress.done:,}/{progress.total:,}"]
    parts += [f"{progress.failed:,} failed"] if progress.failed else []
    parts += [f"{progress.rate:.2g}/s"] if progress.rate else []
    parts += [f"about {_duration(progress.left)} left"] if progress.left else []
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.1f} h"


def _print_result(done: BatchResult, output: CommandOutput) -> None:
    progress = done.progress
    failures = [_with_line(done.table, result.line, found) for result in done.failures for found in result.faults]
    notices = list(dict.fromkeys(notice for result in done.results for notice in result.notices))
    if output.json:
        counts = {"built": progress.built, "unchanged": progress.unchanged, "failed": progress.failed}
        findings = [found.as_json() for found in (*failures, *notices)]
        print_json({**counts, "files": [str(path) for path in done.files], "findings": findings})
        return
    print_findings(failures[:_MAX_FINDINGS], machine=False)
    if not output.quiet:
        print_findings(notices, machine=False)
    if len(failures) > _MAX_FINDINGS:
        click.echo(f"and {len(failures) - _MAX_FINDINGS:,} more findings, in failures.csv", err=True)
    if not output.quiet:
        click.echo(f"{progress.built:,} built, {progress.unchanged:,} unchanged, {progress.failed:,} failed")
        for path in done.files:
            click.echo(str(path))


def _with_line(table: str, line: int, found: Finding) -> Finding:
    where = f"{table}, line {line}" + (f": {found.where}" if found.where else "")
    return Finding(where, found.what, found.fix, found.severity)
