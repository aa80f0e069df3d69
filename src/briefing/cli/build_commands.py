"""The commands build and check."""

from __future__ import annotations

import datetime as dt

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
    template_option,
    theme_option,
)
from briefing.cli.output import print_build, print_findings, progress_bar
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


@command("briefing check mine")
@project_argument
@lang_option
@theme_option
@template_option
@click.option("--only", metavar=",".join(OUTPUTS), help="Outputs to look at; default: all.")
@as_of_option
@entity_option
@click.option("--previous", metavar="FILE", type=click.Path(), help="Ledger of the previous edition.")
@set_option
def check(
    project: str | None,
    lang: str | None,
    theme: str | None,
    template: str | None,
    only: str | None,
    as_of: dt.date | None,
    entity: str | None,
    previous: str | None,
    parameters: dict[str, str],
    json: bool,
    quiet: bool,
) -> int:
    """Find everything that a build would find; write nothing.

    Lists errors in the data and the story, what does not fit a slide or page, and what the proof finds, all at once. If
    no error is listed, the build passes.
    """
    findings = briefing.check(
        project_folder(project), languages=names(lang), theme=theme, only=names(only), as_of=as_of, entity=entity,
        template=template, previous=previous, parameters=parameters,
    )  # fmt: skip
    wrong = any(finding.severity == "error" for finding in findings)
    if json or findings:
        print_findings(findings, machine=json)
    elif not quiet:
        click.echo("no mismatches")
    return 1 if wrong else 0
