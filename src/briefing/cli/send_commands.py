"""Commands that send: send, run, tick, approve."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypedDict, Unpack

import click

from briefing.cli.options import command, names_of, project_argument, project_folder
from briefing.cli.output import CommandOutput, print_findings, print_json, progress_bar
from briefing.dispatch import actions, manual
from briefing.dispatch.planner import StepCallback
from briefing.dispatch.results import DispatchResult
from briefing.dispatch.ticks import tick as run_tick
from briefing.errors import UsageError

log_option = click.option("--log", is_flag=True, help="Write each event to stderr, one line of JSON each.")
yes_option = click.option(
    "--yes", "confirmed", is_flag=True, help="Confirm sending to many more recipients than last time."
)


class RecipientArguments(TypedDict):
    """The options that say who gets it."""

    to: tuple[str, ...] | None
    name: str | None
    confirmed: bool


@command("briefing send mine --dry-run")
@project_argument
@click.option(
    "--to", metavar="GROUP,…", callback=names_of, help="Groups or addresses; default: those of dispatch.toml."
)
@click.option("--schedule", "name", metavar="NAME", help="With --dry-run: what this schedule would send now.")
@click.option("--dry-run", is_flag=True, help="Write the messages as .eml files; send and record nothing.")
@click.option("--to-me", is_flag=True, help="Send each edition to the owner alone.")
@click.option("--out", default="output/mail", show_default=True, type=click.Path(), help="Folder of a dry run's files.")
@yes_option
@log_option
def send(
    project: str | None, dry_run: bool, to_me: bool, out: str, log: bool, output: CommandOutput,
    **options: Unpack[RecipientArguments],
) -> int:  # fmt: skip
    """Build the edition and e-mail it now.

    Recipients and mail server are set in dispatch.toml; without a server the messages are written to a folder. Prints
    what became of each.
    """
    name, to = options["name"] or "", options["to"]
    if name and not dry_run:
        fix = f"add --dry-run; to send: briefing run {project or '.'} {name} --scheduled-for TIME"
        raise UsageError("--schedule goes with --dry-run", fix=fix)
    folder = project_folder(project)
    if to == ():
        fix = "name groups or addresses, or leave it out for those of dispatch.toml"
        raise UsageError("--to names no recipients", fix=fix)
    if dry_run:
        done = manual.dry_run(folder, out, name=name, to=to or (), confirmed=options["confirmed"])
    else:
        with step_progress(log=log, silent=output.silent) as step:
            done = manual.send(folder, to=to or (), confirmed=options["confirmed"], to_me=to_me, step=step)
    return print_dispatch(done, output)


@command("briefing run mine monthly --scheduled-for 2026-01-05T07:00+08:00")
@click.argument("words", metavar="[PROJECT] SCHEDULE", nargs=-1, required=True)
@click.option("--scheduled-for", "moment", metavar="TIME", required=True, help="When it was due, with an offset.")
@click.option("--rebuild", is_flag=True, help="Rebuild what waits for approval.")
@yes_option
@log_option
def run(words: tuple[str, ...], moment: str, rebuild: bool, confirmed: bool, log: bool, output: CommandOutput) -> int:
    """Run a schedule's occurrence at a given time.

    For orchestrators: the time that it was due is the edition's as-of date. Safe to repeat: what was sent is not sent
    again, what could not be built is built again.
    """
    if len(words) > 2:
        raise UsageError(f"{len(words)} arguments were given", fix="give at most a project and one schedule")
    folder = project_folder(words[0] if len(words) > 1 else None)
    with step_progress(log=log, silent=output.silent) as step:
        done = manual.run(folder, words[-1], _time(moment), confirmed=confirmed, rebuild=rebuild, step=step)
    return print_dispatch(done, output)


@command("briefing tick mine")
@project_argument
@click.option("--clock-is-right", is_flag=True, help="The clock was set by more than a day, and is right now.")
@log_option
def tick(project: str | None, clock_is_right: bool, log: bool, output: CommandOutput) -> int:
    """Do what is due now.

    To be called every few minutes by cron, a systemd timer or the Windows Task Scheduler (briefing schedule install).
    Missed runs are caught up as each schedule says; nothing is done twice.
    """
    with step_progress(log=log, silent=output.silent) as step:
        done = run_tick(project_folder(project), step=step, clock_is_right=clock_is_right)
    return print_dispatch(done, output)


@command("briefing approve example-city.en mine --by 'Chief editor'")
@click.argument("edition")
@project_argument
@click.option("--by", required=True, metavar="NAME", help="Who approves it.")
@click.option("--all", "approve_all", is_flag=True, help="Approve all contents if several wait under that name.")
def approve(edition: str, project: str | None, by: str, approve_all: bool, output: CommandOutput) -> int:
    """Approve an edition that waits for approval.

    EDITION is its name (slug.lang), the beginning of its content hash, or its .ledger.json. The approval holds for that
    content only. The next tick sends it.
    """
    approvals = actions.approve(project_folder(project), edition, by, approve_all=approve_all)
    output.show([approval.as_json() for approval in approvals], "\n".join(str(approval) for approval in approvals))
    return 0


def _time(text: str) -> dt.datetime:
    with suppress(ValueError, OverflowError):
        moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(dt.UTC)
    raise UsageError(f"{text!r} is not a time with an offset", fix="write it as 2026-01-05T07:00+08:00")


def print_dispatch(done: DispatchResult, output: CommandOutput) -> int:
    """Print the result of a command of dispatch; return its exit code."""
    if output.json:
        print_json(done.as_json())
    else:
        print_findings(
            [finding for finding in done.findings if finding.severity == "error" or not output.quiet], machine=False
        )
        if not output.quiet and str(done):
            click.echo(str(done))
    return done.exit_code


@contextmanager
def step_progress(*, log: bool, silent: bool) -> Iterator[StepCallback | None]:
    """Show progress by edition on a terminal; with `log` write each event to stderr as a line of JSON."""
    events, handler = logging.getLogger("briefing.dispatch"), logging.StreamHandler(sys.stderr)
    logging.getLogger("stamina").addHandler(logging.NullHandler())  # our own events record retries
    if log:
        events.addHandler(handler)
        events.setLevel(logging.INFO)
    try:
        with progress_bar(silent=silent) as progress:
            yield (lambda index, total: progress("edition", index, total)) if progress else None
    finally:
        events.removeHandler(handler)
