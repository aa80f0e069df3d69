"""From a project's folder to its edition: slide deck, PDF brief, e-mail and ledger. This is the whole path.

data package ─┐
story ────────┼─ read ─▶ compose ─▶ document ─▶ deck · brief · letter ─▶ ledger ─▶ proof ─▶ publish
theme ────────┘
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefing import cache
from briefing.errors import BriefingError, Finding, UsageError
from briefing.model.build_options import BuildKeywords, BuildOptions, build_options
from briefing.pipeline.background import second_process
from briefing.pipeline.build_state import BuildState, EditionFiles, PublishedBuild
from briefing.pipeline.outputs import LEDGER_SUFFIX, OUTPUTS, Output, chosen
from briefing.pipeline.publish import publish
from briefing.pipeline.result import REFUSED, Build, BuildResult, PublishedEdition, in_one_language

if TYPE_CHECKING:
    from briefing.model.document import Mailing

__all__ = ["Build", "Progress", "build", "check", "editions"]

# Called when a step begins: its word, how many steps are done, how many there are (0: not known yet).
Progress = Callable[[str, int, int], None]
# A project's folder, and which edition of it.
Request = tuple[Path, BuildOptions]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch cyclic garbage collection off during a build: nearly all of its objects live to its end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_garbage_collection()
def build(
    project: str | Path,
    options: BuildOptions | str | Path | None = None,
    *,
    progress: Progress | None = None,
    **keywords: Unpack[BuildKeywords],
) -> Build:
    """Build a project's folder and return its files, one edition for each language.

    `options` says which edition, and where its files go (a path alone is that folder); keyword arguments take the place
    of its fields. Raise BriefingError with everything that is wrong; then nothing is replaced. If nothing has changed
    since the files were built, they stay as they are.
    """
    options = _options(options, keywords)
    return _built((Path(project), options), _build_state(project, options), _Steps(progress))


@_without_garbage_collection()
def build_of_batch(project: str | Path, options: BuildOptions, progress: Progress | None = None) -> Build:
    """Build an edition of which no other outputs are asked for later, so that its documents are not stored."""
    options = _options(options, {})
    return _built((Path(project), options), _build_state(project, options, documents=False), _Steps(progress))


def _built(request: Request, state: BuildState, steps: _Steps) -> Build:
    _, options = request
    out, outputs = options.out, chosen(options.only)
    names = [output.name for output in outputs]
    published = state.load_published(out, names)
    results = () if published else _build_editions(request, state, outputs, steps)
    findings = published.findings if published else tuple(finding for one in results for finding in one.findings)
    wrong = [finding for finding in findings if finding.severity != "notice"]
    if options.strict and wrong:
        raise BriefingError(replace(finding, severity="error") for finding in wrong)
    if published:
        return _build(published.editions, findings, out, unchanged=True)
    steps.begin("ledger")
    editions = _publish(results, out)
    state.save_published(out, names, PublishedBuild(editions, findings))
    return _build(editions, findings, out)


@_without_garbage_collection()
def editions(
    project: str | Path,
    options: BuildOptions | None = None,
    *,
    mailing: Mailing | None = None,
    **keywords: Unpack[BuildKeywords],
) -> tuple[BuildResult, ...]:
    """Build a project's folder and return its editions in memory, one for each language; the proof has passed.

    `mailing` says how the edition leaves as a message. Nothing is written.
    """
    options = _options(options, keywords)
    outputs = chosen(options.only)
    return _build_editions((Path(project), options), _build_state(project, options), outputs, _Steps(None), mailing)


@_without_garbage_collection()
def check(
    project: str | Path, options: BuildOptions | None = None, **keywords: Unpack[BuildKeywords]
) -> tuple[Finding, ...]:
    """Return all that `build` would find, at once: in a project's inputs, in every output, by the proof.

    Nothing is written. Without an error among the findings `build` passes.
    """
    return _checked(project, options, keywords, suggest=False)


def check_and_suggest(
    project: str | Path, options: BuildOptions | None = None, **keywords: Unpack[BuildKeywords]
) -> tuple[Finding, ...]:
    """Return all that `build` would find, and notices of what the story might do better."""
    return _checked(project, options, keywords, suggest=True)


def _checked(
    project: str | Path, options: BuildOptions | None, keywords: BuildKeywords, *, suggest: bool
) -> tuple[Finding, ...]:
    from briefing.read.misnamed_tables import misnamed_tables  # brings the reader

    misnamed = tuple(misnamed_tables(Path(project))) if suggest else ()
    options = _options(options, keywords)
    state = _build_state(project, options)
    try:
        results = _build_editions((Path(project), options), state, chosen(options.only), _Steps(None))
    except UsageError:
        raise
    except BriefingError as error:
        found = (one for one in error.findings if not one.what.startswith(REFUSED))
        return tuple(dict.fromkeys([*found, *error.warnings, *misnamed]))
    found = (item for one in results for item in (*one.findings, *(one.document.notices if suggest else ())))
    lacking = in_one_language([one.document for one in results]) if suggest else ()
    return tuple(dict.fromkeys((*found, *lacking, *misnamed)))


def _options(options: BuildOptions | str | Path | None, keywords: BuildKeywords) -> BuildOptions:
    """Return the options with keyword arguments in place of their fields, and data frames as text."""
    found = build_options(options, **keywords)
    if found.data is None:
        return found
    from briefing.read.project_dataset import given_tables  # brings the reader

    return replace(found, data=given_tables(found.data))


def _build_state(project: str | Path, options: BuildOptions, *, documents: bool = True) -> BuildState:
    """Return the state of an edition, which is the same for all outputs and folders."""
    return BuildState(Path(project), replace(options, out=Path(), only=None, strict=False), documents=documents)


def _build_editions(
    request: Request, state: BuildState, outputs: Sequence[Output], steps: _Steps, mailing: Mailing | None = None
) -> tuple[BuildResult, ...]:
    # Imported here, as a build with nothing to do needs neither proof, 49 ms, nor reader, 113 ms (benchmarks/PROFILE).
    from briefing.pipeline.writing import prepare, write_outputs

    background = [output for output in outputs if output.background]
    with second_process(lambda: prepare(background, charts=not state.known), enabled=bool(background)) as task:
        # Imported here, while the second process loads its own libraries.
        from briefing.pipeline.steps import assemble, prove, read_and_compose

        known = state.load_documents()
        composed, faults = (known, ()) if known else read_and_compose(*request, state, steps.begin)
        documents = [replace(one, mailing=mailing) if mailing else one for one in composed.documents]
        steps.total = 3 + len(documents) * (1 + len(outputs))
        written, failed = write_outputs(documents, outputs, composed.theme, steps.begin, task)
    steps.begin("proof")
    pairs = [(document, ready) for document, ready in zip(documents, written, strict=True) if ready]
    results = [assemble(document, composed.theme, ready) for document, ready in pairs]
    return prove(results, request, faults, failed)


class _Steps(Struct):
    """Counts the steps for the progress display."""

    report: Progress | None
    done: int = -1
    total: int = 0

    def begin(self, word: str) -> None:
        self.done += 1
        if self.report:
            self.report(word, self.done, self.total)


def _publish(results: Sequence[BuildResult], out: Path) -> tuple[EditionFiles, ...]:
    """Publish the files of all editions together, the ledgers last."""
    files = {name: content for one in results for name, content in one.files.items()}
    in_order = sorted(files, key=lambda name: name.endswith(LEDGER_SUFFIX))
    publish({name: files[name] for name in in_order}, out)
    return tuple(one.edition_files for one in results)


def _build(
    editions: Sequence[EditionFiles], findings: Sequence[Finding], out: Path, *, unchanged: bool = False
) -> Build:
    """Return what was published, with notices of outputs of an earlier build, and of a cache that was not used."""
    earlier = (finding for one in editions for finding in _earlier_outputs(one, out))
    found = (*findings, *earlier, *cache.problems())
    return Build(tuple(_published_edition(one, out) for one in editions), found, unchanged)


def _earlier_outputs(edition: EditionFiles, out: Path) -> Iterator[Finding]:
    """Yield a notice for each output of an edition that its ledger does not hold, as another build made it."""
    stem = edition.ledger.removesuffix(LEDGER_SUFFIX)
    named = {
        path: name
        for name, output in OUTPUTS.items()
        for path in (out / f"{stem}{suffix}" for suffix in output.suffixes)
        if name not in edition.names and path.exists()
    }
    together = ",".join(one for one in OUTPUTS if one in {*edition.names, *named.values()})
    for path, name in named.items():
        what = f"is of an earlier build, and {edition.ledger} no longer holds the {name}"
        fix = f"build it too, with --only {together}, or choose another folder with --out"
        yield Finding(str(path), what, fix, "notice")


def _published_edition(edition: EditionFiles, out: Path) -> PublishedEdition:
    paths = {name: tuple(out / file for file in files) for name, files in edition.names.items()}
    return PublishedEdition(edition.lang, paths, out / edition.ledger)
