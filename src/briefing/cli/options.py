"""The group of commands, and the options and arguments that several share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

import briefing
from briefing.cli.output import CommandOutput
from briefing.errors import InputError, UsageError
from briefing.model.moment import day_or_moment
from briefing.model.period_choice import PeriodChoice, parse_choice
from briefing.model.period_notation import NotationError
from briefing.pipeline.outputs import DEFAULT, OUTPUTS

# Command: the module that defines it, and its help in one line.
COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "approve": ("send_commands", "Approve an edition that waits for approval."),
    "batch": ("batch_command", "Build an edition for each row of a table."),
    "build": ("build_commands", "Build slide deck, PDF brief, e-mail and ledger."),
    "check": ("build_commands", "Find everything that a build would find; write nothing."),
    "deliveries": ("delivery_commands", "List what was sent, and resolve what needs a decision."),
    "diff": ("read_commands", "Compare two editions."),
    "draft": ("draft_commands", "Draft a project from a table, and build it."),
    "explain": ("explain_command", "Explain a fact or a printed number."),
    "gallery": ("project_commands", "Show every kind of chart and every component."),
    "help": ("help_command", "Explain stories, settings, tables, commands and the proof, with examples."),
    "insights": ("insight_commands", "List what the data of a project say."),
    "mcp": ("mcp_command", "Let an assistant work on a project, over the Model Context Protocol."),
    "new": ("new_command", "Create a small project that builds at once."),
    "preview": ("preview_command", "Show slides, pages and letter while the story is written."),
    "proof": ("read_commands", "Read finished files back and list what is wrong with them."),
    "refresh": ("project_commands", "Update the numbers of a deck that was edited by hand."),
    "run": ("send_commands", "Run a schedule's occurrence at a given time."),
    "schedule": ("delivery_commands", "List, pause and install schedules."),
    "schema": ("schema_command", "Write the JSON Schema of a project's stories, for editors."),
    "send": ("send_commands", "Build the edition and e-mail it now."),
    "template": ("project_commands", "Work with a company's template for slides."),
    "tick": ("send_commands", "Do what is due now."),
}


class LazyGroup(click.Group):
    """Imports the module of a command when the command is used: `build` must not wait for what `send` imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, which its module registers."""
        if cmd_name in COMMANDS:
            import_module(f"briefing.cli.{COMMANDS[cmd_name][0]}")
        return super().get_command(ctx, cmd_name)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, or an option, without importing the commands, which took a second."""
        fitting = {name: summary for name, (_, summary) in COMMANDS.items() if name.startswith(incomplete)}
        known = [click.Command(name, help=summary) for name, summary in fitting.items()]
        items = [CompletionItem(one.name, help=one.get_short_help_str()) for one in known]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(briefing.__version__, message="%(prog)s %(version)s", prog_name="briefing")
def commands() -> None:
    """From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number sourced.

    Exit codes: 0 done, 1 errors in the input or the result, 2 wrong usage, 3 partly done, 130 interrupted.
    """


def command(example: str, group: click.Group = commands) -> Callable[[Callable[..., int]], click.Command]:
    """Register a command with an example in its help, --json, --quiet and --debug."""

    def register(command: Callable[..., int]) -> click.Command:
        for name, about in (
            ("--debug", "Show tracebacks."),
            ("--quiet", "Print errors only."),
            ("--json", "Print results and errors as JSON, to stdout."),
        ):
            command = click.option(name, is_flag=True, help=about)(command)

        @wraps(command)
        def with_output(*args: object, debug: bool, json: bool, quiet: bool, **options: object) -> int:
            del debug  # read by main, also if the command does not start
            return command(*args, output=CommandOutput(json, quiet), **options)

        name = example.split()[1 if group is commands else 2]  # briefing build …, briefing deliveries list …
        return group.command(name, epilog=f"Example: {example}")(with_output)

    return register


def project_folder(folder: str | None) -> Path:
    """Return the project's folder, by default the current one if it is a project."""
    if folder is None and not Path("briefing.toml").is_file():
        raise UsageError(
            "no project: the current folder has no briefing.toml",
            fix="name the project's folder, or make one with: briefing new my-briefing",
        )
    path = Path(folder or ".")
    if not path.exists():
        raise InputError(
            "there is no such folder", str(path), f"correct the name, or make one with: briefing new {path}"
        )
    if not (path / "briefing.toml").exists():
        fix = "name the folder that holds a briefing.toml, or make one with: briefing new my-briefing"
        raise InputError("it is no project: it has no briefing.toml", str(path), fix)
    return path


def names_of(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Return the names in a comma-separated option."""
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return day_or_moment(value) if value else None
    except NotationError as error:
        raise UsageError(str(error), "--as-of", error.fix) from error


def _period(_context: click.Context, _option: click.Parameter, value: str | None) -> PeriodChoice | None:
    try:
        return parse_choice(value) if value else None
    except NotationError as error:
        raise UsageError(str(error), "--period", error.fix) from error


def _parameters(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for value in values:
        name, sign, words = value.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"{value!r} names no parameter", "--set", f"write it as {name.strip() or 'client'}=WORDS")
        if name.strip() in parameters:
            raise UsageError(f"{name.strip()!r} is given twice", "--set", "give it once")
        parameters[name.strip()] = words
    return parameters or None


def _outputs_for(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[str]:
    """Return what a shell may put in place of the last of several outputs."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in OUTPUTS if name.startswith(last)]


project_argument = click.argument("project", required=False, type=click.Path())
out_option = click.option("--out", default="output", show_default=True, type=click.Path(), help="Folder for the files.")
lang_option = click.option(
    "--lang", "languages", metavar="en,…", callback=names_of, help="Languages; default: those of briefing.toml."
)
only_option = click.option(
    "--only", metavar=",".join(OUTPUTS), callback=names_of, shell_complete=_outputs_for,
    help=f"Outputs; default: {','.join(DEFAULT)}.",
)  # fmt: skip
previous_option = click.option(
    "--previous", metavar="FILE", type=click.Path(), help="Ledger of the previous edition, to say what changed."
)
theme_option = click.option("--theme", metavar="NAME", help="Theme; default: that of briefing.toml.")
template_option = click.option(
    "--template", metavar="FILE.pptx", type=click.Path(), help="A company's template for the deck, or a .potx."
)
as_of_option = click.option("--as-of", metavar="DATE", callback=_date, help="Leave out what was published later.")
period_option = click.option(
    "--period", metavar="FIRST-LAST", callback=_period,
    help="Its periods: 2014-2023, \"2024-01 to 2026-05\", 2024-01 (to the newest), \"last 24 months\".",
)  # fmt: skip
entity_option = click.option(
    "--entity", metavar="PLACE", help="The place of the edition; default: that of briefing.toml."
)
set_option = click.option(
    "--set", "parameters", metavar="NAME=WORDS", multiple=True, callback=_parameters,
    help="Value of one of [parameters]; may be repeated.",
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
