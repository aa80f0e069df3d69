"""Documents → their outputs, written and read back; the faults of all of them at once, in the story's terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError, Finding, InputError, LayoutError
from briefing.pipeline.background import Beside
from briefing.pipeline.outputs import Output

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.model.theme import Theme
    from briefing.proof.proving import ReadFile

Ready = tuple["Written", tuple["ReadFile", ...]]


def prepare(outputs: Sequence[Output], *, anew: bool) -> None:
    """Load what writes outputs in a second process, and what reads them back."""
    from briefing.pipeline.gate import load_reader

    for output in outputs:
        output.prepare(anew=anew)
    load_reader()


def written(
    documents: Sequence[Document],
    outputs: Sequence[Output],
    theme: Theme,
    begin: Callable[[str], object],
    beside: Beside,
) -> tuple[list[dict[str, Ready]], list[BriefingError]]:
    """Documents → of each the outputs that could be written, by name, and why the others could not.

    Outputs that stand apart are made by the second process, if there is one.
    """
    theirs = [(document, output) for document in documents for output in outputs if output.apart]
    others = beside.begin(_all, theirs, theme)
    made: dict[tuple[str, str], Ready | BriefingError] = {}
    for document in documents:
        for output in outputs:
            if not output.apart:
                begin(output.name)
                made[document.lang, output.name] = _one(document, output, theme)
    for _, output in theirs:
        begin(output.name)
    made |= {(document.lang, output.name): one for (document, output), one in zip(theirs, others(), strict=True)}
    ready: list[dict[str, Ready]] = [{} for _ in documents]
    failed: list[BriefingError] = []
    for at, document in enumerate(documents):
        for output in outputs:
            one = made[document.lang, output.name]
            if isinstance(one, BriefingError):
                failed.append(one)
            else:
                ready[at][output.name] = one
    return ready, failed


def _all(items: Sequence[tuple[Document, Output]], theme: Theme) -> list[Ready | BriefingError]:
    return [_one(*item, theme) for item in items]


def _one(document: Document, output: Output, theme: Theme) -> Ready | BriefingError:
    """An output of a document, written and read back; what the writer refuses where it cannot be set."""
    from briefing.pipeline.gate import read_back

    try:
        done = output.write(document, theme)
    except LayoutError as error:
        found = (_in_story(finding, document, output.name) for finding in error.findings)
        return LayoutError(dict.fromkeys(found))
    except InputError as error:  # of a template
        return error
    return done, read_back(named(document, done))


def _in_story(finding: Finding, document: Document, output: str) -> Finding:
    """What a writer refuses → the same with file and line of the story, and the output."""
    place = document.places.get(finding.origin, "")
    spot = finding.where.removeprefix(f"{finding.origin}, ")
    parts = [f"{place}, {finding.origin}: {output}" if place else f"{output} ({document.lang})", spot]
    return replace(finding, where=", ".join(part for part in parts if part))


def stem(document: Document) -> str:
    """A document → how the names of its files begin."""
    return f"{document.edition.stem}.{document.lang}"


def named(document: Document, written: Written) -> dict[str, bytes]:
    """What was written of a document → file name → bytes."""
    return {stem(document) + suffix: content for suffix, content in written.files.items()}
