"""The command of many editions: batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.options import command, names, out_option
from briefing.cli.printing import print_findings, print_json, progress_bar
from briefing.errors import Finding, UsageError
from briefing.outputs import OUTPUTS

if TYPE_CHECKING:
    from briefing.batch import Done, Tally

_SHOWN = 20
_MINUTE, _HOUR = 60, 3600


@command("briefing batch cities.csv mine --out output-cities --workers 4")
@click.argument("words", metavar="TABLE [PROJECT]", nargs=-1)
@out_option
@click.option("--query", default="", metavar="SQL", help="Rows from a database, in place of TABLE.")
@click.option("--url-env", default="", metavar="NAME", help="Environment variable with the database's URL.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; default: one for each processor.")
@click.option("--cluster", metavar="ADDRESS", help="Workers of a Dask scheduler, tcp://HOST:PORT; or local.")
@click.option("--timeout", type=float, metavar="SECONDS", help="For one edition; default: 600.")
@click.option("--only", metavar=",".join(OUTPUTS), help="Outputs of rows that name none; default: all.")
def batch(
    words: tuple[str, ...],
    out: str,
    query: str,
    url_env: str,
    workers: int | None,
    cluster: str | None,
    timeout: float | None,
    only: str | None,
    json: bool,
    quiet: bool,
) -> int:
    """Build an edition for each row of a table.

    TABLE is a CSV, XLSX or Parquet file with any of the columns project, entity, period, language, theme, as_of,
    outputs, slug, and the project's parameters; an empty cell means the project's own. PROJECT is that of rows that
    name none. What is there and unchanged is skipped, so the same command goes on after an interruption. What fails
    stands in failures.csv, which can be given as TABLE when it is mended; batch.json tells of every row.
    """
    from briefing.batch import batch as batched

    table, project = _words(words, bool(query))
    if query and not url_env:
        raise UsageError("--query needs a database", fix="add --url-env with the variable that holds its URL")
    with _progress(silent=quiet or json) as progress:
        done = batched(
            table, project, out, query=query, url_env=url_env, workers=workers, cluster=cluster, timeout=timeout,
            only=names(only), progress=progress,
        )  # fmt: skip
    _tell(done, json=json, quiet=quiet)
    if click.get_current_context().params["debug"]:
        click.echo("".join(result.traceback for result in done.failures), err=True, nl=False)
    return done.exit_code


def _words(words: tuple[str, ...], query: bool) -> tuple[str | None, str | None]:
    """The arguments → table and project; without a project the current folder, if it is one."""
    given = list(words)
    table = None if query else given.pop(0) if given else ""
    if table == "" or len(given) > 1:
        raise UsageError(
            "a batch takes a table and a project", fix="briefing batch TABLE [PROJECT], or --query SQL [PROJECT]"
        )
    here = "." if Path("briefing.toml").is_file() else None
    return table, given[0] if given else here


@contextmanager
def _progress(*, silent: bool) -> Iterator[Callable[[Tally], None] | None]:
    with progress_bar(silent=silent) as show:
        if show is None:
            yield None
            return
        show("0 done", 0, 0)
        yield lambda tally: show(_line(tally), tally.done, tally.total)


def _line(tally: Tally) -> str:
    """How far it is → `412/1,000, 3 failed, 5.1/s, about 2 min left`."""
    parts = [f"{tally.done:,}/{tally.total:,}"]
    parts += [f"{tally.failed:,} failed"] if tally.failed else []
    parts += [f"{tally.rate:.2g}/s"] if tally.rate else []
    parts += [f"about {_duration(tally.left)} left"] if tally.left else []
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.1f} h"


def _tell(done: Done, *, json: bool, quiet: bool) -> None:
    tally = done.tally
    failures = [_placed(done.table, result.line, found) for result in done.failures for found in result.faults]
    if json:
        counts = {"built": tally.built, "unchanged": tally.unchanged, "failed": tally.failed}
        told = [found.as_json() for found in failures]
        print_json({**counts, "files": [str(path) for path in done.files], "findings": told})
        return
    print_findings(failures[:_SHOWN], machine=False)
    if len(failures) > _SHOWN:
        click.echo(f"and {len(failures) - _SHOWN:,} more findings, in failures.csv", err=True)
    if not quiet:
        click.echo(f"{tally.built:,} built, {tally.unchanged:,} unchanged, {tally.failed:,} failed")
        for path in done.files:
            click.echo(str(path))


def _placed(table: str, line: int, found: Finding) -> Finding:
    where = f"{table}, line {line}" + (f": {found.where}" if found.where else "")
    return Finding(where, found.what, found.fix, found.severity)
