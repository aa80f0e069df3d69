"""The commands build and check."""

from __future__ import annotations

from typing import Unpack

from msgspec.structs import replace

import briefing
from briefing.cli.options import (
    as_of_option,
    command,
    entity_option,
    lang_option,
    only_option,
    out_option,
    period_option,
    previous_option,
    project_argument,
    project_folder,
    set_option,
    strict_option,
    template_option,
    theme_option,
)
from briefing.cli.output import CommandOutput, print_findings, progress_bar
from briefing.model.build_options import EditionKeywords
from briefing.pipeline.build import check_and_suggest


@command("briefing build mine --out output --only deck,brief")
@project_argument
@out_option
@lang_option
@theme_option
@template_option
@only_option
@as_of_option
@entity_option
@period_option
@previous_option
@set_option
@strict_option
def build(
    project: str | None, out: str, strict: bool, output: CommandOutput, **edition: Unpack[EditionKeywords]
) -> int:
    """Build slide deck, PDF brief, e-mail and ledger.

    PROJECT is a folder with a briefing.toml, by default the current one. Prints the files it wrote. If anything is
    wrong, nothing is replaced.
    """
    with progress_bar(silent=output.silent) as progress:
        built = briefing.build(project_folder(project), out, strict=strict, progress=progress, **edition)
    output.show_build(built.files, built.findings)
    return 0


@command("briefing check mine")
@project_argument
@lang_option
@theme_option
@template_option
@only_option
@as_of_option
@entity_option
@period_option
@previous_option
@set_option
@strict_option
def check(project: str | None, strict: bool, output: CommandOutput, **edition: Unpack[EditionKeywords]) -> int:
    """Find everything that a build would find; write nothing.

    Lists errors in the data and the story, what does not fit a slide or page, and what the proof finds, all at once. If
    no error is listed, the build passes.
    """
    findings = check_and_suggest(project_folder(project), **edition)
    if strict:
        stopping = ("error", "warning")
        findings = tuple(replace(one, severity="error") if one.severity in stopping else one for one in findings)
    shown = [finding for finding in findings if finding.severity == "error"] if output.quiet else findings
    if output.json or shown:
        print_findings(findings if output.json else shown, machine=output.json)
    if not output.json and all(finding.severity == "notice" for finding in findings):
        output.show([], "no errors and no warnings: a build will pass")
    return 1 if any(finding.severity == "error" for finding in findings) else 0
