"""Commands that only read finished files: proof, diff."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from briefing.cli.options import command, strict_option
from briefing.cli.output import CommandOutput, print_findings
from briefing.diff import diff as compare
from briefing.pipeline.outputs import READERS
from briefing.proof.proof_report import proved


class ProofArguments(TypedDict):
    """The options of a proof, by their names in `proved`."""

    ledger: str | None
    project: str | None
    full: bool
    html: str | None


@command("briefing proof output/example-city.en.pptx output/example-city.en.pdf --full --html proof.html")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--ledger", metavar="FILE", type=click.Path(), help="The ledger; default: the one next to each file.")
@click.option(
    "--project", metavar="DIR", type=click.Path(), help="The dataset; default: the current folder, if a project."
)
@click.option("--full", is_flag=True, help="Render slides and pages too.")
@click.option("--html", metavar="FILE", type=click.Path(), help="Write the proof page, of one edition.")
@strict_option
def proof(files: tuple[str, ...], strict: bool, output: CommandOutput, **options: Unpack[ProofArguments]) -> int:
    """Read finished files back and list what is wrong with them.

    FILE is a deck, a brief, a letter, a ledger, which represents its edition, or a folder of them. Numbers are traced
    to the ledger and, with the dataset, recalculated from its cells; words, layout, package and tags are checked. The
    exit code is 1 if anything is an error.
    """
    report = proved(files, readers=READERS, **options)
    output.show([found.as_json() for found in report.findings], report)
    return 1 if report.failed(strict=strict) else 0


@command("briefing diff old/example-city.en.ledger.json output/example-city.en.pdf")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
def diff(old: str, new: str, output: CommandOutput) -> int:
    """Compare two editions.

    OLD and NEW are ledgers, decks or briefs, also of different kinds: numbers with the reason why they changed, claims
    and sources.
    """
    comparison = compare(old, new)
    if not output.silent:
        print_findings(comparison.warnings, machine=False)
    output.show(comparison.as_json(), comparison)
    return 0
