"""A session of an assistant: what it has changed in the stories of a project, what a hand has, and the way back."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from msgspec import Struct
from msgspec.structs import replace

from briefing.assistant.call_limits import CallDeadline
from briefing.assistant.claim_gate import ClaimGate
from briefing.assistant.edit_steps import EditStep, after_steps
from briefing.assistant.project_folder import ProjectFolder
from briefing.assistant.trial_copy import trial_findings
from briefing.draft.insight import Insight
from briefing.errors import Finding, OutputError, UsageError
from briefing.model.edition import Project
from briefing.read.files import decode
from briefing.read.story_blocks import StoryText


class StoryChange(Struct, frozen=True):
    """A change that was written: what was done to which story, as a diff; `before` and `after` are its bytes."""

    number: int
    what: str
    lang: str
    diff: str
    before: bytes
    after: bytes


class TriedChange(Struct, frozen=True):
    """A change that was checked: what a build finds, the diff, and the change itself if it was written."""

    findings: tuple[Finding, ...]
    diff: str
    written: StoryChange | None = None

    @property
    def passes(self) -> bool:
        """Whether nothing is an error."""
        return not any(finding.severity == "error" for finding in self.findings)


class WorkingSession:
    """What one assistant does with one project, from the start of its server to the end."""

    def __init__(self, folder: ProjectFolder) -> None:
        self.folder = folder
        self.changes: list[StoryChange] = []
        self.insights: dict[bool, tuple[Project, tuple[Insight, ...]]] = {}
        self.offered: dict[str, str] = {}  # texts of insights that it was given, each with its condition
        self.slides = "", b""  # the digest of a deck, and its slides as PDF
        self.deadline = CallDeadline()  # of the call that runs
        self._seen: dict[str, bytes] = {}
        self._undone: set[int] = set()
        for path in sorted(folder.root.glob("story.*.yaml")):
            lang = path.name.split(".")[1]
            with suppress(Exception):  # a story that cannot be read is an answer where it is asked for
                self._seen[lang] = folder.story_bytes(lang)

    def story(self, lang: str) -> StoryText:
        """Return the story in a language as its file is now; the assistant has seen it then."""
        content = self.folder.story_bytes(lang)
        self._seen[self.folder.language(lang)] = content
        return StoryText(_text(content, lang), self.folder.story_path(lang).name)

    def edit(self, lang: str, steps: Sequence[EditStep], what: str) -> TriedChange:
        """Change a story, and write it if a build finds no error and the session may write."""
        lang = self.folder.language(lang)
        path, before = self.folder.story_path(lang), self.folder.story_bytes(lang)
        self._refuse_unseen(lang, before)
        story = StoryText(_text(before, lang), path.name)
        changed = after_steps(story, steps)
        after = changed.text.encode()
        diff = _diff(before, after, path.name)
        if not diff:
            raise UsageError("nothing would change", path.name, "read the story again")
        gate = ClaimGate(self.folder.project(), self.folder.book(lang), self.folder.wording(lang), self.offered)
        refused = tuple(gate.findings(story.value, changed.value))
        only = ("letter",) if refused else None  # which brings every fault of the story, and takes no time
        tried = TriedChange((*refused, *trial_findings(self.folder.root, path.name, after, lang, only)), diff)
        if not (tried.passes and self.folder.write):
            return tried
        return TriedChange(tried.findings, diff, self._written(StoryChange(0, what, lang, diff, before, after), path))

    def undo(self) -> StoryChange:
        """Take back the newest change that was not taken back yet, if the story is still as that left it."""
        if not self.folder.write:
            raise UsageError("nothing was written, as the server was started without --write", "undo")
        last = next((one for one in reversed(self.changes) if one.number not in self._undone), None)
        if last is None:
            raise UsageError("there is no change of this session to undo", "undo", "list_changes shows all of them")
        path = self.folder.story_path(last.lang)
        if self.folder.story_bytes(last.lang) != last.after:
            fix = "read the story, and change it by its sections"
            raise UsageError(f"{path.name} was changed by hand since change {last.number}", "undo", fix)
        diff = _diff(last.after, last.before, path.name)
        change = StoryChange(0, f"undo of change {last.number}", last.lang, diff, last.after, last.before)
        written = self._written(change, path)
        self._undone |= {last.number, written.number}
        return written

    def _refuse_unseen(self, lang: str, content: bytes) -> None:
        seen = self._seen.get(lang)
        if seen is not None and seen != content:
            name = self.folder.story_path(lang).name
            what = f"{name} was changed by hand since you read it:\n{_diff(seen, content, name)}"
            raise UsageError(what, name, "read it again by read_story, then make the change")

    def _written(self, change: StoryChange, path: Path) -> StoryChange:
        """Write a story in one step and note it; a change by hand, or a call that took too long, stops it."""
        if self.deadline.passed:
            raise UsageError("the call took too long, and nothing was written", path.name, "try a smaller change")
        if self.folder.story_bytes(change.lang) != change.before:
            raise UsageError(f"{path.name} was changed by hand in the meantime", path.name, "read it again")
        _replace(path, change.after)
        self._seen[change.lang] = change.after
        done = replace(change, number=len(self.changes) + 1)
        self.changes.append(done)
        return done


def _text(content: bytes, lang: str) -> str:
    """Return the text of a story with its byte order mark, so that its bytes stay."""
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    return mark + decode(content, f"story.{lang}.yaml")


def _diff(before: bytes, after: bytes, name: str) -> str:
    old, new = (content.decode("utf-8", "replace").splitlines() for content in (before, after))
    return "\n".join(difflib.unified_diff(old, new, name, name, lineterm="", n=1))


def _replace(path: Path, content: bytes) -> None:
    """Replace a file in one step, with its permissions."""
    temporary = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".briefing-", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        what = f"{path.name} cannot be written: {error.strerror or type(error).__name__}"
        raise OutputError(what, path.name, "check the permissions of the folder; nothing was changed") from error
