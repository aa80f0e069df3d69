"""Brings the numbers of today's data into a deck that people have edited by hand, in a new file.

edited deck ─────────────────────────┐
project ─ read ─ compose ─ new deck ─┴─ refresh ─ publish
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from msgspec import Struct

from briefing import read
from briefing.deck.refresh import Skipped, TextChange, story_of
from briefing.deck.refresh import refresh as refreshed
from briefing.errors import Finding, InputError, UsageError
from briefing.model.build_options import EditionKeywords
from briefing.model.edition import Project
from briefing.pipeline.build import Progress
from briefing.pipeline.gate import check_package
from briefing.pipeline.outputs import chosen
from briefing.pipeline.publish import publish
from briefing.pipeline.steps import build_language

_MOST_BYTES = 500_000_000


class Refresh(Struct, frozen=True):
    """The result of a refresh: the file that was written, what changed in it, what was left.

    `notices` say that code of the project was run.
    """

    path: Path
    changes: tuple[TextChange, ...]
    left: tuple[Skipped, ...]
    notices: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        changes, left = [change.as_json() for change in self.changes], [one.as_json() for one in self.left]
        notices = {"notices": [notice.as_json() for notice in self.notices]} if self.notices else {}
        return {"file": str(self.path), "changes": changes, "left": left, **notices}

    def __str__(self) -> str:
        lines = [*map(str, self.changes), *map(str, self.left)]
        return "\n".join([*(lines if self.changes else ["nothing changed", *lines]), str(self.path)])


def refresh(
    deck: str | Path,
    project: str | Path,
    out: str | Path | None = None,
    *,
    progress: Progress | None = None,
    **edition: Unpack[EditionKeywords],
) -> Refresh:
    """Write an edited deck with the numbers of a project's data to a new file, by default `<deck>.refreshed.pptx`.

    The deck says which story it was built from, in which language. Nothing is written after a BriefingError, and never
    to the edited deck itself.
    """
    begin = progress or _silent
    begin("read", 0, 4)
    source = Path(deck)
    target = Path(out) if out is not None else source.with_name(f"{source.stem}.refreshed.pptx")
    if target.suffix.lower() != ".pptx" or target.is_dir():
        raise UsageError(f"{target} is no name of a deck", fix="end it with .pptx")
    if target.exists() and source.exists() and target.samefile(source):
        raise UsageError(f"{target} is the deck that was given", fix="write to another file with --out")
    content = _bytes(source)
    story = story_of(content, str(source))
    loaded = read.project(Path(project), **edition)
    _check(loaded, story, str(source))
    deck_alone, theme = chosen(("deck",)), read.theme(loaded.theme)
    built = build_language(loaded, theme, story[1], deck_alone, lambda word: begin(word, 1, 4))
    fresh = next(content for name, content in built.files.items() if name.endswith(".pptx"))
    begin("refresh", 3, 4)
    done = refreshed(content, fresh, loaded.edition.as_of, str(source))
    check_package(target.name, done.content)
    publish({target.name: done.content}, target.parent)
    notices = tuple(finding for finding in built.findings if finding.severity == "notice")
    return Refresh(target, done.changes, done.left, notices)


def _check(project: Project, story: tuple[str, str, str], where: str) -> None:
    """Raise InputError if the deck was built from another story than the project's, or on another template."""
    slug, lang, company = story
    if slug != project.edition.slug or lang not in project.stories:
        languages = ", ".join(sorted(project.stories))
        what = f"it tells {slug} in {lang}; the project tells {project.edition.slug} in {languages}"
        raise InputError(what, where, "name the project that the deck was built from")
    template = project.edition.template.path.name if project.edition.template else ""
    if company != template:
        names = [f"on the template {name}" if name else "on no template" for name in (company, template)]
        what = f"it stands {names[0]}, the new edition {names[1]}"
        raise InputError(what, where, "name the deck's template with --template or in briefing.toml")


def _silent(_word: str, _done: int, _total: int) -> None:
    """Show no progress."""


def _bytes(path: Path) -> bytes:
    """Return the content of a file; InputError if it cannot be read, or is too large for a deck."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("it is larger than any deck", str(path), "give a .pptx file")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        fix = "give the path of a .pptx file, closed in other programs"
        raise InputError(f"it cannot be read: {reason[:1].lower()}{reason[1:]}", str(path), fix) from error
