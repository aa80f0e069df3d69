"""The one folder that an assistant works on: its project as its files are now, and nothing outside."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from briefing import read, wording
from briefing.compose.composition import formatted_subjects
from briefing.errors import BriefingError, InputError, UsageError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.pipeline.build_state import InputState, input_state
from briefing.read.files import TEXT_BYTES, inside, read_bytes, sha256
from briefing.read.report import suggest
from briefing.wording import DirectedWording

OUTPUT = "output"


class ProjectFolder:
    """A project's folder; `write` says whether its stories may be changed and its editions written."""

    def __init__(self, root: Path, *, write: bool = False) -> None:
        self.root, self.write = root.resolve(), write
        self._project: Project | None = None
        self._state: InputState | None = None
        self._books: dict[str, tuple[Project, str, FactRegistry]] = {}  # by language, with what each was made of

    def project(self) -> Project:
        """Return the project as its files are now. InputError for its faults, and for data of a database."""
        if self._project and self._project.files and input_state(self.root, self._project.files) == self._state:
            return self._project
        self._refuse_database()
        self._project = read.project(self.root)
        self._state = input_state(self.root, self._project.files)
        return self._project

    def _refuse_database(self) -> None:
        tables = read.settings(self.root).tables
        asked = sorted(name for name, table in tables.items() if table.query)
        if asked:
            what = f"{', '.join(asked)} of this project come from a database, and an assistant opens no connection"
            raise InputError(what, "briefing.toml", "export the tables as files for an assistant's work")

    def language(self, lang: str) -> str:
        """Return the language that is asked for, by default the first one; UsageError for one without a story."""
        stories = [path.name.split(".")[1] for path in sorted(self.root.glob("story.*.yaml"))]
        first = read.settings(self.root).edition.languages[0]
        if (lang or first) not in stories:
            raise UsageError(f"there is no story in {lang[:20] or first!r}", "", suggest(lang, stories, "stories"))
        return lang or first

    def story_path(self, lang: str) -> Path:
        """Return the file of the story in a language. InputError for a link, as what it names may be shared."""
        path = inside(self.root, f"story.{self.language(lang)}.yaml", "")
        if path.is_symlink():
            raise InputError("the story is a link", path.name, "put the file itself in its place")
        return path

    def story_bytes(self, lang: str) -> bytes:
        """Return the story in a language as its file holds it."""
        return read_bytes(self.story_path(lang), TEXT_BYTES)

    def digest(self, lang: str) -> str:
        """Return the SHA-256 of a story's file."""
        return sha256(self.story_bytes(lang))

    def book(self, lang: str) -> FactRegistry:
        """Return the facts of the project, formatted as the story in a language asks."""
        state = self.project(), self.digest(lang)
        known = self._books.get(lang)
        if known is None or known[0] is not state[0] or known[1] != state[1]:
            self._books[lang] = known = *state, self._made_book(state[0], lang)
        return known[2]

    def _made_book(self, project: Project, lang: str) -> FactRegistry:
        try:
            subjects = formatted_subjects(project.edition, read.story(self.story_path(lang)).story)
        except BriefingError:  # whose faults are found where the story is checked
            subjects = dict(project.edition.subjects)
        return FactRegistry(project.dataset.in_language(lang), replace(project.edition, subjects=subjects))

    def wording(self, lang: str) -> DirectedWording:
        """Return the wording of a language as the edition speaks it."""
        return wording.of(lang, self.project().edition.things.get(lang, ""))

    def relative(self, text: str) -> str:
        """Return a text without the path of the folder."""
        return text.replace(f"{self.root.as_posix()}{os.sep}", "").replace(self.root.as_posix(), "the project")
