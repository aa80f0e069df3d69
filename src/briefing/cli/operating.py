"""Commands of the operator: deliveries, schedule."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from briefing.cli.options import command, commands, project_argument, project_folder
from briefing.cli.printing import print_json
from briefing.cli.sending import log_option, steps, tell_done
from briefing.errors import OutputError, UsageError

if TYPE_CHECKING:
    from briefing.dispatch.schedule import Kind
    from briefing.dispatch.view import Deliveries, Shown

by_option = click.option("--by", default="", metavar="NAME", help="Who decides it; default: this process.")


@commands.group()
def deliveries() -> None:
    """Look at what was sent, and decide what nobody else can."""


@commands.group()
def schedule() -> None:
    """See, pause and install schedules."""


@command("briefing deliveries list mine --state UNKNOWN", deliveries)
@project_argument
@click.option("--schedule", "name", default="", metavar="NAME", help="Of one schedule.")
@click.option("--state", metavar="STATE", help="In one state, as ACCEPTED, REFUSED or UNKNOWN.")
@click.option("--to", "address", default="", metavar="ADDRESS", help="To one address.")
@click.option("--last", default=50, show_default=True, metavar="COUNT", help="So many of the latest; 0: all.")
def listed(project: str | None, name: str, state: str | None, address: str, last: int, json: bool, quiet: bool) -> int:
    """List deliveries with their states."""
    from briefing.dispatch import view
    from briefing.dispatch.desk import desk
    from briefing.dispatch.nouns import State

    states: dict[str, State] = {one: one for one in get_args(State)}
    if state and state.upper() not in states:
        raise UsageError(f"there is no state {state!r}", fix=f"states: {', '.join(states)}")
    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        told = view.deliveries(
            db, name=name, state=states[state.upper()] if state else None, address=address, last=last
        )
        return _show(told, json=json, quiet=quiet)


@command("briefing deliveries show 3fa2c1 mine", deliveries)
@click.argument("key")
@project_argument
def show(key: str, project: str | None, json: bool, quiet: bool) -> int:
    """Show one delivery with all that happened to it. KEY may be the beginning of its key."""
    from briefing.dispatch import view
    from briefing.dispatch.desk import desk

    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        return _show(view.show(db, key), json=json, quiet=quiet)


@command("briefing deliveries resolve 3fa2c1 mine --confirm", deliveries)
@click.argument("key")
@project_argument
@click.option("--confirm", "decision", flag_value="confirm", help="It has arrived.")
@click.option("--resend", "decision", flag_value="resend", help="Send it once more.")
@by_option
def resolve(key: str, project: str | None, decision: str | None, by: str, json: bool, quiet: bool) -> int:
    """Decide a delivery of which nobody knows whether the server took it.

    With --resend the next tick sends the same message once more, with the same Message-ID; its recipient may get two.
    """
    from briefing.dispatch import decisions

    if decision is None:
        raise UsageError("nothing was decided", fix="add --confirm if it has arrived, or --resend")
    one = decisions.resolve(project_folder(project), key, resend=decision == "resend", by=by)
    return _decided(one.key, one.state, json=json, quiet=quiet)


@command("briefing deliveries resend 3fa2c1 mine", deliveries)
@click.argument("key")
@project_argument
@by_option
@log_option
def resend(key: str, project: str | None, by: str, log: bool, json: bool, quiet: bool) -> int:
    """Send a new edition, built from the data as they are now, to a recipient whose delivery has ended."""
    from briefing.dispatch import decisions

    with steps(log=log, silent=json or quiet) as step:
        done = decisions.resend(project_folder(project), key, by=by, step=step)
    return tell_done(done, json=json, quiet=quiet)


@command("briefing deliveries cancel 3fa2c1 mine", deliveries)
@click.argument("what")
@project_argument
@by_option
def cancel(what: str, project: str | None, by: str, json: bool, quiet: bool) -> int:
    """Call off what has not left yet.

    WHAT is the beginning of a delivery's key, or an edition that waits for its approval: its name (slug.lang) or the
    beginning of its content hash.
    """
    from briefing.dispatch import decisions

    told = decisions.cancel(project_folder(project), what, by=by)
    if json:
        print_json([{"what": one.key, "state": one.state} for one in told])
    elif not quiet:
        click.echo("\n".join(f"{one.key[:12]} {one.recipient.address}: {one.state}" for one in told))
    return 0


@command("briefing deliveries bounce 3fa2c1 mine --why '550 no such user'", deliveries)
@click.argument("key")
@project_argument
@click.option("--why", required=True, metavar="TEXT", help="What the bounce says.")
@by_option
def bounce(key: str, project: str | None, why: str, by: str, json: bool, quiet: bool) -> int:
    """Record that a message came back after the server had accepted it."""
    from briefing.dispatch import decisions

    one = decisions.bounced(project_folder(project), key, why, by)
    return _decided(one.key, one.state, json=json, quiet=quiet)


@command("briefing deliveries suppress ada@example.org mine --why 'asked by phone'", deliveries)
@click.argument("address")
@project_argument
@click.option("--why", default="", metavar="TEXT", help="Why it gets nothing.")
@click.option("--allow", is_flag=True, help="Take it off the list again.")
@by_option
def suppress(address: str, project: str | None, why: str, allow: bool, by: str, json: bool, quiet: bool) -> int:
    """Send nothing more to an address, not even what is planned."""
    from briefing.dispatch import decisions

    changed = decisions.suppress(project_folder(project), address, why, allow=allow, by=by)
    if json:
        print_json({"address": address, "allowed": allow, "changed": changed})
    elif not quiet:
        click.echo(
            f"{address}: {'gets mail again' if allow else 'gets nothing more'}{'' if changed else ', as before'}"
        )
    return 0


@command("briefing deliveries suppressed mine", deliveries)
@project_argument
def suppressed(project: str | None, json: bool, quiet: bool) -> int:
    """List the addresses that get nothing, why and since when."""
    from briefing.dispatch.desk import desk
    from briefing.dispatch.ledger import people

    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        told = people.suppressions(db)
    if json:
        print_json([{"address": one.address, "why": one.why, "since": one.at.isoformat()} for one in told])
    elif not quiet:
        lines = [f"{one.address}  since {one.at:%Y-%m-%d}: {one.why}" for one in told]
        click.echo("\n".join(lines) or "nobody; every address may be written to")
    return 0


@command("briefing deliveries export mine --out deliveries.csv", deliveries)
@project_argument
@click.option("--out", metavar="FILE", type=click.Path(), help="A .csv or .json; default: CSV to stdout.")
def export(project: str | None, out: str | None, json: bool, quiet: bool) -> int:
    """Write all deliveries as a table."""
    from briefing.dispatch import view
    from briefing.dispatch.desk import desk

    as_json = json or bool(out and out.endswith(".json"))
    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        lines = view.export_json(db) if as_json else view.export_csv(db)
        if out is None:
            for line in lines:
                click.echo(line, nl=False)
            return 0
        written = _written(Path(out), "".join(lines))
    if not quiet:
        click.echo(str(written))
    return 0


@command("briefing deliveries page mine --out status.html", deliveries)
@project_argument
@click.option("--out", default="status.html", show_default=True, metavar="FILE", type=click.Path(), help="The page.")
def page(project: str | None, out: str, json: bool, quiet: bool) -> int:
    """Write a page that shows what needs attention, what is due next and how the last runs went."""
    from briefing.dispatch import machine, view
    from briefing.dispatch.desk import desk

    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        outbox = "" if at.settings.mail.smtp else str(at.settings.folder / "outbox")
        html = view.page(db, at.settings.definitions, machine.now(), at.project.name, outbox)
    written = _written(Path(out), html)
    if json:
        print_json({"files": [str(written)]})
    elif not quiet:
        click.echo(str(written))
    return 0


@command("briefing schedule list mine", schedule)
@project_argument
def coming(project: str | None, json: bool, quiet: bool) -> int:
    """Show each schedule with its next five runs."""
    from briefing.dispatch import machine, view
    from briefing.dispatch.desk import desk

    with desk(project_folder(project)) as at, at.ledger.reading() as db:
        told = view.coming(at.settings.definitions, db, machine.now())
    if json:
        print_json([one.as_json() for one in told])
    elif not quiet:
        click.echo(
            "\n\n".join(str(one) for one in told) or "no schedules; write [schedules.monthly] into dispatch.toml"
        )
    return 0


@command("briefing schedule pause monthly mine --why 'editors are away'", schedule)
@click.argument("name")
@project_argument
@click.option("--why", default="by hand", metavar="TEXT", help="Why it pauses.")
@by_option
def pause(name: str, project: str | None, why: str, by: str, json: bool, quiet: bool) -> int:
    """Let a schedule rest until it is resumed."""
    from briefing.dispatch import decisions

    decisions.pause(project_folder(project), name, why, by)
    return _decided(name, "PAUSED", json=json, quiet=quiet)


@command("briefing schedule resume monthly mine", schedule)
@click.argument("name")
@project_argument
@by_option
def resume(name: str, project: str | None, by: str, json: bool, quiet: bool) -> int:
    """Let a schedule go on from now; what fell into the pause is not caught up."""
    from briefing.dispatch import decisions

    decisions.resume(project_folder(project), name, by)
    return _decided(name, "RESUMED", json=json, quiet=quiet)


@command("briefing schedule install mine --systemd", schedule)
@project_argument
@click.option("--systemd", "kind", flag_value="systemd", help="A service and a timer of this user.")
@click.option("--cron", "kind", flag_value="cron", help="A line for crontab -e.")
@click.option("--windows", "kind", flag_value="windows", help="A task for the Windows Task Scheduler.")
@click.option("--minutes", default=5, show_default=True, metavar="COUNT", help="How often it rings.")
@click.option("--out", metavar="DIR", type=click.Path(), help="Folder for the files; default: where systemd looks.")
def install(project: str | None, kind: Kind | None, minutes: int, out: str | None, json: bool, quiet: bool) -> int:
    """Write the alarm clock that calls briefing tick every few minutes.

    Prints what is left to do by hand. When something is due is decided by the tick.
    """
    from briefing.dispatch.alarm import installed

    if kind is None:
        raise UsageError("no kind of alarm clock was chosen", fix="add --systemd, --cron or --windows")
    told = installed(project_folder(project), kind, sys.executable, minutes, Path(out) if out else None)
    if json:
        print_json(told.as_json())
    elif not quiet:
        click.echo(str(told))
    return 0


def _show(told: Shown | Deliveries, *, json: bool, quiet: bool) -> int:
    if json:
        print_json(told.as_json())
    elif not quiet:
        click.echo(str(told))
    return 0


def _decided(what: str, state: str, *, json: bool, quiet: bool) -> int:
    if json:
        print_json({"what": what, "state": state})
    elif not quiet:
        click.echo(f"{what[:12] if len(what) == 64 else what}: {state}")
    return 0


def _written(path: Path, text: str) -> Path:
    from briefing.staging import put_in_place

    if path.is_dir():
        raise OutputError("a folder has the name of the file", str(path), "name a file with --out")
    return put_in_place({path.name: text.encode()}, path.parent)[0]
