"""What a tool is: its name, what it does in words, its arguments as a Struct with their limits, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from briefing.errors import BriefingError, Finding, UsageError

if TYPE_CHECKING:
    from briefing.assistant.working_session import WorkingSession

MOST_ITEMS: Final = 50
_MOST_FINDINGS: Final = 60
_LONGEST: Final = 600  # signs of a text of the data in a list

Language = Annotated[str, Meta(max_length=10, description="Language of the story, as en; default: the first one.")]
Offset = Annotated[int, Meta(ge=0, le=1_000_000, description="How many to leave out, as `next` of the page before.")]
Limit = Annotated[int, Meta(ge=1, le=MOST_ITEMS, description="How many to give at most.")]
Expression = Annotated[str, Meta(min_length=1, max_length=2_000)]
Word = Annotated[str, Meta(max_length=200)]


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The arguments of a tool, by name."""


class NoArguments(Arguments, frozen=True, kw_only=True):
    """No arguments."""


class Answer(Struct, frozen=True):
    """What a tool gives: values as JSON has them, and a PNG if there is one. `refused` marks one that did not do it."""

    values: Mapping[str, Any]
    picture: bytes = b""
    refused: bool = False


class Tool(Struct, frozen=True):
    """A tool of an assistant. `writes` marks one that is there with --write alone, `edits` one that changes a story
    with --write and else only checks the change."""

    name: str
    about: str
    arguments: type[Arguments]
    run: Callable[[WorkingSession, Any], Answer]
    writes: bool = False
    edits: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its arguments."""
        _, parts = msgspec.json.schema_components([self.arguments], ref_template="#/$defs/{name}")
        own = parts.pop(self.arguments.__name__)
        own.pop("title", None)
        own.pop("description", None)
        return {**own, **({"$defs": parts} if parts else {})}

    def call(self, session: WorkingSession, given: Mapping[str, Any]) -> Answer:
        """Return its answer. An error of the arguments or of the project is an answer too, with what, where and fix."""
        try:
            arguments = msgspec.convert(given, self.arguments)
        except msgspec.ValidationError as error:
            known = ", ".join(field.name for field in msgspec.structs.fields(self.arguments))
            what = str(error).replace("Object", "The call").replace(" - at `$.", " - at `")
            return refusal([Finding("arguments", what, f"{self.name} takes {known or 'no arguments'}")])
        try:
            return self.run(session, arguments)
        except BriefingError as error:
            return refusal([*error.findings, *error.warnings], session)


def refusal(findings: Iterable[Finding], session: WorkingSession | None = None) -> Answer:
    """Return the answer of a tool that did not do what it was asked, with every reason."""
    return Answer({"refused": listed(findings, session)}, refused=True)


def listed(findings: Iterable[Finding], session: WorkingSession | None = None) -> list[dict[str, str]]:
    """Return findings as JSON, the gravest first; of a flood the first, and how many more there are."""
    order = ("error", "warning", "notice")
    found = sorted(dict.fromkeys(findings), key=lambda one: order.index(one.severity))
    rows = [{name: text for name, text in one.as_json().items() if text} for one in found[:_MOST_FINDINGS]]
    if len(found) > _MOST_FINDINGS:
        rows.append({"severity": "notice", "what": f"{len(found) - _MOST_FINDINGS} more findings"})
    if session is None:
        return rows
    return [{name: session.folder.relative(text) for name, text in row.items()} for row in rows]


def page(rows: Sequence[Any], offset: int, limit: int) -> dict[str, Any]:
    """Return the rows of a page, their number, and where the next one begins."""
    if rows and offset >= len(rows):
        raise UsageError(f"there are {len(rows)}, and {offset} were left out", "offset", "begin with 0")
    following = {"next": offset + limit} if offset + limit < len(rows) else {}
    return {"count": len(rows), "items": list(rows[offset : offset + limit]), **following}


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return a text of the data, cut where it is long."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def filled(**values: Any) -> dict[str, Any]:
    """Return those values that are not empty."""
    return {name: value for name, value in values.items() if value not in ("", None, (), [], {})}
