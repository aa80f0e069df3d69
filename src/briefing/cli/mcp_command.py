"""The command mcp."""

from __future__ import annotations

import gc

import click

from briefing.cli.options import command, project_argument, project_folder
from briefing.cli.output import CommandOutput
from briefing.errors import UsageError, install


@command("briefing mcp mine --write")
@project_argument
@click.option("--write", is_flag=True, help="Let the assistant change the stories, and write the files of an edition.")
def mcp(project: str | None, write: bool, output: CommandOutput) -> int:
    """Let an assistant work on a project, over the Model Context Protocol.

    A client of the protocol starts this command and talks to it over standard input and output; docs/assistants.md has
    the lines for its configuration file. The assistant reads facts, insights and stories, and cannot type a number.
    Without --write it changes nothing.
    """
    del output  # the protocol has standard output
    gc.enable()  # a server lives for hours
    folder = project_folder(project)
    try:
        from briefing.assistant.protocol_server import run  # the extra mcp, and a second of imports
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("mcp", "anyio")):
            raise
        raise UsageError("the Model Context Protocol is not installed", "", install("mcp")) from None
    run(folder, write=write)
    return 0
