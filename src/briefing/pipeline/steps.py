"""The steps of a build that need the project's files: read and compose it, and put an edition together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from briefing import compose, read
from briefing.errors import BriefingError, Finding, InputError, UsageError
from briefing.model.document import Document
from briefing.model.edition import Edition, Project
from briefing.model.options import BuildOptions
from briefing.model.theme import Theme
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import snapshots
from briefing.pipeline.outputs import Output, chosen
from briefing.pipeline.result import LEDGER_SUFFIX, BuildResult
from briefing.pipeline.reuse import BuildState, ComposedDocuments
from briefing.pipeline.writing import WrittenOutput, files_of, stem
from briefing.wording import languages


def read_and_compose(
    folder: Path, options: BuildOptions, state: BuildState, begin: Callable[[str], object]
) -> tuple[ComposedDocuments, tuple[Finding, ...]]:
    """Read a project and compose its documents; return those that could be composed, and the faults of the others.

    The documents are stored in the cache if no file has changed in the meantime. InputError for faults in the data.
    """
    begin("read")
    try:
        project = read.project(folder, options)
    except InputError as error:
        raise InputError([*error.findings, *_story_findings(folder)]) from error
    theme = read.theme(project.theme)
    documents: list[Document] = []
    faults: list[Finding] = []
    for lang in story_languages(project, options.languages):
        begin("compose")
        try:
            documents.append(compose.compose(project, read.story(project.stories[lang]), lang))
        except BriefingError as error:
            faults += error.findings
    composed = ComposedDocuments(tuple(documents), theme)
    if faults:
        return composed, tuple(faults if documents else [*_template_findings(project.edition, theme), *faults])
    state.save_inputs(folder, project.files)
    state.save_documents(composed)
    return composed, ()


def build_language(
    project: Project,
    theme: Theme,
    lang: str,
    outputs: Sequence[Output],
    begin: Callable[[str], object] = str,
) -> BuildResult:
    """Build the edition of a project in one language, in memory; `begin` is called with the word of each step."""
    begin("compose")
    document = compose.compose(project, read.story(project.stories[lang]), lang)
    written: dict[str, WrittenOutput] = {}
    for output in outputs:
        begin(output.name)
        written[output.name] = output.write(document, theme), ()
    return assemble(document, theme, written)


def build_incomplete(project: Project, theme: Theme, lang: str) -> tuple[BuildResult, tuple[Finding, ...]]:
    """Build what can be built of an edition in one language, and return it with the faults of its story."""
    document, faults = compose.draft(project, read.story(project.stories[lang]), lang)
    written: dict[str, WrittenOutput] = {}
    for output in chosen(None):
        try:
            written[output.name] = output.write(document, theme), ()
        except BriefingError as error:
            faults += error.findings
    return assemble(document, theme, written), faults


def assemble(document: Document, theme: Theme, outputs: Mapping[str, WrittenOutput]) -> BuildResult:
    """Return the edition of a document and its written outputs, with the ledger of them all."""
    written = {name: one for name, (one, _) in outputs.items()}
    files = {name: content for one in written.values() for name, content in files_of(document, one).items()}
    parsed = tuple(file for _, read_back in outputs.values() for file in read_back)
    files[stem(document) + LEDGER_SUFFIX] = ledger_file.write(document, theme, written, files, snapshots(parsed))
    return BuildResult(document.lang, document, written, files, parsed)


def story_languages(project: Project, requested: Sequence[str] | None) -> tuple[str, ...]:
    """Return the requested languages once each (None: those of briefing.toml); UsageError for one without a story."""
    chosen_languages = tuple(dict.fromkeys(project.edition.languages if requested is None else requested))
    without = [lang for lang in chosen_languages if lang not in project.stories]
    if without or not chosen_languages:
        known = ", ".join(sorted(project.stories)) or "none"
        can_write = without and without[0] in languages()  # else there are no words for its numbers
        fix = f"write story.{without[0]}.yaml, or choose from: {known}" if can_write else f"choose from: {known}"
        raise UsageError(f"no story in the language {', '.join(without) or 'asked for'}", str(project.root), fix)
    return chosen_languages


def _template_findings(edition: Edition, theme: Theme) -> tuple[Finding, ...]:
    """Return the faults of a company's template."""
    if edition.template is None:
        return ()
    # Imported here, as it brings python-pptx, which a project without a template never needs.
    from briefing.deck.template.masters import CompanyMasters

    try:
        return CompanyMasters(edition.template, theme, "", edition.languages[0]).findings
    except BriefingError as error:
        return error.findings


def _story_findings(folder: Path) -> list[Finding]:
    """Return the faults of the stories themselves, if the data that they need cannot be read."""
    findings: list[Finding] = []
    for path in sorted(folder.glob("story.*.yaml")):
        try:
            read.story(path)
        except BriefingError as error:
            findings += error.findings
    return findings
