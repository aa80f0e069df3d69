"""What the data say, each insight with its numbers, its claim, and words that a section may begin from."""

from __future__ import annotations

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

_TEXTS: Final = ("title", "point", "sentence", "ask", "notes")


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


def _text(words: ConditionalText) -> dict[str, Any]:
    """Return a text as a story has it: what it claims stands under `expect`."""
    expect = " and ".join(f"({part})" for part in (words.when, words.expect) if part)
    return filled(text=words.text, expect=expect) if words.text else {}


TOOLS: Final = (
    Tool(
        "list_insights",
        "What the data say, the best first: type, short names, numbers with their expressions, the claim that states "
        "it, and words to begin from (title, point, sentence), each with the `expect` that it needs. Every claim is "
        "true of today's data.",
        InsightQuery,
        _list_insights,
    ),
)
