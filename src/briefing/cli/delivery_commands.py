"""Commands of the operator: deliveries, schedule."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click

from briefing.cli.options import command, commands, project_argument, project_folder
from briefing.cli.output import CommandOutput
from briefing.cli.send_commands import log_option, print_dispatch, step_progress
from briefing.dispatch import actions, machine, view
from briefing.dispatch.context import open_context
from briefing.dispatch.delivery_log import people
from briefing.dispatch.models import State
from briefing.dispatch.schedule import SchedulerKind
from briefing.dispatch.scheduler_install import install_schedule
from briefing.dispatch.view import DeliveryDetail, DeliveryList
from briefing.errors import OutputError, UsageError
from briefing.pipeline.publish import publish
from briefing.read.report import suggest

by_option = click.option("--by", default="", metavar="NAME", help="Who decides; default: this process.")


@commands.group()
def deliveries() -> None:
    """List what was sent, and resolve what needs a decision."""


@commands.group()
def schedule() -> None:
    """List, pause and install schedules."""


@command("briefing deliveries list mine --state UNKNOWN", deliveries)
@project_argument
@click.option("--schedule", "name", default="", metavar="NAME", help="Of one schedule.")
@click.option("--state", metavar="STATE", help="In one state, as ACCEPTED, REFUSED or UNKNOWN.")
@click.option("--to", "address", default="", metavar="ADDRESS", help="To one address.")
@click.option("--last", default=50, show_default=True, metavar="COUNT", help="Number of the latest; 0 for all.")
def list_(project: str | None, name: str, state: str | None, address: str, last: int, output: CommandOutput) -> int:
    """List deliveries with their states."""
    states: dict[str, State] = {name_: name_ for name_ in get_args(State)}
    if state and state.upper() not in states:
        raise UsageError(f"there is no state {state!r}", "--state", suggest(state.upper(), states, "states"))
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        found = view.list_deliveries(
            db, name=name, state=states[state.upper()] if state else None, address=address, last=last
        )
        return _print_view(found, output)


@command("briefing deliveries show 3fa2c1 mine", deliveries)
@click.argument("key")
@project_argument
def show(key: str, project: str | None, output: CommandOutput) -> int:
    """Show one delivery with its history. KEY may be the beginning of its key."""
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        return _print_view(view.show_delivery(db, key), output)


@command("briefing deliveries resolve 3fa2c1 mine --confirm", deliveries)
@click.argument("key")
@project_argument
@click.option("--confirm", "decision", flag_value="confirm", help="It has arrived.")
@click.option("--resend", "decision", flag_value="resend", help="Send it again.")
@by_option
def resolve(key: str, project: str | None, decision: str | None, by: str, output: CommandOutput) -> int:
    """Decide a delivery whose state is UNKNOWN: the server may or may not have accepted it.

    With --resend the next tick sends the same message again, with the same Message-ID; the recipient may get two.
    """
    if decision is None:
        raise UsageError("nothing was decided", fix="add --confirm if it has arrived, or --resend")
    delivery = actions.resolve(project_folder(project), key, resend=decision == "resend", by=by)
    return _print_state(delivery.key, delivery.state, output)


@command("briefing deliveries resend 3fa2c1 mine", deliveries)
@click.argument("key")
@project_argument
@by_option
@log_option
def resend(key: str, project: str | None, by: str, log: bool, output: CommandOutput) -> int:
    """Send a new edition, built from current data, to a recipient whose delivery has ended."""
    with step_progress(log=log, silent=output.silent) as step:
        done = actions.resend(project_folder(project), key, by=by, step=step)
    return print_dispatch(done, output)


@command("briefing deliveries cancel 3fa2c1 mine", deliveries)
@click.argument("what")
@project_argument
@by_option
def cancel(what: str, project: str | None, by: str, output: CommandOutput) -> int:
    """Cancel what has not left yet.

    WHAT is the beginning of a delivery's key, or an edition that waits for approval: its name (slug.lang) or the
    beginning of its content hash.
    """
    cancelled = actions.cancel(project_folder(project), what, by=by)
    lines = [f"{delivery.key[:12]} {delivery.recipient.address}: {delivery.state}" for delivery in cancelled]
    output.show([{"what": delivery.key, "state": delivery.state} for delivery in cancelled], "\n".join(lines))
    return 0


@command("briefing deliveries bounce 3fa2c1 mine --why '550 no such user'", deliveries)
@click.argument("key")
@project_argument
@click.option("--why", required=True, metavar="TEXT", help="What the bounce says.")
@by_option
def bounce(key: str, project: str | None, why: str, by: str, output: CommandOutput) -> int:
    """Record that a message came back after the server had accepted it."""
    delivery = actions.bounce(project_folder(project), key, why, by)
    return _print_state(delivery.key, delivery.state, output)


@command("briefing deliveries suppress ada@example.org mine --why 'asked by phone'", deliveries)
@click.argument("address")
@project_argument
@click.option("--why", default="", metavar="TEXT", help="The reason.")
@click.option("--allow", is_flag=True, help="Remove it from the list.")
@by_option
def suppress(address: str, project: str | None, why: str, allow: bool, by: str, output: CommandOutput) -> int:
    """Send nothing more to an address, not even what is planned."""
    changed = actions.suppress(project_folder(project), address, why, allow=allow, by=by)
    state = f"{'gets mail again' if allow else 'gets no more mail'}{'' if changed else ', as before'}"
    output.show({"address": address, "allowed": allow, "changed": changed}, f"{address}: {state}")
    return 0


@command("briefing deliveries suppressed mine", deliveries)
@project_argument
def suppressed(project: str | None, output: CommandOutput) -> int:
    """List suppressed addresses with reason and date."""
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        entries = people.suppressions(db)
    found = [{"address": entry.address, "why": entry.why, "since": entry.at.isoformat()} for entry in entries]
    lines = [f"{entry.address}  since {entry.at:%Y-%m-%d}: {entry.why}" for entry in entries]
    output.show(found, "\n".join(lines) or "no address is suppressed")
    return 0


@command("briefing deliveries export mine --out deliveries.csv", deliveries)
@project_argument
@click.option("--out", metavar="FILE", type=click.Path(), help="A .csv or .json; default: CSV to stdout.")
def export(project: str | None, out: str | None, output: CommandOutput) -> int:
    """Export all deliveries as a table."""
    if out and not out.lower().endswith((".csv", ".json")):
        raise UsageError("it is neither a .csv nor a .json", out, "end its name with .csv or .json")
    as_json = output.json or bool(out and out.lower().endswith(".json"))
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        lines = view.export_json(db) if as_json else view.export_csv(db)
        if out is None:
            for line in lines:
                click.echo(line, nl=False)
            return 0
        written = _write(Path(out), lines)
    if not output.quiet:
        click.echo(str(written))
    return 0


@command("briefing deliveries page mine --out status.html", deliveries)
@project_argument
@click.option("--out", default="status.html", show_default=True, metavar="FILE", type=click.Path(), help="The page.")
def page(project: str | None, out: str, output: CommandOutput) -> int:
    """Write a page with alerts, next runs, last runs and recent events."""
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        outbox = "" if context.settings.mail.smtp else str(context.settings.folder / "outbox")
        html = view.render_page(db, context.settings.definitions, machine.now(), context.project.name, outbox)
    written = _write(Path(out), [html])
    output.show_files(written)
    return 0


@command("briefing schedule list mine", schedule)
@project_argument
def list_schedules(project: str | None, output: CommandOutput) -> int:
    """List each schedule with its next five runs."""
    with open_context(project_folder(project)) as context, context.log.reading() as db:
        schedules = view.list_schedules(context.settings.definitions, db, machine.now())
    output.show(
        [status.as_json() for status in schedules],
        "\n\n".join(str(status) for status in schedules)
        or "no schedules; write [schedules.monthly] into dispatch.toml",
    )
    return 0


@command("briefing schedule pause monthly mine --why 'editors are away'", schedule)
@click.argument("name")
@project_argument
@click.option("--why", default="by hand", metavar="TEXT", help="The reason.")
@by_option
def pause(name: str, project: str | None, why: str, by: str, output: CommandOutput) -> int:
    """Pause a schedule until it is resumed."""
    actions.pause(project_folder(project), name, why, by)
    return _print_state(name, "PAUSED", output)


@command("briefing schedule resume monthly mine", schedule)
@click.argument("name")
@project_argument
@by_option
def resume(name: str, project: str | None, by: str, output: CommandOutput) -> int:
    """Resume a schedule from now on; runs missed during the pause are not caught up."""
    actions.resume(project_folder(project), name, by)
    return _print_state(name, "RESUMED", output)


@command("briefing schedule install mine --systemd", schedule)
@project_argument
@click.option("--systemd", "kind", flag_value="systemd", help="A service and a timer of this user.")
@click.option("--cron", "kind", flag_value="cron", help="A line for crontab -e.")
@click.option("--windows", "kind", flag_value="windows", help="A task for the Windows Task Scheduler.")
@click.option("--minutes", default=5, show_default=True, metavar="COUNT", help="Interval of the tick.")
@click.option("--out", metavar="DIR", type=click.Path(), help="Folder for the files; default: where systemd looks.")
def install(
    project: str | None, kind: SchedulerKind | None, minutes: int, out: str | None, output: CommandOutput
) -> int:
    """Write the files with which cron, systemd or Windows calls briefing tick every few minutes.

    Prints the commands that enable them. The tick itself decides what is due.
    """
    if kind is None:
        fix = "add --windows" if sys.platform == "win32" else "add --systemd or --cron"
        raise UsageError("no scheduler was chosen", fix=fix)
    installed = install_schedule(project_folder(project), kind, sys.executable, minutes, Path(out) if out else None)
    output.show(installed.as_json(), installed)
    return 0


def _print_view(view: DeliveryDetail | DeliveryList, output: CommandOutput) -> int:
    output.show(view.as_json(), view)
    return 0


def _print_state(what: str, state: str, output: CommandOutput) -> int:
    output.show({"what": what, "state": state}, f"{what[:12] if len(what) == 64 else what}: {state}")
    return 0


def _write(path: Path, lines: Iterable[str]) -> Path:
    if path.is_dir():
        raise OutputError("a folder has the name of the file", str(path), "name a file with --out")
    return publish({path.name: (line.encode() for line in lines)}, path.parent)[0]
