"""Writes the outputs of documents and reads them back; collects the errors of all of them, in the story's terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError, Finding, InputError, LayoutError
from briefing.pipeline.background import BackgroundTask
from briefing.pipeline.gate import read_back
from briefing.pipeline.outputs import Output

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.model.theme import Theme
    from briefing.proof.proving import ReadFile

WrittenOutput = tuple["Written", tuple["ReadFile", ...]]


def prepare(outputs: Sequence[Output], *, charts: bool) -> None:
    """Load, in a second process, the writers of these outputs."""
    for output in outputs:
        output.prepare(charts=charts)


def write_outputs(
    documents: Sequence[Document],
    outputs: Sequence[Output],
    theme: Theme,
    begin: Callable[[str], object],
    background: BackgroundTask,
) -> tuple[list[dict[str, WrittenOutput]], list[BriefingError]]:
    """Return for each document the outputs that could be written, by name, and the errors of the others.

    Outputs for the background are written by the second process, if there is one.
    """
    in_background = [(document, output) for document in documents for output in outputs if output.background]
    results = background.begin(_write_all, in_background, theme)
    written: dict[tuple[str, str], WrittenOutput | BriefingError] = {}
    for document in documents:
        for output in outputs:
            if not output.background:
                begin(output.name)
                written[document.lang, output.name] = _write(document, output, theme)
    for _, output in in_background:
        begin(output.name)
    pairs = zip(in_background, results(), strict=True)
    written |= {(document.lang, output.name): result for (document, output), result in pairs}
    ready: list[dict[str, WrittenOutput]] = [{} for _ in documents]
    failed: list[BriefingError] = []
    for at, document in enumerate(documents):
        for output in outputs:
            result = written[document.lang, output.name]
            if isinstance(result, BriefingError):
                failed.append(result)
            else:
                ready[at][output.name] = result
    return ready, failed


def _write_all(items: Sequence[tuple[Document, Output]], theme: Theme) -> list[WrittenOutput | BriefingError]:
    return [_write(*item, theme) for item in items]


def _write(document: Document, output: Output, theme: Theme) -> WrittenOutput | BriefingError:
    """Write an output of a document and read it back; return the writer's error if the document cannot be set."""
    try:
        written = output.write(document, theme)
    except LayoutError as error:
        found = (_in_story(finding, document, output.name) for finding in error.findings)
        return LayoutError(dict.fromkeys(found))
    except InputError as error:  # of a template
        return error
    return written, read_back(files_of(document, written))


def _in_story(finding: Finding, document: Document, output: str) -> Finding:
    """Return a writer's finding with file and line of the story, and the output."""
    place = document.places.get(finding.origin, "")
    spot = finding.where.removeprefix(f"{finding.origin}, ")
    parts = [f"{place}, {finding.origin}: {output}" if place else f"{output} ({document.lang})", spot]
    return replace(finding, where=", ".join(part for part in parts if part))


def stem(document: Document) -> str:
    """Return the first part of the names of a document's files."""
    return f"{document.edition.stem}.{document.lang}"


def files_of(document: Document, written: Written) -> dict[str, bytes]:
    """Return the files of a written output, content by name."""
    return {stem(document) + suffix: content for suffix, content in written.files.items()}
