"""The commands gallery, refresh and template."""

from __future__ import annotations

from typing import Unpack

import click

from briefing import template_map
from briefing.cli.options import (
    as_of_option,
    command,
    commands,
    names_of,
    out_option,
    project_argument,
    project_folder,
    set_option,
    template_option,
    theme_option,
)
from briefing.cli.output import CommandOutput, print_findings, progress_bar
from briefing.gallery import gallery as build_gallery
from briefing.model.build_options import EditionKeywords
from briefing.refresh import refresh as refresh_deck


@commands.group()
def template() -> None:
    """Work with a company's template for slides."""


@command("briefing template inspect company.pptx", template)
@click.argument("file", metavar="FILE.pptx", type=click.Path())
@click.option("--out", metavar="FILE.toml", type=click.Path(), help="The mapping; default: next to the template.")
def inspect(file: str, out: str | None, output: CommandOutput) -> int:
    """List which layouts of a template are used for which slides.

    The mapping file, company.layouts.toml, holds what a build chooses by itself, and the alternatives in comments. Edit
    it: a build uses the one next to the template.
    """
    path = template_map.inspect(file, out)
    output.show_files(path)
    return 0


@command("briefing refresh edited.pptx mine --out october.pptx")
@click.argument("deck", metavar="DECK.pptx", type=click.Path())
@project_argument
@click.option("--out", metavar="FILE.pptx", type=click.Path(), help="File to write; default: DECK.refreshed.pptx.")
@theme_option
@template_option
@as_of_option
@set_option
def refresh(
    deck: str, project: str | None, out: str | None, output: CommandOutput, **edition: Unpack[EditionKeywords]
) -> int:
    """Update the numbers of a deck that was edited by hand.

    Changes only what is bound to data: charts with their workbooks, numbers in text, table cells and notes. Writes a
    new file; prints what changed and what was left because somebody had rewritten or removed it.
    """
    with progress_bar(silent=output.silent) as progress:
        done = refresh_deck(deck, project_folder(project), out, progress=progress, **edition)
    if not output.silent:
        print_findings(done.notices, machine=False)
    output.show(done.as_json(), done)
    return 0


@command("briefing gallery --out output --theme ink,wine")
@out_option
@click.option(
    "--theme",
    "themes",
    metavar="NAME,…",
    callback=names_of,
    help="Themes by name, or theme files; default: all that come along.",
)
@template_option
def gallery(out: str, themes: tuple[str, ...] | None, template: str | None, output: CommandOutput) -> int:
    """Show every kind of chart and every component.

    Builds one deck and one brief for each theme from made-up data, and prints the files it wrote.
    """
    with progress_bar(silent=output.silent) as progress:
        builds = build_gallery(out, themes=themes, template=template, progress=progress)
    files = [path for built in builds for path in built.files]
    output.show_build(files, [found for built in builds for found in built.findings])
    return 0
