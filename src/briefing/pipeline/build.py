"""A project's folder → its edition: slide deck, PDF brief, e-mail and ledger. This is the whole path.

data package ─┐
story ────────┼─ read ─▶ compose ─▶ document ─▶ deck · brief · letter ─▶ ledger ─▶ proof ─▶ put in place
theme ────────┘
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefingError, Finding, InputError, StoryError, UsageError
from briefing.model.options import BuildKeywords, BuildOptions, build_options
from briefing.pipeline.background import second_process
from briefing.pipeline.outputs import Output, chosen
from briefing.pipeline.result import LEDGER, Build, Edition, Made
from briefing.pipeline.reuse import Composed, Done, Placed, Recall

if TYPE_CHECKING:
    from briefing.model.document import Document, Mailing
    from briefing.model.edition import Edition as Parameters
    from briefing.model.edition import Project
    from briefing.model.theme import Theme
    from briefing.pipeline.writing import Ready

__all__ = ["LEDGER", "Build", "Made", "Progress", "build", "check", "editions", "make", "spoken_languages"]

_REFUSED: Final = "the finished files do not pass the proof"
# Called when a step begins: its word, how many steps are done, how many there are (0: not known yet).
Progress = Callable[[str, int, int], None]
# A project's folder, and which edition of it.
Asked = tuple[Path, BuildOptions]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No cyclic garbage collection while an edition is made: nearly all of what is made lives to its end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_uncollected()
def build(
    project: str | Path,
    options: BuildOptions | str | Path | None = None,
    *,
    progress: Progress | None = None,
    **keywords: Unpack[BuildKeywords],
) -> Build:
    """Build a project's folder and return its files, one edition for each language.

    `options` says which edition, and where its files go (a path alone is that folder); keyword arguments take the place
    of its fields. BriefingError with everything that is wrong: then nothing is replaced. Where nothing has changed
    since the files were made, they stay as they are.
    """
    asked = build_options(options, **keywords)
    out, outputs, steps, recall = asked.out, chosen(asked.only), _Steps(progress), _recall(project, asked)
    names = [output.name for output in outputs]
    done = recall.done(out, names)
    made = () if done else _editions((Path(project), asked), recall, outputs, steps)
    findings = done.findings if done else tuple(finding for one in made for finding in one.findings)
    if asked.strict and findings:
        raise BriefingError(replace(finding, severity="error") for finding in findings)
    if done:
        return Build(tuple(_edition(one, out) for one in done.editions), findings, unchanged=True)
    steps.begin("ledger")
    placed = _place(made, out)
    recall.do(out, names, Done(placed, findings))
    return Build(tuple(_edition(one, out) for one in placed), findings)


@_uncollected()
def editions(
    project: str | Path,
    options: BuildOptions | None = None,
    *,
    mailing: Mailing | None = None,
    progress: Progress | None = None,
    **keywords: Unpack[BuildKeywords],
) -> tuple[Made, ...]:
    """Build a project's folder and return its editions in memory, one for each language; the proof has passed.

    `mailing` says how the edition leaves as a message. Nothing is written.
    """
    asked = build_options(options, **keywords)
    outputs = chosen(asked.only)
    return _editions((Path(project), asked), _recall(project, asked), outputs, _Steps(progress), mailing)


def _recall(project: str | Path, asked: BuildOptions) -> Recall:
    """What is remembered of an edition, whatever its outputs and wherever its files go."""
    return Recall(Path(project), replace(asked, out=Path(), only=None, strict=False))


def _editions(
    asked: Asked, recall: Recall, outputs: Sequence[Output], steps: _Steps, mailing: Mailing | None = None
) -> tuple[Made, ...]:
    from briefing.pipeline.writing import prepare, written

    apart = [output for output in outputs if output.apart]
    with second_process(lambda: prepare(apart, anew=not recall.known), wanted=bool(apart)) as beside:
        composed, told = _known(recall) or _composed(asked, recall, steps)
        documents = [replace(one, mailing=mailing) if mailing else one for one in composed.documents]
        steps.total = 3 + len(documents) * (1 + len(outputs))
        files, failed = written(documents, outputs, composed.theme, steps.begin, beside)
    steps.begin("proof")
    pairs = [(document, ready) for document, ready in zip(documents, files, strict=True) if ready]
    made = [_made(document, composed.theme, ready) for document, ready in pairs]
    return _proved(made, asked[0], told, failed)


def _proved(
    made: Sequence[Made], folder: Path, told: Sequence[Finding], failed: Sequence[BriefingError]
) -> tuple[Made, ...]:
    """Editions → the same, proved; an error with every fault of the stories, of the writers and of the proof."""
    passed: list[Made] = []
    refused: list[Finding] = []
    warned: list[Finding] = []
    for one in made:
        try:
            passed.append(replace(one, warned=one.proved(folder)))
            warned += passed[-1].findings
        except BriefingError as error:
            refused += error.findings
            warned += (*one.findings, *error.warnings)
    if not (told or failed or refused):
        return tuple(passed)
    if told or failed:
        kind = StoryError if told else type(failed[0])
        errors = [finding for error in failed for finding in error.findings]
        wrong = kind(dict.fromkeys([*told, *errors, *refused]))
    else:
        count = f"{len(refused)} finding{'s' if len(refused) > 1 else ''}"
        wrong = BriefingError([Finding("", f"{_REFUSED}, {count}", "mend what the lines below say"), *refused])
    wrong.warnings = tuple(warned)
    raise wrong


def _known(recall: Recall) -> tuple[Composed, tuple[Finding, ...]] | None:
    known = recall.composed()
    return (known, ()) if known else None


def _composed(asked: Asked, recall: Recall, steps: _Steps) -> tuple[Composed, tuple[Finding, ...]]:
    """Read a project and compose its documents, and remember them if all stayed as it was meanwhile.

    → those that could be composed, and what is wrong with the others. InputError with what is wrong in the data.
    """
    from briefing import read
    from briefing.compose import compose

    folder, options = asked
    steps.begin("read")
    try:
        given = read.project(folder, options)
    except InputError as error:
        raise InputError([*error.findings, *_story_findings(folder)]) from error
    theme = read.theme(given.theme)
    documents: list[Document] = []
    wrong: list[Finding] = []
    languages = spoken_languages(given, options.languages)
    for lang in languages:
        steps.begin("compose")
        try:
            documents.append(compose(given, read.story(given.stories[lang]), lang))
        except BriefingError as error:
            wrong += error.findings
    composed = Composed(tuple(documents), theme)
    if wrong:
        return composed, tuple(wrong if documents else [*_template_findings(given.edition, theme), *wrong])
    recall.remember(folder, given.files)
    recall.compose(composed)
    return composed, ()


def make(
    project: Project,
    theme: Theme,
    lang: str,
    outputs: Sequence[Output],
    begin: Callable[[str], object] = str,
) -> Made:
    """A project that was read → its edition in one language, in memory; `begin` is called with the word of a step."""
    from briefing import read
    from briefing.compose import compose

    begin("compose")
    document = compose(project, read.story(project.stories[lang]), lang)
    ready: dict[str, Ready] = {}
    for output in outputs:
        begin(output.name)
        ready[output.name] = output.write(document, theme), ()
    return _made(document, theme, ready)


def draft(project: Project, theme: Theme, lang: str) -> tuple[Made, tuple[Finding, ...]]:
    """A project that was read → its edition in one language as far as its story goes, and what is wrong with it."""
    from briefing import compose, read

    document, faults = compose.draft(project, read.story(project.stories[lang]), lang)
    ready: dict[str, Ready] = {}
    for output in chosen(None):
        try:
            ready[output.name] = output.write(document, theme), ()
        except BriefingError as error:
            faults += error.findings
    return _made(document, theme, ready), faults


def _made(document: Document, theme: Theme, ready: Mapping[str, Ready]) -> Made:
    """A document and its outputs → the edition, with the ledger of them all."""
    from briefing.pipeline import ledger_file
    from briefing.pipeline.gate import snapshots
    from briefing.pipeline.writing import named, stem

    written = {name: one for name, (one, _) in ready.items()}
    files = {name: content for one in written.values() for name, content in named(document, one).items()}
    read = tuple(file for _, files_read in ready.values() for file in files_read)
    files[stem(document) + LEDGER] = ledger_file.write(document, theme, written, files, snapshots(read))
    return Made(document.lang, document, written, files, read)


@_uncollected()
def check(
    project: str | Path, options: BuildOptions | None = None, **keywords: Unpack[BuildKeywords]
) -> tuple[Finding, ...]:
    """Return all that `build` would find, at once: in a project's inputs, in every output, by the proof.

    Nothing is written. Without an error among the findings `build` passes.
    """
    asked = build_options(options, **keywords)
    try:
        made = _editions((Path(project), asked), _recall(project, asked), chosen(asked.only), _Steps(None))
    except UsageError:
        raise
    except BriefingError as error:
        found = (one for one in error.findings if not one.what.startswith(_REFUSED))
        return tuple(dict.fromkeys([*found, *error.warnings]))
    return tuple(dict.fromkeys(finding for one in made for finding in one.findings))


def _template_findings(edition: Parameters, theme: Theme) -> tuple[Finding, ...]:
    """What a company's template lacks, or what is not known of it."""
    from briefing.deck.template.masters import CompanyMasters

    if edition.template is None:
        return ()
    try:
        return CompanyMasters(edition.template, theme, "", edition.languages[0]).findings
    except BriefingError as error:
        return error.findings


def _story_findings(root: Path) -> list[Finding]:
    """What is wrong in the stories themselves, where the data they tell cannot be read."""
    from briefing import read

    findings: list[Finding] = []
    for path in sorted(root.glob("story.*.yaml")):
        try:
            read.story(path)
        except BriefingError as error:
            findings += error.findings
    return findings


def spoken_languages(project: Project, wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Wanted languages (None: those of briefing.toml) → the same without doubles; UsageError where no story is."""
    spoken = tuple(dict.fromkeys(project.edition.languages if wanted is None else wanted))
    without = [lang for lang in spoken if lang not in project.stories]
    if without or not spoken:
        known = ", ".join(sorted(project.stories)) or "none"
        from briefing.wording import languages

        written = without and without[0] in languages()  # else nothing knows how its numbers are said
        fix = f"write story.{without[0]}.yaml, or choose from: {known}" if written else f"choose from: {known}"
        raise UsageError(f"no story in the language {', '.join(without) or 'asked for'}", str(project.root), fix)
    return spoken


class _Steps(Struct):
    """Counts the steps for the progress display."""

    report: Progress | None
    done: int = -1
    total: int = 0

    def begin(self, word: str) -> None:
        self.done += 1
        if self.report:
            self.report(word, self.done, self.total)


def _place(made: Sequence[Made], out: Path) -> tuple[Placed, ...]:
    """All editions are put in place together, the ledgers last."""
    from briefing.pipeline.publish import publish

    files = {name: content for edition in made for name, content in edition.files.items()}
    in_order = sorted(files, key=lambda name: name.endswith(LEDGER))
    publish({name: files[name] for name in in_order}, out)
    return tuple(one.placed for one in made)


def _edition(placed: Placed, out: Path) -> Edition:
    paths = {name: tuple(out / file for file in files) for name, files in placed.names.items()}
    return Edition(placed.lang, paths, out / placed.ledger)
