"""A project's folder → its slides as SVG in each language, of which only those are painted that have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing import read
from briefing.compose import compose
from briefing.deck.painter.painting import paint_slide
from briefing.deck.painter.svg import svg
from briefing.deck.planned_deck import PlannedDeck, plan_deck
from briefing.deck.slides import Slide
from briefing.deck.uses import note_uses
from briefing.errors import BriefingError, Finding, faults
from briefing.model.build_options import BuildOptions
from briefing.model.document import Document
from briefing.model.edition import Project
from briefing.model.ledger import Trace
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.pipeline.build_state import InputState, input_state
from briefing.pipeline.steps import story_languages


class SlideView(Struct, frozen=True):
    """A slide as the browser gets it: the digest of its picture, its section, its title, its picture."""

    key: str
    section: str
    title: str
    picture: str


class LanguageView(Struct, frozen=True):
    """The slides of one language with the document and the plan that they were painted from.

    `findings` are what is wrong with the present story; with an error among them the slides are those of an earlier
    one.
    """

    lang: str
    slides: tuple[SlideView, ...] = ()
    findings: tuple[Finding, ...] = ()
    document: Document | None = None
    planned: PlannedDeck | None = None
    trace: Trace | None = None

    @property
    def stale(self) -> bool:
        """Whether the slides are older than the story."""
        return any(finding.severity == "error" for finding in self.findings)


class FolderView(Struct, frozen=True):
    """A project as it was last seen: its title, its languages, and what is wrong with all of it."""

    title: str = ""
    languages: tuple[LanguageView, ...] = ()
    findings: tuple[Finding, ...] = ()


class SlideBuilder:
    """Makes the slides of a project again and again; what has not changed is neither read nor painted twice."""

    def __init__(self, folder: Path, options: BuildOptions) -> None:
        self.folder, self._options = folder, options
        self._project: tuple[InputState, Project] | None = None
        self._documents: dict[str, tuple[int, bytes, Document]] = {}
        self._last: dict[str, LanguageView] = {}
        self._title = ""

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders that hold what the project was read from."""
        outside = self._project[1].files if self._project else ()
        folders = {path.resolve().parent for path in outside}
        root = self.folder.resolve()
        return (root, *sorted(folder for folder in folders if not folder.is_relative_to(root)))

    def view(self) -> FolderView:
        """Return the project as it is now; what cannot be made stays as it was, with the findings that say why."""
        try:
            project = self._read()
            theme = read.theme(project.theme)
            languages = story_languages(project, self._options.languages)
        except Exception as error:  # a preview goes on, whatever stands in the folder
            return FolderView(self._title, tuple(self._last.values()), faults(error))
        self._last = {lang: self._language(project, theme, lang) for lang in languages}
        shown = next((one.document for one in self._last.values() if one.document), None)
        self._title = " ".join(plain(shown.title).split()) if shown else project.edition.title
        return FolderView(self._title, tuple(self._last.values()))

    def _read(self) -> Project:
        """Return the project, read again only if a file other than its stories and its theme has changed."""
        if self._project and self._state(self._project[1]) == self._project[0]:
            return self._project[1]
        project = read.project(self.folder, self._options)
        self._project = self._state(project), project
        return project

    def _state(self, project: Project) -> InputState:
        written = {*project.stories.values(), project.theme}
        return input_state(self.folder, [path for path in project.files if path not in written])

    def _language(self, project: Project, theme: Theme, lang: str) -> LanguageView:
        last = self._last.get(lang, LanguageView(lang))
        try:
            document = self._document(project, lang)
            if last.planned and not last.stale and last.document is document and last.planned.theme == theme:
                return last
            planned = plan_deck(document, theme)
            slides = self._slides(planned, last)
        except Exception as error:
            warnings = error.warnings if isinstance(error, BriefingError) else ()
            return replace(last, findings=tuple(dict.fromkeys([*_placed(faults(error), last), *warnings])))
        trace = Trace("deck")
        note_uses(planned.slides, trace)
        findings = (*document.findings, *planned.findings)
        return LanguageView(lang, slides, findings, document, planned, trace)

    def _document(self, project: Project, lang: str) -> Document:
        """Return the composed story, that of before if neither it nor the data has changed."""
        path = project.stories[lang]
        digest = sha256(path.read_bytes()).digest()
        held = self._documents.get(lang)
        if held and held[:2] == (id(project), digest):
            return held[2]
        document = compose(project, read.story(path), lang)
        self._documents[lang] = id(project), digest, document
        return document

    def _slides(self, planned: PlannedDeck, last: LanguageView) -> tuple[SlideView, ...]:
        before: Sequence[Slide] = ()
        if last.planned and _grounds(last.planned) == _grounds(planned):
            before = last.planned.slides
        found: list[SlideView] = []
        for number, slide in enumerate(planned.slides, start=1):
            if number <= len(before) and before[number - 1] == slide:
                found.append(last.slides[number - 1])
                continue
            painting = paint_slide(slide, number, planned.masters, planned.properties)
            picture = svg(painting, key=f"{planned.properties.lang}-{number}", linked=False)
            key = sha256(picture.encode()).hexdigest()[:24]
            found.append(SlideView(key, slide.id.partition(" ")[0], slide.title, picture))
        return tuple(found)


def _grounds(planned: PlannedDeck) -> tuple[Any, ...]:
    """Return what all slides are painted on: the theme, and the template that a company brings."""
    template = planned.properties.template
    return planned.theme, planned.properties.lang, template, planned.masters if template else None


def _placed(findings: Sequence[Finding], last: LanguageView) -> list[Finding]:
    """Return findings of a writer with file and line of the story."""
    places: Mapping[str, str] = last.document.places if last.document else {}
    return [
        replace(one, where=f"{places[one.origin]}, {one.where}")
        if one.origin in places and places[one.origin] not in one.where
        else one
        for one in findings
    ]
