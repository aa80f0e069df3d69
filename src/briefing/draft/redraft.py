"""A project that people have edited, on today's data → what became of its claims, and sections that it may take.

Nothing is changed that a person wrote: pieces are sections to be added, and one is added only if it is accepted.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefing import read
from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.draft.redraft_claims import ChangedClaim, ClaimReader
from briefing.draft.redraft_coverage import contents
from briefing.draft.redraft_sections import ProposedSection, plans_for, proposed_sections, scene_of
from briefing.errors import InputError, UsageError
from briefing.model.edition import Project
from briefing.pipeline.steps import story_languages
from briefing.read.files import TEXT_BYTES, decode, read_bytes
from briefing.read.story_blocks import StoryText

_SECTIONS = "sections"


class StoryPiece(Struct, frozen=True):
    """A new section, with its number from 1: the insights that it states, and its text in each story."""

    number: int
    insights: tuple[Insight, ...]
    sections: Mapping[str, ProposedSection]

    def as_json(self) -> dict[str, Any]:
        """Number, insights and, by language, id, place and YAML."""
        return {
            "number": self.number,
            "insights": [{"key": one.key, "score": one.score, "claim": one.claim} for one in self.insights],
            "sections": {
                lang: {"id": one.id, "after": one.after, "yaml": one.content} for lang, one in self.sections.items()
            },
        }


class Redraft(Struct, frozen=True):
    """What a project's stories may change: claims by language, and pieces to accept."""

    project: Project
    stories: Mapping[str, StoryText]
    claims: Mapping[str, tuple[ChangedClaim, ...]]
    pieces: tuple[StoryPiece, ...]

    def with_pieces(self, numbers: Iterable[int]) -> dict[str, str]:
        """Return the text of each story that the pieces of these numbers change. UsageError for an unknown number."""
        asked = sorted(set(numbers))
        known = {piece.number: piece for piece in self.pieces}
        if unknown := [number for number in asked if number not in known]:
            has = ", ".join(map(str, known)) or "none"
            raise UsageError(f"there is no piece {unknown[0]}", "--accept", f"choose from: {has}")
        return {
            lang: text
            for lang, story in self.stories.items()
            if (text := _added(story, [known[n].sections[lang] for n in asked if lang in known[n].sections]))
            != story.text
        }

    def diff(self) -> str:
        """Return each piece as a unified diff of the stories."""
        lines: list[str] = []
        for piece in self.pieces:
            about = "; ".join(f"{one.key}, score {one.score:.2f}" for one in piece.insights)
            lines.append(f"# piece {piece.number}: {about}")
            for lang, text in self.with_pieces([piece.number]).items():
                name = self.project.stories[lang].name
                before = _lines(self.stories[lang].text)
                lines += difflib.unified_diff(before, _lines(text), name, name, lineterm="")
            lines.append("")
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Claims by language, pieces, and the diff."""
        return {
            "claims": {lang: [one.as_json() for one in found] for lang, found in self.claims.items()},
            "pieces": [piece.as_json() for piece in self.pieces],
            "diff": self.diff(),
        }

    def __str__(self) -> str:
        found = [str(one) for own in self.claims.values() for one in own]
        claims = ["Claims that no longer stand as they were written:", *found] if found else ["All claims stand."]
        pieces = ["New sections; add one with --accept and its number:", self.diff()] if self.pieces else []
        return "\n".join([*claims, "", *(pieces or ["No new section: the stories have what the data say."])]).rstrip()


def redraft(project: Project, langs: Sequence[str] | None = None) -> Redraft:
    """Return what the stories of a project may change on its data of today: those in these languages, else in those of
    the edition."""
    langs = story_languages(project, langs)
    found, every = insights(project), insights(project, all=True)
    stories = {lang: _story_text(project, lang) for lang in langs}
    own = {lang: contents(story, project.edition.subjects) for lang, story in stories.items()}
    reader = ClaimReader(project, found, every)
    claims = {lang: reader.changes(read.story(project.stories[lang]), sections, lang) for lang, sections in own.items()}
    plans = plans_for(found, list(own.values()), scene_of(project, project.edition.languages[0]).measured)
    proposed = {lang: proposed_sections(project, stories[lang], own[lang], plans, lang) for lang in langs}
    standing = [plan for plan in plans if any(plan.id in one for one in proposed.values())]
    pieces = tuple(
        StoryPiece(number, plan.insights, {lang: one[plan.id] for lang, one in proposed.items() if plan.id in one})
        for number, plan in enumerate(standing, start=1)
    )
    return Redraft(project, stories, claims, pieces)


def accept(result: Redraft, numbers: Iterable[int], folder: Path) -> tuple[str, ...]:
    """Add the pieces of these numbers to the stories of a project's folder, and nothing else; return the files."""
    texts = result.with_pieces(numbers)
    names = {lang: result.project.stories[lang].name for lang in texts}
    for lang, name in names.items():
        if (folder / name).read_bytes() != result.stories[lang].text.encode():
            raise InputError("the story changed in the meantime", name, "ask again what may be added")
    for lang, name in names.items():
        (folder / name).write_bytes(texts[lang].encode())
    return tuple(names.values())


def _story_text(project: Project, lang: str) -> StoryText:
    path = project.stories[lang]
    content = read_bytes(path, TEXT_BYTES)
    decode(content, path.name)  # which says where it is no UTF-8, and takes the mark at its head away
    return StoryText(content.decode(), path.name)


def _added(story: StoryText, sections: Sequence[ProposedSection]) -> str:
    """Return the text of a story with sections; every byte of it stands before and after them as it did."""
    text, last = story, dict[str, str]()
    for one in sections:
        longer = text.with_item(_SECTIONS, one.content, last.get(one.after, one.after))
        if not _holds(longer.text, text.text):
            fix = "write the story's lines with one kind of line end"
            raise InputError(f"section {one.id!r} cannot be added without another change", story.where, fix)
        text, last[one.after] = longer, one.id
    return text.text


def _holds(longer: str, text: str) -> bool:
    """Whether a text is another with one part more."""
    added = len(longer) - len(text)
    start = next((at for at, (new, old) in enumerate(zip(longer, text, strict=False)) if new != old), len(text))
    return added >= 0 and longer[start + added :] == text[start:]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
