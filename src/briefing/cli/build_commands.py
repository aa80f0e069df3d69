"""Commands that write: build, new, gallery, refresh, template inspect."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

import briefing
from briefing.cli.options import (
    as_of_option,
    command,
    entity_option,
    lang_option,
    names,
    out_option,
    project_argument,
    project_folder,
    set_option,
    template,
    template_option,
    theme_option,
)
from briefing.cli.output import print_build, print_json, progress_bar
from briefing.outputs import OUTPUTS


@command("briefing build mine --out output --only deck,brief")
@project_argument
@out_option
@lang_option
@theme_option
@template_option
@click.option("--only", metavar=",".join(OUTPUTS), help="Outputs to write; default: all.")
@as_of_option
@entity_option
@click.option(
    "--previous", metavar="FILE", type=click.Path(), help="Ledger of the previous edition, to say what changed."
)
@set_option
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def build(
    project: str | None,
    out: str,
    lang: str | None,
    theme: str | None,
    template: str | None,
    only: str | None,
    as_of: dt.date | None,
    entity: str | None,
    previous: str | None,
    parameters: dict[str, str],
    strict: bool,
    json: bool,
    quiet: bool,
) -> int:
    """Build slide deck, PDF brief, e-mail and ledger.

    PROJECT is a folder with a briefing.toml, by default the current one. Prints the files it wrote. If anything is
    wrong, nothing is replaced.
    """
    with progress_bar(silent=quiet or json) as progress:
        built = briefing.build(
            project_folder(project),
            out,
            languages=names(lang),
            theme=theme,
            template=template,
            only=names(only),
            as_of=as_of,
            entity=entity,
            previous=previous,
            parameters=parameters or None,
            strict=strict,
            progress=progress,
        )
    print_build(built.files, built.findings, json=json, quiet=quiet)
    return 0


@command("briefing template inspect company.pptx", template)
@click.argument("file", metavar="FILE.pptx", type=click.Path())
@click.option("--out", metavar="FILE.toml", type=click.Path(), help="The mapping; default: next to the template.")
def inspect(file: str, out: str | None, json: bool, quiet: bool) -> int:
    """List which layouts of a template are used for which slides.

    The mapping file, company.layouts.toml, holds what a build chooses by itself, and the alternatives in comments. Edit
    it: a build uses the one next to the template.
    """
    from briefing.template_map import inspect as inspected

    path = inspected(file, out)
    if json:
        print_json({"files": [str(path)]})
    elif not quiet:
        click.echo(str(path))
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
    deck: str,
    project: str | None,
    out: str | None,
    theme: str | None,
    template: str | None,
    as_of: dt.date | None,
    parameters: dict[str, str],
    json: bool,
    quiet: bool,
) -> int:
    """Update the numbers of a deck that was edited by hand.

    Changes only what is bound to data: charts with their workbooks, numbers in text, table cells and notes. Writes a
    new file; prints what changed and what was left because somebody had rewritten or removed it.
    """
    from briefing.refresh import refresh as refreshed

    with progress_bar(silent=quiet or json) as progress:
        done = refreshed(
            deck, project_folder(project), out, as_of=as_of, theme=theme, template=template, parameters=parameters,
            progress=progress,
        )  # fmt: skip
    if json:
        print_json(done.as_json())
    elif not quiet:
        click.echo(str(done))
    return 0


@command("briefing new my-briefing")
@click.argument("folder", metavar="DIR", type=click.Path())
def new(folder: str, json: bool, quiet: bool) -> int:
    """Create a small project that builds at once."""
    from briefing.starter import start

    files = start(Path(folder))
    if json:
        print_json({"files": [str(path) for path in files]})
    elif not quiet:
        for path in files:
            click.echo(str(path))
        click.echo(f"next: briefing build {folder}")
    return 0


@command("briefing gallery --out output --theme ink,wine")
@out_option
@click.option("--theme", metavar="NAME,…", help="Themes by name, or theme files; default: all that come along.")
@template_option
def gallery(out: str, theme: str | None, template: str | None, json: bool, quiet: bool) -> int:
    """Show every kind of chart and every component.

    Builds one deck and one brief for each theme from made-up data, and prints the files it wrote.
    """
    from briefing.gallery import gallery as shown

    with progress_bar(silent=quiet or json) as progress:
        builds = shown(out, themes=names(theme), template=template, progress=progress)
    files = [path for built in builds for path in built.files]
    print_build(files, [found for built in builds for found in built.findings], json=json, quiet=quiet)
    return 0
