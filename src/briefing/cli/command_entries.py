"""Entries of the commands and of their exit codes, for the reference."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

import click

from briefing.cli.options import COMMANDS, commands
from briefing.errors import UsageError
from briefing.reference.reference_entry import Entry, Example, ReferenceTopic

EXIT_CODES: Final[Mapping[int, str]] = {
    0: "Done; warnings may be printed.",
    1: "Errors in the input or the result; nothing was replaced.",
    2: "Wrong usage: an argument that is none, or two that exclude each other.",
    3: "Partly done: a batch or a dispatch with failures, or with what is still to be done.",
    130: "Interrupted.",
}
# What gives each code, in the folder of a project from `briefing new mine`.
_ENDS: Final[Mapping[int, str]] = {
    0: "briefing check mine",
    1: "briefing check nowhere",
    2: "briefing build mine --only nothing",
    3: "briefing batch failing.csv mine --workers 1",
    130: "Ctrl-C",
}
INTRODUCTION: Final = """\
Every command has `--help`, `--json` (results and errors as JSON, to stdout), `--quiet` (errors only) and `--debug`
(tracebacks). PROJECT is a folder with a briefing.toml; without it, the current one. Colour follows NO_COLOR.
"""
_COMMON: Final = ("--debug", "--quiet", "--json", "--help", "-h")


def entries() -> tuple[Entry, ...]:
    """Return the entries of all commands, those of groups too, and of the exit codes."""
    found = [entry for name in COMMANDS for entry in _of(name)]
    codes = [
        Entry(f"exit {code}", f"exit code {code}", about, examples=(Example(_ENDS[code], "sh"),))
        for code, about in EXIT_CODES.items()
    ]
    return (*found, *codes)


def _of(name: str) -> Iterator[Entry]:
    context = click.Context(commands, info_name="briefing")
    try:
        command = commands.get_command(context, name)
    except UsageError as error:  # an extra is not installed
        yield Entry(name, f"briefing {name}", COMMANDS[name][1], (("needs", error.findings[0].fix),))
        return
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield _entry(f"{name} {inner.name}", inner)
    elif command is not None:
        yield _entry(name, command)


def _entry(name: str, command: click.Command) -> Entry:
    context = click.Context(command, info_name=f"briefing {name}")
    example = (command.epilog or "").removeprefix("Example: ")
    about = " ".join(textwrap.dedent(command.help or "").split())
    usage = f"briefing {name} {' '.join(command.collect_usage_pieces(context))}"
    return Entry(name, usage, about, tuple(_options(command, context)), (Example(example, "sh"),) if example else ())


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for option in command.params:
        record = option.get_help_record(context)
        if record and record[1] and not set(option.opts) & set(_COMMON):
            yield record[0], " ".join(record[1].split())


COMMANDS_TOPIC: Final = ReferenceTopic(
    "commands", "every command, its options and the exit codes", entries, INTRODUCTION, slow=True
)
