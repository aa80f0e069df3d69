"""The command preview."""

from __future__ import annotations

import datetime as dt
import gc
import webbrowser

import click

from briefing.cli.options import as_of_option, command, entity_option, names_of, project_argument, project_folder
from briefing.cli.output import CommandOutput
from briefing.errors import UsageError, install
from briefing.model.build_options import BuildOptions


@command("briefing preview mine")
@project_argument
@click.option("--lang", metavar="en,…", callback=names_of, help="Languages; default: those of briefing.toml.")
@click.option("--theme", metavar="NAME", help="Theme in place of the project's.")
@as_of_option
@entity_option
@click.option("--port", type=click.IntRange(0, 65535), help="Port; default: the first free one from 8765.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def preview(
    project: str | None,
    lang: tuple[str, ...] | None,
    theme: str | None,
    as_of: dt.date | None,
    entity: str | None,
    port: int | None,
    opened: bool,
    output: CommandOutput,
) -> int:
    """Show slides, pages and letter while the story is written.

    A page for the browser is made again on each save, and reached from this machine alone, at the address that is
    printed. A story with faults leaves what was shown before, and lists them. Nothing is written. Ctrl-C ends it.
    """
    folder = project_folder(project)
    try:
        from briefing.preview.web_server import serve  # the extra preview
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("watchfiles", "starlette", "uvicorn")):
            raise
        raise UsageError("the preview is not installed", "", install("preview")) from None
    gc.enable()  # a server lives for hours

    def begun(address: str) -> None:
        output.show({"address": address}, address)
        if opened:
            webbrowser.open(address)

    serve(folder, BuildOptions(languages=lang, theme=theme, as_of=as_of, entity=entity), port, begun)
    return 0
