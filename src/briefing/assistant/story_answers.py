"""Answers about the stories, and the tools that change them: every change is checked in a copy before it is written."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from briefing.assistant.edit_steps import After, Content, EditStep, Id
from briefing.assistant.tooling import Answer, Arguments, Language, NoArguments, Tool, filled, listed, shortened
from briefing.assistant.trial_copy import trial_findings
from briefing.assistant.working_session import TriedChange, WorkingSession
from briefing.errors import Finding
from briefing.read.story_blocks import StoryText

_MOST_TEXT: Final = 20_000  # signs of a block in one answer
_MOST_DIFF: Final = 8_000
_MOST_STEPS: Final = 30


class StoryQuery(Arguments, frozen=True, kw_only=True):
    """Which part of a story."""

    block: Annotated[
        Id, Meta(description='Id of a section or part, or "cover", "letter"; empty: the outline of the whole story.')
    ] = ""
    lang: Language = ""
    offset: Annotated[int, Meta(ge=0, description="Sign at which a long text goes on.")] = 0


class LanguageQuery(Arguments, frozen=True, kw_only=True):
    """Which story."""

    lang: Language = ""


class NewSection(Arguments, frozen=True, kw_only=True):
    """A section that is added."""

    section: Content
    after: After = None
    lang: Language = ""


class ReplacedSection(Arguments, frozen=True, kw_only=True):
    """A section in the place of another."""

    id: Id
    section: Content
    lang: Language = ""


class NamedSection(Arguments, frozen=True, kw_only=True):
    """A section by its id."""

    id: Id
    lang: Language = ""


class MovedSection(Arguments, frozen=True, kw_only=True):
    """A section and its new place."""

    id: Id
    after: Annotated[Id, Meta(description='Id of the section before it; "" for the first place.')]
    lang: Language = ""


class NewBlock(Arguments, frozen=True, kw_only=True):
    """Cover, letter or a part as a whole."""

    block: Annotated[
        Literal["cover", "letter", "part"],
        Meta(description="cover and letter: the whole block; part: the one with the id of the content."),
    ]
    content: Content
    lang: Language = ""


class Steps(Arguments, frozen=True, kw_only=True):
    """Several steps as one change."""

    steps: Annotated[list[EditStep], Meta(min_length=1, max_length=_MOST_STEPS)]
    lang: Language = ""


def _read_story(session: WorkingSession, asked: StoryQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    story = session.story(lang)
    name = session.folder.story_path(lang).name
    if not asked.block:
        return Answer({"file": name, "language": lang, **_outline(story)})
    if asked.block in ("cover", "letter") and asked.block in story.value:
        place: tuple[str | int, ...] = (asked.block,)
        text = story.own_text(asked.block)
    else:
        key = "parts" if asked.block in story.ids("parts") and asked.block not in story.ids("sections") else "sections"
        text = story.own_text(key, asked.block)
        place = (key, story.ids(key).index(asked.block))
    given = text[asked.offset : asked.offset + _MOST_TEXT]
    more = asked.offset + _MOST_TEXT
    return Answer(
        {"file": name, "line": story.line_of(*place), "yaml": given, **({"next": more} if more < len(text) else {})}
    )


def _outline(story: StoryText) -> dict[str, Any]:
    """Return the ids, lines and titles of a story's blocks."""
    value = story.value
    sections = [
        filled(
            id=str(item.get("id", "")),
            line=story.line_of("sections", at),
            part=item.get("part", ""),
            title=_words(item.get("title", "")),
            shows=[key for key in ("cards", "chart", "charts", "multiples", "ranks", "table", "hero") if key in item],
            points=len(item["points"]) if isinstance(item.get("points"), list) else "",
        )
        for at, item in enumerate(value.get("sections") or [])
        if isinstance(item, dict)
    ]
    parts = [
        filled(id=item.get("id", ""), line=story.line_of("parts", at), headline=_words(item.get("headline", "")))
        for at, item in enumerate(value.get("parts") or [])
        if isinstance(item, dict)
    ]
    blocks: dict[str, Any] = {key: {"line": story.line_of(key)} for key in ("cover", "letter") if key in value}
    return {**blocks, **filled(parts=parts), "sections": sections[:200]}


def _words(value: object) -> str:
    return shortened(str(value.get("text", "")) if isinstance(value, dict) else str(value), 200)


def _check(session: WorkingSession, asked: LanguageQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    path, content = session.folder.story_path(lang), session.folder.story_bytes(lang)
    session.folder.project()
    findings = trial_findings(session.folder.root, path.name, content, lang)
    passes = not any(finding.severity == "error" for finding in findings)
    return Answer({"builds": passes, "findings": listed(findings, session)})


def _edited(session: WorkingSession, lang: str, steps: list[EditStep], what: str) -> Answer:
    tried = session.edit(lang, steps, what)
    return _tried_answer(session, tried)


def _tried_answer(session: WorkingSession, tried: TriedChange) -> Answer:
    findings: list[Finding] = list(tried.findings)
    values: dict[str, Any] = {
        "written": tried.written is not None,
        **({"change": tried.written.number} if tried.written else {}),
        "findings": listed(findings, session),
        "diff": shortened(tried.diff, _MOST_DIFF),
    }
    if not tried.passes:
        return Answer(
            {"refused": "nothing was written: correct every finding that is an error", **values}, refused=True
        )
    if tried.written is None:
        values["note"] = "the change would pass; it is not written, as the server was started without --write"
    return Answer(values)


def _propose(session: WorkingSession, asked: NewSection) -> Answer:
    return _edited(session, asked.lang, [EditStep("add", content=asked.section, after=asked.after)], "section added")


def _replace(session: WorkingSession, asked: ReplacedSection) -> Answer:
    return _edited(session, asked.lang, [EditStep("replace", asked.id, asked.section)], f"{asked.id} replaced")


def _remove(session: WorkingSession, asked: NamedSection) -> Answer:
    return _edited(session, asked.lang, [EditStep("remove", asked.id)], f"{asked.id} removed")


def _move(session: WorkingSession, asked: MovedSection) -> Answer:
    return _edited(session, asked.lang, [EditStep("move", asked.id, after=asked.after)], f"{asked.id} moved")


def _set_block(session: WorkingSession, asked: NewBlock) -> Answer:
    return _edited(session, asked.lang, [EditStep(asked.block, content=asked.content)], f"{asked.block} written")


def _edit(session: WorkingSession, asked: Steps) -> Answer:
    what = ", ".join(f"{step.do} {step.id}".strip() for step in asked.steps)
    return _edited(session, asked.lang, asked.steps, shortened(what, 200))


def _undo(session: WorkingSession, _: NoArguments) -> Answer:
    change = session.undo()
    return Answer({"written": True, "change": change.number, "what": change.what, "diff": change.diff[:_MOST_DIFF]})


def _list_changes(session: WorkingSession, _: NoArguments) -> Answer:
    rows = [
        {"change": one.number, "what": one.what, "language": one.lang, "diff": shortened(one.diff, 1_000)}
        for one in session.changes[-50:]
    ]
    return Answer({"count": len(session.changes), "changes": rows})


_CHECKED: Final = (
    " It is checked at once by everything that a build checks; every finding is returned, and it is written only if "
    "none is an error."
)
TOOLS: Final = (
    Tool(
        "read_story",
        "The story: its outline with ids, lines and titles, or the YAML of one section, part, cover or letter. Read a "
        "block before you replace it.",
        StoryQuery,
        _read_story,
    ),
    Tool(
        "check_story",
        "Everything that a build of the story finds today: errors, warnings and suggestions, each with its fix.",
        LanguageQuery,
        _check,
    ),
    Tool(
        "propose_section",
        "Add a section: YAML (or an object) with id, title, a chart or cards, and points. No number is typed: write "
        "{{ expression | filter }}; what a text claims stands under `expect` as a condition. See reference(topic="
        '"sections") for all keys.' + _CHECKED,
        NewSection,
        _propose,
        edits=True,
    ),
    Tool(
        "replace_section", "Put a section in the place of another; its id may change." + _CHECKED, ReplacedSection,
        _replace, edits=True,
    ),
    Tool("remove_section", "Take a section out of the story." + _CHECKED, NamedSection, _remove, edits=True),
    Tool("move_section", "Move a section behind another, or to the first place." + _CHECKED, MovedSection, _move,
         edits=True),
    Tool(
        "set_block",
        "Write the cover, the letter or a part as a whole. Read it first: what you leave out is gone." + _CHECKED,
        NewBlock,
        _set_block,
        edits=True,
    ),
    Tool(
        "edit_story",
        "Several steps as one change, where one of them alone would not pass, as a new part with its sections. A step "
        "has do (add, replace, remove, move, cover, letter, part), and id, content or after." + _CHECKED,
        Steps,
        _edit,
        edits=True,
    ),
    Tool("undo", "Take back your newest change, unless the story was changed by hand since.", NoArguments, _undo,
         writes=True),
    Tool("list_changes", "Every change of this session that was written, with its diff.", NoArguments, _list_changes),
)  # fmt: skip
