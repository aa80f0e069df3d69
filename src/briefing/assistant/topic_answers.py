"""The reference of the story language and the project's overview, as a tool and as resources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from briefing.assistant.fact_answers import overview
from briefing.assistant.reference_topics import topic, topics
from briefing.assistant.tooling import Answer, Arguments, Tool
from briefing.assistant.working_session import WorkingSession
from briefing.errors import UsageError

_LONGEST: Final = 16_000  # signs of a topic in one answer of the tool
Topic = Literal["start", "expressions", "measures", "filters", "charts", "sections", "cover", "letter", "parts"]


class TopicQuery(Arguments, frozen=True, kw_only=True):
    """Which topic."""

    topic: Annotated[
        Topic, Meta(description="; ".join(f"{name}: {about}" for name, about in topics().items() if name != "schema"))
    ] = "start"
    offset: Annotated[int, Meta(ge=0, description="Sign at which a long text goes on.")] = 0


class TextResource(Struct, frozen=True):
    """A text that a client can read by its address."""

    address: str
    name: str
    about: str
    form: Literal["text/plain", "application/json", "application/yaml"] = "text/plain"


def resources(session: WorkingSession) -> Iterator[TextResource]:
    """Yield what a client can read: the topics, the overview of the project, its stories."""
    for name, about in topics().items():
        form: Literal["text/plain", "application/json"] = "application/json" if name == "schema" else "text/plain"
        yield TextResource(f"briefing://reference/{name}", f"reference: {name}", about, form)
    yield TextResource("briefing://project", "project", "the edition and its data in numbers", "application/json")
    for path in sorted(session.folder.root.glob("story.*.yaml")):
        lang = path.name.split(".")[1]
        yield TextResource(f"briefing://story/{lang}", path.name, "the whole story", "application/yaml")


def resource_text(session: WorkingSession, address: str) -> tuple[str, str]:
    """Return the text of a resource and its form; UsageError for an address that is none."""
    found = next((one for one in resources(session) if one.address == address), None)
    if found is None:
        known = ", ".join(one.address for one in resources(session))
        raise UsageError(f"there is no resource {address[:80]!r}", "uri", f"choose from: {known}")
    kind, _, name = address.removeprefix("briefing://").partition("/")
    if kind == "project":
        return json.dumps(overview(session), ensure_ascii=False, indent=1), found.form
    return (session.story(name).text if kind == "story" else topic(name)), found.form


def _reference(_: WorkingSession, asked: TopicQuery) -> Answer:
    text = topic(asked.topic)
    more = asked.offset + _LONGEST
    following: Mapping[str, int] = {"next": more} if more < len(text) else {}
    return Answer({"topic": asked.topic, "text": text[asked.offset : more], **following})


TOOLS: Final = (
    Tool(
        "reference",
        "The language of stories, a topic at a time: how to begin, expressions, measures, filters, charts, and the "
        "keys of sections, cover, letter and parts.",
        TopicQuery,
        _reference,
    ),
)
