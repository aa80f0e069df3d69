"""The command explain, which builds an edition: proof and diff must not wait for what it imports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from briefing.cli.options import as_of_option, command, entity_option, project_folder
from briefing.cli.output import CommandOutput
from briefing.errors import UsageError
from briefing.explain import explain as find_explanations


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
