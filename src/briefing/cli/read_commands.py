"""Commands that only read: explain, proof, diff."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypedDict, Unpack

import click

from briefing.cli.options import as_of_option, command, entity_option, project_folder, strict_option
from briefing.cli.output import CommandOutput, print_findings
from briefing.diff import diff as compare
from briefing.errors import UsageError
from briefing.explain import explain as find_explanations
from briefing.proof.proof_report import proved


@command("briefing explain mine patents.multiple")
@click.argument("words", metavar="[PROJECT] WHAT", nargs=-1, required=True)
@click.option("--lang", metavar="en", help="Language; default: the first of briefing.toml.")
@as_of_option
@entity_option
def explain(
    words: tuple[str, ...], lang: str | None, as_of: dt.date | None, entity: str | None, output: CommandOutput
) -> int:
    """Explain a fact or a printed number.

    WHAT is a fact (patents.multiple) or a number as printed (5.5×). Prints its formula, its observations with their
    sources, and every place where it is printed.
    """
    if len(words) > 2:
        raise UsageError(f"{len(words)} arguments were given", fix="give at most a project and one fact or number")
    if len(words) == 1 and (Path(words[0]) / "briefing.toml").is_file():
        fix = f"add a fact or a number as printed: briefing explain {words[0]} WHAT"
        raise UsageError("a project was given, and nothing to explain", words[0], fix)
    folder = project_folder(words[0] if len(words) > 1 else None)
    found = find_explanations(folder, words[-1], lang=lang, as_of=as_of, entity=entity)
    output.show(
        [explanation.as_json() for explanation in found], "\n\n".join(str(explanation) for explanation in found)
    )
    return 0


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
    report = proved(files, **options)
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
