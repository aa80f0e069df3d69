"""The command new, which copies files alone: it must not wait for what a build imports."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.options import command
from briefing.cli.output import CommandOutput
from briefing.starter import start


@command("briefing new my-briefing")
@click.argument("folder", metavar="DIR", type=click.Path())
def new(folder: str, output: CommandOutput) -> int:
    """Create a small project that builds at once."""
    output.show_files(*start(Path(folder)))
    if not output.silent:
        click.echo(f"next: briefing build {folder}")
    return 0
