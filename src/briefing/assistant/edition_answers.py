"""Answers about the edition that the story makes today: built, proved, seen, and its numbers explained."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from briefing.assistant.project_folder import OUTPUT
from briefing.assistant.tooling import Answer, Arguments, Language, Tool, listed, shortened
from briefing.assistant.working_session import WorkingSession
from briefing.errors import Finding, InputError, LayoutError
from briefing.explain import explain
from briefing.pipeline.build import build, editions
from briefing.pipeline.outputs import READERS
from briefing.pipeline.result import BuildResult
from briefing.proof.proof_report import proved
from briefing.proof.rendering.page_pictures import deck_as_pdf, picture_of

_MOST_FOUND: Final = 100
_ANSWER: Final = 12_000  # signs of an explanation


class BuildQuery(Arguments, frozen=True, kw_only=True):
    """Which edition."""

    lang: Language = ""


class ProofQuery(Arguments, frozen=True, kw_only=True):
    """Which proof."""

    full: Annotated[bool, Meta(description="Render slides and pages too, which takes up to a minute.")] = False
    lang: Language = ""


class PictureQuery(Arguments, frozen=True, kw_only=True):
    """Which slide or page."""

    output: Annotated[Literal["deck", "brief"], Meta(description="deck: a slide; brief: a page.")]
    page: Annotated[int, Meta(ge=1, le=500, description="Its number, from 1.")] = 1
    lang: Language = ""


class ExplainQuery(Arguments, frozen=True, kw_only=True):
    """What is explained."""

    what: Annotated[
        str,
        Meta(min_length=1, max_length=300, description="A number as printed, as 5.5×, or a fact, as visits.multiple."),
    ]
    lang: Language = ""


def _build(session: WorkingSession, asked: BuildQuery) -> Answer:
    folder, lang = session.folder, session.folder.language(asked.lang)
    folder.project()
    out = folder.root / OUTPUT
    if out.is_symlink() or not out.resolve().is_relative_to(folder.root):
        raise InputError(f"{OUTPUT} is a link", OUTPUT, "remove it; files are written into a folder of the project")
    made = build(folder.root, out=out, languages=(lang,))
    files = [path.relative_to(folder.root).as_posix() for path in made.files]
    return Answer({"files": files, "unchanged": made.unchanged, "findings": listed(made.findings, session)})


def _edition(session: WorkingSession, lang: str, only: tuple[str, ...] | None = None) -> BuildResult:
    """Return today's edition in memory; BriefingError with all that a build would find."""
    session.folder.project()
    return editions(session.folder.root, languages=(lang,), only=only)[0]


def _proof(session: WorkingSession, asked: ProofQuery) -> Answer:
    made = _edition(session, session.folder.language(asked.lang))
    with TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
        for name, content in made.files.items():
            (Path(folder) / name).write_bytes(content)
        report = proved([folder], project=session.folder.root, full=asked.full, readers=READERS)
    rows: list[dict[str, Any]] = [
        {name: value for name, value in found.as_json().items() if value} for found in report.findings
    ]
    return Answer(
        {
            "clean": not report.failed(strict=True),
            "count": len(rows),
            "findings": rows[:_MOST_FOUND],
            "done": list(report.done),
        }
    )


def _see(session: WorkingSession, asked: PictureQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    made = _edition(session, lang, (asked.output,))
    content = next(data for name, data in made.files.items() if not name.endswith(".json"))
    word = "slide" if asked.output == "deck" else "page"
    try:
        pdf = _slides(session, content) if asked.output == "deck" else content
        picture, count = picture_of(pdf, asked.page)
    except ValueError as error:
        fix = "ask for one that is there" if asked.page > 1 else "look at the brief, or build and open the deck"
        raise LayoutError([Finding(f"{asked.output}, {word} {asked.page}", str(error), fix)]) from error
    return Answer({"output": asked.output, word: asked.page, f"{word}s": count}, picture)


def _slides(session: WorkingSession, deck: bytes) -> bytes:
    """Return the slides of a deck as PDF; those of the newest deck are remembered, as drawing takes seconds."""
    digest = sha256(deck).hexdigest()
    if session.slides[0] != digest:
        session.slides = digest, deck_as_pdf(deck)
    return session.slides[1]


def _explain(session: WorkingSession, asked: ExplainQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    session.folder.project()
    found = explain(session.folder.root, asked.what, lang=lang)
    return Answer({"explained": shortened("\n\n".join(map(str, found)), _ANSWER)})


TOOLS: Final = (
    Tool(
        "build",
        f"Write deck, brief and letter of the story into the project's folder {OUTPUT}/; nothing is replaced if "
        "anything is wrong.",
        BuildQuery,
        _build,
        writes=True,
    ),
    Tool(
        "proof",
        "Read the edition back as a reader would and list what is wrong: numbers against the data, words, layout, "
        "tags. Nothing is written.",
        ProofQuery,
        _proof,
    ),
    Tool(
        "see",
        "One slide of the deck or one page of the brief as a picture, as the story makes it today. Slides need "
        "LibreOffice on this machine.",
        PictureQuery,
        _see,
    ),
    Tool(
        "explain",
        "Where a number comes from: its formula, the observations with their sources, and every place where it is "
        "printed.",
        ExplainQuery,
        _explain,
    ),
)
