"""A deck that people have edited by hand, and a project → the deck with the numbers of today's data, in a new file.

edited deck ─────────────────────────────┐
project ─ read ─ compose ─ deck, made anew ┴─ refresh ─ put in place
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from msgspec import Struct

from briefing.deck.refresh import Change, Left, story_of
from briefing.deck.refresh import refresh as refreshed
from briefing.errors import InputError, UsageError
from briefing.model.edition import Project
from briefing.model.options import EditionKeywords
from briefing.pipeline.build import Progress, make
from briefing.pipeline.gate import whole
from briefing.pipeline.outputs import chosen
from briefing.pipeline.publish import publish

_MOST_BYTES = 500_000_000


class Refresh(Struct, frozen=True):
    """What a refresh did: the file it wrote, what changed in it, what it left."""

    path: Path
    changes: tuple[Change, ...]
    left: tuple[Left, ...]

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        changes, left = [change.as_json() for change in self.changes], [one.as_json() for one in self.left]
        return {"file": str(self.path), "changes": changes, "left": left}

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
    """An edited deck and a project's folder → a new file with the data's numbers, by default `<deck>.refreshed.pptx`.

    The deck says in which language it tells which story. A BriefingError writes nothing; the deck given is never
    written to.
    """
    from briefing import read

    begin = progress or _silent
    begin("read", 0, 4)
    source = Path(deck)
    target = Path(out) if out is not None else source.with_name(f"{source.stem}.refreshed.pptx")
    if target.suffix.lower() != ".pptx" or target.is_dir():
        raise UsageError(f"{target} is no name of a deck", fix="end it with .pptx")
    if target.exists() and source.exists() and target.samefile(source):
        raise UsageError(f"{target} is the deck that was given", fix="write to another file with --out")
    content = _bytes(source)
    told = story_of(content, str(source))
    given = read.project(Path(project), **edition)
    _check(given, told, str(source))
    made = make(given, read.theme(given.theme), told[1], chosen(("deck",)), lambda word: begin(word, 1, 4))
    fresh = next(content for name, content in made.files.items() if name.endswith(".pptx"))
    begin("refresh", 3, 4)
    done = refreshed(content, fresh, given.edition.as_of, str(source))
    whole(target.name, done.content)
    publish({target.name: done.content}, target.parent)
    return Refresh(target, done.changes, done.left)


def _check(given: Project, told: tuple[str, str, str], where: str) -> None:
    """InputError where the deck tells another story than the project, or stands on another template."""
    slug, lang, company = told
    if slug != given.edition.slug or lang not in given.stories:
        what = (
            f"it tells {slug} in {lang}; the project tells {given.edition.slug} in {', '.join(sorted(given.stories))}"
        )
        raise InputError(what, where, "name the project that the deck was built from")
    stands = given.edition.template.path.name if given.edition.template else ""
    if company != stands:
        names = [f"on the template {name}" if name else "on no template" for name in (company, stands)]
        what = f"it stands {names[0]}, the new edition {names[1]}"
        raise InputError(what, where, "name the deck's template with --template or in briefing.toml")


def _silent(_word: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _bytes(path: Path) -> bytes:
    """A file → its bytes. InputError where it cannot be read, or is too large for a deck."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("it is larger than any deck", str(path), "give a .pptx file")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        fix = "give the path of a .pptx file, closed in other programs"
        raise InputError(f"it cannot be read: {reason[:1].lower()}{reason[1:]}", str(path), fix) from error
