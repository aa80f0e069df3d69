"""The command insights."""

from __future__ import annotations

import click

from briefing import read
from briefing.cli.options import command, project_argument, project_folder
from briefing.cli.output import CommandOutput
from briefing.draft.insights.finding import insights as find_insights
from briefing.draft.insights.listing import listed


@command("briefing insights mine")
@project_argument
@click.option("--all", "every", is_flag=True, help="Also those that repeat a better one, and more than a draft needs.")
def insights(project: str | None, every: bool, output: CommandOutput) -> int:
    """List what the data of a project say.

    Each with its score from 0 to 1, its type, the numbers behind it, and the condition that states it in a story. The
    condition is true of today's data; nothing is found across a break that forbids comparing.
    """
    loaded = read.project(project_folder(project))
    found = listed(loaded, find_insights(loaded, all=every))
    output.show([item.as_json() for item in found], "\n".join(map(str, found)) or "nothing was found")
    return 0
