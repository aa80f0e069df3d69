"""The steps of a build that need the project's files: read and compose it, and put an edition together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefing import compose, read
from briefing.errors import BriefingError, Finding, InputError, StoryError, UsageError
from briefing.model.build_options import BuildOptions
from briefing.model.document import Document
from briefing.model.edition import Edition, Project
from briefing.model.theme import Theme
from briefing.pipeline import ledger_file
from briefing.pipeline.build_state import BuildState, ComposedDocuments
from briefing.pipeline.gate import check_edition, project_tables, read_back, snapshots
from briefing.pipeline.outputs import LEDGER_SUFFIX, Output, chosen
from briefing.pipeline.result import REFUSED, BuildResult
from briefing.pipeline.writing import WrittenOutput, files_of, stem
from briefing.proof.reading.dataset_tables import Tables
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
            faults += [*error.findings, *_further_faults(project, lang)]
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


def prove(
    results: Sequence[BuildResult],
    request: tuple[Path, BuildOptions],
    faults: Sequence[Finding],
    failed: Sequence[BriefingError],
) -> tuple[BuildResult, ...]:
    """Return editions with the warnings of the proof, or raise every fault of stories, writers and proof at once."""
    passed: list[BuildResult] = []
    tables = project_tables(request[0], request[1].data)
    refused: list[Finding] = []
    warnings: list[Finding] = []
    for one in results:
        try:
            passed.append(replace(one, warnings=_warnings(one, tables)))
            warnings += passed[-1].findings
        except BriefingError as error:
            refused += error.findings
            warnings += (*one.findings, *error.warnings)
    if not (faults or failed or refused):
        return tuple(passed)
    if faults or failed:
        kind = StoryError if faults else type(failed[0])
        errors = [finding for error in failed for finding in error.findings]
        raised = kind(dict.fromkeys([*faults, *errors, *refused]))
    else:
        count = f"{len(refused)} finding{'s' if len(refused) > 1 else ''}"
        raised = BriefingError([Finding("", f"{REFUSED}, {count}", "correct what the lines below say"), *refused])
    raised.warnings = tuple(warnings)
    raise raised


def _warnings(result: BuildResult, tables: Tables) -> tuple[Finding, ...]:
    """Return the warnings of the proof on an edition; BriefingError if it refuses a file."""
    *names, ledger = result.files
    read = result.read or read_back({name: result.files[name] for name in names})
    return check_edition(read, (ledger, result.files[ledger]), tables, result.document)


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
    from briefing.deck.template.company_masters import CompanyMasters

    try:
        return CompanyMasters(edition.template, theme, "", edition.languages[0]).findings
    except BriefingError as error:
        return error.findings


def _further_faults(project: Project, lang: str) -> list[Finding]:
    """Return what else is wrong with a story whose form is refused: the faults of the sections that can be composed.

    What may follow from the sections that are left out, as a link to one of them, is none.
    """
    try:
        rest = read.sound_sections(project.stories[lang])
        found = compose.draft(project, rest[0], lang)[1] if rest else ()
    except BriefingError:
        return []
    ids = rest[1] if rest else frozenset()
    errors = (one for one in found if one.severity == "error")
    return [one for one in errors if not any(key in f"{one.what} {one.fix}" for key in ids)]


def _story_findings(folder: Path) -> list[Finding]:
    """Return the faults of the stories themselves, if the data that they need cannot be read."""
    findings: list[Finding] = []
    for path in sorted(folder.glob("story.*.yaml")):
        try:
            read.story(path)
        except BriefingError as error:
            findings += error.findings
    return findings
