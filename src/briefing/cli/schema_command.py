"""The command schema, which writes what editors complete and explain a project's stories by."""

from __future__ import annotations

from pathlib import Path

import click

from briefing import read
from briefing.cli.options import command, project_argument, project_folder
from briefing.cli.output import CommandOutput
from briefing.project_schema import LINE, stories_without_line, write_schema


@command("briefing schema mine")
@project_argument
@click.option("--out", metavar="FILE.json", type=click.Path(), help="File; default: story.schema.json in the project.")
def schema(project: str | None, out: str | None, output: CommandOutput) -> int:
    """Write the JSON Schema of a project's stories, for editors.

    It has the project's own names: an editor with a YAML language server completes and explains every key, short names,
    places and sources. Run it again after a change of [facts] or of the data.
    """
    root = project_folder(project)
    path = write_schema(root, Path(out) if out else None)
    output.show_files(path)
    lacking = stories_without_line(read.project(root))
    if lacking and not output.silent:
        click.echo(f"for editors, put this line at the head of {', '.join(lacking)}: {LINE.strip()}")
    return 0
