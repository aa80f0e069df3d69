"""Commands that only read: check, explain, proof, diff."""

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
    project_argument,
    project_folder,
    set_option,
    template_option,
    theme_option,
)
from briefing.cli.output import print_findings, print_json
from briefing.errors import UsageError
from briefing.outputs import OUTPUTS


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


@command("briefing explain mine patents.multiple")
@click.argument("words", metavar="[PROJECT] WHAT", nargs=-1, required=True)
@click.option("--lang", metavar="en", help="Language; default: the first of briefing.toml.")
@as_of_option
@entity_option
def explain(
    words: tuple[str, ...], lang: str | None, as_of: dt.date | None, entity: str | None, json: bool, quiet: bool
) -> int:
    """Explain a fact or a printed number.

    WHAT is a fact (patents.multiple) or a number as printed (5.5×). Prints its formula, its observations with their
    sources, and every place where it is printed.
    """
    from briefing.explain import explain as explained

    if len(words) > 2:
        raise UsageError(f"{len(words)} arguments were given", fix="give at most a project and one fact or number")
    folder = project_folder(words[0] if len(words) > 1 else None)
    found = explained(folder, words[-1], lang=lang, as_of=as_of, entity=entity)
    if json:
        print_json([explanation.as_json() for explanation in found])
    elif not quiet:
        click.echo("\n\n".join(str(explanation) for explanation in found))
    return 0


@command("briefing proof output/example-city.en.pptx output/example-city.en.pdf --full --html proof.html")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--ledger", metavar="FILE", type=click.Path(), help="The ledger; default: the one next to each file.")
@click.option(
    "--project", metavar="DIR", type=click.Path(), help="The dataset; default: the current folder, if a project."
)
@click.option("--full", is_flag=True, help="Render slides and pages too.")
@click.option("--html", metavar="FILE", type=click.Path(), help="Write the proof page, of one edition.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def proof(
    files: tuple[str, ...],
    ledger: str | None,
    project: str | None,
    full: bool,
    html: str | None,
    strict: bool,
    json: bool,
    quiet: bool,
) -> int:
    """Read finished files back and list what is wrong with them.

    FILE is a deck, a brief, a letter, a ledger, which represents its edition, or a folder of them. Numbers are traced
    to the ledger and, with the dataset, recalculated from its cells; words, layout, package and tags are checked. The
    exit code is 1 if anything is an error.
    """
    from briefing.proof.report import proved

    report = proved(files, ledger=ledger, project=project, full=full, html=html)
    if json:
        print_json([found.as_json() for found in report.findings])
    elif not quiet:
        click.echo(str(report))
    return 1 if report.failed(strict=strict) else 0


@command("briefing diff old/example-city.en.ledger.json output/example-city.en.pdf")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
def diff(old: str, new: str, json: bool, quiet: bool) -> int:
    """Compare two editions.

    OLD and NEW are ledgers, decks or briefs, also of different kinds: numbers with the reason why they changed, claims
    and sources.
    """
    from briefing.diff import diff as compared

    comparison = compared(old, new)
    if json:
        print_json(comparison.as_json())
    elif not quiet:
        print_findings(comparison.warnings, machine=False)
        click.echo(str(comparison))
    return 0
