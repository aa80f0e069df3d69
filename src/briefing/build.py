"""A project's folder → its edition: slide deck, PDF brief, e-mail and ledger. This is the whole path.

data package ─┐
story ────────┼─ read ─▶ compose ─▶ document ─▶ deck · brief · letter ─▶ ledger ─▶ proof ─▶ put in place
theme ────────┘
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing import ledger_file
from briefing.errors import BriefingError, Finding, UsageError
from briefing.gate import proved
from briefing.model.document import Document, Mailing
from briefing.model.edition import Project
from briefing.model.ledger import Written
from briefing.model.theme import Theme
from briefing.outputs import Output, chosen
from briefing.staging import put_in_place

# Called when a step begins: its word, how many steps are done, how many there are (0: not known yet).
Progress = Callable[[str, int, int], None]
LEDGER = ".ledger.json"


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


def build(
    project: str | Path,
    out: str | Path = "output",
    *,
    languages: Sequence[str] | None = None,
    theme: str | None = None,
    only: Iterable[str] | None = None,
    as_of: dt.date | None = None,
    template: str | Path | None = None,
    previous: str | Path | None = None,
    entity: str | None = None,
    period: tuple[int, int] | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Build:
    """A project's folder → its files in `out`, one edition for each language; a BriefingError replaces nothing.

    `only` names outputs (deck, brief, letter); `as_of` drops observations that were published later; `strict` makes
    warnings errors; `template` is a company's .pptx or .potx, and `previous` the ledger of the edition before, in
    place of those of briefing.toml. `entity` and `period` take the place of the project's too: files of another entity
    are called after it, as example-city-sample-town.en.pdf, those of another period after its years.
    """
    steps = _Steps(progress)
    made = _editions(
        project, steps, languages=languages, theme=theme, only=only, as_of=as_of, template=template,
        previous=Path(previous) if previous else None, entity=entity, period=period,
    )  # fmt: skip
    findings = tuple(finding for one in made for finding in one.findings)
    if strict and findings:
        raise BriefingError(replace(finding, severity="error") for finding in findings)
    steps.begin("ledger")
    return Build(_place(made, Path(out)), findings)


def editions(
    project: str | Path,
    *,
    languages: Sequence[str] | None = None,
    theme: str | None = None,
    only: Iterable[str] | None = None,
    as_of: dt.date | None = None,
    template: str | Path | None = None,
    previous: str | Path | bytes | None = None,
    entity: str | None = None,
    period: tuple[int, int] | None = None,
    mailing: Mailing | None = None,
    progress: Progress | None = None,
) -> tuple[Made, ...]:
    """A project's folder → its editions in memory, one for each language, as `build` makes them; the proof has passed.

    `previous` may be the bytes of a ledger; `mailing` says how the edition leaves as a message. Nothing is written.
    """
    before = Path(previous) if isinstance(previous, str) else previous or None
    return _editions(
        project, _Steps(progress), languages=languages, theme=theme, only=only, as_of=as_of, template=template,
        previous=before, entity=entity, period=period, mailing=mailing,
    )  # fmt: skip


@_uncollected()
def _editions(
    project: str | Path,
    steps: _Steps,
    *,
    languages: Sequence[str] | None,
    theme: str | None,
    only: Iterable[str] | None,
    as_of: dt.date | None,
    template: str | Path | None,
    previous: Path | bytes | None,
    entity: str | None,
    period: tuple[int, int] | None,
    mailing: Mailing | None = None,
) -> tuple[Made, ...]:
    from briefing import read

    outputs = chosen(only)
    steps.begin("read")
    company = Path(template) if template else None
    given = read.project(
        Path(project), as_of=as_of, theme=theme, template=company, previous=previous, entity=entity, period=period
    )
    look = read.theme(given.theme)
    spoken = spoken_languages(given, languages)
    steps.total = 3 + len(spoken) * (1 + len(outputs))
    made = [make(given, look, lang, outputs, steps.begin, mailing) for lang in spoken]
    steps.begin("proof")
    return tuple(replace(one, warned=one.proved(given.root)) for one in made)


def make(
    project: Project,
    theme: Theme,
    lang: str,
    outputs: Sequence[Output],
    begin: Callable[[str], object] = str,
    mailing: Mailing | None = None,
) -> Made:
    """A project that was read → its edition in one language, in memory; `begin` is called with the word of a step."""
    from briefing import read
    from briefing.compose import compose

    begin("compose")
    document = compose(project, read.story(project.stories[lang]), lang)
    document = replace(document, mailing=mailing) if mailing else document
    written: dict[str, Written] = {}
    for output in outputs:
        begin(output.name)
        written[output.name] = output.write(document, theme)
    stem = f"{project.edition.stem}.{lang}"
    files = {stem + suffix: content for one in written.values() for suffix, content in one.files.items()}
    files[stem + LEDGER] = ledger_file.write(document, theme, written, files)
    return Made(lang, document, written, files)


def check(
    project: str | Path,
    *,
    languages: Sequence[str] | None = None,
    theme: str | None = None,
    as_of: dt.date | None = None,
    template: str | Path | None = None,
) -> tuple[Finding, ...]:
    """A project's folder → every mismatch of its inputs, with file, line and fix; nothing is written."""
    from briefing import read
    from briefing.compose import compose

    try:
        given = read.project(Path(project), as_of=as_of, theme=theme, template=Path(template) if template else None)
    except BriefingError as error:
        return (*error.findings, *_story_findings(Path(project)))
    findings: list[Finding] = [*_template_findings(given)]
    for lang in spoken_languages(given, languages):
        try:
            findings += compose(given, read.story(given.stories[lang]), lang).findings
        except BriefingError as error:
            findings += error.findings
    return tuple(findings)


def _template_findings(given: Project) -> tuple[Finding, ...]:
    """What a company's template lacks, or what is not known of it."""
    from briefing import read
    from briefing.deck.template.masters import CompanyMasters

    if given.edition.template is None:
        return ()
    try:
        return CompanyMasters(given.edition.template, read.theme(given.theme), "", given.edition.languages[0]).findings
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
        fix = f"write story.{without[0]}.yaml, or choose from: {known}" if without else f"choose from: {known}"
        raise UsageError(f"no story in the language {', '.join(without) or 'asked for'}", str(project.root), fix)
    return spoken


class Made(Struct, frozen=True):
    """An edition in one language, in memory: its document, what was written, file name → bytes with the ledger last.

    `warned` is what the proof warned of, where it has passed.
    """

    lang: str
    document: Document
    written: Mapping[str, Written]
    files: Mapping[str, bytes]
    warned: tuple[Finding, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 in hex of all that a reader sees, as the ledger has it; how the edition is mailed is not in it."""
        *_, ledger = self.files.values()
        told: str = json.loads(ledger)["edition"]["content_hash"]
        return told

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings of the story, of every writer and of the proof."""
        of_writers = (found for one in self.written.values() for found in one.findings)
        return (*self.document.findings, *self._hollow(), *of_writers, *self.warned)

    def proved(self, folder: Path) -> tuple[Finding, ...]:
        """The project's folder → what the proof warns of; BriefingError where it refuses a file."""
        *names, ledger = self.files
        files = {name: self.files[name] for name in names}
        return proved(files, (ledger, self.files[ledger]), folder, template=self.document.edition.template is not None)

    def _hollow(self) -> Iterator[Finding]:
        """An output that no section stands in is made, but hardly meant."""
        sections = [section for part in self.document.parts for section in part.sections]
        for name in self.written:
            if name != "letter" and not any(name in section.outputs for section in sections):
                fix = f"mend `when` and `only` of its sections, or choose outputs with --only, without {name}"
                yield Finding(f"story.{self.lang}.yaml", f"no section stands in the {name}", fix, "warning")


class Edition(Struct, frozen=True):
    """An edition in one language, in its folder: output name → paths, and its ledger."""

    lang: str
    paths: Mapping[str, tuple[Path, ...]]
    ledger: Path


class Build(Struct, frozen=True):
    """What a build put in place. `deck`, `brief`, `letter` and `ledger` are those of the first language.

    `letter` is the HTML; its plain text lies beside it. An output that was not asked for is None.
    """

    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def deck(self) -> Path | None:
        """The slide deck."""
        return self._first("deck")

    @property
    def brief(self) -> Path | None:
        """The PDF brief."""
        return self._first("brief")

    @property
    def letter(self) -> Path | None:
        """The e-mail as HTML."""
        return self._first("letter")

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.editions[0].ledger

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was put in place, edition by edition."""
        return tuple(path for one in self.editions for paths in (*one.paths.values(), (one.ledger,)) for path in paths)

    def _first(self, output: str) -> Path | None:
        return next(iter(self.editions[0].paths.get(output, ())), None)


class _Steps(Struct):
    """Counts the steps for the progress display."""

    report: Progress | None
    done: int = -1
    total: int = 0

    def begin(self, word: str) -> None:
        self.done += 1
        if self.report:
            self.report(word, self.done, self.total)


def _place(made: Sequence[Made], out: Path) -> tuple[Edition, ...]:
    """All editions are put in place together, the ledgers last."""
    files = {name: content for edition in made for name, content in edition.files.items()}
    in_order = sorted(files, key=lambda name: name.endswith(LEDGER))
    put_in_place({name: files[name] for name in in_order}, out)
    return tuple(_edition(edition, out) for edition in made)


def _edition(made: Made, out: Path) -> Edition:
    stem = f"{made.document.edition.stem}.{made.lang}"
    paths = {name: tuple(out / (stem + suffix) for suffix in one.files) for name, one in made.written.items()}
    return Edition(made.lang, paths, out / (stem + LEDGER))
