"""The group of commands, and the options and arguments that several share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

import briefing
from briefing.errors import UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(briefing.__version__, message="%(prog)s %(version)s", prog_name="briefing")
def commands() -> None:
    """From an indicator dataset and a story to a slide deck, a PDF brief and an e-mail, every number sourced.

    Exit codes: 0 done, 1 errors in the input or the result, 2 wrong usage, 3 partly done, 130 interrupted.
    """


@commands.group()
def template() -> None:
    """Work with a company's template for slides."""


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
        def without_debug(*args: object, debug: bool, **options: object) -> int:
            del debug  # read by main, also if the command does not start
            return command(*args, **options)

        name = example.split()[1 if group is commands else 2]  # briefing build …, briefing deliveries list …
        return group.command(name, epilog=f"Example: {example}")(without_debug)

    return register


def project_folder(folder: str | None) -> Path:
    """Return the project's folder, by default the current one if it is a project."""
    if folder is None and not Path("briefing.toml").is_file():
        raise UsageError(
            "no project: the current folder has no briefing.toml",
            fix="name the project's folder, or make one with: briefing new my-briefing",
        )
    return Path(folder or ".")


def names(value: str | None) -> tuple[str, ...] | None:
    """Return the names in a comma-separated option."""
    return None if value is None else tuple(name.strip() for name in value.split(",") if name.strip())


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2025-12-31") from error


def _parameters(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for value in values:
        name, sign, words = value.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"{value!r} names no parameter; write it as client=Siemens")
        if name.strip() in parameters:
            raise click.BadParameter(f"{name.strip()!r} is given twice; give it once")
        parameters[name.strip()] = words
    return parameters


project_argument = click.argument("project", required=False, type=click.Path())
out_option = click.option("--out", default="output", show_default=True, type=click.Path(), help="Folder for the files.")
lang_option = click.option("--lang", metavar="en,…", help="Languages; default: those of briefing.toml.")
theme_option = click.option("--theme", metavar="NAME", help="Theme; default: that of briefing.toml.")
template_option = click.option(
    "--template", metavar="FILE.pptx", type=click.Path(), help="A company's template for the deck, or a .potx."
)
as_of_option = click.option("--as-of", metavar="DATE", callback=_date, help="Leave out what was published later.")
entity_option = click.option(
    "--entity", metavar="PLACE", help="The place of the edition; default: that of briefing.toml."
)
set_option = click.option(
    "--set", "parameters", metavar="NAME=WORDS", multiple=True, callback=_parameters,
    help="Value of one of [parameters]; may be repeated.",
)  # fmt: skip
