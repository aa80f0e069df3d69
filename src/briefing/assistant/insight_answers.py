"""What the data say, each insight with its numbers, its claim, and words that a section may begin from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from msgspec import Meta

from briefing.assistant.tooling import Answer, Arguments, Language, Limit, Offset, Tool, Word, filled, page
from briefing.assistant.working_session import WorkingSession
from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.draft.insights.listing import ListedInsight, listed
from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.phrases import phrase
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.edition import Project

_TEXTS: Final = ("title", "point", "sentence", "ask")


class InsightQuery(Arguments, frozen=True, kw_only=True):
    """Which insights."""

    short_name: Annotated[Word, Meta(description="Only those about this short name.")] = ""
    every: Annotated[bool, Meta(description="Also those that repeat a better one.")] = False
    lang: Language = ""
    offset: Offset = 0
    limit: Limit = 10


def _list_insights(session: WorkingSession, asked: InsightQuery) -> Answer:
    lang = session.folder.language(asked.lang)
    project = session.folder.project()
    found = _found(session, project, asked.every)
    chosen = [one for one in found if not asked.short_name or asked.short_name in one.subjects]
    answer = page(chosen, asked.offset, asked.limit)
    context = PhrasingContext(project, lang)
    rows = [_row(one, context) for one in listed(project, answer["items"])]
    for row in rows:
        session.offered |= dict(_offered(list(row["words"].values())))
    return Answer({**answer, "items": rows})


def _found(session: WorkingSession, project: Project, every: bool) -> tuple[Insight, ...]:
    """Return the insights of a project, which are worked out again where its data have changed."""
    known = session.insights.get(every)
    if known is None or known[0] is not project:
        session.insights[every] = known = project, insights(project, all=every)
    return known[1]


def _row(item: ListedInsight, context: PhrasingContext) -> dict[str, Any]:
    row = item.as_json()
    words = phrase(item.insight, context)
    texts = {name: _text(getattr(words, name)) for name in _TEXTS}
    return {
        **filled(
            key=row["key"],
            type=row["type"],
            about=item.name,
            short_names=row["subjects"],
            places=row["entities"],
            direction=row["direction"],
            score=round(item.insight.score, 2),
            claim=row["claim"],
            numbers=row["numbers"],
            periods=row["periods"],
        ),
        "words": {name: text for name, text in texts.items() if text},
    }


def _text(words: ConditionalText | None) -> Any:
    """Return a text as a story takes it anywhere: plain, or with its condition and what stands otherwise."""
    if words is None or not words.text:
        return {}
    if not (words.when or words.expect):
        return words.text
    return filled(text=words.text, when=words.when, otherwise=_text(words.otherwise), expect=words.expect)


def _offered(words: object) -> Iterator[tuple[str, str]]:
    """Yield the texts of words with the condition that each has."""
    for item in words if isinstance(words, list) else [words]:
        if isinstance(item, str):
            yield item, ""
        elif isinstance(item, dict):
            yield item["text"], item.get("when") or item.get("expect", "")
            if isinstance(item.get("otherwise"), dict):
                yield from _offered(item["otherwise"])
            elif item.get("otherwise"):
                yield item["otherwise"], ""


TOOLS: Final = (
    Tool(
        "list_insights",
        "What the data say, the best first: type, short names, numbers with their expressions, the claim that states "
        "it, and words to begin from: title, point and sentence, each as a story takes it, with its condition (when) "
        "and what stands once that is false (otherwise). Every claim is true of today's data.",
        InsightQuery,
        _list_insights,
    ),
)
