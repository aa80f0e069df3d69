"""What a check finds on a page, found once for pages that are alike in all that the check looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from briefing.proof.findings import Findings
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.reuse import reused


def found_on(
    parsed: ParsedFile, page: Page, kind: str, inputs: Sequence[object], check: Callable[[], Findings]
) -> Findings:
    """Yield what a check finds on a page of a file, that looks at this page, the kind of the file and `inputs` alone.

    The name of the file may stand in the place of a finding, and nowhere else.
    """
    yield from found_by(parsed, kind, (page.digest, *inputs), check)


def found_by(parsed: ParsedFile, kind: str, inputs: Sequence[object], check: Callable[[], Findings]) -> Findings:
    """Yield what a check finds in a file, that looks at `inputs` and the kind of the file alone."""
    for one in reused(kind, (parsed.kind, *inputs), lambda: tuple(check())):
        yield replace(one, location=replace(one.location, file=parsed.file))
