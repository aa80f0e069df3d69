"""Steps of a change of a story: one block of its text is added, replaced, moved or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct

from briefing.errors import Finding, InputError, UsageError
from briefing.read.story_blocks import StoryText, block_text

Id = Annotated[str, Meta(max_length=100)]
Content = (
    Annotated[str, Meta(max_length=50_000, description="The block as YAML.")]
    | Annotated[dict[str, Any], Meta(description="Or the same as an object.")]
)
After = Annotated[
    Id | None, Meta(description='Id of the section before it; "" for the first place; left out: the last place.')
]
Kind = Literal["add", "replace", "remove", "move", "cover", "letter", "part"]
_FIGURE: Final = "figure"


class EditStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One step. `id` names a section, `content` is the new block, `after` says where a section is to stand."""

    do: Annotated[
        Kind,
        Meta(
            description="add, replace, remove, move: of a section; cover, letter: the whole block; part: the part "
            "with the id of the content, replaced or added."
        ),
    ]
    id: Id = ""
    content: Content = ""
    after: After = None

    def applied(self, story: StoryText) -> StoryText:
        """Return the story after the step. UsageError or InputError with what is wrong with the step itself."""
        before = story.value
        if self.do == "remove":
            if len(story.ids("sections")) == 1:
                raise UsageError("a story has one section at least", self.id, "add another section first")
            return _checked(story.without_item("sections", self.id), _without(before, self.id))
        if self.do == "move":
            moved = story.with_item_moved("sections", self.id, self.after or "")
            return _checked(moved, _moved(before, self.id, self.after or ""))
        text, value = block_text(self.content, f"the {self.do}")
        if self.do in ("cover", "letter"):
            return _checked(story.with_key(self.do, text), {**before, self.do: value})
        key = "parts" if self.do == "part" else "sections"
        name = str(value.get("id", ""))
        if not name:
            raise InputError(f"the {key[:-1]} has no id", f"the {self.do}", "give it one, as id: visits")
        if self.do == "replace" or (self.do == "part" and name in story.ids(key)):
            old = self.id or name
            return _checked(story.with_item_replaced(key, old, text), _replaced(before, key, old, value))
        if name in story.ids(key):
            fix = f"give it another, or replace the {key[:-1]} {name!r}"
            raise UsageError(f"the story has a {key[:-1]} {name!r} already", "id", fix)
        after = self.after if key == "sections" else None
        return _checked(story.with_item(key, text, after), _added(before, key, value, after))


def after_steps(story: StoryText, steps: Sequence[EditStep]) -> StoryText:
    """Return the story after all steps, none of which may bring a figure that is drawn by code of the project."""
    known = list(_figures(story.value))
    changed = story
    for number, step in enumerate(steps, start=1):
        try:
            changed = step.applied(changed)
        except (InputError, UsageError) as error:
            if len(steps) == 1:
                raise
            raise UsageError(_numbered(finding, number) for finding in error.findings) from error
    for figure in _figures(changed.value):
        if figure not in known:
            what = "a figure that is drawn by code of the project cannot be added or changed by an assistant"
            raise UsageError(what, "chart", "choose another kind of chart, or leave the figure as it is")
    return changed


def _numbered(finding: Finding, number: int) -> Finding:
    where = f"step {number}, {finding.where}" if finding.where else f"step {number}"
    return Finding(where, finding.what, finding.fix)


def _checked(story: StoryText, expected: dict[str, Any]) -> StoryText:
    """Return the story; InputError if its text holds something else than the step asks for."""
    if story.value != expected:
        fix = "write the block as YAML with its keys below each other, indented with blanks, texts in quotation marks"
        raise InputError("the block does not fit into the story's text", story.where, fix)
    return story


def _named(item: object, name: str) -> bool:
    return isinstance(item, dict) and item.get("id") == name


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {**value, "sections": [item for item in value["sections"] if not _named(item, name)]}


def _moved(value: dict[str, Any], name: str, after: str) -> dict[str, Any]:
    moved = next(item for item in value["sections"] if _named(item, name))
    return _added(_without(value, name), "sections", moved, after)


def _replaced(value: dict[str, Any], key: str, name: str, new: dict[str, Any]) -> dict[str, Any]:
    return {**value, key: [new if _named(item, name) else item for item in value[key]]}


def _added(value: dict[str, Any], key: str, new: dict[str, Any], after: str | None) -> dict[str, Any]:
    items = list(value.get(key) or [])
    at = len(items) if after is None else 0
    if after:
        at = next(number for number, item in enumerate(items, start=1) if _named(item, after))
    return {**value, key: [*items[:at], new, *items[at:]]}


def _figures(value: object) -> Iterator[dict[str, Any]]:
    """Yield every chart of a story that code of the project draws."""
    if isinstance(value, dict):
        if str(value.get("kind", "")).strip() == _FIGURE:
            yield value
        for item in value.values():
            yield from _figures(item)
    elif isinstance(value, list):
        for item in value:
            yield from _figures(item)
